"""Grades in lines: tables, lists under a grade, areas and grades in columns.

A line is read by its signature (see :mod:`pipeline.extract.units`). What a line says is decided with its neighbours: a
header names the columns, a grade alone on a line is the heading of the areas below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pipeline.extract.areas import AreaHit
from pipeline.extract.frames import AREAS
from pipeline.extract.page import Dropped, Found, Page, Sentence, sentence, within
from pipeline.extract.reading import Span
from pipeline.extract.status import When
from pipeline.extract.units import Unit

NOW = When(current=True, previous=False, year=0, certain=True)
LONGEST_ROW = 200
"""Characters: a longer line is prose, whatever its signature."""

LONGEST_ITEM = 120
"""Characters: a longer line without a grade is no item of a list."""

_ROW = re.compile(r"^N?[.)]?o{0,4}[-(]?(A)[^GBCVYN]{0,8}?[\t:\-,(]?o?G(?:[\t,:\-/ ]{1,2}G)*[;,.&)o]{0,3}$")
_BODY_ROW = re.compile(r"^[-]?(B)[^GAC]{0,3}G(?:[\t,:\-/]{1,2}G)*[;,.&)]{0,2}$|^B\t[^AC]*G[^AC]*$")
_HEADING = re.compile(r"^[-.:]*V?G(?:n|P|P?q)?(?:[(]N?q?[)])?[:\-.]*$")
_ITEM = re.compile(r"^[-.]?N?[.)]?e?o{0,3}A(?:[,;&]{1,2}o?A)*[;,.&o]{0,3}$")
_HEADER = re.compile(r"^(?:[oq&]*\t)?(?:[ABY]o{0,2}(?:\t|$)){2,}$")
_TWO_YEARS = re.compile(r"\b20\d\d\b\D{1,5}\b20\d\d\b")
_LIST = re.compile(rf"^-?V?Gn?P?[:\-\t(]+o?{AREAS}[.;)]{{0,2}}$")
_YEARS = re.compile(r"Y[^Y]{0,3}Y")
_PAIRS = re.compile(r"^[^CV]*(?:[AQZ][:,\-(]?G[,;.)]?){2,}[^CV]*$")
_BODY_GRADES = re.compile(r"^A[:\-\t](?:BG[,;&]{0,2}){2,}[.]?$")


class Line(NamedTuple):
    """A line of the story and what it holds."""

    span: Span
    read: Sentence


class Cell(NamedTuple):
    """What a column of a table stands for: an area, a body, or a year (the others are None or 0), and which column."""

    area: AreaHit | None
    body: str
    year: int
    column: int


def short_lines(page: Page) -> list[Line]:
    """The lines of the story: those that can be rows, headings or items with their signature, others with an empty one."""
    blank = Sentence(Span(0, 0), [], "", [], [], [], [])
    return [
        Line(span, _as_row(sentence(page, span)) if _may_be_row(page, span) else blank) for span in page.reading.lines
    ]


def _may_be_row(page: Page, span: Span) -> bool:
    """Whether a line is short and holds a grade, a tab or two years, or is little more than the name of an area."""
    length, text = span.end - span.start, page.reading.text
    if length > LONGEST_ROW or (length > LONGEST_ITEM and text.find(". ", span.start, span.end) >= 0):
        return False
    if within(page.grades, span) or text.find("\t", span.start, span.end) >= 0:
        return True
    if length <= LONGEST_ITEM and text[span.end - 1] not in '.!?”"' and within(page.areas, span):
        return True
    return _TWO_YEARS.search(text, span.start, span.end) is not None


def _as_row(read: Sentence) -> Sentence:
    """The sentence with services and the whole body as areas: in a table they are rows like any other."""
    return read._replace(sig=read.sig.replace("Q", "A").replace("Z", "A"))


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
        header = _header(line) or header
        row = list(_row(page, lines, index, header))
        if row:
            used.add(line.span)
            found += row
        index += 1
    return found, used


def _block(page: Page, lines: list[Line], index: int) -> tuple[int, list[Found | Dropped]]:
    """A heading with the areas below it, or a column of areas with a column of grades: the lines read and the values."""
    line = lines[index]
    if _HEADING.match(line.read.sig):
        items = _run(lines, index + 1, _ITEM)
        if items:
            grade = next(u for u in line.read.units if u.symbol == "G")
            body = _body_above(page, line.span.start)
            values = [
                _value(line.read, grade, area, (body, "grades/heading-list"))
                for item in items
                for area in item.read.areas
            ]
            return 1 + len(items), list(values)
    areas = _run(lines, index, _ITEM)
    if len(areas) >= 2:
        rest = index + len(areas)
        rest += (
            rest < len(lines) and lines[rest].span.end - lines[rest].span.start < 30 and "G" not in lines[rest].read.sig
        )
        grades = _run(lines, rest, _HEADING)
        if len(grades) == len(areas):
            return rest - index + len(grades), list(_columns(page, areas, grades))
        if grades:
            return rest - index + len(grades), [Dropped(*g.span, "columns-do-not-match") for g in grades]
    return 0, []


def _columns(page: Page, areas: list[Line], grades: list[Line]) -> Iterator[Found]:
    body = _body_above(page, areas[0].span.start)
    for area, grade in zip(areas, grades, strict=True):
        unit = next(u for u in grade.read.units if u.symbol == "G")
        yield _value(grade.read, unit, area.read.areas[0], (body, "grades/columns"))


def _run(lines: list[Line], index: int, pattern: re.Pattern[str]) -> list[Line]:
    run = []
    while index < len(lines) and pattern.match(lines[index].read.sig):
        run.append(lines[index])
        index += 1
    return run


def _header(line: Line) -> list[Cell]:
    """The columns that a header line names; empty if it is none."""
    sig = line.read.sig
    if "G" in sig or not (
        _HEADER.match(sig) or (_YEARS.search(sig) and "\t" in sig) or re.search(r"[(]q?,Y,Y[)]$", sig)
    ):
        return []
    wanted = "Y" if _YEARS.search(sig) else "AB"
    return [_cell(line.read, place) for place, symbol in enumerate(sig) if symbol in wanted]


def _cell(read: Sentence, place: int) -> Cell:
    unit, column = read.units[place], read.sig[:place].count("\t")
    if read.sig[place] == "A":
        return Cell(read.area(unit), "", 0, column)
    if read.sig[place] == "B":
        return Cell(None, read.bodies[unit.key].name, 0, column)
    return Cell(None, "", unit.value, column)


def _under(header: list[Cell], line: Line, grades: list[Unit]) -> Iterator[tuple[Cell, Unit]]:
    """Each grade of a row with the cell above it: by its column where there are tabs, else by its place in the row."""
    columns = [line.read.sig[:place].count("\t") for place, symbol in enumerate(line.read.sig) if symbol == "G"]
    if any(columns):
        shift = _shift(header, columns)
        cells = {cell.column + shift: cell for cell in header}
        yield from ((cells[column], unit) for column, unit in zip(columns, grades, strict=True) if column in cells)
    elif len(header) == len(grades):
        yield from zip(header, grades, strict=True)


def _shift(header: list[Cell], columns: list[int]) -> int:
    """1 where the header lost its empty first cell, else 0."""
    return 1 if header and header[0].column == 0 and min(columns) > 0 else 0


def _row(page: Page, lines: list[Line], index: int, header: list[Cell]) -> Iterator[Found]:
    """The grades of one line, by the first form that it has."""
    line = lines[index]
    grades = [unit for unit in line.read.units if unit.symbol == "G"]
    if not grades:
        return
    for pattern, reader in _FORMS:
        if pattern.search(line.read.sig):
            yield from reader(page, line, grades, header)
            return


def _row_of_bodies(_page: Page, line: Line, grades: list[Unit], _header: list[Cell]) -> Iterator[Found]:
    """ "Response: Surrey good, East Sussex adequate"."""
    read = line.read
    bodies = [read.bodies[unit.key].name for unit in read.units if unit.symbol == "B"]
    for body, grade in zip(bodies, grades, strict=True):
        yield _value(read, grade, read.areas[0], (body, "grades/row-of-bodies"))


def _body_row(_page: Page, line: Line, grades: list[Unit], header: list[Cell]) -> Iterator[Found]:
    """A body and its grades under a header of areas."""
    for cell, grade in _under(header, line, grades):
        if cell.area:
            yield _value(line.read, grade, cell.area, (line.read.bodies[0].name, "grades/table"))


def _list(page: Page, line: Line, grades: list[Unit], _header: list[Cell]) -> Iterator[Found]:
    """ "Good: understanding risk; preventing fires"."""
    for area in line.read.areas:
        yield _value(line.read, grades[0], area, (_body_above(page, line.span.start), "grades/list"))


def _pairs(page: Page, line: Line, grades: list[Unit], _header: list[Cell]) -> Iterator[Found]:
    """ "Safe Good Effective Good Caring Outstanding"."""
    if len(line.read.areas) == len(grades):
        for area, grade in zip(line.read.areas, grades, strict=True):
            yield _value(line.read, grade, area, (_body_above(page, line.span.start), "grades/row-of-pairs"))


def _area_row(page: Page, line: Line, grades: list[Unit], header: list[Cell]) -> Iterator[Found]:
    """An area and its grade, or its grades under a header of years or bodies."""
    area = max(line.read.areas, key=lambda a: a.end - a.start)
    above = _body_above(page, line.span.start)
    under = list(_under(header, line, grades)) if len(grades) > 1 or "\t" in line.read.sig else []
    if len(grades) == 1 and len(under) == 0:
        yield _value(line.read, grades[0], area, (above, "grades/row"))
    newest = max((cell.year for cell in header), default=0)
    for cell, grade in under:
        time = When(current=cell.year == newest, previous=cell.year != newest, year=cell.year, certain=True)
        yield _value(line.read, grade, area, (cell.body or above, "grades/table"))._replace(when=time)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[Page, Line, list[Unit], list[Cell]], Iterator[Found]]], ...] = (
    (_BODY_GRADES, _row_of_bodies),
    (_BODY_ROW, _body_row),
    (_LIST, _list),
    (_ROW, _area_row),
    (_PAIRS, _pairs),
)
"""The forms of a line with grades, tried in order."""


def _value(read: Sentence, unit: Unit, area: AreaHit, where: tuple[str, str]) -> Found:
    hit = read.grade(unit)
    return Found(where[0], area.id, hit.term.id, NOW, ((hit.start, hit.end), (area.start, area.end)), where[1])


def _body_above(page: Page, position: int) -> str:
    """The body of a table: the one that the lines just above it name, else the one that the article is about."""
    near = [b.name for b in page.bodies if position - 300 <= b.start < position and not b.weak]
    return near[-1] if near else page.principal
