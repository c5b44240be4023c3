"""What differs between two records files: which articles, and in them which values, with old and new evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import ExitStack
from operator import attrgetter
from pathlib import Path
from typing import IO, Literal, NamedTuple, TypeAlias

from pydantic import BaseModel

from pipeline.emit.matching import Pair, Place, matched, paired, places
from pipeline.emit.records import parsed
from pipeline.record import Evidence, Record

Kind = Literal["added", "removed", "changed"]
Entry: TypeAlias = "BaseModel | str | list[str] | None"
"""A value of a list of the record, or of a field that is no list; None where there is none."""

FURNITURE = ("title", "published", "authors", "publisher", "url", "language")
VALUES = ("bodies", "areas", "grades", "tallies", "people", "statistics", "measures")
CONSEQUENCES = ("checks", "residue", "furniture")
"""Lists that follow from the values, or from how the page was read; compared on demand."""
IDENTITY = {
    "bodies": ("id",),
    "areas": ("id",),
    "grades": ("body", "area", "status"),
    "tallies": ("body", "status", "over"),
    "people": ("name",),
    "statistics": ("value", "low", "high", "unit"),
    "measures": ("measure", "body"),
    "checks": ("check",),
    "residue": ("kind", "reason", "rule"),
    "furniture": ("kind",),
}
"""What a value of each list speaks of: if these agree, a difference in the others is a change of that value."""


class Change(NamedTuple):
    """One difference: the field of the record, what it was and is, and for a value of a list the keys that differ."""

    field: str
    old: Entry
    new: Entry
    keys: tuple[str, ...] = ()

    @property
    def kind(self) -> Kind:
        """Whether something came, went, or is another."""
        if self.old is None:
            return "added"
        return "removed" if self.new is None else "changed"


class ArticleDiff(NamedTuple):
    """The differences of one article, known by its source. One that is in one file only has no changes."""

    source: str
    kind: Kind
    changes: tuple[Change, ...] = ()


class Totals:
    """What was counted over all articles: ``articles`` by kind, and changes by field and kind."""

    def __init__(self) -> None:
        self.articles: Counter[str] = Counter({"added": 0, "removed": 0, "changed": 0, "unchanged": 0})
        self.fields: dict[str, Counter[str]] = {}

    def count(self, article: ArticleDiff) -> None:
        """Add one article."""
        unchanged = article.kind == "changed" and not article.changes
        self.articles["unchanged" if unchanged else article.kind] += 1
        for change in article.changes:
            self.fields.setdefault(change.field, Counter()).update((change.kind,))

    @property
    def different(self) -> bool:
        """Whether there is any difference."""
        return self.articles.total() != self.articles["unchanged"]


def diff_files(old: Path, new: Path, *, everything: bool = False) -> Iterator[ArticleDiff]:
    """Every article of both files with its differences, in the order of ``new``, then those that are gone.

    What made the records (their provenance) is not compared, checks and residue only with ``everything``. Two records
    are in memory at a time. Raises ``OSError``, and ``RecordsError`` for a line that is no record.
    """
    pairs = matched(list(places(old)), list(places(new)))
    with ExitStack() as files:
        sides = [(path, files.enter_context(path.open("rb"))) for path in (old, new)]
        for pair in pairs:
            yield _article(pair, sides, VALUES + CONSEQUENCES if everything else VALUES)


def _article(pair: Pair, sides: Sequence[tuple[Path, IO[bytes]]], lists: Sequence[str]) -> ArticleDiff:
    if pair.old is None or pair.new is None:
        place = pair.old or pair.new
        return ArticleDiff(place.source if place else "", "added" if pair.new else "removed")
    before, after = (_record(place, *side) for place, side in zip((pair.old, pair.new), sides, strict=True))
    return ArticleDiff(pair.new.source, "changed", tuple(diff_records(before, after, lists)))


def _record(place: Place, path: Path, file: IO[bytes]) -> Record:
    file.seek(place.offset)
    return parsed(file.readline(), path, place.line)


def diff_records(old: Record, new: Record, lists: Sequence[str] = VALUES) -> Iterator[Change]:
    """The differences between two records of one article: its furniture, whose inspection it is, the values of lists.

    Where the text is another one, all offsets are; evidence is then compared by its words.
    """
    same_text = old.id == new.id
    if not same_text:
        yield Change("id", old.id, new.id)
    for name in FURNITURE:
        yield from _changed(f"article.{name}", getattr(old.article, name) or None, getattr(new.article, name) or None)
    yield from _changed("inspectorate", old.inspectorate, new.inspectorate)
    for name in lists:
        yield from diff_list(name, getattr(old, name), getattr(new, name), same_text=same_text)


def _changed(field: str, old: Entry, new: Entry) -> Iterator[Change]:
    if old != new:
        yield Change(field, old, new)


def diff_list(name: str, old: Sequence[BaseModel], new: Sequence[BaseModel], *, same_text: bool) -> Iterator[Change]:
    """The differences between two lists of values, wherever a value stands in them.

    The partner of a value is one that is equal, else one that speaks of the same thing (:data:`IDENTITY`), else, in the
    same text, one that was read from the same words.
    """

    def equal(value: BaseModel) -> Hashable:
        return repr(_compared(value, same_text=same_text))

    keys: list[Callable[[BaseModel], Hashable]] = [equal, attrgetter(*IDENTITY[name])]
    partners, gone = paired(old, new, [*keys, _place] if same_text else keys)
    for value, partner in zip(new, partners, strict=True):
        if partner is None:
            yield Change(name, None, value)
            continue
        before, after = _compared(partner, same_text=same_text), _compared(value, same_text=same_text)
        if differing := tuple(key for key in after if before[key] != after[key]):
            yield Change(name, partner, value, differing)
    yield from (Change(name, value, None) for value in gone)


def _compared(value: BaseModel, *, same_text: bool) -> dict[str, object]:
    """The value as plain data, its spans as places, or as words alone if the texts are not the same."""
    data = dict(value)
    for key, spans in data.items():
        if isinstance(spans, list):
            data[key] = [span if same_text else span.quote for span in spans]
    return data


def _place(value: BaseModel) -> Hashable:
    """The first words that a value was read from."""
    evidence: list[Evidence] = getattr(value, "evidence", [])
    return (evidence[0].start, evidence[0].end) if evidence else None


def change_data(article: ArticleDiff) -> Iterator[dict[str, object]]:
    """The differences of one article as plain data; an article that is in one file only is one difference."""
    if article.kind != "changed":
        yield {"article": article.source, "field": "article", "change": article.kind}
    for change in article.changes:
        values = {"old": _plain(change.old), "new": _plain(change.new), "keys": list(change.keys)}
        yield {"article": article.source, "field": change.field, "change": change.kind, **values}


def _plain(value: Entry) -> object:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else value
