"""Grades in one line: the rows of a table, a list behind a grade, pairs of area and grade, each with its form.

A line is read by its signature (see :mod:`pipeline.extract.units`). Examples of each form stand in
``tests/test_tables.py``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from pipeline.extract.areas import AreaHit
from pipeline.extract.bodies import Named
from pipeline.extract.frames import AREAS
from pipeline.extract.page import Found, Page, Sentence, within
from pipeline.extract.reading import Reading, Span
from pipeline.extract.section_heads import fills_line
from pipeline.extract.times import SURELY_NOW, When, past
from pipeline.extract.units import Unit
from pipeline.extract.wording import Wording
from pipeline.tuples import maker

BEFORE = past()

TOPIC_ABOVE = 12
"""Lines: how far above a list of bodies the area that they are graded for may be named."""


class Line(NamedTuple):
    """A line of the story and what it holds."""

    span: Span
    read: Sentence

    @property
    def grades(self) -> list[Unit]:
        """The grades of the line, in order."""
        return [unit for unit in self.read.units if unit.symbol == "G"]


line_of = maker(Line)


class Cell(NamedTuple):
    """What a column of a table stands for, and which it is: an area, a body, a year (the others are None, "" or 0), or,
    with none of these, a time: ``before`` tells whether that of an earlier inspection."""

    area: AreaHit | None
    body: str
    year: int
    column: int
    before: bool = False


class Row(NamedTuple):
    """A line with grades, where it stands among the lines, and the columns that the header above it names."""

    page: Page
    lines: list[Line]
    place: int
    header: list[Cell]

    @property
    def line(self) -> Line:
        """The line itself."""
        return self.lines[self.place]

    def value(self, grade: Unit, area: AreaHit, rule: str, body: str = "") -> Found:
        """A grade of the row as it stands now; without ``body`` it is of the body that the table is about."""
        return value(self.line.read, grade, area, (body or body_above(self.page, self.line.span.start), rule))


_YEARS = re.compile(r"Y[^Y]{0,3}Y")
_HEADER = re.compile(r"^(?:[oqgkn&]*\t){0,3}(?:[ABY]o{0,2}(?:\t|$)){2,}(?:[oqgkn&]*(?:\t|$)){0,2}$")
_THEN_AND_NOW = re.compile(r"^[oqgk&]*\t(?:R[on]{0,2}\t[Wno]{1,3}|[Wno]{1,3}\tR[on]{0,2})$")
_LISTED = re.compile(r"[(]q?,Y,Y[)]$|n[,:]Y[&,]Y$|^[oqgk&]{1,2}(?:(?:[,;]Y){2,}|(?:[,;]B){2,})$")


def header_of(line: Line) -> list[Cell]:
    """The columns that a header line names; empty if it is none."""
    sig = line.read.sig
    if "G" in sig:
        return []
    years = _YEARS.search(sig)
    if _THEN_AND_NOW.match(sig):
        return [Cell(None, "", 0, n, "R" in words) for n, words in enumerate(sig.split("\t")) if n]
    if not (_HEADER.match(sig) or (years and "\t" in sig) or _LISTED.search(sig)):
        return []
    wanted = "Y" if years else "AB"
    return [_cell(line.read, place) for place, symbol in enumerate(sig) if symbol in wanted]


def _cell(read: Sentence, place: int) -> Cell:
    unit, column = read.units[place], read.sig[:place].count("\t")
    if read.sig[place] == "A":
        return Cell(read.area(unit), "", 0, column)
    if read.sig[place] == "B":
        return Cell(None, read.bodies[unit.key].name, 0, column)
    return Cell(None, "", unit.value, column)


def _under(row: Row) -> Iterator[tuple[Cell, Unit]]:
    """Each grade of a row with the cell above it: by its column where there are tabs, else by its place in the row."""
    sig, grades, header = row.line.read.sig, row.line.grades, row.header
    columns = [sig[:place].count("\t") for place, symbol in enumerate(sig) if symbol == "G"]
    if any(columns) and any(cell.column for cell in header):
        shift = _shift(header, columns)
        cells = {cell.column + shift: cell for cell in header}
        yield from ((cells[column], unit) for column, unit in zip(columns, grades, strict=True) if column in cells)
    elif len(header) == len(grades):
        yield from zip(header, grades, strict=True)


def _shift(header: list[Cell], columns: list[int]) -> int:
    """1 where the header lost its empty first cell, else 0."""
    return 1 if header and header[0].column == 0 and min(columns) > 0 else 0


def row_values(row: Row) -> list[Found]:
    """The grades of one line, by the first form that it has and that gives any."""
    sig = row.line.read.sig
    for form, reader in _forms_of(sig) if "G" in sig else ():
        found = list(reader(row, form))
        if found:
            return found
    return []


@lru_cache(maxsize=4096)
def _forms_of(sig: str) -> tuple[tuple[re.Match[str], Reader], ...]:
    """The forms that a line has. Rows of tables are much alike: what was seen is kept."""
    return tuple((form, reader) for pattern, reader in _FORMS if (form := pattern.match(sig)))


def _row_of_bodies(row: Row, _form: re.Match[str]) -> Iterator[Found]:
    """ "Response: Surrey good, East Sussex adequate"."""
    read = row.line.read
    bodies = [read.bodies[unit.key].name for unit in read.units if unit.symbol == "B"]
    for body, grade in zip(bodies, row.line.grades, strict=True):
        yield row.value(grade, read.areas[0], "grades/row-of-bodies", body)


def _body_row(row: Row, _form: re.Match[str]) -> Iterator[Found]:
    """A body and its grades under a header of areas, or of years."""
    newest = max((cell.year for cell in row.header), default=0)
    for cell, grade in _under(row):
        area = cell.area or (None if cell.body else topic(row.page, row.lines, row.place, grade))
        if area:
            found = row.value(grade, area, "grades/table", row.line.read.bodies[0].name)
            yield found._replace(when=_time(cell, newest))


def _list(row: Row, _form: re.Match[str]) -> Iterator[Found]:
    """ "Good: understanding risk; preventing fires"."""
    for area in row.line.read.areas:
        yield row.value(row.line.grades[0], area, "grades/list")


_PAIR = re.compile(r"(A)n?[:,\-(?\t]?(G)")


def _pairs(row: Row, _form: re.Match[str]) -> Iterator[Found]:
    """ "Safe Good Effective Good Caring Outstanding"."""
    read = row.line.read
    for pair in _PAIR.finditer(read.sig):
        area, grade = read.units[pair.start(1)], read.units[pair.start(2)]
        yield row.value(grade, read.area(area), "grades/row-of-pairs", body_above(row.page, area.start))


def _area_row(row: Row, _form: re.Match[str]) -> Iterator[Found]:
    """An area and its grade, or its grades under a header of years or bodies."""
    read, grades = row.line.read, row.line.grades
    area = max(read.areas, key=lambda a: a.end - a.start)
    under = list(_under(row)) if len(grades) > 1 or "\t" in read.sig else []
    if len(grades) == 1 and len(under) == 0:
        yield row.value(grades[0], area, "grades/row")
    newest = max((cell.year for cell in row.header), default=0)
    for cell, grade in under:
        found = row.value(grade, area, "grades/table", cell.body)._replace(when=_time(cell, newest))
        yield _crossed(found, cell.area, row.page.services) if cell.area else found


def _crossed(found: Found, above: AreaHit, services: frozenset[str]) -> Found:
    """A grade in a row of one area under the name of another: that of a question of a service, or of the service."""
    if above.id == "overall":
        return found
    span = (above.start, above.end)
    if found.area == "overall":
        return found._replace(area=above.id, evidence=(found.evidence[0], span))
    if found.area in services:
        return found._replace(area=f"{found.area}/{above.id}", evidence=(*found.evidence, span))
    if above.id in services:
        return found._replace(area=f"{above.id}/{found.area}", evidence=(found.evidence[0], span, found.evidence[1]))
    return found


def _time(cell: Cell, newest: int) -> When:
    return BEFORE if cell.before else _dated(cell.year, newest)


def _dated(year: int, newest: int) -> When:
    """The time of a grade of ``year``, current if no other of its row or table is newer."""
    return When(current=year == newest, previous=year != newest, year=year, certain=True)


def _changed(row: Row, form: re.Match[str], now: int, before: int) -> Iterator[Found]:
    read, units = row.line.read, row.line.read.units
    area = read.areas[0] if read.areas else topic(row.page, row.lines, row.place, units[form.start(now)])
    body = read.bodies[0].name if read.bodies else ""
    if area is None:
        return
    year = next((u.value for u in units[form.start() : form.end()] if u.symbol == "Y"), 0)
    yield row.value(units[form.start(now)], area, "grades/row+change", body)
    earlier = row.value(units[form.start(before)], area, "grades/row+change", body)
    yield earlier._replace(when=BEFORE._replace(year=year))


def _then_now(row: Row, form: re.Match[str]) -> Iterator[Found]:
    """ "Leadership: good → adequate"; "Leadership: was good, now adequate"."""
    yield from _changed(row, form, now=2, before=1)


def _now_then(row: Row, form: re.Match[str]) -> Iterator[Found]:
    """ "Leadership: adequate (was good)"; "Leadership: adequate (2021: good)" or "(good in 2021)"."""
    yield from _changed(row, form, now=1, before=2)


_BRACKETS = Wording(
    r"\b(?:20\d\d|<of-last-time>)\b[^.\n]{0,60}\bin (?:round |square )?(?:brackets|parentheses)\b"
    r"|\b(?:brackets|parentheses)\b[^.\n]{0,40}\b(?:20\d\d|<of-last-time>)\b",
    re.IGNORECASE,
)
REACH_OF_BRACKETS = 1500
"""Characters below the words that say what stands in brackets, up to which they hold."""


def _in_brackets(row: Row, form: re.Match[str]) -> Iterator[Found]:
    """ "Leadership: good (adequate)", where it is said above that the grades before are in brackets."""
    start = row.line.span.start
    if _BRACKETS.search(row.page.reading, max(0, start - REACH_OF_BRACKETS), start):
        yield from _changed(row, form, now=1, before=2)


def _years(row: Row, _form: re.Match[str]) -> Iterator[Found]:
    """ "Leadership: good (2021), adequate (2024)"."""
    years = [unit.value for unit in row.line.read.units if unit.symbol == "Y"]
    newest = max(years)
    for grade, year in zip(row.line.grades, years, strict=True):
        yield row.value(grade, row.line.read.areas[0], "grades/row-of-years")._replace(when=_dated(year, newest))


_STANDING = re.compile(r"current|present", re.IGNORECASE)


def _rating(row: Row, form: re.Match[str]) -> Iterator[Found]:
    """ "CQC rating: good", the whole body's; "Previous rating: good"; but not "Hygiene rating: good"."""
    units, text = row.line.read.units, row.page.reading.text
    grade = units[form.start(3)]
    if form[2] and not _STANDING.match(text, units[form.start(2)].start):
        return
    if row.page.setting.grades_bodies(row.line.read.grade(grade).term.id, now=not form[1]):
        area = AreaHit(grade.start, grade.end, "overall", strong=False)
        body = body_above(row.page, grade.start)
        yield row.value(grade, area, "grades/rating", body)._replace(when=BEFORE if form[1] else SURELY_NOW)


