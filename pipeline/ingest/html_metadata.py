"""What the head of a web page says about its article: JSON-LD first, then meta elements, then the page itself."""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement

from pipeline.ingest.dates import to_iso
from pipeline.ingest.doubts import doubts
from pipeline.ingest.formats import Metadata
from pipeline.ingest.labels import labels
from pipeline.ingest.linked_data import Json, Linked, string
from pipeline.ingest.names import leading_names
from pipeline.ingest.normalise import one_line
from pipeline.ingest.papers import is_paper

_SITE = re.compile(r"\s+(?:\||::|-|–|—|»)\s+[^|–—»]{2,60}$")
_TITLES = ("ogtitle", "twittertitle", "parselytitle", "dctitle", "dctermstitle", "headline")
_DATES = (
    "articlepublishedtime", "ogarticlepublishedtime", "parselypubdate", "datepublished", "date", "dcdate",
    "dcdateissued", "dctermscreated", "dctermsissued", "dctermsdate", "dctermsavailable", "dcdatecreated",
    "ogpublishedtime", "articlepublished", "pubdate", "publishdate", "publicationdate", "publisheddate", "publishedat",
    "firstpublishedat", "govukfirstpublishedat", "cxenseparsepublishtime", "citationdate", "citationpublicationdate",
    "sailthrudate",
)  # fmt: skip
_AUTHORS = (
    "author", "parselyauthor", "articleauthor", "dccreator", "dctermscreator", "byl", "cxenseparseauthor",
    "citationauthor", "sailthruauthor", "byline",
)  # fmt: skip
_PAPERS = ("ogsitename", "applicationname", "dcpublisher", "dctermspublisher", "publisher", "twittersitename")
_NO_LETTER = re.compile(r"[^a-z]")
_BESIDE = frozenset({"aside", "nav", "footer"})
_BETWEEN_PARTS = re.compile(r"\s+[|:–—»-]\s+")
_BETWEEN_SITE = re.compile(r"\s*(?:\||::|:|-|–|—|»)\s*")

MAX_HEADINGS = 8
"""How many headings are compared with the title element."""


def read_metadata(tree: HtmlElement, linked: Linked) -> tuple[Metadata, tuple[str, ...]]:
    """The metadata of the page, each field from its most reliable source; and the fields whose sources disagree.

    Absent fields are None or empty.
    """
    entry = linked.article
    meta = _meta(tree)
    heading = _heading(tree)
    dates = [iso for stamp in _stamps(entry, meta, tree) if stamp and (iso := to_iso(stamp))]
    papers = [linked.publisher(), _first(meta, _PAPERS)]
    publisher = next(filter(None, papers), None) or _site(tree, meta)
    titles = [string(entry.get("headline")), _first(meta, _TITLES), heading]
    title = next(filter(None, titles), None) or _page_title(tree)
    people = tuple(name for person in linked.people() for name in _split_names(person))
    authors = [names for names in (people, _meta_authors(meta)) if names]
    metadata = Metadata(
        title=_without_site(title, publisher),
        published=next(iter(dates), None),
        authors=next(iter(authors), ()) or _marked_authors(tree),
        publisher=publisher,
        url=_canonical(tree) or meta.get("ogurl") or string(entry.get("url")),
        language=_language(tree),
        heading=heading,
    )
    no_papers = (title for title in titles if title and not is_paper(title, labels()))
    return metadata, tuple(doubts(no_papers, dates, authors, papers))


def is_article(tree: HtmlElement, linked: Linked) -> bool:
    """Whether the page says that it is an article."""
    kinds = (element.get("content") for element in tree.iterfind(".//meta[@property='og:type']"))
    return "article" in kinds or bool(linked.articles)


def is_paid_for(linked: Linked) -> bool:
    """Whether the page says that its article is not free to read."""
    free = (entry.get("isAccessibleForFree") for entry in linked.articles)
    return any(value is False or (isinstance(value, str) and value.lower() == "false") for value in free)


def _heading(tree: HtmlElement) -> str:
    """The main heading; the second one where the first is the name of the site beside it in the page's title."""
    first = next((words for element in tree.iter("h1") if (words := _text(element))), "")
    title = tree.find(".//title")
    parts = [part.strip() for part in _BETWEEN_SITE.split(_text(title), maxsplit=1)] if title is not None else []
    if len(parts) < 2 or first not in parts:
        return first
    other = parts[1 - parts.index(first)]
    return next((other for element in tree.iter("h2") if _text(element) == other), first)


