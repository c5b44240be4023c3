"""Numbers that measure nothing although they look like quantities: ages, times, labels, grades, tallies, sayings.

Two readers, in this order: :func:`label_trap` before anything else is tried, :func:`count_trap` when the number turned
out to have no unit. Both give the number back with a reason, or None when it may be a statistic.
"""

from __future__ import annotations

import re

from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_ages import OLDEST, age
from pipeline.extract.number_clock import clock
from pipeline.extract.number_place import CLOSED, Left, Place, is_bare

_SECONDS = ('")', "”)", "″)", "'')")
_CUT_OFF = re.compile(r"\b(?:no|ext|tel|fig|pp?|para|vol|reg|art)\. $")
"""A label with a stop, which was taken for the end of a sentence."""
_RANKED = re.compile(r" [a-z]+ [^.;,]{0,60}\b(?:came|comes|is|was|ranks|ranked|finished|stands|stood) (?:joint )?O+\b")
_MARKS = re.compile(r"(?: points| marks)? (?:out of|of a possible) |/N")
_ADDRESSED = closed_class("at from outside to near")
_STREET = re.compile(r" [A-Z][a-z]+ [A-Z][a-z]+(?=[.;,)]|$)")
""" "At 102 Petty France"."""
_MARKED_BY = closed_class("grades grade ratings rating judgements marks mark")
"""What inspectors mark by: "five grades for forces", unlike "areas for improvement", are no findings."""
_NAME_AFTER = re.compile(r" ?[A-Z][a-z]+")
_NAME_BEFORE = re.compile(r"(?:[A-Z][\w'’&]*[a-z\d]|\b[Aa]n? [A-Z]{2,5}) $")
_WORD = re.compile(r"[a-z0-9]+")
_JOINS = frozenset({"and", "to", ",", "-", "–", "or", "/", "&", ", and", ", or", "in"})
_ALONE = closed_class("tally scope definite modifier currency threshold deadline distance points")
"""Reasons that say nothing of the next number."""
_SPANS = frozenset({"to", "-", "–", "/"})
"""What joins two numbers so closely that the second needs no label: "ages 4 to 11", not "in Year 9, 14 pupils"."""
_QUOTES = frozenset("\"'“”‘(*")
_PASSIVE = closed_class("made seen found given been was were has have had")
"""What may stand between a grade and where it was given: "good progress had been made in two"."""
_BEFORE_GRADE = closed_class("just only all another other the a further some its up to out of now")
_AFTER_GRADE = closed_class(
    "and in at for overall but or with on now to grades grade ratings judgements marks when while as out"
)
_BEFORE_TIME = closed_class("last this a each every per next that one previous")
_TOLD = frozenset({"learned", "learnt", "discovered", "told", "reports", "ratings", "grades", "judgements"})
_IS_TOLD = frozenset({"have", "has", "had"})
"""With these, bodies "have learned" how they were graded: what follows tells of an inspection of them all."""
_SMALL = 16
"""No framework has more areas, and no scale more grades, than this: a larger number counts something else."""
_MANY_BODIES = 100
"""More bodies than this are not told of in one article: what is counted is their own."""
_UNSPACED = 100_000
"""From here on a count is written with commas, or with "million"; digits alone are a reference."""
_QUESTION = 80
"""How far before a sentence, in characters, what "there are five" of may be named."""


def label_trap(place: Place) -> Left | None:
    """A number that is a name, an age, a clock time or part of a saying, whatever follows it."""
    reason = _idiom(place)
    if reason is None and not place.is_amount:
        reason = _label(place) or _chained(place) or age(place) or clock(place) or _name(place)
    return place.left(reason) if reason else None


def count_trap(place: Place) -> Left | None:
    """A number without a unit that counts grades, marks or inspections, or is no count at all."""
    reason = (
        _hyphened(place)
        or _tally(place)
        or _loose(place)
        or _answer(place)
        or _noun(place)
        or _tally_goes_on(place)
        or _definite(place)
        or _scope(place)
    )
    return place.left(reason) if reason else None


# --- names, ages, times -------------------------------------------------------------------------------------


