"""Web pages: the story without the page around it, tables whole, metadata from its best source."""

from __future__ import annotations

import time

import pytest

from pipeline.article import Article, Reject
from pipeline.ingest.formats import looks_like_html
from pipeline.ingest.read import article_from_bytes
from tests.written import story

pytest.importorskip("lxml", reason="the html extra is not installed")

STORY = """
<p>Inspectors who called at the harbour school in March said that its pupils were <b>safe</b> and well&nbsp;taught.</p>
<p>“We are pleased,” said the head, Ida Marsh, who has been in charge for two years and means to stay for more.</p>
<p>The school was graded good for reading, and adequate for the way in which it looks after its boats and ropes.</p>
"""
PAGE = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>School praised | Quay Gazette</title>{head}</head>
<body><header><nav><a href="/">Home</a></nav></header>
<main><article><h1>Harbour school praised</h1>{body}</article></main>
<footer>© Quay Gazette</footer></body></html>"""


def read(body: str = STORY, head: str = "", page: str = PAGE) -> Article:
    article = article_from_bytes(page.format(head=head, body=body).encode(), "quay.html")
    assert isinstance(article, Article)
    return article


def test_the_story_has_a_line_for_each_paragraph_and_nothing_of_the_page() -> None:
    assert story(read()).split("\n\n") == [
        "Harbour school praised",
        "Inspectors who called at the harbour school in March said that its pupils were safe and well taught.",
        "“We are pleased,” said the head, Ida Marsh, who has been in charge for two years and means to stay for more.",
        "The school was graded good for reading, and adequate for the way in which it looks after its boats and ropes.",
    ]


@pytest.mark.parametrize(
    ("markup", "lines"),
    [
        (
            "<table><caption>The grades</caption><thead><tr><th>Area</th><th>Grade</th></tr></thead>\n"
            "<tbody><tr><td>Reading</td>\n<td><p>Good</p></td></tr>\n<tr><th>Boats</th><td></td><td>Poor</td></tr></table>",
            "The grades\nArea\tGrade\nReading\tGood\nBoats\t\tPoor",
        ),
        ("<table><tr><td>Reading</td><td><img src='g.png' alt='Good'></td></tr></table>", "Reading\tGood"),
        ("<dl><dt>Reading</dt>\n<dd>Good</dd><dt>Boats</dt><dd>Poor</dd></dl>", "Reading\tGood\nBoats\tPoor"),
        ("<ul>\n<li>Reading: <b>good</b></li>\n<li>boats: poor</li>\n</ul>", "• Reading: good\n• boats: poor"),
        (
            "<ol><li><p>Reading: good</p></li><li></li><li>\n<div>Boats: poor</div></li></ol>",
            "• Reading: good\n\n• Boats: poor",
        ),
        ("<div>Reading: good<br>Boats: poor<br><br>That is all</div>", "Reading: good\nBoats: poor\n\nThat is all"),
        ("<figure><table><tr><td>Reading</td><td>Good</td></tr></table></figure>", "Reading\tGood"),
        ("<blockquote><p>Good!</p><footer>Ida Marsh, head</footer></blockquote>", "Good!\n\nIda Marsh, head"),
    ],
)
def test_rows_items_and_quotations_keep_their_lines(markup: str, lines: str) -> None:
    assert story(read(STORY + markup)).partition("boats and ropes.\n\n")[2] == lines


@pytest.mark.parametrize(
    "markup",
    [
        "<aside>Ferry rated inadequate</aside>",
        '<div class="related-stories"><p>Ferry rated inadequate</p></div>',
        '<div class="articleRelated"><p>Ferry rated inadequate</p></div>',
        '<ul><li><a href="/1">Ferry rated inadequate</a></li><li><a href="/2">Ten good walks</a></li></ul>',
        '<div id="cookie-banner" role="dialog"><p>We rate cookies good.</p></div>',
        '<div class="ad" aria-hidden="true">Advertisement: rated good</div>',
        '<p class="newsletter">Get our good newsletter</p>',
        '<figure><img alt=""><figcaption>Ida Marsh, rated good</figcaption></figure>',
        '<section id="comments"><p>Good riddance, says salty.</p></section>',
        '<div style="display: none">Good</div>',
        "<script>var grade = 'good';</script><style>.good{}</style><noscript>Good</noscript>",
        '<div class="most-read"><p>Ferry rated inadequate</p></div>',
    ],
)
def test_furniture_in_markup_is_no_part_of_the_story(markup: str) -> None:
    assert story(read(STORY + markup)) == story(read())


@pytest.mark.parametrize(
    "name", ["article-body", "shared-leadership", "adjacent", "unrelated", "promoted-to-good", "navigator"]
)
def test_names_that_only_resemble_furniture_do_not_hide_the_story(name: str) -> None:
    assert "The ferry was good." in read(f'{STORY}<p class="{name}">The ferry was good.</p>').text


@pytest.mark.parametrize("name", ["with-ads", "related", "comments"])
def test_an_element_that_holds_most_of_the_page_is_the_story_whatever_its_name(name: str) -> None:
    assert story(read(f'<div class="{name}">{STORY}</div>')) == story(read())


JSON_LD = """<script type="application/ld+json">{"@graph": [{"@type": "WebSite", "name": "Quay"},
{"@type": ["NewsArticle"], "headline": "School praised", "datePublished": "2023-04-04T06:00:00+01:00",
"author": [{"@type": "Person", "name": "Una Teal"}, {"@type": "Organization", "name": "Quay Gazette"}],
"publisher": {"@type": "Organization", "name": "Quay Gazette"}}]}</script>"""
META = """<meta property="article:published_time" content="2023-04-04T23:00:00Z">
<meta name="author" content="Una Teal"><meta property="og:site_name" content="Quay Gazette">"""


@pytest.mark.parametrize(
    ("head", "body", "published", "authors", "publisher"),
    [
        (JSON_LD, "", "2023-04-04", ("Una Teal",), "Quay Gazette"),
        ('<script type="application/ld+json">{broken</script>', "<p>By Una Teal</p>", None, ("Una Teal",),
         "Quay Gazette"),
        (META, "", "2023-04-04", ("Una Teal",), "Quay Gazette"),
        ("", '<p>By <a rel="author" href="/una">Una Teal</a></p><time datetime="2023-04-04">Tuesday</time>',
         "2023-04-04", ("Una Teal",), "Quay Gazette"),
        ("", "<p>By Una Teal and Rhys Oakes</p><p>4 April 2023</p>", "2023-04-04", ("Una Teal", "Rhys Oakes"),
         "Quay Gazette"),
        ('<meta name="author" content="Newsdesk">', "", None, (), "Quay Gazette"),
        ("", "", None, (), "Quay Gazette"),
    ],
)  # fmt: skip
def test_metadata(head: str, body: str, published: str | None, authors: tuple[str, ...], publisher: str | None) -> None:
    article = read(body + STORY, head)
    assert (article.published, article.authors, article.publisher) == (published, authors, publisher)
    assert article.language == "en"
    assert article.format == "html"


def test_the_title_comes_from_the_best_source_and_loses_the_name_of_the_site() -> None:
    assert read(head=JSON_LD).title == "School praised"
    assert read(head='<meta property="og:title" content="A school praised">').title == "A school praised"
    assert read().title == "Harbour school praised"
    assert read(page=PAGE.replace("<h1>Harbour school praised</h1>", "")).title == "School praised"


def test_a_page_laid_out_by_a_table_has_its_paragraphs() -> None:
    cell = f"<td><h1>Harbour school praised</h1>{STORY.replace('<p>', '<br><br>').replace('</p>', '')}</td>"
    page = f"<html><body><table><tr><td><a>Home</a><br><a>Sport</a></td>{cell}</tr></table></body></html>"
    article = article_from_bytes(page.encode(), "quay.html")
    assert isinstance(article, Article)
    assert story(read()).split("\n\n")[1:] == story(article).split("\n\n")[-3:]


def test_a_known_writer_is_furniture_in_the_text_too() -> None:
    article = read("<p>By Una Teal Senior Reporter</p>" + STORY, JSON_LD)
    assert [article.text[span.start : span.end] for span in article.furniture if span.kind == "byline"] == [
        "By Una Teal Senior Reporter"
    ]


def test_a_declared_charset_and_its_url() -> None:
    link = '<link rel="canonical" href="https://quay.example/1">'
    page = PAGE.replace("utf-8", "iso-8859-1").format(head=link, body=STORY)
    article = article_from_bytes(page.replace("“We", "‘We").encode("cp1252"), "quay.htm")
    assert isinstance(article, Article)
    assert "‘We are pleased,”" in article.text
    assert article.url == "https://quay.example/1"


@pytest.mark.parametrize("page", ["<html></html>", "<!doctype html><body><script>1</script></body>", "<html><body>  "])
def test_a_page_without_text_is_a_reject(page: str) -> None:
    reject = article_from_bytes(page.encode(), "quay.html")
    assert isinstance(reject, Reject)
    assert reject.error == "empty"


def test_recognition_is_by_content_first() -> None:
    assert looks_like_html("\n<p>One.</p><p>Two.</p>")
    assert looks_like_html("One.<p>Two.</p>", "quay.html")
    assert not looks_like_html("One.<p>Two.</p>", "quay.txt")
    assert not looks_like_html("Marks: a < b and b > c", "quay.html")


@pytest.mark.parametrize(
    "markup",
    ["<div class=related>" * 20_000, "<p>a" * 50_000, "<table><tr><td>" * 10_000, "<!--" * 50_000, "<a b='" * 50_000,
     "<ul><li><a>x</a>" * 20_000, "&lt;" * 100_000, "<meta charset" * 30_000],
    ids=lambda markup: markup[:12],
)  # fmt: skip
def test_hostile_pages_end(markup: str) -> None:
    start = time.process_time()
    article_from_bytes(b"<!doctype html>" + markup.encode(), "hostile.html")
    assert time.process_time() - start < 6


def furniture(article: Article) -> list[tuple[str, str]]:
    return [(span.kind, article.text[span.start : span.end]) for span in article.furniture]


@pytest.mark.parametrize(
    ("markup", "kind"),
    [
        ('<div class="related-stories"><p>Ferry rated inadequate</p></div>', "related"),
        ('<div id="cookie-banner"><p>Ferry rated inadequate</p></div>', "cookies"),
        ('<section id="comments"><p>Ferry rated inadequate</p></section>', "comments"),
        ('<div class="ad-slot"><p>Ferry rated inadequate</p></div>', "advert"),
        ("<figure><figcaption>Ferry rated inadequate</figcaption></figure>", "caption"),
        ("<nav>Ferry rated inadequate</nav>", "navigation"),
        ("<aside>Ferry rated inadequate</aside>", "note"),
        ('<p><a href="/ferry">Ferry rated inadequate</a></p>', "related"),
        ('<div><h3><a href="/1">Ferry rated inadequate</a></h3><h3><a href="/2">Ten walks</a></h3></div>', "related"),
    ],
)
def test_furniture_is_kept_below_the_story_with_its_kind(markup: str, kind: str) -> None:
    kept = furniture(read(STORY + markup))
    assert [found for found, words in kept if words.startswith("Ferry rated inadequate")] == [kind]


@pytest.mark.parametrize(
    ("markup", "is_caption"),
    [
        ('<p align="center"><i>The harbour master with the crew of the year</i></p>', True),
        ('<p style="text-align: center"><small>The harbour master with the crew of the year</small></p>', True),
        ('<p align="center">The harbour master with the crew of the year</p>', False),
        ("<p><i>The harbour master with the crew of the year</i></p>", False),
        ('<p align="center">The <i>Ida</i> and the crew of the year</p>', False),
        ('<p align="center"><i>Overall effectiveness: good</i></p>', False),
    ],
)
def test_what_is_set_as_captions_are_is_one(markup: str, is_caption: bool) -> None:
    kinds = [kind for kind, _ in furniture(read(STORY + markup)) if kind == "caption"]
    assert kinds == ["caption"] * is_caption


def test_teasers_are_other_stories_and_the_page_around_the_story_is_none() -> None:
    teaser = '<div><h3><a href="/{0}">Ferry {0} rated inadequate</a></h3><p>It was rated so in May.</p></div>'
    strip = "<div>" + "".join(map(teaser.format, range(4))) + "</div>"
    page = (
        f"<html><body><div>Our partners</div><div><div><h1>Harbour school praised</h1>{STORY}</div>{strip}</div></body>"
    )
    article = article_from_bytes(page.encode(), "quay.html")
    assert isinstance(article, Article)
    assert story(article) == story(read())
    assert "Our partners" in article.text


GRADES = "<tr><td>Reading</td><td>Good</td></tr><tr><td>Boats</td><td>Requires improvement</td></tr>"


@pytest.mark.parametrize(
    "markup",
    [
        f"<aside><table>{GRADES}</table></aside>",
        f'<div class="sidebar"><table>{GRADES}</table></div>',
        "<aside><ul><li>Reading: good</li><li>Boats: requires improvement</li></ul></aside>",
        "<form><dl><dt>Reading</dt><dd>Good</dd><dt>Boats</dt><dd>Requires improvement</dd></dl></form>",
    ],
)
def test_grades_beside_the_story_are_of_the_story(markup: str) -> None:
    assert "requires improvement" in story(read(STORY + markup)).lower()


@pytest.mark.parametrize("name", ["related", "comments", "advert", "cookie"])
def test_grades_in_what_others_say_are_not(name: str) -> None:
    assert "Boats" not in story(read(f'{STORY}<div class="{name}"><table>{GRADES}</table></div>'))


def test_a_grade_table_outside_the_element_of_the_story_is_kept() -> None:
    page = f"<html><body><main><h1>Harbour school praised</h1>{STORY * 3}</main><table>{GRADES}</table></body></html>"
    article = article_from_bytes(page.encode(), "quay.html")
    assert isinstance(article, Article)
    assert "Boats\tRequires improvement" in story(article)


def test_a_form_around_the_whole_page_hides_nothing() -> None:
    page = PAGE.replace("<body>", "<body><form id='aspnetForm'>").replace("</body>", "</form></body>")
    assert story(read(page=page)) == story(read())


OTHER_DATE = (
    '<meta property="article:published_time" content="2021-01-09T06:00:00Z"><meta name="author" content="Rhys Oakes">'
)


def test_sources_that_disagree_are_noted_and_the_best_wins() -> None:
    article = read(head=JSON_LD + OTHER_DATE)
    assert (article.published, article.authors) == ("2023-04-04", ("Una Teal",))
    assert article.repairs == ("date-sources-disagree", "author-sources-disagree")
    assert read(head=JSON_LD + META).repairs == ()
    assert read("<p>By Rhys Oakes</p><p>Published: 9 January 2021</p>" + STORY, JSON_LD).repairs == article.repairs


@pytest.mark.parametrize(
    ("head", "fact"),
    [
        ('<meta property="og:title" content="Cookie settings">', "title"),
        ('<meta property="og:site_name" content="Harbour Herald">', "publisher"),
        ('<meta property="og:site_name" content="The QuayGazette Online">', None),
        ('<meta property="og:title" content="Why inspectors praised a harbour school">', None),
    ],
)
def test_a_title_or_paper_without_a_word_in_common_is_noted(head: str, fact: str | None) -> None:
    article = read(head=head + JSON_LD)
    assert (article.title, article.publisher) == ("School praised", "Quay Gazette")
    assert article.repairs == ((f"{fact}-sources-disagree",) if fact else ())


def test_the_company_that_holds_the_copyright_contradicts_no_paper() -> None:
    article = read(STORY + "<footer><p>© 2023 Brine &amp; Tar Media Ltd.</p></footer>", JSON_LD)
    assert (article.publisher, article.repairs) == ("Quay Gazette", ())


def test_entities_in_linked_data_are_characters() -> None:
    head = JSON_LD.replace("School praised", "Pupils &#39;thrive&#39; &amp; sail").replace(
        "Una Teal", "Una O&#8217;Teal"
    )
    article = read(head=head)
    assert (article.title, article.authors) == ("Pupils 'thrive' & sail", ("Una O’Teal",))


@pytest.mark.parametrize(
    "title",
    ["Quay Gazette | News | Harbour school praised", "Harbour school praised - Education - Quay Gazette",
     "News | Harbour school praised"],
)  # fmt: skip
def test_the_title_element_loses_the_way_through_the_site_at_either_end(title: str) -> None:
    page = PAGE.replace("<h1>Harbour school praised</h1>", "").replace("School praised | Quay Gazette", title)
    assert read(page=page).title == "Harbour school praised"


@pytest.mark.parametrize("name", ["article:published_time", "article.published-time", "publish-date", "DC.date.issued"])
def test_a_meta_tag_is_known_in_any_spelling(name: str) -> None:
    assert read(head=f'<meta name="{name}" content="2023-05-04">').published == "2023-05-04"


def test_the_paper_that_the_title_element_names_behind_the_title() -> None:
    page = PAGE.replace("School praised |", "Harbour school praised |").replace("© ", "")
    assert read(page=page).publisher == "Quay Gazette"
