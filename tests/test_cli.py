"""The commands as a user calls them: what they print, and their exit status."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import pytest

import pipeline.run.batch
from pipeline.cli import status
from pipeline.emit.jsonl import record_line
from pipeline.emit.schema import schema_text
from pipeline.extract.extractor import Extractor
from tests.invented import record

STORY = """Dorset Police rated good

By Orla Fenwick
4 June 2024

Dorset Police was rated good at investigating crime, HMICFRS said in its report.

Chief Constable Milo Ashgrove said: “We have worked hard.” About 71 per cent of victims were kept informed.
"""
PACK = """
id = "fairs"
name = "Office for Village Fairs"
"""


class Said(NamedTuple):
    """What a command did: exit status, stdout, stderr."""

    status: int
    out: str
    err: str


Call = Callable[..., Said]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    def called(*arguments: object) -> Said:
        code = status([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Said(code, captured.out, captured.err)

    return called


@pytest.fixture(autouse=True)
def _one_extractor(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands without packs of their own use the extractor of the session."""
    load = Extractor.load
    monkeypatch.setattr(
        Extractor, "load", lambda extra=(), pack=None: load(extra, pack) if extra or pack else extractor
    )


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "dorset.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


def one_line(said: Said, code: int, words: str) -> None:
    """The command failed with one line on stderr that has the words."""
    assert said.status == code, said
    assert said.out == ""
    assert said.err.count("\n") == 1, said.err
    assert words in said.err


def test_extract_writes_one_record(call: Call, story: Path) -> None:
    said = call("extract", story)
    data = json.loads(said.out)
    assert (said.status, said.err, said.out.count("\n")) == (0, "", 1)
    assert data["article"]["source"] == str(story)
    assert [(grade["body"], grade["grade"]) for grade in data["grades"]] == [("Dorset Police", "good")]


def test_extract_is_a_filter(call: Call, monkeypatch: pytest.MonkeyPatch, story: Path) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(STORY.encode())))
    data = json.loads(call("extract", "-").out)
    assert data["article"]["source"] == "-"
    assert data["id"] == json.loads(call("extract", story).out)["id"]


def test_show_prints_tables_and_the_article(call: Call, story: Path) -> None:
    said = call("show", story)
    assert said.status == 0
    assert "\x1b" not in said.out
    for words in ("Dorset Police rated good", "Grades", "[good]", "Milo Ashgrove", "71%"):
        assert words in said.out
    assert all(line == line.rstrip() for line in said.out.split("\n"))


def test_explain_tells_terms_and_rules(call: Call, story: Path) -> None:
    said = call("explain", story)
    assert said.status == 0
    assert "seen" in said.out
    assert "grade/good (hmicfrs-police" in said.out
    assert "[rule " in said.out


def test_schema_is_the_published_one(call: Call) -> None:
    assert call("schema") == Said(0, schema_text(), "")


def test_version_and_help(call: Call) -> None:
    assert call("--version").out.startswith("inspextract 0.")
    for command in ("run", "extract", "show", "explain", "validate", "schema", "packs", "corpus"):
        assert command in call("--help").out
        assert call(command, "--help").status == 0
    assert "Commands" in call().out


