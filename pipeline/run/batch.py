"""The main job as a function: inputs -> a directory of records, on one process, on several, or on a cluster.

Every input ends as exactly one record or one reject. A bug that one article brings out costs that article only. What is
done is kept in a ledger in the directory, so that the next run, after a kill or over more inputs, does only the rest.
"""

from __future__ import annotations

import json
import platform
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import chain, islice
from os import cpu_count

from pipeline import __version__
from pipeline.emit.directory import (
    MANIFEST,
    STATE,
    TEXTS,
    OutputDirectory,
    digest_of,
    publish_manifest,
)
from pipeline.emit.manifest import Counts, Manifest, RunOptions, Timings, Versions
from pipeline.ingest.remote import Place, RemoteError, is_uri, place, shown
from pipeline.run import workers
from pipeline.run.assembly import assemble
from pipeline.run.identity import Identity, Unit, installed
from pipeline.run.job import CallError, Job, RunError, known_packs
from pipeline.run.ledger import Ledger
from pipeline.run.limit import Limit
from pipeline.run.outcome import load, size, within
from pipeline.run.progress import Progress, Watch
from pipeline.run.publish import publish
from pipeline.run.signature import available
from pipeline.run.units import Done, Task, chunked, total_bytes, units

SMALL = 16
"""Batches of fewer chunks get :data:`FEWEST` workers unless more were asked for: starting them takes longer."""
FEWEST = 1
"""Not 0, this process alone: there an article that crashes or hangs in a library would end the run."""
LEDGER = f"{STATE}/ledger.sqlite"
MOST_NAMED = 20
"""How many inputs that are gone the manifest names."""


@dataclass
class _Run:
    """A run at work. ``workers`` is how many were started."""

    job: Job
    ledger: Ledger
    identity: Identity
    watch: Watch | None
    counts: Counts = field(default_factory=Counts)
    progress: Progress = field(default_factory=Progress)
    workers: int = 0

    def tell(self) -> None:
        if self.watch:
            self.watch(self.progress)


def run(job: Job, watch: Watch | None = None) -> Manifest:
    """Do the job and return its manifest. ``watch`` is told the progress all the time.

    Raises ``PackError``, ``InputMissing`` and :class:`CallError` before anything is read, :class:`RunError`,
    ``RemoteError`` and ``OSError`` on the way; the files in the directory are then those that were there before, and
    the next run goes on.
    """
    packs = known_packs(job.packs, job.pack)
    target = published_at(job)
    if job.drop_duplicates and not available():
        raise CallError("--drop-duplicates needs a library: pip install 'inspextract[dedup]'")
    digests = {pack.id: pack.digest for pack in packs.values()}
    started, clock = datetime.now(UTC), time.monotonic()
    counts = Counts()
    found = units(job, counts)
    (job.out / STATE).mkdir(parents=True, exist_ok=True)
    with Ledger(job.out / LEDGER, fresh=job.fresh) as ledger:
        this = _Run(job, ledger, Identity(job, digests), watch, counts)
        if watch:
            this.progress.bytes_total = total_bytes(job)
        extract(this, found)
        gone = settle_gone(this)
        ledger.commit()
        this.progress.phase = "writing"
        this.tell()
        seconds = time.monotonic() - clock
        manifest = Manifest(
            versions=versions(digests),
            options=options(job, this.workers),
            counts=counts,
            timings=Timings(
                started=started.isoformat(timespec="seconds"),
                seconds=round(seconds, 3),
                rate=round(counts.read / seconds, 1) if seconds else 0.0,
            ),
            records_sha256="",
            gone=tuple(gone[:MOST_NAMED]),
        )
        whole = finish(this, manifest)
    if target:
        publish(job.out, target)
    return whole


def published_at(job: Job) -> Place | None:
    """Where the files are to be copied, if anywhere. Raises :class:`CallError` if they cannot be, or would be read."""
    if job.publish is None:
        return None
    try:
        target = place(job.publish)
    except RemoteError as error:
        raise CallError(str(error)) from None
    for name in filter(is_uri, job.inputs):
        if f"{target.shown}/".startswith(f"{shown(name).rstrip('/')}/"):
            raise CallError(f"{target.shown} lies in {shown(name)}: what is published there would be read as an input")
    return target


def extract(this: _Run, found: Iterator[Unit]) -> None:
    """Give every unit an outcome and a place in the ledger, doing what is not done."""
    for position, key, outcome in outcomes(this, unfinished(this, found)):
        this.ledger.keep(position, key, outcome)
        this.progress.done += 1
        if outcome.record_id is None:
            this.progress.rejects.update(Counts.of(json.loads(outcome.counts)).rejects)
        this.tell()


def unfinished(this: _Run, found: Iterator[Unit]) -> Iterator[Task]:
    """The units that have no outcome yet, numbered; the others take their places on the way."""
    for position, unit in enumerate(found):
        key = this.identity.key(unit)
        this.progress.read += 1
        this.progress.bytes_done += size(unit)
        if this.ledger.recall(position, key, rejects=not this.job.retry):
            this.counts.reused += 1
            this.progress.reused += 1
            this.tell()
        else:
            yield Task(position, key, unit)


