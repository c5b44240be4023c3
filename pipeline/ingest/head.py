"""What stands above the story (and, at times, below it): title, standfirst, writers, date of publication, paper."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.ingest.bylines import (
    Credit,
    bare_names,
    is_handle,
    is_paper,
    is_writers_office,
    read_credit,
    writer_described,
    writer_reporting,
)  # fmt: skip
from pipeline.ingest.labels import Labels, labels
from pipeline.ingest.lines import Line, is_item, is_name_like, is_prose

_RULE = re.compile(r"[\W_]+$")
_NAVIGATION = re.compile(r"[^|/>»›]{1,40}(?:\s*[|>»›]\s*|\s+/\s+)[^.!?]{1,160}$")
_SALUTATION = re.compile(r"Dear \w.{0,60},$")
_COPYRIGHT = re.compile(
    r"©|\(c\)|\bcopyright\b|\ball rights reserved\b|\b(?:19|20)\d\d(?:\s*[–-]\s*(?:19|20)?\d\d)?\b", re.IGNORECASE
)
HEAD_LINES, TAIL_LINES = 24, 12
"""How many lines from either end are searched for bylines and dates."""
SHORT = 60
"""The longest line, in characters, that is taken for a label and not for a title."""
_RELEASES = ("news release", "press release", "media release", "press statement")
_BARS = re.compile(r"[|/>»›]")
LOOK_AHEAD = 3
"""How many lines below a standfirst a byline may stand."""
_LISTED = (("release", "release-label"), ("section", "section"), ("reference", "date-word"))
_SHAPES = (("rule", _RULE), ("salutation", _SALUTATION))
_NOTES = {"handle": "byline", "navigation": "note", "release": "note", "reference": "note"}
_COMPANIONS = frozenset({"navigation", "tagline", "release", "section"})
_TITLE_ROLES = frozenset({"heading", "name"})


class Head(NamedTuple):
    """The metadata that the text itself gives, and the kind of furniture by index of line."""

    title: str | None
    published: str | None
    authors: tuple[str, ...]
    publisher: str | None
    marks: dict[int, str]


class Seen(NamedTuple):
    """A line of the head and its part in it.

    ``role``: ``credit`` (bylines and dates), ``handle``, ``navigation``, ``section``, ``release``, ``reference``,
    ``tagline``, ``rule``, ``salutation``, ``name`` (a few capitalised words), ``heading``, ``item``, ``prose``, or
    ``marked`` (other furniture).
    """

    at: int
    role: str
    credit: Credit | None = None
    words: int = 0


def read_head(lines: list[Line], marked: dict[int, str], authors: tuple[str, ...] = ()) -> Head:
    """The head of the text of ``lines``, of which those in ``marked`` are furniture already.

    ``authors`` are the writers if they are known: short lines of the head that name one are bylines.
    """
    words = labels()
    seen = _see_head(lines, marked, words)
    seen = _with_known_bylines(_with_bare_bylines(seen, lines, words), lines, authors)
    seen = seen[: _story_start(seen)]
    has_story = len(seen) < len(lines)
    title, papers = _title(seen, lines, words) if has_story else (None, [])
    marks = _marks(seen, lines, title, words)
    credits_ = [entry.credit for entry in seen if entry.credit]
    if title is None and not credits_:
        marks = {}
    tail = _tail(lines, len(seen), marked, words)
    marks |= {index: "byline" if credit.signed else "date" for index, credit in tail}
    credits_ += [credit for _, credit in tail]
    if not authors and not any(credit.authors for credit in credits_):
        credits_ += _reporting(seen, lines, title, words)
    name, site = _without_site(lines[title].text, words) if title is not None else (None, None)
    papers += [site] if site else []
    return Head(
        name,
        next((credit.published for credit in credits_ if credit.published), None),
        next((credit.authors for credit in credits_ if credit.authors), ()),
        _publisher(lines, marked, (*papers, *_papers_beside(seen, lines, title, words)), credits_),
        marks,
    )


def _see_head(lines: list[Line], marked: dict[int, str], words: Labels) -> list[Seen]:
    """The lines of the head, and as many below it as are needed to see that it has ended."""
    seen: list[Seen] = []
    for index in range(min(HEAD_LINES, len(lines))):
        seen.append(_see(lines, index, marked, words))
        if len(seen) > LOOK_AHEAD and _begins_story(seen, len(seen) - LOOK_AHEAD - 1):
            break
    return seen


def _see(lines: list[Line], index: int, marked: dict[int, str], words: Labels) -> Seen:
    text = lines[index].text
    if index not in marked and is_prose(text) and not words.embargo.match(text):
        return Seen(index, "prose", words=text.count(" ") + 1)
    credit = read_credit(text, words) if marked.get(index) in (None, "caption", "byline", "related") else None
    if credit is not None:
        return Seen(index, "credit", credit)
    return Seen(index, "marked" if index in marked else _role(text, words), words=text.count(" ") + 1)


def _role(text: str, words: Labels) -> str:
    if is_item(text) or "\t" in text:
        return "item"
    lowered = text.lower().strip(" *:-–—")
    for role, forms in _LISTED:
        if lowered in words.words[forms]:
            return role
    shapes = (*_SHAPES, ("tagline", words.tagline), ("reference", words.reference), ("reference", words.issue))
    shaped = next((role for role, shape in shapes if shape.match(text)), None)
    return shaped or _role_by_words(text, lowered, words)


def _role_by_words(text: str, lowered: str, words: Labels) -> str:
    if is_handle(text):
        return "handle"
    if lowered.endswith(_RELEASES) and len(text) < SHORT:
        return "release"
    if words.date.match(text) and len(text) < SHORT and any(char.isdigit() for char in text):
        return "reference"  # "Press release, 7 May", "Published 3 days ago": dates that are none
    if _BARS.search(text) and _NAVIGATION.match(text):
        first = _BARS.split(text)[0].strip()
        if is_name_like(first) or first.lower() in words.words["section"]:
            return "navigation"
    return "name" if is_name_like(text) else "heading"


def _with_bare_bylines(seen: list[Seen], lines: list[Line], words: Labels) -> list[Seen]:
    """Names that stand alone are the writer's beside a date, an address, the name of the paper or a writer's office."""
    entries = list(seen)
    for place, entry in enumerate(entries):
        if place == 0 or entry.role not in _TITLE_ROLES:
            continue
        text = lines[entry.at].text
        names = bare_names(text, words)
        if names and ("," in text or _is_beside_credit(entries, place, lines, words) or _is_above_date(entries, place)):
            entries[place] = Seen(entry.at, "credit", Credit(authors=names, signed=True))
    return entries


def _is_above_date(seen: list[Seen], place: int) -> bool:
    """Whether a date follows, blank lines or not, on a name that is not the first heading."""
    dated = any(entry.credit and entry.credit.dated for entry in seen[place + 1 : place + 2])
    return dated and any(entry.role in _TITLE_ROLES for entry in seen[:place])


def _with_known_bylines(seen: list[Seen], lines: list[Line], authors: tuple[str, ...]) -> list[Seen]:
    """Lines that name a known writer and are neither title nor sentence are bylines."""
    return [
        entry._replace(role="credit", credit=Credit(signed=True))
        if entry.at and entry.role in _TITLE_ROLES and any(name in lines[entry.at].text for name in authors)
        else entry
        for entry in seen
    ]


def _is_beside_credit(seen: list[Seen], place: int, lines: list[Line], words: Labels) -> bool:
    block = lines[seen[place].at].block
    near = [s for s in seen[place - 1 : place + 2] if s.at != seen[place].at and lines[s.at].block == block]
    after = near and near[-1].at > seen[place].at and near[-1]
    if any(entry.credit and entry.credit.dated for entry in near) or (after and after.role == "handle"):
        return True
    text = lines[after.at].text if after else ""
    return bool(text) and (is_paper(text, words) or is_writers_office(text, words))


def _story_start(seen: list[Seen]) -> int:
    """How many lines the head has: it ends above the first sentence that no byline or date follows."""
    return next((place for place in range(len(seen)) if _begins_story(seen, place)), len(seen))


def _begins_story(seen: list[Seen], place: int) -> bool:
    ahead = seen[place + 1 : place + 1 + LOOK_AHEAD]
    return seen[place].role == "item" or (
        seen[place].role == "prose" and not any(later.credit or later.role == "navigation" for later in ahead)
    )


def _title(seen: list[Seen], lines: list[Line], words: Labels) -> tuple[int | None, list[str]]:
    """The index of the title's line, and the names of the paper or organisation that stand above it."""
    papers: list[str] = []
    start = next((place + 1 for place, entry in enumerate(seen) if entry.role == "salutation"), 0)
    candidates = [place for place in range(start, len(seen)) if seen[place].role in _TITLE_ROLES]
    above = [lines[entry.at].text for entry in seen[:start] if entry.role == "name"]
    papers += [text for text in above if is_paper(text, words)]
    for number, place in enumerate(candidates):
        text = lines[seen[place].at].text
        if candidates[number + 1 :] and _is_masthead(seen, place, lines, words):
            if is_paper(text, words) or _is_introduced(seen, place, lines):
                papers.append(text)
            continue
        return seen[place].at, papers
    return None, papers


