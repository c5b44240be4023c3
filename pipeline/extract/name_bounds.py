"""Where the name of a body begins and ends among capitalised words."""

from __future__ import annotations

import re

from pipeline.extract.closed_class import SAINTS
from pipeline.extract.scan import Scan

REACH = 90
"""How many characters before a head noun its name may begin, and after an opening it may end."""
_MOST_WORDS = 10
SEEN = 20_000
"""How much of a text is looked through for other uses of a word: articles are shorter."""

WORD = r"(?![A-Z]\d\b)[A-ZÀ-ÖØ-Þ](?:[\w'&+/-]|\.(?=\w))*"
_NAME_WORD = re.compile(rf"[\"“'(\[]?(?:{WORD}|St\.|[A-Z]\.|&)|\([A-Z][A-Za-z]{{0,4}}\)")
_LINKS = frozenset({"of", "the", "and", "&", "on", "upon", "under", "le", "la", "de", "y", "yr", "cum"})
_JOINTS = frozenset({"and", "&"})
_SAINT_BEFORE = re.compile(r"\b(?:St\.?|Saint) $")
_OPENED = "\"“'(["
_AFTER = re.compile(
    rf" (?:(?:y|yr|the) )?(?:{WORD}|St\.)"
    rf"(?: (?:(?:of|the|and|&|on|upon|y|yr|le|la) ){{0,2}}(?:{WORD}|St\.)){{0,5}}"
)
INSIDE = "in|near|around|across|outside"
"""Prepositions before a place, as alternatives of an expression."""
LEADS = frozenset({"at", "of", "by", "for", "from", "with", "to"})
_SPOKE = re.compile(r",? (?:said|says|added|told|who|aged|\d\d\b)")
_SPACE = re.compile(r"\s")


def name_end(scan: Scan, position: int, *, joins: bool = False) -> int | None:
    """Where the capitalised words after ``position`` end as a name; None if they are none.

    ``joins`` tells that one "and" may be part of it ("Borough of Elm and Oak"); else it leads to another name.
    """
    row = _AFTER.match(scan.text, position, position + REACH)
    end, telling = position, False
    for word in re.finditer(r"\S+", row.group()) if row else ():
        token = word.group()
        if token in _LINKS:
            if token in _JOINTS and not joins:
                break
            joins = joins and token not in _JOINTS
            continue
        if scan.words.ends_name(token) or token in scan.gaps.firsts or (not telling and token in scan.words.after):
            break
        end = position + word.end()
        telling = telling or scan.tells(token)
        joins = joins and scan.tells(token)
        if token.endswith("'s") and not _SAINT_BEFORE.search(scan.text, position, position + word.start()):
            end -= 2
            break
    if scan.text[end - 1 : end] == "'":
        end -= 1
    return end if telling else None


def name_start(scan: Scan, head: int) -> int | None:
    """Where the name that ends before the space before ``head`` begins; None if there is no name."""
    tokens = _row_before(scan.text, head)
    rest = _uncut(scan, tokens)
    if not any(scan.tells(word) for _, word in rest) and _GOES_ON.match(scan.text, scan.text.find(" ", head)):
        rest = _with_verb(scan, tokens)
    if not any(scan.tells(word) for _, word in rest) or any(word in scan.words.foreign for _, word in rest):
        return None
    shorter = rest[1:]
    if any(scan.tells(word) for _, word in shorter) and _only_opens(scan, rest):
        rest = shorter
    return rest[0][0]


_GOES_ON = re.compile(r" [a-z]")
""" "Kindly Hands Homecare has ...": in a headline the next word would have a capital too."""


