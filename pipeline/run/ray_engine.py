"""The work on a Ray cluster: map batches of Ray Data, with the pipeline loaded once per actor.

The tasks go to the cluster as Parquet files, beside the ledger or in a folder that the job names, which every node must
be able to read; outcomes stream back as they come. An actor that dies is started again by Ray and its batch done again.
Needs ``inspextract[ray]``.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import platform
import signal
import threading
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, Any

from pipeline.article import Reject
from pipeline.emit.directory import STATE
from pipeline.ingest.packed import Document
from pipeline.ingest.remote import Place, RemoteError, entry, place, told
from pipeline.run.identity import Unit
from pipeline.run.job import CallError, Job, RunError
from pipeline.run.outcome import Outcome
from pipeline.run.units import Done, Task
from pipeline.run.workers import Crew

if TYPE_CHECKING:
    from types import ModuleType

STAGED = f"{STATE}/tasks"
ROWS = 100
"""Tasks in a file: what the cluster hands out at a time."""
BATCH = 16
"""Tasks that an actor works on at a time."""
SHARE = 0.9
"""Of a core, for each actor. Reading takes a whole one beside them: with none left Ray would wait for ever."""


def outcomes(job: Job, workers: int, chunks: Iterator[list[Task]]) -> Iterator[Done]:
    """The outcomes of all tasks, made by ``workers`` actors, in the order in which they come.

    Raises :class:`CallError` if Ray is not installed, :class:`RunError` if the cluster fails.
    """
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    try:
        import ray.data  # noqa: PLC0415 (an extra)
    except ImportError as error:
        raise CallError(f"--engine ray needs a library ({error.name}): pip install 'inspextract[ray]'") from None
    with _staged(stage(job), chain.from_iterable(chunks)) as staged, _cluster(job, workers, ray):
        try:  # what is read is cut anew: Ray joins small files, and then some actors would get nothing
            read = ray.data.read_parquet(staged.path, filesystem=staged.filesystem)
            data = read.repartition(target_num_rows_per_block=BATCH).map_batches(
                Actor,
                fn_constructor_args=(job,),
                batch_size=BATCH,
                batch_format="pyarrow",
                num_cpus=SHARE,
                compute=ray.data.ActorPoolStrategy(size=workers),
            )
            for batch in data.iter_batches(batch_size=None, batch_format="pyarrow"):
                yield from map(_done, batch.to_pylist())
        except (ray.exceptions.RayError, OSError, ValueError, ImportError) as error:
            raise RunError(f"Ray: {' '.join(str(error).split())[:300]}") from None


class Actor:
    """What an actor of the cluster does with a batch of tasks.

    The work is done by a process that it looks after as a run on one machine does, so that an article which takes too
    long, or which kills, becomes a reject here too, instead of being tried for ever.
    """

    def __init__(self, job: Job) -> None:
        self._crew = Crew(job, 1)

    def __call__(self, batch: Any) -> Any:
        """An Arrow table of tasks -> one of outcomes."""
        import pyarrow as pa  # noqa: PLC0415 (an extra)

        tasks = [Task(row["position"], row["key"], _unit(row)) for row in batch.to_pylist()]
        done = self._crew.outcomes(iter([tasks]))
        rows = [{"position": position, "key": key, **outcome._asdict()} for position, key, outcome in done]
        return pa.Table.from_pylist(rows, schema=_outcome_schema())


def _done(row: dict[str, Any]) -> Done:
    return Done(row.pop("position"), row.pop("key"), Outcome(**row))


def _unit(row: dict[str, Any]) -> Unit:
    about = json.loads(row["about"])
    return Reject(**about) if row["data"] is None else Document(data=row["data"], **about)


def _row(task: Task) -> dict[str, Any]:
    unit = task.unit
    if isinstance(unit, Reject):
        about, data = unit.model_dump(), None
    else:
        about, data = unit._asdict(), unit.data
        del about["data"]
    return {"position": task.position, "key": task.key, "about": json.dumps(about), "data": data}


def _outcome_schema() -> Any:
    import pyarrow as pa  # noqa: PLC0415 (an extra)

    texts = [("source", pa.string()), ("record_id", pa.string()), ("counts", pa.string())]
    packed = [(name, pa.large_binary()) for name in ("signature", "line", "text")]
    return pa.schema([("position", pa.int64()), ("key", pa.binary()), *texts, *packed])


def stage(job: Job) -> Place:
    """The folder in which the tasks of a job go to the cluster: in a shared one, a folder for each output directory."""
    if job.shared is None:
        return place(str(job.out / STAGED))
    name = hashlib.sha256(f"{platform.node()}:{job.out.resolve()}".encode()).hexdigest()[:16]
    return place(job.shared).below(f"inspextract-{name}")


@contextmanager
def _staged(folder: Place, tasks: Iterable[Task]) -> Iterator[Place]:
    """The tasks as Parquet files in the folder, there while the cluster works."""
    import pyarrow as pa  # noqa: PLC0415 (an extra)
    import pyarrow.parquet as pq  # noqa: PLC0415

    _remove(folder)
    fields = [("position", pa.int64()), ("key", pa.binary()), ("about", pa.string()), ("data", pa.large_binary())]
    try:
        with told(folder.shown):
            folder.filesystem.create_dir(folder.path, recursive=True)
        for number, rows in enumerate(_grouped(map(_row, tasks))):
            table = pa.Table.from_pylist(rows, schema=pa.schema(fields))
            with told(folder.shown):
                pq.write_table(table, folder.below(f"{number:08}.parquet").path, filesystem=folder.filesystem)
        yield folder
    finally:
        _remove(folder)


def _remove(folder: Place) -> None:
    with suppress(RemoteError), told(folder.shown):
        if entry(folder):
            folder.filesystem.delete_dir(folder.path)


def _grouped(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    group: list[dict[str, Any]] = []
    for row in rows:
        group.append(row)
        if len(group) == ROWS:
            yield group
            group = []
    if group:
        yield group


@contextmanager
def _cluster(job: Job, workers: int, ray: ModuleType) -> Iterator[None]:
    """A connection to the cluster at the job's address, or a cluster of its own on this machine; both keep quiet."""
    quiet = {"log_to_driver": False, "logging_level": logging.ERROR}
    answer = signal.getsignal(signal.SIGTERM)
    if job.address:
        ray.init(address=job.address, **quiet)
    else:
        ray.init(num_cpus=workers + 1, include_dashboard=False, **quiet)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, answer)  # Ray's own shows a stack and aborts
    ray.data.DataContext.get_current().enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        ray.shutdown()
