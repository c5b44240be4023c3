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
    ("The registration of Acorns Nursery has been suspended for six weeks by Ofsted.", "suspension current"),
    # put there just now, whatever the tense
    ("Marsh Lane Academy was put into special measures by Ofsted.", "special-measures current"),
    ("Ofsted said that Marsh Lane Academy had been placed in special measures.", "special-measures current"),
    # long ago
    ("Marsh Lane Academy was placed in special measures in 2015, Ofsted says.", "special-measures previous"),
    ("Two years ago Marsh Lane Academy was in special measures. Ofsted calls it good.", "special-measures previous"),
    ("Marsh Lane Academy had been put in special measures before Ofsted rated it good.", "special-measures previous"),
    ("Kent Police was under Engage until March, HMICFRS said.", "engage previous"),
    ("Marsh Lane Academy was in special measures until last spring, Ofsted said.", "special-measures previous"),
    (
        "Marsh Lane Academy, rated good by Ofsted in 2014, has been put into special measures.",
        "special-measures current",
    ),
    # over
    ("Ofsted has removed Marsh Lane Academy from special measures.", "special-measures lifted"),
    ("Marsh Lane Academy has left special measures, Ofsted said.", "special-measures lifted"),
    ("The CQC withdrew the warning notice that it had served on Maple House.", "warning-notice lifted"),
    ("Maple House has complied with the warning notice, the CQC said.", "warning-notice lifted"),
    ("Corran Lodge has met the terms of a Care Inspectorate improvement notice.", "improvement-notice lifted"),
    ("Ofsted said that special measures were no longer needed at Marsh Lane Academy.", "special-measures lifted"),
    ("Ofsted has lifted the suspension of Acorns Nursery.", "suspension lifted"),
    ("The registration was suspended on 6 May and reinstated on 9 June: Acorns Nursery, Ofsted.", "suspension lifted"),
    ("HMICFRS has returned Kent Police from Engage to routine monitoring.", "engage lifted"),
    ("Kent Police was downgraded from Engage to routine monitoring by HMICFRS.", "engage lifted"),
    ("Ysgol Bryn Glas no longer requires special measures, Estyn said.", "special-measures lifted"),
    ("The CQC served a warning notice on Maple House. It has since been withdrawn.", "warning-notice lifted"),
    ("Acorns Nursery has reopened after Ofsted lifted its suspension.", "suspension lifted"),
    # begun, with words of an ending that are not about it
    ("HMICFRS moved Kent Police from routine checks to its Engage phase.", "engage current"),
    ("Ofsted has suspended Acorns Nursery.", "suspension current"),
    ("Acorns Nursery was suspended by Ofsted in May.", "suspension current"),
    # not over
    (
        "Neither cause of concern at Kent Fire and Rescue Service has been closed, HMICFRS said.",
        "cause-of-concern current",
    ),
    ("Kent Police hopes to be released from Engage, HMICFRS said.", "engage current"),
    ("Marsh Lane Academy could be released from special measures in May, Ofsted said.", "special-measures current"),
    ("Marsh Lane Academy has not been taken out of special measures, Ofsted said.", "special-measures current"),
    ("The warning notice on Maple House has not been lifted, the CQC said.", "warning-notice current"),
    ("Maple House must comply with the warning notice by May, the CQC said.", "warning-notice current"),
    ("Maple House has not met the terms of its warning notice, the CQC said.", "warning-notice current"),
    (
        "The report left staff in shock: Marsh Lane Academy is in special measures, Ofsted said.",
        "special-measures current",
    ),
    ("Oak Court is inadequate, says the CQC, and has been put into special measures.", "special-measures current"),
]


@pytest.mark.parametrize(("text", "wanted"), STATES)
def test_a_measure_has_its_state(text: str, wanted: str, extractor: Extractor) -> None:
    (measure,) = read(extractor, text).measures
    assert f"{measure.measure} {measure.state}" == wanted


