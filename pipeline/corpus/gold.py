"""Gold annotations: what a careful reader takes from an article, as ``expected.json`` writes it.

Wherever the article leaves several readings open, a list holds them all; ``null`` in it means that no answer is
acceptable too. `docs/corpus.md` says how to annotate.
"""

from __future__ import annotations

import json
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, PlainSerializer

from pipeline.record import (
    Evidence,
    Grade,
    Measure,
    MeasureId,
    Person,
    Qualifier,
    Record,
    Statistic,
    Status,
    Tally,
    Unit,
)


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


def _as_written(answers: tuple[object, ...]) -> object:
    return answers[0] if len(answers) == 1 else list(answers)


_ONE_OR_MORE = (BeforeValidator(_as_tuple), PlainSerializer(_as_written))
Answers = Annotated[tuple[str | None, ...], *_ONE_OR_MORE]
"""Acceptable answers, the best first. Empty: not annotated, so not scored."""
Slugs = Annotated[tuple[str, ...], *_ONE_OR_MORE]
Statuses = Annotated[tuple[Status, ...], *_ONE_OR_MORE]
Units = Annotated[tuple[Unit, ...], *_ONE_OR_MORE]
MeasureIds = Annotated[tuple[MeasureId, ...], *_ONE_OR_MORE]
States = Annotated[tuple[str, ...], *_ONE_OR_MORE]


class Annotation(BaseModel):
    """Common configuration of annotations: immutable, unknown keys are errors, only what is written is compared."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Entry(Annotation):
    """An entry of a list. One that is ``optional`` costs nothing, taken or not: for real borderline cases."""

    optional: bool = False


class GoldArticle(Annotation):
    """The furniture. ``authors`` None: not annotated."""

    title: Answers = ()
    published: Answers = ()
    authors: tuple[str, ...] | None = None
    publisher: Answers = ()


class GoldGrade(Entry):
    """One grade of one area of one body."""

    body: Answers
    area: Slugs
    grade: Slugs
    status: Statuses
    as_of: str | None = None
    inspectorate: str | None = None


class GoldTally(Entry):
    """One ladder of counts by grade."""

    body: Answers = ()
    status: Statuses
    counts: dict[str, int]
    over: Literal["areas", "bodies", "concerns"] = "areas"
    total: int | None = None


class GoldPerson(Entry):
    """One person; ``quoted`` None: not annotated."""

    name: Answers
    role: Answers = ()
    organisation: Answers = ()
    quoted: bool | None = None


class GoldStatistic(Entry):
    """One quantified claim; a range has ``value`` None and ``low`` and ``high``."""

    value: str | None
    unit: Units
    low: str | None = None
    high: str | None = None
    about: Answers = ()
    direction: Literal["increase", "decrease"] | None = None
    qualifier: Qualifier | None = None


class GoldMeasure(Entry):
    """One regulatory measure."""

    measure: MeasureIds
    body: Answers = ()
    state: States


class Gold(Annotation):
    """What a careful reader takes from one article. A list that is None is not annotated, so not scored.

    ``reviewed`` is false in a draft that the rules wrote and no person has read yet.
    """

    reviewed: bool = True
    article: GoldArticle = GoldArticle()
    inspectorate: Answers = ()
    bodies: tuple[Answers, ...] | None = None
    areas: tuple[str, ...] | None = None
    grades: tuple[GoldGrade, ...] | None = None
    tallies: tuple[GoldTally, ...] | None = None
    people: tuple[GoldPerson, ...] | None = None
    statistics: tuple[GoldStatistic, ...] | None = None
    measures: tuple[GoldMeasure, ...] | None = None


def render(gold: Gold) -> str:
    """The text of ``expected.json``: one entry a line, only what was annotated.

    >>> print(render(Gold(inspectorate=None, bodies=["Kent Police"])), end="")
    {
      "inspectorate": null,
      "bodies": ["Kent Police"]
    }
    """
    keys = gold.model_dump(mode="json", exclude_unset=True)
    return "{\n  " + ",\n  ".join(f'"{key}": {_rendered(value)}' for key, value in keys.items()) + "\n}\n"


def _rendered(value: object) -> str:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n    " + ",\n    ".join(json.dumps(entry, ensure_ascii=False) for entry in value) + "\n  ]"
    return json.dumps(value, ensure_ascii=False)


def grade_gold(grade: Grade) -> GoldGrade:
    """The grade as an annotation."""
    return GoldGrade(body=(grade.body,), area=(grade.area,), grade=(grade.grade,), status=(grade.status,))


def tally_gold(tally: Tally) -> GoldTally:
    """The tally as an annotation."""
    return GoldTally(body=(tally.body,), status=(tally.status,), counts=tally.counts)


def person_gold(person: Person) -> GoldPerson:
    """The person as an annotation."""
    role, organisation = (person.role,), (person.organisation,)
    return GoldPerson(name=(person.name,), role=role, organisation=organisation, quoted=person.quoted)


def statistic_gold(statistic: Statistic) -> GoldStatistic:
    """The statistic as an annotation."""
    about = (statistic.about or statistic.noun,)
    if statistic.value is not None:
        return GoldStatistic(value=statistic.value, unit=(statistic.unit,), about=about)
    low, high = statistic.low, statistic.high
    return GoldStatistic(value=None, unit=(statistic.unit,), low=low, high=high, about=about)


def measure_gold(measure: Measure) -> GoldMeasure:
    """The measure as an annotation."""
    return GoldMeasure(measure=(measure.measure,), body=(measure.body,), state=(measure.state,))


def article_gold(record: Record) -> GoldArticle:
    """The furniture of the record as an annotation."""
    info = record.article
    furniture = {"title": info.title, "published": info.published, "publisher": info.publisher}
    return GoldArticle(authors=tuple(info.authors), **{key: (value,) for key, value in furniture.items()})


def draft(record: Record) -> Gold:
    """The record as an annotation that a person has yet to review."""
    return Gold(
        reviewed=False,
        article=article_gold(record),
        inspectorate=(record.inspectorate,),
        bodies=tuple((body.name,) for body in record.bodies),
        areas=tuple(dict.fromkeys(area.id for area in record.areas)),
        grades=tuple(map(grade_gold, record.grades)),
        tallies=tuple(map(tally_gold, record.tallies)),
        people=tuple(map(person_gold, record.people)),
        statistics=tuple(map(statistic_gold, record.statistics)),
        measures=tuple(map(measure_gold, record.measures)),
    )


def first_quote(evidence: list[Evidence]) -> str:
    """The words of the first evidence, for a person who asks where a value came from."""
    return evidence[0].quote if evidence else ""
