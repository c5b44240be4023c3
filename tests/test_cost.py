"""What an article costs: in proportion to the number of its paragraphs, whatever they tell of whom; no more calls than
an ordinary one took; and no pattern of its own."""

from __future__ import annotations

import re
import sys
from types import FrameType

import pytest

from benchmarks.articles import batch
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


ORDINARY, MOST_CALLS = 470, 11_900
"""Words of an ordinary article, and the calls that one may take on average: a tenth more than when it was counted."""
NAMED = (
    "{name} Brook Primary School has been rated good by Ofsted.\n\nThe head of {name} Brook Primary School said that"
    " the Primary School was a happy place. At {name}, inspectors found that the quality of education was good."
)


def test_an_ordinary_article_takes_so_many_calls(extractor: Extractor) -> None:
    texts = list(batch(12, ORDINARY, first_seed=1))
    for text in texts:
        extractor(Article(source="ordinary.txt", text=text))  # what is made once a process, or of a new word
    assert sum(calls(extractor, text) for text in texts) < MOST_CALLS * len(texts)


def test_no_pattern_is_compiled_for_a_name(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    extractor(Article(source="first.txt", text=NAMED.format(name="Thornley")))
    compiled: list[str] = []
    compile_ = re._compile  # type: ignore[attr-defined]  # what re.compile, re.search and their like all come to

    def noted(pattern: str, flags: int) -> re.Pattern[str]:
        compiled.append(str(pattern))
        return compile_(pattern, flags)  # type: ignore[no-any-return]

    monkeypatch.setattr(re, "_compile", noted)
    record = extractor(Article(source="second.txt", text=NAMED.format(name="Marbrook")))
    assert [body.name for body in record.bodies] == ["Marbrook Brook Primary School"]
    assert not [pattern for pattern in compiled if "Marbrook" in pattern or "Primary" in pattern]
