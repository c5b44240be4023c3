"""The head of whole articles against the gold of the shared development corpus, where it is at hand."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.ingest.read import article_from_bytes

SHARED = Path(__file__).parents[2] / "shared" / "corpus"
FLOOR = 0.97

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not beside this checkout")


def _key(value: object) -> str:
    plain = unicodedata.normalize("NFKD", str(value or "")).encode("ascii", "ignore").decode().lower()
    return re.sub(r"^the-", "", re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").replace("&", " and ")).strip("-"))


def _cases() -> Iterator[tuple[dict[str, object], Article]]:
    for gold in sorted(SHARED.glob("*/*.gold.json")):
        stem = gold.name.removesuffix(".gold.json")
        path = next(path for suffix in (".txt", ".html") if (path := gold.with_name(stem + suffix)).exists())
        if path.suffix == ".html":
            pytest.importorskip("lxml", reason="the html extra is not installed")
        article = article_from_bytes(path.read_bytes(), path.name)
        assert isinstance(article, Article)
        yield json.loads(gold.read_text(encoding="utf-8"))["article"], article


@pytest.mark.parametrize("field", ["title", "published", "publisher", "authors"])
def test_heads_are_read_as_a_careful_reader_reads_them(field: str) -> None:
    right = []
    for gold, article in _cases():
        if field not in gold:
            continue
        want, got = gold[field], getattr(article, field)
        if field == "authors":
            assert isinstance(want, list)
            right.append({_key(name) for name in want} == {_key(name) for name in got})
        else:
            answers = want if isinstance(want, list) else [want]
            right.append(any(_key(got) == _key(answer) for answer in answers))
    assert len(right) > 40
    assert sum(right) / len(right) >= FLOOR
