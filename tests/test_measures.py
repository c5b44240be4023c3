"""Regulatory measures: imposed, standing, past, lifted, and words that only sound like one."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import read, reasons

STATES = [
    ("Marsh Lane Academy has been put into special measures by Ofsted.", "special-measures current"),
    ("Marsh Lane Academy remains in special measures, Ofsted said.", "special-measures current"),
    ("Marsh Lane Academy is out of special measures, Ofsted said.", "special-measures lifted"),
    ("Ofsted has lifted Marsh Lane Academy out of special measures.", "special-measures lifted"),
    ("Marsh Lane Academy was in special measures in 2015, Ofsted records show.", "special-measures previous"),
    ("Kent Police was moved into Engage by HMICFRS.", "engage current"),
    ("HMICFRS gave Kent Fire and Rescue Service a cause of concern about its culture.", "cause-of-concern current"),
    ("The CQC served Maple House with a warning notice.", "warning-notice current"),
    ("The Care Inspectorate issued an improvement notice to Corran Lodge.", "improvement-notice current"),
    ("HM Inspectorate of Prisons issued an urgent notification about HMP Swale.", "urgent-notification current"),
    ("Ofsted has suspended the registration of Acorns Nursery.", "suspension current"),
]


@pytest.mark.parametrize(("text", "wanted"), STATES)
def test_a_measure_has_its_state(text: str, wanted: str, extractor: Extractor) -> None:
    (measure,) = read(extractor, text).measures
    assert f"{measure.measure} {measure.state}" == wanted


NONE = [
    ("Marsh Lane Academy could be put into special measures, Ofsted warned.", "not-imposed"),
    ("Marsh Lane Academy avoided special measures, Ofsted said.", "not-imposed"),
    ("HM Inspectorate of Prisons decided against an urgent notification at HMP Swale.", "not-imposed"),
    ("Witnesses of Kent Police give evidence under special measures, HMICFRS noted.", "other-sense"),
]


@pytest.mark.parametrize(("text", "reason"), NONE)
def test_a_measure_that_nobody_imposed_is_residue(text: str, reason: str, extractor: Extractor) -> None:
    record = read(extractor, text)
    assert record.measures == []
    assert list(reasons(record, "measure").values()) == [reason]


def test_to_engage_with_people_is_no_measure(extractor: Extractor) -> None:
    assert read(extractor, "Kent Police officers engage with shopkeepers, HMICFRS found.").measures == []


def test_bodies_listed_together_are_each_under_the_measure(extractor: Extractor) -> None:
    record = read(extractor, "Kent Police and Essex Police are in Engage, HMICFRS said.")
    assert [measure.body for measure in record.measures] == ["Kent Police", "Essex Police"]


def test_a_measure_is_one_entry_however_often_it_is_told(extractor: Extractor) -> None:
    text = "The CQC has placed Maple House in special measures. It will stay in special measures for six months."
    (measure,) = read(extractor, text).measures
    assert (measure.state, len(measure.evidence)) == ("current", 2)


GAPS: list[tuple[str, list[str]]] = [
    ("Marsh Lane Academy was put into special measures by Ofsted.", ["current"]),
    ("Ofsted has removed Marsh Lane Academy from special measures.", ["lifted"]),
    ("Kent Police hopes to be released from Engage, HMICFRS said.", ["current"]),
    ("The CQC withdrew the warning notice that it had served on Maple House.", ["lifted"]),
    ("Corran Lodge has met the terms of an improvement notice from the Care Inspectorate.", ["lifted"]),
    ("There was no warning notice for Maple House, the CQC said.", []),
    ("Ofsted has lifted the suspension of Acorns Nursery.", ["lifted"]),
]


@pytest.mark.xfail(reason="states that are not yet read", strict=True)
@pytest.mark.parametrize(("text", "states"), GAPS)
def test_a_state_that_is_not_yet_read(text: str, states: list[str], extractor: Extractor) -> None:
    assert [measure.state for measure in read(extractor, text).measures] == states
