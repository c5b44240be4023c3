"""Bytes to characters: encodings, and what is no text."""

from __future__ import annotations

import pytest

from pipeline.ingest.decode import NotTextError, decode

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


def test_mended_text_says_so() -> None:
    assert decode("The cafÃ©â€™s till".encode()).repairs == ("mojibake",)
