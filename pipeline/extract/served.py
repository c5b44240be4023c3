"""A body that is named only by the place of its services: "children's services in Elmbridge were rated inadequate"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.extract.body_names import Naming
from pipeline.extract.name_bounds import WORD
from pipeline.extract.reading import Reading
from pipeline.extract.scan import Scan
from pipeline.extract.setting import Setting
from pipeline.extract.spans import Taken
from pipeline.extract.unexplained import judged_sentences
from pipeline.extract.wording import Wording, alternation
from pipeline.pack import Term

_PLACE = rf"(?P<place>{WORD}(?: (?:(?:and|upon|on|of|the) ){{0,2}}{WORD}){{0,3}})"
_BESIDE = re.compile(
    rf"\b(?:[Nn]eighbouring|[Nn]earby|[Nn]ext-door) {_PLACE}"
    r"(?=(?:, which [^,.;\n]{3,60},)? (?:is|was|were|has|had|remains|requires|got)\b)"
)
""" "Neighbouring Elmbridge is rated outstanding"."""
_WIDE = Wording(r"<wide-place>$")
_FEW = 40
"""Places in an article, at most: a longer row of them is a table of the country."""


def _spelt(services: str) -> list[str]:
    """The words for services as they stand in a sentence and at its head.

    >>> _spelt("adult care")
    ['adult care', 'Adult care']
    """
    return [form for service in services.split("|") for form in (service, service.capitalize())]


@lru_cache(maxsize=16)
def _patterns(services: str) -> tuple[re.Pattern[str], ...]:
    """How words for services and the place that they serve stand together."""
    words = alternation(_spelt(services))
    return (
        re.compile(rf"\b{words} (?:in|for|across) (?:the )?{_PLACE}"),
        re.compile(rf"{_PLACE}'[sS]? (?:own )?{words}\b"),
        re.compile(rf"\b[Ii]n (?:neighbouring |nearby )?{_PLACE},? (?:the )?{words}\b"),
        _BESIDE,
    )


def served(reading: Reading, setting: Setting, scan: Scan, found: list[Naming]) -> list[Naming]:
    """The places whose services are graded in the same or the next sentence, or whose neighbour's are. All are weak.

    A term of the pack says which services a body of its kind has (``serves``).
    """
    taken = Taken((naming.start, naming.end) for naming in found)
    for mention in reading.of_kind("inspectorate"):
        taken.add(mention.start, mention.end)
    places: list[Naming] = []
    for term in setting.pack.of_kind("body"):
        services = str(term.attributes.get("serves", ""))
        if services and any(scan.text.find(word) >= 0 for word in _spelt(services)):
            places += (n for n in _places(reading, setting, scan, term) if taken.add(n.start, n.end))
    return places if len(places) <= _FEW else []


def _places(reading: Reading, setting: Setting, scan: Scan, term: Term) -> Iterator[Naming]:
    """The places of the services of one kind of body."""
    judged = judged_sentences(reading, setting)
    for pattern in _patterns(str(term.attributes["serves"])):
        for match in pattern.finditer(scan.text):
            start, end = match.span("place")
            while scan.words.opens(scan.text[start:end].partition(" ")[0]) and " " in scan.text[start:end]:
                start += len(scan.text[start:end].partition(" ")[0]) + 1
            index = reading.sentence_index(start)
            near = index in judged or index + 1 in judged
            if near and reading.is_story(start) and _is_place(scan, start, end):
                yield Naming(start, end, term, True)


def _is_place(scan: Scan, start: int, end: int) -> bool:
    """Whether the words may name the area of one body: no country, no body with a noun."""
    words = scan.text[start:end].split(" ")
    if not any(map(scan.tells, words)) or any(word in scan.words.foreign for word in words):
        return False
    if any(word.isupper() and f" {word.capitalize()}" not in scan.text for word in words):
        return False
    named = any(map(scan.words.is_role, words)) or words[-1] in scan.words.after
    return not (named or scan.words.opens(words[0]) or _WIDE.search(scan, start, end))
