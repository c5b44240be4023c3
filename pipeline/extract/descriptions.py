"""Roles that stand away from the name: "The governor, a former chaplain, ..." behind "Pat Penn had ..."."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from pipeline.extract.drafts import Draft
from pipeline.extract.organisations import home_kind
from pipeline.extract.person_words import PersonWords
from pipeline.extract.reading import Reading, Span
from pipeline.extract.roles import Role, role_at

_WINDOW = 400
_LONGEST_DETERMINER = 50
_NEARBY = 8


class Lead(NamedTuple):
    """What a description stands behind. A text without the cue has none.

    Patterns of what is frequent begin with letters, which are found fast, and look back from them.
    """

    cue: str
    pattern: re.Pattern[str]


_HE_IS = re.compile(r"e (?:(?<=\b[Hh]e )|(?<=\b[Ss]he ))(?:is|has been)(?: now| also)? (?=\w)")
_AS_HE = re.compile(r"s (?<=\b[Aa]s )(?:the )?(?=[^.,]{4,90}, s?he\b)")
_WHO_HE = re.compile(r"[.!?]”? (?=[A-Z][^.,]{4,90}, s?he\b)")
_COPULA = (
    Lead("he is ", _HE_IS),
    Lead("he has been ", _HE_IS),
    Lead(", he ", _AS_HE),
    Lead(", she ", _AS_HE),
)
_BEHIND = (
    Lead(" The ", re.compile(r"The (?<=[.!?”’\"'] The )(?=\w)")),
    Lead("s the ", re.compile(r"the (?:(?<=says the )|(?<=adds the )|(?<=recalls the )|(?<=explains the ))(?=\w)")),
    Lead("d the ", re.compile(r"the (?:(?<=said the )|(?<=added the )|(?<=joked the ))(?=\w)")),
    Lead(", he ", _WHO_HE),
    Lead(", she ", _WHO_HE),
    Lead("call", re.compile(r"calls? (?:their|its|our) (?=\w)")),
)
_BEFORE = (
    Lead("The ", re.compile(r"The (?:(?<=[.!?”’\"'] The )|(?m:(?<=^The )))(?=\w)")),
    Lead(" new ", re.compile(r"new (?:(?<=\ba new )|(?<=\bits new )|(?<=\btheir new ))(?=\w)")),
)
_UNTITLED = frozenset({"speaks", "spoken", "pronoun", "surname-with-honorific", "from-body", "honorific", "given-name"})
"""Rules that show a person and not what he or she is."""


_OF_ANOTHER = re.compile(r" \((?=[A-Z])|,? (?:replied|responded|answered|retorted|countered|disagreed)\b")
"""What follows a description of somebody else: "The Director (Bea Mott) ...", "The Director replied that ..."."""


class Text(NamedTuple):
    """What descriptions are looked for in: the reading, the spans bound to names, those of people without a role.

    The spans are in text order.
    """

    reading: Reading
    taken: list[Span]
    rivals: list[Span]
    vocabulary: PersonWords


def adopt_roles(reading: Reading, drafts: list[Draft], vocabulary: PersonWords) -> None:
    """Gives a person without a role the one that the sentences around describe and that no name is bound to."""
    roleless = [draft for draft in drafts if draft.role is None]
    untitled = [draft for draft in roleless if draft.rule in _UNTITLED and draft.organisation is None]
    if not untitled:
        return
    text = Text(reading, _spans(drafts), _spans(roleless), vocabulary)
    for draft in untitled:
        first = _full_mention(draft)
        role = _said_of(text, first) or _behind_or_before(text, first, _neighbours(text, draft, first))
        if role is not None:
            draft.adopt(role)


def _spans(drafts: list[Draft]) -> list[Span]:
    return sorted(Span(mention.start, mention.end) for draft in drafts for mention in draft.mentions)


def _full_mention(draft: Draft) -> Span:
    """Where the person is first named in full: a headline has the surname alone."""
    length, names = len(draft.name), [mention.name for mention in draft.mentions]
    return next((name for name in names if name.end - name.start >= length), names[0])


def _said_of(text: Text, first: Span) -> Role | None:
    """The role of "she is ..." in the same line."""
    story = text.reading.text
    line = text.reading.line_at(first.start)
    for start in _led_to(story, _COPULA, first.end, min(line.end, first.end + _WINDOW)):
        role = role_at(story, start, line.end, text.vocabulary)
        if role is not None:
            return role
    below = line.end + len(story[line.end : line.end + 2]) - len(story[line.end : line.end + 2].lstrip("\n"))
    opened = _BELOW_HE_IS.match(story, below)
    if opened is None or any(first.end < span.start < below for span in text.taken):
        return None
    return role_at(story, opened.end(), text.reading.line_at(below).end, text.vocabulary)


_BELOW_HE_IS = re.compile(r"(?:He|She) (?:is|has been)(?: now| also)? (?=\w)")
""" "Pat Penn has a view of the bins.", and the next line: "He has been headteacher of ..."."""


def _neighbours(text: Text, draft: Draft, first: Span) -> tuple[int, int]:
    """Where the last other person without a role before the name is named, and where the first one behind it."""
    rivals, own = text.rivals, {mention.start for mention in draft.mentions}
    before, behind = bisect_left(rivals, Span(first.start, 0)) - 1, bisect_left(rivals, Span(first.end, 0))
    while before >= 0 and rivals[before].start in own:
        before -= 1
    while behind < len(rivals) and rivals[behind].start in own:
        behind += 1
    return (
        rivals[before].start if before >= 0 else 0,
        rivals[behind].start if behind < len(rivals) else len(text.reading.text),
    )


def _behind_or_before(text: Text, first: Span, neighbours: tuple[int, int]) -> Role | None:
    """The role of the first free description behind the name, else of the last before; no neighbour stands between."""
    story, (before, behind) = text.reading.text, neighbours
    starts = _led_to(story, _BEHIND, first.end, min(behind + 1, first.end + 2 * _WINDOW))
    role = _first_free(text, starts, first)
    if role and role.start <= behind:
        return role
    starts = _led_to(story, _BEFORE, max(before, first.start - _WINDOW), first.start)
    role = _first_free(text, starts[::-1], first)
    return role if role and role.end > before else None


def _led_to(story: str, leads: tuple[Lead, ...], start: int, end: int) -> list[int]:
    """The offsets behind all matches of the leads, in text order."""
    window = story[start:end]
    return sorted([m.end() for cue, led in leads if cue in window for m in led.finditer(story, start, end)])


def _first_free(text: Text, starts: list[int], name: Span) -> Role | None:
    """The role of the first noun phrase at the offsets that is a post in a body, right there, and of no other name."""
    for start in starts:
        role = role_at(text.reading.text, start, text.reading.line_at(start).end, text.vocabulary)
        if role is None or role.start - start > _LONGEST_DETERMINER or _is_bound(role, text.taken):
            continue
        other = _OF_ANOTHER.match(text.reading.text, role.end)
        if other is not None and other.end() != name.start:
            continue
        if home_kind(role.words, text.vocabulary) not in {None, "none"}:
            return role
    return None


def _is_bound(role: Role, taken: list[Span]) -> bool:
    """Whether a span meets the role: one of the last that begin before its end."""
    last = bisect_left(taken, Span(role.end + 1, 0))
    return any(role.start <= span.end for span in taken[max(0, last - _NEARBY) : last])
