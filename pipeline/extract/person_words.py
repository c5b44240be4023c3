"""The words that people are named with, compiled once per lexicon from the common pack: titles, roles, verbs, traps."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.lexicon import Lexicon
from pipeline.extract.wording import alternation

UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(c) for c in range(0x100, 0x17F) if chr(c).isupper())
"""Capital letters of Latin scripts, for a character class."""
_PLAIN = r"[^\s,;:()–—“”\".?!…]+"
SPACE_TOKEN = re.compile(rf"{_PLAIN}(?:\.(?![A-Z]){_PLAIN})*|[,;:()–—“”\".?!…]")
"""Words with their inner marks, and the marks that part phrases."""
STOPS = frozenset(
    [
        "of",
        "for",
        "to",
        "at",
        "in",
        "on",
        "by",
        "with",
        "from",
        "as",
        "and",
        "or",
        "but",
        "nor",
        "the",
        "a",
        "an",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "your",
        "who",
        "whom",
        "whose",
        "which",
        "that",
        "when",
        "where",
        "while",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
        "do",
        "does",
        "did",
        "not",
        "so",
        "if",
        "than",
        "then",
        "after",
        "before",
        "since",
        "until",
        "about",
        "into",
        "over",
        "under",
        "between",
        "among",
        "during",
        "against",
        "across",
        "she",
        "he",
        "they",
        "we",
        "i",
        "it",
        "you",
        "this",
        "these",
        "those",
        "there",
        "here",
        "also",
        "now",
        "only",
        "just",
        "yet",
        "still",
        "even",
        "very",
        "too",
        "more",
        "most",
        "what",
        "why",
        "how",
    ]
)
"""Words of grammar: none of them stands inside a noun phrase that is a role."""


_PREFIX = re.compile(r"^(?:ex|co|vice|then|now|sub|non|pro)-|-(?:elect|designate)$")
_UNNAMED = frozenset({
    "common-noun", "association", "brings", "scope", "charge", "left", "kind-noun", "branch",
})  # fmt: skip
"""Lists of the kind "organisation" that are no kinds of organisations."""


class Honorific(NamedTuple):
    """What an honorific tells: a surname alone may follow, a given name may follow, several names follow, he or she.

    ``home`` is the kind of organisation that its holders chair or lead, where their role could be of any.
    """

    alone: bool
    given: bool
    plural: bool
    gender: str
    home: str


@dataclass(frozen=True, eq=False, slots=True)
class PersonWords:
    """The closed vocabularies (lower case unless they are written one way only) and the patterns made of them."""

    honorifics: dict[str, Honorific]
    heads: frozenset[str]
    plural_heads: frozenset[str]
    short_roles: frozenset[str]
    dotted_roles: tuple[str, ...]
    titles: frozenset[str]
    """All that belongs to what somebody is, in lower case; ``written_titles``: what is written one way only."""
    written_titles: frozenset[str]
    modifiers: frozenset[str]
    remits: frozenset[str]
    inspected: frozenset[str]
    """Words that tell in a role whose inspector somebody is: those in the names of inspectorates."""
    nameless: frozenset[str]
    credited: frozenset[str]
    postnominals: frozenset[str]
    role_letters: frozenset[str]
    homes: tuple[tuple[str, re.Pattern[str]], ...]
    """Kinds of organisations with the roles at home in them; "none" where the article must name the organisation."""
    organisation_words: dict[str, str]
    organisation_ends: dict[str, list[tuple[str, str]]]
    common_organisations: tuple[str, ...]
    bodies: frozenset[str]
    brings: frozenset[str]
    """Nouns that bring the bare name of an organisation."""
    bringing: tuple[str, ...]
    """How the words before such a name end."""
    brought: re.Pattern[str]
    apposed: re.Pattern[str]
    scopes: frozenset[str]
    """Capitalised words before the name of a body that are no part of it."""
    charge: re.Pattern[str]
    """The clause behind a name that says where somebody works."""
    left: re.Pattern[str]
    """Where somebody no longer is."""
    watchdogs: frozenset[str]
    """What an inspectorate is called by instead of its name."""
    kind_nouns: tuple[str, ...]
    """Common nouns before the name of an organisation: "the charity Elm Trust"; ``branches``: before "of" one."""
    branches: tuple[str, ...]
    kin: frozenset[str]
    """Kin whose given name may follow alone; ``parents``: those of whom a story tells whose parent they are;
    ``offspring``: whom a story tells somebody has."""
    parents: tuple[str, ...]
    offspring: tuple[str, ...]
    whose: tuple[str, ...]
    """What follows a given name alone where kin of somebody, or an everyday role, is told of: ", whose", ", a mother
    of", ", a carer at"."""
    seats: frozenset[str]
    """Heads whose complement is a seat, not an organisation."""
    parties: tuple[str, ...]
    awarded: frozenset[str]
    relations: frozenset[str]
    genders: dict[str, str]
    """The pronoun of heads that are said of men or of women only."""
    speech: frozenset[str]
    naming: frozenset[str]
    acts: frozenset[str]
    addressed: frozenset[str]
    somebody: tuple[str, ...]
    clips: tuple[str, ...]
    """Who speaks behind an article, without a name: "a parent"."""
    leads: frozenset[str]
    """Words, in lower case and with their comma, right behind which one word alone may name a person.

    ``lead_ends`` are the three characters that each ends in, to tell most other words soon.
    """
    lead_ends: frozenset[str]
    noun_too: frozenset[str]
    anonymous: frozenset[str]
    traps: dict[str, frozenset[str]]
    given: frozenset[str]
    """Given names."""
    borne: frozenset[tuple[str, ...]]
    """Names of people, in words, that organisations bear."""
    nobody: frozenset[str]
    """Words that alone name no person."""
    sequence: re.Pattern[str]
    furniture: re.Pattern[str]
    """Begins lines that are no story, short ones; ``tail``: nor is any line from there on."""
    thing_after: re.Pattern[str]

    def is_head(self, word: str) -> bool:
        """Whether the word alone says what somebody is: "manager", "Constable", "DCC", "commissioner-elect"."""
        lower = word.lower()
        return (
            lower in self.heads or word in self.short_roles or ("-" in lower and _PREFIX.sub("", lower) in self.heads)
        )

    def kind_of(self, organisation: str) -> str:
        """The kind of body that the end of its name shows.

        "Anyshire Hospitals NHS Trust" is an ``nhs-trust``, "Anyshire Learning Trust" is ``other``.
        """
        padded = f" {organisation}"
        ends = self.organisation_ends.get(organisation.rsplit(" ", 1)[-1], [])
        return next((kind for form, kind in ends if padded.endswith(f" {form}")), "other")

    def is_modifier(self, word: str) -> bool:
        """Whether the word may stand before a head as part of the role."""
        return word.lower() in self.modifiers or word in self.short_roles

    def is_title(self, word: str) -> bool:
        """Whether a capitalised word before a name belongs to what the person is, not to the name."""
        lower = word.lower()
        if lower in self.titles or word in self.written_titles:
            return True
        return "-" in word and (lower.endswith("-year-old") or _PREFIX.sub("", lower) in self.heads)


