"""The proof that the terms of the packs bring with them: every `yes` must be found, no `no` may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from typing import NamedTuple

from pipeline.article import Article
from pipeline.extract.extractor import Extractor
from pipeline.extract.lexicon import UNMATCHED
from pipeline.extract.reading import Span
from pipeline.pack import COMMON, Framework, Pack, Term
from pipeline.record import Record, Value

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

    An area, a grade or a measure counts as found where it becomes a value of the record; any other term where it is
    mentioned.
    """
    text, wanted = unbracketed(example.sentence)
    found = _found(example, text, extractor)
    if not example.wanted:
        return f"found {text[found[0].start : found[0].end]!r}" if found else ""
    missing = [w for w in wanted if not any(f.start < w.end and w.start < f.end for f in found)]
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


def _found(example: Example, text: str, extractor: Extractor) -> list[Span]:
    term = example.term
    article = Article(source="example", text=text, published=_date(extractor.lexicon.packs[example.pack], term))
    if term.kind in UNMATCHED:
        forms = "|".join(re.escape(form) for form in sorted(term.forms, key=len, reverse=True))
        return [Span(*found.span()) for found in re.finditer(rf"(?<!\w)(?:{forms})(?!\w)", text, re.IGNORECASE)]
    if term.kind in ("area", "grade", "measure"):
        forced = copy(extractor)
        forced.pack = None if example.pack == COMMON else example.pack
        return _evidence(forced(article), term)
    mentions = extractor.read(article).mentions
    return [Span(m.start, m.end) for m in mentions if any(s.term is term for s in m.senses)]


def _evidence(record: Record, term: Term) -> list[Span]:
    values: dict[str, list[Value]] = {
        "area": [value for value in record.areas if value.id == term.id],
        "grade": [value for value in record.grades if value.grade == term.id],
        "measure": [value for value in record.measures if value.measure == term.id],
    }
    return [Span(span.start, span.end) for value in values[term.kind] for span in value.evidence]


def _date(pack: Pack, term: Term) -> str | None:
    """A date on which the term's newest framework or scale was in force."""
    if term.kind == "area":
        homes = [f for f in pack.frameworks if term.id in (*f.areas, *f.ungraded, *f.services)]
    else:
        homes = [f for f in pack.frameworks if _has_grade(pack, f, term.id)]
    return _day(max(homes, key=lambda f: f.since)) if homes else None


def _has_grade(pack: Pack, framework: Framework, grade: str) -> bool:
    scale = pack.scale(framework.scale)
    return scale is not None and grade in scale.grades


def _day(framework: Framework) -> str:
    return (framework.since + "-01-01")[:7] + "-28"
