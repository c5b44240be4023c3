"""Records and rejects as JSON lines: UTF-8, LF, every key present, in the order of the model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic_core import to_json

if TYPE_CHECKING:  # so that the command line can name a text mode without loading the models
    from pydantic import BaseModel

    from pipeline.record import Record

TextMode = Literal["inline", "sidecar", "none"]
"""Where an article's text goes: into ``article.text``, into ``texts/<id>.txt`` beside the records, or nowhere."""


def json_line(model: BaseModel) -> bytes:
    """The model as one line of JSON, with its line end.

    >>> from pipeline.article import Reject
    >>> json_line(Reject(source="café.txt", stage="ingest", error="empty", detail="no text")).decode()
    '{"source":"café.txt","sha256":null,"stage":"ingest","error":"empty","detail":"no text"}\\n'
    """
    return to_json(model) + b"\n"


def record_line(record: Record, text: TextMode = "inline") -> bytes:
    """The record as one line of JSON; ``article.text`` is null unless ``text`` is ``inline``."""
    if text != "inline":
        record = record.model_copy(update={"article": record.article.model_copy(update={"text": None})})
    return json_line(record)