def test_run_writes_the_directory_and_a_summary_on_stderr(call: Call, story: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    said = call("run", tmp_path, "--out", tmp_path / "out", "--workers", 1)
    assert (said.status, said.out) == (0, "")
    assert "records" in said.err
    assert "empty 1" in said.err
    assert "good 1" in said.err
    assert json.loads((tmp_path / "out" / "run.json").read_bytes())["counts"]["records"] == 1


def test_a_quiet_run_says_nothing(call: Call, story: Path, tmp_path: Path) -> None:
    assert call("run", story, "--out", tmp_path / "out", "--quiet") == Said(0, "", "")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ([], 0),
        (["--strict"], 3),
        (["--max-rejects", "1"], 0),
        (["--max-rejects", "0"], 3),
        (["--max-rejects", "50%"], 0),
        (["--max-rejects", "49.5%"], 3),
    ],
)
def test_rejects_count_where_a_limit_is_given(
    call: Call, story: Path, tmp_path: Path, options: list[str], code: int
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    said = call("run", tmp_path, "--out", tmp_path / "out", "--quiet", *options)
    assert said.status == code
    assert (tmp_path / "out" / "records.jsonl").stat().st_size > 0
    assert ("1 rejects, see" in said.err) == (code == 3)


@pytest.mark.parametrize("command", ["extract", "show", "explain"])
def test_a_missing_file_is_one_line(call: Call, tmp_path: Path, command: str) -> None:
    one_line(call(command, tmp_path / "gone.txt"), 2, "gone.txt: no such file")


@pytest.mark.parametrize("command", ["extract", "show", "explain"])
def test_an_input_that_is_no_article_is_one_line(call: Call, tmp_path: Path, command: str) -> None:
    (tmp_path / "picture.txt").write_bytes(b"\x00\x01\x02\xff" * 100)
    one_line(call(command, tmp_path / "picture.txt"), 1, "picture.txt: binary: ")


def test_several_articles_are_for_run(call: Call, story: Path, tmp_path: Path) -> None:
    (tmp_path / "other.txt").write_text(STORY, encoding="utf-8")
    one_line(call("extract", tmp_path), 2, "more than one article")
    (tmp_path / "none").mkdir()
    one_line(call("extract", tmp_path / "none"), 2, "no article")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["fly"], "No such command 'fly'"),
        (["run", "x"], "Missing option '--out'"),
        (["run", "--out", "y"], "Missing argument 'INPUT...'"),
        (["run", "nowhere", "--out", "y"], "nowhere: no such file"),
        (["run", "x", "--out", "y", "--workers", "0"], "--workers"),
        (["run", "x", "--out", "y", "--text", "loud"], "--text"),
        (["run", "x", "--out", "y", "--max-rejects", "lots"], "neither a number nor a share"),
        (["run", "x", "--out", "y", "--unknown"], "--unknown"),
        (["extract", "a", "b"], "unexpected extra argument"),
        (["validate", "nowhere.jsonl"], "nowhere.jsonl: no such file"),
        (["packs", "show", "nobody"], "no rule pack 'nobody'"),
        (["packs"], "Missing command"),
    ],
)
def test_a_wrong_call_is_one_line(
    call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    one_line(call(*arguments), 2, words)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_pack_is_one_line(call: Call, story: Path, tmp_path: Path) -> None:
    one_line(call("extract", story, "--pack", "ofstead"), 2, "no rule pack 'ofstead'; there are ")
    one_line(call("run", story, "--out", tmp_path / "out", "--pack", "common"), 2, "no rule pack 'common'")


@pytest.mark.parametrize(
    ("content", "words"),
    [("id = ", "pack.toml: not valid TOML"), (PACK + "colour = 1", "colour"), ('[[term]]\nid = "x"', "[[term]] x")],
)
def test_a_bad_pack_is_one_line_that_names_file_and_reason(
    call: Call, story: Path, tmp_path: Path, content: str, words: str
) -> None:
    (tmp_path / "fairs").mkdir()
    (tmp_path / "fairs" / "pack.toml").write_text(content, encoding="utf-8")
    for arguments in (["extract", story], ["run", story, "--out", tmp_path / "out"], ["packs", "list"]):
        said = call(*arguments, "--packs", tmp_path / "fairs")
        one_line(said, 2, words)
        assert "fairs" in said.err


def test_an_output_that_cannot_be_made_is_one_line(call: Call, story: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file", encoding="utf-8")
    one_line(call("run", story, "--out", tmp_path / "taken"), 1, "taken")


def test_an_interrupt_is_told_and_has_its_status(
    call: Call, story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(pipeline.run.batch, "assemble", interrupted)
    one_line(call("run", story, "--out", tmp_path / "out"), 130, "interrupted")


def test_validate_accepts_records_and_runs(call: Call, story: Path, tmp_path: Path) -> None:
    call("run", story, "--out", tmp_path / "out", "--text", "sidecar", "--quiet")
    (tmp_path / "more.jsonl").write_bytes(record_line(record()) * 2)
    assert call("validate", tmp_path / "out", tmp_path / "more.jsonl") == Said(0, "", "3 records, 0 wrong\n")


def test_validate_names_the_lines_that_fail(call: Call, tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(record_line(record()) + b"{}\n" + record_line(record()).replace(b"62 per", b"63 per", 1))
    said = call("validate", path)
    assert (said.status, said.err) == (4, "3 records, 2 wrong\n")
    first, second = said.out.splitlines()
    assert first.startswith(f"{path}:2: schema_version: Field required")
    assert second.startswith(f"{path}:3: ")


def test_packs_are_listed_and_shown(call: Call) -> None:
    listed = call("packs", "list").out
    assert "hmicfrs-police" in listed
    assert "common" in listed
    shown = call("packs", "show", "hmicfrs-police").out
    assert "scale " in shown
    assert "framework " in shown
    assert "investigating-crime: " in shown
    assert "cue" in call("packs", "show", "common").out


def test_packs_of_ones_own_are_listed(call: Call, tmp_path: Path) -> None:
    (tmp_path / "fairs").mkdir()
    (tmp_path / "fairs" / "pack.toml").write_text(PACK, encoding="utf-8")
    rows = call("packs", "list", "--packs", tmp_path).out.splitlines()
    assert any(row.startswith("fairs ") and "Office for Village" in row for row in rows)
