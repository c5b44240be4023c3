from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.extractor import Extractor

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The extractor with the shipped packs, loaded once."""
    return Extractor.load()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The reference material beside the repository; the project works without it."""
    path = ROOT.parent / "shared"
    if not (path / "score.py").is_file():
        pytest.skip("../shared is not here")
    return path
