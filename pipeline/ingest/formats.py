"""The formats in which articles arrive: how each is recognised, and who reads it.

A format that needs a library beyond the core has a module of its own, imported when the first such article is met; the
module's ``read_page`` takes the decoded markup. A new format is an entry of :data:`FORMATS` and such a module.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from typing import NamedTuple


class MissingExtraError(Exception):
    """A library is not installed. The message says what to install."""


class Metadata(NamedTuple):
    """What a document says about itself outside its text. ``heading`` is the main heading as it stands on the page."""

    title: str | None = None
    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    url: str | None = None
    language: str | None = None
    heading: str = ""


class Page(NamedTuple):
    """The story of a document as plain text, one line a paragraph, item or row; and its metadata."""

    text: str
    metadata: Metadata


class Format(NamedTuple):
    """A format: the name that records give it, whether a text is in it, its reading module and its extra."""

    name: str
    recognise: Callable[[str, str], bool]
    module: str
    extra: str | None


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


FORMATS = (
    Format("html", looks_like_html, "pipeline.ingest.html", "html"),
    Format("markdown", looks_like_markdown, "pipeline.ingest.markdown", None),
)
"""The formats beside plain text, in the order in which they are tried."""


def format_of(text: str, source: str) -> Format | None:
    """The format of a decoded document, or None for plain text."""
    return next((format_ for format_ in FORMATS if format_.recognise(text, source)), None)


def reader(format_: Format) -> Callable[[str], Page | None]:
    """The function that reads documents of a format. Raises :class:`MissingExtraError` if its library is not there."""
    try:
        module = importlib.import_module(format_.module)
    except ImportError as error:
        missing = f"{format_.name} needs {error.name}: pip install 'inspextract[{format_.extra}]'"
        raise MissingExtraError(missing) from None
    read: Callable[[str], Page | None] = module.read_page
    return read


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in a ``meta`` element; Latin-1 means Windows-1252 there, as browsers have it.

    >>> declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">')
    'cp1252'
    """
    match = _CHARSET.search(data[:_PROBE]) if b"<meta" in data[:_PROBE].lower() else None
    name = match[1].decode("ascii", "replace").lower() if match else None
    return "cp1252" if name in _LATIN_1 else name
