"""Grades told in a scene of the past: "At its last inspection much was wrong. Leadership was weak. Care was poor."."""

from __future__ import annotations

import re

from pipeline.extract.areas import AreaHit
from pipeline.extract.focus import Focus
from pipeline.extract.page import Dropped, Found
from pipeline.extract.reading import Reading, Span
from pipeline.extract.times import When, past
from pipeline.extract.wording import Wording

_SCENE = Wording(
    r"(?:(?:For|By|In) [a-z]+[:,] )?(?:Back |And |But )?(?:"
    r"(?:When|The last time) (?:[\w’'-]+ ){1,6}(?:last )?"
    r"<visited>\b[^.;]{0,60}?(?:,| (?:it|they) )"
    r"|(?:[A-Z][\w’'-]*|It|The \w+)(?: [A-Z][\w’'-]*){0,5} (?:was|were) (?:last )?<past-visit>"
    r"[^.;]{0,60}? in 20[0-4]\d\."
    r"|(?:[Aa]t|[Ii]n|[Oo]n|[Dd]uring) (?:its|their|the|that|his|her) (?:last|previous|earlier|\d{4}) (?:[a-z]+ )?"
    r"(?:<report-word>|round|assessment)\b"
    r"|[Ii]n 20[0-4]\d\b"
    r"|(?:[Aa] year|(?:[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en) years)"
    r" (?:ago|earlier)\b"
    r"|[Ll]ast time\b)"
)
"""How a sentence opens that takes the reader back, and keeps those behind it in its paragraph there."""
_DATED = re.compile(r"\b[Ii]n (20[0-4]\d)\b")
_PRESENT = re.compile(
    r"\b(?:now|today|this time|since|latest|current(?:ly)?|yet|has|have|is|are|still"
    r"|(?:[Ll]ast|[Tt]his|the new) (?:(?:year|month|week|spring|summer|autumn|winter)[’']s )?"
    r"(?:report|inspection|visit))\b"
)
_PAST = re.compile(r"w(?<!\w.)(?:as|ere)\b")
_REACH = 8
"""Sentences of a paragraph that a scene lasts, at most."""


def set_back(reading: Reading, found: list[Found | Dropped]) -> list[Found | Dropped]:
    """The grades, those that are told in such a scene as grades of that time."""
    return [
        one._replace(when=_then(reading, one) or one.when) if isinstance(one, Found) and _is_plain(one.when) else one
        for one in found
    ]


def _is_plain(time: When) -> bool:
    """Whether nothing in its own sentence dates a grade."""
    return time.current and not (time.previous or time.certain or time.year)


def _then(reading: Reading, one: Found) -> When | None:
    """The time of the scene that a grade is told in; None if there is none."""
    place = one.evidence[0][0]
    index, line, text = reading.sentence_index(place), reading.line_at(place), reading.text
    sentences = reading.sentences
    if not _tells_the_past(text, sentences[index]):
        return None
    for before in range(index - 1, max(-1, index - _REACH), -1):
        sentence = sentences[before]
        if sentence.start < line.start:
            return None
        scene = _SCENE.match(reading, *sentence)
        if scene:
            dated = _DATED.search(text, *sentence)
            year = int(dated[1]) if dated else 0
            return past(year, certain=not year)
        if _PRESENT.search(text, *sentence):
            return None
    return None


def _tells_the_past(text: str, sentence: Span) -> bool:
    return _PAST.search(text, *sentence) is not None and not _PRESENT.search(text, *sentence)


_VISITED = Wording(r" when (?:(?:the )?[\w ]{2,30}?) last (?:year|<season>|<month>)\b")
_LAST_YEAR = Wording(r"(?:(?:And|But) )?[Ll]ast (?:year|<season>),? (?!’s|'s)")


def is_retold(time: When, areas: tuple[AreaHit, ...], focus: Focus) -> bool:
    """Whether a grade of which nothing says when it was given is of areas just graded: one of the two is an earlier
    one."""
    known = focus.last is not None and focus.last.when.current and not focus.last.when.previous
    same = bool(areas) and [area.id for area in areas] == [area.id for area in focus.areas]
    return known and same and time.current and not time.certain


def at_earlier_visit(reading: Reading, span: Span, end: int) -> bool:
    """Whether a sentence dates the grade that ends at ``end`` by a visit or a year before this one.

    "It has been rated good. It was inadequate when inspectors went in last March."; "Last year it was inadequate."
    """
    return bool(_VISITED.match(reading, end, span.end) or _LAST_YEAR.match(reading, *span))
