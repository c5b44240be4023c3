"""The lines of a normalised text and what their shape says."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.tuples import maker

_CLOSERS = "\"'”’)]"
_ITEM = re.compile(r"[•◦●○▪■◾◼‣·*>→–—-]+ |\d{1,3}[.)] ")
_SMALL_WORDS = frozenset({"of", "and", "the", "for", "in", "at", "on", "to", "&", "de", "y", "online"})
_PARTICLES = frozenset(("de", "da", "di", "du", "van", "von", "der", "den", "la", "le", "ap", "ab", "mac", "an", "al"))
_NO_PARTS_OF_NAMES = _SMALL_WORDS - {"de", "y"} | {"a", "with", "by", "as", "is", "from", "after", "over"}
_NAME_WORD = re.compile(r"(?:[A-ZÀ-ÖØ-ÞŁŻŚĆ][\w’'.-]*|t-[A-Z]\w+)$")
_QUOTE_OR_COLON = re.compile(r"[“”\"|:‘]|(?<!\w)['’]|(?<![sS])[’'](?!\w)")
_CAPITAL = re.compile(r"[^\w]*[A-Z0-9À-Þ&]")
_ENDINGS = (*",;–—-", *(mark + quote for mark in "!?" for quote in '"”’'))
_POSSESSIVE = re.compile(r"(['’])S\b")
_AFTER_WORD = re.compile(r"\W+$")
PROSE_WORDS = 6


class Line(NamedTuple):
    """A line that is not blank: its text, its offsets in the article, and the number of its blank-line-parted block."""

    text: str
    start: int
    end: int
    block: int


_line = maker(Line)


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that are not blank.

    >>> [(line.text, line.start, line.block) for line in split_lines("Title\\n\\nOne.\\nTwo.")]
    [('Title', 0, 0), ('One.', 7, 1), ('Two.', 12, 1)]
    """
    lines, start, block = [], 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        if line:
            lines.append(_line((line, start, end, block)))
        else:
            block += 1
        start = end + 1
    return lines


def is_prose(text: str) -> bool:
    """Whether the line reads as a sentence or paragraph of the story, not as a heading, an item or a row.

    >>> is_prose("Inspectors called on the school twice in May."), is_prose("Inspectors call on school twice")
    (True, False)
    >>> is_prose("Permits: apply by 30 September. | Two staff up for a prize. | Choir: new singers wanted in May.")
    False
    """
    if "\t" in text or is_item(text) or text.count(" | ") > 1:
        return False
    if len(text) > 180:
        return True
    words = text.count(" ") + 1
    if words < PROSE_WORDS:
        return False
    if text.rstrip(_CLOSERS).endswith((".", "…")) or text.endswith(_ENDINGS) or (text[-1] == ":" and words > 8):
        return True
    return len(text) > 120 and text[-1] in "!?:"


def is_item(text: str) -> bool:
    """Whether the line begins with a bullet or a number."""
    return not text[:1].isalpha() and _ITEM.match(text) is not None


def is_name_like(text: str) -> bool:
    """Whether the line is a few capitalised words, as a paper, an organisation, a section or a person is named.

    >>> is_name_like("Harbour & District Gazette"), is_name_like("Ferry staff walk out")
    (True, False)
    """
    words = text.split()
    if not words or not is_capitalised(words):
        return False
    named = sum(word not in _SMALL_WORDS for word in words)
    return len(words) <= (12 if named <= 7 else 9) and text[-1] not in ".!?;" and not _QUOTE_OR_COLON.search(text)


def is_capitalised(words: list[str]) -> bool:
    """Whether all the words but small ones have a capital."""
    return all(word in _SMALL_WORDS or _CAPITAL.match(word) for word in words)


def person_name(text: str, not_names: frozenset[str]) -> str | None:
    """The text as a person's name, or None: two to five capitalised words, none of them in ``not_names``.

    >>> person_name("ROSE O’DELL-MARSH", frozenset()), person_name("Staff Reporters", frozenset({"reporters"}))
    ('Rose O’Dell-Marsh', None)
    """
    words = text.split()
    if not 2 <= len(words) <= 5 or len(text) > 50 or any(map(str.isdigit, text)):
        return None
    named = [word for word in words if word.lower() not in _PARTICLES]
    if any(word.endswith(("'s", "’s")) for word in named):
        return None
    if len(named) < 2 or not _NAME_WORD.match(words[-1]) or not all(map(_NAME_WORD.match, named)):
        return None
    lowered = [_AFTER_WORD.sub("", word.lower()) for word in words]
    if not (not_names.isdisjoint(lowered) and _NO_PARTS_OF_NAMES.isdisjoint(lowered)):
        return None
    return _POSSESSIVE.sub(r"\1s", text.title()) if text.isupper() else text
