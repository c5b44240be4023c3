"""Grades in lines: each form of a table or list, beside lines that only look like one."""

from __future__ import annotations

import pytest

from pipeline.extract.extractor import Extractor
from tests.notation import grades, read, reasons

TWO = ["investigating-crime good", "managing-offenders adequate"]
HEAD = "HMICFRS on Kent Police"

FORMS = {
    "a colon": (f"{HEAD}\n\nInvestigating crime: good\nManaging offenders: adequate", TWO),
    "a dash": (f"{HEAD}\n\nInvestigating crime – Good\nManaging offenders – Adequate", TWO),
    "a tab": (f"{HEAD}\n\nInvestigating crime\tGood\nManaging offenders\tAdequate", TWO),
    "numbers and brackets": (f"{HEAD}\n\n1. Investigating crime (good)\n2. Managing offenders (adequate)", TWO),
    "bullets and semicolons": (f"{HEAD}\n\n• Investigating crime: good;\n• Managing offenders: adequate;", TWO),
    "the whole body as a row": (
        "Maple House: the CQC ratings\nOverall: Good\nSafe: Requires improvement",
        ["overall good", "safe requires-improvement"],
    ),
    "headings": (f"{HEAD}\n\nGood\nInvestigating crime\nAdequate\nManaging offenders", TWO),
    "headings with a verb, and bullets": (
        f"{HEAD}\n\nRated good:\n- Investigating crime\n\nRated adequate:\n- Managing offenders",
        TWO,
    ),
    "lists behind a grade": (
        f"{HEAD}\n\nGood: investigating crime; preventing crime\nAdequate: managing offenders",
        ["investigating-crime good", "managing-offenders adequate", "preventing-crime good"],
    ),
    "a column of areas and one of grades": (
        f"{HEAD}\n\nInvestigating crime\nManaging offenders\n\nGood\nAdequate",
        TWO,
    ),
    "questions of services in columns": (
        "CQC ratings of Maple Hospital\n\nService\tSafe\tCaring\tOverall"
        "\nSurgery\tInadequate\tGood\tRequires improvement"
        "\nMaternity\tGood\tOutstanding\tGood",
        [
            "maternity good",
            "maternity/caring outstanding",
            "maternity/safe good",
            "surgery requires-improvement",
            "surgery/caring good",
            "surgery/safe inadequate",
        ],
    ),
    "services in columns": (
        "CQC ratings of Maple Hospital\n\n\tSurgery\tMaternity\nSafe\tInadequate\tGood\nCaring\tGood\tOutstanding",
        ["maternity/caring outstanding", "maternity/safe good", "surgery/caring good", "surgery/safe inadequate"],
    ),
    "names above their grades": (
        "Round-up of CQC ratings\n\nGorse House, Thrap\nGood (was inadequate)"
        "\nTansy Mill, Thrap\nOutstanding (no change)",
        [
            "Gorse House: overall good",
            "Gorse House: overall inadequate previous",
            "Tansy Mill: overall outstanding",
            "Tansy Mill: overall outstanding previous",
        ],
    ),
    "a row of pairs": (
        "Maple House, rated by the CQC\nSafe Good Effective Good Caring Outstanding Well-led Inadequate",
        ["caring outstanding", "effective good", "safe good", "well-led inadequate"],
    ),
    "years": (
        f"{HEAD}\n\nArea\t2021\t2024\nInvestigating crime\tGood\tAdequate",
        ["investigating-crime adequate 2024", "investigating-crime good previous 2021"],
    ),
    "pipes": (
        f"{HEAD}\n\nArea | 2021 | 2024\nInvestigating crime | Good | Adequate",
        ["investigating-crime adequate 2024", "investigating-crime good previous 2021"],
    ),
    "years in a heading": (
        f"{HEAD} (area, 2021, 2024)\nInvestigating crime, good, adequate",
        ["investigating-crime adequate 2024", "investigating-crime good previous 2021"],
    ),
    "bodies in columns": (
        "HMICFRS grades\n\n\tKent Police\tEssex Police\nInvestigating crime\tGood\tAdequate",
        ["Essex Police: investigating-crime adequate", "Kent Police: investigating-crime good"],
    ),
    "bodies in rows": (
        "HMICFRS grades\n\nForce\tInvestigating crime\tManaging offenders\nKent Police\tGood\tAdequate"
        "\nEssex Police\tAdequate\tGood",
        [
            "Essex Police: investigating-crime adequate",
            "Essex Police: managing-offenders good",
            "Kent Police: investigating-crime good",
            "Kent Police: managing-offenders adequate",
        ],
    ),
    "bodies behind an area": (
        "HMICFRS on forces\n\nInvestigating crime: Kent Police good, Essex Police adequate",
        ["Essex Police: investigating-crime adequate", "Kent Police: investigating-crime good"],
    ),
    "a table for each body": (
        "Kent Police (HMICFRS)\nInvestigating crime: good\n\nEssex Police (HMICFRS)\nInvestigating crime: inadequate",
        ["Essex Police: investigating-crime inadequate", "Kent Police: investigating-crime good"],
    ),
    "no separator": (
        f"{HEAD}\n\nInvestigating crimeGood\nManaging offendersAdequate\nPreventing crimeRequires improvement",
        [*TWO, "preventing-crime requires-improvement"],
    ),
    "bars": (
        f"{HEAD}\n\nArea | 2021 | 2024\nInvestigating crime | Good | Adequate",
        ["investigating-crime adequate 2024", "investigating-crime good previous 2021"],
    ),
    "a Markdown table of bodies": (
        "HMICFRS grades\n\n| | Kent Police | Essex Police |\n|---|:---:|---|"
        "\n| Investigating crime | **Good** | Adequate |",
        ["Essex Police: investigating-crime adequate", "Kent Police: investigating-crime good"],
    ),
    "a table of homes and questions": (
        "CQC ratings\n\nHome | Safe | Overall\nMaple House | Good | Good"
        "\nElm House | Inadequate | Requires improvement",
        [
            "Elm House: overall requires-improvement",
            "Elm House: safe inadequate",
            "Maple House: overall good",
            "Maple House: safe good",
        ],
    ),
    "a cell that is empty": (
        f"{HEAD}\n\nArea\t2021\t2024\nInvestigating crime\tGood\t–\nManaging offenders\tGood\tAdequate",
        [
            "investigating-crime good previous 2021",
            "managing-offenders adequate 2024",
            "managing-offenders good previous 2021",
        ],
    ),
    "rows of dots": (f"{HEAD}\n\nInvestigating crime ............ Good\nManaging offenders ...... Adequate", TWO),
    "questions": (
        "Maple House, rated by the CQC\n\nIs the service safe? Good\nIs the service caring? Outstanding",
        ["caring outstanding", "safe good"],
    ),
    "questions and answers in turn": (
        "Maple House, rated by the CQC\n\nIs the service safe?\nGood\nIs the service caring?\nOutstanding",
        ["caring outstanding", "safe good"],
    ),
    "areas and grades in turn": (f"{HEAD}\n\nInvestigating crime\nGood\nManaging offenders\nAdequate", TWO),
    "the rating of the whole body": (
        "Maple House\nCQC rating: Inadequate\nPrevious rating: Good",
        ["overall good previous", "overall inadequate"],
    ),
    "the rating as it stands": ("Elm Park School\nCurrent Ofsted rating: Good", ["overall good"]),
    "pairs in cells": (
        "Maple House, rated by the CQC\nOverall rating Good | Safe Good | Caring Outstanding",
        ["caring outstanding", "overall good", "safe good"],
    ),
    "a heading with a word of its own": (
        f"{HEAD}\n\nStrengths (good):\nInvestigating crime\nWeaknesses (adequate):\nManaging offenders",
        TWO,
    ),
    "headings of then and now": (
        f"{HEAD}\n\nLast time it was good at:\n- investigating crime\n\nNow it is adequate at:\n- investigating crime",
        ["investigating-crime adequate", "investigating-crime good previous"],
    ),
    "schools and years": (
        "Ofsted ratings\n\nSchool | 2019 | 2024\nElm Park School | Good | Inadequate",
        ["overall good previous 2019", "overall inadequate 2024"],
    ),
    "the grade before in a column": (
        f"{HEAD}\n\nArea\tGrade\tPrevious grade\nInvestigating crime\tGood\tAdequate",
        ["investigating-crime adequate previous", "investigating-crime good"],
    ),
    "schools, then and now": (
        "Ofsted ratings\n\nSchool | Last time | Now\nElm Park School | Good | Inadequate",
        ["overall good previous", "overall inadequate"],
    ),
    "pairs of several homes": (
        "The CQC\n\nMaple House: safe good, caring outstanding\nOak House: safe inadequate, caring good",
        [
            "Maple House: caring outstanding",
            "Maple House: safe good",
            "Oak House: caring good",
            "Oak House: safe inadequate",
        ],
    ),
    "years and commas": (
        f"{HEAD}\n\nTheme,2021,2024\nInvestigating crime,Good,Adequate",
        ["investigating-crime adequate 2024", "investigating-crime good previous 2021"],
    ),
    "a school and its grade before": (
        "Ofsted\n\nElm Park School: Good (was inadequate)",
        ["overall good", "overall inadequate previous"],
    ),
    "homes with their towns": (
        "The CQC on two homes\n\nMaple House, Ely: good\nOak House, Ely: inadequate",
        ["Maple House: overall good", "Oak House: overall inadequate"],
    ),
    "a count behind the grade": (f"{HEAD}\n\nGood (1): investigating crime\nAdequate (1): managing offenders", TWO),
    "pairs before other words": (
        "Maple House, rated by the CQC\nSafe Good Effective Good Caring Good Well-led Inadequate "
        "It is closed See all reports",
        ["caring good", "effective good", "safe good", "well-led inadequate"],
    ),
    "clauses as headings": (
        f"{HEAD}\n\nWhere it is good:\n- investigating crime\n\nWhere it is adequate:\n- managing offenders",
        TWO,
    ),
    "a clause with its body as a heading": (
        "HMICFRS grades\n\nKent Police is good at:\n• investigating crime"
        "\nEssex Police is adequate at:\n• managing offenders",
        ["Essex Police: managing-offenders adequate", "Kent Police: investigating-crime good"],
    ),
    "bodies behind a grade, their area above": (
        "Investigating crime: how HMICFRS graded the forces\n\nGood: Kent Police, Essex Police"
        "\nAdequate: Surrey Police",
        [
            "Essex Police: investigating-crime good",
            "Kent Police: investigating-crime good",
            "Surrey Police: investigating-crime adequate",
        ],
    ),
    "schools behind a grade, what for above": (
        "Ofsted grades for leadership and management\n\nGood: Elm Park School\nInadequate: Oak Park School",
        ["Elm Park School: leadership-management good", "Oak Park School: leadership-management inadequate"],
    ),
    "schools behind a grade, something else above": (
        "Leadership is praised by Ofsted in its reports\n\nGood: Elm Park School\nInadequate: Oak Park School",
        ["Elm Park School: overall good", "Oak Park School: overall inadequate"],
    ),
    "bodies below a grade": (
        "How the CQC rated homes\n\nGood\nMaple House\nElm House\n\nInadequate\nOak House",
        ["Elm House: overall good", "Maple House: overall good", "Oak House: overall inadequate"],
    ),
    "a body and its grade, their area above": (
        "Investigating crime: how HMICFRS graded the forces\n\nKent Police: good\nEssex Police: adequate",
        ["Essex Police: investigating-crime adequate", "Kent Police: investigating-crime good"],
    ),
    "an arrow": (
        f"{HEAD}\n\nInvestigating crime: adequate → good",
        ["investigating-crime adequate previous", "investigating-crime good"],
    ),
    "then and now": (
        f"{HEAD}\n\nInvestigating crime: was adequate, now good",
        ["investigating-crime adequate previous", "investigating-crime good"],
    ),
    "the grade before in brackets": (
        f"{HEAD}\n\nInvestigating crime – Good (was Adequate)\nManaging offenders: adequate (2021: good)",
        [
            "investigating-crime adequate previous",
            "investigating-crime good",
            "managing-offenders adequate",
            "managing-offenders good previous 2021",
        ],
    ),
    "years in a row": (
        f"{HEAD}\n\nInvestigating crime: good (2021), adequate (2024)",
        ["investigating-crime adequate 2024", "investigating-crime good previous 2021"],
    ),
}


