"""An item of a collection: under which names its columns or keys give the text and metadata of an article."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from pydantic import BaseModel, ValidationError

from pipeline.article import Furniture
from pipeline.ingest.dates import to_iso
from pipeline.ingest.labels import labels
from pipeline.ingest.names import leading_names
from pipeline.ingest.normalise import one_line

NAMES = {
    "id": ("id", "articleid", "uuid"),
    "text": (
        "text", "body", "content", "article", "articletext", "fulltext", "story", "articlebody", "bodytext", "maintext",
        "articlecontent", "storytext", "plaintext", "rawtext", "textcontent", "contenttext", "fullarticle", "copy",
    ),
    "html": ("html", "bodyhtml", "contenthtml", "htmlbody", "rawhtml", "articlehtml"),
    "title": ("title", "headline", "articletitle", "heading"),
    "published": (
        "published", "date", "publishedat", "publicationdate", "publishdate", "datepublished", "datepublish", "pubdate",
        "publisheddate", "publishedon", "webpublicationdate", "articledate",
    ),
    "authors": ("authors", "author", "byline", "writer", "writers", "journalist", "reporter"),
    "publisher": ("publisher", "publication", "outlet", "newspaper", "paper", "sitename", "sourcename"),
    "url": ("url", "link", "canonicalurl", "weburl", "articleurl", "permalink"),
    "language": ("language", "lang"),
}  # fmt: skip
"""The fields of an item, and the names under which it may have them, in the order in which they are looked for.

Of a name only letters and digits count, in lower case: "Article Text", "article_text" and "articleText" are one.
"""
_KNOWN = frozenset(name for names in NAMES.values() for name in names)
_BODIES = frozenset((*NAMES["text"], *NAMES["html"]))
_NO_LETTER = re.compile(r"[\W_]+")
_BETWEEN_AUTHORS = re.compile(r"\s*[;|]\s*")
_BY = re.compile(r"by\s+", re.IGNORECASE)
_SECONDS = range(10**8, 10**10)
"""The numbers that are moments in seconds since 1970, from 1973 to 2286; in milliseconds, a thousand times as many."""


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
    """The fields of an item.

    >>> read_fields({"Headline": "School praised", "By-line": "Una Teal; Rhys Oakes"}).authors
    ('Una Teal', 'Rhys Oakes')
    """
    item = _folded(item)
    found = {field: _first(item, names) for field, names in NAMES.items()}
    named = found["id"]
    code = _line(found["language"])
    return Fields(
        id=one_line(str(named)) or None if isinstance(named, str | int) else None,
        text=_body(found["text"]),
        html=_body(found["html"]),
        title=_line(found["title"]),
        published=_date(found["published"]),
        authors=_authors(found["authors"]),
        publisher=_line(_named(found["publisher"])),
        url=_line(found["url"]),
        language=code.lower() if code and re.fullmatch(r"[A-Za-z]{2}", code) else None,
        reading=_reading(item),
    )


def is_header(cells: Sequence[str]) -> bool:
    """Whether these are the names of the columns of a table of articles.

    >>> is_header(["title", "Text"]), is_header(["text"]), is_header(["Text", "and a story"])
    (True, False, False)
    """
    return len(set(map(field_name, cells))) > 1 and all(map(is_field, cells)) and has_body(cells)


def is_field(column: str) -> bool:
    """Whether a column, by its name, holds a field of articles."""
    return field_name(column) in _KNOWN


def has_body(columns: Iterable[str]) -> bool:
    """Whether one of the columns, by its name, holds the articles."""
    return not _BODIES.isdisjoint(map(field_name, columns))


def field_name(column: str) -> str:
    """The name of a column as :data:`NAMES` has it.

    >>> field_name("Article Text") == field_name("article_text") == field_name("articleText") == "articletext"
    True
    """
    return _NO_LETTER.sub("", column).lower()


def _folded(item: Mapping[str, object]) -> dict[str, object]:
    """The item by the folded names of its keys; of two that are one, the first that holds something."""
    folded: dict[str, object] = {}
    for key, value in item.items():
        if folded.get(field_name(key)) in (None, ""):
            folded[field_name(key)] = value
    return folded


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


def _named(value: object) -> object:
    """The name of a person or organisation that an object of JSON-LD gives, or the value itself."""
    return value.get("name") if isinstance(value, dict) else value


def _date(value: object) -> str | None:
    """The day of a date, of a timestamp, or of a moment in seconds or milliseconds since 1970."""
    if isinstance(value, float) and math.isfinite(value):
        value = int(value)
    moments = (value, value // 1000) if isinstance(value, int) else ()
    seconds = next((moment for moment in moments if moment in _SECONDS), None)
    if seconds is None:
        return to_iso(str(value or ""))
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()


def _authors(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    names = [
        part for given in values if isinstance(name := _named(given), str) for part in _BETWEEN_AUTHORS.split(name)
    ]
    return tuple(dict.fromkeys(writer for name in names if one_line(name) for writer in _writers(one_line(name))))


def _writers(name: str) -> tuple[str, ...]:
    """The writers whom a string names: "By Una Teal and Rhys Oakes"; itself where that cannot be told."""
    name = _BY.sub("", name, count=1) if _BY.match(name) else name
    writers, end = leading_names(name, labels())
    return writers if len(writers) > 1 and end == len(name) else (name,)