def _without_site(title: str, words: Labels) -> tuple[str, str | None]:
    """A title without the name of the paper that may stand behind it, and that name."""
    name, bar, site = title.rpartition(" | ")
    if not bar:
        name, bar, site = title.rpartition(" - ")
    return (name, site) if bar and is_paper(site, words) else (title, None)


def _is_masthead(seen: list[Seen], place: int, lines: list[Line], words: Labels) -> bool:
    """Whether a line that might be the title names a paper, an organisation or a section instead."""
    entry = seen[place]
    if entry.role != "name" or (place == 1 and seen[0].role == "section"):
        return False
    text = lines[entry.at].text
    tokens = text.split()
    ends = {tokens[0].lower(), tokens[-1].lower()}
    alone = place + 1 == len(seen) or lines[seen[place + 1].at].block != lines[entry.at].block
    return (
        _has_companion(seen, place, lines)
        or not ends.isdisjoint(words.words["masthead-word"])
        or (len(tokens) <= 4 and alone and (text.isupper() or (_is_amid(seen, place) and is_paper(text, words))))
        or len(tokens) <= 2
    )


def _is_amid(seen: list[Seen], place: int) -> bool:
    """Whether "News release" stands above a line, or a date below it."""
    released = any(entry.role == "release" for entry in seen[:place])
    return released or any(entry.credit and entry.credit.dated for entry in seen[place + 1 : place + 2])


