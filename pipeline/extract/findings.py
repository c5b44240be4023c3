"""What an inspectorate found, put together for the whole article: bodies, areas, grades, tallies, and what was
dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.extract.areas import AreaHit, area_hits, areas
from pipeline.extract.bodies import Named, Neighbour, anaphors, bodies, named, neighbours
from pipeline.extract.grades import prose
from pipeline.extract.joint import joint
from pipeline.extract.jurisdiction import elsewhere, remaining
from pipeline.extract.listed_areas import listed
from pipeline.extract.measures import Unread, measures
from pipeline.extract.page import Dropped, Found, Page, is_in, page, principal, within, without
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.reported import advertises, reports, silent
from pipeline.extract.scenes import set_back
from pipeline.extract.setting import (
    Setting,
    covered,
    fitting_pair,
    framework_kind,
    grades_of_time,
    is_to_come,
    nameless_kind,
    on_likeliest,
)
from pipeline.extract.settling import settle
from pipeline.extract.tables import tables
from pipeline.extract.tallies import Ladder, ladders, tallies
from pipeline.extract.unexplained import nameless
from pipeline.record import Area, Body, Grade, Measure, Status, Tally


class Findings(NamedTuple):
    """The lists of the record that belong to the inspectorate, and the words that became none of them.

    ``reported`` tells whether the article reports an inspection, rather than only mentioning the inspectorate; ``kind``
    is the kind of body that it is about, ``mentions`` are the words that name a body or stand for one, in text order.
    """

    reported: bool
    bodies: list[Body]
    areas: list[Area]
    grades: list[Grade]
    tallies: list[Tally]
    measures: list[Measure]
    dropped: list[Dropped]
    unread: list[Unread]
    kind: str = ""
    mentions: Sequence[Named] = ()


NOTHING = Findings(False, [], [], [], [], [], [], [])


def findings(reading: Reading, setting: Setting) -> Findings:
    """The findings of the article under its setting, under the other packs of the same inspectorate, and under those
    of other inspectorates that it reports too.

    HMICFRS inspects police forces and fire services: an article on one may grade the other too.
    """
    apart = elsewhere(reading, setting)
    others = neighbours(reading, setting)
    main = findings_of(reading, setting, others, sorted(span for spans in apart.values() for span in spans))
    theirs = [setting._replace(pack=reading.lexicon.packs[pack], kind="") for pack in sorted({o.pack for o in others})]
    found = [findings_of(reading, where, neighbours(reading, where)) for where in theirs]
    for pack, spans in apart.items() if main.reported else ():
        where = setting._replace(pack=reading.lexicon.packs[pack], kind="", named=True)
        found.append(findings_of(reading, where, [], remaining(reading.sentences, spans)))
    more = [other for other in found if other.grades or other.tallies or other.measures]
    everything = [main, *more]
    return main._replace(
        reported=main.reported or bool(more),
        bodies=_united(value for one in everything for value in one.bodies),
        areas=[value for one in everything for value in one.areas],
        grades=[value for one in everything for value in one.grades],
        tallies=[value for one in everything for value in one.tallies],
        measures=[value for one in everything for value in one.measures],
    )


def _united(bodies: Iterable[Body]) -> list[Body]:
    """The bodies, one that two inspectorates see once, with the words of both."""
    united: dict[str, Body] = {}
    for body in bodies:
        known = united.setdefault(body.id, body)
        if known is not body:
            told = {(one.start, one.end) for one in known.evidence}
            known.evidence.extend(one for one in body.evidence if (one.start, one.end) not in told)
    return list(united.values())


def findings_of(reading: Reading, setting: Setting, others: list[Neighbour], apart: Sequence[Span] = ()) -> Findings:
    """The findings of the article under one pack. ``others`` are bodies of the inspectorate's other packs, ``apart``
    the sentences that tell what another inspectorate found, in text order."""
    mentions = named(reading, setting)
    kinds = _kinds(reading, setting, mentions)
    setting = setting._replace(kind=kinds.get(principal(mentions, reading), ""))
    hits = area_hits(reading, setting, frozenset(kinds.values()))
    spoken_of = anaphors(reading, mentions)
    view = page(reading, setting, hits, mentions, [*spoken_of, *(o.named for o in others)])
    view = without(view, apart) if apart else view
    told = _told(view, kinds, {other.named.name for other in others})
    theirs = joint(view)
    shown = {(span.start, span.end) for one in theirs for span in one.evidence}
    told = told._replace(found=[one for one in told.found if one.evidence[0] not in shown])
    dropped = [d for d in told.dropped if (d.start, d.end) not in shown]
    imposed, unread = measures(reading, setting, sorted([*mentions, *spoken_of]), view.principal)
    imposed = [one for one in imposed if not all(is_in(apart, span.start) for span in one.evidence)]
    bodies_told = (*(one.body for one in told.found), *(one.body for one in told.steps), *(one.body for one in imposed))
    wanted = {body for body in bodies_told if body}
    reported = bool(told.found or told.steps or wanted) or (
        reports(reading, setting, mentions) and not silent(reading, setting)
    )
    if not reported or advertises(reading):
        return NOTHING._replace(dropped=dropped, unread=unread, kind=setting.kind)
    if not wanted and view.principal:
        wanted = {view.principal, *_inspected(mentions, reading)}
    graded = _spans_of_areas(told.found, {hit.id for hit in told.areas})
    return Findings(
        reported=True,
        bodies=bodies(mentions, wanted, reading),
        areas=areas(told.areas, graded, setting, reading),
        grades=[*merged(told.found, setting, reading), *theirs],
        tallies=tallies(told.steps, reading),
        measures=imposed,
        dropped=dropped,
        unread=unread,
        kind=setting.kind,
        mentions=view.bodies,
    )


_INSPECTED = re.compile(
    r"\b(?:inspections?|inspected|visits?|visited)(?: [^.;,\n]{0,50})? (?:of|at|to) (?:the )?$"
    r"|\b(?:inspected|visited) (?:the )?$"
    r"|\b(?:inspected|visited|looked at|examined|reviewed)\b[^.;:\n]{0,80}: (?:the )?$"
)
_NEXT_IN_LIST = re.compile(r"(?:,| and|, and|;|; and) (?:the )?")
_LONGEST_LEAD = 110


def _inspected(mentions: list[Named], reading: Reading) -> set[str]:
    """The bodies that the article says were inspected: "a visit to the emergency department of Elm Hospital", "looked
    at six forces: A, B, ..."."""
    found: set[str] = set()
    end = -1  # of the last that was inspected
    for mention in sorted(mentions):
        listed = end >= 0 and _NEXT_IN_LIST.fullmatch(reading.text, end, mention.start)
        if listed or _INSPECTED.search(reading.text, max(0, mention.start - _LONGEST_LEAD), mention.start):
            found.add(mention.name)
            end = mention.end
    return found