def _uncut(scan: Scan, tokens: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The words that can be of the name."""
    first = 0
    for index in range(len(tokens)):
        first = max(first, _cut(scan, tokens, index, first))
    while first < len(tokens) and tokens[first][1] in _LINKS:
        first += 1
    return tokens[first:]


def _with_verb(scan: Scan, tokens: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The last words where the very last is a verb of headlines behind a word that tells: "Kindly Hands"."""
    pair = tokens[-2:]
    words = [word for _, word in pair]
    plain = len(pair) > 1 and words[0].isalpha() and words[1].isalpha() and not scan.words.is_role(words[0])
    plain = plain and words[1].endswith("s")
    return pair if plain and scan.tells(words[0]) and not scan.words.opens(words[0]) else []


def _row_before(text: str, head: int) -> list[tuple[int, str]]:
    """The words before ``head`` that may be part of a name, with their starts, in text order."""
    low = max(
        head - REACH, text.rfind("\n", max(0, head - REACH), head) + 1, text.rfind("\t", max(0, head - REACH), head) + 1
    )
    tokens: list[tuple[int, str]] = []
    end = head - 1
    while end > low and len(tokens) < _MOST_WORDS:
        start = max(text.rfind(" ", low, end) + 1, low)
        word = text[start:end]
        if word not in _LINKS and not _NAME_WORD.fullmatch(word):
            break
        quoted = word[0] in _OPENED and not (word[0] == "(" and word[-1] == ")")
        remark = word[0] == "(" and not quoted and tokens and tokens[-1][1] in _LINKS
        if remark or (quoted and word[-1] == "'"):
            break
        tokens.append((start + quoted, word[quoted:]))
        if quoted:
            break
        end = start - 1
    tokens.reverse()
    return tokens


def _cut(scan: Scan, tokens: list[tuple[int, str]], index: int, first: int) -> int:
    """The index of the first word that can still be of the name, given the word at ``index``."""
    start, word = tokens[index]
    before = tokens[index - 1][1] if index > first else ""
    if word in _LINKS:
        return _cut_at_link(scan, tokens, index, first)
    if word == "The":
        return index + scan.opens_sentence(start)
    if scan.words.opens(word):
        follower = tokens[index + 1][1] if index + 1 < len(tokens) else ""
        return index if word == "Our" and follower.startswith("Lad") else index + 1
    owns = word.endswith("'s") and index + 1 < len(tokens) and before not in SAINTS
    return index + 1 if owns and _is_owner(scan, word[:-2]) else first


def _is_owner(scan: Scan, word: str) -> bool:
    """Whether what stands in the genitive before a name owns it: an organisation, or a place that the article names."""
    if word in scan.words.after or word in scan.words.foreign:
        return True
    return any(scan.text.find(f" {word}{mark}", 0, SEEN) >= 0 for mark in " ,.")


def _cut_at_link(scan: Scan, tokens: list[tuple[int, str]], index: int, first: int) -> int:
    link = tokens[index][1]
    if index == first:
        return index + 1
    start, before = tokens[index - 1]
    if link in _JOINTS:
        joined = any(word in _JOINTS for _, word in tokens[first:index])
        complete = joined or scan.gaps.heads.search(scan.text, tokens[first][0] + 1, tokens[index][0])
        return index + 1 if complete else first
    if link == "of" and before not in scan.words.of:
        role = scan.words.is_role(before) or scan.words.is_role(word_before(scan.text, tokens[first][0]))
        return index + 1 if role or scan.opens_sentence(start) else first  # "manager Ann Dole of Elm House"
    if link == "the":
        saint = index - 2 >= first and tokens[index - 2][1] in SAINTS
        return first if saint or (before in _LINKS and before not in _JOINTS) else index + 1
    return first


def _only_opens(scan: Scan, tokens: list[tuple[int, str]]) -> bool:
    """Whether the first word is capitalised only because it begins a sentence: the article has it in lower case."""
    start, word = tokens[0]
    if not scan.opens_sentence(start) or not word[1:].islower() or word in scan.words.leading:
        return False
    return word.endswith("ed") or any(scan.text.find(f" {word.lower()}{mark}", 0, SEEN) >= 0 for mark in " ,.-")


def is_person(scan: Scan, start: int, end: int) -> bool:
    """Whether the words between are more likely a person, by the role before them or what they do after them."""
    before = word_before(scan.text, start).strip(",")
    first = scan.text[start:end].split(" ", 1)[0]
    if first in scan.words.honorifics:
        return True
    return scan.words.is_role(before) or (before not in LEADS and bool(_SPOKE.match(scan.text, end)))


def word_before(text: str, position: int) -> str:
    """The word before the space before ``position``, if it is a short one; else ""."""
    words = _SPACE.split(text[max(0, position - 24) : position])
    return words[-2] if len(words) > 1 else ""
