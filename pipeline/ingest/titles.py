"""Which line of the head is the title, and which name the paper or organisation above it."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.ingest.head_lines import TITLE_ROLES, Seen
from pipeline.ingest.labels import Labels
from pipeline.ingest.lines import is_name_like
from pipeline.ingest.papers import is_catchline, is_organisation, is_paper, paper_of_issue

_COMPANIONS = frozenset({"tagline", "release", "section", "reference"})
_INTRODUCING = frozenset({"tagline", "release"})
_BEFORE_DATE = re.compile(r"\s*[|·•\t]\s*|\s+[–—-]\s+|,\s")
_BARS = re.compile(r"[|>»›]")
_DIGIT = re.compile(r"\d")
_DECORATION = "*~=_• "
MAX_SLOGAN = 5
"""The most words of a masthead that is no name ("Stand together!")."""


class Title(NamedTuple):
    """The title: the index of its line, its words, and the papers or organisations named above or behind it."""

    at: int | None
    name: str | None
    papers: tuple[str, ...]


def find_title(seen: list[Seen], words: Labels) -> Title:
    """The title among the lines of the head: the first heading that is neither masthead nor section."""
    start = next((place + 1 for place, entry in enumerate(seen) if entry.role == "salutation"), 0)
    papers = [entry.text for entry in seen[:start] if entry.role == "name" and is_paper(entry.text, words)]
    labelled = next((entry for entry in seen if entry.role == "subject"), None)
    candidates = [place for place in range(start, len(seen)) if seen[place].role in TITLE_ROLES]
    mastheads: set[int] = set()
    for number, place in enumerate(candidates):
        later = candidates[number + 1 :]
        if (later or labelled) and _is_masthead(seen, place, mastheads, words):
            mastheads.add(place)
            papers += _paper_of_masthead(seen, place, words)
            continue
        if labelled is None:
            return _titled(seen[place], papers, words)
        break
    labelled = labelled or next((entry for entry in seen if entry.role == "slug"), None)
    return _labelled(labelled, papers, words) if labelled else Title(None, None, tuple(papers))


def _paper_of_masthead(seen: list[Seen], place: int, words: Labels) -> list[str]:
    """The paper or organisation that a masthead names, perhaps behind "Statement from"."""
    text = seen[place].text
    statement = words.statement.match(text)
    if statement is not None:
        return [text[statement.end() :]]
    named = place == 0 and (text.startswith(("The ", "THE ")) or " & " in text) and _has_companion(seen, place)
    return [text] if named or is_paper(text, words) or _is_introduced(seen, place) else []


def _titled(entry: Seen, papers: list[str], words: Labels) -> Title:
    name, site = _without_site(entry.text.strip(_DECORATION), words)
    return Title(entry.at, name, (*papers, site) if site else tuple(papers))


def _labelled(entry: Seen, papers: list[str], words: Labels) -> Title:
    """The title behind a label such as "Subject:"."""
    label = words.subject.match(entry.text) or words.slug.match(entry.text)
    return Title(entry.at, entry.text[label.end() if label else 0 :], tuple(papers))


def _without_site(title: str, words: Labels) -> tuple[str, str | None]:
    """A title without the name of the paper that may stand behind it, and that name."""
    name, bar, site = title.rpartition(" | ")
    if not bar:
        name, bar, site = title.rpartition(" - ")
    return (name, site) if bar and is_paper(site, words) else (title, None)


def _is_masthead(seen: list[Seen], place: int, mastheads: set[int], words: Labels) -> bool:
    """Whether a line that might be the title names a paper, an organisation or a section instead."""
    entry = seen[place]
    statement = words.statement.match(entry.text)
    if statement is not None:
        return is_paper(entry.text[statement.end() :], words)
    if place > 0 and is_catchline(entry.text) and seen[place - 1].is_dated:
        return True
    if place == 1 and 0 in mastheads and _is_slogan_below(seen):
        return True
    if entry.role != "name":
        return _is_slogan(seen, place) or _is_issue(seen, place, words)
    if place == 1 and seen[0].role == "section":
        return False
    return _has_companion(seen, place) or _is_masthead_by_name(seen, place, words)


def _is_masthead_by_name(seen: list[Seen], place: int, words: Labels) -> bool:
    text = seen[place].text
    tokens = text.split()
    ends = {tokens[0].lower(), tokens[-1].lower()}
    alone = place + 1 == len(seen) or seen[place + 1].block != seen[place].block
    return (
        len(tokens) <= 2
        or not ends.isdisjoint(words.words["masthead-word"])
        or (len(tokens) <= 4 and alone and (text.isupper() or (_is_amid(seen, place) and is_paper(text, words))))
        or (is_organisation(text, words) and not any(entry.role in TITLE_ROLES for entry in seen[:place]))
    )


def _is_slogan(seen: list[Seen], place: int) -> bool:
    """Whether a short first line that is no name has a tagline below it, and the title in another block."""
    entry = seen[place]
    below = seen[place + 1 : place + 2]
    introduced = any(other.role == "tagline" and other.block == entry.block for other in below)
    apart = any(other.role in TITLE_ROLES and other.block != entry.block for other in seen[place + 1 :])
    return place == 0 and introduced and apart and len(entry.text.split()) <= MAX_SLOGAN


def _is_issue(seen: list[Seen], place: int, words: Labels) -> bool:
    """Whether a short first line ends with a word for a paper, and the title is in another block: "Elm newsletter"."""
    tokens = seen[place].text.lower().split()
    if place > 0 or len(tokens) > MAX_SLOGAN or tokens[-1] not in words.words["masthead-word"]:
        return False
    return any(other.role in TITLE_ROLES and other.block != seen[place].block for other in seen[1:])


def _is_slogan_below(seen: list[Seen]) -> bool:
    """Whether the second line of a masthead is its slogan: the title, a shorter heading, stands in the next block."""
    entry = seen[1]
    if entry.block != seen[0].block or (len(seen) > 2 and seen[2].block == entry.block) or _DIGIT.search(entry.text):
        return False
    titles = [other for other in seen[2:] if other.role in TITLE_ROLES][:1]
    return any(len(other.text) <= len(entry.text) for other in titles)


def _is_amid(seen: list[Seen], place: int) -> bool:
    """Whether "News release" stands above a line, or a date below it."""
    released = any(entry.role == "release" for entry in seen[:place])
    return released or any(entry.is_dated for entry in seen[place + 1 : place + 2])


def _has_companion(seen: list[Seen], place: int) -> bool:
    """Whether the block of a masthead holds what mastheads hold: a date, a tagline, sections, "News release"."""
    block = seen[place].block
    near = [other for other in seen[max(place - 1, 0) : place + 3] if other.block == block]
    return any(
        other.role in _COMPANIONS or (other.at > seen[place].at and (other.is_dated or other.role == "navigation"))
        for other in near
    )


def _is_introduced(seen: list[Seen], place: int) -> bool:
    """Whether a tagline or "News release" beside it shows that the line names the paper or organisation."""
    block = seen[place].block
    return any(entry.role in _INTRODUCING and entry.block == block for entry in seen[max(place - 1, 0) : place + 2])


def papers_beside(seen: list[Seen], title: int | None, words: Labels) -> list[str]:
    """Papers named on a line of their own in the block of the byline or date, or first in a line of sections."""
    blocks = {entry.block for entry in seen if entry.credit is not None}
    found = _paper_of_first_line(seen, words) if title else []
    for entry in seen:
        if entry.role == "navigation":
            found += _paper_of_sections(entry.text, words)
        elif entry.at != title and entry.role in TITLE_ROLES | {"office"} and entry.block in blocks:
            found += [part for part in re.split(r",\s*", entry.text)[:2] if is_paper(part, words)][:1]
    return found


def _paper_of_first_line(seen: list[Seen], words: Labels) -> list[str]:
    """What a date stands behind on the first line, above the title, unless it may be a person or a section."""
    credit = seen[0].credit
    if credit is None or not credit.published or credit.publisher or credit.signed or credit.perhaps:
        return []
    name = _BEFORE_DATE.split(seen[0].text)[0]
    is_name = " " in name and is_name_like(name) and not _DIGIT.search(name) and not words.date.match(name)
    return [name] if is_name and name.lower() not in words.words["section"] else []


def _paper_of_sections(text: str, words: Labels) -> list[str]:
    """The first part of a line of sections, if it is more than a section and the second is one; or an issue's paper."""
    paper = paper_of_issue(text, words)
    if paper:
        return [paper]
    if " / " in text and is_paper(text, words):  # a paper with a name in two languages
        return [text]
    parts = [part.strip() for part in _BARS.split(text)]
    sections = words.words["section"]
    if not is_name_like(parts[0]) or len(parts) < 2 or " " not in parts[0] or parts[0].lower() in sections:
        return []
    return [parts[0]] if parts[1].lower() in sections or words.reference.match(parts[1]) else []
