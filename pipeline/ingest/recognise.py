"""What a file is, by its first bytes and only then by its name."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from itertools import chain

from pipeline.ingest.fields import is_header

SUFFIXES = frozenset((
    ".txt", ".text", ".md", ".markdown", ".html", ".htm", ".xhtml", ".mht", ".mhtml", ".pdf", ".docx", ".eml", ".jsonl",
    ".ndjson", ".csv", ".tsv", ".parquet", ".warc", ".zip", ".tar", ".tgz", ".gz", ".zst", ".bz2",
))  # fmt: skip
"""Which files of a directory or archive are inputs; a file that is named itself is one whatever its suffix."""
TEXT = "text"
_COMPRESSED = frozenset((".gz", ".zst", ".bz2"))
_OFFICE_PARTS = ("[Content_Types].xml", "_rels/", "docProps/", "word/", "customXml/")
_JSON_OBJECT = re.compile(rb'\s*\{[ \t]*"')
_JSON_BODY = re.compile(rb'"(?:text|html)"\s*:\s*"')
_MAIL_HEADER = re.compile(rb"(?:[A-Za-z][\w-]{1,60}:[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)+")
_MAIL_NAMES = re.compile(
    rb"^(?:mime-version|message-id|received|return-path|content-type):", re.IGNORECASE | re.MULTILINE
)
_MAIL_PEOPLE = re.compile(rb"^(?:from|to|subject|date):", re.IGNORECASE | re.MULTILINE)
_PAGE = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_DELIMITERS = b",;\t|"
_MAX_HEADER = 500


_MAGIC = (b"PK", b"\x1f\x8b", b"\x28\xb5\x2f\xfd", b"BZh", b"PAR1", b"WARC/")
"""What files begin with that are no text, if they begin with something; all others are text or tell it elsewhere."""


def _starts(*magic: bytes) -> Callable[[bytes], bool]:
    return lambda head: head.startswith(magic)


def _first_part(head: bytes) -> str:
    """The name of the first part of a ZIP file; empty if it is none."""
    if not head.startswith(b"PK\x03\x04"):
        return ""
    return head[30 : 30 + int.from_bytes(head[26:28], "little")].decode("utf-8", "replace")


def _is_office(head: bytes) -> bool:
    return _first_part(head).startswith(_OFFICE_PARTS)


def _is_tar(head: bytes, ending: str) -> bool:
    return head[257:262] == b"ustar" or (ending == ".tar" and b"\0" in head)


def _is_json_lines(head: bytes, ending: str) -> bool:
    if ending in {".jsonl", ".ndjson"}:
        return True
    return bool(_JSON_OBJECT.match(head) and _JSON_BODY.search(head))


def _is_csv(head: bytes, ending: str) -> bool:
    return ending in {".csv", ".tsv"} or is_header(_cells(head))


def _cells(head: bytes) -> list[str]:
    """The cells of the first line if that may be the head of a table; empty if not."""
    line = head[: _MAX_HEADER + 2].partition(b"\n")[0].rstrip(b"\r")
    if not 0 < len(line) < _MAX_HEADER or b"\r" in line or b"\0" in line:
        return []
    if len(line.translate(None, _DELIMITERS)) == len(line):
        return []
    text = line.decode("utf-8-sig", "replace")
    return next(csv.reader([text], delimiter=delimiter(text)), [])


def delimiter(line: str) -> str:
    """What parts the columns of a table whose first line is ``line``.

    >>> delimiter("title;text"), delimiter("text")
    (';', ',')
    """
    return max(_DELIMITERS.decode(), key=line.count)


def _is_mail(head: bytes, ending: str) -> bool:
    """A block of headers with at least two that every message has; one of them only mail systems write."""
    block = _MAIL_HEADER.match(head)
    if block is None:
        return False
    people = len(_MAIL_PEOPLE.findall(block.group()))
    return people > 0 and (ending in {".eml", ".mht", ".mhtml"} or bool(_MAIL_NAMES.search(block.group())))


_PACKED: tuple[tuple[str, Callable[[bytes], bool]], ...] = (
    ("docx", _is_office),
    ("zip", _starts(b"PK\x03\x04", b"PK\x05\x06")),
    ("gzip", _starts(b"\x1f\x8b")),
    ("zstandard", _starts(b"\x28\xb5\x2f\xfd")),
    ("bzip2", lambda head: bool(re.match(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", head))),
    ("parquet", _starts(b"PAR1")),
    ("warc", _starts(b"WARC/")),
)
"""By what a file begins with."""
_WRITTEN: tuple[tuple[str, Callable[[bytes, str], bool]], ...] = (
    ("tar", _is_tar),
    ("json-lines", _is_json_lines),
    ("eml", _is_mail),
    ("csv", _is_csv),
)
"""By how it goes on, and by the suffix of its name."""


def kind_of(head: bytes, name: str) -> str:
    """The kind of a file with the first bytes ``head``; :data:`TEXT` if it is to be read as text.

    >>> kind_of(b"%PDF-1.7", "release.txt"), kind_of(b"title,text\\nSchool praised,", "export")
    ('pdf', 'csv')
    >>> kind_of(b"School praised, text follows\\n", "story.txt")
    'text'
    """
    if b"%PDF-" in head[:1024]:
        return "pdf"
    packed = (kind for kind, recognise in _PACKED if recognise(head)) if head.startswith(_MAGIC) else ()
    ending = suffix(name)
    written = (kind for kind, recognise in _WRITTEN if recognise(head, ending))
    return next(chain(packed, written), TEXT)


def is_input(name: str, head: bytes) -> bool:
    """Whether a file that was met, and not named, is to be read: by its suffix, or without one by its first bytes.

    >>> is_input("a.jsonl.gz", b""), is_input("a.log.gz", b"")
    (True, False)
    >>> is_input("page", b"<!DOCTYPE html>"), is_input("page", b"Dear all")
    (True, False)
    """
    last = suffix(name)
    if last in _COMPRESSED:
        last = suffix(name[: -len(last)]) or last
    if last:
        return last in SUFFIXES
    return bool(_PAGE.match(head)) or kind_of(head, "") != TEXT


def suffix(name: str) -> str:
    """The suffix of a file name, in small letters; empty if it has none.

    >>> suffix("story.TXT"), suffix(".hidden"), suffix("v1.")
    ('.txt', '', '')
    """
    at = name.rfind(".")
    return name[at:].lower() if 0 < at < len(name) - 1 else ""
