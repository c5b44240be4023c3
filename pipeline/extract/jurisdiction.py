"""Whose findings a sentence tells in an article that reports those of several inspectorates: Ofsted's on a school, the
CQC's on a home two streets away."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.extract.bodies import named
from pipeline.extract.page import within
from pipeline.extract.reading import Reading, Span
from pipeline.extract.setting import Setting


def elsewhere(reading: Reading, setting: Setting) -> dict[str, list[Span]]:
    """The sentences that tell what inspectorates other than the setting's found, by pack; for most articles none.

    One names the other inspectorate alone, with a grade of its scales. Those behind it in its paragraph go on about
    it, and the paragraphs below if it names a body that only the other one inspects, until the setting's inspectorate,
    or a body of its own, is named.
    """
    speaking = _speaking(reading)
    inspected = _Inspected(reading, setting)
    spoken = {span: pack for span, packs in speaking.items() if (pack := _other(inspected, span, packs))}
    if not spoken:
        return {}
    found: dict[str, list[Span]] = {}
    for span, pack in _owned(inspected, speaking, spoken):
        found.setdefault(pack, []).append(span)
    return found


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
