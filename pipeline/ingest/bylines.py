"""One line of an article's head taken apart: who wrote it, when it was published, for which paper."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.ingest.dates import find_date
from pipeline.ingest.labels import WORD, Labels
from pipeline.ingest.lines import is_name_like
from pipeline.ingest.names import bare_names, leading_names, name_with_common_word, names_with_office
from pipeline.ingest.papers import is_paper, is_writers_office, issuer_in, paper_in, paper_of_issue, without_office

_PARTS = re.compile(r"\s*[|·•»\t;]\s*|\s+[>/–—-]\s+")
_PARTED = re.compile(r"[|·•»\t;]|\s[>/–—-]\s")
_SENTENCES = re.compile(r"(?<=\w{3})\.\s+(?=[A-Z])")
_GLUED = re.compile(r"([a-z])(?=(?:Published|Posted|Updated)\b)")
_GLUED_WORDS = re.compile("Published|Posted|Updated")
_GLUED_DATE = re.compile(r"(Published|Posted|Updated)(?=\d)")
_NOISE = re.compile(
    r"\b(?:pages?|pp?\.?) ?\d{1,3}(?:[–-]\d{1,3})?\b"
    r"|\b\d{1,2}[:.]\d\d\s*(?:am|pm|hrs)?\b|\b\d{1,2}\s?(?:am|pm)\b|\b\d{4}\s?hrs\b|\b(?:BST|GMT|UTC)\b|\b[0-2]\d{3}\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\bat\b|[*,:;()\[\]]",
    re.IGNORECASE,
)
_EMPLOYER = re.compile(r"[A-Z][\w ]{1,40}?['’]s\s+(?=[A-Z])")
"""The paper whose writer follows: "the Quay Post's Una Teal"."""
_POSSESSIVE = " s'’"
_BY = re.compile(r"(?:.* )?by (.*)$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_HANDLE = re.compile(r"@\w{2,30}")
_DESK = re.compile(r"(?:the )?(?:[A-Z][\w&’']* ){1,4}(?:[Nn]ews ?(?:desk|room|team)|(?:web|digital|online) team)[.,]?")
"""A desk, which is no person, behind "By"."""
_FROM = re.compile(r"From ((?=[A-Z])[^:,]{3,50}?\s(?:in|at) (?:the )?[A-Z].{0,50})$")
"""A report from a place: "From Una Teal at the harbour"."""
_FROM_ONE = re.compile(r"[Ff]rom (?:(?:Parish|Town|County|District|Borough|City) )?((?=[A-Z])[^:,.]{3,50})$")
_FOR = re.compile(r"\bfor (?:the )?(.+?)\s+by\s+$", re.IGNORECASE)
_ON = re.compile(r"[\s,]+(?:on\s*)?$")
_PLACE = re.compile(r"\s+(?:in|for|at|of|on)\s")
_DAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"[\s,]*{_DAY.pattern}[.,\s]*$", re.IGNORECASE)
_AGO = re.compile(r"(?:\d+|an?|one|two) (?:minute|hour|day|week|month|year)s? ago", re.IGNORECASE)
"""A date that is told from the day of reading: of publication, but which one nobody knows."""
_MASTHEAD_END = 60
_LONGEST_ISSUE = 4
"""The most words before a date that say what appears on it: "Internal briefing 4/5/23"."""
LONGEST_RANK = 7
"""The most words of a rank behind a writer's name."""


class Credit(NamedTuple):
    """What a line says: ISO date, writers' names, name of a paper; ``dated``, ``signed`` even where it gives none.

    ``perhaps`` are names beside a date that may be a writer's, or a place's.
    """

    published: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    dated: bool = False
    signed: bool = False
    perhaps: tuple[str, ...] = ()


def read_credit(line: str, words: Labels) -> Credit | None:
    """The credit in ``line``, or None if it is no line of bylines and dates.

    A date counts only beside a weekday, a clock time, a word such as "Published", a writer or the name of a paper.
    """
    if len(line) > 200:
        return None
    if _GLUED_WORDS.search(line):
        line = _GLUED.sub(r"\1 | ", _GLUED_DATE.sub(r"\1 ", line))
    numbered = _DIGIT.search(line) is not None
    if not numbered and "@" not in line and "|" not in line and not _may_tell_itself(line, words):
        return None
    parts = _parts(line)
    if len(parts) == 1:
        return _alone(_part(parts[0], words))
    if not numbered and not any(_tells_itself(part, words) for part in parts):
        return _columnist(parts, words) or _with_handle(parts, words) or _with_office(parts, words)
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
        next((credit.perhaps for credit in dates if credit.perhaps), ()),
    )  # fmt: skip


def _alone(credit: Credit | None) -> Credit | None:
    """The credit of a line that has but one part."""
    if credit is None or not (credit.dated or credit.signed):
        return None
    return credit._replace(signed=True) if credit.authors and not credit.signed else credit


