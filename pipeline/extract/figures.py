"""Figures: numbers with what they count in, read from the masked text of :mod:`pipeline.extract.numbers`.

One sentence at a time, left to right. A number becomes a figure (a value with a unit), a part of one (the 35 of "21 of
35"), or is left over with the reason why it measures nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from pipeline.extract.number_company import Unit
from pipeline.extract.number_place import Figure, Left, Place, Sentence
from pipeline.extract.number_traps import count_trap, duration_trap, is_bare, label_trap, rated_later
from pipeline.extract.numbers import Number, decimal

TIMES = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years"})
_SMALLER = {
    ("minutes", "seconds"): 60, ("hours", "minutes"): 60, ("days", "hours"): 24, ("weeks", "days"): 7, ("years", "months"): 12,
}  # fmt: skip
"""How many of the second unit make one of the first: the units of a compound duration."""
_ANAPHORS = frozenset({"it", "that", "this", "figure", "rate", "share", "proportion", "has"})
"""Subjects that stand for what the last figure measured."""
_PASSING = frozenset({"ordinal", "fraction-word", "multiple-word", "no-number", "pronoun"})
"""Leftovers that do not interrupt what was being counted."""
_PER = {Decimal(1000): "per-1000", Decimal(100000): "per-100000"}

_RATIO = re.compile(r"N+(?:(?: in| out of)(?: every| each| the| a| our| their)?(?: possible| total of| possible total of)? |-in-|-out-of-(?:every )?)(N+)")
_SHARE = re.compile(r"N+ of (?:(?!which|whom|them|this|these|those|it)[a-z']+ ){0,3}(N+)")
_ONE_IN = re.compile(r"N+(?: [a-z'-]+){1,2} in (?:every )?(N+)")
_RANGE_TO = re.compile(r"(?: ?[-–—] ?| to | or | and )£?(N+)")
_COMPOUND = re.compile(r",? (?:and )?(N+)")
_RATE = re.compile(r"(?: [a-z'-]+){0,6} (?:per|for every|in every|out of every|for each) (N+)")
_LIST_AHEAD = re.compile(r"(?:(?:, £?N+)+,?)? (?:and|or|to) £?(N+)")
_OF_BEFORE = re.compile(
    r"\b(?:of|out of) (?:the |its |their |those |some |all )?(N+) [^.;:]{2,90}, (?:(?:only|just|some|about|fewer|than|nearly|as|few|almost|no|more|but) )*$"
)
_TIMES = re.compile(r" times (?=the\b|what\b|as\b|that\b|those\b|more\b|longer\b|higher\b|greater\b|bigger\b|larger\b|worse\b|likelier\b|its\b|their\b)")
_COMPARED = re.compile(r" (?:the|as|what|that|those|its|their|his|her)\b")
_NO_MULTIPLE = re.compile(r" (?:back|up as|as|down|over in|standards)\b|-")
_OF_A_UNIT = re.compile(r"(?: of)? an? ")
_UNIT_AND = re.compile(r"\b(?:an?|one) ([a-z]+) and $")
_FRACTION_AFTER = re.compile(
    r" (?:of|the|their|its|his|her|our|all|more|less|fewer|higher|lower|longer|said|say|says|felt|told|thought|knew|went|did|do|"
    r"does|with|without|had|have|has|were|was|are|is|would|could|will|can|in|on|to|outside|inside|and|or|as|a|from|by|at|lost|got|never|speak|"
    r"[a-z]{2,}ed)\b|[,.;:)?!\"”'—–\n]|$| [–—-]"
)
_NO_FRACTION_BEFORE = frozenset("first second third other better bottom top lower upper latter this each last next every per O".split())
_BEFORE_SHARE = frozenset({"by", "was", "were", "is", "to", "from", "than", "at", "be", "and", "or", "of"})
_HALF_WORD = re.compile(r"-| (?:past|term|time|board|way|hearted|a mile|price)\b")
_PERCENT_NEAR = re.compile(r"per ?cent|%|\bpc\b|\dpc\b")
_SHORT_OF = re.compile(r" (?:short of|shy of|below|above|behind|ahead of|adrift of|better than|worse than|higher than|lower than)\b")
_RANK_OF = re.compile(r" (?:out of|of|among|in a table of) (?:the |[a-z]+'s |all )?(N+)")
_TABLE_AFTER = re.compile(r"(?: [a-z]+)? (?:of|out of|among) (?:the |all |[a-z]+'s |the [a-z]+'s )?(N+)")
_RANK_AFTER = re.compile(r" (?:in|of|among|from|for|nationally|out of|across)\b|[.,;:]|$")
_RANKED = re.compile(r"[ -](?:S+)\b|[- ]best|[- ]worst")


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
        return _fraction(place)
    if symbol in "MC":
        return _multiple(place)
    return _rank(place)


def _denominator(place: Place) -> str:
    """The unit that "for every 1,000 women" at the head of a clause gives to the figure after it, or an empty string."""
    if place.before[-2:] == ["for", "every"] and len(place.before) <= 3:
        return _PER.get(place.number.value, "")
    return ""


def _figure(place: Place, end: int, unit: str, value: str | None, rule: str) -> Figure:
    return Figure(place.number.start, end, unit, value, None, None, rule)


# --- cardinals ----------------------------------------------------------------------------------------------------------


def _amount(place: Place) -> Figure | Left:
    return _cell(place) or _ratio(place) or _range(place) or _rate(place) or _single(place)


def _cell(place: Place) -> Figure | None:
    """A number that fills a cell of a table row: its unit stands in the row's label, "(%)" or "(£)"."""
    number, span = place.number, place.sentence.span
    closing = place.masked[number.end : number.end + 1]
    if place.masked[number.start - 1 : number.start] != "\t" or (closing not in ("\t", "\n", "") and number.end < span.end):
        return None
    label = place.masked[span.start : number.start].split("\t", 1)[0]
    if not label.strip():
        return None
    unit = next((unit for sign, unit in (("%", "percent"), ("£", "gbp")) if f"({sign})" in label), None)
    unit = unit or ("gbp" if number.sign == "£" else "count")
    return _figure(place, number.end, unit, decimal(number.value), "table")


