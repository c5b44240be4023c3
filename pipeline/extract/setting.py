"""Under which pack and framework an article is read, once its inspectorate is known."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from pipeline.pack import GAP, Framework, Pack, Scale


class Setting(NamedTuple):
    """The pack whose terms count in an article, and the date that decides which framework was in force.

    ``date`` is the article's own date, or the newest year that it mentions, or empty. ``named`` tells whether the
    article
    names the inspectorate, rather than only describing it ("the police watchdog"). ``kind`` is the kind of body that
    the
    article is about, once it is known: frameworks for that kind come first.
    """

    pack: Pack
    date: str
    named: bool
    kind: str = ""

    def ids(self) -> frozenset[str]:
        """The pack's id as a set, for :meth:`Reading.hits`."""
        return frozenset({self.pack.id})

    def frameworks(self, date: str = "", kind: str = "") -> tuple[Framework, ...]:
        """The pack's frameworks, the likeliest first, for ``date`` and ``kind`` (the setting's own where empty)."""
        return ranked_frameworks(self.pack, date or self.date, kind or self.kind)

    def scale_of(self, area: str, date: str = "") -> Scale | None:
        """The scale of the likeliest framework under which ``area`` (or the service before its "/") is graded."""
        return scale_for(self.pack, date or self.date, self.kind, area)

    def grades_now(self) -> bool:
        """Whether any framework in force at the setting's date gives grades."""
        return grades_at(self.pack, self.date)

    def scale_with(self, area: str, grade: str, date: str = "") -> Scale | None:
        """The scale of the likeliest framework that grades ``area``, or, where it has no such ``grade``, a scale that
        no framework has (that of ungraded inspections)."""
        return scale_with(self.pack, date or self.date, self.kind, (area, grade))

    def grades_bodies(self, grade: str, *, now: bool) -> bool:
        """Whether whole bodies can get a grade: under a framework in force, or, if it is not from now, under any."""
        return grades_bodies(self.pack, self.date if now else "", grade)

    def services(self) -> frozenset[str]:
        """The areas that are services of a body, whose questions are graded as ``service/area``."""
        return services_of(self.pack, self.date, self.kind)


@lru_cache(maxsize=4096)
def grades_at(pack: Pack, date: str) -> bool:
    """Whether any framework in force at a date gives grades."""
    return any(framework.scale and framework.in_force(date[:7]) for framework in pack.frameworks)


@lru_cache(maxsize=4096)
def ranked_frameworks(pack: Pack, date: str, kind: str) -> tuple[Framework, ...]:
    """The pack's frameworks, the likeliest for a report of ``date`` on a body of ``kind`` first.

    Those for the kind come before those for others; among them those in force, newest first, then past ones, then those
    to come. Without a date the newest come first, side programmes (``minor``) last.
    """

    def place(framework: Framework) -> tuple[bool, int, bool, str]:
        other = bool(kind and framework.kinds and kind not in framework.kinds)
        past = 1 if framework.since <= date[:7] else 2
        time = 0 if not date or framework.in_force(date[:7]) else past
        recency = framework.until or "9" if time == 1 else framework.since
        return other, time, framework.minor and not date, _descending(recency, reverse=time != 2)

    return tuple(sorted(pack.frameworks, key=place))


def is_to_come(pack: Pack, date: str | None, area: str) -> bool:
    """Whether an area was not yet one at the date of an article, if it is known: only later frameworks have it."""
    first = _first_day(pack, area.rpartition("/")[2])
    return date is not None and date[:7] < first[:7]


@lru_cache(maxsize=4096)
def _first_day(pack: Pack, question: str) -> str:
    """The day from which the first framework with an area was in force; "" if none has it."""
    return min((f.since for f in pack.frameworks if f.grades(question) or question in f.ungraded), default="")


