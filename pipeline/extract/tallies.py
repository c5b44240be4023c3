"""How many areas, or bodies, got each grade, as the article counts them."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from pipeline.extract.counting import Count, Counts, counts
from pipeline.extract.page import Moment, Page, sentence, within
from pipeline.extract.reading import Reading, Span
from pipeline.extract.setting import Setting
from pipeline.extract.times import NOW, When, past
from pipeline.extract.whole_body import BUT_ONE
from pipeline.record import Status, Tally

Over: TypeAlias = Literal["areas", "bodies", "concerns"]


class Ladder(NamedTuple):
    """The counts of one body at one inspection, in the order of the text.

    ``over`` is what was counted, ``total`` of how many; ``first`` and ``last`` are the places of its sentences,
    ``spare`` the numbers in them that went with no grade."""

    body: str | None
    when: When
    over: Over
    counts: list[Count]
    total: int | None
    first: int
    last: int
    spare: tuple[int, ...]

    def grades(self) -> set[str]:
        """The grades that are counted."""
        return {grade for count in self.counts for grade in count.grades}


LADDER = 2
"""Steps: fewer are a ladder only if they say what they count."""


def ladders(page: Page, spans: list[Span], moments: dict[int, Moment]) -> list[Ladder]:
    """The ladders of the text; a sentence that goes on counting joins the ladder of the sentence before."""
    found: list[Ladder] = []
    for place in _graded(page, spans):
        here = counts(sentence(page, spans[place]), page.setting, page.reading.text)
        for ladder in (*_by_time(here, page, moments, place), *_earlier(here, page, moments, place)):
            _join(found, ladder, page.setting)
    told = [_told(one, page, spans) for one in found if _stands(one, page, spans)]
    return [one for one in told if one.over == "bodies" or (one.body and _total_of(one) <= MOST_AREAS)]


def _graded(page: Page, spans: list[Span]) -> list[int]:
    """The places of the sentences that hold a grade word."""
    starts = [span.start for span in spans]
    places = dict.fromkeys(bisect(starts, grade.start) - 1 for grade in page.grades)
    return [place for place in places if place >= 0 and within(page.grades, spans[place])]


def _total_of(ladder: Ladder) -> int:
    return sum(count.number for count in ladder.counts)


def _by_time(here: Counts, page: Page, moments: dict[int, Moment], place: int) -> Iterator[Ladder]:
    """The counts of one sentence as one ladder for each inspection and body that it speaks of."""
    groups: dict[tuple[bool, str], Ladder] = {}
    for count, moment in _dated(here.now, page, moments):
        if count.number and (moment.dismissed or _all_but(count, page) or _of_any(count, page)):
            continue
        when = NOW if moment.when.previous and _is_progress_since(count, moment, page) else moment.when
        key = (when.current, moment.body)
        if key not in groups:
            groups[key] = Ladder(moment.body, when, "areas", [], here.total, place, place, here.spare)
        groups[key].counts.append(count)
    yield from groups.values()


_RUN = re.compile(r",?(?: and| &)? ?")
"""What stands between the counts of one run: "two goods, four adequates and one inadequate"."""


def _dated(here: list[Count], page: Page, moments: dict[int, Moment]) -> list[tuple[Count, Moment]]:
    """The counts of a sentence, each with when it was and of whom; one date stands before or behind a whole run."""
    dated: list[tuple[Count, Moment]] = []
    run = 0
    for index, count in enumerate(here):
        inside = [moments[start] for start in range(count.start, count.end) if start in moments]
        moment = inside[0] if inside else Moment(NOW, page.principal, dismissed=False)
        if index and _RUN.fullmatch(page.reading.text, here[index - 1].end, count.start):
            head = dated[run][1].when
            if head.previous and not head.current:
                moment = moment._replace(when=head)
            elif moment.when.previous and not moment.when.current:
                dated[run:] = [(one, told._replace(when=moment.when)) for one, told in dated[run:]]
        else:
            run = index
        dated.append((count, moment))
    return dated


_ALL = re.compile(r"\b(?:all|each of)\b", re.IGNORECASE)


def _all_but(count: Count, page: Page) -> bool:
    """Whether a count of all is one less those that are excepted: "poor in all four areas bar one"."""
    span = page.reading.sentence_at(count.start)
    excepted = BUT_ONE.search(page.reading.text, *span)
    if excepted is None:
        return False
    every = excepted.group().startswith("every one")
    return every or _ALL.search(page.reading.text, span.start, excepted.start()) is not None


_ANOTHER = re.compile(r"another\b(?! (?:one|two|three|four|five|six)\b)", re.IGNORECASE)
_ANY_ONE = re.compile(r"\bany (?:one|two|three)\b", re.IGNORECASE)


def _of_any(count: Count, page: Page) -> bool:
    """Whether nothing is counted: "a requires improvement in any one pillar would have led to a visit"; "celebrates
    another outstanding rating", but not "and another outstanding"."""
    text = page.reading.text
    if _ANOTHER.match(text, count.start, count.end):
        return not text.endswith(("and ", "but ", "; ", ", "), 0, count.start)
    return _ANY_ONE.search(text, count.start, count.end) is not None


