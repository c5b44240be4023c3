"""The grades of running text: each sentence read by the grade frames, with what the sentences before it spoke of."""

from __future__ import annotations

import re
from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from pipeline.extract.areas import AreaHit
from pipeline.extract.clause import Clause
from pipeline.extract.counted import counted
from pipeline.extract.focus import Focus, Given, areas_in_focus, implied, of_many
from pipeline.extract.frames import AREAS, Bound, bind, dismissal, ladders, likewise, mask, respectively, targets
from pipeline.extract.nesting import nested
from pipeline.extract.page import MISSPELT, PARAPHRASED, Dropped, Found, Moment, Page, Sentence, sentence, within
from pipeline.extract.plausible import why_not
from pipeline.extract.reading import Reading, Span
from pipeline.extract.scenes import at_earlier_visit, is_retold
from pipeline.extract.service_homes import homes_of
from pipeline.extract.status import When, later_year, when, window
from pipeline.extract.unchanged import again, unchanged
from pipeline.extract.units import Unit
from pipeline.extract.whole_body import whole_body
from pipeline.extract.whose import bodies_of
from pipeline.extract.wording import Wording

_LISTED = re.compile(r"A(?:[,;&/X]{1,2}[eo]?A)+")
_CALLED_AREAS = re.compile(r"q(?:P[IBoe]{1,2})?[,:\-](A(?:[,;&/]{1,2}[eo]?A)*)(?=[,.;\-]|$)|(?<=[^o])(A)(?=q)")
_DENIED_AREA = re.compile(r"X[^GA;.]{0,6}(A)(?=[^GA;]{0,4}G)|(A)(?=C?X[^GA;,.]{0,3}G)")
_DENIED = re.compile(r"\b(?:not|neither|nor|stopped short)\b|n[’']t\b")
_OF_GRADES = re.compile("[GX]")
_AREA_NOUN = re.compile(r"\b(?:pillar|strand|key question|theme|categor|areas? of inspection|judge?ment)")


def listed(page: Page, spans: list[Span]) -> list[AreaHit]:
    """Areas named by everyday words that stand in a list, graded or not, or with the word for an area: "not enough
    evidence to rate caring or responsive"; "the other strand, leadership, will follow"."""
    found: list[AreaHit] = []
    starts = [span.start for span in spans]
    weak = Counter(bisect(starts, area.start) - 1 for area in page.areas if not area.strong)
    for place, count in weak.items():
        called = place >= 0 and _AREA_NOUN.search(page.reading.text, *spans[place])
        denied = place >= 0 and _DENIED.search(page.reading.text, *spans[place])
        if place < 0 or (count < 2 and not called and not denied):
            continue
        read = sentence(page, spans[place])
        runs = [m.span() for m in _LISTED.finditer(read.sig)] if count > 1 and _OF_GRADES.search(read.sig) else []
        for pattern, told in ((_CALLED_AREAS, called), (_DENIED_AREA, denied)):
            runs += [m.span(m.lastindex or 0) for m in pattern.finditer(read.sig)] if told else []
        found += [read.area(unit) for run in runs for unit in read.units[slice(*run)] if unit.symbol == "A"]
    return found


_STILL_COUNTED = ("no-area", "threshold")
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
    page.homes.update(homes_of(page, spans))
    headed = _headed(page, used) if used else {}
    starts = sorted({hit.start for hits in (page.grades, page.areas, page.bodies, page.inspectors) for hit in hits})
    for span in spans:
        if span.start in headed:
            focus = Focus(headed[span.start], (), None)
        first = bisect_left(starts, span.start)
        if first == len(starts) or starts[first] >= span.end:
            if focus.last is None or not _CARRIES_ON.match(page.reading.text, *span):
                found += again(page, span, found)
                continue
            result = _carry_on(page, span, focus)
        elif within(page.grades, span):
            read = sentence(page, span)
            here = _of_all(page, span, _shift_body(page, read, _recent(focus, span)), (told, found))
            result = _read_sentence(page, read, here)
            if not here.body:
                result = result._replace(focus=result.focus._replace(body=focus.body))
        elif focus.last and _carries_on(page, span):
            result = _carry_on(page, span, focus)
        else:
            found += [*unchanged(page, span, found, focus.body), *counted(page, span, focus)]
            found += _answered(page, span, focus)
            focus = _speak_of(page, span, focus)
            continue
        found += result.found
        moments |= result.moments
        focus = result.focus
    return found, moments


