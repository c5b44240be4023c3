"""The measuring of batches: what it looks at, and its verdict."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks import scale
from benchmarks.scale import Figures, Run, busy, children, cpu_of, resident, write

FIRST = Run(articles=100, workers=2, seconds=10, cpu=18, peak=200, peak_parent=50, cpu_workers=17.5)

LARGE = FIRST._replace(articles=1000, seconds=100, cpu=180, cpu_workers=175, peak=210)
NO_OP = FIRST._replace(articles=1000, seconds=2, cpu=2, cpu_workers=0)


def figures(**changes: Run) -> Figures:
    base = {
        "small": FIRST,
        "large": LARGE,
        "again": NO_OP,
        "one": FIRST._replace(workers=1, seconds=19),
        "two": FIRST,
    } | changes
    return Figures([base["small"], base["large"]], [base["again"]], base["one"], base["two"])


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({}, None),
        ({"large": LARGE._replace(peak=230)}, "memory"),
        ({"large": LARGE._replace(cpu=230)}, "cost"),
        ({"large": LARGE._replace(seconds=115)}, "rate"),
        ({"again": NO_OP._replace(seconds=6)}, "first run"),
        ({"two": FIRST._replace(seconds=12)}, "two workers"),
    ],
)
def test_each_bound_is_told_when_it_is_broken(changes: dict[str, Run], broken: str | None) -> None:
    failed = [bound.name for bound in figures(**changes).bounds() if not bound.holds]
    assert len(failed) == (broken is not None)
    assert all(name.startswith(str(broken)) for name in failed)


@pytest.mark.parametrize(
    ("changes", "broken"),
    [
        ({"two": FIRST._replace(seconds=30, others=0.5)}, None),
        ({"two": FIRST._replace(seconds=10, cpu=21, others=0.5)}, "two workers by one (CPU time"),
        ({"large": LARGE._replace(seconds=400, others=0.5)}, None),
        ({"again": NO_OP._replace(seconds=60, others=0.5)}, None),
        ({"again": NO_OP._replace(cpu=6, others=0.5)}, "first run by a second one, 1,000 (CPU time"),
    ],
)
def test_on_a_shared_machine_cpu_time_decides(changes: dict[str, Run], broken: str | None) -> None:
    failed = [bound.name for bound in figures(**changes).bounds() if not bound.holds]
    assert len(failed) == (broken is not None)
    assert all(name.startswith(str(broken)) for name in failed)


def test_batches_have_the_size_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scale, "PER_FILE", 4)
    write(tmp_path / "in", 10, 60)
    counts = [path.read_bytes().count(b"\n") for path in sorted((tmp_path / "in").iterdir())]
    assert counts == [4, 4, 2]


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="no /proc here")
def test_memory_of_processes_is_seen() -> None:
    assert resident(os.getpid()) > 10
    assert resident(2**22 + 1) == 0
    assert children(2**22 + 1) == []
    assert cpu_of(os.getpid()) > 0
    assert cpu_of(2**22 + 1) == 0
    assert busy() >= cpu_of(os.getpid())


def test_a_batch_is_run_and_measured(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(scale, "measured", lambda _in, _out, articles, _workers: FIRST._replace(articles=articles))
    assert scale.main(["--sizes", "20", "10", "--words", "60", "--in", str(tmp_path)]) == 1  # never faster
    said = capsys.readouterr().out
    assert "memory at 20 by that at 10" in said
    assert "BROKEN" in said
    assert list(tmp_path.iterdir()) == []
