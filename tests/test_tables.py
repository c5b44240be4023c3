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
}


@pytest.mark.parametrize(("text", "gives"), FORMS.values(), ids=FORMS.keys())
def test_a_table_gives_its_grades(text: str, gives: list[str], extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == gives


NO_TABLES = {
    "columns of unequal length": f"{HEAD}\n\nInvestigating crime\nManaging offenders\nWorkforce\n\nGood\nAdequate",
    "a grade word above prose": f"{HEAD}\n\nGood\nmorning from the control room",
    "a colon and an adjective": f"{HEAD}\n\nInvestigating crime: 12 officers\nManaging offenders: good people, mostly",
    "areas without grades": f"{HEAD}\n\nInvestigating crime\nManaging offenders",
}


@pytest.mark.parametrize("text", NO_TABLES.values(), ids=NO_TABLES.keys())
def test_what_only_looks_like_a_table_gives_none(text: str, extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == []


def test_columns_that_do_not_match_are_residue(extractor: Extractor) -> None:
    left = reasons(read(extractor, NO_TABLES["columns of unequal length"]))
    assert left == {"Good": "columns-do-not-match", "Adequate": "columns-do-not-match"}


GAPS = {
    "no separator": (f"{HEAD}\n\nInvestigating crimeGood\nManaging offendersAdequate", TWO),
    "questions": (
        "Maple House, rated by the CQC\n\nIs the service safe? Good\nIs the service caring? Outstanding",
        ["caring outstanding", "safe good"],
    ),
    "clauses as headings": (
        f"{HEAD}\n\nWhere it is good:\n- investigating crime\n\nWhere it is adequate:\n- managing offenders",
        TWO,
    ),
}


@pytest.mark.xfail(reason="tables that are not yet read", strict=True)
@pytest.mark.parametrize(("text", "gives"), GAPS.values(), ids=GAPS.keys())
def test_a_table_that_is_not_yet_read(text: str, gives: list[str], extractor: Extractor) -> None:
    assert grades(read(extractor, text)) == gives
