"""Checks records that are there already: against the models, and their evidence against the text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from pipeline.emit.directory import RECORDS, TEXTS
from pipeline.record import Record

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Problem(NamedTuple):
    """What is wrong with one line (counted from 1) of a records file."""

    path: Path
    line: int
    reason: str


def records_file(path: Path) -> Path:
    """The records file that ``path`` means: itself, or that of the run in a directory."""
    return path / RECORDS if path.is_dir() else path


def problems(path: Path) -> Iterator[Problem | None]:
    """One result for each line of the records file: its problem, or None if there is none.

    Where ``article.text`` is null, the evidence is checked against the sidecar ``texts/<id>.txt`` beside the file, if
    there is one. Raises ``OSError`` if the file cannot be read.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            reason = _reason(line, path.parent / TEXTS)
            yield Problem(path, number, reason) if reason else None


def _reason(line: bytes, texts: Path) -> str | None:
    try:
        record = Record.model_validate_json(line, strict=True)
    except ValidationError as error:
        return first_error(error)
    if not line.endswith(b"\n"):
        return "no line end: the file is cut off"
    return _against_text(record, texts)


def first_error(error: ValidationError) -> str:
    """The first thing that is wrong with a line, and how many more there are."""
    first = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in first["loc"])
    more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
    return f"{field or 'record'}: {first['msg'].removeprefix('Value error, ')}{more}"


def _against_text(record: Record, texts: Path) -> str | None:
    text = record.article.text
    if text is None:
        text = sidecar(record.id, texts)
    if text is None:
        return None
    if hashlib.sha256(text.encode()).hexdigest() != record.id:
        return f"id: {record.id!r} is not the digest of the text"
    wrong = next((span for span in record.evidence() if text[span.start : span.end] != span.quote), None)
    return f"evidence {wrong.start}:{wrong.end} is not {wrong.quote!r}" if wrong else None


def sidecar(record_id: str, texts: Path) -> str | None:
    """The text that a run with ``--text sidecar`` wrote for a record into the folder ``texts``, or None."""
    path = texts / f"{record_id}.txt"
    if not _DIGEST.fullmatch(record_id) or not path.is_file():
        return None
    return path.read_bytes().decode()