def _lower(*groups: Iterable[str]) -> frozenset[str]:
    return frozenset(form.lower() for group in groups for form in group)


def _honorifics(lexicon: Lexicon) -> dict[str, Honorific]:
    found = {}
    for term in lexicon.common("honorific"):
        facts = term.attributes
        honorific = Honorific(
            bool(facts.get("alone")),
            bool(facts.get("given")),
            bool(facts.get("plural")),
            str(facts.get("gender", "")),
            str(facts.get("home", "")),
        )
        for form in term.forms:
            found[form] = honorific
    return found


def _sequence(dotted: Iterable[str]) -> re.Pattern[str]:
    """Capitalised words in a row, as names are written: initials, hyphens, apostrophes, particles, dotted titles."""
    inner = r"(?:(?:[-‐/]|['’](?![sS]\b))\w+)*"
    titles = alternation({form[1:] for form in dotted})
    rest = rf"(?:(?:{titles})(?!\w)|\.(?:[{UPPER}]\.)*(?!\w)|\w*{inner})"
    first = rf"[{UPPER}](?<![\w’'-].){rest}"
    word = rf"(?:(?:al|el|an|t|d)[-'’])?[{UPPER}]{rest}"
    particles = r"(?:(?:de|da|di|du|del|della|dos|van|von|der|den|ter|la|le|ap|ab|bin|ibn|an) ){0,3}"
    return re.compile(rf"{first}(?: {particles}{word})*")


def _homes(lexicon: Lexicon) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (
            str(term.attributes.get("kind", term.id)),
            re.compile(rf"(?<!\w)(?:{alternation(term.forms)})(?:s|-elect)?(?!\w)"),
        )
        for term in lexicon.common("role-home")
    )


def _by_last_word(organisations: dict[str, tuple[str, ...]]) -> dict[str, list[tuple[str, str]]]:
    """The ends of names of organisations with their kinds, longest first, by their last word."""
    ends: dict[str, list[tuple[str, str]]] = {}
    for kind, forms in organisations.items():
        if kind not in _UNNAMED:
            for form in forms:
                ends.setdefault(form.split()[-1], []).append((form, kind))
    for found in ends.values():
        found.sort(key=lambda end: -len(end[0]))
    return ends


