"""Hard-wrapped lines joined to paragraphs; list items, table rows, headings and "Area: GRADE" lines left alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from pipeline.ingest.dates import find_date
from pipeline.ingest.hyphens import joined
from pipeline.ingest.labels import labels


class Line(NamedTuple):
    """A line without white space at its ends, and how far it was indented."""

    text: str
    indent: int


MARKER = re.compile(r"(?:[•◦●○▪▫■□◾◼‣⁃·*+>→–—-]+|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,4})[.)])\s")
"""What a list item begins with."""
UNFINISHED = re.compile(
    r"\b(?:to|of|at|in|by|the|an?|and|or|from|for|with|on|than|is|was|were|are|about|over|under|nearly|only|just)$"
)
"""What no line ends with that does not go on below."""
_STOPS = re.compile(r"[.!?…:][\"'”’)\]]*$")
_RULE = re.compile(r"[-=_*~ ]{3,}$")
_END = re.compile(r"\W*ends?\W*$", re.IGNORECASE)
_BEFORE_DATE = re.compile(r"(?:(?:date: *)?(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6},? *)?", re.IGNORECASE)
_LABELLED = re.compile(r"(?::| [–—-]) \w+(?: \w+){0,2}$")
MIN_WIDTH, MAX_WIDTH = 40, 100
"""The widths, in characters, at which plain text is wrapped."""
SLACK = 2
"""How many characters short of the width a line may have been broken: texts are edited after they were wrapped."""


def join_wrapped(lines: list[Line]) -> tuple[list[Line], bool]:
    """The lines with wrapped paragraphs joined, and whether any was joined.

    A text is wrapped if lines near its full width run on in lower case on the next. There, a line runs on if the next
    word would not have fitted on it. Everywhere, a line indented deeper than the list item above belongs to the item.
    """
    width = _wrap_width(lines)
    if not width and not any(line.indent for line in lines):
        return lines, False
    joined: list[Line] = []
    changed = False
    for block in _blocks(lines):
        paragraphs = list(_join_block(block, width))
        changed = changed or (width > 0 and len(paragraphs) < len(block))
        joined += paragraphs
        joined.append(Line("", 0))
    return joined, changed


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    block: list[Line] = []
    for line in lines:
        if line.text:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _wrap_width(lines: list[Line]) -> int:
    """The width at which the text was wrapped; 0 if it was not."""
    pairs = [
        (above.text, below.text)
        for above, below in pairwise(lines)
        if below.text and MIN_WIDTH <= len(above.text) <= MAX_WIDTH and below.text[0].islower()
        if _may_run_on(above, below)
    ]
    if not pairs:
        return 0
    width = max(len(above) for above, _ in pairs)
    evidence = sum(_is_full(above, below, width) for above, below in pairs)
    written = sum(bool(line.text) for line in lines)
    long = sum(len(line.text) >= MIN_WIDTH for line in lines)
    return width if (evidence > 1 or 0 < written <= 4) and evidence * 6 >= long else 0


def _is_full(above: str, below: str, width: int) -> bool:
    """Whether the first word of ``below`` would not have fitted on the line ``above``."""
    space = below.find(" ")
    return len(above) + 1 + (space if space > 0 else len(below)) > width - SLACK


def _may_run_on(above: Line, below: Line) -> bool:
    """Whether the two are not kept apart by a list marker, a table row, a rule, or the end of a sentence."""
    return not (
        _is_set_apart(above) or _is_set_apart(below) or begins_item(above.text, below.text) or _STOPS.search(above.text)
    )


def begins_item(above: str, below: str) -> bool:
    """Whether a list item begins below; a number is none where the line above waits for it: "cut it from 48 to"."""
    return bool(MARKER.match(below)) and not (below[0].isdigit() and UNFINISHED.search(above))


def _is_set_apart(line: Line) -> bool:
    text = line.text
    return "\t" in text or bool(_RULE.match(text) or _END.match(text)) or _is_dateline(text)


def _is_dateline(text: str) -> bool:
    """Whether the line is a date and no more, or forbids publication before it.

    >>> _is_dateline("Tuesday 4 April 2023"), _is_dateline("4 April 2023 was the day")
    (True, False)
    """
    if not text[-1:].isdigit() or (found := find_date(text[-MIN_WIDTH:])) is None:
        return False
    alone = len(text) <= MIN_WIDTH and found.end == len(text) and _BEFORE_DATE.fullmatch(text, 0, found.start)
    return bool(alone or labels().embargo.match(text))


def _join_block(block: list[Line], width: int) -> Iterator[Line]:
    whole = width > 0 and len(block) > 1 and _is_paragraph(block, width)
    current = block[0]
    above = current
    for number, below in enumerate(block[1:], start=1):
        if whole or _is_hanging(block, number, current) or (width and _runs_on(above, below, width)):
            current = Line(joined(current.text, below.text), current.indent)
        else:
            yield current
            current = below
        above = below
    yield current


def _is_paragraph(block: list[Line], width: int) -> bool:
    """Whether every line of the block but the last is full, and none begins an item or is a row."""
    return not any(map(_is_set_apart, block)) and all(
        _is_full(above.text, below.text, width)
        and not begins_item(above.text, below.text)
        and not _is_pair_of_rows(above, below)
        for above, below in pairwise(block)
    )


def _is_pair_of_rows(above: Line, below: Line) -> bool:
    """A line such as "Keeping people safe: GOOD" above one that begins anew."""
    return below.text[0].isupper() and bool(_LABELLED.search(above.text))


def _runs_on(above: Line, below: Line, width: int) -> bool:
    """A line of a wrapped text that goes on below: in lower case, or, being full, without having ended a sentence."""
    if not _may_run_on(above, below):
        return False
    return below.text[0].islower() or (_is_full(above.text, below.text, width) and not _is_pair_of_rows(above, below))


def _is_hanging(block: list[Line], number: int, item: Line) -> bool:
    """Whether the line is the continuation, indented deeper, of the list item or of the single line above it."""
    line = block[number]
    if line.indent <= item.indent + 1 or "\t" in line.text or "\t" in item.text or MARKER.match(line.text):
        return False
    if MARKER.match(item.text):
        return True
    alone = number + 1 == len(block) or block[number + 1].indent < line.indent
    return alone and block[number - 1] is item and item.text.endswith(":")
