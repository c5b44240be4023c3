"""How one sentence binds its grades to areas: each frame by an example, beside what only looks like one."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import grades, read, reasons


class Frame(NamedTuple):
    """A frame: a sentence with its grades, and a lookalike with those that it has."""

    rule: str
    sentence: str
    gives: list[str]
    lookalike: str
    which_gives: list[str]


FRAMES = [
    Frame(
        "at-area",
        "HMICFRS graded Kent Police good at investigating crime.",
        ["investigating-crime good"],
        "HMICFRS graded Kent Police good at chess.",
        [],
    ),
    Frame(
        "at-area",
        "HMICFRS graded Kent Police outstanding for managing offenders and for preventing crime.",
        ["managing-offenders outstanding", "preventing-crime outstanding"],
        "HMICFRS graded Kent Police outstanding for managing offenders; preventing crime was not looked at.",
        ["managing-offenders outstanding"],
    ),
    Frame(
        "at-area",
        "Kent Police got a good grade from HMICFRS for investigating crime.",
        ["investigating-crime good"],
        "Kent Police got a good grade from HMICFRS for its canteen.",
        [],
    ),
    Frame(
        "count-then-areas",
        "HMICFRS rated Kent Police good in two areas: investigating crime and managing offenders.",
        ["investigating-crime good", "managing-offenders good"],
        "HMICFRS rated Kent Police good in two areas; investigating crime was adequate.",
        ["investigating-crime adequate"],
    ),
    Frame(
        "areas-included",
        "Kent Police is inadequate at investigating crime; adequate areas included managing offenders, HMICFRS says.",
        ["investigating-crime inadequate", "managing-offenders adequate"],
        "Kent Police is inadequate at investigating crime; adequate time for managing offenders is lost, HMICFRS said.",
        ["investigating-crime inadequate"],
    ),
    Frame(
        "at-area",
        "Kent Police has an outstanding HMICFRS grade for investigating crime.",
        ["investigating-crime outstanding"],
        "Kent Police has an outstanding HMICFRS guide to investigating crime.",
        [],
    ),
    Frame(
        "areas-behind",
        "On two of the nine counts HMICFRS found Kent Police to be inadequate, crime recording and managing offenders.",
        ["crime-data-integrity inadequate", "managing-offenders inadequate"],
        "On two of the nine counts HMICFRS found Kent Police to be inadequate, but managing offenders is good.",
        ["managing-offenders good"],
    ),
    Frame(
        "grade-used-on",
        "Good is a grade that HMICFRS used twice on Kent Police: on investigating crime and on the workforce.",
        ["investigating-crime good", "workforce good"],
        "Good is a word that HMICFRS used twice on Kent Police: on the cover and on investigating crime.",
        [],
    ),
    Frame(
        "grade-that-area",
        "HMICFRS says that the good that Kent Police had for investigating crime has survived.",
        ["investigating-crime good", "investigating-crime good previous"],
        "HMICFRS says that the good sense that Kent Police had for investigating crime has survived.",
        [],
    ),
    Frame(
        "grade-that-area+change",
        "The adequate that HMICFRS gave Kent Police for investigating crime in March is now, after a review, a good.",
        ["investigating-crime adequate previous", "investigating-crime good"],
        "The adequate that HMICFRS gave Kent Police for investigating crime in March is a good start.",
        ["investigating-crime adequate"],
    ),
    Frame(
        "grade-that-area",
        "The inadequate that Kent Police once had from HMICFRS for investigating crime is forgotten.",
        ["investigating-crime inadequate previous"],
        "The inadequate that Kent Police got from HMICFRS for investigating crime is not forgotten.",
        ["investigating-crime inadequate"],
    ),
    Frame(
        "at-area",
        "Kent Police is good, though not outstanding, at investigating crime, HMICFRS said.",
        ["investigating-crime good"],
        "Kent Police is not good, though not inadequate, at investigating crime, HMICFRS said.",
        [],
    ),
    Frame(
        "at-area",
        "HMICFRS graded Kent Police good for managing offenders; for investigating crime it was adequate.",
        ["investigating-crime adequate", "managing-offenders good"],
        "HMICFRS graded Kent Police good for managing offenders; for investigating crime it had no grade.",
        ["managing-offenders good"],
    ),
    Frame(
        "area-is-grade+change",
        "HMICFRS has put investigating crime at Kent Police, until now adequate, at good.",
        ["investigating-crime adequate previous", "investigating-crime good"],
        "HMICFRS has put investigating crime at Kent Police, until now its pride, at good.",
        ["investigating-crime good"],
    ),
    Frame(
        "area-is-grade",
        "It is for managing offenders, not for investigating crime, that HMICFRS has graded Kent Police good.",
        ["managing-offenders good"],
        "It is for managing offenders and for investigating crime that HMICFRS has graded Kent Police good.",
        ["investigating-crime good", "managing-offenders good"],
    ),
    Frame(
        "grades-colon-areas",
        "HMICFRS has published the inadequate grades of Kent Police: managing offenders and investigating crime.",
        ["investigating-crime inadequate", "managing-offenders inadequate"],
        "HMICFRS has not published any inadequate grades of Kent Police: managing offenders comes last.",
        [],
    ),
    Frame(
        "grade-then-areas",
        "The HMICFRS report on Kent Police lists as good: investigating crime, managing offenders.",
        ["investigating-crime good", "managing-offenders good"],
        "The HMICFRS report on Kent Police lists as good: cakes. Investigating crime is in the next volume.",
        [],
    ),
    Frame(
        "are-areas",
        "Inadequate, HMICFRS says of Kent Police, were investigating crime and managing offenders.",
        ["investigating-crime inadequate", "managing-offenders inadequate"],
        "Inadequate, HMICFRS says of Kent Police, were the lockers.",
        [],
    ),
    Frame(
        "area-is-grade",
        "Investigating crime and managing offenders were both graded inadequate at Kent Police, HMICFRS said.",
        ["investigating-crime inadequate", "managing-offenders inadequate"],
        "Kent Police spent good money on investigating crime, HMICFRS says.",
        [],
    ),
    Frame(
        "rated-area-grade",
        "HMICFRS rated investigating crime good at Kent Police.",
        ["investigating-crime good"],
        "HMICFRS watched Kent Police investigating crime, good weather or bad.",
        [],
    ),
    Frame(
        "area-grade-gapped",
        "At Kent Police, HMICFRS says, investigating crime is good, managing offenders adequate.",
        ["investigating-crime good", "managing-offenders adequate"],
        "At Kent Police, HMICFRS says, investigating crime is good, managing offenders a chore.",
        ["investigating-crime good"],
    ),
    Frame(
        "grade-that-area",
        "Good was the grade that HMICFRS gave Kent Police for investigating crime.",
        ["investigating-crime good"],
        "Good was the mood in which HMICFRS left Kent Police for a conference on investigating crime.",
        [],
    ),
    Frame(
        "likewise",
        "Kent Police is good at investigating crime, HMICFRS said. So is managing offenders.",
        ["investigating-crime good", "managing-offenders good"],
        "Kent Police is good at investigating crime, HMICFRS said. So is the coffee.",
        ["investigating-crime good"],
    ),
    Frame(
        "same-grade",
        "HMICFRS graded Kent Police good at investigating crime. It gave it the same grade for managing offenders.",
        ["investigating-crime good", "managing-offenders good"],
        "HMICFRS graded Kent Police good at investigating crime. It gave the same time to managing offenders.",
        ["investigating-crime good"],
    ),
    Frame(
        "respectively",
        "HMICFRS graded investigating crime and managing offenders at Kent Police good and adequate respectively.",
        ["investigating-crime good", "managing-offenders adequate"],
        "Kent Police and Essex Police spent nine and ten good days on investigating crime respectively, HMICFRS said.",
        [],
    ),
    Frame(
        "respectively",
        "HMICFRS gave Kent Police and Essex Police good and adequate respectively for investigating crime.",
        ["Essex Police: investigating-crime adequate", "Kent Police: investigating-crime good"],
        "HMICFRS gave Kent Police a good and an adequate day respectively for investigating crime.",
        [],
    ),
    Frame(
        "overall",
        "Maple House was rated good overall by the CQC.",
        ["overall good"],
        "Maple House was good fun overall, wrote the CQC.",
        [],
    ),
    Frame(
        "overall",
        "The CQC gave Maple House an overall rating of inadequate.",
        ["overall inadequate"],
        "The CQC wrote that Maple House had an overall lack of staff and an inadequate lift.",
        [],
    ),
    Frame(
        "+change",
        "HMICFRS moved Kent Police from adequate to good for investigating crime.",
        ["investigating-crime adequate previous", "investigating-crime good"],
        "HMICFRS moved officers of Kent Police from good offices to adequate ones.",
        [],
    ),
    Frame(
        "+change",
        "HMICFRS put Kent Police up to good, from adequate, for investigating crime.",
        ["investigating-crime adequate previous", "investigating-crime good"],
        "Kent Police went from good intentions to adequate results, HMICFRS said of how it investigates crime.",
        [],
    ),
    Frame(
        "+change",
        "Investigating crime at Kent Police has sunk from good to inadequate, HMICFRS says.",
        ["investigating-crime good previous", "investigating-crime inadequate"],
        "Officers of Kent Police have sunk good money in an inadequate lift, HMICFRS says.",
        [],
    ),
]


@pytest.mark.parametrize("frame", FRAMES, ids=[f"{frame.rule}: {frame.sentence}" for frame in FRAMES])
def test_a_frame_binds_its_areas(frame: Frame, extractor: Extractor) -> None:
    record = read(extractor, frame.sentence)
    assert grades(record) == frame.gives
    assert any(frame.rule in grade.rule for grade in record.grades)


@pytest.mark.parametrize("frame", FRAMES, ids=[frame.lookalike for frame in FRAMES])
def test_a_lookalike_gives_only_what_it_says(frame: Frame, extractor: Extractor) -> None:
    assert grades(read(extractor, frame.lookalike)) == frame.which_gives


NOT_GIVEN = [
    ("HMICFRS said that Kent Police's response to burglary was slow and its custody suites inadequate.", "no-area"),
    ("The C1 that it had hoped for did not come to Tideway Homes, the Regulator of Social Housing says.",
     "hypothetical"),
    ("The chief thinks Kent Police good at investigating crime. HMICFRS comes in May.", "hypothetical"),
    ("“Investigating crime is good when supervisors read the file,” HMICFRS said of Kent Police.", "plain-adjective"),
    ("Kent Police still wears the outstanding badge that HMICFRS says it never awarded for its work.", "negated"),
    ("HMICFRS read 40 files at Kent Police. Investigating crime was good in 20 of them.", "of-cases"),
    ("HMICFRS has never found Kent Police less than good at investigating crime.", "negated"),
    ("Is Kent Police good at investigating crime? HMICFRS will find out.", "hypothetical"),
    ("Our prevention work is outstanding, Kent Fire and Rescue Service said before HMICFRS came.", "own-words"),
    ("HMICFRS has never graded Kent Police inadequate at investigating crime.", "negated"),
    ("Kent Police is neither good at investigating crime nor adequate at managing offenders, HMICFRS said.", "negated"),
    ("HMICFRS said that Kent Police was far from outstanding at managing offenders.", "negated"),
    ("Kent Police hopes that HMICFRS will grade it outstanding for investigating crime.", "hypothetical"),
    ("Kent Police would have been outstanding at investigating crime, HMICFRS said, had it rung back.", "hypothetical"),
    ("Kent Police might envy it: it could be outstanding at managing offenders, HMICFRS said.", "hypothetical"),
    ("If HMICFRS finds Kent Police inadequate at managing offenders, the chief will go.", "hypothetical"),
    ("Outstanding means that Kent Police has exceeded what HMICFRS expects in investigating crime.", "definition"),
    ("Residents rated Kent Police good at investigating crime, a poll found. HMICFRS reports in May.", "other-rater"),
    ("Merrow Homes could be a C4, and that would be that, the RSH said.", "hypothetical"),
    ("How good is Kent Police at investigating crime? HMICFRS will say.", "hypothetical"),
    ("A force such as Kent Police is told by HMICFRS where it stands: outstanding, good, adequate or inadequate.",
     "scale-explained"),
    ("Kent Police can be outstanding, good, adequate or inadequate at managing offenders, HMICFRS explained.",
     "scale-explained"),
    ("Merrow Homes was graded by the RSH. A C1, by contrast, means that all is well.", "definition"),
    ("Merrow Homes has heard from the RSH. Those graded G3 or V3 or lower do not pass.", "threshold"),
    ("HMICFRS found that outstanding warrants get in the way of managing offenders at Kent Police.",
     "plain-adjective"),
    ("“We are good at investigating crime,” said the chief of Kent Police, whose HMICFRS report is out.", "own-words"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "reason"), NOT_GIVEN)
def test_a_grade_that_nobody_gave_is_residue_with_its_reason(sentence: str, reason: str, extractor: Extractor) -> None:
    record = read(extractor, sentence)
    assert record.grades == []
    assert set(reasons(record).values()) == {reason}


GAPS = [
    ("Kent Police was graded good, HMICFRS said on Monday, at investigating crime.", ["investigating-crime good"]),
    ("Kent Police is not good at managing offenders, HMICFRS said, but inadequate.", ["managing-offenders inadequate"]),
    ("The chief of Kent Police says that it is good at managing offenders; HMICFRS graded it inadequate.",
     ["managing-offenders inadequate"]),
    ("Anything from good to inadequate is possible for Kent Police at investigating crime, HMICFRS says.", []),
]  # fmt: skip


@pytest.mark.xfail(reason="frames that are not yet read", strict=True)
@pytest.mark.parametrize(("sentence", "gives"), GAPS)
def test_a_frame_that_is_not_yet_read(sentence: str, gives: list[str], extractor: Extractor) -> None:
    assert grades(read(extractor, sentence)) == gives


def test_a_grade_is_evidence_with_its_area(extractor: Extractor) -> None:
    (grade,) = read(extractor, "HMICFRS graded Kent Police good at investigating crime.").grades
    assert [span.quote for span in grade.evidence] == ["good", "investigating crime"]
