"""The organisations of people: official names where a pack knows them, and the home of a role that names none."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from pipeline.extract.names import story_lines
from pipeline.extract.person_words import STOPS, UPPER, PersonWords
from pipeline.extract.reading import Reading, Span
from pipeline.pack import COMMON

_WORD = rf"[{UPPER}]\w*(?:(?:[-.]|['’](?!s\b))\w+)*"


_NEARBY = 40
_NO_INSPECTED_BODY = frozenset({"inspectorate", "other"})


class Organisation(NamedTuple):
    """An organisation that the text names: offsets, official name where known, and kind (that of its pack, or of its words)."""

    start: int
    end: int
    name: str
    kind: str


_OWNED = r"(?:['’]s?(?= [A-Z]))?"
_RUN = re.compile(
    rf"(?<![\w’'-]){_WORD}{_OWNED}(?: (?:(?:of|and|&|for|the|y|yr|na|de) ){{0,2}}(?:\((?:VA|VC|RC)\) )?{_WORD}{_OWNED})*"
)


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
            if sense.term.kind not in {"body", "inspectorate"}:
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


def organisations(reading: Reading, vocabulary: PersonWords) -> list[Organisation]:
    """Every organisation that the story names by a name, in text order."""
    packs = frozenset(reading.lexicon.packs) - {COMMON}
    found = [
        Organisation(hit.start, hit.end, hit.term.label, str(hit.term.attributes.get("kind", kind)))
        for kind in ("body", "inspectorate")
        for hit in reading.hits(kind, packs)
        if not hit.weak
    ]
    for line in story_lines(reading, vocabulary):
        for match in _RUN.finditer(reading.text, line.start, line.end):
            organisation = _of_run(match.group(), match.start(), vocabulary)
            if organisation is not None:
                found.append(organisation)
    found.sort(key=lambda o: (o.start, -o.end))
    outer: list[Organisation] = []
    for organisation in found:
        left = reading.text[max(0, organisation.start - 5) : organisation.start]
        if not left.endswith("from ") and not (outer and organisation.end <= outer[-1].end):
            outer.append(organisation)
    return outer


def _of_run(run: str, start: int, vocabulary: PersonWords) -> Organisation | None:
    """The organisation whose name begins a run of capitalised words: up to the last word for a kind of body."""
    words = run.split(" ")
    first, last = 0, len(words)
    while first < last and words[first].lower() in STOPS:
        first += 1
    begins = vocabulary.organisation_words.get(words[first]) if first < last else None
    if begins in {"prison", "school"} and words[first].isupper() | (words[first] == "Ysgol") and last - first > 1:
        kind = begins
    else:
        while last > first and words[last - 1] not in vocabulary.organisation_words:
            last -= 1
        if last == first or any(vocabulary.is_head(word) for word in words[first:last]):
            return None
        kind = vocabulary.organisation_words[words[last - 1]]
    if last - first < 2 and kind != "inspectorate":
        return None
    begin = start + sum(len(word) + 1 for word in words[:first])
    name = " ".join(words[first:last])
    return Organisation(begin, begin + len(name), name, kind)


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
