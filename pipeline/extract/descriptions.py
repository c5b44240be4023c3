"""Roles that stand away from the name: "The governor, a former chaplain, ..." in the sentence after "Pat Penn had ..."."""

from __future__ import annotations

import re

from pipeline.extract.drafts import Draft
from pipeline.extract.organisations import home_kind
from pipeline.extract.person_words import PersonWords
from pipeline.extract.reading import Reading, Span
from pipeline.extract.roles import Role, role_at

_WINDOW = 400
_COPULA = re.compile(r"\b(?:[Hh]e|[Ss]he) (?:is|has been)(?: now| also)? (?=\w)")
_BEHIND = re.compile(r"(?:(?:^|[.!?”’\"'] )The|(?:says|said|says|joked|explains|added|adds|recalls) the) (?=\w)|(?:call|calls) (?:their|its|our) (?=\w)")
_BEFORE = re.compile(r"(?:(?:^|[.!?”’\"'] )The|\b(?:a|its|their) new) (?=\w)")
_UNTITLED = frozenset({"speaks", "spoken", "pronoun", "surname-with-honorific", "from-body", "honorific"})
"""Rules that show a person and not what he or she is."""


def adopt_roles(reading: Reading, drafts: list[Draft], vocabulary: PersonWords) -> None:
    """Gives a person without a role the one that the sentences around describe and that no name is bound to."""
    taken = [Span(mention.start, mention.end) for draft in drafts for mention in draft.mentions]
    for draft in drafts:
        if draft.role is None and draft.rule in _UNTITLED:
            role = _described(reading, draft, taken, vocabulary)
            if role is not None:
                draft.adopt(role)


def _described(reading: Reading, draft: Draft, taken: list[Span], vocabulary: PersonWords) -> Role | None:
    text = reading.text
    first = draft.mentions[0].name
    line = reading.line_at(first.start)
    behind = Span(first.end, min(line.end, first.end + _WINDOW))
    for match in _COPULA.finditer(text, behind.start, behind.end):
        role = role_at(text, match.end(), line.end, vocabulary)
        if role is not None:
            return role
    for match in _BEHIND.finditer(text, behind.start, min(len(text), behind.end + _WINDOW)):
        role = role_at(text, match.end(), reading.line_at(match.end()).end, vocabulary)
        if role is not None and _is_free(role, match.end(), taken, vocabulary):
            return role if not _others(taken, first.end, role.start, draft) else None
    return _before(reading, draft, taken, vocabulary)


def _before(reading: Reading, draft: Draft, taken: list[Span], vocabulary: PersonWords) -> Role | None:
    """The role of the last free description in the text before the name, if nobody is named between."""
    text, first = reading.text, draft.mentions[0].name
    found = None
    for match in _BEFORE.finditer(text, max(0, first.start - _WINDOW), first.start):
        role = role_at(text, match.end(), min(first.start, reading.line_at(match.end()).end), vocabulary)
        if role is not None and _is_free(role, match.end(), taken, vocabulary):
            found = role
    return found if found and not _others(taken, found.end, first.start, draft) else None


def _is_free(role: Role, start: int, taken: list[Span], vocabulary: PersonWords) -> bool:
    """Whether the description is a post in a body, stands right there, and belongs to no name."""
    if role.start - start > _WINDOW // 8 or home_kind(role.words, vocabulary) in {None, "none"}:
        return False
    return not any(span.start <= role.end and role.start <= span.end for span in taken)


def _others(taken: list[Span], start: int, end: int, draft: Draft) -> bool:
    """Whether somebody else is named between."""
    own = {mention.start for mention in draft.mentions}
    return any(start <= span.start < end and span.start not in own for span in taken)
