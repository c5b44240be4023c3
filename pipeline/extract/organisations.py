"""The organisations of people: official names where a pack knows them, and the home of a role that names none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from pipeline.extract.lexicon import Kinds, Sense
from pipeline.extract.names import Run
from pipeline.extract.person_words import STOPS, PersonWords
from pipeline.extract.reading import Reading, Span
from pipeline.extract.wording import Wording
from pipeline.record import Body

_JOINS = frozenset(
    {
        " of ",
        " and ",
        " & ",
        " for ",
        " the ",
        " of the ",
        " for the ",
        " of St ",
        "’s ",
        "'s ",
        "’ ",
        "' ",
        "’S ",
        "'S ",
        " y ",
        " yr ",
    }
)
_BRACKETED = frozenset({"VA", "VC", "RC", "CE", "CofE"})
_MOST_JOINED = 8


_KINDS = ("body", "inspectorate")
_CLAUSE = 150
_ARTICLE = re.compile(r"^(?:[Tt]he|an?) (?=\S)")
_OF = re.compile(r" (?:of|for) ")
_POSSESSIVE = re.compile(r"['’]s$")
LISTED = frozenset({"police-force", "fire-service", "inspectorate"})
_LONGEST_ARTICLE = len("The ")
_LEAST_CORE = 2
_COMMON_CORE = frozenset({"Academies", "Multi", "Multi-Academy", "Learning", "Education", "Schools", "Academy", "Care"})
"""Words of many names, which are not what is particular in one."""
_SEVERAL = 3
_SECTION = 500
_LONGEST_HEADING = 90
_STOPS = ".!?”’\"':;,"
_COUNCIL = " Council"
_NAMES = frozenset({"inspectorate", "union"})
"""Kinds of organisations whose words are names."""
_NO_INSPECTED_BODY = frozenset({"inspectorate", "other", "union"})


_OF_MONEY = re.compile(r" (?:grants?|funding)\b")
""" "It lost its Arts Council grant": of no one's home."""
_PARENT = Wording(
    r"The (?P<noun><parent-body>)\b(?!'s|’s)"
    r"(?:, (?P<name>[A-Z][\w’'&-]+(?: (?:(?:and|of|&) )?[A-Z][\w’'&-]+){0,5}), (?:is|was|has|had|said)\b)?"
)
_GOES_ON_FOR = 4
"""Sentences in which "it" may go on about what the first of them opens with, at most."""


class Organisation(NamedTuple):
    """An organisation that the text names: offsets, official name where known, and kind."""

    start: int
    end: int
    name: str
    kind: str


def resolve(reading: Reading, span: Span, kind: str) -> Organisation | None:
    """The organisation that the words of ``span`` name: official name where a pack has one, else the words themselves.

    A place stands for its force or fire service where ``kind`` says that this is meant; else it is no organisation.
    """
    text = reading.text
    known = _known(reading, span, kind)
    if known is not None:
        return known if known.name else None
    words = _ARTICLE.sub("", text[span.start : span.end].strip(" ,."))
    words = words if words.startswith("St ") else _POSSESSIVE.sub("", words)
    return Organisation(span.start, span.end, words, "") if words else None


def _known(reading: Reading, span: Span, kind: str = "") -> Organisation | None:
    """The body or inspectorate whose mention is the span. A place that is one only by the way is without a name."""
    place = None
    for mention in reading.mentions_within(span.start, span.start + _LONGEST_ARTICLE + 1):
        if abs(span.end - mention.end) > 2:
            continue
        for sense in _senses(mention.kinds):
            its_kind = str(sense.term.attributes.get("kind", sense.term.kind))
            if not sense.weak or its_kind == kind:
                return Organisation(mention.start, mention.end, sense.term.label, its_kind)
            place = Organisation(mention.start, mention.end, "", its_kind)
    return place


def _senses(kinds: Kinds) -> list[Sense]:
    """The senses that are bodies or inspectorates."""
    return [sense for kind, senses in kinds.items() if kind in _KINDS for sense in senses]


def is_organisation(reading: Reading, span: Span, vocabulary: PersonWords) -> bool:
    """Whether the words of the span are plainly an organisation: known, an acronym, or named as bodies are."""
    name = _ARTICLE.sub("", reading.text[span.start : span.end])
    words, kinds = name.split(), vocabulary.organisation_words
    last, head = words[-1], _OF.split(name, 1)[0].split()[-1]  # "Royal College of Elms"
    if last in kinds or words[0] in kinds or head in kinds:
        return True
    acronym = last.isupper() and 1 < len(last) < 9 and last not in vocabulary.short_roles
    return acronym or _known(reading, span) is not None