def _kinds(reading: Reading, setting: Setting, mentions: list[Named]) -> dict[str, str]:
    """The kind by which frameworks are chosen of each body that is named; of "" too, where a body may not be named."""
    kinds = {m.name: framework_kind(setting.pack, m.name, m.kind) for m in mentions}
    if not mentions and nameless(reading):
        kinds[""] = nameless_kind(setting.pack, reading.text)
    return kinds


class Told(NamedTuple):
    """What lines and sentences tell: grades, the ladders of counts, grade words that are none, and the areas named."""

    found: list[Found]
    steps: list[Ladder]
    dropped: list[Dropped]
    areas: list[AreaHit]


def _told(view: Page, kinds: dict[str, str], neighbouring: set[str]) -> Told:
    """What the page tells of the bodies of ``kinds``, and not of those of other packs: lines first, then sentences."""
    reading, setting = view.reading, view.setting
    in_lines, used = tables(view)
    read = {span for line in used for span in within(reading.sentences, line)}
    spans = [span for span in reading.sentences if span not in read] if read else reading.sentences
    in_prose, moments = prose(view, spans, in_lines, used)
    everything = [*in_lines, *set_back(reading, in_prose)]
    foreign = neighbouring if "" in kinds else {"", *neighbouring}
    found, steps = settle(
        [f for f in everything if isinstance(f, Found) and f.body not in foreign],
        [step for step in ladders(view, spans, moments) if not step.body or step.body not in foreign],
        setting,
        reading,
    )
    dropped = [d for d in everything if isinstance(d, Dropped)]
    if silent(reading, setting):
        dropped += [Dropped(*f.evidence[0], "inspectorate-has-not-reported") for f in found]
        found, steps = [], []
    settings = {body: setting._replace(kind=kinds.get(body, "")) for body in {f.body for f in found}}
    found = [on_scale(f, reading, settings[f.body]) for f in found]
    off_scale = [*_off_scale(found, view.grades, setting), *_too_early(found, view)]
    dropped += [Dropped(*one.evidence[0], "not-on-scale") for one in off_scale]
    named_in_lists = [area._replace(strong=True) for area in listed(view, spans)]
    return Told([f for f in found if f not in off_scale], steps, dropped, [*view.areas, *named_in_lists])


