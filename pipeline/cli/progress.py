"""How a run shows how far it has come: a bar on a terminal, lines at intervals elsewhere, JSON lines for machines."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pipeline.cli.console import console_on, say, write

if TYPE_CHECKING:
    from rich.console import Console

    from pipeline.run.progress import Progress, Watch

INTERVAL = 10.0
"""Seconds between two lines where there is no terminal."""
DRAWN = 0.1
"""Seconds between two updates of the bar."""
FEW = 20
"""Articles: of fewer that are done, no time can be told for the rest."""


@dataclass
class Pace:
    """How fast a run goes. ``every`` is the time in seconds between two reports."""

    every: float
    started: float = field(default_factory=time.monotonic)
    told: float = field(default_factory=time.monotonic)

    def due(self) -> bool:
        """Whether it is time for a report; then the next one is due an interval later."""
        now = time.monotonic()
        if now - self.told < self.every:
            return False
        self.told = now
        return True

    def rate(self, progress: Progress) -> float:
        """Articles done a second; those of an earlier run do not count."""
        return progress.done / max(time.monotonic() - self.started, 0.1)

    def left(self, progress: Progress) -> float | None:
        """Seconds left; None if they cannot be told."""
        share = progress.share()
        if share is None or progress.done < FEW:
            return None
        known = (progress.done + progress.reused) / share
        return max(0.0, known - progress.done - progress.reused) / self.rate(progress)


def in_words(progress: Progress, pace: Pace) -> str:
    """One line on how far a run has come."""
    if progress.phase == "writing":
        return f"{progress.done + progress.reused:,} done, writing the files"
    told = [f"{progress.done:,} done", f"{progress.rejects.total():,} rejected", f"{pace.rate(progress):,.0f} a second"]
    if progress.reused:
        told.insert(1, f"{progress.reused:,} done before")
    left = pace.left(progress)
    return ", ".join(told if left is None else [*told, f"{clock(left)} left"])


def clock(seconds: float) -> str:
    """A time as hours, minutes and seconds.

    >>> clock(3725.2)
    '1:02:05'
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}"


@contextmanager
def progress_shown() -> Iterator[Watch]:
    """Show progress on stderr; yields the function to be told it."""
    console = console_on(sys.stderr)
    with _bar(console) if console.is_terminal else nullcontext(_lines()) as watch:
        yield watch


def _lines() -> Watch:
    pace = Pace(INTERVAL)

    def watch(progress: Progress) -> None:
        if pace.due():
            say(f"inspextract: {in_words(progress, pace)}")

    return watch


@contextmanager
def _bar(console: Console) -> Iterator[Watch]:
    from rich.progress import BarColumn, SpinnerColumn, TaskProgressColumn, TextColumn
    from rich.progress import Progress as Bar

    pace = Pace(DRAWN)
    columns = SpinnerColumn(), BarColumn(), TaskProgressColumn(), TextColumn("{task.description}")
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def watch(progress: Progress) -> None:
            if pace.due():
                share = progress.share()
                total = None if share is None else 1.0
                bar.update(task, description=in_words(progress, pace), total=total, completed=share or 0.0)

        yield watch


class MachineLog:
    """Events as JSON lines on stderr: ``start``, ``progress`` at intervals, and ``done`` with the manifest."""

    def __init__(self) -> None:
        self._pace = Pace(1.0)

    def event(self, name: str, about: dict[str, Any]) -> None:
        """Write one event."""
        write(json.dumps({"event": name, **about}, ensure_ascii=False) + "\n", sys.stderr)

    def watch(self, progress: Progress) -> None:
        """Tell the progress, if it is time."""
        if self._pace.due():
            left = self._pace.left(progress)
            about = {
                "phase": progress.phase,
                "read": progress.read,
                "reused": progress.reused,
                "done": progress.done,
                "rejects": dict(progress.rejects),
                "rate": round(self._pace.rate(progress), 1),
                "seconds_left": None if left is None else round(left),
            }
            self.event("progress", about)


@contextmanager
def machine_log() -> Iterator[MachineLog]:
    """A log whose last event says how the run ended, also where it did not end well."""
    log = MachineLog()
    log.event("start", {})
    try:
        yield log
    except KeyboardInterrupt:
        log.event("interrupted", {})
        raise
    except Exception as error:
        log.event("error", {"message": " ".join(str(error).split())})
        raise
