"""What was read of a text, in short: for tests that set a sentence beside what it says."""

from __future__ import annotations

from pipeline.article import Reject
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes
from pipeline.record import Grade, Record


def read(extractor: Extractor, text: str) -> Record:
    """The record of a text, as the command would make it from a file."""
    article = article_from_bytes(text.encode(), "made.txt")
    assert not isinstance(article, Reject)
    return extractor(article)


def in_short(grade: Grade) -> str:
    """``area grade``, then ``previous`` and the year where there is one."""
    return " ".join(
        [grade.area, grade.grade, *["previous"] * (grade.status == "previous"), *filter(None, [grade.as_of])]
    )


def grades(record: Record) -> list[str]:
    """The grades in short, sorted; before each its body, where there are several."""
    several = len({grade.body for grade in record.grades}) > 1
    return sorted(f"{grade.body}: {in_short(grade)}" if several else in_short(grade) for grade in record.grades)


def reasons(record: Record, kind: str = "grade") -> dict[str, str]:
    """The words of the residue of one kind, with the reason why they are no value."""
    return {one.evidence[0].quote: one.reason for one in record.residue if one.kind == kind}