def _has_companion(seen: list[Seen], place: int, lines: list[Line]) -> bool:
    """Whether the block of a masthead holds what mastheads hold: a date, a tagline, sections, "News release"."""
    block = lines[seen[place].at].block
    return any(
        lines[other.at].block == block
        and (other.role in _COMPANIONS or (other.credit is not None and other.credit.dated))
        for other in seen[max(place - 1, 0) : place + 3]
    )


def _is_introduced(seen: list[Seen], place: int, lines: list[Line]) -> bool:
    """Whether a tagline or "News release" beside it shows that the line names the paper or organisation."""
    block = lines[seen[place].at].block
    near = seen[max(place - 1, 0) : place + 2]
    return any(entry.role in {"tagline", "release"} for entry in near if lines[entry.at].block == block)


def _papers_beside(seen: list[Seen], lines: list[Line], title: int | None, words: Labels) -> list[str]:
    """Papers named on a line of their own in the block of the byline or date, or first in a line of sections."""
    blocks = {lines[entry.at].block for entry in seen if entry.credit is not None}
    found = []
    for entry in seen:
        text = lines[entry.at].text
        parts = [part.strip() for part in re.split(r"[|>»›]", text)]
        if entry.role == "navigation" and is_name_like(parts[0]) and _are_sections(parts, words):
            found.append(parts[0])
        elif entry.at != title and entry.role in _TITLE_ROLES and lines[entry.at].block in blocks:
            found += [name for name in (text.split(",")[0],) if is_paper(name, words)]
    return found


