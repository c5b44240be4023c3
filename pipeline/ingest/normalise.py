"""Text as found -> the text that offsets count in: one space between words, one line a paragraph, item or table row.

Done once, before the first offset exists. ``normalise`` of a normalised text changes nothing.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from itertools import groupby, pairwise

from pipeline.ingest.glued import LEAST_ROWS, has_seam, part_rows
from pipeline.ingest.hyphens import BREAK, whole_words
from pipeline.ingest.mojibake import mend
from pipeline.ingest.wrap import MAX_WIDTH, MIN_WIDTH, Line, join_wrapped

_ODD = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\xa0\xad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufb00-\ufb06\ufeff"
    "\ufff9-\ufffc\ud800-\udfff]"
)
_ENTITY = re.compile(r"&(?!(?:lt|gt);)(?:#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z]{2,8}\d?);")
"""What a text that was a page's may still have; tags that it speaks of stay words."""
_LINE_ENDS = "\x0b\x0c\r\x1c\x1d\x1e\x85\u2028\u2029"
_SPACES = "\x1f\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st"}
_PLAIN = {
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_SPACES, " "),
    **_LIGATURES,
    "\ufb06": "st",
    "\ufffc": " ",
    **{chr(code): "\ufffd" for code in range(0xD800, 0xE000)},
}
_TABS, _AROUND_TAB, _WIDE = re.compile(r"\t[ \t]*"), re.compile(r" *\t *"), re.compile(r" {2,}")
_GAP = re.compile(r"(?:[ \t]*\t[ \t]*| {2,})")
_INNER_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_BEGINS_CELL = re.compile(r"\S (?=\S)")
_BULLET = re.compile(r"([•◦●○▪▫■□◾◼‣⁃·*+–—-])[ \t]+")
_AFTER_STOP = re.compile(r"(?<=[.!?…,;:|>»·]) {2,}|(?<=[.!?]['\"”’)\]]) {2,}| {2,}(?=[|>»·] )")
_AD_LABEL = re.compile(r"(?:advertisement|advert|hide ad|article continues below|story continues below)", re.IGNORECASE)
_LONGEST_AD_LABEL = len("article continues below")
_ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_BLANK = Line("", 0)
_GAPS = ("  ", "\t", " \n", "\n ", BREAK)
"""What indents, parts cells, is too wide, or stands in a broken word."""
_BLANK_LINES = re.compile(r"\n{3,}")
MAX_CELL = 100
"""The longest cell of a table row, in characters: a longer stretch beside a gap is prose with a wide space in it."""


def normalise(text: str, *, by_hand: bool = True) -> tuple[str, tuple[str, ...]]:
    r"""The normalised text, and what was mended beyond white space (``"mojibake"``, ``"entities"``,
    ``"advert-labels"``, ``"glued-rows"``, ``"hard-wrapped"``).

    Line ends are LF; exotic spaces are spaces; invisible and control characters are gone; ligatures are letters. Cells
    of a table row are parted by a tab. Paragraphs that were broken at a fixed width are lines again. Text that is
    not laid out ``by_hand`` (a web page's) is not wrapped, and every tab in it parts two cells.

    >>> normalise("Area   \u00a0 Grade\r\nSafe\t\tGood  \r\n\r\n\r\n\r\nIt is\u200b ﬁne.  So they say.")[0]
    'Area\tGrade\nSafe\tGood\n\nIt is fine. So they say.'
    """
    text, repairs = _plainly(text)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if _is_laid_out(text):
        text = _BLANK_LINES.sub("\n\n", text) if "\n\n\n" in text else text
        return text.strip("\n"), repairs
    lines, mended = _without_ad_labels(_lines(text, by_hand))
    lines, parted = part_rows(lines)
    lines, unwrapped = join_wrapped(lines) if by_hand else (lines, False)
    done = {"advert-labels": mended, "glued-rows": parted, "hard-wrapped": unwrapped}
    return whole_words(_joined(lines)), (*repairs, *(name for name, mends in done.items() if mends))


def _is_laid_out(text: str) -> bool:
    """Whether each line is a paragraph, an item or a heading as it stands: so it is in most texts, and quickly seen."""
    if any(map(text.__contains__, _GAPS)) or text[:1] == " " or text[-1:] == " ":
        return False
    lines = [line for line in text.split("\n") if line]
    if sum(map(has_seam, lines)) >= LEAST_ROWS:
        return False
    if any(map(_AD_LABEL.fullmatch, [line for line in lines if len(line) <= _LONGEST_AD_LABEL])):
        return False
    return not any(MIN_WIDTH <= len(above) <= MAX_WIDTH and below[:1].islower() for above, below in pairwise(lines))


def _plainly(text: str) -> tuple[str, tuple[str, ...]]:
    r"""The text with its mojibake put right, without odd characters and without entities of HTML, and which of these
    were mended: until nothing changes, since what stands between two characters may hide them.

    >>> _plainly("Â\x1b\x80"), _plainly("It costs &pound;5 &amp; is &lt;good")
    (('€', ('mojibake',)), ('It costs £5 & is &lt;good', ('entities',)))
    """
    repairs: dict[str, None] = {}
    while True:
        mended = mend(text)
        if mended != text:
            repairs["mojibake"] = None
        plain = _ODD.sub(_plain, mended.replace("\r\n", "\n")) if _ODD.search(mended) else mended
        if "&" in plain and (read := _ENTITY.sub(lambda entity: html.unescape(entity.group()), plain)) != plain:
            plain = read
            repairs["entities"] = None
        if plain == text:
            return text, tuple(repairs)
        text = plain


