"""One line of an article's head taken apart: who wrote it, when it was published, for which paper."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.ingest.dates import find_date
from pipeline.ingest.labels import Labels
from pipeline.ingest.lines import is_name_like, person_name
from pipeline.ingest.papers import is_paper, is_writers_office, issuer_in, paper_in, paper_of_issue

_PARTS = re.compile(r"\s*[|·•»\t;]\s*|\s+[>/–—-]\s+")
_PARTED = re.compile(r"[|·•»\t;]|\s[>/–—-]\s")
_SENTENCES = re.compile(r"(?<=\w{3})\.\s+(?=[A-Z])")
_GLUED = re.compile(r"([a-z])(?=(?:Published|Posted|Updated)\b)")
_GLUED_WORDS = ("Published", "Posted", "Updated")
_GLUED_DATE = re.compile(r"(Published|Posted|Updated)(?=\d)")
_NOISE = re.compile(
    r"\b(?:pages?|pp?\.?) ?\d{1,3}(?:[–-]\d{1,3})?\b"
    r"|\b\d{1,2}[:.]\d\d\s*(?:am|pm|hrs)?\b|\b\d{1,2}\s?(?:am|pm)\b|\b\d{4}\s?hrs\b|\b(?:BST|GMT|UTC)\b|\b[0-2]\d{3}\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?|\bat\b|[*,:;()\[\]]",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-ZÀ-ÞŁŻŚĆ][\w’'.-]*"
    r"(?: (?:[A-ZÀ-ÞŁŻŚĆ][\w’'.-]*|(?:de|da|di|du|van|von|der|den|la|le|ap|ab|mac|an|al|el|t-[A-Z]\w+)\b)){1,4}"
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*and\s|,|\sand\s|&)\s*")
_AND = re.compile(r"(?:and|&)\s+")
_EMPLOYER = re.compile(r"[A-Z][\w ]{1,40}?['’]s\s+(?=[A-Z])")
"""The paper whose writer follows: "the Quay Post's Una Teal"."""
_POSSESSIVE = " s'’"
_BETWEEN_OFFICE = " ,()–—-|"
_BY = re.compile(r"(?:.* )?by (.*)$", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_FROM = re.compile(r"From ((?=[A-Z])[^:,]{3,50}?\s(?:in|at) [A-Z].{0,50})$")
"""A report from a place: "From Una Teal at the harbour"."""
_FOR = re.compile(r"\bfor (?:the )?(.+?)\s+by\s+$", re.IGNORECASE)
_ON = re.compile(r"[\s,]+(?:on\s*)?$")
_PLACE = re.compile(r"\s+(?:in|for|at|of|on)\s")
_DAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b", re.IGNORECASE)
_WEEKDAY = re.compile(rf"[\s,]*{_DAY.pattern}[.,\s]*$", re.IGNORECASE)
_HANDLE = re.compile(r"@\w[\w.]+$|[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
_MASTHEAD_END = 60
_IS = re.compile(r"\s+is\s+")
_CLAUSE = re.compile(r"[,;.]")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?…’”\"'])\s+)(?=[A-ZÀ-Þ])")
LONGEST_NAME = 3
"""How many capitalised words a writer's name in a sentence has at most; of more, the first may be an office."""
LONGEST_NAMED = 60
"""Where, in characters, the name at the beginning of such a line has ended."""
LONGEST_RANK = 7
"""The most words of a rank behind a writer's name."""
MAX_ABOUT = 200
"""The longest line, in characters, that tells who the writer is."""


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
    if any(map(line.__contains__, _GLUED_WORDS)):
        line = _GLUED.sub(r"\1 | ", _GLUED_DATE.sub(r"\1 ", line))
    parts = _parts(line)
    if not _DIGIT.search(line) and not any(_tells_itself(part, words) for part in parts):
        return _columnist(parts, words)
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


def _parts(line: str) -> list[str]:
    """The parts of a line between bars, tabs, dashes and full stops."""
    parts = _PARTS.split(line) if _PARTED.search(line) else [line]
    if ". " in line:
        parts = [sentence for part in parts for sentence in _SENTENCES.split(part)]
    return [part for part in map(str.strip, parts) if part]


def _tells_itself(part: str, words: Labels) -> bool:
    """Whether a part without a number says that it is a byline or an embargo."""
    by, embargoed = words.byline.match(part), words.embargo.match(part)
    return bool(by or embargoed or words.issuer.match(part) or _FROM.match(part))


def _columnist(parts: list[str], words: Labels) -> Credit | None:
    """The writer beside a section that names its writers: "Comment | Una Teal"."""
    if len(parts) != 2 or parts[0].lower() not in words.words["writers-section"]:
        return None
    names = bare_names(parts[1], words)
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
        return None
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
    return _signed(sender[1], words) if sender else None


def _issued(text: str, words: Labels) -> Credit | None:
    """Who is said to have issued or posted it: an organisation, or a writer."""
    found = find_date(text)
    issuer = issuer_in(_ON.sub("", text[: found.start] if found else text), words)
    if issuer is None:
        return _signed(text, words)
    return Credit(found.iso if found else None, publisher=issuer, dated=found is not None, signed=True)


