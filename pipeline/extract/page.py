"""An article as the reading of grades sees it: grade words, areas, bodies, and any sentence of it as units."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple, TypeVar

from pipeline.extract.areas import AreaHit, joined, misspelt, near_hits
from pipeline.extract.bodies import Named
from pipeline.extract.frames import Target
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.setting import Setting, grade_order
from pipeline.extract.times import When
from pipeline.extract.units import Unit, cues_of, signature, stream, unit
from pipeline.pack import Term


class Found(NamedTuple):
    """One grade read in one place, before those of the whole article are put together.

    ``evidence`` are the spans of the grade, of the area, and, where a table tells both, of the question of a service.
    """

    body: str
    area: str
    grade: str
    when: When
    evidence: tuple[tuple[int, int], ...]
    rule: str


class Dropped(NamedTuple):
    """A grade word that was seen and not taken, and why."""

    start: int
    end: int
    reason: str


class Page(NamedTuple):
    """All that the reading of grades needs to know of an article.

    ``inspectors`` are the units of the setting's inspectorate (I) and of others (J), ``services`` the areas that are
    services of a body. ``memo`` keeps the sentences that were read, ``homes`` the bodies that run services.
    """

    reading: Reading
    setting: Setting
    grades: list[Hit]
    areas: list[AreaHit]
    bodies: list[Named]
    principal: str
    inspectors: list[Unit]
    services: frozenset[str]
    memo: dict[tuple[Span, int], Sentence]
    homes: dict[str, str]


class Moment(NamedTuple):
    """When, and of which body, a grade word speaks, whether or not an area is named with it."""

    when: When
    body: str
    dismissed: bool


class Sentence(NamedTuple):
    """A sentence as units, with what its hits stand for. ``raw`` are its areas before those of one phrase were
    joined."""

    span: Span
    units: list[Unit]
    sig: str
    grades: list[Hit]
    areas: list[AreaHit]
    bodies: list[Named]
    raw: list[AreaHit]

    def area(self, unit: Unit) -> AreaHit:
        """The area behind an A unit."""
        return self.areas[unit.key]

    def grade(self, unit: Unit) -> Hit:
        """The grade behind a G unit."""
        return self.grades[unit.key]

    def words(self, target: Target) -> Span:
        """Where the words of a grade, or of a change of grade, stand in the text."""
        return Span(self.units[target.place].start, self.units[target.end - 1].end)


def page(reading: Reading, setting: Setting, areas: list[AreaHit], bodies: list[Named], others: list[Named]) -> Page:
    """The page of an article: grade words outside area labels, and the body that it is about.

    ``others`` are words that stand for a body and are no name of one that the setting's inspectorate sees.
    """
    words = _grades(reading, setting)
    areas = [area for area in areas if not _begun_by_grade(area, words)]
    grades = [grade for grade in words if not _in_label(grade, areas)]
    return Page(
        reading,
        setting,
        grades,
        areas,
        sorted([*bodies, *others]),
        principal(bodies, reading),
        _inspectors(reading, setting),
        setting.services(),
        {},
        {},
    )


def without(page: Page, spans: Sequence[Span]) -> Page:
    """The page without the grade words and the areas in ``spans``, which are in text order."""
    return page._replace(
        grades=[grade for grade in page.grades if not is_in(spans, grade.start)],
        areas=[area for area in page.areas if not is_in(spans, area.start)],
    )


def is_in(spans: Sequence[Span], position: int) -> bool:
    """Whether one of the spans, which are in text order and do not overlap, holds the character at ``position``."""
    place = bisect_right(spans, position, key=_FIRST) - 1
    return place >= 0 and position < spans[place].end


_FIRST = itemgetter(0)


def _inspectors(reading: Reading, setting: Setting) -> list[Unit]:
    """Where inspectorates are named, in text order. Grades of others are not those of the setting's."""
    own = reading.hits("inspectorate", setting.ids())
    spans = {(hit.start, hit.end) for hit in own}
    others = reading.hits("inspectorate", frozenset(reading.lexicon.packs) - setting.ids())
    units = [Unit("I", hit.start, hit.end, 0, -1) for hit in own]
    units += [Unit("J", h.start, h.end, 0, -1) for h in others if not h.weak and (h.start, h.end) not in spans]
    return sorted(units, key=_BY_START)


