"""One entry per person, whatever the article calls him or her; roles, organisations, speakers."""

from __future__ import annotations

import time

import pytest

from pipeline.article import Article
from pipeline.extract.extractor import Extractor
from pipeline.extract.people import people
from pipeline.record import Person


def read(extractor: Extractor, text: str, authors: tuple[str, ...] = ()) -> list[Person]:
    return people(extractor.read(Article(source="made", text=text, authors=authors)))


SAME = [
    ("Chief Constable Dana Quill spoke. Ms Quill left. Quill returned.", "Dana Quill", 3),
    ("Sir Osric Penn KCB chaired it. Sir Osric said little.", "Osric Penn", 2),
    ("A. B. Marlow signed it. Mrs Marlow is the bursar, said Alma Marlow.", "Alma Marlow", 3),
    ("Head Ada Penn-Lowe said no. “Never,” said Penn-Lowe.", "Ada Penn-Lowe", 2),
    ("Manager Piet van der Holt rang. Mr van der Holt was cross.", "Piet van der Holt", 2),
    ("Ida Rook, principal, spoke. Ida May Rook, principal, wept.", "Ida May Rook", 2),
    ("Pupil Theodora Bligh, 11, showed them round. “It was fun,” said Theo.", "Theodora Bligh", 2),
]


@pytest.mark.parametrize(("text", "name", "mentions"), SAME, ids=[text for text, _, _ in SAME])
def test_one_entry_per_person(extractor: Extractor, text: str, name: str, mentions: int) -> None:
    found = read(extractor, text)
    assert [(person.name, len(person.mentions)) for person in found] == [(name, mentions)]


def test_both_of_two_people_are_quoted(extractor: Extractor) -> None:
    found = read(extractor, "Head Ada Penn and governor Una Croft met. “Overdue,” both said.")
    assert [(person.name, person.quoted) for person in found] == [("Ada Penn", True), ("Una Croft", True)]


def test_two_people_of_one_surname_stay_two(extractor: Extractor) -> None:
    found = read(extractor, "Head Mr Ian Croft and governor Mrs Una Croft met. “Fine,” said Mrs Croft.")
    assert [(person.name, person.quoted) for person in found] == [("Ian Croft", False), ("Una Croft", True)]


def test_an_author_is_no_person_of_the_story(extractor: Extractor) -> None:
    text = "Chair Lena Frost told Abel Quist that it was over."
    assert [p.name for p in read(extractor, text, authors=("Abel Quist",))] == ["Lena Frost"]


