"""One line of an article's head taken apart: who wrote it, when it was published, for which paper."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.ingest.dates import find_date
from pipeline.ingest.labels import Labels
from pipeline.ingest.lines import is_name_like, person_name

_PARTS = re.compile(r"\s*[|·•»\t]\s*|\s+[>/–—-]\s+")
_PARTED = re.compile(r"[|·•»\t]|\s[>/–—-]\s")
_GLUED = re.compile(r"([a-z])(?=(?:Published|Posted|Updated)\b)")
_GLUED_WORDS = ("Published", "Posted", "Updated")
_GLUED_DATE = re.compile(r"(Published|Posted|Updated)(?=\d)")
_NOISE = re.compile(
    r"\b\d{1,2}[:.]\d\d\s*(?:am|pm|hrs)?\b|\b\d{1,2}\s?(?:am|pm)\b|\b\d{4}\s?hrs\b|\b(?:BST|GMT|UTC)\b|\b[0-2]\d{3}\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\bat\b|[*,:;()\[\]]",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-ZÀ-ÞŁŻŚĆ][\w’'.-]*"
    r"(?: (?:[A-ZÀ-ÞŁŻŚĆ][\w’'.-]*|(?:de|da|di|du|van|von|der|den|la|le|ap|ab|mac|an|al|el|t-[A-Z]\w+)\b)){1,4}"
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*and\s|,|\sand\s|&)\s*")
_BY = re.compile(r"(?:.* )?by (.*)$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_HANDLE = re.compile(r"@\w[\w.]+$|[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
_MASTHEAD_END = 60
_IS = re.compile(r"\s+is\s+")
_CLAUSE = re.compile(r"[,;.]")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?…’”\"'])\s+)(?=[A-ZÀ-Þ])")
LONGEST_NAME = 3
"""How many capitalised words a writer's name in a sentence has at most; of more, the first may be an office."""
MAX_ABOUT = 200
"""The longest line, in characters, that tells who the writer is."""


class Credit(NamedTuple):
    """What a line says: ISO date, writers' names, name of a paper; ``dated``, ``signed`` even where it gives none."""

    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    dated: bool = False
    signed: bool = False


def read_credit(line: str, words: Labels) -> Credit | None:
    """The credit in ``line``, or None if it is no line of bylines and dates.

    A date counts only beside a weekday, a clock time, a word such as "Published", a writer or the name of a paper.
    """
    if len(line) > 200:
        return None
    if any(map(line.__contains__, _GLUED_WORDS)):
        line = _GLUED.sub(r"\1 | ", _GLUED_DATE.sub(r"\1 ", line))
    parts = [part for part in map(str.strip, _PARTS.split(line)) if part] if _PARTED.search(line) else [line]
    if not _DIGIT.search(line) and not any(words.byline.match(part) or words.embargo.match(part) for part in parts):
        return None
    credits_ = [_part(part, words) for part in parts]
    dates = [credit for credit in credits_ if credit and credit.dated]
    signed = [credit for credit in credits_ if credit and credit.signed]
    if not dates and not signed:
        return None
    names = tuple(name for credit in credits_ if credit for name in credit.authors)
    publisher = next((credit.publisher for credit in credits_ if credit and credit.publisher), None)
    if not names and dates:
        names = _bare_names([part for part, credit in zip(parts, credits_, strict=True) if credit is None], words)
    publisher = publisher or _paper_among(parts, credits_, words)
    return Credit(
        next((credit.published for credit in dates if credit.published), None),
        names, publisher, bool(dates), bool(signed or names),
    )  # fmt: skip


def _part(part: str, words: Labels) -> Credit | None:
    """The credit in one part of a line, between bars or tabs."""
    byline = words.byline.match(part)
    signed = _signed(part[byline.end() :], words) if byline else None
    if signed is not None:
        return signed
    found = find_date(part) if _DIGIT.search(part) else None
    if words.embargo.match(part):
        return Credit(found.iso if found else None, dated=True)
    if found is None:
        return None
    if words.update.match(part):
        return Credit(dated=True)
    rest = " ".join(_NOISE.sub(" ", f"{part[: found.start]} {part[found.end :]}").split())
    before = _named_before(part[: found.start], rest, words)
    return before._replace(published=found.iso, dated=True) if before else _dated(found.iso, rest, words)


def _named_before(before: str, rest: str, words: Labels) -> Credit | None:
    """Who alone stands before a date: a writer with an office or a paper ("Una Teal, Quay Post"), or a paper."""
    writer, _, place = before.strip(" ,").partition(",")
    names = bare_names(f"{writer},{place}", words) if place and bare_names(writer, words) else ()
    if len(names) == 1 and rest.startswith(writer):
        return Credit(authors=names, publisher=_paper(place, words), signed=True)
    office = _office_before(before, rest, words)
    return Credit(publisher=office) if office else None


def _office_before(before: str, rest: str, words: Labels) -> str | None:
    """The paper or office that alone stands before a date, though long, or called "... Review" before a comma."""
    *front, last = rest.lower().split() or [""]
    doubts = words.words["not-date-word"]
    alone = before.strip(" ,").startswith(rest) and is_paper(rest, words) and not words.date.match(rest)
    if not alone or not doubts.isdisjoint(front):
        return None
    named = last not in doubts or (last in words.words["masthead-word"] and before.rstrip().endswith(","))
    return rest if named else None


