"""The tables as one SQLite file with keys, indices and a full-text index of the quotes, ready for datasette."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from pipeline.emit.tables import ARTICLES, EVIDENCE, Cell, Column, Table, rows, tables
from pipeline.record import Record

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER", "decimal": "NUMERIC"}
_INDEXED = ("record_id", "inspectorate", "body", "area", "grade", "name", "measure", "check", "rule")
"""Columns by which people look for rows."""
_QUOTES = f"""\
CREATE VIRTUAL TABLE "{EVIDENCE}_fts" USING FTS5 (
  "evidence_quote", content="{EVIDENCE}", tokenize='porter unicode61 remove_diacritics 2'
);
INSERT INTO "{EVIDENCE}_fts" ("{EVIDENCE}_fts") VALUES ('rebuild');
"""


def write_sqlite(records: Iterable[Record], path: Path) -> Counter[str]:
    """Write the database; returns the number of rows by table. Raises ``OSError``."""
    written = Counter({table.name: 0 for table in tables()})
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            # A file that nobody sees before it is whole needs no journal.
            database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = ON;")
            database.executescript("".join(map(_created, tables())) + "BEGIN;")
            _insert(records, database, written)
            database.commit()
            database.executescript("".join(map(_indexed, tables())) + _QUOTES + "ANALYZE;")
    except sqlite3.Error as error:
        raise OSError(f"{path}: {error}") from error
    return written


def _insert(records: Iterable[Record], database: sqlite3.Connection, written: Counter[str]) -> None:
    statements = {table.name: _insertion(table) for table in tables()}
    cursor = database.cursor()
    for name, row in rows(records):
        cursor.execute(statements[name], tuple(map(_stored, row)))
        written[name] += 1


def _insertion(table: Table) -> str:
    return f'INSERT INTO "{table.name}" VALUES ({", ".join("?" * len(table.columns))})'


def _created(table: Table) -> str:
    lines = [f"  {_definition(column)}, -- {column.description}" for column in table.columns]
    keys = [f"PRIMARY KEY ({_names(table.key)})"]
    if table.name != ARTICLES:
        keys.append(f'FOREIGN KEY ("record") REFERENCES "{ARTICLES}" ("record")')
    body = "\n".join(lines) + "\n  " + ",\n  ".join(keys)
    return f'CREATE TABLE "{table.name}" ( -- {" ".join(table.description.split())}\n{body}\n);\n'


def _definition(column: Column) -> str:
    return f'"{column.name}" {_TYPES.get(column.type, "TEXT")}{"" if column.nullable else " NOT NULL"}'


def _indexed(table: Table) -> str:
    names = [column.name for column in table.columns if column.name in _INDEXED]
    return "".join(f'CREATE INDEX "{table.name}_{name}" ON "{table.name}" ("{name}");\n' for name in names)


def _names(columns: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _stored(cell: Cell) -> str | int | None:
    return json.dumps(cell, ensure_ascii=False) if isinstance(cell, list | dict) else cell
