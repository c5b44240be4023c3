"""Which way a figure moves: "rose by 12", "from 12 to 18", "a 4 per cent fall", "34, down from 41", "doubled"."""

from __future__ import annotations

from decimal import Decimal

from pipeline.extract.about import Clauses
from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_company import TIMES, Company
from pipeline.extract.number_place import Figure, Sentence

_UP_BY = closed_class("by on from to another a further")
"""What may stand between "up" and the number that it moves by; in "locked up for 22 hours" nothing rises."""
_STARTED_AT = closed_class("a an the average peak high low total record all-time of around about some just")
"""What may stand between "from" and the figure that a change begins with: "from a peak of 40"."""
_LISTED = closed_class("and or , - per cent % pc percent")
"""What may stand between the numbers of a list, all of which move the same way: "rose 5 and 7 per cent"."""
_OR = (", or ", " or ")
_NEAR = 6
"""How many words before a figure may tell that it moves."""
_FROM_NEAR = 12
"""The same for a figure that a change ends with: the words before "from 12 per cent in 2019 to"."""
_FROM_BEFORE = 12
"""How many words after a figure "down from" may end."""
_TIMES_BEFORE = closed_class("year month week quarter decade last previous earlier before previously ago")
"""Words for the time that a figure moved from: "12 fewer than the year before"."""
_OPENS_CLAUSE = closed_class("; while but whereas although though when")
_EVENTS = closed_class("falls slips cuts drops rises jumps climbs leaps")
"""What may be counted: "eleven falls"."""
_WAS = closed_class("was were been did had")


def direction(clauses: Clauses, index: int, behind: list[str]) -> str | None:
    """``increase``, ``decrease`` or None for the figure at ``index``; ``behind`` are the words after it."""
    if not clauses.moves:
        return None
    bare, sentence = clauses.bare[index], clauses.sentence
    if index and bare[-1:] == ["or"] and sentence.masked.startswith(_OR, clauses.figures[index - 1].end):
        return direction(clauses, index - 1, [])  # "up by 4 per cent, or £13": the same again
    told = _multiplied(sentence, clauses.figures[index], behind) or _moved(sentence.company, bare, behind)
    if told is None and index and bare[-1:] == clauses.bare[index - 1][-1:] == ["by"]:
        return direction(clauses, index - 1, [])  # "demand is up by half, crime by a third"
    if told is None and bare[-1:] == ["to"] and "from" in bare:  # "doubled, from 1,140 to"
        earlier = [_multiplied(sentence, figure, []) for figure in clauses.figures[:index]]
        return next(filter(None, reversed(earlier)), None) or _by_values(clauses, index)
    return told


def _by_values(clauses: Clauses, index: int) -> str | None:
    """The direction of "has gone from 41 to 57", which only the values tell."""
    figure, before = clauses.figures[index], clauses.figures[index - 1] if index else None
    if before is None or before.unit != figure.unit or before.value is None or figure.value is None:
        return None
    if clauses.nouns[index] not in (None, clauses.nouns[index - 1]):
        return None  # "a letter went from 41 people to 57 councillors"
    gone = clauses.sentence.company.cues["gone"].before(clauses.bare[index - 1][:-1])
    if gone is None or clauses.bare[index - 1][-1:] != ["from"]:
        return None
    old, new = Decimal(before.value), Decimal(figure.value)
    return None if old == new else "increase" if new > old else "decrease"


def _moved(table: Company, bare: list[str], behind: list[str]) -> str | None:
    if _starts_change(bare):
        return None
    if (named := table.directions.after(behind[:1])) and bare[-1:] in (["a"], ["an"], ["the"], ["-"]):
        return named[0]  # "a 12 per cent fall", whatever rose before it
    return _verb(table, _leading(bare)) or _compared(table, behind) or _from_before(behind)


