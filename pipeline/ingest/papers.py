"""Names of papers, broadcasters, agencies and organisations in heads, bylines, datelines and copyright lines."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.ingest.dates import find_date
from pipeline.ingest.labels import Labels
from pipeline.ingest.lines import is_capitalised, is_name_like

_COPYRIGHT = re.compile(
    r"©|\(c\)|\bcopyright\b|\ball rights reserved\b|\b(?:19|20)\d\d(?:\s*[–-]\s*(?:19|20)?\d\d)?\b", re.IGNORECASE
)
_CLAUSES = re.compile(r"[\n.,|;]")
_LEGAL_FORM = re.compile(r",? (?:Ltd|Limited|plc|LLP|CIC)$", re.IGNORECASE)
_PRESS_OFFICE = re.compile(
    r"(?:['’]s?)? (?:press office|press team|media team|media office|media relations|news ?room|news ?desk|headlines"
    r"|communications(?: team)?|corporate communications|comms team)$",
    re.IGNORECASE,
)
_BEFORE_PAPER = re.compile(r"[\s\d,]+$|^(?:for|of|at|in|from) (?:the )?")
_COMPOUND = re.compile(r"(?:[A-Z]+[a-z]+){2,}$|[A-Z]{2,}[a-z]+$|[A-Z]{6,}$")
_COMPOUND_ENDS = ("today", "news", "wire", "live", "online", "post", "times", "mail", "world", "press", "media")
_CITY = r"[A-Z][A-Z .'’&/-]{2,30}(?:, [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
_DATELINE = re.compile(
    rf"{_CITY}(?:,? [A-Z][a-z]{{2,8}}\.? \d{{1,2}}(?:,? \d{{4}})?)? \((?P<agency>[A-Z][\w&.'’ -]{{1,40}})\) ?[–—-]"
)
_DATED = re.compile(
    rf"{_CITY},? (?P<date>(?:[A-Z][a-z]{{2,8}}\.? \d{{1,2}}|\d{{1,2}} [A-Z][a-z]{{2,8}}),? \d{{4}})\b"
    r"[^.]{0,45} [–—-] "
)
_ISSUE_PARTS = re.compile(r"\s*[|/·•,\t]\s*|\s+[–—-]\s+")
_DIGIT = re.compile(r"\d")
_MAX_ISSUE_LINE = 90
_QUARTERS = ("East", "West", "Midlands", "England")
""" "BBC South East": the part of the country behind the first word of a station's."""
_LONGEST_ACRONYM = 3
_MAX_LINE = 12
"""The most words that the name of a paper or an organisation has."""


_KINDS = frozenset({"magazine", "newspaper", "newsletter", "supplement", "website", "online"})
""" "Weekend Post magazine": what kind of paper it is, behind its name."""


def is_paper(text: str, words: Labels) -> bool:
    """Whether the text is the name of a paper, a broadcaster or an organisation, and not that of a section."""
    name, _, kind = text.rpartition(" ")
    names = [name] if " " in name and kind in _KINDS else text.split(" / ")  # "Y Bont / The Bridge"
    if names != [text]:
        return all(is_paper(one, words) for one in names)
    tokens = text.split()
    if len(tokens) == 1:
        return is_compound(text)
    if not 1 < len(tokens) <= _MAX_LINE or not is_capitalised(tokens):
        return False
    lowered = text.lower().split()
    if words.papers.isdisjoint(word.strip("().,") for word in lowered):
        return False
    if is_catchline(text) or lowered[0][0].isdigit() or lowered == ["the", "editor"]:
        return False
    return is_name_like(text) and text.lower() not in words.words["section"] and not is_writers_office(text, words)


def is_compound(word: str) -> bool:
    """Whether one word is the name of a paper written together ("QuayToday", "UKWIRE")."""
    return word.lower().endswith(_COMPOUND_ENDS) and bool(_COMPOUND.match(word))


def is_catchline(text: str) -> bool:
    """Whether a line is a wire's catchline: a subject in capitals and words that are not, or words tied together.

    >>> is_catchline("PRISON Women"), is_catchline("NI-SCHOOLS"), is_catchline("BBC News"), is_catchline("PRISON WOMEN")
    (True, True, False, False)
    """
    first, *others = text.split()
    acronym, hyphen, _ = first.partition("-")
    if hyphen and text.isupper() and len(acronym) <= _LONGEST_ACRONYM:  # "KNN-CARE HOMES"
        return True
    if not others:
        return first.count("-") > 0 and first.isupper()
    return len(first) > 3 and first.isupper() and len(others) < 4 and all(word.istitle() for word in others)


