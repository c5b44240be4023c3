"""Reads records back: one after the other, each checked against the models."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.emit.directory import TEXTS
from pipeline.emit.validate import first_error, sidecar
from pipeline.record import Record


class RecordsError(Exception):
    """A line of a records file that is no record. The message names file, line and reason, in one line."""


def read_records(path: Path) -> Iterator[Record]:
    """The records of a file, in its order, never more than one in memory.

    Raises ``OSError`` if the file cannot be read, and :class:`RecordsError` at the first line that is no record.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            yield parsed(line, path, number)


def parsed(line: bytes, path: Path, number: int) -> Record:
    """The record in a line (counted from 1) of a file. Raises :class:`RecordsError`."""
    try:
        return Record.model_validate_json(line)
    except ValidationError as error:
        raise RecordsError(f"{path}:{number}: {first_error(error)}") from None


def with_text(records: Iterator[Record], path: Path) -> Iterator[tuple[Record, str]]:
    """Each record with its article's text: its own, or the sidecar beside the records file ``path``.

    Raises :class:`RecordsError` if a text is in neither place.
    """
    for record in records:
        text = record.article.text
        if text is None:
            text = sidecar(record.id, path.parent / TEXTS)
        if text is None:
            raise RecordsError(f"{path}: {record.article.source}: its text was left out of the run (--text none)")
        yield record, text
