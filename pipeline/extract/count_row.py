"""A sentence as the row of the numbers and grades in it that may count each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.page import Sentence
from pipeline.extract.setting import Setting


class Event(NamedTuple):
    """A number ("N"), a word for none ("X") or grades counted together ("G"), with its first and last place."""

    symbol: str
    first: int
    last: int
    value: int
    named: bool = False


class Row(NamedTuple):
    """A sentence whose ``sig`` has "#" for a total, "_" for other numbers, "+" for a filler.

    ``values`` are the numbers of words that are none by themselves ("all four"), ``before`` those of an earlier
    inspection, both by their places; ``total`` is of how many."""

    read: Sentence
    sig: str
    text: str
    values: dict[int, int]
    total: int | None
    before: dict[int, int]

    def word(self, place: int) -> str:
        """The words behind a place of the stream."""
        return word_of(self.read, self.text, place)

    def lead(self, place: int) -> str:
        """The words right before a place, left-out ones among them."""
        start = self.read.units[place].start
        return self.text[max(self.read.span.start, start - 24) : start].lower()

    def is_times_over(self, place: int) -> bool:
        """Whether "times over" follows the word at a place: "outstanding four times over"."""
        return _TIMES_OVER.match(self.text, self.read.units[place].end) is not None

    def is_every(self, place: int) -> bool:
        """Whether all of the number at a place are meant: "all nine", "each of the nine"."""
        return _EVERY.search(self.lead(place)) is not None


_TIMES_OVER = re.compile(r" times over\b")
_FILLER = re.compile(r"(?:other|others|more|further|additional|remaining|final|all|x|×)$")
_PART_OF = re.compile(r"N(?:P[eoBIC]{0,4}|[og]{0,2}q?oP[eBC]{0,3})(N)")
_OF_ALL = re.compile(r"P(N)(?=[og]{0,3}[qkj])")
_FRACTION = re.compile(r"N/(N)(?=[og]{0,3}q)")
_IN_ALL = re.compile(r"(N)Po")
"""Of how many: "six of the nine", "six areas out of eight"; "of the nine areas"; "6/9 areas"; "nine in all"."""
_EVERY = re.compile(
    r"\b(?:all|each of|every one of)(?: of)?(?: (?:the|its|their|these))?(?: [\w’']+[’']s?)? $", re.IGNORECASE
)
_ONE_OF = re.compile(r"C(N)P#[og]{0,2}([qk]?)(?:[ei]|P[oB]{1,2})?(T?)[CV]")
"""What is one of several is not counted, they are: "surgery was one of two rated good"."""
_OLD = re.compile(r"[qk]?[(,]R(?:((?:[,&]{0,2}N)+)z?)\)?|[qk]?[(,](?:[UD]?F)(N)(?![qkG])")
"""The counts before: "(previously four, three and four respectively)", "areas (previously two)", ", up from two"."""


def set_aside(row: Row) -> Row:
    """The sentence with its totals, its counts of an earlier inspection and its fillers told from its other words."""
    read = row.read
    row = row._replace(before=_numbers_before(read))
    totals = [place for place in _totals(row) if place not in row.before]
    symbols = list(read.sig)
    for place in row.before:
        symbols[place] = "_"
    for place in totals:
        symbols[place] = "#"
    for place in row.values:
        symbols[place] = "e"
    wholes = [place for place in totals if not row.is_every(place)]
    for place, symbol in enumerate(read.sig):
        if symbol == "N" == symbols[place]:
            _look_around(row, place, symbols)
            wholes += [place] if row.is_every(place) else []
    total = next((read.units[place].value for place in wholes), None)
    total = total or next((value for value in row.values.values() if value > PAIR), None)
    return _one_of_several(row._replace(sig="".join(symbols), total=total))


def _numbers_before(read: Sentence) -> dict[int, int]:
    """The numbers of an earlier inspection, by their places."""
    spans = [m.span(1 if m.group(1) else 2) for m in _OLD.finditer(read.sig)]
    return {place: read.units[place].value for s in spans for place in range(*s) if read.sig[place] == "N"}


def _one_of_several(row: Row) -> Row:
    match = _ONE_OF.search(row.sig)
    if not match or row.read.units[match.start(1)].value != 1 or not row.total:
        return row
    place = match.start(1)
    if match.group(2) or match.group(
        3
    ):  # "one of 23 schools rated good", "one of 12 to be rated good": of other bodies
        return row._replace(sig=f"{row.sig[:place]}_{row.sig[place + 1 :]}", total=None)
    return row._replace(values={**row.values, place: row.total}, total=None)


def _totals(row: Row) -> Iterator[int]:
    """The places of the numbers that say of how many."""
    sig = row.read.sig
    places = [m.start(1) for m in _PART_OF.finditer(sig) if "of" in map(row.word, range(m.start(), m.start(1)))]
    places += [m.start(1) for m in _OF_ALL.finditer(sig) if row.word(m.start()) == "of"]
    places += [m.start(1) for m in _FRACTION.finditer(sig)]
    yield from (place for place in places if not row.is_every(place))
    for match in _IN_ALL.finditer(sig):
        if _ALTOGETHER.match(row.text, row.read.units[match.start(1)].end):
            yield match.start(1)


_ALTOGETHER = re.compile(r" (?:in all|in total|altogether|all told)\b")


_ALL = {"all three": 3, "all four": 4, "both": 2}
_EACH = re.compile("e")
_SINGLE = re.compile(r"(?:P|^|[,;&])(o)(?=[,.;&)C]|$)")
_LAST_ONE = frozenset({"other", "last"})
PAIR = 2


def word_of(read: Sentence, text: str, place: int) -> str:
    """The words behind a place of the stream of a sentence, in lower case."""
    unit = read.units[place]
    return text[unit.start : unit.end].lower()


def values_of(read: Sentence, text: str) -> dict[int, int]:
    """The numbers that "all four", or "both" of "both of the others", stand for, by their places."""
    found = {m.start(1): 1 for m in _SINGLE.finditer(read.sig) if word_of(read, text, m.start(1)) in _LAST_ONE}
    for match in _EACH.finditer(read.sig):
        place = match.start()
        value = _ALL.get(word_of(read, text, place), 0)
        if value > PAIR or (value and read.sig[place + 1 : place + 3] in ("Pr", "Pq")):
            found[place] = value
    return found


def _look_around(row: Row, place: int, symbols: list[str]) -> None:
    """Marks the fillers at a number, and the number itself where it counts nothing ("another two", "2018/19")."""
    sig = row.sig
    if sig[place + 1 : place + 2] == "N" or sig[place - 2 : place] in ("Y/", "Y-"):
        symbols[place] = "_" if sig[place - 1 : place] in "/-" else "+"
    for near in (place - 1, place + 1):
        if 0 <= near < len(sig) and sig[near] == "o" and _FILLER.match(row.word(near)):
            symbols[near] = "+"


_ANCHOR = re.compile(r"G(?:[&/]G)*|[XNe]")
ARTICLE = re.compile(r"\ban? [\"“‘']?$", re.IGNORECASE)
_THING = re.compile(
    r"\+?(?:r|[ogI]{0,3}[qkn](?:o?P#)?|(?:oP[eBC]{0,3}|/|P[eoBIC]{0,4})#(?:[og]{0,3}[qknA])?"
    r"|P[eoBIC]{0,4}[og]{0,3}[qkn]|P[er])"
)
"""What a number counts: areas, grades, bodies, or part of them ("of the nine")."""
_PRONOUNS = frozenset({"them", "which"})
_NO_THING = re.compile(r"\+?[ojAZYQNg]")
_ZERO = re.compile(r"(?:no|none|not one|not a single|nothing|nowhere|neither|nor (?:was|were|is) (?:there|any))$")


def events_of(row: Row, setting: Setting) -> Iterator[Event]:
    """The numbers that may count something and the grades, in order."""
    match = _ANCHOR.search(row.sig)
    while match:
        place, end = match.span()
        symbol = row.sig[place]
        if symbol == "G":
            end = next((i - 1 for i in range(place + 2, end, 2) if _apart(row, place, i)), end)
            yield Event("G", place, end, 0)
        elif symbol == "X":
            if _ZERO.match(row.word(place)):
                yield Event("X", place, end, 0)
        elif symbol == "N" or place in row.values:
            event = _number(row, place, setting)
            if event:
                yield event
        match = _ANCHOR.search(row.sig, end)


def _apart(row: Row, first: int, place: int) -> bool:
    """Whether a grade joined to another is counted by its own article: "two adequates and an inadequate"."""
    apart = row.word(place - 1) == "and" or not ARTICLE.search(row.lead(first))
    return apart and ARTICLE.search(row.lead(place)) is not None


_LISTED = re.compile("[:-]A")
""" "Three of them: A, B and C"."""
_ONE_OF_TWO = re.compile(r"one (?:is|was|requires?d?|needs)\b[^.;]{0,60}\bthe other\b")
""" "The one requires improvement, the other is good"."""


def _number(row: Row, place: int, setting: Setting) -> Event | None:
    """The number at a place with what it counts; None where that is something else ("three of its stations")."""
    value = row.values.get(place) or row.read.units[place].value
    if _ONE_OF_TWO.match(row.text, row.read.units[place].start) and row.lead(place).endswith("the "):
        return None
    if row.is_times_over(place):
        return Event("N", place, place + 1, value, named=True)
    behind = place + 1 + row.sig.startswith("+", place + 1)
    of = row.sig[behind : behind + 1] == "P" and row.word(behind) == "of"
    thing = _THING.match(row.sig, place + 1)
    if thing and (of or row.sig[behind] != "P"):
        return _number_of(row, (place, value), thing, of=of)
    if of and row.sig[behind + 1 : behind + 2] == "o" and row.word(behind + 1) in _PRONOUNS:
        return Event("N", place, behind + 2, value, _LISTED.match(row.sig, behind + 2) is not None)
    if of or _NO_THING.match(row.sig, place + 1):
        return None
    return Event("N", place, behind, value, _is_every_area(row, place, value, setting))


def _number_of(row: Row, number: tuple[int, int], thing: re.Match[str], *, of: bool) -> Event | None:
    """A number, by its place and value, with the areas, grades or bodies right behind it."""
    words, (place, value) = thing.group(), number
    if words.endswith("#") and _is_noun(row, thing.end()):
        return None  # "three of the five stations"
    if words.endswith("k") and value == 1 and of:
        return None  # "one of the largest forces"
    named = words.endswith(("q", "r")) or "#" in words or (words.endswith("n") and value > 1)
    return Event("N", place, thing.end(), value, named)


def _is_noun(row: Row, place: int) -> bool:
    """Whether a word behind a number is what it counts, rather than what was done to them ("of the nine inspected")."""
    return row.sig[place : place + 1] in ("o", "j", "g") and not row.word(place).endswith(("ed", "en"))


def _is_every_area(row: Row, place: int, value: int, setting: Setting) -> bool:
    """Whether "all four" are all the areas that the inspectorate grades, none of them named in the sentence."""
    if row.sig[place] != "e" and not row.is_every(place):
        return False
    return value in {len(f.areas) for f in setting.frameworks()[:1]} and not re.search("[AZ]", row.sig[:place])
