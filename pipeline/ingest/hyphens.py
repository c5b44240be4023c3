"""Words that the end of a line breaks: whether the hyphen there is the word's own, or only that of the break."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources.abc import Traversable

from pipeline.pack import COMMON, shipped, shipped_pack

BREAK = "\ufffe"
"""Stands between the halves of a word that a line's end breaks, until the whole text is known. PDFium writes it too."""
_SOFT = re.compile("(?<=[^\\W\\d_])\u00ad$")
_HYPHEN = re.compile("(?<=[^\\W\\d_])[\u0002\ufffe]$")
_PLAIN_HYPHEN = re.compile(r"[^\W\d_]{2}-$")
_SPAN = re.compile(r"\d-$")
_BROKEN = re.compile(rf"([\w’'-]*\w){BREAK}(?=([\w’'-]+))")
_BREAKS = ("-", "\u00ad", "\u0002", BREAK)
_WORD = re.compile(r"\w[\w’'-]*")
_SHIPPED = re.compile(r"(?<![\w-])[a-z]+(?:-[a-z]+)*")


def joined(above: str, below: str) -> str:
    """Two lines as one, with a mark in the word that was broken between them.

    >>> joined("The inspec\u00ad", "tors said"), joined("The", "force"), joined("In 2023-", "24")
    ('The inspectors said', 'The force', 'In 2023-24')
    """
    if not above.endswith(_BREAKS):
        return f"{above} {below}"
    if _SOFT.search(above):
        return above[:-1] + below
    if _HYPHEN.search(above) or (_PLAIN_HYPHEN.search(above) and below[0].islower()):
        return above[:-1] + BREAK + below
    return above + below if _SPAN.search(above) and below[0].isalnum() else f"{above} {below}"


def whole_words(text: str) -> str:
    """The text with the halves of broken words joined: with a hyphen where the word has one of its own.

    What the rest of the text writes decides; else what the shipped packs write; else whether the halves are
    two words that are wont to be tied.

    >>> whole_words("It is well\ufffeled but over\ufffewhelmed. Its medi\ufffecines. Four\ufffeyear-old.")
    'It is well-led but overwhelmed. Its medicines. Four-year-old.'
    >>> whole_words("Rope\ufffemaking is taught. A rope-making school.")
    'Rope-making is taught. A rope-making school.'
    """
    if BREAK not in text:
        return text
    written = frozenset(word.lower() for word in _WORD.findall(text))
    mended = _BROKEN.sub(lambda match: match[1] + _between(match[1].lower(), match[2], written), text)
    return mended.replace(BREAK, "-")


def _between(before: str, behind: str, written: frozenset[str]) -> str:
    """The hyphen between two halves, or nothing."""
    if not (before[-1].isalpha() and behind[0].islower()):
        return "-"
    first, last = before.rpartition("-")[2], behind.partition("-")[0].lower()
    for known in (written, _shipped_words()):
        if before + behind.lower() in known or first + last in known:
            return ""
        if f"{first}-{last}" in known:
            return "-"
    parts = (first in _parts("hyphen-behind"), last in _parts("hyphen-before"))
    return "-" if any(parts) and all(part in written or part in _shipped_words() for part in (first, last)) else ""


@lru_cache(maxsize=1)
def _shipped_words() -> frozenset[str]:
    """The words in the files of the shipped packs, examples and all: several thousand, compounds among them."""
    texts = (file.read_text(encoding="utf-8") for file in _files(shipped()))
    return frozenset(word for text in texts for word in _SHIPPED.findall(text))


def _files(folder: Traversable) -> Iterator[Traversable]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files(entry)
        elif entry.name.endswith(".toml"):
            yield entry


@lru_cache(maxsize=2)
def _parts(term: str) -> frozenset[str]:
    return next(frozenset(entry.forms) for entry in shipped_pack(COMMON).of_kind("hyphen") if entry.id == term)
