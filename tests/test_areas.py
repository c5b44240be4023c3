"""The areas that an article names or paraphrases, graded or not, and everyday uses of their words."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import read

NAMED = {
    "the official name": ("HMICFRS graded Kent Police good at responding to the public.", ["responding-to-public"]),
    "a short name": ("HMICFRS graded Kent Police good for crime prevention.", ["preventing-crime"]),
    "a name with conjunctions": (
        "HMICFRS graded Kent Police good at police powers and treating the public fairly and respectfully.",
        ["police-powers-treatment"],
    ),
    "the longest name": (
        "HMICFRS graded Kent Police good at preventing and deterring crime and anti-social behaviour, and reducing"
        " vulnerability.",
        ["preventing-crime"],
    ),
    "a paraphrase": ("HMICFRS graded Kent Police good for how it investigates crime.", ["investigating-crime"]),
    "a misspelling": ("HMICFRS graded Kent Police good at managing offenders and suspcts.", ["managing-offenders"]),
    "two": (
        "HMICFRS graded Kent Police good at investigating crime and at managing offenders.",
        ["investigating-crime", "managing-offenders"],
    ),
    "an everyday word that is graded": ("The CQC rated Maple House good for being caring.", ["caring"]),
    "everyday words beside each other": (
        "The CQC rated Maple House good for safe, effective and responsive.",
        ["safe", "effective", "responsive"],
    ),
    "everyday words that are none": ("The CQC rated Maple House good. Staff were caring and felt safe.", []),
    "the whole body": ("The CQC rated Maple House good overall.", []),
}


@pytest.mark.parametrize(("text", "areas"), NAMED.values(), ids=NAMED.keys())
def test_the_areas_of_a_text(text: str, areas: list[str], extractor: Extractor) -> None:
    assert [area.id for area in read(extractor, text).areas] == areas


def test_an_area_says_whether_it_was_graded(extractor: Extractor) -> None:
    text = "HMICFRS graded Kent Police good at investigating crime. It did not grade managing offenders."
    graded = {area.id: area.graded for area in read(extractor, text).areas}
    assert graded == {"investigating-crime": True, "managing-offenders": False}


def test_an_area_is_one_entry_with_each_of_its_mentions(extractor: Extractor) -> None:
    text = "HMICFRS graded Kent Police good at investigating crime. Investigating crime is hard."
    (area,) = read(extractor, text).areas
    assert [span.quote for span in area.evidence] == ["investigating crime", "Investigating crime"]


def test_areas_are_those_of_the_inspectorate(extractor: Extractor) -> None:
    text = "{} graded {} good at {}."
    police = read(extractor, text.format("HMICFRS", "Kent Police", "investigating crime"))
    fire = read(extractor, text.format("HMICFRS", "Kent Fire and Rescue Service", "preventing fires"))
    assert [area.id for area in (*police.areas, *fire.areas)] == ["investigating-crime", "prevention"]


def test_words_that_two_frameworks_share_are_one_area(extractor: Extractor) -> None:
    text = "Ofsted rated Marsh Lane School outstanding for personal development."
    assert [area.id for area in read(extractor, text + " Personal development is its strength.").areas] == [
        "personal-development"
    ]