_RAISED_IN = re.compile(r"\b(?:raised|made|set|listed|identified|recorded)\b[^.;]{0,30}\bin (?:\w+ )?20\d\d\b")
""" "... on one of the concerns that they raised in 2023": a year of the concerns."""
_HAD_BEEN = re.compile(r"\bhad been\b")


def _is_progress_since(count: Count, moment: Moment, page: Page) -> bool:
    """Whether progress is told in the past perfect of what a review found: "good progress had been made on three"."""
    if not all(grade.endswith("-progress") for grade in count.grades):
        return False
    span = page.reading.sentence_at(count.start)
    if moment.when.year and not _RAISED_IN.search(page.reading.text, *span):
        return False
    return _HAD_BEEN.search(page.reading.text, *span) is not None and sentence(page, span).sig.count("R") <= 1


def _earlier(here: Counts, page: Page, moments: dict[int, Moment], place: int) -> Iterator[Ladder]:
    if here.before:
        start = here.now[0].start
        body = next((m.body for at, m in moments.items() if start <= at <= here.now[0].end), page.principal)
        time = past()
        yield Ladder(body, time, "areas", here.before, None, place, place, ())


def _join(found: list[Ladder], ladder: Ladder, setting: Setting) -> None:
    """Adds a ladder, to the one that it goes on with if there is one: on the same scale."""
    for index in range(len(found) - 1, max(-1, len(found) - 3), -1):
        grades = found[index].grades() | ladder.grades()
        together = any(grades.issubset(scale.grades) for scale in setting.pack.scales)
        if together and _continues(found[index], ladder):
            before = found[index]
            found[index] = before._replace(
                counts=[*before.counts, *ladder.counts],
                total=before.total or ladder.total,
                last=ladder.last,
                spare=(*before.spare, *ladder.spare),
            )
            return
    found.append(_after(found[-1], ladder) if found else ladder)


REACH = 2
"""Sentences from one step of a ladder to the next, at most: one may stand between them that names the areas."""


def _continues(before: Ladder, after: Ladder) -> bool:
    near = after.first - before.last
    return (
        (near <= 1 or (near <= REACH and any(count.named for count in after.counts)))
        and before.body == after.body
        and before.when.current == after.when.current
        and not before.grades() & after.grades()
    )


def _after(before: Ladder, ladder: Ladder) -> Ladder:
    """The ladder, what it counts named by the one right before: "poor in two of the four tests. Last time in one"."""
    named = any(count.named and count.number for count in before.counts)
    if named and ladder.first - before.last <= 1 and before.when.current != ladder.when.current:
        return ladder._replace(counts=[count._replace(named=True) for count in ladder.counts])
    return ladder


