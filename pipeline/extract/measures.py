"""Regulatory measures on a body, and whether they stand, stood, or were lifted."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from pipeline.extract.bodies import Named
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.setting import Setting
from pipeline.pack import COMMON
from pipeline.record import Measure, MeasureId

State = Literal["current", "previous", "lifted"]

REACH = 60
"""How many characters before a measure its verb may stand; behind it, half as many."""

_YEAR_BEFORE = re.compile(r"\b(?:in|of) ((?:19|20)\d\d)\b")
_PHRASE_NOT_USED = re.compile(r"[”’\"'] is not (?:a|the) (?:phrase|term|word)|not (?:an? )?official")


class Stand(NamedTuple):
    """One mention of a measure: ``stated`` tells whether a verb says its state; a bare mention yields to a stated one."""

    hit: Hit
    bodies: tuple[str, ...]
    state: State
    stated: bool


class Unread(NamedTuple):
    """A mention of a measure that nobody imposed, and why."""

    start: int
    end: int
    reason: str


@lru_cache(maxsize=4)
def _cues(lexicon: Lexicon) -> dict[str, re.Pattern[str]]:
    return {
        term.id: re.compile(
            r"\b(?:" + "|".join(sorted(map(re.escape, term.forms), key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE
        )
        for term in lexicon.common("measure-cue")
    }


def measures(
    reading: Reading, setting: Setting, mentions: list[Named], principal: str
) -> tuple[list[Measure], list[Unread]]:
    """The measures of the record, and the mentions that are none."""
    stands: list[Stand] = []
    unread: list[Unread] = []
    for hit in reading.hits("measure", setting.ids() | {COMMON}):
        sentence = reading.sentence_at(hit.start)
        reason = _unreal(reading, hit, sentence)
        names = () if reason else _bodies(reading, hit, sentence, mentions, principal)
        if reason or not names:
            unread.append(Unread(hit.start, hit.end, reason or "no-body"))
        else:
            stands.append(Stand(hit, names, *_state(reading, hit, sentence)))
    return _merged(stands, reading), unread


def _unreal(reading: Reading, hit: Hit, sentence: Span) -> str:
    cues, text = _cues(reading.lexicon), reading.text
    low = max(sentence.start, hit.start - REACH)
    if hit.weak and not cues["begun"].search(text, low, hit.start):
        return "everyday-word"
    if cues["kept"].search(text, low, hit.end) or _PHRASE_NOT_USED.match(text, hit.end):
        return ""
    if cues["unreal"].search(text, low, hit.start) or re.search(
        r"\bunless\b", text[sentence.start : hit.start], re.IGNORECASE
    ):
        return "not-imposed"
    if cues["foreign"].search(text, sentence.start, sentence.end) and hit.term.id in (
        "special-measures",
        "engage",
        "suspension",
    ):
        return "other-sense"
    if cues["unreal"].search(text, hit.end, min(sentence.end, hit.end + 10)):
        return "not-imposed"
    return ""


def _state(reading: Reading, hit: Hit, sentence: Span) -> tuple[State, bool]:
    """The state of a mention, and whether its sentence states it."""
    cues, text = _cues(reading.lexicon), reading.text
    low, high = max(sentence.start, hit.start - REACH), min(sentence.end, hit.end + REACH * 2)
    if cues["kept"].search(text, low, high):
        return "current", True
    nearest = max(
        (
            (m.end(), state)
            for state in ("lifted", "previous", "begun")
            for m in cues[state].finditer(text, low, hit.start)
        ),
        default=(0, ""),
    )
    if nearest[1] == "lifted" or cues["lifted"].search(text, hit.end, high):
        return "lifted", True
    if nearest[1] == "previous" or _long_past(reading, hit, sentence):
        return "previous", True
    return "current", nearest[1] == "begun"


def _long_past(reading: Reading, hit: Hit, sentence: Span) -> bool:
    """Whether a year in the sentence puts the measure before the article's time, and nothing says that it goes on."""
    year = _YEAR_BEFORE.search(reading.text, max(sentence.start, hit.start - REACH), min(sentence.end, hit.end + 12))
    published = reading.article.published
    return bool(year) and not (published and int(published[:4]) - int(cast("re.Match[str]", year)[1]) < 1)


def _bodies(reading: Reading, hit: Hit, sentence: Span, mentions: list[Named], principal: str) -> tuple[str, ...]:
    """The bodies that a measure is on: those listed together before it in its sentence, else one after it, else the principal."""
    inside = [m for m in mentions if sentence.start <= m.start < sentence.end]
    before = [m for m in inside if m.end <= hit.start]
    if before:
        names = [before[-1].name]
        for left, right in zip(before[-2::-1], before[:0:-1], strict=False):
            if not re.fullmatch(r"(?:,| and|, and| &)\s+", reading.text[left.end : right.start]):
                break
            names.insert(0, left.name)
        return tuple(dict.fromkeys(names))
    if inside:
        return (inside[0].name,)
    return (principal,) if principal else ()


def _merged(stands: list[Stand], reading: Reading) -> list[Measure]:
    groups: dict[tuple[str, str], list[Stand]] = {}
    for stand in stands:
        for body in stand.bodies:
            groups.setdefault((stand.hit.term.id, body), []).append(stand)
    found: list[Measure] = []
    for (measure, body), group in groups.items():
        for state in _states(group):
            hits = [s.hit for s in group if s.state == state or (not s.stated and state == _states(group)[0])]
            found.append(
                Measure(
                    measure=cast("MeasureId", measure),
                    body=body,
                    state=state,
                    evidence=[reading.evidence(h.start, h.end) for h in hits],
                    rule="measures/stated" if any(s.stated for s in group if s.state == state) else "measures/named",
                )
            )
    return found


def _states(group: list[Stand]) -> list[State]:
    """The states that an article reports of one measure on one body. Lifted implies that it stood before."""
    stated = [s.state for s in group if s.stated]
    if not stated:
        return [group[0].state]
    if "lifted" in stated:
        return ["lifted"] if "current" not in stated or stated[0] == "lifted" else ["lifted", "current"]
    return list(dict.fromkeys(stated))
