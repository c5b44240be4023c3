"""An article as the extraction reads it: text, lines, sentences, mentions. Plain data and pure look-ups; no spaCy."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypeVar

from pipeline.article import BODY_KINDS, Article
from pipeline.extract.closed_class import closed_class
from pipeline.extract.lexicon import Kinds, Lexicon, Mention, Sense
from pipeline.extract.spans import Taken
from pipeline.pack import COMMON, Term
from pipeline.record import Evidence
from pipeline.tuples import maker


def _stop(marks: str) -> re.Pattern[str]:
    """What ends a sentence with one of the marks; it begins with a mark, not with a repeat, to be found fast."""
    return re.compile(rf"({marks}{marks}*[\"”’')\]]*)(?:\s+(?=[\"“‘'(\[]*[A-Z0-9£•–—])|(?=[A-Z][a-z])|\s*$)")


_STOP, _PLAIN_STOP = _stop("[.!?]"), _stop(r"\.")
"""What ends a sentence. Where no other mark than the point does, it is found several times faster."""
_ABBREVIATED = closed_class(
    "Mr Mrs Ms Dr St Prof Sgt Insp Supt Det Ch Cllr Coun Rev Gov No Fig Asst Temp Capt Lt Col Maj Hon v vs approx ext "
    "etc c s"
)
_ABBREVIATION = re.compile(rf"(?:\b(?:{'|'.join(sorted(_ABBREVIATED))}|e\.g|i\.e)|(?:^|[^\w.])[A-Z](?:\.[A-Z])*)\.$")
_ENDS = frozenset(word[-2:] for word in _ABBREVIATED)
"""How abbreviations end. Two small letters before a stop that are no such end need no second look."""
_LINE = re.compile(r"\S.*\S|\S")
_start = attrgetter("start")


class Span(NamedTuple):
    """Character offsets into the text, end exclusive."""

    start: int
    end: int


class Hit(NamedTuple):
    """A mention read as one kind of thing: the words, the term they name, whether they are everyday words for it."""

    start: int
    end: int
    term: Term
    pack: str
    weak: bool


span_of, _hit = maker(Span), maker(Hit)

Placed = TypeVar("Placed", Span, Mention)


class Reading:
    """One article, ready to be read: made once per article and passed to every module of the record.

    ``lines`` are the story's lines (title, standfirst and headings among them, other furniture not), ``sentences`` the
    sentences of those lines, both in order; no sentence crosses a line. ``mentions`` are those in story lines only.
    """

    def __init__(self, article: Article, mentions: list[Mention], lexicon: Lexicon) -> None:
        self.article = article
        self.text = article.text
        self.lexicon = lexicon
        self._hidden = sorted((f.start, f.end) for f in article.furniture if f.kind not in BODY_KINDS)
        self._hidden_starts = [start for start, _ in self._hidden]
        self.mentions = self._of_story(mentions)
        self._hits: dict[tuple[str, frozenset[str]], list[Hit]] = {}
        self._evidence: dict[tuple[int, int], Evidence] = {}

    def is_story(self, position: int) -> bool:
        """Whether the character at ``position`` belongs to the story and not to furniture."""
        index = bisect_right(self._hidden_starts, position) - 1
        return index < 0 or position >= self._hidden[index][1]

    def _of_story(self, placed: list[Placed]) -> list[Placed]:
        """Those of them, in text order, that are in no furniture: the stretches between pieces of it."""
        if not self._hidden:
            return placed
        ends = [0, *(end for _, end in self._hidden)]
        starts = [*self._hidden_starts, len(self.text)]
        firsts, lasts = ([bisect_left(placed, at, key=_start) for at in offsets] for offsets in (ends, starts))
        return [one for first, last in zip(firsts, lasts, strict=True) for one in placed[first:last]]

    @cached_property
    def lines(self) -> list[Span]:
        """The story's lines without their white space at both ends; blank lines and furniture are left out."""
        return self._of_story([span_of(line.span()) for line in _LINE.finditer(self.text)])

    def line_at(self, position: int) -> Span:
        """The line that holds ``position`` (or the last one before it)."""
        index = bisect_right(self.line_starts, position) - 1
        return self.lines[max(index, 0)] if self.lines else Span(position, position)

    @cached_property
    def line_starts(self) -> list[int]:
        """Where each of the lines begins."""
        return [line.start for line in self.lines]

    @cached_property
    def sentences(self) -> list[Span]:
        """The story's sentences, in order."""
        text = self.text.replace("…", ".")  # the plain stop is found several times faster
        sentences: list[Span] = []
        for line in self.lines:
            found = split_sentences(text, line)
            if line.end - line.start > LONGEST_SENTENCE:
                found = [piece for sentence in found for piece in pieces(text, sentence)]
            sentences += found
        return sentences

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_index(self, position: int) -> int:
        """The index in ``sentences`` of the sentence that holds ``position`` (or the last one before it; -1 if
        none)."""
        return bisect_right(self._sentence_starts, position) - 1

    def sentence_at(self, position: int) -> Span:
        """The sentence that holds ``position``."""
        index = self.sentence_index(position)
        return self.sentences[max(index, 0)] if self.sentences else Span(position, position)

    def hits(self, kind: str, packs: frozenset[str] = frozenset({COMMON})) -> list[Hit]:
        """The mentions of one kind of term in the given packs, longest first where they overlap, in text order."""
        key = (kind, packs)
        if key not in self._hits:
            self._hits[key] = _resolve(self.of_kind(kind), kind, packs)
        return self._hits[key]

    def of_kind(self, kind: str) -> Sequence[Mention]:
        """The mentions that may be read as one kind of thing, in text order."""
        return self._by_kind.get(kind, ())

    @cached_property
    def _by_kind(self) -> dict[str, list[Mention]]:
        mentions: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.mentions:
            for kind in mention.kinds:
                mentions[kind].append(mention)
        return mentions

    @cached_property
    def named_otherwise(self) -> Taken:
        """Where inspectorates, grades and areas are named: no name of a body stands there."""
        kinds = {"inspectorate", "grade", "area"}
        return Taken((start, end) for start, end, found in self.mentions if not kinds.isdisjoint(found))

    def terms(self, start: int, end: int, kind: str, pack: str) -> list[Term]:
        """The terms of one kind and pack that exactly these words name."""
        kinds = self._kinds_at.get((start, end), {})
        return [sense.term for sense in kinds.get(kind, ()) if sense.pack == pack]

    @cached_property
    def _kinds_at(self) -> dict[tuple[int, int], Kinds]:
        return {(mention.start, mention.end): mention.kinds for mention in self.mentions}

    def mentions_within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin at ``start`` or behind it, and before ``end``, in text order."""
        first = bisect_left(self.mentions, start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, end, first, key=_start)]

    def mentions_at(self, start: int) -> list[Mention]:
        """The mentions that begin at ``start``."""
        return self.mentions_within(start, start + 1)

    def evidence(self, start: int, end: int) -> Evidence:
        """The words from ``start`` to ``end`` as evidence."""
        evidence = self._evidence.get((start, end))
        if evidence is None:
            evidence = self._evidence[start, end] = Evidence(start=start, end=end, quote=self.text[start:end])
        return evidence


def _resolve(mentions: Sequence[Mention], kind: str, packs: frozenset[str]) -> list[Hit]:
    hits: list[Hit] = []
    covered = 0
    for start, end, kinds in mentions:
        if start < covered:  # where two overlap, the earlier or longer one stands
            continue
        sense = _sense_of(kinds[kind], packs)
        if sense is None:
            continue
        covered = end
        hits.append(_hit((start, end, sense.term, sense.pack, sense.weak)))
    return hits


def _sense_of(senses: tuple[Sense, ...], packs: frozenset[str]) -> Sense | None:
    """The sense of one of the packs, a strong one before a weak one."""
    weak = None
    for sense in senses:
        if sense.pack in packs:
            if not sense.weak:
                return sense
            weak = weak or sense
    return weak


LONGEST_SENTENCE = 1500
"""Characters: a longer stretch without a stop is no sentence, and is read in pieces, so that its cost stays linear."""


def pieces(text: str, sentence: Span, longest: int = LONGEST_SENTENCE) -> list[Span]:
    """The sentence, or one of more than ``longest`` characters in pieces, cut at spaces where it has them."""
    cut, (start, end) = [], sentence
    if end - start <= longest:
        return [sentence]
    while end - start > longest:
        space = text.rfind(" ", start + 1, start + longest)
        middle = space if space > 0 else start + longest
        cut.append(Span(start, middle))
        start = middle
    return [*cut, Span(start, end)]


def split_sentences(text: str, line: Span) -> list[Span]:
    """The sentences of one line. Abbreviations, initials and decimal points end none.

    >>> text = "Mr. A. Penn spoke. “It is good.” Then 4.5 per cent left."
    >>> [text[s:e] for s, e in split_sentences(text, Span(0, len(text)))]
    ['Mr. A. Penn spoke.', '“It is good.”', 'Then 4.5 per cent left.']
    """
    sentences, (start, last) = [], line
    plain = text.find("!", start, last) < 0 and text.find("?", start, last) < 0
    for stop in (_PLAIN_STOP if plain else _STOP).finditer(text, start, last):
        first, end = stop.span(1)
        letters = text[first - 2 : first]
        doubtful = letters in _ENDS or not (letters.isalpha() and letters.islower())
        if doubtful and text[first] == "." and _ABBREVIATION.search(text, max(start, first - 11), first + 1):
            continue
        if stop.end() > start:
            sentences.append(span_of((start, end)))
            start = stop.end()
    if start < last:
        sentences.append(span_of((start, last)))
    return sentences
