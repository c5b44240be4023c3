"""The grades of running text: each sentence read by the grade frames, with what the sentences before it spoke of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.areas import AreaHit
from pipeline.extract.clause import Clause
from pipeline.extract.counted import counted
from pipeline.extract.dismissals import dismissal
from pipeline.extract.focus import Focus, Given, areas_in_focus, implied, of_many, of_nobody, of_one
from pipeline.extract.focus_shifts import apart, headed, of_the_body, on_all, on_body, recent, spoken_of
from pipeline.extract.frames import AREAS, Bound, bind, ladders, likewise, mask, respectively, targets
from pipeline.extract.nesting import nested
from pipeline.extract.page import MISSPELT, PARAPHRASED, Dropped, Found, Moment, Page, Sentence, sentence, within
from pipeline.extract.plausible import why_not
from pipeline.extract.reading import Span
from pipeline.extract.scenes import at_earlier_visit, is_retold
from pipeline.extract.service_homes import homes_of
from pipeline.extract.status import later_year, when, window
from pipeline.extract.times import NOW, SURELY_NOW, Manner, When, past
from pipeline.extract.unchanged import again, unchanged
from pipeline.extract.units import COUNTS, Unit
from pipeline.extract.whole_body import whole_body
from pipeline.extract.whose import bodies_of
from pipeline.extract.wording import Wording

_STILL_COUNTED = ("no-area", "threshold", "of-several")
"""Reasons for which a word is no grade of an area, though it may be one of a tally: "adequate or worse in six"."""


class Result(NamedTuple):
    """What a sentence yields: grades and dismissed words, the moments of its grade words, and the focus it leaves."""

    found: list[Found | Dropped]
    moments: dict[int, Moment]
    focus: Focus


def prose(
    page: Page, spans: list[Span], told: list[Found | Dropped], used: set[Span]
) -> tuple[list[Found | Dropped], dict[int, Moment]]:
    """The grades of running text, sentence by sentence, and the moment of every grade word by its start. ``told`` are
    those that its tables and lists gave, ``used`` the lines that they stand in."""
    found: list[Found | Dropped] = []
    moments: dict[int, Moment] = {}
    focus = Focus(page.principal, (), None)
    known = page.principal
    page.homes.update(homes_of(page, spans))
    sections = {**apart(page), **headed(page, used)}
    starts = sorted({hit.start for hits in (page.grades, page.areas, page.bodies, page.inspectors) for hit in hits})
    for span in spans:
        known = focus.body or known
        if span.start in sections and (sections[span.start] or focus.last):
            focus = Focus(sections[span.start], (), None)
        first = bisect_left(starts, span.start)
        if first == len(starts) or starts[first] >= span.end:
            if focus.last is None or not _CARRIES_ON.match(page.reading, *span):
                found += again(page, span, found)
                focus = of_the_body(page, span, focus)
                continue
            result = _carry_on(page, span, focus)
        elif within(page.grades, span):
            read = sentence(page, span)
            here = on_all(page, span, on_body(page, read, recent(focus, span)), (told, found))
            result = _read_sentence(page, read, here)
            if not here.body and not _ABOUT_IT.match(page.reading.text, span.end):
                result = result._replace(focus=result.focus._replace(body=known))
        elif carried := _carried(page, span, focus):
            result = carried
        else:
            found += [*unchanged(page, span, found, focus.body), *counted(page, span, focus)]
            found += _answered(page, span, focus)
            focus = spoken_of(page, span, focus)
            continue
        found += result.found
        moments |= result.moments
        focus = result.focus
    return found, moments


_ABOUT_IT = re.compile(r"\s*(?:It|Its|They|Their)\b")
""" "Port Ellery was good. Its ...": what follows goes on about the same unknown body."""


_WHICH = re.compile(r"(?:Q[.:)]? )?(?:(?:And|So|But) )?(?:which|where|what)\b", re.IGNORECASE)
_REPLY = re.compile(r"\s*(?:(?:A|Answer)[.:)]?\s*)?")
_ANSWER = re.compile(rf"(?:o[.:)]{{0,2}})?{AREAS}[.;]?$")


def _answered(page: Page, span: Span, focus: Focus) -> list[Found]:
    """The grades that areas alone in a sentence are given by the question before: "Which were good? A, B and C." """
    last, text = focus.last, page.reading.text
    if last is None or text[last.read.span.end - 1] != "?" or not _WHICH.match(text, last.read.span.start):
        return []
    if not _REPLY.fullmatch(text, last.read.span.end, span.start):
        return []
    read = sentence(page, span, PARAPHRASED)
    return list(_grades(last, tuple(read.areas), "answer")) if _ANSWER.match(read.sig) else []


_THAT_GRADE = Wording(
    r"\b(?:[Tt]hat|[Tt]he same) <grade-word>\b|\b(?:gone|went|moved|going) the same way\b"
    r"|\b(?:Among (?:them|these)|They) (?:are|were|is|was|include|included)\b"
)
_CARRIES_ON = Wording(
    r"\b(?:[Ss]o (?:was|were|is|are|has|have|did|do|does)|[Aa]s (?:did|has|have|do|does|was|were)"
    r"|[Tt]he same (?:\w+ )?(?:of|for|to)"
    r"|[Ll]ikewise|[Ss]imilarly|[Dd]itto|did (?:the same|too|likewise)|does too|do too)\b|" + _THAT_GRADE.pattern
)


def _carries_on(page: Page, span: Span) -> bool:
    """Whether a sentence without a grade opens with, or has beside the areas that it names, words that carry one on."""
    return _CARRIES_ON.match(page.reading, *span) is not None or (
        bool(within(page.areas, span)) and _CARRIES_ON.search(page.reading, *span) is not None
    )


_SOMEBODY = re.compile(r"^[^BIesvV]*o[vV]")
"""Somebody who is no body of the article got it: "the county's firefighters got the same grade"."""


_ALL_GOT = re.compile(r"(?:all|both|also|each)\b")


_OF_AREAS = re.compile("[Nq]")
""" "Three areas require improvement. They are A, B and C"."""


def _are_areas(read: Sentence, end: int, focus: Focus) -> bool:
    """Whether a sentence says which areas were counted before: "They are A and B", and not "They were less taken with
    A"; ``end`` is the end of its verb."""
    counted = focus.last is None or _OF_AREAS.search(focus.last.read.sig) is not None
    return counted and any(area.start - end <= _LONGEST_LEAD for area in read.areas[:1])


