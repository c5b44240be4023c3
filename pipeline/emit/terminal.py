"""A record for a person at a terminal: tables of what was read, and the article with its evidence marked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich import box
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from pipeline.article import Furniture
from pipeline.emit.marks import STYLES, marked
from pipeline.emit.wording import counts, figure, plain
from pipeline.record import Evidence, Grade, Person, Record, Statistic

PALETTE = ("bold green", "green", "yellow", "dark_orange", "bold red")
"""Styles of grades, from the best of a scale to the worst."""
NARROW = 72
"""Terminals of fewer columns get tables without the columns that can be done without."""
_AROUND = 36  # characters of the article shown on each side of a figure
_CHANGE = {1: Text("▲ better", "green"), -1: Text("▼ worse", "red"), 0: Text("= same", "dim")}


class Shown(NamedTuple):
    """What is shown. ``text`` is the article's text, ``worst`` the last rank of each scale."""

    record: Record
    text: str
    furniture: Sequence[Furniture]
    worst: Mapping[str, int]


class View:
    """A rich renderable of a record; it adapts to the width, and to a file that is no terminal."""

    def __init__(self, shown: Shown) -> None:
        self.shown = shown

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The parts that have something to say, a blank line between them."""
        narrow = options.max_width < NARROW
        record = self.shown.record
        parts = [
            _head(record),
            _failed(record),
            _grades(self.shown, narrow),
            _tallies(record),
            _measures(record),
            _people(record, narrow),
            _statistics(self.shown, narrow),
        ]
        for part in parts:
            if part is not None:
                yield part
                yield ""
        yield _section("Article", _legend(console))
        styled = bool(console.color_system)
        for line in marked(self.shown.text, record, self.shown.furniture, styled=styled):
            yield line if console.is_terminal else Segment(f"{line.plain}\n")  # as long as it is, for a file


def _section(title: str, body: RenderableType) -> Group:
    return Group(Text(title, "bold underline"), Padding(body, (0, 0, 0, 2)))


def _table(*columns: str) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="dim", expand=False)
    for column in columns:
        table.add_column(column, overflow="fold")
    return table


def _head(record: Record) -> Group:
    article = record.article
    lines = [Text(article.title or "(no title)", "bold")]
    byline = [article.published, article.publisher, ", ".join(article.authors)]
    known = " · ".join(part for part in byline if part)
    lines.append(Text(known or "(no date, publisher or author)", "dim"))
    framework = f", {record.provenance.framework}" if record.provenance.framework else ""
    lines.append(Text(f"{record.inspectorate or 'no inspectorate'}{framework}", "cyan"))
    lines += [Text(f"{body.name} ({plain(body.kind)})") for body in record.bodies]
    lines.append(Text(article.source, "dim"))
    return Group(*lines)


def _failed(record: Record) -> Group | None:
    failed = [check for check in record.checks if not check.ok]
    if not failed:
        return None
    rows = [Text.assemble(("✗ ", "bold red"), (check.check, "bold"), f": {check.detail}") for check in failed]
    return _section("Checks that failed", Group(*rows))


class _Row(NamedTuple):
    """The grades of one area of one body: now, and before, the latest first."""

    body: str | None
    area: str
    now: Grade | None
    before: list[Grade]


def _rows(grades: list[Grade]) -> list[_Row]:
    places: dict[tuple[str | None, str], list[Grade]] = {}
    for grade in grades:
        places.setdefault((grade.body, grade.area), []).append(grade)
    rows = []
    for (body, area), given in places.items():
        now = next((grade for grade in given if grade.status == "current"), None)
        before = sorted((g for g in given if g.status == "previous"), key=lambda g: g.as_of or "", reverse=True)
        rows.append(_Row(body, area, now, before))
    return rows


def _grades(shown: Shown, narrow: bool) -> Group | None:
    rows = _rows(shown.record.grades)
    if not rows:
        return None
    labels = {area.id: area.label for area in shown.record.areas}
    several = len({row.body for row in rows}) > 1
    table = _table(*(["Body"] if several else []), "Area", "Before", "Now", *([] if narrow else ["Change"]))
    for row in rows:
        cells: list[RenderableType] = [row.body or "?"] if several else []
        cells.append(labels.get(row.area) or plain(row.area).capitalize())
        cells.append(Text(", ").join(_graded(grade, shown.worst) for grade in row.before) if row.before else "")
        cells.append(_graded(row.now, shown.worst) if row.now else "")
        table.add_row(*cells, *([] if narrow else [_change(row)]))
    return _section("Grades", table)


def _graded(grade: Grade, worst: Mapping[str, int]) -> Text:
    shown = Text(plain(grade.grade), _style(grade.rank, worst.get(grade.scale or "", len(PALETTE))))
    return shown.append(f" {grade.as_of}", "dim") if grade.as_of else shown


def _style(rank: int | None, worst: int) -> str:
    """The colour of a rank on a scale whose last rank is ``worst``.

    >>> _style(1, 4), _style(4, 4), _style(None, 4)
    ('bold green', 'bold red', 'bold')
    """
    if rank is None:
        return "bold"
    last = len(PALETTE) - 1
    return PALETTE[min(last, round((rank - 1) * last / max(worst - 1, 1)))]


def _change(row: _Row) -> Text:
    if row.now is None or not row.before or row.now.scale != row.before[0].scale:
        return Text("")
    now, before = row.now.rank, row.before[0].rank
    if now is None or before is None:
        return Text("")
    return _CHANGE[(before > now) - (before < now)]


def _tallies(record: Record) -> Group | None:
    if not record.tallies:
        return None
    rows = [f"{tally.body or 'All'}: {counts(tally)}, {tally.status}" for tally in record.tallies]
    return _section("Tallies", Group(*map(Text, rows)))


def _measures(record: Record) -> Group | None:
    if not record.measures:
        return None
    table = _table("Measure", "State", "Body")
    for measure in record.measures:
        table.add_row(Text(plain(measure.measure), "magenta"), measure.state, measure.body or "")
    return _section("Measures", table)


def _people(record: Record, narrow: bool) -> Group | None:
    if not record.people:
        return None
    table = _table("Name", "Quoted", "Role", *([] if narrow else ["Organisation", "Words"]))
    for person in record.people:
        name = Text(" ".join(part for part in (person.honorific, person.name) if part), "bold blue")
        quoted = Text("❝ yes" if person.quoted else "", "cyan")
        cells: list[RenderableType] = [name, quoted, person.role or ""]
        if not narrow:
            cells += [person.organisation or "", _words(person)]
        table.add_row(*cells)
    return _section("People", table)


def _words(person: Person) -> Text:
    return Text(_shortened(person.quotes[0].quote, 60), "italic") if person.quotes else Text("")


def _shortened(words: str, length: int) -> str:
    line = " ".join(words.split())
    return line if len(line) <= length else line[:length].rsplit(" ", 1)[0] + " …"


def _statistics(shown: Shown, narrow: bool) -> Group | None:
    statistics = shown.record.statistics
    if not statistics:
        return None
    table = _table("Figure", "Of what", *([] if narrow else ["In the article"]))
    for statistic in statistics:
        cells: list[RenderableType] = [Text(figure(statistic), "bold yellow"), _of_what(statistic)]
        if not narrow:
            cells += [_in_context(shown.text, span) for span in statistic.evidence[:1]]
        table.add_row(*cells)
    return _section("Statistics", table)


def _of_what(statistic: Statistic) -> str:
    change = {"increase": "up", "decrease": "down"}.get(statistic.direction or "")
    compared = f"against {statistic.comparison}" if statistic.comparison else None
    parts = (statistic.noun, statistic.about, change, statistic.period, compared)
    return "; ".join(part for part in parts if part)


def _in_context(text: str, span: Evidence) -> Text:
    """The words of ``span`` with what stands around them on their line."""
    before = text[max(0, span.start - _AROUND) : span.start].rsplit("\n", 1)[-1]
    after = text[span.end : span.end + _AROUND].split("\n", 1)[0]
    if span.start > _AROUND and len(before) == _AROUND:
        before = "…" + before.partition(" ")[2]
    if len(after) == _AROUND:
        after = after.rpartition(" ")[0] + "…"
    return Text.assemble((before, "dim"), (text[span.start : span.end], "bold"), (after, "dim"))


def _legend(console: Console) -> Text:
    if not console.color_system:
        return Text("what was read stands in [brackets]")
    return Text("  ").join(Text(kind, style) for kind, style in STYLES.items())
