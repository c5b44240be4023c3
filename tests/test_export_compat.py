"""Exports of 20,000 records, read back with what people read them with: every row and every value is the records'.

Needs the extra ``compat``; what is not installed is skipped.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import pytest

from pipeline.cli import status
from pipeline.emit.csv_tables import original
from pipeline.emit.tables import Table, tables
from tests.generated import Maker

COUNT = 20_000
Columns: TypeAlias = dict[str, list[Any]]
"""The columns of a table by name, each with its cells in the order of the rows."""

TABLES = {table.name: table for table in tables()}
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
a_table = pytest.mark.parametrize("name", TABLES)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The directory of a run with so many records."""
    folder = tmp_path_factory.mktemp("run")
    maker = Maker()
    with (folder / "records.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(maker.record(number), ensure_ascii=False) + "\n" for number in range(COUNT))
    return folder


@pytest.fixture(scope="module")
def expected(run: Path) -> dict[str, Columns]:
    """What the tables should hold, from the JSON as it stands, not by way of the models."""
    columns: dict[str, Columns] = {
        name: {column.name: [] for column in table.columns} for name, table in TABLES.items()
    }
    with (run / "records.jsonl").open(encoding="utf-8") as lines:
        for number, record in enumerate(map(json.loads, lines), start=1):
            key = {"record": number, "record_id": record["id"]}
            _append(columns["articles"], key | _article(record))
            for name in TABLES.keys() - {"articles", "evidence"}:
                for entry, value in enumerate(record[name], start=1):
                    _append(columns[name], key | {"entry": entry} | value | _first(value.get("evidence", [])))
            for name in islice(TABLES, 1, len(TABLES) - 1):
                for entry, value in enumerate(record[name], start=1):
                    for field in ("evidence", "quotes", "mentions"):
                        place = {"list": name, "entry": entry, "field": field}
                        for span, words in enumerate(value.get(field, []), start=1):
                            _append(columns["evidence"], key | place | {"span": span} | _first([words]))
    return columns


def _append(columns: Columns, cells: Mapping[str, Any]) -> None:
    for name, column in columns.items():
        column.append(cells[name])


def _article(record: Mapping[str, Any]) -> dict[str, Any]:
    provenance = {f"provenance_{name}": value for name, value in record["provenance"].items()}
    return {**record, **record["article"], **provenance}


def _first(evidence: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    span = evidence[0] if evidence else {"start": None, "end": None, "quote": None}
    return {f"evidence_{name}": value for name, value in span.items()}


@pytest.fixture(scope="module")
def export(run: Path) -> Callable[[str], Path]:
    """Exports the run to a format, once, and tells where it is."""
    done: dict[str, Path] = {}

    def exported(to: str) -> Path:
        if to not in done:
            assert status(["export", str(run), "--to", to, "--out", str(run / to)]) == 0
            done[to] = run / to
        return done[to]

    return exported


def as_typed(table: Table, columns: Columns) -> Columns:
    """Columns as a format with types has them: decimals are numbers."""
    types = {column.name: column.type for column in table.columns}
    return {
        name: [float(cell) if cell is not None and types[name] == "decimal" else cell for cell in cells]
        for name, cells in columns.items()
    }


def read_json(table: Table, columns: Columns) -> Columns:
    """Columns of a format without nested types: lists and mappings are JSON there."""
    nested = {column.name for column in table.columns if column.type in ("list", "map", "counts")}
    return {name: [json.loads(cell) for cell in cells] if name in nested else cells for name, cells in columns.items()}


@a_table
def test_csv_read_with_pandas(name: str, export: Callable[[str], Path], expected: dict[str, Columns]) -> None:
    pandas = pytest.importorskip("pandas", reason="pandas is not installed (extra compat)")
    path = export("datapackage") / f"{name}.csv"
    frame = pandas.read_csv(path, dtype=str, keep_default_na=False, na_values=[""])
    types = {column.name: column.type for column in TABLES[name].columns}
    found = {column: [_from_csv(types[column], cell) for cell in frame[column].tolist()] for column in frame}
    assert found == expected[name]


def _from_csv(kind: str, cell: object) -> object:
    if not isinstance(cell, str):  # pandas' mark for nothing
        return None
    text = original(cell)
    return text if kind in ("string", "decimal") else json.loads(text)


@a_table
def test_sqlite(name: str, export: Callable[[str], Path], expected: dict[str, Columns]) -> None:
    with closing(sqlite3.connect(export("sqlite"))) as database:
        cursor = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
        names = [column[0] for column in cursor.description]
        rows = cursor.fetchall()
    found = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    assert read_json(TABLES[name], found) == as_typed(TABLES[name], expected[name])


def test_sqlite_keys_hold(export: Callable[[str], Path]) -> None:
    with closing(sqlite3.connect(export("sqlite"))) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


@a_table
def test_parquet_read_with_pyarrow(name: str, export: Callable[[str], Path], expected: dict[str, Columns]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra parquet)")
    table = parquet.read_table(export("parquet") / f"{name}.parquet")
    maps = {column.name for column in TABLES[name].columns if column.type in ("map", "counts")}
    found = {
        column: [dict(cell) for cell in cells] if column in maps else cells
        for column, cells in table.to_pydict().items()
    }
    assert found == as_typed(TABLES[name], expected[name])


@a_table
def test_parquet_tells_what_columns_mean(name: str, export: Callable[[str], Path]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra parquet)")
    schema = parquet.read_schema(export("parquet") / f"{name}.parquet")
    assert schema.metadata[b"description"].decode() == TABLES[name].description
    descriptions = [column.description for column in TABLES[name].columns]
    assert [field.metadata[b"description"].decode() for field in schema] == descriptions


@a_table
def test_parquet_read_with_duckdb(name: str, export: Callable[[str], Path], expected: dict[str, Columns]) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed (extra compat)")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed (extra parquet)")
    relation = duckdb.sql(
        f"SELECT * EXCLUDE (file_row_number) FROM read_parquet('{export('parquet') / name}.parquet', "
        "file_row_number = true) ORDER BY file_row_number"
    )
    found = dict(zip(relation.columns, map(list, zip(*relation.fetchall(), strict=True)), strict=True))
    assert found == as_typed(TABLES[name], expected[name])


def test_row_groups_are_bounded(export: Callable[[str], Path]) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed (extra parquet)")
    metadata = parquet.ParquetFile(export("parquet") / "articles.parquet").metadata
    assert [metadata.row_group(index).num_rows for index in range(metadata.num_row_groups)] == [10_000, 10_000]


def test_the_data_package_is_valid(export: Callable[[str], Path]) -> None:
    if find_spec("frictionless") is None:
        pytest.skip("frictionless is not installed (extra compat)")
    folder = export("datapackage")
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json", "--json"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    report = json.loads(done.stdout)
    assert [(task["name"], task["errors"]) for task in report["tasks"] if task["errors"]] == []
    assert report["valid"]
    assert {task["name"] for task in report["tasks"]} == TABLES.keys()


def test_datasette_serves_and_searches_it(export: Callable[[str], Path]) -> None:
    if find_spec("datasette") is None:
        pytest.skip("datasette is not installed (extra compat)")
    ask = "/sqlite/evidence.json?_search=police&_shape=array&_size=5"
    command = [sys.executable, "-m", "datasette", "serve", str(export("sqlite")), "--get", ask]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    quotes = [row["evidence_quote"] for row in json.loads(done.stdout)]
    assert len(quotes) == 5
    assert all("polic" in quote.lower() for quote in quotes)  # stemmed, as the question is
