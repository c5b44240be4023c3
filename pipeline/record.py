"""What goes out: the record. Read this file to know the output; RECORD in `docs/` says it in prose.

Every value carries its ``evidence`` (the words in the article, as character offsets into ``article.text``) and the
``rule`` that read them. A record whose evidence does not quote its text cannot be constructed.
"""

from __future__ import annotations

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

SCHEMA_VERSION = "1.0"
SCHEMA_ID = "https://inspextract.example/schema/record-1.0.json"

BodyKind = Literal[
    "police-force", "fire-service", "school", "college", "nursery", "childrens-services", "care-home", "home-care",
    "gp-practice", "hospital", "nhs-trust", "prison", "probation", "local-authority", "housing-provider", "other",
]  # fmt: skip
Status = Literal["current", "previous"]
Unit = Literal[
    "percent", "percentage-points", "gbp", "count", "ratio", "multiple", "rank", "per-1000", "per-100000",
    "seconds", "minutes", "hours", "days", "weeks", "months", "years",
]  # fmt: skip
Qualifier = Literal["about", "more-than", "less-than", "at-least", "at-most"]
MeasureId = Literal[
    "special-measures", "engage", "urgent-notification", "warning-notice", "improvement-notice", "cause-of-concern",
    "suspension",
]  # fmt: skip


class Part(BaseModel):
    """Common configuration of everything in a record: immutable, and no field beyond those that are written here."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(Part):
    """The words behind a value: ``text[start:end] == quote``. Offsets are code points of ``article.text``, end exclusive."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str


class Value(Part):
    """A value read from the text, with its evidence and the name of the rule that read it."""

    evidence: list[Evidence]
    rule: str


class ArticleInfo(Part):
    """Where the text came from and what its furniture says. Absent furniture is null or an empty list."""

    source: str
    format: str
    sha256: str
    title: str | None
    published: str | None
    authors: list[str]
    publisher: str | None
    url: str | None
    language: str | None
    text: str | None


class Body(Value):
    """An inspected body: ``name`` is its official name, ``id`` the slug of that name."""

    id: str
    name: str
    kind: BodyKind
    evidence: list[Evidence]
    rule: str


class Area(Value):
    """An area of inspection that the article names or paraphrases, graded or not."""

    id: str
    label: str
    graded: bool
    evidence: list[Evidence]
    rule: str


class Grade(Value):
    """A grade given to an area of a body, now or at an earlier inspection. ``rank`` 1 is the best of ``scale``."""

    body: str | None
    area: str
    grade: str
    status: Status
    as_of: str | None
    inspectorate: str
    scale: str | None
    rank: int | None
    evidence: list[Evidence]
    rule: str


class Tally(Value):
    """How many areas of a body, or how many bodies, got each grade, as the article states it.

    A merged count has a key such as ``outstanding+good``; a zero is there only if it is stated.
    """

    body: str | None
    status: Status
    over: Literal["areas", "bodies", "concerns"]
    counts: dict[str, int]
    total: int | None
    evidence: list[Evidence]
    rule: str


class Person(Value):
    """A person whom the article names. ``quotes`` are the spans of the person's words, ``mentions`` of the person."""

    name: str
    honorific: str | None
    role: str | None
    organisation: str | None
    quoted: bool
    quotes: list[Evidence]
    mentions: list[Evidence]
    evidence: list[Evidence]
    rule: str


class Statistic(Value):
    """A quantified claim. Numbers are decimal strings in plain notation; a range has ``low`` and ``high`` and no ``value``."""

    value: str | None
    unit: Unit
    low: str | None
    high: str | None
    qualifier: Qualifier | None
    noun: str | None
    about: str | None
    direction: Literal["increase", "decrease"] | None
    comparison: str | None
    period: str | None
    body: str | None
    evidence: list[Evidence]
    rule: str


class Measure(Value):
    """A regulatory measure on a body and its state."""

    measure: MeasureId
    body: str | None
    state: Literal["current", "previous", "lifted"]
    evidence: list[Evidence]
    rule: str


class Check(Part):
    """One thing that the record says about its own consistency. A check that fails marks what a person should look at."""

    check: str
    ok: bool
    detail: str


class Residue(Part):
    """A grade word or number that the rules saw and did not turn into a value, with the reason."""

    kind: Literal["grade", "number", "measure"]
    reason: str
    evidence: list[Evidence]
    rule: str


class Provenance(Part):
    """The versions of software, schema and rule packs that made the record. No clock time: same input, same bytes."""

    inspextract: str
    schema_version: str
    packs: dict[str, str]
    framework: str | None
    repairs: list[str]


class Record(Part):
    """What one article becomes."""

    schema_version: Literal["1.0"]
    id: str
    article: ArticleInfo
    inspectorate: str | None
    bodies: list[Body]
    areas: list[Area]
    grades: list[Grade]
    tallies: list[Tally]
    people: list[Person]
    statistics: list[Statistic]
    measures: list[Measure]
    checks: list[Check]
    residue: list[Residue]
    provenance: Provenance

    @model_validator(mode="after")
    def _evidence_quotes_text(self) -> Self:
        text = self.article.text
        if text is not None:
            for span in self.evidence():
                if text[span.start : span.end] != span.quote:
                    raise ValueError(f"evidence {span.start}:{span.end} is not {span.quote!r}")
        return self

    def evidence(self) -> list[Evidence]:
        """Every evidence span of the record, in the order of its lists."""
        values = [*self.bodies, *self.areas, *self.grades, *self.tallies, *self.people, *self.statistics]
        spans = [span for value in (*values, *self.measures, *self.residue) for span in value.evidence]
        for person in self.people:
            spans += person.quotes
            spans += person.mentions
        return spans


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one record, with ``$schema`` and ``$id``."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