def _idiom(place: Place) -> str | None:
    """A number in a saying: "24/7", "nine-to-five", "one too many"."""
    low, start = place.sentence.low, place.number.start
    word = _WORD.match(low, start)
    sayings = place.company.sayings.get(word[0]) if word else None
    if word is None or sayings is None or not sayings.may_be_at(low, start, word.end()):
        return None
    for before, after in sayings.all:
        if low.startswith(after, word.end()) and low.endswith(before, 0, start):
            first, end = start - len(before), word.end() + len(after)
            if not (low[first - 1 : first].isalnum() or low[end : end + 1].isalnum()):
                return "idiom"
    return None


def _label(place: Place) -> str | None:
    """A number after a word that makes it a name: "section 47", "Year 9", "aged 12"."""
    before = place.before[:-1] if place.word in (".", "(") else place.before
    if not before:
        return (
            "document-reference"
            if place.number.digits and _CUT_OFF.search(place.sentence.low, *_ahead(place))
            else None
        )
    found = place.company.labels.before(before) or _proper_label(place, before)
    if found is None:
        return None
    reason, length = found
    if reason == "age":
        return reason if place.number.value <= OLDEST else None
    if place.has_unit or place.next == "times" or (reason == "grade" and not _may_be_grade(place)):
        return None
    if reason in ("place-label", "service-number") and not is_bare(place):
        return None
    named = reason in ("service-number", "grade") or _is_capital(place) or _may_be_label(place, before, length)
    return reason if named else None


def _is_capital(place: Place) -> bool:
    """Whether the number is a word with a capital, within the sentence: "Operation Forty Two"."""
    return not place.number.digits and place.sentence.text[place.number.start].isupper()


def _ahead(place: Place) -> tuple[int, int]:
    """The few characters before a number."""
    return max(0, place.number.start - 8), place.number.start


def _proper_label(place: Place, before: list[str]) -> tuple[str, int] | None:
    """A label that is an everyday word unless it has a capital: "Form 696"."""
    found = place.company.proper_labels.before(before)
    if found is None:
        return None
    text = place.sentence.text[place.sentence.span.start : place.number.start].rstrip(" .(")
    return found if text[-len(before[-1])].isupper() else None


def _may_be_grade(place: Place) -> bool:
    """ "Scored 2" is a grade, "scored 27 out of 36" are marks, "rated 600 actions" are actions."""
    return not _MARKS.match(place.masked, place.number.end) and (place.number.value <= 6 or is_bare(place))


def _may_be_label(place: Place, before: list[str], length: int) -> bool:
    """Not "last year 12 officers left", and rarely a number in words ("year one", but not "at junction two men")."""
    if before[-1] in place.company.calendar and not _is_titled(place, before[-1]):
        ahead = before[-length - 1 : -length]
        return place.number.digits and not (ahead and (ahead[0] in _BEFORE_TIME or ahead[0][0] in "OSEN"))
    return place.number.digits or before[-1] in (
        "stage",
        "priority",
        "question",
        "tier",
        "level",
        "grade",
        "band",
        "category",
        "recommendation",
        "number",
        "page",
        "rule",
    )


def _is_titled(place: Place, word: str) -> bool:
    """Whether the word right before a number has a capital within the sentence: "a Year 4 teacher"."""
    start = place.number.start - len(word) - 1
    return start > place.sentence.span.start and place.sentence.text[start].isupper()


def _chained(place: Place) -> str | None:
    """The later numbers of "Years 5 and 6", "aged four to 11"."""
    previous = place.previous
    if not isinstance(previous, Left) or previous.reason in _ALONE:
        return None
    gap = place.masked[previous.end : place.number.start].strip()
    if previous.reason in ("duration", "placing"):
        return previous.reason if is_bare(place) and gap.endswith("including") else None
    if (gap, previous.reason) in (("of", "document-reference"), ("minutes to", "clock")):
        return previous.reason  # "page 3 of 12", "ten minutes to eight"
    if gap not in _JOINS or place.has_unit:
        return None
    is_plural = place.masked.endswith("s ", 0, previous.start)
    return previous.reason if is_bare(place) or gap in _SPANS or (is_plural and gap != ",") else None


def _name(place: Place) -> str | None:
    """A number inside a name: "Operation Seven Oaks", "Two Rivers Trust", "a Peugeot 308"."""
    number, text = place.number, place.sentence.text
    if place.has_unit:
        return None
    if not number.digits:
        capital = text[number.start].isupper() and (_NAME_AFTER.match(text, number.end) or _is_numbered(place))
        return "name" if capital and not place.company.grades.after(place.after[:4]) else None
    if place.word in _ADDRESSED and _STREET.match(text, number.end):
        return "name"
    start = place.sentence.span.start + 1
    if number.start <= start or not is_bare(place) or place.next == ")":
        return None
    return "name" if _NAME_BEFORE.search(text, max(start, number.start - 25), number.start) else None


