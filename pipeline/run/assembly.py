"""The outcomes in the ledger -> the files of the output directory, in the order of the inputs."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext

from pipeline.emit.directory import DUPLICATES, RECORDS, REJECTS, STATE, OutputDirectory
from pipeline.emit.jsonl import json_line
from pipeline.emit.manifest import Counts
from pipeline.run.compression import unpack
from pipeline.run.duplicates import Copies, copies
from pipeline.run.job import Job
from pipeline.run.ledger import Ledger
from pipeline.run.outcome import Outcome
from pipeline.run.signature import available

SCRATCH = f"{STATE}/duplicates.sqlite"


def assemble(job: Job, ledger: Ledger, out: OutputDirectory) -> Counts:
    """Write everything that has a place in the ledger, and count it."""
    counts = Counts()
    with _copies(job, ledger) as found:
        for position, outcome in ledger.placed():
            if found is not None and job.drop_duplicates and outcome.record_id and position in found:
                counts.dropped += 1
                continue
            _write(outcome, out)
            counts.merge(Counts.model_validate_json(outcome.counts))
        if found is not None:
            counts.copies = len(found)
            for group in found.groups():
                out.write(DUPLICATES, json_line(group))
    return counts


def _copies(job: Job, ledger: Ledger) -> AbstractContextManager[Copies | None]:
    """The near-duplicates; None where they cannot be looked for."""
    return copies(ledger, job.out / SCRATCH) if available() else nullcontext()


def _write(outcome: Outcome, out: OutputDirectory) -> None:
    line = unpack(outcome.line)
    if outcome.record_id is None:
        out.write(REJECTS, line)
        return
    out.write(RECORDS, line)
    if outcome.text is not None:
        out.write_text(outcome.record_id, unpack(outcome.text))
