"""An article may report what several inspectorates found: each grade is of the one that gave it."""

from __future__ import annotations

import pytest

from pipeline.article import Article, Reject
from pipeline.extract.choice import setting
from pipeline.extract.extractor import Extractor
from pipeline.extract.jurisdiction import elsewhere
from pipeline.ingest.read import article_from_bytes

SCHOOL = "Ofsted has rated Tidwell Primary School outstanding after an inspection in May."
HOME = "Larch Lodge care home has been rated inadequate by the Care Quality Commission."


def sentences(extractor: Extractor, text: str) -> dict[str, list[str]]:
    reading = extractor.read(Article(source="made", text=text))
    where = setting(reading)
    assert where is not None
    apart = elsewhere(reading, where)
    return {pack: [text[span.start : span.end] for span in spans] for pack, spans in apart.items()}


def grades(extractor: Extractor, text: str) -> list[tuple[str | None, str, str, str]]:
    article = article_from_bytes(text.encode(), "two.txt")
    assert not isinstance(article, Reject)
    return [(g.body, g.area, g.grade, g.inspectorate) for g in extractor(article).grades]


APART = [
    (f"{SCHOOL}\n\n{HOME}", {"cqc": [HOME]}),
    (f"{SCHOOL}\n\n{HOME} It is unsafe.\n\nStaff wept.", {"cqc": [HOME, "It is unsafe.", "Staff wept."]}),
    (f"{SCHOOL}\n\n{HOME} It is unsafe.\n\nTidwell Primary School wept.", {"cqc": [HOME, "It is unsafe."]}),
    (f"{SCHOOL}\n\n{HOME} Ofsted, though, was pleased.", {"cqc": [HOME]}),
]
TOGETHER = [
    SCHOOL,
    f"{SCHOOL} The Care Quality Commission inspects homes.",
    f"{SCHOOL} Ofsted and the Care Quality Commission rate services as good or inadequate.",
    "HMP Larkmoor was judged poor for safety by HM Inspectorate of Prisons. Ofsted rated its education inadequate.",
]


@pytest.mark.parametrize(("text", "apart"), APART, ids=[text[-40:] for text, _ in APART])
def test_sentences_of_another_inspectorate(extractor: Extractor, text: str, apart: dict[str, list[str]]) -> None:
    assert sentences(extractor, text) == apart


@pytest.mark.parametrize("text", TOGETHER, ids=[text[-40:] for text in TOGETHER])
def test_a_mention_takes_no_sentence_away(extractor: Extractor, text: str) -> None:
    assert sentences(extractor, text) == {}


def test_each_grade_is_of_the_inspectorate_that_gave_it(extractor: Extractor) -> None:
    assert grades(extractor, f"{SCHOOL}\n\n{HOME}") == [
        ("Tidwell Primary School", "overall", "outstanding", "ofsted"),
        ("Larch Lodge", "overall", "inadequate", "cqc"),
    ]


def test_a_joint_inspection_grades_one_body_twice(extractor: Extractor) -> None:
    text = (
        "Education Scotland and the Care Inspectorate went to Burnside Nursery together.\n\n"
        "Inspectors from the Care Inspectorate evaluated care, play and learning as good. The staff team was weak.\n\n"
        "Education Scotland inspectors graded leadership of change as satisfactory."
    )
    assert sorted(grades(extractor, text)) == [
        ("Burnside Nursery", "care-play-learning", "good", "care-inspectorate"),
        ("Burnside Nursery", "leadership-of-change", "satisfactory", "education-scotland"),
        ("Burnside Nursery", "staff-team", "weak", "care-inspectorate"),
    ]
    article = article_from_bytes(text.encode(), "joint.txt")
    assert not isinstance(article, Reject)
    assert [body.name for body in extractor(article).bodies] == ["Burnside Nursery"]
