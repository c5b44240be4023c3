"""What `show` prints: for a terminal with and without colour, for a file, for a narrow window."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from pipeline.emit.marks import bracketed, marks
from pipeline.emit.terminal import Shown, View
from pipeline.record import Record
from tests.invented import FURNITURE, TEXT, record

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def printed(shown: Record, *, width: int = 100, terminal: bool = False, no_color: bool = False) -> str:
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=terminal,
        no_color=no_color,
        color_system="truecolor" if terminal else None,
    )
    console.print(View(Shown(shown, TEXT, FURNITURE, {"five": 5})), markup=False, highlight=False, crop=terminal)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def row(text: str, words: str) -> str:
    return next(line for line in text.split("\n") if words in line)


def test_a_file_gets_no_escapes() -> None:
    assert "\x1b" not in printed(record())


def test_the_head_tells_title_date_publisher_and_inspectorate() -> None:
    head = printed(record()).split("\n")[:4]
    assert head[0] == "Harrowmere Police told to answer calls faster"
    assert head[1] == "2023-05-04 · Harrowmere News · Ines Quill"
    assert head[2] == "watch, watch-2023"


def test_a_row_of_grades_tells_before_now_and_change() -> None:
    line = row(printed(record()), "Responding to the public ")
    assert re.search(r"good 2021 +requires improvement +▼ worse", line)


def test_a_better_grade_and_the_same_grade_are_told() -> None:
    now, before = record().grades
    better = record().model_copy(update={"grades": [now.model_copy(update={"rank": 1}), before]})
    assert "▲ better" in printed(better)
    same = record().model_copy(update={"grades": [now.model_copy(update={"rank": 2}), before]})
    assert "= same" in printed(same)


def test_no_change_is_told_between_different_scales() -> None:
    now, before = record().grades
    moved = record().model_copy(update={"grades": [now, before.model_copy(update={"scale": "four"})]})
    shown = printed(moved)
    assert "worse" not in shown
    assert "better" not in shown


def test_the_best_is_green_and_the_worst_red() -> None:
    now, before = record().grades
    shown = printed(record().model_copy(update={"grades": [now.model_copy(update={"rank": 5}), before]}), terminal=True)
    assert "\x1b[1;31mrequires improvement" in shown


def test_failed_checks_come_before_the_grades() -> None:
    shown = printed(record())
    assert shown.index("tally-matches-grades: two adequate in prose") < shown.index("\nGrades")


def test_checks_that_hold_are_not_shown() -> None:
    good = record().checks[0].model_copy(update={"ok": True})
    assert "tally-matches" not in printed(record().model_copy(update={"checks": [good]}))


def test_people_have_role_and_quoted_mark_and_words() -> None:
    line = row(printed(record(), width=120), "Dana Prewitt ")
    assert re.search(r"❝ yes +Chief Constable +Harrowmere Police +We were too slow", line)


def test_statistics_stand_with_their_words() -> None:
    line = row(printed(record(), width=120), "about 62% ")
    assert "calls answered in time" in line
    assert "62 per cent of calls" in line


def test_tallies_and_measures_are_shown() -> None:
    shown = printed(record())
    assert "Harrowmere Police: 2 adequate, 1 good (areas), current" in shown
    assert re.search(r"engage +current +Harrowmere Police", shown)


def test_without_colour_evidence_stands_in_brackets() -> None:
    shown = printed(record())
    assert "[requires improvement] at [responding to the public]" in shown
    assert "It hopes to be outstanding" in shown  # residue is no evidence of a value


def test_on_a_terminal_evidence_is_marked_by_kind_and_furniture_dimmed() -> None:
    shown = printed(record(), terminal=True)
    assert "\x1b[30;103mrequires improvement" in shown
    assert "\x1b[2mPhoto: Harrowmere News" in shown
    assert "[requires" not in ESCAPE.sub("", shown)


def test_a_terminal_without_colour_has_no_colour() -> None:
    codes = {
        code
        for escape in ESCAPE.findall(printed(record(), terminal=True, no_color=True))
        for code in escape[2:-1].split(";")
    }
    assert codes <= {"0", "1", "2", "3", "4", "9", ""}


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_nothing_is_wider_than_the_terminal(width: int) -> None:
    plain = ESCAPE.sub("", printed(record(), width=width, terminal=True))
    assert max(map(len, plain.split("\n"))) <= width
    assert "62%" in plain


def test_a_file_gets_the_lines_of_the_article_whole() -> None:
    assert any(len(line) > 80 for line in printed(record(), width=60).split("\n"))


def test_a_record_with_nothing_in_it_is_shown() -> None:
    empty: dict[str, list[str]] = {
        name: [] for name in ("bodies", "areas", "grades", "tallies", "people", "statistics", "measures", "checks")
    }
    shown = printed(record().model_copy(update={**empty, "residue": [], "inspectorate": None}))
    assert "no inspectorate" in shown
    assert "Grades" not in shown


def test_every_evidence_is_marked() -> None:
    spans = {(mark.start, mark.end) for mark in marks(record())}
    assert spans == {(span.start, span.end) for span in record().evidence()}


def test_brackets_merge_what_overlaps_and_keep_what_touches() -> None:
    found = [mark for mark in marks(record()) if mark.kind == "bodies"]
    assert bracketed(TEXT, found * 2).startswith("[Harrowmere Police] told")
    assert bracketed("", []) == ""
