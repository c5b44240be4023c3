"""The grades of an article: each sentence read by the grade frames, each table and list by its lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.areas import AreaHit, joined, likeliest, near_hits
from pipeline.extract.bodies import Named
from pipeline.extract.frames import Bound, Target, bind, dismissal, is_explainer, likewise, mask, respectively, targets
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


def _inside(hit: Hit | AreaHit, covered: list[tuple[int, int]]) -> bool:
    return any(start <= hit.start and hit.end <= end for start, end in covered)


def _principal(bodies: list[Named], reading: Reading) -> str:
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
        areas = joined(sorted([*areas, *near_hits(text, span, taken, page.setting)]), text)
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
    """What the sentences before spoke of: the body, the areas last graded, and the last grade with its time."""

    body: str
    areas: tuple[AreaHit, ...]
    last: Given | None


class Given(NamedTuple):
    """A grade that was given, to be carried to areas named after it: the target, its time, its sentence, its body."""

    target: Target
    when: When
    read: Sentence
    body: str


class Result(NamedTuple):
    """What a sentence yields: grades and dismissed words, the moments of its grade words, and the focus it leaves."""

    found: list[Found | Dropped]
    moments: dict[int, Moment]
    focus: Focus


def prose(page: Page, spans: list[Span]) -> tuple[list[Found | Dropped], dict[int, Moment]]:
    """The grades of running text, sentence by sentence, and the moment of every grade word by its start."""
    found: list[Found | Dropped] = []
    moments: dict[int, Moment] = {}
    focus = Focus(page.principal, (), None)
    for span in spans:
        read = sentence(page, span, paraphrases=_carries_on(page, span))
        focus = _shift_body(read, focus)
        if focus.last and "A" in read.sig and "G" not in read.sig and _THAT_GRADE.search(page.reading.text, *span):
            areas = tuple(read.areas)
            found += _grades(focus.last, areas, "same-grade")
            focus = focus._replace(areas=areas)
        elif "G" in read.sig or (focus.last and "S" in read.sig):
            result = _read_sentence(page, read, focus)
            found += result.found
            moments |= result.moments
            focus = result.focus
        elif "A" in read.sig and (focus.last is None or page.reading.text[span.end - 1] == "?"):
            focus = focus._replace(areas=tuple(read.areas))
    return found, moments


_THAT_GRADE = re.compile(r"\b(?:that|the same) (?:grade|rating|mark|verdict|judge?ment)\b")


def _carries_on(page: Page, span: Span) -> bool:
    return page.reading.text.startswith(("So ", "The same ", "Likewise", "As "), span.start)


def _shift_body(read: Sentence, focus: Focus) -> Focus:
    """The focus moves to a body that opens a sentence, or that stands in one with a grade and did not just come from."""
    position = read.sig.find("B")
    if position < 0 or read.sig[position - 1 : position] == "F":
        return focus
    if position <= 2 or "G" in read.sig:
        return focus._replace(body=read.bodies[read.units[position].key].name)
    return focus


def _read_sentence(page: Page, read: Sentence, focus: Focus) -> Result:
    if is_explainer(read.sig):
        return Result([Dropped(g.start, g.end, "scale-explained") for g in read.grades], {}, focus)
    paired = _paired(read, focus)
    if paired is not None:
        return paired
    lists = likewise(read.sig)
    sig = mask(read.sig, lists)
    bound = bind(read.units, sig, targets(read.units, sig))
    out: list[Found | Dropped] = []
    moments: dict[int, Moment] = {}
    given: list[Given] = [] if focus.last is None else [focus.last]
    spoken: list[AreaHit] = []
    floor = 0
    here = focus
    carried: When | None = None
    reason = ""
    for number, one in enumerate(bound):
        ceiling = bound[number + 1].target.index if number + 1 < len(bound) else len(sig)
        step = _step(page, read, Clause(one, sig, floor, ceiling, carried, reason), here)
        carried = next((m.when for m in step.moments.values()), carried)
        reason = next((f.reason for f in step.found if isinstance(f, Dropped)), "")
        if reason == "no-area" and step.focus.last is not None:
            here = here._replace(last=step.focus.last)
            given.append(step.focus.last)
        out += step.found
        moments |= step.moments
        if step.focus.last is not None and step.found and isinstance(step.found[0], Found):
            given.append(step.focus.last)
            spoken += step.focus.areas
            here = step.focus
        floor = one.right
    for start, first, last in lists:
        before = [g for g in given[1 if focus.last else 0 :] if g.target.index < start] or given[:1]
        areas = tuple(read.area(u) for u in read.units[first:last] if u.symbol == "A")
        if before and areas:
            out += _grades(before[-1], areas, "likewise")
            spoken += areas
    last_given = given[-1] if given else None
    body = last_given.body if last_given else focus.body
    return Result(out, moments, Focus(body, tuple(spoken) or focus.areas, last_given))


class Clause(NamedTuple):
    """A bound target in its signature, the positions between which its clause lies, and what the target before it
    hands on: its time, and the reason for which it was dismissed."""

    bound: Bound
    sig: str
    floor: int
    ceiling: int
    carried: When | None
    reason: str


def _step(page: Page, read: Sentence, clause: Clause, focus: Focus) -> Result:
    """One target read: its time, its body, its areas; or why it is no grade."""
    bound, text = clause.bound, page.reading.text
    time = when(window(read.units, clause.sig, bound, clause.floor, clause.ceiling), text, clause.carried)
    reason = dismissal(read.units, clause.sig, bound.target, clause.floor, lambda u: text[u.start : u.end])
    reason = reason or _handed_on(clause) or _implausible(read, bound, text) or _own_words(read, bound, text)
    areas = tuple(read.area(unit) for unit in bound.areas) or _areas_in_focus(read, clause, focus, time, text)
    if not reason and not areas:
        reason = "no-area"
    names = _bodies_of(read, bound, focus, page)
    units = [unit for unit in (bound.target.current, bound.target.previous) if unit]
    moments = {unit.start: Moment(time, names[0], dismissed=reason not in (None, "no-area")) for unit in units}
    if reason:
        unbound = Given(bound.target, time, read, names[0]) if reason == "no-area" else None
        return Result([Dropped(unit.start, unit.end, reason) for unit in units], moments, focus._replace(last=unbound))
    given = [Given(bound.target, time, read, name) for name in names]
    found: list[Found | Dropped] = [f for g in given for f in _grades(g, areas, bound.rule or "area-in-focus")]
    return Result(found, moments, Focus(names[0], areas, given[0]))


def _handed_on(clause: Clause) -> str | None:
    """A wish or a denial reaches the grades joined to it: "will come out good and investigations adequate"."""
    between = clause.sig[clause.floor : clause.bound.target.index]
    joined = re.fullmatch(r"[&,]{1,2}[AoPe]{0,3}", between)
    return clause.reason if joined and clause.reason in ("hypothetical", "negated") else None


_WE = re.compile(r"\b[Ww]e(?: are| were|['’]re)\b[^.“”]*$")


def _own_words(read: Sentence, bound: Bound, text: str) -> str | None:
    """A body that grades itself in a quotation ("We are good at ...") was given no grade."""
    unit = bound.target.current
    if unit is None or not read.grade(unit).weak or "V" in read.sig[: bound.target.index]:
        return None
    opened = text.rfind("“", max(0, unit.start - 400), unit.start)
    spoken = opened >= 0 and text.find("”", opened, unit.start) < 0 and "\n" not in text[opened : unit.start]
    return "own-words" if spoken and _WE.search(text, opened, unit.start) else None


_BOTH = re.compile(r"\b(?:[Bb]oth|[Tt]he two) (?:forces|services|brigades|constabularies|schools|homes|hospitals|prisons|units|councils)\b")


def _bodies_of(read: Sentence, bound: Bound, focus: Focus, page: Page) -> list[str]:
    """The body or bodies that a target is about; "both forces" are the two that the article names."""
    if _BOTH.search(page.reading.text, read.units[0].start, read.units[-1].end):
        named = list(dict.fromkeys(b.name for b in page.bodies if not b.weak))
        if len(named) == 2:
            return named
    return [_body_of(read, bound, focus)]


def _body_of(read: Sentence, bound: Bound, focus: Focus) -> str:
    """The body that a target is about: the nearest one before it in its sentence, else the next one after, else the focus."""
    before = [i for i in range(bound.target.index) if read.sig[i] == "B" and read.sig[i - 1 : i] != "F"]
    if before:
        return read.bodies[read.units[before[-1]].key].name
    after = read.sig.find("B", bound.target.end)
    if after >= 0:
        return read.bodies[read.units[after].key].name
    return focus.body


_SAME = re.compile(r"\b(?:the same|that|this) (?:category|area|question|pillar|theme|measure|aspect)\b")
_FORMER = re.compile(r"\bthe former\b")
_PLURAL = re.compile(r"\b(?:each|both|they|these|those|all (?:three|four|of (?:them|these)))\b", re.IGNORECASE)
_STANDS_FOR = re.compile(r"(?:^|[,;&bI.:(])e[CKWRs]{1,4}[VC]{0,2}T?C?$")
_GRADE_AS_SUBJECT = re.compile(r"(?:^|[,;])n[CK]{1,2}$")
_NEXT_BODY = re.compile(r"(?:^|[&,;])BC{0,2}V[CT]{0,2}$")
_GAPPED_BODY = re.compile(r"[,&;]{1,2}B[CV]{0,2}")


def _areas_in_focus(read: Sentence, clause: Clause, focus: Focus, time: When, text: str) -> tuple[AreaHit, ...]:
    """The areas that a grade without one is about: those just graded in the sentence, or those that "each" stands for."""
    before = clause.sig[clause.floor : clause.bound.target.index]
    after = clause.sig[clause.bound.target.end : clause.bound.target.end + 3]
    if focus.areas and re.match(r"n?Po?q", after) and _SAME.search(text, read.units[0].start, read.units[-1].end):
        return focus.areas[-1:]
    if not focus.areas or "N" in before[-2:] or re.match(r"n?PN|q", after):
        return ()
    if _FORMER.search(text, read.units[0].start, read.units[-1].end):
        return focus.areas[:1]
    if clause.floor and _GAPPED_BODY.fullmatch(before):  # "... and Northumbria Police adequate"
        return focus.areas
    if clause.floor:  # "..., having been good in 2019"; "(previously good)"; "up from good"
        return focus.areas if time.previous and not time.current else ()
    pronoun = _STANDS_FOR.search(before)
    if pronoun and (
        len(focus.areas) == 1 or _PLURAL.match(text, read.units[pronoun.start() + (before[pronoun.start()] != "e")].start)
    ):
        return focus.areas
    if "A" in clause.sig or "q" in clause.sig:
        return ()
    if _GRADE_AS_SUBJECT.search(before) or (_NEXT_BODY.search(before) and focus.last and focus.last.body != read.bodies[0].name):
        return focus.areas
    return ()


def _paired(read: Sentence, focus: Focus) -> Result | None:
    """A sentence with "respectively", read as pairs; None if it is not one that can be paired."""
    pairing = respectively(read.sig)
    if pairing is None:
        return None
    others = [read.units[i] for i in pairing.others]
    areas = [read.area(u) for u in read.units if u.symbol == "A"]
    out: list[Found | Dropped] = []
    time = When(current="R" not in read.sig, previous="R" in read.sig, year=0, certain="R" in read.sig)
    names: list[tuple[str, AreaHit]] = []
    if pairing.symbol == "B" and (areas or focus.areas):
        names = [(read.bodies[u.key].name, area) for u in others for area in (areas[:1] or list(focus.areas[:1]))]
    elif pairing.symbol == "A":
        names = [(_sentence_body(read, focus), read.area(u)) for u in others]
    elif len(focus.areas) == len(pairing.grades):
        names = [(focus.body, area) for area in focus.areas]
    if len(names) != len(pairing.grades):
        return None
    for (body, area), place in zip(names, pairing.grades, strict=True):
        out.append(_found(read, read.units[place], area, time, (body, "grades/respectively")))
    return Result(out, {}, focus._replace(areas=tuple(area for _, area in names)))


def _sentence_body(read: Sentence, focus: Focus) -> str:
    return read.bodies[0].name if read.bodies else focus.body


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


def _grades(given: Given, areas: tuple[AreaHit, ...], rule: str) -> Iterator[Found]:
    target, time = given.target, given.when
    for area in areas:
        if target.previous is not None and target.current is not None:
            for unit, is_now in ((target.current, True), (target.previous, False)):
                moment = When(current=is_now, previous=not is_now, year=0 if is_now else time.year, certain=True)
                yield _found(given.read, unit, area, moment, (given.body, f"grades/{rule}+change"))
        elif target.current is not None:
            yield _found(given.read, target.current, area, time, (given.body, f"grades/{rule}"))


def _found(read: Sentence, unit: Unit, area: AreaHit, time: When, where: tuple[str, str]) -> Found:
    hit = read.grade(unit)
    return Found(where[0], area.id, hit.term.id, time, ((hit.start, hit.end), (area.start, area.end)), where[1])


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
