"""Numbers that are ages: "Pat Poe, 42, of Kettering"."""

from __future__ import annotations

import re

from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_place import Place, is_bare

_AGE_AFTER = re.compile(
    r"(?:-?,? ?(?:to|and|or|[-–]) ?N+)?-?[ -]?(?:to[ -]N+)?[ -](?:year|month|week|day)s?[- ](?:olds?\b|of age)"
    r"|-?to-N+s\b"
)
_AGE_OPENS = frozenset({"-", "–", ",", "to", "and", "or", "yea", "mon", "wee", "day"})
"""The first letters of what :data:`_AGE_AFTER` may find."""
_OFFSPRING = closed_class("children sons daughters twins boys girls brothers sisters kids grandchildren siblings")
_SOMEBODY = closed_class("he she son daughter mother father husband wife brother sister mum dad")
_AT_AGE = re.compile(r",? (?:(?:he|she)\b|[^.;,]{2,40} (?:is|was) [^.;]{0,30}\b(?:youngest|oldest)\b)")
_PERSON_BEFORE = re.compile(r"[A-Z][\w'’-]*[a-z](?: [A-Z]{2,5})?(?:, | \()$")
_WHEN_SHE_WAS = (["when", "i", "was"], ["when", "he", "was"], ["when", "she", "was"])
_OF_AN_AGE = frozenset({"people", "adults", "children", "men", "women", "those", "pupils", "residents", "anyone"})
_TURNS = frozenset({"turn", "turns", "turned"})
OLDEST = 110


def age(place: Place) -> str | None:
    """ "age" if the number is the age of somebody, or bounds one; else None."""
    number = place.number
    if place.next[:3] in _AGE_OPENS and _AGE_AFTER.match(place.masked, number.end):
        return "age"
    if number.digits and place.masked.startswith("s ", number.end) and number.value < 100:
        return "age"
    if number.digits and place.before[-3:] in _WHEN_SHE_WAS:
        return "age"  # "when I was 15 nobody asked"
    if number.value > OLDEST or not is_bare(place):
        return None
    if place.word in ("over", "under", "aged") and not _OF_AN_AGE.isdisjoint(place.before[-3:-1]):
        return "age"  # "the offer for young people over 19"
    return "age" if place.word in _TURNS or _aged_person(place) or _aged_at(place) else None


def _aged_person(place: Place) -> bool:
    """ "Pat Poe, 42, of Kettering", "Pat (42)", "a boy, 14,", "who is 39", "was 84 when she left"."""
    number, before = place.number, place.before
    if before[-2:] == ["will", "be"] and not _SOMEBODY.isdisjoint(before[-3:-2]) and place.next in ("", ".", ",", "in"):
        return True
    if place.word == "," and place.next == "and" and not _OFFSPRING.isdisjoint(before[-2:-1]):
        return True
    if place.word in (",", "(") and place.next in (",", ")", ".", ""):
        ahead = place.sentence.text[max(place.sentence.span.start, number.start - 45) : number.start]
        return bool(
            _PERSON_BEFORE.search(ahead)
            or place.company.cues["person"].before(before[:-1])
            or place.company.labels.before([*before[-2:-1], "of"])
        )
    if (
        place.word not in ("is", "was")
        or not (number.digits or before[-2:-1] in (["she"], ["he"]))
        or number.value == 1
    ):
        return False
    return before[-2:-1] in ([","], ["who"], ["he"], ["she"]) or place.after[:2] in (["when", "she"], ["when", "he"])


def _aged_at(place: Place) -> bool:
    """ "He started at 16": not "stood at 16"; "At 52 she is the youngest"."""
    if place.before == ["at"] and _AT_AGE.match(place.sentence.low, place.number.end):
        return True
    if place.number.value != int(place.number.value):
        return False
    stands = place.company.cues["stands"].before(place.before[:-1]) is not None
    return place.word == "at" and place.next in ("", ",", ".", ";", "and", "or") and not stands
