"""Whether two sources contradict each other about an article: the more reliable one is given, and it is noted."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from pipeline.ingest.dates import are_apart

Value = TypeVar("Value", str, tuple[str, ...])
_WORD = re.compile(r"[^\W_]+")
_EVERYWHERE = frozenset(
    ("the", "and", "for", "with", "from", "after", "over", "has", "are", "was", "its", "ltd", "news")
)
"""Words that two titles, or two papers, may share without being one."""
SHORTEST = 3
"""Letters of the shortest word that counts."""


def doubts(
    titles: Iterable[str | None] = (),
    dates: Iterable[str | None] = (),
    authors: Iterable[tuple[str, ...]] = (),
    publishers: Iterable[str | None] = (),
) -> Iterator[str]:
    """The names of the repairs for the facts of which the best source, which comes first, is contradicted by another.

    >>> list(doubts(["Ferry praised", None], ["2024-05-03", "2024-05-07"], publishers=["BBC", "Quay Post"]))
    ['date-sources-disagree', 'publisher-sources-disagree']
    """
    if _contradicted(titles, are_unlike):
        yield "title-sources-disagree"
    if _contradicted(dates, are_apart):
        yield "date-sources-disagree"
    if _contradicted(authors, lambda one, other: set(one).isdisjoint(other)):
        yield "author-sources-disagree"
    if _contradicted(publishers, are_unlike):
        yield "publisher-sources-disagree"


def _contradicted(values: Iterable[Value | None], contradict: Callable[[Value, Value], bool]) -> bool:
    given = [value for value in values if value]
    return any(contradict(given[0], other) for other in given[1:])


def are_unlike(one: str, other: str) -> bool:
    """Whether two titles, or two names of papers, have not a word in common, written together or apart.

    >>> are_unlike("Ferry is praised", "Inspectors praise ferry"), are_unlike("Ferry is praised", "Cookie settings")
    (False, True)
    >>> are_unlike("The Quay Post", "quaypost.example")
    False
    """
    words, others = _words(one), _words(other)
    if not words or not others:
        return False
    whole, whole_other = "".join(words), "".join(others)
    return not (any(word in whole_other for word in words) or any(word in whole for word in others))


def _words(name: str) -> list[str]:
    words = (word.lower() for word in _WORD.findall(name))
    return [word for word in words if len(word) >= SHORTEST and word not in _EVERYWHERE]