_CAPITALISED = re.compile(r"\b[A-Z][a-z]+ $")


def _is_numbered(place: Place) -> bool:
    """Whether a name stands right before a number that is capitalised within the sentence: "on Bench Four"."""
    start = place.sentence.span.start
    return _CAPITALISED.search(place.sentence.text, start + 1, place.number.start) is not None


# --- numbers without a unit ---------------------------------------------------------------------------------


def _hyphened(place: Place) -> str | None:
    """ "A 10-point plan" is the plan's name; "a 42-bed home" has 42 beds; "mum-of-two" counts nothing."""
    number, masked = place.number, place.masked
    if masked[number.start - 1 : number.start] == "-" and masked[number.start - 2 : number.start - 1].isalpha():
        return "modifier"
    if not place.hyphened or place.company.qualifiers.after(place.after):
        return None
    head = _WORD.match(masked, number.end + 1)
    return None if head and place.company.nouns.whole.get(head.group()) == "size" else "modifier"


_RUNGS = closed_class("places grades notches rungs steps levels")
"""What a grade goes up or down by: "has dropped two places, from good to inadequate"."""
_CODES = re.compile(r" [cgv][1-4]s\b")
""" "41 C1s": landlords by their grades."""


SCORED = frozenset({"scored", "scores", "scoring"})
_MASKED = re.compile("N+")
"""A number as it stands among the words beside another one."""
STEPS = 4
""" "Five areas scored three out of four, and one scored two": the steps of a scale that are grades themselves."""


def _scored(place: Place) -> str | None:
    """What a number is beside "scored": how many got a score, or the score."""
    number = place.number
    if place.word in SCORED and number.value <= STEPS and is_bare(place):
        return "grade"
    counts = SCORED.issuperset(place.after[:1]) and _MASKED.fullmatch("".join(place.after[1:2]))
    return "tally" if counts and number.value <= _SMALL else None


_OF_CASES = re.compile(
    r"of (?:the |those )?[\w,-]+ (?:case files|cases|files|records|investigations|incidents|calls"
    r"|(?:that )?(?:it|they|inspectors) (?:looked at|examined|audited|reviewed|read|checked))\b"
)
""" "Of 58 cases that they read, 19 were good": no grades of areas or bodies."""


def _tally(place: Place) -> str | None:
    """A count of grades: "six adequate", "good in three", "four services were rated good", "3 (adequate)"."""
    grades = place.company.grades
    if place.after[:2] == ["of", "them"] and grades.tells(place.after) and _follows_areas(place):
        return "tally"
    if place.next in _RUNGS and grades.tells(place.after[:7]) and place.company.directions.any(place.before[-3:]):
        return "tally"
    if _CODES.match(place.sentence.low, place.number.end):
        return "tally"
    if scored := _scored(place):
        return scored
    of_cases = _OF_CASES.match(place.sentence.low, place.sentence.span.start) is not None
    if of_cases or not (grades.tells(place.after) or grades.tells(place.before)):
        return None
    counts = is_called(place) or (place.number.value <= _SMALL and _counts_grades(place))
    return "tally" if counts else None


def _counts_grades(place: Place) -> bool:
    """Whether what a small number counts has a grade: "six adequate", "good in three", "3 (adequate)"."""
    grades = place.company.grades
    after = [word for word in place.after[:9] if word not in _QUOTES]
    if after[:1] in (["–"], ["—"], [","], ["at"]):
        rest = after[2 if after[:2] == ["at", "the"] else 1 :]
        found = grades.after(rest) if place.number.value <= 6 else None
        ends = found is not None and _ends_after_grade(rest[found[1] :])
        return ends or (place.word in ("in", "for", "at") and _grade_before(place))
    if is_rated(place):
        return True
    for skip in range(4):
        if found := grades.after(after[skip:]):
            return _ends_after_grade(after[skip + found[1] :])
        if (
            skip >= len(after)
            or not (after[skip].isalpha() or after[skip] == "-")
            or after[skip] in CLOSED - {"now", "was", "were", "is", "are", "that", "which"}
        ):
            break
    return _grade_before(place)


