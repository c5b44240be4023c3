"""Markdown -> plain text: headings, emphasis, links without their marks, tables as rows, front matter as metadata."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

from pipeline.ingest.fields import read_fields
from pipeline.ingest.formats import Metadata, Page

_FRONT_MATTER = re.compile(r"\s*(?P<kind>---|\+\+\+)[ \t]*\n(?P<fields>.{0,5000}?)\n(?P=kind)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"^([\w-]+):[ \t]*(.*)((?:\n[ \t]*-[ \t].*)*)$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*-[ \t]+(.*)$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
_CODE = re.compile(r"`([^`\n]{1,300})`")
_RULE = re.compile(r"[ ]{0,3}([*_-])(?:[ ]*\1){2,}[ \t]*$")
_REFERENCE = re.compile(r"[ ]{0,3}\[[^\]^\n]{1,100}\]:[ \t]+\S+(?:[ \t]+[\"'(].*)?$")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+(.*?)[ \t]*#*[ \t]*$")
_UNDERLINE = re.compile(r"[ ]{0,3}(?:={3,}|-{3,})[ \t]*$")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|[ \t:|-]*$")
_IMAGE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)\n]{0,1000}\)")
_LINK = re.compile(r"\[([^\[\]\n^]{1,300})\](?:\([^)\n]{0,1000}\)|\[[^\]\n]{0,100}\])")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_\n]{1,500}?)(?<=[^\s*_])\1(?![\w*])")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def read_page(markup: str) -> Page | None:
    """The text and the front matter of a Markdown document; None if it is empty."""
    markup = markup.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(markup)
    body = _COMMENT.sub("", markup[front.end() :] if front else markup)
    text = "\n".join(_lines(body.split("\n")))
    fields = _fields(front["kind"], front["fields"]) if front else {}
    return Page(text, _metadata(fields), by_hand=True) if text.strip() else None


def _lines(lines: Sequence[str]) -> Iterator[str]:
    """The lines without Markdown's marks; those around the rule of a table are its rows."""
    in_table = False
    for number, line in enumerate(lines):
        rule_follows = number + 1 < len(lines) and bool(_TABLE_RULE.match(lines[number + 1]))
        in_table = "|" in line and (rule_follows or in_table)
        if not _TABLE_RULE.match(line):
            yield _row(line) if in_table else _line(line)


def _row(line: str) -> str:
    return "\t".join(_line(cell).strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|"))


def _line(line: str) -> str:
    """One line without Markdown's marks. List markers stay: they part items.

    >>> _line("## **Good** at [responding](https://mill.example)"), _line("| Safe | Good |")
    ('Good at responding', 'Safe\\tGood')
    """
    if _UNDERLINE.match(line) or _RULE.match(line) or _REFERENCE.match(line):
        return ""
    heading = _HEADING.match(line)
    line = heading[1] if heading else line.removeprefix("> ").removeprefix(">")
    line = _EMPHASIS.sub(r"\2", _STRONG.sub(r"\2", _LINK.sub(r"\1", _IMAGE.sub("", _CODE.sub(r"\1", line)))))
    row = line.strip()
    if row.startswith("|") and row.endswith("|") and len(row) > 1:
        line = "\t".join(cell.strip() for cell in row[1:-1].split("|"))
    return _ESCAPE.sub(r"\1", line)


def _fields(kind: str, front: str) -> dict[str, object]:
    """The fields of front matter: those between plus signs are TOML, the others of the simple ones of YAML."""
    if kind == "+++":
        try:
            return tomllib.loads(front)
        except tomllib.TOMLDecodeError:
            return {}
    fields: dict[str, object] = {}
    for name, value, items in _FIELD.findall(front):
        listed = [_unquoted(item) for item in _ITEM.findall(items) or value.strip("[]").split(",")]
        fields[name] = listed if items or value.startswith("[") else _unquoted(value)
    return fields


def _unquoted(value: str) -> str:
    r"""A value of YAML without its quotation marks.

    >>> _unquoted("\"The 'old' ferry'\""), _unquoted("the 'old' ferry")
    ("The 'old' ferry'", "the 'old' ferry")
    """
    value = value.strip()
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _metadata(front: dict[str, object]) -> Metadata:
    """The fields of a front matter block that say what an article is."""
    fields = read_fields({name: value if isinstance(value, list) else str(value) for name, value in front.items()})
    authors = tuple(name for given in fields.authors for name in map(str.strip, given.split(",")) if name)
    return Metadata(fields.title, fields.published, authors, fields.publisher, fields.url, fields.language)
