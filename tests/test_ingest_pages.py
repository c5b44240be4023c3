"""Whole pages with their heads and tails: title, date, writers, paper, and which lines are the story."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import BODY_KINDS, Article
from pipeline.ingest.read import article_from_bytes

FOLDER = Path(__file__).parent / "pages"
FACTS = ("title", "published", "authors", "publisher")
STORY, FURNITURE = ":", "-"


def load(name: str) -> list[dict[str, Any]]:
    pages: list[dict[str, Any]] = tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))["page"]
    return pages


def parametrized(*names: str) -> list[Any]:
    return [
        pytest.param(
            page, id=page["name"], marks=[pytest.mark.xfail(reason=page["gap"], strict=True)] if "gap" in page else []
        )
        for name in names
        for page in load(name)
    ]


def read(text: str, source: str) -> Article:
    article = article_from_bytes(text.encode(), source)
    assert isinstance(article, Article)
    return article


def wrong_facts(page: dict[str, Any], article: Article) -> list[str]:
    """The facts that are none of the answers, with what was found."""
    wrong = []
    for fact in FACTS:
        found = getattr(article, fact)
        given = page.get(fact, "")
        if fact == "authors":
            answers = [[name for name in found if name in given]] if "" in given else [given or []]
            if sorted(found) not in [sorted(answer) for answer in answers]:
                wrong.append(f"{fact}: {list(found)}")
        elif (found or "").lower() not in map(str.lower, given if isinstance(given, list) else [given]):
            wrong.append(f"{fact}: {found}")
    return wrong


def _covered(article: Article, words: str) -> list[bool]:
    """Of every letter and digit of these words of the text: whether it is furniture, from which no value may come."""
    parts = [part for part in article.furniture if part.kind not in BODY_KINDS]
    found = re.search(r"\s+".join(map(re.escape, words.split())), article.text)
    assert found, words
    places = [place for place in range(*found.span()) if article.text[place].isalnum()]
    return [any(part.start <= place < part.end for part in parts) for place in places]


def wrong_lines(page: dict[str, Any], article: Article) -> list[str]:
    """The lines of the story that are lost, and the furniture that is taken for story."""
    lines = [line.partition(" ") for line in page["page"].strip().split("\n") if line]
    lost = [f"lost: {words}" for mark, _, words in lines if mark == STORY and any(_covered(article, words))]
    taken = [f"taken: {words}" for mark, _, words in lines if mark == FURNITURE and not all(_covered(article, words))]
    return lost + taken


def plain(page: dict[str, Any]) -> str:
    return "\n".join(line[2:] for line in page["page"].strip("\n").split("\n"))


@pytest.mark.parametrize("page", parametrized("papers.toml", "journals.toml", "gazettes.toml", "notices.toml"))
def test_a_page_of_text_gives_its_facts_and_its_story(page: dict[str, Any]) -> None:
    article = read(plain(page), "page.txt")
    assert wrong_facts(page, article) + wrong_lines(page, article) == []


@pytest.mark.parametrize("page", parametrized("webs.toml", "sites.toml"))
def test_a_page_of_the_web_gives_its_facts_and_its_story(page: dict[str, Any]) -> None:
    article = read(page["html"], "page.html")
    lost = [f"lost: {words}" for words in page["story"] if any(_covered(article, words))]
    found = [words for words in page["furniture"] if words in article.text]
    taken = [f"taken: {words}" for words in found if not all(_covered(article, words))]
    assert wrong_facts(page, article) + lost + taken == []
