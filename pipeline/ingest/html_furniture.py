"""Which elements of a web page are furniture and of what kind: by name, tag and role, by being links, by type."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from pipeline.ingest.grade_words import count_grades, holds_grades
from pipeline.ingest.html_shape import Shape, Shapes, measure
from pipeline.ingest.labels import labels

NOTE = "note"
"""The kind of furniture that nothing tells more of."""
MAX_SHARE = 0.5
"""An element that holds more than this share of the story's text is the story, whatever its class says."""
MAIN_SHARE = 0.85
"""An element that holds so much of the paragraphs of the one around it is the story instead of that."""
MAX_LINKS = 3000
"""The longest list of links, in characters."""
LINKED_SHARE = 0.8
"""So much of the text of a list of links is links."""
MIN_TEASERS, MAX_TEASER = 3, 300
"""Headings that are links make a list of other stories, if there are so many and so few characters to each."""
MAX_CAPTION = 240
"""The longest caption, in characters."""
_KIND_OF_TAG = {
    "nav": "navigation", "menu": "navigation", "footer": "navigation", "figure": "caption", "aside": NOTE, "form": NOTE,
    "button": NOTE, "label": NOTE, "dialog": NOTE,
}  # fmt: skip
_KIND_OF_ROLE = {
    "navigation": "navigation", "banner": "navigation", "contentinfo": "navigation", "search": "navigation",
    "dialog": NOTE, "complementary": NOTE, "alert": NOTE,
}  # fmt: skip
_MAY_HOLD_GRADES = frozenset({NOTE, "navigation", "caption"})
_MAY_BE_ALL = frozenset({"form", "label", "dialog"})
_CONTAINERS = frozenset(("div", "section", "article", "center", "table", "tbody", "tr", "td", "form", "main", "font"))
_LISTS = frozenset(("ul", "ol", "section", "article", "div", "center"))
_LINES = frozenset(("p", "h2", "h3", "h4"))
_TABLES = frozenset(("table", "ul", "ol", "dl"))
_NAME_PARTS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_OTHER_TYPE = frozenset({"i", "em", "small"})
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Region:
    """Where on the page a walk is: ``kind`` is the kind of furniture, None in the story."""

    def __init__(self, body: HtmlElement) -> None:
        self._shapes = measure(body)
        self._root = main_element(body, self._shapes)
        self._above = frozenset(self._root.iterancestors())
        self._outside = None if self._root is body else NOTE
        self._whole = self._shapes[self._root].text
        self._titled = not self._shapes[self._root].titled
        self._special: HtmlElement | None = None
        self._before = self.kind = self._outside

    def enter(self, element: HtmlElement) -> None:
        """An element begins. What lies in a piece of furniture belongs to it."""
        if self._special is not None or element in self._above:
            return
        if element is self._root:
            self.kind = self._outside = None
            return
        kind = self._kind(element)
        if kind or (self._outside and element.tag in _TABLES and holds_grades(element)):
            self._before, self.kind, self._special = self.kind, kind, element
        self._titled = self._titled or element.tag == "h1"

    def leave(self, element: HtmlElement) -> None:
        """An element has ended."""
        if element is self._special:
            self.kind, self._special = self._before, None
        elif element is self._root and self._above:
            self.kind = self._outside = NOTE if element.tag != "body" else None

    def _kind(self, element: HtmlElement) -> str | None:
        """What kind of furniture an element is; None if it is none, or a table or list of grades."""
        shape = self._shapes[element]
        kind = self._by_markup(element, shape) or self._by_links(element, shape)
        if kind is None and element.tag == "p" and shape.text <= MAX_CAPTION and _is_set_as_caption(element):
            return "caption"
        return None if kind in _MAY_HOLD_GRADES and holds_grades(element) else kind

    def _by_markup(self, element: HtmlElement, shape: Shape) -> str | None:
        """The kind by name, tag or role, or by being hidden."""
        tag, attributes = element.tag, element.attrib
        named = _kind_of_names(attributes.get("class", ""), attributes.get("id", ""))
        is_small = shape.text <= self._whole * MAX_SHARE
        by_tag = _KIND_OF_TAG.get(tag) or _KIND_OF_ROLE.get(attributes.get("role", ""))
        if by_tag and not _is_part_of_story(element) and (is_small or tag not in _MAY_BE_ALL):
            return named or by_tag
        if _is_hidden(element):
            return named or NOTE
        return named if is_small else None

    def _by_links(self, element: HtmlElement, shape: Shape) -> str | None:
        """The kind by being hardly anything but links: to other parts of the site above the title, else to stories."""
        if not shape.links or shape.text > MAX_LINKS or shape.titled:
            return None
        if element.tag in _LISTS:
            share = LINKED_SHARE if self._titled else LINKED_SHARE / 2
            if shape.links > 1 and shape.linked > share * shape.text:
                return "related" if self._titled else "navigation"
            is_small = shape.text <= self._whole * MAX_SHARE
            has_teasers = shape.headings >= MIN_TEASERS and shape.text < MAX_TEASER * shape.headings
            return "related" if has_teasers and is_small else None
        return "related" if element.tag in _LINES and shape.linked == shape.text > 0 and shape.links == 1 else None


