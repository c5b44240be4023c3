"""How many areas, or bodies, got each grade, as the article counts them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.grades import Moment, Page, Sentence, sentence
from pipeline.extract.reading import Reading, Span
from pipeline.extract.setting import Setting
from pipeline.extract.status import When
from pipeline.record import Status, Tally

_OF_GRADE = re.compile(r"(G(?:&G)*)n?(?:[<>]?)P(?:[eo]?P)?(N)(?!o?j|o(?!q))")
_GRADES_THEN_COUNT = re.compile(r"^(G)[\t:\-]?(N)$")
_COUNT_OF = re.compile(r"(N)(?:o(?=G))?(?:q|e)?(?:P[eoS]?N?[qo]?)?(?:P[eo]?B)?[qCWVvTPBeIs,:(XH\-]{0,8}?(G(?:&G)*)")
_NONE = re.compile(r"(X)[qCVPBoeIW,]{0,9}?(G(?:[,&]{1,2}G)*)")
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
    over: str
    counts: list[Count]
    total: int | None
    place: int


def counts(read: Sentence, setting: Setting, text: str) -> list[Count]:
    """The counts of a sentence, each grade word and each number used once."""
    used: set[int] = set()
    found: list[tuple[int, Count]] = []
    for pattern, number_group, grade_group in ((_GRADES_THEN_COUNT, 2, 1), (_OF_GRADE, 2, 1), (_COUNT_OF, 1, 2), (_NONE, 1, 2)):
        for match in pattern.finditer(read.sig):
            places = {match.start(number_group), *range(*match.span(grade_group))}
            if places & used or (pattern is not _NONE and "j" in match.group()):
                continue
            count = _count(read, match, (number_group, grade_group), setting, text)
            if count:
                used |= places
                found.append((match.start(), count))
    return [count for _, count in sorted(found, key=lambda item: item[0])]


def _count(
    read: Sentence, match: re.Match[str], groups: tuple[int, int], setting: Setting, text: str
) -> Count | None:
    number, (first, last) = read.units[match.start(groups[0])], match.span(groups[1])
    if number.symbol == "X" and not _ZERO_WORDS.fullmatch(text[number.start : number.end]):
        return None
    grades = tuple(read.grade(u).term.id for u in read.units[first:last] if u.symbol == "G")
    grades = _widened(grades, read.sig[last : last + 1], setting)
    start = min(number.start, read.units[first].start)
    end = max(number.end, read.units[last - 1].end)
    return Count(grades, number.value, start, end, "q" in read.sig[match.start() : match.end() + 1])


def _widened(grades: tuple[str, ...], mark: str, setting: Setting) -> tuple[str, ...]:
    """"Good or better" and "adequate or worse" as all the grades that they mean."""
    scale = setting.scale_of("overall") or (setting.pack.scales[-1] if setting.pack.scales else None)
    if mark not in "<>" or not mark or scale is None or grades[0] not in scale.grades:
        return grades
    place = scale.grades.index(grades[0])
    return scale.grades[: place + 1] if mark == ">" else scale.grades[place:]


def ladders(page: Page, spans: list[Span], moments: dict[int, Moment]) -> list[Ladder]:
    """The ladders of the text; a sentence that goes on counting joins the ladder of the sentence before."""
    found: list[Ladder] = []
    for place, span in enumerate(spans):
        read = sentence(page, span)
        if "G" not in read.sig or not ("N" in read.sig or "X" in read.sig):
            continue
        for ladder in _by_time(counts(read, page.setting, page.reading.text), page, moments, place):
            if found and _continues(found[-1], ladder):
                found[-1].counts.extend(ladder.counts)
                found[-1] = found[-1]._replace(place=place)
            else:
                found.append(ladder)
    return [ladder for ladder in found if _is_ladder(ladder)]


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
            body=ladder.body if ladder.over == "areas" else None,
            status=status,
            over="bodies" if ladder.over == "bodies" else "areas",
            counts=numbers,
            total=ladder.total,
            evidence=evidence,
            rule="tallies/ladder",
        )
    return list(values.values())
