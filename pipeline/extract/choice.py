"""Whose findings an article reports: the choice of the inspectorate, and with it of the pack."""

from __future__ import annotations

import re

from pipeline.extract import bodies
from pipeline.extract.reading import Reading
from pipeline.extract.setting import Setting

PAIR = 2
"""As many frameworks as are in force while one follows another."""
_YEAR = re.compile(r"\b(?:19[89]\d|20[0-4]\d)\b")
_OF_OTHERS = frozenset({"related", "advert", "comments", "navigation", "share", "caption", "contact"})
"""Kinds of furniture whose years are not those of the article."""


def setting(reading: Reading, forced: str | None = None) -> Setting | None:
    """The setting of the article, under the framework that it names where two are in force at its date."""
    where = _chosen(reading, forced)
    return _under_named_framework(where, reading.text) if where else None


def _under_named_framework(where: Setting, text: str) -> Setting:
    """The setting, dated back to the older of two frameworks in force if the article names that one alone.

    The last reports of one cycle come out when the first of the next have begun to.
    """
    if not where.date:
        return where
    rivals = [f for f in where.pack.frameworks if not f.minor and f.forms and f.in_force(where.date[:7])]
    if len(rivals) != PAIR:
        return where
    older, newer = sorted(rivals, key=lambda framework: framework.since)
    names = [any(form in text for form in framework.forms) for framework in (older, newer)]
    return where._replace(date=_month_before(newer.since)) if names == [True, False] else where


def _month_before(month: str) -> str:
    """The month before an ISO month, or before a year.

    >>> _month_before("2023-10"), _month_before("2024-01"), _month_before("2024")
    ('2023-09', '2023-12', '2023-12')
    """
    year, number = int(month[:4]), int(month[5:7] or 1)
    return f"{year}-{number - 1:02}" if number > 1 else f"{year - 1}-12"


def _chosen(reading: Reading, forced: str | None) -> Setting | None:
    """The setting of the article, or None where it concerns no inspectorate. ``forced`` names a pack to use in any
    case.

    "Inspectors" may be those of several: then it is the one that inspects the bodies named, if there is only one.
    """
    packs = reading.lexicon.packs
    date = (reading.article.published or _newest_year(reading))[:7]  # to the month, as frameworks are
    if forced is not None:
        return Setting(packs[forced], date, named=True)
    named, described = _inspectorates(reading)
    rivals = [pack for pack in packs if pack in named] or [pack for pack in packs if pack in described]
    settings = [Setting(packs[pack], date, named=bool(named)) for pack in rivals]
    if len(settings) == 1 and named:
        return settings[0]
    several = len(set(named.values())) > 1
    weighed = [(_weight(reading, where, named, several=several), where) for where in settings]
    fitting = [pair for pair in weighed if named or pair[0][0]]
    if fitting:
        return max(fitting, key=lambda pair: pair[0])[1]
    seen = [where for where in settings if any(not body.weak for body in bodies.named(reading, where))]
    return seen[0] if len(seen) == 1 else None


def _inspectorates(reading: Reading) -> tuple[dict[str, int], dict[str, int]]:
    """The packs whose inspectorate is named, and those where it is only described, with where first.

    A description that fits one inspectorate only ("the prisons watchdog") is as good as its name.
    """
    named: dict[str, int] = {}
    described: dict[str, int] = {}
    covered = 0
    for mention in reading.of_kind("inspectorate"):
        senses = mention.kinds["inspectorate"]
        if mention.end <= covered:  # "Care Inspectorate" in "Care Inspectorate Wales"
            continue
        covered = mention.end
        unique = len({sense.pack for sense in senses}) == 1
        for sense in senses:
            (described if sense.weak and not unique else named).setdefault(sense.pack, mention.start)
    return named, described


def _weight(reading: Reading, where: Setting, named: dict[str, int], *, several: bool) -> tuple[int, int, int]:
    """How much an article is about a pack's inspectorate: bodies that it inspects, how early it is named, words for
    such bodies ("forces"). Bodies of open classes are looked for only where ``several`` inspectorates are named."""
    if several:
        inspected = sum(not body.weak for body in bodies.named(reading, where))
    else:
        inspected = sum(not h.weak and not h.term.attributes.get("outside") for h in reading.hits("body", where.ids()))
    words = sum(reading.text.count(word) for word in where.pack.body_kind.split("-"))
    return (inspected, -named.get(where.pack.id, len(reading.text)), words)


def _newest_year(reading: Reading) -> str:
    """The newest year that is named, but for what stands beside the story and is not about it."""
    others = [part for part in reading.article.furniture if part.kind in _OF_OTHERS]
    years = (
        match.group()
        for match in _YEAR.finditer(reading.text)
        if not any(part.start <= match.start() < part.end for part in others)
    )
    return max(years, default="")
