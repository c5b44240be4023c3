"""Where the terms of the packs stand in a text, with and without a Doc of all its words."""

from __future__ import annotations

import tracemalloc

import pytest
from spacy.attrs import LOWER
from spacy.vocab import Vocab

from benchmarks.articles import article
from pipeline.extract.lexicon import Lexicon, Tokenizer
from pipeline.pack import load_packs

VOCAB = Vocab(lex_attr_getters={LOWER: str.lower})


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return Lexicon(load_packs(()), VOCAB)


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Kent Police requires improvement", 1),
        ("KENT POLICE REQUIRES IMPROVEMENT.", 1),
        ("Kent Police’s leaders; (Kent Police) and Kent Police", 3),
        ("  Kent Police\n\nKent\tPolice  was rated good. ", 1),
        ("Kent  Police is not Kent Police, nor are \xa0Kent Police and Quillbury-Kent Police", 2),
        ("good", 0),
        (" ", 0),
        ("", 0),
    ],
)
def test_the_same_terms_are_found_with_a_doc_and_without(lexicon: Lexicon, text: str, times: int) -> None:
    found = lexicon.find(text)
    assert found == lexicon.mentions(Tokenizer(VOCAB)(text), text)
    assert [text[mention.start : mention.end].lower() for mention in found].count("kent police") == times


def test_the_vocabulary_does_not_grow_with_what_is_read(lexicon: Lexicon) -> None:
    before = len(VOCAB), len(VOCAB.strings)
    assert lexicon.find(article(3, 200))
    assert (len(VOCAB), len(VOCAB.strings)) == before


def test_a_word_that_was_never_seen_costs_little_more_than_itself() -> None:
    """A batch brings a new one with every article: a worker that keeps 50,000 of them must hardly grow."""
    lexicon = Lexicon(load_packs(), VOCAB)
    unseen = [f"Quill{number:05}bury" for number in range(10_000)]
    tracemalloc.start()
    try:
        lexicon.find(" ".join(unseen))
        cost = tracemalloc.get_traced_memory()[0] / len(unseen)
    finally:
        tracemalloc.stop()
    assert cost < 150, f"{cost:.0f} bytes a word"
