"""The words around a figure: which of them say something, and where what they say ends."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_place import Token

_LEADING = closed_class(
    "and but or so that only just then also of the a an to in by at with from while whereas although though as "
    "which who whose where some than more less over under up down still now it's there had been was were is are "
    "against compared versus out on it they he she we i when if because after before has have had"
)
TRAILING = closed_class(
    "and but or of the a an to in by at with from for as is was were are be been being has have had that which "
    "who than stands stood stand run runs ran up down now some about around roughly nearly almost only just by on "
    "its their against compared with put between it respectively will would can could might should must"
)
STOP = (
    _LEADING
    | TRAILING
    | closed_class("it they he she i we you this these those his her our your my them us not no per s")
)
AUXILIARIES = closed_class("has have had is are was were will would can could may must did does do")
PREPOSITIONS = closed_class("in on at for by to from with of into through over under within than")
DETERMINERS = closed_class("the its their a all his her our")
_NEXT_THING = DETERMINERS | AUXILIARIES | closed_class("i he she it they we you at i'd a an no none that then")
"""What follows "and" where something else begins: "58 vacancies and I'd like none"."""
_ASKS = closed_class("why whether how")
_CIRCUMSTANCES = frozenset({"after", "when", "because"})
"""What follows these does not say what was counted."""


def leading_word(words: Sequence[str]) -> str:
    """The last of the words that is no determiner: what leads to a figure behind them."""
    last = len(words) - 1
    while last >= 0 and words[last] in DETERMINERS:
        last -= 1
    return words[last] if last >= 0 else ""


def without_link(lead: list[Token]) -> list[Token]:
    """The words before a figure, unless they only lead to it: "on top of £80m found", "asked why £9m was spent"."""
    words = [word for word, _ in lead[-3:]]
    if words[-1:] and words[-1] in _ASKS:
        return []
    return lead[:-3] if words == ["on", "SSS", "of"] else lead  # "top" is masked


def until_next(tokens: list[Token]) -> list[Token]:
    """The words up to those that tell when or why ("warrants jailed after a chase"), or of a next thing of its own
    ("£4m deficit and a notice on the door")."""
    for index, (word, _) in enumerate(tokens):
        if word in _CIRCUMSTANCES:
            return tokens[:index]
        if word == "and" and index and tokens[0][0] not in PREPOSITIONS and _says_next(tokens[index + 1 : index + 2]):
            return tokens[:index]
    return tokens


def _says_next(tokens: list[Token]) -> bool:
    """Whether something else begins with the token."""
    return bool(tokens) and tokens[0][0] in _NEXT_THING


def says(word: str) -> bool:
    """Whether a word says something."""
    return word not in STOP and word[0].isalnum()


def content_of(tokens: Sequence[Token]) -> int:
    """How many of the tokens are words that say something."""
    return len([word for word, _ in tokens if word not in STOP and word[0].isalnum()])


def trimmed(tokens: list[Token], leading: frozenset[str] = _LEADING) -> list[Token]:
    """The tokens without connecting words and marks at both ends."""
    first, last = 0, len(tokens)
    while first < last and ((word := tokens[first][0]) in leading or not word[0].isalnum()):
        first += 1
    while last > first and ((word := tokens[last - 1][0]) in TRAILING or not word[0].isalnum()):
        last -= 1
    return tokens[first:last]
