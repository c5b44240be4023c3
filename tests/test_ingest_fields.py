"""Items of collections: columns in any spelling, writers and dates in the ways in which exports give them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.ingest.fields import read_fields
from pipeline.ingest.files import Item
from pipeline.ingest.read import articles

STORY = "Inspectors who called at the harbour school in March said that its pupils were safe and well taught."


def read(tmp_path: Path, item: dict[str, object]) -> Article:
    (tmp_path / "quay.jsonl").write_text(json.dumps(item), encoding="utf-8")
    (article,) = articles(Item("quay.jsonl", str(tmp_path / "quay.jsonl")))
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize(
    "column", ["text", "Article Text", "articleBody", "article_text", "BODY", "Full-Text", "maintext"]
)
def test_a_column_is_known_in_any_spelling(column: str, tmp_path: Path) -> None:
    assert read(tmp_path, {column: STORY}).text == STORY
    (tmp_path / "quay.csv").write_text(f'Article ID,{column}\n7,"{STORY}"\n', encoding="utf-8")
    (article,) = articles(Item("quay.csv", str(tmp_path / "quay.csv")))
    assert isinstance(article, Article)
    assert (article.source, article.text) == ("quay.csv#7", STORY)


@pytest.mark.parametrize(
    ("given", "authors"),
    [
        ("Una Teal", ("Una Teal",)),
        ("By Una Teal and Rhys Oakes", ("Una Teal", "Rhys Oakes")),
        ("Una Teal, Rhys Oakes", ("Una Teal", "Rhys Oakes")),
        ("Una Teal; Rhys Oakes", ("Una Teal", "Rhys Oakes")),
        (["Una Teal", {"@type": "Person", "name": "Rhys Oakes"}], ("Una Teal", "Rhys Oakes")),
        ({"name": "Una Teal"}, ("Una Teal",)),
        ("Quay and Marsh Desk", ("Quay and Marsh Desk",)),
        ("", ()),
        (None, ()),
        (7, ()),
    ],
)
def test_writers(given: object, authors: tuple[str, ...]) -> None:
    assert read_fields({"author": given}).authors == authors


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2023-04-04T06:00:00Z", "2023-04-04"),
        ("04/04/23", "2023-04-04"),
        ("Tue, 04 Apr 2023 10:00:00 GMT", "2023-04-04"),
        (1680602400, "2023-04-04"),
        (1680602400000, "2023-04-04"),
        (1680602400.5, "2023-04-04"),
        (20230404, "2023-04-04"),
        (2023, None),
        (True, None),
        (-1, None),
        (10**400, None),
        (float("inf"), None),
        (float("nan"), None),
    ],
)
def test_dates(given: object, published: str | None) -> None:
    assert read_fields({"Publication Date": given}).published == published


def test_markup_in_a_column_of_text_is_a_page(tmp_path: Path) -> None:
    pytest.importorskip("lxml", reason="the html extra is not installed")
    article = read(tmp_path, {"content": f"<p>{STORY}</p><p>It is <b>good</b>.</p>"})
    assert (article.format, article.text) == ("html", f"{STORY}\n\nIt is good.")
