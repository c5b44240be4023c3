"""Where names of people may stand: capitalised words in a row, without the titles before and the letters after them."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.person_words import STOPS, PersonWords
from pipeline.extract.reading import Reading, Span

_NO_NAMES = frozenset(form for word in STOPS - {"may", "will"} for form in (word.capitalize(), word.upper()))
_MOST_WORDS = 5
_SINGLE_LETTER = 2
_CLAUSE = 45
_LONGEST_WORD = 30
WHOSE = (
    ", whose",
    ", a mother of",
    ", a father of",
    ", a mum of",
    ", a dad of",
    ", a grandmother of",
    ", a grandfather of",
)
"""What may follow the given name of somebody who is told by kin."""
_LONGEST_CREDIT = 160


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
    """What may name people, in text order: the names in rows of several words, and the words that stand alone.

    ``led`` are those of the words alone, by their offsets, that a word of kin or speech leads in, or that "whose"
    follows: only they may name a person whom nothing else names.
    """

    full: list[Name]
    alone: list[Run]
    led: dict[int, Run]


def story_lines(reading: Reading, vocabulary: PersonWords) -> list[Span]:
    """The lines in which people of the story are named: no credits, links or tags, and nothing from the comments on."""
    kept = []
    for line in reading.lines:
        if vocabulary.tail.match(reading.text, line.start, line.end):
            break
        short = line.end - line.start <= _LONGEST_CREDIT
        if not (short and vocabulary.credit.match(reading.text, line.start, line.end)):
            kept.append(line)
    return kept


def runs(reading: Reading, vocabulary: PersonWords) -> list[Run]:
    """The rows of capitalised words in the story, in text order. A row ends before "of", "and" and "'s"."""
    text, scan = reading.text, vocabulary.sequence.finditer
    return [run for start, end in story_lines(reading, vocabulary) for run in scan(text, start, end)]


def names(text: str, rows: list[Run], vocabulary: PersonWords) -> Names:
    """The rows that are written as people's names may be. Most of them name no person."""
    opening = vocabulary.traps["opening"]
    full, alone = [], []
    for row in rows:
        words = row[0]
        if " " in words:
            name = _name(row, vocabulary)
            if name is not None:
                full.append(name)
        elif words not in opening:
            alone.append(row)
    return Names(full, alone, _led(text, alone, vocabulary))


def _led(text: str, alone: list[Run], vocabulary: PersonWords) -> dict[int, Run]:
    leads, rfind = vocabulary.leads, text.rfind
    found = {}
    for row in alone:
        start, end = row.span()
        low = row.pos if start - row.pos < _LONGEST_WORD else start - _LONGEST_WORD
        space = rfind(" ", low, start - 1)
        before = text[low if space < 0 else space + 1 : start - 1]
        if before.lower() in leads or text.startswith(WHOSE, end):
            found[start] = row
    return found


def lone_name(row: Run) -> Name:
    """The name that a row of one word may be."""
    start, end = row.span()
    return Name(start, end, start, end, (row[0],), (), (), False, row)


def _name(row: Run, vocabulary: PersonWords) -> Name | None:
    group = row[0]
    words = group.split(" ")
    first, last = 0, len(words)
    opening, letters = vocabulary.traps["opening"], vocabulary.postnominals
    while first < last and words[first] in opening:
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
    honorifics = tuple(word for word in words[first:begin] if word in vocabulary.honorifics) if begin > first else ()
    lead = _offset(row, words, first)
    start = lead if begin == first else _offset(row, words, begin)
    end = row.end() if last == len(words) else _offset(row, words, last) - 1
    return Name(start, end, lead, row.end(), own, honorifics, behind, len(honorifics) < begin - first, row)


def _offset(row: Run, words: list[str], index: int) -> int:
    """Where a word of the row begins."""
    return row.start() + sum(map(len, words[:index])) + index if index else row.start()


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


def is_trap(name: Name, text: str, vocabulary: PersonWords) -> bool:
    """Whether the words are the name of something else: a body, a street, a law, an operation, an animal."""
    traps = vocabulary.traps
    words = name.words
    if len(words) == 1 and (len(words[0]) <= _SINGLE_LETTER or words[0].isupper()):
        return True
    if words[0] in traps["first"] or not traps["word"].isdisjoint(words):
        return True
    if vocabulary.thing_after.match(text, name.tail):
        return True
    before = _words_before(text, name)
    if not before:
        return False
    made = before[-1] == "by" and not traps["credit-word"].isdisjoint(before)
    return made or before[-1] in traps["before"] or not traps["contact"].isdisjoint(before)


def _words_before(text: str, name: Name) -> list[str]:
    """The words of the clause before the titles of the name, at most half a line of them, in lower case."""
    left = text[max(name.row.pos, name.lead - _CLAUSE) : name.lead]
    if not left:
        return []
    rfind = left.rfind
    cut = max(rfind("."), rfind("!"), rfind("?"), rfind(":"), rfind("“"), rfind("”"), rfind('"'))
    return left[cut + 1 :].lower().split()
