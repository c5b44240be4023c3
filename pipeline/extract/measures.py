"""Regulatory measures on a body, and whether they stand, stood, or were lifted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from pipeline.extract.bodies import Named
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.measure_bodies import bodies_under
from pipeline.extract.page import within
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.setting import Setting
from pipeline.pack import COMMON
from pipeline.record import Measure, MeasureId

State = Literal["current", "previous", "lifted"]

REACH = 60
"""How many characters before a measure its verb may stand, names of bodies not counted."""

BEHIND = 120
"""How many characters behind a measure its verb may stand."""

NAMED, STATED, STANDING = range(3)
"""How firmly a mention tells the state: not at all; by a verb; by words that say how things are now."""

_WORDS_OF_OTHERS = frozenset({"special-measures", "engage", "suspension"})
"""Measures whose words courts, employers and others use of things of their own."""

_YEAR_BEFORE = re.compile(r"\b(?:in|of|until) ((?:19|20)\d\d)\b")
_YEAR_BEHIND = re.compile(r"[^,.;:]{0,60}? in ((?:19|20)\d\d)\b")
_YEARS_AGO = re.compile(r"\b(?:years|decades?) (?:ago|earlier)\b")
_UNTIL = re.compile(
    r"[”’\"')]{0,2},? until (?:(?:the )?(?:early |late |mid-)?(?:spring|summer|autumn|winter|Christmas|Easter)"
    r"|last \w+|yesterday|recently|(?:\w+ ){1,2}ago|this (?:week|month|year|spring|summer|autumn|winter)|(?:19|20)\d\d"
    r"|(?:early |late |mid-)?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri)day)\b"
)
_REPORTED = re.compile(r"\b(?:said|says|announced|confirmed|revealed|reported|told|learned|emerged)\b[^.;]{0,60}$")
_DENIED = re.compile(
    r"\b(?:no|not an?|never an?|without an?|nor an?|rather than an?|instead of an?) (?:(?!longer)\w+ )?$", re.IGNORECASE
)
_PHRASE_NOT_USED = re.compile(r"[”’\"'] is not (?:a|the) (?:phrase|term|word)|not (?:an? )?official")
_ONCE_MORE = re.compile(
    r"[^,.;]{0,60}(?:,| for) the (?:second|third|fourth|fifth) time\b(?! (?:running|in a row|in succession))"
)
_NEITHER = re.compile(r"\b(?:neither|none of (?:the|its)|not one of (?:the|its)) (?:\w+ )?$", re.IGNORECASE)
_IT_ENDED = re.compile(
    r"(?:It|They|Both|The (?:notice|order|measure)s?) (?:has|have|had|was|were)(?: now| since)?(?: been)? "
    r"(?:lifted|withdrawn|discharged|revoked|rescinded|cancelled|removed|met)\b"
)
_ITS = re.compile(r"\b(?:its|their) $")
_BODY_SUSPENDED = re.compile(
    r"(?:['’]s registration\b|[.,;]|$| (?:from|on|for|after|in|while|until|and|over|amid|pending)\b)"
)
_SUSPENDED_BY = re.compile(
    r" (?:by (?:the )?(?:[A-Z]|regulator|watchdog|inspector)|from (?:operating|trading|opening))"
)
_ANOTHER = re.compile(r"\b(?:another|new|further|fresh|second|third) (?:\w+ )?$")
_BACK_THERE = re.compile(
    r"\bback (?:there|in (?:it|them))\b(?<!from back there)|\breturn(?:s|ed) (?:there|to (?:it|them))\b", re.IGNORECASE
)


class Stand(NamedTuple):
    """One mention of a measure: ``firm`` tells how firmly it says the state; a bare mention yields to a stated one."""

    hit: Hit
    bodies: tuple[str, ...]
    state: State
    firm: int


class Unread(NamedTuple):
    """A mention of a measure that nobody imposed, and why."""

    start: int
    end: int
    reason: str


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    """The cues by id. A star in a form is a few words in the same clause: "removed * from"."""
    return {
        term.id: re.compile(
            r"\b(?:" + "|".join(map(_form, sorted(term.forms, key=len, reverse=True))) + r")(?!\w)", re.IGNORECASE
        )
        for term in lexicon.common("measure-cue")
    }


def _form(form: str) -> str:
    return re.escape(form).replace(r"\ \*\ ", r" [^,.;:]{1,70}? ")


class Clause(NamedTuple):
    """A mention with the words around it in which its cues are looked for, and where the next sentence begins.

    All are character offsets into the text.
    """

    text: str
    cues: dict[str, re.Pattern[str]]
    low: int
    start: int
    end: int
    high: int
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


def measures(
    reading: Reading, setting: Setting, mentions: list[Named], principal: str
) -> tuple[list[Measure], list[Unread]]:
    """The measures of the record, and the mentions that are none."""
    stands: list[Stand] = []
    unread: list[Unread] = []
    hits = reading.hits("measure", setting.ids() | {COMMON})
    known = {hit.term.id for hit in hits if not hit.weak}
    for hit in hits:
        sentence = reading.sentence_at(hit.start)
        inside = within(mentions, sentence)
        clause = _clause(reading, hit, sentence, inside)
        reason = _everyday(clause, hit, inside, known) or _unreal(clause, hit, sentence, inside)
        names = () if reason else bodies_under(reading, hit, mentions, principal)
        if reason or not names:
            unread.append(Unread(hit.start, hit.end, reason or "no-body"))
        else:
            stands += [Stand(hit, names, *state) for state in _states(clause, reading.article.published)]
    return _merged(stands, reading), unread


def _clause(reading: Reading, hit: Hit, sentence: Span, inside: list[Named]) -> Clause:
    names = sum(m.end - m.start for m in inside if hit.start - 2 * REACH <= m.start < hit.start)
    low, high = max(sentence.start, hit.start - REACH - names), min(sentence.end, hit.end + BEHIND)
    place = reading.sentence_index(hit.start) + 1
    following = reading.sentences[place].start if place < len(reading.sentences) else len(reading.text)
    return Clause(reading.text, _cues(reading.lexicon), low, hit.start, hit.end, high, following)


def _everyday(clause: Clause, hit: Hit, inside: list[Named], known: set[str]) -> str:
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
    return clause.start - body.end < len(" has now been ") and _SUSPENDED_BY.match(clause.text, clause.end) is not None


def _unreal(clause: Clause, hit: Hit, sentence: Span, inside: list[Named]) -> str:
    """Why a measure that is named was not imposed, or is none; "" if it was."""
    text, cues = clause.text, clause.cues
    if cues["kept"].search(text, clause.low, hit.end) or _PHRASE_NOT_USED.match(text, hit.end):
        return ""
    if _DENIED.search(text, max(clause.low, hit.start - 40), hit.start):
        return "not-imposed"
    unreal = cues["unreal"].search(text, clause.low, hit.start)
    if unreal and not cues["lifted"].search(text, unreal.end(), hit.start):
        return "not-imposed"
    if cues["condition"].search(text, sentence.start, hit.start):
        return "not-imposed"
    if hit.term.id in _WORDS_OF_OTHERS and _foreign(cues["foreign"], text, sentence, inside):
        return "other-sense"
    return "not-imposed" if cues["unreal"].search(text, hit.end, min(sentence.end, hit.end + 10)) else ""


def _foreign(cue: re.Pattern[str], text: str, sentence: Span, inside: list[Named]) -> bool:
    """Whether a word beside the measure gives it another sense; "Court" in the name of a home does not."""
    return any(
        not any(m.start <= word.start() < m.end for m in inside)
        for word in cue.finditer(text, sentence.start, sentence.end)
    )


def _states(clause: Clause, published: str | None) -> list[tuple[State, int]]:
    """The states that a mention tells: one, or two where its sentence says that it came, or went and came, again."""
    state, firm = _state(clause, published)
    if _BACK_THERE.search(clause.text, clause.end, clause.high):
        return [(state, firm), ("current", STANDING)]
    if state == "current" and firm and _ONCE_MORE.match(clause.text, clause.end, clause.high):
        return [(state, firm), ("previous", STANDING)]
    return [(state, firm)]


def _state(clause: Clause, published: str | None) -> tuple[State, int]:
    """The state of a mention, and how firmly its sentence tells it."""
    if clause.cues["kept"].search(clause.text, clause.low, clause.high):
        return "current", STANDING
    begun = clause.last("begun")
    ending = _ending(clause)
    if ending and ending.start() >= clause.end and _NEITHER.search(clause.text, clause.low, clause.start):
        return "current", STANDING
    if ending:
        hoped = clause.cues["unfinished"].search(clause.text, max(clause.low, ending.start() - 30), ending.start())
        return ("current", STANDING) if hoped else ("lifted", STATED)
    if _is_past(clause, begun) or _long_past(clause, published):
        return "previous", STATED
    if begun and _ANOTHER.search(clause.text, max(clause.low, clause.start - 20), clause.start):
        return "current", STANDING
    return "current", STATED if begun else NAMED


def _ending(clause: Clause) -> re.Match[str] | None:
    """The words that end the measure: the nearest verb before it, or one behind it."""
    left = clause.last("left")
    if left and clause.start - left.end() > len(" the force’s "):
        left = None
    ending = max(filter(None, (clause.last("lifted"), left)), key=lambda m: m.end(), default=None)
    others = [m.end() for m in map(clause.last, ("begun", "previous", "pluperfect")) if m]
    if ending and ending.end() >= max(others, default=0):
        return ending
    return clause.behind("ended") or _IT_ENDED.match(clause.text, clause.following)


def _is_past(clause: Clause, begun: re.Match[str] | None) -> bool:
    """Whether words before or behind the measure put it into an earlier time."""
    text = clause.text
    if clause.before("once") or clause.cues["once"].search(text, clause.end, min(clause.high, clause.end + 40)):
        return True
    if _UNTIL.match(text, clause.end) or (not begun and _YEARS_AGO.search(text, clause.low, clause.high)):
        return True
    since = begun.start() if begun else 0
    was, had = clause.last("previous"), clause.last("pluperfect")
    if was and was.end() > since:
        return True
    return bool(had and had.end() > since and not _REPORTED.search(text, clause.low, had.start()))


def _long_past(clause: Clause, published: str | None) -> bool:
    """Whether a year in the sentence puts the measure before the article's time, and nothing says that it goes on."""
    year = _YEAR_BEFORE.search(clause.text, clause.low, min(clause.high, clause.end + 12))
    if published and not year:
        year = _YEAR_BEHIND.match(clause.text, clause.end, clause.high)
    return year is not None and not (published and int(published[:4]) <= int(year[1]))


def _merged(stands: list[Stand], reading: Reading) -> list[Measure]:
    groups: dict[tuple[str, str], list[Stand]] = {}
    for stand in stands:
        for body in stand.bodies:
            groups.setdefault((stand.hit.term.id, body), []).append(stand)
    found: list[Measure] = []
    for (measure, body), group in groups.items():
        states = _told(group)
        for state in states:
            said = [s.hit for s in group if s.state == state or (not s.firm and state == states[0])]
            found.append(
                Measure(
                    measure=cast("MeasureId", measure),
                    body=body,
                    state=state,
                    evidence=[reading.evidence(*span) for span in dict.fromkeys((h.start, h.end) for h in said)],
                    rule="measures/stated" if any(s.firm for s in group if s.state == state) else "measures/named",
                )
            )
    return found


def _told(group: list[Stand]) -> list[State]:
    """The states that an article reports of one measure on one body. Lifted implies that it stood before."""
    stated = [s.state for s in group if s.firm]
    if not stated:
        return [group[0].state]
    if "lifted" not in stated:
        return list(dict.fromkeys(stated))
    anew = any(s.state == "current" and s.firm == STANDING for s in group)
    return ["lifted", "current"] if anew else ["lifted"]