_LONGEST_LEAD = len(" how well the force ")
"""Characters between "they are" and the first of the areas, at most."""


_NOR = re.compile(r"(?:Nor|Neither) (?:was|were|did|does|do|is|are|has|have|had)\b")


def _nor(page: Page, span: Span, focus: Focus) -> Result | None:
    """A sentence that goes on with a grade that is a denial: "Standards for A were not met. Nor were those for B"."""
    last = focus.last
    if last is None or not _NOR.match(page.reading.text, *span):
        return None
    if not page.reading.text[last.read.words(last.target).start :].lower().startswith(("not ", "unmet")):
        return None
    areas = tuple(sentence(page, span, PARAPHRASED).areas)
    return Result(list(_grades(last, areas, "likewise")), {}, focus._replace(areas=areas)) if areas else None


def _carried(page: Page, span: Span, focus: Focus) -> Result | None:
    """A sentence without a grade that carries on the one before; None if it does not."""
    if focus.last is None:
        return None
    return _nor(page, span, focus) or (_carry_on(page, span, focus) if _carries_on(page, span) else None)


def _carry_on(page: Page, span: Span, focus: Focus) -> Result:
    """A sentence without a grade whose areas take the one before: "So has the one for A"; "... gave it that grade"."""
    read = sentence(page, span, PARAPHRASED)
    got = _SOMEBODY.search(read.sig)
    theirs = got is not None and not _ALL_GOT.match(page.reading.text, read.units[got.end() - 2].start)
    same = _THAT_GRADE.search(page.reading, *span)
    if same and same.group().startswith(("They", "Among")) and not _are_areas(read, same.end(), focus):
        return Result([], {}, focus)
    if focus.last and "A" in read.sig and not theirs and same:
        areas = tuple(read.areas)
        return Result(list(_grades(focus.last, areas, "same-grade")), {}, focus._replace(areas=areas))
    return _read_sentence(page, read, on_body(page, read, focus))


