"""Fractions and multiples: "two-thirds of", "half an hour", "between a third and a half", "doubled", "twice the"."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.extract.closed_class import closed_class
from pipeline.extract.durations import measured
from pipeline.extract.number_company import TIMES, Unit
from pipeline.extract.number_place import Figure, Left, Place
from pipeline.extract.numbers import decimal

_OF_A_UNIT = re.compile(r"(?: of)? an?(?= )")
_UNIT_AND = re.compile(r"\b(?:an?|one) ([a-z]+) and $")
_TO_HIGHER = re.compile(r" (?:and|to) (F+)")
_HALF_OF_WORD = re.compile(r"-| (?:past|term|time|board|way|hearted|a mile|price)\b")
_SHARE_AFTER = re.compile(
    r" (?:of|the|their|its|his|her|our|all|more|less|fewer|higher|lower|longer|said|say|says|felt|told"
    r"|thought|knew|went|did|do|does|lost|got|speak|[a-z]{2,}ed"
    r"|with|without|since|during|when|over|after|before|across|among|within|outside|inside|in|on|to|from|by|at"
    r"|full|empty|complete|had|have|has|were|was|are|is|would|could|will|can|who|that|which|this|not|never|if|and|or|as|a|E+"
    r"|nobody|nothing|no|there)\b"
    r"|[,.;:)?!\"”'—–\n]|$| [–—(-]"
)
_SHARE_BEFORE = frozenset({"by", "was", "were", "is", "to", "from", "than", "at", "be", "and", "or", "of"})
_PART_NAMED = closed_class(
    "first second third other better bottom top lower upper latter this each last next every per"
)
_AGAIN = re.compile(r" as (?:many|much|long|big|large|fast) again\b")
""" "Half as many again": one and a half times."""
_COMPARED = re.compile(r" (?:the|as|what|that|those|its|their|his|her)\b")
_NO_MULTIPLE = re.compile(
    r" (?:back|up as|as(?! (?:many|much|likely|often|long|fast|[a-z]+ as)\b)|down|over in|standards)\b|-"
)


def fraction(place: Place) -> Figure | Left:
    """The share, or the part of a unit, that the fraction at ``place`` is; or why it is none."""
    number, masked = place.number, place.masked
    if part := _part_of_unit(place) or _unit_and_part(place):
        return part
    if again := _AGAIN.match(masked, number.end):
        return Figure(number.start, again.end(), "multiple", decimal(1 + number.value), None, None, "multiple")
    names_part = place.word in _PART_NAMED or place.word[:1] in ("O", "S", "E")
    joined = _HALF_OF_WORD.match(masked, number.end) or masked[number.start - 1 : number.start] == "-"
    if names_part or joined or not _SHARE_AFTER.match(masked, number.end) or _is_ordinal(place) or _in_half(place):
        return place.left("fraction-word")
    areas = any(place.company.nouns.whole.get(word) == "tally" for word in place.after[:3])
    if areas and "inspected" not in place.after[:4]:  # local areas may be inspected: bodies, and no areas of one
        return place.left("tally")  # "half the grades that it got"
    return _range(place) or Figure(number.start, number.end, "ratio", decimal(number.value), None, None, "fraction")


def multiple(place: Place) -> Figure | Left:
    """ "Doubled", and "double" or "twice" of something."""
    number, masked = place.number, place.masked
    bare = number.symbol == "C" and (
        not _COMPARED.match(masked, number.end) or place.word in ("the", "a", "put", "once")
    )
    if bare or _NO_MULTIPLE.match(masked, number.end):
        return place.left("multiple-word")
    return Figure(number.start, number.end, "multiple", decimal(number.value), None, None, "multiple")


def _part_of_unit(place: Place) -> Figure | Left | None:
    """ "Half an hour", "eight-tenths of a percentage point"."""
    article = _OF_A_UNIT.match(place.masked, place.number.end)
    found = place.company.unit.match(place.masked, article.end()) if article else None
    if found is None:
        return None
    unit: Unit = place.company.units[found.group(1) or found.group(2)]
    name = "percentage-points" if unit.unit == "points" else unit.unit
    value = decimal(place.number.value * unit.scale)
    return _timed(place, Figure(place.number.start, found.end(), name, value, None, None, "part-of-unit"))


def _unit_and_part(place: Place) -> Figure | Left | None:
    """ "An hour and a half"."""
    number = place.number
    found = _UNIT_AND.search(place.masked, max(0, number.start - 20), number.start)
    unit = place.company.units.get(found.group(1)) if found else None
    if found is None or unit is None or unit.unit not in TIMES:
        return None
    return _timed(
        place, Figure(found.start(), number.end, unit.unit, decimal(1 + number.value), None, None, "duration")
    )


def _timed(place: Place, figure: Figure) -> Figure | Left:
    return measured(place, figure) if figure.unit in TIMES else figure


def _is_ordinal(place: Place) -> bool:
    """ "Folded into a third, Project Grace": the third of a series, for which "a third" may stand too."""
    denominator = 1 / place.number.value
    is_ordinal = denominator == denominator.to_integral_value() and denominator not in (2, 4)
    ends = place.next in (",", ".", "", ")")
    return is_ordinal and ends and place.word not in _SHARE_BEFORE and len(place.lead) == len(place.before)


def _in_half(place: Place) -> bool:
    """ "Cut in half"."""
    return place.word == "in" and place.number.value == Decimal("0.5") and place.next not in ("of", "the")


def _range(place: Place) -> Figure | None:
    """ "Between a third and a half"."""
    if place.lead[-1:] not in (["between"], ["from"]):
        return None
    found = _TO_HIGHER.match(place.masked, place.number.end)
    high = place.number_at(found.start(1)) if found else None
    if high is None or high.value <= place.number.value:
        return None
    low = decimal(place.number.value)
    return Figure(place.number.start, high.end, "ratio", None, low, decimal(high.value), "range", 2)
