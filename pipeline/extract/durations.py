"""Times: "11 minutes 42 seconds" that were measured or promised, not the "past two years" that place something."""

from __future__ import annotations

import re
from decimal import Decimal

from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_company import TIMES, Unit
from pipeline.extract.number_place import Figure, Left, Place
from pipeline.extract.numbers import decimal

_SHORT = frozenset({"seconds", "minutes", "hours"})
"""The times that are measured unless they say otherwise; longer ones usually place something."""
_PARTS = {
    ("minutes", "seconds"): 60, ("hours", "minutes"): 60, ("days", "hours"): 24, ("weeks", "days"): 7,
    ("years", "months"): 12,
}  # fmt: skip
"""How many of the second unit make one of the first: the units of a compound duration."""
_AND_PART = re.compile(r",? (?:and )?(N+)")
_UNIT_AND = re.compile(r"\ban? ([a-z]+) and $")
_LABEL_ENDS = re.compile(r"[^:.;,(NF]{0,40}: (?:[a-z]+ ){0,3}[NF]")
_IN_SHARE = re.compile(
    r",? (?:in|on|for) (?:(?:just|only|about|some|more|than|nearly|over) ){0,2}N+(?: [a-z]+)?"
    r"(?: out of | in | ?%| per ?cent)"
)
""" "Done within 24 hours in nineteen cases out of twenty"."""
_OWNED = (["his"], ["her"])
_NEGATIVE = closed_class(
    "no not never without shut closed missing vacant unchecked unpaid unanswered untouched empty broken unrepaired"
)
"""With these, "for nine days" is a measure: "had not been checked for nine days"."""
_ON_WHAT = closed_class("average a the it this that them its their these those each every")
"""After "on" with these, a time is spent on something, and places nothing: "four months on it"."""
_SUBJECT = 8
"""How many words before a verb its subject may begin."""
_APART = closed_class("; , and but that")
_GOES_ON = (["from"], ["and"], [","], ["or"])
"""What leads from one time that was measured to the next: "14 weeks for an assessment and four months for a place"."""
_NEW_CLAUSE = re.compile(r"[;:]|, (?!.*\b(?:within|inside)\b)| and ")


def duration(place: Place, unit: Unit, end: int) -> Figure | Left:
    """The time at ``place``, whose first unit ends at ``end``."""
    number = place.number
    value, numbers = number.value, 1
    found = _AND_PART.match(place.masked, end)
    part = place.number_at(found.start(1)) if found else None
    if part is not None:
        smaller, part_end = place.unit_of(part)
        factor = _PARTS.get((unit.unit, smaller.unit)) if smaller else None
        if factor:
            value, end, numbers = value + part.value / factor, part_end, 2
    if numbers == 1 and (compound := _with_article(place, unit, end)):
        return measured(place, compound)
    if number.value == 1 and not number.digits and unit.unit not in _SHORT:
        return Left(number.start, end, "pronoun", numbers)
    return measured(place, Figure(number.start, end, unit.unit, decimal(value), None, None, "duration", numbers))


def _with_article(place: Place, unit: Unit, end: int) -> Figure | None:
    """ "An hour and ten minutes"."""
    number = place.number
    found = _UNIT_AND.search(place.masked, max(place.sentence.span.start, number.start - 20), number.start)
    larger = place.company.units.get(found[1]) if found else None
    factor = _PARTS.get((larger.unit, unit.unit)) if larger else None
    if found is None or larger is None or not factor:
        return None
    return Figure(found.start(), end, larger.unit, decimal(1 + number.value / factor), None, None, "duration")


def measured(place: Place, figure: Figure) -> Figure | Left:
    """The time, if it is measured or promised; else why it is not."""
    after = place.sentence.words_after(figure.end)[:10]
    reason = (
        _title(place, after)
        or _deadline(place, after)
        or _placing(place, after, figure)
        or _modifier(place, after)
        or _threshold(place, figure)
        or _unmeasured(place, after, figure)
    )
    return Left(place.number.start, figure.end, reason, figure.numbers) if reason else figure


def comparable(first: Decimal, second: Decimal) -> bool:
    """Whether two numbers may count in one unit: neither is many times the other.

    >>> comparable(Decimal(23), Decimal("22.5")), comparable(Decimal(3), Decimal(400))
    (True, False)
    """
    return first < 20 * second and second < 20 * first


def _title(place: Place, after: list[str]) -> str | None:
    """ "Five minutes with Pat Poe", the title of an interview: a line that ends without a stop."""
    span = place.sentence.span
    titled = place.number.start == span.start and after[:1] == ["with"]
    return "idiom" if titled and not place.masked.endswith((".", "!", ";"), span.start, span.end) else None