MOST_OF_ONE = 16
"""Where nothing says what is counted, more than the areas that one body has are bodies."""
MOST_AREAS = 40
"""No inspectorate grades more areas of one body; what is counted beyond is something else."""


def _stands(ladder: Ladder, page: Page, spans: list[Span]) -> bool:
    """Whether the counts are a tally: two steps, or one that says what it counts; and no count of cases."""
    named = any(count.named for count in ladder.counts)
    if named or not any(count.number for count in ladder.counts):
        return named
    return len(ladder.counts) >= LADDER and not _of_cases(ladder, page, spans)


_CASES = re.compile(r"N[oAPeg]{0,4}j")


_UNNAMED = re.compile(r"PNe{1,2}[oP]{1,4},N")
""" "It audits cases. Of 58 that it looked at, 19 ..."."""


def _of_cases(ladder: Ladder, page: Page, spans: list[Span]) -> bool:
    """Whether cases, files or calls are counted in the ladder's first sentence or the one before it."""
    sigs = _signatures(page, spans, ladder.first - 1, ladder.first)
    unnamed = len(sigs) > 1 and "j" in sigs[0] and _UNNAMED.match(sigs[1])
    return bool(unnamed) or any(_CASES.search(sig) for sig in sigs)


def _signatures(page: Page, spans: list[Span], first: int, last: int) -> list[str]:
    return [sentence(page, span).sig for span in spans[max(0, first) : last + 1]]


def _told(ladder: Ladder, page: Page, spans: list[Span]) -> Ladder:
    """The ladder with what it counts, and of how many."""
    over = _over(ladder, page, spans)
    body = None if over == "bodies" else ladder.body
    return ladder._replace(over=over, body=body, total=_total(ladder, page, spans))


_BODIES = re.compile(r"N(?:o?PN)?[ogP]{0,3}k|k[^GNB.;:]{0,20}:N")
"""Bodies that are counted, or told of before the counts: "The homes with new ratings: one outstanding, two good"."""
_OPENS_WITH_BODIES = re.compile("N(?:o?PN)?[og]{0,2}k[^GBN.;]{0,6}G")
""" "Two councils received C3 grades, X and Y"."""
_ARE = re.compile(r"^[^GN]{0,12}NC")
"""Counts whose subject stands in the sentence before: "Two are outstanding, 31 are good"."""


def _over(ladder: Ladder, page: Page, spans: list[Span]) -> Over:
    """What is counted: areas of a body, bodies ("of the 25 homes"), or the concerns of a progress review."""
    text, end = page.reading.text, spans[ladder.last].end
    progress = any(grade.endswith("-progress") for count in ladder.counts for grade in count.grades)
    if progress and text.find("concern", spans[max(0, ladder.first - 1)].start, end) >= 0:
        return "concerns"
    here = _signatures(page, spans, ladder.first, ladder.last)
    named, areas, bodies = (any(symbol in sig for sig in here) for symbol in "Bqk")
    too_many = _total_of(ladder) > MOST_OF_ONE and not named and not areas
    too_many = too_many and any("k" in sig for sig in _signatures(page, spans, ladder.first - REACH, ladder.last))
    if too_many or _OPENS_WITH_BODIES.match(here[0]):
        return "bodies"
    if not named and (any(_BODIES.search(sig) for sig in here) or _follows_bodies(ladder, page, spans)):
        return "bodies"
    if not named and not areas and (_of_all_named(ladder, page) or _codes(ladder, page)):
        return "bodies"
    only_areas = not bodies and _OF_AREAS.search(text, spans[ladder.first].start, end)
    if ladder.body or not page.setting.named or only_areas:
        return "areas"
    return "bodies" if ladder.total or areas or bodies or _ARE.search(here[0]) else "areas"


_CODE = re.compile(r"\b[CGV]\ds$")


