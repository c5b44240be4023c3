"""A limit on the time that one article may take, where this thread can be interrupted."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Self, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


class OutOfTime(BaseException):
    """Raised in the middle of an article; no ``except Exception`` on the way may take it for an error."""


class Limit:
    """A context in which no article takes longer than so many seconds: set up once, and called for each article.

    Only the main thread of a process can be interrupted, and only where the system has timers: elsewhere nothing is.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._rings = threading.current_thread() is threading.main_thread() and hasattr(signal, "setitimer")

    def __enter__(self) -> Self:
        if self._rings:
            self._before = signal.signal(signal.SIGALRM, _ring)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._rings:
            signal.signal(signal.SIGALRM, self._before)

    def __call__(self, action: Callable[[Given], Made], given: Given) -> Made:
        """What the action makes. Raises :class:`OutOfTime` in the middle of it when it has taken too long."""
        if not self._rings:
            return action(given)
        signal.setitimer(signal.ITIMER_REAL, self.seconds)
        try:
            return action(given)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)


def _ring(_number: int, _frame: object) -> None:
    raise OutOfTime