def _apposed(nouns: tuple[str, ...]) -> str:
    """An indefinite phrase to which the name of an organisation is in apposition: "a local charity, Warm Hands"."""
    return rf"\b[Aa]n? (?:(?!of\b|at\b|for\b|from\b|by\b)[\w'’-]+ ){{0,4}}(?:{alternation(nouns)}), "


def _furniture(traps: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    tail, credit = alternation(traps["tail-line"]), alternation(traps["credit-line"])
    return re.compile(rf"[\W_]*(?:(?P<tail>(?:\d+ )?(?:{tail}))|{credit}|(?:By|BY) [{UPPER}][\w’'.-]* [{UPPER}])")


@lru_cache(maxsize=4)
def person_words(lexicon: Lexicon) -> PersonWords:
    """The vocabulary of the lexicon's common pack."""
    roles, speech, traps = (lexicon.forms(kind) for kind in ("role", "speech", "nametrap"))
    organisations, letters = lexicon.forms("organisation"), lexicon.forms("postnominal")
    honorifics = _honorifics(lexicon)
    dotted = [form for form in (*honorifics, *roles["abbreviation"]) if form.endswith(".")]
    say = _lower(speech["say"])
    kin = _lower(roles["kin"], roles["parent"])
    leads = say.union(kin, (f"{word}," for word in kin), ("signed", "to", "by"))
    return PersonWords(
        honorifics=honorifics,
        heads=_lower(roles["head"]),
        plural_heads=_lower(roles["plural-head"]),
        short_roles=frozenset(roles["abbreviation"]),
        dotted_roles=tuple(form for form in roles["abbreviation"] if form.endswith(".")),
        titles=_lower(roles["head"], roles["plural-head"], roles["modifier"]),
        written_titles=frozenset([*roles["abbreviation"], *roles["remit"], *honorifics]),
        modifiers=_lower(roles["modifier"]),
        remits=frozenset(roles["remit"]),
        inspected=frozenset(
            word
            for pack in lexicon.packs.values()
            for term in pack.of_kind("inspectorate")
            for word in term.label.replace(",", "").split()
        ).intersection(roles["remit"]),
        nameless=_lower(roles["nameless"]),
        credited=_lower(roles["credited"]),
        postnominals=frozenset(form for forms in letters.values() for form in forms),
        role_letters=frozenset(letters["office"]),
        homes=_homes(lexicon),
        organisation_words={
            form.split()[-1]: kind for kind, forms in organisations.items() if kind not in _UNNAMED for form in forms
        },
        organisation_ends=_by_last_word(organisations),
        common_organisations=organisations["association"],
        bodies=_lower(organisations["common-noun"]),
        brings=_lower(organisations["brings"]),
        bringing=tuple(noun + joint for noun in organisations["brings"] for joint in (" ", ", ")),
        brought=re.compile(rf"he (?:[a-z]+ )?(?:{alternation(organisations['brings'])}) $"),
        apposed=re.compile(rf"{_apposed(organisations['brings'])}$"),
        scopes=frozenset(organisations["scope"]),
        charge=re.compile(rf", who (?:[a-z’']+ ){{1,4}}(?:{alternation(organisations['charge'])}) at (?=[{UPPER}])"),
        left=re.compile(rf"\b(?:{alternation(organisations['left'])})(?: \w+){{0,2}} from $"),
        watchdogs=frozenset(lexicon.forms("cue")["watchdog"]),
        kind_nouns=organisations["kind-noun"],
        branches=organisations["branch"],
        kin=kin,
        parents=roles["parent"],
        offspring=roles["offspring"],
        whose=(
            ", whose",
            *(f", a {parent} of" for parent in roles["parent"]),
            *(f", a {somebody} " for somebody in speech["somebody"]),
        ),
        seats=_lower(roles["seat"]),
        parties=traps["party"],
        awarded=_lower(roles["awarded"]),
        relations=_lower(roles["relation"]),
        genders={head: pronoun for pronoun in ("he", "she") for head in roles[pronoun]},
        speech=say,
        naming=_lower(speech["name"]),
        acts=_lower(speech["act"]),
        addressed=_lower(speech["addressed"]),
        somebody=speech["somebody"],
        clips=speech["clip"],
        leads=leads,
        lead_ends=frozenset(f" {word}"[-3:] for word in leads),
        noun_too=_lower(speech["noun-too"]),
        anonymous=_lower(speech["anonymous"]),
        traps={name: frozenset(forms) for name, forms in traps.items()},
        given=frozenset(lexicon.forms("given-name")["given-name"]),
        borne=frozenset(tuple(form.split()) for form in traps["borne"]),
        nobody=frozenset((*traps["opening"], *traps["first"], *traps["word"])),
        sequence=_sequence(dotted),
        furniture=_furniture(traps),
        thing_after=re.compile(rf" (?:{alternation(traps['after'])})(?!\w)"),
    )
