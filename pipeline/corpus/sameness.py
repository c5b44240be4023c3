"""When an annotation and a value say the same: names by their letters, roles by their words, numbers by their value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from pipeline.corpus.gold import Answers, Entry, GoldGrade, GoldMeasure, GoldPerson, GoldStatistic, GoldTally
from pipeline.record import Grade, Measure, Person, Statistic, Tally

_LIGHT_WORDS = re.compile(r"\b(?:the|an?|of|for|to|in|on|by|and|at|from|that|were|was|is|are|with)\b")
_MAJESTY = re.compile(r"^(?:(?:his|her)-majestys|hm|the)-(?=chief-inspector|inspector)|^(?:his|her)-majestys-")
_ENOUGH = 0.5


def key(text: str | None) -> str:
    """The letters and digits of a name, by which two spellings of it are one.

    >>> key("The Devon & Cornwall’s Police") == key("Devon and Cornwalls police")
    True
    """
    plain = re.sub("[‘’']", "", text or "").replace("&", " and ")
    folded = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode().lower()
    return re.sub("^the-", "", re.sub("[^a-z0-9]+", "-", folded).strip("-"))


def role_key(text: str | None) -> str:
    """The key of a role; His, Her and HM are one.

    >>> role_key("Her Majesty’s Inspector of Constabulary") == role_key("HM Inspector of Constabulary")
    True
    """
    return _MAJESTY.sub("hm-", key(text))


def words(text: str | None) -> frozenset[str]:
    """The words that carry meaning."""
    return frozenset(_LIGHT_WORDS.sub("", key(text)).split("-")) - {""}


def _number(text: str | None) -> Decimal | str | None:
    try:
        return Decimal(text) if text is not None else None
    except InvalidOperation:
        return text


def agrees_body(answers: Answers, name: str | None) -> bool:
    """Whether ``name`` is one of the acceptable names of the body."""
    return key(name) in map(key, answers)


def same_grade(gold: GoldGrade, grade: Grade) -> bool:
    """Whether body, area, grade and status agree."""
    slugs = grade.area in gold.area and grade.grade in gold.grade and grade.status in gold.status
    return slugs and agrees_body(gold.body, grade.body)


def same_tally(gold: GoldTally, tally: Tally) -> bool:
    """Whether status and counts agree; a zero and no count are one."""
    stated = {grade: count for grade, count in gold.counts.items() if count}
    return tally.status in gold.status and stated == {grade: count for grade, count in tally.counts.items() if count}


def same_person(gold: GoldPerson, person: Person) -> bool:
    """Whether the name is one of the acceptable ones."""
    return key(person.name) in map(key, gold.name)


def same_statistic(gold: GoldStatistic, statistic: Statistic) -> bool:
    """Whether unit and value, or both ends of a range, agree."""
    if statistic.unit not in gold.unit:
        return False
    if gold.value is not None:
        return _number(gold.value) == _number(statistic.value)
    return (_number(gold.low), _number(gold.high)) == (_number(statistic.low), _number(statistic.high))


def same_measure(gold: GoldMeasure, measure: Measure) -> bool:
    """Whether measure and state agree."""
    return measure.measure in gold.measure and measure.state in gold.state


def agrees_role(gold: GoldPerson, person: Person) -> bool | None:
    """Whether the role is one of the acceptable ones; None if none is annotated."""
    return role_key(person.role) in map(role_key, gold.role) if gold.role else None


def agrees_organisation(gold: GoldPerson, person: Person) -> bool | None:
    """Whether the organisation is one of the acceptable ones; None if none is annotated."""
    return key(person.organisation) in map(key, gold.organisation) if gold.organisation else None


def agrees_quoted(gold: GoldPerson, person: Person) -> bool | None:
    """Whether the person is quoted as the annotation says; None if it does not say."""
    return None if gold.quoted is None else gold.quoted == person.quoted


def agrees_on(name: str) -> Callable[[Entry, object], bool | None]:
    """A comparison of one attribute by equality; None for an entry that does not write it."""

    def agrees(gold: Entry, value: object) -> bool | None:
        return getattr(gold, name) == getattr(value, name) if name in gold.model_fields_set else None

    return agrees


def agrees_whose(gold: GoldTally | GoldMeasure, value: Tally | Measure) -> bool | None:
    """Whether the tally or measure is of the annotated body; None if none is annotated."""
    return agrees_body(gold.body, value.body) if gold.body else None


def agrees_about(gold: GoldStatistic, statistic: Statistic) -> bool | None:
    """Whether the words for what is measured overlap by half (Dice); None if none are annotated."""
    if not any(gold.about):
        return None
    got = words(f"{statistic.about or ''} {statistic.noun or ''}")
    return any(_overlap(words(about), got) >= _ENOUGH for about in gold.about)


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
