"""Which bodies the text names: forces, services, schools; by official name, alias or short name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extract.open_bodies import open_names
from pipeline.extract.reading import Hit, Reading, Span
from pipeline.extract.setting import Setting
from pipeline.extract.spans import Taken
from pipeline.extract.wording import Wording
from pipeline.record import Body, Evidence

_FOLLOWED_BY_NAME = re.compile(r"[’']?s? (?=[A-Z][a-z])")
_PRECEDED_BY_NAME = re.compile(r"(?:^|[^\w.!?:;,“”\"‘’'\n ]|(?<=[a-z])) ?([A-Z][a-z]+) $")
_COMPASS = re.compile(r"\b(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Mm]id|[Nn]ew|[Ii]n and around) $")
_ANAPHOR = Wording(
    r"[Tt]h(?<!\w..)(?:e|is) (?i:(<stands-for-body>))\b(?! [A-Z])"
    r"|[Aa]t (?<!\w...)(trust)[ -]level\b"
    r"|The (?<!\w....)(<stands-for-force>)"
    r"(?=,? (?:too,? )?(?:was|is|has|had|got|gets|fared|remains?|stays?|did|does)\b)"
)
""" "The trust"; "the city" as what is graded, where the name of a body has it."""


class Named(NamedTuple):
    """A mention of a body of the setting's pack: the words, its official name, and whether it is a bare place name."""

    start: int
    end: int
    name: str
    id: str
    kind: str
    weak: bool


def named(reading: Reading, setting: Setting) -> list[Named]:
    """The mentions of the bodies that the setting's inspectorate inspects, in text order."""
    found = []
    for hit in reading.hits("body", setting.ids()):
        if hit.term.attributes.get("outside") or (hit.weak and not _stands_alone(reading.text, hit)):
            continue
        kind = str(hit.term.attributes.get("kind", setting.pack.body_kind))
        found.append(Named(hit.start, hit.end, hit.term.label, hit.term.id, kind, hit.weak))
    return _together(found, _open(reading, setting))


def _open(reading: Reading, setting: Setting) -> list[Named]:
    """The mentions of bodies of open classes: they are known only by their names in the article."""
    return [
        Named(start, end, name, slug(name), kind or setting.pack.body_kind, weak)
        for start, end, name, kind, weak in open_names(reading, setting)
    ]


def _together(listed: list[Named], fitting: list[Named]) -> list[Named]:
    """Both in text order. Where they overlap, the official name stands, but a place name gives way."""
    taken = Taken()
    by_rank = [*(m for m in listed if not m.weak), *fitting, *(m for m in listed if m.weak)]
    return sorted(mention for mention in by_rank if taken.add(mention.start, mention.end))


def _stands_alone(text: str, hit: Hit) -> bool:
    """Whether a place name is not part of a longer name ("Kent County Council", "Essex Street", "East Surrey")."""
    following = _FOLLOWED_BY_NAME.match(text, hit.end)
    if following and not text.startswith(("’s", "'s"), hit.end):
        return False
    return not _COMPASS.search(text[max(0, hit.start - 14) : hit.start])


def anaphors(reading: Reading, mentions: list[Named]) -> list[Named]:
    """ "The trust", "the home": the body of that kind spoken of last, in an article that names several bodies."""
    named = [mention for mention in mentions if not mention.weak]
    if len({mention.name for mention in named}) < 2:
        return []
    found = []
    last: dict[str, tuple[int, Named | None]] = {}
    for match in _ANAPHOR.of(reading.lexicon).finditer(reading.text):
        if _names_itself(reading.text, match.end(), named):
            continue
        noun = _noun(match)
        seen, body = last.get(noun, (0, None))
        while seen < len(mentions) and mentions[seen].end <= match.start():
            meant = _is_a(noun, mentions[seen]) and not _by_the_way(reading, mentions, seen)
            body = mentions[seen] if meant else body
            seen += 1
        last[noun] = seen, body
        if body and reading.is_story(match.start()):
            found.append(Named(*match.span(), body.name, body.id, body.kind, weak=True))
    return found


_ALONG = re.compile(r"\b(?:along with|alongside|together with|as well as|unlike|compared with|such as|including)\b")


_LISTED = 6
"""Bodies in a list, at most."""


