"""Why the target of a frame is no grade that anybody gave: it is denied, wished for, explained, or another's view."""

from __future__ import annotations

import re

from pipeline.extract.clause import Clause
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.reading import Reading
from pipeline.extract.units import Unit
from pipeline.extract.wording import Wording

_NEGATIVE = re.compile(r"\b(?:none|neither|nor|no|nothing|not one|not a single|nobody|nowhere)\b", re.IGNORECASE)


_HEARS = Wording("<hears>", re.IGNORECASE)
"""Verbs of those who are told a grade and do not give it: "parents learned that the school had lost ..."."""
_OPINES = Wording("<opines>", re.IGNORECASE)
"""What an inspectorate does when it grades, and others when they only guess."""
_NEAR = re.compile(r"far from|nowhere near|some way from|anything but|short of|just short of", re.IGNORECASE)
"""Negations of the very word that follows: "far from good", but not "far from happy with two graded inadequate"."""


_ITS_OWN_VERB = re.compile(r"(?:,[^,GH;.]{1,10},)?Co(?![^.;]*H)")
""" "It could not, and a C4 was the result"."""


def dismissal(units: list[Unit], clause: Clause, reading: Reading) -> str | None:
    """Why the target is no grade that anybody gave, or None: ``negated``, ``hypothetical``, ``definition``,
    ``other-rater`` or ``threshold``."""
    sig, target, floor = clause.sig, clause.bound.target, clause.floor
    near = _near(units, clause, reading.text) if _DISMISSING.search(sig, floor, target.place) else ""
    for found in _DISMISSING.finditer(near) if near else ():
        first = target.place - len(near) + found.start()
        word, behind = (
            reading.text[unit.start : unit.end] for unit in (units[first], units[min(first + 1, target.place - 1)])
        )
        reason = _dismissed_by(near, found.start(), word, behind, reading.lexicon)
        if reason:
            return reason
    if sig.endswith(",i", floor, target.place) and sig.startswith(",H", target.end):
        return None
    follows = _WHAT_FOLLOWS.match(sig, target.end)
    return _DISMISSED_BY_WHAT_FOLLOWS[(follows.lastindex or 1) - 1][0] if follows else None


def _near(units: list[Unit], clause: Clause, text: str) -> str:
    """What of the clause before the target may dismiss it: what stands behind the last new beginning."""
    first, place = clause.floor, clause.bound.target.place
    before = clause.sig[first:place]
    if before.endswith(",&") and _ITS_OWN_VERB.match(clause.sig, clause.bound.target.end):
        return ""
    new, aside = _NEW_SUBJECT.search(before), _ASIDE.match(before)
    which = next(reversed(list(_WHICH.finditer(before))), None)
    begun = (match.start() if match else -1 for match in (new, which))
    last = max(*map(before.rfind, _BEGINNINGS), *begun, aside.end() - 1 if aside else -1)
    return before[max(last + 1, _told_clause(units[first:place], before, text)) :]


_CLAUSE_OF_PAST = re.compile(r"[wP][Beg]{1,2}(V)[eBg]*$|(?<!H)I(V)[eBg]*$")
_PAST = re.compile(r"\w+ed\b|found\b")


def _told_clause(before: list[Unit], sig: str, text: str) -> int:
    """Where a clause begins that tells what was done: "... would quit after Ofsted rated it good"; else 0."""
    clause = _CLAUSE_OF_PAST.search(sig)
    return clause.start() if clause and _PAST.match(text, before[clause.start(clause.lastindex or 1)].start) else 0


def _dismissed_by(near: str, offset: int, word: str, behind: str, lexicon: Lexicon) -> str | None:
    """The reason that one word gives, at ``offset`` of the clause before the grade, with the word ``behind`` it."""
    symbol = near[offset]
    if symbol == "X":
        return "negated" if _negates(near[offset + 1 :], word, behind, lexicon) else None
    if symbol == "H":
        opines = "I" in near[:offset] and _OPINES.of(lexicon).match(word)
        apart = not _CONDITION.match(word) and _MAIN_CLAUSE.search(near, offset)
        return None if opines or apart else "hypothetical"
    if symbol == "E":  # "seven are rated good" is none
        counted = _COUNTED_ARE.search(near, 0, offset) or _WHEN_ENDS.match(near, offset)
        return None if counted else "definition"
    return "other-rater" if _others_rate(near, offset, behind, lexicon) else None