@pytest.mark.parametrize(("text", "gives"), FORMS.values(), ids=FORMS.keys())
def test_a_table_gives_its_grades(text: str, gives: list[str], extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == gives


NO_TABLES = {
    "columns of unequal length": f"{HEAD}\n\nInvestigating crime\nManaging offenders\nWorkforce\n\nGood\nAdequate",
    "a grade word above prose": f"{HEAD}\n\nGood\nmorning from the control room",
    "a colon and an adjective": f"{HEAD}\n\nInvestigating crime: 12 officers\nManaging offenders: good people, mostly",
    "areas without grades": f"{HEAD}\n\nInvestigating crime\nManaging offenders",
    "a question and an adjective": f"{HEAD}\n\nIs leadership strong? Good question",
    "a heading of hope": f"{HEAD}\n\nWhere it could be good:\n- investigating crime",
    "bodies behind a grade that no body as a whole can get": f"{HEAD}\n\nGood: Kent Police, Essex Police",
    "bars in a page's navigation": f"{HEAD}\n\nGood morning | Investigating crime | Good food",
    "good news as a heading": f"{HEAD}\n\nGood news:\n- investigating crime",
    "what good looks like": f"{HEAD}\n\nWhat good looks like:\n- investigating crime\n- preventing crime",
    "how to be good": f"{HEAD}\n\nHow to be good at:\n- investigating crime",
    "another rating": "Maple House, rated by the CQC\nHygiene rating: Good",
    "two glued rows": f"{HEAD}\n\nSmart HomesGood\nSafe HomesGood",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_what_only_looks_like_a_table_gives_none(text: str, extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == []


def test_columns_that_do_not_match_are_residue(extractor: Extractor) -> None:
    left = reasons(read(extractor, NO_TABLES["columns of unequal length"]))
    assert left == {"Good": "columns-do-not-match", "Adequate": "columns-do-not-match"}
