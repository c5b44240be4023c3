"""A sentence as a short string of symbols, in which the grammar of grades is plain enough to be read by patterns.

"The force was graded good at preventing crime" becomes ``BCVGPA``: body, copula, assigning verb, grade, preposition,
area. The words behind the symbols are the ids of ``models/common/cues.toml``; articles and possessives are left out,
every other word is ``o``. Only stretches that hold a grade word are read in this way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from operator import itemgetter
from typing import Any, NamedTuple, TypeAlias

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.reading import Span
from pipeline.pieces import Pieces
from pipeline.tuples import maker

SYMBOLS = {
    "assign": "V", "gift": "v", "copula": "C", "prep": "P", "from": "F", "to": "T", "up": "U", "down": "D", "move": "M",
    "keep": "K", "lost": "L", "previous": "R", "now": "W", "negation": "X", "hypothetical": "H", "definition": "E",
    "grade-noun": "n", "area-noun": "q", "but": "b", "and": "&", "likewise": "S", "each": "e", "respectively": "z",
    "rest": "r", "all": "a", "report": "s", "when": "w", "case-noun": "j", "body-noun": "k", "worse": "<",
    "better": ">", "relative": "i", "neutral": "o", "rater": "J", "thing": "g",
    "previous-last": "^", "previous-first": "~", "grade-verb": "%", "there": "@", "calls": "=",
}  # fmt: skip
"""Cue id -> symbol. Besides: G grade, A area, Z service, Q the whole body, B body, I inspectorate, N count, Y year,
punctuation as itself, o a word."""

_WORD = re.compile(r" ?(\w+(?:[-.]\w+|(?<=\b\d{4})/\d\d\b)*(?:['’](?:t|d|ll|ve|re|m)\b)?|['’]s\b|[^\w\s]|[\t\n])")
_DROPPED = frozenset({
    "the", "a", "an", "its", "their", "his", "her", "our", "your", "very", "just", "only", "too", "also", "'s",
    "’s", "how", "well",
    "in particular", "quite", "rather", "fairly", "way", "force's", "force’s", "overall", "even", "so-called", "us",
    "apiece", "merely", "simply", "barely", "“", "”", '"', "‘", "’", "'", "*", "•", "either", "then",
})  # fmt: skip
COUNTS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "single": 1, "another": 1,
    "second": 1, "third": 1,
    "fourth": 1, "fifth": 1,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
COUNTS |= _TENS | {f"{ten}-{one}": tens + ones for ten, tens in _TENS.items() for one, ones in list(COUNTS.items())[:9]}
"""Word -> how many it counts."""
_CALLED = frozenset({"101", "111", "999"})
"""Numbers that one rings, not counts."""
_YEAR = re.compile(r"(?:19[89]\d|20[0-4]\d)(?:[-/–]\d\d)?$")
_PUNCTUATION = {"–": "-", "—": "-", "-": "-", ";": ";", ":": ":", ",": ",", "(": "(", ")": ")", ".": ".", "?": "?",
                "!": ".", "\t": "\t", "\n": "\n", "/": "/", "…": ".", "[": "(", "]": ")",
                "|": "\t", "→": "T"}  # fmt: skip
_PLAIN = {**dict.fromkeys(_DROPPED, ""), **_PUNCTUATION}
"""Word or mark -> symbol, "" for those that are left out."""


class Unit(NamedTuple):
    """A symbol and the words behind it. ``value`` is the count of an N, the year of a Y,
    else 0; ``key`` the index of the
    hit among those of its symbol, or -1."""

    symbol: str
    start: int
    end: int
    value: int
    key: int


unit = maker(Unit)


class Phrase(NamedTuple):
    """The cue phrases that begin alike, as a tree of words: the symbol of the phrase that ends here ("" if none does),
    and the next words."""

    symbol: str
    after: dict[str, Phrase]


Word: TypeAlias = tuple[str, int, int, str, int, dict[str, Phrase]]
"""A word or mark in its plain form, with its offsets, its symbol where it stands alone ("" if it is left out) and the
value of that unit, and the words that go on with a cue phrase: a bare tuple, for there are many."""

_NOTHING: dict[str, Phrase] = {}


_MOST_KEPT = 8192
"""Pieces: 3 MB a process."""


class Cues:
    """The cue phrases of a lexicon, and the words that they make of what stands between two spaces."""

    def __init__(self, phrases: dict[str, Phrase]) -> None:
        self._phrases = phrases
        self._pieces = Pieces(self._cut, _MOST_KEPT)

    def words(self, text: str, span: Span) -> list[Word]:
        """The words of a stretch. The frame of a table row is no part of it."""
        position = span.start + text.startswith("|", *span)
        words: list[Word] = []
        for piece in text[position : span.end - text.endswith("|", *span)].split(" "):
            for word, start, end, symbol, value, after in self._pieces[piece]:
                words.append((word, position + start, position + end, symbol, value, after))
            position += len(piece) + 1
        return words

    def _cut(self, piece: str) -> list[Word]:
        """The words of what stands between two spaces, with offsets in it."""
        return [self._word(piece, match) for match in _WORD.finditer(_plain(piece))]

    def _word(self, piece: str, match: re.Match[str]) -> Word:
        word, (start, end) = match[1], match.span(1)
        cue = None if piece.startswith("May", start) else self._phrases.get(word)  # the month, not the verb
        symbol, value = (cue.symbol, 0) if cue and cue.symbol else _alone(word)
        return word, start, end, symbol, value, cue.after if cue else _NOTHING


@lru_cache(maxsize=4)
def cues_of(lexicon: Lexicon) -> Cues:
    """The cue phrases of the common pack."""
    root: dict[str, Any] = {}
    for term in lexicon.common("cue"):
        for form in term.forms if term.id in SYMBOLS else ():
            node = root
            for word in _WORD.findall(_plain(form)):
                node = node.setdefault(word, {})
            node[""] = SYMBOLS[term.id]
    return Cues(_tree(root).after)


def _tree(node: dict[str, Any]) -> Phrase:
    return Phrase(node.get("", ""), {word: _tree(below) for word, below in node.items() if word})


def _plain(words: str) -> str:
    """The words as they are compared: lower case, straight apostrophes, as long as before."""
    plain = words.lower().replace("’", "'")
    return plain if len(plain) == len(words) else "".join(c.lower()[:1] for c in words).replace("’", "'")


def stream(text: str, span: Span, cues: Cues, marks: Iterable[Unit]) -> list[Unit]:
    """The units of ``text`` in ``span``. ``marks`` are those that are more than cues: they are read before cues, cues
    before single words."""
    marked = _longest(mark for mark in marks if mark.end <= span.end)
    words = cues.words(text, span)
    units: list[Unit] = []
    index, size = 0, len(words)
    while index < size:
        _, start, end, symbol, value, after = words[index]
        mark = marked.get(start)
        if mark is not None:
            units.append(mark)
            while index < size and words[index][1] < mark.end:
                index += 1
            continue
        index += 1
        if after and index < size and words[index][0] in after:
            length, phrase = _longest_phrase(after, words, index, marked)
            if phrase:
                index += length
                symbol, value, end = phrase, 0, words[index - 1][2]
        if symbol:
            units.append(unit((symbol, start, end, value, -1)))
    return without_asides(_placed(units))


_PLACED = (
    (re.compile(r"\^(?:(?=[,.;&)b\-\n\t])|$)"), "R"),  # "it was good before, and is now"; not "before she came"
    (re.compile(r"\^"), "o"),
    (re.compile(r"^~(?=[aeoNnqAk]{1,5}C)"), "R"),  # "Then all five were poor"; not "Then inspectors came"
    (re.compile(r"(?<=[AB],)~(?=G)|(?<=,i)~(?=G)"), "R"),  # "safety, then poor, is now good"; "which already was"
    (re.compile(r"~"), ""),
    (re.compile(r"(?<=I)%(?=[BA])"), "V"),  # "HMICFRS grades Kent Police outstanding"; not "its grades are good"
    (re.compile(r"%"), "n"),
    (re.compile(r"(?<=I)="), "v"),  # "which Ofsted calls outstanding"; not "it listened to 40 calls"
    (re.compile(r"="), "j"),
    (re.compile(r"(?<=G)@(?=P)"), "o"),  # "the scheme grades it too, as good there for teaching"
    (re.compile(r"@"), ""),
)
"""Words that mean something only in one place in their clause, and what they are elsewhere."""

_ODD = re.compile("[%~^@=]")


def _placed(units: list[Unit]) -> list[Unit]:
    """The units, with each word that means something only in its place as what it is there."""
    sig = signature(units)
    if not _ODD.search(sig):
        return units
    for pattern, symbol in _PLACED:
        for word in pattern.finditer(signature(units)):
            units[word.start()] = units[word.start()]._replace(symbol=symbol)
    return [one for one in units if one.symbol]


def _longest(marks: Iterable[Unit]) -> dict[int, Unit]:
    """The marks by their start; of several that begin together, the longest."""
    longest: dict[int, Unit] = {}
    for mark in marks:
        other = longest.get(mark.start)
        if other is None or other.end <= mark.end:
            longest[mark.start] = mark
    return longest


_COMMAS = (
    r"(?<=[AB],)b,(?=[CKGVWDUM])",  # "leadership, though, is good"
    r"(?<=[&b],)[oPeN]{1,8},(?=[CVKGUDM])",  # "good and, after a visit last month, poor"
    r"(?:sI|Is|es),(?=[GWC])",  # "and now, says Ofsted, outstanding"; "the school, they decided, is good"
    r",",  # "the city, too, was good": a word left out
    r"(?<=A,)P?o{1,3},(?=[CKVUDM])",  # "respect, at least, edges up to good"
    r"(?<=A,)b[^GAYN,;.]{1,12},(?=[CKVUDMG])",  # "education, though they liked the maths, is good"
    r"(?<=[AB],)P?[iw][^GAY,;.]{1,12},",  # "the school, which has 90 pupils, is good"
    r"(?<=B,)P?[iw][^GA,;.]{1,12},(?=[CG]|o?KC)",  # "the school, which opened in 2012, is good"
    r"(?<=[AB],)R[oPB]{1,5},",  # "culture, once its pride, is good"
    r"(?<=G,)b?XG,(?=P)",  # "good, though not outstanding, at preventing crime"
    r"(?<=A,)XP?A(?:[,&]{1,2}P?A)*,",  # "prevention, not protection, is good"
    r"(?<=G,)o,(?=P)",  # "it requires improvement, Bea, at two things"
    r"(?<=B,)[o&ePN]{1,8},(?=[CVvbG])",  # "Sussex Police, next door, is adequate"
    r"(?<=B,)BCo{1,3},(?=[eC])",  # "at St Luke's, the trust's other site, it is good"
    r"(?<=G,)G[^GA,;.&]{0,8},(?=P)",  # "unsatisfactory, the lowest grade there is, for leadership"
)
_DASHES = (
    r"[^GANY;.:\-]{1,14}-",  # "the force - one of the smallest - was good"
    r"(?<=A-)[^GN;.:\-]{1,14}-",  # "legitimacy - treating people fairly - was good"
)
_GRADES = (
    r"(?=PG)",  # "the top rating of outstanding"
    r"[^GANYqB;:.,\n(]{1,10}:(?=G)",  # "the lowest grade of all: an inadequate for leadership"
)
_BRACKETS = (
    r"(?!K\))[^GANYSRq()]{1,8}\)",  # "Kent Police (KP)"
    r"(?<=A\()[^GN()]{1,6}\)",
)
_WHOLE = (r"(?<=AQ)(?=[GCKVUDM])",)  # "the quality of education as a whole requires improvement"
_ASIDE = re.compile(
    "|".join(
        f"{re.escape(mark)}(?:{'|'.join(forms)})"
        for mark, forms in ((",", _COMMAS), ("-", _DASHES), ("G", _GRADES), ("(", _BRACKETS), ("Q", _WHOLE))
    )
)
"""By the symbol with which they begin, so that places with another one are passed over at once."""


def without_asides(units: list[Unit]) -> list[Unit]:
    """The units without what stands between dashes or in brackets and holds neither grade nor area nor count, and
    without what a dash adds to explain an area ("legitimacy - treating people fairly - was good")."""
    for _ in range(2):  # what stands behind one aside may be another: "the school (SHS), which ..., is good"
        asides = [a.span() for a in _ASIDE.finditer(signature(units)) if not _is_graded_with(a, units)]
        if not asides:
            break
        for start, end in reversed(asides):
            del units[start:end]
    return units


def _is_graded_with(aside: re.Match[str], units: list[Unit]) -> bool:
    """Whether the first of two grades is told with the other, and not by its name: "good with outstanding features"."""
    if aside.group() != "G":
        return False
    link = units[aside.end()]
    return link.end - link.start > len("of")


def _longest_phrase(
    after: dict[str, Phrase], words: list[Word], index: int, marked: dict[int, Unit]
) -> tuple[int, str]:
    """The longest cue phrase that goes on from ``index`` and runs into no mark: how many more words it has, and its
    symbol ("" if there is none)."""
    best, length = _NO_PHRASE, 0
    while after and index + length < len(words):
        word, start, *_ = words[index + length]
        below = after.get(word)
        if below is None or start in marked:
            break
        length += 1
        if below.symbol:
            best = length, below.symbol
        after = below.after
    return best


_NO_PHRASE = (0, "")


def _alone(word: str) -> tuple[str, int]:
    """The symbol of a word that is no cue, "" if it is left out, and its value: a mark, a year, a count, or just a
    word."""
    symbol = _PLAIN.get(word)
    if symbol is not None:
        return symbol, 0
    if word[0].isdigit():
        if _YEAR.match(word):
            return "Y", int(word[:4])
        if word.isdecimal() and len(word) <= 3 and word not in _CALLED:
            return "N", int(word)
    count = COUNTS.get(word, 0)
    return "N" if count else "o", count


def signature(units: Iterable[Unit]) -> str:
    """The symbols of the units as one string, for patterns."""
    return "".join(map(_SYMBOL, units))


_SYMBOL = itemgetter(0)