def _others_rate(near: str, offset: int, behind: str, lexicon: Lexicon) -> bool:
    """Whether somebody who is no inspector of the body, at ``offset``, gives the grade or speaks of it."""
    if _THEIR_VERDICT.match(near, offset) or _THEY_RATE.match(near, offset):
        return True
    if "," in near[:offset] and _ENDS_ASIDE.match(near, offset):
        return False
    if near[offset - 1 : offset] == "N" and not _RATING.match(near, offset):
        return False  # "a surgery, which has 9,300 patients, was rated"
    together = near[max(offset - 2, 0) : offset] == "I&"  # two inspectorates that went in side by side
    said = not together and not _OURS.search(near, offset) and _SAID.search(near, offset)
    return bool(said) and not _HEARS.of(lexicon).match(behind)


_ENDS_ASIDE = re.compile("J[^,;VvsC]{0,12},[VUs]")
""" "Their report, seen by the Examiner, grades the council ..."."""
_DISMISSING = re.compile("[XHEJ]")
_WHICH = re.compile(",[eo]{0,2}P?i[eBIo]{0,3}[VvCR]")
""" "..., both of which it has marked"."""
_ASIDE = re.compile(r"I,i[^,;G]*,(?=V)")
""" "Ofsted, which will return next year, rated it good"."""
_BEGINNINGS = (";", "b", "&CV")
"""Where another clause begins: "it could not comment and was graded inadequate"."""
_CONDITION = re.compile(r"if|unless|were|had|once|until|suppose", re.IGNORECASE)
_MAIN_CLAUSE = re.compile(",(?:B[CKVW]|Io?V|eV)")
""" "Although it could do better, Elm House was rated good", "as he feared, Ofsted rated it poor", but not "if it came,
Elm House would be"."""
_COUNTED_ARE = re.compile("N[ok]{0,4}$")
_NEW_SUBJECT = re.compile(",[&o]{1,2}en[CK]|:e[CvVK]|,w[IBe]")
""" "..., and those ratings remain"; "Elm House might envy it: it got a C3"."""
_DISMISSED_BY_WHAT_FOLLOWS = (
    ("definition", r",?E|,b,E"),  # "a C1, by contrast, means that ..."
    ("negated", r"n?e[BIseo]{0,6}X[vV]"),  # "a badge that the CQC says it never awarded"
    ("negated", r"n?PX(?:[,;.&]|$)"),  # "outstanding for nothing"
    ("hypothetical", r",?H|C[woe]{1,3}H"),  # "a C2 is where we should be"
    ("threshold", r"(?:[&,]{1,2}G)*<"),  # "providers graded G3 or V3 or lower"
    ("other-rater", r"n?P[eo]?J(?!&I)"),  # "judged to be good by Ofsted", in a report of the CQC
)
_WHAT_FOLLOWS = re.compile("|".join(f"({form})" for _, form in _DISMISSED_BY_WHAT_FOLLOWS))
"""Any of them, in order, each a group."""
_THEIR_VERDICT = re.compile("JC?n[^ABI]*C$")
""" "Ofsted's verdict on education was poor"."""
_THEY_RATE = re.compile("JR?[VC][^IVsC;.,]{0,6}C$")
""" "Our patients rate us as outstanding"; "Ofsted rated education as good", in a report on a prison."""
_RATING = re.compile("J[eCVsRW]{0,2}[VvsC=]")
_WHEN_ENDS = re.compile("(?:(?<=w)|(?<=w[^,;]))E[^;]*,")
""" "When the scale had four steps, it was judged good": the clause that explains has ended."""
_OURS = re.compile("[CI]")
_SAID = re.compile("[VvsC=]")
_SET_APART = re.compile(r"[,&\-(:UDM]|eC")


_GRANTED = Wording("<granted>", re.IGNORECASE)


def _negates(between: str, word: str, behind: str, lexicon: Lexicon) -> bool:
    """Whether a negation, with the word ``behind`` it, reaches a grade across what stands between them; not one of a
    word for denying ("do not dispute the good for A")."""
    if _GRANTED.of(lexicon).fullmatch(behind):
        return False
    reach = 2 if _NEAR.fullmatch(word) else 6
    return (bool(_NEGATIVE.fullmatch(word)) and ":" not in between) or (
        len(between) <= reach and not _SET_APART.search(between)
    )
