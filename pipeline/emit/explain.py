"""What was read, sentence by sentence, for the author of a rule: terms seen, values made, words dropped and why."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.article import Furniture
from pipeline.emit.wording import residue, statements
from pipeline.record import Evidence, Record

_WIDTH = 96


class Sense(NamedTuple):
    """One term that words may be a form of: its kind and id, its pack, and whether they are everyday words for it."""

    kind: str
    term: str
    pack: str
    weak: bool


class Seen(NamedTuple):
    """Words that are a form of one or more terms: character offsets, and the terms."""

    start: int
    end: int
    senses: tuple[Sense, ...]


class Trace(NamedTuple):
    """How an article was read. ``sentences`` are character offsets, in order; ``terms`` every mention in them."""

    record: Record
    text: str
    sentences: Sequence[tuple[int, int]]
    terms: Sequence[Seen]
    furniture: Sequence[Furniture]


class _Note(NamedTuple):
    """One line about a place in the text."""

    start: int
    order: int
    line: str


def explanation(trace: Trace) -> Iterator[str]:
    """The lines of the explanation: the article as a whole, one block for each sentence, and what is outside."""
    yield from _heading(trace)
    blocks = _by_sentence(trace)
    for index, (start, end) in enumerate(trace.sentences):
        yield ""
        yield f"[{index + 1}] {start}-{end}  {_short(trace.text[start:end], _WIDTH)}"
        yield from blocks.get(index, ["    nothing seen"])
    if -1 in blocks:
        yield ""
        yield "outside the sentences"
        yield from blocks[-1]


def _heading(trace: Trace) -> Iterator[str]:
    record = trace.record
    yield f"source       {record.article.source}"
    yield f"inspectorate {record.inspectorate or 'none'}"
    yield f"framework    {record.provenance.framework or 'none'}"
    for part in trace.furniture:
        words = _short(trace.text[part.start : part.end], 60)
        yield f"furniture    {part.kind:<10} {part.start}-{part.end}  {words}"
    for check in record.checks:
        yield f"check        {'ok    ' if check.ok else 'FAILED'} {check.check}: {check.detail}"


def _by_sentence(trace: Trace) -> dict[int, list[str]]:
    """The notes of each sentence by its index, in text order; -1 for those in no sentence."""
    found: dict[int, list[_Note]] = defaultdict(list)
    starts = [start for start, _ in trace.sentences]
    for note in _notes(trace):
        index = bisect_right(starts, note.start) - 1
        inside = index >= 0 and note.start < trace.sentences[index][1]
        found[index if inside else -1].append(note)
    return {index: [note.line for note in sorted(notes)] for index, notes in found.items()}


def _notes(trace: Trace) -> Iterator[_Note]:
    for seen in trace.terms:
        place = _place(seen.start, seen.end, trace.text[seen.start : seen.end])
        yield _Note(seen.start, 0, f"    seen     {place}  {', '.join(map(_sense, seen.senses))}")
    for value in statements(trace.record):
        for evidence, others in _each(value.evidence):
            line = f"    value    {_evidence(evidence)}  {value.field}: {value.words}  [rule {value.rule}]{others}"
            yield _Note(evidence.start, 1, line)
    for left in trace.record.residue:
        for evidence in left.evidence:
            line = f"    dropped  {_evidence(evidence)}  {residue(left)}  [rule {left.rule}]"
            yield _Note(evidence.start, 2, line)


def _sense(sense: Sense) -> str:
    weak = ", everyday word" if sense.weak else ""
    return f"{sense.kind}/{sense.term} ({sense.pack}{weak})"


def _each(spans: list[Evidence]) -> Iterator[tuple[Evidence, str]]:
    """Each span, and a word on the others."""
    for span in spans:
        others = ", ".join(f"{other.start}-{other.end}" for other in spans if other is not span)
        yield span, f"  also {others}" if others else ""


def _evidence(evidence: Evidence) -> str:
    return _place(evidence.start, evidence.end, evidence.quote)


def _place(start: int, end: int, words: str) -> str:
    return f"{start}-{end} {_short(words, 40)!r}"


def _short(words: str, width: int) -> str:
    """The words on one line of at most ``width`` characters."""
    line = " ".join(words.split())
    return line if len(line) <= width else f"{line[: width - 1]}…"
