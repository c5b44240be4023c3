"""Patterns whose grammar is code and whose vocabulary is data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from sys import maxsize
from typing import Protocol

from pipeline.extract.lexicon import Lexicon


def alternation(forms: Iterable[str]) -> str:
    """The forms as alternatives of a regular expression, the longer of two before the shorter one that begins it.

    It branches letter by letter, which is several times faster than to try one form after the other.

    >>> alternation(["ten", "tenth", "two", "Dr."])
    '(?:Dr\\\\.|t(?:en(?:th)?|wo))'
    """
    return _branches(sorted(set(forms)))


def _branches(forms: Sequence[str]) -> str:
    """The forms, each once and in order, letter by letter."""
    ends = forms[:1] == [""]
    branches: list[str] = [
        re.escape(letter) + _branches([form[1:] for form in group])
        for letter, group in groupby(forms[ends:], key=itemgetter(0))
    ]
    if len(branches) == 1 and not ends:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "") if branches else ""


_GAP = re.compile(r"(?<!\?P)<([a-z]+(?:-[a-z]+)*)>")


_NEVER = re.compile(r"(?!)")


class Lettered(Protocol):
    """A text and the lexicon that it is read by: a Reading, or a part of one."""

    @property
    def text(self) -> str:
        """The text; offsets count its characters."""

    @property
    def lexicon(self) -> Lexicon:
        """Where the words are from."""


class Wording:
    """A regular expression with gaps: ``<body>`` stands for any form of the cue "body" of the common pack.

    It is compiled when it is first asked for. ``flags`` are those of :mod:`re`.
    """

    __slots__ = ("_last", "flags", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags
        self._last: tuple[Lexicon | None, re.Pattern[str]] = None, _NEVER

    def of(self, lexicon: Lexicon) -> re.Pattern[str]:
        """The expression with the words of the lexicon in its gaps; a gap without a cue is a KeyError."""
        known, compiled = self._last  # one lexicon reads all articles: what it made is at hand
        if known is not lexicon:
            compiled = _filled(self.pattern, self.flags, lexicon)
            self._last = lexicon, compiled
        return compiled

    def search(self, read: Lettered, start: int, end: int = maxsize) -> re.Match[str] | None:
        """The first place in the text between two offsets that it fits."""
        known, compiled = self._last  # as in ``of``, at the price of no call more
        if known is not read.lexicon:
            compiled = self.of(read.lexicon)
        return compiled.search(read.text, start, end)

    def match(self, read: Lettered, start: int, end: int = maxsize) -> re.Match[str] | None:
        """The words at ``start`` if it fits them."""
        known, compiled = self._last
        if known is not read.lexicon:
            compiled = self.of(read.lexicon)
        return compiled.match(read.text, start, end)

    def gaps(self) -> list[str]:
        """The ids of the cues that it asks for.

        >>> Wording(r"(?<=of) (?P<all>all) <sisterly> <body>s?").gaps()
        ['sisterly', 'body']
        """
        return _GAP.findall(self.pattern)


@lru_cache(maxsize=512)
def _filled(pattern: str, flags: int, lexicon: Lexicon) -> re.Pattern[str]:
    cues = lexicon.forms("cue")
    return re.compile(_GAP.sub(lambda gap: f"(?:{alternation(cues[gap[1]])})", pattern), flags)
