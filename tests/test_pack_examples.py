"""One test for each example that a term of a rule pack brings with it, named by its sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract.examples import Example, check_examples, examples, fault, unbracketed
from pipeline.extract.extractor import Extractor
from pipeline.pack import load_packs

EXAMPLES = list(examples(load_packs()))

INVENTED = """
kind = "body"

[[term]]
id = "lido"
label = "Lido"
patterns = ["{Name} Lido"]
yes = ["[Brook Lido] was inspected.", "{yes}"]
no = ["{no}"]
"""


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_example(example: Example, extractor: Extractor) -> None:
    assert fault(example, extractor) == ""


def test_every_pack_brings_examples() -> None:
    assert {example.pack for example in EXAMPLES} == set(load_packs())


def pack_of(tmp_path: Path, yes: str, no: str) -> Path:
    folder = tmp_path / "lidos"
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "lidos"\nname = "Lido Watch"\nshort = "LW"\n')
    (folder / "bodies.toml").write_text(INVENTED.replace("{yes}", yes).replace("{no}", no))
    return folder


def test_a_true_example_has_no_fault(tmp_path: Path) -> None:
    packs = load_packs([pack_of(tmp_path, "Swimmers like [Park Lido].", "The lido is shut.")])
    assert check_examples(packs, "lidos") == []


def test_words_that_are_not_found_are_a_failure(tmp_path: Path) -> None:
    packs = load_packs([pack_of(tmp_path, "Swimmers like the [pool at Park].", "The lido is shut.")])
    assert [str(failure) for failure in check_examples(packs, "lidos")] == [
        "lidos body lido yes: Swimmers like the [pool at Park].: 'pool at Park' is not found"
    ]


def test_a_name_must_be_found_whole(tmp_path: Path) -> None:
    packs = load_packs([pack_of(tmp_path, "Swimmers like [Lido] Park Lido.", "The lido is shut.")])
    assert [failure.reason for failure in check_examples(packs, "lidos")] == ["'Lido' is not found"]


def test_words_that_must_not_be_found_are_a_failure(tmp_path: Path) -> None:
    packs = load_packs([pack_of(tmp_path, "Swimmers like [Park Lido].", "Mill Lido is shut.")])
    assert [failure.reason for failure in check_examples(packs, "lidos")] == ["found 'Mill Lido'"]


def test_two_brackets_are_two_spans() -> None:
    text, spans = unbracketed("[Good] for care, [weak] for staff.")
    assert [text[start:end] for start, end in spans] == ["Good", "weak"]
