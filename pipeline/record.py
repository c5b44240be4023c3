"""What goes out: the record. Read this file to know the output; RECORD in `docs/` says it in prose.

Every value carries its ``evidence`` (the words in the article, as character offsets into ``article.text``) and the
``rule`` that read them. A record whose evidence does not quote its text cannot be constructed.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from pipeline.article import Furniture

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
    """The words behind a value: ``text[start:end] == quote``. Offsets are code points of the text, end exclusive."""

    start: int = Field(ge=0, description="Offset of the first character.")
    end: int = Field(ge=0, description="Offset behind the last character.")
    quote: str = Field(description="The words themselves: `text[start:end]`.")


Spans = Annotated[list[Evidence], Field(description="The words that it was read from.")]
RuleName = Annotated[str, Field(description="Name of the rule that read it.")]
DecimalText = Annotated[str, Field(json_schema_extra={"format": "decimal"})]
"""A number in plain decimal notation, kept as text so that it stays exact."""


class Value(Part):
    """A value read from the text, with its evidence and the name of the rule that read it."""

    evidence: Spans
    rule: RuleName


class ArticleInfo(Part):
    """Where the text came from and what its furniture says. Absent furniture is null or an empty list."""

    source: str = Field(description="The path or name that the article came in under.")
    format: str = Field(description="`text`, `html`, ...")
    sha256: str = Field(description="SHA-256 (hex) of the bytes as found.")
    title: str | None = Field(description="The headline.")
    published: str | None = Field(description="ISO date of publication.")
    authors: list[str] = Field(description="Names in the byline.")
    publisher: str | None = Field(description="The publication or organisation that published the article.")
    url: str | None = Field(description="Where the article stands on the web, if it says so.")
    language: str | None = Field(description="ISO 639-1 code of the language.")
    text: str | None = Field(description="The normalised text that all offsets count in; null if it was left out.")


class Body(Value):
    """An inspected body: ``name`` is its official name, ``id`` the slug of that name."""

    id: str = Field(description="Slug of the name.")
    name: str = Field(description="The official name, however the article calls the body.")
    kind: BodyKind = Field(description="What the body is.")
    evidence: Spans
    rule: RuleName


class Area(Value):
    """An area of inspection that the article names or paraphrases, graded or not."""

    id: str = Field(description="The rule pack's id of the area.")
    label: str = Field(description="The inspectorate's name of the area.")
    graded: bool = Field(description="Whether the article gives a grade of it.")
    evidence: Spans
    rule: RuleName


class Grade(Value):
    """A grade given to an area of a body, now or at an earlier inspection. ``rank`` 1 is the best of ``scale``."""

    body: str | None = Field(description="Official name of the body graded.")
    area: str = Field(description="The area's id, `overall`, or `service/area` for an area of one service.")
    grade: str = Field(description="Slug of the official grade, whatever words the article uses.")
    status: Status = Field(description="`current`: of the inspection that is reported; `previous`: of an earlier one.")
    as_of: str | None = Field(description="Year or ISO date of the inspection, if the article gives it.")
    inspectorate: str = Field(description="Whose grade it is: the id of a rule pack.")
    scale: str | None = Field(description="The scale in force.")
    rank: int | None = Field(description="Place on the scale; 1 is the best.")
    evidence: Spans
    rule: RuleName


class Tally(Value):
    """How many areas of a body, or how many bodies, got each grade, as the article states it.

    A merged count has a key such as ``outstanding+good``; a zero is there only if it is stated.
    """

    body: str | None = Field(
        description="Official name of the body whose areas are counted; null where bodies are counted."
    )
    status: Status = Field(description="Of the inspection that is reported, or of an earlier one.")
    over: Literal["areas", "bodies", "concerns"] = Field(description="What is counted.")
    counts: dict[str, int] = Field(description="How many got each grade, by its slug.")
    total: int | None = Field(description="How many there are in all, as stated.")
    evidence: Spans
    rule: RuleName


class Person(Value):
    """A person whom the article names. ``quotes`` are the spans of the person's words, ``mentions`` of the person."""

    name: str = Field(description="The fullest form in the article, without rank, honorific and post-nominals.")
    honorific: str | None = Field(description="`Mrs`, `Dr`, ...")
    role: str | None = Field(description="As the article words it, without the organisation.")
    organisation: str | None = Field(description="Official name where it is known.")
    quoted: bool = Field(description="Whether the article quotes the person's words.")
    quotes: list[Evidence] = Field(description="Where those words are.")
    mentions: list[Evidence] = Field(description="Where the person is named or meant.")
    evidence: Spans
    rule: RuleName


