"""Short passages of every inspectorate, written without a look at the rules: what a careful reader takes from each.

An entry of ``passages/*.toml`` has the fields of a gold annotation in short form. A grade is ``area grade``, then
``previous`` if it is of an earlier inspection, the year if the passage gives one, and ``?`` if a careful reader may
or may not take it; ``BODY ::`` before it says whose it is where that is not the first of ``bodies``. A measure is
``measure state``, likewise. The keys of a tally are grades, but for ``status``, ``over``, ``total`` and ``optional``.
Alternatives are parted by ``|``; ``none`` is null. The areas are those of the grades and those ``named`` besides;
``skip`` lists fields that are not compared. ``people`` and ``statistics`` are entries of the annotation, compared where
they are given; a passage without ``inspectorate`` gives nothing else.

A passage with a ``gap`` is read wrongly now, for the reason that it gives: a strict expected failure.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from pipeline.article import Reject
from pipeline.corpus.compare import compare
from pipeline.corpus.gold import Gold
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes
from pipeline.record import Record
from tests.conftest import ROOT

Entry = Mapping[str, Any]
DIRECTIONS = ("increase", "decrease")
TALLY_KEYS = ("status", "over", "total", "optional")


@dataclass(frozen=True)
class Passage:
    """One passage and what is to be read from it; ``gap`` says why it is not yet."""

    name: str
    phenomenon: str
    text: str
    gold: Gold
    gap: str | None

    def record(self, extractor: Extractor) -> Record:
        """What the rules read."""
        article = article_from_bytes(self.text.encode(), f"{self.name}.txt")
        assert not isinstance(article, Reject)
        return extractor(article)


def owned(words: str, owner: object) -> tuple[object, list[str], bool]:
    """The body, the other words and whether they are optional, of ``BODY :: words ?``."""
    body, parted, rest = words.rpartition(" :: ")
    listed = rest.split()
    optional = listed[-1] == "?"
    return (body if parted else owner), listed[: -1 if optional else None], optional


def grade_gold(words: str, owner: object) -> Entry:
    """The annotation of a grade in its short form.

    >>> grade_gold("Kent Police :: workforce good previous 2019", None)["status"]
    ['previous']
    """
    body, (area, grade, *rest), optional = owned(words, owner)
    as_of = {"as_of": rest[-1]} if rest and rest[-1].isdigit() else {}
    status = [word for word in rest if not word.isdigit()] or ["current"]
    sides = {"area": area.split("|"), "grade": grade.split("|"), "status": status[0].split("|")}
    return {"body": body, "optional": optional, **sides, **as_of}


def measure_gold(words: str, owner: object) -> Entry:
    """The annotation of a measure in its short form."""
    body, (measure, state), optional = owned(words, owner)
    return {"measure": measure.split("|"), "state": state.split("|"), "body": body, "optional": optional}


def tally_gold(tally: Entry) -> Entry:
    """The annotation of a tally: its counts parted from the rest."""
    counts = {key: value for key, value in tally.items() if key not in TALLY_KEYS}
    return {"status": "current", **{key: tally[key] for key in TALLY_KEYS if key in tally}, "counts": counts}


def answers(words: str) -> list[str | None]:
    """What may stand in a field.

    >>> answers("chair|none")
    ['chair', None]
    """
    return [None if word == "none" else word for word in words.split("|")]


def person_gold(person: Entry) -> Entry:
    """The annotation of a person in its short form."""
    return {key: answers(value) if isinstance(value, str) else value for key, value in person.items()}


def statistic_line(words: str) -> Entry:
    """The annotation of a statistic in its shortest form, which leaves out only what must not be read.

    >>> statistic_line("12-15 percent increase about :: vacancies|posts")["about"]
    ['vacancies', 'posts']
    """
    told, _, about = words.partition(" :: ")
    amount, unit, *rest = told.split()
    low, _, high = amount.partition("-")
    value = {"value": None, "low": low, "high": high} if high else {"value": amount}
    direction = next((word for word in rest if word in DIRECTIONS), None)
    qualifier = next((word for word in rest if word not in (*DIRECTIONS, "any", "?")), None)
    sides = {"unit": [unit], "about": about.split("|"), "qualifier": qualifier, "optional": "?" in rest}
    return {**value, **sides, **({} if "any" in rest else {"direction": direction})}


def statistic_gold(statistic: Entry | str) -> Entry:
    """The annotation of a statistic in its short form; a range has no ``value``."""
    if isinstance(statistic, str):
        return statistic_line(statistic)
    lists = {key: statistic[key].split("|") for key in ("unit", "about") if key in statistic}
    return {"value": None, **statistic, **lists}


def claims_of(entry: Entry) -> Entry:
    """People and statistics of an annotation, where the passage gives them."""
    lists = {"people": person_gold, "statistics": statistic_gold}
    return {key: list(map(short, entry[key])) for key, short in lists.items() if key in entry}


def gold_of(entry: Entry) -> Gold:
    """The annotation of a passage."""
    return Gold.model_validate({**(findings_of(entry) if "inspectorate" in entry else {}), **claims_of(entry)})


def findings_of(entry: Entry) -> Entry:
    """Inspectorate, bodies, areas, grades, tallies and measures of an annotation."""
    owner = next(iter(entry.get("bodies", ())), None)
    grades = [grade_gold(words, owner) for words in entry.get("grades", ())]
    graded = {area for grade in grades if not grade["optional"] for area in grade["area"][0].split("/")} - {"overall"}
    inspectorate = entry["inspectorate"]
    findings = {
        "inspectorate": answers(inspectorate if isinstance(inspectorate, str) else "|".join(inspectorate)),
        "bodies": entry.get("bodies", []),
        "areas": sorted(graded | set(entry.get("named", ()))),
        "grades": grades,
        "tallies": [tally_gold(tally) for tally in entry.get("tallies", ())],
        "measures": [measure_gold(words, owner) for words in entry.get("measures", ())],
    }
    return {key: value for key, value in findings.items() if key not in entry.get("skip", ())}


def load() -> Iterator[Passage]:
    """Every passage, file by file."""
    for path in sorted((ROOT / "tests/passages").glob("*.toml")):
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["passage"]:
            yield Passage(entry["id"], entry["phenomenon"], entry["text"], gold_of(entry), entry.get("gap"))


PASSAGES = list(load())


def passages() -> Iterator[ParameterSet]:
    for passage in PASSAGES:
        marks = [pytest.mark.xfail(reason=passage.gap, strict=True)] if passage.gap else []
        yield pytest.param(passage, marks=marks, id=passage.name)


@pytest.mark.parametrize("passage", list(passages()))
def test_passage(passage: Passage, extractor: Extractor) -> None:
    outcomes = compare(passage.gold, passage.record(extractor))
    wrong = [f"- {outcome.field}: {words}" for outcome in outcomes for words in outcome.missed]
    wrong += [f"+ {outcome.field}: {words}" for outcome in outcomes for words in outcome.spurious]
    assert not wrong, passage.text + "\n" + "\n".join(wrong)


def test_the_passages_are_many_and_a_third_of_them_give_no_grade() -> None:
    assert len({passage.name for passage in PASSAGES}) == len(PASSAGES) >= 450
    graded = [passage.gold for passage in PASSAGES if passage.gold.grades is not None]
    assert sum(not gold.grades and not gold.tallies for gold in graded) >= len(graded) // 4
