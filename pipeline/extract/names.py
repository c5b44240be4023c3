"""Where names of people may stand: capitalised words in a row, without the titles before and the letters after them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.person_words import STOPS, PersonWords
from pipeline.extract.reading import Reading, Span

_NO_NAMES = frozenset(form for word in STOPS - {"may", "will"} for form in (word.capitalize(), word.upper()))
_MOST_WORDS = 5
_LONGEST_GIVEN = 2
_STOPS = frozenset('.!?:”"')
_SHORTEST = 2
_CLAUSE = 45
_LONGEST_WORD = 30
_LONGEST_CREDIT = 160
_MOST_KEPT = 4096
"""Of how many names a process keeps what their words tell."""


Run = re.Match[str]
"""Capitalised words in a row, as they were found: ``pos`` and ``endpos`` are the offsets of their line."""


class Name(NamedTuple):
    """Words that may name a person. Offsets are of the name alone; ``lead`` is where its titles begin, ``tail`` where
    the letters after it end. ``letters`` are post-nominals, ``honorifics`` stand directly before the name; ``titled``
    tells whether words of a role do. ``row`` are the words with all of these, as they were found in the line that no
    frame reaches beyond.
    """

    start: int
    end: int
    lead: int
    tail: int
    words: tuple[str, ...]
    honorifics: tuple[str, ...]
    letters: tuple[str, ...]
    titled: bool
    row: Run

    @property
    def surname(self) -> str:
        """The last word, with the particles before it."""
        return self.words[-1]


def _capitalised(shout: str) -> str:
    return "".join(c if i == 0 or not shout[i - 1].isalpha() else c.lower() for i, c in enumerate(shout))


class Names(NamedTuple):
    """What may name people, in text order: the rows of several words, the names in them, the words that stand alone.

    ``led`` are those of the latter that a word of kin or speech leads in, or that "whose" follows: only they may name a
    person whom nothing else names.
    """

    several: list[Run]
    full: list[Name]
    alone: list[Run]
    led: list[Run]


def story_lines(reading: Reading, vocabulary: PersonWords) -> list[Span]:
    """The lines in which people of the story are named: no credits, links or tags, and nothing from the comments on."""
    text, furniture = reading.text, vocabulary.furniture.match
    kept = []
    for line in reading.lines:
        start, end = line
        found = furniture(text, start, end)
        if found is None or (found["tail"] is None and end - start > _LONGEST_CREDIT):
            kept.append(line)
        elif found["tail"]:
            break
    return kept


def runs(reading: Reading, vocabulary: PersonWords) -> list[Run]:
    """The rows of capitalised words in the story, in text order. A row ends before "of", "and" and "'s"."""
    text, scan = reading.text, vocabulary.sequence.finditer
    return [run for start, end in story_lines(reading, vocabulary) for run in scan(text, start, end)]


def names(reading: Reading, rows: list[Run], vocabulary: PersonWords) -> Names:
    """The rows that are written as people's names may be. Most of them name no person."""
    full, several, alone = [], [], []
    nobody = vocabulary.nobody
    for row in rows:
        words = row[0]
        if " " in words:
            several.append(row)
            parts = _parts(words, vocabulary)
            if parts is not None:
                name = _without_place(reading, _name(row, parts))
                if not _is_nobody(reading.text, name, vocabulary):
                    full.append(name)
        elif words not in nobody:
            alone.append(row)
    return Names(several, full, alone, _led(reading.text, alone, vocabulary))


def _led(text: str, alone: list[Run], vocabulary: PersonWords) -> list[Run]:
    whose, ends = vocabulary.whose, vocabulary.lead_ends
    led = [
        row
        for row in alone
        for start, end in (row.span(),)
        if text.startswith(whose, end)
        or (text[start - 4 : start - 1].lower() in ends and _word_before(text, row) in vocabulary.leads)
    ]
    return [row for row in led if not is_acronym(row[0])]


def _word_before(text: str, row: Run) -> str:
    start = row.start()
    return text[max(row.pos, start - _LONGEST_WORD) : start - 1].rpartition(" ")[2].rstrip(":").lower()


