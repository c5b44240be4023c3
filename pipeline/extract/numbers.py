"""Numbers as the text writes them: digits, words, fractions, multiples and places, each with its value.

The rest of the reading of statistics works on a *masked* text: the lower-cased article in which every number is
replaced, letter for letter, by the symbol of its kind. "Two-thirds of 1,200 calls" becomes ``FFFFFFFFFF of NNNNN
calls``, so that patterns can speak of numbers and offsets stay those of the article.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Context, Decimal
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.number_names import name_at
from pipeline.extract.wording import alternation
from pipeline.pack import Term

VULGAR = {
    "½": "0.5",
    "¼": "0.25",
    "¾": "0.75",
    "⅓": "1/3",
    "⅔": "2/3",
    "⅛": "0.125",
    "⅕": "0.2",
    "⅖": "0.4",
    "⅗": "0.6",
    "⅘": "0.8",
}
_MAGNITUDES = {"k": 3, "m": 6, "mn": 6, "bn": 9, "tn": 12}
_SYMBOLS = {
    "unit": "N", "teen": "N", "ten": "N", "hundred": "N", "dozen": "N", "magnitude": "N", "digits": "N",
    "fraction": "F",
    "ordinal": "O", "multiple": "M", "comparative": "C", "superlative": "S", "end": "E",
}  # fmt: skip
_FOLLOWS = {
    "unit": {"hundred", "dozen", "magnitude"}, "teen": {"hundred", "dozen", "magnitude"}, "ten": {"unit", "magnitude"},
    "hundred": {"magnitude"}, "digits": {"dozen", "magnitude"}, "dozen": set(), "magnitude": set(),
}  # fmt: skip
"""Which class of number word may come directly after which in a numeral; after a hundred, any with "and"."""
_COUNTED = frozenset({"hundred", "dozen", "magnitude", "fraction", "ordinal"})
"""The classes of number words that may have an article."""
_PLACED = frozenset({"ordinal", "superlative", "end"})
"""The classes of number words that give a place in a table."""
_SAME_LENGTH = (("’", "'"), ("‘", "'"), ("\u00a0", " "), ("\u202f", " "), ("‑", "-"))
_OUTLINE = bytes(
    (b if chr(b).isalpha() else ord("0") if chr(b).isdigit() else ord(" ")) if b < 128 else b for b in range(256)
)
"""ASCII as an outline has it."""
_MARKS = "“”–—…•£€"
"""Marks beyond ASCII that may stand before a number word."""
_ANY_DIGITS = re.compile("00*")
_DIGITS = re.compile(
    rf"[0-9]+(?:(?<!\d{{4}}),\d{{3}}(?!\d))*(?P<point>\.\d+(?!\d|\.\d))?(?P<part>[{''.join(VULGAR)}])?"
    rf"(?:[ ]?(?P<magnitude>{'|'.join(_MAGNITUDES)})(?![a-z]))?"
)
_PARTS = re.compile(f"(?<![0-9])[{''.join(VULGAR)}]")
_GAP = 8
"""Characters between the words of one numeral, at most: " and a "."""
_SIGNS = frozenset("£$€")
_PLACES_END = ("st", "nd", "rd", "th")
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
    """All numbers of a text, in order, the digits that are none, the text in lower case, and the masked text (``Y``
    masks dates and times, ``X`` every other name)."""

    numbers: list[Number]
    named: list[Named]
    low: str
    masked: str


class Word(NamedTuple):
    """A number word: its class (``unit``, ``ten``, ``fraction``, ``ordinal``, ...), its symbol and its value."""

    kind: str
    symbol: str
    value: Decimal


class NumberWords(NamedTuple):
    """The number words of the packs, and the patterns that find them in an outline: one at its start, and any other
    with the space before it."""

    words: dict[str, Word]
    first: re.Pattern[str]
    later: re.Pattern[str]

    def within(self, outline: str) -> Iterator[tuple[Number, str]]:
        """The number words in the outline of a text, each with its class."""
        first = self.first.match(outline)
        for found in chain([first] if first else [], self.later.finditer(outline)):
            kind, symbol, value = self.words[found[1]]
            yield Number(*found.span(1), symbol, value), kind


@lru_cache(maxsize=4)
def number_words(lexicon: Lexicon) -> NumberWords:
    """The number words of the common pack, compiled."""
    words = {form: _word(term) for term in lexicon.common("number") for form in term.forms}
    word = rf"({alternation(words)})(?![a-z])"
    return NumberWords(words, re.compile(word), re.compile(" " + word))


def _word(term: Term) -> Word:
    kind, value = str(term.attributes["class"]), Decimal(str(term.attributes["value"]))
    return Word(kind, _SYMBOLS[kind], 1 / value if kind == "fraction" else value)


def plain(text: str) -> str:
    """The text in lower case (ASCII only) and with plain apostrophes and spaces, every character at its old place.

    >>> plain("Nine’s İ")
    "nine's İ"
    """
    low = text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")  # half the time of str.lower
    for old, new in _SAME_LENGTH:
        low = low.replace(old, new)
    return low


def outline(low: str) -> str:
    """The text with every digit as 0 and every mark as a space: what begins with one given letter is found fast.

    >>> outline("5,012 of forty-two")
    '0 000 of forty two'
    """
    found = low.encode("utf-8", "surrogatepass").translate(_OUTLINE).decode("utf-8", "surrogatepass")
    for mark in _MARKS:
        found = found.replace(mark, " ")
    return found


_ONE, _PLACES = Decimal(1), Decimal("0.0001")
_DIGITS_KEPT = 20
"""How many digits a number may have and be written as it is."""
_WIDE = Context(prec=60)
"""Wide enough for fifteen digits of trillions."""


@lru_cache(maxsize=4096)
def decimal(value: Decimal, divisor: Decimal = _ONE) -> str:
    """``value / divisor`` in plain notation: exact, or to four places where it does not end.

    >>> decimal(Decimal("1500000.0")), decimal(Decimal(2), Decimal(3)), decimal(Decimal(1), Decimal(8))
    ('1500000', '0.6667', '0.125')
    """
    if divisor is _ONE and len(digits := str(value)) <= _DIGITS_KEPT and "E" not in digits:
        return digits.rstrip("0").rstrip(".") if "." in digits else digits
    quotient = value / divisor
    if quotient * divisor != value or len(quotient.as_tuple().digits) > _DIGITS_KEPT:
        quotient = quotient.quantize(_PLACES, context=_WIDE)
    return format(quotient.normalize(), "f")


def numerals(text: str, words: NumberWords) -> Numerals:
    """The numbers of a text, and the text with them masked."""
    low = plain(text)
    shape = outline(low)
    has_parts = any(part in low for part in VULGAR)
    named: list[Named] = []
    tokens: list[tuple[Number, str]] = []
    done = 0
    for found in _in_digits(low, shape):
        if found.start() < done:
            continue
        name = name_at(text, low, *found.span())
        if name is None:
            tokens.append((_written(low, found), "digits"))
        else:
            named.append(Named(*name))
            done = name[1]
    tokens += _outside(words.within(shape), named)
    if has_parts:
        parts = [(Number(*found.span(), "F", _vulgar(found.group())), "vulgar") for found in _PARTS.finditer(low)]
        tokens += _outside(parts, named)
    tokens.sort()
    numbers = list(_merged(low, tokens))
    return Numerals(numbers, named, low, _masked(low, numbers, named))


def _in_digits(low: str, shape: str) -> Iterator[re.Match[str]]:
    """The numbers in digits; ``shape`` is the outline of the text."""
    end = 0
    for digits in _ANY_DIGITS.finditer(shape):
        found = _DIGITS.match(low, digits.start()) if digits.start() >= end else None
        if found:
            end = found.end()
            yield found


def _outside(tokens: Iterable[tuple[Number, str]], named: list[Named]) -> list[tuple[Number, str]]:
    """The tokens that are not inside a name ("the 4th to the seventh of May")."""
    starts = [name.start for name in named]
    return [t for t in tokens if not (i := bisect_right(starts, t[0].start)) or named[i - 1].end <= t[0].start]


def _written(low: str, found: re.Match[str]) -> Number:
    start, end = found.span()
    digits, scale, part = found.group(), 0, None
    if found.lastgroup:  # more than digits
        part = found["part"]
        scale = _MAGNITUDES.get(found["magnitude"] or "", 0)
        digits = digits.removesuffix(found["magnitude"] or "").rstrip().removesuffix(part or "")
    value = Decimal(digits.replace(",", ""))
    if scale:
        value = value.scaleb(scale)
    if part:
        value += _vulgar(part)
    sign = low[max(0, start - 2) : start].rstrip()[-1:]
    if sign in _SIGNS:
        return Number(low.rindex(sign, 0, start), end, "N", value, scale, sign, True)
    if not scale and low.startswith(_PLACES_END, end) and (place := _PLACE.match(low, end)):
        return Number(start, place.end(), "O", value, 0, "", True)
    return Number(start, end, "N", value, scale, "", True)


def _vulgar(sign: str) -> Decimal:
    top, _, bottom = VULGAR[sign].partition("/")
    return Decimal(top) / Decimal(bottom or 1)


def _merged(low: str, tokens: list[tuple[Number, str]]) -> Iterator[Number]:
    index = 0
    while index < len(tokens):
        number, kind = tokens[index]
        opening = kind
        index += 1
        while index < len(tokens) and tokens[index][0].start - number.end <= _GAP:
            nearer, joined = _joined(low, number, kind, tokens[index])
            if nearer is None:
                break
            number, kind = nearer, joined
            index += 1
        if kind in _PLACED and (_is_unit_second(low, number) or low.endswith("at ", 0, number.start)):
            continue  # "at least", "at most", "at last"
        counted = opening if number.symbol == "N" else kind
        yield _with_article(low, number, counted) if counted in _COUNTED else number


def _joined(low: str, number: Number, kind: str, after: tuple[Number, str]) -> tuple[Number | None, str]:
    """The numeral that two neighbours form ("forty" and "two", "two" and "thirds"), or None."""
    following, then = after
    gap = low[number.end : following.start]
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
        scale = following.value.adjusted() if then == "magnitude" else number.scale
        return _spanning(number, following, value)._replace(scale=scale), then
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
    """ "A hundred", "a quarter" and "a third" with their article; "third" alone is a place."""
    if not low.endswith("a ", 0, number.start):
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
