"""The pipeline as spaCy components, found through entry points: `nlp.add_pipe("inspextract_record")` needs no import.

Kept light, because every ``Language()`` imports all installed factories: the packs load when a component is made.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.extract.stateless import Stateless

if TYPE_CHECKING:
    from pipeline.extract.lexicon import Tokenizer

SPANS_KEY = "inspextract"
"""Where the components write in ``doc.spans``: the mentions of terms, and the evidence of values."""
RECORD_KEY = "inspextract_record"
"""Where the record is in ``doc.user_data``, as plain data."""


def make_tokenizer() -> Callable[[Language], Tokenizer]:
    """The factory of the tokenizer `inspextract.Tokenizer.v1`, for a config's ``[nlp.tokenizer]``."""

    def tokenizer(nlp: Language) -> Tokenizer:
        from pipeline.extract.lexicon import Tokenizer  # noqa: PLC0415 (light import of this module)

        return Tokenizer(nlp.vocab)

    return tokenizer


class Terms(Stateless):
    """Writes the mentions of all packs' terms to ``doc.spans["inspextract"]``: ``label_`` is the kind, ``id_`` the
    term."""

    def __init__(self, packs: list[str], vocab: Any) -> None:
        from pipeline.extract.lexicon import Lexicon  # noqa: PLC0415
        from pipeline.pack import load_packs  # noqa: PLC0415

        self.lexicon = Lexicon(load_packs([Path(p) for p in packs]), vocab)

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its mentions."""
        spans = []
        for mention in self.lexicon.mentions(doc, doc.text):
            for kind, term_id in sorted({(sense.term.kind, sense.term.id) for sense in mention.senses}):
                span = doc.char_span(mention.start, mention.end, label=kind, span_id=term_id, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
        doc.spans[SPANS_KEY] = spans
        return doc


class RecordMaker(Stateless):
    """Reads the Doc's text as an article: the record goes to ``doc.user_data``, its bodies and people to
    ``doc.ents``."""

    def __init__(self, packs: list[str]) -> None:
        from pipeline.extract.extractor import Extractor  # noqa: PLC0415

        self.extractor = Extractor.load([Path(p) for p in packs])

    def __call__(self, doc: Doc) -> Doc:
        """The Doc with its record."""
        from pipeline.article import Article  # noqa: PLC0415

        record = self.extractor(Article(source="spacy", text=doc.text))
        doc.user_data[RECORD_KEY] = record.model_dump(mode="json")
        named: list[Span] = []
        for label, values in (("ORG", record.bodies), ("PERSON", record.people)):
            for value in values:
                for evidence in value.evidence:
                    span = doc.char_span(evidence.start, evidence.end, label=label, alignment_mode="expand")
                    if span is not None:
                        named.append(span)
        doc.set_ents(filter_spans(named), default="unmodified")
        return doc


@Language.factory("inspextract_terms", assigns=["doc.spans"], default_config={"packs": []})
def make_terms(nlp: Language, name: str, packs: list[str]) -> Terms:  # noqa: ARG001 (spaCy's signature)
    """The component that finds the terms; ``packs`` are folders of rule packs beside the shipped ones."""
    return Terms(packs, nlp.vocab)


@Language.factory("inspextract_record", assigns=["doc.user_data", "doc.ents"], default_config={"packs": []})
def make_record(nlp: Language, name: str, packs: list[str]) -> RecordMaker:  # noqa: ARG001 (spaCy's signature)
    """The component that makes the record; ``packs`` are folders of rule packs beside the shipped ones."""
    return RecordMaker(packs)
