"""Which of the names name people: the frames that show it, and what each frame tells about the person.

A frame is what stands around a name: a title, a role, an age, a speech verb. Capitals alone are none. Examples of each,
and of what only looks like one, stand in ``tests/test_people_frames.py``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.names import Name, Names, borne, is_soft, is_trap, lone_name
from pipeline.extract.person_words import UPPER, PersonWords
from pipeline.extract.reading import Reading, Span
from pipeline.extract.roles import Role, role_after, role_before
from pipeline.extract.wording import alternation

_PLACES = (" at ", " in ", " near ", " outside ", " inside ", " on ")
_PLACING = (*_PLACES, " of ")
_THINGS_AFTER = (
    " at ", " in ", " near ", " outside ", " inside ", " on ", " out of ", " the ", " a ", " an ", " opposite ",
    " via ", "’s ", "'s ", " whose ", " v ",
)  # fmt: skip
"""What stands before a place, a thing or a part in a play that bears a person's name."""
_ENDS_OF_PROSE = ".!?…:”’\"')"
_DASH = re.compile(r" [–—-] ")
_INITIALS = re.compile(r"(?:[A-Z]\.){2,3}")
_JOINS = frozenset({" and ", ", ", " & ", ", and "})
_OPENS_FRAME = frozenset({" ", ","})
"""What a frame behind a name begins with."""
_AGENTS = frozenset({"according to", "signed by", "replaced by", "succeeded by"})
_NAMED = rf"[{UPPER}](?:[\w’'&-]|\.(?=\S))*"
"""A capitalised word: a stop that ends a sentence is no part of it."""
_LONGEST_PLAIN = 3
_LONGEST_NAMELESS = 16
_CREDIT = 50
_WORDS = re.compile(r"[\w ,’'-]+")
_LONGEST_BRINGER = 48
_LONGEST_LINK = len(" was from ")


class Sighting(NamedTuple):
    """A name in a frame: the rule that saw it, the role it gives, the organisation that the frame names beside it."""

    name: Name
    rule: str
    role: Role | None = None
    organisation: Span | None = None


class Frames(NamedTuple):
    """The patterns of the frames, matched right behind a name or searched right before it."""

    speaks: re.Pattern[str]
    party: re.Pattern[str]
    age: re.Pattern[str]
    who: re.Pattern[str]
    kin: re.Pattern[str]
    from_body: re.Pattern[str]
    of_group: re.Pattern[str]
    brought: re.Pattern[str]
    who_body: re.Pattern[str]
    bracketed: re.Pattern[str]
    subject: re.Pattern[str]
    pronoun: re.Pattern[str]


