"""Numbers as the text writes them: digits, words, fractions, places; and the digits that are names."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from pipeline.extract.extractor import Extractor
from pipeline.extract.numbers import Numerals, decimal, number_words, numerals, plain

Read = Callable[[str], Numerals]


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> Read:
    words = number_words(extractor.lexicon)
    return lambda text: numerals(text, words)


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("It took 1,204 calls.", "1,204", "1204"),
        ("It cost £2.35m.", "£2.35m", "2350000"),
        ("It cost £4 billion.", "£4 billion", "4000000000"),
        ("They lost forty-two beds.", "forty-two", "42"),
        ("A hundred and six pupils left.", "A hundred and six", "106"),
        ("Half a dozen chairs broke.", "Half a dozen", "6"),
        ("A quarter of a million letters went out.", "A quarter of a million", "250000"),
        ("He waited two and a half hours.", "two and a half", "2.5"),
        ("It is 7½ miles.", "7½", "7.5"),
        ("Three-quarters had gone.", "Three-quarters", "0.75"),
        ("One tenth had gone.", "One tenth", "0.1"),
        ("A bill of £3,118.60. Nobody paid.", "£3,118.60", "3118.60"),
    ],
)
def test_value(read: Read, text: str, quote: str, value: str) -> None:
    number = read(text).numbers[0]
    assert text[number.start : number.end] == quote
    assert number.value == Decimal(value)


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ("It came 14th.", "O"),
        ("Fires doubled.", "M"),
        ("It has twice the staff.", "C"),
        ("It is the slowest in the county.", "S"),
        ("It was last of 9.", "EN"),
        ("A ninety-second wait.", "N"),
    ],
)
def test_symbol(read: Read, text: str, symbols: str) -> None:
    assert "".join(number.symbol for number in read(text).numbers) == symbols


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("They met on 3 May 2022 in Leeds.", "3 May 2022", "date"),
        ("They met on May 3rd in Leeds.", "3rd", "date"),
        ("Dated 04/11/2021.", "04/11/2021", "date"),
        ("It began in 2019.", "2019", "year"),
        ("The 2021/22 round.", "2021/22", "year"),
        ("It opens at 9.15am daily.", "9.15am", "clock"),
        ("At 23:05 it shut.", "23:05", "clock"),
        ("Ring 01632 960555, please.", "01632 960555", "phone"),
        ("Turn off the M60.", "60", "code"),
        ("12 Quay Street is shut.", "12 Quay Street", "address"),
        ("2. Tell the families.", "2.", "list-number"),
        ("Ring 999 or wait.", "999", "service"),
    ],
)
def test_digits_that_are_a_name(read: Read, text: str, quote: str, reason: str) -> None:
    named = read(text).named[0]
    assert (text[named.start : named.end], named.reason) == (quote, reason)


@pytest.mark.parametrize(
    "text",
    ["It housed 2030 people.", "There were 999 complaints.", "It fell to 3.05 per cent.", "In May, 31 staff left."],
)
def test_digits_that_are_a_quantity(read: Read, text: str) -> None:
    assert len(read(text).numbers) == 1
    assert read(text).named == []


@pytest.mark.parametrize("text", ["Two-thirds of 1,200 calls", "İ said “five” – ½", "In 2019, 12 left", ""])
def test_the_masked_text_keeps_every_offset(read: Read, text: str) -> None:
    found = read(text)
    assert len(found.masked) == len(found.low) == len(text) == len(plain(text))
    for number in found.numbers:
        assert set(found.masked[number.start : number.end]) == {number.symbol}


@pytest.mark.parametrize("digits", ["12" + ",345" * 20, "12" + ",345" * 20 + ".5", "7" * 50])
def test_more_digits_than_anything_is_counted_in_are_a_reference(read: Read, digits: str) -> None:
    found = read(f"It lost {digits} units.")
    assert found.numbers == []
    assert [name.reason for name in found.named] == ["reference"]


def test_the_largest_number_is_exact_to_four_places() -> None:
    assert decimal(Decimal("123456789012345.67890123").scaleb(12)) == "123456789012345678901230000"
    assert decimal(Decimal("123456789012345678.123456789")) == "123456789012345678.1235"


def test_a_run_of_digits_is_read_once(read: Read) -> None:
    found = read("9" * 100_000)
    assert found.numbers == []
    assert [name.reason for name in found.named] == ["reference"]
