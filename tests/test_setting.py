"""Whose findings an article reports, and under which scale."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import read

REPORTED = [
    ("HMICFRS graded Kent Police good at investigating crime.", "hmicfrs-police"),
    ("HMICFRS graded Kent Fire and Rescue Service good at preventing fires.", "hmicfrs-fire"),
    ("HMIC rated Kent Police good for efficiency in 2015.", "hmicfrs-police"),
    ("The police watchdog graded Kent Police good at investigating crime.", "hmicfrs-police"),
    ("Ofsted rated Marsh Lane School good, and the CQC was mentioned in passing.", "ofsted"),
    ("The CQC rated Maple House good, and Ofsted was mentioned in passing.", "cqc"),
    ("HM Inspectorate of Prisons scored HMP Swale poor for safety.", "hmi-prisons"),
    ("The prisons inspectorate scored HMP Swale poor for safety.", "hmi-prisons"),
    ("Inspectors scored HMP Swale poor for safety.", "hmi-prisons"),
    ("HMI Prisons scored Lindholme poor for safety.", "hmi-prisons"),
    ("HM Inspectorate of Probation rated Marsh PDU good for leadership.", "hmi-probation"),
    ("The Care Inspectorate rated Corran Lodge good for its setting.", "care-inspectorate"),
    ("Care Inspectorate Wales rated Bryn Eithin good for environment.", "ciw"),
    ("Estyn found that Ysgol Pont Aled is in need of special measures.", "estyn"),
    ("Education Scotland graded leadership of change at Ardlaw Primary School good.", "education-scotland"),
    ("The Independent Schools Inspectorate judged the achievement of pupils at Larkstoke School excellent.", "isi"),
    ("The Regulator of Social Housing gave Tideway Homes a C3.", "rsh"),
    ("Healthcare Inspectorate Wales found dirty wards at Ysbyty Dyffryn Aur.", "hiw"),
]


@pytest.mark.parametrize(("text", "inspectorate"), REPORTED)
def test_a_report_has_its_inspectorate(text: str, inspectorate: str, extractor: Extractor) -> None:
    record = read(extractor, text)
    assert record.inspectorate == inspectorate
    assert len(record.bodies) == 1


NOT_REPORTED = [
    "The village fete was good.",
    "Kent Police is good at investigating crime.",
    "Ofsted is expected at Marsh Lane School any day now. The head says that it is good.",
    "Inspectors rated Marsh Lane School good.",
    "Ofsted has not yet reported on Marsh Lane School, which was good for fun.",
    "HMICFRS grades forces outstanding, good, adequate, requires improvement or inadequate.",
    "Marsh Lane School raised £400 on Friday. It was last inspected by Ofsted when its head was a girl.",
]


@pytest.mark.parametrize("text", NOT_REPORTED)
def test_a_mere_mention_is_no_report(text: str, extractor: Extractor) -> None:
    record = read(extractor, text)
    assert (record.inspectorate, record.bodies, record.grades) == (None, [], [])


SCALES = [
    ("9 May 2011\n\nOfsted rated Marsh Lane School satisfactory.", "ofsted-4-satisfactory", 3),
    ("9 May 2019\n\nOfsted rated Marsh Lane School requires improvement.", "ofsted-4", 3),
    ("9 May 2026\n\nOfsted’s report card gives Marsh Lane School the strong standard for inclusion.",
     "ofsted-report-card", 2),
    ("9 May 2019\n\nHMICFRS graded Kent Police inadequate for efficiency.", "peel-4", 4),
    ("9 May 2023\n\nHMICFRS graded Kent Police inadequate at investigating crime.", "peel-5", 5),
]  # fmt: skip


@pytest.mark.parametrize(("text", "scale", "rank"), SCALES)
def test_the_date_decides_the_scale(text: str, scale: str, rank: int, extractor: Extractor) -> None:
    (grade,) = read(extractor, text).grades
    assert (grade.scale, grade.rank) == (scale, rank)


def test_an_earlier_grade_is_on_the_scale_of_its_time(extractor: Extractor) -> None:
    text = "9 May 2014\n\nOfsted rated Marsh Lane School good. It was rated satisfactory in 2010."
    scales = {grade.grade: grade.scale for grade in read(extractor, text).grades}
    assert scales == {"good": "ofsted-4", "satisfactory": "ofsted-4-satisfactory"}


def test_the_provenance_names_the_framework_that_the_grades_were_read_under(extractor: Extractor) -> None:
    framework = read(extractor, "9 May 2026\n\nOfsted found Marsh Lane School good.").provenance.framework
    assert framework == "school-report-card-2025"


def test_an_everyday_word_of_a_scale_given_up_is_no_grade(extractor: Extractor) -> None:
    story = "The CQC went to Maple House. It said that the home was adequate for being caring."
    now, then = (read(extractor, f"3 October {year}\n\n{story}") for year in (2022, 2009))
    assert [grade.grade for grade in then.grades] == ["adequate"]
    assert now.grades == []
    assert "not-on-scale" in [item.reason for item in now.residue]