_start = attrgetter("start")


class Place(NamedTuple):
    """Where a role stands: its offset, its sentence and its line, and its words."""

    position: int
    sentence: Span
    line: Span
    role: frozenset[str]


class Group:
    """The organisations of some kinds (``all``), in text order; what else is to be told of them is told when asked."""

    def __init__(self, reading: Reading, members: list[Organisation]) -> None:
        self._reading = reading
        self.all = members

    @cached_property
    def headed(self) -> list[Organisation]:
        """Those that head the parts of a round-up; none if it is none."""
        headed = [o for o in self.all if _is_heading(self._reading, o)]
        return headed if len({o.name for o in headed}) > 1 else []

    @cached_property
    def main(self) -> Organisation | None:
        """The one that the article names most; None where it is about several."""
        counts = Counter([o.name for o in self.all])
        if not 0 < len(counts) < _SEVERAL:
            return None
        name = max(counts, key=lambda name: counts[name])
        return next(o for o in self.all if o.name == name)


def _employer(body: Body) -> str:
    """Whose people speak for a body: the council, where the body is its partnership with others."""
    named = [span.quote for span in body.evidence if span.quote.endswith(_COUNCIL)]
    return max(named, key=len) if named and body.kind == "local-authority" and _COUNCIL not in body.name else body.name


def _is_heading(reading: Reading, organisation: Organisation) -> bool:
    """Whether it stands at the beginning of a short line without a stop, its number apart."""
    text, start = reading.text, organisation.start
    line = reading.line_at(start)
    if text[line.start : start].strip(" 0123456789.)"):
        return False
    return line.end - line.start < _LONGEST_HEADING and text[line.end - 1] not in _STOPS