def _read_sentence(page: Page, read: Sentence, focus: Focus) -> Result:
    """A sentence with a grade; a scale that is told at its end is set aside."""
    scale = next((ladder for ladder in ladders(read.sig) if not _of_several_scales(read, ladder)), None)
    if scale is None:
        return _read_plain(page, read, focus)
    head = _before_scale(page, read, scale[0])
    ended = head.span.end if head else read.span.start
    result = _read_plain(page, head, focus) if head else Result([], {}, focus)
    steps = [Dropped(g.start, g.end, "scale-explained") for g in read.grades if g.start >= ended]
    return result._replace(found=[*result.found, *steps])


def _read_plain(page: Page, read: Sentence, focus: Focus) -> Result:
    paired = _paired(read, focus)
    if paired is not None:
        return paired
    read, lists, bound = _bound_as_far_as_needed(page, read)
    sig = mask(read.sig, lists)
    out: list[Found | Dropped] = []
    moments: dict[int, Moment] = {}
    given: list[Given] = [] if focus.last is None else [focus.last]
    spoken: list[AreaHit] = []
    floor = 0
    here = focus
    carried: When | None = None
    reason = ""
    for number, one in enumerate(bound):
        ceiling = bound[number + 1].target.place if number + 1 < len(bound) else len(sig)
        step = _step(
            page, read, Clause(one, read.words(one.target), sig, floor, ceiling, carried, reason, focus.areas), here
        )
        carried = next((m.when for m in step.moments.values()), carried)
        reason = next((f.reason for f in step.found if isinstance(f, Dropped)), "")
        if reason in ("negated", "of-several") and one.areas:  # "only A escaped the lowest grade: it was ..."
            here = here._replace(areas=tuple(read.area(unit) for unit in one.areas))
        if reason == "no-area" and step.focus.last is not None:
            here = here._replace(last=step.focus.last)
            given.append(step.focus.last)
        out += step.found
        moments |= step.moments
        if step.focus.last is not None and step.found and isinstance(step.found[0], Found):
            given.append(step.focus.last)
            spoken += step.focus.areas
            here = step.focus._replace(spoken=tuple(spoken))
        floor = one.right
    for one_given, areas in _handed_to(read, lists, given, inherited=focus.last is not None):
        out += _grades(one_given, areas, "likewise")
        spoken += areas
    out += list(_of_the_rest(page, read, out))
    out = _kept_together(_dated_together(out, read), read)
    out += list(_likewise_bodies(read, out, focus))
    last_given = given[-1] if given else None
    body = last_given.body if last_given else here.body
    areas = tuple({area.id: area for area in spoken}.values()) or focus.areas
    asked = () if spoken or not sig.endswith("?") else tuple(read.areas)  # "How good is its leadership?"
    return Result(out, moments, Focus(body, areas, last_given, asked))


_THE_REST = Wording(
    r"[”’\"']? (?:in|for|at|on|across) (?:all )?(?:the |its |their )?(?:other|remaining) (two|three|four|five|six)"
    r"(?: <area-words>)?(?=[,.;]| and\b| but\b)"
)


def _of_the_rest(page: Page, read: Sentence, out: list[Found | Dropped]) -> Iterator[Found]:
    """The grade of areas that are only counted: "poor for A and good for the other three", where a sentence gives one
    body grades for all areas but those, as many, and the article names them."""
    given = [one for one in out if isinstance(one, Found)]
    if len({(one.body, one.when.current) for one in given}) != 1:
        return
    for unit in read.units:
        rest = _THE_REST.match(page.reading, unit.end) if unit.symbol == "G" else None
        if rest:
            others = _named_areas(page, {one.area for one in given})
            if len(others) == COUNTS[rest[1]]:
                words = (rest.start(), rest.end())
                grade = read.grade(unit).term.id
                for area in others:
                    spans = ((unit.start, unit.end), words)
                    yield Found(given[0].body, area, grade, given[0].when, spans, "grades/the-rest")


def _named_areas(page: Page, besides: set[str]) -> list[str]:
    """The areas that the article names besides some of them, under the likeliest framework that has those."""
    graded = next((f.areas for f in page.setting.frameworks() if besides.issubset(f.areas)), ())
    named = {area.id for area in page.areas}
    return [area for area in graded if area in named and area not in besides]


_BODY_LIKEWISE = re.compile(r"SC?(?:o?|[oeg]{1,6},)(B(?:[,&]{1,2}B)*)(?=[,.;]|$)")
""" "A requires improvement, as does B", "So does B", "... and so does the trust that runs it, B"."""


