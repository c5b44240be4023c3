"""Numbers that are times of day: "ten past nine", "from nine to noon"."""

from __future__ import annotations

import re

from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_place import Place, is_bare

_CLOCK_AFTER = re.compile(
    r" (?:minutes )?past (?:N+|midnight|noon|midday|the hour)| o'clock| (?:noon|midnight)\b|,? ?[ap]m\b"
    r"| in the (?:morning|afternoon|evening)| (?:until|till) N+(?=[,.;]| (?:on|at|in|every|each|to)\b|$)"
)
_CLOCK_OPENS = closed_class("minutes past o'clock noon midnight , am pm in until till")
"""The first words of what :data:`_CLOCK_AFTER` may find."""
_CLOCK_TO = re.compile(r" (?:minutes )?to (?:(?P<hour>N+)|midnight|noon|midday)\b(?! (?:per|minutes|hours|days|weeks))")
_CLOCK_ON = re.compile(r" on (?:the )?(?:Y|O|(?:mon|tues|wednes|thurs|fri|satur|sun)days?\b)")
_CLOCK_FROM = re.compile(r" to (?:midnight|noon|midday)\b")
_CLOCK_POINTED = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d")
_HOURS = 24
_NOW = (["it", "is"], ["it", "was"], ["time", "is"], ["it", "'s"], ["it", "’s"])
_FACE = 12
"""Hours on the face of a clock, where minutes are told in fives: "twenty to nine"."""
_FIVE = 5
_MINUTES = 60


def _minutes_or_score(place: Place, hour: re.Match[str]) -> str | None:
    """ "clock" for "by ten to nine", "score" for "by nine to two"; None for "fell by 54 to 336"."""
    number, told = place.number, place.sentence.text[slice(*hour.span("hour"))]
    if number.value > _MINUTES or (told.isdigit() and int(told) > _FACE):
        return None
    if number.value % _FIVE == 0:
        return "clock"
    return None if number.digits else "score"


def clock(place: Place) -> str | None:
    """ "clock" if the number is a time of day, or part of one; "score" in "by nine to two"; else None."""
    number, masked = place.number, place.masked
    word = place.word
    told = (
        (place.next in _CLOCK_OPENS and _CLOCK_AFTER.match(masked, number.end))
        or (word == "from" and _CLOCK_FROM.match(masked, number.end))
        or (word == "past" and place.before[-2:-1] and place.before[-2][0] in "FN")
        or (word == "to" and place.sentence.low.endswith("quarter to ", 0, number.start) and not number.digits)
    )
    if told:
        return "clock"
    if _is_now(place) and _CLOCK_TO.match(masked, number.end):
        return "clock"
    if word == "at" and not number.digits and _CLOCK_ON.match(masked, number.end):
        return "clock"
    if word in ("at", "by", "until", "till", "around", "since") and (hour := _CLOCK_TO.match(masked, number.end)):
        return _minutes_or_score(place, hour)
    if word in ("until", "till") and is_bare(place) and number.value <= _HOURS and not number.digits:
        return "clock"
    pointed = word in ("at", "until", "by", "before", "after") and is_bare(place)
    return "clock" if pointed and _CLOCK_POINTED.fullmatch(place.sentence.text, number.start, number.end) else None


def _is_now(place: Place) -> bool:
    """Whether what stands before a number tells the time: "It's twenty to eight"."""
    ahead = [word for word in place.before[-3:] if word not in ("now", "nearly", "just", "almost")]
    return ahead[-1:] in (["it's"], ["it’s"]) or ahead[-2:] in _NOW
