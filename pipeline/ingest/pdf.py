"""PDF -> lines of text: broken lines joined, cells of table rows parted. Needs pypdfium2: the `pdf` extra.

A PDF knows only where each character stands. What is said here of paragraphs and rows is read from these places.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from pipeline.ingest.formats import Aside, Metadata, Page
from pipeline.ingest.grade_words import is_graded_row
from pipeline.ingest.hyphens import BREAK, joined
from pipeline.ingest.packed import MAX_BYTES, UnreadableError, damage
from pipeline.ingest.wrap import MARKER, UNFINISHED, begins_item

MAX_PAGES = 500
"""The longest document, in pages. No article is a tenth of it."""
GAP = 1.15
"""Space between words that is wider than this many times the font's size parts cells."""
LOOSE = 1.2
"""Lines further apart than this many times the usual distance are of two paragraphs."""
SIZES_APART = 1.12
"""Font sizes whose ratio is greater are two."""
MIN_LEADING = 0.8
"""The next line stands at least so many times the font's size lower."""
INDENT = 0.8
"""A line that begins this many times the font's size further to the right begins a paragraph."""
_HYPHEN = re.compile("(?<=[^\\W\\d_])[\u00ad\u0002\ufffe]$|(?<=\\d)[-\u0002\ufffe]$")
_STOP = re.compile(r"[.!?:…][\"'”’)\]]*$")
_NUMBER = re.compile(r"\d+")
_PAGE_EDGE = re.compile(  # page numbers, and what browsers print above and below a page
    r"(?:(?:page )?\d{1,3}(?: ?(?:/|of) ?\d{1,3})?|(?:file|https?)://\S+(?:\s\d+/\d+)?"
    r"|\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d\d(?: [AP]M)?(?:\t.*)?)$",
    re.IGNORECASE,
)
MIN_BROKEN = 24
"""A line of fewer characters was not broken for want of room."""
MAX_ROW_WORDS = 12
"""A line of more words is no row of a table."""
WIDE = 0.5
"""No space between words of a line that is not stretched is wider than this many times the font's size."""
ALIKE = 0.35
"""Gaps that differ by less than this many times the font's size are as wide as one another."""
ALIGNED = 2.0
"""Words that begin so near to the beginning of a cell above or below, in points, begin a cell."""


class Line(NamedTuple):
    """A line of a page: its text, cells parted by tabs; where it begins, ends and stands; and its font's size.

    Places and sizes are in points from the lower left corner of the page. ``words`` are where the words after the first
    begin, by the space before them, and ``gaps`` how wide that space is. PDFium joins two lines with a broken word:
    ``foot`` is where the last one stands.
    """

    text: str
    left: float
    right: float
    base: float
    foot: float
    size: float
    page: int
    words: dict[int, float]
    gaps: dict[int, float]


def read_page(data: bytes) -> Page | None:
    """The text of the document. Raises ``UnreadableError`` if it is damaged, locked, too long, or a scan."""
    try:
        with damage("a PDF"):
            document = pypdfium2.PdfDocument(data)
    except UnreadableError as reason:
        if "password" in reason.detail.lower():
            raise UnreadableError("encrypted", "a PDF that is locked with a password") from None
        raise
    with damage("a PDF"):
        try:
            return _page_of(document)
        finally:
            document.close()


def _page_of(document: pypdfium2.PdfDocument) -> Page:
    if len(document) > MAX_PAGES:
        raise UnreadableError("too-large", f"a PDF of more than {MAX_PAGES} pages")
    pages = [list(_lines(document, number)) for number in range(len(document))]
    lines, repeated = _without_repeated(pages)
    lines = _with_aligned_cells(_with_aligned_cells(lines)[::-1])[::-1]
    if not lines:
        raise UnreadableError("no-text-layer", "a PDF whose pages are pictures: without text, it needs OCR first")
    text = "\n".join(_paragraphs(lines)).replace("\u0002", BREAK)
    title = " ".join((document.get_metadata_value("Title") or "").split())
    metadata = Metadata(title=title if title and title in text[:1000].split("\n") else None)
    return Page(text, metadata, (Aside("note", "\n".join(repeated)),) if repeated else ())


def _lines(document: pypdfium2.PdfDocument, number: int) -> Iterator[Line]:
    """The lines of a page in the order in which the page writes them, which follows columns."""
    page = document[number]
    textpage = page.get_textpage()
    try:
        text = textpage.get_text_range() if textpage.count_chars() else ""
        if len(text) > MAX_BYTES:
            raise UnreadableError("too-large", f"a page of more than {MAX_BYTES:,} characters")
        place = _Places(textpage)
        start = 0
        for raw_line in text.split("\n"):
            line = raw_line.rstrip("\r ")
            first = start + len(line) - len(line.lstrip())
            if line.strip():
                yield place.line(line.lstrip(), first, number)
            start += len(raw_line) + 1
    finally:
        textpage.close()
        page.close()


