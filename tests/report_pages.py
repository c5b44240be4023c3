"""The review page in a browser, for tests: headless Chromium, and a page that must stay silent and fetch nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.emit.jsonl import record_line
from pipeline.emit.report import write_report
from pipeline.pack import Pack
from pipeline.record import Evidence, Record
from tests.conftest import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = ROOT / ".venv/node_modules/axe-core/axe.min.js"
"""Where `make browser` puts axe-core."""
SILENT = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""Options with which Chromium itself talks to nobody."""
FIELDS = ("bodies", "areas", "grades", "tallies", "people", "statistics", "measures", "checks", "residue")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless browser; skips where there is none."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed: `make browser` does it")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(SILENT))
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, file: Path, fragment: str = "#/", **context: Any) -> Iterator[Page]:
    """The page in a window of its own. At the end, nothing was on its console and no request had left it."""
    window = browser.new_context(**{"viewport": {"width": 1400, "height": 900}, **context})
    page, said, asked = window.new_page(), [], []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(f"dialog: {dialog.message}"))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri() + fragment)
    page.wait_for_selector("html[data-shown]")
    yield page
    window.close()
    assert said == []
    assert {url.partition("#")[0] for url in asked} == {file.as_uri()}


def go(page: Page, fragment: str) -> None:
    """Go to another view of the open page, and wait until it is there."""
    page.evaluate("fragment => { location.hash = fragment }", fragment)
    page.wait_for_function("fragment => document.documentElement.dataset.shown === fragment", arg=fragment)


def written(folder: Path, records: Iterable[Record], packs: dict[str, Pack]) -> Path:
    """The page of a run of these records."""
    folder.mkdir(exist_ok=True)
    (folder / "records.jsonl").write_bytes(b"".join(map(record_line, records)))
    write_report(folder, folder / "report.html", packs)
    return folder / "report.html"


def renamed(record: Record, number: int, **article: object) -> Record:
    """The record under an id of its own, with other data of its article."""
    identity = hashlib.sha256(f"{record.id} {number}".encode()).hexdigest()
    return record.model_copy(update={"id": identity, "article": record.article.model_copy(update=article)})


def keys(records: Iterable[Record]) -> list[str]:
    """What names the records in links, where no two have one id."""
    return [record.id[:12] for record in records]


def covered(text: str, spans: Iterable[Evidence]) -> str:
    """The characters of the text that spans cover, in order."""
    inside = {offset for span in spans for offset in range(span.start, span.end)}
    return "".join(text[offset] for offset in sorted(inside))
