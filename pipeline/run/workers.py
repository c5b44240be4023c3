"""The work on several processes of this machine. One that dies or hangs costs the time to start another.

A worker tells each outcome as it has it, so that when one ends it is known which article it was at: the first without
an outcome. That article is tried again, and given up as a reject when it has cost too many workers.
"""

from __future__ import annotations

import signal
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess

from pipeline.run.job import Job, RunError
from pipeline.run.outcome import Outcome, given_up, load, out_of_time
from pipeline.run.units import Done, Task

MOST_DEATHS = 3
"""Workers that an article may cost before it is rejected."""
MOST_FALSE_STARTS = 3
"""Workers in a row that may end before they are ready: then something is wrong that no other worker mends."""


class Worker:
    """A process that makes outcomes. It has ``tasks`` to do, and is at the first of them."""

    def __init__(self, job: Job) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._process: SpawnProcess = context.Process(target=work, args=(theirs, job), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()
        self.ready = False
        self.tasks: deque[Task] = deque()
        self.since = 0.0

    @property
    def idle(self) -> bool:
        """Whether it could do with tasks."""
        return self.ready and not self.tasks

    def give(self, chunk: list[Task]) -> None:
        """Hand out tasks. A worker that has just ended is noticed later, by the closed connection."""
        self.tasks.extend(chunk)
        self.since = time.monotonic()
        with suppress(OSError):
            self.connection.send([task.unit for task in chunk])

    def take(self) -> Done | None:
        """What it says: an outcome, or None that it is ready. Raises ``EOFError`` or ``OSError`` if it has ended."""
        outcome: Outcome | None = self.connection.recv()
        self.since = time.monotonic()
        if outcome is None:
            self.ready = True
            return None
        task = self.tasks.popleft()
        return Done(task.position, task.key, outcome)

    def end(self) -> None:
        """Kill the process, if it has not ended, and wait for it."""
        self._process.kill()
        self._process.join()
        self.connection.close()


class Crew:
    """The workers of a run, with the tasks that have to be done again because one ended."""

    def __init__(self, job: Job, size: int) -> None:
        self._job = job
        self._workers = [Worker(job) for _ in range(size)]
        self._again: deque[list[Task]] = deque()
        self._deaths: Counter[int] = Counter()
        self._false_starts = 0

    def outcomes(self, chunks: Iterator[list[Task]]) -> Iterator[Done]:
        """The outcomes of all tasks, as they come. No more is read ahead than the workers have in hand."""
        more = True
        while True:
            for worker in self._workers:
                while worker.idle and (more or self._again):
                    chunk = self._again.popleft() if self._again else next(chunks, None)
                    more = more and chunk is not None
                    if chunk:
                        worker.give(chunk)
            if not more and not self._again and not any(worker.tasks for worker in self._workers):
                return
            yield from self._heard()

    def _heard(self) -> Iterator[Done]:
        """What the workers have to say, after waiting for it; and the rejects of those that cost workers."""
        talking = wait([worker.connection for worker in self._workers], timeout=self._patience())
        for place, worker in enumerate(self._workers):
            if worker.connection in talking:
                try:
                    done = worker.take()
                except (EOFError, OSError):
                    yield from self._replace(place, self._buried(worker))
                    continue
                self._false_starts = 0
                if done:
                    self._deaths.pop(done.position, None)
                    yield done
            elif worker.tasks and time.monotonic() - worker.since > self._job.time_limit:
                task = worker.tasks.popleft()
                done = Done(task.position, task.key, out_of_time(task.unit, self._job.time_limit))
                yield from self._replace(place, done)

    def _patience(self) -> float | None:
        """Seconds until the next worker may have taken too long; None if none is at work."""
        ends = [worker.since + self._job.time_limit for worker in self._workers if worker.tasks]
        return max(0.01, min(ends) - time.monotonic() + 0.01) if ends else None

    def _buried(self, worker: Worker) -> Done | None:
        """What is to be done about the article that a worker ended at: nothing yet, or its reject."""
        if not worker.tasks:
            self._false_starts += not worker.ready
            if self._false_starts >= MOST_FALSE_STARTS:
                raise RunError("worker processes end before they can work (killed, or out of memory)")
            return None
        task = worker.tasks.popleft()
        self._deaths[task.position] += 1
        if self._deaths[task.position] < MOST_DEATHS:
            self._again.append([task])
            return None
        detail = f"{MOST_DEATHS} worker processes ended while at it"
        return Done(task.position, task.key, given_up(task.unit, "worker-died", detail))

    def _replace(self, place: int, done: Done | None) -> Iterator[Done]:
        """A new worker takes the place of one, whose other tasks are done by others; its reject is passed on."""
        worker = self._workers[place]
        worker.end()
        if worker.tasks:
            self._again.append(list(worker.tasks))
        self._workers[place] = Worker(self._job)
        if done:
            yield done

    def end(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.end()


def outcomes(job: Job, size: int, chunks: Iterator[list[Task]]) -> Iterator[Done]:
    """The outcomes of all tasks, made by ``size`` worker processes, in the order in which they come."""
    crew = Crew(job, size)
    try:
        yield from crew.outcomes(chunks)
    finally:
        crew.end()


def work(connection: Connection, job: Job) -> None:
    """What a worker process does: load once, then answer each unit with its outcome until nobody asks any more."""
    try:
        maker = load(job)
        connection.send(None)
        while True:
            for unit in connection.recv():
                connection.send(maker.outcome(unit))
    except (EOFError, OSError):
        return  # the run has ended


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back SIGINT: processes started in here never see it, so that only the parent answers Ctrl-C."""
    resource_tracker.ensure_running()  # which the first process starts, and which lets the signal through again
    held = {signal.SIGINT}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, held)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
