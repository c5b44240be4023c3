"""Closed classes of words: grammar, which a language makes no more of. Vocabulary is in `models/`."""

from __future__ import annotations


def closed_class(words: str) -> frozenset[str]:
    """The words of one string.

    >>> sorted(closed_class("of the"))
    ['of', 'the']
    """
    return frozenset(words.split())