@lru_cache(maxsize=4)
def frames(vocabulary: PersonWords) -> Frames:
    """The frames for one vocabulary."""
    speech, naming = alternation(vocabulary.speech), alternation(vocabulary.naming)
    acts, parties = alternation(vocabulary.acts), alternation(vocabulary.parties)
    kin, parents = alternation((*vocabulary.kin, *vocabulary.offspring)), alternation(vocabulary.parents)
    return Frames(
        speaks=re.compile(rf",? (?:also |then |later |who |has |had )?(?:{speech}|{acts})(?!\w)| (?:{naming})(?!\w)"),
        party=re.compile(rf" \((?:{parties})(?:[,:;–-] ?[{UPPER}][^()]{{0,40}}| [A-Z][^()]{{0,40}})?\)"),
        age=re.compile(
            r",? aged \d{1,3}(?!\w)|, \d{1,3}(?=[,.;:]| from)| \((?:aged )?\d{1,3}\)| (?:was|is) \d{1,3}(?= when|[,.])"
        ),
        who=re.compile(r",? (?:who|whom|whose)\b| \(not (?:her|his|their) real name\)"),
        kin=re.compile(
            rf", (?:whose (?:own )?(?:{kin}|\w+-year-old)|an? (?:\w+ )?(?:{parents}) of"
            rf"|a (?:{alternation(vocabulary.somebody)}) (?:at|in|on|of|there|here|who|for|with))\b"
        ),
        from_body=re.compile(
            rf",? (?:is |was )?(?:from|of) (?P<body>(?:the )?[{UPPER}][^,.;:“”\"]{{2,60}}?)"
            r"(?:,?(?: (?:also|then|later|once|never|now|again|has|had|[a-z]+ly))?"
            rf" (?:who|whose|{speech}|{naming})(?!\w)"
            r"|(?:(?<=Association)|(?<=Federation)|(?<=Union))(?=[,.]| (?:were|was|is|are|and)\b))"
        ),
        of_group=re.compile(
            rf",? (?:from|of) (?:the |a )?(?:[a-z][\w’'-]* ){{0,3}}(?:{alternation(vocabulary.brings)}) "
            rf"(?P<body>[{UPPER}][\w’'&-]*(?: (?:(?:of|and|for|the) )?[{UPPER}][\w’'&-]*){{0,5}})"
        ),
        brought=re.compile(rf"\b(?:{alternation(vocabulary.brings)}) (?:[{UPPER}][\w’'&-]* ){{1,5}}$"),
        who_body=re.compile(  # not where kin are: "Ann Ray, whose father lives at Elm Court"
            rf",? (?:who|whose(?! (?:own |late |elderly |\d+-year-old )?(?:{kin})\b)) "
            r"(?!used to\b|once\b|formerly\b|previously\b)(?:(?!from )[a-z][\w’'-]* ){1,9}?"
            rf"(?P<body>{_NAMED}(?: (?:(?:of|and|&|for) )?{_NAMED})+|[{UPPER}]{{2,8}})(?![\w])"
        ),
        bracketed=re.compile(rf" \((?P<body>(?:the )?[{UPPER}][^()]{{2,60}})\)"),
        subject=re.compile(
            r" (?:has|had|was|is|will|used|did|does|would|could|cannot|knows|knew|took|went|came|left|became|joins"
            r"|joined|got|gave"
            r"|started|began|learned|showed|made|kept|met|won|ran|runs|opened)(?!\w)"
        ),
        pronoun=re.compile(
            r"[HhSs](?<!\w.)(?:(?<=[Ss])he|(?<=[Hh])(?:e|is|er|im)|(?<=h)(?:im|er)self"
            rf"|(?<=s)(?:ays|aid) the (?:{alternation(vocabulary.heads)}))\b"
        ),
    )


def sightings(reading: Reading, names: Names, vocabulary: PersonWords) -> tuple[list[Sighting], list[Name]]:
    """The names that a frame of their own shows to be people, and the full names that have none; both in text order."""
    seen: list[Sighting] = []
    left: list[Name] = []
    bodies = {mention.start for kind in ("body", "inspectorate") for mention in reading.of_kind(kind)}
    for name in sorted(names.full + [lone_name(row) for row in names.led]):
        single = len(name.words) == 1
        known = name.honorifics or name.titled or _may_be_kin(reading.text, name, vocabulary)
        if single and not (known or _speaks_and_is_aged(reading.text, name, vocabulary)):
            continue
        if is_trap(name, reading.text, vocabulary) or _is_body(reading, name, bodies):
            continue
        sighting = _single(reading, name, vocabulary) if single else _full(reading, name, vocabulary)
        if sighting is None:
            left += [] if single else [name]
        elif not _has_credit(sighting, vocabulary):
            seen.append(_shared(reading.text, seen[-1], sighting, vocabulary) if seen else sighting)
    return seen, left


def _shared(text: str, before: Sighting, sighting: Sighting, vocabulary: PersonWords) -> Sighting:
    """The sighting with the plural role of the one before, if "and" joins them: "co-heads A B and C D said"."""
    joined = sighting.role is None and text[before.name.tail : sighting.name.lead] in _JOINS
    return sighting._replace(role=before.role, rule="list") if joined and _is_plural(before, vocabulary) else sighting


def _is_plural(sighting: Sighting, vocabulary: PersonWords) -> bool:
    """Whether the title of the name is for several people: "Cllrs", "Co-headteachers"."""
    honorifics = any(vocabulary.honorifics[word].plural for word in sighting.name.honorifics)
    return honorifics or (sighting.role is not None and (sighting.role.plural or sighting.role.words.endswith("s")))


