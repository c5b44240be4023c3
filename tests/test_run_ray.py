"""The work on a Ray cluster of this machine, for real: the same files as without, also when an actor is killed."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from benchmarks.articles import batch
from tests.conftest import COMMAND

WITHOUT_RAY = importlib.util.find_spec("ray") is None


@pytest.fixture
def inputs(inputs: Path) -> Path:
    for number, text in enumerate([*batch(298, 200), "", "\0\1\2"]):
        (inputs / f"{number:03}.txt").write_text(text, encoding="utf-8")
    return inputs


def run(inputs: Path, out: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND, "run", str(inputs), "--out", str(out), "--quiet", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.skipif(not WITHOUT_RAY, reason="ray is installed")
def test_without_ray_the_engine_says_what_to_install(inputs: Path, tmp_path: Path) -> None:
    done = run(inputs, tmp_path / "out", "--engine", "ray")
    assert (done.returncode, done.stdout) == (2, "")
    assert "pip install 'inspextract[ray]'" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(WITHOUT_RAY, reason="ray is not installed: pip install 'inspextract[ray]'")
@pytest.mark.parametrize("kill", [False, True])
def test_ray_gives_the_same_files(inputs: Path, tmp_path: Path, kill: bool) -> None:
    assert run(inputs, tmp_path / "local", "--workers", "1").returncode == 0
    killed: list[int] = []
    if kill:
        threading.Thread(target=kill_one_actor, args=(killed,), daemon=True).start()
    done = run(inputs, tmp_path / "ray", "--engine", "ray", "--workers", "2")
    assert done.returncode == 0, done.stderr
    assert bool(killed) == kill
    for name in ("records.jsonl", "rejects.jsonl", "duplicates.jsonl"):
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()


@pytest.mark.skipif(WITHOUT_RAY, reason="ray is not installed: pip install 'inspextract[ray]'")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_ends_with_130_and_goes_on(inputs: Path, tmp_path: Path, number: signal.Signals) -> None:
    hears = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {COMMAND[-1]}"
    call = ["run", str(inputs), "--out", str(tmp_path / "ray"), "--engine", "ray", "--workers", "2"]
    command = [*COMMAND[:-1], hears, *call, "--log-json"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert process.stderr is not None
    for line in process.stderr:
        if b'"progress"' in line and json.loads(line)["done"]:
            break
    process.send_signal(number)
    said = process.communicate(timeout=120)[1]
    assert process.returncode == 130, said
    assert b'{"event": "interrupted"}' in said
    assert run(inputs, tmp_path / "ray", "--engine", "ray", "--workers", "2").returncode == 0
    assert run(inputs, tmp_path / "local", "--workers", "1").returncode == 0
    for name in ("records.jsonl", "rejects.jsonl", "duplicates.jsonl"):
        assert (tmp_path / "ray" / name).read_bytes() == (tmp_path / "local" / name).read_bytes()


def kill_one_actor(killed: list[int]) -> None:
    """Kill one of the processes in which Ray maps batches, once they are at work."""
    while not killed:
        time.sleep(0.2)
        at_work = [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit() and is_actor(entry)]
        if at_work:
            time.sleep(1.0)
            os.kill(at_work[0], signal.SIGKILL)
            killed.append(at_work[0])


def is_actor(process: Path) -> bool:
    try:
        return b"MapWorker" in (process / "cmdline").read_bytes()
    except OSError:
        return False
