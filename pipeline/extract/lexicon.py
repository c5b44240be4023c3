"""All packs as one matcher: the words of every term of every pack, found in one pass over the tokens."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from spacy.attrs import IDX
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.pack import COMMON, Pack, Term

UNMATCHED = frozenset({
    "cue", "measure-cue", "furniture", "number", "number-unit", "number-label", "number-noun", "number-qualifier", "number-direction",
    "number-scope", "number-cue",
    "honorific", "role", "role-home", "postnominal", "speech", "nametrap", "organisation", "body-name",
})  # fmt: skip
"""Kinds of terms that are too common to be looked for everywhere; they are read only where a sentence calls for them."""

_TOKEN = re.compile(r"(\w+(?:[-.]\w+)*|['’]s\b|[^\w\s]|\s)( ?)")


class Tokenizer:
    """Words with their inner hyphens and points, possessive 's, single marks, single white-space characters.

    spaCy's stock tokenizer is several times slower and quadratic in runs of affix characters; this one is linear, and
    the terms of the packs and the text are cut by the same rule, which is all that matching needs.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a Doc; ``doc.text == text``."""
        pairs = _TOKEN.findall(text)
        if not pairs:
            return Doc(self.vocab)
        words, spaces = zip(*pairs, strict=True)
        return Doc(self.vocab, words=words, spaces=[bool(space) for space in spaces])

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to save: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Tokenizer:
        """Nothing to load."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to save: the tokenizer has no state."""

    def from_disk(self, _path: object, **_: object) -> Tokenizer:
        """Nothing to load."""
        return self


class Sense(NamedTuple):
    """One thing that a form may mean: the term, its pack, and whether the form is an everyday word for it."""

    pack: str
    term: Term
    weak: bool
    form: str
    exact: bool


class Mention(NamedTuple):
    """Words of the text (character offsets, end exclusive) that are a form of one or more terms."""

    start: int
    end: int
    senses: tuple[Sense, ...]


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

    ``packs`` are the packs by id; :meth:`mentions` finds all their terms in a Doc.
    """

    def __init__(self, packs: dict[str, Pack], vocab: Vocab) -> None:
        self.packs = packs
        self.tokenizer = Tokenizer(vocab)
        self._senses: dict[str, tuple[Sense, ...]] = {}
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
            self._senses[spelling] = tuple(senses)
            self._matcher.add(spelling, [self.tokenizer(spelling)])
        self._strings = vocab.strings

    def common(self, kind: str) -> Iterable[Term]:
        """The common terms of one kind."""
        return self.packs[COMMON].of_kind(kind)

    def mentions(self, doc: Doc) -> list[Mention]:
        """Every mention of every term, by start, then longest first. Nested and overlapping ones are all there."""
        text = doc.text
        offsets = doc.to_array([IDX]).tolist()
        offsets.append(len(text))
        found = []
        for key, first, last in self._matcher(doc):
            start = offsets[first]
            end = offsets[last - 1] + len(doc[last - 1])
            senses = self._senses[self._strings[key]]
            words = text[start:end]
            if any(sense.exact or not sense.form.islower() for sense in senses):
                senses = tuple(sense for sense in senses if _case_fits(sense, words))
            if senses:
                found.append(Mention(start, end, senses))
        found.sort(key=lambda mention: (mention.start, -mention.end))
        return found


def _senses(pack: str, term: Term) -> Iterator[Sense]:
    for weak, exact, forms in ((False, False, term.forms), (True, False, term.weak), (False, True, term.exact)):
        for form in forms:
            yield Sense(pack, term, weak, form, exact)


def _case_fits(sense: Sense, words: str) -> bool:
    """A case-sensitive form must stand as written; a form with a capital is a name and must begin with one."""
    if sense.exact:
        return words in (sense.form, sense.form.replace("'", "’"))
    return sense.form.islower() or not sense.form[0].isupper() or words[0].isupper()