def _may_be_kin(text: str, name: Name, vocabulary: PersonWords) -> bool:
    """Whether a single word may be the given name of somebody's husband, or of one whose mother is in the story."""
    start = name.start
    before = text[max(name.row.pos, start - 14) : start].rstrip(" ,")
    return before[before.rfind(" ") + 1 :] in vocabulary.kin or text.startswith(vocabulary.whose, name.end)


def _speaks_and_is_aged(text: str, name: Name, vocabulary: PersonWords) -> bool:
    """Whether somebody with one name has a verb of speech and an age beside it: "says Ollie, 27,"."""
    aged = frames(vocabulary).age.match(text, name.tail, name.row.endpos)
    return aged is not None and is_spoken(text, name, vocabulary)


def _is_body(reading: Reading, name: Name, bodies: set[int]) -> bool:
    """Whether a pack knows the words, with the titles before them, as a body or an inspectorate: "HMI Probation".

    ``bodies`` are the offsets where such mentions begin.
    """
    if name.lead not in bodies:
        return False
    mentions = reading.mentions_at(name.lead)
    return any(end >= name.end and ("body" in kinds or "inspectorate" in kinds) for _, end, kinds in mentions)


def _has_credit(sighting: Sighting, vocabulary: PersonWords) -> bool:
    """Whether the role is of those whose names are credits."""
    return sighting.role is not None and sighting.role.head in vocabulary.credited


def _single(reading: Reading, name: Name, vocabulary: PersonWords) -> Sighting | None:
    """A single word: behind an honorific that needs no more, or where the sentence tells of kin."""
    text = reading.text
    if not (name.honorifics or name.titled):
        return _kin(text, name, vocabulary)
    if not name.honorifics and vocabulary.is_title(name.words[0]):
        return None
    role = role_before(text, name, vocabulary)
    after = role_after(text, name, vocabulary)
    alone = any(vocabulary.honorifics[word].alone for word in name.honorifics)
    spoken = role is not None and frames(vocabulary).speaks.match(text, name.tail, name.row.endpos) is not None
    pub = text[max(0, name.lead - 4) : name.lead].lower() == "the " and not after and not name.titled
    house = name.words[0] in vocabulary.traps["soft"] and not (role or after)
    if not (alone or spoken) or pub or house:
        return None
    return Sighting(name, "honorific", role or after, _from_body(text, name, vocabulary))


def _kin(text: str, name: Name, vocabulary: PersonWords) -> Sighting | None:
    """A given name alone: "her husband, Frank", "Janine, whose mother ..."."""
    role = role_before(text, name, vocabulary)
    if role is not None and role.head in vocabulary.kin:
        return Sighting(name, "kin-named", role)
    if frames(vocabulary).kin.match(text, name.end, name.row.endpos):
        return Sighting(name, "kin-clause")
    aged = _speaks_and_is_aged(text, name, vocabulary)
    return Sighting(name, "age", role_after(text, name, vocabulary)) if aged else None


def _full(reading: Reading, name: Name, vocabulary: PersonWords) -> Sighting | None:
    """Two words or more: any frame will do."""
    text = reading.text
    soft = is_soft(name, vocabulary)
    role = role_before(text, name, vocabulary)
    office = role_after(text, name, vocabulary) if role is not None and role.head in vocabulary.relations else None
    if role is not None and role.plural and _DASH.fullmatch(text, role.end, name.lead):
        role = None  # "chief constable, to most of his officers - Pat Poe"
    if role is not None and office is None and not (soft and role.plural):  # "residents of Elm Court, Oak Lodge"
        owned = role.owner and text.startswith((" who", ", who"), name.tail)  # "its chair, X, who owns Elm House"
        body = None if owned else _body_behind(text, name, vocabulary)
        return Sighting(name, "role-before", role, role.organisation or body)
    role = (_role_of_letters(name, vocabulary) if name.letters else None) or role_after(text, name, vocabulary)
    if role is not None and text.startswith(" as ", name.tail) and _is_where(text, name):
        return None
    if role is not None and not (soft and text.startswith(", its ", name.end)):
        return Sighting(name, "role-after", role, _owner_before(text, name))
    if name.letters:
        return Sighting(name, "letters")
    sure = not soft or name.words[0] in vocabulary.given
    if name.honorifics and sure and not _is_thing(text, name):
        return Sighting(name, "honorific", None, _owner_before(text, name) or _from_body(text, name, vocabulary))
    return _frame_without_title(text, name, soft, vocabulary)


