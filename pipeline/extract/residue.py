"""Nothing silent: every grade word, number and measure that became no value, with the reason why."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.measures import Unread
from pipeline.extract.page import Dropped
from pipeline.extract.reading import Reading
from pipeline.extract.setting import Setting
from pipeline.extract.statistics import NumberSeen
from pipeline.record import Evidence, Residue


def grade_words(
    reading: Reading, setting: Setting | None, used: Iterable[Evidence], dropped: list[Dropped]
) -> list[Residue]:
    """The grade words that are evidence of nothing. ``dropped`` says why; a word that no rule looked at has no frame.

    Where the article concerns no inspectorate, the grade words of all of them are residue; where it concerns one, those
    that only others use are on another scale.
    """
    everybody = frozenset(reading.lexicon.packs)
    own = reading.hits("grade", setting.ids() if setting else everybody)
    reasons = {(d.start, d.end): d.reason for d in dropped}
    covered: set[int] = set()
    for evidence in used:
        covered.update(range(evidence.start, evidence.end))
    missing = "no-frame" if setting else "no-inspectorate"
    told = covered.union(*(range(hit.start, hit.end) for hit in own))
    others = [hit for hit in reading.hits("grade", everybody) if told.isdisjoint(range(hit.start, hit.end))]
    reasons |= {(hit.start, hit.end): "other-scale" for hit in others}
    return [
        Residue(kind="grade", reason=reason, evidence=[reading.evidence(hit.start, hit.end)], rule=f"residue/{reason}")
        for hit in sorted([*own, *others], key=lambda hit: hit[:2])
        if hit.start not in covered
        for reason in (reasons.get((hit.start, hit.end), missing),)
    ]


def measure_words(reading: Reading, unread: list[Unread]) -> list[Residue]:
    """The mentions of measures that nobody imposed."""
    return [
        Residue(
            kind="measure",
            reason=one.reason,
            evidence=[reading.evidence(one.start, one.end)],
            rule=f"residue/{one.reason}",
        )
        for one in unread
    ]


def number_words(reading: Reading, seen: list[NumberSeen]) -> list[Residue]:
    """The numbers that are no statistic: dates, ages, tallies and the like."""
    return [
        Residue(
            kind="number",
            reason=one.reason,
            evidence=[reading.evidence(one.start, one.end)],
            rule=f"residue/{one.reason}",
        )
        for one in seen
    ]
