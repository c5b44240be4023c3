"""Who wrote it, where no "By" says so: names alone in the head, and what stands below the story."""

from __future__ import annotations

import re

from pipeline.ingest.bylines import Credit, read_credit
from pipeline.ingest.head_lines import TITLE_ROLES, Seen, dated_sentence
from pipeline.ingest.labels import Labels
from pipeline.ingest.lines import Line, is_item, is_prose
from pipeline.ingest.names import (
    MAX_ABOUT,
    bare_names,
    leading_names,
    may_name,
    names_with_office,
    without_handles,
    writer_described,
    writer_reporting,
)
from pipeline.ingest.papers import is_paper, is_writers_office, paper_in

TAIL_LINES = 12
"""How many lines from the end are searched for bylines and dates."""
BOX_LINES = 6
"""How many lines from the end may tell who the writer is."""
MAX_NAME = 60
"""Where, in characters, the name at the beginning of a line has ended."""
_REPORTS = re.compile(r" reports?$")
_SIGNED_OFF = re.compile(r"[–—-]{1,2} ?(?=[A-ZÀ-Þ])")
_SAYS_WHO = re.compile(
    r"(?:['’]s\b|\s+(?:is|was|are|has|chairs|writes|teaches|runs|works|edits|leads|covers|reports on|joined|can be"
    r"|lives)\b)"
)
_QUOTE_END = re.compile(r"[”\"’']$")
_MAY_BE_NAMES = TITLE_ROLES | {"marked"}
_MAY_SIGN = frozenset({"byline", "caption", "copyright"})
"""Kinds of furniture that may hold a byline or a date."""
_BRACKETS = "()[] "


def with_bare_bylines(seen: list[Seen], lines: list[Line], words: Labels) -> list[Seen]:
    """Names that stand alone are the writer's beside a date, an address, the name of the paper or a writer's office."""
    entries = list(seen)
    for place, entry in enumerate(entries):
        if place == 0 or not may_name(entry.text) or entry.role not in _MAY_BE_NAMES:
            continue
        names = _names_alone(entries, place, lines, words) or _name_above_story(entries, place, lines, words)
        if names:
            paper = paper_in(entry.text.rpartition(",")[2], words)
            entries[place] = entry.credited(Credit(authors=names, publisher=paper, signed=True))
    return entries


def with_known_bylines(seen: list[Seen], authors: tuple[str, ...]) -> list[Seen]:
    """Lines that name a known writer and are neither title nor sentence are bylines."""
    if not authors:
        return seen
    return [
        entry.credited(Credit(signed=True))
        if entry.at and entry.role in TITLE_ROLES and any(name in entry.text for name in authors)
        else entry
        for entry in seen
    ]


def _names_alone(seen: list[Seen], place: int, lines: list[Line], words: Labels) -> tuple[str, ...]:
    """The writers whom a line names and nothing else, if what is around it shows that they are."""
    text = seen[place].text
    if seen[place].role == "marked":
        return names_with_office(text, words)
    reports = _REPORTS.search(text)
    label = words.named.match(text)
    if "@" in text:
        return bare_names(without_handles(text), words)
    office = names_with_office(text, words)
    names = office or bare_names(text[label.end() if label else 0 :], words)
    if not names:
        return ()
    if office or reports or not _described_below(lines, words).isdisjoint(names):
        return names
    near = _is_beside_credit(seen, place, words) or (not label and _is_by_date(seen, place, words))
    return names if near and _is_titled(seen[:place], words) else ()


def _name_above_story(seen: list[Seen], place: int, lines: list[Line], words: Labels) -> tuple[str, ...]:
    """The name alone between a heading and the story, if the story does not go on to tell of its bearer."""
    entry, before = seen[place], seen[place - 1]
    below = seen[place + 1 : place + 2]
    alone = before.block != entry.block and bool(below) and below[0].role == "prose" and below[0].block != entry.block
    names = bare_names(entry.text, words) if alone and before.role == "heading" and entry.role == "name" else ()
    surnames = [name.split()[-1] for name in names]
    story = (line.text for at, line in enumerate(lines) if names and at != entry.at and is_prose(line.text))
    told = (text for text in story if not text.startswith(names))
    return () if any(surname in text for text in told for surname in surnames) else names


def _is_titled(above: list[Seen], words: Labels) -> bool:
    """Whether a heading stands above, which is no name of a paper: a name in capitals below such may be the title."""
    return any(entry.role == "heading" or (entry.role == "name" and not is_paper(entry.text, words)) for entry in above)


def _is_by_date(seen: list[Seen], place: int, words: Labels) -> bool:
    """Whether a date follows on a name, blank lines or not, or stands above one that is alone above the story."""
    below = seen[place + 1 : place + 2]
    if any(entry.is_dated or (entry.role == "reference" and words.issue.match(entry.text)) for entry in below):
        return True
    return seen[place - 1].is_dated and bool(below) and below[0].role == "prose" and below[0].block != seen[place].block


