"""CSV: what RFC 4180 says, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.emit.csv_tables import neutral, original, write_csv
from tests.generated import records
from tests.invented import record

CELLS = st.text(st.sampled_from("=+-@'＝\t\r\n 1.5ab,\""), max_size=6)
FORMULAS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "＝1+1",
    '=HYPERLINK("x")',
    "-",
    "'=1",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_cell_that_begins_like_a_formula_is_made_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["good", "-5", "+3.25", "a=b", "'quoted words'", "", "5-3", "£1.5m", "(=1)"])
def test_other_cells_stay(text: str) -> None:
    assert neutral(text) == text


@given(CELLS | st.text())
def test_neutralising_loses_nothing(text: str) -> None:
    assert original(neutral(text)) == text


@given(CELLS)
def test_no_cell_can_be_run(text: str) -> None:
    written = neutral(text)
    begins = written.lstrip()[:1]
    assert begins not in {"=", "@", "＝"}
    if begins in {"+", "-"}:
        float(written)  # raises for what is no number


def test_files_are_as_rfc_4180_has_them(tmp_path: Path) -> None:
    write_csv(records(20), tmp_path)
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        assert data.endswith(b"\r\n")
        with path.open(encoding="utf-8", newline="") as file:
            widths = {len(row) for row in csv.reader(file, strict=True)}
        assert len(widths) == 1, path.name


def test_cells_of_a_file(tmp_path: Path) -> None:
    counts = write_csv([record()], tmp_path)
    with (tmp_path / "tallies.csv").open(encoding="utf-8", newline="") as file:
        row = next(csv.DictReader(file))
    assert (row["counts"], row["total"], row["entry"]) == ('{"adequate": 2, "good": 1}', "", "1")
    with (tmp_path / "checks.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.DictReader(file))["ok"] == "false"
    assert counts["grades"] == 2
    assert counts.keys() == {path.stem for path in tmp_path.iterdir()}


def test_no_records_are_tables_without_rows(tmp_path: Path) -> None:
    assert write_csv([], tmp_path).total() == 0
    assert (tmp_path / "grades.csv").read_bytes().startswith(b"record,record_id,entry,body,area,grade,")