def _is_where(text: str, name: Name) -> bool:
    """Whether a place stands before: "who began at Elm Derwen as a kitchen assistant"."""
    return text.endswith((*_PLACES, " to "), max(name.row.pos, name.lead - _LONGEST_NAMELESS), name.lead)


_OPENED = re.compile(r", (?:who|which) [^,.;:“”\"]{1,80}$")


def _ends_clause(text: str, name: Name) -> bool:
    """Whether the name ends a relative clause and the verb behind the comma is of whom it tells: "Di Ray, who sings
    with Elm Park, said"."""
    return text.startswith(",", name.tail) and bool(_OPENED.search(text, max(name.row.pos, name.lead - 100), name.lead))


def _body_behind(text: str, name: Name, vocabulary: PersonWords) -> Span | None:
    """The organisation that stands behind a name whose role stands before it: ", of Anyshire,", ", head of ANYCOU,"."""
    after = role_after(text, name, vocabulary)
    return after.organisation if after else _from_body(text, name, vocabulary)


def _is_thing(text: str, name: Name) -> bool:
    """Whether an article stands before the honorific: "the Lord Raglan" is a public house."""
    before = text[max(name.row.pos, name.lead - 4) : name.lead].lower()
    return before.endswith("the ") and name.honorifics[0] in {
        "Lord",
        "Lady",
        "Sir",
        "Earl",
        "Bishop",
        "Captain",
        "Admiral",
    }


def _role_of_letters(name: Name, vocabulary: PersonWords) -> Role | None:
    letters = [word for word in name.letters if word in vocabulary.role_letters or word in vocabulary.short_roles]
    return Role(name.end + 1, name.tail, letters[0], letters[0].lower(), None) if letters else None


def _frame_without_title(text: str, name: Name, soft: bool, vocabulary: PersonWords) -> Sighting | None:
    rule = _rule_behind(text, name, soft, vocabulary)
    before = text[max(name.row.pos, name.lead - 16) : name.start]
    placing = _PLACING if rule != "who-clause" else () if name.words[0] in vocabulary.given else _PLACES
    brought = frames(vocabulary).brought.search(text, max(name.row.pos, name.lead - _LONGEST_BRINGER), name.lead)
    if brought or f" {before}".endswith(placing):  # "the charity Safe Steps Humber"
        return None
    rule = rule or _rule_before(text, name, soft, vocabulary)
    if not rule:
        return None
    return Sighting(name, rule, None, _from_body(text, name, vocabulary) or _owner_before(text, name))


def _rule_before(text: str, name: Name, soft: bool, vocabulary: PersonWords) -> str:
    """The frame that stands right before the name, or joins it to a body behind: "" if none does."""
    before = text[max(name.row.pos, name.lead - 16) : name.start]
    if is_spoken(text, name, vocabulary):
        return "spoken"
    if before.endswith("-old "):
        return "age"
    if before.endswith(("’s ", "'s ")) and before.split()[-1][:-2] in vocabulary.bodies:
        return "owner"
    return "" if soft else _sure_rule_before(text, name, before, vocabulary)


def _sure_rule_before(text: str, name: Name, before: str, vocabulary: PersonWords) -> str:
    """The same, of a name that can be no house's."""
    if before.endswith(_THANKED) and len(name.words) == len(("Una", "Quill")):
        return "thanked"
    is_named = before.endswith((" is ", " was ", " be "))
    if is_named and _SUCCESSOR.search(text, max(name.row.pos, name.lead - _CREDIT), name.lead):
        return "successor"
    return "from-body" if frames(vocabulary).from_body.match(text, name.tail, name.row.endpos) else ""


