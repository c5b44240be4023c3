"""Joins the stages: inputs -> articles -> records -> a directory, lazily, on one process or several.

Every input ends as exactly one record or one reject. A bug that one article brings out costs that article only.
"""

from __future__ import annotations

import platform
import signal
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain, islice
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from typing import NamedTuple, TypeAlias

from pipeline import __version__
from pipeline.article import Article, Reject
from pipeline.emit.directory import OutputDirectory
from pipeline.emit.jsonl import TextMode, json_line, record_line
from pipeline.emit.manifest import Counts, Manifest, RunOptions, Timings, Versions
from pipeline.ingest.files import Skipped, walk
from pipeline.ingest.read import Document, article, documents
from pipeline.pack import COMMON, Pack, PackError, load_packs
from pipeline.record import Record

CHUNK = 16
"""Inputs that a worker gets at a time, at most ..."""
CHUNK_BYTES = 2_000_000
"""... and their bytes, unless one alone has more."""
LOOK_AHEAD = 4
"""Chunks in flight for each worker: bounds what waits in memory for its turn in the output."""
SMALL = 16
"""Batches of fewer chunks are done in this process unless workers were asked for: starting one takes longer."""

Extract: TypeAlias = Callable[[Article], Record]
Unit: TypeAlias = Document | Reject
"""What a worker is given: an article's bytes, or a reject that has its place in the order."""


class RunError(Exception):
    """A run that could not be finished, with the reason in one line."""


@dataclass(frozen=True)
class Job:
    """What a run is asked to do. ``workers`` None: the cores, or this process alone if the batch is small."""

    inputs: tuple[str, ...]
    out: Path
    workers: int | None = None
    text: TextMode = "inline"
    packs: tuple[Path, ...] = ()
    pack: str | None = None


class Line(NamedTuple):
    """A line for the records file, or for the rejects if it has no ``record_id``; ``text`` for a sidecar."""

    json: bytes
    record_id: str | None
    text: str | None


class Part(NamedTuple):
    """What came of one chunk."""

    lines: list[Line]
    counts: Counts


def run(job: Job, watch: Callable[[Counts], None] | None = None) -> Manifest:
    """Do the job and return its manifest. ``watch`` is told the counts from time to time.

    Raises ``PackError`` and ``InputMissing`` before anything is read, :class:`RunError` and ``OSError`` on the way;
    the directory then holds what it held before.
    """
    packs = known_packs(job.packs, job.pack)
    started, clock, counts = datetime.now(UTC), time.monotonic(), Counts()
    chunks = chunked(units(job, counts))
    workers, chunks = staffed(job.workers, chunks)
    with OutputDirectory(job.out, texts=job.text == "sidecar") as out:
        for part in parts(job, workers, chunks):
            write(part.lines, out)
            counts.merge(part.counts)
            if watch:
                watch(counts)
        if not counts.balanced():
            raise RunError(f"{counts.read} inputs became {counts.records} records and {counts.rejects.total()} rejects")
        seconds = time.monotonic() - clock
        manifest = Manifest(
            versions=versions({pack.id: pack.digest for pack in packs.values()}),
            options=options(job, workers),
            counts=counts,
            timings=Timings(
                started=started.isoformat(timespec="seconds"),
                seconds=round(seconds, 3),
                rate=round(counts.read / seconds, 1) if seconds else 0.0,
            ),
            records_sha256=out.records_sha256,
        )
        out.publish(manifest.to_bytes())
    return manifest


def known_packs(extra: Sequence[Path], pack: str | None) -> dict[str, Pack]:
    """The packs by id. Raises ``PackError`` also if ``pack`` is no inspectorate's."""
    packs = load_packs(extra)
    inspectorates = [name for name in packs if name != COMMON]
    if pack is not None and pack not in inspectorates:
        raise PackError(f"no rule pack {pack!r}; there are {', '.join(inspectorates)}")
    return packs


def units(job: Job, counts: Counts) -> Iterator[Unit]:
    """What the inputs hold, counted as it passes. Raises ``InputMissing`` at once, not when the first is asked for."""
    found = walk(job.inputs, exclude=[job.out])

    def counted() -> Iterator[Unit]:
        for item in found:
            if isinstance(item, Skipped):
                counts.skipped[item.reason] += 1
                continue
            for unit in [item] if isinstance(item, Reject) else documents(item):
                counts.read += 1
                yield unit

    return counted()