def _last_time(row: Row, form: re.Match[str]) -> Iterator[Found]:
    """ "Last time (2017): Good", "Last inspection: Good (2017)", the whole body's."""
    units = row.line.read.units
    grade = units[form.start(1)]
    if row.page.setting.grades_bodies(row.line.read.grade(grade).term.id, now=False):
        year = next((unit.value for unit in units if unit.symbol == "Y"), 0)
        area = AreaHit(grade.start, grade.end, "overall", strong=False)
        yield row.value(grade, area, "grades/last-time")._replace(when=BEFORE._replace(year=year))


def _bodies_graded(row: Row, _form: re.Match[str]) -> Iterator[Found]:
    """ "Good: Surrey Police, Kent Police", where a line above says what for; "Kent Police: good"."""
    area = topic(row.page, row.lines, row.place, row.line.grades[0])
    if area:
        for body in row.line.read.bodies:
            yield row.value(row.line.grades[0], area, "grades/list-of-bodies", body.name)


Reader: TypeAlias = Callable[[Row, re.Match[str]], Iterator[Found]]
"""Reads the grades of a row that has its form."""

_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern), reader)
    for pattern, reader in (
        (r"A[:\-\t](?:BG[,;&]{0,2}){2,}[.]?$", _row_of_bodies),
        (r"-?B[:\-]G[(,]N/N[)]?$", _bodies_graded),
        (r"[-]?(B)[^GAC]{0,3}G(?:[\t,:\-/]{1,2}G)*[;,.&)]{0,2}$|B\t[^AC]*G[^AC]*$", _body_row),
        (rf"-?V?Gn?P?(?:[(]Nq?[)])?[:\-\t(]+o?{AREAS}[.;)]{{0,2}}$", _list),
        (r"-?B[:\-\t]In[:\-]?G(?:[(]o{0,2}Y[)])?[.;]?$", _bodies_graded),
        (r"-?V?Gn?P?[:\-\t(]+B(?:[,;&\t]{1,2}B)*[.;)]{0,2}$", _bodies_graded),
        (r"-?B(?:[,;&]{1,2}B)*(?:,o{1,3})?[:\-\t(]{1,2}G(?:[.,;)]{0,2}|,&[oqP]{1,4}[.;]?)$", _bodies_graded),
        (r"-?C[oegkq]{0,3}Ao?[?][:\-\t]?G[.;]?$", _area_row),
        (r"(?:[^AG]{0,4}A|-?B)[:\-\t(,]{0,2}(?:F|[CR]{0,2})(G)(?:T|[,;\-&(]{1,2}o?W[CW]?)(G)[).;]{0,2}$", _then_now),
        (
            r"(?:[^AG]{0,4}A|-?B(?:,o{1,3})?)[:\-\t(,]{1,2}[CW]{0,2}(G)[,;\-(]{1,2}o?"
            r"(?:FR?|RC?|C|R?(?:P?Y):?|(?=GP?Y))(G)(?:P?Y)?[).;]{0,2}$",
            _now_then,
        ),
        (r"(?:N?[.)]?[^AG]{0,4}A|-?B)n?[:\-\t]?(G)[(\t]{1,2}(G)[).;]{0,2}$", _in_brackets),
        (r"[^AG]{0,4}A[:\-\t(,]{0,2}(?:(?:P?Y[:\-]?G|G[(P,]{0,2}Y[)]?)[,;&\-\t/]{0,2}){2,}[.]?$", _years),
        (
            r"N?[.)]?o{0,4}[-(]?(A)[^GBCVYNKLFXHT]{0,8}?\.*(?:[\t:\-,(]o?G(?:[\t,:\-/ ]{1,2}G)*[;,.&)o]{0,3}"
            r"|[\t:\-,(]?o?G(?:[\t,:\-/ ]{1,2}G)*(?:[;,.&)]{0,3}|(?:\t[o/\-]{0,3})+))$",
            _area_row,
        ),
        (r"R[on]{0,2}(?:[(,]?P?Y[)]?)?[:\-\t](G)(?:[(,]?P?Y[)]?)?[.]?$", _last_time),
        (r"(?:|.*?[.,:;\t(])(R?)(o?)W?(?:I|[BI]{0,2}n)[:\-\t](G)(?:[.;)]{0,2}$|\t)", _rating),
        (r"[^CV]*(?:An?[:,\-(\t]?G[,;.)\t]?){2,}[^CV]*$|[^CVXH]*(?:An?[:\-(\t]?G[,;.)\t]?){4,}", _pairs),
    )
)
"""The forms of a line with grades, tried in order from its beginning."""


def value(read: Sentence, unit: Unit, area: AreaHit, where: tuple[str, str]) -> Found:
    """A grade of a line as it stands now; ``where`` is its body and the rule that found it."""
    hit = read.grade(unit)
    return Found(where[0], area.id, hit.term.id, SURELY_NOW, ((hit.start, hit.end), (area.start, area.end)), where[1])


def body_above(page: Page, position: int) -> str:
    """The body of a table: the one that the lines just above it name, else the one that the article is about."""
    near = within(page.bodies, Span(position - 300, position))
    return next((b.name for b in reversed(near) if not b.weak or _is_heading(page.reading, b)), page.principal)


def _is_heading(reading: Reading, body: Named) -> bool:
    """Whether a line consists of nothing but the name, and where it is."""
    return reading.line_at(body.start).start == body.start and fills_line(reading.text, body.end)


_TOPIC = re.compile(r"P[eo]{0,2}A|^-?A(?:[:\-]|$)")


def topic(page: Page, lines: list[Line], index: int, grade: Unit) -> AreaHit | None:
    """What bodies in a list are graded for: the one area that a line above names, else the whole body, if it can be.

    Where whole bodies are graded the line must be about the area: "Grades for leadership", not "Leadership is praised".
    """
    hit = within(page.grades, Span(grade.start, grade.end))[0]
    whole = page.setting.grades_bodies(hit.term.id, now=True)
    for line in reversed(lines[max(0, index - TOPIC_ABOVE) : index]):
        sig = line.read.sig
        if line.read.areas and "G" not in sig and (not whole or _TOPIC.search(sig)):
            return line.read.areas[0] if len(line.read.areas) == 1 else None
    return AreaHit(grade.start, grade.end, "overall", strong=False) if whole else None
