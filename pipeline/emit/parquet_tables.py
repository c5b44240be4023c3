"""The tables as Parquet files with a fixed schema, whatever the records hold. Needs pyarrow, the extra ``parquet``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.emit.tables import Cell, ColumnType, Row, Table, rows, tables
from pipeline.record import Record

if TYPE_CHECKING:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

ROWS = 10_000
"""Rows of a row group, at most ..."""
CHARACTERS = 16_000_000
"""... and its characters: long articles fill a group before it has its rows."""


class ExtraMissingError(Exception):
    """The library that writes Parquet is not installed. The message says how it comes."""


def write_parquet(records: Iterable[Record], folder: Path) -> Counter[str]:
    """Write one file for each table into ``folder``; returns the number of rows by table.

    Raises :class:`ExtraMissingError`, ``OSError``, and ``ValueError`` for a decimal that is none.
    """
    try:
        import pyarrow  # noqa: PLC0415, F401 (an extra)
    except ModuleNotFoundError:
        raise ExtraMissingError("Parquet needs pyarrow: pip install 'inspextract[parquet]'") from None
    with ExitStack() as files:
        groups = {table.name: files.enter_context(_Groups(table, folder)) for table in tables()}
        for name, row in rows(records):
            groups[name].add(row)
    return Counter({name: group.written for name, group in groups.items()})


class _Groups:
    """One file, written by row groups so that only one is in memory."""

    def __init__(self, table: Table, folder: Path) -> None:
        self.written = 0
        self._path = folder / f"{table.name}.parquet"
        self._schema = arrow_schema(table)
        self._types = [column.type for column in table.columns]
        self._rows: list[Row] = []
        self._characters = 0
        self._file: ParquetWriter

    def __enter__(self) -> _Groups:
        from pyarrow.parquet import ParquetWriter  # noqa: PLC0415

        self._file = ParquetWriter(self._path, self._schema, compression="zstd")
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._flush()
        self._file.close()

    def add(self, row: Row) -> None:
        """Add one row."""
        self._rows.append(row)
        self.written += 1
        self._characters += sum(len(cell) for cell in row if isinstance(cell, str))
        if len(self._rows) >= ROWS or self._characters >= CHARACTERS:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa  # noqa: PLC0415

        if self._rows:
            typed = zip(self._types, self._schema.types, zip(*self._rows, strict=True), strict=True)
            arrays = [pa.array(_values(kind, cells), arrow) for kind, arrow, cells in typed]
            self._file.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
        self._rows, self._characters = [], 0


def arrow_schema(table: Table) -> pa.Schema:
    """The schema of a table; descriptions are in the metadata of the table and of each field."""
    import pyarrow as pa  # noqa: PLC0415

    types: dict[ColumnType, pa.DataType] = {
        "string": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "decimal": pa.float64(),
        "list": pa.list_(pa.string()),
        "map": pa.map_(pa.string(), pa.string()),
        "counts": pa.map_(pa.string(), pa.int64()),
    }
    fields = [
        pa.field(column.name, types[column.type], column.nullable, {"description": column.description})
        for column in table.columns
    ]
    return pa.schema(fields, {"description": table.description})


def _values(kind: ColumnType, cells: Sequence[Cell]) -> Sequence[object]:
    """The cells as pyarrow takes them."""
    if kind == "decimal":
        return [float(cell) if isinstance(cell, str) else None for cell in cells]
    return [list(cell.items()) if isinstance(cell, dict) else cell for cell in cells]
