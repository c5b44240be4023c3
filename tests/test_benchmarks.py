"""The measuring itself: its articles, its clock, its verdict."""

from __future__ import annotations

import json
import time
from types import ModuleType

import pytest

from benchmarks import bench
from benchmarks.articles import article, batch, hostile
from benchmarks.bench import Cost, Growth, limited, whole
from benchmarks.clock import StageClock, functions_of, replaced
from pipeline.article import Article
from pipeline.extract import extractor as extractor_module
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes


def test_an_article_is_a_function_of_its_seed() -> None:
    assert article(5, 300) == article(5, 300)
    assert article(5, 300) != article(6, 300)


@pytest.mark.parametrize("words", [100, 470, 1100])
def test_articles_have_the_length_asked_for(words: int) -> None:
    assert all(words <= len(text.split()) < words + 120 for text in batch(10, words))


def test_each_article_brings_words_that_are_new() -> None:
    first, second = ({*text.split()} for text in batch(2, 1100))
    assert len(second - first) > 60


def test_articles_hold_what_there_is_to_read(extractor: Extractor) -> None:
    found = article_from_bytes(article(1, 1100).encode(), "x")
    assert isinstance(found, Article)
    record = extractor(found)
    assert min(len(record.grades), len(record.people), len(record.statistics)) > 2


def test_hostile_texts_are_single_lines_of_their_length() -> None:
    for name, text in hostile(1000).items():
        assert "\n" not in text, name
        assert 950 < len(text) < 1100, name


@pytest.mark.parametrize(
    ("quarter", "full", "linear"),
    [(100.0, 400.0, True), (100.0, 1600.0, False), (0.1, 40.0, True), (None, None, False), (100.0, None, False)],
)
def test_growth_beyond_the_length_is_told(quarter: float | None, full: float | None, linear: bool) -> None:
    assert Growth("x", 1000, quarter, full).linear is linear


def test_a_text_that_takes_too_long_is_given_up() -> None:
    def spin() -> None:
        while True:
            time.monotonic()

    with pytest.raises(TimeoutError), limited(0.05):
        spin()


def test_time_in_an_inner_stage_counts_once() -> None:
    clock = StageClock()

    def busy(seconds: float) -> None:
        start = time.process_time()
        while time.process_time() - start < seconds:
            pass

    inner = clock.timed("inner", lambda: busy(0.03))

    def both() -> None:
        busy(0.01)
        inner()

    clock.timed("outer", both)()
    spent = clock.milliseconds(1)
    assert list(spent) == ["inner", "outer"]
    assert spent["inner"] >= 30
    assert 10 <= spent["outer"] < 25


def test_replaced_attributes_come_back_after_an_error() -> None:
    module = ModuleType("invented")
    vars(module)["name"] = 1
    seen = []

    def fail() -> None:
        with replaced(module, {"name": print}):
            seen.append(vars(module)["name"])
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert seen == [print]
    assert vars(module)["name"] == 1


def test_the_stages_are_the_functions_that_the_extractor_calls() -> None:
    found = functions_of(extractor_module, "pipeline.extract.")
    assert "people" in found
    assert "Extractor" not in found


def test_bench_measures_and_judges(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Extractor, "load", lambda: extractor)
    monkeypatch.setattr(bench, "LENGTHS", (100,))
    monkeypatch.setattr(bench, "HOSTILE", 400)
    monkeypatch.setattr(bench, "LINE", 4000)
    status = bench.main(["--articles", "8", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert [cost["kind"] for cost in told["costs"]] == ["of 470 words", "of 1,100 words", "of the corpus"]
    assert {"read and normalise", "tokenise and match", "serialise", "extract: people"} <= set(told["stages"])
    assert "one long line" in {text["text"] for text in told["growth"]}
    assert status == int(any(cost["ratio"] > 1 for cost in told["costs"]))


def test_the_articles_of_the_corpus_are_all_measured_but_those_that_warm() -> None:
    first, rest = bench.collected()
    assert len(first) + len(rest) == len(list(bench.CORPUS.glob("*/*/article.txt")))
    assert len(rest) > 2 * len(first) > 60
    assert not {*first} & {*rest}


def test_a_pipeline_dearer_than_the_tokenizer_fails(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Extractor, "load", lambda: extractor)
    monkeypatch.setattr(bench, "stages", lambda *_: {})
    monkeypatch.setattr(bench, "growth", lambda _: [])
    for ours, status in ((4.0, 1), (2.0, 0)):
        monkeypatch.setattr(bench, "compare", lambda _e, kind, _turns, ours=ours: Cost(kind, 8, ours, 3.0))
        assert bench.main([]) == status


def test_the_cost_of_a_whole_text_is_measured(extractor: Extractor) -> None:
    cost = whole(extractor, article(2, 100))
    assert cost is not None
    assert cost > 0