_THANKED = ("thank ", "thanked ", "thanks to ", "grateful to ")
_SUCCESSOR = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Tt]he)(?: [a-z]+)? (?:replacement|successor|predecessor) (?:is|was|will be) $"
)
""" "Her replacement is Una Quill"."""


def _rule_behind(text: str, name: Name, soft: bool, vocabulary: PersonWords) -> str:
    """The frame that stands right behind the name: an age, "who", a verb of speech; "" if none does."""
    if text[name.tail : name.tail + 1] not in _OPENS_FRAME:
        return ""
    patterns, limit = frames(vocabulary), name.row.endpos
    if patterns.age.match(text, name.tail, limit):
        return "age"
    if soft:
        return ""
    if patterns.who.match(text, name.tail, limit):
        return "who-clause"
    if patterns.party.match(text, name.tail, limit):
        return "party"
    return "speaks" if patterns.speaks.match(text, name.tail, limit) and not _ends_clause(text, name) else ""


def is_spoken(text: str, name: Name, vocabulary: PersonWords) -> bool:
    """Whether a verb of speech stands right before the name: "said", "according to", "signed by"."""
    left = text[max(name.row.pos, name.lead - 30) : name.lead].rstrip(" ,")
    last = left[left.rfind(" ") + 1 :].lower()
    if last in vocabulary.speech:
        return last not in vocabulary.addressed
    return last == "signed" or (last in {"to", "by"} and " ".join(left.split(" ")[-2:]).lower() in _AGENTS)


def _from_body(text: str, name: Name, vocabulary: PersonWords) -> Span | None:
    patterns, limit = frames(vocabulary), name.row.endpos
    behind = text[name.tail : name.tail + _LONGEST_LINK].lstrip(",")
    match: re.Match[str] | None = None
    if behind.startswith((" of ", " from ", " is from ", " was from ")):
        match = patterns.from_body.match(text, name.tail, limit) or patterns.of_group.match(text, name.tail, limit)
    elif behind.startswith(" who"):
        match = patterns.who_body.match(text, name.tail, limit)
    elif behind.startswith(" ("):
        match = patterns.bracketed.match(text, name.tail, limit)
    if match is None:
        return None
    start, end = match.span("body")
    if text.startswith(" until ", end):  # "who worked at Elm Lodge until 2021"
        return None
    stopped = end == limit or text.startswith((" ", "”", '"'), end)
    return Span(start, end - 1 if stopped and text[end - 1] == "." and text[end - 2].islower() else end)


_OWNER = re.compile(
    rf"(?:[{UPPER}][\w.&-]*(?:['’]s?)? (?:(?:of|and|&|for|the) ){{0,2}}){{0,6}}[{UPPER}][\w.&-]*['’]s? $"
)


def _owner_before(text: str, name: Name) -> Span | None:
    """The organisation whose possessive stands before the name: "the Anyshire Police Federation's Pat Example"."""
    if text[max(0, name.lead - 2)] not in "s’'":
        return None
    low = max(name.row.pos, name.lead - 80)
    match = _OWNER.search(text, low, name.lead)
    if match is None:
        return None
    words = match.group().rstrip()
    return Span(match.start(), match.start() + len(re.sub(r"['’]s?$", "", words)))


def second_look(
    reading: Reading, names: Names, seen: list[Sighting], left: list[Name], vocabulary: PersonWords
) -> list[Sighting]:
    """The names left that are people's: a pronoun says so, "Mrs" + surname, a list, or the given name alone."""
    if not left:
        return []
    framed = {sighting.name.tail: sighting for sighting in seen}
    behind = {sighting.name.lead: sighting for sighting in seen if sighting.rule == "role-after"}
    starts = [sighting.name.start for sighting in seen]
    surnames = {name.surname.casefold() for name in names.full if name.honorifics and len(name.words) == 1}
    surnames |= {s.name.surname.casefold() for s in seen if s.name.words[0].endswith(".")}
    more: list[Sighting] = []
    for name in left:
        rule = _rule_of_second_look(reading, name, starts, surnames, vocabulary)
        listed = None if rule else _listed(reading.text, name, framed, vocabulary)
        if not rule and listed is None:
            listed = _first_of_two(reading.text, name, behind, vocabulary)
        if rule:
            more.append(Sighting(name, rule))
        elif listed is not None:
            more.append(Sighting(name, "list", listed.role, listed.organisation))
            framed[name.tail] = more[-1]
    given = [name for name in left if _begins_as_people_do(reading, name, vocabulary)]
    if given:
        taken, things = {s.name.start for s in more}, borne(names, reading.text, given, vocabulary)
        free = [name for name in given if name.start not in taken and name.words[:2] not in things]
        text = reading.text
        more += [Sighting(name, "given-name", None, _from_body(text, name, vocabulary)) for name in free]
    return more