ROLES = [
    ("Mayor of Anytown Ola Finch left.", "Mayor of Anytown", None),
    ("Ola Finch, member for adults, health and the arts on Anytown Council, left.",
     "member for adults, health and the arts", "Anytown Council"),
    ("Ola Finch, who’s the deputy governor of HMP Swale, left.", "deputy governor", "HMP Swale"),
    ("Ola Finch, at present deputy governor of HMP Swale, left.", "deputy governor", "HMP Swale"),
    ("Ola Finch, head of Ysgol Pen y Bryn, left.", "head", "Ysgol Pen y Bryn"),
    ("Registered manager Ola Finch said so.", "Registered manager", None),
    ("Ola Finch, 51, registered manager at Quay Lodge, resigned.", "registered manager", "Quay Lodge"),
    ("Ola Finch (chair) gave evidence.", "chair", None),
    ("The then chief constable, Ola Finch, promised it.", "then chief constable", None),
    ("Ola Finch, director of families, schools and skills at Harrow Vale Council, said no.",
     "director of families, schools and skills", "Harrow Vale Council"),
    ("Unison branch secretary Ola Finch said no.", "branch secretary", "Unison"),
    ("Ola Finch, chief operating officer of Marsh End NHS Trust, spoke.",
     "chief operating officer", "Marsh End NHS Trust"),
    ("Ola Finch, who chairs the board of Rowan Homes, said no.", None, "Rowan Homes"),
    ("Shadow minister for prisons and probation Ola Finch said no.", "Shadow minister for prisons and probation", None),
    ("Ola Finch took up her post as governor of HMP Marsh Lane in May.", "governor", "HMP Marsh Lane"),
    ("Ola Finch had been there for a week. The governor, once a chaplain, let inspectors into HMP Marsh Lane herself.",
     "governor", "HMP Marsh Lane"),
    ("Ola Finch used to teach. Now she is head of music at Marsh End High.", "head of music", "Marsh End High"),
    ("Chair of governors at St Mary's Primary School, Ola Finch, said no.",
     "Chair of governors", "St Mary's Primary School"),
    ("Nursery manager Ola Finch said no.", "Nursery manager", None),
    ("DCC Ola Finch of Kent Police said no.", "DCC", "Kent Police"),
    ("In Norfolk, Deputy Chief Fire Officer Ola Finch said no.",
     "Deputy Chief Fire Officer", "Norfolk Fire and Rescue Service"),
    ("Inspectors praised Kent Police. Superintendent Ola Finch joined from Essex Police.",
     "Superintendent", "Kent Police"),
    ("The federation’s Ola Finch was less happy.", None, None),
    ("Ola Finch, founder of the charity Warm Hands, said no.", "founder", "Warm Hands"),
    ("Ola Finch, a mother of two from Skegness, said no.", "mother of two", None),
    ("Prosecutor Ola Finch said no.", "Prosecutor", None),
    ("It was, said the master of ceremonies, Ola Finch, a good night.", "master of ceremonies", None),
    ("Carer of the year: Ola Finch", "Carer of the year", None),
    ("Young person of the year: Ola Finch, 14", "Young person of the year", None),
    ("Ola Finch has been governor at HMP Marsh Lane since May.", "governor", "HMP Marsh Lane"),
    ("Ola Finch, secretary of the Marsh Vale branch of Napo, said no.", "secretary", "Napo"),
    ("Also in attendance: Ola Finch, clerk to the panel", "clerk to the panel", None),
    ("Inspectors saw Kent Police. Present: Cllr Ola Finch (Chair)", "Chair", None),
    ("Inspectors saw Kent Police. Chief Constable Ola Finch, who was brought in from Essex Police, spoke.",
     "Chief Constable", "Kent Police"),
    ("Kent Police was late. Chief Constable Ola Finch, who took charge at Norfolk, spoke.",
     "Chief Constable", "Norfolk Constabulary"),
    ("Kent Police was late. Chief Constable Ola Finch, who had studied at Norfolk, spoke.",
     "Chief Constable", "Kent Police"),
    ("Ola Finch, who became responsible individual in May, said no.", "responsible individual", None),
    ("Anytown councillor Ola Finch said no.", "councillor", None),
    ("Former Rowan Lodge manager Ola Finch said no.", "manager", "Rowan Lodge"),
    ("The manager at the time, Ola Finch, said no.", "manager", None),
    ("The new person in charge, Ola Finch, said no.", "new person in charge", None),
    ("Minibus driver Ola Finch said no.", "driver", None),
    ("Consultant geriatrician Dr Ola Finch said no.", "Consultant geriatrician", None),
    ("The mother of one pupil, Ola Finch, said no.", "mother of one pupil", None),
    ("A friend of the governor, Ola Finch, said no.", "governor", None),
    ("Ola Finch, then the acting principal of Wyke College, said no.", "acting principal", "Wyke College"),
    ("Ola Finch took the post of governor at HMP Marsh Lane in May.", "governor", "HMP Marsh Lane"),
    ("Martha End Council's deputy director for the east of England, Ola Finch, said no.",
     "deputy director for the east of England", "Martha End Council"),
    ("Ola Finch, Head of Quality Assurance, said no.", "Head of Quality Assurance", None),
    ("Senedd member Ola Finch said no.", "Senedd member", None),
    ("Analyst Ola Finch of Marsh Securities said no.", "Analyst", "Marsh Securities"),
    ("Prof Ola Finch of the University of Quay, who studies it, said no.", None, "University of Quay"),
    ("Ola Finch, of the parents' group Every Gate, was cross. She said no.", None, "Every Gate"),
    ("St Ann's Academy won. The St Ann's coach, Ola Finch, said no.", "coach", "St Ann's Academy"),
    ("Ola Finch was hired in May. Manager of Rowan Lodge for years, she said no.", "Manager", "Rowan Lodge"),
    ("Ofsted and HMI Prisons came. Chief Inspector of Prisons Ola Finch said no.",
     "Chief Inspector of Prisons", "His Majesty's Inspectorate of Prisons"),
    ("The CQC came to Rowan Lodge. Ola Finch, the regulator's head of care, said no.",
     "head of care", "Care Quality Commission"),
    ("His Honour Judge Ola Finch said no.", "Judge", None),
    ("They met Ola Finch, the then fire minister.", "fire minister", None),
    ("Her colleague Dr Ola Finch, the medical director, said no.", "medical director", None),
    ("Ola Finch, who's the regional probation director, said no.", "regional probation director", None),
    ("Ola Finch, deputy director of secondary and specialist healthcare, said no.",
     "deputy director of secondary and specialist healthcare", None),
    ("Further education commissioner Ola Finch said no.", "Further education commissioner", None),
    ("St Ann's High School was seen. They met the head at St Ann's, Mrs Ola Finch.", "head", "St Ann's High School"),
    ("Ofsted came. Chief Inspector of Prisons Ola Finch said no.", "Chief Inspector of Prisons", None),
    ("Dr Ola Finch (Royal College of Elms) said no.", None, "Royal College of Elms"),
    ("Kent Police wrote. The charity Marsh Women’s Aid was glad. Its director, Ola Finch, said no.",
     "director", "Marsh Women’s Aid"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "role", "organisation"), ROLES, ids=[text for text, _, _ in ROLES])
