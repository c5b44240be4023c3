"""DOCX -> lines of text: paragraphs, list items and table rows. Needs python-docx: the `docx` extra."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from pipeline.ingest.formats import Aside, Metadata, Page
from pipeline.ingest.packed import MAX_HELD, MAX_RATIO, UnreadableError, damage

_BODY = "word/document.xml"
MAX_DEPTH = 8
"""How deep tables may lie in tables."""


def read_page(data: bytes) -> Page | None:
    """The text of the document; None if there is none. Raises ``UnreadableError`` if it cannot be read."""
    with damage("an office document"):
        _check(data)
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_blocks(document, MAX_DEPTH))
        asides = tuple(dict.fromkeys(Aside("note", words) for words in _margins(document) if words))
        title = " ".join((document.core_properties.title or "").split())
    metadata = Metadata(title=title if title and title in text[:1000] else None)
    return Page(text, metadata, asides) if text.strip() else None


def _check(data: bytes) -> None:
    """Whether it is a Word document, and unpacks to what such a document may."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        members = {part.filename: part.file_size for part in parts.infolist()}
    if _BODY not in members:
        raise UnreadableError("unsupported", "an office document that is no Word document")
    if sum(members.values()) > max(MAX_HELD, MAX_RATIO * len(data)) or members[_BODY] > MAX_HELD:
        raise UnreadableError("expansion", "an office document that unpacks to far more than its size")


def _blocks(parent: Document | _Cell, depth: int) -> Iterator[str]:
    """The lines of what a document or cell holds, in order, with a blank one after each paragraph that is no item."""
    for block in parent.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block, depth)
            yield ""
        elif block.text.strip():
            is_item = _is_item(block)
            yield f"• {_one_line(block.text)}" if is_item else block.text
            if not is_item:
                yield ""


def _is_item(paragraph: Paragraph) -> bool:
    properties = paragraph._p.pPr
    style = paragraph.style.name if paragraph.style is not None else ""
    return (properties is not None and properties.numPr is not None) or (style or "").startswith("List ")


def _rows(table: Table, depth: int) -> Iterator[str]:
    """The rows of a table, cells parted by tabs. A cell that spans columns is given once."""
    for row in table.rows:
        cells = list(dict.fromkeys(row.cells))
        if depth and len(cells) == 1:  # a frame around text, and no row of values
            yield from _blocks(cells[0], depth - 1)
        else:
            yield "\t".join(_one_line(cell.text) for cell in cells)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _margins(document: Document) -> Iterator[str]:
    """The words of headers and footers."""
    for section in document.sections:
        for margin in (section.header, section.footer):
            yield "\n".join(paragraph.text for paragraph in margin.paragraphs if paragraph.text.strip())