class Directory:
    """The organisations that an article names: looked up when a role asks for its home, and once."""

    def __init__(self, reading: Reading, rows: list[Run], vocabulary: PersonWords, bodies: Sequence[Body] = ()) -> None:
        self._reading = reading
        self._rows = rows
        self._vocabulary = vocabulary
        self._bodies = bodies
        self._official = {name for body in bodies for name in (body.name, _employer(body))}
        self._of_kinds: dict[frozenset[str], Group] = {}

    def of_kinds(self, kinds: frozenset[str]) -> Group:
        """Those of the kinds. Kinds whose bodies the packs list are not looked for by their words."""
        if kinds not in self._of_kinds:
            self._of_kinds[kinds] = Group(self._reading, self._fitting(kinds))
        return self._of_kinds[kinds]

    def _fitting(self, kinds: frozenset[str]) -> list[Organisation]:
        if kinds <= LISTED and (listed := self._known(kinds)):
            return listed
        inspected = "any" in kinds
        fitting = [o for o in self.all if o.kind in kinds or (inspected and self._is_inspected(o))]
        official = [o for o in fitting if o.name in self._official] if inspected else []
        trusts = [o for o in fitting if o.kind == "nhs-trust"] if inspected or "hospital" in kinds else []
        known = [o for o in trusts if o in official] or trusts  # rather than one of its hospitals
        return known or official or fitting

    def _is_inspected(self, organisation: Organisation) -> bool:
        return organisation.kind not in _NO_INSPECTED_BODY or organisation.name in self._official

    def _known(self, kinds: frozenset[str] | None = None) -> list[Organisation]:
        """The bodies and inspectorates of the packs (those of the kinds), by their official names."""
        text, found = self._reading.text, []
        groups = _KINDS if kinds is None or "inspectorate" in kinds else _KINDS[:1]
        mentions = [(m, sense) for group in groups for m in self._reading.of_kind(group) for sense in m.kinds[group]]
        for mention, sense in mentions:
            if not sense.weak:
                kind = str(sense.term.attributes.get("kind", sense.term.kind))
                if (kinds is None or kind in kinds) and not _is_source(text, mention.start, self._vocabulary):
                    found.append(Organisation(mention.start, mention.end, sense.term.label, kind))
        known = {(o.start, o.end) for o in found}
        found += [
            Organisation(span.start, span.end, _employer(body), body.kind)
            for body in self._bodies
            if kinds is None or body.kind in kinds
            for span in body.evidence
            if (span.start, span.end) not in known and not _is_source(text, span.start, self._vocabulary)
        ]
        return sorted(found, key=_start)

    def _is_brought(self, start: int) -> bool:
        """Whether a common noun brings the name at ``start``: "the charity Warm Hands", "a charity, Warm Hands"."""
        text = self._reading.text
        pattern = self._vocabulary.apposed if text[start - 2] == "," else self._vocabulary.brought
        return pattern.search(text, max(0, start - _CLAUSE), start) is not None

    @cached_property
    def all(self) -> list[Organisation]:
        """Those that the packs know, and those that are named as bodies are; none inside another."""
        text, rows = self._reading.text, self._rows
        words = self._vocabulary.organisation_words.keys()
        bringing = self._vocabulary.bringing
        brought = {
            start
            for row in rows
            if text.endswith(bringing, 0, start := row.start()) and self._is_brought(start)  # few are: asked first
        }
        named = [_behind_noun(text, rows, i) for i, row in enumerate(rows) if row.start() in brought] if brought else []
        named += [
            organisation
            for index, row in enumerate(rows)
            if ((name := row[0]) in words or (" " in name and not words.isdisjoint(name.split(" "))))
            and row.start() not in brought
            if (organisation := _of_row(text, rows, index, self._vocabulary)) is not None
        ]
        found = self._known() + [
            organisation for organisation in named if not _is_source(text, organisation.start, self._vocabulary)
        ]
        found = [one for one in found if not _OF_MONEY.match(text, one.end)]
        found.sort(key=lambda o: (o.start, -o.end))
        outer: list[Organisation] = []
        for organisation in found:
            if not (outer and organisation.end <= outer[-1].end):
                outer.append(organisation)
        outer = sorted([*outer, *self._by_core(outer)], key=_start)
        longer = _full_names([o.name for o in outer if o.name not in self._official])
        return [o._replace(name=longer[o.name]) if o.name in longer else o for o in outer]

    def _by_core(self, known: list[Organisation]) -> list[Organisation]:
        """The organisations where only what is particular in a name is written: "Elm Rise" of "Elm Rise Academies
        Trust"."""
        kinds = self._vocabulary.organisation_words
        cores: dict[str, Organisation] = {}
        for organisation in known if self._rows else ():
            words = organisation.name.split()
            while words and (words[-1] in kinds or words[-1] in _COMMON_CORE):
                words.pop()
            if _LEAST_CORE <= len(words) < len(organisation.name.split()):
                cores.setdefault(" ".join(words), organisation)
        taken = {organisation.start for organisation in known}
        return [
            cores[row[0]]._replace(start=row.start(), end=row.end())
            for row in (self._rows if cores else ())
            if row[0] in cores and row.start() not in taken
        ]

    def home(self, kinds: frozenset[str], place: Place) -> Organisation | None:
        """The organisation, of one of the kinds, that a role belongs to.

        One in the same sentence or line; else the last that heads what follows; else the only one of the line above;
        else the one that the article names most; where it is about several, the last before. A place may stand for its
        force ("In Anyshire, the chief constable ..."), where it comes before.
        """
        group = self.of_kinds(kinds)
        if place.role and "inspectorate" in kinds:  # "Chief Inspector of Prisons"
            fitting = [o for o in group.all if not place.role.isdisjoint(o.name.replace(",", "").split())]
            group = Group(self._reading, fitting)
        placed = kinds <= LISTED
        near = self._of_sentence(kinds, place) if placed else None
        for start, end in (place.sentence, place.line):
            within = group.all[bisect_left(group.all, start, key=_start) : bisect_left(group.all, end, key=_start)]
            within = [o for o in within if o.start < place.position or not self._is_origin(o)]
            if near or within:
                return near or min(within, key=lambda o: abs(o.start - place.position))
        if group.headed:
            return next((o for o in reversed(group.headed) if o.start < place.position), None)
        above = self._above(group, place) if group.main and not placed else None
        if above or group.main or not group.all:
            return above or group.main
        near = self._placed(kinds, max(0, place.position - _SECTION), place.position) if placed else None
        return near or next((o for o in reversed(group.all) if o.start < place.position), group.all[0])

    def _above(self, group: Group, place: Place) -> Organisation | None:
        """The only inspected body that the line above names, where the article is about two."""
        index = bisect_left(group.all, place.line.start, key=_start)
        last, text = (group.all[index - 1] if index else None), self._reading.text
        if last is None or len(self._official) < _SEVERAL - 1 or last.name not in self._official:
            return None
        line = self._reading.line_at(last.start)
        if text[line.end : place.line.start].strip():
            return None
        beside = group.all[bisect_left(group.all, line.start, key=_start) : index]
        return last if all(one.name == last.name for one in beside) else None

    def _is_origin(self, organisation: Organisation) -> bool:
        """Whether somebody comes from there or goes there: "20 officers from HMP Elm", "is leaving for HMP Elm"."""
        text = self._reading.text
        return text.startswith(" until ", organisation.end) or text.endswith(
            (" from ", " from the ", " leaving for ", " moving to ", " moves to ", " off to "), 0, organisation.start
        )

    def _of_sentence(self, kinds: frozenset[str], place: Place) -> Organisation | None:
        """The body that a place before the role stands for, or one behind a name: "who took charge at Anyshire"."""
        before = self._placed(kinds, place.sentence.start, place.position)
        if before is not None:
            return before
        clause = self._vocabulary.charge.search(
            self._reading.text, place.position, min(place.sentence.end, place.position + _CLAUSE)
        )
        return self._placed(kinds, clause.end(), clause.end() + 1) if clause else None

    def owner(self, noun: str, kinds: frozenset[str], position: int) -> Organisation | None:
        """The organisation that "the trust" or "the union" is at ``position``, the last one before whose name ends so.

        "It" (of "its chair") is the last one before, of the kinds if they are known.
        """
        if noun in self._vocabulary.watchdogs:
            fitting = self.of_kinds(frozenset({"inspectorate"})).all
        elif noun == "it":
            known = [] if kinds <= {"none", "any"} else self.of_kinds(kinds).all
            fitting = known or [o for o in self.all if o.kind != "inspectorate"]
        else:
            fitting = [o for o in self.all if o.name.split()[-1].lower() == noun]
            fitting = fitting or [o for o in self.all if o.name in self._official and o.kind.endswith(f"-{noun}")]
        before = [o for o in fitting if o.start < position]
        parent = self._parent_before(position, kinds) if noun == "it" else None
        if parent is not None:
            return parent
        subject = self._subject_before(before, position) if noun == "it" else None
        if subject is not None:
            return subject
        return before[-1] if before else next((o for o in fitting if noun != "it"), None)

    def _parent_before(self, position: int, kinds: frozenset[str]) -> Organisation | None:
        """What runs the body, where that opens what "its" goes on about: "The trust is in debt. It employs 80 people.
        Its chair, ..."; "The health board, Elm and Oak, is ..."."""
        sentences, text = self._reading.sentences, self._reading.text
        place = self._reading.sentence_index(position)
        if not text.startswith("Its ", sentences[place].start):
            return None
        first = max(0, place - _GOES_ON_FOR)
        place = next(
            (at for at in range(place - 1, first - 1, -1) if not text.startswith("It", sentences[at].start)), 0
        )
        opened = _PARENT.match(self._reading, *sentences[place])
        if opened is None:
            return None
        noun = opened["noun"].rpartition(" ")[2]
        if opened["name"]:
            return Organisation(*opened.span("name"), opened["name"], noun)
        return self.owner(noun, kinds, position)

    def before(self, start: int, end: int) -> Organisation | None:
        """The last organisation, an inspectorate too, that is named between the offsets."""
        named = [o for o in self.all if start <= o.start < end]
        return named[-1] if named else None

    def _subject_before(self, before: list[Organisation], position: int) -> Organisation | None:
        """The organisation that opens the sentence before, where a sentence opens with "its": "Elm Trust has ... at Oak
        School. Its chair, ..."."""
        sentence = self._reading.sentence_index(position)
        here = self._reading.sentences[sentence]
        if not sentence or self._reading.text[here.start : here.start + len("Its ")].lower() != "its ":
            return None
        start, end = self._reading.sentences[sentence - 1]
        apposed, text = self._vocabulary.apposed, self._reading.text
        named = [o for o in before if start <= o.start < end]
        first = (o for o in named if o.start <= start + _LONGEST_ARTICLE)
        called = (o for o in named if apposed.search(text, start, o.start))  # "A Norfolk charity, Warm Hands, ..."
        return next(called, None) or next(first, None)

    def _placed(self, kinds: frozenset[str], start: int, end: int) -> Organisation | None:
        """The body that the last mention between the offsets stands for, be it only the name of its place."""
        for mention in reversed(self._reading.mentions_within(start, end)):
            for sense in mention.kinds.get("body", ()):
                if sense.term.attributes.get("kind") in kinds:
                    return Organisation(mention.start, mention.end, sense.term.label, "")
        return None

    def full(self, words: str) -> str:
        """The fullest name in the article that begins with the words."""
        return next((o.name for o in self.all if o.name.startswith(f"{words} ")), words)


