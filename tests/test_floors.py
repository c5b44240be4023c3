from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.corpus.cases import CorpusError
from pipeline.corpus.floors import FloorSet, read_floors, render_floors
from pipeline.corpus.gold import Gold
from pipeline.corpus.score import Score, score
from tests.values import person, record

PINNED = FloorSet("own", Path("corpus"), ("hmicfrs-*",), {"people": 0.5, "people.role": 0.25})


def two_of_three() -> Score:
    """A score in which two of three people are found, and nobody else."""
    gold = Gold.model_validate({"people": [{"name": name} for name in ("Ada Penn", "Bo Rask", "Cy Dunn")]})
    return score([("made", gold, record(people=[person("Ada Penn"), person("Bo Rask")]))])


def test_a_figure_below_its_floor_is_told() -> None:
    assert FloorSet("own", Path(), (), {"people": 0.81}).below(two_of_three()) == ["own: people 0.8000, floor 0.81"]
    assert FloorSet("own", Path(), (), {"people": 0.8}).below(two_of_three()) == []


def test_a_figure_that_has_gone_is_told() -> None:
    assert PINNED.below(two_of_three()) == ["own: people.role is not there, floor 0.25"]


def test_floors_rise_and_do_not_fall() -> None:
    floors = FloorSet("own", Path(), (), {"people": 0.5, "evidence": 1.0}).raised(two_of_three()).floors
    assert floors["people"] == 0.8
    assert FloorSet("own", Path(), (), {"people": 0.9}).raised(two_of_three()).floors["people"] == 0.9


def test_floors_fall_only_if_regression_is_allowed() -> None:
    pinned = FloorSet("own", Path(), (), {"people": 0.9})
    assert pinned.raised(two_of_three(), allow_regression=True).floors["people"] == 0.8


def test_a_raised_floor_is_never_above_its_figure() -> None:
    raised = PINNED.raised(two_of_three(), allow_regression=True)
    assert raised.below(two_of_three()) == []


def test_the_file_is_read_as_it_was_written(tmp_path: Path) -> None:
    file = tmp_path / "scores.toml"
    file.write_text(render_floors([PINNED, FloorSet("dev", Path("../dev"))]), encoding="utf-8")
    assert read_floors(file) == [PINNED, FloorSet("dev", Path("../dev"))]


@pytest.mark.parametrize("content", ["[own]\n", "[own", '[own]\npath = "x"\npeople = "many"\n', "own = 1\n"])
def test_a_broken_file_is_told_in_one_line(content: str, tmp_path: Path) -> None:
    file = tmp_path / "scores.toml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"scores\.toml: not a file of score floors"):
        read_floors(file)
