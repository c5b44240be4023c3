"""A sentence as symbols: cues, counts, years, marks, and what is left out."""

from __future__ import annotations

import re
import tracemalloc

import pytest

from pipeline.extract.extractor import Extractor
from pipeline.extract.reading import Span
from pipeline.extract.units import Cues, Unit, cues_of, signature, stream

MARKED = re.compile(r"\[(\w)=([^\]]+)\]")


def units(extractor: Extractor, marked: str) -> list[Unit]:
    """The units of a sentence in which ``[G=good]`` stands for a mark with the symbol G on "good"."""
    text, place = "", 0
    marks: list[Unit] = []
    for match in MARKED.finditer(marked):
        text += marked[place : match.start()]
        marks.append(Unit(match[1], len(text), len(text) + len(match[2]), 0, len(marks)))
        text += match[2]
        place = match.end()
    text += marked[place:]
    return stream(text, Span(0, len(text)), cues_of(extractor.lexicon), marks)


SIGNATURES = [
    ("The [B=Kent force] was graded [G=good] at [A=preventing crime].", "BCVGPA."),
    ("It slipped from [G=good] to [G=adequate].", "eDFGTG."),
    ("[A=Safe] and [A=caring] are not [G=good]", "A&ACXG"),
    ("In 2019 it was [G=good] in three areas; [G=adequate] in 4", "PYeCGPNq;GPN"),
    ("its overall, rather good", ",o"),
    ("Then all five were [G=good]", "RoNCG"),
    ("Then she found it [G=good]", "oVeG"),
    ("It was [G=good] before, and is [G=poor] still", "eCGR,&CGK"),
    ("It was [G=good] before she came", "eCGooo"),
    ("what [I=Ofsted] calls [G=good]; it had 40 calls", "oIvG;eRNj"),
    ("[I=HMICFRS] grades [B=Kent] [G=good]; its grades are [G=poor]", "IVBG;nCG"),
    ("Inspectors marked [A=respect] there [G=poor] and it is [G=good] there for [A=care]", "oVAG&eCGoPA"),
]


@pytest.mark.parametrize(("marked", "wanted"), SIGNATURES)
def test_a_sentence_is_a_string_of_symbols(marked: str, wanted: str, extractor: Extractor) -> None:
    assert signature(units(extractor, marked)) == wanted


def test_a_mark_is_read_before_the_cues_inside_it(extractor: Extractor) -> None:
    read = units(extractor, "[A=Preventing and deterring crime at large] is [G=good]")
    assert [unit.symbol for unit in read] == ["A", "C", "G"]
    assert [unit.key for unit in read] == [0, -1, 1]


def test_the_longest_cue_is_read(extractor: Extractor) -> None:
    read = units(extractor, "Of [G=good] or better as of [G=poor] or worse")
    assert [unit.symbol for unit in read if unit.end - unit.start >= len("or worse")] == [">", "<"]


@pytest.mark.parametrize(
    ("word", "value"), [("seven", 7), ("11", 11), ("Twelve", 12), ("fourth", 1), ("single", 1), ("214", 214)]
)
def test_a_count_has_its_value(word: str, value: int, extractor: Extractor) -> None:
    assert [unit.value for unit in units(extractor, f"{word} [G=good] ones") if unit.symbol == "N"] == [value]


@pytest.mark.parametrize(("words", "value"), [("2019", 2019), ("2023-25", 2023), ("2018/19", 2018)])
def test_a_year_has_its_value_and_is_no_count(words: str, value: int, extractor: Extractor) -> None:
    read = units(extractor, f"[G=good] in {words}")
    assert [(unit.symbol, unit.value) for unit in read if unit.value] == [("Y", value)]


@pytest.mark.parametrize("words", ["1850", "3012", "999", "101"])
def test_other_numbers_are_words(words: str, extractor: Extractor) -> None:
    assert signature(units(extractor, f"[G=good] in {words}")) == "GPo"


def test_apostrophes_are_one(extractor: Extractor) -> None:
    assert signature(units(extractor, "it’s not [G=good]")) == signature(units(extractor, "it's not [G=good]"))


def test_an_aside_between_dashes_is_left_out(extractor: Extractor) -> None:
    assert signature(units(extractor, "[A=Safety] – whisper it – is [G=good]")) == "ACG"


def test_an_aside_that_grades_is_not(extractor: Extractor) -> None:
    assert signature(units(extractor, "[A=Safety] – [G=poor] before – is [G=good]")).count("G") == 2


def test_the_month_of_may_is_no_modal_verb(extractor: Extractor) -> None:
    assert "H" not in signature(units(extractor, "In May it was [G=good]"))
    assert "H" in signature(units(extractor, "It may be [G=good]"))


def test_units_say_where_their_words_are(extractor: Extractor) -> None:
    text = "It was graded good."
    read = stream(text, Span(7, 18), cues_of(extractor.lexicon), [Unit("G", 14, 18, 0, 0)])
    assert [text[unit.start : unit.end] for unit in read] == ["graded", "good"]


def test_words_that_never_come_again_do_not_fill_the_memory() -> None:
    """A batch brings new ones with every article: what a worker keeps of them is bounded, and soon full."""
    cues = Cues({})
    text = " ".join(f"Quill{number:05}bury" for number in range(30_000))
    tracemalloc.start()
    try:
        assert len(cues.words(text, Span(0, len(text)))) == 30_000
        kept = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert kept < 5_000_000
