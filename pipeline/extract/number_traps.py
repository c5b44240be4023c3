"""Numbers that measure nothing although they are quantities by their shape: ages, times, labels, tallies, sayings."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.number_place import Figure, Left, Place

_AGE = re.compile(r"(?:-?,? ?(?:to|and|or|[-–]) ?(?:NN?|N+))?-?[ -]?(?:to[ -]N+)?[ -](?:year|month|week|day)s?[- ](?:olds?\b|of age)|-?to-N+s\b|s\b")
_CLOCK = re.compile(r" (?:minutes )?past (?:N+|midnight|noon|midday|the hour)| o'clock| (?:noon|midnight)\b| in the (?:morning|afternoon|evening)|,? ?[ap]m\b")
_TO_CLOCK = re.compile(r" (?:minutes )?to (?:N+|midnight|noon|midday)\b(?! (?:per|minutes|hours|days|weeks))")
_MARKS = re.compile(r"(?: points| marks)? out of | of a possible |/N")
_FROM_CLOCK = re.compile(r" to (?:midnight|noon|midday)\b")
_POINTED = re.compile(r"(?:1?\d|2[0-3])\.[0-5]\d")
_NAME = re.compile(r" ?[A-Z][a-z]+")
_PROPER_BEFORE = re.compile(r"[A-Z][\w'’&]*[a-z\d] $")
_PERSON_BEFORE = re.compile(r"[A-Z][\w'’-]*[a-z](?: [A-Z]{2,5})?(?:, | \()$")
_JOINS = frozenset({"and", "to", ",", "-", "–", "or", "/", "&", ", and", ", or", "and then", "–", "in", "and a"})
_CLOSED = frozenset(
    "a an the of in on at by for to from with as and or but nor was were is are be been had has have who which that when while if "
    "so than not nationally elsewhere today now last this across over under within before after since until each per against respectively apiece".split()
)
_DEFINITE = frozenset({"the", "remaining", "these", "those", "other", "last", "first", "next", "past", "previous", "top", "bottom", "both"})
_PLACING_AFTER = frozenset({"ago", "later", "earlier", "previously", "hence", "on", "running", "before", "notice", "since", "old", "previous"})
_PLACING_BEFORE = frozenset(
    {"past", "last", "next", "previous", "first", "coming", "recent", "following", "every", "each", "these", "those", "the", "final", "another"}
)
_STANDS = frozenset({"stands", "stood", "stand", "standing", "runs", "run", "ran", "running", "put", "puts", "peaked", "remains", "remained", "estimated", "set", "sits", "sat", "capped", "priced", "valued", "flat"})
_BEFORE_TIME = frozenset({"last", "this", "a", "each", "every", "per", "next", "that", "one", "of", "previous"})


def is_bare(place: Place) -> bool:
    """Whether no noun can follow the number: it stands before a mark, a closed-class word or the end."""
    word = place.next
    if place.masked[place.number.end : place.number.end + 1] == "-":
        return False
    return not word or not word[0].isalpha() or word in _CLOSED


def label_trap(place: Place) -> Left | None:
    """A number that is a name, an age, a clock time or part of a saying, whatever follows it."""
    number = place.number
    reason = _idiom(place) or _label(place) or _chained(place) or _age(place) or _clock(place) or _proper(place)
    return Left(number.start, number.end, reason) if reason else None


def _idiom(place: Place) -> str | None:
    """A number in a saying: "24/7", "nine-to-five", "one too many"."""
    low, number = place.sentence.low, place.number
    first = re.compile(r"[a-z0-9]+").match(low, number.start)
    if first is None:
        return None
    for before, after in place.company.sayings.get(first.group(), ()):
        start, end = number.start - len(before), first.end() + len(after)
        if low.startswith(after, first.end()) and low.startswith(before, start) and not (low[start - 1 : start] + low[end : end + 1]).isalnum():
            return "idiom"
    return None


def _label(place: Place) -> str | None:
    before = place.before
    if before[-1:] == ["."] or before[-1:] == ["["]:
        before = before[:-1]
    if not before or place.number.sign:
        return None
    found = place.company.labels.before(before) or _proper_label(place, before)
    if found is None or (found[0] == "age" and place.number.value > 110):
        return None
    if found[0] != "age" and _has_unit(place):
        return None
    if found[0] == "grade" and _MARKS.match(place.masked, place.number.end):
        return None
    return found[0] if _may_be_label(place, found) else None


def _proper_label(place: Place, before: list[str]) -> tuple[str, int] | None:
    """A label that is an everyday word unless it has a capital: "Form 696"."""
    found = place.company.proper_labels.before(before)
    if found is None:
        return None
    text = place.sentence.text[: place.number.start].rstrip(" .(")
    return found if text[len(text) - len(before[-1])].isupper() else None


def _may_be_label(place: Place, found: tuple[str, int]) -> bool:
    """A label with a number written in words is rare ("year one"); and "last year 12 officers" is no label."""
    label = place.before[len(place.before) - found[1] :]
    ahead = place.before[len(place.before) - found[1] - 1 :][:1]
    if found[0] in ("age", "service-number", "grade"):
        return True
    if label[-1] in ("year", "years", "week", "day") and ahead and ahead[0] in _BEFORE_TIME:
        return False
    return place.number.digits or label[-1] in ("year", "stage", "level", "grade", "band", "category", "recommendation", "number", "page")


def _chained(place: Place) -> str | None:
    """The later numbers of "Years 5 and 6", "aged four to 11"."""
    previous = place.previous
    if not isinstance(previous, Left) or previous.reason in ("ordinal", "pronoun", "tally", "scope", "definite", "one", "year", "modifier"):
        return None
    gap = place.masked[previous.end : place.number.start].strip()
    if gap in _JOINS and (place.number.value < 1000) and not _has_unit(place):
        return previous.reason
    return None


def _has_unit(place: Place) -> bool:
    return place.company.unit.match(place.masked, place.number.end) is not None


def _age(place: Place) -> str | None:
    number, text = place.number, place.sentence.text
    found = _AGE.match(place.masked, number.end)
    if found and (found.group() != "s" or (number.digits and number.value < 100)):
        return "age"
    if number.value > 110 or not is_bare(place):
        return None
    ahead = text[max(place.sentence.span.start, number.start - 45) : number.start]
    if place.word == "," and place.next in (",", ".") and (label := place.company.labels.before([*place.before[-2:-1], "of"])):
        return label[0]
    if place.word in ("is", "was") and place.after[:2] in (["when", "she"], ["when", "he"]):
        return "age"
    if place.word in (",", "(") and place.next in (",", ")", ".", "") and _PERSON_BEFORE.search(ahead):
        return "age"
    if place.word in ("is", "was") and place.before[-2:-1] in ([","], ["who"], ["he"], ["she"]) and number.digits:
        return "age"
    if place.word == "at" and place.next in ("", ",", ".", ";", "and", "or") and not (_STANDS & set(place.before[-2:])):
        return "age"
    return None


def _clock(place: Place) -> str | None:
    number = place.number
    if _CLOCK.match(place.masked, number.end) or (place.word == "from" and _FROM_CLOCK.match(place.masked, number.end)):
        return "clock"
    if place.word in ("at", "until", "by") and _POINTED.fullmatch(place.masked and place.sentence.text, number.start, number.end) and is_bare(place):
        return "clock"
    if place.word == "past" or (place.word == "to" and place.before[-2:-1] in (["quarter"], ["half"])):
        return "clock"
    if place.word in ("at", "by", "until", "till", "around", "since") and _TO_CLOCK.match(place.masked, number.end):
        return "clock" if number.value <= 60 and "o" not in place.after[2:3] else None
    return None


def _proper(place: Place) -> str | None:
    """A number inside a name: "Operation Seven Oaks", "Two Rivers Trust", "a Peugeot 308"."""
    number, text = place.number, place.sentence.text
    if number.sign or _has_unit(place):
        return None
    if not number.digits:
        named = text[number.start].isupper() and _NAME.match(text, number.end) and not _is_grade_next(place)
        return "name" if named else None
    start = place.sentence.span.start
    if number.start - start > 1 and is_bare(place) and place.next != ")" and _PROPER_BEFORE.search(text, max(start + 1, number.start - 25), number.start):
        return "name"
    return None


def _is_grade_next(place: Place) -> bool:
    return place.company.grades.after(place.after[:4]) is not None


def count_trap(place: Place) -> Left | None:
    """A number without a unit that counts grades, marks or inspections, or is no count at all."""
    number = place.number
    reason = (
        _hyphened(place) or _tally(place) or _word_trap(place) or _noun_trap(place) or _tally_chain(place) or _definite(place) or _scope(place)
    )
    return Left(number.start, number.end, reason) if reason else None


def _word_trap(place: Place) -> str | None:
    number = place.number
    if number.value == 1 and not number.digits:
        return "pronoun"
    if number.digits and number.value <= 6 and is_bare(place) and place.company.cues["grading"].any([*place.before, *place.after]):
        return "grade"
    if number.sign and number.sign != "£":
        return "currency"
    if place.word in ("a", "an") and number.value <= 10 and place.masked[number.end : number.end + 1] != "-":
        return "label"
    if place.word in ("its", "their", "his", "her") and number.value <= 10 and number.digits and is_bare(place):
        return "label"
    if place.word == "[" and place.next == "]":
        return "footnote"
    return _loose(place)


def _loose(place: Place) -> str | None:
    """A number that stands beside a date, between "up" and "down", or as the mark at the end of a short line."""
    number, span = place.number, place.sentence.span
    if place.next[:1] == "Y" and place.masked[number.end : number.end + 1] == " ":
        return "reference"
    if {"ago", "earlier", "later"} & set(place.after[1:2]):
        return "placing"
    if place.next in ("up", "down") and not number.digits:
        return "idiom"
    if number.digits and number.value < 10 and number.end == span.end and span.end - span.start < 45 and place.word.isalpha():
        return "score"
    if place.masked[number.start - 1 : number.start] == "-" and place.masked[number.start - 2].isalpha():
        return "modifier"
    return None


def _hyphened(place: Place) -> str | None:
    """"A 10-point plan" is a name of the plan; "a 42-bed home" counts beds."""
    if place.masked[place.number.end : place.number.end + 1] != "-":
        return None
    if place.company.qualifiers.after(place.after):
        return None
    word = place.masked[place.number.end + 1 : place.number.end + 15]
    head = re.match(r"[a-z]*", word)
    if head and (place.company.nouns.whole.get(head.group()) == "size" or (not head.group() and place.number.value >= 10)):
        return None
    return "modifier"


def _noun_trap(place: Place) -> str | None:
    for skip in (0, 1, 2):
        words = place.after[skip : skip + 4]
        found = place.company.nouns.after(words)
        if found is None or found[0] in ("size", "body"):
            if skip < len(place.after) and (not place.after[skip][0].isalpha() or place.after[skip] in _CLOSED - {"of", "the"}):
                return None
            continue
        if words[found[1] : found[1] + 2] == ["for", "improvement"] or (found[0] in ("tally", "scope") and place.number.value > 16):
            return None
        return found[0]
    return None


def _tally(place: Place) -> str | None:
    """A count of grades: "six adequate", "good in three", "a 2 (weak)"."""
    if place.number.value > 16:
        return None
    grades = place.company.grades
    after = [word for word in place.after[:7] if word not in "\"'“”‘(*"]
    if after[:1] in (["–"], ["—"], [","], ["at"]):
        after = after[2 if after[:2] == ["at", "the"] else 1 :]
        return "tally" if (found := grades.after(after)) and (place.number.value <= 6) and _stands_alone(after[found[1] :], []) else None
    if rated_later(place):
        return "tally"
    for skip in range(4):
        found = grades.after(after[skip:])
        if found:
            return "tally" if _stands_alone(after[skip + found[1] :], after[:skip]) else None
        if skip < len(after) and not (after[skip].isalpha() or after[skip] == "-"):
            break
        if after[skip : skip + 1] and after[skip] in ("in", "at", "for", "on", "of", "to", "by", "from", "with"):
            break
    return "tally" if _grade_before(place) else None


def rated_later(place: Place) -> bool:
    """"Three services at the hospital were rated inadequate"."""
    words = place.after[:12]
    verb = next((i for i, word in enumerate(words) if word in ("rated", "graded", "judged")), None)
    if verb is None or not {"were", "was", "are", "is", "been"} & set(words[:verb]):
        return False
    return place.company.grades.after([word for word in words[verb + 1 :] if word not in "\"'“‘"]) is not None


def _stands_alone(rest: list[str], skipped: list[str]) -> bool:
    if not rest or not rest[0].isalpha():
        return True
    return rest[0] in ("and", "in", "at", "for", "overall", "but", "or", "with", "on", "now", "to", "grades", "grade", "ratings", "judgements", "marks", "when", "while", "as", "out")


def _grade_before(place: Place) -> bool:
    words = [word for word in place.before if word not in "\"'“”‘(*"]
    while words and words[-1] in ("just", "only", "all", "another", "other", "the", "a", "further", "some", "its", "up", "to", "out", "of", "now"):
        words = words[:-1]
    if words and words[-1] in ("in", "for", "at", "on", "across", "over"):
        words = words[:-1]
    if words and words[-1] in ("grades", "grade", "ratings", "rating", ",", "–", "-", ":"):
        words = words[:-1]
    return place.company.grades.before(words) is not None


def _tally_chain(place: Place) -> str | None:
    previous = place.previous
    if not isinstance(previous, Left) or previous.reason not in ("tally", "scope"):
        return None
    gap = place.masked[previous.end : place.number.start]
    near = len(gap) < 110 and not (set(";.") & set(gap)) if previous.reason == "scope" else len(gap) < 40
    return previous.reason if near and is_bare(place) and place.number.value <= 16 else None


def _definite(place: Place) -> str | None:
    """"The two forces", "these two", "all four were": a number of things already known."""
    if place.number.digits or place.number.value >= 10:
        return None
    if place.word in _DEFINITE or place.before[-2:] in (["of", "the"], ["the", "other"]):
        return "definite"
    if place.word in ("all", "any", "its", "their", "other") and is_bare(place):
        return "definite"
    return None


def _scope(place: Place) -> str | None:
    """How many bodies were inspected."""
    after, before = place.after[:12], place.before[-6:]
    body = any(place.company.nouns.whole.get(word) == "body" for word in after[:4])
    if not body:
        return None
    if "inspected" in after[:10] or {"inspected", "visited", "inspect", "inspecting", "covered", "covers"} & set(before[-4:]):
        return "scope"
    return None


def duration_trap(place: Place, figure: Figure) -> Left | None:
    """A time that places or limits something and is not itself measured."""
    number = place.number
    words = place.masked[figure.end : min(place.sentence.span.end, figure.end + 70)]
    after = re.findall(r"[\w']+|[^\w\s]", words)[:10]
    small = figure.unit in ("seconds", "minutes", "hours")
    reason = _deadline(place, after) or _placed(place, after, small) or _hyphened_time(place, after) or _threshold(place, small) or _unmeasured(place, after, figure)
    return Left(number.start, figure.end, reason, figure.numbers) if reason else None


def _measured(place: Place, after: list[str], unit: str) -> bool:
    cues = place.company.cues["measured-years" if unit == "years" else "measured"]
    before = place.before[-13:]
    return cues.any(before) or cues.any(after[:6])


def _deadline(place: Place, after: list[str]) -> str | None:
    """"Ministers have 28 days to reply"."""
    if after[:3] == ["in", "which", "to"] or (after[:1] == ["to"] and place.lead[-1:] and place.lead[-1] in ("has", "have", "had", "given", "gave")):
        return "deadline"
    return None


def _placed(place: Place, after: list[str], small: bool) -> str | None:
    if after and after[0] in _PLACING_AFTER and not (after[0] == "on" and after[1:2] in (["average"], ["a"], ["the"])):
        if not (after[0] in ("before", "after", "since") and small):
            return "placing"
    if place.lead and place.lead[-1] in _PLACING_BEFORE and not place.number.digits:
        return "placing"
    if place.lead[-1:] and place.lead[-1] in ("past", "last", "next", "previous", "first", "coming"):
        return "placing"
    return None


def _hyphened_time(place: Place, after: list[str]) -> str | None:
    if place.masked[place.number.end : place.number.end + 1] != "-":
        return None
    if after and after[0] in ("target", "standard", "limit", "deadline", "mark", "window"):
        return "threshold"
    head = after[:2]
    return None if place.company.cues["measured"].any(head) or place.company.cues["worked"].any(head) else "modifier"


def _threshold(place: Place, small: bool) -> str | None:
    """A time limit of another figure in the sentence: "85 per cent of calls within 15 minutes"."""
    lead = place.lead
    limits = bool(lead) and lead[-1] in ("within", "inside", "in", "by", "after", "for", "waited", "waiting", "wait", "than")
    qualified = len(lead) < len(place.before)
    other = isinstance(place.previous, Figure) and place.previous.unit not in (
        "seconds", "minutes", "hours", "days", "weeks", "months", "years", "gbp", "rank",
    )  # fmt: skip
    if not (other and limits):
        return None
    between = place.masked[place.previous.end : place.number.start] if place.previous else ""
    if re.search(r"[;:]|, (?!.*\b(?:within|inside)\b)| and ", between):
        return None
    return "threshold" if lead[-1] in ("within", "inside", "in") or qualified else None


def _unmeasured(place: Place, after: list[str], figure: Figure) -> str | None:
    if figure.unit in ("seconds", "minutes", "hours") or figure.inherits:
        return None
    same = place.figure is not None and place.figure.unit == figure.unit
    if same and (place.company.cues["comparison"].before(place.lead) or place.lead[-1:] in (["was"], ["is"], ["to"])):
        return None
    return None if _measured(place, after, figure.unit) else "duration"
