"""What a page says beside its story: kept below the story in the article's text, as furniture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from pipeline.article import Furniture
from pipeline.ingest.formats import Aside
from pipeline.ingest.labels import labels
from pipeline.ingest.normalise import normalise
from pipeline.ingest.papers import copyright_owner

_UNSURE = frozenset({"note", "navigation"})
"""Kinds that a line's own words may correct."""


def with_asides(text: str, asides: Sequence[Aside]) -> tuple[str, tuple[Furniture, ...]]:
    """The text with the asides below it, each after a blank line, and where they stand.

    >>> with_asides("It is good.", [Aside("related", "Ferry poor"), Aside("note", " ")])
    ('It is good.\\n\\nFerry poor', (Furniture(kind='related', start=13, end=23),))
    """
    parts, furniture, end = [text], [], len(text)
    for aside in asides:
        for kind, words in _by_kind(aside):
            start = end + 2
            end = start + len(words)
            parts.append(words)
            furniture.append(Furniture(kind=kind, start=start, end=end))
    return "\n\n".join(parts), tuple(furniture)


def owner_below(text: str, furniture: Sequence[Furniture]) -> str | None:
    """The holder of the copyright, if a piece of furniture names one."""
    owned = (text[part.start : part.end] for part in furniture if part.kind == "copyright")
    return next((owner for words in owned for line in words.split("\n") if (owner := copyright_owner(line))), None)


def _by_kind(aside: Aside) -> Iterator[tuple[str, str]]:
    """The words of an aside, those apart that tell themselves what they are."""
    words, _ = normalise(aside.text, by_hand=False)
    if not words:
        return
    if aside.kind not in _UNSURE:
        yield aside.kind, words
        return
    lines = [(_kind(line) or aside.kind, line) for line in words.split("\n") if line]
    for kind, group in groupby(lines, key=itemgetter(0)):
        yield kind, "\n".join(line for _, line in group)


def _kind(line: str) -> str | None:
    found = labels().find(line)
    return found.mark if found else None
