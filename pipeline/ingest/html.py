"""A saved web page -> the lines of its story, and what its head says. Needs lxml: the `html` extra, imported when used.

The story is the text of the page's main element without what its markup calls navigation, related, advert and the like.
Paragraphs, list items and table rows keep lines of their own; the cells of a row are parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from pipeline.ingest.html_metadata import Metadata, read_metadata
from pipeline.ingest.labels import labels

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MISSING = "HTML needs lxml and trafilatura: pip install 'inspextract[html]'"
_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h[1-6]|table|ul)\b",
    re.IGNORECASE | re.DOTALL,
)
_DOCUMENT = re.compile(r"<(?:!doctype\s+html|html|body)\b[^>]*>", re.IGNORECASE)
_TAG = re.compile(r"</(?:p|div|html|body|article|h1|li|td)>", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_PROBE = 2048

_DROPPED = frozenset(
    "script style noscript nav aside form button iframe svg template select textarea input object video audio figure "
    "canvas menu dialog head map label".split()
)  # fmt: skip
_DROPPED_ROLES = frozenset({"dialog", "navigation", "banner", "contentinfo", "complementary", "search", "alert", "menu"})
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote table ul ol dl pre figure section article".split())
_BLOCKS = frozenset("div li tr dt caption header footer main address details summary time fieldset hr td th dd".split())
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAX_FURNITURE_SHARE = 0.5
"""An element that holds more than this share of the page's paragraphs is the story, whatever its class says."""
MAX_CELL = 400
"""A table with a cell of more characters lays out a page and is no table of values."""
MIN_STORY = 250
"""With less text than this found, in characters, trafilatura is asked for a more generous reading."""


class Page(NamedTuple):
    """The story of a page as plain text, and the page's metadata."""

    text: str
    metadata: Metadata


def looks_like_html(text: str, source: str = "") -> bool:
    """Whether the text is a page or a fragment of one, by content first and by the name of ``source`` second.

    >>> looks_like_html("<!DOCTYPE html><html>"), looks_like_html("A mark below <p> is a fail"), looks_like_html("Plain.")
    (True, False, False)
    """
    probe = text[:_PROBE]
    if "<" not in probe:
        return False
    named = source.lower().endswith((".html", ".htm", ".xhtml"))
    return bool(_DOCUMENT.search(probe)) or bool((named or _LOOKS_LIKE_HTML.match(probe)) and _TAG.search(text[:65536]))


def declared_charset(data: bytes) -> str | None:
    """The charset that a page declares in a ``meta`` element; Latin-1 means Windows-1252 there, as browsers have it."""
    match = _CHARSET.search(data[:_PROBE])
    name = match[1].decode("ascii", "replace").lower() if match else None
    return "cp1252" if name in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else name


def read_page(markup: str) -> Page | None:
    """The page's story and metadata; None if there is no text. Raises ImportError if the `html` extra is missing."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    markup = _XML_DECLARATION.sub("", markup.replace("\0", ""), count=1)
    if not markup.strip():
        return None
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    metadata = read_metadata(tree)
    text = _story(tree)
    if len(text) < MIN_STORY:
        text = _generous(markup) or text
    if metadata.title and metadata.heading not in text[:1000]:
        text = f"{metadata.heading or metadata.title}\n\n{text}"
    return Page(text, metadata) if text.strip() else None


def _generous(markup: str) -> str:
    """What trafilatura finds, told to rather take too much."""
    from trafilatura import extract

    return extract(markup, favor_recall=True, include_comments=False, include_tables=True) or ""


def _story(tree: HtmlElement) -> str:
    root = _main_element(tree)
    return "".join(_pieces(root, _weight(root)))


def _weight(element: HtmlElement) -> int:
    """How much paragraph text an element holds, in characters."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p", "li", "td"))


def _main_element(tree: HtmlElement) -> HtmlElement:
    """The element of the story: the weightiest article, unless the page's main element or body holds far more."""
    body = tree.find(".//body")
    body = tree if body is None else body
    best = body
    for path in (".//main", ".//*[@role='main']", ".//article", ".//*[@itemprop='articleBody']"):
        found = max(body.iterfind(path), key=_weight, default=None)
        if found is not None and _weight(found) >= _weight(best) * MAX_FURNITURE_SHARE and path != ".//*[@itemprop='articleBody']":
            best = found
    return best


def _pieces(root: HtmlElement, whole: int) -> Iterator[str]:
    """The text of ``root`` in order, with line breaks for blocks, tabs for cells, and furniture left out."""
    from lxml import etree

    rows = 0
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element is not root and _is_furniture(element, whole):
                walker.skip_subtree()
                continue
            rows += _opens_row(element)
            yield _before(element, rows)
            yield _SPACE.sub(" ", element.text or "")
        else:
            yield _after(element, rows)
            rows -= _opens_row(element)
            if element is not root:
                yield _SPACE.sub(" ", element.tail or "")


def _opens_row(element: HtmlElement) -> int:
    """1 for a row of a table of values: what is in it stays on one line."""
    return int(element.tag == "tr" and not any(len(cell.text_content()) > MAX_CELL for cell in element))


def _before(element: HtmlElement, rows: int) -> str:
    tag = element.tag
    if tag in {"td", "th"} and rows:
        return "\t" if element.getprevious() is not None else ""
    if tag == "dd" and (before := element.getprevious()) is not None and before.tag == "dt":
        return "\t"
    if rows and tag != "tr":
        return " " if tag in _PARAGRAPHS or tag in _BLOCKS or tag == "br" else ""
    if tag == "li":
        return "\n• "
    return "\n" if tag == "br" else _break(tag)


def _after(element: HtmlElement, rows: int) -> str:
    if rows and element.tag != "tr":
        return " " if element.tag in _PARAGRAPHS else ""
    following = element.getnext()
    if element.tag == "dt" and following is not None and following.tag == "dd":
        return ""
    return _break(element.tag)


def _break(tag: str) -> str:
    return "\n\n" if tag in _PARAGRAPHS else "\n" if tag in _BLOCKS else ""


def _is_furniture(element: HtmlElement, whole: int) -> bool:
    """Whether an element is not the story, by its tag, its role, its being hidden, or the words of its class and id."""
    tag = element.tag
    if tag in _DROPPED:
        return tag != "figure" or not any(True for _ in element.iter("table", "blockquote"))
    attributes = element.attrib
    if not attributes:
        return tag == "footer" and not _is_attribution(element)
    if attributes.get("role") in _DROPPED_ROLES or attributes.get("aria-hidden") == "true" or "hidden" in attributes:
        return True
    if _HIDDEN.search(attributes.get("style", "")) or (tag == "footer" and not _is_attribution(element)):
        return True
    return _is_named_furniture(attributes.get("class", ""), attributes.get("id", "")) and (
        _weight(element) <= whole * MAX_FURNITURE_SHARE
    )


def _is_attribution(element: HtmlElement) -> bool:
    """A footer inside a quotation says who is quoted."""
    parent = element.getparent()
    return parent is not None and parent.tag == "blockquote"


def _is_named_furniture(classes: str, identity: str) -> bool:
    names = f"{classes} {identity}"
    if names == " ":
        return False
    parts = {part.lower() for part in _NAME_PARTS.findall(names)}
    return not parts.isdisjoint(labels().words["markup"]) or not labels().words["markup-pair"].isdisjoint(
        re.sub(r"[_\s]+", "-", name.lower()) for name in names.split()
    )
