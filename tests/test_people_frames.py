"""The frames that show a name to be a person's, each beside what only looks like one."""

from __future__ import annotations

import pytest

from pipeline.article import Article
from pipeline.extract.extractor import Extractor
from pipeline.extract.people import people

FRAMES: list[tuple[str, str, list[str], str, str]] = [
    ("role-before", "Acting headteacher Mabel Orchard waved.", ["Mabel Orchard"],
     "role-before", "The acting head of Mabel Orchard Academy waved."),
    ("role-after", "Mabel Orchard, its new chair, waved.", ["Mabel Orchard"],
     "role-after", "Mabel Orchard House, its neighbour, was shut."),
    ("role-after", "Cllr Mabel Orchard (Con), the cabinet member for roads, waved.", ["Mabel Orchard"],
     "role-after", "Cllr Mabel Orchard (Con) waved at the cabinet member for roads."),
    ("letters", "Mabel Orchard KC argued for the owners.", ["Mabel Orchard"],
     "letters", "Orchard Homes plc argued."),
    ("honorific", "Mrs Orchard waved.", ["Orchard"], "honorific", "They met in the Lord Orchard, a pub."),
    ("honorific", "Nobody told Dr Gareth Vale.", ["Gareth Vale"], "honorific", "Nobody at Sir Custodia Vale knew."),
    ("age", "Mabel Orchard, 78, had been there for hours.", ["Mabel Orchard"],
     "age", "Mabel Orchard Way, 78 yards long."),
    ("age", "Eight-year-old Mabel Orchard waved.", ["Mabel Orchard"], "age", "The eight-year-old Orchard School shut."),
    ("who-clause", "Mabel Orchard, who lives nearby, waved.", ["Mabel Orchard"],
     "who-clause", "Orchard Road Surgery, whose doctors waved, is open."),
    ("speaks", "Mabel Orchard added that it was late.", ["Mabel Orchard"],
     "speaks", "Orchard Council added that it was late."),
    ("spoken", "“Late,” insists Mabel Orchard.", ["Mabel Orchard"], "spoken", "“Late,” insists Mabel Orchard School."),
    ("kin-named", "Her husband, Ezra, rang 999.", ["Ezra"], "kin-named", "Her home, Ezra, has 12 beds."),
    ("owner", "The charity’s Mabel Orchard waved.", ["Mabel Orchard"],
     "owner", "The city’s Mabel Orchard is a park."),
    ("party", "Mabel Orchard (Lab, Anytown South) waved.", ["Mabel Orchard"],
     "party", "Orchard Way (Lab, Anytown South) was shut."),
    ("from-body", "Mabel Orchard of the Prison Officers’ Association was there.", ["Mabel Orchard"],
     "from-body", "Orchard House of the Housing Association was there."),
    ("list", "Ruth Abel and Omar Wade, the co-heads of Marsh Lane School, left.", ["Ruth Abel", "Omar Wade"],
     "list", "Marsh Lane and Omar Wade, the head of Quay School, left."),
    ("kin-clause", "Mabel, a mother of two, waved.", ["Mabel"],
     "kin-clause", "Custodia, a mother company, waved."),
    ("kin-clause", "Custodia, a carer at the home, waved.", ["Custodia"],
     "kin-clause", "Custodia, a care company at the gate, waved."),
    ("kin-clause", "Mabel, whose mother is ill, waved.", ["Mabel"],
     "kin-clause", "Custodia, whose contract ends, waved."),
    ("who-clause", "Gareth Heath, who used to inspect jails, waved.", ["Gareth Heath"],
     "who-clause", "Custodia Heath, who used to inspect jails, waved."),
    ("given-name", "Thanks went to Gareth Ashdown and the kitchen team.", ["Gareth Ashdown"],
     "given-name", "Thanks went to Custodia Ashdown and the kitchen team."),
    ("given-name", "Nobody told Gareth Ashdown.", ["Gareth Ashdown"], "given-name", "Nobody told Gareth Ashdown"),
    ("given-name", "The report quotes Gareth Ashdown, of the walkers’ group Green Ways, at length.", ["Gareth Ashdown"],
     "given-name", "They met in Gareth Ashdown, a hall."),
    ("role-before", "Her sister, Denise Ward, rang.", ["Denise Ward"],
     "role-before", "The sister on Denise Ward rang."),
    ("pronoun", "Mabel Orchard was up a ladder. She waved.", ["Mabel Orchard"],
     "pronoun", "Mabel Orchard was built in 1970. It leaks."),
    ("list", "Cllrs Ruth Abel and Omar Wade left.", ["Ruth Abel", "Omar Wade"],
     "list", "Cllr Ruth Abel and Marsh Lane left."),
    ("couple", "Ezra and Mabel Orchard opened it. “Busy,” says Mrs Orchard.",
     ["Ezra Orchard", "Mabel Orchard"],
     "couple", "Ezra and Mabel Lane are units."),
    ("couple", "For Ruth and Gareth Ashdown nothing changes. Mr Ashdown said so.", ["Ruth Ashdown", "Gareth Ashdown"],
     "couple", "For Elm and Gareth Ashdown nothing changes."),
    ("couple", "Brothers Ezra and Gareth Ashdown opened it.", ["Ezra Ashdown", "Gareth Ashdown"],
     "couple", "Brothers of Elm and Gareth Ashdown opened it."),
    ("role-before", "Head of Elm School since 2011, Mabel Orchard waved.", ["Mabel Orchard"],
     "role-before", "The head of Elm School since 2011 lives in Mabel Orchard Way."),
    ("list", "PCs Ruth Abel and Omar Wade, Sergeant Una Quill and others waved.",
     ["Ruth Abel", "Omar Wade", "Una Quill"], "list", "PC Ruth Abel, Sergeant Una Quill and others waved."),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), [(f[1], f[2]) for f in FRAMES], ids=[f[0] for f in FRAMES])
