from __future__ import annotations

import pytest

from pipeline.corpus.compare import FIELDS, compare, pair, scored_fields
from pipeline.corpus.gold import Gold, GoldGrade, GoldPerson, GoldStatistic, GoldTally, draft, render
from pipeline.corpus.sameness import agrees_about, key, role_key, same_grade, same_person, same_statistic, same_tally
from pipeline.corpus.score import Score, score
from pipeline.record import Record
from tests.values import grade, measure, person, record, statistic, tally


def gold(**keys: object) -> Gold:
    return Gold.model_validate(keys)


def figures(annotation: Gold, made: Record) -> dict[str, float]:
    return score([("made", annotation, made)]).figures()


SAME_NAMES = [
    ("Devon & Cornwall Police", "Devon and Cornwall Police"),
    ("The Met", "the Met"),
    ("Niamh O’Dowd", "Niamh O'Dowd"),
    ("Zoë Attwater", "Zoe Attwater"),
]


@pytest.mark.parametrize(("one", "other"), SAME_NAMES)
def test_two_spellings_of_a_name_are_one(one: str, other: str) -> None:
    assert key(one) == key(other) != ""


def test_different_names_differ() -> None:
    assert key("Kent Police") != key("Kent Fire and Rescue Service")


def test_majesty_is_one_whichever_reigns() -> None:
    assert len({role_key(f"{who} Inspector of Constabulary") for who in ("His Majesty's", "Her Majesty’s", "HM")}) == 1
    assert role_key("Chief Inspector") != role_key("HM Chief Inspector")


@pytest.mark.parametrize(
    ("gold_value", "value", "same"),
    [("0.5", "0.50", True), ("1500000", "1500000.0", True), ("12", "13", False), ("0.3333", "0.33", False)],
)
def test_numbers_are_compared_by_value(gold_value: str, value: str, same: bool) -> None:
    entry = GoldStatistic.model_validate({"value": gold_value, "unit": "ratio"})
    assert same_statistic(entry, statistic(value, "ratio")) is same


def test_a_range_needs_both_ends() -> None:
    entry = GoldStatistic.model_validate({"value": None, "low": "12", "high": "15", "unit": "percent"})
    assert same_statistic(entry, statistic(None, "percent", low="12", high="15"))
    assert not same_statistic(entry, statistic(None, "percent", low="12", high="16"))
    assert not same_statistic(entry, statistic("12", "percent"))


def test_units_may_be_alternatives() -> None:
    entry = GoldStatistic.model_validate({"value": "0.5", "unit": ["ratio", "multiple"]})
    assert same_statistic(entry, statistic("0.5", "multiple"))
    assert not same_statistic(entry, statistic("0.5", "percent"))


def test_a_grade_needs_body_area_grade_and_status() -> None:
    entry = GoldGrade.model_validate({"body": "Kent Police", "area": "workforce", "grade": "good", "status": "current"})
    assert same_grade(entry, grade("workforce", "good"))
    others = [grade("leadership", "good"), grade("workforce", "adequate"), grade("workforce", "good", "previous")]
    assert not any(same_grade(entry, other) for other in [*others, grade("workforce", "good", body="Essex Police")])


def test_a_stated_zero_and_no_count_are_one() -> None:
    entry = GoldTally.model_validate({"status": "current", "counts": {"good": 2}})
    assert same_tally(entry, tally({"good": 2, "inadequate": 0}))
    assert not same_tally(entry, tally({"good": 2, "inadequate": 1}))


def test_a_person_may_have_several_acceptable_names() -> None:
    entry = GoldPerson.model_validate({"name": ["Quarmby", "Baroness Quarmby"]})
    assert same_person(entry, person("Quarmby"))
    assert not same_person(entry, person("Ann Quarmby"))


@pytest.mark.parametrize(
    ("about", "noun", "right"),
    [
        ("calls answered within ten seconds", None, True),
        ("within ten seconds", None, True),
        (None, "calls", False),
        ("officers recruited", None, False),
    ],
)
def test_half_of_the_words_for_what_is_measured_must_agree(about: str | None, noun: str | None, right: bool) -> None:
    entry = GoldStatistic.model_validate(
        {"value": "9", "unit": "percent", "about": ["999 calls answered within ten seconds", "within ten seconds"]}
    )
    assert agrees_about(entry, statistic("9", "percent", about, noun=noun)) is right


def test_pairing_is_one_to_one() -> None:
    pairing = pair(["a", "a"], ["a"], lambda g, v: g == v)
    assert (len(pairing.pairs), pairing.missed, pairing.spurious) == (1, ["a"], [])


