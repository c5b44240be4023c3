"""Furniture that a line shows by its shape: picture credits, addresses, ways to get in touch, events, page numbers."""

from __future__ import annotations

import re

from pipeline.ingest.dates import MONTH
from pipeline.ingest.grade_words import count_grades
from pipeline.ingest.labels import MAX_LABEL_LINE, Labels
from pipeline.ingest.lines import PROSE_WORDS, Line, is_item, is_prose, person_name

_EDGE = 5
"""How many lines at either end of an article may be addresses."""
_MID_STORY = frozenset(",;:”’'\"")
MAX_NOTICE = 160
"""The longest line, in characters, that tells how to get in touch or when an event is."""
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\b(?: *[·|,] *[\d ]+)?$")
_STREET = re.compile(
    r"\b\d{1,4}[a-z]? (?:[A-Z][\w’']+ ){1,3}"
    r"(?:Street|Road|Lane|Avenue|Square|Quay|Way|Place|Row|Terrace|Drive|Close|Crescent|Hill|Yard|Wharf|Parade|St|Rd)\b"
)
_REACHED = re.compile(r"0\d\d|\+44|@")
"""What numbers and addresses hold, and other lines hardly ever: looked for first, as it is quickly found."""
_DIGIT = re.compile(r"\d")
_PHONE = re.compile(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b|\b0\d{3,4} \d{6}\b|\+44[ \d]{9}", re.ASCII)
_MAIL = re.compile(r"\b[\w.+-]{1,40}@[\w-]+\.\w", re.ASCII)
_TOUCH = re.compile(
    r"\b(?:call|ring|phone|telephone|tel|text|whatsapp|e-?mail|write to|contact|book|visit)\b", re.IGNORECASE
)
_PAGE = re.compile(r"(?:[,–—-]|^\W*see|\bon)\s*(?:pages?|pp?)\.?\s?\d{1,3}(?:[–-]\d{1,3})?\W*$", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}(?:[.:]\d\d)?\s?(?:am|pm)\b|\bnoon\b", re.IGNORECASE)
_DAY = re.compile(
    rf"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{{1,2}}(?:st|nd|rd|th)? {MONTH}",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|can|could|would|should|says?|said|told|tells)\b|[?!:“”\"]",
    re.IGNORECASE,
)
_STOPS = ".!?:;,…"
_HASHTAGS = re.compile(r"(?:#\w+\s*)+$")
_MAX_EVENT = 100


def shape_of(lines: list[Line], number: int, words: Labels) -> str | None:
    """The kind of furniture that line ``number`` is by its shape, or None."""
    text = lines[number].text
    if len(text) > MAX_LABEL_LINE:
        return None
    if (":" in text[-70:] and words.credit.search(text)) or (number and _has_agency(text, words)):
        return "caption"
    if number and _shows_person(text, words) and _is_amid_prose(lines, number):
        return "caption"
    is_low = number >= len(lines) - _EDGE
    if (number < _EDGE or is_low) and _is_address(text, is_low):
        return "contact"
    if text[0] == "#" and _HASHTAGS.match(text):
        return "note"
    is_notice = number >= _EDGE and len(text) <= MAX_NOTICE
    return _notice(text, number > len(lines) // 2) if is_notice else None


def _shows_person(text: str, words: Labels) -> bool:
    """Whether a line without a stop says no more than who is where: "Dr Ida Marsh outside the school last week"."""
    scene = words.scene.search(text) if text[-1] not in _STOPS else None
    if scene is None or _SAYS.search(text) or count_grades(text):
        return False
    before = text[: scene.start()].partition(" and ")[0].rstrip(" ,").split()
    first = next((n for n, word in enumerate(before) if not _is_rank(word, words)), len(before))
    return person_name(" ".join(before[first:]), words.not_names) is not None


def _is_rank(word: str, words: Labels) -> bool:
    return not {word.lower().rstrip(".,")}.isdisjoint(words.words["rank-word"] | words.words["person-title"])


def _is_amid_prose(lines: list[Line], number: int) -> bool:
    """Whether a paragraph of the story stands below."""
    below = next((line.text for line in lines[number + 1 : number + 4] if is_prose(line.text)), None)
    return below is not None


def _is_address(text: str, is_low: bool) -> bool:
    """Whether a line ends with a post code, or gives a number in a street below the story."""
    ends = text[-1].isupper() or text[-1].isdigit()
    numbered = is_low and _DIGIT.search(text) is not None
    if not (ends or numbered) or is_prose(text):
        return False
    return bool((ends and _POSTCODE.search(text)) or (numbered and _STREET.search(text)))


def _notice(text: str, is_low: bool) -> str | None:
    """What kind of notice a line is: how to get in touch; below the middle, a page to turn to, an event."""
    if _REACHED.search(text) and (_PHONE.search(text) or _MAIL.search(text)) and _TOUCH.search(text):
        return "contact"
    if not is_low or is_prose(text) or not _DIGIT.search(text):
        return None
    if _PAGE.search(text):
        return "related"
    is_event = len(text) <= _MAX_EVENT and _CLOCK.search(text) and _DAY.search(text)
    return "note" if is_event else None


def _has_agency(text: str, words: Labels) -> bool:
    """Whether the line ends with the credit of an agency, and not with initials that the words before them explain."""
    if (
        text[-1] in _MID_STORY
        or (text[-1] == "." and text[-2:] != ").")
        or not text.rstrip(").").endswith(words.agencies)
    ):
        return False
    found = words.agency.search(text)
    if found is None or found["initials"] is None:
        return found is not None
    before = text[: found.start()].split()
    spelt = "".join(word[0] for word in before[-len(found["initials"]) :])
    return len(before) >= PROSE_WORDS and not is_item(text) and spelt.upper() != found["initials"].upper()
