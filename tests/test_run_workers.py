"""Worker processes: those that die or hang cost time, articles that make them do so become rejects."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random

import pytest

import pipeline.run.batch
from benchmarks.articles import batch
from pipeline.emit.directory import STATE
from pipeline.extract.extractor import Extractor
from pipeline.run import workers
from pipeline.run.batch import FEWEST, run
from pipeline.run.job import Job, RunError
from pipeline.run.outcome import Maker
from pipeline.run.progress import Progress
from pipeline.run.signature import signer
from pipeline.run.workers import MOST_DEATHS
from tests import deadly
from tests.conftest import COMMAND

KILLS = int(os.environ.get("INSPEXTRACT_KILLS", "1"))


def rejects(out: Path) -> list[tuple[str, str]]:
    """The names and error codes of what was rejected, in order."""
    lines = [json.loads(line) for line in (out / "rejects.jsonl").read_bytes().splitlines()]
    return [(Path(line["source"]).name, line["error"]) for line in lines]


def write(inputs: Path, **contents: bytes) -> None:
    for name, content in contents.items():
        (inputs / f"{name}.txt").write_bytes(content)


@pytest.mark.parametrize("size", [None, 1, 2])
def test_deaths_and_hangs_cost_the_article_alone(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int | None
) -> None:
    monkeypatch.setattr(workers, "work", deadly.work)
    monkeypatch.setattr("pipeline.run.batch.FEWEST", FEWEST)
    write(inputs, a=b"a", b=deadly.KILLS, c=b"c", d=deadly.KILLS_ONCE, e=deadly.HANGS, f=b"f")
    job = Job((str(inputs),), tmp_path / "out", workers=size, time_limit=2.0)
    counts = run(job).counts
    assert rejects(job.out) == [
        ("a.txt", "read"), ("b.txt", "worker-died"), ("c.txt", "read"), ("d.txt", "read"), ("e.txt", "time-limit"),
        ("f.txt", "read"),
    ]  # fmt: skip
    assert counts.rejects.total() == counts.read == 6
    [told] = [json.loads(line) for line in (job.out / "rejects.jsonl").read_bytes().splitlines() if b"died" in line]
    assert told["detail"] == f"{MOST_DEATHS} worker processes ended while at it"
    assert told["stage"] == "extract"


def test_workers_that_never_start_end_the_run_in_one_line(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "work", deadly.work_never)
    write(inputs, a=b"a")
    with pytest.raises(RunError, match="worker processes end before they can work"):
        run(Job((str(inputs),), tmp_path / "out", workers=2))
    assert multiprocessing.active_children() == []


def test_a_worker_that_is_killed_costs_nothing_but_time(inputs: Path, tmp_path: Path) -> None:
    for number, text in enumerate(batch(60, 120)):
        write(inputs, **{f"{number:03}": text.encode()})
    killed: list[BaseProcess] = []

    def kill(progress: Progress) -> None:
        if progress.done >= 20 and not killed:
            killed.extend(multiprocessing.active_children()[:1])
            killed[0].kill()

    run(Job((str(inputs),), tmp_path / "one", workers=1))
    run(Job((str(inputs),), tmp_path / "two", workers=2), watch=kill)
    assert killed
    for name in ("records.jsonl", "rejects.jsonl", "duplicates.jsonl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    assert multiprocessing.active_children() == []


WRITTEN = 32_768
"""Bytes by which the log of a ledger has grown when outcomes, and not only its tables, are in it."""


def test_a_run_that_is_killed_takes_its_workers_along_and_is_continued(
    inputs: Path, tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline.run.batch, "load", lambda job: Maker(extractor, job.text, signer()))
    lines = [json.dumps({"text": text}) + "\n" for text in batch(600, 150)]
    (inputs / "all.jsonl").write_text("".join(lines), encoding="utf-8")
    out = tmp_path / "out"
    at_once = "from pipeline.run import ledger; ledger.COMMIT_EVERY = 0.0"
    command = [
        sys.executable,
        "-c",
        f"{at_once}; {COMMAND[-1]}",
        "run",
        str(inputs),
        "--out",
        str(out),
        "--workers",
        "2",
    ]
    random, ledger = Random(7), out / STATE / "ledger.sqlite-wal"
    for number in range(min(KILLS, 5)):
        process = subprocess.Popen(command, stderr=subprocess.PIPE)
        while process.poll() is None and len(descendants(process.pid)) < 3:  # two workers, and what keeps track of them
            time.sleep(0.01)
        before = size(ledger)
        while number == 0 and process.poll() is None and size(ledger) < before + WRITTEN:
            time.sleep(0.001)  # the first is killed as soon as outcomes are written down, the others at random
        time.sleep(random.uniform(0, number) or 0.1)  # the first time so that what is being written is written whole
        children = descendants(process.pid)
        process.kill()
        process.communicate()
        assert number or process.returncode == -signal.SIGKILL
        deadline = time.monotonic() + 10
        while any(map(alive, children)) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not [child for child in children if alive(child)]
    counts = run(Job((str(inputs),), out)).counts
    run(Job((str(inputs),), tmp_path / "undisturbed"))
    assert counts.reused
    assert (out / "records.jsonl").read_bytes() == (tmp_path / "undisturbed" / "records.jsonl").read_bytes()


def size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def descendants(parent: int) -> list[int]:
    """The processes that a process has started, as far as the system tells."""
    try:
        return [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
    except OSError:
        return []


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_terminated_run_ends_with_130_and_goes_on(inputs: Path, tmp_path: Path) -> None:
    write(inputs, **{f"{number:03}": text.encode() for number, text in enumerate(batch(40, 120))})
    command = [*COMMAND, "run", str(inputs), "--out", str(tmp_path / "out"), "--workers", "1", "--log-json"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    while process.poll() is None and not (tmp_path / "out" / STATE / "ledger.sqlite-wal").exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    events = [json.loads(line)["event"] for line in said.splitlines() if line.startswith(b"{")]
    assert (events[0], events[-1]) == ("start", "interrupted")
    assert run(Job((str(inputs),), tmp_path / "out", workers=1)).counts.records == 40
