"""One input -> articles: bytes decoded, text normalised, furniture read and set apart."""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, NamedTuple

from pipeline.article import Article, Reject
from pipeline.ingest.dates import to_iso
from pipeline.ingest.decode import NotTextError, decode
from pipeline.ingest.files import STDIN, Item
from pipeline.ingest.formats import FORMATS, Format, MissingExtraError, declared_charset, format_of, reader
from pipeline.ingest.furniture import find_furniture, spans
from pipeline.ingest.head import read_head
from pipeline.ingest.language import language_of
from pipeline.ingest.lines import split_lines
from pipeline.ingest.normalise import normalise, one_line

MAX_BYTES = 5_000_000
"""The largest article, in bytes, that is read. No article is a hundredth of it."""
_HTML = next(format_ for format_ in FORMATS if format_.name == "html")
_JSON_LINES = (".jsonl", ".ndjson")


class Document(NamedTuple):
    """One article not yet read: its source and its bytes, which are a file, or one JSON object of a collection."""

    source: str
    data: bytes
    is_json: bool = False


def articles(item: Item) -> Iterator[Article | Reject]:
    """The articles of one input, or the reasons why there are none. A collection streams, a line at a time."""
    for document in documents(item):
        yield document if isinstance(document, Reject) else article(document)


def documents(item: Item) -> Iterator[Document | Reject]:
    """The bytes of the articles of one input: cheap, so that the reading proper can be done elsewhere."""
    try:
        if item.path == STDIN:
            yield from _json_lines(sys.stdin.buffer, item.source)
        elif item.path.lower().endswith(_JSON_LINES):
            with Path(item.path).open("rb") as stream:
                yield from _json_lines(stream, item.source)
        else:
            with Path(item.path).open("rb") as stream:
                yield Document(item.source, stream.read(MAX_BYTES + 1))
    except OSError as error:
        yield _reject(item.source, None, "unreadable", error.strerror or type(error).__name__)


def article(document: Document) -> Article | Reject:
    """The article in ``document``, or why there is none."""
    if document.is_json:
        return _from_json(document.data, document.source)
    return article_from_bytes(document.data, document.source)


def article_from_bytes(data: bytes, source: str) -> Article | Reject:
    """The article in ``data``, or why there is none. ``source`` is its path or URL as found."""
    if len(data) > MAX_BYTES:
        return _reject(source, None, "too-large", f"more than {MAX_BYTES:,} bytes")
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        text, repairs = decode(data, declared_charset(data))
    except NotTextError as reason:
        return _reject(source, sha256, "binary", str(reason))
    about = Article(source=source, sha256=sha256, text="", repairs=repairs)
    format_ = format_of(text, source)
    return article_from_markup(text, format_, about) if format_ else article_from_text(text, about)


def article_from_markup(markup: str, format_: Format, about: Article) -> Article | Reject:
    """The article of a document with markup. What ``about`` knows stands, then its own metadata, then its text."""
    try:
        page = reader(format_)(markup)
    except MissingExtraError as reason:
        return _reject(about.source, about.sha256, "missing-extra", str(reason))
    if page is None:
        return _reject(about.source, about.sha256, "empty", "a document without text")
    head = page.metadata
    known = {
        "format": format_.name,
        "title": about.title or head.title,
        "published": about.published or head.published,
        "authors": about.authors or head.authors,
        "publisher": about.publisher or head.publisher,
        "url": about.url or head.url,
        "language": about.language or head.language,
    }
    return article_from_text(page.text, about.model_copy(update=known))


def article_from_text(raw: str, about: Article) -> Article | Reject:
    """The article of a plain text. What ``about`` knows already (title, date, ...) stands; the text gives the rest."""
    text, repairs = normalise(raw, by_hand=about.format != "html")
    if not text:
        return _reject(about.source, about.sha256, "empty", "no text in it")
    lines = split_lines(text)
    marked = find_furniture(text, lines)
    head = read_head(lines, marked, about.authors)
    return about.model_copy(
        update={
            "title": about.title or head.title,
            "published": about.published or head.published,
            "authors": about.authors or head.authors,
            "publisher": about.publisher or head.publisher,
            "language": language_of(text) or about.language,
            "text": text,
            "furniture": spans(lines, marked | head.marks),
            "repairs": (*about.repairs, *repairs),
        }
    )


def _json_lines(stream: IO[bytes], source: str) -> Iterator[Document | Reject]:
    """The lines of a collection. A line that is too long is passed over without being held in memory."""
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES and not line.endswith(b"\n"):
            while line and not line.endswith(b"\n"):
                line = stream.readline(MAX_BYTES)
            yield _reject(f"{source}#{number}", None, "too-large", f"a line of more than {MAX_BYTES:,} bytes")
        elif line.strip():
            yield Document(f"{source}#{number}", line.strip(), is_json=True)


def _from_json(data: bytes, source: str) -> Article | Reject:
    """The article in one JSON object with ``text`` or ``html``, and any of the metadata of an article."""
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        entry = json.loads(data)
    except (ValueError, RecursionError) as error:
        return _reject(source, sha256, "bad-json", f"not JSON: {error}")
    if not isinstance(entry, dict):
        return _reject(source, sha256, "bad-json", "not a JSON object")
    if entry.get("id") not in (None, ""):
        source = f"{source.rpartition('#')[0]}#{one_line(str(entry['id']))}"
    body = entry.get("text") or entry.get("html")
    if not isinstance(body, str):
        return _reject(source, sha256, "bad-json", 'no "text" and no "html" in it, or not a string')
    about = Article(
        source=source, sha256=sha256, text="", title=_string(entry, "title"), url=_string(entry, "url"),
        published=to_iso(_string(entry, "published") or ""), authors=_strings(entry.get("authors")),
        publisher=_string(entry, "publisher"),
    )  # fmt: skip
    return article_from_text(body, about) if entry.get("text") else article_from_markup(body, _HTML, about)


def _string(entry: dict[str, object], key: str) -> str | None:
    value = entry.get(key)
    return one_line(value) or None if isinstance(value, str) else None


def _strings(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(name for value in values if isinstance(value, str) and (name := one_line(value)))


def _reject(source: str, sha256: str | None, error: str, detail: str) -> Reject:
    return Reject(source=source, sha256=sha256, stage="ingest", error=error, detail=detail)
