"""Grade words in web pages: so that no table or list of grades is thrown away with what stands around it."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.pack import shipped

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MIN_GRADES = 2
"""How many rows or items must end in a grade for a table or list to be one of grades."""
MAX_ROW = 120
"""The longest row or item of such a list, in characters."""


def count_grades(text: str) -> int:
    """How many grade words there are in the text.

    >>> count_grades("Safe\\tRequires improvement\\nCaring\\tGood"), count_grades("Goods yard")
    (2, 0)
    """
    return sum(1 for _ in _grade().finditer(text))


def holds_grades(element: HtmlElement) -> bool:
    """Whether the element holds a table or list whose rows or items end in a grade."""
    found = 0
    for row in element.iter("tr", "li", "dd"):
        last = row[-1] if row.tag == "tr" and len(row) else row
        text = " ".join(last.text_content().split())
        found += len(text) <= MAX_ROW and bool(_graded().search(text))
        if found >= MIN_GRADES:
            return True
    return False


def part_grades(row: str) -> str:
    r"""The row with a tab before each grade at its end that is glued to the word before it.

    >>> part_grades("SafeRequires improvement"), part_grades("PreventionGoodOutstanding"), part_grades("Safe good")
    ('Safe\tRequires improvement', 'Prevention\tGood\tOutstanding', 'Safe good')
    """
    glued = _glued().search(row)
    return row[: glued.start()] + _grade_in_row().sub(r"\t\g<0>", glued.group()) if glued else row


def is_graded_row(text: str) -> bool:
    """Whether a grade begins or ends the line, as in a row or a list.

    >>> is_graded_row("Caring: good"), is_graded_row("Good: caring"), is_graded_row("A good day out")
    (True, True, False)
    """
    return bool(_graded().search(text) or _grade().match(text))


@lru_cache(maxsize=1)
def _glued() -> re.Pattern[str]:
    return re.compile(rf"(?<=[a-z)])(?=[A-Z])(?i:{_grades()})+$")


@lru_cache(maxsize=1)
def _grade_in_row() -> re.Pattern[str]:
    return re.compile(rf"(?i:{_grades()})")


@lru_cache(maxsize=1)
def _grade() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_grades()})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _graded() -> re.Pattern[str]:
    """A row that ends in a grade: the cell of a table, or the words after a colon or dash."""
    return re.compile(rf"(?:^|[:–—-] ?|\s)(?:{_grades()})\W*$", re.IGNORECASE)


def _grades() -> str:
    """The grades of the shipped scales, as alternatives of a pattern."""
    scales = (folder.joinpath("scales.toml") for folder in shipped().iterdir())
    texts = sorted(scale.read_text(encoding="utf-8") for scale in scales if scale.is_file())
    grades = {grade for text in texts for scale in tomllib.loads(text)["scale"] for grade in scale["grades"]}
    words = sorted(grades, key=lambda grade: (-len(grade), grade))
    return "|".join(re.escape(grade).replace(r"\-", r"[\s-]+") for grade in words)
