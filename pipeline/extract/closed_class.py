"""Closed classes of words: grammar, which a language makes no more of. Vocabulary is in `models/`."""

from __future__ import annotations

SAINTS = ("St", "St.", "Saint")
"""What a name may begin with whose last word is a name again."""


def closed_class(words: str) -> frozenset[str]:
    """The words of one string.

    >>> sorted(closed_class("of the"))
    ['of', 'the']
    """
    return frozenset(words.split())
