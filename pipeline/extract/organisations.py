"""The organisations of people: official names where a pack knows them, and the home of a role that names none."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from pipeline.extract.names import story_lines
from pipeline.extract.person_words import UPPER, PersonWords
from pipeline.extract.reading import Reading, Span
from pipeline.pack import COMMON

_WORD = rf"[{UPPER}]\w*(?:(?:[-.]|['’](?!s\b))\w+)*"


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


def resolve(reading: Reading, span: Span) -> Organisation | None:
    """The organisation that the words of ``span`` name: official name where a pack has one, else the words themselves."""
    text = reading.text
    known = _known(reading, span)
    if known is not None:
        return known
    words = re.sub(r"^(?:[Tt]he|an?) (?=\S)", "", text[span.start : span.end].strip(" ,."))
    words = re.sub(r"['’]s$", "", words)
    return Organisation(span.start, span.end, words, "") if words else None


def _known(reading: Reading, span: Span) -> Organisation | None:
    """The longest mention of a body or inspectorate inside the span, if it is most of the span."""
    mentions = reading.mentions
    index = bisect_left(mentions, span.start, key=lambda mention: mention.start)
    best: Organisation | None = None
    for mention in mentions[index : index + 40]:
        if mention.start >= span.end:
            break
        if mention.end > span.end or mention.end - mention.start < (span.end - span.start) * 0.6:
            continue
        for sense in mention.senses:
            if sense.term.kind in {"body", "inspectorate"} and (best is None or mention.end - mention.start > best.end - best.start):
                kind = str(sense.term.attributes.get("kind", sense.term.kind))
                best = Organisation(mention.start, mention.end, sense.term.label, kind)
    return best


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
    return found


def _of_run(run: str, start: int, vocabulary: PersonWords) -> Organisation | None:
    """The organisation whose name begins a run of capitalised words: up to the last word for a kind of body."""
    words = run.split(" ")
    first, last = 0, len(words)
    while first < last and words[first] in vocabulary.traps["opening"]:
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


def nearest(found: list[Organisation], kind: str, position: int, sentence: Span, line: Span) -> Organisation | None:
    """The organisation of a kind that a role at ``position`` belongs to.

    One in the same sentence, else the last one before it in its line, else the one that the article names most.
    """
    fitting = [o for o in found if kind == "any" or o.kind == kind]
    within = [o for o in fitting if sentence.start <= o.start < sentence.end]
    if within:
        return min(within, key=lambda o: abs(o.start - position))
    near = [o for o in fitting if line.start <= o.start < line.end]
    if near:
        return min(near, key=lambda o: abs(o.start - position))
    counts: dict[str, int] = {}
    for organisation in fitting:
        counts[organisation.name] = counts.get(organisation.name, 0) + 1
    if not counts:
        return None
    main = max(counts, key=lambda name: counts[name])
    return next(o for o in fitting if o.name == main)
