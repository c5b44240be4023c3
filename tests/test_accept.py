from __future__ import annotations

from pipeline.corpus.accept import accepted, differences
from pipeline.corpus.gold import Gold
from tests.values import measure, person, record, statistic

ANNOTATION = Gold.model_validate(
    {
        "article": {"title": ["A title", "Another"], "published": "2024-05-03"},
        "inspectorate": None,
        "people": [
            {"name": ["Ada Penn", "Ada M. Penn"], "quoted": True},
            {"name": "Bo Rask"},
            {"name": "Cy Dunn", "optional": True},
            {"name": "Di Wood", "role": "Chair"},
        ],
        "statistics": [],
        "measures": [{"measure": "engage", "state": "current"}],
    }
)
READ = record(
    people=[person("Ada Penn", quoted=True), person("Di Wood", "clerk"), person("Ed Frost")],
    statistics=[statistic("9", "percent", "rise in crime")],
    measures=[measure("engage", "lifted")],
    inspectorate="hmicfrs-police",
)


def test_differences_are_grouped_by_key() -> None:
    assert list(differences(ANNOTATION, READ)) == ["article", "inspectorate", "people", "statistics", "measures"]


def test_what_agrees_stays_as_it_was_written() -> None:
    people = accepted(ANNOTATION, READ, "people").people or ()
    assert [entry.name for entry in people] == [("Ada Penn", "Ada M. Penn"), ("Cy Dunn",), ("Di Wood",), ("Ed Frost",)]
    assert people[2].role == ("clerk",)


def test_accepting_every_key_leaves_no_difference() -> None:
    gold = ANNOTATION
    for key in differences(gold, READ):
        gold = accepted(gold, READ, key)
    assert differences(gold, READ) == {}


def test_accepting_one_key_leaves_the_others() -> None:
    gold = accepted(ANNOTATION, READ, "measures")
    assert list(differences(gold, READ)) == ["article", "inspectorate", "people", "statistics"]
