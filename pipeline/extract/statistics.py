"""The quantified claims."""

from __future__ import annotations

from pipeline.extract.reading import Reading
from pipeline.record import Statistic


def statistics(reading: Reading) -> list[Statistic]:
    """The statistics of the article, in text order."""
    del reading
    return []
