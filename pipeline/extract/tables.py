"""Grades in lines: tables, lists under a grade, areas and grades in columns.

What a line says is decided with its neighbours: a header names the columns, a grade alone on a line is the heading of
the areas below it. The forms of a single line are those of :mod:`pipeline.extract.rows`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from pipeline.extract.page import Dropped, Found, Page, Sentence, sentence, within
from pipeline.extract.reading import Span
from pipeline.extract.rows import BEFORE, Cell, Line, Row, body_above, header_of, line_of, row_values, topic, value
from pipeline.extract.times import When

LONGEST_ROW = 200
"""Characters: a longer line is prose, whatever its signature."""

LONGEST_ITEM = 120
"""Characters: a longer line without a grade is no item of a list."""

LONGEST_PLACE = 30
"""Characters: more than so many behind a body on its line are not the place where it is."""

LONGEST_LIST = 60
"""Lines: no list or column of areas is longer; each line is looked at with at most so many others."""

_HEADING = re.compile(
    r"^[-.:]*V?G(?:n|P|P?q)?(?:[(]N?q?[)])?[:\-.]*$"
    r"|^[-.:]*(?!T)[wPqoeBIkgCVNRYWi,sTa]{0,10}Gn?(?:P[eokq]{0,3})?:$"
    r"|^-?[oq]{1,2}[(]G[)]:?$"
)
"""A grade alone, a clause that ends in it ("Where it is good:"), a word with it in brackets ("Strengths (good)")."""
_ALONE = re.compile(r"^[-.]*(?:G|[(]G[)])[.]?$")
_SUBJECT = re.compile(r"^(?:[-.]?N?[.)]?e?o{0,3}(?:A[:\-o]{0,2}|B[:\-]?)|-?C[oegkq]{0,3}Ao?[?])$")
_ITEM = re.compile(r"^[-.]?N?[.)]?e?o{0,3}A(?:[,;&]{1,2}o?A)*[;,.&o]{0,3}$")
_BODY_ITEM = re.compile(r"^[-.]?N?[.)]?B[;,.&]{0,2}$")
_NAME = re.compile(r"^-?N?[.)]?B(?:,[oB]{1,3})?[:\-]?$")
_NAMED_GRADE = re.compile(r"^-?(G)n?(?:[(,\-]{1,2}(?:(K)|[RCFWeo]{1,3}(G)|[^GK)]{1,6})[)]?)?[.]?$")
_TWO_YEARS = re.compile(r"20(?<!\w..)\d\d(?:[/–-]\d\d)?\D{1,5}\b20\d\d\b")

Block = tuple[int, list[Found | Dropped]]
"""How many lines a form took, and the values read from them; no lines: it is not that form."""


def short_lines(page: Page) -> list[Line]:
    """The lines of the story: those that may be rows, headings or items with their signature, others with none."""
    blank = Sentence(Span(0, 0), [], "", [], [], [], [])
    return [
        line_of((span, _as_row(sentence(page, span)) if _may_be_row(page, span) else blank))
        for span in page.reading.lines
    ]


def _may_be_row(page: Page, span: Span) -> bool:
    """Whether a line is short and holds a grade, cells or two years, or hardly more than an area or a body."""
    length, text = span.end - span.start, page.reading.text
    if length > LONGEST_ROW or (length > LONGEST_ITEM and text.find(". ", span.start, span.end) >= 0):
        return False
    if within(page.grades, span) or text.find("\t", *span) >= 0 or text.find("|", *span) >= 0:
        return True
    if length <= LONGEST_ITEM and text[span.end - 1] not in '.!”"' and within(page.areas, span):
        return True
    bodies = within(page.bodies, span)
    named = bodies[0].end - bodies[0].start if bodies else -LONGEST_PLACE
    if length <= named + len("10. ;") or (length <= named + LONGEST_PLACE and bodies[0].start == span.start):
        return True
    return _TWO_YEARS.search(text, span.start, span.end) is not None


def _as_row(read: Sentence) -> Sentence:
    """The sentence with services and the whole body as areas: in a table they are rows like any other."""
    sig = read.sig.replace("Q", "A").replace("Z", "A")
    return read if sig == read.sig else read._replace(sig=sig)


def tables(page: Page) -> tuple[list[Found | Dropped], set[Span]]:
    """The grades read from lines, and the lines that were read so (prose must not read them again)."""
    found: list[Found | Dropped] = []
    used: set[Span] = set()
    lines = short_lines(page)
    header: list[Cell] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if not line.read.sig:
            index += 1
            continue
        count, values = _block(page, lines, index)
        if count:
            used |= {line.span for line in lines[index : index + count]}
            found += values
            index += count
            continue
        header = header_of(line) or header
        row = row_values(Row(page, lines, index, header))
        if row:
            used.add(line.span)
            found += row
        index += 1
    return found, used


def _block(page: Page, lines: list[Line], index: int) -> Block:
    """Several lines that only say something together, by the first form that they have."""
    if not _may_open(lines[index].read.sig):
        return 0, []
    for reader in _BLOCKS:
        count, values = reader(page, lines, index)
        if count:
            return count, values
    return 0, []


def _in_turn(page: Page, lines: list[Line], index: int) -> Block:
    """Areas, or bodies, and grades in turn, one a line: the cells of a table that lost its rows."""
    end = index
    last = min(len(lines), index + 2 * LONGEST_LIST)
    while end + 1 < last and _SUBJECT.match(lines[end].read.sig) and _ALONE.match(lines[end + 1].read.sig):
        end += 2
    if end - index < 4 or (end < len(lines) and _SUBJECT.match(lines[end].read.sig)):
        return 0, []
    return end - index, [found for place in range(index, end, 2) for found in _pair(page, lines, place)]


def _pair(page: Page, lines: list[Line], index: int) -> Iterator[Found]:
    subject, line = lines[index : index + 2]
    grade, named = line.grades[0], subject.read.areas
    area = named[0] if named else topic(page, lines, index, grade)
    body = body_above(page, subject.span.start) if named else subject.read.bodies[0].name
    if area:
        yield value(line.read, grade, area, (body, "grades/in-turn"))


def _below_name(page: Page, lines: list[Line], index: int) -> Block:
    """A body alone on a line, its grade below, with the one before: "Gorse Bank, Thrap", "Good (was inadequate)"."""
    if index + 1 == len(lines) or not _NAME.match(lines[index].read.sig):
        return 0, []
    form = _NAMED_GRADE.match(lines[index + 1].read.sig)
    line = lines[index + 1]
    area = topic(page, lines, index, line.read.units[form.start(1)]) if form else None
    if form is None or area is None:
        return 0, []
    body = (lines[index].read.bodies[0].name, "grades/below-name")
    found = [value(line.read, line.read.units[form.start(1)], area, body)]
    if form[2]:
        found.append(found[0]._replace(when=BEFORE))
    if form[3]:
        found.append(value(line.read, line.read.units[form.start(3)], area, body)._replace(when=BEFORE))
    return 2, list(found)


def _list_below(page: Page, lines: list[Line], index: int) -> Block:
    """A heading with the areas, or the bodies, below it."""
    line = lines[index]
    if not _HEADING.match(line.read.sig):
        return 0, []
    grade = line.grades[0]
    items = _run(lines, index + 1, _ITEM)
    if items:
        named = list(dict.fromkeys(b.name for b in line.read.bodies))
        where = (named[0] if len(named) == 1 else body_above(page, line.span.start), "grades/heading-list")
        found = [value(line.read, grade, area, where) for item in items for area in item.read.areas]
        return 1 + len(items), [one._replace(when=_time(line.read)) for one in found]
    items = _run(lines, index + 1, _BODY_ITEM)
    area = topic(page, lines, index, grade) if items else None
    if area is None:
        return 0, []
    names = [item.read.bodies[0].name for item in items]
    return 1 + len(items), [value(line.read, grade, area, (name, "grades/heading-bodies")) for name in names]


def _time(heading: Sentence) -> When:
    """When the grade of a heading was given: "Last time it was good at:", "In 2021 it was good at:"."""
    year = next((unit.value for unit in heading.units if unit.symbol == "Y"), 0)
    earlier = "R" in heading.sig or (year > 0 and "W" not in heading.sig)
    return When(current=not earlier, previous=earlier, year=year, certain="R" in heading.sig or not earlier)


def _two_columns(page: Page, lines: list[Line], index: int) -> Block:
    """A column of areas with a column of grades below it."""
    areas = _run(lines, index, _ITEM)
    if len(areas) < 2:
        return 0, []
    rest = index + len(areas)
    rest += rest < len(lines) and lines[rest].span.end - lines[rest].span.start < 30 and "G" not in lines[rest].read.sig
    grades = _run(lines, rest, _HEADING)
    if len(grades) == len(areas):
        return rest - index + len(grades), list(_columns(page, areas, grades))
    if grades:
        return rest - index + len(grades), [Dropped(*g.span, "columns-do-not-match") for g in grades]
    return 0, []


_BLOCKS: tuple[Callable[[Page, list[Line], int], Block], ...] = (_in_turn, _below_name, _list_below, _two_columns)
"""The forms of several lines, tried in order."""


@lru_cache(maxsize=4096)
def _may_open(sig: str) -> bool:
    """Whether a line may be the first of one of those forms. Rows of tables are much alike: what was seen is kept."""
    return any(pattern.match(sig) for pattern in (_SUBJECT, _NAME, _HEADING, _ITEM))


def _columns(page: Page, areas: list[Line], grades: list[Line]) -> Iterator[Found]:
    body = body_above(page, areas[0].span.start)
    for area, grade in zip(areas, grades, strict=True):
        yield value(grade.read, grade.grades[0], area.read.areas[0], (body, "grades/columns"))


def _run(lines: list[Line], index: int, pattern: re.Pattern[str]) -> list[Line]:
    run = []
    for line in lines[index : index + LONGEST_LIST]:
        if not pattern.match(line.read.sig):
            break
        run.append(line)
    return run
