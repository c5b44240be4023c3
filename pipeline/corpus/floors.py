"""Score floors: figures below which the rules may not fall. They are pinned in a file and only rise."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pipeline.corpus.cases import CorpusError
from pipeline.corpus.score import Score

_HEAD = """\
# Floors of the score, by set of cases: F1 of a list, accuracy of a fact, share of records without a difference.
# `make score` compares; `inspextract corpus floors --update` raises them. A set whose path is absent is left out.
"""


@dataclass(frozen=True)
class FloorSet:
    """The floors of one set of cases: where they are, which of them (``only``: patterns), and the figures by field."""

    name: str
    path: Path
    only: tuple[str, ...] = ()
    floors: Mapping[str, float] = field(default_factory=dict)

    def below(self, score: Score) -> list[str]:
        """The fields that are below their floor, in words."""
        figures = score.figures()
        missed = ((name, figures.get(name), floor) for name, floor in self.floors.items())
        return [
            f"{self.name}: {name} {'is not there' if figure is None else f'{figure:.4f}'}, floor {floor}"
            for name, figure, floor in missed
            if figure is None or figure < floor
        ]

    def raised(self, score: Score, *, allow_regression: bool = False) -> FloorSet:
        """The set with the figures of ``score`` as its floors, none of them lower unless regression is allowed."""
        figures = {name: math.floor(figure * 10_000) / 10_000 for name, figure in score.figures().items()}
        if not allow_regression:
            figures = {name: max(figure, self.floors.get(name, 0.0)) for name, figure in figures.items()}
        return replace(self, floors=figures)


def read_floors(file: Path) -> list[FloorSet]:
    """The sets in ``file``; paths are relative to it. Raises :class:`CorpusError`."""
    try:
        sets = tomllib.loads(file.read_text(encoding="utf-8"))
        return [_floor_set(name, entry) for name, entry in sets.items()]
    except FileNotFoundError:
        raise CorpusError(f"{file}: no such file") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError, TypeError, AttributeError, ValueError) as error:
        raise CorpusError(f"{file}: not a file of score floors: {error}") from None


def _floor_set(name: str, entry: Mapping[str, object]) -> FloorSet:
    figures = {key: float(str(value)) for key, value in entry.items() if key not in ("path", "only")}
    only = entry.get("only", [])
    if not isinstance(only, list):
        raise TypeError(f"{name}: only is no list")
    return FloorSet(name, Path(str(entry["path"])), tuple(map(str, only)), figures)


def render_floors(sets: list[FloorSet]) -> str:
    """The text of the file of floors."""
    return "\n".join([_HEAD, *map(_rendered, sets)])


def _rendered(floor_set: FloorSet) -> str:
    lines = [f"[{floor_set.name}]", f'path = "{floor_set.path.as_posix()}"']
    if floor_set.only:
        lines.append("only = [" + ", ".join(f'"{pattern}"' for pattern in floor_set.only) + "]")
    lines += [f'"{name}" = {floor}' for name, floor in floor_set.floors.items()]
    return "\n".join(lines) + "\n"
