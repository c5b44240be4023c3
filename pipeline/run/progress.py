"""How far a run has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass
class Progress:
    """What a run has done so far, of what it knows that there is.

    ``read`` counts inputs met, ``reused`` those done by an earlier run, ``done`` those done now, ``rejects`` those of
    them that were rejected, by error code. ``bytes_done`` and ``bytes_total`` are of the inputs; the total is None
    where it cannot be known. ``phase`` is ``reading`` or ``writing`` (the files are being put together).
    """

    read: int = 0
    reused: int = 0
    done: int = 0
    rejects: Counter[str] = field(default_factory=Counter)
    bytes_done: int = 0
    bytes_total: int | None = None
    phase: str = "reading"

    def share(self) -> float | None:
        """The share of the inputs that is done, from 0 to 1, judging by their bytes; None if it cannot be told.

        >>> Progress(read=50, done=20, reused=5, bytes_done=1000, bytes_total=2000).share()
        0.25
        """
        if not self.bytes_total or not 0 < self.bytes_done <= self.bytes_total:
            return None
        return (self.done + self.reused) / self.read * self.bytes_done / self.bytes_total


Watch: TypeAlias = Callable[[Progress], None]
"""Is told the progress after every outcome; must be quick."""