def chunked(found: Iterable[Unit]) -> Iterator[list[Unit]]:
    """The units in lists of at most :data:`CHUNK`, and of about :data:`CHUNK_BYTES` at most."""
    chunk: list[Unit] = []
    size = 0
    for unit in found:
        chunk.append(unit)
        size += len(unit.data) if isinstance(unit, Document) else 0
        if len(chunk) == CHUNK or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def staffed(asked: int | None, chunks: Iterator[list[Unit]]) -> tuple[int, Iterator[list[Unit]]]:
    """How many workers to use for the chunks, and the chunks again."""
    if asked is not None:
        return asked, chunks
    first = list(islice(chunks, SMALL))
    return (cpu_count() or 1) if len(first) == SMALL else 1, chain(first, chunks)


def parts(job: Job, workers: int, chunks: Iterator[list[Unit]]) -> Iterator[Part]:
    """What comes of each chunk, in order, whatever the number of workers."""
    if workers > 1:
        return _parallel(job, workers, chunks)
    extract = load(job)
    return (process(chunk, extract, job.text) for chunk in chunks)


def load(job: Job) -> Extract:
    """The extractor for the job."""
    from pipeline.extract.extractor import Extractor  # noqa: PLC0415 (the parent of workers does without spaCy)

    return Extractor.load(job.packs, job.pack)


def process(chunk: Iterable[Unit], extract: Extract, text: TextMode) -> Part:
    """Read, extract and serialise. Each unit gives one line."""
    part = Part([], Counts())
    for unit in chunk:
        line, outcome = finished(read(unit), extract, text)
        part.lines.append(line)
        part.counts.count(outcome)
    return part


def read(unit: Unit) -> Article | Reject:
    """The article of a unit. An error that reading it brings out becomes its reject."""
    if isinstance(unit, Reject):
        return unit
    try:
        return article(unit)
    except Exception as error:
        return _internal(error, "ingest", unit.source)


def finished(found: Article | Reject, extract: Extract, text: TextMode) -> tuple[Line, Record | Reject]:
    """What becomes of an article, and its line. An error that it brings out becomes its reject."""
    if isinstance(found, Reject):
        return Line(json_line(found), None, None), found
    try:
        record = extract(found)
        return Line(record_line(record, text), record.id, found.text if text == "sidecar" else None), record
    except Exception as error:
        return finished(_internal(error, "extract", found.source, found.sha256), extract, text)


def _internal(error: Exception, stage: str, source: str, sha256: str | None = None) -> Reject:
    detail = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return Reject(source=source, sha256=sha256, stage=stage, error="internal", detail=detail)


def write(lines: Iterable[Line], out: OutputDirectory) -> None:
    """Write the lines where they belong."""
    for line in lines:
        if line.record_id is None:
            out.write_reject(line.json)
            continue
        out.write_record(line.json)
        if line.text is not None:
            out.write_text(line.record_id, line.text)


def _parallel(job: Job, workers: int, chunks: Iterator[list[Unit]]) -> Iterator[Part]:
    pending: deque[Future[Part]] = deque()
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (job,))
    try:
        for chunk in chunks:
            with _interrupts_held():
                pending.append(pool.submit(_work, chunk))
            if len(pending) >= workers * LOOK_AHEAD:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    except BrokenProcessPool:
        raise RunError("a worker process ended unexpectedly (killed, or out of memory)") from None
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back SIGINT: processes started in here never see it, so that only the parent answers Ctrl-C."""
    held = {signal.SIGINT}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker(NamedTuple):
    extract: Extract
    text: TextMode


_worker: list[_Worker] = []  # filled once in each worker process


def _start_worker(job: Job) -> None:
    _worker.append(_Worker(load(job), job.text))


def _work(chunk: list[Unit]) -> Part:
    extract, text = _worker[0]
    return process(chunk, extract, text)


def versions(packs: dict[str, str]) -> Versions:
    """The versions of what makes the records; ``packs`` are digests by id."""
    return Versions(
        inspextract=__version__,
        python=platform.python_version(),
        spacy=version("spacy"),
        pydantic=version("pydantic"),
        packs=packs,
    )


def options(job: Job, workers: int) -> RunOptions:
    """The job as the manifest tells it."""
    return RunOptions(
        inputs=job.inputs, text=job.text, workers=workers, packs=tuple(map(str, job.packs)), pack=job.pack
    )
