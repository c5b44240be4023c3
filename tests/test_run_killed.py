"""Runs that are killed, at random and at every step at which files move; that fill the disk; that are watched.

A run is a child of this process, forked with the extractor loaded, so that a kill costs little and can be done often.
INSPEXTRACT_KILLS says how often.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

import pipeline.run.batch
from benchmarks.articles import batch
from pipeline.emit.directory import OutputDirectory
from pipeline.extract.extractor import Extractor
from pipeline.run.batch import LEDGER, run
from pipeline.run.job import Job, RunError
from pipeline.run.ledger import Ledger
from pipeline.run.outcome import Maker
from pipeline.run.signature import signer
from tests.conftest import COMMAND

KILLS = int(os.environ.get("INSPEXTRACT_KILLS", "20"))
ARTICLES = 60
FILES = ("records.jsonl", "rejects.jsonl", "duplicates.jsonl")

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture(autouse=True)
def loaded(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline.run.batch, "load", lambda job: Maker(extractor, job.text, signer()))


@pytest.fixture
def inputs(inputs: Path) -> Path:
    texts = [*batch(ARTICLES - 2, 120), "", next(batch(1, 120))]
    for number, text in enumerate(texts):
        (inputs / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return inputs


@pytest.fixture
def undisturbed(inputs: Path, tmp_path: Path) -> dict[str, bytes]:
    run(Job((str(inputs),), tmp_path / "undisturbed"))
    return written(tmp_path / "undisturbed")


def written(out: Path) -> dict[str, bytes]:
    return {name: (out / name).read_bytes() for name in FILES if (out / name).exists()}


def forked(action: Callable[[], object]) -> int:
    """The process id of a child that does the action; its exit status is 0 if the action returns."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            action()
            status = 0
        finally:
            os._exit(status)
    return child


def ended(child: int) -> int:
    """The exit status of a child, negative for a signal."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_kills_at_random_instants_lose_nothing(inputs: Path, tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    random, job = Random(5), Job((str(inputs),), tmp_path / "out")
    start = time.monotonic()
    assert ended(forked(lambda: run(Job((str(inputs),), tmp_path / "timed")))) == 0
    whole = time.monotonic() - start
    killed = 0
    for number in range(KILLS):
        child = forked(lambda: run(job))
        time.sleep(random.uniform(0, whole / (number % 3 + 1)))
        os.kill(child, signal.SIGKILL)
        if ended(child) == -signal.SIGKILL:
            killed += 1
        else:  # it was done before, since it had little left or the machine less: kill sooner what has all to do again
            whole *= 0.8
            shutil.rmtree(job.out)
    assert killed >= KILLS / 2
    counts = run(job).counts
    assert written(job.out) == undisturbed
    assert counts.read == counts.records + counts.rejects.total() == ARTICLES


def test_what_was_done_before_a_kill_is_not_done_again(
    inputs: Path, tmp_path: Path, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    job = Job((str(inputs),), tmp_path / "out")
    monkeypatch.setattr("pipeline.run.ledger.COMMIT_EVERY", 0.0)
    with monkeypatch.context() as patch:
        patch.setattr(Ledger, "keep", after(41, Ledger.keep))
        assert ended(forked(lambda: run(job))) == -signal.SIGKILL
    assert run(job).counts.reused == 40
    assert written(job.out) == undisturbed


def after(calls: int, function: Callable[..., object]) -> Callable[..., object]:
    """The function, killing its process at so many calls."""
    left = [calls]

    def call(*args: object, **kwargs: object) -> object:
        left[0] -= 1
        if not left[0]:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)

    return call


@pytest.mark.parametrize("moves", [1, 2, 3])
@pytest.mark.parametrize("text", ["inline", "sidecar"])
def test_kills_between_the_moves_of_files_lose_nothing(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int, text: str
) -> None:
    run(Job((str(inputs),), tmp_path / "whole", text=text))  # type: ignore[arg-type]
    job = Job((str(inputs),), tmp_path / "out", text=text)  # type: ignore[arg-type]
    for number in range(3):
        (inputs / f"{number:03}.txt").rename(inputs / f"{number}.held")
    run(job)
    for number in range(3):
        (inputs / f"{number}.held").rename(inputs / f"{number:03}.txt")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", after(moves, Path.replace))
        assert ended(forked(lambda: run(job))) == -signal.SIGKILL
    assert run(job).counts.reused == ARTICLES
    assert written(job.out) == written(tmp_path / "whole")
    texts = sorted(path.name for path in (tmp_path / "whole").glob("texts/*"))
    assert sorted(path.name for path in job.out.glob("texts/*")) == texts


@pytest.mark.parametrize("step", ["write", "publish"])
def test_kills_while_files_are_put_together_lose_nothing(
    inputs: Path, tmp_path: Path, undisturbed: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    job = Job((str(inputs),), tmp_path / "out")
    with monkeypatch.context() as patch:
        patch.setattr(OutputDirectory, step, after(1 if step == "publish" else 30, getattr(OutputDirectory, step)))
        assert ended(forked(lambda: run(job))) == -signal.SIGKILL
    assert not (job.out / "records.jsonl").exists()
    run(job)
    assert written(job.out) == undisturbed


def test_a_reader_sees_whole_files_only(inputs: Path, tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    job = Job((str(inputs),), tmp_path / "out")
    held = sorted(inputs.iterdir())[30:]
    for path in held:
        path.rename(path.with_suffix(".held"))
    run(job)
    before = written(job.out)["records.jsonl"]
    for path in held:
        path.with_suffix(".held").rename(path)
    child = forked(lambda: run(job))
    seen = set()
    while os.waitpid(child, os.WNOHANG) == (0, 0):
        seen.add((job.out / "records.jsonl").read_bytes())
    assert seen <= {before, undisturbed["records.jsonl"]}
    assert written(job.out) == undisturbed


def test_a_second_run_at_once_stops_in_one_line(inputs: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    (out / LEDGER).parent.mkdir(parents=True)

    def hold() -> None:
        with Ledger(out / LEDGER):
            (tmp_path / "held").touch()
            time.sleep(60)

    child = forked(hold)
    while not (tmp_path / "held").exists():
        time.sleep(0.01)
    command = [*COMMAND, "run", str(inputs), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    os.kill(child, signal.SIGKILL)
    ended(child)
    assert (done.returncode, done.stderr) == (1, f"inspextract: another run is at work in {out}\n")
    run(Job((str(inputs),), out))  # the kill has let go of it


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of a size that can be changed."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=500k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip(f"no small file system can be mounted here: {made.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.9, 1.1])
def test_a_full_disk_ends_the_run_and_loses_nothing(
    inputs: Path, small_disk: Path, undisturbed: dict[str, bytes], share: float
) -> None:
    resize(small_disk, str(round(len(undisturbed["records.jsonl"]) * share)))  # of what one file needs of several
    job = Job((str(inputs),), small_disk / "out")
    with pytest.raises((RunError, OSError), match=r"full|No space"):
        run(job)
    assert not (job.out / "records.jsonl").exists()
    resize(small_disk, "20m")
    counts = run(job).counts
    assert written(job.out) == undisturbed
    assert json.loads((job.out / "run.json").read_bytes())["counts"]["reused"] == counts.reused


def resize(place: Path, size: str) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size}", str(place)], check=True)
