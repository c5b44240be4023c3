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
from pipeline.ingest.grade_words import MIN_GRADES, count_grades
from pipeline.ingest.html_furniture import NOTE, Region
from pipeline.ingest.html_metadata import is_article, is_paid_for, read_metadata
from pipeline.ingest.html_unwanted import Claims, refuse_page
from pipeline.ingest.linked_data import read_linked

_UNWANTED = dict.fromkeys((0, *range(0x1C, 0x20)))
_XML_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")

_WORDLESS = frozenset((
    "iframe", "svg", "select", "textarea", "input", "object", "video", "audio", "canvas", "head", "map",
))  # fmt: skip
_PARAGRAPHS = frozenset((
    "p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "dl", "pre", "figure", "section",
    "article",
))  # fmt: skip
_BLOCKS = frozenset((
    "div", "li", "tr", "dt", "dd", "td", "th", "caption", "header", "footer", "main", "address", "details", "summary",
    "fieldset", "hr",
))  # fmt: skip
_PARAGRAPH, _LINE, _FORCED = "\x1c", "\x1d", "\x1e"
"""Marks, while the text is put together, for where a paragraph, a line, and a ``br`` ends."""
_BREAKS = re.compile("[ \x1c-\x1e]*[\x1c-\x1e][ \x1c-\x1e]*")
_BULLET_ALONE = re.compile("•[ \x1c-\x1e]+(?:•[ \x1c-\x1e]+)*")
_SPACE = re.compile(r"[ \t\r\n\f]+")
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
    linked = read_linked(tree)
    metadata, doubts = read_metadata(tree, linked)
    claims = Claims(is_article(tree, linked), is_paid_for(linked))
    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)
    text, asides = _story(tree)
    refuse_page(tree, claims, metadata.title or metadata.heading, text)
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
    pieces = list(_pieces(body))
    story = "".join(piece for kind, piece in pieces if kind is None)
    others = groupby(((kind, piece) for kind, piece in pieces if kind), key=itemgetter(0))
    asides = (Aside(kind, _laid_out(piece for _, piece in group)) for kind, group in others)
    return _laid_out((story,)), tuple(aside for aside in asides if aside.text.strip())


def _laid_out(pieces: Iterable[str]) -> str:
    return _BREAKS.sub(_lines_between, _BULLET_ALONE.sub("• ", "".join(pieces)))


def _lines_between(match: re.Match[str]) -> str:
    """Neighbouring breaks are one: a blank line if one of them parts paragraphs or two are forced, else a line end."""
    return "\n\n" if _PARAGRAPH in match.group() or match.group().count(_FORCED) > 1 else "\n"


def _pieces(body: HtmlElement) -> Iterator[tuple[str | None, str]]:
    """The text of ``body`` in order, with marks for the breaks of blocks and tabs for cells, each with its kind."""
    rows = 0
    region = Region(body)
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
        return f"{_LINE}• " if any(map(str.strip, element.itertext())) else _LINE
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
