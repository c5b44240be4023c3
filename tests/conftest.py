from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from pipeline.extract.extractor import Extractor
from pipeline.pack import Pack, load_packs

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main()"]
"""The command line, in a process of its own."""


@pytest.fixture(autouse=True)
def no_width_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The width of what is printed does not depend on who runs the tests: pytest-xdist exports COLUMNS, shells may."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("LINES", raising=False)


@pytest.fixture(autouse=True)
def small_batches_are_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of a few articles is done in the process of the tests, which has an extractor, and not by a worker."""
    monkeypatch.setattr("pipeline.run.batch.FEWEST", 0)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor with the shipped packs, loaded once."""
    return Extractor.load()


@pytest.fixture(scope="session")
def packs() -> dict[str, Pack]:
    """The shipped packs by id, loaded once."""
    return load_packs()


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """An empty folder for the inputs of a run."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless browser for the tests of the review page; they are skipped where there is none."""
    from tests.report_pages import chromium  # noqa: PLC0415 (it needs this module)

    with chromium() as driven:
        yield driven


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the repository; the project works without it."""
    path = ROOT.parent / "shared"
    if not (path / "score.py").is_file():
        pytest.skip("../shared is not here")
    return path
