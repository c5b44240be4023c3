"""A number where it stands: the words before and after it, and what was read just before it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_company import Company, Unit, words_after, words_before
from pipeline.extract.numbers import Number
from pipeline.extract.reading import Span

_FILLERS = closed_class("only just exactly fully now already a an merely average of")


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

    @property
    def amount(self) -> tuple[str, str | None, str | None, str | None]:
        """What makes two figures the same: unit and value, or unit and the ends of the range."""
        return self.unit, self.value, self.low, self.high


class Left(NamedTuple):
    """A number that measures nothing, and why."""

    start: int
    end: int
    reason: str
    numbers: int = 1


class Sentence(NamedTuple):
    """A sentence with its numbers, in the text, in the text in lower case, and in the masked text."""

    text: str
    low: str
    masked: str
    span: Span
    numbers: Sequence[Number]
    company: Company


class Place:
    """The number at ``index`` of a sentence; ``previous`` is the outcome before it in the sentence, ``figure`` the last
    figure, of this sentence or of the one before."""

    def __init__(self, sentence: Sentence, index: int, previous: Figure | Left | None, figure: Figure | None) -> None:
        self.sentence = sentence
        self.index = index
        self.previous = previous
        self.figure = figure
        self.number = sentence.numbers[index]
        self.masked = sentence.masked
        self.company = sentence.company

    @cached_property
    def before(self) -> list[str]:
        """The words and marks before the number, in its sentence."""
        return words_before(self.masked, self.number.start, self.sentence.span.start)

    @cached_property
    def after(self) -> list[str]:
        """The words and marks after the number, in its sentence."""
        return words_after(self.masked, self.number.end, self.sentence.span.end)

    @cached_property
    def lead(self) -> list[str]:
        """The words before the number without its qualifier: "in" for "in under ten seconds"."""
        words = self.company.unqualified(self.before)
        while len(words) > 1 and words[-1] in _FILLERS:
            words = words[:-1]
        return words

    @property
    def word(self) -> str:
        """The word before the number, or an empty string."""
        return self.before[-1] if self.before else ""

    @property
    def next(self) -> str:
        """The word or mark after the number, or an empty string."""
        return self.after[0] if self.after else ""

    @property
    def hyphened(self) -> bool:
        """Whether a hyphen joins the number to the word after it."""
        return self.masked.startswith("-", self.number.end)

    @property
    def has_unit(self) -> bool:
        """Whether a unit follows the number."""
        return self.company.unit.match(self.masked, self.number.end) is not None

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
        """How many numbers of the sentence, from this one on, end by ``end``."""
        return sum(number.end <= end for number in self.sentence.numbers[self.index : self.index + 8])

    def unit_of(self, number: Number) -> tuple[Unit | None, int]:
        """The unit written after ``number``, and where number and unit end."""
        found = self.company.unit.match(self.masked, number.end)
        if found is None or number.sign:
            return None, number.end
        unit = self.company.units[found.group(1) or found.group(2)]
        if unit.unit == "points" and self.masked.startswith("-", number.end):
            return None, number.end
        return unit, found.end()

    def left(self, reason: str) -> Left:
        """This number, as one that measures nothing."""
        return Left(self.number.start, self.number.end, reason)
