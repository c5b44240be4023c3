"""E-mail -> the text of its best part; subject and date as metadata. Saved pages in MHTML are such messages too."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from pipeline.ingest.decode import decode
from pipeline.ingest.formats import HTML, Metadata, Page
from pipeline.ingest.formats import read_page as read_markup
from pipeline.ingest.labels import labels
from pipeline.ingest.normalise import one_line
from pipeline.ingest.packed import MAX_BYTES, UnreadableError, damage
from pipeline.ingest.papers import is_paper

_PREFIX = re.compile(r"(?:(?:re|fw|fwd)\s*:\s*)+", re.IGNORECASE)
_SENTENCES = re.compile(r"[.!?](?:\s|$)")
MAX_PARTS = 200
"""The parts of a message that are looked at."""


def read_page(data: bytes) -> Page | None:
    """The page of a message; None if it has no text. Raises ``UnreadableError`` if it cannot be read."""
    with damage("an e-mail"):
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        parts = list(_parts(message))
        metadata = _metadata(message)
    pages = [page for part in parts if (page := _page(part)) is not None]
    page = max(pages, key=lambda page: len(_SENTENCES.findall(page.text)), default=None)
    if page is None:
        return None
    title = metadata.title if metadata.title and metadata.title not in page.text[:1000] else None
    text = f"{title}\n\n{page.text}" if title and not page.metadata.title else page.text
    repairs = ("attachments-not-read",) if any(True for _ in message.iter_attachments()) else ()
    return page._replace(text=text, metadata=_merged(metadata, page.metadata), repairs=(*page.repairs, *repairs))


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts with text that are no attachments; the plain one before the one with markup, as messages have them."""
    for number, part in enumerate(message.walk()):
        if number >= MAX_PARTS:
            raise UnreadableError("too-many-members", f"an e-mail of more than {MAX_PARTS} parts")
        is_text = part.get_content_type() in {"text/plain", "text/html"}
        if is_text and not part.is_attachment() and isinstance(part, EmailMessage):
            yield part


def _page(part: EmailMessage) -> Page | None:
    with damage("an e-mail"):
        data = part.get_payload(decode=True)
        charset = part.get_content_charset()
    if not isinstance(data, bytes) or not data.strip():
        return None
    if len(data) > MAX_BYTES:
        raise UnreadableError("too-large", f"a text of more than {MAX_BYTES:,} bytes")
    text, repairs = decode(data, charset)
    page = Page(text, by_hand=True) if part.get_content_type() == "text/plain" else read_markup(HTML, text)
    return page._replace(repairs=(*repairs, *page.repairs)) if page else None


def _metadata(message: EmailMessage) -> Metadata:
    """What the headers say. The sender is the publisher if that is the name of a paper or an organisation."""
    sender, _ = parseaddr(str(message.get("From", "")))
    name = one_line(sender)
    return Metadata(
        title=_PREFIX.sub("", one_line(str(message.get("Subject", "")))) or None,
        published=_date(str(message.get("Date", ""))),
        publisher=name if is_paper(name, labels()) else None,
        url=one_line(str(message.get("Snapshot-Content-Location", ""))) or None,
    )


def _date(value: str) -> str | None:
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return None


def _merged(headers: Metadata, page: Metadata) -> Metadata:
    """The metadata of a message: its page's own where the page says more than its headers."""
    return Metadata(
        title=page.title or headers.title,
        published=page.published or headers.published,
        authors=page.authors,
        publisher=page.publisher or headers.publisher,
        url=page.url or headers.url,
        language=page.language,
        heading=page.heading,
    )
