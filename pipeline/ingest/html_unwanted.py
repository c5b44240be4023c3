"""Web pages whose markup tells that they are no articles: logins, paywalls, lists of other pages."""

from __future__ import annotations

from lxml.html import HtmlElement

from pipeline.ingest.formats import Metadata
from pipeline.ingest.html_metadata import is_article, is_paid_for
from pipeline.ingest.unwanted import MAX_STUB, no_article

MIN_TEASERS = 5
"""Headings that lead to other pages, with hardly a sentence above them, make a list of pages."""
MAX_LEAD = 300
"""How much text, in characters, of paragraphs without links a list of pages may have above its second heading."""
_HEADINGS = ("h2", "h3", "h4")


def refuse_page(tree: HtmlElement, metadata: Metadata, story: str) -> None:
    """Raise ``UnreadableError`` if the page is no article."""
    title = metadata.title or metadata.heading
    if len(story) <= MAX_STUB:
        if is_paid_for(tree):
            raise no_article("paywall", title)
        if next(tree.iterfind(".//input[@type='password']"), None) is not None:
            raise no_article("login-page", title)
    if not is_article(tree) and _is_list_of_pages(tree):
        raise no_article("listing", title)


def _is_list_of_pages(tree: HtmlElement) -> bool:
    teasers = lead = 0
    for element in tree.iter("p", *_HEADINGS):
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
