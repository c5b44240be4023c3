"""Whose findings a sentence tells in an article that reports those of several inspectorates: Ofsted's on a school, the
CQC's on a home two streets away."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.bodies import named
from pipeline.extract.page import within
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.setting import Setting
from pipeline.extract.wording import Wording


def elsewhere(reading: Reading, setting: Setting) -> dict[str, list[Span]]:
    """The sentences that tell what inspectorates other than the setting's found, by pack; for most articles none.
    Of a sentence in which both have judged, it is the clause of the other one.

    One names the other inspectorate alone, with a grade of its scales. Those behind it in its paragraph go on about
    it, and the paragraphs below if it names a body that only the other one inspects, until the setting's inspectorate,
    or a body of its own, is named.
    """
    speaking = _speaking(reading)
    inspected = _Inspected(reading, setting)
    spoken = {span: pack for span, packs in speaking.items() if (pack := _other(inspected, span, packs))}
    clauses = list(_clauses(reading, inspected, speaking))
    if not (spoken or clauses):
        return {}
    found: dict[str, list[Span]] = {}
    for span, pack in sorted([*_owned(inspected, speaking, spoken), *clauses]):
        found.setdefault(pack, []).append(span)
    return found


def remaining(sentences: list[Span], told: list[Span]) -> list[Span]:
    """The sentences without the stretches that are told, none of which reaches over the end of a sentence."""
    starts = {span.start: span for span in told}
    ends = {span.end: span for span in told}
    rest = []
    for one in sentences:
        start = starts[one.start].end if one.start in starts else one.start
        end = ends[one.end].start if one.end in ends and start == one.start else one.end
        rest += [Span(start, end)] if start < end else []
    return rest


_JOINT = re.compile(r"(?:[,;]|,? (?:and|but|while|whereas)) ")


def _clauses(reading: Reading, inspected: _Inspected, speaking: dict[Span, set[str]]) -> Iterator[tuple[Span, str]]:
    """Of each sentence in which the setting's inspectorate and one other judge, the clause of the other one: "The CQC
    rated its care good, and Ofsted judged its children's services outstanding"."""
    us = inspected.setting.pack.id
    for span, packs in speaking.items():
        other = next(iter(packs - {us}), "")
        if us not in packs or len(packs) != PAIR or not inspected[other]:
            continue
        named = sorted((hit.start, hit.end, pack) for pack in (us, other) for hit in _named(reading, pack, span))
        if [pack for _, _, pack in named] not in ([us, other], [other, us]):
            continue
        joints = list(_JOINT.finditer(reading.text, named[0][1], named[1][0]))
        judged = [_judges(reading, hit[1], span) for hit in named]
        if joints and all(judged):
            first = Span(span.start, joints[0].start()), named[0][2]
            second = Span(joints[0].start(), span.end), named[1][2]
            yield first if first[1] == other else second


PAIR = 2
"""Inspectorates of one sentence."""
_JUDGES = Wording(r"(?: (?:has|have|had|also|since|then|later))*,? (?:<judged>|gave|<judges>)\b")


def _judges(reading: Reading, end: int, span: Span) -> bool:
    """Whether the inspectorate whose name ends there judges something in the sentence."""
    return _JUDGES.match(reading, end, span.end) is not None


def _named(reading: Reading, pack: str, span: Span) -> list[Hit]:
    return [hit for hit in within(reading.hits("inspectorate", frozenset({pack})), span) if not hit.weak]


def _speaking(reading: Reading) -> dict[Span, set[str]]:
    """The sentences that name inspectorates, with their packs."""
    speaking: dict[Span, set[str]] = {}
    covered = 0
    for mention in reading.of_kind("inspectorate"):
        packs = {sense.pack for sense in mention.kinds["inspectorate"] if not sense.weak}
        if packs and mention.end > covered:  # "Care Inspectorate" in "Care Inspectorate Wales"
            covered = mention.end
            speaking.setdefault(reading.sentence_at(mention.start), set()).update(packs)
    return speaking


class _Inspected(dict[str, list[Span]]):
    """Where bodies of the inspectorate of a pack are named in full: looked for when a pack is first asked for."""

    def __init__(self, reading: Reading, setting: Setting) -> None:
        super().__init__()
        self.reading = reading
        self.setting = setting

    def __missing__(self, pack: str) -> list[Span]:
        where = self.setting._replace(pack=self.reading.lexicon.packs[pack])
        self[pack] = [Span(body.start, body.end) for body in named(self.reading, where) if not body.weak]
        return self[pack]


def _other(inspected: _Inspected, span: Span, packs: set[str]) -> str | None:
    """The pack of the other inspectorate whose grade a sentence tells; None where it is one of the setting's report."""
    ours = inspected.setting.pack
    if ours.id in packs or any(scale.by in packs for scale in ours.scales):
        return None
    hits = inspected.reading.hits
    graded = (pack for pack in sorted(packs) if within(hits("grade", frozenset({pack})), span))
    return next((pack for pack in graded if inspected[pack]), None)


def _owned(
    inspected: _Inspected, speaking: dict[Span, set[str]], spoken: dict[Span, str]
) -> Iterator[tuple[Span, str]]:
    """The sentences of other inspectorates, each with its pack."""
    reading, us = inspected.reading, inspected.setting.pack.id
    ours, shared = inspected[us], frozenset(inspected[us])
    others = dict.fromkeys(spoken.values())
    owner, lasting = "", False
    for span in reading.sentences:
        theirs = next((pack for pack in others if not shared.issuperset(within(inspected[pack], span))), "")
        back = us in speaking.get(span, ()) or (within(ours, span) and not theirs)
        begins = span.start == reading.line_at(span.start).start
        if span in spoken:
            owner, lasting = spoken[span], theirs == spoken[span]
        elif back or (begins and not lasting):
            owner = ""
        if owner:
            yield span, owner
