"""The formats in which articles arrive: how each is recognised, and who reads it.

A format that needs a library beyond the core has a module of its own, imported when the first such article is met. Its
``read_page`` takes the decoded markup, or the bytes if the format is no text. A new format is an entry of
:data:`FORMATS`, or of :data:`BINARY_FORMATS` and a kind of file to recognise, and such a module.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import NamedTuple, TypeVar, cast

from pipeline.ingest.packed import MissingExtraError


class Metadata(NamedTuple):
    """What a document says about itself outside its text. ``heading`` is the main heading as it stands on the page."""

    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    heading: str = ""


class Aside(NamedTuple):
    """Words of a document that are not its story, and what kind of furniture they are."""

    kind: str
    text: str


class Page(NamedTuple):
    """The story of a document as plain text, one line a paragraph, item or row; its metadata; and its furniture.

    The text of a page ``by_hand`` may be wrapped at a fixed width and have cells parted by spaces. ``repairs`` are what
    had to be mended, or is doubtful.
    """

    text: str
    metadata: Metadata = Metadata()
    asides: tuple[Aside, ...] = ()
    by_hand: bool = False
    repairs: tuple[str, ...] = ()


class Format(NamedTuple):
    """A format: the name that records give it, its reading module and its extra."""

    name: str
    module: str
    extra: str | None = None


class TextFormat(NamedTuple):
    """A format of text, and whether a text is in it, by its beginning and the name of its file."""

    format: Format
    recognise: Callable[[str, str], bool]


_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|body)\b[^>]{0,500}>", re.IGNORECASE)
_FRAGMENT = re.compile(r"\s*<(?:head|article|main|section|div|p|h[1-6]|table|ul|ol|!--|\?xml)\b", re.IGNORECASE)
_CLOSING_TAG = re.compile(r"</(?:p|div|html|body|article|h[1-6]|li|td)>", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_LATIN_1 = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
_PROBE = 2048


def looks_like_html(text: str, source: str = "") -> bool:
    """Whether the text is a page or a fragment of one, by content first and by the name of ``source`` second.

    >>> looks_like_html("<!DOCTYPE html><html>"), looks_like_html("A mark below <p> is a fail")
    (True, False)
    """
    probe = text[:_PROBE]
    if "<" not in probe:
        return False
    named = source.lower().endswith((".html", ".htm", ".xhtml"))
    if _DOCUMENT.search(probe):
        return True
    return bool((named or _FRAGMENT.match(probe)) and _CLOSING_TAG.search(text))


def looks_like_markdown(_text: str, source: str = "") -> bool:
    """Whether the text is Markdown, which only the name of ``source`` tells from plain text."""
    return source.lower().endswith((".md", ".markdown"))


HTML = Format("html", "pipeline.ingest.html", "html")
FORMATS = (
    TextFormat(HTML, looks_like_html),
    TextFormat(Format("markdown", "pipeline.ingest.markdown"), looks_like_markdown),
)
"""The formats of text beside the plain one, in the order in which they are tried."""
BINARY_FORMATS = {
    "pdf": Format("pdf", "pipeline.ingest.pdf", "pdf"),
    "docx": Format("docx", "pipeline.ingest.word", "docx"),
    "eml": Format("eml", "pipeline.ingest.mail"),
}
"""The formats that are read from bytes, by the kind of file (see ``recognise``)."""
HELD = frozenset(BINARY_FORMATS)
"""Kinds of files that may hold pictures, and be as large as these make them."""

Content = TypeVar("Content", str, bytes)


def format_of(text: str, name: str) -> Format | None:
    """The format of a decoded document with this file name, or None for plain text."""
    return next((known.format for known in FORMATS if known.recognise(text, name)), None)


def read_page(format_: Format, content: Content) -> Page | None:
    """The page of a document; None if there is no text. Raises ``UnreadableError``, also for a missing library."""
    try:
        module = importlib.import_module(format_.module)
    except ImportError as error:
        raise MissingExtraError(format_.name, error.name, format_.extra) from None
    return cast(Callable[[Content], Page | None], module.read_page)(content)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in a ``meta`` element; Latin-1 means Windows-1252 there, as browsers have it.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">')
    'cp1252'
    """
    probe = data[:_PROBE]
    match = _CHARSET.search(probe) if b"<" in probe and b"<meta" in probe.lower() else None
    name = match[1].decode("ascii", "replace").lower() if match else None
    return "cp1252" if name in _LATIN_1 else name