def _begins_as_people_do(reading: Reading, name: Name, vocabulary: PersonWords) -> bool:
    """Whether the name begins with a given name or initials, and stands in prose, where no thing named so does."""
    words, text = name.words, reading.text
    first = words[0].partition("-")[0]
    if first not in vocabulary.given and not _INITIALS.fullmatch(first):
        return False
    if not 1 < len(words) <= _LONGEST_PLAIN or words[-1] in vocabulary.traps["soft"] or words[:2] in vocabulary.borne:
        return False
    before = f" {text[max(name.row.pos, name.lead - 16) : name.lead].lower()}"
    prose = text[name.row.endpos - 1] in _ENDS_OF_PROSE
    thing = name.row[0].isupper() or before.endswith(_THINGS_AFTER)
    return prose and not thing and not _is_credited(text, name, vocabulary)


def _is_credited(text: str, name: Name, vocabulary: PersonWords) -> bool:
    """Whether a word beside the name says that he or she made the page: "our reporter", "is a freelance journalist"."""
    before = text[max(name.row.pos, name.lead - _LONGEST_NAMELESS) : name.lead].split()
    behind = _WORDS.match(text, name.tail, min(name.row.endpos, name.tail + _CREDIT))
    words = [*before[-1:], *(behind[0].replace(",", " ").split() if behind else ())]
    return not vocabulary.nameless.isdisjoint(words)


def _rule_of_second_look(
    reading: Reading, name: Name, starts: list[int], surnames: set[str], vocabulary: PersonWords
) -> str | None:
    if name.surname.casefold() in surnames:
        return "surname-with-honorific"
    if len(name.words) > _LONGEST_PLAIN or is_soft(name, vocabulary):
        return None
    patterns, text = frames(vocabulary), reading.text
    sentence = reading.sentence_index(name.start)
    opens = reading.sentences[sentence].start == name.lead or text[max(0, name.lead - 2) : name.lead] == ", "
    if not opens or not patterns.subject.match(text, name.tail, name.row.endpos):
        return None
    end = reading.sentences[min(sentence + 2, len(reading.sentences) - 1)].end
    pronoun = patterns.pronoun.search(text, name.tail, end)
    following = bisect_left(starts, name.start)
    nobody_between = pronoun is not None and (following == len(starts) or starts[following] > pronoun.start())
    return "pronoun" if nobody_between else None


def _first_of_two(text: str, name: Name, behind: dict[int, Sighting], vocabulary: PersonWords) -> Sighting | None:
    """The sighting of the name behind "and", where both share a plural role behind them: "A and B, the co-heads of C".

    ``behind`` are the sightings by the offset of their names.
    """
    sighting = behind.get(name.tail + len(" and "))
    joined = sighting is not None and text.startswith(" and ", name.tail)
    return sighting if sighting is not None and joined and _is_plural(sighting, vocabulary) else None


def _listed(text: str, name: Name, framed: dict[int, Sighting], vocabulary: PersonWords) -> Sighting | None:
    """The sighting of the name before, where both share one plural title: "Cllrs Penn and Ames".

    ``framed`` are the sightings by the offset behind their names.
    """
    if name.lead != name.start:
        return None
    for join in _JOINS:
        sighting = framed.get(name.lead - len(join))
        if sighting is not None and text.endswith(join, 0, name.lead):
            return sighting if sighting.rule == "list" or _is_plural(sighting, vocabulary) else None
    return None
