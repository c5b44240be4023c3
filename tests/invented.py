"""An invented article and its record, written by hand, for the tests of what comes after extraction."""

from __future__ import annotations

import hashlib

from pipeline.article import Furniture
from pipeline.record import (
    Area,
    ArticleInfo,
    Body,
    Check,
    Evidence,
    Grade,
    Measure,
    Person,
    Provenance,
    Record,
    Residue,
    Statistic,
    Tally,
)

TEXT = """Harrowmere Police told to answer calls faster
By Ines Quill
Harrowmere Police requires improvement at responding to the public, having been good in 2021.
It was adequate in two areas and good in one. It hopes to be outstanding.
“We were too slow,” said Chief Constable Dana Prewitt. About 62 per cent of calls were answered in time.
The force stays in Engage.
Photo: Harrowmere News"""

FURNITURE = [
    Furniture(kind="title", start=0, end=45),
    Furniture(kind="byline", start=46, end=59),
    Furniture(kind="credit", start=TEXT.index("Photo"), end=len(TEXT)),
]


def at(words: str) -> list[Evidence]:
    """The first place of the words in the text as evidence."""
    start = TEXT.index(words)
    return [Evidence(start=start, end=start + len(words), quote=words)]


def grade(name: str, status: str, rank: int, words: str, as_of: str | None = None) -> Grade:
    return Grade.model_validate(
        {
            "body": "Harrowmere Police", "area": "responding", "grade": name, "status": status, "as_of": as_of,
            "inspectorate": "watch", "scale": "five", "rank": rank, "evidence": at(words), "rule": "grades/at",
        }
    )  # fmt: skip


def person() -> Person:
    return Person(
        name="Dana Prewitt", honorific=None, role="Chief Constable", organisation="Harrowmere Police", quoted=True,
        quotes=at("We were too slow,"), mentions=at("Dana Prewitt"), evidence=at("Chief Constable Dana Prewitt"),
        rule="people/role-before",
    )  # fmt: skip


def statistic() -> Statistic:
    return Statistic(
        value="62", unit="percent", low=None, high=None, qualifier="about", noun=None, about="calls answered in time",
        direction=None, comparison=None, period=None, body=None, evidence=at("62 per cent"), rule="statistics/percent",
    )  # fmt: skip


def record(text: str | None = TEXT, source: str = "harrowmere.txt") -> Record:
    """The record of the article; all its evidence is in :data:`TEXT`."""
    return Record(
        schema_version="1.0",
        id=hashlib.sha256(TEXT.encode()).hexdigest(),
        article=ArticleInfo(
            source=source,
            format="text",
            sha256="00",
            title="Harrowmere Police told to answer calls faster",
            published="2023-05-04",
            authors=["Ines Quill"],
            publisher="Harrowmere News",
            url=None,
            language="en",
            text=text,
        ),
        inspectorate="watch",
        bodies=[
            Body(id="hp", name="Harrowmere Police", kind="police-force", evidence=at("Harrowmere Police"), rule="b")
        ],
        areas=[
            Area(
                id="responding",
                label="Responding to the public",
                graded=True,
                rule="areas/name",
                evidence=at("responding to the public"),
            )
        ],
        grades=[
            grade("requires-improvement", "current", 4, "requires improvement"),
            grade("good", "previous", 2, "good in 2021", "2021"),
        ],
        tallies=[
            Tally(
                body="Harrowmere Police",
                status="current",
                over="areas",
                counts={"adequate": 2, "good": 1},
                total=None,
                evidence=at("adequate in two areas and good in one"),
                rule="tallies/ladder",
            )
        ],
        people=[person()],
        statistics=[statistic()],
        measures=[
            Measure(
                measure="engage", body="Harrowmere Police", state="current", evidence=at("Engage"), rule="measures/in"
            )
        ],
        checks=[Check(check="tally-matches-grades", ok=False, detail="two adequate in prose, none among the grades")],
        residue=[Residue(kind="grade", reason="hoped for", evidence=at("outstanding"), rule="grades/hypothetical")],
        furniture=FURNITURE,
        provenance=Provenance(inspextract="0", schema_version="1.0", packs={}, framework="watch-2023", repairs=[]),
    )
