"""Figures: numbers with what they count in, read from the masked text of :mod:`pipeline.extract.numbers`.

One sentence at a time, left to right. A number becomes a figure (a value with a unit), a part of one (the 35 of "21 of
35"), or is left over with the reason why it measures nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.extract.closed_class import closed_class
from pipeline.extract.durations import comparable, duration, measured
from pipeline.extract.fractions import fraction, multiple
from pipeline.extract.number_company import TIMES, Unit
from pipeline.extract.number_place import Figure, Left, Place, Sentence, is_bare
from pipeline.extract.number_traps import SCORED, STEPS, count_trap, is_called, is_rated, label_trap
from pipeline.extract.numbers import Number, decimal
from pipeline.extract.ranks import rank

_SMALLEST_RATE = 10_000
"""A part of more than this has no place among four decimals."""
_CALENDAR = frozenset({"days", "weeks", "months", "years"})
_PER = {Decimal(1000): "per-1000", Decimal(100000): "per-100000"}
_PASSING = frozenset({"ordinal", "fraction-word", "multiple-word", "no-number", "pronoun"})
"""Leftovers that do not interrupt what was being counted."""
_ANAPHORS = frozenset({
    "it", "that", "this", "figure", "rate", "share", "proportion", "has", "law", "limit", "target", "standard", "goal",
})  # fmt: skip
"""Subjects that stand for what the last figure measured, or limit it."""
_VERBS = closed_class("had has have was were is are")
"""What follows a number that is a subject of its own: "waited 18 months, and 212 had no date"."""
_BENCHMARKS = closed_class("figure average rate mean target standard benchmark")
"""Levels that a figure is compared with: "against a national figure of 66"."""
_NOT_INHERITED = frozenset({"gbp", "rank", "ratio", "multiple", "count", "percentage-points"})

_RATIO = re.compile(
    r"N+(?:(?: in| out of)(?: every| each| the| a| our| their)?(?: possible| total of| possible total of)? "
    r"|-in-|-out-of-(?:every )?|/)(N+)"
)
_SHARE = re.compile(r"N+ of (?:(?!(?:which|whom|them|this|these|those|it)\b)(?:[a-z']+|E+|O+) ){0,3}(N+)")
_ONE_IN = re.compile(r"N+(?: [a-z'-]+){1,2} in (?:every )?(N+)")
_OUT_OF = re.compile(r"N+(?: [a-z'-]+){1,2} out of (?:(?:every|the|a|an|its|their|our) )?(?:total of |possible )?(N+)")
_OF_POSSIBLE = re.compile(r"N+(?: points| marks)?(?: out of| of| from) a (?:possible|maximum)(?: of)? (N+)")
_LIMIT = frozenset({"possible", "maximum"})
"""What tells that the number behind is the most that could be scored."""
_OF_WHOLE = frozenset({"in", "out", "of", "-", "/"})
"""What may follow the part of a whole; after "one", also what it is one of."""
_WHOLE_BEFORE = re.compile(
    r"\b(?:(?:in|from|among) (?:an?|its|their|the|one) (?:[a-z]+ )?(?:sample|selection|audit|check|review) of"
    r"|(?:out )?of|for every) (?:(?:[a-z']+|E+) ){0,3}(N+) [^.;:]{2,90}, "
    r"(?:(?:only|just|some|about|fewer|than|nearly|as|few|almost|no|more|but) )*$"
)
_WHOLE_AHEAD = re.compile(rf"{_WHOLE_BEFORE.pattern.removesuffix('$')}(?:(?!(?:and|or|but)\b)[a-z']+ ){{1,3}}$")
""" "Of 412 reports, officers went to 61": the part ends the sentence."""
_TO_HIGHER = re.compile(r"(?P<joint> ?[-–—] ?| to | or | and )£?(N+)")
_PER_WHOLE = re.compile(r"(?: [a-z'-]+){0,6} (?:per|for every|in every|out of every|for each) (N+)")
_ALMOST = len(" from almost ")
"""The most between a figure and the one that it came down or up from: "to five weeks from 22"."""
_LIST_AHEAD = re.compile(r"(?:(?:, £?N+)+,?)? (?:and|or|to) £?(N+)")
_TIMES_AS = re.compile(
    r" times (?=(?:the|what|as|that|those|more|longer|higher|greater|bigger|larger|worse|likelier|its|their)\b)"
    r"|[ -]?fold\b"
)
_PERCENT_NEAR = re.compile(r"per ?cent|%|\bpc\b|Npc\b")
_STOOD_AT = re.compile(r"\b(?:at|was|were|is) (?:[a-z]+ ){0,2}$")
_PERCENTAGE_OF = re.compile(r"\bpercentage of [^.;:]{3,}$")
_LEVEL_AT = (["is"], ["was"], ["at"], ["to"], ["from"])
_SUBJECT = 120
"""How far before a number, in characters, what it is a level of may begin."""
_SHORT_OF = re.compile(
    r" (?:short of|shy of|below|above|behind|ahead of|adrift of|better than|worse than|higher than|lower than)\b"
)
_FROM = re.compile(r"\bfrom (?:[a-z]+ ){0,3}$")


def figures(sentence: Sentence, before: Figure | None) -> Iterator[Figure | Left]:
    """The figures and leftovers of a sentence; ``before`` is the last figure of the sentence before."""
    previous: Figure | Left | None = None
    figure, denominator, index = before, "", 0
    while index < len(sentence.numbers):
        place = Place(sentence, index, previous, figure)
        if unit := _denominator(place):
            denominator, index = unit, index + 1
            continue
        outcome = _outcome(place)
        if isinstance(outcome, Figure):
            if denominator:
                outcome, denominator = outcome._replace(unit=denominator, rule="rate"), ""
            figure = outcome
        if not (isinstance(outcome, Left) and outcome.reason in _PASSING):
            previous = outcome
        index += outcome.numbers
        yield outcome


def _outcome(place: Place) -> Figure | Left:
    symbol = place.number.symbol
    if symbol == "N":
        return label_trap(place) or _amount(place)
    if symbol == "F":
        return fraction(place)
    return multiple(place) if symbol in "MC" else rank(place)


def _denominator(place: Place) -> str:
    """The unit that "for every 1,000 women" at the head of a clause gives to the next figure, or an empty string."""
    if not place.masked.endswith("for every ", 0, place.number.start) or len(place.before) > 3:
        return ""
    return _PER.get(place.number.value, "")


def _amount(place: Place) -> Figure | Left:
    if place.is_last:  # nothing that takes two numbers
        return _cell(place) or _whole_before(place) or _single(place)
    return _cell(place) or _ratio(place) or _whole_before(place) or _range(place) or _rate(place) or _single(place)


def _figure(place: Place, end: int, unit: str, value: Decimal, rule: str) -> Figure:
    return Figure(place.number.start, end, unit, decimal(value), None, None, rule, place.count_to(end))


def _cell(place: Place) -> Figure | None:
    """A number that fills a cell of a table row: its unit stands in the row's label, "(%)" or "(£)"."""
    number, span = place.number, place.sentence.span
    if place.masked[number.start - 1 : number.start] != "\t":
        return None
    if number.end < span.end and not place.masked.startswith("\t", number.end):
        return None
    label = place.masked[span.start : number.start].split("\t", 1)[0]
    if not label.strip():
        return None
    unit = next((unit for sign, unit in (("%", "percent"), ("£", "gbp")) if f"({sign})" in label), None)
    return _figure(place, number.end, unit or ("gbp" if number.sign == "£" else "count"), number.value, "table")


