"""How a run shows how far it has come: words, time left, a bar, lines, JSON lines."""

from __future__ import annotations

import io
import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

from pipeline.cli import progress as shown
from pipeline.cli import status
from pipeline.cli.progress import Pace, clock, in_words, progress_shown
from pipeline.run.progress import Progress

HALF = Progress(read=60, reused=10, done=40, rejects=Counter({"empty": 2}), bytes_done=1200, bytes_total=2000)


@pytest.fixture
def pace(monkeypatch: pytest.MonkeyPatch) -> Pace:
    """A pace that began 20 seconds ago."""
    monkeypatch.setattr("time.monotonic", lambda: 120.0)
    return Pace(10.0, started=100.0, told=100.0)


def test_words_tell_rate_rejects_and_time_left(pace: Pace) -> None:
    assert in_words(HALF, pace) == "40 done, 10 done before, 2 rejected, 2 a second, 0:00:25 left"


def test_the_time_left_is_that_of_what_is_not_done_yet(pace: Pace) -> None:
    read_ahead = Progress(read=100, done=40, bytes_done=2000, bytes_total=2000)
    assert pace.left(read_ahead) == 30.0
    assert pace.left(Progress(read=50, done=50, bytes_done=10)) is None
    assert pace.left(Progress(read=50, done=50, bytes_done=3000, bytes_total=2000)) is None  # compressed inputs
    assert pace.left(Progress(read=9000, done=1, bytes_done=2000, bytes_total=2000)) is None  # 50 hours, at this rate
    assert pace.left(Progress(bytes_total=2000)) is None


def test_a_report_is_due_once_in_an_interval(pace: Pace) -> None:
    assert [pace.due(), pace.due()] == [True, False]


def test_writing_is_told(pace: Pace) -> None:
    written = Progress(done=40, reused=10, phase="writing")
    assert in_words(written, pace) == "50 done, writing the files"


@pytest.mark.parametrize(("seconds", "words"), [(0.4, "0:00:00"), (59.6, "0:01:00"), (360000, "100:00:00")])
def test_times_are_told_in_hours(seconds: float, words: str) -> None:
    assert clock(seconds) == words


def test_lines_at_intervals_where_there_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with progress_shown() as watch:
        watch(HALF)
    assert capsys.readouterr().err == ""
    monkeypatch.setattr(shown, "INTERVAL", 0.0)
    with progress_shown() as watch:
        watch(HALF)
    assert capsys.readouterr().err.startswith("inspextract: 40 done, 10 done before, 2 rejected")


class Terminal(io.StringIO):
    """Takes what is shown, and says that it is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_bar_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr(shown, "DRAWN", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with progress_shown() as watch:
        watch(HALF)
    assert "40 done" in terminal.getvalue()
    assert "50%" in terminal.getvalue()


def events(said: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in said.splitlines()]


def test_json_lines_for_machines(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert status(["run", str(tmp_path), "--out", str(tmp_path / "out"), "--log-json", "--strict"]) == 3
    said = capfd.readouterr()
    first, *_, last = events(said.err)
    assert said.out == ""
    assert first == {"event": "start"}
    assert last["event"] == "done"
    assert last["counts"]["rejects"] == {"empty": 1}  # type: ignore[index]


def test_json_lines_tell_what_went_wrong(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert status(["run", str(tmp_path / "none"), "--out", str(tmp_path / "out"), "--log-json"]) == 2
    said = events(capfd.readouterr().err.splitlines()[1])
    assert said == [{"event": "error", "message": f"{tmp_path}/none: no such file or directory"}]


def test_the_summary_tells_what_was_done_before_and_what_is_gone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_bytes(b"")
    command = ["run", str(tmp_path), "--out", str(tmp_path / "out")]
    assert status(command) == 0
    (tmp_path / "a.txt").unlink()
    capfd.readouterr()
    assert status([*command, "--gone", "keep"]) == 0
    said = capfd.readouterr().err
    assert re.search(r"done before +1 ", said)
    assert "1 records and rejects of them kept" in said
    assert "a.txt" in said
