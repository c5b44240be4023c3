"""Rows whose cells stand together without a space: parted where several stand next to one another, else left alone."""

from __future__ import annotations

import pytest

from pipeline.ingest.normalise import normalise

PARTED = {
    "one grade": ("SafeRequires improvement\nCaringGood\nWell-ledInadequate", "SafeRequires improvement"),
    "two grades": ("PreventionGoodGood\nResponseAdequateGood\nPeopleGoodAdequate", "ResponseAdequateGood"),
    "brackets": ("Powers (searches)Good\nCrime (all)Adequate\nPeopleGood", "Powers (searches)Good"),
    "blank lines between": ("SafeGood\n\nCaringGood\n\nWell-ledGood", "CaringGood"),
}


@pytest.mark.parametrize(("text", "row"), PARTED.values(), ids=PARTED.keys())
def test_glued_rows_are_parted_and_noted(text: str, row: str) -> None:
    parted, repairs = normalise(text)
    assert repairs == ("glued-rows",)
    assert row not in parted
    assert parted.replace("\t", "") == text
    assert normalise(parted) == (parted, ())


LEFT = {
    "two rows only": "SafeGood\nCaringGood",
    "rows apart": "SafeGood\nThe home is old.\nCaringGood\nThe home is new.\nWell-ledGood",
    "names of firms": "SmartHomes\nCareFirst\nSafeHands\nKindCare",
    "cells that are parted": "Safe: Good\nCaring: Good\nWell-led: Good",
    "small letters": "likelihood\nbrotherhood\nneighbourhood",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT.keys())
def test_other_lines_are_left_alone(text: str) -> None:
    assert normalise(text) == (text, ())
