"""What is made of the pieces of a text between its spaces, kept, since the same words come again in every text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")

LONGEST_KEPT = 40
"""Characters: of a longer piece everything is made anew each time that it is met."""


class Pieces(dict[str, Made]):
    """Piece -> what ``make`` makes of it, made when it is first looked up.

    That of short pieces is kept until there are ``most``; then it begins anew: what comes again is soon back, and
    hostile text takes no more. To look one up again costs what a look-up in a dict costs, and no call.

    >>> lengths = Pieces(len, most=1)
    >>> lengths["a"], lengths["of"], dict(lengths)
    (1, 2, {'of': 2})
    """

    def __init__(self, make: Callable[[str], Made], most: int) -> None:
        super().__init__()
        self._make = make
        self._most = most

    def __missing__(self, piece: str) -> Made:
        made = self._make(piece)
        if len(piece) <= LONGEST_KEPT:
            if len(self) >= self._most:
                self.clear()
            self[piece] = made
        return made
