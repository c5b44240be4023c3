"""The tables as a Frictionless Data Package (v2): CSV files, and ``datapackage.json`` which describes every column."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from pipeline.emit.csv_tables import write_csv
from pipeline.emit.tables import ARTICLES, Column, Table, tables
from pipeline.record import SCHEMA_VERSION, Record

DESCRIPTOR = "datapackage.json"
_PROFILES = "https://datapackage.org/profiles/2.0"
_TYPES = {"decimal": "number", "list": "array", "map": "object", "counts": "object"}


def write_datapackage(records: Iterable[Record], folder: Path) -> Counter[str]:
    """Write the CSV files and their descriptor; returns the number of rows by table. Raises ``OSError``."""
    written = write_csv(records, folder)
    text = json.dumps(descriptor(folder), indent=2, ensure_ascii=False)
    (folder / DESCRIPTOR).write_text(text + "\n", encoding="utf-8", newline="\n")
    return written


def descriptor(folder: Path) -> dict[str, object]:
    """What ``datapackage.json`` says of the CSV files that are in ``folder``."""
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "inspection-records",
        "title": "Inspection records",
        "description": "What articles about inspections say: bodies, areas, grades, people, statistics, measures.",
        "version": SCHEMA_VERSION,
        "resources": [_resource(table, folder / f"{table.name}.csv") for table in tables()],
    }


def _resource(table: Table, path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": path.name,
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{digest}",
        "schema": table_schema(table),
    }


def table_schema(table: Table) -> dict[str, object]:
    """The Table Schema of a table."""
    schema: dict[str, object] = {
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    if table.name != ARTICLES:
        reference = {"resource": ARTICLES, "fields": ["record"]}
        schema["foreignKeys"] = [{"fields": ["record"], "reference": reference}]
    return schema


def _field(column: Column) -> dict[str, object]:
    """The column. Free text is never required: a CSV cell does not tell the empty string from null."""
    field: dict[str, object] = {"name": column.name, "type": _TYPES.get(column.type, column.type)}
    field["description"] = column.description
    constraints: dict[str, object] = {}
    if not column.nullable and (column.type != "string" or column.choices):
        constraints["required"] = True
    if column.choices:
        constraints["enum"] = list(column.choices)
    return field | ({"constraints": constraints} if constraints else {})