def _ratio(place: Place) -> Figure | Left | None:
    number = place.number
    for pattern in (_RATIO, _SHARE, _ONE_IN):
        found = pattern.match(place.masked, number.start)
        whole = place.number_at(found.start(1)) if found else None
        if whole is None or not _divides(place, number, whole):
            continue
        if pattern is _ONE_IN and number.value != 1:
            continue
        if pattern is _SHARE and number.value == 1 and not number.digits:
            continue
        if pattern is _RATIO and whole.value == number.value == 1:
            continue
        tally = _counts_grades(place, whole)
        if tally:
            return Left(number.start, whole.end, tally, _distance(place, whole))
        ratio = _figure(place, whole.end, "ratio", decimal(number.value, whole.value), "ratio")
        return ratio._replace(numbers=_distance(place, whole))
    return _share_before(place)


def _divides(place: Place, part: Number, whole: Number) -> bool:
    return 0 < part.value <= whole.value and not whole.sign and _unit_of(place, whole)[0] in (None, place.company.units["points"])


def _counts_grades(place: Place, whole: Number) -> str | None:
    """Whether "seven of ten" counts areas or grades."""
    trap = count_trap(place)
    if trap is not None and trap.reason == "tally":
        return "tally"
    later = Place(place.sentence, place.index + _distance(place, whole) - 1, None, None)
    trap = count_trap(later)
    return "tally" if trap is not None and trap.reason == "tally" and whole.value <= 16 and not later.next.isdigit() and _noun_is_area(later) else None


def _noun_is_area(place: Place) -> bool:
    return any(place.company.nouns.whole.get(word) == "tally" for word in place.after[:3])


def _distance(place: Place, last: Number) -> int:
    """How many numbers of the sentence run from the place to ``last``, both included."""
    numbers = place.sentence.numbers
    return next(i for i in range(place.index, len(numbers)) if numbers[i].start == last.start) - place.index + 1