def _likewise_bodies(read: Sentence, out: list[Found | Dropped], focus: Focus) -> Iterator[Found]:
    """The grade spoken of before, of the bodies that are said to have got it too."""
    for match in _BODY_LIKEWISE.finditer(read.sig) if "S" in read.sig else ():
        place = read.units[match.start()].start
        told = [one for one in out if isinstance(one, Found) and one.evidence[0][0] < place and one.when.current]
        same = [one for one in told if one.evidence[0] == told[-1].evidence[0]]
        if not out and focus.last is not None:
            same = list(_grades(focus.last, focus.areas, "likewise"))
        for unit in read.units[slice(*match.span(1))]:
            if unit.symbol == "B":
                yield from (one._replace(body=read.bodies[unit.key].name) for one in same)


def _handed_to(
    read: Sentence, lists: list[tuple[int, int, int]], given: list[Given], *, inherited: bool
) -> Iterator[tuple[Given, tuple[AreaHit, ...]]]:
    """The lists of areas that take a grade spoken of before, with that grade; the first of ``given`` may be
    ``inherited`` from the sentence before."""
    for start, first, last in lists:
        before = [g for g in given[inherited:] if g.target.place < start] or given[:1]
        areas = tuple(read.area(u) for u in read.units[first:last] if u.symbol in "AZQ")
        if before and areas:
            yield _main(before, read.sig), areas


def _main(given: list[Given], sig: str) -> Given:
    """The last grade that is not only compared with: "A is adequate, a step up from poor, and so is B"."""
    compared = sig[: given[-1].target.place].endswith("F") and len(given) > 1
    return given[-2] if compared and given[-1].when.previous and given[-2].when.current else given[-1]


_SET_OFF = frozenset(":(-")


def _before_scale(page: Page, read: Sentence, first: int) -> Sentence | None:
    """What stands before a scale that is told at the end of a sentence, if it holds a grade: "Adequate at A, the third
    of five grades: outstanding, good, ..."."""
    if first == 0 or read.sig[first - 1] not in _SET_OFF or "G" not in read.sig[: first - 1]:
        return None
    return sentence(page, Span(read.span.start, read.units[first - 1].start))


def _of_several_scales(read: Sentence, ladder: list[int]) -> bool:
    """Whether each grade of a list names an area of its own: "G1/V2/C2" are grades, "C1, C2, C3 or C4" are the steps of
    one scale."""
    areas = [str(read.grade(read.units[place]).term.attributes.get("area", "")) for place in ladder]
    return len(set(areas)) == len(areas) and all(areas)


def _bound_as_far_as_needed(page: Page, read: Sentence) -> tuple[Sentence, list[tuple[int, int, int]], list[Bound]]:
    """The sentence with its targets bound, its areas looked for deeper as long as words stand where an area should."""
    lists = likewise(read.sig)
    bound = _bound(read, mask(read.sig, lists))
    for depth in (PARAPHRASED, MISSPELT):
        likewise_unread = "S" in read.sig and not lists and depth == PARAPHRASED
        if not likewise_unread and not any(_unread_areas(read.sig, one, depth) for one in bound):
            break
        deeper = sentence(page, read.span, depth)
        if deeper is not read:
            read, lists = deeper, likewise(deeper.sig)
            bound = _bound(read, mask(read.sig, lists))
    return read, lists, bound


_DATED_BEHIND = re.compile(r"[CVv][^GCVbUDMKLRFTW;]{0,3}(?:G[^GCVbUDMKLRFTW;(]{1,12}){2,5},?(?:w[^G,;]{0,4})?R[^G]*$")
""" "Whose A was good, and its B poor, when inspectors last called": one verb, two grades, one time behind them."""


