"""Values in a few words, for people: what `show`, `explain` and the summary call a grade, a figure, a person."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple, TypeVar

from pipeline.article import Furniture
from pipeline.record import (
    Area,
    Body,
    Evidence,
    Grade,
    Measure,
    Person,
    Record,
    Residue,
    Statistic,
    Tally,
    Value,
)

_UNITS = {"percent": "%", "percentage-points": " points", "count": "", "multiple": " times", "per-1000": " per 1,000",
          "per-100000": " per 100,000"}  # fmt: skip
_QUALIFIERS = {"about": "about ", "more-than": "more than ", "less-than": "less than ", "at-least": "at least ",
               "at-most": "at most "}  # fmt: skip

V = TypeVar("V", bound=Value)


class Statement(NamedTuple):
    """A value of a record: the list it stands in, what it says, the rule that read it, and its evidence."""

    field: str
    words: str
    rule: str
    evidence: list[Evidence]


def statements(record: Record) -> Iterator[Statement]:
    """Every value of the record, in the order of its lists; residue is none."""
    yield from _said("bodies", record.bodies, body)
    yield from _said("areas", record.areas, area)
    yield from _said("grades", record.grades, grade)
    yield from _said("tallies", record.tallies, tally)
    yield from _said("people", record.people, person)
    yield from _said("statistics", record.statistics, statistic)
    yield from _said("measures", record.measures, measure)


def _said(field: str, values: list[V], words: Callable[[V], str]) -> Iterator[Statement]:
    return (Statement(field, words(value), value.rule, value.evidence) for value in values)


def plain(slug: str) -> str:
    """A slug as words.

    >>> plain("requires-improvement")
    'requires improvement'
    """
    return slug.replace("-", " ").replace("/", ": ")


def number(decimal: str) -> str:
    """A decimal string with thousands separated.

    >>> number("1500000"), number("11.7")
    ('1,500,000', '11.7')
    """
    try:
        return f"{Decimal(decimal):,}"
    except InvalidOperation:
        return decimal


def figure(value: Statistic) -> str:
    """A statistic's number with its unit, as one would write it."""
    low, high, one = (None if part is None else number(part) for part in (value.low, value.high, value.value))
    digits = one if one is not None else f"{low or '?'} to {high or '?'}"
    if value.unit == "gbp":
        shown = f"£{digits}"
    elif value.unit in ("rank", "ratio"):
        shown = f"{value.unit} {digits}"
    else:
        shown = digits + _UNITS.get(value.unit, f" {value.unit}")
    return _QUALIFIERS.get(value.qualifier or "", "") + shown


def body(value: Body) -> str:
    """A body: its name and kind."""
    return f"{value.name} ({plain(value.kind)})"


def area(value: Area) -> str:
    """An area: its id and label."""
    return f"{value.id}: {value.label}{'' if value.graded else ' (not graded)'}"


def grade(value: Grade) -> str:
    """A grade: body, area, grade, status and date."""
    when = f" {value.as_of}" if value.as_of else ""
    return f"{value.body or '?'}, {plain(value.area)}: {plain(value.grade)} ({value.status}{when})"


def counts(value: Tally) -> str:
    """The counts of a tally.

    >>> counts(Tally(body=None, status="current", over="areas", counts={"good": 3}, total=5, evidence=[], rule="r"))
    '3 good of 5 areas'
    """
    listed = ", ".join(f"{count} {plain(name).replace('+', ' or ')}" for name, count in value.counts.items())
    return f"{listed} of {value.total} {value.over}" if value.total is not None else f"{listed} ({value.over})"


def tally(value: Tally) -> str:
    """A tally: body, counts, status."""
    return f"{value.body or 'all'}: {counts(value)}, {value.status}"


def person(value: Person) -> str:
    """A person: name, role and organisation, and whether quoted."""
    name = f"{value.honorific} {value.name}" if value.honorific else value.name
    known = ", ".join(part for part in (name, value.role, value.organisation) if part)
    return f"{known} (quoted)" if value.quoted else known


def statistic(value: Statistic) -> str:
    """A statistic: the figure, what it counts, and what it is about."""
    return " ".join(part for part in (figure(value), value.noun, f"({value.about})" if value.about else None) if part)


def measure(value: Measure) -> str:
    """A measure: body, name and state."""
    return f"{value.body or '?'}: {plain(value.measure)} ({value.state})"


def residue(value: Residue) -> str:
    """A residue: what was seen and why it is no value."""
    return f"{value.kind}: {value.reason}"


def furniture(part: Furniture) -> str:
    """A piece of furniture: its kind and where it stands."""
    return f"{part.kind} {part.start}:{part.end}"
