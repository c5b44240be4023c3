"""An article as the reading of grades sees it: grade words, areas, bodies, and any sentence of it as units."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.extract.areas import AreaHit, joined, misspelt, near_hits
from pipeline.extract.bodies import Named
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.setting import Setting, grade_order
from pipeline.extract.status import When
from pipeline.extract.units import Hits, Unit, cues_of, signature, stream
from pipeline.pack import Term


class Found(NamedTuple):
    """One grade read in one place, before those of the whole article are put together."""

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
    """All that the reading of grades needs to know of an article."""

    reading: Reading
    setting: Setting
    grades: list[Hit]
    areas: list[AreaHit]
    bodies: list[Named]
    principal: str


class Moment(NamedTuple):
    """When, and of which body, a grade word speaks, whether or not an area is named with it."""

    when: When
    body: str
    dismissed: bool


class Sentence(NamedTuple):
    """A sentence as units, with what its hits stand for."""

    units: list[Unit]
    sig: str
    grades: list[Hit]
    areas: list[AreaHit]
    bodies: list[Named]

    def area(self, unit: Unit) -> AreaHit:
        """The area behind an A unit."""
        return self.areas[unit.key]

    def grade(self, unit: Unit) -> Hit:
        """The grade behind a G unit."""
        return self.grades[unit.key]


def page(reading: Reading, setting: Setting, areas: list[AreaHit], bodies: list[Named]) -> Page:
    """The page of an article: grade words outside area labels, and the body that it is about."""
    covered = [(a.start, a.end) for a in areas]
    grades = [g for g in _grades(reading, setting) if not _inside(g, covered)]
    return Page(reading, setting, grades, areas, bodies, principal(bodies, reading))


def _grades(reading: Reading, setting: Setting) -> list[Hit]:
    """The grade words; one that several scales have is the grade of the scale likeliest to be in force."""
    order = grade_order(setting.pack, setting.date, setting.kind)
    meant = {
        (m.start, m.end): [s.term for s in m.senses if s.term.kind == "grade" and s.pack == setting.pack.id]
        for m in reading.mentions
        if len(m.senses) > 1
    }

    def likeliest_term(hit: Hit) -> Term:
        return min(meant.get((hit.start, hit.end), ()), key=lambda t: order.get(t.id, len(order)), default=hit.term)

    return [hit._replace(term=likeliest_term(hit)) for hit in reading.hits("grade", setting.ids())]


def _symbol(area: AreaHit, services: frozenset[str]) -> str:
    return "Q" if area.id == "overall" else "Z" if area.id in services else "A"


NOWHERE = Span(-1, -1)
"""Keeps the place of a hit that has another symbol, so that a unit's key is its index among all areas."""


def _inside(hit: Hit | AreaHit, covered: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in covered)


def principal(bodies: list[Named], reading: Reading) -> str:
    """The body that the article is about: named most, first mentions and full names counting double."""
    weights: dict[str, float] = {}
    for mention in bodies:
        early = mention.start < max(400, len(reading.text) // 4)
        weights[mention.name] = weights.get(mention.name, 0) + (1 + early) * (1 if mention.weak else 2)
    return max(weights, key=lambda name: weights[name]) if weights else ""


def sentence(page: Page, span: Span, *, paraphrases: bool = False) -> Sentence:
    """The sentence in ``span`` as units. Paraphrases of areas are looked for only here, beside grade words."""
    grades = [g for g in page.grades if span.start <= g.start < span.end]
    bodies = [b for b in page.bodies if span.start <= b.start < span.end]
    named = [(b.start, b.end) for b in bodies]
    areas = [a for a in page.areas if span.start <= a.start < span.end and not _inside(a, named)]
    text = page.reading.text
    if grades or paraphrases:
        taken = [(h.start, h.end) for h in (*grades, *bodies)] + [(a.start, a.end) for a in areas if a.strong]
        areas = sorted([*areas, *near_hits(text, span, taken, page.setting)])
        taken = [(h.start, h.end) for h in (*grades, *bodies, *areas)]
        areas = sorted([*areas, *misspelt(text, span, taken, page.setting)])
        areas = joined(areas, text, page.setting.services())
    inspectors = [h for h in page.reading.hits("inspectorate", page.setting.ids()) if span.start <= h.start < span.end]
    services = page.setting.services()
    hits = [
        Hits("G", [Span(h.start, h.end) for h in grades]),
        *(
            Hits(symbol, [Span(h.start, h.end) if _symbol(h, services) == symbol else NOWHERE for h in areas])
            for symbol in "AZQ"
        ),
        Hits("B", [Span(h.start, h.end) for h in bodies]),
        Hits("I", [Span(h.start, h.end) for h in inspectors]),
    ]
    units = stream(text, span, cues_of(page.reading.lexicon), hits)
    return Sentence(units, signature(units), grades, areas, bodies)
