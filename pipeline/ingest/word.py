"""DOCX -> lines of text: paragraphs, list items and table rows. Needs python-docx: the `docx` extra."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from lxml import etree

from pipeline.ingest.formats import Aside, Metadata, Page
from pipeline.ingest.packed import MAX_HELD, MAX_RATIO, UnreadableError, damage

_COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BODY = "word/document.xml"
_PARAGRAPH, _BOX, _DELETED, _ROW_PROPERTIES = map(qn, ("w:p", "w:txbxContent", "w:del", "w:trPr"))
_UNSEEN = (*map(qn, ("w:del", "w:moveFrom", "w:sdtPr", "w:sdtEndPr")), f"{{{_COMPATIBLE}}}Fallback")
"""What is deleted, or is no words: settings, and a second copy of a text box for older programs."""
_WRAPPERS = tuple(map(qn, ("w:ins", "w:moveTo", "w:sdt", "w:sdtContent", "w:smartTag", "w:fldSimple", "w:customXml")))
"""Tracked insertions, content controls and fields: what is in them stands in the text like any other."""
_NOTES = {f"{_RELATIONS}/footnotes", f"{_RELATIONS}/endnotes"}
MAX_DEPTH = 8
"""How deep tables may lie in tables."""


def read_page(data: bytes) -> Page | None:
    """The text of the document; None if there is none. Raises ``UnreadableError`` if it cannot be read."""
    with damage("an office document"):
        _check(data)
        document = docx.Document(io.BytesIO(data))
        _settle(document.element.body)
        text = "\n".join(_blocks(document, MAX_DEPTH))
        asides = tuple(dict.fromkeys(_asides(document)))
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


def _settle(root: etree._Element) -> None:
    """Makes the words of ``root`` what a reader sees: changes accepted, what is only wrapped around words taken away.

    python-docx knows paragraphs, tables and runs where they stand by themselves, and leaves out those in wrappers.
    """
    for row in [mark.getparent().getparent() for mark in root.iterfind(f".//{_ROW_PROPERTIES}/{_DELETED}")]:
        row.getparent().remove(row)
    for element in list(root.iter(*_UNSEEN)):
        element.getparent().remove(element)
    for element in list(root.iter(*_WRAPPERS)):
        parent = element.getparent()
        place = parent.index(element)
        parent[place : place + 1] = list(element)


def _blocks(parent: Document | _Cell, depth: int) -> Iterator[str]:
    """The lines of what a document or cell holds, in order, with a blank one around each table and paragraph."""
    for block in parent.iter_inner_content():
        if isinstance(block, Table):
            yield from ("", *_rows(block, depth), "")
            continue
        for paragraph in (block, *_boxed(block)):
            if not paragraph.text.strip() or _is_caption(paragraph):
                continue
            yield from [f"• {_one_line(paragraph.text)}"] if _is_item(paragraph) else ("", paragraph.text, "")


def _boxed(paragraph: Paragraph) -> Iterator[Paragraph]:
    """The paragraphs in the text boxes that are anchored in one."""
    for box in paragraph._p.iter(_BOX):
        yield from (Paragraph(inner, paragraph._parent) for inner in box.iter(_PARAGRAPH))


def _is_caption(paragraph: Paragraph) -> bool:
    return paragraph.style is not None and (paragraph.style.name or "").lower() == "caption"


def _asides(document: Document) -> Iterator[Aside]:
    """What is not of the story: captions, the words of headers and footers, footnotes."""
    paragraphs = (Paragraph(element, document) for element in document.element.body.iter(_PARAGRAPH))
    captions = (paragraph.text for paragraph in paragraphs if _is_caption(paragraph))
    yield from (Aside("caption", words) for words in captions if words.strip())
    yield from (Aside("note", words) for words in (*_margins(document), *_footnotes(document)) if words)


def _footnotes(document: Document) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.reltype in _NOTES and not relation.is_external:
            root = parse_xml(relation.target_part.blob)
            _settle(root)
            yield from (text for part in root.iter(_PARAGRAPH) if (text := _one_line(Paragraph(part, document).text)))


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
            _settle(margin._element)
            yield "\n".join(paragraph.text for paragraph in margin.paragraphs if paragraph.text.strip())
