"""Names of open classes, by what ends, begins or explains them: "{Name} School", "HMP {Name}", "{Name}, a nursery".

The terms of kind ``body`` in the packs say all that is special to a class, by their patterns and by attributes:
``nouns`` ("nursery|playgroup"), what explains a name without a noun of its own, and belongs to it if ``whole``;
``explains``, nouns too common to explain a name but in apposition ("Elm Nook, a home"); ``common``, words that tell no
name together with the noun ("Key Skills"); ``joined``, where what begins a name leads to several ("Drs Elm and Oak");
``weak`` where other things have such names, unless the article has one of the words in ``likely``; ``judged``, where
the article must say that such a body was judged; ``bare``, where others have names without a noun; ``beside``, words of
which an article has one if it is about such bodies; ``single`` (any word), where a place has only one body of all terms
with that word, whatever it is called; ``outside``, what nobody inspects.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.name_words import NameWords, name_words, plain
from pipeline.extract.wording import Wording
from pipeline.pack import GAP, Pack, Term

REACH = 90
"""How many characters before a head noun its name may begin, and after an opening it may end."""
_MOST_WORDS = 10
_SEEN = 20_000
"""How much of a text is looked through for other uses of a word: articles are shorter."""

_WORD = r"(?![A-Z]\d\b)[A-ZÀ-ÖØ-Þ](?:[\w'&+/-]|\.(?=\w))*"
_NAME_WORD = re.compile(rf"[\"“'(\[]?(?:{_WORD}|St\.|[A-Z]\.|&)|\([A-Z][A-Za-z]{{0,4}}\)")
_LINKS = frozenset({"of", "the", "and", "&", "on", "upon", "under", "le", "la", "de", "y", "yr", "cum"})
_JOINTS = frozenset({"and", "&"})
_SAINT_BEFORE = re.compile(r"\b(?:St\.?|Saint) $")
_SAINTS = frozenset({"St", "St.", "Saint"})
_OPENED = "\"“'(["
_AFTER = re.compile(
    rf" (?:(?:y|yr|the) )?(?:{_WORD}|St\.)"
    rf"(?: (?:(?:of|the|and|&|on|upon|y|yr|le|la) ){{0,2}}(?:{_WORD}|St\.)){{0,5}}"
)
_JOINED = re.compile(r" (?:and|&) ")
_PARTNER = rf" (?:[A-Z]\.? ){{0,2}}{_WORD}"
_SEVERAL = re.compile(rf"{_PARTNER}(?:,{_PARTNER}){{0,4}},? (?:and|&){_PARTNER}")
_NEXT = re.compile(rf" ({_WORD})")
_LOWER_NEXT = re.compile(r" ([\w-]+)")
_SENTENCE_START = re.compile(r"(?:^|\n|\t|[.!?:•–|][”\"')]? |- )[“'\"(]?$")
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
    rf"(?: (?:in|near|at|on) {_WORD}(?: {_WORD})?,?)? (?:has|had|was|is|requires|needs|remains)"
    r" [^\n]*[.!?][”\"')]?(?:\s|$)"
)
_SPACE = re.compile(r"\s")
_NO_NAME = frozenset(
    {"a", "an", "another", "this", "that", "one", "every", "each", "its", "their", "his", "her", "our", "my", "any"}
)
_LEADS = frozenset({"at", "of", "by", "for", "from", "with", "to"})
_PLACED = frozenset({"in", "near", "from", "around", "across", "outside"})
_SPOKE = re.compile(r",? (?:said|says|added|told|who|aged|\d\d\b)")


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


class Gaps(NamedTuple):
    """The patterns of a pack: an expression of what ends a name, one of what begins one, the terms behind them, the
    nouns that explain a name, the longest first, those that do so in apposition only, an expression of the former
    behind a name, the words (lower case) of all patterns, which tell no name, the first words (as written) of those
    that begin one, and expressions of names of common words alone.
    """

    heads: re.Pattern[str]
    openings: re.Pattern[str]
    terms: dict[str, Term]
    nouns: tuple[tuple[str, Term], ...]
    explaining: tuple[tuple[str, Term], ...]
    kinds: re.Pattern[str]
    words: frozenset[str]
    firsts: frozenset[str]
    alone: tuple[tuple[Term, re.Pattern[str]], ...]


class Taken:
    """Spans of a text that do not overlap; tells whether another is clear of them, in logarithmic time."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in spans:
            self.add(start, end)

    def clear(self, start: int, end: int) -> bool:
        """Whether no span overlaps that from ``start`` to ``end``.

        >>> Taken([(0, 4)]).clear(4, 6), Taken([(0, 4)]).clear(3, 6)
        (True, False)
        """
        index = bisect_left(self._starts, end) - 1
        return index < 0 or self._ends[index] <= start

    def add(self, start: int, end: int) -> bool:
        """Take the span if it is clear; whether it was."""
        if not self._ends or start >= self._ends[-1]:
            self._starts.append(start)
            self._ends.append(end)
            return True
        if not self.clear(start, end):
            return False
        index = bisect_left(self._starts, start)
        self._starts.insert(index, start)
        self._ends.insert(index, end)
        return True


