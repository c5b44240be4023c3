"""Places in a table: "third of the 43 forces", "second highest in England", "bottom of the 44", "the best in Wales"."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.extract.number_place import Figure, Left, Place
from pipeline.extract.numbers import decimal

_SUPERLATIVE = re.compile(r"[ -]S+\b")
_FROM_END = re.compile(r" from (?:the )?(?:E+|S+)")
_OF_TOTAL = re.compile(r" (?:out of|of|among|in a table of) (?:the |[a-z]+'s |all )?(N+)")
_OF_TABLE = re.compile(r"(?: [a-z]+)? (?:of|out of|among) (?:the |all |[a-z]+'s |the [a-z]+'s )?(N+)")
_END_OF = re.compile(r" (?:of|out of|in)(?: the| a)?(?: [a-z]+ (?:table )?of)?(?: the| all)? (N+)")
_AFTER = re.compile(r" (?:in|of|among|from|for|nationally|out of|across)\b|[.,;:]|$")
_DETERMINERS = frozenset({"the", "a", "its", "his", "her", "their"})
_AMBIGUOUS = frozenset({"is", "was", "but", "and", "now"})
_PLURAL_VERBS = frozenset({"do", "are", "were", "have", "can", "take"})
"""What follows a group: "the best in the country do it in a week" gives nobody a place."""
_CAME = frozenset({"came", "comes", "come", "is", "was", "ranked", "finished", "stands", "placed"})
_OF_ALL = re.compile(r" of (?:all )?(?:the )?N+\b")
""" "Came top of all 43"."""
_QUOTES = frozenset("“\"‘'")


def rank(place: Place) -> Figure | Left:
    """The place that an ordinal, a superlative or "last" gives, or the word as one that gives none."""
    read = {"O": _ordinal, "E": _end, "S": _superlative}[place.number.symbol]
    return read(place) or place.left("ordinal" if place.number.symbol == "O" else "no-number")


def _ranked(place: Place, end: int, value: Decimal) -> Figure:
    return Figure(place.number.start, end, "rank", decimal(value), None, None, "rank", place.count_to(end))


def _ordinal(place: Place) -> Figure | None:
    number, masked = place.number, place.masked
    if superlative := _SUPERLATIVE.match(masked, number.end):
        return _in_table(place, superlative.end())
    if _FROM_END.match(masked, number.end) or (number.value > 1 and masked.startswith(" only to ", number.end)):
        return _ranked(place, number.end, number.value)
    if number.value == 1:
        return None
    total = _OF_TOTAL.match(masked, number.end)
    whole = place.number_at(total.start(1)) if total else None
    if whole is not None and whole.value >= number.value and place.word not in _DETERMINERS:
        return _ranked(place, whole.end, number.value)
    return _ranked(place, number.end, number.value) if _is_placed(place) else None


_OF_GRADES = re.compile(
    r" of (?:(?:the|its|all|those|these) )?(?:N+ )?(?:[a-z-]+ ){0,2}(?:grades?|gradings?|ratings?|marks?|outcomes?"
    r"|judge?ments?|verdicts?)\b"
    r"| (?:possible )?(?:grade|grading|rating|judge?ment|outcome)\b(?! in\b)"
    r"| (?:(?:grade|rating|mark) )?(?:that )?(?:it|they|the [a-z]+) (?:can|could|may) (?:award|give|get)\b"
)
""" "The second highest of the four grades": a step of a scale."""


def _in_table(place: Place, end: int) -> Figure | None:
    """The rank with its superlative and the length of the table in it: "second highest of England's 10"."""
    if _OF_GRADES.match(place.masked, end):
        return None
    total = _OF_TABLE.match(place.masked, end)
    whole = place.number_at(total.start(1)) if total else None
    if whole is not None and not place.company.unit.match(place.masked, whole.end):
        end = whole.end
    return _ranked(place, end, place.number.value)


def _is_placed(place: Place) -> bool:
    """ "Comes third for", "ranked 119th in", "but tenth for" after another rank."""
    before = [word for word in place.before if word not in _QUOTES]
    ranked = place.figure is not None and place.figure.unit == "rank"
    if before[-1:] == [place.next] == [","] and place.company.cues["table"].any(before[-6:]):
        return True  # "in the middle of the table, 22nd, for sickness"
    if ranked and place.company.cues["comparison"].before(before):
        return True
    if not place.company.cues["place"].before(before) or not _AFTER.match(place.masked, place.number.end):
        return False
    return before[-1] not in _AMBIGUOUS or ranked or place.company.cues["table"].any(before)


def _end(place: Place) -> Figure | None:
    """ "Last of the 12", "bottom of the table of 44": the place is the length of the table."""
    found = _END_OF.match(place.masked, place.number.end)
    whole = place.number_at(found.start(1)) if found else None
    if whole is None or whole.value < 3 or place.word in _DETERMINERS or place.word == "at":
        return None
    return _ranked(place, whole.end, whole.value)


def _superlative(place: Place) -> Figure | None:
    """ "The best in the country", "England's slowest service", "tops the table": first of a table that is named."""
    number = place.number
    word = place.sentence.low[number.start : number.end]
    if word == "top" and place.word in _CAME and (table := _OF_ALL.match(place.masked, number.end)):
        return _ranked(place, table.end(), Decimal(1))
    if (
        word in ("most", "least")
        or place.word in ("among", "of", "at")
        or place.before[-2:-1] == ["of"]
        or (place.before[-3:-2] == ["of"] and place.before[-4:-3][0][:1] == "N")  # "one of the country's best"
        or "among" in place.before[-4:]
    ):
        return None
    if place.word == "the" and place.next in ("in", "of") and not _PLURAL_VERBS.isdisjoint(place.after[2:6]):
        return None
    return _ranked(place, number.end, Decimal(1)) if _owned(place) or _scoped(place) else None


def _owned(place: Place) -> bool:
    if not place.word.endswith("'s"):
        return False
    owner = place.word.removesuffix("'s")
    return (
        place.company.scope.before([*place.before[:-1], owner]) is not None
        or place.company.scope.before(["the", owner]) is not None
    )


def _scoped(place: Place) -> bool:
    words = place.after
    for skip in range(min(6, len(words))):
        if words[skip] in ("in", "of", "across", "among", "the", "nationally", "anywhere"):
            start = skip if words[skip] in ("nationally", "the") else skip + 1
            if place.company.scope.after(words[start : start + 5]):
                return _claims_place(place, words[:skip])
        if not words[skip][0].isalpha():
            return False
    return False


def _claims_place(place: Place, between: list[str]) -> bool:
    """Not the highest grade, nor the worst of areas."""
    return place.company.nouns.after(between[-1:]) is None and {"grade", "rating", "mark", "score"}.isdisjoint(between)
