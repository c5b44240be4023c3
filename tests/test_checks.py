"""What a record says about its own consistency: each check passing, and failing with what a person should look at."""

from __future__ import annotations

import pytest

from pipeline.article import Article
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes
from pipeline.record import Record
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
    names = ["tally-matches-grades", "one-grade-per-area", "grade-on-scale", "direction-matches", "sources-agree"]
    assert [(check.check, check.ok) for check in found] == [(name, True) for name in names]


def _of_page(extractor: Extractor, page: str) -> Record:
    article = article_from_bytes(page.encode(), "a.html")
    assert isinstance(article, Article)
    return extractor(article)


def test_sources_of_a_page_that_contradict_each_other_are_a_failed_check(extractor: Extractor) -> None:
    page = (
        '<html><head><meta name="author" content="Rhys Oakes">'
        '<meta property="article:published_time" content="{}T06:00:00Z"></head><body><article>'
        "<h1>Force inspected</h1><p>By Una Teal</p><p>Published: 9 January 2021</p><p>{}</p></article></body></html>"
    )
    story = "Kent Police was graded good at investigating crime by HMICFRS, a report says. " * 4
    apart = _of_page(extractor, page.format("2023-04-04", story))
    assert [(check.ok, check.detail) for check in apart.checks if check.check == "sources-agree"] == [
        (False, "two sources of the date contradict each other"),
        (False, "two sources of the author contradict each other"),
    ]
    alike = _of_page(extractor, page.format("2021-01-09", story).replace("Rhys Oakes", "Una Teal"))
    assert [check.ok for check in alike.checks if check.check == "sources-agree"] == [True]


def test_a_check_that_fails_drops_nothing(extractor: Extractor) -> None:
    record = read(
        extractor, "HMICFRS graded Kent Police good at investigating crime. It is inadequate at investigating crime."
    )
    assert len(record.grades) == 2
