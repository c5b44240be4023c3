"""Whose grade it is: the body, or the bodies, that a target of a sentence is about."""

from __future__ import annotations

import re

from pipeline.extract.focus import PAIR, Focus, of_unit
from pipeline.extract.frames import Bound
from pipeline.extract.page import Page, Sentence, within
from pipeline.extract.wording import Wording

_BOTH = Wording(r"[BbTt](?<!\w.)(?:(?<=[Bb])oth|(?<=[Tt])he two) <bodies>\b")
_BOTH_ARE = re.compile(r"Both (?:are|were|have|had|got|get|received|remain|met|meet|kept|require)\b")


def bodies_of(read: Sentence, bound: Bound, focus: Focus, page: Page) -> list[str]:
    """The body or bodies that a target is about; "both forces", and "both" with an area, are the two of the article."""
    text = page.reading.text
    forces = ("e" in read.sig or "N" in read.sig) and _BOTH.search(
        page.reading, read.units[0].start, read.units[-1].end
    )
    if forces or (bound.areas and _BOTH_ARE.match(text, *read.span)):
        named = list(dict.fromkeys(b.name for b in page.bodies if not b.weak))
        if len(named) == PAIR:
            return named
    if focus.last is not None and "B" not in read.sig and of_unit(read, focus, page):
        return [focus.last.body]
    ordered = _in_order(read, bound, page)
    if ordered:
        return [ordered]
    if "&B" in read.sig and (together := _together(read.sig, bound)):
        units = read.units[slice(*together.span(together.lastindex or 0))]
        return [read.bodies[unit.key].name for unit in units if unit.symbol == "B"]
    return [body_of(read, bound, focus)]


def _together(sig: str, bound: Bound) -> re.Match[str] | None:
    """The bodies that a target is about together: those before it, or, where none is, those behind it."""
    if "B" not in sig[: bound.target.end]:
        return _TOGETHER_BEHIND.match(sig, bound.target.end)
    return _TOGETHER.search(sig, 0, bound.target.place)


_ORDER = re.compile(r"\bthe (?:(former)|latter)\b[^.,;]*$", re.IGNORECASE)
_LEAD = 40


def _in_order(read: Sentence, bound: Bound, page: Page) -> str:
    """The body that "the former" or "the latter" is: the first or the second of two named in the sentence before."""
    start = read.words(bound.target).start
    told = _ORDER.search(page.reading.text, max(read.span.start, start - _LEAD), start) if "B" not in read.sig else None
    place = page.reading.sentence_index(read.span.start) if told else 0
    if told is None or place == 0:
        return ""
    before = list(dict.fromkeys(body.name for body in within(page.bodies, page.reading.sentences[place - 1])))
    return before[told[1] is None] if len(before) == PAIR else ""


_TOGETHER = re.compile(
    r"((?:B,)*B,?&B)(?:o{0,2}k)?(?:,[^BGCV;.,]{1,9}(?=,))?[kq]?[,CeKWVov]{1,5}[TC]?$"
    r"|(?<=[vV])e?((?:B,)*B,?&B)(?:o{0,2}k)?(?:e|TC)?$"
)
""" "Elm and Oak primary schools have been ...",
"Kent Police and Essex Police, both in the south, are each good at ...", "gave Elm House and Oak House a good"."""
_TOGETHER_BEHIND = re.compile(r"(?:[^BG;.]{0,8}[P:T]|n,)((?:B,)*B,?&B)(?=[.,;]|$)")
""" "Forces graded good by HMICFRS include Kent Police and Essex Police"; "two got C3 grades, X and Y, ..."."""
_BESIDE = re.compile(r"n?[PF](B)")
_RUN_BY = re.compile("B,[oR]{1,2}PB,$")
""" "Elm House, run by Vale Trust, ..."."""
_WHICH = re.compile("[,oP]{0,6},iI?[CV]")
""" "She came from X, along the coast, which was rated ..."."""
_APART = re.compile(r"[,&;]")


def body_of(read: Sentence, bound: Bound, focus: Focus) -> str:
    """The body that a target is about: the nearest one before it in its sentence, else the next one after, else the
    focus."""
    if "B" not in read.sig:
        return focus.body
    beside = _BESIDE.match(read.sig, bound.target.end)
    before = read.sig.rfind("B", 0, bound.target.place)
    while before > 0 and read.sig[before - 1] == "F" and not _WHICH.match(read.sig, before + 1):
        before = read.sig.rfind("B", 0, before)
    if _RUN_BY.search(read.sig, max(0, before - len("B,RoP")), before + len("B,")):
        before = read.sig.rfind("B", 0, before)
    if beside and (before < 0 or _APART.search(read.sig, before, bound.target.place)):
        return read.bodies[read.units[beside.start(1)].key].name
    if before >= 0:
        return read.bodies[read.units[before].key].name
    after = read.sig.find("B", bound.target.end)
    if after >= 0 and "S" not in read.sig[bound.target.end : after]:  # not "good at A, as is Elm House"
        return read.bodies[read.units[after].key].name
    return focus.body
