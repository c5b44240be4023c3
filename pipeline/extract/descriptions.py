"""Roles that stand away from the name: "The governor, a former chaplain, ..." behind "Pat Penn had ..."."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.drafts import Draft
from pipeline.extract.organisations import home_kind
from pipeline.extract.person_words import PersonWords
from pipeline.extract.reading import Reading, Span
from pipeline.extract.roles import Role, role_at

_WINDOW = 400
_LONGEST_DETERMINER = 50
_COPULA = re.compile(
    r"\b(?:[Hh]e|[Ss]he) (?:is|has been)(?: now| also)? (?=\w)|\b[Aa]s (?:the )?(?=[^.,]{4,90}, s?he\b)"
)
_BEHIND = re.compile(
    r"(?:(?:^|[.!?”’\"'] )The|(?:says|said|joked|explains|added|adds|recalls) the) (?=\w)"
    r"|(?:call|calls) (?:their|its|our) (?=\w)"
)
_BEFORE = re.compile(r"(?m:(?:^|[.!?”’\"'] )The|\b(?:a|its|their) new) (?=\w)")
_UNTITLED = frozenset({"speaks", "spoken", "pronoun", "surname-with-honorific", "from-body", "honorific"})
"""Rules that show a person and not what he or she is."""


class Text(NamedTuple):
    """What descriptions are looked for in: the reading, the spans bound to names, those of people without a role."""

    reading: Reading
    taken: list[Span]
    rivals: list[Span]
    vocabulary: PersonWords


def adopt_roles(reading: Reading, drafts: list[Draft], vocabulary: PersonWords) -> None:
    """Gives a person without a role the one that the sentences around describe and that no name is bound to."""
    roleless = [draft for draft in drafts if draft.role is None]
    text = Text(reading, _spans(drafts), _spans(roleless), vocabulary)
    for draft in roleless:
        if draft.rule in _UNTITLED and draft.organisation is None:
            role = _said_of(text, draft) or _behind(text, draft) or _before(text, draft)
            if role is not None:
                draft.adopt(role)


def _spans(drafts: list[Draft]) -> list[Span]:
    return sorted(Span(mention.start, mention.end) for draft in drafts for mention in draft.mentions)


def _full_mention(draft: Draft) -> Span:
    """Where the person is first named in full: a headline has the surname alone."""
    return next(
        (m.name for m in draft.mentions if m.name.end - m.name.start >= len(draft.name)), draft.mentions[0].name
    )


def _said_of(text: Text, draft: Draft) -> Role | None:
    """The role of "she is ..." in the same line."""
    first, story = _full_mention(draft), text.reading.text
    line = text.reading.line_at(first.start)
    matches = _COPULA.finditer(story, first.end, min(line.end, first.end + _WINDOW))
    roles = (role_at(story, match.end(), line.end, text.vocabulary) for match in matches)
    return next((role for role in roles if role is not None), None)


def _behind(text: Text, draft: Draft) -> Role | None:
    """The role of the first free description behind the name, if nobody else is named between."""
    first = _full_mention(draft)
    role = next(_free(text, _BEHIND, first.end, first.end + 2 * _WINDOW), None)
    return role if role and not _others(text, first.end, role.start, draft) else None


def _before(text: Text, draft: Draft) -> Role | None:
    """The role of the last free description in the text before the name, if nobody else is named between."""
    first = _full_mention(draft)
    roles = list(_free(text, _BEFORE, max(0, first.start - _WINDOW), first.start))
    return roles[-1] if roles and not _others(text, roles[-1].end, first.start, draft) else None


def _free(text: Text, pattern: re.Pattern[str], start: int, end: int) -> Iterator[Role]:
    """The roles that the pattern leads to: posts in a body, right there, that belong to no name."""
    story = text.reading.text
    for match in pattern.finditer(story, start, min(end, len(story))):
        limit = min(text.reading.line_at(match.end()).end, len(story))
        role = role_at(story, match.end(), limit, text.vocabulary)
        if role is None or role.start - match.end() > _LONGEST_DETERMINER or _is_bound(role, text.taken):
            continue
        if home_kind(role.words, text.vocabulary) not in {None, "none"}:
            yield role


def _is_bound(role: Role, taken: list[Span]) -> bool:
    return any(span.start <= role.end and role.start <= span.end for span in taken)


def _others(text: Text, start: int, end: int, draft: Draft) -> bool:
    """Whether somebody else without a role is named between."""
    own = {mention.start for mention in draft.mentions}
    return any(start <= span.start < end and span.start not in own for span in text.rivals)
