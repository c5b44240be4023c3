"""An article of many like paragraphs costs in proportion to their number, whatever they tell of whom."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from pipeline.article import Article
from pipeline.extract.extractor import Extractor

FEW, MOST = 300, 4.5
"""Paragraphs, and how many times as many calls four times as many of them may take: 4 is their number alone."""
SCHOOL = "Ofsted has rated Tidwell Primary School outstanding after an inspection in May."
HOSPITAL = "The CQC rated Elm Hospital good and Oak Surgery inadequate."
PARAGRAPHS = [
    (SCHOOL, "Ofsted has rated Tidwell Primary School outstanding after an inspection in May."),
    (SCHOOL, "Larch Lodge care home has been rated inadequate by the Care Quality Commission."),
    (SCHOOL, "Tidwell Primary School is in special measures. The CQC put Larch Lodge care home into special measures."),
    (HOSPITAL, "Oak Surgery was good and the nursery was inadequate."),
    (HOSPITAL, "The Royal Infirmary was good and Elm Hospital was inadequate."),
]


def calls(extractor: Extractor, text: str) -> int:
    """How many functions are called to read a text: unlike time, the same on every machine."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event.endswith("call")

    sys.setprofile(profile)
    try:
        extractor(Article(source="many.txt", text=text))
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(("opening", "paragraph"), PARAGRAPHS, ids=[paragraph[:40] for _, paragraph in PARAGRAPHS])
def test_like_paragraphs_cost_linear_time(extractor: Extractor, opening: str, paragraph: str) -> None:
    few, many = ("\n\n".join([opening, *[paragraph] * number]) for number in (FEW, 4 * FEW))
    extractor(Article(source="few.txt", text=few))  # what is made once a process is made now
    assert calls(extractor, many) < MOST * calls(extractor, few)
