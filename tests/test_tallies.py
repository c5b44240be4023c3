"""Counts of grades as an article states them: ladders, merged counts, zeros, populations, counts of other things."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import read

Counts = dict[str, int]

LADDERS: list[tuple[str, Counts]] = [
    ("Kent Police was good in three areas, adequate in two and inadequate in one, HMICFRS said.",
     {"good": 3, "adequate": 2, "inadequate": 1}),
    ("HMICFRS gave Kent Police three goods and two adequates.", {"good": 3, "adequate": 2}),
    ("HMICFRS graded three areas at Kent Police good and six adequate.", {"good": 3, "adequate": 6}),
    ("Kent Police: three good, five adequate, one inadequate (HMICFRS).",
     {"good": 3, "adequate": 5, "inadequate": 1}),
    ("Good 3\nAdequate 5\nThese are the grades of Kent Police (HMICFRS).", {"good": 3, "adequate": 5}),
    ("Kent Police was good in three areas, HMICFRS said.", {"good": 3}),
    ("Kent Police was good in four of the nine areas and adequate in five, HMICFRS said.", {"good": 4, "adequate": 5}),
    ("Kent Police was good or outstanding in four areas and adequate in five, HMICFRS said.",
     {"outstanding+good": 4, "adequate": 5}),
    ("Kent Police was adequate or worse in four areas and good in five, HMICFRS said.",
     {"adequate+requires-improvement+inadequate": 4, "good": 5}),
    ("None of its areas was inadequate. Kent Police was good in four and adequate in five, HMICFRS said.",
     {"inadequate": 0, "good": 4, "adequate": 5}),
    ("Kent Police was good in four areas. It was adequate in three and inadequate in two, HMICFRS said.",
     {"good": 4, "adequate": 3, "inadequate": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "counts"), LADDERS)
def test_a_ladder_is_one_tally(text: str, counts: Counts, extractor: Extractor) -> None:
    (tally,) = read(extractor, text).tallies
    assert (tally.counts, tally.over, tally.body, tally.status) == (counts, "areas", "Kent Police", "current")


def test_a_ladder_that_is_told_again_is_one_tally(extractor: Extractor) -> None:
    once = "Kent Police was good in three areas and adequate in six, HMICFRS said."
    (tally,) = read(extractor, f"{once} “Good in three, adequate in six,” its chief repeated.").tallies
    assert len(tally.evidence) == 4


def test_each_inspection_has_its_ladder(extractor: Extractor) -> None:
    text = (
        "In 2021 Kent Police was good in two areas and adequate in seven. Now HMICFRS finds it good in four and"
        " adequate in five."
    )
    found = [(tally.status, tally.counts) for tally in read(extractor, text).tallies]
    assert found == [("previous", {"good": 2, "adequate": 7}), ("current", {"good": 4, "adequate": 5})]


def test_a_population_is_counted_over_bodies(extractor: Extractor) -> None:
    (tally,) = read(extractor, "Of 20 care homes in Kent the CQC rated 12 good and eight inadequate.").tallies
    assert (tally.over, tally.body, tally.counts) == ("bodies", None, {"good": 12, "inadequate": 8})


def test_a_progress_review_is_counted_over_concerns(extractor: Extractor) -> None:
    text = (
        "HM Inspectorate of Prisons found reasonable progress on four concerns at HMP Swale and no meaningful progress"
        " on two."
    )
    (tally,) = read(extractor, text).tallies
    assert (tally.over, tally.body) == ("concerns", "HMP Swale")
    assert tally.counts == {"reasonable-progress": 4, "no-meaningful-progress": 2}


NO_LADDERS = [
    "HMICFRS gave Kent Police three good reasons and two adequate ones.",
    "HMICFRS gave Kent Police 14 areas for improvement.",
    "Kent Police has 20 good detectives and three inadequate vans, HMICFRS said.",
    "HMICFRS read 40 files at Kent Police: 12 were good and 28 inadequate.",
    "Kent Police was good in three of its stations, HMICFRS said.",
    "If Kent Police is good in three areas and adequate in six, HMICFRS will be pleased.",
    "HMICFRS graded Kent Police good at investigating crime.",
]


@pytest.mark.parametrize("text", NO_LADDERS)
def test_counts_of_other_things_are_no_tally(text: str, extractor: Extractor) -> None:
    assert read(extractor, text).tallies == []


GAPS: list[tuple[str, list[Counts]]] = [
    ("Kent Police was good in four areas and adequate in the other five, HMICFRS said.", [{"good": 4, "adequate": 5}]),
    ("Kent Police was good in four areas and adequate in another five, HMICFRS said.", [{"good": 4, "adequate": 5}]),
    ("Kent Police was good in four areas (previously two) and adequate in five (previously seven), HMICFRS said.",
     [{"good": 4, "adequate": 5}, {"good": 2, "adequate": 7}]),
    ("HMICFRS grades Kent Police outstanding, good, adequate, requires improvement or inadequate in nine areas.", []),
]  # fmt: skip


@pytest.mark.xfail(reason="counts that are not yet read", strict=True)
@pytest.mark.parametrize(("text", "counts"), GAPS)
def test_a_count_that_is_not_yet_read(text: str, counts: list[Counts], extractor: Extractor) -> None:
    assert [tally.counts for tally in read(extractor, text).tallies] == counts
