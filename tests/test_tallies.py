"""Counts of grades as an article states them: ladders, merged counts, zeros, populations, counts of other things."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from pipeline.record import Tally
from tests.notation import read

Counts = dict[str, int]

LADDERS: list[tuple[str, Counts]] = [
    # The grade first.
    ("Kent Police was good in three areas, adequate in two and inadequate in one, HMICFRS said.",
     {"good": 3, "adequate": 2, "inadequate": 1}),
    ("Kent Police was good in three areas, HMICFRS said.", {"good": 3}),
    ("Kent Police is adequate or good in the six other areas, HMICFRS said.", {"good+adequate": 6}),
    ("HMICFRS on Kent Police: six goods, two adequates and, for managing offenders, an inadequate.",
     {"good": 6, "adequate": 2, "inadequate": 1}),
    ("Kent Police was good in six areas and in two improvement was required, HMICFRS said.",
     {"good": 6, "requires-improvement": 2}),
    ("Kent Police was good in four of the nine areas and adequate in five, HMICFRS said.", {"good": 4, "adequate": 5}),
    ("Kent Police was graded good by HMICFRS in four areas and adequate in five.", {"good": 4, "adequate": 5}),
    ("HMICFRS graded Kent Police good, inspectors said, in seven areas and adequate in two.",
     {"good": 7, "adequate": 2}),
    ("HMICFRS looked at nine areas. Kent Police is good in eight of them and adequate in one.",
     {"good": 8, "adequate": 1}),
    ("Kent Police was good in at least three areas, HMICFRS said.", {"good": 3}),
    ("HMICFRS has rated Kent Police good in every one of the nine areas.", {"good": 9}),
    ("HMICFRS has marked Kent Police good in all nine areas.", {"good": 9}),
    ("The grades for Kent Police from HMICFRS are: good, seven; adequate, two.", {"good": 7, "adequate": 2}),
    ("HMICFRS graded Kent Police good (5), adequate (3) and inadequate (1).",
     {"good": 5, "adequate": 3, "inadequate": 1}),
    ("Kent Police, one of the largest forces, was good in five of nine areas, HMICFRS said.", {"good": 5}),
    ("Adequate, twice; good, three times over: HMICFRS has seen Kent Police.", {"good": 3}),
    # The number first.
    ("HMICFRS gave Kent Police three goods and two adequates.", {"good": 3, "adequate": 2}),
    ("HMICFRS graded three areas at Kent Police good and six adequate.", {"good": 3, "adequate": 6}),
    ("Kent Police: three good, five adequate, one inadequate (HMICFRS).",
     {"good": 3, "adequate": 5, "inadequate": 1}),
    ("Seven came back as good for Kent Police, HMICFRS said, and two as adequate.", {"good": 7, "adequate": 2}),
    ("In three areas Kent Police was good, in four it was adequate and in two inadequate, HMICFRS said.",
     {"good": 3, "adequate": 4, "inadequate": 2}),
    ("HMICFRS found four areas at Kent Police to be good, three to be adequate and two to require improvement.",
     {"good": 4, "adequate": 3, "requires-improvement": 2}),
    ("Five of the nine grades given to Kent Police by HMICFRS are good and three are adequate.",
     {"good": 5, "adequate": 3}),
    ("HMICFRS gave Kent Police eight goods, an adequate and an inadequate.",
     {"good": 8, "adequate": 1, "inadequate": 1}),
    ("Good 3\nAdequate 5\nThese are the grades of Kent Police (HMICFRS).", {"good": 3, "adequate": 5}),
    # Words that stand for a number.
    ("Kent Police was good in four areas and adequate in the other five, HMICFRS said.", {"good": 4, "adequate": 5}),
    ("Kent Police was good in four areas and adequate in another five, HMICFRS said.", {"good": 4, "adequate": 5}),
    ("Kent Police was good in four areas and adequate in a fifth, HMICFRS said.", {"good": 4, "adequate": 1}),
    ("Kent Police was good in eight areas and adequate in the other, HMICFRS said.", {"good": 8, "adequate": 1}),
    ("Kent Police was good in seven areas and adequate in both of the others, HMICFRS said.",
     {"good": 7, "adequate": 2}),
    # Several grades in one count, or one count for each of several.
    ("Kent Police was good or outstanding in four areas and adequate in five, HMICFRS said.",
     {"outstanding+good": 4, "adequate": 5}),
    ("Kent Police was adequate or worse in four areas and good in five, HMICFRS said.",
     {"adequate+requires-improvement+inadequate": 4, "good": 5}),
    ("HMICFRS answered all nine questions on Kent Police with either a good or an outstanding.",
     {"outstanding+good": 9}),
    ("Five areas at Kent Police were inadequate; two apiece were good and adequate, HMICFRS said.",
     {"inadequate": 5, "good": 2, "adequate": 2}),
    # None.
    ("None of its areas was inadequate. Kent Police was good in four and adequate in five, HMICFRS said.",
     {"inadequate": 0, "good": 4, "adequate": 5}),
    ("Kent Police was good in four areas and adequate in five. Nothing was inadequate or outstanding, HMICFRS said.",
     {"good": 4, "adequate": 5, "inadequate": 0, "outstanding": 0}),
    ("Kent Police had no inadequate grades and four good grades, HMICFRS said.", {"inadequate": 0, "good": 4}),
    ("Kent Police was inadequate in none of the areas, HMICFRS said. It was good in four and adequate in five.",
     {"inadequate": 0, "good": 4, "adequate": 5}),
    # Over several sentences.
    ("Kent Police was good in four areas. It was adequate in three and inadequate in two, HMICFRS said.",
     {"good": 4, "adequate": 3, "inadequate": 2}),
    ("Six good. Two adequate. One inadequate. The grades of Kent Police are out, HMICFRS said.",
     {"good": 6, "adequate": 2, "inadequate": 1}),
    ("Six good. Three adequate. The marks of Kent Police from HMICFRS have not looked so well for years.",
     {"good": 6, "adequate": 3}),
    ("HMICFRS did not rate Kent Police outstanding in any area, but it was good in seven and adequate in two.",
     {"good": 7, "adequate": 2}),
    ("The clerk reported that HMICFRS had graded Kent Police good in seven areas and adequate in two.",
     {"good": 7, "adequate": 2}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "counts"), LADDERS)
def test_a_ladder_is_one_tally(text: str, counts: Counts, extractor: Extractor) -> None:
    (tally,) = read(extractor, text).tallies
    assert (tally.counts, tally.over, tally.body, tally.status) == (counts, "areas", "Kent Police", "current")


TOTALS: list[tuple[str, int | None]] = [
    ("Kent Police was good in six of nine, HMICFRS said.", 9),
    ("Kent Police was good in six areas out of nine, HMICFRS said.", 9),
    ("Kent Police was good in six of HMICFRS’s nine areas.", 9),
    ("Kent Police was good in 6/9 areas, HMICFRS said.", 9),
    ("Of the nine areas that HMICFRS looked at, Kent Police was good in six and adequate in three.", 9),
    ("HMICFRS looked at nine areas of Kent Police. Six were good and three adequate.", 9),
    ("Kent Police was good in six areas and adequate in three, nine in all, HMICFRS said.", 9),
    ("Kent Police was inadequate in one of its four areas and good in the rest, HMICFRS said.", 4),
    ("All nine areas at Kent Police were good, HMICFRS said.", 9),
    ("Half the grades that Kent Police got from HMICFRS, five out of ten, are good. Three are adequate.", 10),
    ("Nine out of Kent Police’s 11 grades from HMICFRS are good or better, and two are adequate.", 11),
    ("Kent Police was good in six areas and adequate in two, HMICFRS said.", None),
    ("HMICFRS sent ten inspectors. Kent Police was good in six areas and adequate in two.", None),
]


@pytest.mark.parametrize(("text", "total"), TOTALS)
def test_the_total_is_the_one_stated(text: str, total: int | None, extractor: Extractor) -> None:
    (tally,) = read(extractor, text).tallies
    assert tally.total == total


@pytest.mark.parametrize("again", ["“Good in three, adequate in six,” its chief repeated.", "Three areas are good."])
def test_a_ladder_or_a_part_of_it_told_again_is_one_tally(again: str, extractor: Extractor) -> None:
    once = "Kent Police was good in three areas and adequate in six, HMICFRS said."
    (tally,) = read(extractor, f"{once} {again}").tallies
    assert tally.counts == {"good": 3, "adequate": 6}
    assert len(tally.evidence) > 2


def in_short(tallies: list[Tally]) -> list[tuple[str, Counts]]:
    """Status and counts of each."""
    return [(tally.status, tally.counts) for tally in tallies]


TWO_INSPECTIONS: list[tuple[str, Counts, Counts]] = [
    ("In 2021 Kent Police was good in two areas and adequate in seven. Now HMICFRS finds it good in four and"
     " adequate in five.", {"good": 4, "adequate": 5}, {"good": 2, "adequate": 7}),
    ("Kent Police was good in four areas (previously two) and adequate in five (previously seven), HMICFRS said.",
     {"good": 4, "adequate": 5}, {"good": 2, "adequate": 7}),
    ("Kent Police was good in four areas and adequate in five (previously two and seven respectively), HMICFRS said.",
     {"good": 4, "adequate": 5}, {"good": 2, "adequate": 7}),
    ("Kent Police was good in four areas, up from two, and adequate in five, HMICFRS said.",
     {"good": 4, "adequate": 5}, {"good": 2}),
    ("Kent Police has gone from two goods and seven adequates to four goods and five adequates, HMICFRS said.",
     {"good": 4, "adequate": 5}, {"good": 2, "adequate": 7}),
    ("Kent Police was inadequate in two of its nine areas, HMICFRS said. Last time it was inadequate in one.",
     {"inadequate": 2}, {"inadequate": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "current", "previous"), TWO_INSPECTIONS)
def test_each_inspection_has_its_ladder(text: str, current: Counts, previous: Counts, extractor: Extractor) -> None:
    found = in_short(read(extractor, text).tallies)
    assert sorted(found) == [("current", current), ("previous", previous)]


def test_a_sentence_that_opens_with_the_other_body_counts_for_it(extractor: Extractor) -> None:
    text = (
        "HMICFRS has inspected Kent Police and Essex Police. Kent Police was good in six areas. Its neighbour had two"
        " inadequates and four adequates."
    )
    found = [(tally.body, tally.counts) for tally in read(extractor, text).tallies]
    assert found == [("Kent Police", {"good": 6}), ("Essex Police", {"inadequate": 2, "adequate": 4})]


POPULATIONS: list[tuple[str, Counts, int | None]] = [
    ("Of 20 care homes in Kent the CQC rated 12 good and eight inadequate.", {"good": 12, "inadequate": 8}, 20),
    ("The CQC has been to every care home in Kent. Five are inadequate, 112 are good and nine are outstanding.",
     {"inadequate": 5, "good": 112, "outstanding": 9}, None),
    ("None of the 20 care homes that the CQC saw was outstanding; 12 were good and eight inadequate.",
     {"outstanding": 0, "good": 12, "inadequate": 8}, 20),
    ("Eight out of ten schools that Ofsted went to in Kent were good.", {"good": 8}, 10),
    ("Five care homes in Kent have had CQC reports. One is outstanding, three are good and one is inadequate.",
     {"outstanding": 1, "good": 3, "inadequate": 1}, 5),
    ("The care homes in Kent with new CQC ratings: one outstanding, three good.", {"outstanding": 1, "good": 3}, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "counts", "total"), POPULATIONS)
def test_a_population_is_counted_over_bodies(
    text: str, counts: Counts, total: int | None, extractor: Extractor
) -> None:
    (tally,) = read(extractor, text).tallies
    assert (tally.over, tally.body, tally.counts, tally.total) == ("bodies", None, counts, total)


PROGRESS = [
    "HM Inspectorate of Prisons found reasonable progress on four concerns at HMP Swale and no meaningful progress on"
    " two.",
    "Reasonable progress had been made on four concerns at HMP Swale and no meaningful progress on two, HM Inspectorate"
    " of Prisons said.",
]


@pytest.mark.parametrize("text", PROGRESS)
def test_a_progress_review_is_counted_over_concerns(text: str, extractor: Extractor) -> None:
    (tally,) = read(extractor, text).tallies
    assert (tally.over, tally.body, tally.status) == ("concerns", "HMP Swale", "current")
    assert tally.counts == {"reasonable-progress": 4, "no-meaningful-progress": 2}


def test_grades_that_share_their_noun_are_counted_together(extractor: Extractor) -> None:
    text = "HM Inspectorate of Prisons found reasonable or good progress on five of the six concerns at HMP Swale."
    (tally,) = read(extractor, text).tallies
    assert (tally.counts, tally.total) == ({"good-progress+reasonable-progress": 5}, 6)


NO_LADDERS = [
    "The home celebrates another outstanding rating by the CQC.",
    "The Care Inspectorate, which went to Corran Lodge, marks out of six: 6 is excellent and 1 is unsatisfactory.",
    "HMICFRS gave Kent Police three good reasons and two adequate ones.",
    "HMICFRS gave Kent Police 14 areas for improvement.",
    "Kent Police has 20 good detectives and three inadequate vans, HMICFRS said.",
    "HMICFRS read 40 files at Kent Police: 12 were good and 28 inadequate.",
    "HMICFRS heard 60 calls at Kent Police. In 41 the work was good, in 12 it was adequate, in seven inadequate.",
    "Kent Police officers took 12 calls; the answer was good in ten and inadequate in two, HMICFRS found.",
    "Kent Police was good in three of its stations, HMICFRS said.",
    "HMICFRS found three of the five stations of Kent Police good and two inadequate.",
    "If Kent Police is good in three areas and adequate in six, HMICFRS will be pleased.",
    "“I want Kent Police to be good at that, and outstanding in three areas, when HMICFRS is back,” she said.",
    "Of the county's beaches 29 were good and three adequate, said HMICFRS's man in Kent Police.",
    "HMICFRS graded Kent Police good at investigating crime.",
    "Kent Police requires improvement in every one of the nine areas but preventing crime, HMICFRS said.",
    "HMICFRS grades Kent Police outstanding, good, adequate, requires improvement or inadequate in nine areas.",
    "HMICFRS rated Kent Police good in 2018/19 and adequate in 2021/22.",
    "HMICFRS has rated Kent Police good for three years and inadequate for two.",
    "HMICFRS graded Kent Police adequate at managing offenders the first time and good the second.",
    "HMICFRS handed Kent Police its second inadequate in three years.",
    "The grades of HMICFRS for Kent Police are outstanding (1), good (2), adequate (3) and inadequate (4).",
    "HMICFRS has not looked at Kent Police yet; its chief hands out three goods and two adequates.",
    "Kent Police dropped two grades to inadequate, HMICFRS said.",
    "Kent Police is one of three forces in the south graded inadequate by HMICFRS.",
    "Kent Police improved in three areas and is now good at preventing crime, HMICFRS said.",
]


@pytest.mark.parametrize("text", NO_LADDERS)
def test_counts_of_other_things_are_no_tally(text: str, extractor: Extractor) -> None:
    assert read(extractor, text).tallies == []


GAPS: list[tuple[str, list[Counts]]] = [
    ("The number of areas graded good at Kent Police has risen from three to five, HMICFRS said.",
     [{"good": 5}, {"good": 3}]),
    ("None of the nine areas was good, HMICFRS said, and Kent Police was inadequate in all of them.",
     [{"good": 0, "inadequate": 9}]),
]  # fmt: skip


@pytest.mark.xfail(reason="counts that are not yet read", strict=True)
@pytest.mark.parametrize(("text", "counts"), GAPS)
def test_a_count_that_is_not_yet_read(text: str, counts: list[Counts], extractor: Extractor) -> None:
    assert [tally.counts for tally in read(extractor, text).tallies] == counts
