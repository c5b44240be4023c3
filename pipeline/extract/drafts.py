"""The people of an article while it is read: one draft per person, whatever the mentions call him or her."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.names import Name, is_trap
from pipeline.extract.person_words import STOPS, PersonWords
from pipeline.extract.reading import Reading, Span
from pipeline.extract.roles import Role
from pipeline.extract.sightings import Sighting, frames
from pipeline.extract.speakers import Seen, Speech


@dataclass
class Draft:
    """A person while the article is read: the fullest name so far, every mention, what the frames told."""

    words: tuple[str, ...]
    rule: str
    honorific: str | None = None
    gender: str = ""
    role: Role | None = None
    organisation: Span | None = None
    role_elsewhere: bool = False
    heads: set[str] = field(default_factory=set)
    mentions: list[Seen] = field(default_factory=list)
    speeches: list[Speech] = field(default_factory=list)

    def adopt(self, role: Role) -> None:
        """Takes a role that stands away from the name."""
        self.role, self.role_elsewhere = role, True
        self.organisation = role.organisation or self.organisation
        self.heads.update(word for word in role.words.lower().split() if word not in STOPS)

    @property
    def name(self) -> str:
        """The fullest form, without titles."""
        return " ".join(self.words)


def gather(reading: Reading, found: list[Name], seen: list[Sighting], vocabulary: PersonWords) -> list[Draft]:
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
        if not candidates and len(name.words) == 1 and _is_spoken(reading.text, name, vocabulary):
            candidates = drafts
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
    spelled = draft.words[0].endswith(".") and not words[0].endswith(".") and len(words) > 1
    if spelled or (len(" ".join(words)) > len(draft.name) and len(words) >= len(draft.words)):
        draft.words = words
    for honorific in name.honorifics:
        draft.gender = draft.gender or vocabulary.honorifics[honorific].gender
        draft.honorific = draft.honorific or honorific
    if sighting.role is not None:
        draft.heads.update(word for word in sighting.role.words.lower().split() if word not in STOPS)
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
    speaks = frames(vocabulary).speaks.match(text, name.tail, name.line.end)
    return bool(draft.mentions and (speaks or _is_spoken(text, name, vocabulary)))


def _is_spoken(text: str, name: Name, vocabulary: PersonWords) -> bool:
    """Whether a verb of speech stands right before the name."""
    return frames(vocabulary).spoken.search(text, max(name.line.start, name.lead - 30), name.lead) is not None
