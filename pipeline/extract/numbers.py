"""Numbers as the text writes them: digits, words, fractions, multiples and places, each with its value.

The rest of the reading of statistics works on a *masked* text: the lower-cased article in which every number is
replaced, letter for letter, by the symbol of its kind. "Two-thirds of 1,200 calls" becomes ``FFFFFFFFFF of NNNNN
calls``, so that patterns can speak of numbers and offsets stay those of the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.number_names import name_at

VULGAR = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8"}
_MAGNITUDES = {"thousand": 3, "k": 3, "million": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12, "tn": 12}
_SYMBOLS = {
    "unit": "N", "teen": "N", "ten": "N", "hundred": "N", "dozen": "N", "magnitude": "N", "digits": "N", "fraction": "F",
    "ordinal": "O", "multiple": "M", "comparative": "C", "superlative": "S", "end": "E",
}  # fmt: skip
_FOLLOWS = {
    "unit": {"hundred", "dozen", "magnitude"}, "teen": {"hundred", "dozen", "magnitude"}, "ten": {"unit", "magnitude"},
    "hundred": {"magnitude"}, "digits": {"dozen", "magnitude"}, "dozen": set(), "magnitude": set(),
}  # fmt: skip
"""Which class of number word may come directly after which in a numeral; after a hundred, any with "and"."""
_SAME_LENGTH = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "‑": "-"})
_PLACE = re.compile(r"(?:st|nd|rd|th)(?![a-z])")


class Number(NamedTuple):
    """A number in the text. ``symbol``: N cardinal, F fraction, M multiple ("doubled"), C multiple of something
    ("double the"), O ordinal, S best or worst of a table, E its last place. ``scale`` is the power of ten that a
    magnitude adds; ``sign`` a currency sign before it; ``digits`` whether it is written in digits."""

    start: int
    end: int
    symbol: str
    value: Decimal
    scale: int = 0
    sign: str = ""
    digits: bool = False


class Named(NamedTuple):
    """Digits that are no quantity: a date, a telephone number, a code. ``reason`` says which."""

    start: int
    end: int
    reason: str


class Numerals(NamedTuple):
    """All numbers of a text, in order, the digits that are none, and the masked text (``Y`` masks dates and times,
    ``X`` every other name)."""

    numbers: list[Number]
    named: list[Named]
    masked: str


class Word(NamedTuple):
    """A number word: its class (``unit``, ``ten``, ``fraction``, ``ordinal``, ...) and its value."""

    kind: str
    value: Decimal


class NumberWords(NamedTuple):
    """The number words of the packs, and the one pattern that finds every number in a lower-cased text."""

    words: dict[str, Word]
    anchor: re.Pattern[str]


@lru_cache(maxsize=4)
def number_words(lexicon: Lexicon) -> NumberWords:
    """The number words of the common pack, compiled."""
    words = {
        form: Word(str(term.attributes["class"]), Decimal(str(term.attributes["value"])))
        for term in lexicon.common("number")
        for form in term.forms
    }
    digits = rf"(?P<whole>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)(?P<point>\.\d+(?!\d|\.\d))?(?P<part>[{''.join(VULGAR)}])?"
    magnitude = rf"(?:[ ]?(?P<magnitude>{'|'.join(_MAGNITUDES)})(?![a-z]))?"
    alone = f"[{''.join(VULGAR)}]"
    return NumberWords(words, re.compile(rf"{digits}{magnitude}|{alone}|(?<![a-z0-9]){trie(words)}(?![a-z])"))


def trie(words: Iterable[str]) -> str:
    """A pattern for ``words`` that branches letter by letter, several times faster than an alternation.

    >>> trie(["ten", "tenth", "two"])
    't(?:en(?:th)?|wo)'
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for word in words:
        node = tree
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def _branch(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    branches = [re.escape(letter) + _branch(below) for letter, below in sorted(node.items()) if letter]
    if not branches:
        return ""
    if len(branches) == 1 and "" not in node:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if "" in node else "")


def plain(text: str) -> str:
    """The text in lower case and with plain apostrophes and spaces, character for character of the same length.

    >>> plain("Nine’s İ")
    "nine's İ"
    """
    low = text.lower()
    if len(low) != len(text):
        low = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return low.translate(_SAME_LENGTH)


def decimal(value: Decimal, divisor: Decimal = Decimal(1)) -> str:
    """``value / divisor`` in plain notation: exact, or to four places where it does not end.

    >>> decimal(Decimal("1500000.0")), decimal(Decimal(2), Decimal(3)), decimal(Decimal(1), Decimal(8))
    ('1500000', '0.6667', '0.125')
    """
    quotient = value / divisor
    if quotient * divisor != value or len(quotient.as_tuple().digits) > 20:
        quotient = quotient.quantize(Decimal("0.0001"))
    return format(quotient.normalize(), "f")


