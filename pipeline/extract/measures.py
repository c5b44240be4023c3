"""Regulatory measures on a body, and whether they stand, stood, or were lifted."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast

from pipeline.extract.bodies import Named
from pipeline.extract.measure_bodies import bodies_under, operators
from pipeline.extract.page import within
from pipeline.extract.reading import Hit, Reading
from pipeline.extract.setting import Setting
from pipeline.extract.unimposed import Clause, clause_of, everyday, unreal
from pipeline.extract.wording import Wording
from pipeline.pack import COMMON
from pipeline.record import Measure, MeasureId

State = Literal["current", "previous", "lifted"]

NAMED, STATED, STANDING = range(3)
"""How firmly a mention tells the state: not at all; by a verb; by words that say how things are now."""

_YEAR_BEFORE = re.compile(r"\b(?:in|of|until) ((?:19|20)\d\d)\b(?!\)| [–—-])")
_YEAR_FIRST = re.compile(
    r"(?:(?:And|But|Back) )?[Ii]n (?:the (?:spring|summer|autumn|winter) of |(?:early|late|mid-?) ?)?"
    r"(?:[A-Z][a-z]{2,8} )?((?:19|20)\d\d),? (?:it|they|the \w+|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){0,4})(?: \w+)? "
    r"(?:was|were|had|went|required)\b"
    r"(?!.*\b(?:is|are|has|have|since|still|now|remains?|until)\b)"
)
""" "In 2021 it was rated inadequate and placed in special measures": the year of all that the sentence tells."""
_YEAR_BEHIND = Wording(
    r"[^,.;:]{0,60}? in (?:(?:the )?(?:early |late |mid-)?"
    r"(?:(?:<month>|<season>) (?:of )?))?((?:19|20)\d\d)\b"
)
_YEARS_AGO = re.compile(r"\b(?:months|years|decades?) (?:ago|earlier)\b")
_YEARS_AFTER = re.compile(
    r"\b(?:months|years?|decades?) after (?:being|having been|(?:\w+ ){1,4}(?:was|were|had been)) [^,.;]*$"
)
""" "Two years after being put into Engage, the service has ..."."""
_UNTIL = Wording(
    r"[”’\"')]{0,2},? until (?:(?:the )?(?:early |late |mid-)?(?:<season>|Christmas|Easter)"
    r"|last \w+|yesterday|recently|(?:\w+ ){1,2}ago|this (?:week|month|year|<season>)|(?:19|20)\d\d"
    r"|(?:early |late |mid-)?<month>|(?:Mon|Tues|Wednes|Thurs|Fri)day)\b"
)
_REPORTED = Wording(r"\b<report>\b[^.;]{0,60}$")
_ONCE_MORE = re.compile(
    r"[^,.;]{0,60}(?:,| for) the (?:second|third|fourth|fifth) time\b(?! (?:running|in a row|in succession))"
)
_NEITHER = re.compile(r"\b(?:neither|none of (?:the|its)|not one of (?:the|its)) (?:\w+ )?$", re.IGNORECASE)
_IT_ENDED = Wording(
    r"(?:It|They|Both|The <measure-noun>) (?:has|have|had|was|were)(?: now| since)?(?: been)? <revoked>\b"
)
_GOT_OUT = Wording(
    r"(?:It|They|The <body>)(?: has| have| had)?(?: now| since| finally| eventually)? "
    r"(?:came|come|emerged|moved|climbed|got|(?:was|were|been) (?:taken|lifted|released|removed)) "
    r"(?:out of|from) (?:them|it|these)\b"
)
""" "It was put into special measures. It came out of them a year ago"."""
_IS_OUT = Wording(
    r"(?:^|[.!?:] |\n)(?:(?:Well|And|But|Yet|Now|Today|This week|This time),? )*"
    r"(?:[Nn]ow |today )?(?:[Ii]t|[Tt]hey|[Tt]he <body>)(?:[’']s| is|[’']re| are)(?: now| finally| at last)? "
    r"out(?: of (?:it|them|those))?(?=[.,;!\n]|$)"
)
""" "It went into special measures. Now it's out"."""
_NEXT = 90
"""Characters behind a sentence in which one begins that goes on about its measure, at most."""
_THE_OTHER_STANDS = Wording(
    r"The (?:other|second|rest|others)\b[^.;]{0,90}? (?:remains?|stays?|(?:is|are) still) "
    r"<in-force>\b"
)
""" "One of the two has been closed. The other, about rape, remains in place." """
_ONE_OF = re.compile(r"\b(?:[Oo]ne of (?:the|its) (?:two|three|four|five)|[Tt]wo of (?:the|its) (?:three|four|five)) $")
""" "One of the two causes of concern has been closed": so the other has not."""
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


def measures(
    reading: Reading, setting: Setting, mentions: list[Named], principal: str
) -> tuple[list[Measure], list[Unread]]:
    """The measures of the record, and the mentions that are none."""
    stands: list[Stand] = []
    unread: list[Unread] = []
    hits = [_bare(hit, reading.text) for hit in reading.hits("measure", setting.ids() | {COMMON})]
    known = {hit.term.id for hit in hits if not hit.weak}
    for hit in hits:
        sentence = reading.sentence_at(hit.start)
        inside = within(mentions, sentence)
        clause = clause_of(reading, hit, sentence, inside)
        reason = everyday(clause, hit, inside, known) or unreal(clause, hit, sentence, inside)
        names = () if reason else bodies_under(reading, hit, mentions, principal)
        if reason or not names:
            unread.append(Unread(hit.start, hit.end, reason or "no-body"))
        else:
            known.add(hit.term.id)  # "was suspended ..., but the suspension has been lifted"
            stands += [Stand(hit, names, *state) for state in _states(clause, reading.article.published)]
    stands = _once(_of_some(stands, reading), operators(mentions, reading))
    return _merged(stands, reading), unread


_PREPOSITION = re.compile(r"(?:from|into|out of|in|under|left|leaves?|leaving) (?=\w)")


def _bare(hit: Hit, text: str) -> Hit:
    """The mention without the preposition or verb by which its everyday word is known: "from engage"."""
    found = _PREPOSITION.match(text, hit.start, hit.end)
    return hit._replace(start=found.end()) if found else hit


_SOME = Wording(r"\b[Aa]n? (?:[\w-]+ ){0,3}<body>\b")


def _of_some(stands: list[Stand], reading: Reading) -> list[Stand]:
    """The mentions, those of a body that is only introduced ("a secondary is out of special measures") on the one body
    that the article tells of the same later, if there is one."""
    places = {s.hit.start for s in stands}
    some = {at for at in places if _SOME.search(reading, reading.sentence_at(at).start, at)}
    told: dict[tuple[str, str], dict[tuple[str, ...], None]] = {}
    for stand in stands if some else ():
        if stand.hit.start not in some:
            told.setdefault((stand.hit.term.id, stand.state), {})[stand.bodies] = None

    def body(stand: Stand) -> tuple[str, ...]:
        others = list(told.get((stand.hit.term.id, stand.state), ()))
        return others[0] if stand.hit.start in some and len(others) == 1 else stand.bodies

    return [stand._replace(bodies=body(stand)) for stand in stands]


def _once(stands: list[Stand], operators: dict[str, str]) -> list[Stand]:
    """The mentions, those of a body whose operator has the same measure on the operator: it is one measure."""
    on = {(stand.hit.term.id, body) for stand in stands for body in stand.bodies}

    def holder(measure: str, body: str) -> str:
        return operators[body] if (measure, operators.get(body)) in on else body

    return [s._replace(bodies=tuple(dict.fromkeys(holder(s.hit.term.id, b) for b in s.bodies))) for s in stands]


def _states(clause: Clause, published: str | None) -> list[tuple[State, int]]:
    """The states that a mention tells: one, or two where its sentence says that it came, or went and came, again."""
    state, firm = _state(clause, published)
    if _BACK_THERE.search(clause.text, clause.end, clause.high):
        return [(state, firm), ("current", STANDING)]
    if state == "current" and firm and _ONCE_MORE.match(clause.text, clause.end, clause.high):
        return [(state, firm), ("previous", STANDING)]
    if state == "lifted" and _ONE_OF.search(clause.text, clause.low, clause.start):
        return [(state, firm), ("current", STANDING)]
    if state == "lifted" and _THE_OTHER_STANDS.match(clause, clause.following):
        return [(state, firm), ("current", STANDING)]
    return [(state, firm)]


_JUST_NOW = Wording(r"\b(?:has|have) (?:(?:now|also|since|just|again) )?(?:been )?<imposed>\b[^;]{0,60}$")
"""A perfect tells what has happened now, whatever else its sentence dates."""


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
    if not _just_now(clause, begun) and (_is_past(clause, begun) or _long_past(clause, published)):
        return "previous", STATED
    if begun and _ANOTHER.search(clause.text, max(clause.low, clause.start - 20), clause.start):
        return "current", STANDING
    return "current", STATED if begun or _just_now(clause, begun) else NAMED


def _just_now(clause: Clause, begun: re.Match[str] | None) -> bool:
    """Whether a perfect brings the measure: "has put Elm House, formerly good, into special measures"."""
    into = clause.text.endswith((" into ", " in ", " under "), 0, clause.start)
    return bool(begun or into) and _JUST_NOW.search(clause, clause.low, clause.start) is not None


def _ending(clause: Clause) -> re.Match[str] | None:
    """The words that end the measure: the nearest verb before it, or one behind it."""
    left = clause.last("left")
    if left and clause.start - left.end() > len(" the force’s "):
        left = None
    ending = max(filter(None, (clause.last("lifted"), left)), key=lambda m: m.end(), default=None)
    others = [m.end() for m in map(clause.last, ("begun", "previous", "pluperfect")) if m]
    if ending and ending.end() >= max(others, default=0):
        return ending
    following = clause.following
    told = clause.behind("ended") or _IT_ENDED.match(clause, following) or _GOT_OUT.match(clause, following)
    return told or _IS_OUT.search(clause, max(0, following - 2), following + _NEXT)


def _is_past(clause: Clause, begun: re.Match[str] | None) -> bool:
    """Whether words before or behind the measure put it into an earlier time."""
    text = clause.text
    if clause.before("once") or clause.cues["once"].search(text, clause.end, min(clause.high, clause.end + 40)):
        return True
    if _UNTIL.match(clause, clause.end) or (not begun and _YEARS_AGO.search(text, clause.low, clause.high)):
        return True
    if _YEARS_AFTER.search(text, clause.low, clause.start):
        return True
    since = begun.start() if begun else 0
    was, had = clause.last("previous"), clause.last("pluperfect")
    if was and was.end() > since:
        return True
    return bool(had and had.end() > since and not _REPORTED.search(clause, clause.low, had.start()))


def _long_past(clause: Clause, published: str | None) -> bool:
    """Whether a year in the sentence puts the measure before the article's time, and nothing says that it goes on."""
    year = _YEAR_BEFORE.search(clause.text, clause.low, min(clause.high, clause.end + 12))
    year = year or _YEAR_FIRST.match(clause.text, clause.opens, clause.high)
    if published and not year:
        year = _YEAR_BEHIND.match(clause, clause.end, clause.high)
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
