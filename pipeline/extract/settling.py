"""When the grades of an article were given, once all of them are known: what stands against what."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.extract.page import Found
from pipeline.extract.reading import Reading
from pipeline.extract.setting import Setting, outdated
from pipeline.extract.tallies import Ladder
from pipeline.extract.times import When


class Known(NamedTuple):
    """What an article says when, by body: those with a grade from now, those with one without a year, the areas with a
    current grade, all grades of an area, the newest year of an earlier grade; ``since`` is the year before which grades
    are earlier ones in any case (0: none)."""

    fresh: set[str]
    plain: set[str]
    areas: set[tuple[str, str]]
    grades: dict[tuple[str, str], set[str]]
    latest: dict[str, int]
    since: int


def settle(
    found: list[Found], steps: list[Ladder], setting: Setting, reading: Reading
) -> tuple[list[Found], list[Ladder]]:
    """Grades that only a year makes earlier ones are current where the article reports nothing newer of their body.

    Newer is: what the article says is from now; another year; a grade of the same area without a year; and, where the
    article has a date, any grade without a year, if the year is not that of the article or the one before. Where no
    grades are given any more, one of an earlier year stays what it was. A grade told in the past perfect alone is
    current where the article has another earlier one, and no current one, of its area.
    """
    found = _without_rivals(_not_still(_with_holders(found), reading.text))
    found = _before_review(_under_other(_under_older(found, setting), setting), steps, setting)
    steps = _of_years(steps, {(one.body, one.when.year) for one in found if one.when.previous and one.when.certain})
    known = _known(found, steps, setting)
    published = reading.article.published
    year = int(published[:4]) if published else 0
    settled = [
        f._replace(when=_standing(f.when)) if _stands((f.body, f.area), f.when, known, year) else f for f in found
    ]
    earlier = {(f.body, f.when.year) for f in settled if f.when.year and f.when.previous and not f.when.current}
    return settled, [
        s._replace(when=_standing(s.when))
        if (s.body, s.when.year) not in earlier and _stands((s.body or "", ""), s.when, known, year)
        else s
        for s in steps
    ]


def _known(found: list[Found], steps: list[Ladder], setting: Setting) -> Known:
    times = [(f.body, f.when) for f in found] + [(s.body or "", s.when) for s in steps]
    grades: dict[tuple[str, str], set[str]] = {}
    for f in found:
        grades.setdefault((f.body, f.area), set()).add(f.grade)
    latest: dict[str, int] = {}
    for body, time in times:
        if time.previous and not time.current and not time.certain:
            latest[body] = max(latest.get(body, 0), time.year)
    return Known(
        fresh={body for body, time in times if time.current and time.certain},
        plain={body for body, time in times if time.current},
        areas={(f.body, f.area) for f in found if f.when.current}
        | {(s.body or "", "") for s in steps if s.when.current},
        grades=grades,
        latest=latest,
        since=int(setting.date[:4]) - 1 if setting.date and not setting.grades_now() else 0,
    )


def _standing(time: When) -> When:
    """The time of a grade that turned out to be the one that stands."""
    return time._replace(current=True, previous=False)


def _stands(whose: tuple[str, str], time: When, known: Known, published: int) -> bool:
    """Whether a grade of a body's area that is told as an earlier one is the one that stands; ``published`` is the year
    of the article (0: not known)."""
    body = whose[0]
    if time.manner.standing and body not in known.plain:
        return True
    if time.manner.aside:
        return not (whose in known.areas and len(known.grades[whose]) > 1)
    if time.certain or time.current or whose in known.areas:
        return False
    if not time.year:
        return len(known.grades.get(whose, ())) > 1
    old = body in known.fresh or time.year < max(known.latest.get(body, 0), known.since)
    return not (old or (time.year < published - 1 and body in known.plain))


def _with_holders(found: list[Found]) -> list[Found]:
    """The grades; one that would be a second for the body in focus is that of the only other body that holds it: "A C4
    is a shock", says the leader of the council that got it, below a paragraph on a landlord with a C1."""
    told: dict[tuple[str, str], str] = {}
    holders: dict[tuple[str, str], list[str]] = {}
    out = []
    for one in found:
        place, held = (one.body, one.area), holders.setdefault((one.area, one.grade), [])
        plain = one.when.current and not (one.when.previous or one.when.certain)
        if plain and one.rule == "grades/area-in-focus" and told.get(place, one.grade) != one.grade and len(held) == 1:
            out.append(one._replace(body=held[0]))
            continue
        out.append(one)
        if one.when.current:
            told.setdefault(place, one.grade)
            if one.body not in held:
                held.append(one.body)
    return out


