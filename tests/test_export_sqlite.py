"""SQLite: keys that hold, indices, full-text search, and what datasette needs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pipeline.emit.sqlite_tables import write_sqlite
from pipeline.emit.tables import tables
from tests.generated import records
from tests.invented import record


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """The invented record, from two sources, and some generated ones."""
    path = tmp_path / "records.sqlite"
    write_sqlite([record(source="a.txt"), record(source="b.txt"), *records(30)], path)
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def test_keys_hold(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for table in tables()[1:]:
        keys = database.execute(f'PRAGMA foreign_key_list("{table.name}")').fetchall()
        assert [(key[2], key[3], key[4]) for key in keys] == [("articles", "record", "record")]
    with pytest.raises(sqlite3.IntegrityError):
        database.execute("INSERT INTO articles SELECT * FROM articles")


@pytest.mark.parametrize("column", ["record_id", "body", "area", "grade", "inspectorate"])
def test_grades_are_indexed(database: sqlite3.Connection, column: str) -> None:
    plan = database.execute(f'EXPLAIN QUERY PLAN SELECT * FROM grades WHERE "{column}" = ?', ("x",)).fetchone()
    assert "USING INDEX" in plan[3]


def test_quotes_are_found_by_their_words(database: sqlite3.Connection) -> None:
    found = database.execute(
        "SELECT source, list FROM evidence_fts JOIN evidence ON evidence.rowid = evidence_fts.rowid"
        " JOIN articles USING (record) WHERE evidence_fts MATCH 'adequate area' ORDER BY source"
    ).fetchall()
    assert found == [("a.txt", "tallies"), ("b.txt", "tallies")]


def test_datasette_finds_the_full_text_index(database: sqlite3.Connection) -> None:
    (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'evidence_fts'").fetchone()
    assert "USING FTS5" in sql
    assert 'content="evidence"' in sql


def test_numbers_sort_as_numbers_and_lists_are_json(database: sqlite3.Connection) -> None:
    in_order = [
        value for (value,) in database.execute("SELECT value FROM statistics WHERE value NOT NULL ORDER BY value")
    ]
    assert len(set(in_order)) > 3
    assert in_order == sorted(in_order)
    counted = "SELECT sum(json_extract(counts, '$.good')) FROM tallies WHERE record IN (1, 2)"
    assert database.execute(counted).fetchone() == (2,)


def test_the_schema_says_what_columns_mean(database: sqlite3.Connection) -> None:
    (sql,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'people'").fetchone()
    assert "-- As the article words it, without the organisation." in sql


def test_a_database_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="unable to open"):
        write_sqlite([], tmp_path / "nowhere" / "records.sqlite")
