"""WARC: the pages of a web archive. Needs warcio: the `warc` extra, imported when used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator

from pipeline.article import Reject
from pipeline.ingest.files import Skipped
from pipeline.ingest.normalise import one_line
from pipeline.ingest.packed import MAX_BYTES, Document, Packed, UnreadableError, damage, reject

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

_PAGE_TYPES = re.compile(r"text/|application/(?:xhtml|pdf|vnd\.openxml)|message/", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_WITH_CONTENT = frozenset({"response", "resource", "conversion"})


def pages(packed: Packed) -> Iterator[Document | Reject | Skipped]:
    """The pages of the archive, by their addresses; what is no page (requests, pictures, styles) is left out."""
    records = iter(ArchiveIterator(packed.stream))
    while True:
        with damage("a WARC file"):
            record = next(records, None)
        if record is None:
            return
        with damage("a record of a WARC file"):
            yield _page(record, packed)


def _page(record: ArcWarcRecord, packed: Packed) -> Document | Reject | Skipped:
    url = one_line(record.rec_headers.get_header("WARC-Target-URI") or "")
    source = f"{packed.source}#{url}"
    if record.rec_type not in _WITH_CONTENT:
        return Skipped(source, "a record of a web archive that is no page")
    headers = record.http_headers or record.rec_headers
    content_type = headers.get_header("Content-Type") or ""
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    if status[:1] == "3" or not _PAGE_TYPES.match(content_type or "text/"):
        return Skipped(source, "a record of a web archive that is no page")
    if status[:1] != "2":
        return reject(source, UnreadableError("error-page", f"the answer to a request that failed: status {status}"))
    data = record.content_stream().read(MAX_BYTES + 1)
    packed.allowance.spend(len(data))
    charset = _CHARSET.search(content_type)
    path = urlsplit(url).path if url.startswith("http") else ""
    return Document(source, data, name=path, url=url or None, charset=charset[1].lower() if charset else None)
