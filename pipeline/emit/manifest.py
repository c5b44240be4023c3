"""What a run says about itself in ``run.json``: versions, options, counts, timings, and the digest of its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field

from pipeline.article import Reject
from pipeline.emit.jsonl import TextMode
from pipeline.record import SCHEMA_VERSION, Record


class Entry(BaseModel):
    """Common configuration of the manifest's parts."""

    model_config = ConfigDict(extra="forbid")


class Counts(Entry):
    """What a run has seen so far. ``read`` counts what came in, the rest what became of it.

    ``skipped`` are files of a directory that are no inputs, by reason; ``rejects`` counts by error code, ``grades`` the
    current grades by name, ``failed_checks`` by the name of the check. ``reused`` were done by an earlier run and not
    again; ``gone`` are inputs of an earlier run that are not there now, ``kept`` their records and rejects that stay;
    ``copies`` are near-duplicates of earlier inputs, ``dropped`` those of them that were left out.
    """

    read: int = 0
    reused: int = 0
    gone: int = 0
    kept: int = 0
    skipped: Counter[str] = Field(default_factory=Counter)
    records: int = 0
    rejects: Counter[str] = Field(default_factory=Counter)
    grades: Counter[str] = Field(default_factory=Counter)
    people: int = 0
    statistics: int = 0
    failed_checks: Counter[str] = Field(default_factory=Counter)
    copies: int | None = None
    dropped: int = 0

    @classmethod
    def of(cls, tallied: Mapping[str, int]) -> Self:
        """The counts that the tallies of some outcomes, added up, come to.

        >>> Counts.of({"records": 2, "grades/good": 3}).model_dump(exclude_defaults=True)
        {'records': 2, 'grades': Counter({'good': 3})}
        """
        fields: dict[str, Any] = {}
        for place, count in tallied.items():
            field, within, name = place.partition("/")
            if within:
                fields.setdefault(field, Counter())[name] = count
            else:
                fields[field] = count
        return cls(**fields)

    def balanced(self) -> bool:
        """Whether everything that came in became a record or a reject, or was left out as a copy."""
        return self.read + self.kept == self.records + self.rejects.total() + self.dropped


def tally(outcome: Record | Reject) -> dict[str, int]:
    """What one outcome adds to the counts: a number by the name of its field, or by ``field/name`` if that counts
    names. (What came in is counted where it comes in, so that the two can be compared.)"""
    if isinstance(outcome, Reject):
        return {f"rejects/{outcome.error}": 1}
    counted = {"records": 1, "people": len(outcome.people), "statistics": len(outcome.statistics)}
    named = [f"grades/{grade.grade}" for grade in outcome.grades if grade.status == "current"]
    named += [f"failed_checks/{check.check}" for check in outcome.checks if not check.ok]
    for place in named:
        counted[place] = counted.get(place, 0) + 1
    return counted


class Versions(Entry):
    """What made the records. ``packs`` are digests of the rule packs by id."""

    inspextract: str
    record_schema: str = SCHEMA_VERSION
    python: str
    spacy: str
    pydantic: str
    packs: dict[str, str]


class RunOptions(Entry):
    """What was asked for, as it was given. ``workers`` is the number that ran, 0 if there was nothing to do."""

    inputs: tuple[str, ...]
    text: TextMode
    workers: int
    packs: tuple[str, ...]
    pack: str | None
    engine: str = "local"
    gone: str = "drop"
    drop_duplicates: bool = False
    time_limit: float = 0.0


class Timings(Entry):
    """When the run was made (UTC) and the seconds it took; ``rate`` is in articles per second."""

    started: str
    seconds: float
    rate: float


class Manifest(Entry):
    """The content of ``run.json``. ``records_sha256`` is the digest of the whole records file.

    ``gone`` names inputs of an earlier run that are not there now, the first of them.
    """

    versions: Versions
    options: RunOptions
    counts: Counts
    timings: Timings
    records_sha256: str
    gone: tuple[str, ...] = ()

    def to_bytes(self) -> bytes:
        """The manifest as indented JSON."""
        return self.model_dump_json(indent=2).encode() + b"\n"


def by_frequency(counter: Counter[str]) -> list[tuple[str, int]]:
    """The counter's entries, the most frequent first, those of one frequency by name.

    >>> by_frequency(Counter({"good": 1, "adequate": 2, "alike": 1}))
    [('adequate', 2), ('alike', 1), ('good', 1)]
    """
    return sorted(counter.items(), key=_rank)


def _rank(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