def is_called(place: Place) -> bool:
    """ "Nine are outstanding, 44 are good": a grade right behind the verb. "6 is excellent" tells of a scale."""
    verb = place.after[:1] and place.after[0] in ("are", "were", "is", "was", "means")
    found = place.company.grades.after(place.after[1:]) if verb else None
    return found is not None and _ends_after_grade(place.after[1 + found[1] :])


def _ends_after_grade(rest: list[str]) -> bool:
    """Whether a grade word is one, and does not go on to a noun of its own: "six good friends"."""
    return not rest or not rest[0].isalpha() or rest[0] in _AFTER_GRADE


def _grade_before(place: Place) -> bool:
    """ "Good in three", "outstanding for two of", "requires improvement in just one"."""
    words = [word for word in place.before if word not in _QUOTES and word != ")"]
    while words and words[-1] in _BEFORE_GRADE:
        words.pop()
    led = words[-1:] and words[-1] in ("in", "for", "at", "on", "across", "over")
    if not led and words[-1:] == ["met"]:
        return False  # "the force has met 12"
    if led:
        words.pop()
        while words and words[-1] in _PASSIVE:
            words.pop()
    if words and words[-1] in ("grades", "grade", "ratings", "rating", ",", "–", "-", ":"):
        words.pop()
    return place.company.grades.before(words) is not None


def _is_table(place: Place) -> bool:
    """The 43 of "of the 43 forces it came fifth"."""
    owned = place.word == "the" or place.word.endswith("'s")
    return owned and place.before[-2:-1] == ["of"] and bool(_RANKED.match(place.masked, place.number.end))


_LONGEST_CLAUSE = 16
_JUDGED = closed_class("rated graded judged")
_GIVEN = closed_class("given handed awarded")


def is_rated(place: Place) -> bool:
    """Whether what the number counts is graded in the same clause: "three homes in the town were rated inadequate",
    "two of the forces have been given good marks"."""
    words = place.after[:_LONGEST_CLAUSE]
    verb = next((i for i, word in enumerate(words) if word in _JUDGED or word in _GIVEN), None)
    if verb is None or {"were", "was", "are", "is", "been"}.isdisjoint(words[:verb]):
        return False
    given = [word for word in words[verb + 1 :] if word not in _QUOTES]
    grade = place.company.grades.after(given)
    return grade is not None and (words[verb] in _JUDGED or not _MARKED_BY.isdisjoint(given[grade[1] : grade[1] + 1]))


def _tally_goes_on(place: Place) -> str | None:
    """The later counts of a tally: "(previously four, three and four)"."""
    previous = place.previous
    if not isinstance(previous, Left) or previous.reason not in ("tally", "scope") or not is_bare(place):
        return None
    gap = place.masked[previous.end : place.number.start]
    near = len(gap) < 110 and {";", "."}.isdisjoint(gap) if previous.reason == "scope" else len(gap) < 40
    return previous.reason if near and place.number.value <= _SMALL else None


def _loose(place: Place) -> str | None:
    """A number that is a pronoun, a mark on a scale, a label, a note, or that stands beside a date."""
    number = place.number
    if number.value == 1 and not number.digits:
        found = place.company.nouns.after(place.after[:4])
        return None if found and found[0] == "finding" else "pronoun"
    if {"ago", "earlier", "later"} & set(place.after[1:2]):
        return "placing"
    if not number.digits and (place.next in ("up", "down") or (place.word == "or" and number.value == 2)):
        return "idiom"  # "one down", "a word or two"
    if place.masked.startswith(_SECONDS, number.end):
        return "label"  # how long a clip is: (PENN, 14")
    return _called(place) or (_mark(place) if number.digits else None)


def _called(place: Place) -> str | None:
    """A number that only names something: "a four", "note [3]", "regulation 22(4)", "they mark out of six"."""
    number, masked = place.number, place.masked
    if place.before[-2:] == ["out", "of"] and is_bare(place):
        return "grade"
    if place.word == "[" and place.next == "]":
        return "footnote"
    if masked.startswith(("N(", "X("), number.start - 2):
        return "legal-reference"
    article = place.word in ("a", "an") or _is_described_mark(place)
    return "label" if article and number.value <= 10 and not place.hyphened else None


