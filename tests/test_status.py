"""When a grade was given: now, before, or both; and the year, where the text gives one."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import grades, read

NOW = "investigating-crime good"
BEFORE = "investigating-crime good previous"

STATUSES = [
    ("HMICFRS said of Kent Police that investigating crime, once good, was adequate.",
     ["investigating-crime adequate", BEFORE]),
    ("HMICFRS put Kent Police, formerly adequate at managing offenders, down as good at investigating crime.",
     [NOW, "managing-offenders adequate previous"]),
    ("Before the merger HMICFRS graded Kent Police good at investigating crime. It is now adequate.",
     ["investigating-crime adequate", BEFORE]),
    ("The Regulator of Social Housing has upgraded Tideway Homes to C1/G1 from C2/G2.",
     ["consumer c1", "consumer c2 previous", "governance g1", "governance g2 previous"]),
    ("Kent Police: investigating crime - good (2022: adequate); managing offenders - adequate (2022: good). HMICFRS",
     ["investigating-crime adequate previous 2022", NOW, "managing-offenders adequate",
      "managing-offenders good previous 2022"]),
    ("Kent Police has dropped its outstanding for managing offenders, HMICFRS says, but is good at investigating"
     " crime.",
     [NOW, "managing-offenders outstanding previous"]),
    ("In this third good year in a row Kent Police, which is inadequate at managing offenders, is good at investigating"
     " crime, HMICFRS said.", [NOW, "managing-offenders inadequate"]),
    ("HMICFRS graded Kent Police good at investigating crime, having found that nobody had complained.", [NOW]),
    ("Having called in HMICFRS itself, Kent Police was graded good at investigating crime.", [NOW]),
    ("HMICFRS says that Kent Police has had its grade for investigating crime raised to good.", [NOW]),
    ("Investigating crime at Kent Police is good, HMICFRS said. It was adequate as recently as May.",
     ["investigating-crime adequate previous", NOW]),
    ("Kent Police has lost its clean record and now is good at investigating crime, HMICFRS said.", [NOW]),
    ("In 2019 HMICFRS found Kent Police inadequate at investigating crime. Two years later it required improvement."
     " This time it is good.",
     [NOW, "investigating-crime inadequate previous 2019", "investigating-crime requires-improvement previous 2021"]),
    ("In 2019 HMICFRS found Kent Police inadequate at investigating crime. Two years later it was good.",
     ["investigating-crime good 2021", "investigating-crime inadequate previous 2019"]),
    ("Kent Police was not visited again until May, when HMICFRS graded it good at investigating crime.", [NOW]),
    ("Gone is the good grade that Kent Police had from HMICFRS for investigating crime.", [BEFORE]),
    ("HMICFRS graded Kent Police good at investigating crime.", [NOW]),
    ("HMICFRS still graded Kent Police good at investigating crime, for all its faults.", [NOW]),
    ("HMICFRS graded Kent Police good at investigating crime, its best result since its last inspection.", [NOW]),
    ("HMICFRS graded Kent Police good at investigating crime in its 2025 report.", [f"{NOW} 2025"]),
    ("HMICFRS graded Kent Police good at investigating crime in 2019.", [f"{NOW} 2019"]),
    ("Kent Police, which opened a new station in 2021, is good at investigating crime, HMICFRS said.", [NOW]),
    ("HMICFRS graded Kent Police good at investigating crime. It had been adequate in 2021 and outstanding in 2018.",
     ["investigating-crime adequate previous 2021", NOW, "investigating-crime outstanding previous 2018"]),
    ("Kent Police was previously graded good at investigating crime by HMICFRS.", [BEFORE]),
    ("Kent Police has lost its good grade for investigating crime, HMICFRS said.", [BEFORE]),
    ("Kent Police remains good at investigating crime, HMICFRS said.", [NOW, BEFORE]),
    ("Kent Police continues to be good at investigating crime, HMICFRS said.", [NOW, BEFORE]),
    ("Kent Police kept its good grade for investigating crime, HMICFRS said.", [NOW, BEFORE]),
    ("Kent Police is again good at investigating crime, HMICFRS said.", [NOW, BEFORE]),
    ("Kent Police is good at investigating crime for the second time running, HMICFRS said.", [NOW, BEFORE]),
    ("Kent Police is good at investigating crime, as it was in 2021, HMICFRS said.", [NOW, f"{BEFORE} 2021"]),
    ("HMICFRS graded Kent Police adequate at investigating crime. It had been good in 2021 and good in 2018.",
     ["investigating-crime adequate", f"{BEFORE} 2018", f"{BEFORE} 2021"]),
    ("Kent Police was good at investigating crime last time, and managing offenders was adequate, HMICFRS said.",
     [BEFORE, "managing-offenders adequate previous"]),
    ("Kent Police was good at investigating crime last time, and managing offenders is adequate, HMICFRS said.",
     [BEFORE, "managing-offenders adequate"]),
    ("The CQC has rated Maple House good. It was inadequate when inspectors went in last March.",
     ["overall good", "overall inadequate previous"]),
    ("The CQC has rated Maple House good. Last year Maple House was rated inadequate.",
     ["overall good", "overall inadequate previous"]),
    ("The CQC, which went back in March, has rated Maple House good.", ["overall good"]),
    ("The CQC has been to Maple House. It was inadequate when inspectors went in last March.", ["overall inadequate"]),
    ("HMICFRS graded Kent Police good at investigating crime at its last inspection, in 2021.", [f"{NOW} 2021"]),
    ("The RSH had cut Merrow Homes from G1 to G3. In December it was upgraded to G1.",
     ["governance g1", "governance g1 previous", "governance g3 previous"]),
    ("The RSH said that Merrow Homes had fallen from G1 to G3.", ["governance g1 previous", "governance g3"]),
    ("RSH: Merrow Homes G1/V2, no change.",
     ["governance g1", "governance g1 previous", "viability v2", "viability v2 previous"]),
    ("RSH: Merrow Homes keeps G1/V2, assigned C1.",
     ["consumer c1", "governance g1", "governance g1 previous", "viability v2", "viability v2 previous"]),
    ("HMICFRS had graded Kent Police good at investigating crime. It now grades it adequate.",
     ["investigating-crime adequate", BEFORE]),
    ("Kent Police used to be good at investigating crime, HMICFRS said. It is now adequate.",
     ["investigating-crime adequate", BEFORE]),
    ("In 2021 HMICFRS graded Kent Police good at investigating crime; it is now adequate at it.",
     ["investigating-crime adequate", f"{BEFORE} 2021"]),
    ("Kent Police is good at investigating crime, up from adequate, HMICFRS said.",
     ["investigating-crime adequate previous", NOW]),
    ("Kent Police is good at investigating crime, compared with adequate last time, HMICFRS said.",
     ["investigating-crime adequate previous", NOW]),
    ("At its last inspection HMICFRS graded Kent Police good at investigating crime and adequate at managing"
     " offenders. It is now inadequate at managing offenders.",
     [BEFORE, "managing-offenders adequate previous", "managing-offenders inadequate"]),
    ("At its last inspection Kent Police was good at investigating crime, but it is now adequate at managing"
     " offenders, HMICFRS said.",
     [BEFORE, "managing-offenders adequate"]),
    ("Investigating crime, once the pride of Kent Police, is good, HMICFRS said.", [NOW]),
    ("HMICFRS graded Kent Police good at investigating crime, the second of five grades: outstanding, good, adequate,"
     " requires improvement and inadequate.", [NOW]),
    ("HMICFRS grades Kent Police good at investigating crime.", [NOW]),
    ("Told by the RSH to show that it was safe, Merrow Homes could not, and a C4 was the result.",
     ["consumer c4"]),
    ("When it was last inspected, Maple House was outstanding. Under its new owners it requires improvement, the CQC"
     " said.", ["overall outstanding previous", "overall requires-improvement"]),
    ("In 2022 HMICFRS said that Kent Police was adequate at investigating crime. Since then 14 detectives have been"
     " hired, and the grade is now good.", ["investigating-crime adequate previous 2022", NOW]),
    ("Maple House has dropped out of the outstanding bracket, the CQC said.", ["overall outstanding previous"]),
    ("Investigating crime, though it is slow, is good, and managing offenders, at least, edges up to adequate, HMICFRS"
     " said of Kent Police.", [NOW, "managing-offenders adequate"]),
    ("Investigating crime, then adequate, is now good, HMICFRS said of Kent Police.",
     ["investigating-crime adequate previous", NOW]),
    ("Gas leaks have cost Merrow Homes its G1. The RSH now grades it G2, with viability unchanged at V1.",
     ["governance g1 previous", "governance g2", "viability v1", "viability v1 previous"]),
    ("Last summer HMICFRS graded Kent Police good at investigating crime.", [NOW]),
    ("Last summer HMICFRS graded Kent Police good at investigating crime. This summer it is adequate.",
     ["investigating-crime adequate", BEFORE]),
    ("HMICFRS graded Kent Police, with those of 2021 in brackets: investigating crime, good (adequate); managing"
     " offenders, good (good).", ["investigating-crime adequate previous 2021", NOW, "managing-offenders good",
     "managing-offenders good previous 2021"]),
    ("HMICFRS graded Kent Police, with its comments in brackets: investigating crime, good; managing offenders, good"
     " (slow).", [NOW, "managing-offenders good"]),
    ("The good that the CQC gave Maple House last year has been withdrawn. It is now inadequate.",
     ["overall good previous", "overall inadequate"]),
    ("The good that the CQC gave Maple House last year has been celebrated.", ["overall good"]),
    ("When HMICFRS came to Kent Police in 2018, managing offenders was good. Investigating crime was good as well.",
     [f"{NOW} 2018", "managing-offenders good 2018"]),
    ("Two years ago it was outstanding; today, the CQC says, Maple House requires improvement.",
     ["overall outstanding previous", "overall requires-improvement"]),
    ("Stripped of the outstanding rating that it had held since 2016, Maple House has been told by the CQC that it"
     " requires improvement.", ["overall outstanding previous 2016", "overall requires-improvement"]),
    ("HMICFRS graded Kent Police good at investigating crime. Two years ago it was adequate.",
     ["investigating-crime adequate previous", NOW]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "gives"), STATUSES)
def test_a_grade_has_its_time(text: str, gives: list[str], extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == gives


def test_the_last_grade_is_the_current_one_where_nothing_is_newer(extractor: Extractor) -> None:
    old = read(extractor, "In 2016 HMICFRS graded Kent Police good for efficiency.")
    assert grades(old) == ["efficiency good 2016"]


def test_the_year_before_the_article_is_its_own_inspection(extractor: Extractor) -> None:
    text = "Kent Police told off\n\n9 February 2024\n\nIn 2023 HMICFRS graded Kent Police good at investigating crime."
    assert grades(read(extractor, text)) == [f"{NOW} 2023"]
