"""A saved web page -> the lines of its story, and what its head says. Needs lxml: the `html` extra, imported when used.

The story is the text of the page's main element without what its markup calls navigation, related, advert and the like.
Paragraphs, list items and table rows keep lines of their own; the cells of a row are parted by tabs.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.ingest.formats import Page
from pipeline.ingest.html_metadata import read_metadata
from pipeline.ingest.labels import labels

_UNWANTED = dict.fromkeys((0, *range(0x1C, 0x20)))
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")

_DROPPED = frozenset((
    "script", "style", "noscript", "nav", "aside", "form", "button", "iframe", "svg", "template", "select", "textarea",
    "input", "object", "video", "audio", "figure", "canvas", "menu", "dialog", "head", "map", "label",
))  # fmt: skip
_DROPPED_ROLES = frozenset(("dialog", "navigation", "banner", "contentinfo", "complementary", "search", "alert"))
_PARAGRAPHS = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "dl", "pre", "figure", "section",
    "article",
))  # fmt: skip
_BLOCKS = frozenset((
    "div", "li", "tr", "dt", "dd", "td", "th", "caption", "header", "footer", "main", "address", "details", "summary",
    "fieldset", "hr",
))  # fmt: skip
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_PARAGRAPH, _LINE, _FORCED = "\x1c", "\x1d", "\x1e"
"""Marks, while the text is put together, for where a paragraph, a line, and a ``br`` ends."""
_BREAKS = re.compile("[ \x1c-\x1e]*[\x1c-\x1e][ \x1c-\x1e]*")
_LISTS = frozenset(("ul", "ol", "section", "article"))
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
MAX_FURNITURE_SHARE = 0.5
"""An element that holds more than this share of the page's paragraphs is the story, whatever its class says."""
MAX_LINKS = 3000
"""The longest list of links, in characters."""
MAX_CELL = 400
"""A table with a cell of more characters lays out a page and is no table of values."""
MAX_BREAKS = 3
"""So is one with a cell of more paragraphs, items and forced line ends."""
MIN_STORY = 250
"""With less text than this found, in characters, trafilatura is asked for a more generous reading."""


def read_page(markup: str) -> Page | None:
    """The page's story and metadata; None if there is no text."""
    markup = _XML_DECLARATION.sub("", markup.translate(_UNWANTED), count=1)
    if not markup.strip():
        return None
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    metadata = read_metadata(tree)
    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)
    text = _story(tree)
    if len(text) < MIN_STORY:
        text = _generous(markup) or text
    if metadata.title and metadata.heading not in text[:1000]:
        text = f"{metadata.heading or metadata.title}\n\n{text}"
    return Page(text, metadata) if text.strip() else None


def _generous(markup: str) -> str:
    """What trafilatura finds, told to rather take too much."""
    extract = importlib.import_module("trafilatura").extract  # a quarter of a second, and seldom needed
    return extract(markup, favor_recall=True, include_comments=False, include_tables=True) or ""


def _story(tree: HtmlElement) -> str:
    root = _main_element(tree)
    return _BREAKS.sub(_lines_between, "".join(_pieces(root, len(root.text_content()))))


def _lines_between(match: re.Match[str]) -> str:
    """Neighbouring breaks are one: a blank line if one of them parts paragraphs or two are forced, else a line end."""
    return "\n\n" if _PARAGRAPH in match.group() or match.group().count(_FORCED) > 1 else "\n"


def _main_element(tree: HtmlElement) -> HtmlElement:
    """The element of the story: the main element, and the article in it, unless what is around it holds far more."""
    best = tree.find(".//body")
    best = tree if best is None else best
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = max(best.iterfind(path), key=_weight, default=None)
        if found is not None and _weight(found) >= _weight(best) * MAX_FURNITURE_SHARE:
            best = found
    return best


def _weight(element: HtmlElement) -> int:
    """How much paragraph text an element holds, in characters."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p", "li", "td"))


def _pieces(root: HtmlElement, whole: int) -> Iterator[str]:
    """The text of ``root`` in order, with marks for the breaks of blocks, tabs for cells, and furniture left out.

    ``whole`` is the length of all its text.
    """
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
    return int(element.tag == "tr" and not any(map(_is_page_part, element)))


def _is_page_part(cell: HtmlElement) -> bool:
    """Whether a cell holds a part of a page, as old layouts have it, and not a value."""
    breaks = islice(cell.iter("br", "p", "h1", "h2", "li", "table"), MAX_BREAKS + 1)
    return len(cell.text_content()) > MAX_CELL or sum(1 for _ in breaks) > MAX_BREAKS


def _before(element: HtmlElement, rows: int) -> str:
    tag = element.tag
    if tag in {"td", "th"} and rows:
        return "\t" if element.getprevious() is not None else ""
    if tag == "img" and rows:  # grades that are pictures
        return str(element.get("alt", ""))
    if tag == "dd" and (before := element.getprevious()) is not None and before.tag == "dt":
        return "\t"
    if rows and tag != "tr":
        return " " if tag in _PARAGRAPHS or tag in _BLOCKS or tag == "br" else ""
    if tag == "li":
        return f"{_LINE}• "
    return _FORCED if tag == "br" else _break(tag)


def _after(element: HtmlElement, rows: int) -> str:
    if rows and element.tag != "tr":
        return " " if element.tag in _PARAGRAPHS else ""
    following = element.getnext()
    if element.tag == "dt" and following is not None and following.tag == "dd":
        return ""
    return _break(element.tag)


def _break(tag: str) -> str:
    return _PARAGRAPH if tag in _PARAGRAPHS else _LINE if tag in _BLOCKS else ""


def _is_furniture(element: HtmlElement, whole: int) -> bool:
    """Whether an element is not the story, by its tag, its role, its being hidden, or the words of its class and id."""
    tag = element.tag
    if tag in _DROPPED:
        return tag != "figure" or next(element.iter("table", "blockquote"), None) is None
    attributes = element.attrib
    if attributes.get("role") in _DROPPED_ROLES or attributes.get("aria-hidden") == "true" or "hidden" in attributes:
        return True
    if _HIDDEN.search(attributes.get("style", "")) or (tag == "footer" and not _is_attribution(element)):
        return True
    if tag in _LISTS and _is_list_of_links(element):
        return True
    return _is_named_furniture(attributes.get("class", ""), attributes.get("id", "")) and (
        len(element.text_content()) <= whole * MAX_FURNITURE_SHARE
    )


def _is_list_of_links(element: HtmlElement) -> bool:
    """Whether a list or section of modest size is hardly anything but links: other stories, not this one."""
    text = len("".join(element.text_content().split()))
    if not 0 < text <= MAX_LINKS:
        return False
    links = [len("".join(link.text_content().split())) for link in element.iter("a")]
    return len(links) > 1 and sum(links) > 0.8 * text


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
