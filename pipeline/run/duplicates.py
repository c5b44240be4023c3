"""Near-duplicates of a whole run, found from the signatures in the ledger; on disk, so that memory stays flat.

The first of its like in the order of the inputs stands; a later text is its copy if the two are similar enough. Nothing
depends on the order in which the work was done.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from pipeline.run.job import RunError
from pipeline.run.ledger import Ledger
from pipeline.run.signature import bands, similarity

SIMILAR = 0.6
"""The share of runs of five words that two texts must have in common (Jaccard, estimated)."""
COMPARED = 8
"""With how many texts of a band a later one is compared, the first ones: bounds the work on texts from a template."""
_TABLES = (
    "signature (position INTEGER PRIMARY KEY, signature BLOB NOT NULL)",
    "band (band INTEGER NOT NULL, position INTEGER NOT NULL)",
    "pair (copy INTEGER NOT NULL, first INTEGER NOT NULL)",
    "copy (copy INTEGER PRIMARY KEY, first INTEGER NOT NULL, similarity REAL NOT NULL)",
)
_SORT = "CREATE TABLE candidate AS SELECT DISTINCT copy, first FROM pair ORDER BY copy, first"
"""A table too large for memory is sorted and read from end to end, and never looked into here and there."""
_SHARED = (
    "SELECT band, position FROM band WHERE band IN (SELECT band FROM band GROUP BY band HAVING count(*) > 1)"
    " ORDER BY band, position"
)
"""Most bands are those of one text alone, and need not leave the database."""
_CANDIDATES = (
    "SELECT copy, first, later.signature, earlier.signature FROM candidate"
    " CROSS JOIN signature AS later ON later.position = copy"
    " CROSS JOIN signature AS earlier ON earlier.position = first"
    " ORDER BY candidate.rowid"
)


class Copy(BaseModel):
    """A later text that is nearly the same, with its similarity to the first."""

    source: str
    id: str
    similarity: float


class Duplicates(BaseModel):
    """One line of ``duplicates.jsonl``: the first of several texts that are nearly the same, and its copies."""

    source: str
    id: str
    copies: list[Copy]


class Pair(NamedTuple):
    """The positions of a text and of its copy."""

    first: int
    copy: int
    similarity: float


class Copies:
    """The near-duplicates of a run, by position."""

    def __init__(self, db: sqlite3.Connection, ledger: Ledger) -> None:
        self._db = db
        self._ledger = ledger

    def __contains__(self, position: int) -> bool:
        """Whether the record at a position is a copy of an earlier one."""
        return _is_copy(self._db, position)

    def __len__(self) -> int:
        [(count,)] = self._db.execute("SELECT count(*) FROM copy")
        return int(count)

    def groups(self) -> Iterator[Duplicates]:
        """Those that have copies, in their order, with their copies in theirs."""
        rows = map(Pair._make, self._db.execute("SELECT first, copy, similarity FROM copy ORDER BY first, copy"))
        for first, pairs in groupby(rows, key=itemgetter(0)):
            source, record = self._named(first)
            copies = [Copy(**self._as_copy(pair)) for pair in pairs]
            yield Duplicates(source=source, id=record, copies=copies)

    def _as_copy(self, pair: Pair) -> dict[str, str | float]:
        source, record = self._named(pair.copy)
        return {"source": source, "id": record, "similarity": round(pair.similarity, 3)}

    def _named(self, position: int) -> tuple[str, str]:
        outcome = self._ledger.at(position)
        return outcome.source, outcome.record_id or ""


@contextmanager
def copies(ledger: Ledger, scratch: Path) -> Iterator[Copies]:
    """The near-duplicates among the records placed in the ledger. ``scratch`` is a file, used meanwhile.

    Raises :class:`RunError` if the disk is full.
    """
    scratch.unlink(missing_ok=True)
    db = sqlite3.connect(scratch, isolation_level=None)
    try:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        for table in _TABLES:
            db.execute(f"CREATE TABLE {table}")
        db.execute("BEGIN")
        _sign(db, ledger)
        db.executemany("INSERT INTO pair VALUES (?, ?)", _pairs(db))
        db.execute(_SORT)
        _compare(db)
        db.execute("COMMIT")
        yield Copies(db, ledger)
    except sqlite3.Error as error:
        raise RunError(f"{scratch}: {error}") from None
    finally:
        db.close()
        scratch.unlink(missing_ok=True)


def _sign(db: sqlite3.Connection, ledger: Ledger) -> None:
    """Write down all signatures and their bands."""
    for position, signature in ledger.signatures():
        db.execute("INSERT INTO signature VALUES (?, ?)", (position, signature))
        db.executemany("INSERT INTO band VALUES (?, ?)", [(band, position) for band in bands(signature)])


def _pairs(db: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """The positions of the texts that share a band, the later one first; once for each band that they share."""
    rows = db.execute(_SHARED)
    for _, members in groupby(rows, key=itemgetter(0)):
        firsts: list[int] = []
        for _, position in members:
            yield from ((position, first) for first in firsts)
            if len(firsts) < COMPARED:
                firsts.append(position)


def _compare(db: sqlite3.Connection) -> None:
    """Write down which are copies, and of which: of the earliest that is similar enough and no copy itself."""
    for copy, rows in groupby(db.execute(_CANDIDATES), key=itemgetter(0)):
        for _, first, later, earlier in rows:
            alike = similarity(later, earlier, SIMILAR)
            if alike and not _is_copy(db, first):
                db.execute("INSERT INTO copy VALUES (?, ?, ?)", (copy, first, alike))
                break


def _is_copy(db: sqlite3.Connection, position: int) -> bool:
    return db.execute("SELECT 1 FROM copy WHERE copy = ?", (position,)).fetchone() is not None
