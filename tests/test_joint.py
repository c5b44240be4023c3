"""Grades that another inspectorate gives in the same report."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import read

PRISON = "HMI Prisons scored HMP Swale poor for safety."
GIVEN = [
    ("Ofsted, which looked at education, skills and work, rated that provision inadequate.", ["inadequate"]),
    ("Education was judged to require improvement by Ofsted.", ["requires-improvement"]),
    ("Ofsted rated education inadequate. The teachers were sad: Ofsted had rated them inadequate.", ["inadequate"]),
    ("Ofsted rated education inadequate, down from good.", ["inadequate", "good"]),
    ("Ofsted did not rate education outstanding.", []),
    ("Ofsted may yet rate education outstanding.", []),
    ("Ofsted came too. Food was found to be inadequate.", []),
]


@pytest.mark.parametrize(("text", "wanted"), GIVEN)
def test_ofsted_grades_education_in_a_prison(text: str, wanted: list[str], extractor: Extractor) -> None:
    record = read(extractor, f"{PRISON} {text}")
    theirs = [grade for grade in record.grades if grade.inspectorate == "ofsted"]
    assert [grade.grade for grade in theirs] == wanted
    assert all((grade.body, grade.area, grade.scale) == ("HMP Swale", "overall", "prison-ofsted") for grade in theirs)


def test_elsewhere_the_other_inspectorate_is_only_another_rater(extractor: Extractor) -> None:
    record = read(extractor, "The CQC rated Maple House good. Ofsted rated its nursery inadequate.")
    assert [(grade.inspectorate, grade.grade) for grade in record.grades] == [("cqc", "good")]
