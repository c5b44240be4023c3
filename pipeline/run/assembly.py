"""The outcomes in the ledger -> the files of the output directory, in the order of the inputs."""

from __future__ import annotations

import json
from collections import Counter
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
    dropped = 0
    tallied: Counter[str] = Counter()
    with _copies(job, ledger) as found:
        for position, outcome in ledger.placed():
            if found is not None and job.drop_duplicates and outcome.record_id and position in found:
                dropped += 1
                continue
            _write(outcome, out)
            tallied.update(json.loads(outcome.counts))
        for group in found.groups() if found is not None else ():
            out.write(DUPLICATES, json_line(group))
        copied = None if found is None else len(found)
    return Counts.of(tallied).model_copy(update={"dropped": dropped, "copies": copied})


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
