"""All packs as one matcher: the words of every term of every pack, found in one pass over the tokens."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate
from operator import itemgetter
from typing import NamedTuple, TypeAlias

from spacy.attrs import IDX, LENGTH
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.extract.stateless import Stateless
from pipeline.pack import COMMON, Pack, Term
from pipeline.pieces import LONGEST_KEPT, Pieces
from pipeline.tuples import maker

UNMATCHED = frozenset({
    "cue", "measure-cue", "furniture", "number", "number-unit", "number-label", "number-noun", "number-qualifier",
    "number-direction",
    "number-scope", "number-cue",
    "given-name", "honorific", "role", "role-home", "postnominal", "speech", "nametrap", "organisation", "body-name",
})  # fmt: skip
"""Kinds of terms that are too common to be looked for everywhere; they are read only where a sentence calls for
them."""

_TOKEN = re.compile(r"\w+(?:[-.]\w+)*|['’]s\b|[^\w\s]|\s")
_BEHIND = ("", " ")
"""What stands behind the last word of a piece: the end of the text, or a space."""
MOST_KEPT = 20_000
"""How many spellings a process keeps what it knows of: enough for all that come again, and a bound for hostile text."""

_Cut: TypeAlias = tuple[tuple[int, ...], tuple[int, ...]]


class Tokenizer(Stateless):
    """Words with their inner hyphens and points, possessive 's, single marks, single white-space characters.

    spaCy's stock tokenizer is several times slower and quadratic in runs of affix characters; this one is linear, and
    the terms of the packs and the text are cut by the same rule, which is all that matching needs.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a Doc; ``doc.text == text``."""
        *pieces, last = text.split(" ")
        words: list[str] = []
        spaces: list[bool] = []
        for piece in pieces:
            tokens = _TOKEN.findall(piece)
            words += tokens or [" "]  # a space behind the one that the word before has taken
            spaces += [False] * (len(tokens) - 1) + [bool(tokens)]
        tokens = _TOKEN.findall(last)
        return Doc(self.vocab, words=words + tokens, spaces=spaces + [False] * len(tokens))


class Sense(NamedTuple):
    """One thing that a form may mean: the term, its pack, and whether the form is an everyday word for it."""

    pack: str
    term: Term
    weak: bool
    form: str
    exact: bool


Kinds = dict[str, tuple[Sense, ...]]
"""The senses of a form by the kind of their term."""


class Mention(NamedTuple):
    """Words of the text (character offsets, end exclusive) that are a form of one or more terms."""

    start: int
    end: int
    kinds: Kinds

    @property
    def senses(self) -> tuple[Sense, ...]:
        """All senses, by kind."""
        return tuple(sense for senses in self.kinds.values() for sense in senses)


_mention = maker(Mention)
_FIRST = itemgetter(0)

_AND = re.compile(r" (?:and|&) ")
_FREE_HYPHEN = re.compile(
    r"\b(anti|re|counter|multi|well|safe)-(social|offending|corruption|agency|being|guarding)", re.IGNORECASE
)


def variants(form: str) -> Iterator[str]:
    """The spellings under which a form is found: both apostrophes, "and" and "&", hyphen, space or nothing.

    >>> sorted(variants("anti-social"))
    ['anti social', 'anti-social', 'antisocial']
    """
    joints = _AND.split(form)
    spellings = {joints[0]}
    for joint in joints[1:]:
        spellings = {left + joiner + joint for left in spellings for joiner in (" and ", " & ")}
    spellings |= {spelling.replace("'", "’") for spelling in spellings}
    for spelling in list(spellings):
        if _FREE_HYPHEN.search(spelling):
            spellings |= {_FREE_HYPHEN.sub(r"\1\2", spelling), _FREE_HYPHEN.sub(r"\1 \2", spelling)}
    return iter(spellings)


class Lexicon:
    """The packs compiled for matching. Build it once a process; it is read-only afterwards.

    ``packs`` are the packs by id; :meth:`find` finds all their terms in a text, :meth:`mentions` in a Doc.
    """

    def __init__(self, packs: dict[str, Pack], vocab: Vocab) -> None:
        self.packs = packs
        self._vocab = vocab
        tokenizer = Tokenizer(vocab)
        self._words: dict[str, int] = {}
        self._other = vocab[" "].orth
        self._cuts = Pieces(self._cut, MOST_KEPT)
        self._cut_alike: dict[_Cut, _Cut] = {}
        self._kinds: dict[int, tuple[Kinds, bool]] = {}
        self._fitting: dict[tuple[int, str], Kinds] = {}
        self._matcher = PhraseMatcher(vocab, attr="LOWER")
        gathered: dict[str, list[Sense]] = defaultdict(list)
        for pack in packs.values():
            for term in pack.terms:
                if term.kind in UNMATCHED:
                    continue
                for sense in _senses(pack.id, term):
                    for spelling in variants(sense.form):
                        gathered[spelling.lower()].append(sense)
        for spelling, senses in gathered.items():
            cased = any(sense.exact or not sense.form.islower() for sense in senses)
            self._kinds[vocab.strings.add(spelling)] = (_by_kind(senses), cased)
            pattern = tokenizer(spelling)
            self._matcher.add(spelling, [pattern])
            self._words.update((token.text, token.orth) for token in pattern)

    def common(self, kind: str) -> Iterable[Term]:
        """The common terms of one kind."""
        return self.packs[COMMON].of_kind(kind)

    def forms(self, kind: str) -> dict[str, tuple[str, ...]]:
        """The forms of the common terms of one kind, by the id of the term."""
        return {term.id: term.forms for term in self.common(kind)}

    def find(self, text: str) -> list[Mention]:
        """Every mention of every term, by start, then longest first. Nested and overlapping ones are all there.

        The matcher is shown a Doc in which all words that no term has are the same: then the vocabulary does not grow
        with what is read, and most of the cost of a Doc is spared.
        """
        words: list[int] = []
        widths: list[int] = []
        for piece in text.split(" "):
            cut = self._cuts[piece]
            words += cut[0]
            widths += cut[1]
        ends = list(accumulate(widths))
        found = []
        doc = Doc(self._vocab, words=words)  # type: ignore[arg-type]  # it takes the ids of words, too
        for key, first, last in self._matcher(doc):
            start, end = ends[first] - widths[first], ends[last - 1]
            found.append((key, start, end - 1 if text[end - 1 : end] in _BEHIND else end))
        return self._mentions(found, text)

    def _cut(self, piece: str) -> _Cut:
        """The tokens of what stands between two spaces, and the characters that each takes up: the last one also those
        of the space behind it."""
        tokens = [piece] if piece.isalnum() else _TOKEN.findall(piece)
        words = [self._words.get(token.lower(), self._other) for token in tokens] or [self._other]
        widths = [len(token) for token in tokens] or [0]
        widths[-1] += 1
        cut = tuple(words), tuple(widths)
        if len(piece) <= LONGEST_KEPT and len(self._cut_alike) < MOST_KEPT:
            cut = self._cut_alike.setdefault(cut, cut)  # one for all unknown words of a length
        return cut

    def mentions(self, doc: Doc, text: str) -> list[Mention]:
        """What :meth:`find` finds, in a Doc of the same vocabulary and cut by the same rule.

        ``text`` is the Doc's own; it is passed because ``doc.text`` puts it together anew from every token.
        """
        starts, lengths = doc.to_array([IDX, LENGTH]).T.tolist() if len(doc) else ([], [])
        found = [(key, starts[first], starts[last - 1] + lengths[last - 1]) for key, first, last in self._matcher(doc)]
        return self._mentions(found, text)

    def _mentions(self, found: list[tuple[int, int, int]], text: str) -> list[Mention]:
        """The forms that were found (their keys, and where they stand) with what they may mean there, in order."""
        mentions = []
        for key, start, end in found:
            kinds, cased = self._kinds[key]
            if cased:
                words = text[start:end]
                fitting = self._fitting.get((key, words))
                kinds = self._written(key, words) if fitting is None else fitting
            if kinds:
                mentions.append(_mention((start, end, kinds)))
        mentions.reverse()  # the matcher gives those that begin together from the shortest on
        mentions.sort(key=_FIRST)
        return mentions

    def _written(self, key: int, words: str) -> Kinds:
        """The senses of a form whose capitals matter, for the words as they stand: kept, since names come again."""
        kinds = _by_kind(s for senses in self._kinds[key][0].values() for s in senses if _case_fits(s, words))
        if len(self._fitting) < MOST_KEPT:
            self._fitting[key, words] = kinds
        return kinds


def _by_kind(senses: Iterable[Sense]) -> Kinds:
    kinds: dict[str, list[Sense]] = {}
    for sense in senses:
        kinds.setdefault(sense.term.kind, []).append(sense)
    return {kind: tuple(found) for kind, found in kinds.items()}


def _senses(pack: str, term: Term) -> Iterator[Sense]:
    for weak, exact, forms in ((False, False, term.forms), (True, False, term.weak), (False, True, term.exact)):
        for form in forms:
            yield Sense(pack, term, weak, form, exact)


def _case_fits(sense: Sense, words: str) -> bool:
    """A case-sensitive form must stand as written; a form with a capital is a name and must begin with one."""
    if sense.exact:
        return words in (sense.form, sense.form.replace("'", "’"))
    return sense.form.islower() or not sense.form[0].isupper() or words[0].isupper()