def lone_name(row: Run) -> Name:
    """The name that a row of one word may be."""
    start, end = row.span()
    return Name(start, end, start, end, (row[0],), (), (), False, row)


class _Parts(NamedTuple):
    """What the words of a row are, if they may be a name: where its titles, the name and the letters after it begin."""

    lead: int
    start: int
    end: int
    words: tuple[str, ...]
    honorifics: tuple[str, ...]
    letters: tuple[str, ...]
    titled: bool


@lru_cache(maxsize=_MOST_KEPT)
def _parts(group: str, vocabulary: PersonWords) -> _Parts | None:
    """The parts of the name that the words of a row may be; kept, since names come again."""
    words = group.split(" ")
    first, last = 0, len(words)
    traps, letters = vocabulary.traps, vocabulary.postnominals
    if (words[-1] in traps["word"] and words[-1] not in traps["surname"]) or words[-1] in traps["last"]:
        return None
    while first < last and words[first] in traps["opening"]:
        first += 1
    while last - first > 1 and (words[last - 1] in letters or words[last - 1] in vocabulary.short_roles):
        last -= 1
    if first == last:
        return None
    behind = tuple(words[last:])
    if group.isupper() and last - first > 1:
        words = [_capitalised(word) for word in words]
        last = _end_of_shout(words, first, last, vocabulary)
    begin = _after_titles(words, first, last, vocabulary)
    own = tuple(words[begin:last])
    if len(own) > _MOST_WORDS or not _NO_NAMES.isdisjoint(own[1:]):
        return None
    honorifics = tuple([word for word in words[first:begin] if word in vocabulary.honorifics])
    end = len(group) if last == len(words) else _offset(words, last) - 1
    titled = len(honorifics) < begin - first
    return _Parts(_offset(words, first), _offset(words, begin), end, own, honorifics, behind, titled)


def _name(row: Run, parts: _Parts) -> Name:
    lead, start, end, words, honorifics, letters, titled = parts
    at = row.start()
    return Name(at + start, at + end, at + lead, row.end(), words, honorifics, letters, titled, row)


def _offset(words: list[str], index: int) -> int:
    """Where a word of the row begins."""
    return sum(map(len, words[:index])) + index


_SEAT = re.compile(r"\b(?:[Mm]ayor of|M[SL]?[AP] for) $")
"""What stands before a place that a name may follow at once: "Mayor of Anytown Pat Poe"."""


def _without_place(reading: Reading, name: Name) -> Name:
    """The name without the place that a role before it ends in: "commissioner for Anyshire" + name."""
    if len(name.words) <= _LONGEST_GIVEN:
        return name
    words = 0
    if _SEAT.search(reading.text, max(0, name.start - 16), name.start):
        words = len(name.words) - _LONGEST_GIVEN
    elif reading.text[max(0, name.start - 4) : name.start] in {" of ", "for "}:
        for mention in reading.mentions_at(name.start):
            if "body" in mention.kinds and mention.end < name.end:
                words = max(words, reading.text.count(" ", mention.start, mention.end) + 1)
    if not words or len(name.words) - words < _LONGEST_GIVEN:
        return name
    start = name.start + sum(len(word) + 1 for word in name.words[:words])
    return name._replace(start=start, lead=start, words=name.words[words:])


def _after_titles(words: list[str], first: int, last: int, vocabulary: PersonWords) -> int:
    """The index of the name's first word: behind the last title that still has a word behind it."""
    begin = first
    for index in range(first, last - 1):
        if vocabulary.is_title(words[index]):
            begin = index + 1
    return begin


def _end_of_shout(words: list[str], first: int, last: int, vocabulary: PersonWords) -> int:
    """Where a name in capitals ends whose sentence goes on in capitals: two words behind the title."""
    begin = _after_titles(words, first, last, vocabulary)
    stop = next((i for i in range(begin, last) if words[i] in vocabulary.traps["opening"]), last)
    return stop if stop > begin else last


