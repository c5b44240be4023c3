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
    spoken = {span: pack for span, packs in speaking.items() if (pack := _other(reading, setting, span, packs))}
    if not spoken:
        return {}
    found: dict[str, list[Span]] = {}
    for span, pack in _owned(reading, setting, speaking, spoken):
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


def _other(reading: Reading, setting: Setting, span: Span, packs: set[str]) -> str | None:
    """The pack of the other inspectorate whose grade a sentence tells; None where it is one of the setting's report."""
    joint = {scale.by for scale in setting.pack.scales}
    if setting.pack.id in packs or packs & joint:
        return None
    graded = (pack for pack in sorted(packs) if within(reading.hits("grade", frozenset({pack})), span))
    return next((pack for pack in graded if _bodies(reading, setting._replace(pack=reading.lexicon.packs[pack]))), None)


def _bodies(reading: Reading, setting: Setting) -> list[Span]:
    """Where bodies of the setting's inspectorate are named in full."""
    return [Span(body.start, body.end) for body in named(reading, setting) if not body.weak]


def _owned(
    reading: Reading, setting: Setting, speaking: dict[Span, set[str]], spoken: dict[Span, str]
) -> Iterator[tuple[Span, str]]:
    """The sentences of other inspectorates, each with its pack."""
    others = dict.fromkeys(spoken.values())
    inspected = {
        p: _bodies(reading, setting._replace(pack=reading.lexicon.packs[p])) for p in (setting.pack.id, *others)
    }
    ours = inspected[setting.pack.id]
    owner, lasting = "", False
    for span in reading.sentences:
        theirs = next((p for p in others if any(body not in ours for body in within(inspected[p], span))), "")
        back = setting.pack.id in speaking.get(span, ()) or (within(ours, span) and not theirs)
        begins = span.start == reading.line_at(span.start).start
        if span in spoken:
            owner, lasting = spoken[span], theirs == spoken[span]
        elif back or (begins and not lasting):
            owner = ""
        if owner:
            yield span, owner
