"""What is made of the pieces of a text between its spaces, kept, since the same words come again in every text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import TypeVar

Made = TypeVar("Made")

LONGEST_KEPT = 40
"""Characters: of a longer piece everything is made anew each time that it is met."""


class Pieces(dict[str, Made]):
    """Piece -> what ``make`` makes of it, made when it is first looked up.

    That of short pieces is kept, of ``most`` of them: enough for all that come again, and a bound for hostile text.
    ``Pieces.__getitem__`` is a function in C: mapped over a text it costs a fraction of a call of Python a piece.

    >>> lengths = Pieces(len, most=1)
    >>> lengths["a"], lengths["of"], dict(lengths)
    (1, 2, {'a': 1})
    """

    def __init__(self, make: Callable[[str], Made], most: int) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, piece: str) -> Made:
        made = self._make(piece)
        if len(piece) <= LONGEST_KEPT and len(self) < self._most:
            self[piece] = made
        return made


def placed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """The pieces of a stretch of a text, each with where it begins.

    >>> list(placed("It is good.", 3, 11))
    [(3, 'is'), (6, 'good.')]
    """
    pieces = text[start:end].split(" ")
    return zip(accumulate([len(piece) + 1 for piece in pieces], initial=start), pieces, strict=False)
