"""A text made ready to be looked through for names of bodies: in plain spelling, with the patterns of its pack."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.name_words import NameWords, name_words, plain
from pipeline.extract.wording import alternation
from pipeline.pack import GAP, Pack, Term

_SENTENCE_START = re.compile(r"(?:^|\n|\t|[.!?:•–|][”\"')]? |- )[“'\"(]?$")


class Gaps(NamedTuple):
    """The patterns of a pack: an expression of what ends a name, one of what begins one, the terms behind them, the
    nouns that explain a name, the longest first, those that do so in apposition only, an expression of the former
    behind a name, the words (lower case) of all patterns, which tell no name, the first words (as written) of those
    that begin one, and expressions of names of common words alone.
    """

    heads: re.Pattern[str]
    openings: re.Pattern[str]
    terms: dict[str, Term]
    nouns: tuple[tuple[str, Term], ...]
    explaining: tuple[tuple[str, Term], ...]
    kinds: re.Pattern[str]
    words: frozenset[str]
    firsts: frozenset[str]
    alone: tuple[tuple[Term, re.Pattern[str]], ...]


class Scan(NamedTuple):
    """A text in plain spelling with the patterns and the vocabulary that it is read by."""

    text: str
    gaps: Gaps
    words: NameWords
    lexicon: Lexicon

    def tells(self, word: str) -> bool:
        """Whether the word tells one body from another."""
        bare = word.strip("()").lower()
        return bare not in self.words.generic and bare not in self.gaps.words

    def opens_sentence(self, position: int) -> bool:
        """Whether a sentence, a line or a cell begins at ``position``."""
        return position == 0 or bool(_SENTENCE_START.search(self.text, max(0, position - 4), position))


def scanned(text: str, pack: Pack, lexicon: Lexicon) -> Scan:
    """The text made ready to be looked through for the names of the pack."""
    return Scan(plain(text, pack), gaps(pack), name_words(lexicon), lexicon)


_NOUNS = ("nouns", "explains")


def _listed(term: Term, attribute: str) -> list[tuple[str, Term]]:
    """The nouns of an attribute of the term, each with the term."""
    return [(noun, term) for noun in str(term.attributes.get(attribute, "")).split("|") if noun]


@lru_cache(maxsize=64)
def gaps(pack: Pack) -> Gaps:
    """The patterns and nouns of the pack's bodies, compiled."""
    terms: dict[str, Term] = {}
    heads: list[str] = []
    openings: list[str] = []
    nouns, explaining = ([pair for term in pack.of_kind("body") for pair in _listed(term, key)] for key in _NOUNS)
    for term in pack.of_kind("body"):
        for pattern in term.patterns:
            phrase = pattern.replace(GAP, "").strip()
            terms[phrase.lower()] = term
            (heads if pattern.startswith(GAP) else openings).append(phrase)
    return Gaps(
        heads=_any_of(heads),
        openings=_any_of(openings),
        terms=terms,
        nouns=tuple(sorted(nouns, key=lambda n: (-len(n[0]), n[0]))),
        explaining=tuple(explaining),
        kinds=re.compile(rf" {_any_of([noun for noun, _ in nouns]).pattern}"),
        words=_words(terms, tells=False) - _words(terms, tells=True),
        firsts=frozenset(phrase.split(" ")[0] for phrase in openings),
        alone=tuple(
            (term, re.compile(rf"\b[Tt]he ({_any_of(phrases).pattern})"))
            for term in pack.of_kind("body")
            if (phrases := str(term.attributes.get("alone", "")).split("|")) != [""]
        ),
    )


def _words(terms: dict[str, Term], *, tells: bool) -> frozenset[str]:
    """The words of the patterns of the terms whose nouns tell a name before another noun ("Manor Surgery"), or not."""
    chosen = (phrase for phrase, term in terms.items() if bool(term.attributes.get("tells")) is tells)
    return frozenset(word for phrase in chosen for word in phrase.split())


def _any_of(phrases: Sequence[str]) -> re.Pattern[str]:
    """Any of the phrases, the longest first."""
    return re.compile(rf"{alternation(phrases)}(?![\w-])" if phrases else r"(?!)")
