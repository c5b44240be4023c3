"""Names of open classes, found by what ends or begins them: "{Name} Primary School", "HMP {Name}"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pipeline.pack import GAP, Pack, Term

REACH = 90
"""How many characters before a head noun its name may begin."""

_WORD = r"(?:[A-Z][\w’'.&-]*[\w’']|St\.|[A-Z]\.?|\([A-Z]{1,4}\))"
_LINK = r"(?:of|the|and|&|on|upon|in|under|by|le|la|de|y|yr)"
_BEFORE = re.compile(rf"(?<![\w’'.-]){_WORD}(?: (?:{_LINK} ){{0,2}}{_WORD}){{0,7}} $")
_AFTER = re.compile(rf" {_WORD}(?:(?: {_LINK}){{0,2}} {_WORD}){{0,2}}(?![\w-])")
_OPENER = re.compile(
    r"(?:The|A|An|At|In|On|For|From|Of|By|To|With|And|But|So|As|If|When|While|Where|Since|After|Before|Both|This|That"
    r"|Our|Their|His|Her|Its|Is|Was|Did|Has|Had|Although|Though|Until|Under|Over|Near|Nearby|Why|How|Meanwhile|Now|Then)"
    r" (?:the )?"
)
_SUBJECT = re.compile(r"[A-Z][a-z]+ (?:of|at|in|by|on) (?:the )?(?=[A-Z])")
_SENTENCE_START = re.compile(r"(?:^|\n|[.!?:•–][”’\"')]? )[“‘\"'(]?$")


class Naming(NamedTuple):
    """Words of the text that name something: its full name, and the term one of whose patterns that name fits."""

    start: int
    end: int
    name: str
    term: Term


class Gaps(NamedTuple):
    """The patterns of a pack as two expressions, of what ends a name and of what begins one, and the terms behind."""

    heads: re.Pattern[str]
    openings: re.Pattern[str]
    terms: dict[str, Term]


def names(text: str, pack: Pack) -> list[Naming]:
    """The names in ``text`` that fit a pattern of the pack, the longest where they overlap, in text order.

    >>> school = Term(kind="body", id="school", patterns=("{Name} School",), yes=("[Elm School]",), no=("school",))
    >>> text = "Staff of Elm Road High School cheered. At Oak School they did not."
    >>> [text[n.start : n.end] for n in names(text, Pack(id="schools", terms=(school,)))]
    ['Elm Road High School', 'Oak School']
    """
    gaps = _gaps(pack)
    kept: list[Naming] = []
    for start, end, term in sorted(_found(text, gaps), key=lambda found: (found[0] - found[1], found[0])):
        if all(end <= other.start or other.end <= start for other in kept):
            kept.append(Naming(start, end, text[start:end], term))
    return sorted(kept, key=lambda naming: naming.start)


def _found(text: str, gaps: Gaps) -> Iterator[tuple[int, int, Term]]:
    for head in gaps.heads.finditer(text):
        start = _start(text, head.start()) if text[head.start() - 1 : head.start()] == " " else None
        if start is not None:
            yield start, head.end(), gaps.terms[_plain(head.group())]
    for opening in gaps.openings.finditer(text):
        name = _AFTER.match(text, opening.end())
        if name and not text[opening.start() - 1 : opening.start()].isalnum():
            yield opening.start(), name.end(), gaps.terms[_plain(opening.group())]


def _start(text: str, head: int) -> int | None:
    """Where the name before a head noun begins, without words that only open its sentence; None if there is none."""
    low = max(0, head - REACH)
    name = _BEFORE.search(text[low:head])
    if name is None:
        return None
    start = low + name.start()
    opens = _SENTENCE_START.search(text, max(0, start - 4), start)
    for opener in (_OPENER, _SUBJECT) if opens else ():
        words = opener.match(text, start, head)
        start = words.end() if words else start
    return start if start < head else None


@lru_cache(maxsize=64)
def _gaps(pack: Pack) -> Gaps:
    terms: dict[str, Term] = {}
    heads: list[str] = []
    openings: list[str] = []
    for term in pack.of_kind("body"):
        for pattern in term.patterns:
            words = pattern.replace(GAP, "").strip()
            terms[_plain(words)] = term
            (heads if pattern.startswith(GAP) else openings).append(words)
    return Gaps(_any_of(heads), _any_of(openings), terms)


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, the longest first, as written or in capitals, as headings have them.

    The expression begins with its letters and no assertion, so that the scan for them is fast.
    """
    spellings = {spelling for phrase in phrases for spelling in (phrase, phrase.upper(), phrase.replace("'", "’"))}
    ordered = sorted(spellings, key=lambda spelling: (-len(spelling), spelling))
    return re.compile(rf"(?:{'|'.join(map(re.escape, ordered))})(?![\w-])" if ordered else r"(?!)")


def _plain(words: str) -> str:
    return words.lower().replace("’", "'")
