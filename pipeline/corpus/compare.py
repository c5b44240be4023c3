"""One record against its annotation, field by field: what agrees, what was missed, what was made up.

Lists are paired one to one. A fact is right or wrong; a wrong one counts as missed and as made up, so that its F1 is
its accuracy.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar

from pipeline.corpus import gold as annotation
from pipeline.corpus.gold import Entry, Gold, GoldArticle
from pipeline.corpus.sameness import (
    agrees_about,
    agrees_body,
    agrees_on,
    agrees_organisation,
    agrees_quoted,
    agrees_role,
    agrees_whose,
    key,
    same_grade,
    same_measure,
    same_person,
    same_statistic,
    same_tally,
)
from pipeline.record import ArticleInfo, Record

G = TypeVar("G")
V = TypeVar("V")
Fact: TypeAlias = Callable[[G, V], bool | None]


class Outcome(NamedTuple):
    """How one field of one article compares: how many values agree, and what was missed and made up, in words.

    A record that differs in a ``lenient`` field only still counts as one without a difference.
    """

    field: str
    hits: int = 0
    missed: tuple[str, ...] = ()
    spurious: tuple[str, ...] = ()
    lenient: bool = False

    @property
    def clean(self) -> bool:
        """Whether nothing differs."""
        return not (self.missed or self.spurious)


class Pairing(NamedTuple, Generic[G, V]):
    """Gold entries and values that belong together, the entries without a value, the values without an entry."""

    pairs: list[tuple[G, V]]
    missed: list[G]
    spurious: list[V]


def _optional(entry: object) -> bool:
    return isinstance(entry, Entry) and entry.optional


def pair(gold: Sequence[G], got: Sequence[V], same: Callable[[G, V], bool]) -> Pairing[G, V]:
    """One-to-one pairing, in order, optional entries last. An optional entry without a value is not missed.

    >>> pair(["a", "b"], ["b", "c"], lambda g, v: g == v)
    Pairing(pairs=[('b', 'b')], missed=['a'], spurious=['c'])
    """
    left = list(got)
    pairs: list[tuple[G, V]] = []
    missed: list[G] = []
    for entry in sorted(gold, key=_optional):
        index = next((i for i, value in enumerate(left) if same(entry, value)), None)
        if index is not None:
            pairs.append((entry, left.pop(index)))
        elif not _optional(entry):
            missed.append(entry)
    return Pairing(pairs, missed, left)


@dataclass(frozen=True)
class ListField(Generic[G, V]):
    """A list of the record: its values, when an entry and a value are the same, and what else such a pair compares.

    ``facts`` and the lenient ``details`` are None where the annotation does not say; ``annotate`` turns a value into
    an entry.
    """

    name: str
    values: Callable[[Record], Sequence[V]]
    same: Callable[[G, V], bool]
    annotate: Callable[[V], G]
    facts: Mapping[str, Fact[G, V]] = field(default_factory=dict)
    details: Mapping[str, Fact[G, V]] = field(default_factory=dict)

    @property
    def compared(self) -> dict[str, Fact[G, V]]:
        """Facts and details by name."""
        return {**self.facts, **self.details}

    def entries(self, gold: Gold) -> Sequence[G] | None:
        """The gold entries, None if the list is not annotated."""
        entries: Sequence[G] | None = getattr(gold, self.name)
        return entries

    def pairing(self, gold: Gold, record: Record) -> Pairing[G, V]:
        """The list of ``gold`` paired with that of ``record``."""
        return pair(self.entries(gold) or (), self.values(record), self.same)

    def agrees(self, entry: G, value: V) -> bool:
        """Whether no fact of a pair is wrong."""
        return not any(fact(entry, value) is False for fact in self.compared.values())


LISTS: tuple[ListField[Any, Any], ...] = (
    ListField("bodies", lambda r: r.bodies, lambda g, body: agrees_body(g, body.name), lambda body: (body.name,)),
    ListField(
        "areas",
        lambda r: list({area.id: area for area in r.areas}.values()),
        lambda g, area: g == area.id,
        lambda area: area.id,
    ),
    ListField(
        "grades",
        lambda r: r.grades,
        same_grade,
        annotation.grade_gold,
        details={name: agrees_on(name) for name in ("as_of", "inspectorate")},
    ),
    ListField(
        "tallies",
        lambda r: r.tallies,
        same_tally,
        annotation.tally_gold,
        details={"body": agrees_whose, "over": agrees_on("over"), "total": agrees_on("total")},
    ),
    ListField(
        "people",
        lambda r: r.people,
        same_person,
        annotation.person_gold,
        facts={"role": agrees_role, "organisation": agrees_organisation, "quoted": agrees_quoted},
    ),
    ListField(
        "statistics",
        lambda r: r.statistics,
        same_statistic,
        annotation.statistic_gold,
        details={"about": agrees_about, "direction": agrees_on("direction"), "qualifier": agrees_on("qualifier")},
    ),
    ListField("measures", lambda r: r.measures, same_measure, annotation.measure_gold, details={"body": agrees_whose}),
)


FIELDS = (
    *(f"article.{name}" for name in GoldArticle.model_fields),
    "inspectorate",
    *(name for listed in LISTS for name in (listed.name, *(f"{listed.name}.{fact}" for fact in listed.compared))),
)
"""Every field that is compared."""


def compare(gold: Gold, record: Record) -> list[Outcome]:
    """Every annotated field of ``gold`` against ``record``."""
    outcomes = _article_outcomes(gold.article, record.article)
    if gold.inspectorate:
        right = record.inspectorate in gold.inspectorate
        outcomes.append(_fact("inspectorate", right, gold.inspectorate, record.inspectorate))
    for listed in LISTS:
        if listed.entries(gold) is not None:
            outcomes += _list_outcomes(listed, listed.pairing(gold, record))
    return outcomes


def scored_fields(gold: Gold) -> list[str]:
    """The fields in which a record can differ from ``gold``."""
    article = [f"article.{name}" for name in GoldArticle.model_fields if name in gold.article.model_fields_set]
    fields = article + ["inspectorate"] * bool(gold.inspectorate)
    for listed in LISTS:
        entries = listed.entries(gold)
        if entries is not None:
            fields.append(listed.name)
            said = {name for entry in entries if isinstance(entry, Entry) for name in entry.model_fields_set}
            fields += [f"{listed.name}.{name}" for name in listed.compared if name in said]
    return fields


def _fact(name: str, right: bool, want: object, got: object) -> Outcome:
    return Outcome(name, 1) if right else Outcome(name, 0, (f"want {want!r}",), (f"got {got!r}",))


def _article_outcomes(gold: GoldArticle, info: ArticleInfo) -> list[Outcome]:
    outcomes = []
    for name in ("title", "published", "publisher"):
        answers, got = getattr(gold, name), getattr(info, name)
        if answers:
            right = any(key(got) == key(answer) if answer else not got for answer in answers)
            outcomes.append(_fact(f"article.{name}", right, answers, got))
    if gold.authors is not None:
        right = set(map(key, gold.authors)) == set(map(key, info.authors))
        outcomes.append(_fact("article.authors", right, gold.authors, info.authors))
    return outcomes


def _list_outcomes(listed: ListField[G, V], pairing: Pairing[G, V]) -> list[Outcome]:
    pairs = [(entry, value) for entry, value in pairing.pairs if not _optional(entry)]
    missed = tuple(map(_entry_words, pairing.missed))
    spurious = tuple(_value_words(listed, value) for value in pairing.spurious)
    outcomes = [Outcome(listed.name, len(pairs), missed, spurious)]
    for name, agrees in listed.compared.items():
        for entry, value in pairs:
            right = agrees(entry, value)
            if right is not None:
                outcome = _fact(f"{listed.name}.{name}", right, *_sides(name, entry, value))
                outcomes.append(outcome._replace(lenient=name in listed.details))
    return outcomes


def _sides(name: str, entry: object, value: object) -> tuple[str, str]:
    who = _who(entry)
    return f"{who}: {getattr(entry, name)}", f"{who}: {getattr(value, name)}"


def _who(entry: object) -> str:
    if isinstance(entry, annotation.GoldPerson):
        return str(entry.name[0])
    if isinstance(entry, annotation.GoldStatistic):
        return f"{entry.value or f'{entry.low}-{entry.high}'} {entry.unit[0]}"
    return _entry_words(entry)


def _entry_words(entry: object) -> str:
    if isinstance(entry, Entry):
        return json.dumps(entry.model_dump(mode="json", exclude_unset=True), ensure_ascii=False)
    return json.dumps(entry, ensure_ascii=False)


def _value_words(listed: ListField[G, V], value: V) -> str:
    words = _entry_words(listed.annotate(value))
    evidence = getattr(value, "evidence", [])
    return f"{words} <- {annotation.first_quote(evidence)!r} ({getattr(value, 'rule', '')})" if evidence else words