def _dated(iso: str, rest: str, words: Labels) -> Credit | None:
    """What the words beside a date say of it: nothing, "Published", a writer, a paper; or that it is another date."""
    label = words.date.match(rest)
    rest = rest[label.end() :].strip() if label else rest
    signed = _writer_beside_date(rest, words)
    if signed is not None:
        return signed._replace(published=iso, dated=True)
    if not words.words["not-date-word"].isdisjoint(rest.lower().split()):
        return None
    if is_name_like(rest) and len(rest.split()) <= 6:
        return Credit(iso, publisher=_paper(rest, words), dated=True)
    return Credit(iso, dated=True) if not rest or (label is not None and len(rest) <= _MASTHEAD_END) else None


def _writer_beside_date(rest: str, words: Labels) -> Credit | None:
    """The writer in "Una Teal Published" and "in News by Una Teal"; nobody in "by admin"; None without such words."""
    label = next((match for match in words.date.finditer(rest) if match.end() == len(rest)), None)
    if label is not None and (names := bare_names(rest[: label.start()].strip(), words)):
        return Credit(authors=names, signed=True)
    writer = _BY.match(rest)
    return None if writer is None else _signed(writer[1], words) or Credit()


def _signed(text: str, words: Labels) -> Credit | None:
    """Names after "By": the writers, then perhaps their office and paper, or the date."""
    names, end = leading_names(text, words)
    rest = text[end:].strip(" ,|")
    if not names:
        return Credit(signed=True) if is_name_like(text) and not find_date(text) else None
    if rest and not _may_follow_names(text[end:]):
        return None
    found = find_date(rest)
    return Credit(found.iso if found else None, names, _paper(rest, words), found is not None, True)


def _may_follow_names(rest: str) -> bool:
    return len(rest) < 90 and (rest.lstrip()[0] in ",|@(;:–—" or bool(re.match(r"\s+(?:in|for|at|of|on)\s", rest)))


def leading_names(text: str, words: Labels) -> tuple[tuple[str, ...], int]:
    """The people whose names ``text`` begins with, and where they end."""
    names: list[str] = []
    place = end = 0
    while True:
        match = _NAME.match(text, place)
        name = person_name(match.group(), words.not_names) if match else None
        if match is None or name is None:
            return tuple(names), end
        names.append(name)
        end = match.end()
        joint = _BETWEEN_NAMES.match(text, end)
        if joint is None:
            return tuple(names), end
        place = joint.end()


def bare_names(line: str, words: Labels) -> tuple[str, ...]:
    """The names if the line is nothing but one or more people's names; or a name and a writer's office.

    "Ffion Rees-Hart, Education Correspondent" is one, "Ffion Rees-Hart, headteacher" is none.
    """
    names, end = leading_names(line, words)
    rest = line[end:].strip(" ,")
    if not names or any(len(word) < 2 for word in line[:end].split()):
        return ()
    return names if not rest or is_writers_office(rest, words) or _paper(rest, words) == rest else ()


def is_writers_office(text: str, words: Labels) -> bool:
    """Whether the words name a writer's office ("Local Democracy Reporter")."""
    return len(text) < 60 and any(word.strip(".,").lower() in words.words["writer-word"] for word in text.split())


def writer_described(line: str, words: Labels) -> str | None:
    """The writer whom a line below the story describes: "Una Teal is schools correspondent of the Quay Post."

    Only a sentence that gives a writer's office before its first comma does so; its other words may be anything.
    """
    if len(line) > MAX_ABOUT:
        return None
    names, end = leading_names(line, words)
    verb = _IS.match(line, end) if len(names) == 1 else None
    if verb is None:
        return None
    office = _CLAUSE.split(line[verb.end() :], maxsplit=1)[0].lower().split()
    return None if words.words["writer-noun"].isdisjoint(office) else names[0]


def writer_reporting(standfirst: str, words: Labels) -> str | None:
    """The writer whom the last sentence of a standfirst names: "The boats are back. Una Teal meets their master."""
    sentence = _SENTENCE.split(standfirst[-MAX_ABOUT:])[-1]
    names, end = leading_names(sentence, words)
    alone = len(names) == 1 and sum(map(str.istitle, names[0].split())) <= LONGEST_NAME
    return names[0] if alone and words.reporting.match(sentence, end) else None


def is_handle(line: str) -> bool:
    """Whether the line is an e-mail address or the name of an account."""
    return bool(_HANDLE.match(line))


def _bare_names(parts: list[str], words: Labels) -> tuple[str, ...]:
    return next((names for part in parts if (names := bare_names(part.strip(), words))), ())


def _paper_among(parts: list[str], credits_: list[Credit | None], words: Labels) -> str | None:
    others = [part.strip() for part, credit in zip(parts, credits_, strict=True) if credit is None]
    return next((part for part in others if is_paper(part, words)), None)


def is_paper(text: str, words: Labels) -> bool:
    """Whether the text is the name of a paper, a broadcaster or an organisation, and not that of a section."""
    lowered = text.lower().split()
    if not 1 < len(lowered) <= 12 or words.papers.isdisjoint(word.strip("().,") for word in lowered):
        return False
    return is_name_like(text) and text.lower() not in words.words["section"] and not is_writers_office(text, words)


def _paper(text: str, words: Labels) -> str | None:
    """The paper named first beside a writer or a date: "Vale Radio" of "Vale Radio Home Affairs Correspondent"."""
    text = re.sub(r"[\s\d,]+$|^(?:for|of|at|in|from) (?:the )?", "", text.strip(" ,|()"))
    tokens = text.split(",")[0].split()
    last = max((i for i, token in enumerate(tokens) if token.lower() in words.words["masthead-word"]), default=-1)
    name = " ".join(tokens[: max(last + 1, 2)])
    return name if last >= 0 and is_name_like(name) and not is_writers_office(name, words) else None
