"""The lines above the story, each with its part in the head."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.ingest.bylines import Credit, read_credit
from pipeline.ingest.grade_words import is_graded_row
from pipeline.ingest.labels import Labels, labels
from pipeline.ingest.lines import Line, is_item, is_name_like, is_prose
from pipeline.ingest.names import is_handle, names_with_office
from pipeline.ingest.papers import is_catchline, is_paper, is_writers_office, paper_of_issue

HEAD_LINES = 24
"""How many lines from the top are searched for bylines and dates."""
LOOK_AHEAD = 3
"""How many lines below a standfirst a byline may stand."""
SHORT = 60
"""The longest line, in characters, that is taken for a label and not for a title."""
MAX_DATED = 160
"""The longest sentence, in characters, that is taken for a line of dates: "Published by ... Updated at ..."."""
TITLE_ROLES = frozenset({"heading", "name"})
_STORY_ROLES = frozenset({"item", "prose"})
LEAST_SECTIONS = 4
"""How many words, at least, a line has that lists the sections of a site."""
_TIME = re.compile(r"\W*(?:\d{1,2}[:.]\d\d ?(?:am|pm|hrs)?|\d{1,2} ?(?:am|pm))\W*$", re.IGNORECASE)
_RULE = re.compile(r"[\W_]+$")
_NAVIGATION = re.compile(r"[^|/>»›]{1,40}(?:\s*[|>»›]\s*|\s+/\s+)[^.!?]{1,160}$")
_SALUTATION = re.compile(r"Dear (?:\w.{0,60},|[^\W\d_][\w ]{0,30})$")
_RELEASES = ("news release", "press release", "media release", "press statement")
_SERIES = ("- transcript", "– transcript", ": transcript")
_DECORATED = re.compile(r"([*~=_•]+) ?\S.*\S ?[*~=_•]+$")
_NUMBER = re.compile(r"[\s\d/.:-]+$|,? no\.? ?[\d/-]+$")
_COLUMN = re.compile(
    r"(?:the )?\w+(?:['’]s|s['’]) (?:column|corner|view|message|letter|blog|diary|report|update|notes|bulletin)$",
    re.IGNORECASE,
)
_BARS = re.compile(r"[|/>»›]")
_LEADING = re.compile(r"[|/>»›\d\t]")
"""What parts or counts in a line that leads through a site, or to an issue of a paper."""
_LISTED = (("section", "section"), ("reference", "date-word"))
_SHAPES = (
    ("rule", _RULE),
    ("salutation", _SALUTATION),
    ("reference", _TIME),
    ("section", _COLUMN),
)


@dataclass(slots=True)
class Seen:
    """A line of the head and its part in it. ``at``, ``text`` and ``block`` are those of the line.

    ``role``: ``credit`` (bylines and dates), ``handle``, ``office`` (a writer's), ``navigation``, ``section``,
    ``release``, ``reference``, ``tagline``, ``slug``, ``subject``, ``rule``, ``salutation``, ``name`` (a few
    capitalised words), ``heading``, ``item``, ``prose``, or ``marked`` (other furniture).
    """

    at: int
    text: str
    block: int
    credit: Credit | None
    known: str | None
    """The role; None until somebody asks: those of most lines below the head are never needed."""

    @property
    def role(self) -> str:
        """Its part in the head."""
        if self.known is None:
            self.known = _role(self.text, labels())
        return self.known

    @property
    def is_dated(self) -> bool:
        """Whether the line gives the date of publication, or says it has one."""
        return self.credit is not None and self.credit.dated

    @property
    def is_navigation(self) -> bool:
        """Whether the role is that."""
        return (self.known is not None or _LEADING.search(self.text) is not None) and self.role == "navigation"

    def credited(self, credit: Credit) -> Seen:
        """The line as one of bylines and dates."""
        return Seen(self.at, self.text, self.block, credit, "credit")

    def hidden(self) -> Seen:
        """The line as one that does not count."""
        return Seen(self.at, self.text, self.block, None, "marked")


def see_head(lines: list[Line], marked: dict[int, str], words: Labels) -> list[Seen]:
    """The lines of the head, and as many below it as are needed to see that it has ended."""
    seen: list[Seen] = []
    for index in range(min(HEAD_LINES, len(lines))):
        if index and _begins_table(lines, index):
            break
        seen.append(_see(lines[index], index, marked.get(index), words))
        if len(seen) > LOOK_AHEAD and _begins_story(seen, len(seen) - LOOK_AHEAD - 1):
            break
    return seen


def _begins_table(lines: list[Line], index: int) -> bool:
    """Whether a line is the first of a table of grades: a row, or the header above one."""
    if not _has_cells(lines[index].text):
        return False
    return any(_has_cells(line.text) and is_graded_row(line.text) for line in lines[index : index + 2])


def _has_cells(text: str) -> bool:
    return "\t" in text or " | " in text


def without_story(seen: list[Seen], last_prose: int) -> list[Seen]:
    """The head alone: it ends above the first sentence that no byline or date follows.

    What stands below ``last_prose``, the last sentence of the text, is of its tail, and counts for nothing.
    """
    above = [entry if entry.at <= last_prose else entry.hidden() for entry in seen]
    end = next((place for place in range(len(above)) if _begins_story(above, place)), len(above))
    return seen[:end]


def _begins_story(seen: list[Seen], place: int) -> bool:
    ahead = seen[place + 1 : place + 1 + LOOK_AHEAD]
    return seen[place].role in _STORY_ROLES and not any(later.credit or later.is_navigation for later in ahead)


def _see(line: Line, index: int, mark: str | None, words: Labels) -> Seen:
    text = line.text
    if mark is None and is_prose(text) and not words.embargo.match(text):
        credit = dated_sentence(text, words)
        return Seen(index, text, line.block, credit, "credit" if credit else "prose")
    credit = read_credit(text, words) if mark in (None, "caption", "byline", "related") else None
    return Seen(index, text, line.block, credit, "credit" if credit else "marked" if mark else None)


def dated_sentence(text: str, words: Labels) -> Credit | None:
    """The credit of a line such as "Published by Una Teal at 7am on 4 April 2023. Updated at 8am.", else None.

    Such a line begins with a word for that, or with the name of the paper.
    """
    if len(text) > MAX_DATED or not text.endswith("."):
        return None
    if not (words.date.match(text) or words.issuer.match(text) or is_paper(text.partition(",")[0], words)):
        return None
    credit = read_credit(text.rstrip("."), words)
    return credit if credit and credit.dated else None


def _role(text: str, words: Labels) -> str:
    if "\t" in text:
        return _role_of_row(text, words)
    if is_item(text):
        return "heading" if _DECORATED.match(text) else "item"
    lowered = text.lower().strip(" *:-–—")
    return _role_by_label(lowered, words) or _role_by_shape(text, words) or _role_by_words(text, lowered, words)


_RELEASE_PARTS = re.compile(r"\s+[–—-]\s+|\s*[:|]\s*|,\s+")
""" "Media statement – for immediate use"."""


def _role_by_label(lowered: str, words: Labels) -> str | None:
    """The part of a line that is a known label, or begins with the name of a field and a colon."""
    if len(lowered) < SHORT and words.words["release-label"].issuperset(_RELEASE_PARTS.split(_NUMBER.sub("", lowered))):
        return "release"
    for role, forms in _LISTED:
        if lowered in words.words[forms]:
            return role
    field = lowered.partition(":")[0] if ":" in lowered else ""
    if field in words.words["attendance-label"]:
        return "section"
    return "reference" if field in words.words["field-label"] and not words.subject.match(lowered) else None


def _role_of_row(text: str, words: Labels) -> str:
    """The part of a line with tabs: a fact about the page, a masthead with its issue, sections, or a row of values."""
    cells = [cell.strip(" :").lower() for cell in text.split("\t")]
    if cells[0] in words.words["field-label"] | words.words["attendance-label"]:
        return "reference"
    if paper_of_issue(text, words) or words.words["section"].issuperset(cells):
        return "navigation"
    return "tagline" if words.tagline.match(text) else "item"


def _role_by_shape(text: str, words: Labels) -> str | None:
    shapes = (
        *_SHAPES, ("subject", words.subject), ("slug", words.slug), ("tagline", words.tagline),
        ("reference", words.reference), ("reference", words.issue),
    )  # fmt: skip
    return next((role for role, shape in shapes if shape.match(text)), None)


def _role_by_words(text: str, lowered: str, words: Labels) -> str:
    if is_handle(text):
        return "handle"
    if len(text) < SHORT and lowered.endswith(_RELEASES):
        return "release"
    if lowered.endswith(_SERIES):
        return "section"
    if words.date.match(text) and len(text) < SHORT and any(char.isdigit() for char in text):
        return "reference"  # "Press release, 7 May", "Published 3 days ago": dates that are none
    if _is_navigation(text, words):
        return "navigation"
    return _role_of_name(text, words)


def _role_of_name(text: str, words: Labels) -> str:
    office = text.split(",", maxsplit=1)[0]
    named = office.rpartition(" ")[2].lower() in words.words["writer-noun"] and not names_with_office(text, words)
    if named and is_writers_office(office, words):
        return "office"
    if is_catchline(text) and "-" in text:
        return "slug"
    return "name" if is_name_like(text) else "heading"


def _lists_sections(text: str, words: Labels) -> bool:
    """Whether a line begins with two sections of a site and goes on: "NEWS POLITICS FOOTBALL TV SHOPPING"."""
    names = text.lower().split()
    return len(names) >= LEAST_SECTIONS and is_name_like(text) and words.words["section"].issuperset(names[:2])


def _is_navigation(text: str, words: Labels) -> bool:
    """Whether a line is the way to a page through its site, or a paper with its issue."""
    if paper_of_issue(text, words) or _lists_sections(text, words):
        return True
    if not _BARS.search(text) or not _NAVIGATION.match(text):
        return False
    first = _BARS.split(text)[0].strip()
    return is_name_like(first) or first.lower() in words.words["section"]
