"""One unit -> its outcome: a record or a reject, serialised and packed. What every engine does with each article."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from pydantic_core import to_json

from pipeline.article import Article, Reject
from pipeline.emit.jsonl import TextMode, json_line, record_line
from pipeline.emit.manifest import tally
from pipeline.ingest.packed import MAX_BYTES, Document
from pipeline.ingest.read import article
from pipeline.record import Record
from pipeline.run.compression import pack
from pipeline.run.identity import Unit
from pipeline.run.job import Job
from pipeline.run.limit import Limit, OutOfTime
from pipeline.run.signature import Signer, signer

Extract: TypeAlias = Callable[[Article], Record]


class Outcome(NamedTuple):
    """What became of one unit. ``record_id`` is None for a reject; ``line`` and ``text`` are compressed.

    ``source`` is that of the record or reject: of an item of a collection, its own id if it has one.
    ``text`` is there for a sidecar only, ``signature`` for a record where near-duplicates can be looked for.
    ``counts`` is what it adds to the counts of a run (see :func:`pipeline.emit.manifest.tally`), as JSON.
    """

    source: str
    record_id: str | None
    counts: str
    signature: bytes | None
    line: bytes
    text: bytes | None


class Maker(NamedTuple):
    """All that is needed to make outcomes; loaded once a process."""

    extract: Extract
    text: TextMode
    sign: Signer | None

    def outcome(self, unit: Unit) -> Outcome:
        """The outcome of a unit. An error that it brings out becomes its reject; nothing is raised."""
        found = read(unit)
        if isinstance(found, Reject):
            return rejected(found)
        try:
            record = self.extract(found)
            return self._accepted(found, record)
        except Exception as error:
            return rejected(_internal(error, "extract", found.source, found.sha256))

    def _accepted(self, found: Article, record: Record) -> Outcome:
        return Outcome(
            source=found.source,
            record_id=record.id,
            counts=to_json(tally(record)).decode(),
            signature=self.sign(found.text) if self.sign else None,
            line=pack(record_line(record, self.text)),
            text=pack(found.text.encode()) if self.text == "sidecar" else None,
        )


def load(job: Job) -> Maker:
    """What makes the outcomes of a job. Takes a second: once a process."""
    gc.disable()  # a tenth of that second would go on looking for garbage in what stays
    try:
        from pipeline.extract.extractor import Extractor  # noqa: PLC0415 (the parent of workers does without spaCy)

        extractor = Extractor.load(job.packs, job.pack)
        keep()
    finally:
        gc.enable()
    return Maker(extractor, job.text, signer())


COLLECTED = 200_000
"""New objects after which the garbage collector makes a round. An article leaves hardly any cycles behind; with
Python's own 700 the rounds cost a tenth of the reading."""


def keep() -> None:
    """What is loaded stays loaded: the garbage collector leaves it out of its rounds, and makes few."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(COLLECTED)


def read(unit: Unit) -> Article | Reject:
    """The article of a unit. An error that reading it brings out becomes its reject, and so does too long a text."""
    if isinstance(unit, Reject):
        return unit
    try:
        found = article(unit)
    except Exception as error:
        return _internal(error, "ingest", unit.source, None)
    if isinstance(found, Article) and len(found.text) > MAX_BYTES:
        detail = f"a text of more than {MAX_BYTES:,} characters"
        return Reject(source=found.source, sha256=found.sha256, stage="ingest", error="too-large", detail=detail)
    return found


def read_within(unit: Unit, limit: Limit) -> Article | Reject:
    """The article of a unit, or the reject of one that takes too long to read."""
    try:
        return limit(read, unit)
    except OutOfTime:
        return _abandoned(unit, "ingest", "time-limit", _too_long(limit.seconds))


def rejected(reject: Reject) -> Outcome:
    """The outcome of a unit that was rejected."""
    return Outcome(reject.source, None, to_json(tally(reject)).decode(), None, pack(json_line(reject)), None)


def given_up(unit: Unit, error: str, detail: str) -> Outcome:
    """The outcome of a unit that could not be worked on to the end."""
    return rejected(_abandoned(unit, "extract", error, detail))


def out_of_time(unit: Unit, limit: float) -> Outcome:
    """The outcome of a unit that took longer than ``limit`` seconds."""
    return given_up(unit, "time-limit", _too_long(limit))


def _too_long(limit: float) -> str:
    return f"took longer than {limit:g} s"


def _abandoned(unit: Unit, stage: str, error: str, detail: str) -> Reject:
    if isinstance(unit, Reject):
        return unit
    digest = hashlib.sha256(unit.data).hexdigest()
    return Reject(source=unit.source, sha256=digest, stage=stage, error=error, detail=detail)


def _internal(error: Exception, stage: str, source: str, sha256: str | None) -> Reject:
    detail = f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"
    return Reject(source=source, sha256=sha256, stage=stage, error="internal", detail=detail)


def within(maker: Maker, unit: Unit, limit: Limit) -> Outcome:
    """The outcome of a unit, which is a reject if that takes too long."""
    try:
        return limit(maker.outcome, unit)
    except OutOfTime:
        return out_of_time(unit, limit.seconds)


def size(unit: Unit) -> int:
    """The bytes that a unit brings."""
    return len(unit.data) if isinstance(unit, Document) else 0
