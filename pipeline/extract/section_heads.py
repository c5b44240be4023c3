"""Headings of a round-up that are nothing but the name of a body: "The Old Forge" beside "Mill Lane Surgery"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection
from itertools import pairwise

from pipeline.extract.reading import Reading, Span
from pipeline.extract.setting import Setting
from pipeline.pack import COMMON

_LONGEST = 70
"""Characters of a line that may be a heading."""
_WORD = r"(?:St\.|[A-ZÀ-ÖØ-Þ][\w'’&-]*)"
_PLACE = re.compile(rf"(?:,? \([^()\n]{{1,40}}\)|(?:,| [–—-]) {_WORD}(?: {_WORD}){{0,3}}){{0,2}}$", re.MULTILINE)
""" "Mill Lane Surgery, Elm Road, Thrapley"."""


def fills_line(text: str, end: int) -> bool:
    """Whether the line has nothing behind a name that ends at ``end`` but where the body is."""
    return _PLACE.match(text, end) is not None


def heads(reading: Reading, setting: Setting, names: Collection[Span]) -> frozenset[int]:
    """Where the lines begin that look like headings with a grade or a measure in the line below, in an article in which
    one of these lines is among the ``names`` that were found: what stands in the others is the name of a body too.
    """
    known = {start for start, end in names if fills_line(reading.text, end)}
    if not known:
        return frozenset()
    told = sorted(hit.start for kind in ("grade", "measure") for hit in reading.hits(kind, setting.ids() | {COMMON}))
    found = frozenset(
        line.start
        for line, below in pairwise(reading.lines)
        if line.end - line.start <= _LONGEST and not _holds(told, line) and _holds(told, below)
    )
    return found if len(found) > 1 and not known.isdisjoint(found) else frozenset()


def _holds(positions: list[int], span: Span) -> bool:
    index = bisect_left(positions, span.start)
    return index < len(positions) and positions[index] < span.end
