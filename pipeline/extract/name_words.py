"""The words that bound names of bodies, and the text in the plain spelling in which such names are looked for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.person_words import STOPS
from pipeline.pack import GAP, Pack

_SHOUT = re.compile(r"[A-Z](?<!\w[A-Z])[A-Z][A-Z'.-]*(?!\w)(?: [A-Z&][A-Z'./-]*(?!\w))+")
_SHOUTED_WORD = re.compile(r"[A-Z][A-Z']*")
_ROMAN = re.compile(r"[IVX]{2,4}")
_SAINT = frozenset({"ST", "MR", "MRS", "DR"})
_SMALL = frozenset({"AND", "OF", "THE", "ON", "UPON"})
_VOWEL = re.compile(r"[AEIOUY]")


@dataclass(frozen=True, eq=False, slots=True)
class NameWords:
    """Closed vocabularies, as written unless said otherwise.

    ``openings``: capitalised words that only begin a sentence; ``generic`` (lower case): words that tell no body from
    another; ``of``: words before "of" inside a name; ``foreign``: words of organisations that nobody inspects;
    ``after``: words that make what stands before them something else; ``leading``: adjectives and numbers that names
    begin with; ``roles`` (lower case): what a person is; ``honorifics``; ``hints``: words without
    which no name without a noun has enough beside it; ``spellings`` (lower case): words and those that are compared
    instead of them, "c of e" and "church of england".
    """

    openings: frozenset[str]
    generic: frozenset[str]
    of: frozenset[str]
    foreign: frozenset[str]
    after: frozenset[str]
    leading: frozenset[str]
    roles: frozenset[str]
    honorifics: frozenset[str]
    hints: tuple[str, ...]
    spellings: tuple[tuple[str, str], ...]

    def opens(self, word: str) -> bool:
        """Whether a capitalised word only opens a sentence or a heading: "At", "Inspectors", "Ofsted"."""
        return word in self.openings or word.lower() in STOPS

    def ends_name(self, word: str) -> bool:
        """Whether a name before the word does not go on with it: "HMP Elm | Governor Fry", "HMP Elm | Today"."""
        return self.opens(word) or self.is_role(word) or word in self.foreign

    def is_role(self, word: str) -> bool:
        """Whether the word says what a person is: "Headteacher", "manager", "Mrs"."""
        return word.lower() in self.roles or word in self.honorifics


@lru_cache(maxsize=4)
def name_words(lexicon: Lexicon) -> NameWords:
    """The vocabulary of the lexicon: its common pack, and the one-word names of all inspectorates."""
    words = {name: frozenset(forms) for name, forms in lexicon.forms("body-name").items()}
    roles = lexicon.forms("role")
    watchdogs = {
        form
        for pack in lexicon.packs.values()
        for term in pack.of_kind("inspectorate")
        for form in (*term.forms, *term.exact)
        if " " not in form
    }
    return NameWords(
        openings=words["opening"] | watchdogs,
        generic=words["generic"],
        of=words["of"],
        foreign=words["foreign"],
        after=words["after"],
        leading=words["leading"],
        hints=(", which ", "; ", *lexicon.forms("body-name")["hint"]),
        roles=frozenset(form.lower() for form in (*roles["head"], *roles["plural-head"])),
        spellings=tuple(
            (form, term.label)
            for term in lexicon.common("body-name")
            if term.id.startswith("spelling-")
            for form in term.forms
        ),
        honorifics=frozenset(form for term in lexicon.common("honorific") for form in term.forms),
    )


@lru_cache(maxsize=64)
def acronyms(pack: Pack) -> frozenset[str]:
    """The words of the pack's patterns that are written in capitals: "HMP", "NHS", "PDU"."""
    patterns = (pattern.replace(GAP, "") for term in pack.of_kind("body") for pattern in term.patterns)
    return frozenset(word for pattern in patterns for word in pattern.split() if word.isupper() and len(word) > 1)


def plain(text: str, pack: Pack) -> str:
    """The text, of the same length, with straight single quotes, and rows of words in capitals as in a title.

    >>> plain("ST ANN’S RC SCHOOL AND HMP ELM, he said", Pack(id="p"))
    "St Ann's RC School and HMP Elm, he said"
    """
    straight = text.replace("’", "'").replace("‘", "'")
    kept = acronyms(pack)

    def word(match: re.Match[str]) -> str:
        shout = match.group()
        if shout == "COFE":
            return "CofE"
        if shout in _SMALL and match.start():
            return shout.lower()
        known = shout in kept or _ROMAN.fullmatch(shout) or (shout not in _SAINT and not _VOWEL.search(shout))
        return shout if known else shout[0] + shout[1:].lower()

    return _SHOUT.sub(lambda row: _SHOUTED_WORD.sub(word, row.group()), straight)
