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

    Where the article concerns no inspectorate, the grade words of all of them are residue.
    """
    packs = setting.ids() if setting else frozenset(reading.lexicon.packs)
    reasons = {(d.start, d.end): d.reason for d in dropped}
    covered: set[int] = set()
    for evidence in used:
        covered.update(range(evidence.start, evidence.end))
    missing = "no-frame" if setting else "no-inspectorate"
    return [
        Residue(kind="grade", reason=reason, evidence=[reading.evidence(hit.start, hit.end)], rule=f"residue/{reason}")
        for hit in reading.hits("grade", packs)
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
