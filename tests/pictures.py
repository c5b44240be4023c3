"""The pictures of the documentation, made from a real run over the corpus: `make pictures` writes them."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segments

from pipeline.article import Article
from pipeline.cli import status
from pipeline.emit.terminal import Shown, View
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes
from tests.conftest import ROOT
from tests.readme import ARTICLE
from tests.report_pages import chromium, opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = ROOT / "docs/pictures"
SIZE = {"width": 1360, "height": 860}
LINES = 44  # of the terminal
TERMINAL = """<svg viewBox="0 0 {terminal_width} {terminal_height}" width="{terminal_width}" height="{terminal_height}"
 xmlns="http://www.w3.org/2000/svg">
<style>text {{ font: {char_height}px "DejaVu Sans Mono", monospace }} {styles}</style>
<defs>{lines}</defs>{backgrounds}<g>{matrix}</g></svg>"""
"""Rich's picture of a terminal without its frame, and without its fonts, which it would fetch."""


def page_pictures(browser: Browser, run: Path) -> None:
    """The grid and an article of the review page."""
    lines = (run / "records.jsonl").read_text(encoding="utf-8").splitlines()
    shown = next(r for r in map(json.loads, lines) if r["article"]["source"].endswith("live-blog/article.txt"))
    views = {
        "grid": "#/?inspectorate=hmicfrs-police",
        "article": f"#/article/{shown['id'][:12]}?at=grades.0",
    }
    for name, fragment in views.items():
        with opened(browser, run / "report.html", fragment, viewport=SIZE) as page:
            page.locator("main > section").nth(2).or_(page.locator(".columns")).first.scroll_into_view_if_needed()
            page.screenshot(path=PICTURES / f"{name}.png")


def terminal_picture(browser: Browser) -> None:
    """What `inspextract show` prints of the article of the README."""
    article = article_from_bytes(ARTICLE.read_bytes(), str(ARTICLE.relative_to(ROOT)))
    assert isinstance(article, Article)
    extractor = Extractor.load()
    worst = {scale.id: len(scale.grades) for pack in extractor.lexicon.packs.values() for scale in pack.scales}
    console = Console(file=io.StringIO(), record=True, width=104, force_terminal=True, color_system="truecolor")
    view = View(Shown(extractor(article), article.text, article.furniture, worst))
    for line in console.render_lines(view, new_lines=True)[:LINES]:
        console.print(Segments(line), end="")
    page = browser.new_page(viewport={"width": 1320, "height": 200})
    page.set_content(f"<body style='margin:24px;background:#292929'>{console.export_svg(code_format=TERMINAL)}</body>")
    page.screenshot(path=PICTURES / "terminal.png", full_page=True)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as driven:
        for call in (["run", str(ROOT / "corpus"), "--out", folder, "--quiet"], ["report", folder]):
            assert status(call) == 0
        page_pictures(driven, Path(folder))
        terminal_picture(driven)
