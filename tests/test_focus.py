"""Grades whose own clause names no area: what they are about, and when nothing says so."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import grades, read, reasons

CARRIED = {
    "another body after questions of one": (
        "The CQC rated Gorse Lodge good for being caring. Tansy Lodge, in Thrap, is rated inadequate.",
        ["Gorse Lodge: caring good", "Tansy Lodge: overall inadequate"],
    ),
    "its last inspection, which no area has": (
        "The CQC says that Gorse Lodge is inadequate for being safe. It was rated good at its last inspection.",
        ["overall good previous", "safe inadequate"],
    ),
    "all three, the whole among them": (
        "The CQC rated Gorse Lodge good overall, good for being safe and good for being well-led. All three had been"
        " inadequate in 2021.",
        [
            "overall good",
            "overall inadequate previous 2021",
            "safe good",
            "safe inadequate previous 2021",
            "well-led good",
            "well-led inadequate previous 2021",
        ],
    ),
    "a service at a place, with an aside": (
        "Surgery at Gorse Hospital, inadequate when inspectors called in 2021, has climbed to good, the CQC says.",
        ["surgery good", "surgery inadequate previous 2021"],
    ),
    "a noun whose name stands behind it": (
        "The CQC says that Gorse Surgery is good. The practice across the river, Tansy Surgery, is in special"
        " measures. It requires improvement.",
        ["Gorse Surgery: overall good", "Tansy Surgery: overall requires-improvement"],
    ),
    "rows below a name without a noun": (
        "CQC ratings\n\nGorse Lane Surgery\nSafe: good\n\nTansy Steps, Thrap\nSafe: inadequate\n\nBoth are in Wendle.",
        ["Gorse Lane Surgery: safe good", "Tansy Steps: safe inadequate"],
    ),
    "areas behind a comma, all with a grade of their own": (
        "The CQC rated Gorse Lodge good, with safety, caring and leadership all outstanding.",
        ["caring outstanding", "overall good", "safe outstanding", "well-led outstanding"],
    ),
    "rated by somebody overall": (
        "Gorse Lodge was rated good by the CQC overall and for being caring and well-led.",
        ["caring good", "overall good", "well-led good"],
    ),
    "homes that a council runs": (
        "Two children's homes run by Thrap Council have been rated good by Ofsted, but a third was not. Gorse"
        " Children's Home is inadequate.",
        ["overall inadequate"],
    ),
    "a noun for the body that, by the way, had been": (
        "Ofsted went to Mere School. The school, which required improvement last time, has been rated good.",
        ["overall good", "overall requires-improvement previous"],
    ),
    "at trust level": (
        "The CQC went to Vale NHS Trust. Maternity at Gorse Hospital is good. At trust level, the well-led rating is"
        " inadequate.",
        ["Gorse Hospital: maternity good", "Vale NHS Trust: well-led inadequate"],
    ),
    "the service at a place": (
        "The CQC is worried about the state of medical care. The service at Gorse Hospital has been downgraded"
        " from good to inadequate.",
        ["medical-care good previous", "medical-care inadequate"],
    ),
    "a body in an aside with a year": (
        "On 3 May 2024 the CQC reported. At Gorse Lodge, good in 2021 and not visited since, an oven was cold.",
        ["overall good 2021"],
    ),
    "a body that, by the way, had been": (
        "Gorse Lodge, which required improvement last time, is rated good by the CQC, but not for being safe.",
        ["overall good", "overall requires-improvement previous"],
    ),
    "the same area": (
        "HMICFRS graded Kent Police adequate for managing offenders. In 2021 it was good in the same area.",
        ["managing-offenders adequate", "managing-offenders good previous 2021"],
    ),
    "both counts": (
        "Kent Police is good at investigating crime and adequate at managing offenders, HMICFRS said. In 2021 it was"
        " inadequate on both counts.",
        [
            "investigating-crime good",
            "investigating-crime inadequate previous 2021",
            "managing-offenders adequate",
            "managing-offenders inadequate previous 2021",
        ],
    ),
    "they, years ago": (
        "HMICFRS graded Kent Police good at investigating crime. Three years ago they required improvement.",
        ["investigating-crime good", "investigating-crime requires-improvement previous"],
    ),
    "an earlier inspection of another body": (
        "HMICFRS graded Kent Police good at investigating crime. Its chief came from Essex Police, which HMICFRS graded"
        " inadequate at investigating crime.",
        ["Essex Police: investigating-crime inadequate", "Kent Police: investigating-crime good"],
    ),
    "a word to somebody": (
        "HMICFRS: Kent Police requires improvement, Bea, at two things, investigating crime and managing offenders.",
        ["investigating-crime requires-improvement", "managing-offenders requires-improvement"],
    ),
    "the answer to a question": (
        "HMICFRS on Kent Police\n\nQ. Which were good?\nA. Investigating crime and managing offenders.",
        ["investigating-crime good", "managing-offenders good"],
    ),
    "for both, below a list": (
        "HMICFRS on Kent Police\n\nInvestigating crime: good\nManaging offenders: adequate\n\n"
        "In 2021 it was good for both.",
        [
            "investigating-crime good",
            "investigating-crime good previous 2021",
            "managing-offenders adequate",
            "managing-offenders good previous 2021",
        ],
    ),
    "then and now": (
        "HMICFRS: Kent Police was good at investigating crime then and is adequate now.",
        ["investigating-crime adequate", "investigating-crime good previous"],
    ),
    "another body, brought in": (
        "The Care Inspectorate rated Corran Lodge excellent for its setting. Our other house, Tansy Row, was inspected"
        " too. It is weak for its setting.",
        ["Corran Lodge: setting excellent", "Tansy Row: setting weak"],
    ),
    "the former": (
        "Kent Police is good at investigating crime and adequate at managing offenders, HMICFRS said. In 2021 it was"
        " inadequate for the former.",
        ["investigating-crime good", "investigating-crime inadequate previous 2021", "managing-offenders adequate"],
    ),
    "a remark behind the grade": (
        "Kent Police is good at investigating crime, having been adequate in 2021, HMICFRS said.",
        ["investigating-crime adequate previous 2021", "investigating-crime good"],
    ),
    "a remark in brackets": (
        "Kent Police is good at investigating crime (previously adequate), HMICFRS said.",
        ["investigating-crime adequate previous", "investigating-crime good"],
    ),
    "the next body": (
        "Investigating crime is good at Kent Police, HMICFRS said. Essex Police was graded inadequate.",
        ["Essex Police: investigating-crime inadequate", "Kent Police: investigating-crime good"],
    ),
    "bodies in a row": (
        "For investigating crime HMICFRS rated Kent Police good, Essex Police adequate and Sussex Police inadequate.",
        [
            "Essex Police: investigating-crime adequate",
            "Kent Police: investigating-crime good",
            "Sussex Police: investigating-crime inadequate",
        ],
    ),
    "both forces": (
        "Kent Police and Essex Police share a control room. HMICFRS rated both forces good for investigating crime.",
        ["Essex Police: investigating-crime good", "Kent Police: investigating-crime good"],
    ),
    "the former and the latter": (
        "HMICFRS looked at crime recording and at the workforce of Kent Police. The former it graded good, the"
        " latter inadequate.",
        ["crime-data-integrity good", "workforce inadequate"],
    ),
    "the one and the other": (
        "HMICFRS looked at crime recording and at the workforce of Kent Police. The one requires improvement, the"
        " other is good.",
        ["crime-data-integrity requires-improvement", "workforce good"],
    ),
    "forces behind their grade": (
        "Forces graded good by HMICFRS for investigating crime include Kent Police and Essex Police.",
        ["Essex Police: investigating-crime good", "Kent Police: investigating-crime good"],
    ),
    "several, some of them named": (
        "Five forces, among them Kent Police and Essex Police, are inadequate at investigating crime, HMICFRS says.",
        ["Essex Police: investigating-crime inadequate", "Kent Police: investigating-crime inadequate"],
    ),
    "there it has gone": (
        "HMICFRS singled out investigating crime at Kent Police. There it has gone from good to adequate.",
        ["investigating-crime adequate", "investigating-crime good previous"],
    ),
    "an inspectorate that thinks": (
        "HMICFRS thinks Kent Police good at investigating crime and inadequate at managing offenders.",
        ["investigating-crime good", "managing-offenders inadequate"],
    ),
    "the same way": (
        "Investigating crime at Kent Police went from good to adequate, HMICFRS said. Managing offenders has gone the"
        " same way.",
        [
            "investigating-crime adequate",
            "investigating-crime good previous",
            "managing-offenders adequate",
            "managing-offenders good previous",
        ],
    ),
    "two bodies at once": (
        "Kent Police and Essex Police are both good at investigating crime, HMICFRS said.",
        ["Essex Police: investigating-crime good", "Kent Police: investigating-crime good"],
    ),
    "marked down": (
        "HMICFRS, which had graded Kent Police good for investigating crime in 2022, has marked it down two notches to"
        " requires improvement.",
        ["investigating-crime good previous 2022", "investigating-crime requires-improvement"],
    ),
    "it, of the area": (
        "Kent Police is good at investigating crime. Not so Essex Police, which HMICFRS found to be inadequate at it.",
        ["Essex Police: investigating-crime inadequate", "Kent Police: investigating-crime good"],
    ),
    "the area that the forces were graded for": (
        "HMICFRS has graded how forces investigate crime. Kent Police is good, Essex Police adequate.",
        ["Essex Police: investigating-crime adequate", "Kent Police: investigating-crime good"],
    ),
    "a code that belongs to one area": (
        "Tideway Homes was given a C3 by the Regulator of Social Housing.",
        ["consumer c3"],
    ),
}


@pytest.mark.parametrize(("text", "gives"), CARRIED.values(), ids=CARRIED.keys())
def test_a_grade_takes_what_was_spoken_of(text: str, gives: list[str], extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == gives


NOT_CARRIED = {
    "an answer that tells more": ("Which is adequate? Managing offenders has never been easy.", ["adequate"]),
    "a count": ("It was inadequate in five areas.", []),
    "another, of three": ("The other inspectors were good company.", ["good"]),
    "a thing that is no area": ("The kitchen is inadequate.", ["inadequate"]),
    "a thing of the same body": ("Its kitchen was given an inadequate rating by the caterers.", ["inadequate"]),
}


@pytest.mark.parametrize(("second", "left"), NOT_CARRIED.values(), ids=NOT_CARRIED.keys())
def test_a_grade_of_something_else_takes_no_area(second: str, left: list[str], extractor: Extractor) -> None:
    record = read(extractor, f"HMICFRS graded Kent Police good at investigating crime. {second}")
    assert grades(record) == ["investigating-crime good"]
    assert list(reasons(record)) == left


WHOLE = {
    "overall and for questions": (
        "The CQC rated Maple House inadequate overall and for how safe and well-led it was.",
        ["overall inadequate", "safe inadequate", "well-led inadequate"],
    ),
    "the lowest there is": (
        "The CQC gave Maple House the lowest rating it has.",
        ["overall inadequate"],
    ),
    "a passive": ("Maple House was rated inadequate by the CQC.", ["overall inadequate"]),
    "a noun": ("An outstanding rating for Maple House, from the CQC, has pleased its owner.", ["overall outstanding"]),
    "a year": ("Marsh Lane School was rated outstanding by Ofsted in 2019.", ["overall outstanding 2019"]),
    "every area": ("The CQC said that Maple House was inadequate in every area.", ["overall inadequate"]),
    "from and to": (
        "Maple House went from good to inadequate, the CQC said.",
        ["overall good previous", "overall inadequate"],
    ),
    "behind a clause about the body": (
        "Marsh Lane School, which Ofsted last looked at in 2017, requires improvement.",
        ["overall requires-improvement"],
    ),
    "a part beside the whole": (
        "Medbury Council was told by Ofsted on Friday that they now require improvement to be good, with the help"
        " and protection of children inadequate.",
        ["help-and-protection inadequate", "overall requires-improvement-to-be-good"],
    ),
    "grades in brackets": (
        "The Regulator of Social Housing has judged two: Tideway Homes (C1, G1, V2) and Quay Homes (C3, G2, V2).",
        [
            "Quay Homes: consumer c3",
            "Quay Homes: governance g2",
            "Quay Homes: viability v2",
            "Tideway Homes: consumer c1",
            "Tideway Homes: governance g1",
            "Tideway Homes: viability v2",
        ],
    ),
    "was and is now": (
        "Was inadequate, is now good: so Ofsted says of Marsh Lane School.",
        ["overall good", "overall inadequate previous"],
    ),
    "most of its judgements": ("Four of the five judgements that Ofsted made on Marsh Lane School were good.", []),
    "an area as a whole": (
        "At Marsh Lane School the quality of education as a whole requires improvement, Ofsted said.",
        ["quality-of-education requires-improvement"],
    ),
    "overall, in a clause of its own": (
        "The sixth form at Marsh Lane School is good, Ofsted said; overall the school requires improvement.",
        ["overall requires-improvement", "sixth-form good"],
    ),
    "its previous rating": (
        "Maple House is rated good by the CQC. Its previous rating, published in 2020, was inadequate.",
        ["overall good", "overall inadequate previous 2020"],
    ),
    "in an inspectorate's eyes": (
        "Into special measures goes Maple House, inadequate in the eyes of the CQC.",
        ["overall inadequate"],
    ),
    "a line of the page": (
        "CQC report: Maple House\nRated: Good\nPrevious rating: Inadequate (2019)",
        [
            "overall good",
            "overall inadequate previous 2019",
        ],
    ),
    "bodies in a row": (
        "Good for Maple House and inadequate for Lime House: the CQC has been to Thorley.",
        ["Lime House: overall inadequate", "Maple House: overall good"],
    ),
    "good for a body in other ways": ("What is good for Maple House is good for Thorley, the CQC was told.", []),
    "what it hoped for": (
        "Rather than the outstanding it had hoped for, Maple House came out of its CQC inspection with a good.",
        ["overall good"],
    ),
    "a rating without its word": (
        "Maple House has been given the CQC's worst rating after a fire.",
        ["overall inadequate"],
    ),
    "a grade that goes on": (
        "Marsh Lane School continues to be good, Ofsted said.",
        ["overall good previous", "overall remains-good"],
    ),
    "bodies under one another": (
        "The CQC on two homes:\n* Maple House, Thorley – inadequate (was good)\n* Lime House, Upper Wick – good",
        ["Lime House: overall good", "Maple House: overall good previous", "Maple House: overall inadequate"],
    ),
    "its parent": (
        "Kingsmere Hospital is inadequate, the CQC says. Its parent, Mereside Hospitals NHS Trust, is good.",
        ["Kingsmere Hospital: overall inadequate", "Mereside Hospitals NHS Trust: overall good"],
    ),
    "a force has no overall grade": ("Kent Police was rated inadequate by HMICFRS.", []),
    "an everyday word": ("Maple House is in a good spot by the sea, the CQC writes.", []),
    "said by somebody": ("“The food was outstanding,” a resident of Maple House told the CQC.", []),
    "something that is no area": ("The CQC rated Maple House good for its gardens.", []),
}


@pytest.mark.parametrize(("text", "gives"), WHOLE.values(), ids=WHOLE.keys())
def test_a_grade_of_the_whole_body(text: str, gives: list[str], extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == gives


NESTED = {
    "overall behind several services": (
        "The CQC rated maternity at Maple Hospital inadequate and surgery good: that comes to requires improvement"
        " overall.",
        ["maternity inadequate", "overall requires-improvement", "surgery good"],
    ),
    "overall of one service": (
        "In maternity at Maple Hospital safe was inadequate and overall it was requires improvement, the CQC said.",
        ["maternity requires-improvement", "maternity/safe inadequate"],
    ),
    "the unit, of the only service": (
        "The CQC went to maternity units. The unit at Maple Hospital fell from good to inadequate. For well-led it"
        " dropped from good to requires improvement.",
        [
            "maternity good previous",
            "maternity inadequate",
            "maternity/well-led good previous",
            "maternity/well-led requires-improvement",
        ],
    ),
    "it, of the service just graded": (
        "The CQC rated maternity at Maple Hospital inadequate. It was inadequate for both safe and well-led.",
        ["maternity inadequate", "maternity/safe inadequate", "maternity/well-led inadequate"],
    ),
    "services placed once": (
        "The CQC saw surgery at Maple Royal Infirmary and maternity at Elm Hospital. Surgery was good and maternity"
        " inadequate. The Royal Infirmary is good overall.",
        [
            "Elm Hospital: maternity inadequate",
            "Maple Royal Infirmary: overall good",
            "Maple Royal Infirmary: surgery good",
        ],
    ),
    "a service": ("At St Oda’s Hospital maternity was rated inadequate by the CQC.", ["maternity inadequate"]),
    "questions of a service": (
        "In maternity at St Oda’s Hospital, safe was rated inadequate and caring good, the CQC said.",
        ["maternity/caring good", "maternity/safe inadequate"],
    ),
    "two services": (
        "Maternity at St Oda’s Hospital is inadequate for being safe and surgery good for being caring, the CQC said.",
        ["maternity/safe inadequate", "surgery/caring good"],
    ),
    "two services together": (
        "At St Oda’s Hospital medical care and surgery are both good, the CQC said.",
        ["medical-care good", "surgery good"],
    ),
    "the college as a whole": (
        "At Wyre College, apprenticeships are outstanding and the college as a whole is good, Ofsted said.",
        ["apprenticeships outstanding", "overall good"],
    ),
    "no service": (
        "At St Oda’s Hospital safe is inadequate and caring good, the CQC said.",
        ["caring good", "safe inadequate"],
    ),
}


@pytest.mark.parametrize(("text", "gives"), NESTED.values(), ids=NESTED.keys())
def test_a_question_of_a_service_is_its_own_area(text: str, gives: list[str], extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == gives
