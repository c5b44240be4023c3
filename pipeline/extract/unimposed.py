"""A measure that is named, with the words around it, and whether anybody imposed it on the bodies spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.bodies import Named
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.wording import Wording, alternation

REACH = 60
"""How many characters before a measure its verb may stand, names of bodies not counted."""

BEFORE = 80
"""How many characters before a measure the words may stand that make it another's, or a name of another."""

BEHIND = 120
"""How many characters behind a measure its verb may stand."""

_WORDS_OF_OTHERS = frozenset({"special-measures", "engage", "suspension"})
"""Measures whose words courts, employers and others use of things of their own."""

_DENIED = re.compile(
    r"\b(?:no|not an?|never an?|without an?|nor an?|rather than an?|instead of an?) (?:(?!longer|more)\w+ )?$",
    re.IGNORECASE,
)
_NOT_DONE = Wording(r"(?:\b(?:not|never)|n[’']t)(?: yet)? (?:been )?(?:<impose>|<imposed>)\b[^.;,]{0,40}$")
_PHRASE_NOT_USED = re.compile(r"[”’\"'] is not (?:a|the) (?:phrase|term|word)|not (?:an? )?official")
_OTHER_NAME = re.compile(
    r"\bwhich (?:(?!what)[^.,;]){0,40}\b(?:calls?|called|dub(?:s|bed)?|known as|referred to as) (?:[“\"'‘])?$"
)
""" "Engage, which the newspapers call special measures": no measure beside the one that it is a name of."""
_EXPLAINED = re.compile(
    r"(?:What (?:is|are|does)|(?:It|This|That|They)(?:['’]s| is| are| means?)) (?:the |an? )?[“\"'‘]?"
    r"|(?:An?|Any|Every|Each) [\w-]+ (?:that|which|whose|rated|found|judged|graded|in|under)\b"
    r"(?:(?!\b(?:has|have|had|was|were|been)\b)[^.;]){0,80} (?:is|are|goes?|can be|may be) [^.;,]{0,30}"
)
""" "What is Engage?", "It is the advanced phase of ...", "A school that fails is put into ...": of no body."""
_ASKED = re.compile(r"(?:[QA][.:)] |[“\"'‘])?(?:Was|Were|Is|Are|Should|Will|Would|Does|Do|Did|Has|Have|Could|Can)\b")
_QUESTIONED = re.compile(r"[”’\"']?\?")
""" "Out of special measures? Not so fast." """
_WHETHER = re.compile(r"\b(?:[Ww]hether|asked(?: \w+)? if|wonder(?:ed|ing)? if)\b[^.;,]{0,60}$")
""" "Several have asked whether the force is in special measures": nobody says that it is."""
_YES = re.compile(r"\s*(?:[QA][.:)] |[“\"'‘])?(?:Yes|Indeed|It (?:is|was|does|did|has)\b(?! not| never))")
""" "Was the force in Engage? No." """
_OF_OTHERS = Wording(r"\b[Oo]ther <bodies>\b[^.,;]{0,40}$")
_ITS = re.compile(r"\b(?:its|their) $")
_BODY_SUSPENDED = re.compile(
    r"(?:['’]s registration\b|[.,;]|$| (?:from|on|for|after|in|while|until|and|over|amid|pending)\b)"
)
_SUSPENDED_BY = Wording(r" (?:by (?:the )?(?:[A-Z]|<watchdog>)|from (?:operating|trading|opening))")


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """The cues by id."""
    return {
        term.id: re.compile(rf"\b{_any_of(term.forms)}(?!\w)", re.IGNORECASE) for term in lexicon.common("measure-cue")
    }


def _any_of(forms: Sequence[str]) -> str:
    """Any of the forms, the longest first. A star in one is a few words in the same clause: "removed * from"."""
    if not any("*" in form for form in forms):
        return alternation(forms)
    return "(?:" + "|".join(map(_form, sorted(forms, key=len, reverse=True))) + ")"


def _form(form: str) -> str:
    return re.escape(form).replace(r"\ \*\ ", r" [^,.;:]{1,70}? ")


class Clause(NamedTuple):
    """A mention with the words around it in which its cues are looked for, where its sentence opens and where the next
    one begins.

    All are character offsets into the text.
    """

    text: str
    lexicon: Lexicon
    cues: dict[str, re.Pattern[str]]
    low: int
    start: int
    end: int
    high: int
    opens: int
    following: int

    def last(self, cue: str) -> re.Match[str] | None:
        """The last cue of a kind before the measure."""
        return max(self.cues[cue].finditer(self.text, self.low, self.start), key=lambda m: m.end(), default=None)

    def before(self, cue: str) -> bool:
        """Whether a cue of a kind stands before the measure."""
        return self.cues[cue].search(self.text, self.low, self.start) is not None

    def behind(self, cue: str) -> re.Match[str] | None:
        """The first cue of a kind behind the measure."""
        return self.cues[cue].search(self.text, self.end, self.high)