class Scan(NamedTuple):
    """A text in plain spelling with the patterns and the vocabulary that it is read by."""

    text: str
    gaps: Gaps
    words: NameWords
    lexicon: Lexicon

    def tells(self, word: str) -> bool:
        """Whether the word tells one body from another."""
        bare = word.strip("()").lower()
        return bare not in self.words.generic and bare not in self.gaps.words

    def opens_sentence(self, position: int) -> bool:
        """Whether a sentence, a line or a cell begins at ``position``."""
        return position == 0 or bool(_SENTENCE_START.search(self.text, max(0, position - 4), position))


def scanned(text: str, pack: Pack, lexicon: Lexicon) -> Scan:
    """The text made ready to be looked through for the names of the pack."""
    return Scan(plain(text, pack), gaps(pack), name_words(lexicon), lexicon)


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
        term = gaps_.terms[_key(head.group())]
        weak = bool(term.attributes.get("weak"))
        if start is None or ("common" in term.attributes and _is_common(scan, start, head, term)):
            continue
        if not (weak and is_person(scan, start, head.end())):
            yield Naming(start, _joined_end(scan, head.end()), term, weak)


def _alone(scan: Scan, others: list[Naming]) -> Iterator[Naming]:
    """Names of common words alone ("the Royal Infirmary"), where no name of the article ends with them."""
    for term, pattern in scan.gaps.alone:
        for match in pattern.finditer(scan.text):
            longer = any(scan.text.endswith(f" {match[1]}", other.start, other.end) for other in others)
            following = _NEXT.match(scan.text, match.end())
            if not longer and not (following and not scan.words.ends_name(following[1])):
                yield Naming(*match.span(1), term, True)


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
        before = _word_before(text, start)
        longer = before[:1].isupper() and before.isalpha() and not scan.words.opens(before)
        if longer and opening.group().endswith(" of"):
            continue
        term = scan.gaps.terms[_key(opening.group())]
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
    if start is None or _word_before(scan.text, start).lower() in _PLACED or is_person(scan, start, end):
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
    lead = _word_before(text, start)
    name = text[start : noun - 1]
    if lead.lower() in _NO_NAME or lead.lower() in _PLACED:
        return None
    if lead.lower() == "the":
        plural = name.endswith("s") and not name.endswith("ss") and not term.attributes.get("whole")
        return _with_the(scan, start) if plural else None
    sure = " " in name or lead.lower() in _LEADS or (name.isalpha() and _is_judged(scan, start, end, name))
    return start if sure else None


def _is_judged(scan: Scan, start: int, end: int, word: str) -> bool:
    """Whether a word with a noun, which may be a place ("Elm care home"), is what a sentence, no headline, is about."""
    judged = GIVEN.search(scan, max(0, start - 30), start) or (
        scan.opens_sentence(start) and _JUDGED_NEXT.match(scan.text, end, end + 2 * REACH)
    )
    return bool(judged) and not any(scan.text.find(f"{lead} {word}", 0, _SEEN) >= 0 for lead in (" in", " near", "In"))


def _with_the(scan: Scan, start: int) -> int:
    """The start of a name with its own article, if it has one: "The Willows"."""
    return start - 4 if scan.text.startswith("The ", max(0, start - 4)) and start >= 4 else start


def _word_before(text: str, position: int) -> str:
    words = _SPACE.split(text[max(0, position - 24) : position])
    return words[-2] if len(words) > 1 else ""


