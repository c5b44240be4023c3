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
