"""What comes in: an article with its normalised text, or the reason why there is none."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

BODY_KINDS = frozenset({"title", "standfirst", "heading"})
"""Kinds of furniture whose words still belong to the story: values may be read from them."""


class Furniture(BaseModel):
    """A stretch of the text that is furniture of the page. Of some kinds the words belong to the story all the same.

    Kinds: ``title``, ``standfirst``, ``heading``, ``byline``, ``date``, ``caption``, ``credit``, ``related``,
    ``advert``, ``comments``, ``copyright``, ``contact``, ``share``, ``navigation``, ``cookies``, ``note``. The first
    three may carry values (:data:`BODY_KINDS`); nothing is ever extracted from the others.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: str = Field(description="What it is: `title`, `byline`, `caption`, `related`, ...")
    start: int = Field(description="Offset of the first character.")
    end: int = Field(description="Offset behind the last character.")


class Article(BaseModel):
    """One article after ingestion: where it came from, what its furniture says, and the text that offsets count in.

    ``text`` is normalised once and never rewritten; all offsets of a record are Unicode code points of it.
    Absent furniture is ``None`` or an empty list, never guessed. ``repairs`` names what was mended
    or is doubtful (``"mojibake"``, ``"windows-1252"``, ``"hard-wrapped"``, ``"date-sources-disagree"``).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    format: str = "text"
    sha256: str = ""
    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    text: str
    furniture: tuple[Furniture, ...] = Field(default=(), repr=False)
    repairs: tuple[str, ...] = ()


class Reject(BaseModel):
    """An input that cannot become a record, and why. ``stage`` is ``ingest`` or ``extract``; ``error`` is a short
    code."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    source: str
    sha256: str | None = None
    stage: str
    error: str
    detail: str
