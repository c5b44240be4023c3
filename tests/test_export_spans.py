"""Annotated texts: spans as people correct them in Prodigy, and as spaCy trains on them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc, DocBin
from spacy.training import Corpus
from spacy.vocab import Vocab

from pipeline.emit.prodigy import task, tokenized, write_prodigy
from pipeline.emit.spans import LabelledSpan, labelled_spans
from pipeline.extract import docbin
from pipeline.extract.component import RECORD_KEY, SPANS_KEY
from pipeline.extract.docbin import Annotated, write_docbin
from pipeline.extract.lexicon import Tokenizer
from pipeline.record import Record
from tests.generated import records
from tests.invented import TEXT, record


def words(span: LabelledSpan) -> tuple[str, str]:
    return span.label, TEXT[span.start : span.end]


def annotated(made: Record) -> Annotated:
    return Annotated(made.article.text or "", labelled_spans(made), made.model_dump(mode="json"))


def test_all_evidence_is_labelled_and_residue_is_not() -> None:
    assert [words(span) for span in labelled_spans(record())] == [
        ("body", "Harrowmere Police"),
        ("grade", "requires improvement"),
        ("area", "responding to the public"),
        ("grade", "good in 2021"),
        ("tally", "adequate in two areas and good in one"),
        ("quote", "We were too slow,"),
        ("person", "Chief Constable Dana Prewitt"),
        ("person", "Dana Prewitt"),
        ("statistic", "62 per cent"),
        ("measure", "Engage"),
    ]


def test_a_task_has_what_prodigy_reads(tmp_path: Path) -> None:
    path = tmp_path / "tasks.jsonl"
    assert write_prodigy([(record(), TEXT)] * 2, path) == 2
    first: dict[str, Any] = json.loads(path.read_text(encoding="utf-8").splitlines()[0])
    assert first["text"] == TEXT
    assert first["meta"]["source"] == "harrowmere.txt"
    for span in first["spans"]:
        tokens = first["tokens"][span["token_start"] : span["token_end"] + 1]
        assert (tokens[0]["start"], tokens[-1]["end"]) == (span["start"], span["end"])
        assert [token["id"] for token in tokens] == list(range(span["token_start"], span["token_end"] + 1))


def test_tokens_make_the_text() -> None:
    for made in [record(), *records(20)]:
        text = made.article.text or ""
        tokens: Any = task(made, text)["tokens"]
        assert "".join(token["text"] + " " * token["ws"] for token in tokens) == text


@given(
    st.text(st.sampled_from("ab £5. \n-é"), max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)))
)
def test_tokens_are_cut_at_spans_and_lose_nothing(text: str, edges: list[tuple[int, int]]) -> None:
    spans = [LabelledSpan(min(pair), max(pair), "x") for pair in edges if max(pair) <= len(text)]
    tokens = list(tokenized(text, spans))
    covered = {position for start, end in tokens for position in range(start, end)}
    assert {text[place] for place in set(range(len(text))) - covered} <= {" "}
    inside = [edge for span in spans for edge in (span.start, span.end) for s, e in tokens if s < edge < e]
    assert inside == []


def test_docs_hold_spans_entities_and_the_record(tmp_path: Path) -> None:
    assert write_docbin([annotated(record())], tmp_path) == 1
    (read,) = DocBin().from_disk(tmp_path / "part-00000.spacy").get_docs(spacy.blank("en").vocab)
    assert read.text == TEXT
    labelled = sorted((span.start_char, span.end_char, span.label_) for span in read.spans[SPANS_KEY])
    assert labelled == [tuple(span) for span in labelled_spans(record())]
    assert [(entity.label_, entity.text) for entity in read.ents] == [
        ("ORG", "Harrowmere Police"),
        ("PERSON", "Chief Constable Dana Prewitt"),
    ]
    assert read.user_data[RECORD_KEY]["inspectorate"] == "watch"


def test_a_large_run_is_several_files_that_spacy_reads_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docbin, "DOCS", 4)
    made = list(records(10))
    assert write_docbin(map(annotated, made), tmp_path) == 10
    assert len(list(tmp_path.iterdir())) == 3
    read = [example.reference.text for example in Corpus(tmp_path)(spacy.blank("en"))]
    assert sorted(read) == sorted(record.article.text or "" for record in made)


def test_spans_within_a_word_are_widened_to_it() -> None:
    made: Doc = docbin.doc(Annotated("rated good.", [(7, 9, "grade")], {}), Tokenizer(Vocab()))
    assert [span.text for span in made.spans[SPANS_KEY]] == ["good"]