class Statistic(Value):
    """A quantified claim. Numbers are decimal strings in plain notation; a range has ``low`` and ``high`` instead."""

    value: DecimalText | None = Field(description="The number; null for a range.")
    unit: Unit = Field(description="What the number is in.")
    low: DecimalText | None = Field(description="Lower end of a range.")
    high: DecimalText | None = Field(description="Upper end of a range.")
    qualifier: Qualifier | None = Field(description="How exact the article says it is.")
    noun: str | None = Field(description="What a count counts.")
    about: str | None = Field(description="What is measured, in the words of the article.")
    direction: Literal["increase", "decrease"] | None = Field(
        description="Where the article says that it rose or fell."
    )
    comparison: str | None = Field(description="The figure or time that it is compared with, as worded.")
    period: str | None = Field(description="The time that it belongs to, as worded.")
    body: str | None = Field(description="Official name of the body that it is about.")
    evidence: Spans
    rule: RuleName


class Measure(Value):
    """A regulatory measure on a body and its state."""

    measure: MeasureId = Field(description="Which measure.")
    body: str | None = Field(description="Official name of the body under it.")
    state: Literal["current", "previous", "lifted"] = Field(
        description="Whether it applies, applied before, or has been lifted."
    )
    evidence: Spans
    rule: RuleName


class Check(Part):
    """One thing that the record says of its own consistency. A check that fails marks what a person should look at."""

    check: str = Field(description="Name of the check.")
    ok: bool = Field(description="Whether it holds.")
    detail: str = Field(description="What was compared, for a person to look at.")


class Residue(Part):
    """A grade word or number that the rules saw and did not turn into a value, with the reason."""

    kind: Literal["grade", "number", "measure"] = Field(description="What it looked like.")
    reason: str = Field(description="Why it is no value.")
    evidence: Spans
    rule: RuleName


class Provenance(Part):
    """The versions of software, schema and rule packs that made the record. No clock time: same input, same bytes."""

    inspextract: str = Field(description="Version of the software.")
    schema_version: str = Field(description="Version of the record.")
    packs: dict[str, str] = Field(description="Digests of the rule packs by id.")
    framework: str | None = Field(description="The inspection framework that the article was read under.")
    repairs: list[str] = Field(description="What normalisation mended in the text.")


class Record(Part):
    """What one article becomes."""

    schema_version: Literal["1.0"] = Field(description="Version of the record.")
    id: str = Field(
        description="SHA-256 (hex) of the normalised text: the same text has the same id wherever it came from."
    )
    article: ArticleInfo
    inspectorate: str | None = Field(
        description="Whose findings the article reports, the main one if several: the id of a rule pack."
    )
    bodies: list[Body] = Field(description="The inspected bodies.")
    areas: list[Area] = Field(description="The areas of inspection that the article names or paraphrases.")
    grades: list[Grade] = Field(description="The grades given.")
    tallies: list[Tally] = Field(description="Counts of grades, as stated.")
    people: list[Person] = Field(description="The people whom the article names.")
    statistics: list[Statistic] = Field(description="The quantified claims.")
    measures: list[Measure] = Field(description="The regulatory measures.")
    checks: list[Check] = Field(description="What the record says about its own consistency.")
    residue: list[Residue] = Field(description="Grade words and numbers that were seen and are no value.")
    furniture: list[Furniture] = Field(
        default_factory=list, description="Which stretches of the text are furniture of the page, and not the story."
    )
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
        spans = [span for value in (*values, *self.measures) for span in value.evidence]
        spans += [span for residue in self.residue for span in residue.evidence]
        for person in self.people:
            spans += person.quotes
            spans += person.mentions
        return spans


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of one record, with ``$schema`` and ``$id``."""
    schema = Record.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}
