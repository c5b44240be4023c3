"""Names of open classes, by what ends, begins or explains them: "{Name} School", "HMP {Name}", "{Name}, a nursery".

The terms of kind ``body`` in the packs say all that is special to a class, by their patterns and by attributes:
``nouns`` ("nursery|playgroup"), what explains a name without a noun of its own, and belongs to it if ``whole``;
``explains``, nouns too common to explain a name but in apposition ("Elm Nook, a home"); ``common``, words that tell no
name together with the noun ("Key Skills"); ``joined``, where what begins a name leads to several ("Drs Elm and Oak");
``weak`` where other things have such names, unless the article has one of the words in ``likely``; ``judged``, where
the article must say that such a body was judged; ``bare``, where others have names without a noun; ``beside``, words of
which an article has one if it is about such bodies; ``single`` (any word), where a place has only one body of all terms
with that word, whatever it is called; ``outside``, what nobody inspects; ``tells``, where its nouns tell a name before
the noun of another term ("Manor Surgery"), as those of all others do not ("School Nursery").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.extract.name_bounds import INSIDE, LEADS, REACH, SEEN, WORD, is_person, name_end, name_start, word_before
from pipeline.extract.scan import Scan
from pipeline.extract.spans import Taken
from pipeline.extract.wording import Wording
from pipeline.pack import Term

_JOINED = re.compile(r" (?:and|&) ")
_PARTNER = rf" (?:[A-Z]\.? ){{0,2}}{WORD}"
_SEVERAL = re.compile(rf"{_PARTNER}(?:,{_PARTNER}){{0,4}},? (?:and|&){_PARTNER}")
_NEXT = re.compile(rf" ({WORD})")
_LOWER_NEXT = re.compile(r" ([\w-]+)")
_EXPLAINED = re.compile(r"(?:,| is| was|,? which is|,? which was) (?:an?|the|another|one of) (?:[\w'-]+,? ){0,6}$")
_SIMPLY_EXPLAINED = re.compile(r"(?:,| is|,? which is) an? (?:[\w'-]+ )?$")
_IN_HEADING = re.compile(r"(?:, [^(\n]{1,40})? \((?:[\w'-]+ ){0,2}$")
""" "ELM HOUSE, Mill Street (day nursery)", where the line begins with the name."""
_THING_NEXT = re.compile(
    r"[,.;:)]| (?:for|in|on|at|near|outside|by|with|that|which|where|run|owned|caring|based|is|was|has)\b"
)
GIVEN = Wording(r"\b(?:<judged-before>|at|(?:verdict|report) on) $", re.IGNORECASE)
"""What stands before the name of a body that is judged."""
_JUDGED_NEXT = re.compile(
    rf"(?: (?:in|near|at|on) {WORD}(?: {WORD})?,?)? (?:has|had|was|is|requires|needs|remains)"
    r" [^\n]*[.!?][”\"')]?(?:\s|$)"
)
_NO_NAME = frozenset(
    {"a", "an", "another", "this", "that", "one", "every", "each", "its", "their", "his", "her", "our", "my", "any"}
)
_PLACED = frozenset({*INSIDE.split("|"), "from"})


class Naming(NamedTuple):
    """A name in the text and the term whose pattern or noun it fits. Offsets are characters, ``end`` exclusive.

    ``weak`` tells that the name is only likely to be one: the term says so, or it has nothing but a noun beside it;
    ``opened`` that a fixed word begins it, as "HMP" does.
    """

    start: int
    end: int
    term: Term
    weak: bool
    opened: bool = False


def names(scan: Scan) -> list[Naming]:
    """The names in the text that fit the pack, the longest where they overlap, in text order."""
    every = [*_headed(scan), *_opened(scan), *_with_nouns(scan)]
    every += _alone(scan, every)
    found = sorted(every, key=lambda n: (n.weak, n.start - n.end, n.start))
    taken = Taken()
    return sorted((n for n in found if taken.add(n.start, n.end)), key=lambda n: n.start)


def _headed(scan: Scan) -> Iterator[Naming]:
    """Names that end with a head noun: "Elm Road Primary School"."""
    text, gaps_ = scan.text, scan.gaps
    for head in gaps_.heads.finditer(text):
        if text[head.start() - 1 : head.start()] != " ":
            continue
        following = _NEXT.match(text, head.end())
        if following and following.group(1) in scan.words.after:
            continue
        start = name_start(scan, head.start())
        term = gaps_.terms[head.group().lower()]
        weak = bool(term.attributes.get("weak"))
        if start is None or ("common" in term.attributes and _is_common(scan, start, head, term)):
            continue
        if head.group()[0].islower() and text.endswith("'s ", start, head.start()):  # "Elmbridge's council"
            yield Naming(start, head.start() - len("'s "), term, True)
        elif not (weak and is_person(scan, start, head.end())):
            yield Naming(start, _joined_end(scan, head.end()), term, weak)


def _alone(scan: Scan, others: list[Naming]) -> Iterator[Naming]:
    """Names of common words alone ("the Royal Infirmary"), where no name of the article ends with them."""
    for term, pattern in scan.gaps.alone:
        found = list(pattern.finditer(scan.text))
        ended = {words for words in {match[1] for match in found} if _ends_another(scan, words, others)}
        for match in found:
            following = _NEXT.match(scan.text, match.end())
            if match[1] not in ended and not (following and not scan.words.ends_name(following[1])):
                yield Naming(*match.span(1), term, True)


def _ends_another(scan: Scan, words: str, others: list[Naming]) -> bool:
    """Whether a longer name ends with the words."""
    return any(scan.text.endswith(f" {words}", other.start, other.end) for other in others)


def _is_common(scan: Scan, start: int, head: re.Match[str], term: Term) -> bool:
    """Whether a head noun that is a common word too names nothing: "Key Skills", "Play and Learning", "Skills Fair"."""
    common = str(term.attributes["common"]).split("|")
    words = scan.text[start : head.start()].lower().replace(" & ", " and ").rpartition(" and ")[2].split()
    following = _NEXT.match(scan.text, head.end())
    longer = following is not None and not scan.words.ends_name(following.group(1))
    return longer or all(word in common for word in words)


def _joined_end(scan: Scan, end: int) -> int:
    """Where a name ends to which another noun is joined: "Elm School and Nursery"."""
    joint = _JOINED.match(scan.text, end)
    second = scan.gaps.heads.match(scan.text, joint.end()) if joint else None
    return second.end() if second else end


def _opened(scan: Scan) -> Iterator[Naming]:
    """Names that begin with a fixed word: "HMP Elm Marsh", "Ysgol Bryn y Gwynt"."""
    text = scan.text
    for opening in scan.gaps.openings.finditer(text):
        start = opening.start()
        if text[start - 1 : start].isalnum():
            continue
        before = word_before(text, start)
        longer = before[:1].isupper() and before.isalpha() and not scan.words.opens(before)
        if longer and opening.group().endswith(" of"):
            continue
        term = scan.gaps.terms[opening.group().lower()]
        if term.attributes.get("joined"):
            several = _SEVERAL.match(text, opening.end())
            end = several.end() if several else None
        else:
            end = name_end(scan, opening.end(), joins=opening.group().endswith(" of"))
        if end is not None:
            yield Naming(start, end, term, False, opened=True)


def _with_nouns(scan: Scan) -> Iterator[Naming]:
    """Names that a noun explains: "Elm Nook, a small nursery", "the Willows nursery", "nursery Little Oaks"."""
    text = scan.text
    for position, noun, term in _nouns_of(text, scan.gaps.explaining):
        if _THING_NEXT.match(text, position + len(noun)):
            yield from (n for n in _explained(scan, position, term, _SIMPLY_EXPLAINED) if not _is_street(scan, n))
    taken = -1
    for position, noun, term in sorted(_nouns_of(text, scan.gaps.nouns), key=lambda hit: (hit[0], -len(hit[1]))):
        end = position + len(noun)
        if position < taken or _next_word(text, end) in scan.words.roles:
            continue
        taken = end
        yield from _explained(scan, position, term, _EXPLAINED)
        yield from _heading(scan, position, end, term)
        beside = _beside(scan, position, end, term)
        if beside is not None:
            yield Naming(beside, end if term.attributes.get("whole") else position - 1, term, True)
        last = name_end(scan, end)
        if last is not None and not is_person(scan, end + 1, last) and not term.attributes.get("whole"):
            yield Naming(end + 1, last, term, True)


def _heading(scan: Scan, noun: int, end: int, term: Term) -> Iterator[Naming]:
    """The name with which a line begins that explains it in brackets: "Elm House, Mill Street (day nursery)"."""
    line = scan.text.rfind("\n", max(0, noun - REACH), noun) + 1
    aside = (
        _IN_HEADING.search(scan.text, line, noun) if scan.text[end : end + 1] == ")" and noun - line < REACH else None
    )
    if aside and name_start(scan, aside.start() + 1) == line:
        yield Naming(line, aside.start(), term, False)


def _nouns_of(text: str, nouns: tuple[tuple[str, Term], ...]) -> Iterator[tuple[int, str, Term]]:
    for noun, term in nouns:
        position = text.find(noun)
        while position >= 0:
            end = position + len(noun)
            if not text[position - 1 : position].isalnum() and not text[end : end + 1].isalnum():
                yield position, noun, term
            position = text.find(noun, end)


def _is_street(scan: Scan, naming: Naming) -> bool:
    return scan.text[naming.start : naming.end].rpartition(" ")[2] in scan.words.after


def _explained(scan: Scan, noun: int, term: Term, explained: re.Pattern[str]) -> Iterator[Naming]:
    """The name before ", a small" where a noun follows: in apposition to it or called so by "is"."""
    low = max(scan.text.rfind("\n", max(0, noun - REACH), noun) + 1, noun - REACH, 0)
    clause = explained.search(scan.text, low, noun)
    if clause is None:
        return
    end = clause.start()
    start = name_start(scan, end + 1)
    if start is None or word_before(scan.text, start).lower() in _PLACED or is_person(scan, start, end):
        return
    yield Naming(_with_the(scan, start), end, term, False)


def _beside(scan: Scan, noun: int, end: int, term: Term) -> int | None:
    """Where the name directly before a noun begins: "at Elmhurst care home", "the Willows care home"; not a place."""
    text = scan.text
    if text[noun - 1 : noun] != " ":
        return None
    start = name_start(scan, noun)
    if start is None:
        return None
    lead = word_before(text, start)
    name = text[start : noun - 1]
    if lead.lower() in _NO_NAME or lead.lower() in _PLACED:
        return None
    if lead.lower() == "the":
        plural = name.endswith("s") and not name.endswith("ss") and not term.attributes.get("whole")
        return _with_the(scan, start) if plural else None
    sure = " " in name or lead.lower() in LEADS or (name.isalpha() and _is_judged(scan, start, end, name))
    return start if sure else None


def _is_judged(scan: Scan, start: int, end: int, word: str) -> bool:
    """Whether a word with a noun, which may be a place ("Elm care home"), is what a sentence, no headline, is about."""
    judged = GIVEN.search(scan, max(0, start - 30), start) or (
        scan.opens_sentence(start) and _JUDGED_NEXT.match(scan.text, end, end + 2 * REACH)
    )
    return bool(judged) and not any(scan.text.find(f"{lead} {word}", 0, SEEN) >= 0 for lead in (" in", " near", "In"))


def _with_the(scan: Scan, start: int) -> int:
    """The start of a name with its own article, if it has one: "The Willows"."""
    return start - 4 if scan.text.startswith("The ", max(0, start - 4)) and start >= 4 else start


def _next_word(text: str, position: int) -> str:
    word = _LOWER_NEXT.match(text, position)
    return word.group(1).lower() if word else ""
