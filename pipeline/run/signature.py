"""The MinHash signature of a text: near-duplicates have nearly the same one. Needs the extra ``inspextract[dedup]``."""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from typing import TypeAlias

Signer: TypeAlias = Callable[[str], bytes]

PERMUTATIONS = 128
"""Values of a signature, four bytes each."""
ROWS = 4
"""Values of a band. Two texts that share a band are compared; at a similarity of 0.6 99 % of pairs share one of 32."""
SHINGLE = 5
"""Words in a row that are one feature of a text."""
SEED = 1
_MARKS = re.compile(r"[^\w\s]+")
_VALUE = 4  # bytes


@cache
def available() -> bool:
    """Whether the library that signs is installed."""
    return find_spec("rensa") is not None


def signer() -> Signer | None:
    """The function from a text to its signature; None if the library is not installed."""
    if not available():
        return None
    from rensa import RMinHash  # noqa: PLC0415 (an extra)

    def sign(text: str) -> bytes:
        hashed = RMinHash(PERMUTATIONS, SEED)
        hashed.update(shingles(text))
        return array("I", hashed.digest()).tobytes()

    return sign


def shingles(text: str) -> list[str]:
    """The runs of :data:`SHINGLE` words in small letters; of a shorter text, all its words.

    >>> shingles("One, two. Three four five six"), shingles("One, two.")
    (['one two three four five', 'two three four five six'], ['one two'])
    """
    words = _MARKS.sub(" ", text.lower()).split()
    runs = list(map(" ".join, zip(*(words[start:] for start in range(SHINGLE)), strict=False)))
    return runs or [" ".join(words)]


def bands(signature: bytes) -> Iterator[int]:
    """A number for each band of a signature, different for different bands."""
    width = ROWS * _VALUE
    for number in range(len(signature) // width):
        yield number << 32 | zlib.crc32(signature[number * width : (number + 1) * width])


def similarity(one: bytes, other: bytes, least: float = 0.0) -> float:
    """The share of features that two texts have in common (Jaccard), as their signatures tell it; 0 below ``least``.

    >>> similarity(bytes(16), bytes(12) + b"abcd"), similarity(bytes(16), bytes(12) + b"abcd", least=0.8)
    (0.75, 0.0)
    """
    differing = (int.from_bytes(one) ^ int.from_bytes(other)).to_bytes(len(one))
    if differing.count(0) < least * len(one):  # values cannot agree more than their bytes, which are quickly counted
        return 0.0
    values = array("I", differing)
    share = values.count(0) / len(values)
    return share if share >= least else 0.0
