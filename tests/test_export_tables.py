"""The tables as such: nothing of a record is left out, and what columns mean is what the models say."""

from __future__ import annotations

import inspect
from typing import get_args

import pytest
from pydantic import BaseModel

from pipeline.emit.tables import Cell, Row, Table, rows, tables
from pipeline.record import ArticleInfo, Evidence, Provenance, Record
from tests.generated import records
from tests.invented import TEXT, record

TABLES = {table.name: table for table in tables()}
LISTS = [name for name, field in Record.model_fields.items() if get_args(field.annotation)[:1] and name in TABLES]


def model(name: str) -> type[BaseModel]:
    """The model of the values in a list of the record."""
    value: type[BaseModel] = get_args(Record.model_fields[name].annotation)[0]
    return value


def spans_of(value: type[BaseModel]) -> set[str]:
    return {name for name, field in value.model_fields.items() if Evidence in get_args(field.annotation)}


def named(table: Table, row: Row) -> dict[str, Cell]:
    return dict(zip((column.name for column in table.columns), row, strict=True))


def test_there_is_a_table_for_each_list_of_the_record() -> None:
    assert list(TABLES) == ["articles", "bodies", "areas", "grades", "tallies", "people", "statistics", "measures",
                            "checks", "residue", "furniture", "evidence"]  # fmt: skip
    assert list(TABLES)[1:-1] == LISTS


@pytest.mark.parametrize("name", LISTS)
def test_tables_are_described_by_the_docstrings_of_the_models(name: str) -> None:
    assert TABLES[name].description == inspect.getdoc(model(name))


@pytest.mark.parametrize("name", LISTS)
def test_columns_are_described_by_the_fields_of_the_models(name: str) -> None:
    described = {column.name: column.description for column in TABLES[name].columns}
    fields = model(name).model_fields
    assert {key: described.get(key) for key in fields.keys() - spans_of(model(name))} == {
        key: field.description for key, field in fields.items() if key not in spans_of(model(name))
    }


def test_every_table_and_column_is_described() -> None:
    assert TABLES["articles"].description == inspect.getdoc(Record)
    assert all(table.description for table in tables())
    assert [(table.name, column.name) for table in tables() for column in table.columns if not column.description] == []


def test_every_field_of_an_article_and_its_provenance_is_a_column() -> None:
    columns = {column.name for column in TABLES["articles"].columns}
    provenance = {f"provenance_{name}" for name in Provenance.model_fields}
    assert columns == {*ArticleInfo.model_fields, *provenance, "record", "record_id", "schema_version", "inspectorate"}


def test_the_rows_of_a_record() -> None:
    found: dict[str, list[dict[str, Cell]]] = {}
    for name, row in rows([record()]):
        found.setdefault(name, []).append(named(TABLES[name], row))
    assert [(row["entry"], row["grade"], row["as_of"], row["rank"]) for row in found["grades"]] == [
        (1, "requires-improvement", None, 4),
        (2, "good", "2021", 2),
    ]
    assert found["tallies"][0]["counts"] == {"adequate": 2, "good": 1}
    assert found["articles"][0]["authors"] == ["Ines Quill"]
    assert found["statistics"][0]["value"] == "62"
    of_person = [row for row in found["evidence"] if row["list"] == "people"]
    assert [(row["field"], row["evidence_quote"]) for row in of_person] == [
        ("evidence", "Chief Constable Dana Prewitt"),
        ("quotes", "We were too slow,"),
        ("mentions", "Dana Prewitt"),
    ]
    assert found["people"][0]["evidence_quote"] == "Chief Constable Dana Prewitt"
    start = found["people"][0]["evidence_start"]
    assert start == TEXT.index("Chief Constable Dana")


def test_the_same_text_from_two_sources_is_two_articles() -> None:
    found = [row for name, row in rows([record(source="a.txt"), record(source="b.txt")]) if name == "articles"]
    assert [row[0] for row in found] == [1, 2]
    assert found[0][1] == found[1][1]


def test_keys_are_unique_and_rows_follow_their_article() -> None:
    keys: dict[str, set[Row]] = {name: set() for name in TABLES}
    latest: Cell = 0
    for name, row in rows(records(50)):
        cells = named(TABLES[name], row)
        key = tuple(cells[column] for column in TABLES[name].key)
        assert key not in keys[name]
        keys[name].add(key)
        latest = cells["record"] if name == "articles" else latest
        assert cells["record"] == latest
    assert all(keys.values())


def test_null_stands_only_where_a_column_allows_it() -> None:
    for name, row in rows(records(50)):
        for column, cell in zip(TABLES[name].columns, row, strict=True):
            assert column.nullable or cell is not None, (name, column.name)
            assert not column.choices or cell is None or cell in column.choices
