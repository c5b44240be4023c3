"""The grades of an article: each sentence read by the grade frames, each table and list by its lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.areas import AreaHit, likeliest, near_hits
from pipeline.extract.bodies import Named
from pipeline.extract.frames import Bound, Target, bind, dismissal, is_explainer, targets
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.setting import Setting
from pipeline.extract.status import When, when, window
from pipeline.extract.units import Hits, Unit, cues_of, signature, stream


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
    grades = [g for g in reading.hits("grade", setting.ids()) if not _inside(g, covered)]
    return Page(reading, setting, grades, areas, bodies, _principal(bodies, reading))


def _inside(hit: Hit, covered: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in covered)


def _principal(bodies: list[Named], reading: Reading) -> str:
    """The body that the article is about: named most, first mentions and full names counting double."""
    weights: dict[str, float] = {}
    for mention in bodies:
        early = mention.start < max(400, len(reading.text) // 4)
        weights[mention.name] = weights.get(mention.name, 0) + (1 + early) * (1 if mention.weak else 2)
    return max(weights, key=lambda name: weights[name]) if weights else ""


def sentence(page: Page, span: Span) -> Sentence:
    """The sentence in ``span`` as units. Paraphrases of areas are looked for only here, beside grade words."""
    grades = [g for g in page.grades if span.start <= g.start < span.end]
    areas = [a for a in page.areas if span.start <= a.start < span.end]
    bodies = [b for b in page.bodies if span.start <= b.start < span.end]
    text = page.reading.text
    if grades:
        taken = [(h.start, h.end) for h in (*grades, *areas, *bodies)]
        areas = sorted([*areas, *near_hits(text, span, taken, page.setting)])
    inspectors = [h for h in page.reading.hits("inspectorate", page.setting.ids()) if span.start <= h.start < span.end]
    hits = [
        Hits("G", [Span(h.start, h.end) for h in grades]),
        Hits("A", [Span(h.start, h.end) for h in areas]),
        Hits("B", [Span(h.start, h.end) for h in bodies]),
        Hits("I", [Span(h.start, h.end) for h in inspectors]),
    ]
    units = stream(text, span, cues_of(page.reading.lexicon), hits)
    return Sentence(units, signature(units), grades, areas, bodies)


class Focus(NamedTuple):
    """What the sentence before spoke of: the body, its areas, and the last bound grade."""

    body: str
    areas: tuple[AreaHit, ...]
    last: tuple[Target, When, Sentence] | None


def prose(page: Page, spans: list[Span]) -> tuple[list[Found | Dropped], dict[int, Moment]]:
    """The grades of running text, sentence by sentence, and the moment of every grade word by its start."""
    found: list[Found | Dropped] = []
    moments: dict[int, Moment] = {}
    focus = Focus(page.principal, (), None)
    for span in spans:
        read = sentence(page, span)
        focus = _shift_body(read, focus)
        if "G" in read.sig:
            values, focus = _read_sentence(page, read, focus, moments)
            found += values
        elif read.sig[:2].startswith("S") or ",S" in read.sig:
            values, focus = _likewise(read, focus)
            found += values
    return found, moments


def _shift_body(read: Sentence, focus: Focus) -> Focus:
    position = read.sig.find("B")
    if position < 0:
        return focus
    if position <= 2 or "G" in read.sig:
        body = read.bodies[read.units[position].key].name
        return focus._replace(body=body)
    return focus


def _read_sentence(
    page: Page, read: Sentence, focus: Focus, moments: dict[int, Moment]
) -> tuple[list[Found | Dropped], Focus]:
    units, sig, text = read.units, read.sig, page.reading.text
    out: list[Found | Dropped] = []
    if is_explainer(sig):
        return [Dropped(g.start, g.end, "scale-explained") for g in read.grades], focus
    found = targets(units, sig)
    floor = 0
    carried: When | None = None
    last = focus.last
    spoken: list[AreaHit] = []
    for number, bound in enumerate(bind(units, sig, found)):
        ceiling = found[number + 1].index if number + 1 < len(found) else len(sig)
        reason = dismissal(units, sig, bound.target, floor, lambda u: text[u.start : u.end])
        reason = reason or _implausible(read, bound, text)
        areas = tuple(read.area(unit) for unit in bound.areas) or _areas_in_focus(read, bound, focus, floor)
        if not reason and not areas:
            reason = "no-area"
        view = window(units, sig, bound, floor, ceiling)
        time = when(view, text, carried)
        body = _body_of(read, bound, floor, focus)
        for unit in (bound.target.current, bound.target.previous):
            if unit:
                moments[unit.start] = Moment(time, body, dismissed=reason not in (None, "no-area"))
        if reason:
            out += [Dropped(u.start, u.end, reason) for u in (bound.target.current, bound.target.previous) if u]
        else:
            out += _grades(read, bound.target, areas, time, (body, bound.rule or "area-in-focus"))
            spoken += areas
            last = (bound.target, time, read)
            carried = time
        floor = bound.right
    return out, Focus(focus.body, tuple(spoken) or focus.areas, last)


def _body_of(read: Sentence, bound: Bound, floor: int, focus: Focus) -> str:
    """The body that a target is about: the nearest one before it in its clause, else the next one after, else the focus."""
    before = [i for i in range(bound.target.index) if read.sig[i] == "B"]
    if before:
        return read.bodies[read.units[before[-1]].key].name
    after = read.sig.find("B", bound.target.end)
    if after >= 0:
        return read.bodies[read.units[after].key].name
    return focus.body


def _areas_in_focus(read: Sentence, bound: Bound, focus: Focus, floor: int) -> tuple[AreaHit, ...]:
    before = read.sig[floor : bound.target.index]
    if before and "e" in before and focus.areas and not bound.rule:
        return focus.areas
    if floor == 0 and before and before[0] == "B" and before.endswith(("V", "BG", "VC")) and focus.areas and "n" not in read.sig:
        return focus.areas
    return ()


def _implausible(read: Sentence, bound: Bound, text: str) -> str | None:
    """Why a weak grade word, an everyday word, is not used as a grade here; None if it is."""
    for unit in (bound.target.current, bound.target.previous):
        if unit is None:
            continue
        hit = read.grade(unit)
        if not hit.weak or _marked(text, hit):
            continue
        following = read.sig[bound.target.end : bound.target.end + 1]
        leading = read.sig[max(0, bound.target.index - 1) : bound.target.index]
        if following in ("o", "q") and leading != "V" and bound.rule in ("", "area-is-grade", "area-grade", "area-grade-gapped"):
            return "plain-adjective"
        if bound.rule in ("area-grade",) and bound.target.previous is None:
            return "no-frame"
    return None


def _marked(text: str, hit: Hit) -> bool:
    """Whether the word is quoted or capitalised in mid-sentence, as a grade is."""
    quoted = text[hit.start - 1 : hit.start] in ("'", '"', "‘", "“") and text[hit.end : hit.end + 1] in ("'", '"', "’", "”")
    return quoted


def _grades(
    read: Sentence, target: Target, areas: tuple[AreaHit, ...], time: When, where: tuple[str, str]
) -> Iterator[Found]:
    body, rule = where
    rule = f"grades/{rule}"
    for area in areas:
        if target.previous is not None and target.current is not None:
            for unit, is_now in ((target.current, True), (target.previous, False)):
                moment = When(current=is_now, previous=not is_now, year=0 if is_now else time.year, certain=True)
                yield _found(read, unit, area, moment, (body, rule + "+change"))
        elif target.current is not None:
            yield _found(read, target.current, area, time, (body, rule))


def _found(read: Sentence, unit: Unit, area: AreaHit, time: When, where: tuple[str, str]) -> Found:
    hit = read.grade(unit)
    return Found(where[0], area.id, hit.term.id, time, ((hit.start, hit.end), (area.start, area.end)), where[1])


def _likewise(read: Sentence, focus: Focus) -> tuple[list[Found | Dropped], Focus]:
    """"So has the one for managing offenders": the areas named take the grade of the sentence before."""
    if focus.last is None:
        return [], focus
    target, time, before = focus.last
    areas = tuple(read.area(unit) for unit in read.units if unit.symbol == "A")
    out: list[Found | Dropped] = list(_grades(before, target, areas, time, (focus.body, "likewise")))
    return out, focus._replace(areas=areas or focus.areas)


def relabel(area: AreaHit, reading: Reading, setting: Setting, date: str) -> str:
    """The area id that the words name at ``date``, where frameworks share words."""
    ids = [
        sense.term.id
        for mention in reading.mentions
        if mention.start == area.start and mention.end == area.end
        for sense in mention.senses
        if sense.term.kind == "area" and sense.pack == setting.pack.id
    ]
    return likeliest(ids or [area.id], setting, date)