def _headed(page: Page, used: set[Span]) -> dict[int, str]:
    """The body of each line with its grade that stands alone above running text, by where that begins:
    "Elm House: Good"."""
    lines = page.reading.lines
    headed: dict[int, str] = {}
    for above, line, below in zip([None, *lines], lines, lines[1:], strict=False):
        if line in used and above not in used and below not in used:
            names = {body.name for body in within(page.bodies, line)}
            if len(names) == 1:
                headed[below.start] = names.pop()
    return headed


REMEMBERED = 200
"""Grades and dismissed words that "all four" may look back on, in lines and in prose each: the cost stays linear."""

MEMORY = 600
"""Characters after which a reader no longer knows which area "it" is."""


def _recent(focus: Focus, span: Span) -> Focus:
    """The focus without areas that were spoken of too long ago."""
    if not focus.areas:
        return focus
    last = max(focus.areas[-1].end, focus.last.read.span.end if focus.last else 0)
    return focus._replace(areas=()) if span.start - last > MEMORY else focus


_ALL_OF = re.compile(
    r"\b(?:[Aa]ll (three|four|five|six)|[Bb]oth) (?:were|was|are|had|have|got|get|remain|stay|received)"
    r"|\b(?:for|in|on|at) (?:all (three|four|five|six)|both)(?=[.,;]| of (?:them|these)\b)"
)
_NUMBERS = {"three": 3, "four": 4, "five": 5, "six": 6}


def _of_all(page: Page, span: Span, focus: Focus, found: tuple[list[Found | Dropped], ...]) -> Focus:
    """The focus on all areas graded so far, in lines and in prose, where a sentence speaks of them by their number:
    "all four were good", "it was good for all four"."""
    counted = _ALL_OF.search(page.reading.text, *span) if any(found) else None
    number = _NUMBERS.get(counted[1] or counted[2] or "", 2) if counted else 0
    if not number or len(focus.areas) == number:
        return focus
    areas = {
        one.area: AreaHit(*one.evidence[1], one.area, strong=False)
        for one in chain(*(told[-REMEMBERED:] for told in found))
        if isinstance(one, Found) and one.body == focus.body and one.area != "overall" and one.evidence[0] < span
    }
    return focus._replace(areas=tuple(areas.values())) if len(areas) == number else focus


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


_THAT_GRADE = re.compile(
    r"\b(?:[Tt]hat|[Tt]he same) (?:grade|rating|mark|verdict|judge?ment)\b"
    r"|\b(?:gone|went|moved|going) the same way\b|\b(?:Among (?:them|these)|They) (?:are"
    r"|were|is|was|include|included)\b"
)
_CARRIES_ON = re.compile(
    r"\b(?:[Ss]o (?:was|were|is|are|has|have|did|do|does)|[Aa]s (?:did|has|have|do|does|was|were)"
    r"|[Tt]he same (?:\w+ )?(?:of|for|to)"
    r"|[Ll]ikewise|[Ss]imilarly|[Dd]itto|did (?:the same|too|likewise)|does too|do too)\b|" + _THAT_GRADE.pattern
)


def _carries_on(page: Page, span: Span) -> bool:
    """Whether a sentence without a grade opens with, or has beside the areas that it names, words that carry one on."""
    text = page.reading.text
    return _CARRIES_ON.match(text, *span) is not None or (
        bool(within(page.areas, span)) and _CARRIES_ON.search(text, *span) is not None
    )


_SOMEBODY = re.compile(r"^[^BIesvV]*o[vV]")
"""Somebody who is no body of the article got it: "the county's firefighters got the same grade"."""


_ALL_GOT = re.compile(r"(?:all|both|also|each)\b")


_OF_AREAS = re.compile("[Nq]")
""" "Three areas require improvement. They are A, B and C"."""


def _carry_on(page: Page, span: Span, focus: Focus) -> Result:
    """A sentence without a grade whose areas take the one before: "So has the one for A"; "... gave it that grade"."""
    read = sentence(page, span, PARAPHRASED)
    got = _SOMEBODY.search(read.sig)
    theirs = got is not None and not _ALL_GOT.match(page.reading.text, read.units[got.end() - 2].start)
    same = _THAT_GRADE.search(page.reading.text, *span)
    if same and same.group().startswith(("They", "Among")) and focus.last and not _OF_AREAS.search(focus.last.read.sig):
        return Result([], {}, focus)
    if focus.last and "A" in read.sig and not theirs and same:
        areas = tuple(read.areas)
        return Result(list(_grades(focus.last, areas, "same-grade")), {}, focus._replace(areas=areas))
    return _read_sentence(page, read, _shift_body(page, read, focus))


