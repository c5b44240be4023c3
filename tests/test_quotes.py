from __future__ import annotations

import time

import pytest

from pipeline.article import Article
from pipeline.extract.extractor import Extractor
from pipeline.extract.quotes import quotes

SPANS = [
    ("“We knew,” she said. “We all did.”", ["We knew,", "We all did."]),
    ('He called it "a start" and left.', ["a start"]),
    ("‘It was the nurses’ idea,’ he said.", ["It was the nurses’ idea,"]),
    ("It was rated ‘good’ in the inspectors’ report.", ["good"]),
    ("The 'poor' grade was the governors' fault.", ["poor"]),
    ("She said: ‘I don’t know. It’s hard.’", ["I don’t know. It’s hard."]),
    ("“She told me ‘no’ twice,” he said.", ["She told me ‘no’ twice,"]),
    ("He stayed at the O’Neills’ and didn’t mind the ’90s décor.", []),
    ("It is the officers' and the staffs' canteen.", []),
    ("Rock 'n' roll and 'tis the season.", []),
    ("“A mark that is never closed", ["A mark that is never closed"]),
]


@pytest.mark.parametrize(("text", "expected"), SPANS, ids=[text for text, _ in SPANS])
def test_spans(extractor: Extractor, text: str, expected: list[str]) -> None:
    found = quotes(extractor.read(Article(source="made", text=text)))
    assert [text[quote.start : quote.end] for quote in found] == expected


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ("‘", "’"), ('"', '"')])
def test_a_speech_of_several_paragraphs(extractor: Extractor, opening: str, closing: str) -> None:
    text = f"She said: {opening}One.\n\n{opening}Two.\n\n{opening}Three.{closing}\n\n{opening}Other.{closing}"
    found = quotes(extractor.read(Article(source="made", text=text)))
    assert [(text[q.start : q.end], q.continued) for q in found] == [
        ("One.", True),
        ("Two.", True),
        ("Three.", False),
        ("Other.", False),
    ]


@pytest.mark.parametrize("run", ["“", '"', "‘a ", "'a ", "“x,” she said. "])
def test_runs_of_marks_cost_linear_time(extractor: Extractor, run: str) -> None:
    reading = extractor.read(Article(source="made", text=run * 20_000))
    assert reading.lines
    start = time.process_time()
    quotes(reading)
    assert time.process_time() - start < 2
