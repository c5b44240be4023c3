"""What `inspextract ingest` writes can be read again: furniture stays furniture, and the records are the same."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.article import Article, Reject
from pipeline.cli.commands import app
from pipeline.extract.extractor import Extractor
from pipeline.ingest.packed import Document
from pipeline.ingest.read import article, article_from_bytes
from pipeline.run import outcome
from pipeline.run.limit import Limit
from pipeline.run.outcome import read_within
from tests.conftest import ROOT

PAGES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "corpus").glob("*/*/article.*"))
OF_THE_FILE = {"source", "sha256"}
STORY = "Harbour school praised\n\nInspectors who called in March said that it was safe, and well led by its head."


def as_item(found: Article) -> Document:
    return Document("articles.jsonl#1", found.model_dump_json().encode(), is_json=True)


def item(**fields: object) -> Article | Reject:
    return article(Document("quay.jsonl#1", json.dumps(fields).encode(), is_json=True))


@pytest.mark.parametrize("page", PAGES)
def test_an_article_read_again_is_the_same(page: str) -> None:
    if page.endswith(".html"):
        pytest.importorskip("trafilatura", reason="the html extra is not installed")
    first = article_from_bytes((ROOT / page).read_bytes(), page)
    assert isinstance(first, Article)
    again = article(as_item(first))
    assert isinstance(again, Article), again
    assert again.model_dump(exclude=OF_THE_FILE) == first.model_dump(exclude=OF_THE_FILE)


def test_furniture_that_only_a_page_tells_is_not_read_as_story(extractor: Extractor) -> None:
    pytest.importorskip("trafilatura", reason="the html extra is not installed")
    page = """<!doctype html><html><body><article><h1>Quay force praised</h1>
    <p>HMICFRS inspected Kent Police in March and graded it as good at preventing crime.</p>
    <figure><img src="a.jpg" alt=""><figcaption>Chief Constable Una Teal</figcaption></figure>
    <p>The force has read every finding of the report and will answer it by the end of the year.</p>
    </article><aside class="related-stories"><a href="b">Dyfed-Powys Police inadequate at preventing crime</a></aside>
    </body></html>"""
    first = article_from_bytes(page.encode(), "a.html")
    assert isinstance(first, Article)
    again = article(as_item(first))
    assert isinstance(again, Article)
    unread = article(Document("quay.jsonl#1", json.dumps({"text": first.text}).encode(), is_json=True))
    assert isinstance(unread, Article)
    assert unread.furniture != first.furniture
    assert extractor(again).model_dump(exclude={"article"}) == extractor(first).model_dump(exclude={"article"})


def test_furniture_that_does_not_fit_is_a_reject() -> None:
    for start, end, text in ((0, 900, STORY), (5, 5, STORY), (0, 8, STORY.replace(" ", "  "))):
        found = item(text=text, furniture=[{"kind": "title", "start": start, "end": end}])
        assert isinstance(found, Reject)
        assert (found.error, found.source) == ("bad-json", "quay.jsonl#1")


@pytest.mark.parametrize("furniture", ["two chairs", ["a chair"], [{"kind": "chair"}], 4])
def test_furniture_of_another_kind_is_no_matter(furniture: object) -> None:
    found = item(text=STORY, furniture=furniture)
    assert isinstance(found, Article)
    assert [part.kind for part in found.furniture] == ["title"]


def test_the_command_writes_what_a_run_takes(tmp_path: Path) -> None:
    (tmp_path / "quay.txt").write_text(STORY, encoding="utf-8")
    out = tmp_path / "articles.jsonl"
    done = CliRunner().invoke(app, ["ingest", str(tmp_path / "quay.txt"), "--out", str(out)])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(app, ["ingest", str(out), "--out", str(tmp_path / "again.jsonl")])
    assert done.exit_code == 0, done.output
    first, again = (json.loads(path.read_text()) for path in (out, tmp_path / "again.jsonl"))
    assert again["source"] == f"{out}#1"
    assert {key: first[key] for key in first.keys() - OF_THE_FILE} == {k: again[k] for k in again.keys() - OF_THE_FILE}


def test_an_article_that_takes_too_long_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(_unit: Document) -> Article:
        time.sleep(5)
        raise AssertionError("nobody stopped it")

    monkeypatch.setattr(outcome, "article", slow)
    with Limit(0.05) as limit:
        found = read_within(Document("quay.txt", STORY.encode()), limit)
    assert isinstance(found, Reject)
    assert (found.stage, found.error, found.detail) == ("ingest", "time-limit", "took longer than 0.05 s")
