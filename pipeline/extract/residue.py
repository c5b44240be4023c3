"""Nothing silent: every grade word, number and measure that became no value, with the reason why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from pipeline.extract.measures import Unread
from pipeline.extract.page import Dropped
from pipeline.extract.reading import Hit, Reading
from pipeline.extract.setting import Setting
from pipeline.extract.statistics import NumberSeen
from pipeline.record import Evidence, Residue

Kind: TypeAlias = Literal["grade", "number", "measure"]


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
    covered = _cover(bytearray(len(reading.text)), ((evidence.start, evidence.end) for evidence in used))
    told = _cover(covered.copy(), ((hit.start, hit.end) for hit in own))
    others = _untold(reading, told, everybody)
    missing = "no-frame" if setting else "no-inspectorate"
    reasons |= {(hit.start, hit.end): "other-scale" for hit in others}
    return [
        _left(reading, "grade", hit.start, hit.end, reasons.get((hit.start, hit.end), missing))
        for hit in sorted([*own, *others], key=lambda hit: hit[:2])
        if not covered[hit.start]
    ]


def _untold(reading: Reading, told: bytearray, everybody: frozenset[str]) -> list[Hit]:
    """The grade words of any scale that touch none of the characters that are told of: mostly there are none."""
    if all(told.find(1, mention.start, mention.end) >= 0 for mention in reading.of_kind("grade")):
        return []
    return [hit for hit in reading.hits("grade", everybody) if told.find(1, hit.start, hit.end) < 0]


def _cover(characters: bytearray, spans: Iterable[tuple[int, int]]) -> bytearray:
    """The characters of a text, with 1 for those in the spans."""
    for start, end in spans:
        characters[start:end] = b"\1" * (end - start)
    return characters


def measure_words(reading: Reading, unread: list[Unread]) -> list[Residue]:
    """The mentions of measures that nobody imposed."""
    return [_left(reading, "measure", *one) for one in unread]


def number_words(reading: Reading, seen: list[NumberSeen]) -> list[Residue]:
    """The numbers that are no statistic: dates, ages, tallies and the like."""
    return [_left(reading, "number", *one) for one in seen]


def _left(reading: Reading, kind: Kind, start: int, end: int, reason: str) -> Residue:
    return Residue(kind=kind, reason=reason, evidence=[reading.evidence(start, end)], rule=f"residue/{reason}")
