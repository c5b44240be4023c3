"""Records as Prodigy tasks: JSON lines with text, tokens and spans, for its recipe ``spans.manual``.

The tokens are ours: Prodigy refuses spans that do not end where its own tokens do.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pipeline.emit.spans import LabelledSpan, labelled_spans
from pipeline.record import Record

_WORD = re.compile(r"(\w+|[^\w\s]|\s) ?")


class Token(NamedTuple):
    """A word, a mark or a white-space character of the text."""

    start: int
    end: int


def write_prodigy(records: Iterable[tuple[Record, str]], path: Path) -> int:
    """Write one task for each record, given with its text; returns their number. Raises ``OSError``."""
    written = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for record, text in records:
            file.write(json.dumps(task(record, text), ensure_ascii=False) + "\n")
            written += 1
    return written


def task(record: Record, text: str) -> dict[str, object]:
    """The record as a Prodigy task."""
    spans = labelled_spans(record)
    tokens = list(tokenized(text, spans))
    return {
        "text": text,
        "meta": {"source": record.article.source, "record_id": record.id},
        "tokens": [_token(number, token, text) for number, token in enumerate(tokens)],
        "spans": [_span(span, tokens) for span in spans],
    }


def tokenized(text: str, spans: Iterable[LabelledSpan]) -> Iterator[Token]:
    """The tokens of the text, cut where spans begin and end. A space behind a token belongs to it, as in spaCy.

    >>> list(tokenized("a £5m plan", [LabelledSpan(2, 4, "statistic")]))
    [Token(start=0, end=1), Token(start=2, end=3), Token(start=3, end=4), Token(start=4, end=5), Token(start=6, end=10)]
    """
    edges = sorted({edge for span in spans for edge in (span.start, span.end)})
    for word in _WORD.finditer(text):
        start, end = word.span(1)
        inner = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        yield from (Token(left, right) for left, right in pairwise((start, *inner, end)))


def _token(number: int, token: Token, text: str) -> dict[str, object]:
    start, end = token
    return {"text": text[start:end], "id": number, "start": start, "end": end, "ws": text[end : end + 1] == " "}


def _span(span: LabelledSpan, tokens: list[Token]) -> dict[str, object]:
    first = bisect_right(tokens, span.start, key=lambda token: token.end)
    last = bisect_left(tokens, span.end, key=lambda token: token.start) - 1
    return {"start": span.start, "end": span.end, "label": span.label, "token_start": first, "token_end": last}
