"""An item of a collection: under which names its columns or keys give the text and metadata of an article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from pipeline.article import Furniture
from pipeline.ingest.dates import to_iso
from pipeline.ingest.normalise import one_line

NAMES = {
    "id": ("id", "article_id", "uuid"),
    "text": ("text", "body", "content", "article", "article_text", "full_text", "story"),
    "html": ("html", "body_html", "content_html"),
    "title": ("title", "headline"),
    "published": ("published", "date", "published_at", "publication_date", "publish_date", "date_published", "pubdate"),
    "authors": ("authors", "author", "byline"),
    "publisher": ("publisher", "publication", "outlet", "newspaper", "paper"),
    "url": ("url", "link", "canonical_url"),
    "language": ("language", "lang"),
}
"""The fields of an item, and the names under which it may have them, in the order in which they are looked for."""
_KNOWN = frozenset(name for names in NAMES.values() for name in names)
_BODIES = frozenset((*NAMES["text"], *NAMES["html"]))
_BETWEEN_AUTHORS = re.compile(r"\s*[;|]\s*")


class Reading(BaseModel):
    """How an article was read, in the words of :class:`pipeline.article.Article`."""

    furniture: tuple[Furniture, ...]
    format: str = "text"
    repairs: tuple[str, ...] = ()


class Fields(NamedTuple):
    """What an item of a collection gives. One of ``text`` and ``html`` is its body; None if it is not there.

    ``reading`` is there if the item was written by `inspextract ingest`: it was read once.
    """

    id: str | None
    text: str | None
    html: str | None
    title: str | None
    published: str | None
    authors: tuple[str, ...]
    publisher: str | None
    url: str | None
    language: str | None
    reading: Reading | None = None


def read_fields(item: Mapping[str, object]) -> Fields:
    """The fields of an item, whose keys are in lower case.

    >>> read_fields({"headline": "School praised", "byline": "Una Teal; Rhys Oakes"}).authors
    ('Una Teal', 'Rhys Oakes')
    """
    found = {field: _first(item, names) for field, names in NAMES.items()}
    named = found["id"]
    code = _line(found["language"])
    return Fields(
        id=one_line(str(named)) or None if isinstance(named, str | int) else None,
        text=_body(found["text"]),
        html=_body(found["html"]),
        title=_line(found["title"]),
        published=to_iso(str(found["published"] or "")),
        authors=_authors(found["authors"]),
        publisher=_line(found["publisher"]),
        url=_line(found["url"]),
        language=code.lower() if code and re.fullmatch(r"[A-Za-z]{2}", code) else None,
        reading=_reading(item),
    )


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are the names of the columns of a table of articles.

    >>> is_header(["title", "Text"]), is_header(["text"]), is_header(["Text", "and a story"])
    (True, False, False)
    """
    names = {cell.strip().lower() for cell in cells}
    return len(names) > 1 and names <= _KNOWN and has_body(names)


def has_body(names: set[str]) -> bool:
    """Whether one of the columns, named in lower case, holds the articles."""
    return not _BODIES.isdisjoint(names)


def _first(item: Mapping[str, object], names: tuple[str, ...]) -> object:
    return next((item[name] for name in names if item.get(name) not in (None, "")), None)


def _body(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _reading(item: Mapping[str, object]) -> Reading | None:
    """How the item was read before; None if it was not, whatever else its ``furniture`` may be."""
    if not isinstance(item.get("furniture"), list):
        return None
    try:
        return Reading.model_validate(item)
    except ValidationError:
        return None


def _line(value: object) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else _BETWEEN_AUTHORS.split(value) if isinstance(value, str) else []
    return tuple(name for value in values if isinstance(value, str) and (name := one_line(value)))