def clause_of(reading: Reading, hit: Hit, sentence: Span, inside: list[Named]) -> Clause:
    """A mention with the stretch of its sentence in which its cues may stand; ``inside`` are the bodies in it."""
    names = sum(m.end - m.start for m in inside if hit.start - 2 * REACH <= m.start < hit.start)
    low, high = max(sentence.start, hit.start - REACH - names), min(sentence.end, hit.end + BEHIND)
    place = reading.sentence_index(hit.start) + 1
    following = reading.sentences[place].start if place < len(reading.sentences) else len(reading.text)
    cues = _cues(reading.lexicon)
    return Clause(reading.text, reading.lexicon, cues, low, hit.start, hit.end, high, sentence.start, following)


def everyday(clause: Clause, hit: Hit, inside: list[Named], known: set[str]) -> str:
    """Why an everyday word means no measure: nobody begins one, nor ends that of a body or one named before."""
    if not hit.weak or clause.before("begun") or any(_suspends(clause, m) for m in inside):
        return ""
    owned = any(m.start - hit.end in range(1, len(" of the ") + 1) or hit.start - m.end in range(1, 4) for m in inside)
    owned = owned or (bool(inside) and _ITS.search(clause.text, clause.low, clause.start) is not None)
    ended = clause.before("lifted") or clause.behind("ended") is not None
    return "" if ended and (owned or hit.term.id in known) else "everyday-word"


def _suspends(clause: Clause, body: Named) -> bool:
    """Whether it is the body itself that is suspended: "suspended X", "X was suspended by Ofsted"; not its staff."""
    if body.start >= clause.end:
        return body.start - clause.end == 1 and _BODY_SUSPENDED.match(clause.text, body.end) is not None
    if clause.text.endswith(("registration of ", "registration of the "), 0, body.start):
        return clause.start - body.end < len(" has now been ")
    by = _SUSPENDED_BY.match(clause, clause.end)
    return clause.start - body.end < len(" has now been ") and by is not None


def unreal(clause: Clause, hit: Hit, sentence: Span, inside: list[Named]) -> str:
    """Why a measure that is named was not imposed, or is none; "" if it was."""
    text, cues = clause.text, clause.cues
    if _OF_OTHERS.search(clause, max(sentence.start, hit.start - BEFORE), hit.start):
        return "of-others"
    if _WHETHER.search(text, sentence.start, hit.start) and not _YES.match(text, clause.following):
        return "not-imposed"
    if cues["kept"].search(text, clause.low, hit.end) or _PHRASE_NOT_USED.match(text, hit.end):
        return ""
    if _not_imposed(clause, hit, sentence):
        return "not-imposed"
    other = _OTHER_NAME.search(text, max(sentence.start, hit.start - BEFORE), hit.start)
    if other or (not inside and _EXPLAINED.fullmatch(text, sentence.start, hit.start)):
        return "explained"
    foreign = hit.term.id in _WORDS_OF_OTHERS and _foreign(cues["foreign"], text, sentence, inside)
    return "other-sense" if foreign else ""


def _not_imposed(clause: Clause, hit: Hit, sentence: Span) -> bool:
    """Whether a measure is denied, feared, threatened or wished for."""
    text, cues = clause.text, clause.cues
    if _DENIED.search(text, max(clause.low, hit.start - 40), hit.start) or _NOT_DONE.search(
        clause, max(clause.low, hit.start - 70), hit.start
    ):
        return True
    unreal = cues["unreal"].search(text, clause.low, hit.start)
    if unreal and not cues["lifted"].search(text, unreal.end(), hit.start):
        return True
    if cues["condition"].search(text, sentence.start, hit.start) or cues["posted"].match(text, hit.end + 1):
        return True
    asked = text[sentence.end - 1] == "?" and _ASKED.match(text, sentence.start)
    if asked or _QUESTIONED.match(text, hit.end):
        return _YES.match(text, clause.following) is None
    if cues["untrue"].search(text, hit.end, min(sentence.end, hit.end + BEHIND)):
        return True
    return cues["unreal"].search(text, hit.end, min(sentence.end, hit.end + 10)) is not None


def _foreign(cue: re.Pattern[str], text: str, sentence: Span, inside: list[Named]) -> bool:
    """Whether a word beside the measure gives it another sense; "Court" in the name of a home does not."""
    return any(
        not any(m.start <= word.start() < m.end for m in inside)
        for word in cue.finditer(text, sentence.start, sentence.end)
    )
