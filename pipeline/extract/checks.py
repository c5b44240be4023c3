"""What a record says about its own consistency. A check that fails drops nothing: it marks what a person should look
at."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from pipeline.extract.reading import Reading
from pipeline.extract.setting import Setting
from pipeline.extract.wording import Wording
from pipeline.record import Check, Grade, Tally

_DISAGREE = "-sources-disagree"
"""How the ingest ends the name of what two sources of an article tell differently."""


def checks(grades: list[Grade], tallies: list[Tally], setting: Setting | None, reading: Reading) -> list[Check]:
    """The five checks of every record, each once for whatever it concerns; one that concerns nothing is passed."""
    return [
        *_tally_matches(grades, tallies),
        *_one_per_area(grades),
        *_on_scale(grades, setting),
        *_direction(grades, reading),
        *_sources_agree(reading.article.repairs),
    ]


def _tally_matches(grades: list[Grade], tallies: list[Tally]) -> list[Check]:
    name = "tally-matches-grades"
    found = [check for tally in tallies if tally.over == "areas" for check in _tally(tally, grades)]
    return found or [Check(check=name, ok=True, detail="no counts to compare")]


def _tally(tally: Tally, grades: list[Grade]) -> list[Check]:
    """The counts in prose against the grades read: more grades than counted, or as many areas but other grades,
    fail."""
    mine = [g for g in grades if g.body == tally.body and g.status == tally.status and g.area != "overall"]
    read = Counter(g.grade for g in mine)
    single = {key: number for key, number in tally.counts.items() if "+" not in key}
    over = [f"{key}: {read[key]} read, {number} counted" for key, number in single.items() if read[key] > number]
    if len(single) == len(tally.counts) and sum(read.values()) >= sum(single.values()):
        over += [f"{key}: {read[key]} read, {number} counted" for key, number in single.items() if read[key] < number]
    where = f"{tally.body or 'bodies'}, {tally.status}"
    detail = "; ".join(over) if over else f"{sum(read.values())} grades read, {sum(tally.counts.values())} counted"
    return [Check(check="tally-matches-grades", ok=not over, detail=f"{where}: {detail}")]


def _one_per_area(grades: list[Grade]) -> list[Check]:
    seen: dict[tuple[str | None, str, str], list[str]] = {}
    for grade in grades:
        if grade.status == "current":
            seen.setdefault((grade.body, grade.area, grade.inspectorate), []).append(grade.grade)
    double = {key: names for key, names in seen.items() if len(set(names)) > 1}
    if not double:
        return [Check(check="one-grade-per-area", ok=True, detail=f"{len(seen)} areas graded")]
    return [
        Check(check="one-grade-per-area", ok=False, detail=f"{body}, {area}: {' and '.join(sorted(set(names)))}")
        for (body, area, _), names in double.items()
    ]


def _on_scale(grades: list[Grade], setting: Setting | None) -> list[Check]:
    off = [g for g in grades if g.scale is None or g.rank is None]
    if not off or setting is None:
        return [Check(check="grade-on-scale", ok=True, detail=f"{len(grades)} grades on their scales")]
    return [
        Check(
            check="grade-on-scale",
            ok=False,
            detail=f"{g.body}, {g.area}: {g.grade} is not on {g.scale or 'a scale in force'}",
        )
        for g in off
    ]


_DIRECTIONS = {name: Wording(rf"\b<{name}>\b", re.IGNORECASE) for name in ("up", "down")}


def _direction(grades: list[Grade], reading: Reading) -> list[Check]:
    """ "Improved to" and "fell to" against the ranks of the two grades, where both are on one scale."""
    found = []
    for now in grades:
        if now.status != "current" or not now.rule.endswith("+change"):
            continue
        then = next((g for g in grades if g.status == "previous" and (g.body, g.area) == (now.body, now.area)), None)
        if then is None or then.scale != now.scale or then.rank is None or now.rank is None:
            continue
        said = _said(now, reading)
        wrong = (said == "up" and now.rank > then.rank) or (said == "down" and now.rank < then.rank)
        if said:
            detail = f"{now.body}, {now.area}: {said} from {then.grade} to {now.grade}"
            found.append(Check(check="direction-matches", ok=not wrong, detail=detail))
    return found or [Check(check="direction-matches", ok=True, detail="no direction to compare")]


def _sources_agree(repairs: Iterable[str]) -> list[Check]:
    """What the ingest noted of a page that says two things of itself; the more reliable one is in the record."""
    doubtful = [name.removesuffix(_DISAGREE) for name in repairs if name.endswith(_DISAGREE)]
    if not doubtful:
        return [Check(check="sources-agree", ok=True, detail="no two sources contradict each other")]
    return [
        Check(check="sources-agree", ok=False, detail=f"two sources of the {of} contradict each other")
        for of in doubtful
    ]


def _said(grade: Grade, reading: Reading) -> str:
    place = grade.evidence[0].start
    start = reading.sentence_at(place).start
    last = {
        name: max((m.end() for m in wording.of(reading.lexicon).finditer(reading.text, start, place)), default=-1)
        for name, wording in _DIRECTIONS.items()
    }
    return "" if max(last.values()) < 0 else max(last, key=lambda name: last[name])
