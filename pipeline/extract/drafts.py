"""The people of an article while it is read: one draft per person, whatever the mentions call him or her."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.extract.names import Name, Names, is_acronym, is_trap, lone_name
from pipeline.extract.person_words import STOPS, PersonWords
from pipeline.extract.reading import Reading, Span
from pipeline.extract.roles import Role
from pipeline.extract.sightings import Sighting, frames, is_spoken
from pipeline.extract.speakers import Seen, Speech
from pipeline.extract.wording import Wording

_MOST_NAMESAKES = 12
_PARTNER = re.compile(r"(?:^|[.!?] |\n)([A-Z][a-zà-ÿ]+) and $")
_TWO = re.compile(r"(?:^|\n|[.,:;“(] |\b(?:For|To|With|By|[a-z]+) )([A-Z][a-zà-ÿ]+) and $")
""" "For Ruth and Paul Poe": two given names before one surname."""
_LONGEST_COUPLE = 40
_KIN_TOGETHER = Wording(r"\b(?i:<kin-together>) ([A-Z][a-zà-ÿ]+) and $")


@dataclass(slots=True)
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


_NOBODY: list[Draft] = []


@lru_cache(maxsize=4096)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words without case."""
    return tuple([word.casefold() for word in words])


class Cast:
    """The drafts by the first and last words that name them, so that a mention is compared with few of them."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.by_word: dict[str, list[Draft]] = {}

    def add(self, draft: Draft) -> Draft:
        """Takes in a new person."""
        self.drafts.append(draft)
        folded = _folded(draft.words)
        self.by_word.setdefault(folded[0], []).append(draft)
        if folded[0] != folded[-1]:
            self.by_word.setdefault(folded[-1], []).append(draft)
        return draft

    def add_partner(self, draft: Draft) -> None:
        """Takes in a person who shares a surname written once: only the given name means him or her."""
        self.drafts.append(draft)
        self.by_word.setdefault(draft.words[0].casefold(), []).append(draft)

    def find(self, name: Name, vocabulary: PersonWords, anybody: bool = False) -> Draft | None:
        """The person whom the name means, the latest of several that fit; ``anybody``: short forms count too."""
        words = _folded(name.words)
        near = self.by_word.get(words[-1], _NOBODY)[-_MOST_NAMESAKES:]
        if words[0] != words[-1]:
            near = (near + self.by_word.get(words[0], _NOBODY)[-_MOST_NAMESAKES:])[-_MOST_NAMESAKES:]
        if anybody and not near:
            near = self.drafts[-_MOST_NAMESAKES:]
        fitting = [draft for draft in near if _same(_folded(draft.words), words, name, vocabulary)]
        gender = _gender(name, vocabulary) if fitting else ""
        if gender:
            fitting = [d for d in fitting if d.gender == gender] or [d for d in fitting if not d.gender]
        return fitting[-1] if fitting else None


def _gender(name: Name, vocabulary: PersonWords) -> str:
    return next((vocabulary.honorifics[h].gender for h in name.honorifics if vocabulary.honorifics[h].gender), "")


def gather(reading: Reading, names: Names, seen: list[Sighting], vocabulary: PersonWords) -> list[Draft]:
    """The sightings as people, full names first; then every other mention of them among the names."""
    cast = Cast()
    shown: dict[int, tuple[Draft, Sighting]] = {}
    full = [s for s in seen if len(s.name.words) > 1]
    for sighting in full + [s for s in seen if len(s.name.words) == 1]:
        draft = cast.find(sighting.name, vocabulary) or cast.add(Draft(sighting.name.words, sighting.rule))
        _tell(draft, sighting, vocabulary)
        shown[sighting.name.start] = draft, sighting
    for draft, sighting in list(shown.values()):
        if draft.words == sighting.name.words and (partner := _partner(reading, sighting, vocabulary)):
            cast.add_partner(partner)
    known = [row for row in names.alone if row[0].casefold() in cast.by_word and not is_acronym(row[0])]
    known += [row for row in names.led if row[0].casefold() not in cast.by_word]
    for name in sorted(names.full + [lone_name(row) for row in known]):
        meant, frame = shown.get(name.start) or (_meant(reading.text, name, cast, vocabulary), None)
        if meant is not None:
            meant.mentions.append(_seen(name, frame))
    return [draft for draft in cast.drafts if draft.mentions]


def _meant(text: str, name: Name, cast: Cast, vocabulary: PersonWords) -> Draft | None:
    """The person whom a name that no frame shows means, if it is a mention of one."""
    single = len(name.words) == 1
    lone = single and not name.honorifics
    spoken = lone and text[name.lead - 2 : name.lead - 1].isalpha() and is_spoken(text, name, vocabulary)
    draft = cast.find(name, vocabulary, anybody=spoken)
    if draft is None or is_trap(name, text, vocabulary):
        return None
    if not lone or _folded(name.words)[0] == _folded(draft.words)[-1]:
        return draft
    speaks = spoken or frames(vocabulary).speaks.match(text, name.tail, name.row.endpos)
    given = name.words[0] in vocabulary.given and name.words[0] == draft.words[0]
    return draft if (speaks or given) and draft.mentions else None


def _partner(reading: Reading, sighting: Sighting, vocabulary: PersonWords) -> Draft | None:
    """The person with whom somebody shares a surname written once: "Pat and Sam Penn", if it is one."""
    name = sighting.name
    if not reading.text.endswith(" and ", 0, name.start):
        return None
    couple = _PARTNER if sighting.rule == "surname-with-honorific" else _KIN_TOGETHER.of(reading.lexicon)
    match = couple.search(reading.text, max(0, name.start - _LONGEST_COUPLE), name.start)
    if match is None:
        match = _TWO.search(reading.text, max(0, name.start - _LONGEST_COUPLE), name.start)
        match = match if match and match[1] in vocabulary.given and name.words[0] in vocabulary.given else None
    if match is None or match[1] in vocabulary.traps["opening"] or len(name.words) == 1:
        return None
    mention = Seen(match.start(1), match.end(1), Span(*match.span(1)), 0)
    return Draft((match[1], name.surname), "couple", mentions=[mention])


def _seen(name: Name, sighting: Sighting | None) -> Seen:
    start, end = name.lead, name.tail
    role = sighting.role if sighting else None
    if sighting and (role or sighting.organisation):
        beside = (role, role and role.organisation, sighting.organisation)
        start = min([start, *(span.start for span in beside if span)])
        end = max([end, *(span.end for span in beside if span)])
    return Seen(start, end, Span(name.start, name.end), 0)


def _tell(draft: Draft, sighting: Sighting, vocabulary: PersonWords) -> None:
    """Adds to the person what a frame tells."""
    name = sighting.name
    words = name.words
    if words != draft.words and _is_fuller(words, draft.words):
        draft.words = words
    for honorific in name.honorifics:
        draft.gender = draft.gender or vocabulary.honorifics[honorific].gender
        draft.honorific = draft.honorific or honorific
    if sighting.role is not None:
        draft.gender = draft.gender or vocabulary.genders.get(sighting.role.head, "")
        draft.heads.update(word for word in sighting.role.words.lower().split() if word not in STOPS)
        if draft.role is None:
            draft.role = sighting.role
            draft.organisation = sighting.role.organisation or draft.organisation
    draft.organisation = draft.organisation or sighting.organisation


def _is_fuller(words: tuple[str, ...], known: tuple[str, ...]) -> bool:
    spelled = known[0].endswith(".") and not words[0].endswith(".") and len(words) > 1
    return spelled or (len(words) >= len(known) and sum(map(len, words)) > sum(map(len, known)))


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
    return (
        (short,)
        if len(short) > 2 and len(full) > len(short) and (full.startswith(short) or full.endswith(short))
        else ()
    )


def _initial(one: str, other: str) -> bool:
    """Whether one of two given names is the initial of the other."""
    shorter, longer = sorted((one, other), key=len)
    return ("." in shorter and longer.startswith(shorter[0])) or (len(shorter) == 1 and longer.startswith(shorter))