NONE = [
    ("Marsh Lane Academy could be put into special measures, Ofsted warned.", "not-imposed"),
    ("Marsh Lane Academy avoided special measures, Ofsted said.", "not-imposed"),
    ("HM Inspectorate of Prisons decided against an urgent notification at HMP Swale.", "not-imposed"),
    ("There was no warning notice for Maple House, the CQC said.", "not-imposed"),
    ("The CQC could have issued a warning notice to Maple House but did not.", "not-imposed"),
    ("HMICFRS issued no new causes of concern to Kent Fire and Rescue Service.", "not-imposed"),
    ("Was Marsh Lane Academy put into special measures by Ofsted? No, it was not.", "not-imposed"),
    ("If this was a school it’d be in special measures, the CQC was told at Maple House.", "not-imposed"),
    ("Only luck, said HM Inspectorate of Prisons, has kept HMP Swale off the urgent notification list.", "not-imposed"),
    ("Marsh Lane Academy escaped special measures by a whisker, Ofsted's report shows.", "not-imposed"),
    ("Talk in the town of special measures for Marsh Lane Academy was wide of the mark, Ofsted said.", "not-imposed"),
    ("A warning notice on the gate of Maple House says that the dog bites. The CQC smiled.", "not-imposed"),
    ("The CQC had been minded to serve a warning notice on Maple House.", "not-imposed"),
    ("Marsh Lane Academy has never known special measures or an unhappy Ofsted inspector.", "not-imposed"),
    ("A musical about a school in special measures opens at Marsh Lane Academy. Ofsted has tickets.", "other-sense"),
    ("Marsh Lane Academy narrowly escaped special measures, Ofsted's report shows.", "not-imposed"),
    ("Marsh Lane Academy does not require special measures, Ofsted said.", "not-imposed"),
    ("The CQC is considering a warning notice for Maple House.", "not-imposed"),
    ("A teacher at Marsh Lane Academy has been suspended, Ofsted was told.", "everyday-word"),
    ("Marsh Lane Academy suspended 12 pupils, Ofsted found.", "everyday-word"),
    ("Ofsted rated Marsh Lane Academy good. The suspension of a pupil was lifted.", "everyday-word"),
    ("Victims at the Crown Court were given special measures, Kent Police told HMICFRS.", "other-sense"),
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


TWO_STATES = [
    (
        "Put into special measures in 2017 and let out in 2019, Marsh Lane Academy is back there, Ofsted said.",
        "lifted current",
    ),
    (
        "HM Inspectorate of Prisons issued an urgent notification about HMP Swale, the second time it has.",
        "current previous",
    ),
    (
        "HMICFRS has discharged a cause of concern about prevention at Kent Fire and Rescue Service, and issued "
        "another cause of concern about its culture.",
        "lifted current",
    ),
    (
        "Acorns Nursery had its registration suspended in May, Ofsted said.\n\nThe suspension was lifted in June.",
        "lifted",
    ),
    ("HM Inspectorate of Prisons issued an urgent notification about HMP Swale, poor for the second time.", "current"),
    (
        "One of the two causes of concern about Kent Fire and Rescue Service has been closed, HMICFRS said.",
        "lifted current",
    ),
    ("Both causes of concern about Kent Fire and Rescue Service have been closed, HMICFRS said.", "lifted"),
    (
        "Kent Fire and Rescue Service finds itself in the engage stage for the second time in a row, HMICFRS said.",
        "current",
    ),
    ("Ofsted has removed Marsh Lane Academy from the list of schools in need of special measures.", "lifted"),
    ("The warning notice that the CQC had served on Maple House has been complied with.", "lifted"),
]


@pytest.mark.parametrize(("text", "states"), TWO_STATES)
def test_a_measure_may_be_over_and_back(text: str, states: str, extractor: Extractor) -> None:
    assert [measure.state for measure in read(extractor, text).measures] == states.split()


BODIES = [
    (
        "Ofsted went to two schools. Marsh Lane Academy, which was graded good before, was not good now. It has been"
        " put into special measures. Elm Road Academy is good, and Elm Road Academy was glad.",
        ["Marsh Lane Academy"],
    ),
    (
        "Marsh Lane Academy has a new head, who came from Elm Road Academy. It has been put into special measures by"
        " Ofsted.",
        ["Marsh Lane Academy"],
    ),
    ("The CQC has served a warning notice on Larch Lodge, which runs Maple House in Ely.", ["Maple House"]),
    ("Maple House, which is run by Larch Lodge, was served with a warning notice by the CQC.", ["Maple House"]),
    (
        "The CQC rated Maple House inadequate. A warning notice was served on the provider, Larch Lodge.",
        ["Maple House"],
    ),
    (
        "Trust served with a warning notice. The CQC rated Larch Hospital, of Vale NHS Trust, good. It is a hospital.",
        ["Vale NHS Trust"],
    ),
    ("The CQC rated Larch Lodge good. A warning notice was served on Maple House.", ["Maple House"]),
    (
        "Kent Police is one of two forces in Engage, HMICFRS said. The other is Essex Police.",
        ["Kent Police", "Essex Police"],
    ),
    ("Kent Police is in Engage, HMICFRS said. Essex Police is good.", ["Kent Police"]),
]


@pytest.mark.parametrize(("text", "bodies"), BODIES)
def test_a_measure_is_on_the_body_inspected(text: str, bodies: list[str], extractor: Extractor) -> None:
    assert [measure.body for measure in read(extractor, text).measures] == bodies
