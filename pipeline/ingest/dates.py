"""Dates as British papers write them -> ISO. A date without a year, or a relative one, is none."""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_MONTHS = (
    ("january", "jan", "ionawr"), ("february", "feb", "chwefror"), ("march", "mar", "mawrth"),
    ("april", "apr", "ebrill"), ("may", "mai"), ("june", "jun", "mehefin"), ("july", "jul", "gorffennaf"),
    ("august", "aug", "awst"), ("september", "sept", "sep", "medi"), ("october", "oct", "hydref"),
    ("november", "nov", "tachwedd"), ("december", "dec", "rhagfyr"),
)  # fmt: skip
_MONTH_NUMBER = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
MONTH = "(?:" + "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True)) + r")\b\.?"
"""The name of a month, short or in full, English or Welsh: a pattern for use without regard to case."""
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?P<iso>{_YEAR}-\d\d-\d\d)"
    rf"|(?P<d1>{_DAY})(?:\s+of)?[ -]?(?P<m1>{MONTH}),?[ -]?(?P<y1>{_YEAR})"
    rf"|(?P<m2>{MONTH})\s*(?P<d2>{_DAY})(?:,\s*|\s+)(?P<y2>{_YEAR})"
    rf"|(?P<d3>[0-3]?\d)(?P<sep>[/.-])(?P<m3>[0-3]?\d)(?P=sep)(?P<y3>{_YEAR}|\d\d)"
    rf")(?![/\d])(?!\.\d)",
    re.IGNORECASE,
)


DAYS_APART = 1
"""Dates of publication that differ by no more are one: a moment is of two days in two time zones."""


class DateFound(NamedTuple):
    """A date and where it stands: offsets into the string that was searched, end exclusive."""

    start: int
    end: int
    iso: str


def find_date(text: str, start: int = 0) -> DateFound | None:
    """The first full date (day, month and year) in ``text`` from ``start`` on; numbers are read day first.

    >>> find_date("06:00, Thursday 3rd Nov 2016")
    DateFound(start=16, end=28, iso='2016-11-03')
    >>> find_date("16/02/24").iso, find_date("Feb 16, 2024").iso
    ('2024-02-16', '2024-02-16')
    >>> find_date("7 May") is find_date("Spring 2024") is find_date("31/02/2024") is None
    True
    """
    for match in _DATE.finditer(text, start):
        iso = _iso(match)
        if iso is not None:
            return DateFound(match.start(), match.end(), iso)
    return None


def to_iso(value: str) -> str | None:
    """The date of a date or timestamp given as metadata (``2024-02-16T06:30:00Z``, ``16 February 2024``), or None.

    >>> to_iso("2024-02-16T06:30:00+00:00"), to_iso("yesterday")
    ('2024-02-16', None)
    """
    stamp = re.match(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?=$|[T\s])", value)
    if stamp is not None:
        return _valid(int(stamp[1]), int(stamp[2]), int(stamp[3]))
    found = find_date(value[:200])
    return found.iso if found else None


def are_apart(one: str, other: str) -> bool:
    """Whether two ISO dates are not the same date of publication.

    >>> are_apart("2024-02-15", "2024-02-16"), are_apart("2024-02-15", "2024-02-19")
    (False, True)
    """
    days = datetime.date.fromisoformat(one) - datetime.date.fromisoformat(other)
    return abs(days.days) > DAYS_APART


def _iso(match: re.Match[str]) -> str | None:
    if match["iso"]:
        year, month, day = match["iso"].split("-")
        return _valid(int(year), int(month), int(day))
    if match["d3"]:
        return _numeric(match["d3"], match["m3"], match["y3"])
    day, month, year = match.group("d1", "m1", "y1") if match["d1"] else match.group("d2", "m2", "y2")
    return _valid(int(year), _MONTH_NUMBER[month.lower().rstrip(".")], int(day.rstrip("stndrhSTNDRH")))


def _numeric(day: str, month: str, year: str) -> str | None:
    """Day first; month first only where there is no such month."""
    full_year = int(year) if len(year) == 4 else 2000 + int(year) if int(year) < 70 else 1900 + int(year)
    return _valid(full_year, int(month), int(day)) or _valid(full_year, int(day), int(month))


def _valid(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None