def _are_sections(parts: list[str], words: Labels) -> bool:
    """Whether the first of the parts is more than a section and the second is one, or the number of an issue."""
    sections = words.words["section"]
    if len(parts) < 2 or " " not in parts[0] or parts[0].lower() in sections:
        return False
    return parts[1].lower() in sections or bool(words.reference.match(parts[1]))


def _marks(seen: list[Seen], lines: list[Line], title: int | None, words: Labels) -> dict[int, str]:
    marks: dict[int, str] = {}
    signed = False
    for entry in seen:
        kind = _mark(entry, title, marks)
        if entry.credit is not None:
            signed = True
        elif kind is None and signed and entry.role == "name" and _is_caption(lines[entry.at].text, words):
            kind = "caption"
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
    return "standfirst" if below_title and entry.role in {"heading", "prose"} and entry.words > 4 else None


def _is_caption(text: str, words: Labels) -> bool:
    """Whether the line, standing below the byline, is just a person with a rank: what is left of a picture."""
    tokens = text.split()
    ranks = [token.lower() in words.words["rank-word"] for token in tokens]
    return len(tokens) > 2 and any(ranks) and not any(ranks[-2:]) and not is_paper(text, words)


def _tail(lines: list[Line], start: int, marked: dict[int, str], words: Labels) -> list[tuple[int, Credit]]:
    """Bylines and dates that stand below the story on lines of their own."""
    found = []
    for index in range(max(start, len(lines) - TAIL_LINES), len(lines)):
        text = lines[index].text
        if index in marked or is_item(text) or "\t" in text:
            continue
        credit = _described(text, words) if is_prose(text) else read_credit(text, words)
        if credit is not None and (credit.published or credit.authors):
            found.append((index, credit))
    return found


def _described(text: str, words: Labels) -> Credit | None:
    name = writer_described(text, words)
    return Credit(authors=(name,), signed=True) if name else None


def _reporting(seen: list[Seen], lines: list[Line], title: int | None, words: Labels) -> list[Credit]:
    """The writer whom a line between title and story names as reporting."""
    below = [lines[entry.at].text for entry in seen if title is not None and entry.at > title and not entry.credit]
    names = (writer_reporting(text, words) for text in below)
    return [Credit(authors=(name,)) for name in names if name][:1]


def _publisher(
    lines: list[Line], marked: dict[int, str], papers: tuple[str, ...], credits_: list[Credit]
) -> str | None:
    """The paper: as its copyright line has it, else its masthead, else what stands beside the byline or the date."""
    owners = (copyright_owner(lines[index].text) for index, kind in marked.items() if kind == "copyright")
    named = (credit.publisher for credit in credits_)
    return next((name for name in (*owners, *papers, *named) if name), None)


def copyright_owner(text: str) -> str | None:
    """The holder of the copyright.

    >>> copyright_owner("© 2019 Harbour Gazette, part of Quay Media. All rights reserved.")
    'Harbour Gazette'
    >>> copyright_owner("The Mill Times © 2020.")
    'The Mill Times'
    """
    parts = (part.strip() for part in re.split(r"[\n.,|;]", _COPYRIGHT.sub("\n", text)))
    return next((part for part in parts if is_name_like(part) and len(part) > 2), None)
