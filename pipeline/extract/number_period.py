"""When a figure holds: "in 2023", "since the spring", "last year", "in the 12 months to March"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_names import MONTH
from pipeline.extract.number_place import Figure, Sentence
from pipeline.extract.reading import Span

_SEASON = r"(?:spring|summer|autumn|winter)"
_MODIFIER = rf"(?:early|late|mid|{_SEASON}|O+|E+|past|same|next|previous|financial|YYYY+|N+)[ -]"
_DATED = rf"(?:{MONTH}(?: YYYY+)?|YYYY+|{_SEASON}(?: (?:of )?YYYY+)?)"
_LONG = (
    rf"(?:years?(?: (?:to|ending|before|since))?(?: (?:{MONTH}|YYYY+)){{0,2}}|period|months?|weeks?|days?|quarter|term)"
)
_PERIOD = re.compile(
    rf"(?:in|during|over|since|between|throughout) (?:(?:the )?(?:{_MODIFIER}){{0,3}}{_DATED}"
    rf"|(?:the |(?={_MODIFIER}))(?:{_MODIFIER}){{0,3}}{_LONG})(?: (?:to|and) (?:YYYY+|{MONTH}))?\b"
    rf"|(?:E+|this|next) (?:year|month|week|term|{_SEASON})\b|(?:a|the) year (?:earlier|before|ago)\b"
)
_OPENS = closed_class("in during over since between throughout this next a the EEEE")
"""Words that a period begins with; the last of them is "last", masked."""
_TIMES = closed_class(
    "year years period month months week weeks day days quarter term spring summer autumn winter january february "
    "march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct "
    "nov dec"
)
_TIMES |= {f"{word}'s" for word in _TIMES}
"""One of these is in every period without a date."""
_OPENING_MARKS = frozenset(',;:–—(“"')
_OPENING_WORDS = ("and", "but", "while", "whereas", "which")


def periods(sentence: Sentence) -> list[Span]:
    """Where the sentence says when."""
    if _TIMES.isdisjoint(sentence.words) and "Y" not in sentence.masked[slice(*sentence.span)]:
        return []
    masked, last = sentence.masked, sentence.span.end
    openings = [start for word, start in sentence.all_tokens() if word in _OPENS]
    return [Span(*found.span()) for start in openings if (found := _PERIOD.match(masked, start, last))]


def period_of(sentence: Sentence, figures: Sequence[Figure], index: int, found: Sequence[Span]) -> Span | None:
    """The period of the figure at ``index``: one between it and the next figure, or one that opens its own clause, or
    one before all figures. What stands between two figures and opens no clause belongs to the first of them."""
    if not found:
        return None
    figure = figures[index]
    floor = figures[index - 1].end if index else sentence.span.start
    ceiling = figures[index + 1].start if index + 1 < len(figures) else sentence.span.end
    semicolon = sentence.masked.find(";", figure.end, ceiling)
    behind = [s for s in found if figure.end <= s.start < (semicolon if semicolon >= 0 else ceiling)]
    if behind and not (index + 1 < len(figures) and opens_clause(sentence, behind[0].start)):
        return behind[0]
    ahead = [s for s in found if floor <= s.start and s.end <= figure.start]
    if ahead and (not index or opens_clause(sentence, ahead[-1].start)):
        return ahead[-1]
    first = max(sentence.masked.rfind(";", sentence.span.start, figure.start), sentence.span.start)
    return next((s for s in found if first <= s.start and s.end <= figures[0].start), None)


def opens_clause(sentence: Sentence, start: int) -> bool:
    """Whether what begins at ``start`` opens a clause: after a mark or a conjunction."""
    ahead = sentence.words_before(start)[-1:]
    return not ahead or ahead[0] in _OPENING_MARKS or ahead[0] in _OPENING_WORDS
