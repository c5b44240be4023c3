"""How many areas, or bodies, got each grade, as the article counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from pipeline.extract.page import Moment, Page, Sentence, sentence, within
from pipeline.extract.reading import Reading, Span
from pipeline.extract.setting import Setting
from pipeline.extract.status import When
from pipeline.pack import Scale
from pipeline.record import Status, Tally

_OF_GRADE = re.compile(r"(G(?:&G)*)n?,?(?:[<>]?)P(?:[eo]?P)?(N)(?!o?j|o(?!q))")
_GRADES_THEN_COUNT = re.compile(r"^(G)[\t:\-]?(N)$")
_COUNT_OF = re.compile(
    r"(N)(?:o(?=G))?(?:q|e)?(?:P[eoS]?N?[qo]?|oP?N|o{0,2}N)?(?:P[eo]?[BIo]{1,2})?(?:,[eosIB]{1,3},)?[qkCWVvTPBeIsXH]{0,8}?o?(G(?:&G)*)"
)
_ONE_OF = re.compile(r"NP(N)[qk]?[CV]{1,2}(G)")
_NONE = re.compile(r"(X)[qCVPBoeIW,]{0,9}?(G(?:[,&]{1,2}G)*)")
_PATTERNS = ((_GRADES_THEN_COUNT, 2, 1), (_OF_GRADE, 2, 1), (_ONE_OF, 1, 2), (_COUNT_OF, 1, 2), (_NONE, 1, 2))
"""The forms of a count, tried in this order, with the groups of the number and of the grades."""
_ZERO_WORDS = re.compile(r"\b(?:no|none|not one|not a single|nothing|nowhere|neither)\b", re.IGNORECASE)


class Count(NamedTuple):
    """One step of a ladder: the grades counted together, how many, and the words."""

    grades: tuple[str, ...]
    number: int
    start: int
    end: int
    named: bool


class Ladder(NamedTuple):
    """The counts of one body at one inspection, in the order of the text. ``over`` is what was counted."""

    body: str | None
    when: When
    over: Literal["areas", "bodies", "concerns"]
    counts: list[Count]
    total: int | None
    place: int


_CASES = re.compile(r"N[oA]{0,4}j")
_BRACKETED = re.compile(r"\(R((?:[,&]{0,2}N)+)z?\)")


def counts(read: Sentence, setting: Setting, text: str) -> list[Count]:
    """The counts of a sentence, each grade word and each number used once."""
    used: set[int] = set()
    found: list[tuple[int, Count]] = []
    for pattern, number_group, grade_group in _PATTERNS:
        for match in pattern.finditer(read.sig):
            places = {match.start(number_group), *range(*match.span(grade_group))}
            if places & used or (pattern is not _NONE and "j" in match.group()):
                continue
            for count in _count(read, match, (number_group, grade_group), setting, text):
                used |= places
                found.append((match.start(), count))
    cases = _CASES.search(read.sig)
    return [
        count
        for place, count in sorted(found, key=lambda item: item[0])
        if count.named or not cases or place < cases.start()
    ]


def _count(
    read: Sentence, match: re.Match[str], groups: tuple[int, int], setting: Setting, text: str
) -> Iterator[Count]:
    number, (first, last) = read.units[match.start(groups[0])], match.span(groups[1])
    if number.symbol == "X" and not _ZERO_WORDS.fullmatch(text[number.start : number.end]):
        return
    grades = tuple(read.grade(u).term.id for u in read.units[first:last] if u.symbol == "G")
    start = min(number.start, read.units[first].start)
    end = max(number.end, read.units[last - 1].end)
    named = any(symbol in read.sig[match.start() : match.end() + 2] for symbol in "qn")
    if number.symbol == "X" or " apiece" in text[start:end]:
        for grade in grades:
            yield Count((grade,), number.value, start, end, named)
    else:
        yield Count(_widened(grades, read.sig[last : last + 1], setting), number.value, start, end, named)


def _widened(grades: tuple[str, ...], mark: str, setting: Setting) -> tuple[str, ...]:
    """ "Good or better" and "adequate or worse" as all the grades that they mean; merged grades best first."""
    scale = setting.scale_of("overall") or _scale_with(grades, setting)
    if scale is None or any(grade not in scale.grades for grade in grades):
        return grades
    place = scale.grades.index(grades[0])
    if mark == ">":
        return scale.grades[: place + 1]
    if mark == "<":
        return scale.grades[place:]
    return tuple(sorted(grades, key=scale.grades.index))


def _scale_with(grades: tuple[str, ...], setting: Setting) -> Scale | None:
    """The newest scale in force that has those grades."""
    for framework in setting.frameworks():
        scale = setting.pack.scale(framework.scale)
        if scale and all(grade in scale.grades for grade in grades):
            return scale
    return None


def _as_before(read: Sentence, found: list[Count]) -> list[Count]:
    """The counts of an earlier inspection given in brackets, in the same order: "(previously four, three and four)"."""
    match = _BRACKETED.search(read.sig)
    numbers = [u for u in read.units[match.start(1) : match.end(1)] if u.symbol == "N"] if match else []
    if len(numbers) != len(found):
        return []
    return [Count(c.grades, u.value, u.start, u.end, c.named) for c, u in zip(found, numbers, strict=True)]


def ladders(page: Page, spans: list[Span], moments: dict[int, Moment]) -> list[Ladder]:
    """The ladders of the text; a sentence that goes on counting joins the ladder of the sentence before."""
    found: list[Ladder] = []
    for place, span in enumerate(spans):
        if not within(page.grades, span):
            continue
        read = sentence(page, span)
        if "G" not in read.sig or not ("N" in read.sig or "X" in read.sig):
            continue
        here = counts(read, page.setting, page.reading.text)
        earlier = _as_before(read, here)
        for ladder in (*_by_time(here, page, moments, place), *_earlier(earlier, page, moments, place)):
            if found and _continues(found[-1], ladder):
                found[-1].counts.extend(ladder.counts)
                found[-1] = found[-1]._replace(place=place)
            else:
                found.append(ladder)
    return [
        ladder
        for ladder in map(lambda one: _over(one, page, spans), found)
        if (ladder.body or ladder.over == "bodies") and _is_ladder(ladder)
    ]


_BODIES = re.compile(r"N(?:PN)?[oP]{0,2}k")


def _over(ladder: Ladder, page: Page, spans: list[Span]) -> Ladder:
    """The ladder with what it counts: areas of a body, bodies ("of the 25 homes"), or the concerns of a progress review."""
    read = sentence(page, spans[ladder.place])
    words = page.reading.text[spans[ladder.place].start : spans[ladder.place].end]
    if any(grade.endswith("-progress") for count in ladder.counts for grade in count.grades) and "concern" in words:
        return ladder._replace(over="concerns")
    if (_BODIES.search(read.sig) and not read.bodies) or (not ladder.body and page.setting.named and "q" in read.sig):
        return ladder._replace(over="bodies", body=None)
    return ladder


NOW = When(current=True, previous=False, year=0, certain=False)


def _by_time(found: list[Count], page: Page, moments: dict[int, Moment], place: int) -> Iterator[Ladder]:
    """The counts of one sentence as one ladder for each inspection and body that it speaks of."""
    groups: dict[tuple[bool, str], Ladder] = {}
    for count in found:
        inside = [moments[start] for start in range(count.start, count.end) if start in moments]
        moment = inside[0] if inside else Moment(NOW, page.principal, dismissed=False)
        if moment.dismissed and count.number:
            continue
        key = (moment.when.current, moment.body)
        if key not in groups:
            groups[key] = Ladder(moment.body, moment.when, "areas", [], None, place)
        groups[key].counts.append(count)
    yield from groups.values()


def _earlier(found: list[Count], page: Page, moments: dict[int, Moment], place: int) -> Iterator[Ladder]:
    if found:
        body = next((m.body for start, m in moments.items() if start < found[0].start), page.principal)
        yield Ladder(body, When(current=False, previous=True, year=0, certain=True), "areas", found, None, place)


def _continues(before: Ladder, after: Ladder) -> bool:
    grades = {grade for count in before.counts for grade in count.grades}
    return (
        after.place - before.place == 1
        and before.body == after.body
        and before.when.current == after.when.current
        and not grades & {grade for count in after.counts for grade in count.grades}
    )


def _is_ladder(ladder: Ladder) -> bool:
    return len(ladder.counts) >= 2 or any(count.named for count in ladder.counts)


def tallies(found: list[Ladder], reading: Reading) -> list[Tally]:
    """The tallies of the record; a ladder that is told again is one tally with more evidence."""
    values: dict[tuple[object, ...], Tally] = {}
    for ladder in found:
        numbers = {"+".join(count.grades): count.number for count in ladder.counts}
        status: Status = "current" if ladder.when.current else "previous"
        evidence = [reading.evidence(count.start, count.end) for count in ladder.counts]
        key = (ladder.body, status, tuple(sorted(numbers.items())))
        if key in values:
            values[key] = values[key].model_copy(update={"evidence": [*values[key].evidence, *evidence]})
            continue
        values[key] = Tally(
            body=ladder.body or None,
            status=status,
            over=ladder.over,
            counts=numbers,
            total=ladder.total,
            evidence=evidence,
            rule="tallies/ladder",
        )
    return list(values.values())