class _Places:
    """Where the characters of a page stand."""

    def __init__(self, textpage: pypdfium2.PdfTextPage) -> None:
        self._page = textpage.raw
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._pointers = [ctypes.byref(number) for number in self._numbers]

    def line(self, text: str, start: int, page: int) -> Line:
        """The line that begins with the character ``start``, with tabs for its wide gaps.

        It stands where the words behind its marker stand: bullets may be larger, and higher.
        """
        marker = MARKER.match(text)
        begin = marker.end() if marker and marker.end() < len(text) else 0
        left, _ = self._origin(start)
        _, base = self._origin(start + begin)
        size = self._size(start + begin)
        cells, words, gaps = list(text), {}, {}
        for place, char in enumerate(text):
            if char == " " and 0 < place < len(text) - 1:
                _, end = self._sides(start + place - 1)
                words[place], _ = self._sides(start + place + 1)
                if place >= begin:
                    gaps[place] = words[place] - end
        for place in _between_cells(gaps, size):
            cells[place] = "\t"
        _, right = self._sides(start + len(text) - 1)
        _, foot = self._origin(start + len(text) - 1)
        foot = foot if base - foot > MIN_LEADING * size else base
        return Line("".join(cells), left, right, base, foot, size, page, words, gaps)

    def _origin(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharOrigin(self._page, index, *self._pointers[:2])
        return self._numbers[0].value, self._numbers[1].value

    def _size(self, index: int) -> float:
        """The size of a character as it is seen: pages may be scaled."""
        matrix = raw.FS_MATRIX()
        is_known = raw.FPDFText_GetMatrix(self._page, index, ctypes.byref(matrix))
        scale = math.hypot(matrix.c, matrix.d) if is_known else 1.0
        size: float = raw.FPDFText_GetFontSize(self._page, index)
        return max(size * (scale or 1.0), 1.0)

    def _sides(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharBox(self._page, index, *self._pointers)
        return self._numbers[0].value, self._numbers[1].value


def _between_cells(gaps: Mapping[int, float], size: float) -> Iterator[int]:
    """The places of spaces that are wide enough to part cells. Gaps that are all alike stretch a line to its margin.

    >>> list(_between_cells({4: 2.5, 9: 30.0}, 10)), list(_between_cells({4: 12.0, 9: 12.5, 12: 11.8}, 10))
    ([9], [])
    """
    stretched = len(gaps) > 1 and max(gaps.values()) - min(gaps.values()) < ALIKE * size
    return (place for place, gap in gaps.items() if gap > GAP * size and not stretched)


def _without_repeated(pages: Sequence[Sequence[Line]]) -> tuple[list[Line], list[str]]:
    """The lines of the story, and once each the lines that stand at the top or bottom of most pages."""
    edges = Counter(words for page in pages for words in {_unnumbered(line) for line in (*page[:2], *page[-2:])})
    often = max(2, len(pages) / 2)
    kept: list[Line] = []
    repeated: dict[str, None] = {}
    for page in pages:
        for number, line in enumerate(page):
            at_edge = number < 2 or number >= len(page) - 2
            if at_edge and (edges[_unnumbered(line)] >= often or _PAGE_EDGE.match(line.text)):
                repeated[line.text] = None
            else:
                kept.append(line)
    return kept, list(repeated)


def _with_aligned_cells(lines: Sequence[Line]) -> list[Line]:
    """The lines, with tabs where a word stands below the beginning of a cell, however narrow the space before it."""
    aligned: list[Line] = []
    for line in lines:
        above = aligned[-1] if aligned else None
        if above is not None and "\t" in above.text and above.page == line.page and _may_be_row(line):
            places = _below_cells(above, line) | _below_words(above, line)
            text = "".join("\t" if place in places else char for place, char in enumerate(line.text))
            line = line._replace(text=text)  # noqa: PLW2901  (the line, better read)
        aligned.append(line)
    return aligned


def _below_cells(row: Line, line: Line) -> set[int]:
    """The places before those words of a line that begin where a cell of the row above does."""
    starts = [x for place, x in row.words.items() if row.text[place] == "\t"]
    return {place for place, x in line.words.items() if any(abs(x - start) < ALIGNED for start in starts)}


def _below_words(row: Line, line: Line) -> set[int]:
    """The places before those words that begin where any word of a row does, though other words stand before them.

    Two lines that begin alike have their first words above one another in any text; those of cells are so whatever
    stands before them, and one of the two has more space before it than words have.
    """
    places: set[int] = set()
    if abs(row.left - line.left) > ALIGNED or not _may_be_row(row):
        return places
    begin = above = 0
    for place, x in line.words.items():
        over = next((other for other, start in row.words.items() if abs(x - start) < ALIGNED), None)
        if over is None:
            continue
        widest = max(row.gaps.get(over, 0.0), line.gaps.get(place, 0.0))
        if widest > WIDE * line.size and row.text[above:over].split() != line.text[begin:place].split():
            places.add(place)
        begin, above = place, over
    return places


def _may_be_row(line: Line) -> bool:
    """Whether a line is short enough, and no end of a sentence."""
    return len(line.words) < MAX_ROW_WORDS and not line.text.endswith(".")


def _unnumbered(line: Line) -> str:
    return _NUMBER.sub("#", line.text)


class _Layout(NamedTuple):
    """How a document is set: the usual distance of two lines by the size of their font, how far lines reach, by their
    page, where they begin and their size, and the size of most of the text.
    """

    pitch: dict[int, float]
    edges: dict[tuple[int, int, int], float]
    size: float


def _layout(lines: Sequence[Line]) -> _Layout:
    near: dict[int, list[float]] = {}
    sure: dict[int, list[float]] = {}
    edges: dict[tuple[int, int, int], float] = {}
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
        if "\t" not in line.text:
            key = _column(line)
            edges[key] = max(edges.get(key, 0.0), line.right)
    for above, below in pairwise(lines):
        pitch = above.foot - below.base
        if above.page == below.page and MIN_LEADING * below.size < pitch < 2.6 * below.size:
            near.setdefault(round(below.size), []).append(pitch)
            if below.text[0].islower():  # a line that surely goes on
                sure.setdefault(round(below.size), []).append(pitch)
    pitches = {size: min(found) for size, found in near.items()} | {size: median(found) for size, found in sure.items()}
    return _Layout(pitches, edges, sizes.most_common(1)[0][0])


def _column(line: Line) -> tuple[int, int, int]:
    return line.page, round(line.left / 10), round(line.size)


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """The lines with broken ones joined; a blank line where the page leaves more space than between lines."""
    layout = _layout(lines)
    current = lines[0].text
    for above, below in pairwise(lines):
        is_apart = _is_apart(above, below, layout)
        if not is_apart and _runs_on(above, below, layout):
            current = joined(current, below.text)
        else:
            yield current
            if is_apart:
                yield ""
            current = below.text
    yield current


def _is_apart(above: Line, below: Line, layout: _Layout) -> bool:
    """Whether more space than between lines parts the two, and they are no rows of a table."""
    if ("\t" in above.text and "\t" in below.text) or above.page != below.page:
        return False
    return _differ(above, below) or above.foot - below.base > LOOSE * layout.pitch.get(
        round(below.size), below.size * 1.3
    )


def _runs_on(above: Line, below: Line, layout: _Layout) -> bool:
    """Whether a line goes on below."""
    if "\t" in above.text or "\t" in below.text or begins_item(above.text, below.text) or _differ(above, below):
        return False
    if above.page != below.page or above.foot <= below.base:  # the next page, or the next column
        return not _STOP.search(above.text) and below.text[0].islower()
    if below.size > SIZES_APART * layout.size:  # two lines of a title, perhaps centred
        return True
    if _is_indented(above, below):
        return False
    return bool(_HYPHEN.search(above.text)) or below.text[0].islower() or _is_full(above, below, layout)


def _differ(above: Line, below: Line) -> bool:
    """Whether the two are in fonts of different sizes."""
    return not 1 / SIZES_APART < above.size / below.size < SIZES_APART


def _is_indented(above: Line, below: Line) -> bool:
    """Whether the line below begins further in, and not because it hangs from a list item."""
    return below.left - above.left > INDENT * below.size and not MARKER.match(above.text)


def _is_full(above: Line, below: Line, layout: _Layout) -> bool:
    """Whether the first word of ``below`` would not have fitted on the line ``above``."""
    if len(above.text) < MIN_BROKEN:
        return False
    edge = max(layout.edges.get(_column(line), 0.0) for line in (above, below))
    first = min(below.words.values(), default=below.right) - below.left
    return above.right + first + _slack(above.text, below.text) * above.size > edge


def _slack(above: str, below: str) -> float:
    """How many times the font's size the margin may lie behind the longest line: nothing stretches lines to it."""
    if UNFINISHED.search(above) or (below[0].isdigit() and not is_graded_row(above)):
        return 2.5
    return 0.25 if _STOP.search(above) or is_graded_row(above) else 1.0
