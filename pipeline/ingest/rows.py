"""JSON lines and CSV: one article a line or row, whatever the length of the file."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import IO

from pipeline.article import Reject
from pipeline.ingest.decode import characters
from pipeline.ingest.fields import has_body
from pipeline.ingest.packed import MAX_BYTES, Document, Packed, UnreadableError, reject
from pipeline.ingest.recognise import delimiter

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def json_lines(packed: Packed) -> Iterator[Document | Reject]:
    """The lines of a collection. A line that is too long is passed over without being held in memory."""
    for number, line in enumerate(_lines(_as_utf8(packed)), start=1):
        source = f"{packed.source}#{number}"
        if line is None:
            yield reject(source, UnreadableError("too-large", f"a line of more than {MAX_BYTES:,} bytes"))
        elif line.strip():
            yield Document(source, line.strip(), is_json=True)


def csv_rows(packed: Packed) -> Iterator[Document | Reject]:
    """The rows of a table with a header, as JSON objects."""
    csv.field_size_limit(MAX_BYTES)
    lines = _Lines(packed)
    header = next(lines, "").lstrip("\ufeff")
    between = delimiter(header)
    columns = [name.strip() for name in next(csv.reader([header], delimiter=between), [])]
    if not has_body(columns):
        raise UnreadableError("no-text-column", 'no column "text", "body", "content" or "html"')
    rows = csv.reader(lines, delimiter=between)
    number = 0
    while True:
        number += 1
        lines.start_row()
        source = f"{packed.source}#{number}"
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield reject(source, UnreadableError("bad-row", f"{error}; this row and what follows it are not read"))
            return  # where the next row begins, nothing tells
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield row_document(dict(zip(columns, row, strict=False)), source)


def row_document(row: Mapping[str, object], source: str) -> Document | Reject:
    """A row of a table as an article not yet read; what JSON has no word for as a string."""
    data = json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace")
    if len(data) > MAX_BYTES:
        return reject(source, UnreadableError("too-large", f"a row of more than {MAX_BYTES:,} bytes"))
    return Document(source, data, is_json=True)


class _Lines(Iterator[str]):
    """The lines of a table as text, each by the ladder of encodings; a row may take only so many bytes of them."""

    def __init__(self, packed: Packed) -> None:
        self._lines = _lines(_as_utf8(packed))
        self._taken = 0

    def start_row(self) -> None:
        """Begin to count the bytes of a row."""
        self._taken = 0

    def __next__(self) -> str:
        line = next(self._lines)
        self._taken += MAX_BYTES + 1 if line is None else len(line)
        if line is None or self._taken > MAX_BYTES:
            raise csv.Error(f"a row of more than {MAX_BYTES:,} bytes")
        return characters(line).text


def _as_utf8(packed: Packed) -> IO[bytes]:
    """The stream; one in UTF-16 recoded, so that its lines end with a line feed."""
    head = packed.peek()
    if head.startswith(_WIDE):
        text = io.TextIOWrapper(packed.stream, "utf-16", errors="replace", newline="")
        return io.BufferedReader(_Recoded(text))
    if head.startswith(codecs.BOM_UTF8):
        packed.stream.read(len(codecs.BOM_UTF8))
    return packed.stream


class _Recoded(io.RawIOBase):
    """The bytes of a text in UTF-8."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        super().__init__()
        self._text = text

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read some characters: one takes four bytes at most."""
        data = self._text.read(len(buffer) // 4).encode("utf-8", "replace")
        buffer[: len(data)] = data
        return len(data)


def _lines(stream: IO[bytes]) -> Iterator[bytes | None]:
    """The lines with their ends; None for one that is too long."""
    while line := stream.readline(MAX_BYTES + 1):
        whole = len(line) <= MAX_BYTES or line.endswith(b"\n")
        while line and not line.endswith(b"\n") and not whole:
            line = stream.readline(MAX_BYTES)
        yield line if whole else None
