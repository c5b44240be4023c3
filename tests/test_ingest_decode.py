"""Bytes to characters: encodings, what is no text, and mojibake."""

from __future__ import annotations

import pytest

from pipeline.ingest.decode import NotTextError, decode, mend_mojibake

SENTENCE = "The head’s “frank” note cost £40 – and Siân paid."


@pytest.mark.parametrize(
    ("encoding", "repairs"),
    [
        ("utf-8", ()),
        ("utf-8-sig", ()),
        ("utf-16", ("utf-16",)),
        ("utf-16-le", ("utf-16",)),
        ("utf-16-be", ("utf-16",)),
        ("cp1252", ("windows-1252",)),
    ],
)
def test_every_usual_encoding_gives_the_same_text(encoding: str, repairs: tuple[str, ...]) -> None:
    assert decode(SENTENCE.encode(encoding)) == (SENTENCE, repairs)


def test_a_declaration_counts_only_where_the_bytes_are_not_utf8() -> None:
    assert decode(SENTENCE.encode(), "cp1252").text == SENTENCE
    assert decode("Zażółć".encode("cp1250"), "cp1250").text == "Zażółć"
    assert decode("£9".encode("cp1252"), "no-such-charset").text == "£9"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PAR1", "Parquet"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"abc\x00\x01\x02def\x00", "NUL"),
        (bytes(range(1, 32)) * 4, "control"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, what: str) -> None:
    with pytest.raises(NotTextError, match=what):
        decode(data)


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("the forceâ€™s â€œnewâ€\x9d plan", "the force’s “new” plan"),
        ("Â£3m â€“ and rising", "£3m – and rising"),
        ("SiÃ¢n and BrÃ­d", "Siân and Bríd"),
        ("tÅ·", "tŷ"),
        ("Already ’right’, at £5: Siân, Łucja, naïve", "Already ’right’, at £5: Siân, Łucja, naïve"),
        ("Pâté, tâl, ‘Gŵyl Fâr’”", "Pâté, tâl, ‘Gŵyl Fâr’”"),
    ],
)
def test_mojibake_is_mended_and_nothing_else(broken: str, mended: str) -> None:
    assert mend_mojibake(broken) == mended


def test_mended_text_says_so() -> None:
    assert decode("The cafÃ©â€™s till".encode()).repairs == ("mojibake",)
