"""Grades that somebody wishes for, denies, asks for or failed to get: nobody gave them."""

from __future__ import annotations

import re

from pipeline.extract.clause import Clause
from pipeline.extract.page import Sentence
from pipeline.extract.reading import Reading
from pipeline.extract.wording import Wording

_REACH = 160
"""Characters before a grade in which what makes it unreal may stand."""
_TO = r"(?: (?!(?:was|were|is|are|been|found|judged|deemed)\b)[^\s.;:,]+){0,7} to (?:<comes-by>)\b"
"""An infinitive, perhaps with whom it is asked of before it."""
_TAIL = r"(?:(?! and )[^.;:,]){0,70}$"
"""What stands between the infinitive and the grade: no other clause."""
_WISHES = Wording(rf"(?<!\bwho )(?<!educational )(?<!special )\b<wishes>{_TO}{_TAIL}", re.IGNORECASE)
""" "Needs to be good at A", "urged Ofsted to rate it good", "set out to win an outstanding"."""
_FALLS_SHORT = Wording(
    rf"\b<falls-short>(?:{_TO}| (?:to|from|of) (?:being|rating|grading|calling|judging|finding|naming)\b){_TAIL}",
    re.IGNORECASE,
)
""" "Refused to rate it good", "came close to being good"."""
_AWAY = re.compile(r"\b(?:one|an?|two|three|inches|miles|some way) (?:[\w-]+ ){0,2}away from (?:an? )?[“‘\"']?$")
""" "One complaint away from good"."""
_UNTRUE = Wording(r"\b<untrue>(?: \w+){0,2} that\b[^.;:]{0,120}$", re.IGNORECASE)
""" "Rumours that Ofsted has graded it good", "denies that it is inadequate"."""
_DEADLINE = Wording(
    r"\b(?:has|have|had|gives?|gave|given|gets?|got)(?: [^\s.;:,]+){0,5} (?:days|weeks|months|years?|time)"
    rf" to (?:<comes-by>)\b{_TAIL}"
)
""" "Has three months to become good"."""
_WHAT = re.compile(r"\bwhat (?:an? )?[“‘\"']?$")
""" "Explained what good looks like"."""
_OPENS = Wording(rf"^\W*(?:To (?:<comes-by>)\b{_TAIL}|(?:Being|Becoming) (?:an? )?$)")
""" "To be good at A a force has to ...", "being good at A is not enough"."""
_IS_WANTED = Wording(
    r"[^.;:]{0,60}? (?:is|was) (?:what|all that|something) [^.;:,]{1,40}? (?:<hoped-for>|wants?|needs?|craves?)\b"
)
""" "A rating of good is what the school wants"."""
_WANTED_BY = re.compile(r" (?:is|was) (?:what|all|something) ")
_BY_THEN = re.compile(r"[^.;:]{0,60}? by the time (?:that )?[\w ]{2,40}? (?:calls|comes|returns|visits|is back)\b")
""" "Has the school at good by the time Ofsted calls"."""
_INSISTS = Wording(r"\b<insists>(?: that)? (?:it|they|the \w+) (?:is|are|was|were) $", re.IGNORECASE)
""" "The school insists that it is good at A": its own view."""
_ANY_WHICH = Wording(r"(?:^|\b[Tt]hat )(?:[Aa]n?|[Aa]ny|[Ee]very|[Ee]ach) <body> (?:that|which) (?:is|was) $")
""" "A jail that is good for safety has little to fear": any, and so none."""

_WERE_TO = re.compile(r"(?:^|[,;&:])(C)[IBge]T[^,;:.]*$")
_HAD_IT = re.compile(r"(?:^|[,;&:])(R)[IBge][^,;:.]*$")
_IT_WOULD = re.compile(r"[^,;:.]*,[eBIg]{1,2}H")


def unreal(read: Sentence, clause: Clause, reading: Reading) -> str | None:
    """ "hypothetical" for a grade that somebody wishes for, "negated" for one that was not reached or is denied,
    "own-words" for a body's view of itself, "of-no-body" for that of any; else None."""
    start, end = clause.words
    before = max(read.span.start, start - _REACH)
    words = reading.text[before:start]
    infinitive = "to " in words or "To " in words or "ing " in words  # few grades have one before them
    if infinitive and _FALLS_SHORT.search(reading, before, start):
        return "negated"
    if (" that " in words and _UNTRUE.search(reading, before, start)) or (" away " in words and _AWAY.search(words)):
        return "negated"
    if "what " in words and _WHAT.search(words):
        return "definition"
    if words.endswith(_COPULAS) and (reason := _of_itself_or_any(read, before, start, reading)):
        return reason
    wishes = infinitive and (
        any(wish.search(reading, before, start) for wish in (_WISHES, _DEADLINE))
        or _OPENS.search(reading, read.span.start, start)
    )
    wished = bool(wishes) or _wanted_later(reading, end, read.span.end)
    return "hypothetical" if wished or _inverted(read, clause, reading.text) else None


_COPULAS = (" is ", " are ", " was ", " were ")


def _of_itself_or_any(read: Sentence, before: int, start: int, reading: Reading) -> str | None:
    """Why a grade right behind "is" is none, if somebody only insists on it or it is that of any body."""
    if _ANY_WHICH.search(reading, read.span.start, start):
        return "of-no-body"
    insists = _INSISTS.search(reading, before, start)
    told = insists is None or any(u.symbol == "I" and u.end + 1 == insists.start() for u in read.units)
    return None if told else "own-words"


def _wanted_later(reading: Reading, start: int, end: int) -> bool:
    """Whether what stands behind a grade makes it a wish: "... is what the school wants"."""
    text = reading.text
    if text.find(" by the time ", start, end) >= 0 and _BY_THEN.match(text, start, end):
        return True
    return _WANTED_BY.search(text, start, end) is not None and _IS_WANTED.match(reading, start, end) is not None


def _inverted(read: Sentence, clause: Clause, text: str) -> bool:
    """ "Were Ofsted to find Elm Academy inadequate, ...", "had it been good, it would ..."."""
    sig, target = read.sig, clause.bound.target

    def opens_with(found: re.Match[str] | None, word: str) -> bool:
        return found is not None and text[slice(*read.units[found.start(1)][1:3])].lower() == word

    if opens_with(_WERE_TO.search(sig, 0, target.place), "were"):
        return True
    return opens_with(_HAD_IT.search(sig, 0, target.place), "had") and bool(_IT_WOULD.match(sig, target.end))
