"""Which areas were meant by a count: "good in eight areas and poor in two. The two are A and B"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.counting import counts
from pipeline.extract.focus import Focus
from pipeline.extract.frames import AREAS
from pipeline.extract.page import PARAPHRASED, Found, Page, sentence
from pipeline.extract.reading import Span
from pipeline.extract.wording import Wording

_TELLS = re.compile(r"(?:The|Those|These|Its)\b[^.;]{0,60}?\b(?:are|were|is|was):? ")
_SEVERAL = re.compile(rf"^[eo]{{0,2}}(?:Nq?|q)[^GAXBI;]{{0,6}}C:?({AREAS})[.!]?$")
_SINGLE = re.compile(rf"^[^GAXBI;]{{1,5}}C:?({AREAS})[.!]?$")
_EXCEPTION = Wording(r"The (?:sole |only |one |single |lone )?(?:<exception>|one (?:of|that|which|area))\b")
REACH = 300
"""Characters from a count to the sentence that says which areas it counts, at most."""


def counted(page: Page, span: Span, focus: Focus) -> Iterator[Found]:
    """The grades of the areas that a sentence without a grade names as those counted right before: as many areas as
    one grade was counted, and no other."""
    text = page.reading.text
    if focus.last is None or not 0 < span.start - focus.last.read.span.end < REACH or not _TELLS.match(text, *span):
        return
    read = sentence(page, span, PARAPHRASED)
    told = _SEVERAL.match(read.sig) or (_SINGLE.match(read.sig) if _EXCEPTION.match(page.reading, *span) else None)
    if not told:
        return
    areas = [read.area(unit) for unit in read.units[slice(*told.span(1))] if unit.symbol == "A"]
    before = counts(focus.last.read, page.setting, text).now
    fitting = [count for count in before if count.number == len(areas) and len(count.grades) == 1]
    if len(fitting) != 1:
        return
    said = next(hit for hit in focus.last.read.grades if fitting[0].start <= hit.start < fitting[0].end)
    for area in areas:
        words = ((said.start, said.end), (area.start, area.end))
        yield Found(focus.last.body, area.id, fitting[0].grades[0], focus.last.when, words, "grades/counted")
