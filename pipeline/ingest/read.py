"""One input -> articles: bytes decoded, text normalised, furniture read and set apart."""

from __future__ import annotations

import hashlib

from pipeline.article import Article, Reject
from pipeline.ingest.decode import Undecodable, decode
from pipeline.ingest.furniture import find_furniture, spans
from pipeline.ingest.head import read_head
from pipeline.ingest.language import language_of
from pipeline.ingest.lines import split_lines
from pipeline.ingest.normalise import normalise

MAX_BYTES = 5_000_000
"""The largest article, in bytes, that is read. No article is a hundredth of it."""


def article_from_bytes(data: bytes, source: str) -> Article | Reject:
    """The article in ``data``, or why there is none. ``source`` is its path or URL as found."""
    sha256 = hashlib.sha256(data).hexdigest()
    if len(data) > MAX_BYTES:
        return _reject(source, sha256, "too-large", f"{len(data):,} bytes; the limit is {MAX_BYTES:,}")
    try:
        text, repairs = decode(data)
    except Undecodable as reason:
        return _reject(source, sha256, "binary", str(reason))
    return article_from_text(text, Article(source=source, sha256=sha256, text="", repairs=repairs))


def article_from_text(raw: str, about: Article) -> Article | Reject:
    """The article of a plain text. What ``about`` knows already (title, date, ...) stands; the text gives the rest."""
    text, repairs = normalise(raw)
    if not text:
        return _reject(about.source, about.sha256, "empty", "no text in it")
    lines = split_lines(text)
    marked = find_furniture(text, lines)
    head = read_head(lines, marked)
    return about.model_copy(
        update={
            "title": about.title or head.title,
            "published": about.published or head.published,
            "authors": about.authors or head.authors,
            "publisher": about.publisher or head.publisher,
            "language": about.language or language_of(text),
            "text": text,
            "furniture": spans(lines, marked | head.marks),
            "repairs": (*about.repairs, *repairs),
        }
    )


def _reject(source: str, sha256: str | None, error: str, detail: str) -> Reject:
    return Reject(source=source, sha256=sha256, stage="ingest", error=error, detail=detail)