def test_role_and_organisation(extractor: Extractor, text: str, role: str | None, organisation: str | None) -> None:
    found = read(extractor, text)
    assert [(p.name, p.role, p.organisation) for p in found] == [("Ola Finch", role, organisation)]


QUOTED = [
    ("“We failed,” said Chief Constable Vera Holm.", ["We failed,"]),
    ("Chief Constable Vera Holm said the cells were “not fit”.", ["not fit"]),
    ("Chief Constable Vera Holm spoke on Monday. “We failed,” she said. “It hurts.”", ["We failed,", "It hurts."]),
    ("Vera Holm, head of Marsh End School, which has 90 pupils, said: “No.”", ["No."]),
    ("Head Vera Holm said:\n\n“One.\n\n“Two.”", ["One.", "Two."]),
    ("“It is done.”\n– Vera Holm, chair", ["It is done."]),
    ("CLIP: (Vera Holm, chair of Marsh End School) “We failed them.”", ["We failed them."]),
    ("“It is done.” – Vera Holm, chair", ["It is done."]),
    ("Head Vera Holm spoke of “kind chaos” on the ward.", ["kind chaos"]),
    ("Head Vera Holm spoke at the “Big Day” in Anytown.", []),
    ("For Vera Holm, founder of a charity, it is “too late”.", ["too late"]),
    ("Chief Fire Officer Vera Holm took over.\n\nVERA HOLM: We began again.\n\nVH: It worked.",
     ["We began again.", "It worked."]),
    ("Vera Holm, principal, takes questions.\n\nQ: Was it hard?\nA: Very.", ["Very."]),
    ("Principal Vera Holm smiled. “Good,” says the principal.", ["Good,"]),
    ("Head Vera Holm said that crews were tired, and inspectors called it “patchy”.", []),
    ("Head Vera Holm left. “We are sorry,” said a spokesman.", []),
    ("Head Vera Holm read the report. “It was cold,” it says.", []),
    ("Head Vera Holm is new. A spokeswoman rang. “He is fine,” she said.", []),
    ("The head, Vera Holm, is not pleased: “We did well.”", ["We did well."]),
    ("Head Vera Holm said the school was ready.", []),
    ("Head Vera Holm says crews will back it. “Give it a chance.”", ["Give it a chance."]),
    ("Head Vera Holm left on Monday. “Give it a chance.”", []),
    ("Cllr Vera Holm (Residents' Association, Marsh End) said it ran on “string and hope”.", ["string and hope"]),
    ("Chief Constable Vera Holm sat down. The Chief Constable replied that it was “not so”.", ["not so"]),
    ("Chief Constable Vera Holm sat down. A constable replied that it was “not so”.", []),
    ("Vera Holm, whose van was stolen, was told.\n\n“Nobody came,” said the 34-year-old nurse.", ["Nobody came,"]),
    ("Inspectors said Head Vera Holm was “kind”.", []),
    ("Head Vera Holm branded it “poor”, while a parent said that it was “fair”.", ["poor"]),
    ("“We were failed,” said the family of Vera Holm, principal.", []),
    ("Vera Holm, whose father has a carer, said it was late. “It hurts,” she added.", ["It hurts,"]),
    ("Vera Holm, principal, left. A carer said it was late. “It hurts,” she added.", []),
    ("CLIP: (Vera Holm, chief executive) “It hurts. It does.”", ["It hurts. It does."]),
    ("Vera Holm, principal, takes questions.\n\n[00:01] VERA: We began again.", ["We began again."]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), QUOTED, ids=[text for text, _ in QUOTED])