def _dated_together(found: list[Found | Dropped], read: Sentence) -> list[Found | Dropped]:
    """The grades of a sentence with the year that stands behind the last: "inadequate for A and good for B in 2023".

    Not those before a semicolon or a relative clause: "A is inadequate; B, which was good in 2023, ..."; nor where both
    are of one area: "good for A, after finding it poor in 2021".
    """
    last = next((f for f in reversed(found) if isinstance(f, Found)), None)
    if last is None or not last.when.previous or last.when.current or last.when.manner.fronted or "(Y:G" in read.sig:
        return found
    if last.when.certain and not _DATED_BEHIND.search(read.sig):
        return found
    if not last.when.certain and not last.when.year:
        return found
    apart = max((u.end for u in read.units if u.symbol in ";i" and u.end <= last.evidence[0][0]), default=0)
    plain = [
        isinstance(f, Found) and f.when == NOW and f.body == last.body and f.evidence[0][0] >= apart for f in found
    ]
    together = [f for f, same in zip(found, plain, strict=True) if same and isinstance(f, Found)]
    if any(f.area == last.area for f in together):
        return found
    return [f._replace(when=last.when) if f in together and isinstance(f, Found) else f for f in found]


_KEPT = re.compile(r"G(?:[,&]{1,2}G)+n?K")
""" "Its grades of G1 and V1 do not change"."""


def _kept_together(found: list[Found | Dropped], read: Sentence) -> list[Found | Dropped]:
    """The grades of a sentence; those of a list that are said together not to have changed are all of both times."""
    more: list[Found | Dropped] = []
    for run in _KEPT.finditer(read.sig):
        starts = {unit.start for unit in read.units[slice(*run.span())] if unit.symbol == "G"}
        listed = [one for one in found if isinstance(one, Found) and one.evidence[0][0] in starts]
        kept = next((one.when for one in listed if one.when.previous and one.when.current), None)
        more += [one._replace(when=kept) for one in listed if kept and one.when == NOW]
    return [*found, *more]


_COUNT_BEHIND = re.compile(r"n?P?N|q|n?Pq")
_PART_BEHIND = re.compile(r"n?P[oeP]{0,3}[oP]A")
_MORE_BEHIND = re.compile(r"[&,]{1,2}(?:o{0,2}P)?o{1,3}(?:[,.;:bG&]|$)")
_MORE_BEFORE = re.compile(r"A[&,]{1,2}[oe&]{2,10}(?:,|I?n?C)[^G]{0,4}$")
""" "A and making the service affordable, the verdict was good"."""
_WORDS_BEHIND = re.compile(r"n?P[oeCP]{1,5}")


def _unread_areas(sig: str, one: Bound, depth: int) -> bool:
    """Whether words stand where an area should: behind the grade, behind the areas that were read, or as its
    subject."""
    end = one.target.end
    if _COUNT_BEHIND.match(sig, end):
        return False
    if depth == PARAPHRASED and _PART_BEHIND.match(sig, end):
        return True
    if one.areas and one.right == end and depth == PARAPHRASED and _MORE_BEFORE.search(sig, 0, one.target.place):
        return True
    if one.areas and one.right > end:
        return _MORE_BEHIND.match(sig, one.right) is not None
    if not one.areas and depth == PARAPHRASED:
        return True
    return _WORDS_BEHIND.match(sig, end) is not None


def _bound(read: Sentence, sig: str) -> list[Bound]:
    """The targets with their areas; where a frame finds none, services stand in for them ("maternity was rated
    good")."""
    found = targets(read.units, sig)
    bound = bind(read.units, sig, found)
    if "Z" not in sig:
        return bound
    services = bind(read.units, sig.replace("Z", "A"), found)
    return [one if one.areas else other for one, other in zip(bound, services, strict=True)]


_MOVED_TO = re.compile(r"(?:^|[,;&])[oegB]{1,3}[UD]T$")
""" "It has slipped to good": of the grades told, this is the newest."""


