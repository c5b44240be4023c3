"""Web pages whose markup tells that they are no articles: logins, paywalls, lists of other pages."""

from __future__ import annotations

from typing import NamedTuple

from lxml.html import HtmlElement

from pipeline.ingest.html_shape import HEADINGS
from pipeline.ingest.unwanted import MAX_STUB, no_article

MIN_TEASERS = 5
"""Headings that lead to other pages, with hardly a sentence above them, make a list of pages."""
MAX_LEAD = 300
"""How much text, in characters, of paragraphs without links a list of pages may have above its second heading."""


class Claims(NamedTuple):
    """What a page says of itself: that it is an article, and that the article is not free to read."""

    is_article: bool
    is_paid_for: bool


def refuse_page(tree: HtmlElement, claims: Claims, title: str, story: str) -> None:
    """Raise ``UnreadableError`` if the page is no article."""
    if len(story) <= MAX_STUB:
        if claims.is_paid_for:
            raise no_article("paywall", title)
        if next(tree.iterfind(".//input[@type='password']"), None) is not None:
            raise no_article("login-page", title)
    if not claims.is_article and _is_list_of_pages(tree):
        raise no_article("listing", title)


def _is_list_of_pages(tree: HtmlElement) -> bool:
    teasers = lead = 0
    for element in tree.iter("p", *HEADINGS):
        if element.tag == "p":
            lead += len(element.text_content()) if teasers < 2 else 0
        else:
            teasers += _leads_elsewhere(element)
        if lead > MAX_LEAD:
            return False
    return teasers >= MIN_TEASERS


def _leads_elsewhere(heading: HtmlElement) -> bool:
    """Whether a heading is a link, or stands in one."""
    parent = heading.getparent()
    return heading.find(".//a") is not None or (parent is not None and parent.tag == "a")
