"""Nothing silent: every grade word and number of the story is evidence of a value, or residue with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipeline.article import Article, Reject
from pipeline.corpus.cases import load
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes
from pipeline.pack import COMMON
from pipeline.record import Record, Value
from tests.conftest import ROOT
from tests.notation import read, reasons
from tests.test_passages import PASSAGES

GRADE_WORD = re.compile(
    r"\b(?:outstanding|inadequate|requir(?:es?|ed|ing) improvement|good|adequate|poor|excellent|unsatisfactory)\b"
    r"(?!-(?:natured|humoured|hearted|looking))",
    re.IGNORECASE,
)
"""What is "good-natured" is another word."""
NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|half"
    r"|quarter|hundred|thousand|million|doubled|trebled|halved)\b",
    re.IGNORECASE,
)


def told(record: Record) -> set[int]:
    """The characters that are evidence of a value, or residue."""
    values: list[Value] = [
        *record.bodies,
        *record.areas,
        *record.grades,
        *record.tallies,
        *record.statistics,
        *record.measures,
    ]
    spans = [span for value in values for span in value.evidence]
    spans += [span for one in record.residue for span in one.evidence]
    return {place for span in spans for place in range(span.start, span.end)}


def silent(article: Article, extractor: Extractor, words: re.Pattern[str]) -> Iterator[str]:
    """The words of the story that the record says nothing of, with their surroundings."""
    reading, covered = extractor.read(article), told(extractor(article))
    for match in words.finditer(article.text):
        if reading.is_story(match.start()) and covered.isdisjoint(range(*match.span())):
            yield article.text[max(0, match.start() - 40) : match.end() + 20]


def articles_of(paths: Iterable[Path]) -> list[Article]:
    read_ones = [article_from_bytes(path.read_bytes(), path.name) for path in sorted(paths)]
    return [article for article in read_ones if not isinstance(article, Reject)]


@pytest.fixture(scope="module")
def ours_articles() -> list[Article]:
    texts = [article_from_bytes(case.content, case.source) for case in load(ROOT / "corpus")]
    texts += [article_from_bytes(passage.text.encode(), f"{passage.name}.txt") for passage in PASSAGES]
    return [article for article in texts if not isinstance(article, Reject)]


@pytest.fixture(scope="module")
def shared_articles(shared: Path) -> list[Article]:
    folders = (shared / "corpus/seed", shared / "corpus/dev")
    return articles_of(path for folder in folders for path in folder.iterdir() if path.suffix in (".txt", ".html"))


@pytest.fixture(params=["ours", "shared"])
def articles(request: pytest.FixtureRequest) -> list[Article]:
    """The articles and passages of this project; then the shared ones, where they are at hand."""
    found: list[Article] = request.getfixturevalue(f"{request.param}_articles")
    return found


def test_no_number_is_silent(articles: list[Article], extractor: Extractor) -> None:
    assert [place for article in articles for place in silent(article, extractor, NUMBER)] == []


def test_no_grade_word_of_its_inspectorate_is_silent(articles: list[Article], extractor: Extractor) -> None:
    for article in articles:
        record, reading = extractor(article), extractor.read(article)
        packs = frozenset(record.provenance.packs) - {COMMON} or frozenset(extractor.lexicon.packs)
        covered = told(record)
        hits = reading.hits("grade", packs)
        assert [reading.text[h.start : h.end] for h in hits if covered.isdisjoint(range(h.start, h.end))] == []


def test_no_grade_word_at_all_is_silent(articles: list[Article], extractor: Extractor) -> None:
    assert [place for article in articles for place in silent(article, extractor, GRADE_WORD)] == []


REASONS = [
    ("The concert was good.", {"good": "no-inspectorate"}),
    ("HMICFRS found Kent Police good at investigating crime.", {}),
    ("HMICFRS has never found Kent Police inadequate at investigating crime.", {"inadequate": "negated"}),
    ("Kent Police hopes that HMICFRS will grade it outstanding.", {"outstanding": "hypothetical"}),
    ("Good means that Kent Police does what HMICFRS expects of it.", {"Good": "definition"}),
    ("HMICFRS found good people at Kent Police.", {"good": "plain-adjective"}),
    ("HMICFRS rated Kent Police good at chess.", {"good": "no-area"}),
    ("HMICFRS saw excellent work at Kent Police.", {"excellent": "other-scale"}),
]


@pytest.mark.parametrize(("text", "left"), REASONS)
def test_a_grade_word_that_is_no_value_has_its_reason(text: str, left: dict[str, str], extractor: Extractor) -> None:
    assert reasons(read(extractor, text)) == left


def test_a_number_that_is_no_statistic_has_its_reason(extractor: Extractor) -> None:
    left = reasons(read(extractor, "Ring 101 before 9 May 2024, said Ezra Quill, 43."), "number")
    assert set(left) == {"101", "9 May 2024", "43"}


def test_residue_names_its_rule_and_quotes_the_text(extractor: Extractor) -> None:
    record = read(extractor, "The concert was good.")
    (one,) = record.residue
    assert (one.rule, one.evidence[0].start, one.evidence[0].quote) == ("residue/no-inspectorate", 16, "good")