_BY_START = itemgetter(1)


def _grades(reading: Reading, setting: Setting) -> list[Hit]:
    """The grade words; one that several scales have is the grade of the scale likeliest to be in force."""
    order = grade_order(setting.pack, setting.date, setting.kind)
    hits = []
    for hit in reading.hits("grade", setting.ids()):
        terms = reading.terms(hit.start, hit.end, "grade", setting.pack.id)
        hits.append(hit._replace(term=min(terms, key=lambda t: order.get(t.id, len(order)))) if len(terms) > 1 else hit)
    return sorted([*hits, *_in_a_row(reading, setting, hits)])


_NUMBERS = ("none", "one", "two", "three", "four", "five", "six")
_MARK = re.compile(rf"\b(?:{'|'.join(_NUMBERS)}|\d)\b")
_NEXT_MARK = re.compile(rf"(?:[,;]|,? (?:and|but|with|while)) (?:an? |just |only )*({_MARK.pattern}) (?:for|on|in|at) ")


def _in_a_row(reading: Reading, setting: Setting, hits: list[Hit]) -> list[Hit]:
    """The marks behind a grade that is told by its number, on the same scale: "three for A, [two] for B and [one] for
    C". They count where an area is bound to them."""
    found = []
    numbered = [hit for hit in hits if _MARK.search(reading.text, hit.start, hit.end)]
    ends = [*(hit.start for hit in numbered[1:]), len(reading.text)]
    for hit, end in zip(numbered, ends, strict=False):
        steps = _steps(setting, hit)
        last = min(end, reading.sentence_at(hit.start).end)
        for mark in _NEXT_MARK.finditer(reading.text, hit.end, last) if steps else ():
            term = steps.get(_NUMBERS.index(mark[1]) if mark[1] in _NUMBERS else int(mark[1]))
            if term:
                found.append(Hit(*mark.span(1), term, hit.pack, weak=True))
    return found


def _steps(setting: Setting, hit: Hit) -> dict[int, Term]:
    """The grades of the scale of a grade, by their numbers."""
    terms = {term.id: term for term in setting.pack.of_kind("grade")}
    scale = next((s for s in setting.pack.scales if s.numbers and hit.term.id in s.grades), None)
    return {n: terms[g] for n, g in zip(scale.numbers, scale.grades, strict=True) if g in terms} if scale else {}


def _symbol(area: AreaHit, services: frozenset[str]) -> str:
    return "Q" if area.id == "overall" else "Z" if area.id in services else "A"


def _in_label(grade: Hit, areas: list[AreaHit]) -> bool:
    """Whether a grade word is part of the name of an area ("good governance"); areas do not overlap."""
    before = bisect_right(areas, grade.start, key=_FIRST) - 1
    return before >= 0 and grade.end <= areas[before].end


def _begun_by_grade(area: AreaHit, grades: list[Hit]) -> bool:
    """Whether the words of a grade reach into those of an area: "positive experiences and [outcomes for children]"."""
    before = bisect_left(grades, area.start, key=_FIRST) - 1
    return before >= 0 and area.start < grades[before].end < area.end


def _inside(hit: Hit | AreaHit, covered: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in covered)