def _spans_of_areas(found: list[Found], named: set[str]) -> dict[str, list[tuple[int, int]]]:
    """The areas graded and the words that name each: of ``service/question`` both, or those of the question where the
    service is among the areas named elsewhere (``named``)."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for one in found:
        parts, words = one.area.split("/"), one.evidence[1:]
        for number, part in enumerate(parts):
            elsewhere = len(words) < len(parts) and number == 0 and part in named
            spans.setdefault(part, []).extend([] if elsewhere else [words[min(number, len(words) - 1)]])
    return spans


def _off_scale(found: list[Found], words: list[Hit], setting: Setting) -> list[Found]:
    """The current grades by everyday words of scales long given up: "appointments were adequate", of a dentist."""
    if not setting.date:
        return []
    given = grades_of_time(setting.pack, int(setting.date[:4]))
    weak = {(word.start, word.end) for word in words if word.weak and word.term.id not in given}
    return [one for one in found if one.when.current and not one.when.certain and one.evidence[0] in weak]


def _too_early(found: list[Found], view: Page) -> list[Found]:
    """The grades of areas that nobody graded yet, by everyday words: "teaching in half of lessons is good", in 2014."""
    pack, published = view.setting.pack, view.reading.article.published
    early = [one for one in found if is_to_come(pack, published, one.area)]
    sure = {(area.start, area.end) for area in view.areas if area.strong} if early else set()
    return [one for one in early if one.evidence[1] not in sure]


def on_scale(one: Found, reading: Reading, setting: Setting) -> Found:
    """The finding under the likeliest framework that has both its area and its grade, where words are shared by
    several."""
    where = (setting.pack, covered(setting, str(one.when.year or "")), setting.kind)
    if on_likeliest(where, one.area, one.grade):
        return one
    areas = _ids(reading, one.evidence[1], "area", setting) or (one.area,)
    grades = _ids(reading, one.evidence[0], "grade", setting) or (one.grade,)
    if (len(areas) == 1 and len(grades) == 1) or "/" in one.area or one.area == "overall":
        areas = (one.area,)
    fitting = fitting_pair(where, areas, grades)
    return one._replace(area=fitting[0], grade=fitting[1]) if fitting else one


def _ids(reading: Reading, span: tuple[int, int], kind: str, setting: Setting) -> tuple[str, ...]:
    """The terms of one kind that the words of a span name."""
    return tuple(term.id for term in reading.terms(*span, kind, setting.pack.id))


def merged(found: list[Found], setting: Setting, reading: Reading) -> list[Grade]:
    """One grade per body, area, status and inspection; one that is told again has more evidence."""
    values: dict[tuple[str, ...], list[Found]] = {}
    for one in found:
        for status in (("current",) if one.when.current else ()) + (("previous",) if one.when.previous else ()):
            values.setdefault((one.body, one.area, status, one.grade), []).append(one)
    return [
        _grade(
            _dated_first(same),
            status,
            list(dict.fromkeys(span for one in same for span in one.evidence)),
            (setting, reading),
        )
        for (*_, status, _), told in values.items()
        for same in (_by_inspection(told) if status == "previous" else [told])
    ]


def _dated_first(same: list[Found]) -> Found:
    """The mention that says of which year the grade is, else the first."""
    return next((one for one in same if one.when.year), same[0])


def _by_inspection(told: list[Found]) -> list[list[Found]]:
    """The same grade by the year of its inspection; where the text gives no year, it is that of the first."""
    years = list(dict.fromkeys(one.when.year for one in told if one.when.year))
    if len(years) < 2:
        return [told]
    return [[one for one in told if (one.when.year or years[0]) == year] for year in years]


def _grade(one: Found, status: str, spans: list[tuple[int, int]], where: tuple[Setting, Reading]) -> Grade:
    setting, reading = where
    kept = one.when.current and one.when.previous  # the year is that of the inspection before
    year = str(one.when.year) if one.when.year and not (kept and status == "current") else ""
    scale = setting.scale_with(one.area, one.grade, year if status == "previous" else "")
    checked: Status = "current" if status == "current" else "previous"
    return Grade(
        body=one.body or None,
        area=one.area,
        grade=one.grade,
        status=checked,
        as_of=year or None,
        inspectorate=setting.pack.id,
        scale=scale.id if scale else None,
        rank=scale.rank(one.grade) if scale else None,
        evidence=[reading.evidence(start, end) for start, end in spans],
        rule=one.rule,
    )
