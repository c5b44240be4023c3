"""Names of people in lines of the head and tail: alone, with an office, or told of."""

from __future__ import annotations

import re

from pipeline.ingest.labels import Labels
from pipeline.ingest.lines import person_name
from pipeline.ingest.papers import is_writers_office, paper_in

_NAME = re.compile(
    r"[A-ZÀ-ÞŁŻŚĆ][\w’'.-]*"
    r"(?: (?:[A-ZÀ-ÞŁŻŚĆ][\w’'.-]*|(?:de|da|di|du|van|von|der|den|la|le|ap|ab|mac|an|al|el|t-[A-Z]\w+)\b)){1,4}"
)
_BETWEEN_NAMES = re.compile(r"\s*(?:,\s*and\s|,|\sand\s|&)\s*")
_AND = re.compile(r"(?:and|&)\s+")
_BETWEEN_OFFICE = " ,()–—-|"
_HANDLE = re.compile(r"@\w[\w.]+$|[\w.+-]+@[\w-]+(?:\.[\w-]+)+$")
_REPORTS = re.compile(r" reports?$")
_IS = re.compile(r"\s+is\s+")
_CLAUSE = re.compile(r"[,;.]")
_SENTENCE = re.compile(r"(?:^|(?<=[.!?…’”\"'])\s+)(?=[A-ZÀ-Þ])")
LONGEST_NAME = 3
"""How many capitalised words a writer's name in a sentence has at most; of more, the first may be an office."""
LONGEST_NAMED = 60
"""Where, in characters, the name at the beginning of such a line has ended."""
MAX_ABOUT = 200
"""The longest line, in characters, that tells who the writer is."""


def may_name(text: str) -> bool:
    """Whether the text holds words that are written as a person's name is."""
    return _NAME.search(text) is not None


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


def name_with_common_word(text: str, words: Labels) -> tuple[tuple[str, ...], int]:
    """The name that ``text``, behind "By", begins with, though its surname is a common word: "Una West"."""
    match = _NAME.match(text)
    tokens = match.group().split(" ") if match else []
    known = len(tokens) == 2 and tokens[0].lower() not in words.not_names
    if match is None or not known or tokens[1].lower() not in words.words["surname-word"]:
        return (), 0
    name = person_name(match.group(), frozenset())
    return ((name,), match.end()) if name else ((), 0)


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
    reports = _REPORTS.search(line)
    title = words.person_title.match(line)
    line = line[title.end() if title else 0 : reports.start() if reports else None]
    names, end = leading_names(line, words)
    if not names or any(len(word) < 2 for word in line[:end].split()):
        return ()
    rest = line[end:].strip(_BETWEEN_OFFICE)
    return names if not rest or is_writers_office(rest, words) or paper_in(rest, words) == rest else ()


def without_handles(line: str) -> str:
    """A line without the addresses and names of accounts that it ends with.

    >>> without_handles("Una Teal una@quay.example @unateal"), without_handles("Una Teal")
    ('Una Teal', 'Una Teal')
    """
    tokens = line.split()
    while len(tokens) > 1 and (_HANDLE.match(tokens[-1]) or not any(map(str.isalnum, tokens[-1]))):
        tokens.pop()
    return " ".join(tokens)


def names_with_office(line: str, words: Labels) -> tuple[str, ...]:
    """The names if the line is a name and a writer's office or paper; an office may stand before the name.

    "Ffion Rees-Hart, Education Correspondent" is one, and "Education Correspondent Ffion Rees-Hart, Quay Post".
    """
    names, end = leading_names(line, words)
    office = None if names else words.office.match(line)
    if office is not None:
        names, end = leading_names(line, words, office.end())
    if not names:
        return ()
    rest = line[end:].strip(_BETWEEN_OFFICE)
    if office is not None and not rest:
        return names
    return names if rest and (is_writers_office(rest, words) or paper_in(rest, words) == rest) else ()


_WRITES = re.compile(r"\b(?:edits (?:this|the|our)|(?:writes|blogs) (?:for|in) (?:this|our))\b")
"""What a writer does for the paper: "and edits this bulletin"."""


def writer_described(line: str, words: Labels) -> str | None:
    """The writer whom a line below the story describes: "Una Teal is schools correspondent of the Quay Post."

    Only a sentence that gives a writer's office before its first comma does so, or that says what the writer does for
    the paper ("... and edits this bulletin"); its other words may be anything.
    """
    if len(line) > MAX_ABOUT or " is " not in line[:LONGEST_NAMED]:
        return None
    names, end = leading_names(line, words)
    verb = _IS.match(line, end) if len(names) == 1 else None
    if verb is None:
        return None
    office = _CLAUSE.split(line[verb.end() :], maxsplit=1)[0].lower().split()
    writes = _WRITES.search(line, verb.end()) is not None
    return names[0] if writes or not words.words["writer-noun"].isdisjoint(office) else None


_TELLS = re.compile(
    r"\b(?:[Ss]he|[Hh]e|[Tt]hey) (?:tells?|told|talk(?:s|ed)? to|spoke to|speaks? to|(?:is|was|were) interviewed by) "
)
_ABOUT = re.compile(r" (?:about|what|why|how|where|that)\b|[.]?$")
"""A standfirst in which somebody tells the writer something: "She talked to Una Teal about boats"."""


def writer_reporting(standfirst: str, words: Labels) -> str | None:
    """The writer whom the last sentence of a standfirst names: "The boats are back. Una Teal meets their master."

    Or whom it names as told something: see :func:`writer_told`.
    """
    sentence = _SENTENCE.split(standfirst[-MAX_ABOUT:])[-1]
    names, end = leading_names(sentence, words)
    alone = len(names) == 1 and sum(map(str.istitle, names[0].split())) <= LONGEST_NAME
    return names[0] if alone and words.reporting.match(sentence, end) else writer_told(standfirst, words)


def writer_told(standfirst: str, words: Labels) -> str | None:
    """The writer who is told something in the last sentence: "On that day she talked to Una Teal about boats."."""
    sentence = _SENTENCE.split(standfirst[-MAX_ABOUT:])[-1]
    told = _TELLS.search(sentence)
    names, end = leading_names(sentence, words, told.end()) if told else ((), 0)
    return names[0] if len(names) == 1 and _ABOUT.match(sentence, end) else None


def is_handle(line: str) -> bool:
    """Whether the line is an e-mail address or the name of an account."""
    return bool(_HANDLE.match(line))
