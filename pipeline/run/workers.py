"""The work on several processes of this machine. One that dies or hangs costs the time to start another.

A worker tells some outcomes at a time, and counts in shared memory which article it is at, so that this is known when
it ends. That article is tried again, and given up as a reject when it has cost too many workers; what was done before
it and not yet told is done again.
"""

from __future__ import annotations

import signal
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from ctypes import c_uint64
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.sharedctypes import RawValue
from queue import SimpleQueue
from threading import Thread, current_thread, main_thread

from pipeline.run.identity import Unit
from pipeline.run.job import Job, RunError
from pipeline.run.outcome import Outcome, given_up, load, out_of_time
from pipeline.run.units import CHUNK, Done, Task

MOST_DEATHS = 3
"""Workers that an article may cost before it is rejected."""
MOST_FALSE_STARTS = 3
"""Workers in a row that may end before they are ready: then something is wrong that no other worker mends."""
TOLD_EVERY = 0.05
"""Seconds after which a worker tells what it has done: each time costs as much as it takes to write a record down."""


class Worker:
    """A process that makes outcomes. It has ``tasks`` to do, of which it may have done some without telling yet."""

    def __init__(self, job: Job) -> None:
        context = get_context("spawn")
        self.connection, theirs = context.Pipe()
        self._begun, self._told = RawValue(c_uint64), 0
        self._process: SpawnProcess = context.Process(target=work, args=(theirs, job, self._begun), daemon=True)
        with _interrupts_held():
            self._process.start()
        theirs.close()
        self.ready = False
        self.tasks: deque[Task] = deque()
        self.since = 0.0

    @property
    def current(self) -> Task | None:
        """The task that it is at, or comes to next."""
        return self.tasks[max(0, self._begun.value - self._told - 1)] if self.tasks else None

    def give(self, chunk: list[Task]) -> None:
        """Hand out tasks. A worker that has just ended is noticed later, by the closed connection."""
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.extend(chunk)
        with suppress(OSError):
            self.connection.send([task.unit for task in chunk])

    def take(self) -> list[Done]:
        """The outcomes that it tells; none if it says that it is ready. Raises ``EOFError`` or ``OSError`` if it has
        ended."""
        outcomes: list[Outcome] = self.connection.recv()
        self.since = time.monotonic()
        self.ready = True
        self._told += len(outcomes)
        done = [self.tasks.popleft() for _ in outcomes]
        return [Done(task.position, task.key, outcome) for task, outcome in zip(done, outcomes, strict=True)]

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
            more = self._hand_out(chunks) and more
            if not more and not self._again and not any(worker.tasks for worker in self._workers):
                return
            yield from self._heard()

    def _hand_out(self, chunks: Iterator[list[Task]]) -> bool:
        """Give tasks to those that have none, and then to all some more, to have in hand while this process is busy.

        Returns whether there may be more.
        """
        for most in (0, CHUNK):
            for worker in self._workers:
                if worker.ready and len(worker.tasks) <= most:
                    chunk = self._again.popleft() if self._again else next(chunks, None)
                    if chunk is None:
                        return False
                    worker.give(chunk)
        return True

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
                for each in done:
                    self._deaths.pop(each.position, None)
                yield from done
            elif (task := worker.current) and time.monotonic() - worker.since > self._job.time_limit:
                worker.tasks.remove(task)
                late = Done(task.position, task.key, out_of_time(task.unit, self._job.time_limit))
                yield from self._replace(place, late)

    def _patience(self) -> float | None:
        """Seconds until the next worker may have taken too long; None if none is at work."""
        ends = [worker.since + self._job.time_limit for worker in self._workers if worker.tasks]
        return max(0.01, min(ends) - time.monotonic() + 0.01) if ends else None

    def _buried(self, worker: Worker) -> Done | None:
        """What is to be done about the article that a worker ended at: nothing yet, or its reject."""
        task = worker.current
        if task is None:
            self._false_starts += not worker.ready
            if self._false_starts >= MOST_FALSE_STARTS:
                raise RunError("worker processes end before they can work (killed, or out of memory)")
            return None
        worker.tasks.remove(task)
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


def work(connection: Connection, job: Job, begun: c_uint64) -> None:
    """What a worker process does: load once, then answer units with their outcomes until nobody asks any more.

    ``begun`` counts the units that it has begun.
    """
    chunks: SimpleQueue[list[Unit] | None] = SimpleQueue()
    try:
        maker = load(job)
        connection.send([])
        Thread(target=_receive, args=(connection, chunks), daemon=True).start()
        told, outcomes = time.monotonic(), []
        while (chunk := chunks.get()) is not None:
            for unit in chunk:
                begun.value += 1
                outcomes.append(maker.outcome(unit))
                if time.monotonic() - told > TOLD_EVERY:
                    connection.send(outcomes)
                    told, outcomes = time.monotonic(), []
            if outcomes and chunks.empty():
                connection.send(outcomes)
                told, outcomes = time.monotonic(), []
    except OSError:
        return  # the run has ended


def _receive(connection: Connection, chunks: SimpleQueue[list[Unit] | None]) -> None:
    """Take what is sent at once, so that neither side ever waits for the other to take something."""
    try:
        with suppress(EOFError, OSError):
            while True:
                chunks.put(connection.recv())
    finally:
        chunks.put(None)


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Hold back SIGINT: processes started in here never see it, so that only the parent answers Ctrl-C. SIGTERM waits
    until they have been told what they are: one of which the parent lets go before that shows a stack.
    """
    resource_tracker.ensure_running()  # which the first process starts, and which lets the signal through again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    came: list[int] = []
    answered = current_thread() is main_thread()
    answer = signal.signal(signal.SIGTERM, lambda number, _frame: came.append(number)) if answered else None
    try:
        yield
    finally:
        if answered:
            signal.signal(signal.SIGTERM, answer)
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if came:
            signal.raise_signal(signal.SIGTERM)
