"""A sentence as a short string of symbols, in which the grammar of grades is plain enough to be read by patterns.

"The force was graded good at preventing crime" becomes ``BCVGPA``: body, copula, assigning verb, grade, preposition,
area. The words behind the symbols are the ids of ``models/common/cues.toml``; articles and possessives are left out,
every other word is ``o``. Only stretches that hold a grade word are read in this way.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.reading import Span

SYMBOLS = {
    "assign": "V", "gift": "v", "copula": "C", "prep": "P", "from": "F", "to": "T", "up": "U", "down": "D", "move": "M",
    "keep": "K", "lost": "L", "previous": "R", "now": "W", "negation": "X", "hypothetical": "H", "definition": "E",
    "grade-noun": "n", "area-noun": "q", "but": "b", "and": "&", "likewise": "S", "each": "e", "respectively": "z",
    "rest": "r", "all": "a", "report": "s", "when": "w", "case-noun": "j", "body-noun": "k", "worse": "<", "better": ">", "relative": "i", "neutral": "o", "rater": "J", "thing": "g",
}  # fmt: skip
"""Cue id -> symbol. Besides: G grade, A area, Z service, Q the whole body, B body, I inspectorate, N count, Y year, punctuation as itself, o a word."""

_WORD = re.compile(r"\w+(?:[-.]\w+)*(?:['’](?:t|d|ll|ve|re|m)\b)?|['’]s\b|[^\w\s]|\t|\n")
_DROPPED = frozenset({
    "the", "a", "an", "its", "their", "his", "her", "our", "your", "very", "just", "only", "too", "also", "'s", "’s", "how", "well",
    "in particular", "quite", "rather", "fairly", "way", "force's", "force’s", "overall", "even", "so-called",
    "apiece", "“", "”", '"', "‘", "’", "'", "*", "•", "|", "either", "then",
})  # fmt: skip
_COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "single": 1, "another": 1, "second": 1, "third": 1,
}  # fmt: skip
_YEAR = re.compile(r"(?:19[89]\d|20[0-4]\d)(?:[-/–]\d\d)?$")
_PUNCTUATION = {"–": "-", "—": "-", "-": "-", ";": ";", ":": ":", ",": ",", "(": "(", ")": ")", ".": ".", "?": "?",
                "!": ".", "\t": "\t", "\n": "\n", "/": "/", "…": ".", "[": "(", "]": ")"}  # fmt: skip


class Unit(NamedTuple):
    """A symbol and the words behind it. ``value`` is the count of an N, the year of a Y, else 0; ``key`` the index of the
    hit among those of its symbol, or -1."""

    symbol: str
    start: int
    end: int
    value: int
    key: int


class Mark(NamedTuple):
    """A span that is more than a cue, with the symbol it stands for and its index among the hits of its kind."""

    symbol: str
    start: int
    end: int
    key: int


Cues = dict[str, list[tuple[tuple[str, ...], str]]]


@lru_cache(maxsize=4)
def cues_of(lexicon: Lexicon) -> Cues:
    """The cue phrases by their first word, longest first."""
    cues: Cues = defaultdict(list)
    for term in lexicon.common("cue"):
        for form in term.forms if term.id in SYMBOLS else ():
            words = tuple(_WORD.findall(_plain(form)))
            cues[words[0]].append((words, SYMBOLS[term.id]))
    for phrases in cues.values():
        phrases.sort(key=lambda phrase: -len(phrase[0]))
    return cues


def _plain(words: str) -> str:
    return words.lower().replace("’", "'")


class Token(NamedTuple):
    """A word or mark of the stretch, as it is compared with cues (lower case, straight apostrophe), with its offsets."""

    plain: str
    start: int
    end: int


def stream(text: str, span: Span, cues: Cues, marks: Iterable[Mark]) -> list[Unit]:
    """The units of ``text`` in ``span``. ``marks`` are read before cues, cues before single words."""
    marked = {
        mark.start: Unit(mark.symbol, mark.start, mark.end, 0, mark.key) for mark in marks if mark.end <= span.end
    }
    words = _WORD.finditer(text, span.start, span.end)
    tokens = [Token(_plain(m.group()) if m.group() != "May" else "May", *m.span()) for m in words]
    units: list[Unit] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        unit: Unit | None = marked.get(token.start)
        if unit is None:
            length, symbol = _cue_at(tokens, index, cues, marked)
            end = tokens[index + length - 1].end
            unit = Unit(symbol, token.start, end, 0, -1) if symbol else _word_unit(token)
            index += length
        while index < len(tokens) and unit is not None and tokens[index].start < unit.end:
            index += 1
        if unit is not None:
            units.append(unit)
    return without_asides(units)


_ASIDE = re.compile(
    r"-[^GANY;.:\-]{1,14}-|(?<=A)-[^GN;.:\-]{1,14}-|(?<=B),i[^GANY,;.]{1,10},|\([^GANYSRq()]{1,8}\)|(?<=A)\([^GN()]{1,6}\)"
)


def without_asides(units: list[Unit]) -> list[Unit]:
    """The units without what stands between dashes or in brackets and holds neither grade nor area nor count, and
    without what a dash adds to explain an area ("legitimacy - treating people fairly - was good")."""
    asides = list(_ASIDE.finditer(signature(units)))
    for aside in reversed(asides):
        del units[aside.start() : aside.end()]
    return units


def _cue_at(tokens: list[Token], index: int, cues: Cues, marked: dict[int, Unit]) -> tuple[int, str]:
    """The longest cue phrase at a token that runs into no hit: how many tokens, and its symbol ("" if there is none)."""
    for words, symbol in cues.get(tokens[index].plain, ()):
        here = tokens[index : index + len(words)]
        if tuple(t.plain for t in here) == words and not any(t.start in marked for t in here[1:]):
            return len(words), symbol
    return 1, ""


def _word_unit(token: Token) -> Unit | None:
    word, start, end = token
    if word in _DROPPED:
        return None
    if word in _PUNCTUATION:
        return Unit(_PUNCTUATION[word], start, end, 0, -1)
    if _YEAR.match(word):
        return Unit("Y", start, end, int(word[:4]), -1)
    count = _COUNTS.get(word, int(word) if word.isdecimal() and len(word) <= 2 else 0)
    return Unit("N", start, end, count, -1) if count or word == "0" else Unit("o", start, end, 0, -1)


def signature(units: Iterable[Unit]) -> str:
    """The symbols of the units as one string, for patterns."""
    return "".join(unit.symbol for unit in units)
