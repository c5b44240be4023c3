"""Rules that came from ordinary articles: what each must read, and what looks like it and means something else."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import grades, read

OFSTED, CQC = "Ofsted published its report on Monday.", "The Care Quality Commission published its report on Monday."
PROBATION = "HM Inspectorate of Probation published its report on Monday."
HMICFRS = "HMICFRS published its report on Monday."

SERVED = [
    (f"Children’s services in Oldbridge have been rated inadequate. {OFSTED}", ["Oldbridge"]),
    (f"Oldbridge’s children’s services have dropped from good to inadequate. {OFSTED}", ["Oldbridge"]),
    (f"In neighbouring Calverley, children’s services are rated inadequate. {OFSTED}", ["Calverley"]),
    (f"Adult social care in Norchester is inadequate. {CQC}", ["Norchester"]),
    (f"Youth justice services in Harrowmoor were rated good overall. {PROBATION}", ["Harrowmoor"]),
    (f"The Elmshire youth justice service was rated good. {PROBATION}", ["Elmshire youth justice service"]),
    (
        "Elm County Council was rated good for its children’s services. Neighbouring Calverley is "
        f"rated inadequate. {OFSTED}",
        ["Elm County Council", "Calverley"],
    ),
    (f"Children’s services in England are rated good or better in most places. {OFSTED}", []),
    ("Elm Primary School was rated good. Children’s services in Oldbridge are "
     f"short of staff. {OFSTED}",
     ["Elm Primary School"]),
    (f"The children’s services team in Mill Lane was rated good. {OFSTED}", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "bodies"), SERVED)
def test_a_body_may_be_named_by_the_place_of_its_services(text: str, bodies: list[str], extractor: Extractor) -> None:
    assert [body.name for body in read(extractor, text).bodies] == bodies


GRADES = [
    (
        f"Managing offenders, already inadequate, has sunk to good at Kent Police. {HMICFRS}",
        ["managing-offenders good", "managing-offenders inadequate previous"],
    ),
    (
        "Managing offenders, which already required improvement, has been marked down to inadequate "
        f"at Kent Police. {HMICFRS}",
        ["managing-offenders inadequate", "managing-offenders requires-improvement previous"],
    ),
    (f"Kent Police is already good at managing offenders. {HMICFRS}", ["managing-offenders good"]),
    (
        "HMICFRS rated Kent Police inadequate at managing offenders in 2022. Its new report raises "
        "that grade to adequate.",
        ["managing-offenders adequate", "managing-offenders inadequate previous 2022"],
    ),
    ("HMICFRS rated Kent Police good at managing offenders. It wants to "
     "raise that total to 400.",
     ["managing-offenders good"]),
    ("The CQC has lowered the rating of Elm House Care Home to inadequate.", ["overall inadequate"]),
    (f"Inspectors have raised the overall rating of Elm NHS Trust to good. {CQC}", ["overall good"]),
    ("The CQC has lowered the age limit of Elm House Care Home to good effect.", []),
    ("HMICFRS says most forces are good at preventing crime. Kent Police was visited.", []),
    ("HMICFRS says two police forces are outstanding at managing offenders. Kent Police was visited.", []),
    (
        f"Two forces, Kent Police and Essex Police, are outstanding at managing offenders. {HMICFRS}",
        ["Essex Police: managing-offenders outstanding", "Kent Police: managing-offenders outstanding"],
    ),
    ("Kent Police was rated good at preventing crime by HMICFRS. Residents are entitled to a force "
     "that is good across the board.",
     ["preventing-crime good"]),
    (
        "Two councils received C3 grades, Elm Borough Council and Oak City Council, the Regulator of "
        "Social Housing said.",
        ["Elm Borough Council: consumer c3", "Oak City Council: consumer c3"],
    ),
    (
        "Elm Housing Association is G1/V2. The Regulator of Social Housing has given 32 landlords a "
        "C3. Another 32 landlords have been given a C2.",
        ["governance g1", "viability v2"],
    ),
    (
        "HM Inspectorate of Prisons was at HMP Elm. Respect, which in 2019 was reasonably good, is good.",
        ["respect good", "respect reasonably-good previous 2019"],
    ),
    (
        "Maternity at Elm General Hospital fell from good to inadequate, the CQC said. At Oak "
        "Hospital it has dropped from good to requires improvement.",
        [
            "Elm General Hospital: maternity good previous", "Elm General Hospital: maternity inadequate",
            "Oak Hospital: maternity good previous", "Oak Hospital: maternity requires-improvement",
        ],
    ),
    (
        "Elm School was rated good by Ofsted. At Oak School it has dropped from good to inadequate.",
        ["Elm School: overall good", "Oak School: overall good previous", "Oak School: overall inadequate"],
    ),
    (
        "Kent Fire and Rescue Service is good at preventing fires, HMICFRS said. It is adequate in a further five.",
        ["prevention good"],
    ),
    ("HMP Elm is good for respect, HM Inspectorate of Prisons said. It was poor "
     "for everything else.",
     ["respect good"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "gives"), GRADES)
def test_grades_of_the_ordinary_press(text: str, gives: list[str], extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == gives


PEOPLE = [
    ("A local women’s charity, Safe Haven East, said it was busy.", {}),
    ("The head of the charity, Ann Lees, said it was busy.", {"Ann Lees": ("head", None)}),
    ("Sandie Pryce, who chairs the Wyre Victims’ Forum, said no.", {"Sandie Pryce": (None, "Wyre Victims’ Forum")}),
    ("“It is bad,” says Marion Tyle, who chairs the Elm Board.", {"Marion Tyle": (None, "Elm Board")}),
    ("Hull East MP Callum Dray said no.", {"Callum Dray": ("MP", None)}),
    ("East Ham’s regional director Callum Dray said no.", {"Callum Dray": ("regional director", None)}),
    (
        "The Elm Care Association met. Its chairman, Rod Penn, who owns Oak House in Thrap, said no.",
        {"Rod Penn": ("chairman", "Elm Care Association")},
    ),
    ("“You get used to it,” says Ollie, 27, a nurse.", {"Ollie": ("nurse", None)}),
    ("The Regulator of Social Housing has appointed "
     "Ann Lees as its chair.",
     {"Ann Lees": ("chair", "Regulator of Social Housing")}),
    (
        "Kent’s chief constable, Ann Lees, and her deputy, Bob Lee, met staff of Essex Police.",
        {"Ann Lees": ("chief constable", "Kent Police"), "Bob Lee": ("deputy", "Kent Police")},
    ),
    ("Her union representative, Carl Mostyn, said no.", {"Carl Mostyn": ("union representative", None)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), PEOPLE)
def test_people_of_the_ordinary_press(
    text: str, told: dict[str, tuple[str | None, str | None]], extractor: Extractor
) -> None:
    people = read(extractor, text).people
    assert {one.name: (one.role, one.organisation) for one in people} == {
        name: (role, organisation) for name, (role, organisation) in told.items()
    }


def test_so_says_somebody(extractor: Extractor) -> None:
    (person,) = read(extractor, "“We cannot recruit at all.” So says Vic Tranter, Unison’s organiser.").people
    assert person.quoted
    (other,) = read(extractor, "“We cannot recruit at all.” Some say Vic Tranter, Unison’s organiser, wrote it.").people
    assert not other.quoted


MEASURES = [
    ("Readers asked whether Kent Police is in special measures. It isn’t. HMICFRS rated it good "
     "at preventing crime.",
     []),
    ("Readers asked whether Kent Police is in special measures. It "
     "is. HMICFRS said so.",
     ["special-measures current"]),
    ("HMICFRS has discharged Kent Police from engage.", ["engage lifted"]),
    ("Kent Police left engage in May, HMICFRS said.", ["engage lifted"]),
    ("HMICFRS told Kent Police to learn from this and engage with residents.", []),
    ("Elm Council was rated good by Ofsted for its children’s services. The improvement notice "
     "issued in 2019 is to be lifted.",
     ["improvement-notice lifted"]),
    ("Elm Council was rated good by Ofsted for its children’s services. The improvement notice "
     "issued in 2019 will be lifted.",
     ["improvement-notice current"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MEASURES)
def test_measures_of_the_ordinary_press(text: str, told: list[str], extractor: Extractor) -> None:
    assert [f"{one.measure} {one.state}" for one in read(extractor, text).measures] == told


STATISTICS = [
    ("A fresh inspection will take place within 18 months.", []),
    ("Repairs were completed within 18 months on average.", ["18"]),
    ("At one point, 640 children were waiting.", ["640"]),
    ("A third of areas inspected by Ofsted had the worst outcome.", ["0.3333"]),
    ("The council has the second lowest grade.", []),
    ("The force had the second lowest arrest rate in England.", ["2"]),
    ("The Regulator of Social Housing said that 32 landlords have been given a C3 and one a C4.", []),
]


@pytest.mark.parametrize(("text", "values"), STATISTICS)
def test_statistics_of_the_ordinary_press(text: str, values: list[str], extractor: Extractor) -> None:
    assert [one.value for one in read(extractor, text).statistics] == values


def test_a_list_is_one_subject(extractor: Extractor) -> None:
    text = "Just 22 per cent of education, health and care plans were issued in time, and 40 were lost."
    first = read(extractor, text).statistics[0]
    assert first.about == "education, health and care plans were issued in time"
    other = read(extractor, "Some 22 per cent of staff, who were asked, and 40 governors were happy.").statistics[0]
    assert other.about is not None
    assert "governors" not in other.about


def test_a_resident_lives_in_no_body(extractor: Extractor) -> None:
    text = (
        "Elm Council was given a C3 by the Regulator of Social Housing. “It leaks,” said Dot Penn, 71, of Mill Court. "
    )
    text += "Its adult social care department was rated inadequate by the Care Quality Commission last summer."
    assert [body.name for body in read(extractor, text).bodies] == ["Elm Council"]
    home = read(extractor, "Mill Court was rated inadequate by the CQC. Dot Penn, 71, of Mill Court, said no.")
    assert [body.name for body in home.bodies] == ["Mill Court"]


def test_a_review_counts_concerns_named_before(extractor: Extractor) -> None:
    text = (
        "HM Inspectorate of Prisons looked at ten of the concerns that it had raised at HMP Elm. There was good "
        "progress in six, reasonable progress in three and insufficient progress in one."
    )
    (tally,) = read(extractor, text).tallies
    assert (tally.over, tally.total) == ("concerns", 10)


def test_of_those_tells_the_total(extractor: Extractor) -> None:
    text = (
        "The Regulator of Social Housing has published 140 judgements. Of those, 32 landlords "
        "have been given a C3 and one a C4."
    )
    (tally,) = read(extractor, text).tallies
    assert (tally.over, tally.total) == ("bodies", 140)
