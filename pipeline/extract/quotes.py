"""Words between quotation marks: where quotes begin and end, and which of them are one speech."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.reading import Reading, Span

_MARKS = tuple(
    (mark, re.compile(rf"{mark}(?!(?<=[^\W_]{mark})[^\W_])" if mark in "‘’'" else mark)) for mark in "“”\"‘’'"
)
"""The marks, each with the pattern that finds it where it does not stand inside a word: one letter is found fast."""
_ELISION = re.compile(r"['’‘](?:\d0s|n|tis|twas|em|til|cause)\b")
_CLOSERS = {"“": "”", '"': '"', "‘": "’'", "'": "'’", "”": ""}
_ENDS_SPEECH = ".,!?…"


class Quote(NamedTuple):
    """The words inside a pair of marks. ``continued``: the speech goes on in the next quote, whose paragraph opens with
    a mark of its own; the first has no closing mark then.
    """

    start: int
    end: int
    continued: bool = False

    def is_speech(self, text: str) -> bool:
        """Whether the marks hold a sentence or clause and not a word or two at arm's length.

        >>> text = "“We knew,” she said of the ‘special measures’."
        >>> Quote(1, 9).is_speech(text), Quote(28, 44).is_speech(text)
        (True, False)
        """
        return (
            self.continued
            or text[self.end - 1 : self.end] in {*_ENDS_SPEECH}
            or text.count(" ", self.start, self.end) > 2
        )


def quotes(reading: Reading) -> list[Quote]:
    """Every quote of the story, in text order. A quote inside another is part of it."""
    text, lines, starts = reading.text, reading.lines, reading.line_starts
    by_line: dict[int, list[tuple[int, str]]] = {}
    for position, mark in _marks(text):
        if mark in '“”"' or not _is_elision(text, position):
            index = bisect_right(starts, position) - 1
            if index >= 0 and position < lines[index].end:
                by_line.setdefault(index, []).append((position, mark))
    found: list[Quote] = []
    for index, marks in by_line.items():
        following = text[lines[index + 1].start] if index + 1 < len(lines) else ""
        found += _of_line(text, lines[index], marks, following)
    return found


def _marks(text: str) -> list[tuple[int, str]]:
    """Where marks stand that are not inside a word, and which, in text order."""
    return sorted([(found.start(), mark) for mark, one in _MARKS if mark in text for found in one.finditer(text)])


def _of_line(text: str, line: Span, marks: list[tuple[int, str]], following: str) -> Iterator[Quote]:
    """The quotes of one line and its marks; ``following`` is the first character of the next one."""
    index = 0
    while index < len(marks):
        position, mark = marks[index]
        if not _opens(text, position, mark, line):
            index += 1
            continue
        close = _closing(text, marks, index)
        if close is not None:
            yield Quote(position + 1, marks[close][0])
            index = close + 1
        elif mark in '“"‘' and (following == mark or position == line.start):
            yield Quote(position + 1, line.end, following == mark)
            return
        else:
            index += 1


def _is_elision(text: str, position: int) -> bool:
    """Whether a single mark stands for what is left out at the beginning of a word: "'tis", "the '90s"."""
    return not (position and text[position - 1].isalnum()) and _ELISION.match(text, position) is not None


def _opens(text: str, position: int, mark: str, line: Span) -> bool:
    """Whether the mark opens a quote: it stands before a word and not right behind one."""
    if mark in "”’":
        return False
    before = text[position - 1] if position > line.start else " "
    after = text[position + 1] if position + 1 < line.end else " "
    return not after.isspace() and not before.isalnum() and (mark == "“" or before not in _ENDS_SPEECH)


def _closing(text: str, marks: list[tuple[int, str]], opening: int) -> int | None:
    """The index of the mark that closes the one at ``opening``, or None.

    After a single mark, an apostrophe at the end of a word ("the inspectors' view") may look like a closing mark: one
    behind a point or comma is preferred to it, unless another quote opens before.
    """
    closers = _CLOSERS[marks[opening][1]]
    double = closers in {"”", '"'}
    first: int | None = None
    for index in range(opening + 1, min(opening + 40, len(marks))):
        position, mark = marks[index]
        if mark not in closers or (mark == '"' and text[position - 1].isspace()):
            if first is not None and mark in '‘“"':
                break
            continue
        if double or text[position - 1] in _ENDS_SPEECH:
            return index
        if first is not None and mark == "'" and not text[position - 1].isalnum():
            break
        if first is None or text[marks[first][0] - 1] == "s":
            first = index if first is None or text[position - 1] != "s" else first
    return first