def principal(bodies: list[Named], reading: Reading) -> str:
    """The body that the article is about: named most, first mentions and full names counting double."""
    weights: dict[str, float] = {}
    head = max(400, len(reading.text) // 4)
    for mention in bodies:
        early = mention.start < head
        weights[mention.name] = weights.get(mention.name, 0) + (1 + early) * (1 if mention.weak else 2)
    return max(weights, key=lambda name: weights[name]) if weights else ""


Placed = TypeVar("Placed", Hit, AreaHit, Named, Span)


def within(hits: list[Placed], span: Span) -> list[Placed]:
    """The hits of a list in text order that begin in ``span``."""
    start, end = span
    if not hits or hits[-1][0] < start:
        return []
    first = bisect_left(hits, (start,))
    return hits[first : bisect_left(hits, (end,), first)] if hits[first][0] < end else []


NAMED, PARAPHRASED, MISSPELT = 0, 1, 2
"""How far areas are looked for in a sentence: by their names; by words near each other too; by words like their
names."""


def sentence(page: Page, span: Span, depth: int = NAMED) -> Sentence:
    """The sentence in ``span`` as units, with its areas looked for to ``depth``."""
    read = page.memo.get((span, depth))
    if read is None:
        read = page.memo[span, depth] = _sentence(page, span, depth)
    return read


def _sentence(page: Page, span: Span, depth: int) -> Sentence:
    if depth == NAMED:
        areas, named = within(page.areas, span), [(b.start, b.end) for b in within(page.bodies, span)]
        return _as_units(page, span, [a for a in areas if not _inside(a, named)] if named else areas)
    before = sentence(page, span, depth - 1)
    more = list(_paraphrased(page, before) if depth == PARAPHRASED else _misspelt(page, before))
    return _as_units(page, span, sorted([*before.raw, *more])) if more else before


def _paraphrased(page: Page, read: Sentence) -> Iterator[AreaHit]:
    strong = [(a.start, a.end) for a in read.raw if a.strong]
    return near_hits(page.reading.text, read.span, [*_taken(read), *strong], page.setting)


def _misspelt(page: Page, read: Sentence) -> Iterator[AreaHit]:
    areas = [(a.start, a.end) for a in read.raw]
    return misspelt(page.reading.text, read.span, [*_taken(read), *areas], page.setting)


def _taken(read: Sentence) -> list[tuple[int, int]]:
    return [(hit.start, hit.end) for hits in (read.grades, read.bodies) for hit in hits]


_LEAD = re.compile(
    r"\b(?:how|the ways? (?:in which )?|its|their)(?: (?:well|effectively|quickly|efficiently))?"
    r"(?: (?:it|they|leaders|staff|officers|inspectors|the (?:\w+ )?\w+)(?: (?:is|are|was|were))?)?"
    r"(?: [a-z]+(?:s|ing|ed))?(?: the| its| their)? $"
)
"""What leads to the name of an area and belongs to it: "how it [makes best use of resources]"."""
_LONGEST_LEAD = 48


def _lead(text: str, start: int, span: Span) -> int:
    """Where the words begin that lead to an area named at ``start``."""
    if start == span.start or text[start - 1] != " ":
        return start
    lead = _LEAD.search(text, max(span.start, start - _LONGEST_LEAD), start)
    return lead.start() if lead else start


def _as_units(page: Page, span: Span, raw: list[AreaHit]) -> Sentence:
    text, services = page.reading.text, page.services
    grades, bodies, areas = within(page.grades, span), within(page.bodies, span), joined(raw, text, services)
    marks = [unit(("G", grade.start, grade.end, 0, i)) for i, grade in enumerate(grades)]
    marks += [unit((_symbol(a, services), _lead(text, a.start, span), a.end, 0, i)) for i, a in enumerate(areas)]
    marks += [unit(("B", body.start, body.end, 0, i)) for i, body in enumerate(bodies)]
    first = bisect_left(page.inspectors, span.start, key=_BY_START)
    marks += page.inspectors[first : bisect_left(page.inspectors, span.end, first, key=_BY_START)]
    units = stream(text, span, cues_of(page.reading.lexicon), marks)
    sig = signature(units)
    if any(map(sig.__contains__, _KINDS)):
        units = _without_kinds(units, sig)
        sig = signature(units)
    return Sentence(span, units, sig, grades, areas, bodies, raw)


_KINDS = ("Ag", "Zg", "Ak")


def _without_kinds(units: list[Unit], sig: str) -> list[Unit]:
    """The units, an area that only says what kind of body is meant as a word: "the sixth form college is good"."""
    return [
        one._replace(symbol="o") if sig.startswith(_KINDS, i) and units[i + 1].start == one.end + 1 else one
        for i, one in enumerate(units)
    ]
