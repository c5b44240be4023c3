"""Annotated texts as spaCy Docs in DocBin files, for ``spacy train``, its ``Corpus`` reader and annotation tools."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.util import filter_spans
from spacy.vocab import Vocab

from pipeline.extract.component import RECORD_KEY, SPANS_KEY
from pipeline.extract.lexicon import Tokenizer

DOCS = 1000
"""Docs in one file: a DocBin is whole in memory, so that a large run becomes several. spaCy reads a folder of them."""
FILES = "part-*.spacy"
ENTITIES = {"body": "ORG", "person": "PERSON"}
"""Labels whose spans are entities too, where they do not overlap."""


class Annotated(NamedTuple):
    """A text with labelled stretches of it (start, end, label), and its record as plain data."""

    text: str
    spans: Sequence[tuple[int, int, str]]
    record: dict[str, Any]


def write_docbin(texts: Iterable[Annotated], folder: Path) -> int:
    """Write the texts to ``part-00000.spacy`` and so on in ``folder``; returns their number. Raises ``OSError``."""
    remaining, written, part = iter(texts), 0, 0
    while some := list(islice(remaining, DOCS)):
        tokenizer = Tokenizer(Vocab())  # a vocabulary keeps every word that it meets
        binary = DocBin(
            attrs=["ENT_IOB", "ENT_TYPE"], store_user_data=True, docs=(doc(text, tokenizer) for text in some)
        )
        binary.to_disk(folder / FILES.replace("*", f"{part:05}"))
        written, part = written + len(some), part + 1
    return written


def doc(annotated: Annotated, tokenizer: Tokenizer) -> Doc:
    """The text as a Doc: its spans in ``doc.spans``, widened to whole tokens, and its record in ``doc.user_data``."""
    made = tokenizer(annotated.text)
    whole = (made.char_span(*span, alignment_mode="expand") for span in annotated.spans)
    spans = [span for span in whole if span is not None]
    made.spans[SPANS_KEY] = SpanGroup(made, name=SPANS_KEY, spans=spans)
    named = [Span(made, span.start, span.end, label=ENTITIES[span.label_]) for span in spans if span.label_ in ENTITIES]
    made.set_ents(filter_spans(named))
    made.user_data[RECORD_KEY] = annotated.record
    return made
