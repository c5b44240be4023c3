"""Digits that are no quantity by their own shape: dates, years, clock times, telephone numbers, codes."""

from __future__ import annotations

import re
from collections.abc import Iterable

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_ON_THE_LINE = r"(?:calls?|callers?|abandon\w+|lines?|services?|operators?|day)"
_MANY = r"(?:[a-z-]{3,}s|people|children|men|women|staff)"
_HOUR = r"(?:[01]?\d|2[0-4])"


def _shapes(shapes: Iterable[tuple[str, str]]) -> re.Pattern[str]:
    """One pattern of all shapes; the name of the group that matched says which (its digits only keep names apart)."""
    return re.compile("|".join(f"(?P<{name}>{shape})" for name, shape in shapes))


_SHAPES = _shapes([
    ("date", rf"{_DAY}(?: ?(?:[-–&,/]|to|and) ?{_DAY}){{0,3}},? (?:of )?{MONTH}\b\.?(?:,? (?:19|20)\d\d)?"),
    ("date2", r"\d{1,2}(?P<mark>[/.-])\d{1,2}(?P=mark)(?:19|20)?\d\d(?![\d])|(?:19|20)\d\d-\d\d-\d\d(?!\d)"),
    ("clock", rf"{_HOUR}(?:[:.][0-5]\d)?(?::\d\d)? ?(?:[ap]\.?m\b\.?|hrs\b|o'clock)|[0-2]\d[0-5]\d ?(?:hrs|hours)\b"),
    ("clock2", rf"{_HOUR}:[0-5]\d(?::\d\d)?(?!\d)"),
    ("phone", r"0\d{2,5}\)?(?:[ -]?\d{2,6}){1,4}(?!\d)|0\d{6,}(?!\d)|116 ?123(?!\d)"
     r"|44 ?(?:\(0\) ?)?\d{2,4} ?\d{3,4} ?\d{3,4}"),
    ("reference", r"\d{16,}|\d{1,3}(?:,\d{3}){5,}|0\d+(?![\d.,%])"),
    ("service", rf"(?:999|101|111|112)(?![\d%]|[,.]\d| ?per)(?: (?:emergency |non-emergency )?{_ON_THE_LINE}\b"
     rf"|(?<!111)(?<!112)(?! (?!(?:for|if|to|in|with|about|on|or|and|when|is|was|at|by)\b)(?:[a-z-]+ )?{_MANY}\b))"),
    ("clock4", r"0\d\.[0-5]\d(?!\d|\.\d|[%p]| per)"),
    ("service2", r"11[12](?= (?:for|if|or|when|online|instead)\b)"),
    ("clock3", r"\d{1,2}'\d\d[\"”]"),
    ("idiom", r"24[/-]7\b|24 hours(?=\))|2:[12](?!\d)|(?:50|20)/(?:50|20)\b"
     r"|(?!(?:19|20)\d\d/\d\d(?!\d))\d+/\d+(?:/\d+)*(?!\d)"),
])  # fmt: skip
_MARKS = re.compile(
    r"(?:\bscor(?:es?|ed|ing)(?: of)?(?: (?:just|only))?|\bmark(?: of)?|[’'\"”]"
    r"|\b(?:good|outstanding|inadequate|improvement)) ?\(?$"
)
""" "A score of 8/21", "'Good' (14/21)": marks out of a whole."""
_COUNT = re.compile(
    r"(?!999|101|11[12])[1-9]\d{0,2}(?:,\d{3}){0,4}(?:\.\d+)?"
    r"(?:%| (?:[bcegiklqruvwxyz]|p[^.m]|h[^r]|m[^a]|[dfs][^e]|[nt][^o]))"
)
"""Digits before what begins no month, time of day, second day or street: most of those in an article."""
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d(?:s\b|(?:[-–/](?:(?:19|20)?\d\d))?(?!\d|,\d{3}|\.\d))")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|from|to|by|of|until|till|before|after|during|and|or|the|its|his|her|their|a|early|late|mid"
    rf"|between|than|for|on|at|last|act|peel|{MONTH}),?|[-–—/,(]) ?$"
)
_PLURAL_AFTER = re.compile(
    r" (?:(?!(?:and|or|but|when|which|the|its|by|to|in|of|on|for|as|it|he|she|they|we)\b)[a-z-]{2,} ){0,2}"
    rf"(?!does\b|this\b){_MANY}\b"
)
_MONTH_BEFORE = re.compile(rf"\b{MONTH}\.? $")
_DAY_NUMBER = re.compile(r"\d{1,2}(?!\d)")
_DAY_ENDING = re.compile(
    r"(?:st|nd|rd|th)?(?:(?: ?[-–] ?| to | and |, )[0-3]?\d(?:st|nd|rd|th)?(?![\d%]| ?per))?(?:,? (?:19|20)\d\d)?"
    r"(?![\d%:.]\d)"
)
_POSTCODE = re.compile(r"\b[a-z]{1,2}\d[\da-z]? $")
_ADDRESS = re.compile(r"\d{1,4}[A-Za-z]?(?: [A-Z][\w'’-]+){1,4}")
_STREETS = (
    "Road",
    "Street",
    "Lane",
    "Avenue",
    "Drive",
    "Close",
    "Place",
    "Square",
    "Gardens",
    "Terrace",
    "Crescent",
    "Parade",
    "Yard",
    "Court",
    "Row",
    "Way",
    "Hill",
    "Rd",
    "St",
)
_LIST_ITEM = re.compile(r"\d{1,2}[.)](?= |\t|$)|\d{1,3}(?:\.\d{1,2}){1,2}(?=[ \t]+[\"“‘(]?[A-Z])", re.M)
""" "3. Managing offenders", "(2) that the report be noted", "32.4 The Director said": the number of a paragraph."""
_LINE_CLOCK = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d(?=\s+[^a-z\s]|\s*$|\s*\n)")