def _by_the_way(reading: Reading, mentions: list[Named], place: int) -> bool:
    """Whether a body only stands beside another one that its sentence names before: "Elm Moor was one of four jails to
    be warned, along with HMP Oak and HMP Ash"."""
    start = reading.sentence_at(mentions[place].start).start
    along = _ALONG.search(reading.text, start, mentions[place].start)
    nearest = mentions[max(0, place - _LISTED) : place]
    return along is not None and any(start <= one.start < along.start() for one in nearest)


def _noun(match: re.Match[str]) -> str:
    """What a word or two stand for a body by: the noun of "the trust"."""
    return (match[1] or match[2] or match[3]).lower()


_APPOSED = re.compile(r"(?: [a-z'’-]+){0,6}, ")


def _names_itself(text: str, end: int, named: list[Named]) -> bool:
    """Whether the name stands behind the noun: "the practice across the river, Elm Surgery"."""
    index = bisect_left(named, (end,))
    return index < len(named) and _APPOSED.fullmatch(text, end, named[index].start) is not None


class Owners:
    """Whose words are. ``mentions`` are those of an article that name a body or stand for one, in text order."""

    def __init__(self, reading: Reading, mentions: Sequence[Named]) -> None:
        self.reading = reading
        self.mentions = mentions
        self.only = mentions[0] if len({mention.name for mention in mentions}) == 1 else None

    def of(self, span: Span) -> str | None:
        """The one body that the words in ``span`` name or stand for; None if they name none, or more than one.

        Where all mentions are of one body, "the trust" stands for it.
        """
        first = bisect_left(self.mentions, (span.start,))
        names = {mention.name for mention in self.mentions[first : bisect_left(self.mentions, (span.end,), first)]}
        if not names and self.only:
            anaphors = _ANAPHOR.of(self.reading.lexicon)
            nouns = map(_noun, anaphors.finditer(self.reading.text, *span))
            names = {self.only.name for noun in nouns if noun in self.only.kind or noun in self.only.name.lower()}
        return names.pop() if len(names) == 1 else None


def _is_a(noun: str, mention: Named) -> bool:
    """Whether a body is called by a noun: by its kind, or by a whole word of its name where no other kind has it."""
    if mention.kind.endswith(noun):
        return True
    return noun in mention.name.lower().split() and not (noun == "hospital" and mention.kind == "nhs-trust")


class Neighbour(NamedTuple):
    """A body of another pack of the same inspectorate, and that pack's id."""

    pack: str
    named: Named


def neighbours(reading: Reading, setting: Setting) -> list[Neighbour]:
    """The bodies that the inspectorate sees under another pack: the fire services in an article on a police force."""
    packs = {
        sense.pack
        for mention in reading.of_kind("inspectorate")
        for senses in [mention.kinds["inspectorate"]]
        if any(sense.pack == setting.pack.id and not sense.weak for sense in senses)
        for sense in senses
        if not sense.weak and sense.pack != setting.pack.id
    }
    hits = [hit for pack in sorted(packs) for hit in reading.hits("body", frozenset({pack}))]
    return [
        Neighbour(hit.pack, Named(hit.start, hit.end, hit.term.label, hit.term.id, "", weak=False))
        for hit in hits
        if not hit.weak and not hit.term.attributes.get("outside")
    ]


def bodies(mentions: list[Named], wanted: set[str], reading: Reading) -> list[Body]:
    """The bodies of the record: those in ``wanted`` (official names), with their mentions, by first mention."""
    values: dict[str, list[Named]] = {}
    for mention in mentions:
        if mention.name in wanted:
            values.setdefault(mention.name, []).append(mention)
    return [_body(name, found, reading) for name, found in values.items()]


def _body(name: str, found: list[Named], reading: Reading) -> Body:
    evidence: list[Evidence] = [reading.evidence(m.start, m.end) for m in found]
    rule = "bodies/place-name" if all(m.weak for m in found) else "bodies/name"
    return Body(id=slug(name), name=name, kind=found[0].kind, evidence=evidence, rule=rule)


def slug(name: str) -> str:
    """The id of a name: lower case, "&" as "and", hyphens between words.

    >>> slug("Devon & Cornwall Police")
    'devon-and-cornwall-police'
    """
    plain = name.lower().replace("&", " and ").replace("'", "").replace("’", "")
    return _BETWEEN.sub("-", plain).strip("-")


_BETWEEN = re.compile(r"[^a-z0-9]+")