def _share_before(place: Place) -> Figure | None:
    """"Of 82 reports, only 47 had led to a visit": the part after the whole."""
    number, figure = place.number, place.previous
    if not isinstance(figure, Figure) or figure.unit != "count" or figure.value is None:
        return None
    start = max(place.sentence.span.start, number.start - 130)
    found = _OF_BEFORE.search(place.masked, start, number.start)
    if found is None or found.start(1) != figure.start or not _opens(place, found.start()) or place.company.unit.match(place.masked, number.end):
        return None
    whole = Decimal(figure.value)
    if not 0 < number.value <= whole or rated_later(place):
        return None
    return Figure(figure.start, number.end, "ratio", decimal(number.value, whole), None, None, "share-after")


def _opens(place: Place, start: int) -> bool:
    """Whether a clause begins at ``start``."""
    return start == place.sentence.span.start or place.masked[start - 2 : start - 1] in ",;:“\"–" or place.masked[:start].endswith(("and ", "that "))


def _range(place: Place) -> Figure | Left | None:
    number = place.number
    end = number.end
    own = place.company.unit.match(place.masked, end)
    found = _RANGE_TO.match(place.masked, own.end() if own else end)
    high = place.number_at(found.start(1)) if found else None
    if high is None or found is None or high.symbol != "N":
        return None
    joint = found.group()[: found.start(1) - found.start()].strip(" £")
    unit, end = _unit_of(place, high)
    if joint in ("-", "–", "—") and place.word not in ("from", "between") and number.value > high.value and high.scale == 0:
        return Left(number.start, high.end, "score", 2)
    if not _is_range(place, joint, unit) or (own and unit is None):
        return None
    low = number.value.scaleb(high.scale) if high.scale and not number.scale and number.value < 1000 else number.value
    if low >= high.value or (high.sign and not number.sign):
        return None
    sign = number.sign or high.sign
    if unit is None and not sign and (trap := count_trap(Place(place.sentence, place.index + 1, place.previous, place.figure))):
        return trap._replace(start=number.start, numbers=2)
    kind = unit or Unit("gbp" if sign else "count", Decimal(1))
    figure = Figure(
        number.start, end, kind.unit, None, decimal(low * kind.scale), decimal(high.value * kind.scale), "range", 2
    )
    return (duration_trap(place, figure) if kind.unit in TIMES else None) or figure


def _is_range(place: Place, joint: str, unit: Unit | None) -> bool:
    lead = place.lead[-1:] or [""]
    if joint == "and":
        return lead[0] == "between"
    if joint == "or":
        return place.number.value < 13 and not place.before[-1:] == ["one"]
    if joint == "to" and lead[0] == "from":
        moved = any(word[0] == "M" for word in place.before[-6:]) or place.company.directions.any(place.before[-12:])
        return not moved and place.before[-2:-1] not in (["gone"], ["went"], ["go"], ["moved"], ["changed"])
    if joint == "to":
        return lead[0] not in ("by", "votes") and (unit is None or unit.unit != "percent" or lead[0] != "by")
    return lead[0] != "beat"


def _rate(place: Place) -> Figure | None:
    number = place.number
    if number.sign:
        return None
    found = _RATE.match(place.masked, number.end)
    whole = place.number_at(found.start(1)) if found else None
    if whole is None or whole.value == 1:
        return None
    unit = _PER.get(whole.value)
    value = decimal(number.value) if unit else decimal(number.value, whole.value)
    return _figure(place, whole.end, unit or "ratio", value, "rate")._replace(numbers=_distance(place, whole))


def _unit_of(place: Place, number: Number) -> tuple[Unit | None, int]:
    """The unit written after ``number``, and where it ends."""
    found = place.company.unit.match(place.masked, number.end)
    if found is None:
        return None, number.end
    unit = place.company.units[found.group(1) or found.group(2)]
    if number.sign:
        return None, number.end
    if unit.unit == "points" and place.masked[number.end : number.end + 1] == "-":
        return None, number.end
    return unit, found.end()