def _is_beside_credit(seen: list[Seen], place: int, words: Labels) -> bool:
    """Whether the block holds a date beside a name, or an address, an office or a paper right below it."""
    block = seen[place].block
    beside = [entry for entry in (seen[place - 1], *seen[place + 1 : place + 2]) if entry.block == block]
    if any(entry.is_dated for entry in beside):
        return True
    below = next((entry for entry in beside if entry.at > seen[place].at), None)
    if below is None or below.role in {"handle", "office"}:
        return below is not None
    return is_paper(below.text, words) or is_writers_office(below.text, words)


def _described_below(lines: list[Line], words: Labels) -> frozenset[str]:
    """The people of whom a line below the story begins to tell who they are."""
    names = (who for line in lines[-BOX_LINES:] if (who := _told_of(line.text, words)))
    return frozenset(names)


def columnist(title: str | None, lines: list[Line], words: Labels) -> tuple[str, ...]:
    """The writer whose name opens the title, where a line below the story tells who that is: "UNA TEAL: Save our
    boats"."""
    opening, colon, _ = (title or "").partition(": ")
    names = _described_below(lines, words) if colon else frozenset()
    return tuple(name for name in names if name.casefold() == opening.casefold())


def _told_of(text: str, words: Labels) -> str | None:
    title = words.person_title.match(text)
    names, end = leading_names(text, words, title.end() if title else 0)
    told = len(names) == 1 and _SAYS_WHO.search(text, 0, MAX_NAME) and _SAYS_WHO.match(text, end)
    return names[0] if told else None


def tail_credits(lines: list[Line], start: int, marked: dict[int, str], words: Labels) -> list[tuple[int, Credit]]:
    """Bylines and dates that stand below the story on lines of their own."""
    found = []
    for index in range(max(start, len(lines) - TAIL_LINES), len(lines)):
        mark = marked.get(index, "byline")
        if mark not in _MAY_SIGN or "\t" in lines[index].text:
            continue
        credit = _tail_credit(lines, index, words) if mark == "byline" else _imprint(lines[index].text, words)
        if credit is not None and (credit.published or credit.authors or credit.dated):
            found.append((index, credit))
    return found


def _imprint(text: str, words: Labels) -> Credit | None:
    """The credit that stands beside a picture's, or before the copyright: "Words: ...", "Published by ... on ..."."""
    credit = read_credit(text.strip(_BRACKETS), words)
    return credit if credit and (credit.authors or words.issuer.match(text)) else None


def _tail_credit(lines: list[Line], index: int, words: Labels) -> Credit | None:
    text = lines[index].text
    if is_item(text) or _SIGNED_OFF.match(text):
        return _signed_off(lines, index, words)
    if len(text) > MAX_ABOUT:
        return None
    if is_prose(text):
        name = writer_described(text, words)
        return Credit(authors=(name,), signed=True) if name else dated_sentence(text, words)
    return read_credit(text.strip(_BRACKETS), words) or _reporter(text, words)


def _signed_off(lines: list[Line], index: int, words: Labels) -> Credit | None:
    """A name behind a dash; below a quotation it is that of whom it quotes."""
    text = lines[index].text
    dash = _SIGNED_OFF.match(text)
    quoted = index > 0 and _QUOTE_END.search(lines[index - 1].text)
    names = bare_names(text[dash.end() :], words) if dash and not quoted else ()
    return Credit(authors=names, signed=True) if names else None


def _reporter(text: str, words: Labels) -> Credit | None:
    """A name with a writer's office, or behind "Report:"."""
    label = words.named.match(text)
    names = bare_names(text[label.end() :], words) if label else names_with_office(text, words)
    return Credit(authors=names, signed=True) if names else None


def writer_boxes(lines: list[Line], start: int, authors: tuple[str, ...], words: Labels) -> list[int]:
    """The lines below the story that begin to tell who one of its writers is."""
    if not authors:
        return []
    below = range(max(start, len(lines) - BOX_LINES), len(lines))
    return [index for index in below if _told_of(lines[index].text, words) in authors]


_SHOUTED_LAST = re.compile(r"[.!?] [A-ZÀ-Þ’'-]{3,}(?: [A-ZÀ-Þ’'-]{3,}){1,2} [a-z]")


def writer_in_standfirst(seen: list[Seen], title: int | None, first: str, words: Labels) -> tuple[str, ...]:
    """The writer whom a line between title and story names as reporting; or, in capitals, the ``first`` of the story:
    "The boats are back. UNA TEAL meets their master."."""
    below = [entry.text for entry in seen if title is not None and entry.at > title and not entry.credit]
    below += [first] if title is not None and _SHOUTED_LAST.search(first) else []
    return tuple(name for name in (writer_reporting(text, words) for text in below) if name)[:1]
