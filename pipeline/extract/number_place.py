"""A number where it stands: the words before and after it, and what was read just before it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_company import TIMES, WORD, Company, Unit
from pipeline.extract.numbers import Number, Numerals
from pipeline.extract.reading import Span

_FILLERS = closed_class("only just exactly fully now already a an merely average of")
_LONGEST_KEPT = 24
"""Characters: longer pieces of text are cut into words each time that they are met."""
CLOSED = closed_class(
    "a an the of in on at by for to from with as and or but nor was were is are be been had has have who which "
    "that when while if so than not nationally elsewhere today now last this across over under within before "
    "after since until each per against respectively apiece"
)
"""Words that cannot begin the noun that a number counts."""
_WINDOW = 80
"""How far around a number, in characters, words are looked at."""


class Figure(NamedTuple):
    """A value with a unit: an amount, or a range of it. ``start`` and ``end`` cover the number and its unit.

    ``numbers`` are how many numbers of the sentence it took; ``inherits`` says that unit and subject are those of the
    figure before it.
    """

    start: int
    end: int
    unit: str
    value: str | None
    low: str | None
    high: str | None
    rule: str
    numbers: int = 1
    inherits: bool = False


class Left(NamedTuple):
    """A number that measures nothing, and why."""

    start: int
    end: int
    reason: str
    numbers: int = 1


Token = tuple[str, int]
"""A word or mark of the masked text, and where it begins: a bare tuple, for there are many."""


def _words_of(piece: str) -> Sequence[Token]:
    """The words and marks of what stands between two spaces, and where each begins in it."""
    return _cut(piece) if len(piece) <= _LONGEST_KEPT else _cut.__wrapped__(piece)


@lru_cache(maxsize=4096)
def _cut(piece: str) -> Sequence[Token]:
    return [(word.group(), word.start()) for word in WORD.finditer(piece)]


class Sentence:
    """A sentence with its numbers, in the text, in the text in lower case, and in the masked text; and its words."""

    def __init__(self, text: str, found: Numerals, span: Span, numbers: Sequence[Number], company: Company) -> None:
        self.text = text
        self.low = found.low
        self.masked = found.masked
        self.span = span
        self.numbers = numbers
        self.company = company
        words: list[str] = []
        starts: list[int] = []
        start = span.start
        for piece in found.masked[start : span.end].split(" "):  # several times faster than the pattern alone
            if piece.isalnum():
                words.append(piece)
                starts.append(start)
            else:
                for word, offset in _words_of(piece):
                    words.append(word)
                    starts.append(start + offset)
            start += len(piece) + 1
        self.words, self._starts = words, starts
        self._tokens: list[Token] | None = None

    def tokens(self, start: int, end: int) -> list[Token]:
        """The words and marks from ``start`` to ``end``; of one that reaches beyond, the part within."""
        if self._tokens is None:
            self._tokens = list(self.all_tokens())
        starts, masked = self._starts, self.masked
        first = bisect_left(starts, start)
        last = bisect_left(starts, end, first)
        found = self._tokens[first:last]
        if found and masked[end - 1 : end] != " " and self._end(last) > end:
            found[-1:] = self._cut(starts[last - 1], end)
        if masked[start : start + 1] != " " and self._end(first) > start:
            found[:0] = self._cut(start, min(end, self._end(first)))
        return found

    def all_tokens(self) -> Iterable[Token]:
        """All words and marks of the sentence."""
        return zip(self.words, self._starts, strict=True)

    def words_before(self, position: int) -> list[str]:
        """The words and marks before ``position``, at most a window of them."""
        last = bisect_left(self._starts, position)
        words = self.words[bisect_left(self._starts, position - _WINDOW, 0, last) : last]
        if words and not self.masked.startswith(" ", position - 1) and self._end(last) > position:
            words[-1:] = WORD.findall(self.masked, self._starts[last - 1], position)
        return words

    def words_after(self, position: int) -> list[str]:
        """The words and marks after ``position``, at most a window of them."""
        first = bisect_left(self._starts, position)
        words = self.words[first : bisect_left(self._starts, position + _WINDOW, first)]
        if not self.masked.startswith(" ", position) and self._end(first) > position:
            words[:0] = WORD.findall(self.masked, position, self._end(first))
        return words

    def next_word(self, position: int) -> str:
        """The word or mark that begins at or after ``position``, or the rest of one that reaches over it."""
        index = bisect_left(self._starts, position)
        if not self.masked.startswith(" ", position) and self._end(index) > position:
            return self._cut(position, self._end(index))[0][0]
        return self.words[index] if index < len(self.words) else ""

    def _end(self, index: int) -> int:
        """Where the word before the one at ``index`` ends."""
        return self._starts[index - 1] + len(self.words[index - 1]) if index else 0

    def _cut(self, start: int, end: int) -> list[Token]:
        return [(word.group(), word.start()) for word in WORD.finditer(self.masked, start, end)]


class Place:
    """The number at ``index`` of a sentence, with the words and marks ``before`` and ``after`` it, the nearest of them
    (``word`` and ``next``, or an empty string) and what was read so far: ``previous`` is the outcome before it in the
    sentence, ``figure`` the last figure, of this sentence or of the one before. It ``is_last`` if no number of the
    sentence follows, ``hyphened`` if a hyphen joins it to the next word, and it ``has_unit`` if a unit comes next."""

    def __init__(self, sentence: Sentence, index: int, previous: Figure | Left | None, figure: Figure | None) -> None:
        self.sentence = sentence
        self.index = index
        self.previous = previous
        self.figure = figure
        self.number = sentence.numbers[index]
        self.masked = sentence.masked
        self.company = sentence.company
        self.before = sentence.words_before(self.number.start)
        self.after = sentence.words_after(self.number.end)
        self.word = self.before[-1] if self.before else ""
        self.next = self.after[0] if self.after else ""
        self.hyphened = self.masked.startswith("-", self.number.end)
        self.is_last = index + 1 == len(sentence.numbers)
        self._unit = self._unit_at(self.number.end)
        self.has_unit = self._unit is not None
        self._lead: list[str] | None = None

    @property
    def is_amount(self) -> bool:
        """Whether the number is one of pounds, per cent or points: nothing is named, aged or timed by these."""
        unit = self.unit_of(self.number)[0] if self.has_unit else None
        return self.number.sign != "" or (unit is not None and unit.unit not in TIMES)

    @property
    def lead(self) -> list[str]:
        """The words before the number without its qualifier: "in" for "in under ten seconds"."""
        if self._lead is None:
            self._lead = self.company.unqualified(self.before)
            while len(self._lead) > 1 and self._lead[-1] in _FILLERS:
                self._lead.pop()
        return self._lead

    def at(self, index: int) -> Place:
        """The same moment, at another number of the sentence."""
        return Place(self.sentence, index, self.previous, self.figure)

    def number_at(self, start: int) -> Number | None:
        """The later number of the sentence that begins at ``start``."""
        for number in self.sentence.numbers[self.index + 1 : self.index + 6]:
            if number.start == start:
                return number
        return None

    def count_to(self, end: int) -> int:
        """How many numbers of the sentence end by ``end``: this one, and those of the next few."""
        count = 1
        for number in self.sentence.numbers[self.index + 1 : self.index + 8]:
            if number.end > end:
                break
            count += 1
        return count

    def unit_of(self, number: Number) -> tuple[Unit | None, int]:
        """The unit written after ``number``, and where number and unit end."""
        found = self._unit if number is self.number else self._unit_at(number.end)
        if found is None or number.sign:
            return None, number.end
        unit = self.company.units[found.group(1) or found.group(2)]
        if unit.unit == "points" and self.masked.startswith("-", number.end):
            return None, number.end
        return unit, found.end()

    def _unit_at(self, position: int) -> re.Match[str] | None:
        """The unit that begins at ``position``; "Year" with a capital is a label ("143 Year 11s")."""
        found = self.company.unit.match(self.masked, position)
        return None if found and self.sentence.text.startswith(" Year", position) else found

    def left(self, reason: str) -> Left:
        """This number, as one that measures nothing."""
        return Left(self.number.start, self.number.end, reason)


def is_bare(place: Place) -> bool:
    """Whether no noun can follow the number: it stands before a mark, a closed-class word or the end."""
    if place.hyphened:
        return False
    word = place.next
    return not word or not word[0].isalpha() or word in CLOSED
