"""A role whose organisation is not said has its home in the body that the article is about, if such bodies have it."""

from __future__ import annotations

import pytest

from pipeline.article import Reject
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes

GRADED = {
    "Elm Primary School": "good by Ofsted",
    "Kelder College": "good by Ofsted",
    "Little Acorns Nursery": "good by Ofsted",
    "Elm Lodge Care Home": "good by the Care Quality Commission",
    "Elm Homecare": "good by the Care Quality Commission",
    "Elm Road Surgery": "good by the Care Quality Commission",
    "Elm General Hospital": "good by the Care Quality Commission",
    "Elm NHS Foundation Trust": "good by the Care Quality Commission",
    "Elmdale Immigration Removal Centre": "poor for safety by HM Inspectorate of Prisons",
    "Elmshire Youth Justice Service": "inadequate by HM Inspectorate of Probation",
    "Elm Homes": "C3 by the Regulator of Social Housing",
    "Kent Police": "good at preventing crime by HMICFRS",
    "Kent Fire and Rescue Service": "good at prevention by HMICFRS",
}
AT_HOME = [
    ("Elm Primary School", "headteacher chair-of-governors co-headteacher proprietor spokeswoman"),
    ("Kelder College", "principal head vice_principal chair-of-governors"),
    ("Little Acorns Nursery", "headteacher manager owner deputy-head"),
    ("Elm Lodge Care Home", "manager registered-manager nominated-individual owner"),
    ("Elm Homecare", "registered-manager nominated-individual managing-director"),
    ("Elm Road Surgery", "practice-manager senior-partner GP"),
    ("Elm General Hospital", "chief-executive medical-director director-of-nursing registered-manager"),
    ("Elm NHS Foundation Trust", "chief-executive chief-nurse medical-director chair"),
    ("Elmdale Immigration Removal Centre", "director centre-manager"),
    ("Elmshire Youth Justice Service", "head-of-service"),
    ("Elm Homes", "chief-executive chair"),
    ("Kent Police", "chief-constable chief-superintendent"),
    ("Kent Fire and Rescue Service", "chief-fire-officer"),
]
ELSEWHERE = [
    ("Elm Primary School", "registered-manager chief-constable MP founder"),
    ("Elm Lodge Care Home", "medical-director headteacher councillor"),
    ("Kent Police", "chief-fire-officer police-and-crime-commissioner"),
]


def organisation(extractor: Extractor, body: str, role: str) -> str | None:
    text = f"{body} has been rated {GRADED[body]}.\n\n{role[0].upper()}{role[1:]} Ann Dole said: “We are pleased.”\n"
    article = article_from_bytes(text.encode(), "home.txt")
    assert not isinstance(article, Reject)
    (person,) = extractor(article).people
    assert (person.name, person.quoted) == ("Ann Dole", True)
    return person.organisation


def roles(table: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(body, role.replace("-", " ").replace("_", "-")) for body, listed in table for role in listed.split()]


@pytest.mark.parametrize(("body", "role"), [*roles(AT_HOME)])
def test_a_role_is_at_home_in_the_body_of_the_article(extractor: Extractor, body: str, role: str) -> None:
    assert organisation(extractor, body, role) == body


@pytest.mark.parametrize(("body", "role"), [*roles(ELSEWHERE)])
def test_a_role_that_such_bodies_do_not_have_is_of_none(extractor: Extractor, body: str, role: str) -> None:
    assert organisation(extractor, body, role) != body


def test_the_home_of_a_person_is_not_named_for_the_person(extractor: Extractor) -> None:
    article = article_from_bytes(
        b'The CQC rated it good. "Hooray," said manager Ann Dole of Elm House care home.', "of.txt"
    )
    assert not isinstance(article, Reject)
    assert [(person.name, person.organisation) for person in extractor(article).people] == [("Ann Dole", "Elm House")]


@pytest.mark.parametrize(
    ("line", "home"),
    [
        ("It is another story at Oak Primary School, which is inadequate.", "Oak Primary School"),
        ("It is another story at Oak Primary School. Elm Primary School sent cakes.", "Elm Primary School"),
        ("Nobody was surprised.", "Elm Primary School"),
    ],
)
def test_of_two_bodies_the_home_is_the_only_one_of_the_line_above(extractor: Extractor, line: str, home: str) -> None:
    text = (
        "Ofsted rated Elm Primary School good. Elm Primary School is glad. Elm Primary School is in Thrap."
        f" Oak Primary School is inadequate.\n\n{line}\n\nHeadteacher Ann Dole said: “We are sorry.”\n"
    )
    article = article_from_bytes(text.encode(), "homes.txt")
    assert not isinstance(article, Reject)
    (person,) = extractor(article).people
    assert person.organisation == home