# --- ratios -------------------------------------------------------------------------------------------------


def _ratio(place: Place) -> Figure | Left | None:
    """ "21 of 35", "nine out of ten", "one exclusion in three", "four boilers out of nine"."""
    number = place.number
    names_whole = (
        place.after[1:2] == ["in"]
        or ("out" in place.after[1:3] and not place.has_unit)
        or not _LIMIT.isdisjoint(place.after[2:6])
    )
    if place.next not in _OF_WHOLE and number.value != 1 and not names_whole:
        return None
    for pattern in (_RATIO, _SHARE, _ONE_IN, _OUT_OF, _OF_POSSIBLE):
        found = pattern.match(place.masked, number.start)
        whole = place.number_at(found.start(1)) if found else None
        if whole is None or not _divides(place, number, whole):
            continue
        is_one = number.value == 1 and not number.digits
        if (
            (pattern is _ONE_IN and number.value != 1 and not _is_round(place, whole))
            or (pattern is _SHARE and is_one)
            or (is_one and whole.value == 1)
        ):
            continue
        ratio = _figure(place, whole.end, "ratio", number.value / whole.value, "ratio")
        if whole.value == STEPS and place.before[-1:] and place.before[-1] in SCORED:
            return Left(number.start, whole.end, "grade", ratio.numbers)
        if place.next != "/" and _counts_grades(place, ratio):
            return Left(number.start, whole.end, "tally", ratio.numbers)
        return ratio
    return None


