"""What a record says about its own consistency: each check passing, and failing with what a person should look at."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import read

AND_SO = "it was good at investigating crime and at managing offenders and adequate at preventing crime."
CHECKS = [
    ("tally-matches-grades", f"Kent Police was good in two areas and adequate in one, HMICFRS said: {AND_SO}",
     "3 grades read, 3 counted", True),
    ("tally-matches-grades", f"Kent Police was good in one area and adequate in two, HMICFRS said: {AND_SO}",
     "good: 2 read, 1 counted", False),
    ("tally-matches-grades", "Kent Police was good in four areas and adequate in five, HMICFRS said.",
     "0 grades read, 9 counted", True),
    ("one-grade-per-area", "HMICFRS graded Kent Police good at investigating crime.", "1 areas graded", True),
    ("one-grade-per-area",
     "HMICFRS graded Kent Police good at investigating crime. It is inadequate at investigating crime.",
     "Kent Police, investigating-crime: good and inadequate", False),
    ("one-grade-per-area",
     "Kent Police is good at investigating crime, having been inadequate in 2021, HMICFRS said.", "1 areas graded",
     True),
    ("one-grade-per-area",
     "HMICFRS graded Kent Police good at investigating crime. It graded Essex Police good at investigating crime.",
     "2 areas graded", True),
    ("grade-on-scale", "9 May 2023\n\nHMICFRS graded Kent Police adequate at investigating crime.",
     "1 grades on their scales", True),
    ("grade-on-scale", "9 May 2019\n\nHMICFRS graded Kent Police adequate for efficiency.",
     "efficiency: adequate is not on peel-4", False),
    ("direction-matches", "Kent Police has improved from adequate to good at investigating crime, HMICFRS said.",
     "up from adequate to good", True),
    ("direction-matches", "Kent Police has improved from good to adequate at investigating crime, HMICFRS said.",
     "up from good to adequate", False),
    ("direction-matches", "Kent Police has fallen from adequate to good at investigating crime, HMICFRS said.",
     "down from adequate to good", False),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "detail", "ok"), CHECKS)
def test_a_check_says_what_it_compared(name: str, text: str, detail: str, ok: bool, extractor: Extractor) -> None:
    (check,) = [check for check in read(extractor, text).checks if check.check == name]
    assert check.ok is ok
    assert detail in check.detail


def test_every_record_has_every_check_and_one_without_values_passes_them(extractor: Extractor) -> None:
    found = read(extractor, "The village hall is open on Friday.").checks
    names = ["tally-matches-grades", "one-grade-per-area", "grade-on-scale", "direction-matches"]
    assert [(check.check, check.ok) for check in found] == [(name, True) for name in names]


def test_a_check_that_fails_drops_nothing(extractor: Extractor) -> None:
    record = read(
        extractor, "HMICFRS graded Kent Police good at investigating crime. It is inadequate at investigating crime."
    )
    assert len(record.grades) == 2
