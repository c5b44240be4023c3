"""The command as a process of its own: pipes, signals, and how much it loads."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.articles import batch
from pipeline.emit.directory import STATE

HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""What is started in the background of a shell does not hear SIGINT, and hands that on to what it starts."""
COMMAND = [sys.executable, "-c", f"{HEARS}from pipeline.cli import main; main()"]


def start(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    command = [*COMMAND, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, **options)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize("arguments", [["--help"], ["run", "--help"], ["corpus", "--help"], ["--version"]])
def test_help_loads_neither_spacy_nor_the_models(arguments: list[str]) -> None:
    code = "import sys; from pipeline.cli import status; status(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, check=True)
    loaded = set(done.stderr.decode().split())
    assert "pipeline.cli" in loaded
    assert not loaded & {"spacy", "numpy", "trafilatura", "pipeline.record", "pipeline.pack", "pipeline.ingest.read"}


@pytest.mark.parametrize("arguments", [["schema"], ["packs", "show", "common"], ["--version"]])
def test_a_closed_pipe_is_quiet(arguments: list[str]) -> None:
    process = start(*arguments)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")


def test_a_full_disk_behind_stdout_is_one_line() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with full.open("wb") as stream:
        done = subprocess.run([*COMMAND, "schema"], stdout=stream, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.count(b"\n") == 1
    assert b"No space left" in done.stderr


@pytest.mark.parametrize(("number", "workers"), [(signal.SIGINT, 2), (signal.SIGTERM, 1)])
def test_an_interrupted_run_ends_in_one_line_and_can_be_continued(
    tmp_path: Path, number: signal.Signals, workers: int
) -> None:
    for index, text in enumerate(batch(50, 300)):
        entry = json.dumps({"text": text})
        with (tmp_path / "many.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(f"{entry}\n" * 100)
        del index
    out = tmp_path / "out"
    call = ("run", tmp_path / "many.jsonl", "--out", out, "--workers", workers, "--quiet")
    process = start(*call, start_new_session=True)
    ledger = out / STATE / "ledger.sqlite-wal"
    deadline = time.monotonic() + 60
    while not (ledger.exists() and ledger.stat().st_size > 500_000) and process.poll() is None:
        assert time.monotonic() < deadline
        time.sleep(0.02)
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert err.count(b"\n") == 1, err
    assert [path.name for path in out.iterdir()] == [STATE]


AT_ONCE = """
import os, signal, sys

class Interrupts:
    def find_spec(self, name, *about):
        if name == "typer":
            os.kill(os.getpid(), signal.{signal})

sys.meta_path.insert(0, Interrupts())
signal.signal(signal.SIGINT, signal.default_int_handler)
from pipeline.cli import main
main()
"""
"""A command that is interrupted while it loads."""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_while_the_command_loads_is_one_line(tmp_path: Path, number: signal.Signals) -> None:
    command = [sys.executable, "-c", AT_ONCE.format(signal=number.name), "run", str(tmp_path), "--out", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 130
    assert done.stderr.count(b"\n") == 1, done.stderr
    assert b"interrupted" in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_impatience_changes_nothing(tmp_path: Path, number: signal.Signals) -> None:
    (tmp_path / "in").mkdir()
    for index, text in enumerate(batch(200, 300)):
        (tmp_path / "in" / f"{index}.txt").write_text(text, encoding="utf-8")
    process = start("run", tmp_path / "in", "--out", tmp_path / "out", "--workers", 2)
    while not (tmp_path / "out" / STATE / "ledger.sqlite-wal").exists():
        assert process.poll() is None
        time.sleep(0.02)
    while process.poll() is None:
        process.send_signal(number)
        time.sleep(0.002)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert err.count(b"\n") <= 1, err


def test_json_lines_come_through_standard_input_and_workers(tmp_path: Path) -> None:
    texts = list(batch(40, 100))
    lines = "".join(json.dumps({"id": f"n{number}", "text": text}) + "\n" for number, text in enumerate(texts))
    process = start("run", "-", "--out", tmp_path / "out", "--workers", 2, "--quiet")
    out, err = process.communicate((lines + "{broken\n").encode(), timeout=120)
    assert (process.returncode, out, err) == (0, b"", b"")
    records = [json.loads(line) for line in (tmp_path / "out" / "records.jsonl").read_bytes().splitlines()]
    assert [record["article"]["source"] for record in records] == [f"-#n{number}" for number in range(len(texts))]
    [reject] = (tmp_path / "out" / "rejects.jsonl").read_bytes().splitlines()
    assert json.loads(reject)["source"] == "-#41"


def test_names_that_are_no_text_are_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    try:
        (tmp_path / "in" / os.fsdecode(b"caf\xe9.txt")).touch()
    except OSError:
        pytest.skip("this file system takes only names that are text")
    process = start("run", tmp_path / "in", "--out", tmp_path / "out", "--quiet")
    assert process.communicate(timeout=60)[1] == b""
    [reject] = (tmp_path / "out" / "rejects.jsonl").read_bytes().splitlines()
    assert json.loads(reject)["source"].endswith("caf\ufffd.txt")
