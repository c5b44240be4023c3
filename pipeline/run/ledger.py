"""What a run has done, kept in SQLite inside the output directory: the run that comes after a kill goes on from it.

Outcomes are kept by their key (see ``identity``), so an input that comes again unchanged is not worked on again. Where
each stands in the output is kept apart: in ``place`` for the run that is at work, in ``published`` for the last that
was finished. Everything is written in transactions; what a crash takes back is done again.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import NamedTuple, Self

from pipeline.run.job import RunError
from pipeline.run.outcome import Outcome

VERSION = 2
"""Of the tables below; a ledger of another version is forgotten."""
COMMIT_EVERY = 1.0
"""Seconds of work that a crash may cost."""
_TABLES = """
CREATE TABLE outcome (
    id INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, source TEXT NOT NULL, record TEXT, counts TEXT NOT NULL,
    signature BLOB, line BLOB NOT NULL, text BLOB
);
CREATE TABLE place (position INTEGER PRIMARY KEY, outcome INTEGER NOT NULL);
CREATE TABLE published (position INTEGER PRIMARY KEY, outcome INTEGER NOT NULL);
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""


class Placed(NamedTuple):
    """An outcome and its place in the order of the inputs."""

    position: int
    outcome: Outcome


class Ledger:
    """The ledger of one output directory, locked against other runs from opening to closing (also by a kill).

    ``fresh`` forgets what is in it. Raises :class:`RunError` if another run holds it, if it is damaged, or if the disk
    is full.
    """

    def __init__(self, path: Path, *, fresh: bool = False) -> None:
        self.path = path
        self._fresh = fresh
        self._due = 0.0
        self._touched = False

    def __enter__(self) -> Self:
        with self._told():
            try:
                self._connect()
            except sqlite3.OperationalError:
                raise
            except sqlite3.DatabaseError:
                if not self._fresh:
                    raise
                for suffix in ("", "-wal", "-journal"):
                    self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)
                self._connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._db.in_transaction:
                self._db.execute("COMMIT")
        except sqlite3.Error:
            if kind is None:
                raise
        finally:
            self._db.close()

    def _connect(self) -> None:
        self._db = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        try:
            self._open()
        except BaseException:
            self._db.close()
            raise

    def _open(self) -> None:
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")  # held until closing; and needs no shared memory
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")  # a power cut takes back the last commits, and breaks nothing
        self._db.execute("BEGIN IMMEDIATE")
        [(found,)] = self._db.execute("PRAGMA user_version")
        if self._fresh or found != VERSION:
            for (table,) in self._db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                self._db.execute(f'DROP TABLE "{table}"')
            for statement in filter(str.strip, _TABLES.split(";")):
                self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {VERSION}")
        self._db.execute("DELETE FROM place")
        self.commit()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            locked = "locked" in str(error)
            raise RunError(f"another run is at work in {self.path.parent.parent}" if locked else error) from None
        except sqlite3.DatabaseError as error:
            raise RunError(f"{self.path}: {error}; --fresh starts over") from None

    def recall(self, position: int, key: bytes, *, rejects: bool = True) -> bool:
        """Whether the outcome of the key is known; then it takes its place. ``rejects`` False: only a record counts."""
        only = "" if rejects else " AND record IS NOT NULL"
        with self._told():
            found = self._db.execute(
                f"INSERT INTO place SELECT ?, id FROM outcome WHERE key = ?{only}",
                (position, key),
            )
            self._commit_in_time()
        return found.rowcount == 1

    def keep(self, position: int, key: bytes, outcome: Outcome) -> None:
        """Write down an outcome and its place. What was known of the last finished run is then no longer so."""
        with self._told():
            if not self._touched:
                self._db.execute("DELETE FROM fact")
                self._touched = True
            self._db.execute(
                "INSERT INTO outcome (key, source, record, counts, signature, line, text) VALUES (?, ?, ?, ?, ?, ?, ?)"
                " ON CONFLICT DO UPDATE SET record = excluded.record, counts = excluded.counts,"
                " signature = excluded.signature, line = excluded.line, text = excluded.text",
                (key, *outcome),
            )
            self._db.execute("INSERT INTO place SELECT ?, id FROM outcome WHERE key = ?", (position, key))
            self._commit_in_time()

    def _commit_in_time(self) -> None:
        now = time.monotonic()
        if now >= self._due:
            self.commit()
            self._due = now + COMMIT_EVERY

    def commit(self) -> None:
        """Make everything so far last, and begin the next transaction."""
        with self._told():
            self._db.execute("COMMIT")
            self._db.execute("BEGIN IMMEDIATE")

    def gone(self) -> list[str]:
        """The sources that the last finished run read, and this one did not meet, in their order."""
        rows = self._db.execute(f"SELECT source {_GONE} ORDER BY position")
        return list(dict.fromkeys(source for (source,) in rows))

    def keep_gone(self, position: int) -> int:
        """Give their outcomes the places from ``position`` on; returns how many there are."""
        with self._told():
            kept = self._db.execute(
                f"INSERT INTO place SELECT ? + row_number() OVER (ORDER BY position), outcome {_GONE}", (position - 1,)
            )
        return kept.rowcount

    def placed(self) -> Iterator[Placed]:
        """The outcomes in their order."""
        rows = self._db.execute(
            "SELECT position, source, record, counts, signature, line, text"
            " FROM place JOIN outcome ON outcome.id = place.outcome ORDER BY position"
        )
        return (Placed(position, Outcome(*values)) for position, *values in rows)

    def signatures(self) -> Iterator[tuple[int, bytes]]:
        """The positions and signatures of the records, in their order."""
        yield from self._db.execute(
            "SELECT position, signature FROM place JOIN outcome ON outcome.id = place.outcome"
            " WHERE signature IS NOT NULL ORDER BY position"
        )

    def at(self, position: int) -> Outcome:
        """The outcome at a position."""
        [row] = self._db.execute(
            "SELECT source, record, counts, signature, line, text"
            " FROM place JOIN outcome ON outcome.id = place.outcome WHERE position = ?",
            (position,),
        )
        return Outcome(*row)

    def same_as_published(self) -> bool:
        """Whether the outcomes and their order are those of the last finished run."""
        [(same,)] = self._db.execute(
            "SELECT (SELECT count(*) FROM place) = (SELECT count(*) FROM published) AND NOT EXISTS"
            " (SELECT 1 FROM place LEFT JOIN published USING (position) WHERE place.outcome IS NOT published.outcome)"
        )
        return bool(same)

    def fact(self, name: str) -> str | None:
        """What was noted under a name."""
        found = self._db.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def publish(self, **facts: str) -> None:
        """Note that this run is finished, with facts about it; outcomes that have no place in it are forgotten."""
        with self._told():
            self._db.execute("DELETE FROM published")
            self._db.execute("INSERT INTO published SELECT position, outcome FROM place")
            self._db.execute("DELETE FROM outcome WHERE id NOT IN (SELECT outcome FROM published)")
            self._db.execute("DELETE FROM fact")
            self._db.executemany("INSERT INTO fact VALUES (?, ?)", facts.items())
        self.commit()


_GONE = (
    "FROM published JOIN outcome ON outcome.id = published.outcome WHERE source NOT IN"
    " (SELECT source FROM place JOIN outcome ON outcome.id = place.outcome)"
)
