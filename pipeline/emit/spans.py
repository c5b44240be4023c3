"""The evidence of a record as labelled spans, for tools in which people annotate."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.record import Evidence, Record, Value

PERSON = "person"
QUOTE = "quote"
LABELS = {
    "bodies": "body",
    "areas": "area",
    "grades": "grade",
    "tallies": "tally",
    "people": PERSON,
    "statistics": "statistic",
    "measures": "measure",
}
"""The label of each list's evidence. A person's mentions are ``person`` too, the person's words ``quote``."""


class LabelledSpan(NamedTuple):
    """Words of the text (code points, end exclusive) and what they are."""

    start: int
    end: int
    label: str


def labelled_spans(record: Record) -> list[LabelledSpan]:
    """All evidence of the record's values in the order of the text; spans of different labels may overlap."""
    found = {span for name in LABELS for value in getattr(record, name) for span in spans_of(name, value)}
    found.update(_labelled((words for person in record.people for words in person.quotes), QUOTE))
    return sorted(found)


def spans_of(name: str, value: Value) -> list[LabelledSpan]:
    """The spans of one value of the list ``name``; of a person, the mentions too."""
    mentions: Sequence[Evidence] = getattr(value, "mentions", ())
    return _labelled((*value.evidence, *mentions), LABELS[name])


def _labelled(evidence: Iterable[Evidence], label: str) -> list[LabelledSpan]:
    return [LabelledSpan(words.start, words.end, label) for words in evidence if words.start < words.end]
