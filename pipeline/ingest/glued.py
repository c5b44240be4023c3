"""Rows whose cells lost what parted them, as text copied from a page has them: "SafeRequires improvement"."""

from __future__ import annotations

import re
from itertools import groupby

from pipeline.ingest.grade_words import MAX_ROW, part_grades
from pipeline.ingest.wrap import Line

LEAST_ROWS = 3
"""How many lines next to one another must end so: one alone is a slip, or the name of a firm."""

_SEAM = re.compile(r"[a-z)][A-Z][a-z]+(?: [a-z]+){0,3}$")


def part_rows(lines: list[Line]) -> tuple[list[Line], bool]:
    r"""The lines with a tab before the grades that were glued to the cell before them, and whether there were any.

    >>> rows = [Line(f"{area}Good", 0) for area in ("Safe", "Caring", "Well-led")]
    >>> [row.text for row in part_rows(rows)[0]]
    ['Safe\tGood', 'Caring\tGood', 'Well-led\tGood']
    >>> part_rows([*rows[:2], Line("SmartHomes", 0)])[1]
    False
    """
    seams = [number for number, line in enumerate(lines) if has_seam(line.text)]
    if len(seams) < LEAST_ROWS:
        return lines, False
    rows = {number: parted for number in seams if (parted := part_grades(lines[number].text)) != lines[number].text}
    filled = (number for number, line in enumerate(lines) if line.text)
    runs = [list(run) for glued, run in groupby(filled, rows.__contains__) if glued]
    mended = {number for run in runs if len(run) >= LEAST_ROWS for number in run}
    return [line._replace(text=rows[n]) if n in mended else line for n, line in enumerate(lines)], bool(mended)


def has_seam(line: str) -> bool:
    """Whether a short line ends in words that begin with a capital right behind a small letter."""
    return 0 < len(line) <= MAX_ROW and line[-1].isalpha() and _SEAM.search(line) is not None
