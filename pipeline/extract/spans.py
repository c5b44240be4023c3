"""Spans of a text that do not overlap."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class Taken:
    """Spans of a text that do not overlap; tells whether another is clear of them, in logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        last = -1
        for start, end in spans:
            if start >= last:  # in text order as most are: at the price of no call
                self._starts.append(start)
                self._ends.append(end)
            else:
                self.add(start, end)
            last = self._ends[-1]

    def clear(self, start: int, end: int) -> bool:
        """Whether no span overlaps that from ``start`` to ``end``.

        >>> Taken([(0, 4)]).clear(4, 6), Taken([(0, 4)]).clear(3, 6)
        (True, False)
        """
        index = bisect_left(self._starts, end) - 1
        return index < 0 or self._ends[index] <= start

    def add(self, start: int, end: int) -> bool:
        """Take the span if it is clear; whether it was."""
        if not self._ends or start >= self._ends[-1]:
            self._starts.append(start)
            self._ends.append(end)
            return True
        if not self.clear(start, end):
            return False
        index = bisect_left(self._starts, start)
        self._starts.insert(index, start)
        self._ends.insert(index, end)
        return True