def _next_word(text: str, position: int) -> str:
    word = _LOWER_NEXT.match(text, position)
    return word.group(1).lower() if word else ""


def is_person(scan: Scan, start: int, end: int) -> bool:
    """Whether the words between are more likely a person, by the role before them or what they do after them."""
    before = _word_before(scan.text, start).strip(",")
    first = scan.text[start:end].split(" ", 1)[0]
    if first in scan.words.honorifics:
        return True
    return scan.words.is_role(before) or (before not in _LEADS and bool(_SPOKE.match(scan.text, end)))


def name_end(scan: Scan, position: int, *, joins: bool = False) -> int | None:
    """Where the capitalised words after ``position`` end as a name; None if they are none.

    ``joins`` tells that one "and" may be part of it ("Borough of Elm and Oak"); else it leads to another name.
    """
    row = _AFTER.match(scan.text, position, position + REACH)
    end, telling = position, False
    for word in re.finditer(r"\S+", row.group()) if row else ():
        token = word.group()
        if token in _LINKS:
            if token in _JOINTS and not joins:
                break
            joins = joins and token not in _JOINTS
            continue
        if scan.words.ends_name(token) or token in scan.gaps.firsts or (not telling and token in scan.words.after):
            break
        end = position + word.end()
        telling = telling or scan.tells(token)
        joins = joins and scan.tells(token)
        if token.endswith("'s") and not _SAINT_BEFORE.search(scan.text, position, position + word.start()):
            end -= 2
            break
    if scan.text[end - 1 : end] == "'":
        end -= 1
    return end if telling else None


def name_start(scan: Scan, head: int) -> int | None:
    """Where the name that ends before the space before ``head`` begins; None if there is no name."""
    tokens = _row_before(scan.text, head)
    rest = _uncut(scan, tokens)
    if not any(scan.tells(word) for _, word in rest) and _GOES_ON.match(scan.text, scan.text.find(" ", head)):
        rest = _with_verb(scan, tokens)
    if not any(scan.tells(word) for _, word in rest) or any(word in scan.words.foreign for _, word in rest):
        return None
    shorter = rest[1:]
    if any(scan.tells(word) for _, word in shorter) and _only_opens(scan, rest):
        rest = shorter
    return rest[0][0]


_GOES_ON = re.compile(r" [a-z]")
""" "Kindly Hands Homecare has ...": in a headline the next word would have a capital too."""


