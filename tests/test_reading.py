"""What a reading is cut into: lines, sentences, and the mentions that stand in the story."""

from __future__ import annotations

import re

import pytest

from pipeline.article import Article, Furniture
from pipeline.extract.extractor import Extractor
from pipeline.extract.reading import Span, split_sentences
from pipeline.extract.wording import alternation

SENTENCES = [
    ("It was rated good. It had been poor.", ["It was rated good.", "It had been poor."]),
    ("Was it good? It was! Nobody knew.", ["Was it good?", "It was!", "Nobody knew."]),
    ("Insp. Vale and Cllr. Orme met Prof. A. B. Quill.", ["Insp. Vale and Cllr. Orme met Prof. A. B. Quill."]),
    ("Fares rose by approx. 4.5 per cent vs. 3 in May.", ["Fares rose by approx. 4.5 per cent vs. 3 in May."]),
    ("They made a list. She left at last. He ran off. Rex barked.",
     ["They made a list.", "She left at last.", "He ran off.", "Rex barked."]),
    ("A plain end.Another begins.", ["A plain end.", "Another begins."]),
    ("“We knew.” “All of us.”", ["“We knew.”", "“All of us.”"]),
    ("Wait... Then go. no capital here", ["Wait...", "Then go. no capital here"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in split_sentences(text, Span(0, len(text)))] == expected


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_another_mark_in_the_line_changes_no_sentence(text: str, expected: list[str]) -> None:
    line = f"Why? {text}"
    assert [line[start:end] for start, end in split_sentences(line, Span(0, len(line)))] == ["Why?", *expected]


def test_lines_are_stripped_and_blank_ones_left_out(extractor: Extractor) -> None:
    text = "  A headline \n\n \t\nOne line.\u00a0\nx\n"
    reading = extractor.read(Article(source="made", text=text))
    assert [text[start:end] for start, end in reading.lines] == ["A headline", "One line.", "x"]
    assert reading.line_starts == [line.start for line in reading.lines]


def test_furniture_has_no_lines_and_no_mentions(extractor: Extractor) -> None:
    pieces = ["Advertisement Ofsted\n", "Ofsted called it good.\n", "Read more: Ofsted\n", "Ofsted will return.\n"]
    text = "".join(pieces)
    start = len(pieces[0]) + len(pieces[1])
    furniture = [
        Furniture(kind="advert", start=0, end=len(pieces[0])),
        Furniture(kind="related", start=start, end=start + len(pieces[2])),
    ]
    reading = extractor.read(Article(source="made", text=text, furniture=furniture))
    assert [text[start:end] for start, end in reading.lines] == ["Ofsted called it good.", "Ofsted will return."]
    assert all(reading.is_story(mention.start) for mention in reading.mentions)
    assert len([m for m in reading.of_kind("inspectorate") if text[m.start : m.end] == "Ofsted"]) == 2


def test_an_alternation_finds_every_form_as_a_whole() -> None:
    forms = ["good", "good enough", "goods", "go", "Dr.", "Dr", "a-b", "a", "ä"]
    pattern = re.compile(rf"(?:{alternation(forms)})")
    assert [form for form in forms if not pattern.fullmatch(form)] == []
    assert [form for form in ("goo", "Drs", "b", "", "a-") if pattern.fullmatch(form)] == []
    assert pattern.match("good enough to eat")[0] == "good enough"  # type: ignore[index]
