"""Patterns with gaps, and the words that fill them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest

import pipeline.extract
from pipeline.extract.extractor import Extractor
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.units import SYMBOLS
from pipeline.extract.wording import Wording


def wordings() -> Iterator[tuple[str, Wording]]:
    """The wordings of all modules of the stage, also those in dictionaries, by where they stand."""
    for module in iter_modules(pipeline.extract.__path__, "pipeline.extract."):
        for name, value in vars(import_module(module.name)).items():
            for one in value.values() if isinstance(value, dict) else [value]:
                if isinstance(one, Wording):
                    yield f"{module.name}.{name}", one


WORDINGS = list(wordings())


@pytest.fixture(scope="module")
def lexicon(extractor: Extractor) -> Lexicon:
    return extractor.lexicon


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("both schools", True),
        ("both nurseries", True),
        ("both schoolboys", False),
        ("both rivers", False),
    ],
)
def test_a_gap_stands_for_the_words_of_its_cue(lexicon: Lexicon, text: str, fits: bool) -> None:
    assert bool(Wording(r"both <bodies>\b").of(lexicon).fullmatch(text)) is fits


def test_groups_and_looks_behind_are_no_gaps(lexicon: Lexicon) -> None:
    found = Wording(r"(?<=of )(?P<kind><body>)").of(lexicon).search("the end of school")
    assert found is not None
    assert found["kind"] == "school"


def test_a_gap_that_nothing_fills_is_an_error(lexicon: Lexicon) -> None:
    with pytest.raises(KeyError, match="swimming-bath"):
        Wording("<swimming-bath>").of(lexicon)


@pytest.mark.parametrize("wording", [wording for _, wording in WORDINGS], ids=[name for name, _ in WORDINGS])
def test_every_wording_of_the_stage_has_its_words(lexicon: Lexicon, wording: Wording) -> None:
    assert wording.gaps()
    assert wording.of(lexicon).pattern != wording.pattern


def test_every_word_list_fills_a_gap_and_brings_its_examples(lexicon: Lexicon) -> None:
    asked = {gap for _, wording in WORDINGS for gap in wording.gaps()}
    lists = [term for term in lexicon.common("cue") if term.id not in SYMBOLS]
    assert [term.id for term in lists if term.id not in asked] == []
    assert [term.id for term in lists if not (term.yes and term.no)] == []