def test_a_frame_shows_a_person(extractor: Extractor, text: str, expected: list[str]) -> None:
    found = people(extractor.read(Article(source="made", text=text)))
    assert sorted(person.name for person in found) == sorted(expected)


@pytest.mark.parametrize("frame", FRAMES, ids=[f"{f[0]}: {f[4]}" for f in FRAMES])
def test_the_frame_names_itself_and_its_lookalike_makes_nobody_more(
    extractor: Extractor, frame: tuple[str, str, list[str], str, str]
) -> None:
    seen = people(extractor.read(Article(source="made", text=frame[1])))
    assert frame[3] in {person.rule for person in seen}
    lookalike = people(extractor.read(Article(source="made", text=frame[4])))
    assert frame[3] not in {person.rule for person in lookalike}


NOBODY = [
    "Staff hold two Gareth Ashdown bursaries.",
    "Operation Mabel and Storm Ezra began in May.",
    "The Mabel Orchard Award went to Kent Police.",
    "Police dog Ezra and a goldfish called Inspector Finn were there.",
    "Mabel Orchard ward has 20 beds. It stands in Ezra Finch Avenue.",
    "Grant Finch LLP audits it; Finch Orchard built it.",
    "A spokesman said no. The chief constable and two inspectors agreed.",
    "Inspectors looked at Child K, Mr D and Social Worker 2.",
    "By Mabel Orchard, Local Democracy Reporter",
    "Additional reporting by Ezra Finch.",
    "Photo: Mabel Orchard",
    "READ MORE: Head Mabel Orchard to retire",
    "COMMENTS (2)\nMabel Orchard: The head, Mrs Finch, is good",
    "Apply to the head's secretary, Mabel Orchard, by noon.",
    "Lawyers cited Finch v Chief Constable of Kent.",
    "Chief Executive, Head of Service and Lead Member attended.",
    "Police Chief Hits Back At Watchdog",
    "HMI Probation said so. HMI Prisons reveals it.",
    "Residents of Foxglove Lodge told the CQC that they felt safe.",
    "Priory Mead said no. Ashdown Manor, whose music was admired, is dear.",
    "Harbour Lights and Bright Start feature in the report.",
    "The Gareth Ashdown Academy was visited. Gareth Ashdown needs to improve, Ofsted said.",
    "Pupils of Gareth Ashdown school sang. Gareth Ashdown is a happy place.",
    "She won the George Medal and the Gareth Ashdown Award.",
    "He lives on Charles Street, near Albert Dock, behind Edward Court.",
    "Crews went aboard the Gareth Ashdown.",
    "Residents shop with Laura Ashley; Marie Curie sends nurses.",
    "It was like a scene from Oliver Twist.",
    "Moya Lindqvist’s Gareth Ashdown steals the second act.",
    "Gareth Ashdown: in praise of rain",
    "TANYA'S TOTS (childminder) is shut.",
    "Gareth Ashdown, reporter",
    "Nurses on Gareth Ward, thanked by all, left.",
    "Gareth Ashdown is a freelance journalist.",
    "A childminder in Quay Walk, who is not named, was glad. Ludbridge's neighbour, Corvedale PDU, was not.",
    "Our reporter Gareth Ashdown went to see.",
    "In R v Gareth Ashdown the court held otherwise.",
    "HMP Gareth Ashdown was built in 1990. Gareth Ashdown has 600 cells.",
    "Residents of Anna Court, Holly Lodge and Martin House were moved.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_nobody(extractor: Extractor, text: str) -> None:
    assert people(extractor.read(Article(source="made", text=text))) == []