def _codes(ladder: Ladder, page: Page) -> bool:
    """Whether bodies are counted by grades that one body has but one of: "41 C1s, 77 C2s and two C4s"."""
    return all(_CODE.search(page.reading.text, count.start, count.end) for count in ladder.counts)


def _of_all_named(ladder: Ladder, page: Page) -> bool:
    """Whether as many bodies are named as it is said to be of: "Two of the four were good, two inadequate"."""
    several = ladder.total is not None and ladder.total > LADDER and len(ladder.counts) >= LADDER
    return several and len({body.name for body in page.bodies}) == ladder.total


def _follows_bodies(ladder: Ladder, page: Page, spans: list[Span]) -> bool:
    """Whether the sentence before counts as many bodies: "Five homes have reports. One is good, four are poor"."""
    if not ladder.first or not _ARE.match(sentence(page, spans[ladder.first]).sig):
        return False
    before = sentence(page, spans[ladder.first - 1])
    together = _total_of(ladder)
    return any(before.units[match.start()].value == together for match in _BODIES.finditer(before.sig))


_OF_AREAS = re.compile(r"\b(?:areas|categories|judge?ments)\b")
_COUNTED_BEFORE = re.compile(r"N(?=P?[og]{0,3}[qnk])")
_OF_THOSE = re.compile(r"Of (?:those|these|them)\b")


def _total(ladder: Ladder, page: Page, spans: list[Span]) -> int | None:
    """Of how many, as stated: "of the nine areas"; or the number said beside that is the sum of the counts."""
    together = _total_of(ladder)
    if ladder.total:
        return ladder.total if ladder.total >= together else None
    if len(ladder.counts) < LADDER:
        return None
    if together in ladder.spare:
        return together
    for span in spans[max(0, ladder.first - 1) : ladder.first]:
        before = sentence(page, span)
        told = [before.units[match.start()].value for match in _COUNTED_BEFORE.finditer(before.sig)]
        if together in told:
            return together
        if len(told) == 1 and told[0] > together and _OF_THOSE.match(page.reading.text, spans[ladder.first].start):
            return told[0]
    return None


def tallies(found: list[Ladder], reading: Reading) -> list[Tally]:
    """The tallies of the record; a ladder that is told again, or a part of it, is one tally with more evidence."""
    groups: list[list[Ladder]] = []
    known: dict[tuple[object, ...], list[Ladder]] = {}
    for ladder in found:
        key = (ladder.body, ladder.when.current, ladder.over, frozenset(numbers(ladder).items()))
        group = known.get(key) or next((group for group in groups if _same(_fullest(group), ladder)), None)
        if group is None:
            group = []
            groups.append(group)
        known[key] = group
        group.append(ladder)
    return [_tally(group, reading) for group in groups]


def numbers(ladder: Ladder) -> dict[str, int]:
    """How many got each grade; the key of grades counted together has all of them, joined by a plus."""
    return {"+".join(count.grades): count.number for count in ladder.counts}


def _fullest(group: list[Ladder]) -> Ladder:
    return max(group, key=lambda ladder: len(ladder.counts))


def _same(one: Ladder, other: Ladder) -> bool:
    """Whether one ladder is the other or a part of it."""
    if (one.body, one.when.current, one.over) != (other.body, other.when.current, other.over):
        return False
    here, there = numbers(one).items(), numbers(other).items()
    return here <= there or there <= here


def _tally(group: list[Ladder], reading: Reading) -> Tally:
    """One tally of a ladder and all that tell it again, with the counts and the total of the fullest."""
    ladder = _fullest(group)
    status: Status = "current" if ladder.when.current else "previous"
    totals = [one.total for one in (ladder, *group) if one.total and one.total >= _total_of(ladder)]
    return Tally(
        body=ladder.body or None,
        status=status,
        over=ladder.over,
        counts=numbers(ladder),
        total=totals[0] if totals else None,
        evidence=[reading.evidence(count.start, count.end) for one in group for count in one.counts],
        rule="tallies/ladder",
    )
