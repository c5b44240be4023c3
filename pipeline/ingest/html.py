"""A saved web page -> the lines of its story, and what its head says. Needs lxml: the `html` extra, imported when used.

The story is the text of the page's main element without what its markup calls navigation, related, advert and the like;
all else with words in it is kept as furniture.
Paragraphs, list items and table rows keep lines of their own; the cells of a row are parted by tabs.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import itemgetter

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from pipeline.ingest.formats import Aside, Page
from pipeline.ingest.grade_words import MIN_GRADES, count_grades, holds_grades
from pipeline.ingest.html_metadata import read_metadata
from pipeline.ingest.html_unwanted import refuse_page
from pipeline.ingest.labels import labels

NOTE = "note"
"""The kind of furniture that nothing tells more of."""

_UNWANTED = dict.fromkeys((0, *range(0x1C, 0x20)))
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")

_WORDLESS = frozenset((
    "iframe", "svg", "select", "textarea", "input", "object", "video", "audio", "canvas", "head", "map",
))  # fmt: skip
_KIND_OF_TAG = {
    "nav": "navigation", "menu": "navigation", "footer": "navigation", "figure": "caption", "aside": NOTE, "form": NOTE,
    "button": NOTE, "label": NOTE, "dialog": NOTE,
}  # fmt: skip
_KIND_OF_ROLE = {
    "navigation": "navigation", "banner": "navigation", "contentinfo": "navigation", "search": "navigation",
    "dialog": NOTE, "complementary": NOTE, "alert": NOTE,
}  # fmt: skip
_MAY_HOLD_GRADES = frozenset({NOTE, "navigation", "caption"})
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
    """The page's story, metadata and furniture; None if there is no text.

    Raises ``UnreadableError`` for a list of other pages, a login, or what a paywall leaves of an article.
    """
    markup = _XML_DECLARATION.sub("", markup.translate(_UNWANTED), count=1)
    if not markup.strip():
        return None
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None
    metadata, doubts = read_metadata(tree)
    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)
    text, asides = _story(tree)
    refuse_page(tree, metadata, text)
    if len(text) < MIN_STORY or _has_lost_grades(text, asides):
        text = _generous(markup, text)
        asides = tuple(aside for part in asides for aside in _not_in(text, part))
    if metadata.title and metadata.heading not in text[:1000]:
        text = f"{metadata.heading or metadata.title}\n\n{text}"
    return Page(text, metadata, asides, repairs=doubts) if text.strip() else None


def _generous(markup: str, text: str) -> str:
    """What trafilatura finds, told to rather take too much, if that is more than ``text``."""
    extract = importlib.import_module("trafilatura").extract  # a quarter of a second, and seldom needed
    found = extract(markup, favor_recall=True, include_comments=False, include_tables=True) or ""
    return max(found, text, key=lambda story: (count_grades(story), len(story)))


def _has_lost_grades(text: str, asides: tuple[Aside, ...]) -> bool:
    """Whether the story names no grade at all, and what is left of the page beside it names some."""
    lost = any(aside.kind == NOTE and count_grades(aside.text) >= MIN_GRADES for aside in asides)
    return lost and not count_grades(text)


def _not_in(text: str, aside: Aside) -> tuple[Aside, ...]:
    """The aside without the lines that the story has."""
    story = {line.strip() for line in text.split("\n")}
    words = "\n".join(line for line in aside.text.split("\n") if line.strip() not in story)
    return (Aside(aside.kind, words),) if words.strip() else ()


def _story(tree: HtmlElement) -> tuple[str, tuple[Aside, ...]]:
    """The story, and in the order of the page what is not of it."""
    body = tree.find(".//body")
    body = tree if body is None else body
    root = _main_element(body)
    pieces = list(_pieces(body, root))
    story = "".join(piece for kind, piece in pieces if kind is None)
    others = groupby(((kind, piece) for kind, piece in pieces if kind), key=itemgetter(0))
    asides = (Aside(kind, _laid_out(piece for _, piece in group)) for kind, group in others)
    return _laid_out((story,)), tuple(aside for aside in asides if aside.text.strip())


def _laid_out(pieces: Iterable[str]) -> str:
    return _BREAKS.sub(_lines_between, "".join(pieces))


def _lines_between(match: re.Match[str]) -> str:
    """Neighbouring breaks are one: a blank line if one of them parts paragraphs or two are forced, else a line end."""
    return "\n\n" if _PARAGRAPH in match.group() or match.group().count(_FORCED) > 1 else "\n"


def _main_element(body: HtmlElement) -> HtmlElement:
    """The element of the story: the main element, and the article or cell in it, unless what is around it holds far more."""
    best = body
    for path in (".//main", ".//*[@role='main']", ".//article", ".//td"):
        found = max(best.iterfind(path), key=_weight, default=None)
        if found is not None and _weight(found) >= _weight(best) * MAX_FURNITURE_SHARE:
            best = found
    return best


def _weight(element: HtmlElement) -> int:
    """How much paragraph text an element holds, in characters."""
    return sum(len(paragraph.text_content()) for paragraph in element.iter("p", "li", "td"))


class _Region:
    """Where on the page the walk is: ``kind`` is the kind of furniture, None for the story, which ``root`` holds."""

    def __init__(self, root: HtmlElement, *, is_all: bool) -> None:
        self._root, self._around = root, None if is_all else NOTE
        self._whole = len(root.text_content())
        self._furniture: HtmlElement | None = None
        self.kind: str | None = self._around

    def enter(self, element: HtmlElement) -> None:
        """An element begins. What lies in a piece of furniture belongs to it."""
        if self._furniture is not None:
            return
        if element is self._root:
            self._before, self.kind = self.kind, None
        elif kind := _furniture_kind(element, self._whole):
            self._before, self.kind, self._furniture = self.kind, kind, element

    def leave(self, element: HtmlElement) -> None:
        """An element has ended."""
        if element is self._root:
            self.kind = self._around
        elif element is self._furniture:
            self.kind, self._furniture = self._before, None


def _pieces(body: HtmlElement, root: HtmlElement) -> Iterator[tuple[str | None, str]]:
    """The text of ``body`` in order, with marks for the breaks of blocks and tabs for cells, each with its kind."""
    rows = 0
    region = _Region(root, is_all=root is body)
    walker = etree.iterwalk(body, events=("start", "end"))
    for event, element in walker:
        if event == "start":
            if element.tag in _WORDLESS:
                walker.skip_subtree()
                continue
            region.enter(element)
            rows += _opens_row(element)
            yield region.kind, _before(element, rows) + _SPACE.sub(" ", element.text or "")
        else:
            yield region.kind, _after(element, rows)
            rows -= _opens_row(element)
            region.leave(element)
            if element is not body:
                yield region.kind, _SPACE.sub(" ", element.tail or "")


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


def _furniture_kind(element: HtmlElement, whole: int) -> str | None:
    """What kind of furniture an element is, by its name, tag or role, its being hidden or a list of links; or None."""
    kind = _kind_by_markup(element, whole)
    if kind in _MAY_HOLD_GRADES and holds_grades(element):
        return None
    return kind


def _kind_by_markup(element: HtmlElement, whole: int) -> str | None:
    tag, attributes = element.tag, element.attrib
    named = _kind_of_names(attributes.get("class", ""), attributes.get("id", ""))
    by_tag = _KIND_OF_TAG.get(tag) or _KIND_OF_ROLE.get(attributes.get("role", ""))
    if by_tag and not _is_part_of_story(element):
        return named or by_tag
    if attributes.get("aria-hidden") == "true" or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
        return named or NOTE
    if tag in _LISTS and _is_list_of_links(element):
        return named or "related"
    return named if named and len(element.text_content()) <= whole * MAX_FURNITURE_SHARE else None


def _is_part_of_story(element: HtmlElement) -> bool:
    """Whether an element that looks like furniture is a picture's place for a table, or says who is quoted."""
    if element.tag == "figure":
        return next(element.iter("table", "blockquote"), None) is not None
    parent = element.getparent()
    return element.tag == "footer" and parent is not None and parent.tag == "blockquote"


def _is_list_of_links(element: HtmlElement) -> bool:
    """Whether a list or section of modest size is hardly anything but links: other stories, not this one."""
    text = len("".join(element.text_content().split()))
    if not 0 < text <= MAX_LINKS:
        return False
    links = [len("".join(link.text_content().split())) for link in element.iter("a")]
    return len(links) > 1 and sum(links) > 0.8 * text


def _kind_of_names(classes: str, identity: str) -> str | None:
    """The kind of furniture that the names of an element's classes and its id tell."""
    names = f"{classes} {identity}"
    if names == " ":
        return None
    words = labels()
    whole = (words.markup_names.get(re.sub(r"[_\s]+", "-", name.lower())) for name in names.split())
    parts = (words.markup.get(part.lower()) for part in _NAME_PARTS.findall(names))
    return next((kind for kind in (*whole, *parts) if kind), None)
