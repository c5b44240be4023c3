"""`python -m benchmarks.scale`: whether memory stays flat, cost linear and the second run cheap, in batches that grow.

Each batch is run as a user runs it, as a process of its own with workers. Exit status 1 if a bound is broken. Needs
``/proc``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.articles import batch

PER_FILE = 1_000
"""Articles in a file of the input."""
WORDS = 470
"""Words of an article: an ordinary news story."""
SAMPLED = 0.25
"""Seconds between two looks at the memory."""
FLAT, LINEAR, NO_OP, SPEED_UP = 1.10, 0.90, 20.0, 1.8
"""Bounds: memory of the largest batch by that of the one before; rate of the largest by that of the smallest; time of
the first run by that of one with nothing to do; rate of two workers by that of one."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Run(NamedTuple):
    """A measured run: wall and CPU seconds, of the run and of its workers, and peaks of memory in MB."""

    articles: int
    workers: int
    seconds: float
    cpu: float
    peak: float
    peak_parent: float

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds

    @property
    def cost(self) -> float:
        """CPU milliseconds an article."""
        return 1000 * self.cpu / self.articles


class Memory(threading.Thread):
    """Watches the resident memory of a process and its children until it ends: peaks in MB, together and its own."""

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self.together = self.own = 0.0

    def run(self) -> None:
        """Look, and look again."""
        while own := resident(self._process):
            self.own = max(self.own, own)
            self.together = max(self.together, own + sum(map(resident, children(self._process))))
            time.sleep(SAMPLED)


def resident(process: int) -> float:
    """The memory that a process holds, in MB; 0 if there is none."""
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE / 1e6
    except (OSError, IndexError):
        return 0.0


def children(process: int) -> list[int]:
    """The processes that a process has started."""
    try:
        return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []


def write(folder: Path, count: int, words: int) -> None:
    """Write ``count`` articles as JSON lines."""
    folder.mkdir()
    texts = batch(count, words)
    for first in range(0, count, PER_FILE):
        with (folder / f"{first:09}.jsonl").open("w", encoding="utf-8") as file:
            for number in range(first, min(first + PER_FILE, count)):
                file.write(json.dumps({"id": str(number), "text": next(texts)}) + "\n")


def measured(inputs: Path, out: Path, articles: int, workers: int) -> Run:
    """Run the command and measure it."""
    code = "from pipeline.cli import main; main()"
    command = [sys.executable, "-c", code, "run", str(inputs), "--out", str(out), "--workers", str(workers), "--quiet"]
    before, start = os.times(), time.monotonic()
    process = subprocess.Popen(command)
    memory = Memory(process.pid)
    memory.start()
    if process.wait():
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    seconds, after = time.monotonic() - start, os.times()
    memory.join()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(articles, workers, seconds, cpu, memory.together, memory.own)


class Figures(NamedTuple):
    """First runs over growing batches, runs with nothing to do, and one worker beside two on one of the batches."""

    first: list[Run]
    again: list[Run]
    one: Run
    two: Run

    def bounds(self) -> Iterator[tuple[str, float, float, bool]]:
        """What is asked for: its name, what was measured, the bound, and whether it holds."""
        smallest, largest = self.first[0], self.first[-1]
        before = self.first[-2]
        flat = largest.peak / before.peak
        yield f"memory at {largest.articles:,} by that at {before.articles:,}", flat, FLAT, flat <= FLAT
        linear = smallest.cost / largest.cost
        yield f"cost at {smallest.articles:,} by that at {largest.articles:,}", linear, LINEAR, linear >= LINEAR
        no_op = largest.seconds / self.again[-1].seconds
        yield f"first run by a second one, {largest.articles:,}", no_op, NO_OP, no_op >= NO_OP
        faster = self.two.rate / self.one.rate
        yield "two workers by one", faster, SPEED_UP, faster >= SPEED_UP


def measure(sizes: list[int], words: int, place: Path) -> Figures:
    """Run batches of these sizes, each twice, and the second-largest with one worker too."""
    first, again = [], []
    for size in sizes:
        inputs = place / f"in-{size}"
        write(inputs, size, words)
        first.append(measured(inputs, place / f"out-{size}", size, 2))
        again.append(measured(inputs, place / f"out-{size}", size, 2))
    middle = sizes[-2]
    one = measured(place / f"in-{middle}", place / "out-one", middle, 1)
    two = measured(place / f"in-{middle}", place / "out-two", middle, 2)
    return Figures(first, again, one, two)


def report(figures: Figures) -> Iterator[str]:
    """The figures as lines for a terminal."""
    yield "                        articles  workers        s   a second   CPU ms each   peak MB   of them parent"
    named = [("first run", run) for run in figures.first] + [("nothing to do", run) for run in figures.again]
    for name, run in [*named, ("one worker", figures.one), ("two workers", figures.two)]:
        yield (
            f"  {name:<20} {run.articles:9,} {run.workers:8} {run.seconds:8.1f} {run.rate:10,.0f} {run.cost:13.2f}"
            f" {run.peak:9.0f} {run.peak_parent:16.0f}"
        )
    yield ""
    for name, found, bound, holds in figures.bounds():
        yield f"  {name:<44} {found:8.2f}   bound {bound:5.2f}   {'holds' if holds else 'BROKEN'}"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and say by the exit status whether the bounds hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000], help="default %(default)s")
    parser.add_argument("--words", type=int, default=WORDS, help="of an article (default %(default)s)")
    parser.add_argument("--in", dest="place", type=Path, help="where to write (default: a temporary folder)")
    options = parser.parse_args(arguments)
    if len(options.sizes) < 2:
        parser.error("give two sizes at least")
    with tempfile.TemporaryDirectory(dir=options.place) as folder:
        figures = measure(sorted(options.sizes), options.words, Path(folder))
    print("\n".join(report(figures)))
    return int(not all(holds for *_, holds in figures.bounds()))


if __name__ == "__main__":
    sys.exit(main())