def _descending(date: str, *, reverse: bool) -> str:
    """A sort key for ISO dates: as it stands, or with its digits turned over so that the newest comes first."""
    padded = date.ljust(10, "0")
    return "".join(str(9 - int(c)) if c.isdigit() else c for c in padded) if reverse else padded


@lru_cache(maxsize=4096)
def scale_for(pack: Pack, date: str, kind: str, area: str) -> Scale | None:
    """The scale of the likeliest framework that grades ``area``; None if there is none."""
    part = area.rsplit("/", maxsplit=1)[-1]
    for framework in ranked_frameworks(pack, date, kind):
        if framework.grades(part):
            return pack.scale(framework.scale_of(part))
    return None


@lru_cache(maxsize=4096)
def scale_with(pack: Pack, date: str, kind: str, what: tuple[str, str]) -> Scale | None:
    """The scale on which an area got a grade: see :meth:`Setting.scale_with`."""
    area, grade = what
    likeliest = scale_for(pack, date, kind, area)
    apart = [scale for scale in _scales_apart(pack) if grade in scale.grades]
    return apart[0] if apart and likeliest and grade not in likeliest.grades else likeliest


@lru_cache(maxsize=64)
def _scales_apart(pack: Pack) -> list[Scale]:
    """The scales that no framework has."""
    of_frameworks = {scale for f in pack.frameworks for scale in (f.scale, *f.scales.values())}
    return [scale for scale in pack.scales if scale.id not in of_frameworks]


@lru_cache(maxsize=16384)
def on_likeliest(where: tuple[Pack, str, str], area: str, grade: str) -> bool:
    """Whether the likeliest framework of a pack, for a date and a kind of body, has the area and gives it the grade."""
    likeliest = ranked_frameworks(*where)[:1]
    scale = where[0].scale(likeliest[0].scale_of(area)) if likeliest and area in likeliest[0].areas else None
    return scale is not None and grade in scale.grades


@lru_cache(maxsize=16384)
def fitting_pair(
    where: tuple[Pack, str, str], areas: tuple[str, ...], grades: tuple[str, ...]
) -> tuple[str, str] | None:
    """The first of the areas and of the grades that go together, under the likeliest framework in which any do."""
    pack = where[0]
    for framework in ranked_frameworks(*where):
        for area in areas:
            scale = pack.scale(framework.scale_of(area)) if framework.grades(area) else None
            for grade in grades if scale else ():
                if scale and grade in scale.grades:
                    return area, grade
    return None


_TELLING = 2
"""Grades of a newer scale, at least, for an article to report an inspection on it."""


@lru_cache(maxsize=1024)
def outdated(pack: Pack, kind: str, given: tuple[str, ...]) -> frozenset[str]:
    """The grades that are not given any more under the newest framework that gave two or more of ``given``, which those
    before it did not know: "good", beside "expected standard" in two areas."""
    for old, now in _successions(pack, kind):
        if sum(grade in now and grade not in old for grade in given) >= _TELLING:
            return old - now
    return frozenset()


@lru_cache(maxsize=256)
def _successions(pack: Pack, kind: str) -> list[tuple[frozenset[str], frozenset[str]]]:
    """For each framework, the newest first: the grades of those that it followed, and those given since it is there."""
    ranked = [f for f in ranked_frameworks(pack, "", kind) if not f.minor and (not kind or kind in f.kinds)]
    return [
        (
            _grades_of(pack, (f for f in ranked if _is_before(f, newest))),
            _grades_of(pack, (f for f in ranked if f.since >= newest.since)),
        )
        for newest in ranked
    ]


def _is_before(one: Framework, newest: Framework) -> bool:
    """Whether a framework was given up for the newest, and graded other areas."""
    return bool(one.until) and one.until <= newest.since and set(one.areas) != set(newest.areas)


def _grades_of(pack: Pack, frameworks: Iterable[Framework]) -> frozenset[str]:
    scales = {scale for framework in frameworks for scale in (framework.scale, *framework.scales.values())}
    return frozenset(grade for scale in pack.scales if scale.id in scales for grade in scale.grades)