_ANOTHER = Wording(r"\b<sisterly> [a-z’'-]+(?: [a-z’'-]+)?, $")


def _opens_with(reading: Reading, start: int, body: int) -> bool:
    """Whether a sentence opens with the body at ``body``, or with what it is: "Our other house, Elm Row, ..."."""
    if len(reading.text[start:body].split()) <= 2:
        return not reading.text.endswith("from ", 0, body)
    return _ANOTHER.search(reading, start, body) is not None


_WE = re.compile(r"[“\"‘'](?:We|Our|I)\b")
""" "Ann Elm, chief executive of Moor Homes, said: “We know ...”": what follows is about those who speak."""
_OF = (" of ", " at ", " for ", " of the ", " at the ")


def _speak_of(page: Page, span: Span, focus: Focus) -> Focus:
    """The focus after a sentence without grades: on the body that opens it, on the areas that it asks about."""
    text = page.reading.text
    bodies = within(page.bodies, span)
    opens = bodies and _opens_with(page.reading, span.start, bodies[0].start)
    sure = [body for body in bodies if not body.weak]
    if not sure and _WE.search(text, *span):
        sure = [body for body in bodies if text.endswith(_OF, 0, body.start)]
    if opens or len({body.name for body in sure}) == 1:
        focus = focus._replace(body=(bodies if opens else sure)[0].name)
    if bodies and text[span.start : span.end].strip(" :.-–—") == text[bodies[0].start : bodies[0].end]:
        return focus._replace(areas=(), last=None, named=())  # a heading: what follows is about it
    areas: list[AreaHit] = []
    if focus.last is None and within(page.reading.hits("inspectorate", page.setting.ids()), span):
        areas = sentence(page, span, PARAPHRASED).areas
    elif focus.last is None or text[span.end - 1] == "?":
        areas = [area for area in within(page.areas, span) if area.strong or text[span.end - 1] == "?"]
    focus = focus._replace(named=tuple(within(page.areas, span)))
    return focus._replace(areas=tuple(areas)) if areas else focus


_ANOTHER_BODY = Wording(r"<another-body>\b", re.IGNORECASE)


def _other_body(page: Page, body: str) -> str:
    """The only other body of the article; "" where there is none or more."""
    others = list(dict.fromkeys(mention.name for mention in page.bodies if mention.name != body))
    return others[0] if len(others) == 1 else ""


_ONE_MORE = Wording(
    r"(?:(?:And|But|Also|<elsewhere>),? (?:a|an|another|one)|Another) (?:[\w’'-]+ ){0,3}<body>\b(?! <speaks-for>)"
)
""" "And a childminder in Elm Walk was judged outstanding": another body, without a name."""


_NEXT_TO_IT = Wording(
    r"(?:And |But )?<next-to-it> (?:[a-z]+ )?(?:[A-Z][\w’'-]+,? ){1,3}(?:was|were|is|has|had|remains)\b"
)
""" "Neighbouring Eastshire was rated good": a body that is known by no name."""


def _shift_body(page: Page, read: Sentence, focus: Focus) -> Focus:
    """The focus moves to the body of a sentence with a grade, unless something only came from there; to the other one
    ("" if it is not named) where a sentence opens with "its neighbour"."""
    position = read.sig.find("B")
    if position < 0 and any(unnamed.match(page.reading, *read.span) for unnamed in (_ONE_MORE, _NEXT_TO_IT)):
        return focus._replace(body="")
    if position < 0 and _ANOTHER_BODY.match(page.reading, *read.span):
        return focus._replace(body=_other_body(page, focus.body))
    if position < 0 or read.sig[position - 1 : position] == "F":
        return focus
    return focus._replace(body=read.bodies[read.units[position].key].name)


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
        step = _step(page, read, Clause(one, sig, floor, ceiling, carried, reason, focus.areas), here)
        carried = next((m.when for m in step.moments.values()), carried)
        reason = next((f.reason for f in step.found if isinstance(f, Dropped)), "")
        if reason == "negated" and one.areas:  # "only A escaped the lowest grade: it was ..."
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
    out = _dated_together(out, read)
    last_given = given[-1] if given else None
    body = last_given.body if last_given else focus.body
    return Result(
        out, moments, Focus(body, tuple({area.id: area for area in spoken}.values()) or focus.areas, last_given)
    )


