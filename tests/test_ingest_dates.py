"""Dates: what is one, and what is none."""

from __future__ import annotations

import pytest

from pipeline.ingest.dates import find_date, to_iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("4 April 2023", "2023-04-04"),
        ("Published 4th April, 2023", "2023-04-04"),
        ("the 4th of April 2023", "2023-04-04"),
        ("Tues 4 Apr 2023 6:30am", "2023-04-04"),
        ("APRIL 4 2023", "2023-04-04"),
        ("Sept. 14, 2021", "2021-09-14"),
        ("04/12/23", "2023-12-04"),
        ("4.12.2023", "2023-12-04"),
        ("12/25/2022", "2022-12-25"),
        ("2023-12-04", "2023-12-04"),
        ("7 Hydref 2019", "2019-10-07"),
        ("14-Feb-2020", "2020-02-14"),
    ],
)
def test_dates_in_their_many_forms(text: str, iso: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.iso == iso
    assert text[found.start : found.end].strip() in text


@pytest.mark.parametrize(
    "text",
    ["4 April", "April 2023", "Spring 2023", "31 June 2023", "yesterday", "2021/22", "grade 4.12", "call 01632 960 123",
     "version 1.2.2023.4", "13/13/2022", "in 2023", "3 hours ago", "1,204 mayors"],
)  # fmt: skip
def test_what_is_no_full_date(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("value", "iso"),
    [
        ("2024-09-17T00:01:00+01:00", "2024-09-17"),
        ("20240917T000100Z", "2024-09-17"),
        ("17 September 2024", "2024-09-17"),
        ("2024-13-01", None),
        ("last week", None),
        ("", None),
    ],
)
def test_dates_of_metadata(value: str, iso: str | None) -> None:
    assert to_iso(value) == iso
