"""What sentences without a grade word say of grades told before: that they are those of the last inspection too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.page import Dropped, Found, Page, sentence, within
from pipeline.extract.reading import Span
from pipeline.extract.times import past
from pipeline.extract.wording import Wording

_AGAIN = re.compile(
    r"(?:Yet again|Again|Still|Once more|No change(?: there)?|Unchanged|Same as (?:before|last time))[.!]?$"
)
_LONGEST_AGAIN = len("Same as last time.")
_ALL_SAME = Wording(
    r"(?:Both|All|Those|These|The)(?: \w+)? <grade-word> (?:are|were|is|was|have|has)"
    r"(?: both| all)? (?:the same|unchanged|not changed|no different)\b(?:[^.]{0,20}?\b((?:19|20)\d\d)\b)?"
)
""" "Both grades are the same as in 2021": those of the sentence before."""
_UNCHANGED = re.compile(
    r"\b(?:unchanged|(?:has|have|had|did)(?: not|n[’']t) changed?|(?:stay|remain)(?:s|ed)? the same)\b"
)
REMEMBERED = 200
"""Grades and dismissed words before that are looked at: the cost stays linear."""
REACH = 40
"""Characters between an area and the words that say that its grade has not changed, at most."""


def again(page: Page, span: Span, found: list[Found | Dropped]) -> list[Found]:
    """The grades of the last inspection that a sentence of a word or two tells by the last ones: "Again." """
    text = page.reading.text
    if not found:
        return []
    same = _ALL_SAME.match(page.reading, *span)
    if same and isinstance(found[-1], Found):
        place = text.rfind("\n", 0, found[-1].evidence[0][0])
        start = max(place, page.reading.sentence_at(found[-1].evidence[0][0]).start)
        told = [o for o in found[-REMEMBERED:] if isinstance(o, Found) and o.when.current and o.evidence[0][0] >= start]
        return [_before(one, span, int(same[1] or 0)) for one in told]
    alone = span.end - span.start <= _LONGEST_AGAIN and _AGAIN.match(text, *span)
    return [_before(one, span) for one in _last(found)] if alone else []


def unchanged(page: Page, span: Span, found: list[Found | Dropped], body: str) -> list[Found]:
    """The grades of the last inspection that a sentence tells by the current ones: "The grade for A is unchanged".
    ``body`` is the one spoken of where the sentence names none."""
    told = _UNCHANGED.search(page.reading.text, *span) if found and within(page.areas, span) else None
    return list(_named(page, span, told.start(), (found, body))) if told else []


def _last(found: list[Found | Dropped]) -> list[Found]:
    """The grades of the last grade word, if it is one of now."""
    last = found[-1] if found else None
    if not isinstance(last, Found) or not last.when.current or last.when.previous:
        return []
    return [o for o in found[-REMEMBERED:] if isinstance(o, Found) and o.evidence[0] == last.evidence[0]]


def _named(page: Page, span: Span, verb: int, told: tuple[list[Found | Dropped], str]) -> Iterator[Found]:
    """The current grades of the areas named before the verb, where it is their grade that has not changed."""
    read = sentence(page, span)
    areas = [area.id for area in read.areas if area.end <= verb]
    near = [area.end for area in read.areas if verb - REACH <= area.end <= verb]
    if "n" not in read.sig or not near:
        return
    found, body = told
    body = read.bodies[0].name if read.bodies else body
    for one in found[-REMEMBERED:]:
        if isinstance(one, Found) and one.body == body and one.area in areas and one.when.current:
            yield _before(one, span)


def _before(one: Found, span: Span, year: int = 0) -> Found:
    """The same grade at the inspection before, with the sentence that says so as evidence."""
    when = past(year)
    said = () if "/" in one.area else ((span.start, span.end),)  # there the words of the question come last
    return one._replace(when=when, evidence=(*one.evidence, *said), rule="grades/unchanged")
