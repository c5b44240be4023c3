"""`inspextract export`: where files go, that they are whole, and what is said when they cannot be."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from pipeline.cli import status
from pipeline.cli.export import DEFAULT_NAMES, Format
from pipeline.emit.aside import file_aside, folder_aside
from pipeline.emit.csv_tables import write_csv
from pipeline.emit.jsonl import json_line, record_line
from pipeline.emit.prodigy import write_prodigy
from pipeline.emit.sqlite_tables import write_sqlite
from pipeline.record import Record
from tests.generated import records
from tests.invented import TEXT, record

CORE = [Format.csv, Format.sqlite, Format.datapackage, Format.spacy, Format.prodigy]


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """The directory of a run of ten records."""
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "records.jsonl").write_bytes(b"".join(map(json_line, records(10))))
    return folder


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("to", CORE)
def test_exports_into_the_directory_of_the_run(run: Path, to: Format, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["export", str(run), "--to", to]) == 0
    told = capsys.readouterr()
    assert told.out == ""
    assert f"{run / DEFAULT_NAMES.get(to, to.value)}: 10 " in told.err
    assert {path.name for path in run.iterdir()} == {"records.jsonl", DEFAULT_NAMES.get(to, to.value)}


@pytest.mark.parametrize("to", CORE)
def test_again_gives_the_same_bytes_and_leaves_nothing_else(run: Path, to: Format) -> None:
    out = run.parent / "out"
    assert status(["export", str(run), "--to", to, "--out", str(out)]) == 0
    first = everything(run.parent)
    assert status(["export", str(run / "records.jsonl"), "--to", to, "--out", str(out)]) == 0
    assert everything(run.parent) == first


@pytest.mark.parametrize("to", CORE)
def test_a_broken_line_is_named_and_the_earlier_export_stays(
    run: Path, to: Format, capsys: pytest.CaptureFixture[str]
) -> None:
    assert status(["export", str(run), "--to", to]) == 0
    before = everything(run)
    with (run / "records.jsonl").open("ab") as file:
        file.write(b'{"id": 1}\n')
    before["records.jsonl"] += b'{"id": 1}\n'
    capsys.readouterr()
    assert status(["export", str(run), "--to", to]) == 1
    assert f"{run / 'records.jsonl'}:11: " in capsys.readouterr().err
    assert everything(run) == before
    assert [path.name for path in run.rglob("*inspextract-partial*")] == []


def test_fewer_docs_than_before_leave_no_old_files(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.extract.docbin.DOCS", 3)
    assert status(["export", str(run), "--to", "spacy"]) == 0
    (run / "spacy" / "notes.txt").write_text("mine")
    (run / "records.jsonl").write_bytes(b"".join(map(json_line, records(4))))
    assert status(["export", str(run), "--to", "spacy"]) == 0
    assert sorted(path.name for path in (run / "spacy").iterdir()) == [
        "notes.txt",
        "part-00000.spacy",
        "part-00001.spacy",
    ]


@pytest.mark.parametrize("to", ["prodigy", "spacy"])
def test_texts_beside_the_records_are_found(tmp_path: Path, to: str, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "records.jsonl").write_bytes(record_line(record(), "sidecar"))
    assert status(["export", str(tmp_path), "--to", to]) == 1
    assert "its text was left out of the run" in capsys.readouterr().err
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{record().id}.txt").write_bytes(TEXT.encode())
    assert status(["export", str(tmp_path), "--to", to]) == 0


def test_parquet_without_its_library_says_what_to_install(
    run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    assert status(["export", str(run), "--to", "parquet"]) == 2
    assert capsys.readouterr().err == "inspextract: Parquet needs pyarrow: pip install 'inspextract[parquet]'\n"
    assert not (run / "parquet").exists()


@pytest.mark.parametrize(
    "call",
    [
        "nowhere --to csv",
        "run --to xlsx",
        "run",
        "run --to sqlite --out run/records.jsonl",
        "run --to sqlite --out run",
    ],
)
def test_a_wrong_call_is_said_in_one_line(
    call: str, run: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(run.parent)
    before = everything(run)
    assert status(["export", *call.split()]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert everything(run) == before


def half_written(partial: Path) -> None:
    partial.write_text("half")
    raise RuntimeError


def test_a_file_appears_only_whole(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "file"
    with pytest.raises(RuntimeError), file_aside(path) as partial:
        half_written(partial)
    assert list(path.parent.iterdir()) == []
    with file_aside(path) as partial:
        partial.write_text("whole")
        assert not path.exists()
    assert [(found.name, found.read_text()) for found in path.parent.iterdir()] == [("file", "whole")]


def test_a_folder_that_could_not_be_filled_is_gone(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), folder_aside(tmp_path / "new") as partial:
        half_written(partial / "file")
    assert list(tmp_path.iterdir()) == []


def prodigy(made: Iterable[Record], folder: Path) -> None:
    write_prodigy(((each, each.article.text or "") for each in made), folder / "tasks.jsonl")


def sqlite(made: Iterable[Record], folder: Path) -> None:
    write_sqlite(made, folder / "records.sqlite")


def peak(use: Callable[[Iterable[Record]], object]) -> int:
    """The most memory, in bytes, that Python has at a time while 1,000 records are used."""
    tracemalloc.start()
    used = use(records(1000))
    bytes_at_most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    del used
    return bytes_at_most


@pytest.mark.parametrize("write", [write_csv, sqlite, prodigy])
def test_memory_does_not_grow_with_the_run(write: Callable[[Iterable[Record], Path], object], tmp_path: Path) -> None:
    assert peak(lambda made: write(made, tmp_path)) < peak(list) / 4