def _site(tree: HtmlElement, meta: dict[str, str]) -> str | None:
    """The paper or organisation that the title element names beside the title, which the page has elsewhere too."""
    element = tree.find(".//title")
    whole = _text(element) if element is not None else ""
    titles = [_text(heading) for heading in islice(tree.iter("h1", "h2"), MAX_HEADINGS)] + [meta.get("ogtitle", "")]
    known = next((title for title in titles if title and title in whole and title != whole), None)
    if known is None:
        return None
    before, _, behind = whole.partition(known)
    parts = [part.strip() for side in (behind, before) for part in reversed(_BETWEEN_SITE.split(side))]
    return next((part for part in parts if is_paper(part, labels())), None)


def _meta(tree: HtmlElement) -> dict[str, str]:
    """The page's meta elements by name, the first of each. Of names only the letters count, in lower case: sites
    write "article:published_time", "article.published" and "Article-Published" as they like."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(_NO_LETTER.sub("", name.lower()), content)
    return found


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[name] for name in names if name in meta), None)


def _stamps(entry: Json, meta: dict[str, str], tree: HtmlElement) -> list[str | None]:
    """What the page gives as its date of publication, the most reliable first."""
    stamps = [string(entry.get("datePublished")), _first(meta, _DATES)]
    stamps += [time.get("datetime") for time in tree.iterfind(".//*[@itemprop='datePublished']")][:1]
    for path in (".//article//time", ".//main//time"):
        stamps += [time.get("datetime") for time in tree.iterfind(path) if not _is_beside(time)][:1]
    return stamps


def _is_beside(element: HtmlElement) -> bool:
    """Whether an element stands in a part of the page beside its story."""
    return any(above.tag in _BESIDE for above in element.iterancestors())


def _meta_authors(meta: dict[str, str]) -> tuple[str, ...]:
    return next((names for key in _AUTHORS if (names := _split_names(meta.get(key, "")))), ())


def _marked_authors(tree: HtmlElement) -> tuple[str, ...]:
    """Writers marked up on the page: ``rel=author`` and ``itemprop=author``."""
    names: dict[str, None] = {}
    for path in (".//*[@rel='author']", ".//*[@itemprop='author']"):
        for element in tree.iterfind(path):
            names.update(dict.fromkeys(_split_names(_text(element))))
    return tuple(names)


def _split_names(text: str) -> tuple[str, ...]:
    """The writers that a string names; none if it names an office, a paper or an address."""
    words = labels()
    text = re.sub(r"^\s*by\s+", "", text, flags=re.IGNORECASE)
    title = words.person_title.match(text)
    return leading_names(text, words, title.end() if title else 0)[0]


def _text(element: HtmlElement) -> str:
    return one_line(element.text_content())


def _page_title(tree: HtmlElement) -> str | None:
    """The title element without the name of the site, or the way through it, at either end."""
    element = tree.find(".//title")
    title = _text(element) if element is not None else ""
    parts = _BETWEEN_PARTS.split(title)
    named = [place for place, part in enumerate(parts) if not (is_paper(part, labels()) or _is_section(part))]
    if not named or len(named) == len(parts):
        return _SITE.sub("", title) or None
    return " - ".join(parts[named[0] : named[-1] + 1]) or None


def _is_section(part: str) -> bool:
    return part.lower() in labels().words["section"]


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """A title without the name of the paper behind or before it, which the page gives elsewhere too.

    >>> _without_site("Ferry praised - Quay Post", "Quay Post"), _without_site("Ferry praised - at last", "Quay Post")
    ('Ferry praised', 'Ferry praised - at last')
    >>> _without_site("Quay Post: Ferry praised", "Quay Post"), _without_site("Quay Post: praised", "Ferry News")
    ('Ferry praised', 'Quay Post: praised')
    """
    lead = _BETWEEN_SITE.match(title, len(publisher)) if title and publisher and title.startswith(publisher) else None
    if title and lead and lead.end() < len(title):
        return title[lead.end() :]
    site = _SITE.search(title) if title and publisher else None
    behind = site.group().strip(" |:–—»-").lower() if site else ""
    is_paper = site is not None and behind in {(publisher or "").lower(), f"the {publisher}".lower()}
    return title[: site.start()] if title and site and is_paper else title


def _canonical(tree: HtmlElement) -> str | None:
    link = tree.find(".//link[@rel='canonical']")
    return (link.get("href") or None) if link is not None else None


def _language(tree: HtmlElement) -> str | None:
    code = (tree.get("lang") or "").split("-")[0].strip().lower()
    return code if re.fullmatch(r"[a-z]{2}", code) else None
