"""Whose findings an article reports: the inspectorate, its pack, and the framework in force."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.reading import Reading
from pipeline.pack import Framework, Pack, Scale

_YEAR = re.compile(r"\b(?:19[89]\d|20[0-4]\d)\b")
_OF_OTHERS = frozenset({"related", "advert", "comments", "navigation", "share", "caption", "contact"})
"""Kinds of furniture whose years are not those of the article."""


class Setting(NamedTuple):
    """The pack whose terms count in an article, and the date that decides which framework was in force.

    ``date`` is the article's own date, or the newest year that it mentions, or empty. ``named`` tells whether the article
    names the inspectorate, rather than only describing it ("the police watchdog"). ``kind`` is the kind of body that the
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

    def services(self) -> frozenset[str]:
        """The areas that are services of a body, whose questions are graded as ``service/area``."""
        return services_of(self.pack, self.date, self.kind)


@lru_cache(maxsize=4096)
def ranked_frameworks(pack: Pack, date: str, kind: str) -> tuple[Framework, ...]:
    """The pack's frameworks, the likeliest for a report of ``date`` on a body of ``kind`` first.

    Those for the kind come before those for others; among them those in force, newest first, then past ones, then those
    to come. Without a date the newest come first, side programmes (``minor``) last.
    """

    def place(framework: Framework) -> tuple[bool, int, bool, str]:
        other = bool(kind and framework.kinds and kind not in framework.kinds)
        if not date or framework.in_force(date[:7]):
            time = 0
        else:
            time = 1 if framework.since <= date[:7] else 2
        recency = framework.until or "9" if time == 1 else framework.since
        return other, time, framework.minor and not date, _descending(recency, reverse=time != 2)

    return tuple(sorted(pack.frameworks, key=place))


def _descending(date: str, *, reverse: bool) -> str:
    """A sort key for ISO dates: as it stands, or with its digits turned over so that the newest comes first."""
    padded = date.ljust(10, "0")
    return "".join(str(9 - int(c)) if c.isdigit() else c for c in padded) if reverse else padded


@lru_cache(maxsize=4096)
def scale_for(pack: Pack, date: str, kind: str, area: str) -> Scale | None:
    """The scale of the likeliest framework that grades ``area``; None if there is none."""
    part = area.rsplit("/", maxsplit=1)[-1]
    for framework in ranked_frameworks(pack, date, kind):
        if part in framework.areas or part in framework.services or (area == "overall" and framework.overall):
            return pack.scale(framework.scale_of(part))
    return None


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
def services_of(pack: Pack, date: str, kind: str) -> frozenset[str]:
    """The services of the frameworks in force at ``date`` (of all of them if it is empty) for bodies of ``kind``."""
    return frozenset(
        service
        for framework in pack.frameworks
        if (not date or framework.in_force(date[:7])) and (not kind or not framework.kinds or kind in framework.kinds)
        for service in framework.services
    )


def setting(reading: Reading, forced: str | None = None) -> Setting | None:
    """The setting of the article, or None where it concerns no inspectorate. ``forced`` names a pack to use in any case."""
    packs = reading.lexicon.packs
    date = reading.article.published or _newest_year(reading)
    if forced is not None:
        return Setting(packs[forced], date, named=True)
    named, described = _inspectorates(reading)
    weights = [(_weight(reading, pack, named), pack) for pack in packs if pack in named or pack in described]
    weighed = [(weight, pack) for weight, pack in weights if weight[0] or weight[1]]
    if not weighed:
        return None
    weight, best = max(weighed, key=lambda item: item[0])
    return Setting(packs[best], date, named=bool(weight[0]))


def _inspectorates(reading: Reading) -> tuple[dict[str, int], dict[str, int]]:
    """The packs whose inspectorate is named, and those where it is only described, with where first.

    A description that fits one inspectorate only ("the prisons watchdog") is as good as its name.
    """
    named: dict[str, int] = {}
    described: dict[str, int] = {}
    covered = 0
    for mention in reading.mentions:
        senses = mention.kinds.get("inspectorate", ())
        if not senses or mention.end <= covered:  # "Care Inspectorate" in "Care Inspectorate Wales"
            continue
        covered = mention.end
        unique = len({sense.pack for sense in senses}) == 1
        for sense in senses:
            (described if sense.weak and not unique else named).setdefault(sense.pack, mention.start)
    return named, described


def _weight(reading: Reading, pack: str, named: dict[str, int]) -> tuple[bool, int, int]:
    """How much an article is about a pack's inspectorate: named or not, bodies of its kind, how early it is named."""
    bodies = reading.hits("body", frozenset({pack}))
    inspected = sum(not hit.weak and not hit.term.attributes.get("outside") for hit in bodies)
    return (pack in named, inspected, -named.get(pack, len(reading.text)))


def _newest_year(reading: Reading) -> str:
    """The newest year that is named, but for what stands beside the story and is not about it."""
    others = [part for part in reading.article.furniture if part.kind in _OF_OTHERS]
    years = (
        match.group()
        for match in _YEAR.finditer(reading.text)
        if not any(part.start <= match.start() < part.end for part in others)
    )
    return max(years, default="")
