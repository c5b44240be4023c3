"""E-mail -> the text of its best part; subject and date as metadata. Saved pages in MHTML are such messages too."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from pipeline.ingest.decode import decode
from pipeline.ingest.formats import HTML, Metadata, Page
from pipeline.ingest.formats import read_page as read_markup
from pipeline.ingest.letters import metadata_of, said, unfolded
from pipeline.ingest.normalise import one_line
from pipeline.ingest.packed import MAX_BYTES, UnreadableError, damage

_MESSAGE = "message/rfc822"
MAX_PARTS = 200
"""The parts of a message that are looked at."""


class Part(NamedTuple):
    """A part with text, and the message that it belongs to: messages may hold messages."""

    content: EmailMessage
    message: EmailMessage


def read_page(data: bytes) -> Page | None:
    """The page of a message; None if it has no text. Raises ``UnreadableError`` if it cannot be read."""
    with damage("an e-mail"):
        message = email.message_from_bytes(data, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        parts = list(_parts(message))
    pages = [(page, part.message) for part in parts if (page := _page(part.content)) is not None]
    if not pages:
        return None
    page, owner = max(pages, key=lambda found: said(found[0].text.split("\n")))
    with damage("an e-mail"):
        metadata = _merged(_metadata(owner), page.metadata)
        is_partly_read = any(part.get_content_type() != _MESSAGE for part in message.iter_attachments())
    title = metadata.title if metadata.title and metadata.title not in page.text[:1000] else None
    text = f"{title}\n\n{page.text}" if title and not page.metadata.heading else page.text
    repairs = ("attachments-not-read",) if is_partly_read else ()
    return page._replace(text=text, metadata=metadata, repairs=(*page.repairs, *repairs))


def _parts(message: EmailMessage) -> Iterator[Part]:
    """The parts with text that are no attachments; the plain one before the one with markup, as messages have them."""
    owner = message
    for number, part in enumerate(message.walk()):
        if number >= MAX_PARTS:
            raise UnreadableError("too-many-members", f"an e-mail of more than {MAX_PARTS} parts")
        if not isinstance(part, EmailMessage):
            continue
        if part.get("Subject") is not None or part.get("From") is not None:
            owner = part
        if part.get_content_type() in {"text/plain", "text/html"} and not part.is_attachment():
            yield Part(part, owner)


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
    return unfolded(page._replace(repairs=(*repairs, *page.repairs))) if page else None


def _metadata(message: EmailMessage) -> Metadata:
    """What the headers say."""
    fields = {name: str(message.get(name, "")) for name in ("from", "subject")}
    address = one_line(str(message.get("Snapshot-Content-Location", "")))
    return metadata_of(fields)._replace(published=_date(str(message.get("Date", ""))), url=address or None)


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
