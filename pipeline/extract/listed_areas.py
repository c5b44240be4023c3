"""Areas that are named by everyday words, where a list or the word for an area shows that they are areas."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter

from pipeline.extract.areas import AreaHit
from pipeline.extract.page import Page, sentence
from pipeline.extract.reading import Span
from pipeline.extract.wording import Wording

_LISTED = re.compile(r"A(?:[,;&/X]{1,2}[eo]?A)+")
_CALLED_AREAS = re.compile(r"q(?:P[IBoe]{1,2})?[,:\-](A(?:[,;&/]{1,2}[eo]?A)*)(?=[,.;\-]|$)|(?<=[^o])(A)(?=q)")
_DENIED_AREA = re.compile(r"X[^GA;.]{0,6}(A)(?=[^GA;]{0,4}G)|(A)(?=C?X[^GA;,.]{0,3}G)")
_DENIED = re.compile(r"\b(?:not|neither|nor|stopped short)\b|n[’']t\b")
_OF_GRADES = re.compile("[GX]")
_AREA_NOUN = Wording(r"\b<area-title>\b")


def listed(page: Page, spans: list[Span]) -> list[AreaHit]:
    """Areas named by everyday words that stand in a list, graded or not, or with the word for an area: "not enough
    evidence to rate caring or responsive"; "the other strand, leadership, will follow"."""
    found: list[AreaHit] = []
    starts = [span.start for span in spans]
    weak = Counter(bisect(starts, area.start) - 1 for area in page.areas if not area.strong)
    for place, count in weak.items():
        called = place >= 0 and _AREA_NOUN.search(page.reading, *spans[place])
        denied = place >= 0 and _DENIED.search(page.reading.text, *spans[place])
        if place < 0 or (count < 2 and not called and not denied):
            continue
        read = sentence(page, spans[place])
        runs = [m.span() for m in _LISTED.finditer(read.sig)] if count > 1 and _OF_GRADES.search(read.sig) else []
        for pattern, told in ((_CALLED_AREAS, called), (_DENIED_AREA, denied)):
            runs += [m.span(m.lastindex or 0) for m in pattern.finditer(read.sig)] if told else []
        found += [read.area(unit) for run in runs for unit in read.units[slice(*run)] if unit.symbol == "A"]
    return found
