"""The pack of docs/add-an-inspectorate.md, made from that page, reads an article: a new one needs no Python."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.emit.packs import described
from pipeline.extract.examples import check_examples
from pipeline.extract.extractor import Extractor
from pipeline.pack import load_packs
from pipeline.record import Record
from tests.conftest import ROOT

PAGE = ROOT / "docs/add-an-inspectorate.md"
_FILE = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.DOTALL)

ARTICLE = """\
Swimmers welcome verdict on lido

Brook Lane Lido was rated sparkling for lifeguarding but murky for changing rooms, the Bathing Inspectorate said.

For water quality it dropped from clear to cloudy. Inspectors met clear skies on the day of their visit.

Its neighbour, Castle Baths, is clear in all areas.
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("packs") / "bathing-inspectorate"
    folder.mkdir()
    for name, content in _FILE.findall(PAGE.read_text(encoding="utf-8")):
        (folder / name).write_text(content, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def record(folder: Path) -> Record:
    return Extractor.load([folder])(Article(source="lido.txt", text=ARTICLE, published="2024-05-14"))


def test_the_page_brings_whole_files(folder: Path) -> None:
    assert (folder / "pack.toml").is_file()
    assert [str(failure) for failure in check_examples(load_packs([folder]), "bathing-inspectorate")] == []


def test_the_pack_is_shown_with_all_its_words(folder: Path) -> None:
    shown = [line.strip() for line in described(load_packs([folder])["bathing-inspectorate"])]
    assert "baths: '{Name} Lido', '{Name} Baths'; kind other" in shown
    assert "lifeguarding: 'lifeguarding', 'lifeguard cover', near 'watch*|keep* + swimmers|bathers'" in shown


def test_the_article_is_read_by_the_new_pack(record: Record) -> None:
    assert record.inspectorate == "bathing-inspectorate"
    assert record.provenance.framework == "baths-2020"
    assert "Brook Lane Lido" in [body.name for body in record.bodies]


def test_its_grades_are_extracted(record: Record) -> None:
    grades = {(g.area, g.grade, g.status, g.rank) for g in record.grades if g.body == "Brook Lane Lido"}
    assert grades == {
        ("lifeguarding", "sparkling", "current", 1),
        ("changing-rooms", "murky", "current", 4),
        ("water-quality", "clear", "previous", 2),
        ("water-quality", "cloudy", "current", 3),
    }


def test_an_everyday_word_is_no_grade(record: Record) -> None:
    skies = ARTICLE.index("clear skies")
    assert all(span.start != skies for grade in record.grades for span in grade.evidence)
    assert any(span.start == skies for entry in record.residue for span in entry.evidence)