def _is_described_mark(place: Place) -> bool:
    """ "An honest two rather than a flattering three": marks; "a further two" are two more."""
    described = place.before[-2:-1] in (["a"], ["an"]) and place.word.isalpha() and place.word not in _MORE
    return described and not place.number.digits and is_bare(place)


_MORE = closed_class("further mere record total")


def _mark(place: Place) -> str | None:
    """Digits that are a mark or a reference: "a 2", "Safety 3", "the score fell to 2", "1452 28/01/2020"."""
    number, span = place.number, place.sentence.span
    if place.next[:1] == "Y" and place.masked[number.end : number.end + 1] == " ":
        return "reference"
    if number.value >= _UNSPACED and is_bare(place) and "," not in place.sentence.text[number.start : number.end]:
        return "reference"
    if number.value > 10 or place.hyphened:
        return None
    if place.word in ("its", "their", "his", "her") and is_bare(place):
        return "label"
    if number.value <= 6 and is_bare(place) and place.company.cues["grading"].any([*place.before, *place.after]):
        return "grade"
    alone = number.end == span.end and span.end - span.start < 45
    return "grade" if alone and place.word.isalpha() and number.value < 10 else None


def _noun(place: Place) -> str | None:
    """What the number counts, if that is areas, inspections or other things that are no findings."""
    nouns = place.company.nouns
    for skip in range(3) if nouns.opens(place.after[:3]) else ():
        words = place.after[skip : skip + 4]
        found = nouns.after(words)
        if found is not None and found[0] == "finding":
            return None
        if found is not None and found[0] not in ("size", "body"):
            counted, length = found
            findings = (
                counted in ("tally", "scope") and words[length : length + 1] == ["for"] and words[0] not in _MARKED_BY
            )
            return None if findings or (counted in ("tally", "scope") and place.number.value > _SMALL) else counted
        owned = skip and place.after[skip - 1 : skip] == ["of"] and words[:1] in (["its"], ["their"])
        if words and not owned and (not words[0][0].isalpha() or words[0] in CLOSED - {"of", "the"}):
            return None
    return None


def _follows_areas(place: Place) -> bool:
    """Whether the sentence before is about areas or grades: "There are five questions. On two of them ..."."""
    start = place.sentence.span.start
    words = _WORD.findall(place.masked, max(0, start - _QUESTION), start)
    return any(place.company.nouns.whole.get(word) == "tally" for word in words[-6:])


def _answer(place: Place) -> str | None:
    """ "What are the grades? There are five.": grades or areas, named in the sentence before."""
    if not is_bare(place) or place.before[:1] != ["there"] or len(place.before) > 3 or place.number.value > _SMALL:
        return None
    return "tally" if _follows_areas(place) else None


def _definite(place: Place) -> str | None:
    """ "The two forces", "these two", "all four were": a number of things already known."""
    if place.sentence.low.endswith(("every one of the ", "each of the "), 0, place.number.start):
        return "definite"
    if place.number.digits or place.number.value >= 10:
        return None
    owned = place.word.endswith("'s") and any(place.company.nouns.whole.get(word) == "body" for word in place.after[:3])
    if owned or place.company.cues["definite"].before(place.before) or place.word[:1] in ("E", "O", "S"):
        return "definite"
    return "definite" if place.word in ("all", "any", "its", "their") and is_bare(place) else None


_INSPECTED = frozenset({"inspected", "assessed"})


def _scope(place: Place) -> str | None:
    """How many bodies were inspected: "nine schools were inspected", "inspectors visited 23 stations"."""
    if place.after[:3] == ["to", "be", "inspected"] or _is_table(place):
        return "scope"
    nouns = place.company.nouns
    near = place.after[: 6 if place.next == "more" else 4]
    if not nouns.opens(near) or not any(nouns.whole.get(word) == "body" for word in near):
        return None
    inspect = place.company.cues["inspect"]
    if place.number.value <= _SMALL and place.company.cues["reported"].any([*place.before[-6:], *place.after[:12]]):
        return "scope"
    told = (
        place.number.value <= _MANY_BODIES
        and not _TOLD.isdisjoint(place.after[:12])
        and not _IS_TOLD.isdisjoint(place.after[:11])
    )
    visited = place.number.value <= _MANY_BODIES and inspect.any(place.before[-4:])
    return "scope" if told or not _INSPECTED.isdisjoint(place.after[:12]) or visited else None