def covered(setting: Setting, year: str) -> str:
    """The year, if some framework for the setting's kind of body was in force in it, else the setting's date: a grade
    of a year without one is read like those of now."""
    return year if year and _covers(setting.pack, setting.kind, year) else setting.date


@lru_cache(maxsize=4096)
def _covers(pack: Pack, kind: str, year: str) -> bool:
    fitting = (f for f in pack.frameworks if not f.kinds or not kind or kind in f.kinds)
    return any(framework.in_force(year) for framework in fitting)


@lru_cache(maxsize=4096)
def framework_kind(pack: Pack, name: str, kind: str) -> str:
    """The kind by which frameworks are chosen for a body: its own, or the id of a body term that frameworks name and
    whose pattern the name fits, the longest of them (a youth justice service among the probation services)."""
    fitting = [one for one in _endings(pack) if name.endswith(one[1])]
    return max(fitting)[2] if fitting else kind


@lru_cache(maxsize=64)
def _endings(pack: Pack) -> list[tuple[int, str, str]]:
    """How the names of bodies end whose kind frameworks name, with the length of the pattern before and the kind
    behind."""
    wanted = {one for framework in pack.frameworks for one in framework.kinds}
    return [
        (len(pattern), pattern.removeprefix(GAP), term.id)
        for term in pack.of_kind("body")
        for pattern in (term.patterns if term.id in wanted else ())
        if pattern.startswith(GAP)
    ]


def nameless_kind(pack: Pack, text: str) -> str:
    """The kind of a body that the text only calls by a noun (the attribute ``nameless`` of its term); "" if none."""
    lower = text.lower()
    for term in pack.of_kind("body"):
        nouns = str(term.attributes.get("nameless", ""))
        if nouns and any(noun in lower for noun in nouns.lower().split("|")):
            return framework_kind(pack, "", str(term.attributes.get("kind", "")))
    return ""


@lru_cache(maxsize=4096)
def grade_order(pack: Pack, date: str, kind: str) -> dict[str, int]:
    """The grades of the pack, each with the rank of the likeliest framework that gives it."""
    order: dict[str, int] = {}
    for rank, framework in enumerate(ranked_frameworks(pack, date, kind)):
        for scale in map(pack.scale, (framework.scale, *framework.scales.values())):
            for grade in scale.grades if scale else ():
                order.setdefault(grade, rank)
    return order


@lru_cache(maxsize=4096)
def grades_bodies(pack: Pack, date: str, grade: str) -> bool:
    """Whether whole bodies can get a grade under a framework in force at a date, or, if it is empty, under any."""
    frameworks = (f for f in pack.frameworks if f.overall and (not date or f.in_force(date[:7])))
    return any(scale is not None and grade in scale.grades for scale in (pack.scale(f.scale) for f in frameworks))


_LATE = 5
"""Years after which nobody is given a grade of a scale that was given up."""


@lru_cache(maxsize=4096)
def grades_of_time(pack: Pack, year: int) -> frozenset[str]:
    """The grades of the scales that were in force in ``year`` or not long before."""
    frameworks = [f for f in pack.frameworks if not f.until or int(f.until[:4]) > year - _LATE]
    scales = [pack.scale(id_) for f in frameworks for id_ in (f.scale, *f.scales.values())]
    return frozenset(grade for scale in scales if scale for grade in scale.grades)


@lru_cache(maxsize=4096)
def services_of(pack: Pack, date: str, kind: str) -> frozenset[str]:
    """The services of the frameworks in force at ``date`` (of all of them if it is empty) for bodies of ``kind``."""
    return frozenset(
        service
        for framework in pack.frameworks
        if (not date or framework.in_force(date[:7])) and (not kind or not framework.kinds or kind in framework.kinds)
        for service in framework.services
    )
