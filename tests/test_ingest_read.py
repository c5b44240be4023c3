"""Inputs to articles: every input ends as articles or as rejects that say why."""

from __future__ import annotations

import hashlib
import importlib
import io
import json
import random
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article, Reject
from pipeline.ingest.files import STDIN, Item
from pipeline.ingest.packed import MAX_BYTES
from pipeline.ingest.read import article_from_bytes, articles

STORY = "Inspectors who called at the harbour school in March said that its pupils were safe and well taught."


def error_of(data: bytes) -> str:
    reject = article_from_bytes(data, "quay.txt")
    assert isinstance(reject, Reject)
    assert reject.stage == "ingest"
    return reject.error


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "empty"),
        (b" \n\t\r\n ", "empty"),
        ("\u200b\ufeff\u00a0".encode(), "empty"),
        (b"\x89PNG ...", "binary"),
        (b"abc\0def\0\0", "binary"),
        (b"x" * (MAX_BYTES + 1), "too-large"),
    ],
    ids=["nothing", "white", "invisible", "png", "nul", "large"],
)
def test_what_cannot_be_an_article_is_a_reject(data: bytes, error: str) -> None:
    assert error_of(data) == error


def test_an_article_knows_its_source_its_bytes_and_its_repairs() -> None:
    data = f"{STORY} It cost £9.".encode("cp1252")
    article = article_from_bytes(data, "in/quay.txt")
    assert isinstance(article, Article)
    assert (article.source, article.format, article.repairs) == ("in/quay.txt", "text", ("windows-1252",))
    assert article.sha256 == hashlib.sha256(data).hexdigest()


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text(max_size=200).map(str.encode)))
def test_any_bytes_give_an_article_or_a_reject_and_spans_stay_in_the_text(data: bytes) -> None:
    article = article_from_bytes(data, "any")
    if isinstance(article, Article):
        assert article.text.strip("\n") == article.text != ""
        assert "\r" not in article.text
        assert all(0 <= span.start < span.end <= len(article.text) for span in article.furniture)
        ends = [span.end for span in article.furniture]
        assert all(end <= span.start for end, span in zip(ends, article.furniture[1:], strict=False))


def test_two_hundred_random_and_damaged_files_are_all_accounted_for() -> None:
    chance = random.Random(7)
    page = f"<!doctype html><html><body><p>{STORY}</p></body></html>".encode()
    for number in range(200):
        data = bytearray(page if number % 2 else (STORY * 9).encode("utf-16" if number % 3 else "utf-8"))
        for _ in range(chance.randrange(40)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        del data[chance.randrange(len(data)) :]
        assert isinstance(article_from_bytes(bytes(data), f"{number}.txt"), Article | Reject)


ITEMS: list[object] = [
    {"id": "a1", "text": STORY, "title": " School\n praised", "published": "4 April 2023", "authors": ["Una Teal"]},
    {"text": STORY, "authors": "Una Teal", "publisher": "Quay Gazette", "url": "https://quay.example/2"},
    {"html": f"<html><body><h1>School praised</h1><p>{STORY}</p></body></html>", "id": 7},
    {"id": "none"},
    {"text": 5},
    ["a list"],
    {"text": "lone \ud800 surrogate", "title": "\udc00", "authors": ["\ud800"], "url": "\ud800"},
    {"text": "   "},
]


def test_json_lines_give_an_article_or_a_reject_for_every_line(tmp_path: Path) -> None:
    pytest.importorskip("lxml", reason="the html extra is not installed")
    file = tmp_path / "quay.jsonl"
    lines = [json.dumps(item) for item in ITEMS] + ["{broken", "", '"text"', "[" * 100_000]
    file.write_text("\n".join(lines), encoding="utf-8")
    found = list(articles(Item("in/quay.jsonl", str(file))))
    kinds = [(entry.source.removeprefix("in/quay.jsonl#"), getattr(entry, "error", "article")) for entry in found]
    assert kinds == [
        ("a1", "article"), ("2", "article"), ("7", "article"), ("none", "bad-json"), ("5", "bad-json"),
        ("6", "bad-json"),
        ("7", "article"), ("8", "empty"), ("9", "bad-json"), ("11", "bad-json"), ("12", "bad-json"),
    ]  # fmt: skip
    assert all(entry.model_dump_json().encode() for entry in found)
    first, second = found[0], found[1]
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert (first.title, first.published, first.authors) == ("School praised", "2023-04-04", ("Una Teal",))
    assert (second.authors, second.publisher, second.url) == (("Una Teal",), "Quay Gazette", "https://quay.example/2")


def test_standard_input_is_json_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    line = json.dumps({"text": STORY}).encode()
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BufferedReader(io.BytesIO(line + b"\n"))))
    assert [entry.source for entry in articles(Item(STDIN, STDIN))] == ["-#1"]


def test_a_line_without_end_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "quay.jsonl"
    file.write_bytes(b'{"text": "' + b"x" * (MAX_BYTES * 2) + b'"}\n' + json.dumps({"text": STORY}).encode())
    first, second = articles(Item("quay.jsonl", str(file)))
    assert isinstance(first, Reject)
    assert (first.source, first.error) == ("quay.jsonl#1", "too-large")
    assert (second.source, type(second)) == ("quay.jsonl#2", Article)


def test_a_file_that_went_away_is_a_reject(tmp_path: Path) -> None:
    (reject,) = articles(Item("gone.txt", str(tmp_path / "gone.txt")))
    assert isinstance(reject, Reject)
    assert reject.error == "unreadable"


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(name: str) -> object:
        raise ModuleNotFoundError(f"No module named {name}", name="lxml")

    monkeypatch.setattr(importlib, "import_module", absent)
    reject = article_from_bytes(b"<!doctype html><p>Good.</p>", "quay.html")
    assert isinstance(reject, Reject)
    assert reject.error == "missing-extra"
    assert "pip install 'inspextract[html]'" in reject.detail