def _single(place: Place) -> Figure | Left:
    number = place.number
    if number.sign:
        if number.sign != "£":
            return Left(number.start, number.end, "currency")
        return _figure(place, number.end, "gbp", decimal(number.value), "money")
    if multiple := _TIMES.match(place.masked, number.end):
        return _figure(place, multiple.end() - 1, "multiple", decimal(number.value), "multiple")
    unit, end = _unit_of(place, number)
    if unit is None:
        return _unitless(place)
    if unit.unit in TIMES:
        return _duration(place, unit, end)
    if unit.unit == "points":
        return _points(place, end)
    return _figure(place, end, unit.unit, decimal(number.value * unit.scale), unit.unit)


def _points(place: Place, end: int) -> Figure | Left:
    near = place.masked[max(0, place.sentence.span.start - 250) : place.sentence.span.end]
    if _PERCENT_NEAR.search(near):
        return _figure(place, end, "percentage-points", decimal(place.number.value), "points")
    return Left(place.number.start, end, "points")


def _duration(place: Place, unit: Unit, end: int) -> Figure | Left:
    number = place.number
    value, numbers = number.value, 1
    found = _COMPOUND.match(place.masked, end)
    part = place.number_at(found.start(1)) if found else None
    if part is not None:
        smaller, part_end = _unit_of(place, part)
        factor = _SMALLER.get((unit.unit, smaller.unit)) if smaller else None
        if factor:
            value, end, numbers = value + part.value / factor, part_end, 2
    if number.value == 1 and not number.digits and unit.unit not in ("seconds", "minutes", "hours"):
        return Left(number.start, end, "pronoun", numbers)
    figure = _figure(place, end, unit.unit, decimal(value), "duration")._replace(numbers=numbers)
    return duration_trap(place, figure) or figure


def _unitless(place: Place) -> Figure | Left:
    number = place.number
    if unit := _unit_ahead(place):
        if unit.unit in TIMES:
            figure = _figure(place, number.end, unit.unit, decimal(number.value), "list")
            return duration_trap(place, figure) or figure
        return _figure(place, number.end, unit.unit, decimal(number.value * unit.scale), "list")
    if _SHORT_OF.match(place.masked, number.end) and _PERCENT_NEAR.search(place.masked, place.sentence.span.start, place.sentence.span.end):
        return _figure(place, number.end, "percentage-points", decimal(number.value), "points")
    if is_bare(place) and (heir := _inherited(place)):
        return heir
    return count_trap(place) or _figure(place, number.end, "count", decimal(number.value), "count")


def _unit_ahead(place: Place) -> Unit | None:
    """The unit of the last of a list: "12, 15 and 19 per cent", "from 12 to 18 per cent"."""
    found = _LIST_AHEAD.match(place.masked, place.number.end)
    last = place.number_at(found.start(1)) if found else None
    if last is None:
        return None
    unit, _ = _unit_of(place, last)
    return unit


def _inherited(place: Place) -> Figure | None:
    """A number that goes on about the last figure: "from 5.1 per cent to 4.8", "it was 58 in 2021"."""
    figure = place.figure
    if figure is None or figure.unit in ("gbp", "rank", "ratio", "multiple", "count", "percentage-points"):
        return None
    if place.number.start - figure.end > 200 or not _goes_on(place, figure):
        return None
    return _figure(place, place.number.end, figure.unit, decimal(place.number.value), "inherited")._replace(inherits=True)


def _goes_on(place: Place, figure: Figure) -> bool:
    lead = place.lead
    if found := place.company.cues["comparison"].before(lead):
        return lead[len(lead) - found[1] - 1 :][:1] not in (["gone"], ["went"], ["going"])
    link = lead[-1] if lead else ""
    if link in ("was", "is", "at"):
        return not _ANAPHORS.isdisjoint(lead[-5:-1])
    if figure.start < place.sentence.span.start:
        return False
    if link == "to":
        return _from_before(place, figure)
    if link not in ("and", ",", "or", "for", "than"):
        return False
    return figure.inherits or (figure.unit in TIMES and figure.value is not None and _comparable(Decimal(figure.value), place.number.value))


