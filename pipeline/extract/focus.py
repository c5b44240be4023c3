"""What a grade is about when its own clause does not say: the body in focus, the areas just graded, the service in scope."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.areas import AreaHit
from pipeline.extract.frames import Bound, Target
from pipeline.extract.page import Page, Sentence
from pipeline.extract.setting import Setting
from pipeline.extract.status import When


class Focus(NamedTuple):
    """What the sentences before spoke of: the body, the areas last graded, and the last grade with its time."""

    body: str
    areas: tuple[AreaHit, ...]
    last: Given | None


class Given(NamedTuple):
    """A grade that was given, to be carried to areas named after it: the target, its time, its sentence, its body."""

    target: Target
    when: When
    read: Sentence
    body: str


class Clause(NamedTuple):
    """A bound target in its signature, the positions between which its clause lies, and what the target before it
    hands on: its time, and the reason for which it was dismissed."""

    bound: Bound
    sig: str
    floor: int
    ceiling: int
    carried: When | None
    reason: str


_BOTH = re.compile(r"\b(?:[Bb]oth|[Tt]he two) (?:forces|services|brigades|constabularies|schools|homes|hospitals|prisons|units|councils)\b")


def bodies_of(read: Sentence, bound: Bound, focus: Focus, page: Page) -> list[str]:
    """The body or bodies that a target is about; "both forces" are the two that the article names."""
    if _BOTH.search(page.reading.text, read.units[0].start, read.units[-1].end):
        named = list(dict.fromkeys(b.name for b in page.bodies if not b.weak))
        if len(named) == 2:
            return named
    return [body_of(read, bound, focus)]


def body_of(read: Sentence, bound: Bound, focus: Focus) -> str:
    """The body that a target is about: the nearest one before it in its sentence, else the next one after, else the focus."""
    beside = re.match(r"n?[PF](B)", read.sig[bound.target.end :])
    before = [i for i in range(bound.target.index) if read.sig[i] == "B" and read.sig[i - 1 : i] != "F"]
    if beside and not (before and re.search(r"[,&;]", read.sig[before[-1] : bound.target.index]) is None):
        return read.bodies[read.units[bound.target.end + beside.start(1)].key].name
    if before:
        return read.bodies[read.units[before[-1]].key].name
    after = read.sig.find("B", bound.target.end)
    if after >= 0:
        return read.bodies[read.units[after].key].name
    return focus.body


_COUNTS = re.compile(r"\b(?:both|all three|all four) counts\b")
_SAME = re.compile(r"\b(?:the same|that|this) (?:category|area|question|pillar|theme|measure|aspect)\b")
_FORMER = re.compile(r"\bthe former\b")
_PLURAL = re.compile(r"\b(?:each|both|they|these|those|all (?:three|four|of (?:them|these)))\b", re.IGNORECASE)
_STANDS_FOR = re.compile(r"(?:^|[,;&bI.:(])e[CKWRs]{1,4}[VC]{0,2}T?C?$")
_GRADE_AS_SUBJECT = re.compile(r"(?:^|[,;])n[CK]{1,2}$")
_NEXT_BODY = re.compile(r"(?:^|[&,;])BC{0,2}V[CT]{0,2}$")
_GAPPED_BODY = re.compile(r"[,&;]{1,2}B[CV]{0,2}")


def areas_in_focus(read: Sentence, clause: Clause, focus: Focus, time: When, text: str) -> tuple[AreaHit, ...]:
    """The areas that a grade without one is about: those just graded in the sentence, or those that "each" stands for."""
    before = clause.sig[clause.floor : clause.bound.target.index]
    after = clause.sig[clause.bound.target.end : clause.bound.target.end + 3]
    if focus.areas and re.match(r"n?Po?q", after) and _SAME.search(text, read.units[0].start, read.units[-1].end):
        return focus.areas[-1:]
    if len(focus.areas) > 1 and _COUNTS.search(text, read.units[0].start, read.units[-1].end):
        return focus.areas
    if not focus.areas or "N" in before[-2:] or re.match(r"n?PN|q", after):
        return ()
    if _FORMER.search(text, read.units[0].start, read.units[-1].end):
        return focus.areas[:1]
    if clause.floor and _GAPPED_BODY.fullmatch(before):  # "... and Northumbria Police adequate"
        return focus.areas
    if clause.floor:  # "..., having been good in 2019"; "(previously good)"; "up from good"
        return focus.areas if time.previous and not time.current else ()
    pronoun = _STANDS_FOR.search(before)
    if pronoun and (
        len(focus.areas) == 1 or _PLURAL.match(text, read.units[pronoun.start() + (before[pronoun.start()] != "e")].start)
    ):
        return focus.areas
    if "A" in clause.sig or "q" in clause.sig:
        return ()
    if _GRADE_AS_SUBJECT.search(before) or (_NEXT_BODY.search(before) and focus.last and focus.last.body != read.bodies[0].name):
        return focus.areas
    return ()



_THING_GRADED = re.compile(r"P[eo]{0,2}o")
_EVENT = re.compile(
    r"(?:at|in|for|on|under|by|with|after|across) (?:the |its |a |an |their |his |her )?(?:(?:first|second|third|fourth|last|latest|new|recent|full|short|"
    r"unannounced|time|\w+day|[A-Z]\w+|\d{4}|report|reports|inspection|visit|letter|months?|years?|week|past|same|verdict|result|league)\b)"
)
_WHOLE_BEFORE = re.compile(
    r"[VvKUDMLF][CTeoPIYB]{0,3}$|(?:^|[,;&.:(bI])[Bei][sKW]{0,2}C[CWe]{0,2}$|B[CKW]{0,2}C$|B$|^[B:,\-\n]{1,3}$|[RW],?$"
)
_DATED = re.compile(r"^(?:[,&]{0,2}|.*:)$")
_WHOLE_AFTER = re.compile(r"n?g?(?:[PF][IB]|[PF]Y|[.,;:)&b\n]|$|KoR?|R|W|PR|s|Po{0,3}[IRY]|C?P?[oe]?B)")


def whole_body(read: Sentence, clause: Clause, page: Page, time: When) -> tuple[AreaHit, ...]:
    """The area ``overall``, where a grade without an area is that of the whole body: "rated good", "an outstanding rating".

    Only under a framework that grades whole bodies, or of a time when it may have; never before words for something
    that was graded and is not known as an area ("rated good for its gardens"), nor in a count.
    """
    sig, target, text = clause.sig, clause.bound.target, page.reading.text
    before, after = sig[clause.floor : target.index], sig[target.end :]
    if "N" in before[-3:] or re.match(r"n?o?P?N|o?q|n?Po?q", after) or not _graded_whole(read, clause, page, time):
        return ()
    if re.match(r"(?:n?P?a|n?Pq)", after) or "a" in before[-4:]:
        return (_overall(read, target),)
    place = next((u for u in read.units[target.end : target.end + 2] if u.symbol == "P"), None)
    if place and _THING_GRADED.match(after.removeprefix("n")) and not _EVENT.match(text, place.start):
        return ()
    if "o" in after[:1] and "V" not in before[-1:] and target.previous is None:
        return ()
    named = target.previous is not None or after[:1] == "n" or (after[:1] == "g" and "K" in before)
    if _DATED.match(before) and re.match(r"P?Y", after):  # "Inadequate in 2016, good in 2018"
        named = True
    if named or (_WHOLE_BEFORE.search(before) and (_WHOLE_AFTER.match(after) or "V" in before[-2:])):
        return (_overall(read, target),)
    return ()


def _graded_whole(read: Sentence, clause: Clause, page: Page, time: When) -> bool:
    """Whether the grade is one that whole bodies could get: now, under a framework in force; before, under any."""
    unit = clause.bound.target.current or clause.bound.target.previous
    if unit is None:
        return False
    setting, grade = page.setting, read.grade(unit).term.id
    dated = bool(setting.date) and not time.previous
    frameworks = [f for f in setting.pack.frameworks if f.overall and (not dated or f.in_force(setting.date[:7]))]
    scales = [setting.pack.scale(f.scale) for f in frameworks]
    return any(scale is not None and grade in scale.grades for scale in scales)


def _overall(read: Sentence, target: Target) -> AreaHit:
    unit = target.current or target.previous or read.units[target.index]
    return AreaHit(unit.start, unit.end, "overall", strong=False)


def implied(read: Sentence, bound: Bound) -> tuple[AreaHit, ...]:
    """The area that a grade names by itself: a landlord's C3 is for ``consumer`` (the grade term's attribute ``area``)."""
    unit = bound.target.current or bound.target.previous
    area = str(read.grade(unit).term.attributes.get("area", "")) if unit else ""
    return (AreaHit(unit.start, unit.end, area, strong=False),) if unit and area else ()


def nested(areas: tuple[AreaHit, ...], read: Sentence, clause: Clause) -> tuple[AreaHit, ...]:
    """The areas as questions of the service in scope: "In maternity, safe was inadequate" grades ``maternity/safe``.

    ``overall`` of a service is the service itself.
    """
    place = _service(clause)
    if place < 0:
        return areas
    service = read.area(read.units[place]).id
    return tuple(
        area if area.id == service or "/" in area.id else area._replace(id=service if area.id == "overall" else f"{service}/{area.id}")
        for area in areas
    )


def _service(clause: Clause) -> int:
    """The position of the service that a clause speaks of: right behind its areas, or the nearest one before; -1: none."""
    after = re.match(r"P[oe]?(Z)", clause.sig[clause.bound.right :])
    if after:
        return clause.bound.right + after.start(1)
    start = max(clause.sig.rfind(mark, 0, clause.bound.target.index) for mark in ";.")
    return clause.sig.rfind("Z", max(start, 0), clause.bound.target.index)
