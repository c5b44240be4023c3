"""Which number of a row counts which grade: the links that are together the likeliest."""

from __future__ import annotations

import re

from pipeline.extract.count_row import Event, Row
from pipeline.extract.whole_body import says_when

_BEHIND = re.compile(r"n?[<>]?n?(?:[CR][CVvo]?|P[IBoe]{1,3})?P(?:[Po]o)?[o+]{0,2}P?$|n?[:\t]$|n?[<>]?a$")
_ROW = re.compile(r"GN$")
_BEHIND_COMMA = re.compile(r"n?[<>]?,P\+?$")
_BRACKETED = re.compile(r"^(?=[^A]*$).*?G\(N\)[,&]{1,2}G\(N\)")
_TIMES_OVER = re.compile(r"n?,?$")
_ASIDE = re.compile(r",[^GNXY,;.]{1,9},|\([^GN()]{1,14}\)|-[^GN;.\-]{1,16}-|,[Pw]e(?=C)")
_AHEAD = re.compile(
    r"(?:P[BI])?[eiPC]?$|,C$|qe[IeB]s$"
    r"|(?:FI)?(?:(?:[oeiPIBVvCskqgnW]|T(?=[BeIC])){0,14}[CVvR]|[oeIB]{0,3}[CVv])[CVvRoPWeS+]{0,3}$"
)
_VERB = re.compile(r"requires?\b|needs?\b")
_NONE_AHEAD = re.compile(r"[+qkCVvPBoeIWgR#s]{0,14}$")
_NONE_BEHIND = re.compile(r"[oCV]{0,3}$")
_NOT_ITS_NOUN = re.compile(r"[ojAZ]")

STRONG, LIKELY, FAINT = 3.0, 2.0, 1.0
"""How likely a number and a grade belong together."""


def _weight(row: Row, one: Event, other: Event) -> float:
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


def _behind(row: Row, gap: str, number: Event) -> float:
    if _BEHIND.match(gap) or (not gap and _ROW.match(row.sig)):
        return STRONG
    if _BEHIND_COMMA.match(gap):
        return FAINT
    if gap == "(" and _BRACKETED.search(row.sig):
        return STRONG  # "good (5), adequate (3)"
    if gap == "," and row.sig[number.last : number.last + 1] in (";", "."):
        return LIKELY  # "good, seven; adequate, three"
    return LIKELY if _TIMES_OVER.match(gap) and row.is_times_over(number.first) else 0


def _ahead(row: Row, gap: str, number: Event, grade: Event) -> float:
    plain = _ASIDE.sub("", gap)
    if plain == "," and number.first == 1 and row.sig.startswith("P"):
        return STRONG  # "In two, progress was insufficient"
    if plain.endswith("T") and _VERB.match(row.word(grade.first)):
        plain = plain[:-1]  # "two to require improvement"
    if not _AHEAD.match(plain):
        return 0
    its_noun = not _NOT_ITS_NOUN.match(row.sig, grade.last) or row.word(grade.last) == "ones"
    its_noun = its_noun or says_when(row.text, row.read.units[grade.last - 1].end)
    if not plain and not number.named and not its_noun:
        return 0  # "three good reasons"
    return LIKELY if len(plain) > 6 else STRONG


def linked(row: Row, events: list[Event]) -> list[tuple[Event, Event]]:
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