def _uncut(scan: Scan, tokens: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The words that can be of the name."""
    first = 0
    for index in range(len(tokens)):
        first = max(first, _cut(scan, tokens, index, first))
    while first < len(tokens) and tokens[first][1] in _LINKS:
        first += 1
    return tokens[first:]


def _with_verb(scan: Scan, tokens: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The last words where the very last is a verb of headlines behind a word that tells: "Kindly Hands"."""
    pair = tokens[-2:]
    words = [word for _, word in pair]
    plain = len(pair) > 1 and words[0].isalpha() and words[1].isalpha() and not scan.words.is_role(words[0])
    return pair if plain and scan.tells(words[0]) and not scan.words.opens(words[0]) else []


def _row_before(text: str, head: int) -> list[tuple[int, str]]:
    """The words before ``head`` that may be part of a name, with their starts, in text order."""
    low = max(
        head - REACH, text.rfind("\n", max(0, head - REACH), head) + 1, text.rfind("\t", max(0, head - REACH), head) + 1
    )
    tokens: list[tuple[int, str]] = []
    end = head - 1
    while end > low and len(tokens) < _MOST_WORDS:
        start = max(text.rfind(" ", low, end) + 1, low)
        word = text[start:end]
        if word not in _LINKS and not _NAME_WORD.fullmatch(word):
            break
        quoted = word[0] in _OPENED and not (word[0] == "(" and word[-1] == ")")
        remark = word[0] == "(" and not quoted and tokens and tokens[-1][1] in _LINKS
        if remark or (quoted and word[-1] == "'"):
            break
        tokens.append((start + quoted, word[quoted:]))
        if quoted:
            break
        end = start - 1
    tokens.reverse()
    return tokens


def _cut(scan: Scan, tokens: list[tuple[int, str]], index: int, first: int) -> int:
    """The index of the first word that can still be of the name, given the word at ``index``."""
    start, word = tokens[index]
    before = tokens[index - 1][1] if index > first else ""
    if word in _LINKS:
        return _cut_at_link(scan, tokens, index, first)
    if word == "The":
        return index + scan.opens_sentence(start)
    if scan.words.opens(word):
        follower = tokens[index + 1][1] if index + 1 < len(tokens) else ""
        return index if word == "Our" and follower.startswith("Lad") else index + 1
    owns = word.endswith("'s") and index + 1 < len(tokens) and before not in _SAINTS
    return index + 1 if owns and _is_owner(scan, word[:-2]) else first


def _is_owner(scan: Scan, word: str) -> bool:
    """Whether what stands in the genitive before a name owns it: an organisation, or a place that the article names."""
    if word in scan.words.after or word in scan.words.foreign:
        return True
    return any(scan.text.find(f" {word}{mark}", 0, _SEEN) >= 0 for mark in " ,.")


def _cut_at_link(scan: Scan, tokens: list[tuple[int, str]], index: int, first: int) -> int:
    link = tokens[index][1]
    if index == first:
        return index + 1
    start, before = tokens[index - 1]
    if link in _JOINTS:
        joined = any(word in _JOINTS for _, word in tokens[first:index])
        complete = joined or scan.gaps.heads.search(scan.text, tokens[first][0], tokens[index][0])
        return index + 1 if complete else first
    if link == "of" and before not in scan.words.of:
        return index + 1 if scan.opens_sentence(start) or scan.words.is_role(before) else first
    if link == "the":
        saint = index - 2 >= first and tokens[index - 2][1] in _SAINTS
        return first if saint or (before in _LINKS and before not in _JOINTS) else index + 1
    return first


def _only_opens(scan: Scan, tokens: list[tuple[int, str]]) -> bool:
    """Whether the first word is capitalised only because it begins a sentence: the article has it in lower case."""
    start, word = tokens[0]
    if not scan.opens_sentence(start) or not word[1:].islower() or word in scan.words.leading:
        return False
    return word.endswith("ed") or any(scan.text.find(f" {word.lower()}{mark}", 0, _SEEN) >= 0 for mark in " ,.-")


_NOUNS = ("nouns", "explains")


def _listed(term: Term, attribute: str) -> list[tuple[str, Term]]:
    """The nouns of an attribute of the term, each with the term."""
    return [(noun, term) for noun in str(term.attributes.get(attribute, "")).split("|") if noun]


@lru_cache(maxsize=64)
def gaps(pack: Pack) -> Gaps:
    """The patterns and nouns of the pack's bodies, compiled."""
    terms: dict[str, Term] = {}
    heads: list[str] = []
    openings: list[str] = []
    nouns, explaining = ([pair for term in pack.of_kind("body") for pair in _listed(term, key)] for key in _NOUNS)
    for term in pack.of_kind("body"):
        for pattern in term.patterns:
            phrase = pattern.replace(GAP, "").strip()
            terms[_key(phrase)] = term
            (heads if pattern.startswith(GAP) else openings).append(phrase)
    return Gaps(
        heads=_any_of(heads),
        openings=_any_of(openings),
        terms=terms,
        nouns=tuple(sorted(nouns, key=lambda n: (-len(n[0]), n[0]))),
        explaining=tuple(explaining),
        kinds=re.compile(rf" {_any_of([noun for noun, _ in nouns]).pattern}"),
        words=frozenset(word for phrase in terms for word in phrase.split(" ")),
        firsts=frozenset(phrase.split(" ")[0] for phrase in openings),
        alone=tuple(
            (term, re.compile(rf"\b[Tt]he ({_any_of(phrases).pattern})"))
            for term in pack.of_kind("body")
            if (phrases := str(term.attributes.get("alone", "")).split("|")) != [""]
        ),
    )


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Any of the phrases, the longest first. Those with one first letter are one branch, which keeps the scan fast."""
    ordered = sorted(set(phrases), key=lambda phrase: (phrase[0], -len(phrase), phrase))
    if not ordered:
        return re.compile(r"(?!)")
    branches = (
        f"{re.escape(letter)}(?:{'|'.join(re.escape(phrase[1:]) for phrase in group)})"
        for letter, group in groupby(ordered, key=lambda phrase: phrase[0])
    )
    return re.compile(rf"(?:{'|'.join(branches)})(?![\w-])")


def _key(phrase: str) -> str:
    return phrase.lower()
