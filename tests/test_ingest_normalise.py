"""Normalisation: white space, rows, wrapped lines, advert labels; and that doing it twice changes nothing."""

from __future__ import annotations

import textwrap
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.ingest.normalise import normalise


def text_of(raw: str) -> str:
    return normalise(raw)[0]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("One.\r\nTwo.\rThree.", "One.\nTwo.\nThree."),
        ("\n\n A  \n\n\n\n B \n\n", "A\n\nB"),
        ("no\u00a0break\u2009thin", "no break thin"),
        ("in\u200bvis\u00adi\ufeffble\x07", "invisible"),
        ("o\ufb03cer \ufb02ed", "officer fled"),
        ("e\u0301toile", "étoile"),
        ("It ended.  Then it began.", "It ended. Then it began."),
        ("curly ’ “stay” – so", "curly ’ “stay” – so"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_characters_and_white_space(raw: str, text: str) -> None:
    assert text_of(raw) == text


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("Safe    Good", "Safe\tGood"),
        ("Safe\t\t\tGood  ▲", "Safe\tGood\t▲"),
        ("Handling evidence  Requires improvement", "Handling evidence\tRequires improvement"),
        ("Handling evidence     requires improvement", "Handling evidence\trequires improvement"),
        ("\t2021\t2023\nSafe\tPoor\tGood", "\t2021\t2023\nSafe\tPoor\tGood"),
        ("Safe\t\tGood\tPoor", "Safe\t\tGood\tPoor"),
        ("Safe:  GOOD", "Safe: GOOD"),
        ("she said  that it was so and left", "she said that it was so and left"),
        ("•\tRoads", "• Roads"),
        ("News  |  Sport  |  Jobs", "News | Sport | Jobs"),
    ],
)
def test_rows_and_gaps(raw: str, text: str) -> None:
    assert text_of(raw) == text


WRAPPED = """\
QUAY COUNCIL
NEWS RELEASE

Inspectors have told the harbour office that it must look again at
the way it stores its records. The office was last seen in 2019,
when it was found to be good.

The grades, in full:

Keeping the harbour open to all craft in every kind of weather: GOOD
Answering calls:  GOOD
Keeping records of the craft that come in and of those that go out:
   INADEQUATE
Training: not graded

They asked for three things:

 * a new store for the paper records, away from the slipway and
   above the line of the spring tides
 * a list of keys
1. A note, which runs on for so long that it had to be broken at the
   margin.
2. Another.

Ida Marsh, harbour master, said: “We were asked for a store and we
are building one.”

ends
"""


def test_wrapped_paragraphs_are_joined_and_lists_rows_and_headings_kept() -> None:
    text, repairs = normalise(WRAPPED)
    assert repairs == ("hard-wrapped",)
    assert text.split("\n") == [
        "QUAY COUNCIL",
        "NEWS RELEASE",
        "",
        "Inspectors have told the harbour office that it must look again at the way it stores its records. The office "
        "was last seen in 2019, when it was found to be good.",
        "",
        "The grades, in full:",
        "",
        "Keeping the harbour open to all craft in every kind of weather: GOOD",
        "Answering calls: GOOD",
        "Keeping records of the craft that come in and of those that go out: INADEQUATE",
        "Training: not graded",
        "",
        "They asked for three things:",
        "",
        "* a new store for the paper records, away from the slipway and above the line of the spring tides",
        "* a list of keys",
        "1. A note, which runs on for so long that it had to be broken at the margin.",
        "2. Another.",
        "",
        "Ida Marsh, harbour master, said: “We were asked for a store and we are building one.”",
        "",
        "ends",
    ]


def test_a_number_that_a_line_waits_for_begins_no_item() -> None:
    raw = (
        "The harbour master has taken on nine hands and has cut the berths from 48 to\n40. He said that it was done for"
        " the sake of the\nswans, which had begun to nest below the slipway in the spring.\n"
    )
    assert "from 48 to 40. He said" in normalise(raw)[0]


