"""Frames of sentences, read with several inspectorates: what holds of one must hold of all, and of words nobody tried.

``frames.toml`` has the frames by what they say of a grade, and what they are filled with. A frame that is read wrongly
now stands in its ``gaps`` with the reason: a strict expected failure.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping

import pytest
from _pytest.mark import ParameterSet

from pipeline.article import Reject
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes
from tests.conftest import ROOT

BATTERY = tomllib.loads((ROOT / "tests/frames.toml").read_text(encoding="utf-8"))
WANTED = {
    "unreal": (),
    "real": (("N", "current"),),
    "kept": (("N", "current"), ("N", "previous")),
    "changed": (("N", "current"), ("O", "previous")),
}
"""The grades that a frame of each kind gives, with their status."""
_ARTICLE = re.compile(r"\ba (?=inadequate|outstanding)", re.IGNORECASE)


def frames() -> Iterator[ParameterSet]:
    for kind in WANTED:
        for frame in BATTERY[kind]:
            reason = BATTERY["gaps"].get(frame)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(kind, frame, marks=marks, id=f"{kind}: {frame}")


def filled(frame: str, filling: Mapping[str, str]) -> str:
    """The sentence of a frame, with a capital where it begins and "an" where that is said."""
    words = _ARTICLE.sub(lambda article: f"{article[0][0]}n ", frame.format_map(filling))
    return words[0].upper() + words[1:] + "\n"


@pytest.mark.parametrize(("kind", "frame"), list(frames()))
def test_a_frame_tells_the_same_of_every_inspectorate(kind: str, frame: str, extractor: Extractor) -> None:
    wrong = []
    for filling in BATTERY["filling"]:
        text = filled(frame, filling)
        article = article_from_bytes(text.encode(), "frame.txt")
        assert not isinstance(article, Reject)
        given = extractor(article).grades
        wanted = {(filling[grade].replace(" ", "-"), status) for grade, status in WANTED[kind]}
        if {(one.grade, one.status) for one in given} != wanted or len({one.area for one in given}) > 1:
            wrong.append(f"{text.strip()} {[(one.area, one.grade, one.status) for one in given]}")
    assert wrong == []


def test_the_gaps_are_frames() -> None:
    assert set(BATTERY["gaps"]) <= {frame for kind in WANTED for frame in BATTERY[kind]}