def _without_rivals(found: list[Found]) -> list[Found]:
    """The grades; of two that stand as current for one area, one that the article says is from now makes the other,
    told in the plain past, an earlier one: "The home was good. It is now poor"."""
    now: dict[tuple[str, str], set[str]] = {}
    told: dict[tuple[str, str], set[str]] = {}
    for one in found:
        if one.when.current and not one.when.manner.aside:
            told.setdefault((one.body, one.area), set()).add(one.grade)
        if one.when.current and one.when.certain:
            now.setdefault((one.body, one.area), set()).add(one.grade)

    def beaten(one: Found) -> bool:
        if not one.when.current or one.when.certain:
            return False
        rivals = told if one.when.manner.aside else now
        grades = rivals.get((one.body, one.area))
        return grades is not None and one.grade not in grades

    return [one._replace(when=one.when.as_earlier()) if beaten(one) else one for one in found]


def _before_review(found: list[Found], steps: list[Ladder], setting: Setting) -> list[Found]:
    """The grades; those that a review of progress does not give are of the inspection before it, unless from now."""
    given = setting.pack.review_grades
    if not given:
        return found
    reviewed = {step.body for step in steps if step.when.current and given.issuperset(step.grades())}
    return [_made_earlier(one) if one.body in reviewed and one.grade not in given else one for one in found]


def _made_earlier(one: Found, *, sure: bool = False) -> Found:
    """The grade as one of an earlier inspection, unless the article says when it was given and it is not ``sure``."""
    earlier = sure or not one.when.certain
    return one._replace(when=one.when.as_surely_earlier()) if earlier else one


def _under_older(found: list[Found], setting: Setting) -> list[Found]:
    """The grades; where a body has some of a newer scale, those that are not on it are earlier ones: "good" beside a
    report card."""
    given: dict[str, list[str]] = {}
    for one in found:
        if one.when.current:
            given.setdefault(one.body, []).append(one.grade)
    older = {body: outdated(setting.pack, setting.kind, tuple(grades)) for body, grades in given.items()}
    if not any(older.values()):
        return found
    return [_made_earlier(one, sure=True) if one.grade in older.get(one.body, ()) else one for one in found]


def _under_other(found: list[Found], setting: Setting) -> list[Found]:
    """The grades; one that a year dates is earlier where no framework grades its area beside those graded now."""
    now: dict[str, set[str]] = {}
    for one in found:
        if one.when.current and one.area != "overall":
            now.setdefault(one.body, set()).add(one.area)

    def is_apart(one: Found) -> bool:
        if one.when.current or not one.when.year or one.area == "overall" or one.body not in now:
            return False
        grading = [framework for framework in setting.pack.frameworks if framework.grades(one.area)]
        return not any(all(map(framework.grades, now[one.body])) for framework in grading)

    return [_made_earlier(one) if is_apart(one) else one for one in found]


def _of_years(steps: list[Ladder], earlier: set[tuple[str, int]]) -> list[Ladder]:
    """The ladders, those of a body and a year of which the grades are earlier ones as earlier too."""
    return [
        step._replace(when=step.when.as_surely_earlier())
        if step.when.year and (step.body, step.when.year) in earlier
        else step
        for step in steps
    ]


def _not_still(found: list[Found], text: str) -> list[Found]:
    """The grades, those that a body "still" has without the time before where the article gives another grade for it:
    "Inadequate in 2022, it still requires improvement"."""
    earlier: dict[tuple[str, str], set[str]] = {}
    for one in found:
        if one.when.previous and not one.when.current:
            earlier.setdefault((one.body, one.area), set()).add(one.grade)

    def contradicted(one: Found) -> bool:
        if not (one.when.current and one.when.previous):
            return False
        known = earlier.get((one.body, one.area))
        return known is not None and one.grade not in known and text.endswith("still ", 0, one.evidence[0][0])

    if not earlier:
        return found
    return [one._replace(when=one.when._replace(previous=False)) if contradicted(one) else one for one in found]
