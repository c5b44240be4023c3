"""Markdown: its marks go, its lines stay."""

from __future__ import annotations

from pipeline.article import Article
from pipeline.ingest.read import article_from_bytes

DOCUMENT = """---
title: "Harbour school praised"
date: 2023-04-04
author: Una Teal, Rhys Oakes
---
# Harbour school praised

The school was rated **good** for [reading](https://quay.example/r), said *Ida Marsh*, its head, on Tuesday.

![The boats](boats.jpg)

| Area    | Grade |
|---------|:-----:|
| Reading | Good  |
| Boats   | Poor  |

## What next

* a new boat
* 2 \\* 3 ropes, snake_case and 5*6*7 kept

> “Good,” she said, and that was all she would say of it.
"""


def test_markdown_becomes_plain_lines() -> None:
    article = article_from_bytes(DOCUMENT.encode(), "quay.md")
    assert isinstance(article, Article)
    assert article.text.split("\n") == [
        "Harbour school praised",
        "",
        "The school was rated good for reading, said Ida Marsh, its head, on Tuesday.",
        "",
        "Area\tGrade",
        "Reading\tGood",
        "Boats\tPoor",
        "",
        "What next",
        "",
        "* a new boat",
        "* 2 * 3 ropes, snake_case and 5*6*7 kept",
        "",
        "“Good,” she said, and that was all she would say of it.",
    ]
    assert (article.title, article.published, article.authors) == (
        "Harbour school praised", "2023-04-04", ("Una Teal", "Rhys Oakes"),
    )  # fmt: skip
    assert article.format == "markdown"


def test_only_the_name_makes_it_markdown() -> None:
    article = article_from_bytes(b"A **good** school, said the head, Ida Marsh.", "quay.txt")
    assert isinstance(article, Article)
    assert "**good**" in article.text


def read(text: str) -> Article:
    article = article_from_bytes(text.encode(), "quay.md")
    assert isinstance(article, Article)
    return article


def test_front_matter_in_yaml_has_lists_and_quotation_marks() -> None:
    front = "---\ntitle: \"The head: 'We are glad'\"\npublish_date: 4 April 2023\n"
    front += "authors:\n  - Una Teal\n  - 'Rhys Oakes'\n---\n"
    article = read(front + "The school was rated good, said its head, who is glad of it.\n")
    assert (article.title, article.published, article.authors) == (
        "The head: 'We are glad'", "2023-04-04", ("Una Teal", "Rhys Oakes"),
    )  # fmt: skip


def test_front_matter_between_plus_signs_is_toml() -> None:
    front = '+++\ntitle = "Harbour school praised"\ndate = 2023-04-04T06:00:00Z\n'
    front += 'authors = ["Una Teal"]\ndraft = false\n+++\n'
    article = read(front + "The school was rated good, said its head, who is glad of it.\n")
    assert (article.title, article.published, article.authors) == (
        "Harbour school praised", "2023-04-04", ("Una Teal",),
    )  # fmt: skip
    assert read("+++\ntitle = [broken\n+++\nThe school was rated good, said its head.").title is None


def test_tables_need_no_bars_at_their_ends_and_other_marks_go() -> None:
    text = "Area | Grade\n--- | ---\nReading | **Good**\n\nIt is `good`, [said][1] she.<!-- or\nnot -->\n\n***\n\n[1]: https://quay.example\n"
    assert read(text).text == "Area\tGrade\nReading\tGood\n\nIt is good, said she."
