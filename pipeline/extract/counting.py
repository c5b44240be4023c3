"""The numbers of one sentence set against its grades: "good in three of the nine areas, adequate in six".

A sentence is read as a row of numbers and grades. Each number goes with the grade beside it, before or behind, so that
the links together are the likeliest: "good in three, adequate in two" and "in three it was good, in two adequate" have
the same row but for its first word. Numbers that say of how many ("of the nine") are set aside first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.count_links import linked
from pipeline.extract.count_row import ARTICLE, Event, Row, events_of, set_aside, values_of, word_of
from pipeline.extract.page import Sentence
from pipeline.extract.setting import Setting
from pipeline.pack import Scale


class Count(NamedTuple):
    """One step of a ladder: the grades counted together, how many, and the words. ``named`` where the text says what
    is counted ("three areas"), so that the step may stand alone."""

    grades: tuple[str, ...]
    number: int
    start: int
    end: int
    named: bool


class Counts(NamedTuple):
    """The counts of a sentence: those of the inspection it speaks of, those of the one before given in brackets, of how
    many they are (None if unsaid), and the numbers that went with no grade."""

    now: list[Count]
    before: list[Count]
    total: int | None
    spare: tuple[int, ...]


NOTHING = Counts([], [], None, ())


def counts(read: Sentence, setting: Setting, text: str) -> Counts:
    """The counts of a sentence that holds a grade word."""
    counting = "N" in read.sig
    values = values_of(read, text) if counting or "e" in read.sig else {}
    if not (counting or "X" in read.sig or values) or _EXPLAINED.search(read.sig) or _tells_scale(read, text):
        return NOTHING
    row = Row(read, read.sig, text, values, None, {})
    row = set_aside(row) if counting or values else row
    events = list(events_of(row, setting))
    links = linked(row, events)
    if not links:
        return NOTHING
    if _are_codes(row, links) or _of_things(row):
        return NOTHING
    told = [link for link in links if not _WISHED.search(row.sig, 0, link[0].first)]
    old = _FROM_TO.search(row.sig)
    earlier = [link for link in told if old and old.start() < link[0].first < old.end()]
    found = [c for link in told if link not in earlier for c in _steps(link, row, setting)]
    found = sorted([*found, *_by_article(row, events, links)], key=lambda count: count.start)
    ordinary = [c for c in found if not _ORDINAL.search(text, c.start, c.end)]
    now = found if any(c.number for c in ordinary) else ordinary
    before = [c for link in earlier for c in _steps(link, row, setting)] or list(_before(row, now))
    used = {event.first for link in links for event in link}
    return Counts(now, before, row.total, tuple(e.value for e in events if e.symbol == "N" and e.first not in used))


_STEP = re.compile("NCG")


def _tells_scale(read: Sentence, text: str) -> bool:
    """Whether a number above one is said to be a grade: "where 6 is excellent and 1 is unsatisfactory"."""
    steps = (match.start() for match in _STEP.finditer(read.sig))
    return any(read.units[at].value > 1 and word_of(read, text, at + 1) == "is" for at in steps)


def _are_codes(row: Row, links: list[tuple[Event, Event]]) -> bool:
    """Whether numbers in brackets are those of the grades themselves: "outstanding (1), good (2)"."""
    codes = [number.value for _, number in links if row.sig[number.first - 1] == "("]
    steps = {after - before for before, after in pairwise(codes)}
    return bool(steps) and steps in ({1}, {-1})


_OF_THINGS = re.compile("P[BCo]{0,4}o,?N")


def _of_things(row: Row) -> bool:
    """Whether the sentence counts among things that are no areas: "Of the county's beaches 29 were excellent"."""
    things = _OF_THINGS.match(row.sig)
    return things is not None and row.word(0) == "of" and row.word(things.end() - 2).endswith("s")


_EXPLAINED = re.compile(r"(?<![NX])G(?:[,;/&]{1,3}o?G){2,}")
"""The grades of a scale told over, none of them counted: "outstanding, good, adequate or inadequate"."""
_FROM_TO = re.compile(r"F(?:[,&]?NG)+T(?=N)")
"""The counts before a change: "from two goods and five adequates to six goods ..."."""
_ORDINAL = re.compile(r"\b(?:second|third|fourth|fifth)\b|\bthe (?:other|last)(?= (?:is|was)\b|$)", re.IGNORECASE)
_WISHED = re.compile(r"H[oTCVvePB]{0,6}G[^b;:I]{0,30}$")


def _steps(link: tuple[Event, Event], row: Row, setting: Setting) -> Iterator[Count]:
    """The counts of a linked pair: none of several grades, or "two apiece", is a count of each of them."""
    number, grade = sorted(link, key=lambda event: event.symbol == "G")
    units = row.read.units
    grades = _grades(row, grade.first, grade.last)
    start, end = min(number.first, grade.first), max(number.last, grade.last) - 1
    words = units[start].start, units[end].end
    if number.symbol == "X":
        if _FOR_DOING.match(row.text, words[1]):
            return
        also = _ALSO_NONE.match(row.sig, grade.last)
        grades = (*grades, *(_grades(row, *also.span()) if also else ()))
        named = any(symbol in row.sig[number.last : grade.first + 2] for symbol in "qn")
        for one in grades:
            yield Count((one,), 0, *words, named)
        return
    named = number.named or _is_plural(row, number, grade) or "n" in row.sig[grade.last : grade.last + 1]
    if "apiece" in row.text[words[0] : words[1]]:
        for one in grades:
            yield Count((one,), number.value, *words, named)
    else:
        scale = setting.scale_of("overall") or _scale_with(grades, setting)
        grades = (*_shortened(row, grade, scale), *grades)
        yield Count(_widened(grades, row.sig[grade.last : grade.last + 1], scale), number.value, *words, named)


_FOR_DOING = re.compile(r" (?:grades?|ratings?|marks?|medals?) for [a-z]+ing\b")
""" "No outstanding grades for standing still": a saying."""
_ALSO_NONE = re.compile(r"(?:[,&]{1,2}G)+(?![n]?P?N)")


def _grades(row: Row, first: int, last: int) -> tuple[str, ...]:
    return tuple(row.read.grade(unit).term.id for unit in row.read.units[first:last] if unit.symbol == "G")


def _shortened(row: Row, grade: Event, scale: Scale | None) -> tuple[str, ...]:
    """The grade before an "or" that shares the noun of the one behind it: "reasonable or good progress"."""
    if scale is None or not row.sig.endswith("o&", 0, grade.first):
        return ()
    full = f"{row.word(grade.first - 2)}-{row.word(grade.last - 1).split()[-1]}"
    return (full,) if full in scale.grades else ()


def _is_plural(row: Row, number: Event, grade: Event) -> bool:
    """Whether grades themselves are counted: "four goods"."""
    return number.last == grade.first and row.word(grade.last - 1).endswith("s")


_JOINED = re.compile(r"[,&]{1,2}(?:P[AZ],)?$")


def _by_article(row: Row, events: list[Event], links: list[tuple[Event, Event]]) -> Iterator[Count]:
    """The grades counted by an article beside counted ones: "eight goods and a requires improvement"."""
    counted = {grade.first for number, grade in links if grade.symbol == "G" and number.last == grade.first}
    linked = {event.first for link in links for event in link}
    for before, event in pairwise(events):
        if event.symbol != "G" or event.first in linked or before.first not in counted:
            continue
        if _JOINED.match(row.sig[before.last : event.first]) and ARTICLE.search(row.lead(event.first)):
            counted.add(event.first)
            units = row.read.units[event.first : event.last]
            yield Count(_grades(row, event.first, event.last), 1, units[0].start, units[-1].end, named=True)


BEHIND = 24
"""Characters from a count to the one before that stands behind it, at most."""


def _before(row: Row, now: list[Count]) -> Iterator[Count]:
    """The counts of an earlier inspection: as many numbers as steps, in their order, or each right behind its step."""
    units = [row.read.units[place] for place in sorted(row.before)]
    if len(units) == len(now):
        pairs = list(zip(now, units, strict=True))
    else:
        pairs = [(count, unit) for unit in units for count in now if 0 <= unit.start - count.end <= BEHIND]
    for count, unit in pairs:
        yield count._replace(number=unit.value, start=unit.start, end=unit.end)


def _widened(grades: tuple[str, ...], mark: str, scale: Scale | None) -> tuple[str, ...]:
    """ "Good or better" and "adequate or worse" as all the grades that they mean; merged grades best first."""
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
