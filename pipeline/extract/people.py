"""Who is named, in which role, and who is quoted: one entry per person, however often and however the article names them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.extract.names import Name, is_trap, names
from pipeline.extract.organisations import Organisation, home_kind, is_organisation, nearest, organisations, resolve
from pipeline.extract.person_words import PersonWords, person_words
from pipeline.extract.quotes import quotes
from pipeline.extract.reading import Reading, Span
from pipeline.extract.roles import Role
from pipeline.extract.sightings import Sighting, frames, second_look, sightings
from pipeline.extract.speakers import Cast, Seen, Speakers, Speech
from pipeline.record import Person


@dataclass
class Draft:
    """A person while the article is read: the fullest name so far, every mention, what the frames told."""

    words: tuple[str, ...]
    rule: str
    honorific: str | None = None
    gender: str = ""
    role: Role | None = None
    organisation: Span | None = None
    letters: bool = False
    heads: set[str] = field(default_factory=set)
    mentions: list[Seen] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The fullest form, without titles."""
        return " ".join(self.words)


def people(reading: Reading) -> list[Person]:
    """The people whom the article names, in order of first mention."""
    vocabulary = person_words(reading.lexicon)
    found = names(reading, vocabulary)
    seen = sightings(reading, found, vocabulary)
    seen += second_look(reading, found, seen, vocabulary)
    if not seen:
        return []
    drafts = _gather(reading, found, sorted(seen, key=lambda s: s.name.start), vocabulary)
    _listen(reading, drafts, vocabulary)
    known = organisations(reading, vocabulary)
    drafts.sort(key=lambda draft: draft.mentions[0].start)
    return [_person(reading, draft, known, vocabulary) for draft in drafts]


def _gather(reading: Reading, found: list[Name], seen: list[Sighting], vocabulary: PersonWords) -> list[Draft]:
    """The sightings as people, full names first; then every other mention of them."""
    drafts: list[Draft] = []
    by_start = {sighting.name.start: sighting for sighting in seen}
    full = [s for s in seen if len(s.name.words) > 1]
    for sighting in full + [s for s in seen if len(s.name.words) == 1]:
        draft = _identify(drafts, sighting.name, vocabulary)
        if draft is None:
            draft = Draft(_words(sighting.name), sighting.rule)
            drafts.append(draft)
        _tell(draft, sighting, vocabulary)
    index = _index(drafts)
    for name in found:
        sighting_here = by_start.get(name.start)
        candidates = index.get(name.surname.casefold(), []) + index.get(name.words[0].casefold(), [])
        draft = _identify(candidates, name, vocabulary) if candidates else None
        if draft is not None and (sighting_here or not is_trap(name, reading.text, vocabulary)):
            if sighting_here or len(name.words) > 1 or name.honorifics or _is_mention(reading.text, name, draft, vocabulary):
                draft.mentions.append(_seen(name, sighting_here, drafts.index(draft)))
    return [draft for draft in drafts if draft.mentions]


def _words(name: Name) -> tuple[str, ...]:
    return tuple(name.text.split(" "))


def _index(drafts: list[Draft]) -> dict[str, list[Draft]]:
    index: dict[str, list[Draft]] = {}
    for draft in drafts:
        for word in dict.fromkeys((draft.words[-1].casefold(), draft.words[0].casefold())):
            index.setdefault(word, []).append(draft)
    return index


def _seen(name: Name, sighting: Sighting | None, person: int) -> Seen:
    role = sighting.role if sighting else None
    start = min(name.lead, role.start) if role else name.lead
    end = max(name.tail, role.end) if role else name.tail
    if role and role.organisation:
        start, end = min(start, role.organisation.start), max(end, role.organisation.end)
    return Seen(start, end, Span(name.start, name.end), person)


def _tell(draft: Draft, sighting: Sighting, vocabulary: PersonWords) -> None:
    """Adds to the person what a frame tells."""
    name = sighting.name
    words = _words(name)
    if len(" ".join(words)) > len(draft.name) and len(words) >= len(draft.words):
        draft.words = words
    for honorific in name.honorifics:
        draft.gender = draft.gender or vocabulary.honorifics[honorific].gender
        draft.honorific = draft.honorific or honorific
    if sighting.role is not None:
        draft.heads.add(sighting.role.head)
        draft.heads.update(word.lower() for word in sighting.role.words.split()[-1:])
        if draft.role is None:
            draft.role = sighting.role
            draft.organisation = sighting.role.organisation or draft.organisation
    draft.organisation = draft.organisation or sighting.organisation


