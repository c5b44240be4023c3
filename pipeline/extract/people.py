"""Who is named, in which role, and who is quoted: one entry per person, however the article names them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.extract.descriptions import adopt_roles
from pipeline.extract.drafts import Draft, gather
from pipeline.extract.names import names, runs
from pipeline.extract.organisations import (
    Directory,
    Place,
    home_kind,
    is_organisation,
    resolve,
)
from pipeline.extract.person_words import PersonWords, person_words
from pipeline.extract.quotes import Quote, quotes
from pipeline.extract.reading import Reading, Span
from pipeline.extract.roles import SOMEBODY, Role
from pipeline.extract.sightings import second_look, sightings
from pipeline.extract.speakers import Cast, Seen, Speakers
from pipeline.record import Body, Person

_APPOINTED = re.compile(r"\b(?:appointed|named|hired|recruited|chosen) (?:[A-Z][\w.]* )?$")
""" "The regulator has appointed Pat Penn as its chair"."""
_VERB = 24
_IN_PARLIAMENT = re.compile(
    r" (?:in|at|on) (?:the )?(?:Senedd|Commons|Lords|Westminster|Holyrood|Stormont|(?:Scottish |Welsh )?Parliament"
    r"|Assembly)\b"
)
""" "The Conservative health spokesman in the Senedd": of no body of the article."""


def people(reading: Reading, bodies: Sequence[Body] = ()) -> list[Person]:
    """The people whom the article names, in order of first mention. ``bodies`` are those inspected, as far as known."""
    vocabulary = person_words(reading.lexicon)
    rows = runs(reading, vocabulary)
    found = names(reading, rows, vocabulary)
    seen, left = sightings(reading, found, vocabulary)
    inspected = {span.start for body in bodies for span in body.evidence}
    left = [name for name in left if name.start not in inspected]
    seen += second_look(reading, found, seen, left, vocabulary)
    if not seen:
        return []
    drafts = gather(reading, found, sorted(seen, key=lambda s: s.name.start), vocabulary)
    adopt_roles(reading, drafts, vocabulary)
    if reading.article.authors:
        authors = {author.casefold() for author in reading.article.authors}
        drafts = [draft for draft in drafts if draft.name.casefold() not in authors]
    _listen(reading, drafts, vocabulary)
    directory = Directory(reading, rows, vocabulary, bodies)
    drafts.sort(key=lambda draft: draft.mentions[0].start)
    told: list[Person] = []
    for draft in drafts:
        person = _person(reading, draft, directory, vocabulary)
        beside = _beside(draft, told)
        told.append(person.model_copy(update={"organisation": beside.organisation}) if beside else person)
    return told


def _beside(draft: Draft, before: list[Person]) -> Person | None:
    """Whose deputy, by "his" or "her", a person is, if that one has a role: both are of one organisation."""
    role = draft.role
    if role is None or role.owner != SOMEBODY or role.organisation or draft.organisation:
        return None
    start = role.start
    near = [(m.start, p) for p in before for m in p.mentions if m.start < start and p.role]
    return max(near, key=lambda pair: pair[0], default=(0, None))[1]


def _listen(reading: Reading, drafts: list[Draft], vocabulary: PersonWords) -> None:
    """Gives every person his or her words."""
    quoted = quotes(reading)
    starts = [quote.start for quote in quoted]
    mentions = sorted(
        Seen(m.start, m.end, m.name, person) for person, draft in enumerate(drafts) for m in draft.mentions
    )
    heard = [m for m in mentions if not _is_inside(quoted, starts, m.name.start)] if quoted else mentions
    cast = Cast(heard, [d.name for d in drafts], [d.heads for d in drafts], [d.gender for d in drafts])
    speakers = Speakers(reading.text, reading.lines, cast, vocabulary)
    for speech in (*speakers.speeches(quoted), *speakers.transcript()):
        drafts[speech.person].speeches.append(speech)


def _is_inside(quoted: list[Quote], starts: list[int], position: int) -> bool:
    index = bisect_right(starts, position) - 1
    return index >= 0 and position < quoted[index].end


def _person(reading: Reading, draft: Draft, directory: Directory, vocabulary: PersonWords) -> Person:
    first = draft.mentions[0]
    spans = [reading.evidence(m.name.start, m.name.end) for m in draft.mentions]
    speeches = sorted(set(draft.speeches)) if draft.speeches else []
    words = [reading.evidence(s.start, s.end) for s in speeches if s.end > s.start]
    return Person(
        name=draft.name,
        honorific=draft.honorific,
        role=draft.role.words if draft.role else None,
        organisation=_organisation(reading, draft, directory, vocabulary),
        quoted=bool(words),
        quotes=words,
        mentions=spans,
        evidence=[reading.evidence(first.start, max(first.end, first.name.end))],
        rule=draft.rule,
    )


def _organisation(reading: Reading, draft: Draft, directory: Directory, vocabulary: PersonWords) -> str | None:
    """The organisation that the frame names, if it is one; else the home of the role, where the article has it."""
    role = draft.role
    kind = home_kind(role.words, vocabulary) if role else None
    span = draft.organisation
    if span and kind == "none" and role and role.organisation != span:
        span = None
    if span and _is_named(reading, span, role, vocabulary):
        named = resolve(reading, span, kind or "")
        if named is not None:
            return named.name if named.kind else directory.full(named.name)
    if role is None or _IN_PARLIAMENT.match(reading.text, role.end):
        return None
    position = role.start if draft.role_elsewhere else draft.mentions[0].start
    kinds = _kinds_of_home(draft, kind, vocabulary)
    if role.owner and _APPOINTED.search(reading.text, max(0, position - _VERB), position):
        appointer = directory.before(reading.sentence_at(position).start, position)
        if appointer is not None:
            return appointer.name
    home = directory.owner(role.owner, kinds, position) if role.owner and role.owner != SOMEBODY else None
    if home is None and kinds != {"none"}:
        words = vocabulary.inspected.intersection(role.words.split())
        place = Place(position, reading.sentence_at(position), reading.line_at(position), words)
        home = directory.home(kinds, place)
    return home.name if home else None


def _kinds_of_home(draft: Draft, kind: str | None, vocabulary: PersonWords) -> frozenset[str]:
    """The kinds of body that the role may be of: "Cllr Penn (Chair)" chairs no force that is inspected."""
    honorific = vocabulary.honorifics.get(draft.honorific or "")
    held = honorific.home if honorific and kind == "any" else ""
    return frozenset((held or kind or "none").split())


def _is_named(reading: Reading, span: Span, role: Role | None, vocabulary: PersonWords) -> bool:
    """Whether the words are an organisation: the role's phrase says so, their form, or "the charity".

    What stands before a role that is at home nowhere is often a place, a relative or a thing: "Elmford mum".
    """
    if role is not None and role.organisation == span:
        kind, words = home_kind(role.words, vocabulary), reading.text[span.start : span.end]
        if span.start > role.start or not (kind == "none" or (kind is None and " " not in words)):
            return True
    before = reading.text[max(0, span.start - 12) : span.start].split()
    return is_organisation(reading, span, vocabulary) or (bool(before) and before[-1] in vocabulary.brings)
