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
MOST_WAITING = 64
"""Outcomes that wait in memory, at most, to be written down together, since one statement for many costs half ..."""
MOST_BYTES = 1_000_000
"""... and about their bytes."""
_KEEP = (
    "INSERT INTO outcome (source, record, counts, signature, line, text, key) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET record = excluded.record, counts = excluded.counts,"
    " signature = excluded.signature, line = excluded.line, text = excluded.text"
)
_PLACE = "INSERT INTO place SELECT ?, id FROM outcome WHERE key = ?"
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
        self._waiting: list[tuple[int, bytes, Outcome]] = []
        self._bytes = 0
        self._knows = self._touched = False

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
                self._write()
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
        self._knows = self._db.execute("SELECT 1 FROM outcome LIMIT 1").fetchone() is not None
        self.commit()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise RunError(f"another run is at work in {self.path.parent.parent}") from None
            raise RunError(f"{self.path}: {error}") from None
        except sqlite3.DatabaseError as error:
            raise RunError(f"{self.path}: {error}; --fresh starts over") from None

    def recall(self, position: int, key: bytes, *, rejects: bool = True) -> bool:
        """Whether an earlier run knew the outcome of the key; then it takes its place. ``rejects`` False: only a record
        counts."""
        if not self._knows:
            return False
        with self._told():
            found = self._db.execute(_PLACE if rejects else f"{_PLACE} AND record IS NOT NULL", (position, key))
            self._commit_in_time()
        return found.rowcount == 1

    def keep(self, position: int, key: bytes, outcome: Outcome) -> None:
        """Write down an outcome and its place. What was known of the last finished run is then no longer so."""
        self._waiting.append((position, key, outcome))
        self._bytes += len(outcome.line) + len(outcome.text or b"")
        if len(self._waiting) >= MOST_WAITING or self._bytes >= MOST_BYTES:
            with self._told():
                self._write()
        self._commit_in_time()

    def _write(self) -> None:
        """Write down what waits."""
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        if not waiting:
            return
        if not self._touched:
            self._db.execute("DELETE FROM fact")
            self._touched = True
        self._db.executemany(_KEEP, [(*outcome, key) for _, key, outcome in waiting])
        self._db.executemany(_PLACE, [(position, key) for position, key, _ in waiting])

    def _rows(self, statement: str, *values: int | str) -> sqlite3.Cursor:
        """What is found in the tables and in what waits."""
        with self._told():
            self._write()
            return self._db.execute(statement, values)

    def _commit_in_time(self) -> None:
        now = time.monotonic()
        if now >= self._due:
            self.commit()
            self._due = now + COMMIT_EVERY

    def commit(self) -> None:
        """Make everything so far last, and begin the next transaction."""
        with self._told():
            self._write()
            self._db.execute("COMMIT")
            self._db.execute("BEGIN IMMEDIATE")

    def gone(self) -> list[str]:
        """The sources that the last finished run read, and this one did not meet, in their order."""
        rows = self._rows(f"SELECT source {_GONE} ORDER BY position")
        return list(dict.fromkeys(source for (source,) in rows))

    def keep_gone(self, position: int) -> int:
        """Give their outcomes the places from ``position`` on; returns how many there are."""
        placed = f"INSERT INTO place SELECT ? + row_number() OVER (ORDER BY position), outcome {_GONE}"
        return self._rows(placed, position - 1).rowcount

    def placed(self) -> Iterator[Placed]:
        """The outcomes in their order."""
        rows = self._rows(f"SELECT position, {_OUTCOME} ORDER BY position")
        return (Placed(position, Outcome(*values)) for position, *values in rows)

    def signatures(self) -> Iterator[tuple[int, bytes]]:
        """The positions and signatures of the records, in their order."""
        yield from self._rows(
            "SELECT position, signature FROM place JOIN outcome ON outcome.id = place.outcome"
            " WHERE signature IS NOT NULL ORDER BY position"
        )

    def at(self, position: int) -> Outcome:
        """The outcome at a position."""
        [row] = self._rows(f"SELECT {_OUTCOME} WHERE position = ?", position)
        return Outcome(*row)

    def same_as_published(self) -> bool:
        """Whether the outcomes and their order are those of the last finished run."""
        [(same,)] = self._rows(
            "SELECT (SELECT count(*) FROM place) = (SELECT count(*) FROM published) AND NOT EXISTS"
            " (SELECT 1 FROM place LEFT JOIN published USING (position) WHERE place.outcome IS NOT published.outcome)"
        )
        return bool(same)

    def fact(self, name: str) -> str | None:
        """What was noted under a name."""
        found = self._rows("SELECT value FROM fact WHERE name = ?", name).fetchone()
        return found[0] if found else None

    def publish(self, **facts: str) -> None:
        """Note that this run is finished, with facts about it; outcomes that have no place in it are forgotten."""
        with self._told():
            self._write()
            self._db.execute("DELETE FROM published")
            self._db.execute("INSERT INTO published SELECT position, outcome FROM place")
            self._db.execute("DELETE FROM outcome WHERE id NOT IN (SELECT outcome FROM published)")
            self._db.execute("DELETE FROM fact")
            self._db.executemany("INSERT INTO fact VALUES (?, ?)", facts.items())
        self.commit()


_OUTCOME = "source, record, counts, signature, line, text FROM place JOIN outcome ON outcome.id = place.outcome"
_GONE = (
    "FROM published JOIN outcome ON outcome.id = published.outcome WHERE source NOT IN"
    " (SELECT source FROM place JOIN outcome ON outcome.id = place.outcome)"
)
