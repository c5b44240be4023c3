"""A grade in its sentence, as the rules see it that decide what it is about and whether it is one."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.extract.areas import AreaHit
from pipeline.extract.frames import Bound
from pipeline.extract.reading import Span
from pipeline.extract.times import When


class Clause(NamedTuple):
    """A bound target, where its words stand in the text, its signature, the positions between which its clause lies,
    and what the target before it hands on: its time, and the reason for which it was dismissed. ``asked`` are the areas
    in focus before its sentence."""

    bound: Bound
    words: Span
    sig: str
    floor: int
    ceiling: int
    carried: When | None
    reason: str
    asked: tuple[AreaHit, ...] = ()
