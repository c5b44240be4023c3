"""The quantified claims: figures with what they are about, and the numbers that are none, each with the reason."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.extract.about import Clauses
from pipeline.extract.about_words import STOP
from pipeline.extract.bodies import Named, Owners
from pipeline.extract.closed_class import closed_class
from pipeline.extract.figures import figures
from pipeline.extract.number_change import direction
from pipeline.extract.number_company import Company, company
from pipeline.extract.number_period import period_of, periods
from pipeline.extract.number_place import Figure, Left, Sentence
from pipeline.extract.numbers import Numerals, number_words, numerals
from pipeline.extract.reading import Reading, pieces
from pipeline.extract.spans import Taken
from pipeline.record import Statistic, Tally

_COMPARED = re.compile(
    r" (?:against|compared (?:with|to)|versus|up from|down from|(?:higher|lower|worse|better|more|fewer|less) than"
    r"|(?:well |far |just )?(?:above|below)(?= (?:the|its|a|an|average|national|target|N)))"
    r"(?: (?!(?:but|while|whereas|although|though|when|which|who|because|said|says)\b"
    r"|and (?:the|its|it|he|she|they|has|have|had|is|are|was|were)\b)[^ ,;.:()]+){1,16}"
)
_OPENS_COMPARED = closed_class(
    "against compared versus up down higher lower worse better more fewer less well far just above below"
)
_LONGEST_SENTENCE = 1000
"""No sentence is longer, in characters; a longer stretch without a stop is read in pieces."""
_MOST_NUMBERS = 100
"""No sentence has more numbers. A longer row of them is data, and nothing says what each of them counts."""
_ELSEWHERE = closed_class("nationally elsewhere regionally")
_EACH = closed_class("a an per each every")
_ALIKE = 8
"""How many earlier claims of the same amount a claim is compared with."""
_NEAR = 300
"""How far back, in characters, a sentence may take up what the last figure was about."""


class NumberSeen(NamedTuple):
    """A number of the story that is no statistic and no part of one, and a code for the reason."""

    start: int
    end: int
    reason: str


class Topic(NamedTuple):
    """What the text goes on about, and where the last figure about it ends."""

    words: str
    end: int


class Numbers(NamedTuple):
    """All numbers of an article: those that are statistics, and the rest."""

    statistics: list[Statistic]
    residue: list[NumberSeen]


def statistics(reading: Reading) -> list[Statistic]:
    """The statistics of the article, in text order."""
    return read_numbers(reading).statistics


def read_numbers(reading: Reading, mentions: Sequence[Named] = ()) -> Numbers:
    """The statistics and the other numbers of the article, from one pass over its text.

    ``mentions`` are the words that name the bodies of the article: a figure is of the only one that its sentence names.
    """
    found = numerals(reading.text, number_words(reading.lexicon))
    claims: list[Statistic] = []
    residue = [NumberSeen(*name) for name in found.named if reading.is_story(name.start)]
    owners = Owners(reading, mentions)
    figure: Figure | None = None
    topic = Topic("", -_NEAR)
    for sentence in _sentences(reading, found):
        outcomes = _outcomes(sentence, figure)
        kept = [outcome for outcome in outcomes if isinstance(outcome, Figure)]
        figure = kept[-1] if kept else None
        if kept:
            more, topic = _claims(reading, sentence, kept, topic, owners.of(sentence.span))
            claims += more
        if len(kept) < len(outcomes):
            left = [outcome for outcome in outcomes if isinstance(outcome, Left)]
            residue += [NumberSeen(*one[:3]) for one in left if one.reason != "no-number"]
    residue.sort()
    return Numbers(_once(claims), residue)


def without_tallies(numbers: Numbers, tallies: Sequence[Tally]) -> Numbers:
    """The numbers, those that count grades among the rest: "32 landlords were given a C3" is a tally."""
    counted = Taken((span.start, span.end) for tally in tallies for span in tally.evidence)
    kept: list[Statistic] = []
    moved: list[Statistic] = []
    for claim in numbers.statistics:
        own = claim.unit == "count" and not any(counted.clear(span.start, span.end) for span in claim.evidence)
        (moved if own else kept).append(claim)
    seen = [NumberSeen(span.start, span.end, "tally") for claim in moved for span in claim.evidence]
    return Numbers(kept, sorted([*numbers.residue, *seen]))


def _sentences(reading: Reading, found: Numerals) -> Iterator[Sentence]:
    """The sentences that hold numbers."""
    words = company(reading.lexicon)
    starts = [number.start for number in found.numbers]
    done = 0
    while done < len(starts):
        last = done
        for piece in pieces(reading.text, reading.sentence_at(starts[done]), _LONGEST_SENTENCE):
            first = bisect_left(starts, piece.start, last)
            last = bisect_left(starts, piece.end, first)
            if first < last:
                yield Sentence(reading.text, found, piece, found.numbers[first:last], words)
        done = max(last, done + 1)  # a number outside the story is in no sentence


def _outcomes(sentence: Sentence, before: Figure | None) -> list[Figure | Left]:
    """The figures and leftovers of a sentence; ``before`` is the last figure of the sentence before."""
    row = sentence.numbers
    if len(row) > _MOST_NUMBERS:
        return [Left(row[0].start, row[-1].end, "row-of-numbers", len(row))]
    return list(figures(sentence, before))


def _claims(
    reading: Reading, sentence: Sentence, found: list[Figure], topic: Topic, body: str | None
) -> tuple[list[Statistic], Topic]:
    """The figures of one sentence, which are those of ``body``, and the topic after it; ``topic`` is that before it."""
    if shares := {figure.start for figure in found if figure.rule == "whole-before"}:
        found = [figure for figure in found if figure.start not in shares or figure.rule == "whole-before"]
    clauses = Clauses(sentence, found, periods(sentence))
    goes_on = topic.words if sentence.span.start - topic.end < _NEAR else ""
    claims = []
    for index in range(len(found)):
        about = clauses.about(index, goes_on)
        words = about.words or _line_above(reading, sentence)
        if clauses.is_aside(index):  # a level that others set, or a share of what was counted
            claims.append(_claim(reading, clauses, index, words, None))
            goes_on = goes_on or about.topic
        else:
            claims.append(_claim(reading, clauses, index, words, body))
            goes_on = about.topic
    return claims, Topic(goes_on, found[-1].end)


def _line_above(reading: Reading, sentence: Sentence) -> str:
    """The line before a line that is nothing but a figure: its label."""
    index = bisect_left(reading.lines, (sentence.span.start,)) - 1
    if index < 0:
        return ""
    start, end = reading.lines[index]
    return reading.text[start:end].rstrip(":") if end - start < 80 else ""


def _claim(reading: Reading, clauses: Clauses, index: int, about: str, body: str | None) -> Statistic:
    sentence, figure = clauses.sentence, clauses.figures[index]
    period = period_of(sentence, clauses.figures, index, clauses.periods)
    behind = sentence.words_after(figure.end)
    return Statistic(
        value=figure.value,
        unit=figure.unit,
        low=figure.low,
        high=figure.high,
        qualifier=_qualifier(sentence.company, clauses.ahead[index], behind),
        noun=clauses.nouns[index] if figure.unit == "count" else None,
        about=about or None,
        direction=direction(clauses, index, behind),
        comparison=_comparison(clauses, index),
        period=sentence.text[slice(*period)] if period else None,
        body=None if behind[:1] and behind[0] in _ELSEWHERE else body,
        evidence=[reading.evidence(figure.start, figure.end)],
        rule=f"statistics.{figure.rule}",
    )


def _qualifier(table: Company, ahead: list[str], behind: list[str]) -> str | None:
    if ahead[-3:] == ["back", "up", "to"]:
        return None
    if found := table.qualifiers.before(ahead):
        return found[0]
    each = behind[:1] and behind[0] in _EACH  # "150 a week or more"
    found = table.qualifiers.after(behind[2:] if each else behind)
    return found[0] if found and found[0] in ("about", "at-least", "at-most") else None


def _comparison(clauses: Clauses, index: int) -> str | None:
    """What the figure is compared with, as worded; told before any other figure but one in the comparison itself."""
    sentence, figures = clauses.sentence, clauses.figures
    if _OPENS_COMPARED.isdisjoint(sentence.words):
        return None
    found = _COMPARED.search(sentence.masked, figures[index].end, sentence.span.end)
    if found is None or any(figure.start <= found.start() for figure in figures[index + 1 :]):
        return None
    return sentence.text[found.start() : found.end()].strip()


def _once(claims: list[Statistic]) -> list[Statistic]:
    """The claims, a repeated one once, with the evidence of every time."""
    seen: dict[tuple[str | None, ...], list[int]] = {}
    kept: list[Statistic] = []
    for claim in claims:
        alike = seen.setdefault((claim.unit, claim.value, claim.low, claim.high), [])
        same = next((i for i in alike[-_ALIKE:] if _same_claim(kept[i], claim)), None) if alike else None
        if same is None:
            alike.append(len(kept))
            kept.append(claim)
        else:
            first = kept[same]
            kept[same] = first.model_copy(update={"evidence": [*first.evidence, *claim.evidence]})
    return kept


def _same_claim(first: Statistic, again: Statistic) -> bool:
    """A figure of three or more digits, or one about the same things, is the same claim again."""
    digits = (first.value or f"{first.low}{first.high}").replace(".", "").strip("0")
    if len(digits) >= 3 or first.unit == "gbp":
        return True
    a, b = (set((claim.about or "").lower().split()) - STOP for claim in (first, again))
    return len(a & b) >= 0.5 * min(len(a), len(b)) > 0
