"""Pages that are no articles are rejects that say so; short articles are none of them."""

from __future__ import annotations

import pytest

from pipeline.article import Article, Reject
from pipeline.ingest.read import article_from_bytes

pytest.importorskip("lxml", reason="the html extra is not installed")

LEAD = "Inspectors who called at the harbour school in March said that its pupils were safe and well taught."
TEASERS = "".join(
    f'<div><h3><a href="/{n}">Ferry {n} rated inadequate</a></h3><p>It was in May.</p></div>' for n in range(9)
)
COOKIES = """<div class="cookie-banner"><p>We and our partners use cookies to give you the best experience.</p>
<button>Accept all</button></div>"""
PAID = '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>'


def page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>{body}</body></html>"


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (page("404 Not Found", "<p>Sorry, there is nothing at this address. Please go back.</p>"), "error-page"),
        (page("Page not found | Quay Gazette", "<p>Try the search.</p>"), "error-page"),
        (page("Just a moment...", "<p>Checking your browser before you go on.</p>"), "error-page"),
        (page("Log in", "<form><input name=user><input type=password></form>"), "login-page"),
        (page("Members", "<p>Welcome back.</p><form><input name=user><input type=password></form>"), "login-page"),
        (page("School praised", f"<p>{LEAD}</p><p>Subscribe to continue reading this story.</p>"), "paywall"),
        (page("School praised", f"<p>{LEAD}</p>", PAID), "paywall"),
        (page("Latest education news", TEASERS), "listing"),
        (page("Quay Gazette", COOKIES), "cookie-wall"),
        (page("Search results for “ferry”", '<div><a href="/1">Ferry rated inadequate</a></div>' * 9), "listing"),
        ("School news\n\nSchool praised\n3 May 2024\n\nFerry sinks\n2 May 2024\n\nHead leaves\n1 May 2024", "listing"),
        ("Access denied\n\nYou may not see this page on our server, which is a pity.", "error-page"),
        (f"School praised\n\n{LEAD}\n\nAlready a subscriber? Log in.", "paywall"),
    ],
)  # fmt: skip
def test_what_is_no_article_is_a_reject_that_says_so(text: str, error: str) -> None:
    reject = article_from_bytes(text.encode(), "quay")
    assert isinstance(reject, Reject)
    assert reject.error == error
    assert ": " in reject.detail


@pytest.mark.parametrize(
    "text",
    [
        page("School praised", f"<p>{LEAD}</p>"),
        page("School praised", f"<p>{LEAD}</p>" * 12, PAID),
        page("School praised", f"<p>{LEAD}</p>" * 5 + TEASERS),
        page("School praised", f"<p>{LEAD}</p>" * 9 + "<p>Subscribe to continue reading.</p>"),
        page("School praised", f"<p>{LEAD}</p>" * 9 + "<form><input type=password></form>"),
        "School praised\n3 May 2024\n\nSafe\tGood\n2 May 2023\n1 May 2022",
        f"500 officers wanted\n\n{LEAD}",
        f"Access denied to inspectors\n\n{LEAD}",
        f"Not found wanting: school praised\n\n{LEAD}",
    ],
)
def test_articles_are_no_such_pages(text: str) -> None:
    assert isinstance(article_from_bytes(text.encode(), "quay"), Article)