def _comparable(first: Decimal, second: Decimal) -> bool:
    """Whether two numbers may count in one unit: neither is many times the other."""
    return first < 20 * second and second < 20 * first


def _from_before(place: Place, figure: Figure) -> bool:
    return re.search(r"\bfrom (?:[a-z]+ ){0,2}$", place.masked[max(0, figure.start - 30) : figure.start]) is not None


# --- fractions, multiples, ranks -------------------------------------------------------------------------------------------


def _fraction(place: Place) -> Figure | Left:
    number = place.number
    unit_at = _OF_A_UNIT.match(place.masked, number.end)
    if unit_at and (unit := place.company.unit.match(place.masked, unit_at.end() - 1)):
        return _part_of_unit(place, place.company.units[unit.group(1) or unit.group(2)], unit.end())
    if whole := _UNIT_AND.search(place.masked, max(0, number.start - 20), number.start):
        unit_name = place.company.units.get(whole.group(1))
        if unit_name and unit_name.unit in TIMES:
            figure = Figure(whole.start(), number.end, unit_name.unit, decimal(1 + number.value), None, None, "duration")
            return duration_trap(place, figure) or figure
    if place.word in _NO_FRACTION_BEFORE or place.word[:1] in ("O", "S", "E") or _HALF_WORD.match(place.masked, number.end) or place.masked[number.start - 1 : number.start] == "-":
        return Left(number.start, number.end, "fraction-word")
    if not _FRACTION_AFTER.match(place.masked, number.end):
        return Left(number.start, number.end, "fraction-word")
    ordinal = 1 / number.value in (3, 5, 6, 7, 8, 9, 10) and place.masked[number.start : number.start + 1] == "F"
    if ordinal and place.next in (",", ".", "", ")") and place.word not in _BEFORE_SHARE and len(place.lead) == len(place.before):
        return Left(number.start, number.end, "fraction-word")
    if place.word in ("in", "and") and number.value == Decimal("0.5") and place.next not in ("of", "the") and place.word == "in":
        return Left(number.start, number.end, "fraction-word")
    return _fraction_range(place) or _figure(place, number.end, "ratio", decimal(number.value), "fraction")


def _part_of_unit(place: Place, unit: Unit, end: int) -> Figure | Left:
    name = "percentage-points" if unit.unit == "points" else unit.unit
    figure = _figure(place, end, name, decimal(place.number.value * unit.scale), "part-of-unit")
    return (duration_trap(place, figure) if name in TIMES else None) or figure


def _fraction_range(place: Place) -> Figure | None:
    if place.lead[-1:] not in (["between"], ["from"]):
        return None
    found = re.compile(r" (?:and|to) (F+)").match(place.masked, place.number.end)
    high = place.number_at(found.start(1)) if found else None
    if high is None or high.value <= place.number.value:
        return None
    return Figure(place.number.start, high.end, "ratio", None, decimal(place.number.value), decimal(high.value), "range", 2)


def _multiple(place: Place) -> Figure | Left:
    number = place.number
    if number.symbol == "C" and not _COMPARED.match(place.masked, number.end):
        return Left(number.start, number.end, "multiple-word")
    if _NO_MULTIPLE.match(place.masked, number.end) and number.symbol == "M":
        return Left(number.start, number.end, "multiple-word")
    if number.symbol == "C" and place.word in ("the", "a", "put", "once"):
        return Left(number.start, number.end, "multiple-word")
    return _figure(place, number.end, "multiple", decimal(number.value), "multiple")


def _rank(place: Place) -> Figure | Left:
    if place.number.symbol == "O":
        return _ordinal_rank(place)
    if place.number.symbol == "E":
        return _end_rank(place)
    return _superlative_rank(place)