def _parts(line: str) -> list[str]:
    """The parts of a line between bars, tabs, dashes and full stops."""
    parts = _PARTS.split(line) if _PARTED.search(line) else [line]
    if ". " in line:
        parts = [sentence for part in parts for sentence in _SENTENCES.split(part)]
    return [part for part in map(str.strip, parts) if part]


def _may_tell_itself(line: str, words: Labels) -> bool:
    """Whether a line without a number holds a word that bylines, embargoes and their like do not do without."""
    return not words.telling.isdisjoint(WORD.findall(line.lower()))


def _tells_itself(part: str, words: Labels) -> bool:
    """Whether a part without a number says that it is a byline or an embargo."""
    return any(shape.match(part) for shape in (words.byline, words.embargo, words.issuer, _FROM, _FROM_ONE))


def _columnist(parts: list[str], words: Labels) -> Credit | None:
    """The writer beside a section that names its writers: "Comment | Una Teal"."""
    if len(parts) != 2 or parts[0].lower() not in words.words["writers-section"]:
        return None
    names = bare_names(parts[1], words)
    return Credit(authors=names, signed=True) if names else None


def _with_handle(parts: list[str], words: Labels) -> Credit | None:
    """The writer beside the handle of an account: "Una Teal | @unateal | Reporter"."""
    if len(parts) not in (2, 3) or not _HANDLE.fullmatch(parts[1]):
        return None
    names = bare_names(parts[0], words)
    return Credit(authors=names, signed=True) if names else None


def _with_office(parts: list[str], words: Labels) -> Credit | None:
    """The writer beside an office: "Una Teal | Home affairs correspondent"."""
    names = bare_names(parts[0], words) if len(parts) == 2 and is_writers_office(parts[1], words) else ()
    return Credit(authors=names, signed=True) if names else None


def _part(part: str, words: Labels) -> Credit | None:
    """The credit in one part of a line, between bars or tabs."""
    signed = _signed_part(part, words)
    if signed is not None:
        return signed
    found = find_date(part) if _DIGIT.search(part) else None
    if words.embargo.match(part):
        return Credit(found.iso if found else None, dated=True)
    if found is None:
        return Credit(dated=True) if _AGO.fullmatch(part) else None
    if words.update.match(part):
        return Credit(dated=True)
    rest = " ".join(_NOISE.sub(" ", f"{part[: found.start]} {part[found.end :]}").split())
    before = _named_before(part[: found.start], rest, words)
    return before._replace(published=found.iso, dated=True) if before else _dated(found.iso, rest, words)


def _signed_part(part: str, words: Labels) -> Credit | None:
    """The credit of a part that begins as a byline does: "By", "Issued by", "From" with a place behind the name."""
    issuer = words.issuer.match(part)
    if issuer is not None:
        return _issued(part[issuer.end() :], words)
    byline = words.byline.match(part)
    if byline is not None:
        signed = _signed(part[byline.end() :], words)
        paper = _FOR.search(byline.group())
        return signed._replace(publisher=signed.publisher or paper_in(paper[1], words)) if signed and paper else signed
    sender = _FROM.match(part)
    return _signed(sender[1], words) if sender else _from_office(part, words)


def _from_office(part: str, words: Labels) -> Credit | None:
    """The writer of a line that only says from whom it is, by title: "from Parish Councillor Una Teal"."""
    sender = _FROM_ONE.match(part)
    title = words.person_title.match(sender[1]) if sender else None
    names = bare_names(sender[1][title.end() :], words) if sender and title else ()
    return Credit(authors=names, signed=True) if len(names) == 1 else None


def _issued(text: str, words: Labels) -> Credit | None:
    """Who is said to have issued or posted it: an organisation, or a writer."""
    found = find_date(text)
    issuer = issuer_in(_ON.sub("", text[: found.start] if found else text), words)
    if issuer is None:
        return _signed(text, words)
    return Credit(found.iso if found else None, publisher=issuer, dated=found is not None, signed=True)


def _named_before(before: str, rest: str, words: Labels) -> Credit | None:
    """Who alone stands before a date: a writer with an office or a paper ("Una Teal, Quay Post"), or a paper."""
    if not before.strip(" ,"):
        return None
    writer, _, place = before.strip(" ,").partition(",")
    names = bare_names(f"{writer},{place}", words) if place and bare_names(writer, words) else ()
    if len(names) == 1 and rest.startswith(writer):
        return Credit(authors=names, publisher=paper_in(place, words), signed=True)
    names = names_with_office(before.strip(" ,"), words)
    if len(names) == 1:
        return Credit(authors=names, publisher=paper_in(place, words), signed=True)
    office = _office_before(before, rest, words)
    return Credit(publisher=office) if office else None