def is_organisation(text: str, words: Labels) -> bool:
    """Whether the text is the name of an organisation as a masthead has it, not a title that names one.

    The word for it ends the name, or stands before "of" or "for": "Quay Council", "Office of the Harbour Master".
    """
    tokens = [word.strip("().,’'").lower() for word in text.split()]
    if len(tokens) < 2 or not is_name_like(text) or not words.words["sentence-word"].isdisjoint(tokens):
        return False
    known = words.words["organisation-word"] | words.words["realm-word"]
    ends = tokens[-1] in words.words["organisation-word"]
    return ends or any(one in known and two in {"of", "for"} for one, two in pairwise(tokens))


def paper_in(text: str, words: Labels) -> str | None:
    """The paper named first beside a writer or a date: "Vale Radio" of "Vale Radio Home Affairs Correspondent"."""
    text = text.strip(" ,|()")
    if not text:
        return None
    text = _BEFORE_PAPER.sub("", text)
    tokens = text.split(",")[0].split()
    if len(tokens) == 1 and is_compound(tokens[0]):
        return tokens[0]
    last = max((i for i, token in enumerate(tokens) if token.lower() in words.words["masthead-word"]), default=-1)
    end = max(last + 1, 2)
    while last == 0 and end < len(tokens) and tokens[end] in _QUARTERS:
        end += 1
    name = " ".join(tokens[:end])
    known = last >= 0 and len(tokens) > 1 and not tokens[0][0].isdigit()
    return name if known and is_name_like(name) and not is_writers_office(name, words) else None


def issuer_in(text: str, words: Labels) -> str | None:
    """The organisation that "issued by" names, without its press office.

    "the Quay Borough Council press office" is Quay Borough Council.
    """
    name = without_office(re.sub(r"^the ", "", text.strip(" ,.:;()|–—-"), flags=re.IGNORECASE))
    return name if is_paper(name, words) else None


def without_office(name: str) -> str:
    """The name of an organisation or a station without that of its press office or newsroom.

    >>> without_office("QUAY FM NEWSROOM"), without_office("Quay Council’s press office"), without_office("Quay News")
    ('QUAY FM', 'Quay Council', 'Quay News')
    """
    short = _PRESS_OFFICE.sub("", name)
    return short if " " in short else name


def is_writers_office(text: str, words: Labels) -> bool:
    """Whether the words name a writer's office ("Local Democracy Reporter"), and not a paper ("Quay Reporter")."""
    tokens = [word.strip(".,") for word in text.split()]
    if len(text) >= 60 or not tokens or words.words["writer-word"].isdisjoint(map(str.lower, tokens)):
        return text.lower() in words.words["writers-agency"]
    doubtful = len(tokens) > 1 and tokens[-1].lower() in words.words["masthead-word"]
    office = (word.islower() or word.lower() in words.words["office-word"] for word in tokens[:-1])
    return not doubtful or any(office)


def copyright_owner(text: str) -> str | None:
    """The holder of the copyright, without the form of its company.

    >>> copyright_owner("© 2019 Harbour Gazette, part of Quay Media. All rights reserved.")
    'Harbour Gazette'
    >>> copyright_owner("The Mill Times Ltd © 2020.")
    'The Mill Times'
    """
    parts = (_LEGAL_FORM.sub("", part.strip()) for part in _CLAUSES.split(_COPYRIGHT.sub("\n", text)))
    return next((part for part in parts if is_name_like(part) and len(part) > 2), None)


def agency_in_dateline(sentence: str) -> str | None:
    """The agency that the dateline of a story names.

    >>> agency_in_dateline("QUAY, May 3 (Harbour Wire) - The ferry is safe, inspectors said on Tuesday.")
    'Harbour Wire'
    """
    dateline = _DATELINE.match(sentence)
    return dateline["agency"] if dateline else None


def date_in_dateline(sentence: str) -> str | None:
    """The date that the dateline of a story gives, with its year.

    >>> date_in_dateline("QUAY, May 3 2023 - The ferry is safe."), date_in_dateline("QUAY, May 3 - The ferry is safe.")
    ('2023-05-03', None)
    """
    dateline = _DATED.match(sentence)
    found = find_date(dateline["date"]) if dateline else None
    return found.iso if found else None


def paper_of_issue(text: str, words: Labels) -> str | None:
    """The paper that a line names with its issue: "Quay Life, Issue 12, May 2023", "Quay Teacher / May 2023 / Feature".

    A month alone is no issue unless the name has a word of papers' names, or a section stands behind.
    """
    if len(text) > _MAX_ISSUE_LINE or _DIGIT.search(text) is None:
        return None
    name, *others = map(str.strip, _ISSUE_PARTS.split(text))
    if len(name.split()) < 2 or not is_name_like(name) or words.issue.match(name):
        return None
    if any(words.counted.match(part) for part in others):
        return name
    dated = any(words.issue.match(part) and not find_date(part) for part in others)
    known = not words.words["masthead-word"].isdisjoint(name.lower().split())
    return name if dated and (known or any(part.lower() in words.words["section"] for part in others)) else None