def test_whose_words(extractor: Extractor, text: str, words: list[str]) -> None:
    found = read(extractor, text)
    assert [p.name for p in found] == ["Vera Holm"]
    assert [quote.quote for quote in found[0].quotes] == words
    assert found[0].quoted == bool(words)


def test_a_possessive_says_nothing(extractor: Extractor) -> None:
    text = "Abel Quist, 41, wept.\n\nSergeant Una Rook told the court of it. Quist's name was in it. “Easy,” she said."
    assert [(p.name, p.quoted) for p in read(extractor, text)] == [("Abel Quist", False), ("Una Rook", True)]


def test_whose_relative_somebody_is_says_nothing(extractor: Extractor) -> None:
    text = "Mrs Quist's daughter, Una Rook, wept.\n\n“She was kind,” she said."
    found = [(p.name, p.role, p.organisation, p.quoted) for p in read(extractor, text)]
    assert found == [("Quist", None, None, False), ("Una Rook", "daughter", None, True)]


def test_she_is_no_father(extractor: Extractor) -> None:
    text = "Una Rook is a nurse. Her father, Abel, lives there and she visits. “I try,” she said."
    assert [(p.name, p.quoted) for p in read(extractor, text)] == [("Una Rook", True), ("Abel", False)]


ROUND_UP = """Homes rated this month

Rowan Lodge, Quay End

It was rated good by the CQC. Manager Vera Holm was glad.

2. Finch Court, Marsh End

It was rated inadequate. Manager Abel Quist was not.
"""


def test_a_round_up_tells_by_its_headings_whose_manager_somebody_is(extractor: Extractor) -> None:
    record = extractor(Article(source="made", text=ROUND_UP))
    assert [(p.name, p.organisation) for p in record.people] == [
        ("Vera Holm", "Rowan Lodge"),
        ("Abel Quist", "Finch Court"),
    ]


def test_a_director_is_of_what_is_inspected(extractor: Extractor) -> None:
    text = (
        "The Regulator of Social Housing has graded Marsh Vale Borough Council C3 for consumer standards.\n\n"
        "“Damp,” said Abel Quist, 71, of Cromer Court.\n\nThere is a new manager, Vera Holm."
    )
    record = extractor(Article(source="made", text=text))
    assert [b.name for b in record.bodies] == ["Marsh Vale Borough Council"]
    assert [(p.name, p.organisation) for p in record.people][1] == ("Vera Holm", "Marsh Vale Borough Council")


def test_a_body_of_the_record_is_at_home_whatever_its_name_is(extractor: Extractor) -> None:
    text = "Meithrin Heulwen, a nursery in Quay, was rated excellent by CIW for well-being. Owner Vera Holm was glad."
    record = extractor(Article(source="made", text=text))
    assert [(p.name, p.organisation) for p in record.people] == [("Vera Holm", record.bodies[0].name)]


def test_an_interview_asks_whom_its_opening_names(extractor: Extractor) -> None:
    text = "Vera Holm, principal, takes questions.\n\nQ: Is the chair, Abel Quist, content?\nA: Very."
    assert [(p.name, p.quoted) for p in read(extractor, text)] == [("Vera Holm", True), ("Abel Quist", False)]


def test_everything_has_evidence_in_the_text(extractor: Extractor) -> None:
    text = "“No,” said Cllr Ada Penn QPM, leader of Marsh Council. Cllr Penn sat."
    [person] = read(extractor, text)
    for span in (*person.evidence, *person.mentions, *person.quotes):
        assert text[span.start : span.end] == span.quote
    assert (person.honorific, person.rule) == ("Cllr", "role-after")


HOSTILE = ["Smith ", "Jane Smith, ", "“x,” said Jane Smith. ", "Chief Constable ", "Mr Smith said, ", "head of the "]


@pytest.mark.parametrize("run", HOSTILE)
def test_hostile_runs_cost_linear_time(extractor: Extractor, run: str) -> None:
    reading = extractor.read(Article(source="made", text=run * (20_000 // run.count(" "))))
    assert reading.sentences
    start = time.process_time()
    people(reading)
    assert time.process_time() - start < 3
