"""The words that keep numbers company, compiled from the packs: labels, units, qualifiers, directions, cues."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.wording import alternation

WORD = re.compile(r"[\w£$€]+(?:[-.'][\w£$€]+)*|[^\w\s]")
_WORDS_KEPT = 1024
"""Of how many words a table keeps whether a phrase begins with them."""


TIMES = frozenset({"seconds", "minutes", "hours", "days", "weeks", "months", "years"})


class Unit(NamedTuple):
    """A unit of the record, and what a number is multiplied with to be in it."""

    unit: str
    scale: Decimal


class Phrases:
    """A set of phrases, looked up at the end or at the start of a list of words. ``*`` ends a stem."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        pairs = [(" ".join(WORD.findall(form)), meaning) for form, meaning in phrases]
        self.whole = {form: meaning for form, meaning in pairs if not form.endswith("*")}
        self.stems = tuple(form.rstrip("* ") for form, _ in pairs if form.endswith("*"))
        self._stem_meaning = {form.rstrip("* "): meaning for form, meaning in pairs if form.endswith("*")}
        self._meanings = {form: (meaning, form.count(" ") + 1) for form, meaning in self.whole.items()}
        self._telling = frozenset(_telling(form.split()) for form in self.whole)
        self._openings = _lengths(self.whole, 0)
        self._first = frozenset(self._openings)
        self._endings = _lengths(self.whole, -1)
        self._may_open = lru_cache(maxsize=_WORDS_KEPT)(self._opens)

    def before(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The meaning of the longest phrase that ``words`` end with, and its length in words; None if there is none."""
        for length in self._endings.get(words[-1], ()) if words else ():
            found = self._meanings.get(" ".join(words[-length:]))
            if found is not None:
                return found
        return None

    def after(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The meaning of the longest phrase that ``words`` begin with, and its length; None if there is none."""
        for length in self._openings.get(words[0], ()) if words else ():
            found = self._meanings.get(" ".join(words[:length]))
            if found is not None:
                return found
        return None

    def last(self, words: Sequence[str]) -> tuple[str, int] | None:
        """The meaning of the last phrase among ``words``, and its index; None if there is none."""
        if not self.may_be_in(words):
            return None
        for index in range(len(words) - 1, -1, -1):
            word = words[index]
            if word.startswith(self.stems):
                return next(self._stem_meaning[s] for s in self.stems if word.startswith(s)), index
            for length in self._openings.get(word, ()):
                meaning = self.whole.get(" ".join(words[index : index + length]))
                if meaning is not None:
                    return meaning, index
        return None

    def may_be_in(self, words: Iterable[str]) -> bool:
        """Whether a phrase begins with one of the words: a quick test before a close look."""
        return any(map(self._may_open, words)) if self.stems else self.opens(words)

    def _opens(self, word: str) -> bool:
        """Whether a phrase begins with the word."""
        return word in self._openings or word.startswith(self.stems)

    def tells(self, words: Iterable[str]) -> bool:
        """Whether the telling word of a phrase (stems apart) is among the words: a quick test before a close look."""
        return not self._telling.isdisjoint(words)

    def opens(self, words: Iterable[str]) -> bool:
        """Whether a phrase (stems apart) may begin with one of the words: a quick test before a close look."""
        return not self._first.isdisjoint(words)

    def any(self, words: Sequence[str]) -> bool:
        """Whether any of the phrases is among ``words``."""
        return self.last(words) is not None


def _telling(words: list[str]) -> str:
    """The longest word of a phrase, which is met the least without it: "attention" of "in need of attention"."""
    return max(reversed(words), key=len)


def _lengths(phrases: Iterable[str], word: int) -> dict[str, list[int]]:
    """The lengths of the phrases in words, longest first, by their first word (0) or their last (-1)."""
    found: dict[str, set[int]] = {}
    for words in map(str.split, phrases):
        found.setdefault(words[word], set()).add(len(words))
    return {word: sorted(lengths, reverse=True) for word, lengths in found.items()}


class Sayings(NamedTuple):
    """The sayings that one word is in, as what stands before the word and what after it.

    ``behind`` is what follows the word in those that go on behind it, ``ahead`` what leads to it in those that it ends:
    where the text has neither, it has none of the sayings.
    """

    all: list[tuple[str, str]]
    behind: tuple[str, ...]
    ahead: tuple[str, ...]

    @classmethod
    def of(cls, sayings: list[tuple[str, str]]) -> Sayings:
        """Those sayings."""
        behind = {after for _, after in sayings if after}
        return cls(sayings, tuple(sorted(behind)), tuple(sorted({before for before, after in sayings if not after})))

    def may_be_at(self, low: str, start: int, end: int) -> bool:
        """Whether the text has what stands on one side of the word at ``start:end``: a quick test."""
        return low.startswith(self.behind, end) or low.endswith(self.ahead, 0, start)


class Company(NamedTuple):
    """All tables that the context of a number is read with."""

    labels: Phrases
    proper_labels: Phrases
    nouns: Phrases
    qualifiers: Phrases
    directions: Phrases
    comparatives: Phrases
    scope: Phrases
    cues: dict[str, Phrases]
    inspectorates: Phrases
    grades: Phrases
    sayings: dict[str, Sayings]
    units: dict[str, Unit]
    unit: re.Pattern[str]
    calendar: frozenset[str]

    def unqualified(self, words: Sequence[str]) -> list[str]:
        """The words without the qualifier that they end with: "in" for "in just under"."""
        rest = list(words)
        while found := self.qualifiers.before(rest):
            del rest[-found[1] :]
        return rest


@lru_cache(maxsize=4)
def company(lexicon: Lexicon) -> Company:
    """The tables of the common pack, with the inspectorates and the grade words of all packs."""
    units = {
        form: Unit(str(term.attributes["unit"]), Decimal(str(term.attributes["scale"])))
        for term in lexicon.common("number-unit")
        for form in term.forms
    }
    cues = {term.id: Phrases((form, term.id) for form in term.forms) for term in lexicon.common("number-cue")}
    grades = [
        (form.lower(), term.id)
        for pack in lexicon.packs.values()
        for term in pack.of_kind("grade")
        for form in (*term.forms, *term.weak)
    ]
    inspectorates = [
        (form.lower(), term.id)
        for pack in lexicon.packs.values()
        for term in pack.of_kind("inspectorate")
        for form in (*term.forms, *term.weak)
    ]
    grades += [(form, "grade") for form in cues["grade-shorthand"].whole]
    return Company(
        labels=_phrases(lexicon, "number-label"),
        proper_labels=Phrases(
            (form.lower(), term.id) for term in lexicon.common("number-label") for form in term.exact
        ),
        nouns=_phrases(lexicon, "number-noun"),
        qualifiers=_phrases(lexicon, "number-qualifier"),
        directions=_phrases(lexicon, "number-direction"),
        comparatives=Phrases((form, t.id) for t in lexicon.common("number-direction") for form in (*t.forms, *t.weak)),
        scope=_phrases(lexicon, "number-scope"),
        cues=cues,
        inspectorates=Phrases(inspectorates),
        grades=Phrases(grades),
        sayings=_sayings(lexicon),
        units=units,
        unit=_unit_pattern(units),
        calendar=frozenset(form for form, unit in units.items() if unit.unit in ("days", "weeks", "months", "years")),
    )


def _phrases(lexicon: Lexicon, kind: str) -> Phrases:
    return Phrases((form, term.id) for term in lexicon.common(kind) for form in term.forms)


def _sayings(lexicon: Lexicon) -> dict[str, Sayings]:
    """The sayings by each word in them."""
    found: dict[str, list[tuple[str, str]]] = {}
    for term in lexicon.common("number-cue"):
        for form in term.forms if term.id == "idiom" else ():
            for word in re.finditer(r"[a-z0-9]+", form):
                found.setdefault(word.group(), []).append((form[: word.start()], form[word.end() :]))
    return {word: Sayings.of(sayings) for word, sayings in found.items()}


def _unit_pattern(units: Iterable[str]) -> re.Pattern[str]:
    """After a number: a unit behind a space, a hyphen or nothing; a single letter behind nothing."""
    letters = [unit for unit in units if len(unit) == 1 and unit.isalpha()]
    longer = alternation(unit for unit in units if unit not in letters)
    return re.compile(rf"(?:-odd|-plus|\+)?(?:[ -]?({longer})|({'|'.join(letters) or '(?!)'}))(?![a-z])")
