"""PDF -> lines of text: broken lines joined, cells of table rows parted. Needs pypdfium2: the `pdf` extra.

A PDF knows only where each character stands. What is said here of paragraphs and rows is read from these places.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

from pipeline.ingest.formats import Aside, Metadata, Page
from pipeline.ingest.packed import MAX_BYTES, UnreadableError, damage
from pipeline.ingest.wrap import MARKER

MAX_PAGES = 500
"""The longest document, in pages. No article is a tenth of it."""
GAP = 1.5
"""Space between words that is wider than this many times the font's size parts cells."""
LOOSE = 1.2
"""Lines further apart than this many times the usual distance are of two paragraphs."""
SIZES_APART = 1.12
"""Font sizes whose ratio is greater are two."""
INDENT = 0.8
"""A line that begins this many times the font's size further to the right begins a paragraph."""
_HYPHEN = re.compile("(?<=[^\\W\\d_])[\u00ad\u0002\ufffe]$")
_PLAIN_HYPHEN = re.compile(r"[a-z]{2}-$")
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
ALIGNED = 2.0
"""Words that begin so near to the beginning of a cell above or below, in points, begin a cell."""


class Line(NamedTuple):
    """A line of a page: its text, cells parted by tabs; where it begins, ends and stands; and its font's size.

    Places and sizes are in points from the lower left corner of the page. ``words`` are where the words after the first
    begin, by the space before them.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    page: int
    words: dict[int, float]


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
    text = "\n".join(_paragraphs(lines))
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
        """The line that begins with the character ``start``, with tabs for its wide gaps."""
        raw.FPDFText_GetCharOrigin(self._page, start, *self._pointers[:2])
        left, base = self._numbers[0].value, self._numbers[1].value
        size = max(raw.FPDFText_GetFontSize(self._page, start), 1.0)
        cells, words = list(text), {}
        for place, char in enumerate(text):
            if char == " " and 0 < place < len(text) - 1:
                _, end = self._sides(start + place - 1)
                begin, _ = self._sides(start + place + 1)
                words[place] = begin
                if begin - end > GAP * size:
                    cells[place] = "\t"
        _, right = self._sides(start + len(text) - 1)
        return Line("".join(cells), left, right, base, size, page, words)

    def _sides(self, index: int) -> tuple[float, float]:
        raw.FPDFText_GetCharBox(self._page, index, *self._pointers)
        return self._numbers[0].value, self._numbers[1].value


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
            starts = [x for place, x in above.words.items() if above.text[place] == "\t"]
            places = {p for p, x in line.words.items() if any(abs(x - start) < ALIGNED for start in starts)}
            text = "".join("\t" if place in places else char for place, char in enumerate(line.text))
            line = line._replace(text=text)  # noqa: PLW2901  (the line, better read)
        aligned.append(line)
    return aligned


def _may_be_row(line: Line) -> bool:
    """Whether a line without cells is short enough, and no end of a sentence."""
    return "\t" not in line.text and len(line.words) < MAX_ROW_WORDS and not line.text.endswith(".")


def _unnumbered(line: Line) -> str:
    return _NUMBER.sub("#", line.text)


def _paragraphs(lines: Sequence[Line]) -> Iterator[str]:
    """The lines with broken ones joined; a blank line where the page leaves more space than between lines."""
    usual = _usual_pitch(lines)
    edges = _right_edges(lines)
    current = lines[0].text
    for above, below in pairwise(lines):
        pitch = above.base - below.base
        is_table = "\t" in above.text and "\t" in below.text
        apart = not is_table and above.page == below.page and pitch > LOOSE * usual.get(_size(below), below.size * 1.3)
        if _runs_on(above, below, edges) and not apart:
            current = _joined(current, below.text)
        else:
            yield current
            if apart:
                yield ""
            current = below.text
    yield current


def _size(line: Line) -> int:
    return round(line.size)


def _usual_pitch(lines: Sequence[Line]) -> dict[int, float]:
    """The distance between two lines of a paragraph, by the size of their font."""
    pitches: dict[int, list[float]] = {}
    for above, below in pairwise(lines):
        if above.page == below.page and 0 < above.base - below.base < 2.6 * below.size:
            pitches.setdefault(_size(below), []).append(round(above.base - below.base, 1))
    return {size: min(median(found), Counter(found).most_common(1)[0][0]) for size, found in pitches.items()}


def _right_edges(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """How far the lines reach that begin at one place, by page and that place."""
    edges: dict[tuple[int, int], float] = {}
    for line in lines:
        if "\t" not in line.text:
            key = line.page, round(line.left / 10)
            edges[key] = max(edges.get(key, 0.0), line.right)
    return edges


def _runs_on(above: Line, below: Line, edges: dict[tuple[int, int], float]) -> bool:
    """Whether a line goes on below."""
    if "\t" in above.text or "\t" in below.text or MARKER.match(below.text):
        return False
    if not 1 / SIZES_APART < above.size / below.size < SIZES_APART:
        return False
    if above.page != below.page or above.base <= below.base:  # the next page, or the next column
        return not _STOP.search(above.text) and below.text[0].islower()
    if _is_indented(above, below):
        return False
    if _HYPHEN.search(above.text) or below.text[0].islower():
        return True
    return _is_full(above, below, edges)


def _is_indented(above: Line, below: Line) -> bool:
    """Whether the line below begins further in, and not because it hangs from a list item."""
    return below.left - above.left > INDENT * below.size and not MARKER.match(above.text)


def _is_full(above: Line, below: Line, edges: dict[tuple[int, int], float]) -> bool:
    """Whether the first word of ``below`` would not have fitted on the line ``above``."""
    if len(above.text) < MIN_BROKEN:
        return False
    edge = max(edges.get((above.page, round(line.left / 10)), 0.0) for line in (above, below))
    first = below.text.partition(" ")[0]
    width = (below.right - below.left) * len(first) / max(len(below.text), 1)
    return above.right + width + 0.25 * above.size > edge


def _joined(above: str, below: str) -> str:
    """Two halves of a line; a word that was broken between them is whole again.

    >>> _joined("The inspec\u00ad", "tors said"), _joined("The well-", "run force"), _joined("The", "force")
    ('The inspectors said', 'The well-run force', 'The force')
    """
    if _HYPHEN.search(above):
        return above[:-1] + below
    return above + below if _PLAIN_HYPHEN.search(above) and below[0].islower() else f"{above} {below}"
