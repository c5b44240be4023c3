"""The review page of 5,000 articles in headless Chromium: there within a second, and only what is seen is made."""

from __future__ import annotations

from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.corpus.cases import load, record_of
from pipeline.extract.extractor import Extractor
from pipeline.pack import load_packs
from pipeline.record import Record
from tests.conftest import ROOT
from tests.report_pages import go, opened, renamed, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARTICLES = 5_000
FIRST_VIEW = "performance.getEntriesByName('first-view')[0].startTime"


@pytest.fixture(scope="module")
def many(browser: Browser, tmp_path_factory: pytest.TempPathFactory, extractor: Extractor) -> tuple[Path, str]:
    """The page of 5,000 articles, 1,000 bodies to an area, and the key of the last article."""
    del browser  # where there is none, nothing need be written
    real = [record_of(case, extractor) for case in load(ROOT / "corpus")]
    records = [copy(shown, number) for number, shown in enumerate(islice(cycle(real), ARTICLES))]
    file = written(tmp_path_factory.mktemp("many"), records, load_packs())
    return file, records[-1].id[:12]


def copy(shown: Record, number: int) -> Record:
    """The record as one of another body, year and title."""
    grades = [g.model_copy(update={"body": f"{g.body} {number % 1000}"}) for g in shown.grades]
    title = f"{number}: {shown.article.title}"
    again = renamed(shown, number, title=title, published=f"{2010 + number % 15}-05-04")
    return again.model_copy(update={"grades": grades})


def test_the_first_view_is_there_within_a_second(browser: Browser, many: tuple[Path, str]) -> None:
    times = []
    for _ in range(3):
        with opened(browser, many[0]) as page:
            times.append(page.evaluate(FIRST_VIEW))
            assert page.locator(".found").inner_text() == "5,000 articles"
    assert min(times) < 1000


def test_only_rows_in_sight_are_made(browser: Browser, many: tuple[Path, str]) -> None:
    with opened(browser, many[0], "#/articles") as page:
        assert 0 < page.locator(".list tbody tr").count() < 60
        assert page.locator(".list table").get_attribute("aria-rowcount") == "5001"
        page.locator(".list").evaluate("box => { box.scrollTop = box.scrollHeight }")
        page.wait_for_selector("tr[aria-rowindex='5001']")
        assert 0 < page.locator(".list tbody tr").count() < 60
        go(page, "#/")
        assert page.locator("tbody tr").count() < 300


def test_the_last_article_opens(browser: Browser, many: tuple[Path, str]) -> None:
    file, key = many
    with opened(browser, file, f"#/article/{key}") as page:
        assert page.locator("h1").inner_text().startswith("4999: ")
        assert page.locator(".value").count() > 5


def test_a_filter_is_quick(browser: Browser, many: tuple[Path, str]) -> None:
    with opened(browser, many[0], "#/articles") as page:
        spent = page.evaluate("""async () => {
            const start = performance.now();
            location.hash = '#/articles?grade=inadequate&status=current&q=police';
            await new Promise(resolve => addEventListener('hashchange', () => requestAnimationFrame(resolve)));
            return performance.now() - start;
        }""")
        assert spent < 500
        assert "of 5,000 articles" in page.locator(".found").inner_text()