_ROUND = frozenset({3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 100})
"""Of how many a share is told: "three men in ten"."""


def _is_round(place: Place, whole: Number) -> bool:
    """ "Three men in ten share a cell", not "three fires in ten flats"."""
    following = place.sentence.words_after(whole.end)[:2]
    alike = not whole.digits and not place.number.digits and whole.value in _ROUND
    return alike and not (following[:1] and following[0].endswith("s") and following[0] not in _VERBS)


def _divides(place: Place, part: Number, whole: Number) -> bool:
    unit, _ = place.unit_of(whole)
    counts = unit is None or unit.unit == "points" or (unit.unit in _CALENDAR and place.next == "of")
    return 0 < part.value <= whole.value and not whole.sign and counts


def _counts_grades(place: Place, ratio: Figure) -> bool:
    """Whether "seven of ten" counts areas or grades."""
    share = place.number.value == 1 and place.next == "in"  # "less good: one in eight shifts ..."
    scored = place.company.labels.before(place.before)  # "scored five out of 21 and was rated good"
    if scored and scored[0] == "grade":
        return False
    if not share and (trap := count_trap(place)) and trap.reason == "tally":
        return True
    whole = place.at(place.index + ratio.numbers - 1)
    near = 1 if share else 3  # "one in three men tests positive" counts no tests
    counts_areas = any(place.company.nouns.whole.get(word) == "tally" for word in whole.after[:near])
    trap = count_trap(whole) if counts_areas else None
    return trap is not None and trap.reason == "tally"


def _whole_before(place: Place) -> Figure | None:
    """ "Of 82 reports, only 47 had led to a visit": the part after the whole."""
    number, figure = place.number, place.previous
    if not isinstance(figure, Figure) or figure.unit != "count" or figure.value is None:
        return None
    ends = is_bare(place) and place.next in (".", ";", "")
    pattern = _WHOLE_AHEAD if ends else _WHOLE_BEFORE
    low = max(place.sentence.span.start, number.start - 130)
    found = pattern.search(place.masked, low, number.start) or _WHOLE_BEFORE.search(place.masked, low, number.start)
    if found is None or found.start(1) != figure.start or not _opens_clause(place, found.start()):
        return None
    whole = Decimal(figure.value)
    if place.has_unit or not 0 < number.value <= whole or is_rated(place) or is_called(place):
        return None
    return Figure(figure.start, number.end, "ratio", decimal(number.value, whole), None, None, "whole-before")


def _opens_clause(place: Place, start: int) -> bool:
    ahead = place.masked[max(place.sentence.span.start, start - 6) : start]
    return not ahead or ahead[-2:-1] in tuple(',;:“"–') or ahead.endswith(("and ", "that "))


# --- ranges -------------------------------------------------------------------------------------------------


def _range(place: Place) -> Figure | Left | None:
    """ "12-15 per cent", "between 12 and 15", "two to three hours": low and high."""
    number = place.number
    own, own_end = place.unit_of(number)
    found = _TO_HIGHER.match(place.masked, own_end)
    high = place.number_at(found.start(2)) if found else None
    if found is None or high is None or high.symbol != "N":
        return None
    unit, _ = place.unit_of(high)
    joint = found["joint"].strip()
    if joint in ("-", "–", "—") and number.value > high.value and not high.scale:
        return Left(number.start, high.end, "score", 2)
    if joint == "to" and unit is None and number.value == 1 and not number.sign and is_bare(place.at(place.index + 1)):
        return Left(number.start, high.end, "score", 2)  # "one nurse to ten", "one to ten"
    if (
        (own and (unit is None or own.unit != unit.unit))
        or (high.sign and not number.sign)
        or not _is_range(place, joint)
    ):
        return None
    low = number.value.scaleb(high.scale) if number.scale < high.scale and number.value < 1000 else number.value
    return _between(place, low, high, unit) if low < high.value else None


