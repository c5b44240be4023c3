"""Texts that are no articles: error pages, logins, what a paywall leaves, cookie walls, lists of other pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.ingest.dates import find_date
from pipeline.ingest.labels import labels
from pipeline.ingest.lines import Line, is_prose
from pipeline.ingest.packed import UnreadableError

MAX_STUB = 600
"""With more sentences than this, in characters, a text is an article, whatever else it says."""
MAX_TEXT = 2500
"""A longer text, headings and furniture included, is not looked at."""
LEAST_DATES = 3
"""How many different dates alone on their lines tell a list of pages: an article has one, or two."""
MAX_TITLE = 90
"""The longest line, in characters, that says what kind of page it is on."""
_SAID = {
    "error-page": "an error page",
    "login-page": "a page to log in on",
    "paywall": "the beginning of an article that is for subscribers",
    "cookie-wall": "a question about cookies and no story",
    "listing": "a list of other pages",
}


def refuse(text: str, lines: Sequence[Line], marked: Mapping[int, str]) -> None:
    """Raise ``UnreadableError`` if a short text says that it is no article. ``marked`` are its lines of furniture."""
    if len(text) > MAX_TEXT:
        return
    found = _reason(lines)
    if found is None and "cookies" in marked.values() and _holds_nothing_else(lines, marked):
        raise no_article("cookie-wall", lines[0].text)
    if found is None and _lists_dates(lines):
        raise no_article("listing", lines[0].text)
    if found is None:
        return
    at, code = found
    prose = (line for number, line in enumerate(lines) if number != at and number not in marked and is_prose(line.text))
    if sum(len(line.text) for line in prose) <= MAX_STUB:
        raise no_article(code, lines[at].text)


def _holds_nothing_else(lines: Sequence[Line], marked: Mapping[int, str]) -> bool:
    """Whether no sentence and no row stands outside the furniture."""
    rest = (line.text for number, line in enumerate(lines) if number not in marked)
    return not any("\t" in text or is_prose(text) for text in rest)


def _lists_dates(lines: Sequence[Line]) -> bool:
    """Whether a text is headings with different dates below them, and nothing else."""
    if any("\t" in line.text or is_prose(line.text) for line in lines):
        return False
    dates = {
        found.iso for line in lines if (found := find_date(line.text)) and found.end - found.start == len(line.text)
    }
    return len(dates) >= LEAST_DATES


def no_article(code: str, words: str) -> UnreadableError:
    """The reason why a page is no article, with the words that tell it."""
    return UnreadableError(code, f'{_SAID[code]}: "{words[:MAX_TITLE]}"')


def _reason(lines: Sequence[Line]) -> tuple[int, str] | None:
    """The line that tells that the text is no article, and what it is."""
    known = labels()
    for number, line in enumerate(lines):
        if number < 3 and len(line.text) <= MAX_TITLE:
            for code, pattern in known.page_titles.items():
                if pattern.match(line.text):
                    return number, code
        if not any(map(known.stub.__getitem__, line.text.split(" "))):
            continue
        for code, pattern in known.page_words.items():
            if pattern.search(line.text):
                return number, code
    return None
