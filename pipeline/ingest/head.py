"""What stands above the story (and, at times, below it): title, standfirst, writers, date of publication, paper."""

from __future__ import annotations

from typing import NamedTuple

from pipeline.ingest.bylines import Credit
from pipeline.ingest.head_lines import Seen, see_head, without_story
from pipeline.ingest.labels import Labels, labels
from pipeline.ingest.lines import Line, is_prose
from pipeline.ingest.names import writer_told
from pipeline.ingest.papers import (
    agency_in_dateline,
    copyright_owner,
    date_in_dateline,
    is_catchline,
    is_paper,
    without_office,
)
from pipeline.ingest.titles import find_title, papers_beside
from pipeline.ingest.writers import (
    columnist,
    tail_credits,
    with_bare_bylines,
    with_known_bylines,
    writer_boxes,
    writer_in_standfirst,
)

_NOTES = {
    "handle": "byline", "office": "byline", "navigation": "note", "release": "note", "reference": "note",
    "slug": "note", "subject": "note",
}  # fmt: skip


class Head(NamedTuple):
    """The metadata that the text itself gives, and the kind of furniture by index of line."""

    title: str | None
    published: str | None
    authors: tuple[str, ...]
    publisher: str | None
    marks: dict[int, str]


def read_head(lines: list[Line], marked: dict[int, str], authors: tuple[str, ...] = ()) -> Head:
    """The head of the text of ``lines``, of which those in ``marked`` are furniture already.

    ``authors`` are the writers if they are known: short lines of the head that name one are bylines.
    """
    words = labels()
    seen = with_known_bylines(with_bare_bylines(see_head(lines, marked, words), lines, words), authors)
    last_prose = next((index for index in range(len(lines) - 1, -1, -1) if is_prose(lines[index].text)), 0)
    seen = without_story(seen, last_prose)
    title, name, papers = find_title(seen if len(seen) < len(lines) else [], words)
    credits_ = [entry.credit for entry in seen if entry.credit]
    marks = _marks(seen, title, words) if title is not None or credits_ else {}
    tail = tail_credits(lines, len(seen), marked, words)
    marks |= {index: "byline" if credit.signed else "date" for index, credit in tail}
    credits_ += [credit for _, credit in tail]
    first = lines[len(seen)].text if len(seen) < len(lines) else ""
    writers = _writers(credits_) or writer_in_standfirst(seen, title, first, words) or _interviewer(first, words)
    writers = writers or columnist(name, lines, words) or _doubtful(credits_)
    marks |= dict.fromkeys(writer_boxes(lines, len(seen), authors or writers, words), "byline")
    papers = (*papers, *papers_beside(seen, title, words))
    published = next((credit.published for credit in credits_ if credit.published), None)
    publisher = _publisher(_owners(lines, marked), papers, credits_)
    return Head(name, published or date_in_dateline(first), writers, publisher or agency_in_dateline(first), marks)


def _interviewer(first: str, words: Labels) -> tuple[str, ...]:
    """The writer to whom somebody talks in the paragraph that leads to an interview."""
    writer = writer_told(first, words)
    return (writer,) if writer else ()


def _writers(credits_: list[Credit]) -> tuple[str, ...]:
    return next((credit.authors for credit in credits_ if credit.authors), ())


def _doubtful(credits_: list[Credit]) -> tuple[str, ...]:
    """The names beside a date that are writers' only if nobody else is: they might be a place."""
    return next((credit.perhaps for credit in credits_ if credit.perhaps), ())


def _marks(seen: list[Seen], title: int | None, words: Labels) -> dict[int, str]:
    marks: dict[int, str] = {}
    signed = False
    for place, entry in enumerate(seen):
        kind = _mark(entry, title, marks)
        if entry.credit is not None:
            signed = True
        elif kind is None and entry.role == "name":
            caption = signed and _is_caption(entry.text, words)
            slug = place > 0 and seen[place - 1].is_dated and is_catchline(entry.text)
            kind = "caption" if caption else "note" if slug else None
        elif kind is None and entry.text.lower() in words.words["section"]:
            kind = "navigation"
        if kind:
            marks[entry.at] = kind
    return marks


def _mark(entry: Seen, title: int | None, marks: dict[int, str]) -> str | None:
    if entry.at == title:
        return "title"
    if entry.credit is not None:
        return "byline" if entry.credit.signed else "date"
    if entry.role in _NOTES:
        return _NOTES[entry.role]
    below_title = title is not None and entry.at > title and "standfirst" not in marks.values()
    is_long = entry.role in {"heading", "prose"} and entry.text.count(" ") >= 4
    return "standfirst" if below_title and is_long else None


def _is_caption(text: str, words: Labels) -> bool:
    """Whether the line, standing below the byline, is just a person with a rank: what is left of a picture."""
    tokens = text.split()
    ranks = [token.lower() in words.words["rank-word"] for token in tokens]
    return len(tokens) > 2 and any(ranks) and not any(ranks[-2:]) and not is_paper(text, words)


def _owners(lines: list[Line], marked: dict[int, str]) -> list[str]:
    """The holders of the copyright that the text names."""
    owners = (copyright_owner(lines[index].text) for index, kind in marked.items() if kind == "copyright")
    return [owner for owner in owners if owner]


def _publisher(owners: list[str], papers: tuple[str, ...], credits_: list[Credit]) -> str | None:
    """The paper: as its copyright line has it, else its masthead, else what stands beside the byline or the date.

    The copyright may be held by a company that is named for the paper.
    """
    named = [credit.publisher for credit in credits_ if credit.publisher]
    if owners:
        own = owners[0].lower()
        return next((name for name in (*papers, *named) if own.startswith(f"{name.lower()} ")), owners[0])
    found = next(iter((*papers, *named)), None)
    return without_office(found) if found else None
