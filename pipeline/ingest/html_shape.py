"""How much text, and how much of it in links, each element of a web page holds: measured once, in one walk."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

_PARAGRAPHS = frozenset({"p", "li", "td"})
HEADINGS = ("h2", "h3", "h4")


@dataclass(slots=True)
class Shape:
    """What an element holds, in characters but for the counts.

    ``text``: all text; ``linked``: text in links; ``links``: how many; ``headings``: how many headings are links;
    ``weight``: text in paragraphs, items and cells; ``titled``: whether the page's main heading is in it.
    """

    text: int = 0
    linked: int = 0
    links: int = 0
    headings: int = 0
    weight: int = 0
    titled: bool = False

    def add(self, inner: Shape) -> None:
        """Take in what an element inside holds."""
        self.text += inner.text
        self.linked += inner.linked
        self.links += inner.links
        self.headings += inner.headings
        self.weight += inner.weight
        self.titled = self.titled or inner.titled


Shapes = dict[HtmlElement, Shape]


def measure(body: HtmlElement) -> Shapes:
    """The shapes of all elements of the page."""
    shapes: Shapes = {}
    open_: list[Shape] = [Shape()]
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if event == "start":
            open_.append(Shape(text=_length(element.text)))
            continue
        shape = open_.pop()
        _close(element, shape)
        shapes[element] = shape
        open_[-1].add(shape)
        open_[-1].text += _length(element.tail)
    return shapes


def _close(element: HtmlElement, shape: Shape) -> None:
    tag = element.tag
    if tag == "a":
        shape.linked, shape.links = shape.text, 1 if shape.text else 0
    elif tag in _PARAGRAPHS:
        shape.weight += shape.text
    elif tag in HEADINGS and shape.links:
        shape.headings = 1
    elif tag == "h1":
        shape.titled = True


def _length(text: str | None) -> int:
    return len(text.strip()) if text else 0
