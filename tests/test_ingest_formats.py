"""One article in every format: what is read from it is the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.extract.extractor import Extractor
from pipeline.ingest.files import Item
from pipeline.ingest.read import article_from_bytes, articles
from tests.conftest import ROOT
from tests.written import WRITERS

CASES = (
    "hmicfrs-police/grade-list-at-end",
    "hmicfrs-police/round-up-tab-table",
    "hmicfrs-police/local-paper-quotes",
    "hmicfrs-police/engage-lifted",
    "hmicfrs-fire/trade-pillars",
    "hmicfrs-fire/staff-newsletter",
)
WHERE = {"evidence", "quotes", "mentions"}
"""What of a value are places in the text, which differ where a format has no place for blank lines."""


def values(extractor: Extractor, article: Article) -> dict[str, list[object]]:
    record = extractor(article)
    return {
        "grades": [grade.model_dump(exclude=WHERE) for grade in record.grades],
        "people": [person.model_dump(exclude=WHERE) for person in record.people],
        "statistics": [statistic.model_dump(exclude=WHERE) for statistic in record.statistics],
        "tallies": [tally.model_dump(exclude=WHERE) for tally in record.tallies],
    }


def read(name: str, data: bytes, folder: Path) -> Article:
    (folder / name).write_bytes(data)
    (article,) = articles(Item(name, str(folder / name)))
    assert isinstance(article, Article), article
    return article


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("name", WRITERS)
def test_an_article_says_the_same_in_every_format(case: str, name: str, extractor: Extractor, tmp_path: Path) -> None:
    plain = article_from_bytes((ROOT / "corpus" / case / "article.txt").read_bytes(), "article.txt")
    assert isinstance(plain, Article)
    expected = values(extractor, plain)
    assert expected["grades"]
    assert values(extractor, read(name, WRITERS[name](plain.text), tmp_path)) == expected


@pytest.mark.parametrize("name", WRITERS)
def test_content_tells_the_format_and_not_the_name(name: str, tmp_path: Path) -> None:
    text = "Harbour school praised\n\nInspectors who called in March said that it was safe, and well led by its head."
    article = read("quay", WRITERS[name](text), tmp_path)
    assert article.text.startswith(text)
    assert article.format == {"articles.zip": "html", "articles.warc.gz": "html"}.get(name, article.format)
