"""Whose findings an article reports: the inspectorate, its pack, and the framework in force."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.reading import Hit, Reading
from pipeline.pack import COMMON, Framework, Pack, Scale

_YEAR = re.compile(r"\b(?:19[89]\d|20[0-4]\d)\b")


class Setting(NamedTuple):
    """The pack whose terms count in an article, and the date that decides which framework was in force.

    ``date`` is the article's own date, or the newest year that it mentions, or empty. ``named`` tells whether the article
    names the inspectorate, rather than only describing it ("the police watchdog").
    """

    pack: Pack
    date: str
    named: bool

    def ids(self) -> frozenset[str]:
        """The pack's id as a set, for :meth:`Reading.hits`."""
        return frozenset({self.pack.id})

    def framework_of(self, area: str, date: str = "") -> Framework | None:
        """The framework under which ``area`` was graded, nearest to ``date`` (the setting's own date if empty)."""
        ranked = ranked_frameworks(self.pack, date or self.date)
        return next((f for f in ranked if area == "overall" or area in f.areas or area in f.services), None)

    def scale_of(self, area: str, date: str = "") -> Scale | None:
        """The scale of the framework under which ``area`` was graded at ``date``."""
        framework = self.framework_of(area, date)
        return self.pack.scale(framework.scale_of(area)) if framework else None

    def services(self) -> frozenset[str]:
        """The areas that are services of a body, whose questions are graded as ``service/area``."""
        return services_of(self.pack, self.date)

    def has_overall(self) -> bool:
        """Whether the framework in force grades whole bodies."""
        ranked = ranked_frameworks(self.pack, self.date)
        return bool(ranked) and ranked[0].overall


@lru_cache(maxsize=4096)
def ranked_frameworks(pack: Pack, date: str) -> tuple[Framework, ...]:
    """The pack's frameworks, the likeliest for a report of ``date`` first: in force, then past, then to come."""
    if not date:
        return tuple(sorted(pack.frameworks, key=lambda f: (not f.minor, f.since), reverse=True))
    month = date[:7]
    in_force = [f for f in pack.frameworks if f.in_force(month)]
    past = [f for f in pack.frameworks if f not in in_force and f.since <= month]
    coming = [f for f in pack.frameworks if f not in in_force and f not in past]
    in_force.sort(key=lambda f: f.since, reverse=True)
    past.sort(key=lambda f: f.until, reverse=True)
    coming.sort(key=lambda f: f.since)
    return (*in_force, *past, *coming)


@lru_cache(maxsize=4096)
def grade_order(pack: Pack, date: str) -> dict[str, int]:
    """The grades of the pack, each with the rank of the likeliest framework at ``date`` that gives it."""
    order: dict[str, int] = {}
    for rank, framework in enumerate(ranked_frameworks(pack, date)):
        for scale in map(pack.scale, (framework.scale, *framework.scales.values())):
            for grade in scale.grades if scale else ():
                order.setdefault(grade, rank)
    return order


@lru_cache(maxsize=4096)
def services_of(pack: Pack, date: str) -> frozenset[str]:
    """The services of the frameworks in force at ``date`` (of all of them if it is empty)."""
    frameworks = [f for f in pack.frameworks if not date or f.in_force(date[:7])]
    return frozenset(service for framework in frameworks for service in framework.services)


def setting(reading: Reading, forced: str | None = None) -> Setting | None:
    """The setting of the article, or None where it concerns no inspectorate. ``forced`` names a pack to use in any case."""
    packs = reading.lexicon.packs
    date = reading.article.published or _newest_year(reading.text)
    if forced is not None:
        return Setting(packs[forced], date, named=True)
    best: tuple[tuple[int, int, int], Pack, bool] | None = None
    for pack in packs.values():
        if pack.id == COMMON:
            continue
        weight = _weight(reading, pack)
        if weight is not None and (best is None or weight > best[0]):
            best = (weight, pack, weight[0] > 0)
    return Setting(best[1], date, best[2]) if best else None


def _weight(reading: Reading, pack: Pack) -> tuple[int, int, int] | None:
    """How much an article is about a pack's inspectorate: named or not, bodies of its kind, mentions. None: not at all."""
    ids = frozenset({pack.id})
    names = reading.hits("inspectorate", ids)
    strong = sum(not hit.weak for hit in names)
    bodies = _inspected(reading.hits("body", ids))
    if not strong and not (names and bodies):
        return None
    return (int(strong > 0), bodies, strong)


def _inspected(hits: list[Hit]) -> int:
    return sum(2 if not hit.weak else 0 for hit in hits if not hit.term.attributes.get("outside"))


def _newest_year(text: str) -> str:
    return max(_YEAR.findall(text), default="")