def _full_names(names: list[str]) -> dict[str, str]:
    """Short forms among the names with the first longer name that begins so: "Elm High" with "Elm High School"."""
    ordered = pairwise(sorted(set(names)))
    return {short: full for short, full in ordered if " " in short and full.startswith(f"{short} ")}


def _is_source(text: str, start: int, vocabulary: PersonWords) -> bool:
    """Whether somebody comes from there: "joined from Anyshire Police" says where a person no longer is."""
    return (
        text.endswith("from ", max(0, start - 5), start)
        and vocabulary.left.search(text, max(0, start - 40), start) is not None
    )


def _behind_noun(text: str, rows: list[Run], index: int) -> Organisation:
    """The organisation that a common noun brings: "the charity Warm Hands", whatever its words are."""
    start, end = rows[index].span()
    if index + 1 < len(rows) and text[end : rows[index + 1].start()] in {"’s ", "'s "}:
        end = rows[index + 1].end()
    return Organisation(start, end, text[start:end], "other")


def _of_row(text: str, rows: list[Run], index: int, vocabulary: PersonWords) -> Organisation | None:
    """The organisation whose name ends in the row: up to its last word for a kind of body."""
    row = rows[index]
    words = row[0].split(" ")
    kinds = vocabulary.organisation_words
    begins = kinds.get(words[0])
    if begins in {"prison", "school"} and (words[0].isupper() or words[0] == "Ysgol") and len(words) > 1:
        end = _end_in_welsh(text, rows, index)
        return Organisation(row.start(), end, text[row.start() : end], begins)
    last = len(words) - 1
    while words[last] not in kinds:
        last -= 1
    if words[0] in _BRACKETED:
        return None
    end = row.start() + len(" ".join(words[: last + 1]))
    first = index
    while (
        first and index - first < _MOST_JOINED and _joins(text, rows, first) and not _are_two(text, rows, first, kinds)
    ):
        first -= 1
    start = rows[first].start()
    opening, space, rest = text[start:end].partition(" ")
    while space and (opening.lower() in STOPS or opening in vocabulary.scopes):
        start += len(opening) + 1
        opening, space, rest = rest.partition(" ")
    name = text[start:end]
    kind = _kind_of_named(name, vocabulary)
    return Organisation(start, end, name, kind) if kind else None


