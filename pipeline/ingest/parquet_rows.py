"""Parquet: one article a row. Needs pyarrow: the `parquet` extra, imported when used."""

from __future__ import annotations

from collections.abc import Iterator

from pyarrow import parquet

from pipeline.article import Reject
from pipeline.ingest.fields import has_body, is_field
from pipeline.ingest.packed import Document, Packed, UnreadableError, damage
from pipeline.ingest.rows import row_document

BATCH = 64
"""Rows that are held at a time."""


def rows(packed: Packed) -> Iterator[Document | Reject]:
    """The rows as JSON objects; columns that are no field of an article are not read."""
    with damage("a Parquet file"):
        table = parquet.ParquetFile(packed.seekable(), pre_buffer=False)
        columns = [name for name in table.schema_arrow.names if is_field(name)]
        batches = table.iter_batches(BATCH, columns=columns, use_threads=False)
    if not has_body(columns):
        raise UnreadableError("no-text-column", 'no column "text", "body", "content" or "html"')
    number = 0
    while True:
        with damage("a Parquet file"):
            batch = next(batches, None)
            found = batch.to_pylist() if batch is not None else []
        if batch is None:
            return
        packed.allowance.spend(batch.nbytes)
        for row in found:
            number += 1
            yield row_document(row, f"{packed.source}#{number}")