def numerals(text: str, words: NumberWords) -> Numerals:
    """The numbers of a text, and the text with them masked."""
    low = plain(text)
    named: list[Named] = []
    tokens: list[tuple[Number, str]] = []
    done = 0
    for found in words.anchor.finditer(low):
        if found.start() < done:
            continue
        if found["whole"] is None:
            tokens.append(_worded(found, words))
            continue
        name = name_at(text, low, found.start(), found.end())
        if name is None:
            tokens.append((_written(low, found), "digits"))
        else:
            named.append(Named(*name))
            done = name[1]
    numbers = list(_merged(low, tokens))
    return Numerals(numbers, named, _masked(low, numbers, named))


def _written(low: str, found: re.Match[str]) -> Number:
    whole = found["whole"].replace(",", "")
    value = Decimal(whole + (found["point"] or ""))
    scale = _MAGNITUDES.get(found["magnitude"] or "", 0)
    if found["part"]:
        value += _vulgar(found["part"])
    start = found.start()
    before = low[max(0, start - 2) : start].rstrip()
    sign = before[-1:] if before[-1:] in "£$€" else ""
    if sign:
        start = low.rindex(sign, 0, start)
    if not scale and (place := _PLACE.match(low, found.end())):
        return Number(start, place.end(), "O", value, digits=True)
    return Number(start, found.end(), "N", value.scaleb(scale), scale, sign, digits=True)


def _vulgar(sign: str) -> Decimal:
    top, _, bottom = VULGAR[sign].partition("/")
    return Decimal(top) / Decimal(bottom or 1)


def _worded(found: re.Match[str], words: NumberWords) -> tuple[Number, str]:
    word = found.group()
    if word in VULGAR:
        return Number(*found.span(), "F", _vulgar(word)), "vulgar"
    kind, value = words.words[word]
    if kind == "fraction":
        value = 1 / value
    return Number(*found.span(), _SYMBOLS[kind], value), kind


def _merged(low: str, tokens: list[tuple[Number, str]]) -> Iterator[Number]:
    index = 0
    while index < len(tokens):
        number, kind = tokens[index]
        index += 1
        while index < len(tokens):
            nearer, joined = _joined(low, number, kind, tokens[index])
            if nearer is None:
                break
            number, kind = nearer, joined
            index += 1
        if kind == "ordinal" and _is_unit_second(low, number):
            continue
        yield _with_article(low, number, kind)


def _joined(low: str, number: Number, kind: str, after: tuple[Number, str]) -> tuple[Number | None, str]:
    """The numeral that two neighbours form ("forty" and "two", "two" and "thirds"), or None."""
    following, then = after
    gap = low[number.end : following.start] if following.start - number.end <= 8 else "far"
    joint = gap.replace("-", " ").strip()
    if joint == "" and "\n" not in gap:
        return _adjacent(number, kind, following, then)
    if joint == "and" and kind == "hundred" and then in ("unit", "teen", "ten"):
        return _spanning(number, following, number.value + following.value), then
    if joint == "and a" and number.symbol == "N" and then == "fraction":
        return _spanning(number, following, number.value + following.value), "digits"
    if joint in ("a", "of a") and kind in ("fraction", "fractions") and then in ("dozen", "magnitude"):
        scaled = number.value * following.value
        return _spanning(number, following, scaled)._replace(symbol="N"), "magnitude"
    return None, kind


def _adjacent(number: Number, kind: str, following: Number, then: str) -> tuple[Number | None, str]:
    if then in _FOLLOWS.get(kind, ()):
        value = number.value + following.value if kind == "ten" and then == "unit" else number.value * following.value
        return _spanning(number, following, value), then
    if number.symbol == "N" and then == "fraction" and number.value < 10:
        return _spanning(number, following, number.value * following.value)._replace(symbol="F"), "fractions"
    if kind == "unit" and number.value == 1 and then == "ordinal" and following.value > 2:
        return _spanning(number, following, 1 / following.value)._replace(symbol="F"), "fractions"
    return None, kind


def _spanning(first: Number, last: Number, value: Decimal) -> Number:
    return first._replace(end=last.end, value=value)


def _is_unit_second(low: str, number: Number) -> bool:
    """Whether "second" is a unit of time: in "a 90-second wait"."""
    return number.value == 2 and low[number.start - 1 : number.start] == "-" and low[number.start - 2].isalnum()


def _with_article(low: str, number: Number, kind: str) -> Number:
    """"A hundred", "a quarter" and "a third" with their article; "third" alone is a place."""
    if kind not in ("hundred", "dozen", "magnitude", "fraction", "ordinal") or low[number.start - 2 : number.start] != "a ":
        return number
    if number.start > 2 and low[number.start - 3].isalnum():
        return number
    if kind == "ordinal" and number.value > 2:
        return number._replace(start=number.start - 2, symbol="F", value=1 / number.value)
    return number if kind == "ordinal" else number._replace(start=number.start - 2)


def _masked(low: str, numbers: list[Number], named: list[Named]) -> str:
    spans = [(n.start, n.end, n.symbol) for n in numbers]
    spans += [(n.start, n.end, "Y" if n.reason in ("date", "year", "clock") else "X") for n in named]
    pieces, done = [], 0
    for start, end, symbol in sorted(spans):
        pieces += [low[done:start], symbol * (end - start)]
        done = end
    return "".join([*pieces, low[done:]])
