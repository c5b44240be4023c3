"""What a count counts: the noun phrase behind a number."""

from __future__ import annotations

import re

from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_place import Figure, Sentence, Token

NOUN_END = closed_class(
    "a an the of in on at by for to from with as and or but nor was were is are be been had has have who which "
    "that when while if so than not nationally elsewhere today now last this across over under within before "
    "after since until each per against will would could should may might can did do does said told still never "
    "also already about around only ever up down above below short higher lower better worse behind ahead again "
    "over more fewer less"
)
_BEFORE_NOUN = frozenset({"-", "odd", "plus", "more", "other", "further"})
_NO_NOUN = (NOUN_END - _BEFORE_NOUN) | {",", ".", "(", ")", ";", ":"}
_NOUN_WINDOW = 80
"""How far from a figure, in characters, the noun that it counts may reach."""
_COMPLEMENT = re.compile(
    r" (?:of|for) (?!(?:the|a|an|this|that|these|those|them|which|whom|all|its|their|his|her|our|any|about|more)\b)"
    r"[a-z][a-z-]+"
)


def noun(sentence: Sentence, figure: Figure) -> str | None:
    """What a count counts: the noun phrase after it, up to its head ("dead alarms"); None if there is none."""
    words: list[Token] = []
    masked = sentence.masked
    if (opening := sentence.next_word(figure.end)) in _NO_NOUN or not opening:
        return None
    for token in sentence.tokens(figure.end, figure.end + _NOUN_WINDOW):
        word = token[0]
        if not words and word in _BEFORE_NOUN:
            continue
        if not word[0].isalpha() or word in NOUN_END or word[0].isupper() or len(words) == 5:
            break
        words.append(token)
    for word, start in words:
        if _is_plural(word):
            end = start + len(word)
            complement = _COMPLEMENT.match(masked, end)
            return sentence.text[words[0][1] : complement.end() if complement else end]
    return words[0][0] if words and masked[figure.end] == "-" else None


def _is_plural(word: str) -> bool:
    irregular = ("people", "men", "women", "children", "staff", "police", "mice")
    return (word.endswith("s") and not word.endswith(("ss", "us", "is", "'s"))) or word in irregular
