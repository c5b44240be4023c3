"""The organisations of people: official names where a pack knows them, and the home of a role that names none."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from pipeline.extract.names import Run
from pipeline.extract.person_words import STOPS, PersonWords
from pipeline.extract.reading import Reading, Span

_JOINS = frozenset({" of ", " and ", " & ", " for ", " the ", " of the ", " for the ", " of St ", "’s ", "'s ", "’ ", "' ", " y ", " yr ", " (VA) ", " (VC) "})
_SCOPES = frozenset({"Hundreds", "Dozens", "Thousands", "Members", "Officers", "Staff", "Chiefs", "Bosses", "Most", "All"})
_MOST_JOINED = 5


_KINDS = frozenset({"body", "inspectorate"})
_NEARBY = 40
_NO_INSPECTED_BODY = frozenset({"inspectorate", "other"})


class Organisation(NamedTuple):
    """An organisation that the text names: offsets, official name where known, and kind (that of its pack, or of its words)."""

    start: int
    end: int
    name: str
    kind: str


def resolve(reading: Reading, span: Span, kind: str) -> Organisation | None:
    """The organisation that the words of ``span`` name: official name where a pack has one, else the words themselves.

    A place stands for its force or fire service where ``kind`` says that this is meant; else it is no organisation.
    """
    text = reading.text
    known = _known(reading, span, kind)
    if known is not None:
        return known if known.name else None
    words = re.sub(r"^(?:[Tt]he|an?) (?=\S)", "", text[span.start : span.end].strip(" ,."))
    words = re.sub(r"['’]s$", "", words)
    return Organisation(span.start, span.end, words, "") if words else None


def _known(reading: Reading, span: Span, kind: str = "") -> Organisation | None:
    """The body or inspectorate whose mention is the span. A place that is one only by the way is without a name."""
    mentions = reading.mentions
    index = bisect_left(mentions, span.start, key=lambda mention: mention.start)
    place = None
    for mention in mentions[index : index + _NEARBY]:
        if mention.start > span.start + 4:
            break
        if abs(span.end - mention.end) > 2:
            continue
        for sense in mention.senses:
            if sense.term.kind not in _KINDS:
                continue
            its_kind = str(sense.term.attributes.get("kind", sense.term.kind))
            if not sense.weak or its_kind == kind:
                return Organisation(mention.start, mention.end, sense.term.label, its_kind)
            place = Organisation(mention.start, mention.end, "", its_kind)
    return place


def is_organisation(reading: Reading, span: Span, vocabulary: PersonWords) -> bool:
    """Whether the words of the span are plainly an organisation: known to a pack, an acronym, or named as bodies are."""
    words = reading.text[span.start : span.end].split()
    last = words[-1]
    if last in vocabulary.organisation_words or words[0] in vocabulary.organisation_words:
        return True
    return (last.isupper() and 1 < len(last) < 9) or _known(reading, span) is not None


def organisations(reading: Reading, rows: list[Run], vocabulary: PersonWords) -> list[Organisation]:
    """Every organisation that the story names by a name, in text order."""
    found = [
        Organisation(mention.start, mention.end, sense.term.label, str(sense.term.attributes.get("kind", sense.term.kind)))
        for mention in reading.mentions
        for sense in mention.senses
        if not sense.weak and sense.term.kind in _KINDS
    ]
    for index, row in enumerate(rows):
        if not vocabulary.organisation_words.keys().isdisjoint(row.words.split(" ")):
            organisation = _of_row(reading.text, rows, index, vocabulary)
            if organisation is not None:
                found.append(organisation)
    found.sort(key=lambda o: (o.start, -o.end))
    outer: list[Organisation] = []
    for organisation in found:
        left = reading.text[max(0, organisation.start - 5) : organisation.start]
        if not left.endswith("from ") and not (outer and organisation.end <= outer[-1].end):
            outer.append(organisation)
    return outer


def _of_row(text: str, rows: list[Run], index: int, vocabulary: PersonWords) -> Organisation | None:
    """The organisation whose name ends in the row: up to its last word for a kind of body, from the rows joined before."""
    words = rows[index].words.split(" ")
    kinds = vocabulary.organisation_words
    begins = kinds.get(words[0])
    if begins in {"prison", "school"} and (words[0].isupper() or words[0] == "Ysgol") and len(words) > 1:
        return Organisation(rows[index].start, rows[index].end, rows[index].words, begins)
    last = max(i for i, word in enumerate(words) if word in kinds)
    end = rows[index].start + len(" ".join(words[: last + 1]))
    first = index
    while first and index - first < _MOST_JOINED and text[rows[first - 1].end : rows[first].start] in _JOINS:
        first -= 1
    start = rows[first].start
    name = text[start:end]
    while " " in name and (name.split(" ", 1)[0].lower() in STOPS or name.split(" ", 1)[0] in _SCOPES):
        start += len(name.split(" ", 1)[0]) + 1
        name = text[start:end]
    if (" " not in name and kinds[words[last]] != "inspectorate") or any(map(vocabulary.is_head, name.split())):
        return None
    return Organisation(start, end, name, kinds[words[last]])


def home_kind(role: str, vocabulary: PersonWords) -> str | None:
    """The kind of organisation in which the role has its home; None if roles of its name are everywhere."""
    lower = role.lower().replace("’", "'")
    return next((kind for kind, pattern in vocabulary.homes if pattern.search(lower)), None)


class Place(NamedTuple):
    """Where a role stands: its offset, its sentence and its line."""

    position: int
    sentence: Span
    line: Span


def nearest(found: list[Organisation], kinds: frozenset[str], place: Place) -> Organisation | None:
    """The organisation, of one of the kinds, that a role belongs to.

    One in the same sentence, else in the same line, else the one that the article names most.
    """
    fitting = [o for o in found if o.kind in kinds or ("any" in kinds and o.kind not in _NO_INSPECTED_BODY)]
    for span in (place.sentence, place.line):
        within = [o for o in fitting if span.start <= o.start < span.end]
        if within:
            return min(within, key=lambda o: abs(o.start - place.position))
    counts: dict[str, int] = {}
    for organisation in fitting:
        counts[organisation.name] = counts.get(organisation.name, 0) + 1
    if not counts:
        return None
    main = max(counts, key=lambda name: counts[name])
    return next(o for o in fitting if o.name == main)


def owned_by(found: list[Organisation], noun: str, position: int) -> Organisation | None:
    """The organisation that "the trust" or "the union" is at ``position``: the last one before whose name ends so."""
    fitting = [o for o in found if o.name.split()[-1].lower() == noun]
    before = [o for o in fitting if o.start < position]
    return before[-1] if before else next(iter(fitting), None)
