"""The numbers of one sentence set against its grades: "good in three of the nine areas, adequate in six".

A sentence is read as a row of numbers and grades. Each number goes with the grade beside it, before or behind, so that
the links together are the likeliest: "good in three, adequate in two" and "in three it was good, in two adequate" have
the same row but for its first word. Numbers that say of how many ("of the nine") are set aside first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.page import Sentence
from pipeline.extract.setting import Setting
from pipeline.extract.whole_body import says_when
from pipeline.pack import Scale


class Count(NamedTuple):
    """One step of a ladder: the grades counted together, how many, and the words. ``named`` where the text says what
    is counted ("three areas"), so that the step may stand alone."""

    grades: tuple[str, ...]
    number: int
    start: int
    end: int
    named: bool


class Counts(NamedTuple):
    """The counts of a sentence: those of the inspection it speaks of, those of the one before given in brackets, of how
    many they are (None if unsaid), and the numbers that went with no grade."""

    now: list[Count]
    before: list[Count]
    total: int | None
    spare: tuple[int, ...]


NOTHING = Counts([], [], None, ())


class _Event(NamedTuple):
    """A number ("N"), a word for none ("X") or grades counted together ("G"), with its first and last place."""

    symbol: str
    first: int
    last: int
    value: int
    named: bool = False


class _Row(NamedTuple):
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
        return _word(self.read, self.text, place)

    def lead(self, place: int) -> str:
        """The words right before a place, left-out ones among them."""
        start = self.read.units[place].start
        return self.text[max(self.read.span.start, start - 24) : start].lower()

    def is_every(self, place: int) -> bool:
        """Whether all of the number at a place are meant: "all nine", "each of the nine"."""
        return _EVERY.search(self.lead(place)) is not None


def counts(read: Sentence, setting: Setting, text: str) -> Counts:
    """The counts of a sentence that holds a grade word."""
    counting = "N" in read.sig
    values = _values(read, text) if counting or "e" in read.sig else {}
    if not (counting or "X" in read.sig or values) or _EXPLAINED.search(read.sig) or _tells_scale(read, text):
        return NOTHING
    row = _Row(read, read.sig, text, values, None, {})
    row = _set_aside(row) if counting or values else row
    events = list(_events(row, setting))
    links = _linked(row, events)
    if not links:
        return NOTHING
    if _are_codes(row, links) or _of_things(row):
        return NOTHING
    told = [link for link in links if not _WISHED.search(row.sig, 0, link[0].first)]
    old = _FROM_TO.search(row.sig)
    earlier = [link for link in told if old and old.start() < link[0].first < old.end()]
    found = [c for link in told if link not in earlier for c in _steps(link, row, setting)]
    found = sorted([*found, *_by_article(row, events, links)], key=lambda count: count.start)
    ordinary = [c for c in found if not _ORDINAL.search(text, c.start, c.end)]
    now = found if any(c.number for c in ordinary) else ordinary
    before = [c for link in earlier for c in _steps(link, row, setting)] or list(_before(row, now))
    used = {event.first for link in links for event in link}
    return Counts(now, before, row.total, tuple(e.value for e in events if e.symbol == "N" and e.first not in used))


_STEP = re.compile("NCG")


def _tells_scale(read: Sentence, text: str) -> bool:
    """Whether a number above one is said to be a grade: "where 6 is excellent and 1 is unsatisfactory"."""
    steps = (match.start() for match in _STEP.finditer(read.sig))
    return any(read.units[at].value > 1 and _word(read, text, at + 1) == "is" for at in steps)


def _are_codes(row: _Row, links: list[tuple[_Event, _Event]]) -> bool:
    """Whether numbers in brackets are those of the grades themselves: "outstanding (1), good (2)"."""
    codes = [number.value for _, number in links if row.sig[number.first - 1] == "("]
    steps = {after - before for before, after in pairwise(codes)}
    return bool(steps) and steps in ({1}, {-1})


_OF_THINGS = re.compile("P[BCo]{0,4}o,?N")


def _of_things(row: _Row) -> bool:
    """Whether the sentence counts among things that are no areas: "Of the county's beaches 29 were excellent"."""
    things = _OF_THINGS.match(row.sig)
    return things is not None and row.word(0) == "of" and row.word(things.end() - 2).endswith("s")


_EXPLAINED = re.compile(r"(?<![NX])G(?:[,;/&]{1,3}o?G){2,}")
"""The grades of a scale told over, none of them counted: "outstanding, good, adequate or inadequate"."""
_FROM_TO = re.compile(r"F(?:[,&]?NG)+T(?=N)")
"""The counts before a change: "from two goods and five adequates to six goods ..."."""
_WISHED = re.compile(r"H[oTCVvePB]{0,6}G[^b;:I]{0,30}$")
_ORDINAL = re.compile(r"\b(?:second|third|fourth|fifth)\b|\bthe (?:other|last)(?= (?:is|was)\b|$)", re.IGNORECASE)
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


def _set_aside(row: _Row) -> _Row:
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


def _one_of_several(row: _Row) -> _Row:
    match = _ONE_OF.search(row.sig)
    if not match or row.read.units[match.start(1)].value != 1 or not row.total:
        return row
    place = match.start(1)
    if match.group(2) or match.group(
        3
    ):  # "one of 23 schools rated good", "one of 12 to be rated good": of other bodies
        return row._replace(sig=f"{row.sig[:place]}_{row.sig[place + 1 :]}", total=None)
    return row._replace(values={**row.values, place: row.total}, total=None)


def _totals(row: _Row) -> Iterator[int]:
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


def _word(read: Sentence, text: str, place: int) -> str:
    unit = read.units[place]
    return text[unit.start : unit.end].lower()


def _values(read: Sentence, text: str) -> dict[int, int]:
    """The numbers that "all four", or "both" of "both of the others", stand for, by their places."""
    found = {m.start(1): 1 for m in _SINGLE.finditer(read.sig) if _word(read, text, m.start(1)) in _LAST_ONE}
    for match in _EACH.finditer(read.sig):
        place = match.start()
        value = _ALL.get(_word(read, text, place), 0)
        if value > PAIR or (value and read.sig[place + 1 : place + 3] in ("Pr", "Pq")):
            found[place] = value
    return found


def _look_around(row: _Row, place: int, symbols: list[str]) -> None:
    """Marks the fillers at a number, and the number itself where it counts nothing ("another two", "2018/19")."""
    sig = row.sig
    if sig[place + 1 : place + 2] == "N" or sig[place - 2 : place] in ("Y/", "Y-"):
        symbols[place] = "_" if sig[place - 1 : place] in "/-" else "+"
    for near in (place - 1, place + 1):
        if 0 <= near < len(sig) and sig[near] == "o" and _FILLER.match(row.word(near)):
            symbols[near] = "+"


_ANCHOR = re.compile(r"G(?:[&/]G)*|[XNe]")
_ARTICLE = re.compile(r"\ban? [\"“‘']?$", re.IGNORECASE)
_THING = re.compile(
    r"\+?(?:r|[ogI]{0,3}[qkn](?:o?P#)?|(?:oP[eBC]{0,3}|/|P[eoBIC]{0,4})#(?:[og]{0,3}[qknA])?|P[eoBIC]{0,4}[og]{0,3}[qkn]|P[er])"
)
"""What a number counts: areas, grades, bodies, or part of them ("of the nine")."""
_PRONOUNS = frozenset({"them", "which"})
_NO_THING = re.compile(r"\+?[ojAZYQNg]")
_ZERO = re.compile(r"(?:no|none|not one|not a single|nothing|nowhere|neither)$")


def _events(row: _Row, setting: Setting) -> Iterator[_Event]:
    """The numbers that may count something and the grades, in order."""
    match = _ANCHOR.search(row.sig)
    while match:
        place, end = match.span()
        symbol = row.sig[place]
        if symbol == "G":
            end = next((i - 1 for i in range(place + 2, end, 2) if _apart(row, place, i)), end)
            yield _Event("G", place, end, 0)
        elif symbol == "X":
            if _ZERO.match(row.word(place)):
                yield _Event("X", place, end, 0)
        elif symbol == "N" or place in row.values:
            event = _number(row, place, setting)
            if event:
                yield event
        match = _ANCHOR.search(row.sig, end)


def _apart(row: _Row, first: int, place: int) -> bool:
    """Whether a grade joined to another is counted by its own article: "two adequates and an inadequate"."""
    apart = row.word(place - 1) == "and" or not _ARTICLE.search(row.lead(first))
    return apart and _ARTICLE.search(row.lead(place)) is not None


_LISTED = re.compile("[:-]A")
""" "Three of them: A, B and C"."""
_ONE_OF_TWO = re.compile(r"one (?:is|was|requires?d?|needs)\b[^.;]{0,60}\bthe other\b")
""" "The one requires improvement, the other is good"."""


def _number(row: _Row, place: int, setting: Setting) -> _Event | None:
    """The number at a place with what it counts; None where that is something else ("three of its stations")."""
    value = row.values.get(place) or row.read.units[place].value
    if _ONE_OF_TWO.match(row.text, row.read.units[place].start) and row.lead(place).endswith("the "):
        return None
    if _OVER.match(row.text, row.read.units[place].end):
        return _Event("N", place, place + 1, value, named=True)
    behind = place + 1 + row.sig.startswith("+", place + 1)
    of = row.sig[behind : behind + 1] == "P" and row.word(behind) == "of"
    thing = _THING.match(row.sig, place + 1)
    if thing and (of or row.sig[behind] != "P"):
        return _number_of(row, (place, value), thing, of=of)
    if of and row.sig[behind + 1 : behind + 2] == "o" and row.word(behind + 1) in _PRONOUNS:
        return _Event("N", place, behind + 2, value, _LISTED.match(row.sig, behind + 2) is not None)
    if of or _NO_THING.match(row.sig, place + 1):
        return None
    return _Event("N", place, behind, value, _is_every_area(row, place, value, setting))


def _number_of(row: _Row, number: tuple[int, int], thing: re.Match[str], *, of: bool) -> _Event | None:
    """A number, by its place and value, with the areas, grades or bodies right behind it."""
    words, (place, value) = thing.group(), number
    if words.endswith("#") and _is_noun(row, thing.end()):
        return None  # "three of the five stations"
    if words.endswith("k") and value == 1 and of:
        return None  # "one of the largest forces"
    named = words.endswith(("q", "r")) or "#" in words or (words.endswith("n") and value > 1)
    return _Event("N", place, thing.end(), value, named)


def _is_noun(row: _Row, place: int) -> bool:
    """Whether a word behind a number is what it counts, rather than what was done to them ("of the nine inspected")."""
    return row.sig[place : place + 1] in ("o", "j", "g") and not row.word(place).endswith(("ed", "en"))


def _is_every_area(row: _Row, place: int, value: int, setting: Setting) -> bool:
    """Whether "all four" are all the areas that the inspectorate grades, none of them named in the sentence."""
    if row.sig[place] != "e" and not row.is_every(place):
        return False
    return value in {len(f.areas) for f in setting.frameworks()[:1]} and not re.search("[AZ]", row.sig[:place])


_BEHIND = re.compile(r"n?[<>]?n?(?:[CR][CVvo]?|P[IBoe]{1,3})?P(?:[Po]o)?[o+]{0,2}P?$|n?[:\t]$|n?[<>]?a$")
_ROW = re.compile(r"GN$")
_BEHIND_COMMA = re.compile(r"n?[<>]?,P\+?$")
_BRACKETED = re.compile(r"^(?=[^A]*$).*?G\(N\)[,&]{1,2}G\(N\)")
_TIMES_OVER = re.compile(r"n?,?$")
_OVER = re.compile(r" times over\b")
_ASIDE = re.compile(r",[^GNXY,;.]{1,9},|\([^GN()]{1,14}\)|-[^GN;.\-]{1,16}-|,[Pw]e(?=C)")
_AHEAD = re.compile(
    r"(?:P[BI])?[eiPC]?$|,C$|(?:FI)?(?:(?:[oeiPIBVvCskqgnW]|T(?=[BeIC])){0,14}[CVvR]|[oeIB]{0,3}[CVv])[CVvRoPWeS+]{0,3}$"
)
_VERB = re.compile(r"requires?\b|needs?\b")
_NONE_AHEAD = re.compile(r"[+qkCVvPBoeIWgR#s]{0,14}$")
_NONE_BEHIND = re.compile(r"[oCV]{0,3}$")
_NOT_ITS_NOUN = re.compile(r"[ojAZ]")

STRONG, LIKELY, FAINT = 3.0, 2.0, 1.0
"""How likely a number and a grade belong together."""


def _weight(row: _Row, one: _Event, other: _Event) -> float:
    """How likely two neighbours belong together; 0 if they do not."""
    pair = one.symbol + other.symbol
    gap = row.sig[one.last : other.first]
    if "j" in gap:
        return 0
    if pair == "GN":
        return _behind(row, _ASIDE.sub("", gap), other)
    if pair == "NG":
        return _ahead(row, gap, one, other)
    if pair == "XG":
        return LIKELY if _NONE_AHEAD.match(gap) else 0
    if pair == "GX":
        return _none_behind(gap, row.word(other.first))
    return 0


def _none_behind(gap: str, word: str) -> float:
    if word == "none":
        return STRONG if gap in ("P", "nP") else 0
    return FAINT if word == "nowhere" and _NONE_BEHIND.match(gap) else 0


def _behind(row: _Row, gap: str, number: _Event) -> float:
    if _BEHIND.match(gap) or (not gap and _ROW.match(row.sig)):
        return STRONG
    if _BEHIND_COMMA.match(gap):
        return FAINT
    if gap == "(" and _BRACKETED.search(row.sig):
        return STRONG  # "good (5), adequate (3)"
    if gap == "," and row.sig[number.last : number.last + 1] in (";", "."):
        return LIKELY  # "good, seven; adequate, three"
    return LIKELY if _TIMES_OVER.match(gap) and _OVER.match(row.text, row.read.units[number.first].end) else 0


def _ahead(row: _Row, gap: str, number: _Event, grade: _Event) -> float:
    plain = _ASIDE.sub("", gap)
    if plain.endswith("T") and _VERB.match(row.word(grade.first)):
        plain = plain[:-1]  # "two to require improvement"
    if not _AHEAD.match(plain):
        return 0
    its_noun = not _NOT_ITS_NOUN.match(row.sig, grade.last) or row.word(grade.last) == "ones"
    its_noun = its_noun or says_when(row.text, row.read.units[grade.last - 1].end)
    if not plain and not number.named and not its_noun:
        return 0  # "three good reasons"
    return LIKELY if len(plain) > 6 else STRONG


def _linked(row: _Row, events: list[_Event]) -> list[tuple[_Event, _Event]]:
    """The pairs of neighbours, none used twice, whose weights together are the largest."""
    best: list[tuple[float, int]] = [(0.0, 0), (0.0, 0)][: len(events) + 1]
    for index in range(1, len(events)):
        weight = _weight(row, events[index - 1], events[index])
        with_it = best[index - 1][0] + weight
        best.append((with_it, 1) if weight and with_it > best[index][0] else (best[index][0], 0))
    links, index = [], len(events)
    while index > 1:
        if best[index][1]:
            links.append((events[index - 2], events[index - 1]))
        index -= 1 + best[index][1]
    return links[::-1]


def _steps(link: tuple[_Event, _Event], row: _Row, setting: Setting) -> Iterator[Count]:
    """The counts of a linked pair: none of several grades, or "two apiece", is a count of each of them."""
    number, grade = sorted(link, key=lambda event: event.symbol == "G")
    units = row.read.units
    grades = _grades(row, grade.first, grade.last)
    start, end = min(number.first, grade.first), max(number.last, grade.last) - 1
    words = units[start].start, units[end].end
    if number.symbol == "X":
        also = _ALSO_NONE.match(row.sig, grade.last)
        grades = (*grades, *(_grades(row, *also.span()) if also else ()))
        named = any(symbol in row.sig[number.last : grade.first + 2] for symbol in "qn")
        for one in grades:
            yield Count((one,), 0, *words, named)
        return
    named = number.named or _is_plural(row, number, grade) or "n" in row.sig[grade.last : grade.last + 1]
    if "apiece" in row.text[words[0] : words[1]]:
        for one in grades:
            yield Count((one,), number.value, *words, named)
    else:
        scale = setting.scale_of("overall") or _scale_with(grades, setting)
        grades = (*_shortened(row, grade, scale), *grades)
        yield Count(_widened(grades, row.sig[grade.last : grade.last + 1], scale), number.value, *words, named)


_ALSO_NONE = re.compile(r"(?:[,&]{1,2}G)+(?![n]?P?N)")


def _grades(row: _Row, first: int, last: int) -> tuple[str, ...]:
    return tuple(row.read.grade(unit).term.id for unit in row.read.units[first:last] if unit.symbol == "G")


def _shortened(row: _Row, grade: _Event, scale: Scale | None) -> tuple[str, ...]:
    """The grade before an "or" that shares the noun of the one behind it: "reasonable or good progress"."""
    if scale is None or not row.sig.endswith("o&", 0, grade.first):
        return ()
    full = f"{row.word(grade.first - 2)}-{row.word(grade.last - 1).split()[-1]}"
    return (full,) if full in scale.grades else ()


def _is_plural(row: _Row, number: _Event, grade: _Event) -> bool:
    """Whether grades themselves are counted: "four goods"."""
    return number.last == grade.first and row.word(grade.last - 1).endswith("s")


_JOINED = re.compile(r"[,&]{1,2}(?:P[AZ],)?$")


def _by_article(row: _Row, events: list[_Event], links: list[tuple[_Event, _Event]]) -> Iterator[Count]:
    """The grades counted by an article beside counted ones: "eight goods and a requires improvement"."""
    counted = {grade.first for number, grade in links if grade.symbol == "G" and number.last == grade.first}
    linked = {event.first for link in links for event in link}
    for before, event in pairwise(events):
        if event.symbol != "G" or event.first in linked or before.first not in counted:
            continue
        if _JOINED.match(row.sig[before.last : event.first]) and _ARTICLE.search(row.lead(event.first)):
            counted.add(event.first)
            units = row.read.units[event.first : event.last]
            yield Count(_grades(row, event.first, event.last), 1, units[0].start, units[-1].end, named=True)


BEHIND = 24
"""Characters from a count to the one before that stands behind it, at most."""


def _before(row: _Row, now: list[Count]) -> Iterator[Count]:
    """The counts of an earlier inspection: as many numbers as steps, in their order, or each right behind its step."""
    units = [row.read.units[place] for place in sorted(row.before)]
    if len(units) == len(now):
        pairs = list(zip(now, units, strict=True))
    else:
        pairs = [(count, unit) for unit in units for count in now if 0 <= unit.start - count.end <= BEHIND]
    for count, unit in pairs:
        yield count._replace(number=unit.value, start=unit.start, end=unit.end)


def _widened(grades: tuple[str, ...], mark: str, scale: Scale | None) -> tuple[str, ...]:
    """ "Good or better" and "adequate or worse" as all the grades that they mean; merged grades best first."""
    if scale is None or any(grade not in scale.grades for grade in grades):
        return grades
    place = scale.grades.index(grades[0])
    if mark == ">":
        return scale.grades[: place + 1]
    if mark == "<":
        return scale.grades[place:]
    return tuple(sorted(grades, key=scale.grades.index))


def _scale_with(grades: tuple[str, ...], setting: Setting) -> Scale | None:
    """The newest scale in force that has those grades."""
    for framework in setting.frameworks():
        scale = setting.pack.scale(framework.scale)
        if scale and all(grade in scale.grades for grade in grades):
            return scale
    return None
