"""Which areas of inspection the text names or paraphrases."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.lexicon import Mention
from pipeline.extract.reading import Reading, Span
from pipeline.extract.setting import Setting, ranked_frameworks
from pipeline.extract.wording import Wording
from pipeline.pack import Pack, Term
from pipeline.pieces import Pieces
from pipeline.record import Area


class AreaHit(NamedTuple):
    """Words that name an area. ``strong`` names count wherever they stand, others only in a grade frame or a list."""

    start: int
    end: int
    id: str
    strong: bool


def area_hits(reading: Reading, setting: Setting, kinds: frozenset[str] = frozenset()) -> list[AreaHit]:
    """The areas named by a form of the setting's pack, in text order, longest first where they overlap.

    They are those of the frameworks for the setting's kind of body and for the ``kinds`` of others that are named.
    """
    hits: list[AreaHit] = []
    covered = 0
    known = _areas_for(setting.pack, kinds | {setting.kind} if setting.kind else frozenset())
    named = [(m, terms) for m in reading.of_kind("area") if (terms := _candidates(m, setting.pack.id, known))]
    by_start = {(m.start, m.end): terms for m, terms in named}
    for mention, _ in named:
        if mention.start < covered:
            continue
        covered = _two_areas(mention, by_start, reading.text, setting) or mention.end
        terms = by_start[mention.start, covered]
        area = likeliest([term.id for term, _ in terms], setting)
        strong = not all(weak for _, weak in terms)
        if strong or not (
            _OWNS.match(reading.text, covered) or _LIVE_IN.search(reading, max(0, mention.start - 48), mention.start)
        ):
            hits.append(AreaHit(mention.start, covered, area, strong))
    return hits


_LIVE_IN = Wording(r"\b<place-for> for (?:[\w-]+,? ){0,3}$")
""" "A care home for older people": whom a place is for."""
_OWNS = re.compile(r"(?:[’']s|(?<=s)[’']) \w")
""" "People's skills": an everyday word that only says whose something is."""


def _two_areas(
    mention: Mention, others: dict[tuple[int, int], list[tuple[Term, bool]]], text: str, setting: Setting
) -> int:
    """Where the first of two areas ends that a longer form of an older framework joins by "and"; 0 if it is one area.

    "Investigating crime and managing offenders" was one question in 2015 and is two areas now.
    """
    for joint in _JOINT.finditer(text[mention.start : mention.end]):
        left = others.get((mention.start, mention.start + joint.start()))
        right = others.get((mention.start + joint.end(), mention.end))
        if left and right and not all(weak for _, weak in left) and not all(weak for _, weak in right):
            first = likeliest([term.id for term, _ in left], setting)
            second = likeliest([term.id for term, _ in right], setting)
            whole = likeliest([term.id for term, _ in others[mention.start, mention.end]], setting)
            if (
                first != second
                and whole in (first, second)
                and likeliest_only(first, setting)
                and likeliest_only(second, setting)
            ):
                return mention.start + joint.start()
    return 0


_JOINT = re.compile(r" (?:and|&) ")


def _candidates(mention: Mention, pack: str, known: frozenset[str]) -> list[tuple[Term, bool]]:
    return [(s.term, s.weak) for s in mention.kinds["area"] if s.pack == pack and (s.term.id in known or not known)]


@lru_cache(maxsize=256)
def _areas_for(pack: Pack, kinds: frozenset[str]) -> frozenset[str]:
    """The areas of the frameworks for bodies of the ``kinds``; empty, that is any, where the kinds are not known."""
    return frozenset(
        area
        for framework in pack.frameworks
        if kinds and (not framework.kinds or not kinds.isdisjoint(framework.kinds))
        for area in ("overall", *framework.areas, *framework.ungraded, *framework.services)
    )


def likeliest(ids: list[str], setting: Setting, date: str = "") -> str:
    """Of several areas that share a name, the one whose framework is nearest to the date."""
    if len(ids) == 1:
        return ids[0]
    order = _framework_order(setting.pack, date or setting.date, setting.kind)
    return min(ids, key=lambda area: order.get(area, len(order)))


@lru_cache(maxsize=4096)
def _framework_order(pack: Pack, date: str, kind: str) -> dict[str, int]:
    order: dict[str, int] = {}
    for rank, framework in enumerate(ranked_frameworks(pack, date, kind)):
        for area in (*framework.areas, *framework.ungraded, *framework.services):
            order.setdefault(area, rank)
    return order


class Near(NamedTuple):
    """The ``tokens`` rules of a pack: the area of each rule and its places as bits, and the rule and the place in it
    that a word fills, by the word (``whole``), or by the first two letters of what it begins with, beside that
    (``stems``)."""

    areas: list[tuple[str, int]]
    whole: dict[str, list[tuple[int, int]]]
    stems: dict[str, list[tuple[str, tuple[int, int]]]]


@lru_cache(maxsize=64)
def _near_rules(pack: Pack) -> Near:
    near = Near([], {}, {})
    for term in pack.of_kind("area"):
        for group in term.tokens:
            for slot, alternatives in enumerate(group):
                for word in alternatives.lower().split("|"):
                    stem, place = word.rstrip("*"), (len(near.areas), slot)
                    if stem == word:
                        near.whole.setdefault(word, []).append(place)
                    else:
                        near.stems.setdefault(stem[:2], []).append((stem, place))
            near.areas.append((term.id, (1 << len(group)) - 1))
    return near


REACH = 70
"""How many characters the words of a ``tokens`` group may be apart, first to last."""


def near_hits(text: str, span: Span, taken: Iterable[tuple[int, int]], setting: Setting) -> Iterator[AreaHit]:
    """The areas paraphrased in ``span`` by words that stand near each other, outside the spans already taken."""
    covered = list(taken)
    near = _near_rules(setting.pack)
    for rule, slots in sorted(_filled(text, span, setting.pack).items()):
        area, _ = near.areas[rule]
        for start, end in _together(text, span, slots) if likeliest_only(area, setting) else ():
            if all(end <= s or start >= e for s, e in covered):
                first = _opening(text, start, max((e for _, e in covered if e <= start), default=span.start))
                covered.append((first, end))
                yield AreaHit(first, end, area, strong=False)


Slots = dict[int, list[tuple[int, int]]]
"""The words of a stretch that fill a place of a rule: place -> spans."""


def _filled(text: str, span: Span, pack: Pack) -> dict[int, Slots]:
    """The rules of which every place is filled by a word of ``span``."""
    places: dict[int, int] = {}
    fits = _fits(pack)
    for filling in filter(None, map(fits.__getitem__, _WORDS.findall(text, *span))):  # most words fill none
        for rule, slot in filling:
            places[rule] = places.get(rule, 0) | 1 << slot
    areas = _near_rules(pack).areas
    filled: dict[int, Slots] = {rule: {} for rule, bits in places.items() if bits == areas[rule][1]}
    for match in _WORDS.finditer(text, *span) if filled else ():  # few sentences fill a rule: where, is asked last
        for rule, slot in fits[match.group()]:
            if rule in filled:
                filled[rule].setdefault(slot, []).append(match.span())
    return filled


@lru_cache(maxsize=64)
def _fits(pack: Pack) -> Pieces[tuple[tuple[int, int], ...]]:
    """The rules of a pack, and the places in them, that a word fills, by the words as they are met."""
    near = _near_rules(pack)

    def fits(written: str) -> tuple[tuple[int, int], ...]:
        word = written.lower()
        begun = [place for stem, place in near.stems.get(word[:2], ()) if word.startswith(stem)]
        return (*near.whole.get(word, ()), *begun)

    return Pieces(fits, most=16_384)


_WORDS = re.compile(r"[A-Za-z0-9][\w-]*")


def likeliest_only(area: str, setting: Setting) -> bool:
    """Whether the framework in force has the area: paraphrases are not read into frameworks of other years."""
    ranked = setting.frameworks()
    return bool(ranked) and any(area in (*f.areas, *f.services) for f in ranked[:3])


def _together(text: str, span: Span, slots: Slots) -> Iterator[tuple[int, int]]:
    """The stretches in which every place of a rule is filled, each from a word of its first place to the nearest
    others."""
    for first in slots[0]:
        found = [first]
        for slot in range(1, len(slots)):
            nearest = min(slots[slot], key=lambda s: abs(s[0] - first[0]))
            if abs(nearest[0] - first[0]) > REACH:
                break
            found.append(nearest)
        else:
            start, end = min(found)[0], max(e for _, e in found)
            if not _BREAK.search(text, start, end):
                yield start, _with_sibling(text, end, span.end, slots)


_OPENING = re.compile(
    r"(?:\b(?:at|for|in|on|over|of|and)|[,;:]) "
    r"((?:how|the (?:way|time|speed|manner)|(?:its|their) \w+|\w+ing)"
    r"(?: (?:fire and rescue|(?!(?:and|but|while|is|was|are|were)\b)[\w'’-]+)){0,4} )$"
)


def _opening(text: str, start: int, floor: int) -> int:
    """Where a paraphrase begins with the words that lead to it: "[its efforts to] prevent crime"."""
    opening = _OPENING.search(text[max(floor, start - 45) : start])
    return start - len(opening.group(1)) if opening else start


_BREAK = re.compile(r"[.;:()]|, | [–—-] | and | but ")
_SIBLING = re.compile(r" (?:and|or) (\w+)\b")


def _with_sibling(text: str, end: int, limit: int, slots: Slots) -> int:
    """The end of a paraphrase with a second noun of the same kind: "treats its officers [and staff]"."""
    sibling = _SIBLING.match(text, end, limit)
    if sibling and any(sibling.span(1) in spans for slot, spans in slots.items() if slot):
        return sibling.end()
    return end


_MOST_LETTERS = 4
"""How much longer or shorter a misspelling may be than the name."""
ALIKE = 0.88
"""How alike (difflib's ratio) words must be to an area's name to be a misspelling of it."""


@lru_cache(maxsize=64)
def _names_by_opening(pack: Pack) -> dict[str, list[tuple[str, str, int]]]:
    """The longer names of areas, lower case, with their ids and how many words they have more than one, by their first
    three letters."""
    names: dict[str, list[tuple[str, str, int]]] = {}
    for term in pack.of_kind("area"):
        for form in {form.lower() for form in (*term.forms, *term.weak) if len(form) >= 8}:
            names.setdefault(form[:3], []).append((form, term.id, len(form.split()) - 1))
    return {opening: sorted(found) for opening, found in names.items()}


def misspelt(text: str, span: Span, taken: Iterable[tuple[int, int]], setting: Setting) -> Iterator[AreaHit]:
    """The areas whose name is misspelt or misquoted in ``span`` ("developing a positive workspace",
    "responsivness")."""
    covered = list(taken)
    names = _names_by_opening(setting.pack)
    words = [m.span() for m in _WORDS.finditer(text, span.start, span.end)]
    for place, (start, _) in enumerate(words):
        for form, area, more in names.get(text[start : start + 3].lower(), ()):
            end = words[place + more][1] if place + more < len(words) else start
            if abs(end - start - len(form)) > _MOST_LETTERS or any(start < e and s < end for s, e in covered):
                continue
            if likeliest_only(area, setting) and _alike(text[start:end].lower(), form):
                covered.append((start, end))
                yield AreaHit(start, end, area, strong=False)


@lru_cache(maxsize=4096)
def _alike(words: str, form: str) -> bool:
    if words.rstrip("s") == form.rstrip("s") or words.startswith(form):  # a singular, or "behavioural"
        return False
    matcher = SequenceMatcher(None, words, form, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


_SAME_PHRASE = re.compile(r" +(?:(?:of|to|the|its|their|current|manage|how|work) +|\w+['’]s +)*")


def joined(hits: list[AreaHit], text: str, apart: frozenset[str]) -> list[AreaHit]:
    """Neighbours of one noun phrase as one hit ("use of resources to manage demand"): the strong one's area,
    else the longer's.
    Those in ``apart`` (services, which have areas of their own) and the whole body stay by themselves."""
    if len(hits) < 2:
        return hits
    out: list[AreaHit] = []
    for hit in hits:
        before = out[-1] if out else None
        if before and before.start <= hit.start < before.end:
            out[-1] = before if before.end - before.start >= hit.end - hit.start else hit
        elif (
            before
            and _SAME_PHRASE.fullmatch(text, before.end, hit.start)
            and not ((before.strong and hit.strong) or {before.id, hit.id} & {*apart, "overall"})
        ):
            better = max(before, hit, key=lambda h: (h.strong, h.end - h.start))
            out[-1] = AreaHit(before.start, hit.end, better.id, better.strong)
        else:
            out.append(hit)
    return out


def _as_graded(hit: AreaHit, graded: dict[str, list[tuple[int, int]]], setting: Setting, reading: Reading) -> str:
    """The area of a hit; of several that share its words, the one that was graded. A name of one area is no everyday
    word for another."""
    if hit.id in graded:
        return hit.id
    shared = reading.terms(hit.start, hit.end, "area", setting.pack.id)
    words = reading.text[hit.start : hit.end].lower()
    fitting = (term.id for term in shared if not (hit.strong and words in term.weak))
    return next((area for area in fitting if area in graded), hit.id)


_OF_A_TEAM = Wording(r" <team>\b")
""" "Its protecting vulnerable people unit": who works there, and no area of inspection."""


def areas(
    hits: list[AreaHit], graded: dict[str, list[tuple[int, int]]], setting: Setting, reading: Reading
) -> list[Area]:
    """The areas of the record: every strong mention, and those that a grade was bound to (``graded``: id -> spans)."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for hit in hits:
        area = _as_graded(hit, graded, setting, reading)
        if area != "overall" and (area in graded or (hit.strong and not _OF_A_TEAM.match(reading, hit.end))):
            spans.setdefault(area, []).append((hit.start, hit.end))
    for area, found in graded.items():
        if area != "overall":
            spans.setdefault(area, []).extend(span for span in found if span not in spans.get(area, []))
    labels = setting.pack.labels_of_areas
    values = [
        Area(
            id=area,
            label=labels.get(area, area),
            graded=area in graded,
            evidence=[reading.evidence(start, end) for start, end in sorted(set(found))],
            rule="areas/graded" if area in graded else "areas/named",
        )
        for area, found in spans.items()
    ]
    return sorted(values, key=lambda value: (value.evidence[0].start, value.id))
