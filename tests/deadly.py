"""Worker processes that end or hang at articles that say so."""

from __future__ import annotations

import os
import signal
import time
from ctypes import c_uint64
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from pipeline.ingest.packed import Document
from pipeline.run import workers
from pipeline.run.identity import Unit
from pipeline.run.job import Job
from pipeline.run.outcome import Outcome, given_up

KILLS, KILLS_ONCE, HANGS = b"kills", b"kills once", b"hangs"


class Deadly(NamedTuple):
    """Makes a reject of every unit that lets it; needs no extractor, so that a worker starts fast."""

    out: Path

    def outcome(self, unit: Unit) -> Outcome:
        """The outcome of a unit, or none."""
        assert isinstance(unit, Document)
        once = self.out / f"{Path(unit.source).name}.met"
        if unit.data == KILLS or (unit.data == KILLS_ONCE and not once.exists()):
            once.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if unit.data == HANGS:
            time.sleep(60)
        return given_up(unit, "read", unit.data.decode())


def work(connection: Connection, job: Job, begun: c_uint64) -> None:
    """What a worker process does in these tests."""
    vars(workers)["load"] = lambda job: Deadly(job.out)
    ordinary(connection, job, begun)


def work_never(_connection: Connection, _job: Job, _begun: c_uint64) -> None:
    """A worker process that ends before it is ready."""


ordinary = workers.work