def _identify(drafts: list[Draft], name: Name, vocabulary: PersonWords) -> Draft | None:
    """The person whom the name means, the latest of several that fit."""
    words = tuple(word.casefold() for word in name.words)
    gender = next((g for g in (vocabulary.honorifics[h].gender for h in name.honorifics) if g), "")
    fitting = [draft for draft in drafts if _same(tuple(w.casefold() for w in draft.words), words, name, vocabulary)]
    agreeing = [draft for draft in fitting if not gender or draft.gender == gender]
    undecided = [draft for draft in fitting if not draft.gender]
    return (agreeing or undecided or [None])[-1]


def _same(known: tuple[str, ...], words: tuple[str, ...], name: Name, vocabulary: PersonWords) -> bool:
    if known == words:
        return True
    if len(words) == 1 or len(known) == 1:
        if words[-1] == known[-1]:
            return True
        given = not name.honorifics or any(vocabulary.honorifics[h].given for h in name.honorifics)
        return given and len(known) > 1 and words[0] in {known[0], *_short_forms(known[0], words[0])}
    if len(words) < len(known) and known[-len(words) :] == words and words[0] != known[0]:
        return True
    same_ends = words[-1] == known[-1] and (words[0] == known[0])
    return same_ends or (words[-1] == known[-1] and _initial(words[0], known[0]))


def _short_forms(full: str, short: str) -> tuple[str, ...]:
    """The short form itself, if it is one: "Tobi" of "Oluwatobi"."""
    return (short,) if len(short) > 2 and len(full) > len(short) and (full.startswith(short) or full.endswith(short)) else ()


def _initial(one: str, other: str) -> bool:
    """Whether one of two given names is the initial of the other."""
    shorter, longer = sorted((one, other), key=len)
    return "." in shorter and longer.startswith(shorter[0]) or (len(shorter) == 1 and longer.startswith(shorter))


def _is_mention(text: str, name: Name, draft: Draft, vocabulary: PersonWords) -> bool:
    """Whether a single word without a title is the person: the surname anywhere, a given name only beside a verb of speech."""
    if name.words[0].casefold() == draft.words[-1].casefold():
        return name.start > draft.mentions[0].start if draft.mentions else True
    patterns = frames(vocabulary)
    before = patterns.spoken.search(text, max(name.line.start, name.lead - 30), name.lead)
    return bool(draft.mentions and (before or patterns.speaks.match(text, name.tail, name.line.end)))


def _listen(reading: Reading, drafts: list[Draft], vocabulary: PersonWords) -> None:
    """Gives every person his or her words."""
    mentions = [m._replace(person=i) for i, draft in enumerate(drafts) for m in draft.mentions]
    mentions.sort()
    cast = Cast(mentions, [d.name for d in drafts], [frozenset(d.heads) for d in drafts], [d.gender for d in drafts])
    speakers = Speakers(reading.text, reading.lines, cast, vocabulary)
    for speech in (*speakers.speeches(quotes(reading)), *speakers.transcript()):
        drafts[speech.person].speeches.append(speech)


def _person(reading: Reading, draft: Draft, known: list[Organisation], vocabulary: PersonWords) -> Person:
    first = draft.mentions[0]
    spans = [reading.evidence(m.name.start, m.name.end) for m in draft.mentions]
    words = [reading.evidence(s.start, s.end) for s in sorted(set(draft.speeches)) if s.end > s.start]
    organisation = _organisation(reading, draft, known, vocabulary)
    return Person(
        name=draft.name,
        honorific=draft.honorific,
        role=draft.role.words if draft.role else None,
        organisation=organisation,
        quoted=bool(words),
        quotes=words,
        mentions=spans,
        evidence=[reading.evidence(first.start, max(first.end, first.name.end))],
        rule=draft.rule,
    )


def _organisation(reading: Reading, draft: Draft, known: list[Organisation], vocabulary: PersonWords) -> str | None:
    """The organisation that the frame names, if it is one; else the home of the role, where the article has it."""
    if draft.organisation and (draft.role or is_organisation(reading, draft.organisation, vocabulary)):
        named = resolve(reading, draft.organisation)
        if named is not None:
            return named.name
    if draft.role is None:
        return None
    kind = home_kind(draft.role.words, vocabulary)
    if kind is None or kind == "none":
        return None
    first = draft.mentions[0]
    home = nearest(known, kind, first.start, reading.sentence_at(first.start), reading.lines[0])
    return home.name if home else None