def outcomes(this: _Run, tasks: Iterator[Task]) -> Iterator[Done]:
    """The outcomes of the tasks, in any order. Nothing is loaded or started if there are none."""
    job = this.job
    first = list(islice(tasks, 1))
    if not first:
        return iter(())
    chunks = chunked(chain(first, tasks))
    if job.engine == "ray":
        from pipeline.run.ray_engine import outcomes as on_ray  # noqa: PLC0415 (an extra)

        this.workers = job.workers or cpu_count() or 1
        return on_ray(job, this.workers, chunks)
    this.workers, chunks = staffed(job.workers, chunks)
    return workers.outcomes(job, this.workers, chunks) if this.workers else alone(job, chunks)


def staffed(asked: int | None, chunks: Iterator[list[Task]]) -> tuple[int, Iterator[list[Task]]]:
    """How many worker processes to use for the chunks, 0 for this process alone, and the chunks again."""
    if asked is not None:
        return asked, chunks
    first = list(islice(chunks, SMALL))
    return (cpu_count() or 1) if len(first) == SMALL else FEWEST, chain(first, chunks)


def alone(job: Job, chunks: Iterator[list[Task]]) -> Iterator[Done]:
    """The outcomes of the tasks, made in this process."""
    maker = load(job)
    with Limit(job.time_limit) as limit:
        for chunk in chunks:
            for position, key, unit in chunk:
                yield Done(position, key, within(maker, unit, limit))


def settle_gone(this: _Run) -> list[str]:
    """Find the inputs that are not there any more, and keep what became of them if the job says so."""
    gone = this.ledger.gone()
    this.counts.gone = len(gone)
    if gone and this.job.gone == "keep":
        this.counts.kept = this.ledger.keep_gone(this.counts.read)
    return gone


def finish(this: _Run, manifest: Manifest) -> Manifest:
    """Put the files together and in place, unless those of the last run are still right; returns the whole manifest."""
    recipe = json.dumps([this.job.text, this.job.drop_duplicates, available()])
    if not (this.ledger.fact("recipe") == recipe and this.ledger.same_as_published() and files_stand(this)):
        return rewrite(this, manifest, recipe)
    before = Counts.model_validate_json(this.ledger.fact("counts") or "{}")
    digests = json.loads(this.ledger.fact("digests") or "{}")
    whole = completed(manifest, before, digests)
    publish_manifest(this.job.out, whole.to_bytes())
    return whole


def files_stand(this: _Run) -> bool:
    """Whether the files are there as the last finished run wrote them."""
    out = this.job.out
    digests = json.loads(this.ledger.fact("digests") or "{}")
    if this.job.text == "sidecar" and not (out / TEXTS).is_dir():
        return False
    return bool(digests) and (out / MANIFEST).exists() and all(digest_of(out / n) == d for n, d in digests.items())


def rewrite(this: _Run, manifest: Manifest, recipe: str) -> Manifest:
    """Write all files anew from the ledger. What a crash in here leaves is written again by the next run."""
    job = this.job
    with OutputDirectory(job.out, texts=job.text == "sidecar", duplicates=available()) as out:
        counts = assemble(job, this.ledger, out)
        whole = completed(manifest, counts, out.digests())
        if not whole.counts.balanced():
            told = whole.counts
            raise RunError(f"{told.read} inputs became {told.records} records and {told.rejects.total()} rejects")
        out.publish(whole.to_bytes())
        this.ledger.publish(recipe=recipe, counts=counts.model_dump_json(), digests=json.dumps(out.digests()))
    return whole


def completed(manifest: Manifest, counts: Counts, digests: dict[str, str]) -> Manifest:
    """The manifest with what is known of the files."""
    seen = manifest.counts
    counts = counts.model_copy(
        update={
            "read": seen.read,
            "reused": seen.reused,
            "gone": seen.gone,
            "kept": seen.kept,
            "skipped": seen.skipped,
        }
    )
    return manifest.model_copy(update={"counts": counts, "records_sha256": digests["records.jsonl"]})


def versions(packs: dict[str, str]) -> Versions:
    """The versions of what makes the records; ``packs`` are digests by id."""
    return Versions(
        inspextract=__version__,
        python=platform.python_version(),
        spacy=installed("spacy") or "",
        pydantic=installed("pydantic") or "",
        packs=packs,
    )


def options(job: Job, used: int) -> RunOptions:
    """The job as the manifest tells it; ``used`` is the number of workers."""
    return RunOptions(
        inputs=tuple(map(shown, job.inputs)),
        text=job.text,
        workers=used,
        packs=tuple(map(str, job.packs)),
        pack=job.pack,
        engine=job.engine,
        gone=job.gone,
        drop_duplicates=job.drop_duplicates,
        time_limit=job.time_limit,
    )
