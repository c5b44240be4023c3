from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from pipeline.cli import status
from pipeline.corpus.cases import read_gold
from tests.conftest import ROOT

ARTICLE = """\
Kent Police praised by inspectors

By Odile Marchant
3 May 2024

Kent Police was rated good for investigating crime, HMICFRS said.
"""
WRONG = '{"bodies": ["Essex Police"], "grades": [], "measures": []}'


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A corpus with one case, annotated wrongly, in the working directory."""
    folder = tmp_path / "corpus/hmicfrs-police/kent"
    folder.mkdir(parents=True)
    (folder / "article.txt").write_text(ARTICLE, encoding="utf-8")
    (folder / "expected.json").write_text(WRONG, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "corpus"


def test_check_passes_on_our_corpus(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["corpus", "check", str(ROOT / "corpus")]) == 0
    assert capsys.readouterr().out == ""


def test_check_names_case_and_reason(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["corpus", "check"]) == 4
    assert "hmicfrs-police/kent: no key 'people'" in capsys.readouterr().out


def test_add_then_check_asks_for_a_person(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("new.txt").write_text(ARTICLE, encoding="utf-8")
    assert status(["corpus", "add", "hmicfrs-police/new", "new.txt"]) == 0
    assert "a draft" in capsys.readouterr().err
    assert not read_gold(corpus / "hmicfrs-police/new/expected.json").reviewed
    assert status(["corpus", "check"]) == 4


def test_accept_without_a_terminal_shows_and_writes_nothing(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["corpus", "accept"]) == 4
    assert '- ["Essex Police"]' in capsys.readouterr().out
    assert (corpus / "hmicfrs-police/kent/expected.json").read_text(encoding="utf-8") == WRONG


def test_accept_writes_what_is_accepted(corpus: Path) -> None:
    assert status(["corpus", "accept", "--yes"]) == 0
    assert read_gold(corpus / "hmicfrs-police/kent/expected.json").bodies == (("Kent Police",),)
    assert status(["corpus", "accept"]) == 0


class Terminal(io.StringIO):
    """Somebody who types the answers."""

    def isatty(self) -> bool:
        return True


def test_accept_at_a_terminal_asks_for_each_key(corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("n\ny\n"))
    assert status(["corpus", "accept", "hmicfrs-police/*"]) == 0
    gold = read_gold(corpus / "hmicfrs-police/kent/expected.json")
    assert gold.bodies == (("Essex Police",),)
    assert [grade.grade for grade in gold.grades or ()] == [("good",)]


def test_score_prints_json(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["corpus", "score", "--json"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["articles"] == 1
    assert figures["perfect_records"] == 0
    assert figures["fields"]["bodies"]["missed"] == 1


def test_score_below_a_minimum_fails_and_says_which(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["corpus", "score", "--min", "bodies=0.5", "--min", "measures=1", "--errors"]) == 4
    told = capsys.readouterr()
    assert "below the bar: bodies 0.0000 < 0.5" in told.err
    assert "measures" not in told.err
    assert 'hmicfrs-police/kent: bodies: + ["Kent Police"]' in told.out


@pytest.mark.parametrize("minimum", ["colour=1", "bodies", "bodies=high"])
def test_a_minimum_that_is_none_is_a_wrong_call(minimum: str, corpus: Path) -> None:
    assert status(["corpus", "score", "--min", minimum]) == 2


@pytest.mark.parametrize("command", ["check", "score", "accept --corpus", "floors"])
def test_what_is_missing_is_said_in_one_line(command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["corpus", *command.split(), str(tmp_path / "nowhere")]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_floors_are_compared_and_raised(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pinned = Path("scores.toml")
    pinned.write_text('[own]\npath = "corpus"\nmeasures = 0.5\n\n[away]\npath = "../away"\n', encoding="utf-8")
    assert status(["corpus", "floors", "--update"]) == 0
    assert 'measures" = 1.0' in pinned.read_text(encoding="utf-8")
    assert "[away]" in pinned.read_text(encoding="utf-8")
    pinned.write_text('[own]\npath = "corpus"\nbodies = 0.5\n', encoding="utf-8")
    assert status(["corpus", "floors"]) == 4
    assert "bodies 0.0000, floor 0.5" in capsys.readouterr().err


def test_floors_are_lowered_only_on_demand(corpus: Path) -> None:
    pinned = Path("scores.toml")
    pinned.write_text('[own]\npath = "corpus"\nbodies = 0.5\n', encoding="utf-8")
    assert status(["corpus", "floors", "--update"]) == 4
    assert '"bodies" = 0.5' in pinned.read_text(encoding="utf-8")
    assert status(["corpus", "floors", "--update", "--allow-regression"]) == 0
    assert '"bodies" = 0.0' in pinned.read_text(encoding="utf-8")