def _between(place: Place, low: Decimal, high: Number, unit: Unit | None) -> Figure | Left:
    sign = place.number.sign
    if unit is None and not sign and (trap := count_trap(place.at(place.index + 1))):
        return trap._replace(start=place.number.start, numbers=2)
    kind = unit or Unit("gbp" if sign else _unit_gone_on_about(place), Decimal(1))
    ends = decimal(low * kind.scale), decimal(high.value * kind.scale)
    figure = Figure(place.number.start, place.unit_of(high)[1], kind.unit, None, *ends, "range", 2)
    return measured(place, figure) if kind.unit in TIMES else figure


def _unit_gone_on_about(place: Place) -> str:
    """The unit of a range without one: that of the figure it is compared with ("up from four or five"), else none."""
    bare = place.figure is not None and is_bare(place.at(place.index + 1)) and _goes_on(place)
    return place.figure.unit if bare and place.figure else "count"


def _is_range(place: Place, joint: str) -> bool:
    """Not "grew from 19 to 31" nor "fell by 62 to 318", which are changes."""
    lead = place.lead[-1] if place.lead else ""
    if joint == "and":
        return lead == "between"
    if joint == "or":
        return place.number.value < 13 and place.word != "one"
    if joint != "to":
        return lead != "beat"
    if lead != "from":
        return lead != "by"
    words = place.before[-12:]
    changes = place.company.directions.any(words) or any(word[0] == "M" for word in words)
    return not changes and not place.company.cues["gone"].before(place.before[:-1])


# --- single numbers -----------------------------------------------------------------------------------------


def _rate(place: Place) -> Figure | Left | None:
    """ "380 per 100,000", "8.2 searches for every 1,000 residents"; of any other number it is a ratio."""
    found = _PER_WHOLE.match(place.masked, place.number.end) if not place.number.sign else None
    whole = place.number_at(found.start(1)) if found else None
    if whole is None or whole.value <= 1:
        return None
    unit = _PER.get(whole.value)
    if unit is None and whole.value > _SMALLEST_RATE:
        return Left(place.number.start, whole.end, "rate", place.count_to(whole.end))
    return _figure(place, whole.end, unit or "ratio", place.number.value / (1 if unit else whole.value), "rate")


def _single(place: Place) -> Figure | Left:
    number = place.number
    if number.sign:
        return (
            _figure(place, number.end, "gbp", number.value, "money") if number.sign == "£" else place.left("currency")
        )
    if found := _TIMES_AS.match(place.masked, number.end):
        return _figure(place, found.end(), "multiple", number.value, "multiple")
    unit, end = place.unit_of(number)
    if unit is None:
        return _unitless(place)
    return _with_unit(place, unit, end)


def _with_unit(place: Place, unit: Unit, end: int) -> Figure | Left:
    if unit.unit in TIMES:
        return duration(place, unit, end)
    if unit.unit == "points":
        return _points(place, end)
    return _figure(place, end, unit.unit, place.number.value * unit.scale, unit.unit)


def _points(place: Place, end: int) -> Figure | Left:
    """ "Six points" are percentage points where percentages are spoken of."""
    span = place.sentence.span
    if _PERCENT_NEAR.search(place.masked, max(0, span.start - 250), span.end):
        return _figure(place, end, "percentage-points", place.number.value, "points")
    return Left(place.number.start, end, "points")


