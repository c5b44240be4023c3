"""Values of a record for tests, with only what a test is about."""

from __future__ import annotations

from pipeline.corpus.cases import nothing_read
from pipeline.record import Evidence, Grade, Measure, Person, Record, Statistic, Tally

SOMEWHERE = [Evidence(start=0, end=0, quote="")]


def record(**lists: object) -> Record:
    """A record with nothing in it but ``lists``."""
    return nothing_read("made.txt").model_copy(update=lists)


def grade(area: str, slug: str, status: str = "current", body: str = "Kent Police") -> Grade:
    return Grade.model_validate(
        {"body": body, "area": area, "grade": slug, "status": status, "as_of": None, "inspectorate": "hmicfrs-police"}
        | {"scale": None, "rank": None, "evidence": SOMEWHERE, "rule": "made"}
    )


def tally(counts: dict[str, int], status: str = "current") -> Tally:
    return Tally.model_validate(
        {"body": "Kent Police", "status": status, "over": "areas", "counts": counts, "total": None}
        | {"evidence": SOMEWHERE, "rule": "made"}
    )


def person(name: str, role: str | None = None, organisation: str | None = None, *, quoted: bool = False) -> Person:
    return Person(
        name=name,
        honorific=None,
        role=role,
        organisation=organisation,
        quoted=quoted,
        quotes=[],
        mentions=[],
        evidence=SOMEWHERE,
        rule="made",
    )


def statistic(value: str | None, unit: str, about: str | None = None, **more: object) -> Statistic:
    absent = dict.fromkeys(("low", "high", "qualifier", "noun", "direction", "comparison", "period", "body"))
    return Statistic.model_validate(
        {**absent, "value": value, "unit": unit, "about": about, "evidence": SOMEWHERE, "rule": "made", **more}
    )


def measure(slug: str, state: str) -> Measure:
    return Measure.model_validate(
        {"measure": slug, "body": "Kent Police", "state": state, "evidence": SOMEWHERE, "rule": "made"}
    )