def name_at(text: str, low: str, start: int, end: int) -> tuple[int, int, str] | None:
    """The name that the digits at ``start:end`` of ``text`` are, as (start, end, reason); None if they are a quantity.

    ``low`` is the text in lower case, of the same length.

    >>> name_at("On 4 May 2021 it shut.", "on 4 may 2021 it shut.", 3, 4)
    (3, 13, 'date')
    >>> name_at("It lost 12 posts.", "it lost 12 posts.", 8, 10) is None
    True
    """
    before = low[start - 1 : start]
    if before == " " and _COUNT.match(text, start) and not _MONTH_BEFORE.search(low, max(0, start - 12), start):
        return None
    if before.isalpha() or (before == "-" and low[start - 2 : start - 1].isalpha() and not _spelled(low, start)):
        return start, _word_end(low, end), "code"
    if (
        before in ("#", "@", "_")
        or (before == "/" and _in_address(low, start))
        or (before == "(" and low[start - 2 : start - 1].isdigit())
    ):
        return start, _word_end(low, end), "code"
    if _starts_line(low, start):
        for reason, shape in (("list-number", _LIST_ITEM), ("clock", _LINE_CLOCK)):
            if found := shape.match(text, start):
                return start, found.end(), reason
    if before in ("£", "$", "€") or low[start - 2 : start] == "£ ":
        return None
    return _shape_at(low, start) or _year_at(low, start) or _place_at(text, low, start, end)


def _in_address(low: str, start: int) -> bool:
    """Whether the slash before the digits belongs to the address of a page."""
    return "." in low[max(0, start - 60) : start].rsplit(None, 1)[-1]


def _shape_at(low: str, start: int) -> tuple[int, int, str] | None:
    found = _SHAPES.match(low, start)
    if found and not (found.lastgroup == "idiom" and _MARKS.search(low, max(0, start - 24), start)):
        return start, found.end(), (found.lastgroup or "").rstrip("234")
    day = _DAY_NUMBER.match(low, start)
    if day is None or int(day.group()) > 31 or not _MONTH_BEFORE.search(low, max(0, start - 12), start):
        return None
    ending = _DAY_ENDING.match(low, day.end())
    return (start, ending.end(), "date") if ending else None


def _year_at(low: str, start: int) -> tuple[int, int, str] | None:
    found = _YEAR.match(low, start)
    if found is None:
        return None
    counts = _PLURAL_AFTER.match(low, found.end()) and len(found.group()) == 4
    if counts and not _YEAR_BEFORE.search(low, max(0, start - 14), start):
        return None
    return start, found.end(), "year"


def _place_at(text: str, low: str, start: int, end: int) -> tuple[int, int, str] | None:
    """A postcode, a street number, or a code such as "7A"."""
    rest = low[end : end + 3]
    if rest[:2].isalpha() and _POSTCODE.search(low, max(0, start - 6), start):
        return start, _word_end(low, end), "address"
    if rest[:1].isalpha() and not _known_suffix(low, end):
        return start, _word_end(low, end), "code"
    found = _ADDRESS.match(text, start)
    if found and any(word in _STREETS for word in found.group().split()[2:]):
        return start, found.end(), "address"
    return None


_SUFFIXES = frozenset(
    {
        "m",
        "mn",
        "bn",
        "tn",
        "k",
        "pc",
        "p",
        "ppts",
        "ppt",
        "pp",
        "pps",
        "st",
        "nd",
        "rd",
        "th",
        "mins",
        "min",
        "secs",
        "hrs",
        "hr",
        "per",
        "percent",
        "s",
    }
)


def _known_suffix(low: str, end: int) -> bool:
    return low[end : _word_end(low, end)] in _SUFFIXES


def _word_end(low: str, end: int) -> int:
    limit = min(len(low), end + 20)
    while end < limit and low[end].isalnum():
        end += 1
    return end


def _starts_line(low: str, start: int) -> bool:
    line = low.rfind("\n", max(0, start - 6), start)
    return (line >= 0 or start <= 6) and not low[line + 1 : start].strip("•*- \t(")


def _spelled(low: str, start: int) -> bool:
    """Whether the hyphen before the digits joins a word that is no code: "mid-2023", "under-18", "pre-2019"."""
    return low[max(0, start - 8) : start].split()[-1:] in (["mid-"], ["post-"], ["pre-"])