def test_an_optional_entry_excuses_its_match_and_counts_for_nothing() -> None:
    annotation = gold(statistics=[{"value": "90", "unit": "percent", "optional": True}])
    for made in (record(), record(statistics=[statistic("90", "percent")])):
        assert compare(annotation, made)[0]._asdict() == {
            "field": "statistics",
            "hits": 0,
            "missed": (),
            "spurious": (),
            "lenient": False,
        }


def test_an_optional_entry_never_takes_the_value_of_another() -> None:
    entry = {"value": "90", "unit": "percent"}
    annotation = gold(statistics=[{**entry, "optional": True}, entry])
    assert figures(annotation, record(statistics=[statistic("90", "percent")]))["statistics"] == 1


def test_precision_recall_and_f1() -> None:
    annotation = gold(people=[{"name": "Ada Penn"}, {"name": "Bo Rask"}, {"name": "Cy Dunn"}])
    total = score([("made", annotation, record(people=[person("Ada Penn"), person("Di Wood")]))]).totals["people"]
    assert (total.hits, total.missed, total.spurious) == (1, 2, 1)
    assert (total.precision, total.recall, total.f1) == (1 / 2, 1 / 3, 2 / 5)


def test_f1_of_a_fact_is_its_accuracy() -> None:
    annotation = gold(people=[{"name": name, "quoted": True} for name in ("Ada Penn", "Bo Rask", "Cy Dunn", "Di Wood")])
    people = [person("Ada Penn", quoted=True), person("Bo Rask", quoted=True), person("Cy Dunn", quoted=True)]
    assert figures(annotation, record(people=[*people, person("Di Wood")]))["people.quoted"] == 0.75


def test_null_among_the_answers_accepts_none() -> None:
    annotation = gold(people=[{"name": "Ada Penn", "role": ["Chair", None]}])
    assert figures(annotation, record(people=[person("Ada Penn")]))["people.role"] == 1
    assert figures(annotation, record(people=[person("Ada Penn", "clerk")]))["people.role"] == 0


def test_what_is_not_annotated_is_not_scored() -> None:
    assert scored_fields(gold(people=[{"name": "Ada Penn"}])) == ["people"]
    assert figures(gold(), record(people=[person("Ada Penn")])) == {"perfect_records": 1, "evidence": 1}


def test_an_empty_list_scores_what_is_made_up() -> None:
    made = record(measures=[measure("engage", "current")])
    result = score([("made", gold(measures=[]), made)])
    assert (result.totals["measures"].spurious, result.perfect) == (1, 0)
    assert "+ " in result.differences[0]


def test_a_lenient_field_leaves_a_record_perfect() -> None:
    annotation = gold(statistics=[{"value": "9", "unit": "percent", "about": "rise in crime"}])
    result = score([("made", annotation, record(statistics=[statistic("9", "percent", "fall in grants")]))])
    assert (result.figure("statistics.about"), result.perfect) == (0, 1)
    assert len(result.differences) == 2


def test_every_scored_field_has_a_name_in_the_list() -> None:
    annotation = gold(
        article={"title": "x", "authors": []},
        inspectorate=None,
        people=[{"name": "Ada Penn", "role": None}],
        tallies=[{"status": "current", "counts": {}, "total": 3}],
    )
    assert set(scored_fields(annotation)) < set(FIELDS)
    assert "tallies.total" in scored_fields(annotation)


def test_evidence_that_does_not_quote_its_text_is_counted() -> None:
    made = record(people=[person("Ada Penn")])
    article = made.article.model_copy(update={"text": "Ada Penn"})
    right = made.model_copy(update={"article": article})
    span = right.people[0].evidence[0].model_copy(update={"end": 3, "quote": "Eva"})
    wrong = right.model_copy(update={"people": [right.people[0].model_copy(update={"evidence": [span]})]})
    assert figures(gold(), right)["evidence"] == 1
    assert figures(gold(), wrong)["evidence"] == 0


def test_a_score_of_nothing_has_no_figure_for_a_field() -> None:
    assert Score().figure("people") is None


def test_a_draft_agrees_with_its_record_and_survives_being_written() -> None:
    made = record(
        grades=[grade("workforce", "good")],
        tallies=[tally({"good": 1})],
        people=[person("Ada Penn", "Chair")],
        statistics=[statistic("9", "percent", "rise in crime"), statistic(None, "count", low="1", high="3")],
        measures=[measure("engage", "lifted")],
    )
    annotation = draft(made)
    assert not annotation.reviewed
    assert all(outcome.clean for outcome in compare(annotation, made))
    assert Gold.model_validate_json(render(annotation)) == annotation
