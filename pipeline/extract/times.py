"""The time of a grade: the inspection that the article reports, an earlier one, or both."""

from __future__ import annotations

from typing import NamedTuple


class Manner(NamedTuple):
    """How the time of a grade is told. ``fronted``: by words at the head of the clause, for the grades after it too;
    ``standing``: as that of the last inspection that there was; ``aside``: by the way ("the school, which was rated
    poor"), so that it is an earlier one if the article gives another."""

    fronted: bool = False
    standing: bool = False
    aside: bool = False


class When(NamedTuple):
    """The time of a grade: ``current``, ``previous`` or both; the ``year`` that dates it (0: none); ``certain`` is
    False where nothing but a year, or nothing at all, says which it is."""

    current: bool
    previous: bool
    year: int
    certain: bool
    manner: Manner = Manner()

    def as_earlier(self) -> When:
        """The same, of an earlier inspection and of no other."""
        return self._replace(current=False, previous=True)

    def as_surely_earlier(self) -> When:
        """The same, of an earlier inspection and without doubt."""
        return self._replace(current=False, previous=True, certain=True)

    def hands_on(self) -> bool:
        """Whether the grades joined to this one are of the same earlier time: "in 2021 it was good in two, adequate
        in four"."""
        return self.manner.fronted and self.previous and not self.current


NOW = When(current=True, previous=False, year=0, certain=False)
"""The time of a grade of which nothing says when it was given: the inspection that the article reports."""
SURELY_NOW = NOW._replace(certain=True)


def past(year: int = 0, *, certain: bool = True, manner: Manner = NOW.manner) -> When:
    """The time of a grade from an earlier inspection."""
    return When(current=False, previous=True, year=year, certain=certain, manner=manner)
