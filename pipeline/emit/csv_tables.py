"""The tables as CSV files (RFC 4180, UTF-8), safe to open in a spreadsheet.

Null is an empty cell, lists and mappings are JSON. A spreadsheet takes a cell that begins like a formula for one, and
articles are written by strangers: such a cell gets an apostrophe in front. :func:`original` takes it off again.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.emit.tables import Cell, rows, tables
from pipeline.record import Record

if TYPE_CHECKING:
    from _csv import Writer

_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]|'*[\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def write_csv(records: Iterable[Record], folder: Path) -> Counter[str]:
    """Write one file for each table into ``folder``; returns the number of rows by table. Raises ``OSError``."""
    written = Counter({table.name: 0 for table in tables()})
    with ExitStack() as files:
        writers: dict[str, Writer] = {}
        for table in tables():
            file = (folder / f"{table.name}.csv").open("w", encoding="utf-8", newline="")
            writers[table.name] = csv.writer(files.enter_context(file))
            writers[table.name].writerow([column.name for column in table.columns])
        for name, row in rows(records):
            writers[name].writerow([cell_text(cell) for cell in row])
            written[name] += 1
    return written


def cell_text(cell: Cell) -> str:
    """A cell as it is written, before quoting.

    >>> cell_text(None), cell_text(True), cell_text({"good": 3}), cell_text("=1+1")
    ('', 'true', '{"good": 3}', "'=1+1")
    """
    if cell is None:
        return ""
    if isinstance(cell, str):
        return neutral(cell)
    return json.dumps(cell, ensure_ascii=False)


def neutral(text: str) -> str:
    """The text with an apostrophe in front if a spreadsheet could take it for a formula; numbers stay.

    >>> neutral("@SUM(A1)"), neutral(" -1+1"), neutral("-0.5"), neutral("'good'")
    ("'@SUM(A1)", "' -1+1", '-0.5', "'good'")
    """
    return f"'{text}" if _risky(text) else text


def original(text: str) -> str:
    """The text that :func:`neutral` was given.

    >>> original("'=1+1"), original("'good'"), original(neutral("'=1+1"))
    ('=1+1', "'good'", "'=1+1")
    """
    return text[1:] if text.startswith("'") and _risky(text[1:]) else text


def _risky(text: str) -> bool:
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)