def _step(page: Page, read: Sentence, clause: Clause, focus: Focus) -> Result:
    """One target read: its time, its body, its areas; or why it is no grade."""
    bound, text = clause.bound, page.reading.text
    view = window(read.units, clause)
    time = when(view, page.reading, clause.carried)
    if focus.last and focus.last.when.year and not time.year:
        year = later_year(view, text, focus.last.when.year)  # whether it is the last one the other grades tell
        time = past(year, certain=False) if year else time
    if time == NOW and _MOVED_TO.search(clause.sig, clause.floor, bound.target.place):
        time = SURELY_NOW
    reason = dismissal(read.units, clause, page.reading)
    reason = reason or why_not(read, clause, page.reading)
    areas = nested(tuple(read.area(unit) for unit in bound.areas), read, clause, focus, page)
    counted_off = of_nobody(read, clause, text)
    own = () if counted_off else implied(read, bound, text)  # "grades it G2, with viability unchanged": for governance
    areas = own if own and all(area.id != own[0].id for area in areas) else areas
    names = bodies_of(read, bound, focus, page)
    home = page.homes.get(areas[0].id.partition("/")[0]) if areas and "B" not in read.sig else None
    names = [home] if home else names
    if not areas and (len(names) > 1 or not of_many(clause) or of_one(read, text)):
        areas = areas_in_focus(read, clause, focus, time, page) or nested(
            whole_body(read, clause, page, time), read, clause, focus, page
        )
    if not reason and not areas:
        reason = "no-area"
    if not reason and counted_off and len(names) == 1:
        reason = "of-several"  # "most forces are good at A"
    end = clause.words.end
    if is_retold(time, areas, focus) and at_earlier_visit(page.reading, read.span, end):
        time = past(time.year)
    units = [unit for unit in (bound.target.current, bound.target.previous) if unit]
    moments = {unit.start: Moment(time, names[0], dismissed=reason not in (None, *_STILL_COUNTED)) for unit in units}
    if reason:
        unbound = Given(bound.target, time, read, names[0]) if reason == "no-area" else None
        return Result([Dropped(unit.start, unit.end, reason) for unit in units], moments, focus._replace(last=unbound))
    given = [Given(bound.target, time, read, name) for name in names]
    found: list[Found | Dropped] = [f for g in given for f in _grades(g, areas, bound.rule or "area-in-focus")]
    return Result(found, moments, Focus(names[0], areas, given[0]))


_LONG_AGO = re.compile("R[^GR]{0,8}R[DUM]")
""" "Two years ago the regulator had cut it": words for an earlier time, and the past perfect of a change."""


_THEN_AGAIN = re.compile("[,&][o~]{0,2}[UDM]?[o~]{0,2}TG")
""" "From inadequate to good, then back to requires improvement": what it changed to was not the last."""
_HAD_CHANGED = re.compile("R[DUM][^GA,;]{0,6}$")
""" "It had cut it from G1 to G3": the news, or, where the article tells a newer grade, what came before it."""


def _changed(given: Given) -> When:
    """When the grade was given that a change led to: now, unless the sentence tells otherwise."""
    sig, aside = given.read.sig, Manner(aside=True)
    if _THEN_AGAIN.match(sig, given.target.end):
        return past()
    if _LONG_AGO.search(sig):  # "two years ago it had been cut from G1 to G3"
        return past(manner=aside)
    return NOW._replace(manner=aside) if _HAD_CHANGED.search(sig, 0, given.target.place) else SURELY_NOW


def _grades(given: Given, areas: tuple[AreaHit, ...], rule: str) -> Iterator[Found]:
    target, time = given.target, given.when
    for area in areas:
        if target.previous is not None and target.current is not None:
            year = next((u.value for u in given.read.units[target.place : target.end] if u.symbol == "Y"), time.year)
            for unit, moment in ((target.current, _changed(given)), (target.previous, past(year))):
                yield _found(given.read, unit, area, moment, (given.body, f"grades/{rule}+change"))
        elif target.current is not None:
            found = _found(given.read, target.current, area, time, (given.body, f"grades/{rule}"))
            yield found
            held = str(given.read.grade(target.current).term.attributes.get("held", ""))
            if held:  # "continues to be good" says what the grade was
                yield found._replace(grade=held, when=past())


def _found(read: Sentence, unit: Unit, area: AreaHit, time: When, where: tuple[str, str]) -> Found:
    hit = read.grade(unit)
    words = (hit.start, hit.end)
    of_other = any((grade.start, grade.end) == (area.start, area.end) for grade in read.grades)
    named = words if of_other or area.end <= area.start else (area.start, area.end)
    return Found(where[0], area.id, hit.term.id, time, (words, named), where[1])


def _paired(read: Sentence, focus: Focus) -> Result | None:
    """A sentence with "respectively", read as pairs; None if it is not one that can be paired."""
    pairing = respectively(read.sig)
    if pairing is None:
        return None
    others = [read.units[i] for i in pairing.others]
    areas = [read.area(u) for u in read.units if u.symbol == "A"]
    out: list[Found | Dropped] = []
    time = past() if "R" in read.sig else NOW
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
