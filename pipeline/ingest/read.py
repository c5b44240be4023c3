"""One document -> its article: bytes decoded, text normalised, furniture read and set apart."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from pipeline.article import Article, Reject
from pipeline.ingest.asides import owner_below, with_asides
from pipeline.ingest.decode import decode
from pipeline.ingest.doubts import doubts
from pipeline.ingest.fields import Fields, Reading, read_fields
from pipeline.ingest.files import Item, Skipped
from pipeline.ingest.formats import (
    BINARY_FORMATS,
    HELD,
    HTML,
    Format,
    Metadata,
    Page,
    declared_charset,
    format_of,
    read_page,
)  # fmt: skip
from pipeline.ingest.furniture import find_furniture, spans
from pipeline.ingest.head import read_head
from pipeline.ingest.language import language_of
from pipeline.ingest.lines import split_lines
from pipeline.ingest.normalise import normalise
from pipeline.ingest.packed import MAX_BYTES, MAX_HELD, Document, UnreadableError, reject
from pipeline.ingest.packings import documents
from pipeline.ingest.recognise import TEXT, kind_of
from pipeline.ingest.unwanted import refuse

_PROBE = 8192


def articles(item: Item) -> Iterator[Article | Reject]:
    """The articles of one input, or the reasons why there are none. A collection streams, an item at a time."""
    for document in documents(item):
        if not isinstance(document, Skipped):
            yield document if isinstance(document, Reject) else article(document)


def article(document: Document) -> Article | Reject:
    """The article in ``document``, or why there is none."""
    source, sha256 = document.source, None
    try:
        kind = document.kind or (TEXT if document.is_json else kind_of(document.data[:_PROBE], document.name or source))
        limit = MAX_HELD if kind in HELD else MAX_BYTES
        if len(document.data) > limit:
            raise UnreadableError("too-large", f"more than {limit:,} bytes")
        sha256 = hashlib.sha256(document.data).hexdigest()
        about = Article(source=source, sha256=sha256, url=document.url, text="")
        if document.is_json:
            item = _item(document.data)
            source = f"{source.rpartition('#')[0]}#{item.id}" if item.id else source
            return _from_item(item, about.model_copy(update={"source": source}))
        if kind in BINARY_FORMATS:
            format_ = BINARY_FORMATS[kind]
            return _from_page(read_page(format_, document.data), format_.name, about)
        return _from_text(document, about)
    except UnreadableError as reason:
        return reject(source, reason, sha256)


def article_from_bytes(data: bytes, source: str) -> Article | Reject:
    """The article in ``data``, or why there is none. ``source`` is its path or URL as found."""
    return article(Document(source, data))


def _from_text(document: Document, about: Article) -> Article:
    text, repairs = decode(document.data, document.charset or declared_charset(document.data))
    about = about.model_copy(update={"repairs": repairs}) if repairs else about
    format_ = format_of(text, document.name or document.source)
    return _from_markup(text, format_, about) if format_ else article_from_text(Page(text, by_hand=True), about)


def _from_markup(markup: str, format_: Format, about: Article) -> Article:
    return _from_page(read_page(format_, markup), format_.name, about)


def _from_page(page: Page | None, format_: str, about: Article) -> Article:
    """The article of a document with markup. What ``about`` knows stands, then its own metadata, then its text."""
    if page is None:
        raise UnreadableError("empty", "a document without text")
    return article_from_text(page, _completed(about, page.metadata).model_copy(update={"format": format_}))


def _completed(about: Article, head: Metadata) -> Article:
    """What is known of the article, and what ``head`` adds to it."""
    return about.model_copy(update=_completion(about, head))


def _completion(about: Article, head: Metadata) -> dict[str, Any]:
    """The fields of the article that both may know: what is known of it stands before what ``head`` says."""
    return {
        "title": about.title or head.title,
        "published": about.published or head.published,
        "authors": about.authors or head.authors,
        "publisher": about.publisher or head.publisher,
        "url": about.url or head.url,
        "language": about.language or head.language,
    }


def article_from_text(page: Page, about: Article) -> Article:
    """The article of a page. What ``about`` knows already (title, date, ...) stands; the text gives the rest.

    What the page says beside its story stands below it, as furniture. Raises ``UnreadableError`` if it is no article.
    """
    text, repairs = normalise(page.text, by_hand=page.by_hand)
    if not text:
        raise UnreadableError("empty", "no text in it")
    lines = split_lines(text)
    marked = find_furniture(lines)
    head = read_head(lines, marked, about.authors)
    marked |= head.marks
    refuse(text, lines, marked)
    whole, below = with_asides(text, page.asides)
    found = Metadata(head.title, head.published, head.authors, head.publisher or owner_below(whole, below))
    return about.model_copy(
        update={
            **_completion(about, found),
            "language": language_of(text) or about.language,
            "text": whole,
            "furniture": spans(lines, marked) + below,
            "repairs": tuple(dict.fromkeys((*about.repairs, *repairs, *_doubts(about, found, page)))),
        }
    )


def _doubts(about: Article, found: Metadata, page: Page) -> tuple[str, ...]:
    """What was mended in a page, and whether its text contradicts what is known of it.

    Not of the paper: a text names the company behind it as well, which holds the copyright.
    """
    told = doubts((about.title, found.title), (about.published, found.published), (about.authors, found.authors))
    return tuple(dict.fromkeys((*page.repairs, *told)))


def _read_before(text: str, reading: Reading, about: Article) -> Article:
    """An article as `inspextract ingest` wrote it: its text is normalised, and what is furniture in it is known."""
    inside = all(0 <= part.start < part.end <= len(text) for part in reading.furniture)
    if not inside or normalise(text, by_hand=False)[0] != text:
        raise UnreadableError("bad-json", '"furniture" that does not fit its "text"')
    known = {"text": text, "language": about.language or language_of(text)}
    return about.model_copy(update={**known, **dict(reading)})


def _item(data: bytes) -> Fields:
    """The fields of a JSON object."""
    try:
        entry = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("bad-json", f"not JSON: {error}") from None
    if not isinstance(entry, dict):
        raise UnreadableError("bad-json", "not a JSON object")
    return read_fields(entry)


def _from_item(item: Fields, about: Article) -> Article:
    """The article of an item of a collection."""
    known = Metadata(item.title, item.published, item.authors, item.publisher, item.url, item.language)
    about = _completed(about, known)
    if item.text and item.reading:
        return _read_before(item.text, item.reading, about)
    if item.text is not None and (format_ := format_of(item.text, "")):
        return _from_markup(item.text, format_, about)
    if item.text is not None:
        return article_from_text(Page(item.text, by_hand=True), about)
    if item.html is not None:
        return _from_markup(item.html, HTML, about)
    raise UnreadableError("bad-json", 'no "text" and no "html" in it, or not a string')
