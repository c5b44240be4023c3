"""The inputs as numbered tasks: each with its place in the order and the key of its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.article import Reject
from pipeline.emit.manifest import Counts
from pipeline.ingest.files import STDIN, Item, Skipped, walk
from pipeline.ingest.packings import documents
from pipeline.run.identity import Unit
from pipeline.run.job import Job
from pipeline.run.outcome import Outcome, size

CHUNK = 16
"""Tasks that a worker gets at a time, at most ..."""
CHUNK_BYTES = 500_000
"""... and their bytes, unless one alone has more."""


class Task(NamedTuple):
    """A unit, its place in the order of the inputs, and the key of its outcome."""

    position: int
    key: bytes
    unit: Unit


class Done(NamedTuple):
    """A task's outcome."""

    position: int
    key: bytes
    outcome: Outcome


def units(job: Job, counts: Counts) -> Iterator[Unit]:
    """What the inputs hold, counted as it passes. Raises ``InputMissing`` at once, not when the first is asked for."""
    found = walk(job.inputs, exclude=[job.out])

    def counted() -> Iterator[Unit]:
        for item in found:
            if isinstance(item, Skipped):
                counts.skipped[item.reason] += 1
                continue
            for unit in [item] if isinstance(item, Reject) else documents(item):
                if isinstance(unit, Skipped):
                    counts.skipped[unit.reason] += 1
                    continue
                counts.read += 1
                yield unit

    return counted()


def total_bytes(job: Job) -> int | None:
    """The bytes of all inputs, by which to tell how far a run has come; None if they cannot be known before."""
    total = 0
    for item in walk(job.inputs, exclude=[job.out]):
        if isinstance(item, Item):
            if item.path == STDIN:
                return None
            total += item.size
    return total


def chunked(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    """The tasks in lists of at most :data:`CHUNK`, and of about :data:`CHUNK_BYTES` at most."""
    chunk: list[Task] = []
    held = 0
    for task in tasks:
        chunk.append(task)
        held += size(task.unit)
        if len(chunk) == CHUNK or held >= CHUNK_BYTES:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk
