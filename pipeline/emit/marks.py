"""An article's text with its evidence marked by kind and its furniture dimmed, line by line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rich.text import Text

from pipeline.article import BODY_KINDS, Furniture
from pipeline.record import Evidence, Record, Residue, Value

STYLES = {
    "quotes": "italic cyan",
    "areas": "underline",
    "bodies": "bold",
    "people": "bold blue",
    "statistics": "bold yellow",
    "tallies": "black on bright_green",
    "measures": "bold magenta",
    "grades": "black on bright_yellow",
    "residue": "strike dim",
}
"""Style of each kind of evidence; where evidence overlaps, the later kind shows."""


class Mark(NamedTuple):
    """A stretch of the text and the kind of evidence that it is (a key of :data:`STYLES`)."""

    start: int
    end: int
    kind: str


def marks(record: Record) -> list[Mark]:
    """All evidence of the record, kinds in the order of :data:`STYLES`."""
    found = [Mark(span.start, span.end, "quotes") for person in record.people for span in person.quotes]
    found += _of("areas", record.areas)
    found += _of("bodies", record.bodies)
    found += [Mark(span.start, span.end, "people") for person in record.people for span in person.mentions]
    found += _of("people", record.people)
    found += _of("statistics", record.statistics)
    found += _of("tallies", record.tallies)
    found += _of("measures", record.measures)
    found += _of("grades", record.grades)
    found += _of("residue", record.residue)
    return found


def marked(text: str, record: Record, furniture: Sequence[Furniture], *, styled: bool) -> Iterator[Text]:
    """The lines of the text. Without styles, evidence stands in [brackets], quotations and residue as they are."""
    found = marks(record)
    if styled:
        whole = Text(text)
        for part in furniture:
            whole.stylize("dim" if part.kind not in BODY_KINDS else "bold", part.start, part.end)
        for mark in found:
            whole.stylize(STYLES[mark.kind], mark.start, mark.end)
        yield from whole.split("\n")
    else:
        plain = [mark for mark in found if mark.kind not in ("quotes", "residue")]
        yield from map(Text, bracketed(text, plain).split("\n"))


def bracketed(text: str, spans: Iterable[Mark | Evidence]) -> str:
    """The text with each stretch that is covered by spans in brackets.

    >>> bracketed("graded good at care", [Mark(7, 11, "grades"), Mark(10, 11, "grades"), Mark(15, 19, "areas")])
    'graded [good] at [care]'
    """
    cuts = [0]
    for start, end in _merged(spans):
        cuts += (start, end)
    cuts.append(len(text))
    pieces = [text[start:end] for start, end in pairwise(cuts)]
    return "".join(f"[{piece}]" if index % 2 else piece for index, piece in enumerate(pieces))


def _merged(spans: Iterable[Mark | Evidence]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _of(kind: str, values: Sequence[Value | Residue]) -> list[Mark]:
    return [Mark(span.start, span.end, kind) for value in values for span in value.evidence]