def _handed_to(
    read: Sentence, lists: list[tuple[int, int, int]], given: list[Given], *, inherited: bool
) -> Iterator[tuple[Given, tuple[AreaHit, ...]]]:
    """The lists of areas that take a grade spoken of before, with that grade; the first of ``given`` may be
    ``inherited`` from the sentence before."""
    for start, first, last in lists:
        before = [g for g in given[inherited:] if g.target.place < start] or given[:1]
        areas = tuple(read.area(u) for u in read.units[first:last] if u.symbol in "AZQ")
        if before and areas:
            yield before[-1], areas


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
        if not any(_unread_areas(read.sig, one, depth) for one in bound):
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

    Not those before a semicolon or a relative clause: "A is inadequate; B, which was good in 2023, ...".
    """
    last = next((f for f in reversed(found) if isinstance(f, Found)), None)
    if last is None or not last.when.previous or last.when.current or last.when.fronted or "(Y:G" in read.sig:
        return found
    if last.when.certain and not _DATED_BEHIND.search(read.sig):
        return found
    if not last.when.certain and not last.when.year:
        return found
    apart = max((u.end for u in read.units if u.symbol in ";i" and u.end <= last.evidence[0][0]), default=0)
    plain = [
        isinstance(f, Found) and f.when == _PLAIN and f.body == last.body and f.evidence[0][0] >= apart for f in found
    ]
    return [
        f._replace(when=last.when) if same and isinstance(f, Found) else f for f, same in zip(found, plain, strict=True)
    ]


_PLAIN = When(current=True, previous=False, year=0, certain=False)
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


def _step(page: Page, read: Sentence, clause: Clause, focus: Focus) -> Result:
    """One target read: its time, its body, its areas; or why it is no grade."""
    bound, text = clause.bound, page.reading.text
    view = window(read.units, clause.sig, bound, clause.floor, clause.ceiling)
    time = when(view, page.reading, clause.carried)
    if focus.last and focus.last.when.year and not time.year:
        year = later_year(view, text, focus.last.when.year)  # whether it is the last one the other grades tell
        time = When(current=False, previous=True, year=year, certain=False) if year else time
    reason = dismissal(read.units, clause.sig, bound.target, clause.floor, lambda u: text[u.start : u.end])
    reason = reason or why_not(read, clause, page.reading)
    areas = nested(tuple(read.area(unit) for unit in bound.areas), read, clause, focus, page)
    areas = areas or implied(read, bound)
    names = bodies_of(read, bound, focus, page)
    home = page.homes.get(areas[0].id.partition("/")[0]) if areas and "B" not in read.sig else None
    names = [home] if home else names
    if not areas and (len(names) > 1 or not of_many(clause)):
        areas = areas_in_focus(read, clause, focus, time, text) or nested(
            whole_body(read, clause, page, time), read, clause, focus, page
        )
    if not reason and not areas:
        reason = "no-area"
    end = read.units[bound.target.end - 1].end
    if is_retold(time, areas, focus) and at_earlier_visit(page.reading, read.span, end):
        time = When(current=False, previous=True, year=time.year, certain=True)
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


_HAD_CHANGED = re.compile("R[DUM][^GA,;]{0,6}$")
""" "It had cut it from G1 to G3": the news, or, where the article tells a newer grade, what came before it."""


def _grades(given: Given, areas: tuple[AreaHit, ...], rule: str) -> Iterator[Found]:
    target, time = given.target, given.when
    long_ago = _LONG_AGO.search(given.read.sig) is not None
    had_changed = _HAD_CHANGED.search(given.read.sig, 0, target.place) is not None
    for area in areas:
        if target.previous is not None and target.current is not None:
            year = next((u.value for u in given.read.units[target.place : target.end] if u.symbol == "Y"), time.year)
            for unit, is_now in ((target.current, True), (target.previous, False)):
                moment = When(current=is_now, previous=not is_now, year=0 if is_now else year, certain=True)
                if is_now and long_ago:  # "two years ago it had been cut from G1 to G3"
                    moment = moment._replace(current=False, previous=True, told=True)
                elif is_now and had_changed:
                    moment = moment._replace(certain=False, told=True)
                yield _found(given.read, unit, area, moment, (given.body, f"grades/{rule}+change"))
        elif target.current is not None:
            found = _found(given.read, target.current, area, time, (given.body, f"grades/{rule}"))
            yield found
            held = str(given.read.grade(target.current).term.attributes.get("held", ""))
            if held:  # "continues to be good" says what the grade was
                yield found._replace(grade=held, when=When(current=False, previous=True, year=0, certain=True))


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