@lru_cache(maxsize=_MOST_KEPT)
def _is_thing(words: tuple[str, ...], titled: bool, vocabulary: PersonWords) -> bool:
    """Whether no person is called so: the words name a body, a street, a law, an operation.

    ``titled`` tells that an honorific or a role stands before them: Mr Ireland may be a person, Ireland is none.
    """
    if len(words) == 1 and is_acronym(words[0]):
        return True
    first, last, traps = words[0], words[-1], vocabulary.traps
    if last.isupper() and last in vocabulary.organisation_words:
        return True
    given = len(words) > 1 and first in traps["given"]
    named = (*(word for word in words[:-1] if word not in traps["given"]), last)
    if last in traps["surname"] and (titled or given or (len(words) > 1 and first in vocabulary.given)):
        named = named[:-1]
    return (first in traps["first"] and not given) or not traps["word"].isdisjoint(named)


def _is_nobody(text: str, name: Name, vocabulary: PersonWords) -> bool:
    """Whether the words name a thing or begin with a date, and so no person."""
    if _is_thing(name.words, False, vocabulary):  # for most rows no title makes a person of them: asked first
        titled = name.titled or bool(name.honorifics) or _word_before(text, name.row) in vocabulary.heads
        if not titled or _is_thing(name.words, True, vocabulary):
            return True
    return _is_dated(text, name, vocabulary)


_DATE = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|between|to|and|of|for|before|after|last|this|next|early|late)|\d[a-z]*) $",
    re.IGNORECASE,
)
"""What stands before a month: "in June", "12 April"."""


def _is_dated(text: str, name: Name, vocabulary: PersonWords) -> bool:
    """Whether the first word is a month there and no given name: "Since June Elm Lodge has closed"."""
    if name.words[0] not in vocabulary.traps["given"] or name.titled or name.honorifics:
        return False
    return _DATE.search(text, max(name.row.pos, name.start - 12), name.start) is not None


def is_soft(name: Name, vocabulary: PersonWords) -> bool:
    """Whether the name ends as names of houses and places do, unless a given name begins one that is a surname too."""
    last, traps = name.words[-1], vocabulary.traps
    given = name.words[0] in vocabulary.given or name.words[0] in traps["given"]
    return last in traps["soft"] and not (last in traps["surname"] and given)


def borne(names: Names, text: str, given: list[Name], vocabulary: PersonWords) -> set[tuple[str, ...]]:
    """The first two words of those of the given names that things bear: "Ada Penn" where "Ada Penn School" stands."""
    traps, opening = vocabulary.traps, vocabulary.traps["opening"]
    wanted = {name.words[:2] for name in given}
    rows = [words[words[0] in opening :] for row in names.several if len(words := row[0].split(" ")) > 2]
    long = [words for words in rows if len(words) > 2]
    things = {tuple(words[:2]) for words in long if words[-1] in traps["word"] or words[-1] in traps["soft"]}
    things.update(tuple(words[1:3]) for words in rows if words[0] in traps["first"])
    alike = (name for name in names.full if name.words[:2] in wanted)
    return wanted.intersection(things.union(name.words[:2] for name in alike if is_trap(name, text, vocabulary)))


def is_acronym(word: str) -> bool:
    """Whether the word is in capitals, or as short as initials are."""
    return len(word) <= _SHORTEST or word.isupper()


def is_trap(name: Name, text: str, vocabulary: PersonWords) -> bool:
    """Whether what stands around the words shows that they name something else: a ward, a law, a dog."""
    if vocabulary.thing_after.match(text, name.tail):
        return True
    before = text[max(name.row.pos, name.lead - _CLAUSE) : name.lead].lower().split()
    if not before:
        return False
    traps, last = vocabulary.traps, before[-1].lstrip('“"')
    row = name.row.start()
    if text.startswith(", ", row - 2) and vocabulary.apposed.search(text, max(name.row.pos, row - _CLAUSE), row):
        return True
    if last == "by" and not traps["credit-word"].isdisjoint(_clause(before)):
        return True
    return last in traps["before"] or not (
        traps["contact"].isdisjoint(before) or traps["contact"].isdisjoint(_clause(before))
    )


def _clause(words: list[str]) -> list[str]:
    """The words behind the last that a stop ends."""
    begins = [index for index, word in enumerate(words, 1) if word[-1] in _STOPS]
    return words[begins[-1] :] if begins else words
