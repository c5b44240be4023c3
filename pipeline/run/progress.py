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


Watch: TypeAlias = Callable[[Progress], None]
"""Is told the progress after every outcome; must be quick."""