def _office_before(before: str, rest: str, words: Labels) -> str | None:
    """The paper or office that alone stands before a date, though long, or called "... Review" before a comma."""
    *front, last = rest.lower().split() or [""]
    doubts = words.words["not-date-word"]
    name = _WEEKDAY.sub("", before.strip(" ,"))
    alone = " ".join(_NOISE.sub(" ", name).split()) == rest and is_paper(name, words) and not words.date.match(rest)
    if not alone or not doubts.isdisjoint(front):
        return None
    named = last not in doubts or (last in words.words["masthead-word"] and before.rstrip().endswith(","))
    inner = _DAY.search(name)  # "The Sunday Lantern"
    return (name if inner else rest) if named else None


def _dated(iso: str, rest: str, words: Labels) -> Credit | None:
    """What the words beside a date say of it: nothing, "Published", a writer, a paper; or that it is another date."""
    if not rest:
        return Credit(iso, dated=True)
    label = words.date.match(rest) or _last_label(rest, words)
    rest = f"{rest[: label.start()]} {rest[label.end() :]}".strip() if label else rest
    signed = _writer_beside_date(rest, label is not None and label.start() > 0, words)
    if signed is not None:
        return signed._replace(published=iso, dated=True)
    if not words.words["not-date-word"].isdisjoint(rest.lower().split()):
        return None
    if is_name_like(rest) and len(rest.split()) <= 6:
        paper = paper_in(rest, words)
        return Credit(iso, publisher=paper, dated=True, perhaps=() if paper else bare_names(rest, words))
    is_issue = rest.count(" ") < _LONGEST_ISSUE and rest.lower().rpartition(" ")[2] in words.words["masthead-word"]
    known = not rest or is_issue or (label is not None and len(rest) <= _MASTHEAD_END)
    return Credit(iso, dated=True) if known else None


def _last_label(rest: str, words: Labels) -> re.Match[str] | None:
    """The word such as "Published" that ``rest`` ends with."""
    return next((match for match in words.date.finditer(rest) if match.end() == len(rest)), None)


def _writer_beside_date(rest: str, labelled: bool, words: Labels) -> Credit | None:
    """The writer in "Una Teal Published" and "in News by Una Teal"; nobody in "by admin"; None without such words."""
    if labelled and (names := bare_names(rest, words)):
        return Credit(authors=names, signed=True)
    writer = _BY.match(rest)
    return None if writer is None else _signed(writer[1], words) or Credit()


def _signed(text: str, words: Labels) -> Credit | None:
    """Names after "By": the writers, then perhaps their office and paper, or the date."""
    if _DESK.fullmatch(text):
        return Credit(publisher=paper_in(without_office(text), words), signed=True)
    title = words.person_title.match(text)
    text = text[title.end() :] if title else text
    names, end = leading_names(text, words)
    if not names:
        names, end = name_with_common_word(text, words)
    before = None if names else words.office.match(text) or _EMPLOYER.match(text)
    if before is not None:
        names, end = leading_names(text, words, before.end())
    rest = text[end:].strip(" ,|")
    if not names:
        return _unnamed(text, words) if before is None else Credit(signed=True)
    if rest and not _may_follow_names(text[end:], words):
        return None
    found = find_date(rest)
    paper = paper_in(rest, words) or (paper_in(before.group().strip(_POSSESSIVE), words) if before else None)
    return Credit(found.iso if found else None, names, paper, found is not None, True)


def _unnamed(text: str, words: Labels) -> Credit | None:
    """What a byline without a person gives: a desk, and perhaps its paper and the date."""
    found = find_date(text)
    if found is None:
        return Credit(signed=True) if is_name_like(text) else None
    paper = next((part for part in text[: found.start].split(", ") if is_paper(part.strip(" ,"), words)), None)
    return Credit(found.iso, publisher=paper.strip(" ,"), dated=True, signed=True) if paper else None


def _may_follow_names(rest: str, words: Labels) -> bool:
    if len(rest) >= 90:
        return False
    return rest.lstrip()[0] in ",|@(;:–—" or bool(_PLACE.match(rest)) or is_writers_office(rest, words)


def _bare_names(parts: list[str], words: Labels) -> tuple[str, ...]:
    found = (bare_names(part, words) or _with_rank(part, words) or _behind_by(part, words) for part in parts)
    return next((names for names in found if names), ())


def _behind_by(part: str, words: Labels) -> tuple[str, ...]:
    """The writer in "Our round-up of the week, by Una Teal", beside a date."""
    _, comma, names = part.rpartition(", by ")
    return bare_names(names, words) if comma else ()


def _with_rank(part: str, words: Labels) -> tuple[str, ...]:
    """The writer in "Una Teal, Deputy Harbour Master", beside a date."""
    names, end = leading_names(part, words)
    rank = part[end:].lower().split() if len(names) == 1 and part[end : end + 1] == "," else []
    return names if len(rank) <= LONGEST_RANK and not words.words["rank-word"].isdisjoint(rank) else ()


def _paper_among(parts: list[str], credits_: list[Credit | None], words: Labels) -> str | None:
    others = [part.strip() for part, credit in zip(parts, credits_, strict=True) if credit is None]
    names = (paper_of_issue(part, words) or (part if is_paper(part, words) else None) for part in others)
    return next((name for name in names if name), None)