def _unitless(place: Place) -> Figure | Left:
    number, span = place.number, place.sentence.span
    if unit := _unit_ahead(place):
        figure = _figure(place, number.end, unit.unit, number.value * unit.scale, "list")
        return measured(place, figure) if unit.unit in TIMES else figure
    if _SHORT_OF.match(place.masked, number.end) and _PERCENT_NEAR.search(place.masked, *span):
        return _figure(place, number.end, "percentage-points", number.value, "points")
    if _moves_likewise(place):
        return _figure(place, number.end, "percent", number.value, "percent")
    if (is_bare(place) or place.next[:1] == "E") and _goes_on(place) and place.figure is not None:
        return _figure(place, number.end, place.figure.unit, number.value, "inherited")._replace(inherits=True)
    if trap := count_trap(place):
        return trap
    kind = "percent" if is_bare(place) and _is_percentage(place) else "count"
    return _figure(place, number.end, kind, number.value, kind)


def _moves_likewise(place: Place) -> bool:
    """ "Thefts are up 14 per cent and frauds down 6"."""
    figure = place.figure
    beside = figure is not None and figure.unit == "percent" and figure.start >= place.sentence.span.start
    return beside and place.word in ("up", "down") and place.before[-2:-1] != ["and"] and is_bare(place)


def _is_percentage(place: Place) -> bool:
    """ "The percentage of leavers in work is 58": the unit is in the subject."""
    start = max(place.sentence.span.start, place.number.start - _SUBJECT)
    return place.lead[-1:] in _LEVEL_AT and bool(_PERCENTAGE_OF.search(place.masked, start, place.number.start))


def _unit_ahead(place: Place) -> Unit | None:
    """The unit of the last of a list: "12, 15 and 19 per cent", "from 12 to 18 per cent", "from 2 to 1 per 1,000"."""
    found = None if place.is_last else _LIST_AHEAD.match(place.masked, place.number.end)
    last = place.number_at(found.start(1)) if found else None
    if last is None:
        return None
    unit, _ = place.unit_of(last)
    rate = _rate(place.at(place.index + 1)) if unit is None and place.lead[-1:] == ["from"] else None
    return Unit(rate.unit, Decimal(1)) if isinstance(rate, Figure) and rate.unit in _PER.values() else unit


def _goes_on(place: Place) -> bool:
    """Whether the number goes on about the last figure: "from 5.1 per cent to 4.8", "it was 58 in 2021"."""
    figure, lead = place.figure, place.lead
    if figure is None or figure.unit in _NOT_INHERITED or not lead or place.number.start - figure.end > 200:
        return False
    comparison, link = place.company.cues["comparison"], lead[-1]
    if found := comparison.before(lead):
        return not place.company.cues["gone"].before(lead[: len(lead) - found[1]])
    takes = link in ("takes", "took", "take") and figure.unit in TIMES
    if takes or link in ("was", "is", "at", "says") or lead[-2:] == ["had", "been"]:
        used = takes and lead[-3:-1] == ["used", "to"]
        return used or not _ANAPHORS.isdisjoint(lead[-2:-1] if link == "says" else lead[-5:-1])
    if link in _BENCHMARKS:
        return comparison.any(lead[-6:])
    if link == ":" and lead[-2:-1] and lead[-2] in _BENCHMARKS:  # "1.8 days on average (target: 1)"
        return True
    return figure.start >= place.sentence.span.start and place.next not in _VERBS and _links(place, figure, link)


def _links(place: Place, figure: Figure, link: str) -> bool:
    """Whether the word before a number joins it to the figure before it in the sentence."""
    if link == "to":
        before = max(0, figure.start - 30), figure.start
        changes = place.company.cues["gone"].any(place.lead[-5:]) or place.company.directions.any(place.lead[-5:])
        return bool(_FROM.search(place.masked, *before) or (changes and _STOOD_AT.search(place.masked, *before)))
    if link == "from":  # "to two minutes, from almost nine"
        near = place.number.start - figure.end <= _ALMOST or place.lead[-2:-1] == [","]
        return near and figure.unit in TIMES and _same_measure(figure, place.number.value)
    if link == "in" and not place.masked.endswith("in ", 0, figure.start):
        return False
    return link in ("and", ",", "or", "for", "than", "in") and _same_measure(figure, place.number.value)


def _same_measure(figure: Figure, value: Decimal) -> bool:
    if figure.inherits:
        return True
    return figure.unit in TIMES and figure.value is not None and comparable(Decimal(figure.value), value)
