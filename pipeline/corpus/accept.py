"""Accepting what the rules read now: the annotation with one field brought up to the record."""

from __future__ import annotations

from typing import TypeVar

from pipeline.corpus.compare import LISTS, ListField, Outcome, compare
from pipeline.corpus.gold import Gold, article_gold
from pipeline.record import Record

G = TypeVar("G")
V = TypeVar("V")


def group(field: str) -> str:
    """The key of the annotation that a field belongs to.

    >>> group("people.role")
    'people'
    """
    return field.partition(".")[0]


def differences(gold: Gold, record: Record) -> dict[str, list[Outcome]]:
    """What differs, by key of the annotation."""
    grouped: dict[str, list[Outcome]] = {}
    for outcome in compare(gold, record):
        if not outcome.clean:
            grouped.setdefault(group(outcome.field), []).append(outcome)
    return grouped


def accepted(gold: Gold, record: Record, key: str) -> Gold:
    """The annotation with ``key`` as the record has it; what agrees stays as a person wrote it."""
    if key == "inspectorate":
        return gold.model_copy(update={"inspectorate": (record.inspectorate,)})
    if key == "article":
        read = article_gold(record)
        wrong = [outcome.field.partition(".")[2] for outcome in differences(gold, record).get("article", [])]
        article = gold.article.model_copy(update={name: getattr(read, name) for name in wrong})
        return gold.model_copy(update={"article": article})
    listed = next(listed for listed in LISTS if listed.name == key)
    return gold.model_copy(update={key: _accepted_entries(listed, gold, record)})


def _accepted_entries(listed: ListField[G, V], gold: Gold, record: Record) -> tuple[G, ...]:
    pairing = listed.pairing(gold, record)
    kept = []
    for entry in listed.entries(gold) or ():
        partner = next((value for paired, value in pairing.pairs if paired is entry), None)
        if partner is not None:
            kept.append(entry if listed.agrees(entry, partner) else listed.annotate(partner))
        elif not any(entry is missed for missed in pairing.missed):
            kept.append(entry)
    return (*kept, *map(listed.annotate, pairing.spurious))
