"""Which bodies a regulatory measure is on."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.extract.bodies import Named
from pipeline.extract.page import within
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.wording import Wording

_JOINED = re.compile(r"(?:,| and|, and| &)\s+")
_RUNS = Wording(r",? (?:which|who|that) <runs>\b[^.;]{0,30}$")
_RUN_BY = Wording(r"\b<run> by (?:the )?$")
LONGEST_LINK = 60
"""Characters between a body and the one that it is said to run, at most."""
SECTION = 600
"""Characters: how far above a measure the heading of its section may stand."""
_ON = re.compile(r" (?:on|against|to) (?:the )?")
_PROVIDER = Wording(r"\b<runner>,? (?:the )?$")
NEAR = 300
"""Characters: what is said of a body that is not named is said of the last one named so near, if there is one."""
_CAME = re.compile(r"\b(?:from|left|joined|joins|near|unlike) (?:the )?$")
_OTHERS = re.compile(r"The (?:other|rest|remaining)\w*(?: \w+){0,3} (?:are|is)\b")


def bodies_under(reading: Reading, hit: Hit, mentions: list[Named], principal: str) -> tuple[str, ...]:
    """The bodies that a measure is on: those listed before it in its sentence, else one after it, else the last one
    named a little before, else that of the heading above, else the principal.

    A company that only runs the body is not meant, but a trust is, on which the measure is served. Where the next
    sentence tells who "the others" are, they are too.
    """
    place = reading.sentence_index(hit.start)
    inside = inspected(within(mentions, reading.sentence_at(hit.start)), reading)
    before = [m for m in inside if m.end <= hit.start]
    if not inside and (trust := _the_trust(reading, hit, mentions)):
        return (trust,)
    if not inside:
        near = inspected(within(mentions, Span(hit.start - NEAR, hit.start)), reading)
        spoken_of = [m for m in near if not _CAME.search(reading.text, max(0, m.start - 20), m.start)]
        body = spoken_of[-1].name if spoken_of else _of_section(reading, hit, mentions) or principal
        return (body,) if body else ()
    served = next((m for m in within(mentions, reading.sentence_at(hit.start)) if m.start >= hit.end), None)
    if served and served.kind == "nhs-trust" and _ON.fullmatch(reading.text, hit.end, served.start):
        return (served.name,)
    names = _listed(before, reading.text) if before else [inside[0].name]
    if 0 <= place + 1 < len(reading.sentences) and _OTHERS.match(reading.text, reading.sentences[place + 1].start):
        names += [m.name for m in within(mentions, reading.sentences[place + 1])]
    return tuple(dict.fromkeys(names))


_TRUST = re.compile(r"(?:^|\b[Tt]he |\b[Hh]ospital |\bNHS )[Tt]rust\b(?! [A-Z])")
_AROUND = 1500
"""Characters around a measure in which "the trust" is named."""


def _the_trust(reading: Reading, hit: Hit, mentions: list[Named]) -> str:
    """The trust that the sentence of a measure is about, of several bodies: "Trust served with warning notice"; ""
    unless there is just one around."""
    sentence = reading.sentence_at(hit.start)
    if not _TRUST.search(reading.text[sentence.start : hit.start]):
        return ""
    around = within(mentions, Span(max(0, hit.start - _AROUND), hit.start + _AROUND))
    trusts = {mention.name for mention in around if mention.kind == "nhs-trust"}
    return trusts.pop() if len(trusts) == 1 else ""


def _of_section(reading: Reading, hit: Hit, mentions: list[Named]) -> str:
    """The body that a heading above a measure, nothing but a name, says that its section is about; else ""."""
    above = reversed(within(mentions, Span(max(0, hit.start - SECTION), hit.start)))
    return next((m.name for m in above if reading.line_at(m.start) == (m.start, m.end)), "")


def operators(mentions: list[Named], reading: Reading) -> dict[str, str]:
    """The bodies that another one is said to run, with that one: "X, which runs Y"."""
    return {
        right.name: left.name
        for left, right in pairwise(mentions)
        if right.start - left.end < LONGEST_LINK and _RUNS.search(reading, left.end, right.start)
    }


def inspected(inside: list[Named], reading: Reading) -> list[Named]:
    """The bodies of a sentence without those that are named as the provider of another."""
    providers = {left.start for left, right in pairwise(inside) if _RUNS.search(reading, left.end, right.start)}
    providers |= {m.start for m in inside if _PROVIDER.search(reading, max(0, m.start - 30), m.start)}
    providers |= {right.start for right in inside[1:] if _RUN_BY.search(reading, max(0, right.start - 30), right.start)}
    return [m for m in inside if m.start not in providers]


def _listed(before: list[Named], text: str) -> list[str]:
    """The names of the last body and of those joined to it in a list: "A, B and C"."""
    names = [before[-1].name]
    for right, left in pairwise(reversed(before)):
        if not _JOINED.fullmatch(text[left.end : right.start]):
            break
        names.insert(0, left.name)
    return names