def _named_before(before: str, rest: str, words: Labels) -> Credit | None:
    """Who alone stands before a date: a writer with an office or a paper ("Una Teal, Quay Post"), or a paper."""
    writer, _, place = before.strip(" ,").partition(",")
    names = bare_names(f"{writer},{place}", words) if place and bare_names(writer, words) else ()
    if len(names) == 1 and rest.startswith(writer):
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
    return Credit(iso, dated=True) if not rest or (label is not None and len(rest) <= _MASTHEAD_END) else None


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
    title = words.person_title.match(text)
    text = text[title.end() :] if title else text
    names, end = leading_names(text, words)
    before = None if names else words.office.match(text) or _EMPLOYER.match(text)
    if before is not None:
        names, end = leading_names(text, words, before.end())
    rest = text[end:].strip(" ,|")
    if not names:
        return Credit(signed=True) if (before or is_name_like(text)) and not find_date(text) else None
    if rest and not _may_follow_names(text[end:], words):
        return None
    found = find_date(rest)
    paper = paper_in(rest, words) or (paper_in(before.group().strip(_POSSESSIVE), words) if before else None)
    return Credit(found.iso if found else None, names, paper, found is not None, True)


def _may_follow_names(rest: str, words: Labels) -> bool:
    if len(rest) >= 90:
        return False
    return rest.lstrip()[0] in ",|@(;:–—" or bool(_PLACE.match(rest)) or is_writers_office(rest, words)


def leading_names(text: str, words: Labels, start: int = 0) -> tuple[tuple[str, ...], int]:
    """The people whose names ``text`` goes on with from ``start``, and where they end."""
    names: list[str] = []
    place = end = start
    while True:
        match = _NAME.match(text, place)
        written, name = _written_name(match.group(), words) if match else ("", None)
        if name is None:
            return tuple(names), end
        names.append(name)
        end = place + len(written)
        letters = words.letters.match(text, end)
        end = letters.end() if letters else end
        joint = _BETWEEN_NAMES.match(text, end)
        if joint is None:
            return tuple(names), end
        place = _behind_office(text, joint.end(), words)


def _written_name(written: str, words: Labels) -> tuple[str, str | None]:
    """What is a name of these words, and the name, without an office behind it: "Una Teal" of "Una Teal Reporter"."""
    name = person_name(written, words.not_names)
    tokens = written.split(" ")
    if name or tokens[-1].lower() not in words.behind_names:
        return written, name
    while len(tokens) > 2 and tokens[-1].lower() in words.behind_names:
        tokens.pop()
    written = " ".join(tokens)
    return written, person_name(written, words.not_names)


def _behind_office(text: str, place: int, words: Labels) -> int:
    """Where the next name begins if an office stands before it: "Una Teal, chief reporter and Rhys Oakes"."""
    office = words.office.match(text, place)
    joint = _AND.match(text, office.end()) if office else None
    return joint.end() if joint else place


def bare_names(line: str, words: Labels) -> tuple[str, ...]:
    """The names if the line is nothing but one or more people's names; or a name and a writer's office.

    "Ffion Rees-Hart, Education Correspondent" is one, "Ffion Rees-Hart, headteacher" is none.
    """
    names, end = leading_names(line, words)
    rest = line[end:].strip(_BETWEEN_OFFICE)
    if not names or any(len(word) < 2 for word in line[:end].split()):
        return ()
    return names if not rest or is_writers_office(rest, words) or paper_in(rest, words) == rest else ()


def names_with_office(line: str, words: Labels) -> tuple[str, ...]:
    """The names if the line is a name and a writer's office or paper."""
    names, end = leading_names(line, words)
    rest = line[end:].strip(_BETWEEN_OFFICE)
    return names if rest and (is_writers_office(rest, words) or paper_in(rest, words) == rest) else ()


def writer_described(line: str, words: Labels) -> str | None:
    """The writer whom a line below the story describes: "Una Teal is schools correspondent of the Quay Post."

    Only a sentence that gives a writer's office before its first comma does so; its other words may be anything.
    """
    if len(line) > MAX_ABOUT or not _IS.search(line, 0, LONGEST_NAMED):
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
    return next((names for part in parts if (names := bare_names(part, words) or _with_rank(part, words))), ())


def _with_rank(part: str, words: Labels) -> tuple[str, ...]:
    """The writer in "Una Teal, Deputy Harbour Master", beside a date."""
    names, end = leading_names(part, words)
    rank = part[end:].lower().split() if len(names) == 1 and part[end : end + 1] == "," else []
    return names if len(rank) <= LONGEST_RANK and not words.words["rank-word"].isdisjoint(rank) else ()


def _paper_among(parts: list[str], credits_: list[Credit | None], words: Labels) -> str | None:
    others = [part.strip() for part, credit in zip(parts, credits_, strict=True) if credit is None]
    names = (part if is_paper(part, words) else paper_of_issue(part, words) for part in others)
    return next((name for name in names if name), None)