def _ordinal_rank(place: Place) -> Figure | Left:
    number = place.number
    after = _RANKED.match(place.masked, number.end)
    if after and number.value < 100:
        return _with_table(place, _ranked(place, after.end(), number.value))
    placed = place.company.cues["place"].before([w for w in place.before if w not in "“\"‘"]) is not None
    if re.match(r" from (?:the )?(?:bottom|top|E+|S+)", place.masked[number.end : number.end + 20]):
        return _ranked(place, number.end, number.value)
    total = _RANK_OF.match(place.masked, number.end)
    if total and place.word not in ("the", "a", "its", "his", "her", "their") and number.value > 1:
        whole = place.number_at(total.start(1))
        if whole and whole.value >= number.value:
            return _ranked(place, whole.end, number.value)._replace(numbers=_distance(place, whole))
    if placed and number.value > 1 and _RANK_AFTER.match(place.masked, number.end) and (place.before[-1] not in ("is", "was", "but", "and", "now") or _rank_near(place)):
        return _ranked(place, number.end, number.value)
    return Left(number.start, number.end, "ordinal")


def _with_table(place: Place, rank: Figure) -> Figure:
    """The rank with the superlative and the length of the table in it: "second highest of England's 10"."""
    total = _TABLE_AFTER.match(place.masked, rank.end)
    whole = place.number_at(total.start(1)) if total else None
    end = whole.end if whole and not place.company.unit.match(place.masked, whole.end) else rank.end
    within = [n for n in place.sentence.numbers[place.index :] if n.end <= end]
    return rank._replace(end=end, numbers=len(within))


def _rank_near(place: Place) -> bool:
    """Whether the last figure was a rank too: "... but tenth for speed", "last time it was 29th"."""
    return (place.figure is not None and place.figure.unit == "rank") or place.company.cues["table"].any(place.before)


def _ranked(place: Place, end: int, value: Decimal) -> Figure:
    return _figure(place, end, "rank", decimal(value), "rank")


def _end_rank(place: Place) -> Figure | Left:
    """"Last of the 12", "bottom of the table of 44": the place is the length of the table."""
    found = re.compile(r" (?:of|out of|in)(?: the| a)?(?: [a-z]+ (?:table )?of)?(?: the| all)? (N+)").match(place.masked, place.number.end)
    whole = place.number_at(found.start(1)) if found else None
    if whole is None or place.word in ("the", "its", "at", "his", "her", "their") or whole.value < 3:
        return Left(place.number.start, place.number.end, "no-number")
    return _ranked(place, whole.end, whole.value)._replace(numbers=_distance(place, whole))


def _superlative_rank(place: Place) -> Figure | Left:
    """"The best in the country", "England's slowest service", "tops the table": first of a table that is named."""
    number = place.number
    words = place.after
    scope = place.company.scope
    word = place.masked and place.sentence.text[number.start : number.end].lower()
    if word in ("most", "least") or place.before[-2:-1] in (["among"], ["of"]) or place.word in ("among", "of", "at"):
        return Left(number.start, number.end, "no-number")
    if place.word == "'s" or place.word.endswith("'s"):
        owner = [*place.before[:-1], place.word.removesuffix("'s")] if place.word != "'s" else place.before[:-1]
        if scope.before(owner) or scope.before(["the", *owner[-1:]]):
            return _ranked(place, number.end, Decimal(1))
    for skip in range(min(6, len(words))):
        if words[skip] in ("in", "of", "across", "among", "the", "nationally", "anywhere"):
            start = skip if words[skip] in ("nationally", "the") else skip + 1
            if scope.after(words[start : start + 5]) and _is_place_claim(place, words[:skip]):
                return _ranked(place, number.end, Decimal(1))
        if not words[skip][0].isalpha():
            break
    return Left(number.start, number.end, "no-number")


def _is_place_claim(place: Place, between: list[str]) -> bool:
    """Not the best-known, the most of something, or the highest grade."""
    return place.company.nouns.after(between[-1:]) is None and not {"grade", "rating", "mark", "score"} & set(between)