_LONGEST_ADDRESS = 2
""" "Mr Hall" is a person, "Dr Bell Surgery" none."""


@lru_cache(maxsize=4096)
def _kind_of_named(name: str, vocabulary: PersonWords) -> str:
    """The kind of body that the words name; "" if they name a person's role, or only say what kind it is."""
    parts = name.split()
    if any(map(vocabulary.is_head, parts)) or (len(parts) == _LONGEST_ADDRESS and parts[0] in vocabulary.honorifics):
        return ""
    kind = vocabulary.kind_of(name)
    generic = kind not in _NAMES and vocabulary.organisation_words.keys() >= set(parts)
    return "" if generic else kind


def _end_in_welsh(text: str, rows: list[Run], index: int) -> int:
    """Where a name ends that goes on behind "y" or "yr": "Ysgol Pen y Bryn"."""
    while index + 1 < len(rows) and text[rows[index].end() : rows[index + 1].start()] in {" y ", " yr "}:
        index += 1
    return rows[index].end()


def _are_two(text: str, rows: list[Run], index: int, kinds: Mapping[str, str]) -> bool:
    """Whether "and" stands between two names that are whole: "Elm Council and Oak Council", "Elm Lane Infants and Elm
    Lane Juniors"."""
    names = [row[0].removeprefix("The ") for row in rows[index - 1 : index + 1]]
    whole = all(" " in name and name.rpartition(" ")[2] in kinds for name in names)
    return whole and text[rows[index - 1].end() : rows[index].start()] in {" and ", " & "}


def _joins(text: str, rows: list[Run], index: int) -> bool:
    """Whether the row before belongs to the same name: "of", "and" or a possessive stands between, or "(VA)"."""
    before, row = rows[index - 1], rows[index]
    gap = text[before.end() : row.start()]
    return gap in _JOINS or (gap == ") " and before[0] in _BRACKETED) or (gap == " (" and row[0] in _BRACKETED)


@lru_cache(maxsize=4096)
def home_kind(role: str, vocabulary: PersonWords) -> str | None:
    """The kind of organisation in which the role has its home; None if roles of its name are everywhere."""
    lower = role.lower().replace("’", "'")
    return next((kind for kind, pattern in vocabulary.homes if pattern.search(lower)), None)
