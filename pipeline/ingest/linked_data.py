"""What the JSON-LD of a web page says of its article: the entry that describes it, and those that it refers to."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from pipeline.ingest.normalise import one_line

Json = dict[str, object]
_ARTICLE_TYPES = frozenset({"blogposting", "liveblogposting", "report", "pressrelease", "webpage/article"})
_ORGANISATIONS = frozenset({"Organization", "NewsMediaOrganization", "GovernmentOrganization", "Corporation"})
_DEPTH = 3
"""How deep in lists and graphs entries are looked for."""


class Linked(NamedTuple):
    """The entries that describe an article, and all entries by their ``@id``."""

    articles: tuple[Json, ...]
    by_id: dict[str, Json]

    @property
    def article(self) -> Json:
        """The first entry that describes an article, or an empty one."""
        return self.articles[0] if self.articles else {}

    def people(self) -> Iterator[str]:
        """The names given as the article's authors; no organisations."""
        value = self.article.get("author")
        for author in value if isinstance(value, list) else [value]:
            named = self._resolved(author)
            is_person = not isinstance(named, dict) or named.get("@type") not in _ORGANISATIONS
            name = _name(named) if is_person else None
            if name:
                yield name

    def publisher(self) -> str | None:
        """The name of the article's publisher."""
        value = self.article.get("publisher")
        return _name(self._resolved(value[0] if isinstance(value, list) and value else value))

    def _resolved(self, value: object) -> object:
        """An entry, or what stands elsewhere on the page under the id that is all it gives."""
        if not isinstance(value, dict) or "name" in value:
            return value
        return self.by_id.get(str(value.get("@id")), value)


def read_linked(tree: HtmlElement) -> Linked:
    """The JSON-LD of a page; what is no JSON is passed over."""
    articles: list[Json] = []
    by_id: dict[str, Json] = {}
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "null", strict=False)
        except (ValueError, RecursionError):
            continue
        for entry in _entries(data, _DEPTH):
            if _is_article(entry.get("@type")):
                articles.append(entry)
            if "name" in entry:
                by_id.setdefault(str(entry.get("@id")), entry)
    return Linked(tuple(articles), by_id)


def _entries(data: object, depth: int) -> Iterator[Json]:
    if isinstance(data, list):
        for part in data:
            yield from _entries(part, depth)
    elif isinstance(data, dict):
        yield data
        if depth:
            yield from _entries(data.get("@graph"), depth - 1)
            yield from _entries(data.get("mainEntity"), depth - 1)


def _is_article(kind: object) -> bool:
    kinds = kind if isinstance(kind, list) else [kind]
    return any(
        isinstance(name, str) and (name.lower().endswith("article") or name.lower() in _ARTICLE_TYPES) for name in kinds
    )


def _name(value: object) -> str | None:
    return string(value.get("name")) if isinstance(value, dict) else string(value)


def string(value: object) -> str | None:
    """The value on one line if it is a string with words in it, else None. Sites write entities there, as in HTML.

    >>> string("A school that &#39;lost its way&#39;")
    "A school that 'lost its way'"
    """
    return one_line(html.unescape(value)) or None if isinstance(value, str) else None
