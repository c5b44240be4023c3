"""Which record of one file is which of another: by source and by text, in whatever order they stand."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError

from pipeline.emit.records import RecordsError
from pipeline.emit.validate import first_error


class Place(NamedTuple):
    """A record in a file: what it is known by, and its line (counted from 1) with the offset of its first byte."""

    source: str
    record_id: str
    line: int
    offset: int


class Pair(NamedTuple):
    """The places of one article in two files; None where it is in one only."""

    old: Place | None
    new: Place | None


class _Named(BaseModel):
    """The part of a record that is read to match it."""

    class Article(BaseModel):
        """Where it came from."""

        source: str

    id: str
    article: Article


T = TypeVar("T")
KEYS: tuple[Callable[[Place], Hashable], ...] = (
    lambda place: (place.source, place.record_id),
    lambda place: place.source,
    lambda place: place.record_id,
)
"""By what records are matched, the surest first: an unchanged article, an edited one, one that has moved."""


def places(path: Path) -> Iterator[Place]:
    """The places of a file's records. Raises ``OSError``, and :class:`RecordsError` for a line that is no record."""
    offset = 0
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                named = _Named.model_validate_json(line)
            except ValidationError as error:
                raise RecordsError(f"{path}:{number}: {first_error(error)}") from None
            yield Place(named.article.source, named.id, number, offset)
            offset += len(line)


def matched(old: Sequence[Place], new: Sequence[Place]) -> list[Pair]:
    """The articles of both files, in the order of ``new``; behind them those that are in ``old`` only, in its order.

    >>> a, b = Place("a.txt", "1", 1, 0), Place("b.txt", "2", 2, 90)
    >>> [(pair.old and pair.old.source, pair.new and pair.new.source) for pair in matched([a, b], [b])]
    [('b.txt', 'b.txt'), ('a.txt', None)]
    """
    partner, left = paired(old, new, KEYS)
    return [Pair(found, place) for place, found in zip(new, partner, strict=True)] + [
        Pair(place, None) for place in left
    ]


def paired(
    old: Sequence[T], new: Sequence[T], keys: Sequence[Callable[[T], Hashable]]
) -> tuple[list[T | None], list[T]]:
    """For each of ``new`` its partner in ``old`` by the first key that finds one, and those of ``old`` left over.

    A key that is None finds none.

    >>> paired(["ab", "Ac"], ["xb", "ac"], [lambda word: word, str.lower, lambda word: word[1]])
    (['ab', 'Ac'], [])
    """
    partner: list[T | None] = [None] * len(new)
    left = dict(enumerate(old))
    for key in keys:
        known: dict[Hashable, deque[int]] = defaultdict(deque)
        for place, item in left.items():
            if (name := key(item)) is not None:
                known[name].append(place)
        for index, item in enumerate(new):
            same = known.get(key(item)) if partner[index] is None else None
            if same:
                partner[index] = left.pop(same.popleft())
    return partner, list(left.values())
