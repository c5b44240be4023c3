"""CPU time by stage: functions of a module wrapped so that each counts the time spent in itself."""

from __future__ import annotations

import functools
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import process_time_ns
from types import ModuleType
from typing import Any


class StageClock:
    """Adds up CPU time by stage. Time in a stage called from another counts for the inner one only."""

    def __init__(self) -> None:
        self._spent: dict[str, int] = defaultdict(int)
        self._inner = [0]

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, counting for ``stage``."""

        @functools.wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            self._inner.append(0)
            start = process_time_ns()
            try:
                return function(*args, **kwargs)
            finally:
                whole = process_time_ns() - start
                self._spent[stage] += whole - self._inner.pop()
                self._inner[-1] += whole

        return call

    def milliseconds(self, articles: int) -> dict[str, float]:
        """Milliseconds an article by stage, the largest first."""
        ordered = sorted(self._spent.items(), key=lambda item: -item[1])
        return {stage: round(spent / 1e6 / articles, 3) for stage, spent in ordered}


@contextmanager
def replaced(owner: ModuleType | type, names: dict[str, Callable[..., Any]]) -> Iterator[None]:
    """Set attributes of a module or class for a while."""
    before = {name: vars(owner)[name] for name in names}
    try:
        for name, value in names.items():
            setattr(owner, name, value)
        yield
    finally:
        for name, value in before.items():
            setattr(owner, name, value)


def functions_of(module: ModuleType, prefix: str) -> dict[str, Callable[..., Any]]:
    """The functions that ``module`` has imported from modules whose name begins with ``prefix``."""
    return {
        name: value
        for name, value in vars(module).items()
        if callable(value)
        and not isinstance(value, type)
        and (value.__module__ or "").startswith(prefix)
        and value.__module__ != module.__name__
    }