@pytest.mark.parametrize(
    "raw",
    [
        "Quay Primary: the grades\nReading - good\nWriting - requires improvement\nSums - inadequate",
        "What it asked for:\nmore staff\nfewer forms\nlonger hours",
        "By Una Teal\nLocal Democracy Reporter\n4 April 2023",
        "A paragraph of the story that stands on one line, however long it may be, as most of them do in files.\n"
        "the next one begins in lower case by a slip of the hand, and is as long as the first, or even longer.",
    ],
)
def test_lines_that_were_not_wrapped_stay(raw: str) -> None:
    assert normalise(raw) == (raw, ())


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("It was good at\nAdvertisement\nHide Ad\nfinding the lost.", "It was good at finding the lost."),
        ("It was good at\n\nADVERTISEMENT\n\nfinding the lost.", "It was good at finding the lost."),
        ("It was good.\nAdvertisement\nThe lost were found.", "It was good.\nAdvertisement\nThe lost were found."),
    ],
)
def test_advert_labels_in_mid_sentence(raw: str, text: str) -> None:
    assert normalise(raw) == (text, ("advert-labels",) if text != raw else ())


def test_text_from_markup_is_not_joined_and_keeps_its_empty_cells() -> None:
    raw = "one line of a list that is nearly as wide as the page\nand another of the same width that goes on and on"
    assert normalise(raw)[0] != raw
    assert normalise(raw, by_hand=False)[0] == raw
    assert normalise("Safe\t\tGood", by_hand=False)[0] == "Safe\t\tGood"


PIECES = st.sampled_from(
    ["The", "force", "is", "good", "GOOD", ".", ":", " ", "  ", "    ", "\t", "\n", "\n\n", "\r\n", "•", "-", "1.", "—",
     "|", "Advertisement", "Hide Ad", "ends", "\u00a0", "\u200b", "a line nearly as wide as a page of plain text is",
     "and goes on below in lower case where it was broken off", "”", "’", "\ufb01", "=" * 5],
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join)))
@example("Â\x1b\x80")
@example("\rADVERTISEMENT\rADVERTISEMENT\ra")
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once, _ = normalise(raw)
    assert normalise(once) == (once, ())


@pytest.mark.parametrize(
    "hostile",
    [" " * 400_000 + "x", "\n" * 400_000, "x" * 400_000, "a " * 200_000, "\t" * 200_000, "Hide Ad\n" * 40_000,
     "• " * 200_000, "a\n" * 100_000, "( " * 200_000],
)  # fmt: skip
def test_hostile_text_takes_linear_time(hostile: str) -> None:
    start = time.process_time()
    normalise(hostile)
    assert time.process_time() - start < 3


TABLE = """\
Area          Then                 Now
Safe          Requires improvement Inadequate
Effective     Good                 Requires improvement
Well-led      Requires improvement Inadequate"""


def test_cells_begin_where_those_above_and_below_them_do() -> None:
    assert text_of(TABLE).split("\n") == [
        "Area\tThen\tNow",
        "Safe\tRequires improvement\tInadequate",
        "Effective\tGood\tRequires improvement",
        "Well-led\tRequires improvement\tInadequate",
    ]


@pytest.mark.parametrize(
    ("halves", "whole"),
    [
        ("the home was inade\ufffequate", "the home was inadequate"),
        ("it was not found to be well\ufffeled", "it was not found to be well-led"),
        ("its medi\ufffecines and over\ufffewhelmed staff", "its medicines and overwhelmed staff"),
        ("of a four\ufffeyear-old", "of a four-year-old"),
        ("a rope\ufffemaking school of rope-making", "a rope-making school of rope-making"),
        ("Stratford\ufffeupon-Avon, in 2023\ufffe24", "Stratford-upon-Avon, in 2023-24"),
    ],
)
def test_a_word_that_the_end_of_a_line_breaks_is_whole(halves: str, whole: str) -> None:
    assert text_of(halves) == whole


@pytest.mark.parametrize("width", range(50, 90))
def test_a_paragraph_wrapped_at_its_hyphens_is_whole(width: int) -> None:
    text = (
        "Inspectors who came in the spring have said that the school is well-led, that every four-year-old is safe "
        "and that decision-making is shared by long-term staff. Its self-evaluation of 2023-24 was honest, they said, "
        "and a follow-up visit is planned. It is better than three-quarters of the schools that they saw in a year."
    )
    assert text_of(textwrap.fill(text, width)) == text


def test_entities_of_a_page_are_characters_and_noted() -> None:
    text, repairs = normalise("The school&#8217;s fees are &pound;40 &amp;amp; up, a &lt;b&gt; note says: AT&T; R&D")
    assert text == "The school’s fees are £40 & up, a &lt;b&gt; note says: AT&T; R&D"
    assert repairs == ("entities",)
