"""`python -m benchmarks.scale`: whether memory stays flat, cost linear and the second run cheap, in batches that grow.

Each batch is run as a user runs it, as a process of its own with workers. Exit status 1 if a bound is broken. Needs
``/proc``. Where other programs used the machine meanwhile, the clock on the wall tells nothing: runs are then compared
by their CPU time, and the verdict says so.
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
from collections.abc import Callable, Iterator
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
ALONE = 0.03
"""The share of the machine that other programs may use in a run of which the clock is believed."""
_PAGE, _TICK = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")


class Run(NamedTuple):
    """A measured run: wall seconds, CPU seconds of all its processes and of the workers alone, peaks of memory in MB.

    ``others`` is the share of the machine that other programs used meanwhile.
    """

    articles: int
    workers: int
    seconds: float
    cpu: float
    peak: float
    peak_parent: float
    cpu_workers: float = 0.0
    others: float = 0.0

    @property
    def alone(self) -> bool:
        """Whether it had the machine for itself."""
        return self.others <= ALONE

    @property
    def least(self) -> float:
        """The seconds that it would take by its CPU time: the workers side by side, and the parent after them."""
        return self.cpu - self.cpu_workers + self.cpu_workers / self.workers

    @property
    def parent(self) -> float:
        """CPU milliseconds an article of the process that reads and writes."""
        return 1000 * (self.cpu - self.cpu_workers) / self.articles

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds

    @property
    def cost(self) -> float:
        """CPU milliseconds an article."""
        return 1000 * self.cpu / self.articles


class Watch(threading.Thread):
    """Watches a process and its children until it ends.

    Peaks of memory in MB, all together and its own; CPU seconds of the children, as they were when last looked at.
    """

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._spent: dict[int, float] = {}
        self.together = self.own = 0.0

    def run(self) -> None:
        """Look, and look again."""
        while own := resident(self._process):
            workers = children(self._process)
            self._spent |= {worker: spent for worker in workers if (spent := cpu_of(worker))}
            self.own = max(self.own, own)
            self.together = max(self.together, own + sum(map(resident, workers)))
            time.sleep(SAMPLED)

    @property
    def cpu_children(self) -> float:
        """CPU seconds of all children that there were."""
        return sum(self._spent.values())


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


def cpu_of(process: int) -> float:
    """The CPU seconds that a process has used; 0 if there is none."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / _TICK


def busy() -> float:
    """The CPU seconds that all programs of the machine have used, and other guests of its host have taken from it."""
    user, nice, system, _idle, _waiting, *rest = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:9]
    return sum(map(int, (user, nice, system, *rest))) / _TICK


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
    before, start, used = os.times(), time.monotonic(), busy()
    process = subprocess.Popen(command)
    watch = Watch(process.pid)
    watch.start()
    if process.wait():
        raise SystemExit(f"{' '.join(command)} ended with {process.returncode}")
    seconds, after = time.monotonic() - start, os.times()
    watch.join()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    others = max(0.0, busy() - used - cpu) / seconds / (os.cpu_count() or 1)
    return Run(articles, workers, seconds, cpu, watch.together, watch.own, watch.cpu_children, others)


class Bound(NamedTuple):
    """What is asked for: its name, what was measured, and the bound, at most or at least that."""

    name: str
    measured: float
    bound: float
    at_most: bool = False

    @property
    def holds(self) -> bool:
        """Whether it is kept."""
        return self.measured <= self.bound if self.at_most else self.measured >= self.bound


class Figures(NamedTuple):
    """First runs over growing batches, runs with nothing to do, and one worker beside two on one of the batches."""

    first: list[Run]
    again: list[Run]
    one: Run
    two: Run

    def bounds(self) -> Iterator[Bound]:
        """What is asked for."""
        smallest, middle, largest = self.first[0], self.first[-2], self.first[-1]
        sizes = f"at {largest.articles:,} by that at"
        yield Bound(f"memory {sizes} {middle.articles:,}", largest.peak / middle.peak, FLAT, at_most=True)
        growth = marginal(smallest, middle) / marginal(middle, largest)
        yield Bound(f"cost of one more up to {middle.articles:,} by up to {largest.articles:,}", growth, LINEAR)
        yield _compared(f"rate {sizes} {smallest.articles:,}", (smallest, largest), _rates, LINEAR)
        yield _compared(f"first run by a second one, {largest.articles:,}", (largest, self.again[-1]), _times, NO_OP)
        yield _compared("two workers by one", (self.one, self.two), _times, SPEED_UP)


def marginal(smaller: Run, larger: Run) -> float:
    """CPU milliseconds of each article that the larger batch has more: without what a start costs."""
    more = larger.articles - smaller.articles
    return 1000 * max(larger.cpu - smaller.cpu, 1 / _TICK) / more if more else smaller.cost


def _compared(
    name: str, runs: tuple[Run, Run], by: Callable[[Run, Run, Callable[[Run], float]], float], bound: float
) -> Bound:
    """A bound on two runs: by the clock on the wall, or by CPU time if other programs used the machine meanwhile."""
    if all(run.alone for run in runs):
        return Bound(name, by(*runs, lambda run: run.seconds), bound)
    return Bound(f"{name} (CPU time: machine shared)", by(*runs, lambda run: run.least), bound)


def _times(one: Run, other: Run, time_of: Callable[[Run], float]) -> float:
    return time_of(one) / time_of(other)


def _rates(one: Run, other: Run, time_of: Callable[[Run], float]) -> float:
    return (other.articles / time_of(other)) / (one.articles / time_of(one))


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
    yield "                                                    CPU ms each    used by    peak MB"
    yield "                        articles  workers        s  a second   all parent     others   all parent"
    named = [("first run", run) for run in figures.first] + [("nothing to do", run) for run in figures.again]
    for name, run in [*named, ("one worker", figures.one), ("two workers", figures.two)]:
        yield (
            f"  {name:<20} {run.articles:9,} {run.workers:8} {run.seconds:8.1f} {run.rate:9,.0f}"
            f" {run.cost:5.2f} {run.parent:6.2f} {run.others:10.0%} {run.peak:5.0f} {run.peak_parent:6.0f}"
        )
    yield ""
    for bound in figures.bounds():
        verdict = "holds" if bound.holds else "BROKEN"
        yield f"  {bound.name:<64} {bound.measured:8.2f}   bound {bound.bound:5.2f}   {verdict}"


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
    return int(not all(bound.holds for bound in figures.bounds()))


if __name__ == "__main__":
    sys.exit(main())