def one_line(text: str) -> str:
    r"""A title, a name or the like, normalised as the text is and on one line.

    >>> one_line(" Harbour\u00a0school\n praised ")
    'Harbour school praised'
    """
    return " ".join(normalise(text, by_hand=False)[0].split())


def _plain(match: re.Match[str]) -> str:
    return _PLAIN.get(match.group(), "")


def _lines(text: str, by_hand: bool) -> list[Line]:
    if "  " in text or "\t" in text:
        rows = text.split("\n")
        return [_line(raw, by_hand) if raw else _BLANK for raw in (_aligned(rows) if by_hand else rows)]
    return [Line(line, int(raw[0] == " ")) if (line := raw.strip()) else _BLANK for raw in text.split("\n")]


def _aligned(rows: list[str]) -> list[str]:
    r"""The rows of tables set with spaces, with a gap before each cell that only one space parts from the one before.

    >>> _aligned(["Area  Then      Now", "Safe  Very good Poor", "Kind  Good      Good"])[1]
    'Safe  Very good  Poor'
    """
    aligned: list[str] = []
    for has_gap, group in groupby(rows, lambda row: "  " in row.strip()):
        run = list(group)
        if not has_gap:
            aligned += run
            continue
        starts = Counter(gap.end() for row in run for gap in _INNER_GAP.finditer(row))
        columns = sorted((start for start, often in starts.items() if often > 1), reverse=True)
        aligned += [_parted(row, columns) for row in run] if columns else run
    return aligned


def _parted(row: str, columns: list[int]) -> str:
    for start in columns:
        if _BEGINS_CELL.match(row, start - 2):
            row = f"{row[: start - 1]}  {row[start:]}"
    return row


def _line(raw: str, by_hand: bool) -> Line:
    text = raw.strip()
    if not text:
        return _BLANK
    indent = 0 if raw[0] == text[0] else len(raw) - len(raw.lstrip())
    if "  " in text or "\t" in text:
        text = _cells(text, by_hand)
    if raw[0] == "\t" and "\t" in text:  # a header row whose first cell is empty
        text = "\t" + text
    return Line(text, indent)


def _cells(text: str, by_hand: bool) -> str:
    """One line with gaps in it: a bullet and its text, sentences with wide spaces, or the cells of a table row."""
    text = _AFTER_STOP.sub(" ", _BULLET.sub(r"\1 ", text, count=1) if _BULLET.match(text) else text)
    if "\t" not in text and "  " not in text:
        return text
    cells = _GAP.split(text)
    if "\t" not in text and not _is_row(text, cells):
        return " ".join(cells)
    if not by_hand or len(_TABS.findall(text)) > 1:  # columns, the empty ones too; a single run of tabs only aligns
        return _WIDE.sub("\t", _AROUND_TAB.sub("\t", text))
    return "\t".join(cells)


def _is_row(text: str, cells: list[str]) -> bool:
    """Whether gaps of spaces part cells: cells are short, and begin as cells do unless the gap is wide."""
    if len(cells) > 12 or any(len(cell) > MAX_CELL for cell in cells) or text.endswith((".", ",", ";")):
        return False
    return "   " in text or not any(cell[0].islower() for cell in cells)


def _without_ad_labels(lines: list[Line]) -> tuple[list[Line], bool]:
    """Labels such as "Advertisement" that fell into the middle of a sentence are dropped and the sentence is joined."""
    if not any(map(_is_ad_label, [line for line in lines if len(line.text) <= _LONGEST_AD_LABEL])):
        return lines, False
    kept: list[Line] = []
    mended = False
    number = 0
    while number < len(lines):
        end = _label_run(lines, number) if kept else number
        if end > number and _is_broken_off(kept, lines, end):
            while not kept[-1].text:
                kept.pop()
            last = kept.pop()
            kept.append(Line(f"{last.text} {lines[end].text}", last.indent))
            mended = True
            number = end + 1
            continue
        end = max(end, number + 1)
        kept += lines[number:end]
        number = end
    return kept, mended


def _is_ad_label(line: Line) -> bool:
    return 0 < len(line.text) <= _LONGEST_AD_LABEL and _AD_LABEL.fullmatch(line.text) is not None


def _label_run(lines: list[Line], start: int) -> int:
    """The first line from ``start`` on that is neither advert label nor blank; ``start`` if no label stands there."""
    if not _is_ad_label(lines[start]):
        return start
    end = start
    while end < len(lines) and (not lines[end].text or _is_ad_label(lines[end])):
        end += 1
    return end


def _is_broken_off(before: list[Line], lines: list[Line], end: int) -> bool:
    last = next((line for line in reversed(before) if line.text), _BLANK)
    if not last.text or _is_ad_label(last) or _ENDS_SENTENCE.search(last.text):
        return False
    return end < len(lines) and lines[end].text[0].islower()


def _joined(lines: list[Line]) -> str:
    """The lines as one text: no blank lines at either end, never two in a row."""
    kept = [line.text for number, line in enumerate(lines) if line.text or (number and lines[number - 1].text)]
    return "\n".join(kept).strip("\n")