def main_element(body: HtmlElement, shapes: Shapes) -> HtmlElement:
    """The element of the story: the main element, and the article or cell in it, unless what is around holds far more.

    In these, the innermost element that holds nearly all paragraphs, and the title if the page has one.
    """
    best = body
    for path in (".//main", ".//*[@role='main']", ".//article", ".//td"):
        found = max(best.iterfind(path), key=lambda element: shapes[element].weight, default=None)
        if found is not None and shapes[found].weight >= shapes[best].weight * MAX_SHARE:
            best = found
    while (inner := next((child for child in best if _holds_story(child, best, shapes)), None)) is not None:
        best = inner
    return best


def _holds_story(inner: HtmlElement, outer: HtmlElement, shapes: Shapes) -> bool:
    if inner.tag not in _CONTAINERS:
        return False
    mine, all_ = shapes[inner], shapes[outer]
    return 0 < all_.weight * MAIN_SHARE <= mine.weight and mine.titled == all_.titled


def _is_hidden(element: HtmlElement) -> bool:
    attributes = element.attrib
    if attributes.get("aria-hidden") == "true" or "hidden" in attributes:
        return True
    return bool(_HIDDEN.search(attributes.get("style", "")))


def _is_set_as_caption(element: HtmlElement) -> bool:
    """Whether a paragraph stands in the middle and in other type, as what is below a picture does; grades are none."""
    if element.get("align", "").lower() != "center" and not _CENTRED.search(element.get("style", "")):
        return False
    around = (element.text or "") + "".join(inner.tail or "" for inner in element)
    alone = len(element) == 1 and element[0].tag in _OTHER_TYPE and not around.strip()
    return alone and not count_grades(element.text_content())


def _is_part_of_story(element: HtmlElement) -> bool:
    """Whether an element that looks like furniture is a picture's place for a table, or says who is quoted."""
    if element.tag == "figure":
        return next(element.iter("table", "blockquote"), None) is not None
    parent = element.getparent()
    return element.tag == "footer" and parent is not None and parent.tag == "blockquote"


def _kind_of_names(classes: str, identity: str) -> str | None:
    """The kind of furniture that the names of an element's classes and its id tell."""
    names = f"{classes} {identity}"
    if names == " ":
        return None
    words = labels()
    whole = (words.markup_names.get(re.sub(r"[_\s]+", "-", name.lower())) for name in names.split())
    parts = (words.markup.get(part.lower()) for part in _NAME_PARTS.findall(names))
    return next((kind for kind in (*whole, *parts) if kind), None)
