"""What can be chosen for a run, in words."""

from __future__ import annotations

from typing import Literal

Engine = Literal["local", "ray"]
"""What spreads the work: processes of this machine, or a Ray cluster (one on this machine if none is named)."""
Gone = Literal["drop", "keep"]
"""What becomes of the records of inputs that an earlier run into the directory read, and that are not there now."""
TIME_LIMIT = 60.0
"""Seconds that one article may take: ten thousand times what one needs."""