def _starts_change(bare: list[str]) -> bool:
    """Whether the figure is what a change began with: "from 41", "from an average of 41"."""
    last = len(bare) - 1
    while last > 0 and len(bare) - last <= 4 and bare[last] in _STARTED_AT:
        last -= 1
    return last >= 0 and bare[last] == "from"


def _leading(bare: list[str]) -> list[str]:
    """The words before a figure that may tell how it moves: those after the last other number, unless they are of one
    list, or the change goes on "to" the figure."""
    if bare[-1:] == ["to"]:
        return bare[-_FROM_NEAR:] if "from" in bare[-_FROM_NEAR:] else _clause(bare[-_FROM_NEAR:])
    words = _clause(bare[-_NEAR:])
    first = len(words)
    while first and (words[first - 1][0] not in "NF" or _LISTED.issuperset(words[first:])):
        first -= 1
    return words[first:]


def _clause(words: list[str]) -> list[str]:
    """The words after the last that opens a clause: in "fires fell, and 40 left" the 40 did not fall."""
    last = len(words) - 1
    for index in range(last, -1, -1):
        joins = words[index] == "and" and (index == last or words[index - 1 : index] == [","])
        if words[index] in _OPENS_CLAUSE or (joins and not any(word[0] in "NF" for word in words[:index])):
            return words[index + 1 :]
    return words


def _verb(table: Company, words: list[str]) -> str | None:
    """What a word of change among the words tells: "fell by", "an increase of", "up"."""
    found = table.directions.last(words)
    if found is None:
        return None
    told, index = found
    if index == 0 and words[0] in _EVENTS and len(words) > 1:
        return None  # "seven falls, two of them serious"
    if words[index] in ("up", "down") and not _moves(table, words[: index + 1], words[index + 1 :]):
        return None
    return told


def _moves(table: Company, words: list[str], between: list[str]) -> bool:
    """Whether a figure moves "up" or "down" across the words between: "by", "from 26 to", "from 12 per cent to".

    Nothing moves where the verb before makes another one with it: "picked up 40", "made up half".
    """
    if table.cues["particle"].before(words[:-1]):
        return False
    return _UP_BY.issuperset(between) or (between[-1] == "to" and (between[0] == "from" or between[0][0] in "NF"))


def _compared(table: Company, behind: list[str]) -> str | None:
    """ "12 fewer fires", "45 seconds longer than the year before"; "five more than its limit" has not risen."""
    found = table.comparatives.last(behind[:2]) if behind[:1] != ["to"] else None  # "90 seconds to fall"
    if found is not None and behind[found[1]] in _EVENTS:
        return None
    if found is None or "than" not in behind[found[1] + 1 : found[1] + 5]:
        return found and found[0]
    since = behind[behind.index("than") + 1 :][:6]
    moved = any(word in _TIMES_BEFORE or word in _WAS or word[0] == "Y" for word in since)
    return found[0] if moved else None


def _from_before(behind: list[str]) -> str | None:
    """What "34 officers on nights, down from 41" tells of the 34."""
    near = behind[:_FROM_BEFORE]
    for mark, word, then in zip(near, near[1:], near[2:], strict=False):
        if mark in (",", "(", "–") and word in ("up", "down") and then == "from":
            return "increase" if word == "up" else "decrease"
        if mark in (",", "(") or (mark[0] in "NF" and word not in TIMES):
            return None  # another figure, or another clause, is nearer
    return None


def _multiplied(sentence: Sentence, figure: Figure, behind: list[str]) -> str | None:
    """The direction that "doubled" and "halving" have in themselves, and "three times what it was"; "twice the rate"
    and "fourfold" have none."""
    if figure.value is None or figure.unit != "multiple":
        return None
    moved = sentence.masked.startswith("M", figure.start) and sentence.low.endswith(
        ("ed", "ing"), figure.start, figure.end
    )
    if not moved and not (behind[:1] == ["what"] and not _WAS.isdisjoint(behind[1:4])):
        return None
    return "decrease" if Decimal(figure.value) < 1 else "increase"
