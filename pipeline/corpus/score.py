"""Records against gold annotations, counted over many articles: precision, recall and F1 by field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.corpus.compare import compare
from pipeline.corpus.gold import Gold
from pipeline.record import Record


@dataclass
class Total:
    """Counts of one field over many articles."""

    hits: int = 0
    missed: int = 0
    spurious: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 if nothing was found."""
        return self.hits / (self.hits + self.spurious) if self.hits + self.spurious else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 if there is nothing."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = 2 * self.hits + self.missed + self.spurious
        return 2 * self.hits / both if both else 1.0


@dataclass
class Score:
    """Figures over many articles; ``differences`` says each one in words."""

    articles: int = 0
    perfect: int = 0
    spans: int = 0
    valid_spans: int = 0
    totals: dict[str, Total] = field(default_factory=lambda: defaultdict(Total))
    differences: list[str] = field(default_factory=list)

    def figure(self, name: str) -> float | None:
        """F1 of a list, accuracy of a fact, ``perfect_records`` or ``evidence``; None for a field nobody annotated."""
        if name == "perfect_records":
            return self.perfect / self.articles if self.articles else 0.0
        if name == "evidence":
            return self.valid_spans / self.spans if self.spans else 1.0
        return self.totals[name].f1 if name in self.totals else None

    def figures(self) -> dict[str, float]:
        """Every figure by name, ``perfect_records`` and ``evidence`` first."""
        names = ("perfect_records", "evidence", *self.totals)
        return {name: figure for name in names if (figure := self.figure(name)) is not None}


def score(articles: Iterable[tuple[str, Gold, Record]]) -> Score:
    """The figures over articles, each a name, its annotation and its record."""
    result = Score()
    for name, gold, record in articles:
        outcomes = compare(gold, record)
        result.articles += 1
        result.perfect += all(outcome.clean for outcome in outcomes if not outcome.lenient)
        for outcome in outcomes:
            total = result.totals[outcome.field]
            total.hits += outcome.hits
            total.missed += len(outcome.missed)
            total.spurious += len(outcome.spurious)
            signs = [*(f"- {words}" for words in outcome.missed), *(f"+ {words}" for words in outcome.spurious)]
            result.differences += [f"{name}: {outcome.field}: {words}" for words in signs]
        _count_evidence(result, record)
    return result


def _count_evidence(result: Score, record: Record) -> None:
    text = record.article.text or ""
    for span in record.evidence():
        result.spans += 1
        result.valid_spans += text[span.start : span.end] == span.quote
