"""Markdown -> plain text: headings, emphasis, links without their marks, tables as rows, front matter as metadata."""

from __future__ import annotations

import re

from pipeline.ingest.dates import to_iso
from pipeline.ingest.formats import Metadata, Page

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.{0,5000}?)\n---[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^(\w+):[ \t]*(.*)$", re.MULTILINE)
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,}|-{3,})[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|[ \t:|-]*$")
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n]{1,300})\]\([^)\n]{0,1000}\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,500}?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def read_page(markup: str) -> Page | None:
    """The text and the front matter of a Markdown document; None if it is empty."""
    markup = markup.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(markup)
    body = markup[front.end() :] if front else markup
    text = "\n".join(_line(line) for line in body.split("\n") if not _TABLE_RULE.match(line))
    return Page(text, _metadata(front[1] if front else ""), by_hand=True) if text.strip() else None


def _line(line: str) -> str:
    """One line without Markdown's marks. List markers stay: they part items.

    >>> _line("## **Good** at [responding](https://mill.example)"), _line("| Safe | Good |")
    ('Good at responding', 'Safe\\tGood')
    """
    if _UNDERLINE.match(line):
        return ""
    heading = _HEADING.match(line)
    line = heading[1] if heading else line.removeprefix("> ").removeprefix(">")
    line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", _LINK.sub(r"\1", _IMAGE.sub("", line))))
    row = line.strip()
    if row.startswith("|") and row.endswith("|") and len(row) > 1:
        line = "\t".join(cell.strip() for cell in row[1:-1].split("|"))
    return _ESCAPE.sub(r"\1", line)


def _metadata(front: str) -> Metadata:
    """The fields of a front matter block that say what an article is."""
    fields = {name.lower(): value.strip().strip("\"'") for name, value in _FIELD.findall(front)}
    authors = fields.get("authors") or fields.get("author") or ""
    return Metadata(
        title=fields.get("title") or None,
        published=to_iso(fields.get("date") or fields.get("published") or ""),
        authors=tuple(name for part in authors.strip("[]").split(",") if (name := part.strip().strip("\"'"))),
        publisher=fields.get("publisher") or None,
        url=fields.get("url") or None,
        language=fields.get("lang") or fields.get("language") or None,
    )
