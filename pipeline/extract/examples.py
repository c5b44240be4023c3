"""The proof that the terms of the packs bring with them: every `yes` must be found, no `no` may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from typing import NamedTuple

from pipeline.article import Article
from pipeline.extract.body_names import names
from pipeline.extract.extractor import Extractor
from pipeline.extract.lexicon import UNMATCHED
from pipeline.extract.reading import Span
from pipeline.extract.scan import scanned
from pipeline.pack import COMMON, Framework, Pack, Term
from pipeline.record import Record, Value

VALUES = frozenset({"area", "grade", "measure", "number-direction"})
"""Kinds of terms whose everyday words count as found only where they become a value of the record."""

_BRACKET = re.compile(r"[\[\]]")


class Example(NamedTuple):
    """A sentence of a term: with words in [brackets] that must be found, or with nothing of the term in it."""

    pack: str
    term: Term
    sentence: str
    wanted: bool

    def __str__(self) -> str:
        return f"{self.pack} {self.term.kind} {self.term.id} {'yes' if self.wanted else 'no'}: {self.sentence}"


class Failure(NamedTuple):
    """An example that does not hold, and why."""

    example: Example
    reason: str

    def __str__(self) -> str:
        return f"{self.example}: {self.reason}"


def examples(packs: dict[str, Pack]) -> Iterator[Example]:
    """The examples of all terms of the packs, in the order of the packs and their files."""
    for pack in packs.values():
        for term in pack.terms:
            for wanted, sentences in ((True, term.yes), (False, term.no)):
                for sentence in sentences:
                    yield Example(pack.id, term, sentence, wanted)


def check_examples(packs: dict[str, Pack], only: str | None = None) -> list[Failure]:
    """The examples of the packs (of the one called ``only``) that do not hold."""
    extractor = Extractor(packs)
    chosen = (example for example in examples(packs) if only in (None, example.pack))
    return [Failure(example, reason) for example in chosen if (reason := fault(example, extractor))]


def fault(example: Example, extractor: Extractor) -> str:
    """What is wrong with an example, in words; empty if nothing is.

    Names count as found where they stand, and those that fit a pattern must be found whole; everyday words of a term
    of :data:`VALUES` only where they become a value of the record.
    """
    text, wanted = unbracketed(example.sentence)
    if example.term.kind in VALUES:
        found = _values(example, text, extractor) + _mentions(example, text, extractor, weak=False)
    else:
        found = _mentions(example, text, extractor)
    if not example.wanted:
        return f"found {text[found[0].start : found[0].end]!r}" if found else ""
    exact = bool(example.term.patterns)
    missing = [w for w in wanted if not any(f == w if exact else f.start < w.end and w.start < f.end for f in found)]
    return f"{text[missing[0].start : missing[0].end]!r} is not found" if missing else ""


def unbracketed(sentence: str) -> tuple[str, list[Span]]:
    """The sentence without its brackets, and the spans that they enclosed.

    >>> unbracketed("It is [good] at this.")
    ('It is good at this.', [Span(start=6, end=10)])
    """
    starts: list[int] = []
    spans: list[Span] = []
    for removed, mark in enumerate(_BRACKET.finditer(sentence)):
        position = mark.start() - removed
        if mark.group() == "[":
            starts.append(position)
        else:
            spans.append(Span(starts.pop(), position))
    return _BRACKET.sub("", sentence), spans


def _mentions(example: Example, text: str, extractor: Extractor, *, weak: bool = True) -> list[Span]:
    term, pack = example.term, extractor.lexicon.packs[example.pack]
    if term.kind in UNMATCHED and not weak:
        return []
    if term.kind in UNMATCHED:
        forms = "|".join(re.escape(form) for form in sorted(term.forms, key=len, reverse=True))
        return [Span(*found.span()) for found in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text, re.IGNORECASE)]
    fitting = names(scanned(text, pack, extractor.lexicon))
    named = [Span(n.start, n.end) for n in fitting if (n.term.kind, n.term.id) == (term.kind, term.id)]
    for mention in extractor.read(Article(source="example", text=text)).mentions:
        senses = [s for s in mention.senses if (s.pack, s.term.kind, s.term.id) == (pack.id, term.kind, term.id)]
        if any(weak or not sense.weak for sense in senses):
            named.append(Span(mention.start, mention.end))
    return named


def _values(example: Example, text: str, extractor: Extractor) -> list[Span]:
    """Where the record of the sentence, told of a body of the right kind under the right framework, has the term."""
    packs = extractor.lexicon.packs
    pack = packs[example.pack] if example.pack != COMMON else next(p for p in packs.values() if p.id != COMMON)
    framework = _framework(pack, example.term)
    opening = f"{pack.short} inspected {_body(pack, framework)}.\n"
    forced = copy(extractor)
    forced.pack = pack.id
    date = (framework.since + "-01-01")[:7] + "-28" if framework else None
    record = forced(Article(source="example", text=opening + text, published=date))
    spans = [span for value in _of(record, example.term) for span in value.evidence]
    if example.term.kind == "number-direction":  # the evidence is the figure alone, the word stands beside it
        return [Span(0, len(text)) for _ in spans]
    return [Span(span.start - len(opening), span.end - len(opening)) for span in spans]


def _of(record: Record, term: Term) -> list[Value]:
    values: dict[str, list[Value]] = {
        "area": [
            *(value for value in record.areas if value.id == term.id),
            *(value for value in record.grades if term.id in value.area.split("/")),
        ],
        "grade": [
            *(value for value in record.grades if value.grade == term.id),
            *(value for value in record.tallies if any(term.id in grade.split("+") for grade in value.counts)),
        ],
        "measure": [value for value in record.measures if value.measure == term.id],
        "number-direction": [value for value in record.statistics if value.direction == term.id],
    }
    return values[term.kind]


def _framework(pack: Pack, term: Term) -> Framework | None:
    """The newest framework that has the area or the grade."""

    def has(framework: Framework) -> bool:
        if term.kind == "area":
            return term.id in (*framework.areas, *framework.ungraded, *framework.services)
        scales = [pack.scale(framework.scale), *map(pack.scale, framework.scales.values())]
        return any(scale is not None and term.id in scale.grades for scale in scales)

    return max(filter(has, pack.frameworks), key=lambda framework: framework.since, default=None)


def _body(pack: Pack, framework: Framework | None) -> str:
    """The name of a body to which the framework applies: one that the pack lists, or an example of a pattern."""
    terms = [term for term in pack.of_kind("body") if not term.attributes.get("outside")]
    kinds = framework.kinds if framework else ()
    term = next((t for t in terms if {t.id, t.attributes.get("kind")} & {*kinds}), terms[0])
    if term.forms:
        return term.label
    text, spans = unbracketed(term.yes[0])
    return text[spans[0].start : spans[0].end]