_HAPPENS = closed_class("place return returns back again reinspected re-inspected revisit revisited")
"""With these before "within", a time says when something is to happen."""


def _deadline(place: Place, after: list[str]) -> str | None:
    """ "Ministers have 28 days to reply"."""
    if after[:3] == ["in", "which", "to"]:
        return "deadline"
    if place.lead[-1:] == ["within"] and not _HAPPENS.isdisjoint(place.before[-_SUBJECT:]):
        return "deadline"  # "the next visit will take place within 18 months"
    return (
        "deadline"
        if after[:1] == ["to"] and place.lead[-1:] and place.lead[-1] in ("has", "have", "had", "given", "gave")
        else None
    )


def _placing(place: Place, after: list[str], figure: Figure) -> str | None:
    """ "Two years ago", "in the past 12 months", "six weeks before the visit"."""
    cues = place.company.cues
    if cues["placing-after"].after(after) and not (figure.unit in _SHORT and after[0] in ("before", "after", "since")):
        return None if after[0] == "on" and _is_spent_on(place, after, figure) else "placing"
    lead = place.lead
    if (lead[-1:] in (["spent"], ["spend"]) or place.before[-1:] == ["over"]) and _by_inspectors(place):
        return "placing"
    ordinal = lead[-1:] and lead[-1][0] in "OE" and lead[-2:-1] not in _OWNED  # "first", "last", not "his last"
    return "placing" if ordinal or cues["placing-before"].before(place.lead) else None


def _is_spent_on(place: Place, after: list[str], figure: Figure) -> bool:
    """Whether "on" leads to what a time is spent on, and does not place anything: "31 hours on chairs"."""
    if not _ON_WHAT.isdisjoint(after[1:2]):
        return True
    spent = place.lead[-1:] in (["spent"], ["spend"], ["spending"], ["waited"], ["wait"], ["waiting"])
    return figure.unit in _SHORT and spent and after[1:2] != [] and after[1].isalpha()


def _by_inspectors(place: Place) -> bool:
    """Whether it is inspectors who spent the time: "inspectors spent two weeks at the jail"."""
    words = place.before[-_SUBJECT:]
    named = (end for end in range(len(words), 0, -1) if place.company.inspectorates.before(words[:end]))
    end = next(named, None)
    if end is None:
        return False
    behind = words[end + (words[end : end + 1] == [")"]) :]
    behind = (
        behind[2:] if behind[:2] in ([",", "which"], [",", "who"]) else behind
    )  # "ISI, which went in over three days"
    return _APART.isdisjoint(behind)


def _modifier(place: Place, after: list[str]) -> str | None:
    """ "A five-year plan" is its name; "a 37-hour wait" was measured, "the four-hour target" limits something."""
    if not place.hyphened:
        return None
    cues = place.company.cues
    if cues["limited"].after(after):
        return "threshold"
    return None if cues["measured"].any(after[:2]) or cues["worked"].any(after[:2]) else "modifier"


def _threshold(place: Place, figure: Figure) -> str | None:
    """A time limit of another figure: "85 per cent of calls within 15 minutes", "calls answered in a minute: 85%"."""
    other, lead = place.previous, place.lead
    ahead = _LABEL_ENDS.match(place.masked, figure.end) or _IN_SHARE.match(place.masked, figure.end)
    if ahead and place.company.cues["limit"].before(lead):
        return "threshold"
    if not isinstance(other, Figure) or other.unit in TIMES or other.unit in ("gbp", "rank"):
        return None
    if not place.company.cues["limit"].before(lead) or _NEW_CLAUSE.search(place.masked, other.end, place.number.start):
        return None
    return "threshold" if lead[-1] in ("within", "inside", "in", "than") or len(lead) < len(place.before) else None


def _unmeasured(place: Place, after: list[str], figure: Figure) -> str | None:
    """A longer time of which nothing says that it was measured."""
    if figure.unit in _SHORT:
        return None
    cues, last = place.company.cues, place.figure
    same = last is not None and last.unit == figure.unit
    if same and (cues["comparison"].before(place.lead) or place.lead[-1:] in (["was"], ["is"], ["to"])):
        return None
    if isinstance(place.previous, Figure) and place.previous.unit in TIMES and place.lead[-1:] in _GOES_ON:
        return None
    if place.lead[-1:] == ["for"] and not _NEGATIVE.isdisjoint(place.before[-8:]):
        return None
    said = cues["measured-years" if figure.unit == "years" else "measured"]
    return None if said.any(place.before) or said.any(after[:6]) else "duration"
