"""What somebody is: the role before or behind a name, and the organisation that its words give.

A role is a noun phrase: words before a head ("deputy", "registered"), the head ("manager"), and what it is the head of
("of nursing", "for children, families and schools"). An organisation stands before it ("Anyshire Council's"), or behind
("at Anyshire Council"); it is no part of the role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import count, islice
from typing import NamedTuple

from pipeline.extract.closed_class import SAINTS, closed_class
from pipeline.extract.names import Name
from pipeline.extract.person_words import SPACE_TOKEN, STOPS, UPPER, PersonWords
from pipeline.extract.reading import Span
from pipeline.extract.wording import alternation

_REACH = 130
_OPENS_APPOSITION = frozenset({" ", ","})
"""What leads from a name to a role behind it."""
_MOST_TOKENS = 11
_MARKS = frozenset('():;–—“”".?!…')
_NO_ROLE_ENDS = _MARKS - frozenset(").–—:")
_COMPLEMENTS = frozenset({"of", "for", "to", "at"})
_PHRASES = (" of ", " for ", " to ", " at ", " in charge")
"""What a role has in it whose last word is no head."""
_NO_END = STOPS - frozenset({"the", "is", "was", "were", "are"})
_NAMED = frozenset({"other", "inspectorate", "union"})
_LINKS = frozenset({",", "–", "—", ":", "-", "is", "was", "were", "are"})
_ORDINALS = frozenset(["third", "second", "fourth", "first", "only"])
_ARTICLES = closed_class("the a an its his her their our your my this then one another fellow both")
_AT_THE_TIME = ["at", "the", "time"]
_ONE = frozenset({"one", "a", "an", "two", "three"})
_OF_THE_YEAR = ["of", "the", "year"]
_IN_CHARGE = ["in", "charge"]
_DETERMINERS = _ARTICLES | _ORDINALS | {"two", "three", "four", "five", "six"}
_CAPITAL = rf"[{UPPER}]\w*(?:(?:[-.]|['’](?!s\b))\w+)*"
_NAME_WORD = rf"{_CAPITAL}(?:['’]s?(?= [{UPPER}]))?"
_ORGANISATION = rf"(?:[Tt]he )?{_NAME_WORD}(?: (?:(?:of|and|&|for|the|on|upon|y|yr|na|de) ){{0,3}}{_NAME_WORD}){{0,9}}"
_JOINER = r",? (?:at|of|for|on|(?:appointed|employed|engaged) by|on behalf of) "


_UP_TO_NAME = re.compile(
    r"(?: since (?:\w+ )?(?:19|20)\d\d| for (?:the (?:past|last) )?\w+ years)?[ ,–—:-]*(?:the[ ,]*)?"
)
"""What may stand between the words of a role and the name: "head of Elm School since 2011, Pat Poe"."""


class Role(NamedTuple):
    """A role with its words and offsets, and the span of the organisation that its phrase names (None: it names none).

    ``owner`` is a common noun that stands for it ("the trust's chief executive": "trust").
    ``head`` is the head's word in lower case; ``plural`` tells that several names may share the role.
    """

    start: int
    end: int
    words: str
    head: str
    organisation: Span | None
    plural: bool = False
    owner: str = ""


class Phrases(NamedTuple):
    """The patterns of what follows a head."""

    complement: re.Pattern[str]
    organisation: re.Pattern[str]
    seat: re.Pattern[str]
    after: re.Pattern[str]
    association: re.Pattern[str]


@lru_cache(maxsize=4)
def phrases(vocabulary: PersonWords) -> Phrases:
    """The patterns for one vocabulary."""
    stops = alternation(STOPS | vocabulary.speech | vocabulary.naming)
    low = rf"(?!(?:{stops})\b)[a-z][\w’'&-]*"
    lows = rf"{low}(?: {low}){{0,3}}(?: [A-Z]{{2,6}}\b)?"
    remits, heads = alternation(vocabulary.remits), alternation(vocabulary.heads)
    no_head = rf"(?!(?:{heads})\b(?! [a-z]))"
    listed = rf"(?:(?:the|all|our|its|their) )?{lows}(?:(?:, {lows}){{0,4}},? (?:and|&) {no_head}(?:the )?{lows})?"
    titled = rf"(?:(?:the|His|Her) )?(?:{remits})(?:,? (?:(?:and|&|for|of|the) ){{0,2}}(?:{remits})(?!\w)){{0,7}}"
    addressee = rf"(?:(?:the|all|our|its|their|his|her) {lows}|(?:the )?{titled})"
    letters, branches = alternation(vocabulary.postnominals), alternation(vocabulary.branches)
    branch = rf"(?:the (?:{_CAPITAL} ){{0,3}}(?:{branches}) of )?"  # "secretary of the Anyshire branch of Unison"
    common = rf"(?:(?:the |a )?(?:[a-z][\w’'-]+ ){{0,2}}(?:{alternation(vocabulary.kind_nouns)}) )?"
    return Phrases(
        complement=re.compile(
            rf"(?: (?:in charge|(?:of|for) (?:{titled}(?!\w|['’]s)|{listed}(?: of (?:England|Wales|Scotland))?)"
            rf"|to {addressee})){{1,2}}"
        ),
        organisation=re.compile(rf"{_JOINER}{branch}{common}(?P<name>{_ORGANISATION}(?:['’]s(?=,))?)"),
        seat=re.compile(rf" (?:for|of) (?:the )?{_ORGANISATION}"),
        after=re.compile(
            rf"(?: (?:{letters}))*(?:,? \(?(?:aged )?\d{{1,3}}\)?)?(?: \((?:{alternation(vocabulary.parties)})\)(?=,))?"
            r"(?:,? who(?:['’]s| (?:(?:\w+ ){1,3}as|is|was|became|becomes|has become|ha[sd] been(?: the)?)) "
            r"|, (?:(?:at present|currently|now|for now|then|formerly|previously|once|until recently) )?| \(| [–—-]+ "
            r"| (?:is|was|became|has become|(?:has|had|have) been|took over as|takes over as|as)(?: now| currently)?"
            r"(?: made| appointed| named| elected)? "
            r"| (?:has |was |is |been |to ){0,3}(?:took|takes|taken|steps?|stepped|stands?|stood|resigned|retired"
            r"|joined|joins|arrived|arrives|came|walked|moved|began|appointed|named|returned|started|starts|serves|served"
            r"|worked|works)(?: [\w’'-]+){0,5}"
            r" (?:as|(?:post|job|role|position) of) )(?=\w)"
        ),
        association=re.compile(
            rf" of (?P<name>(?:the )?(?:{low} ){{0,2}}(?:{alternation(vocabulary.common_organisations)}))"
            rf"(?!\w| [{UPPER}])"
        ),
    )


_Token = re.Match[str]
"""A word or mark, as it was found."""


def role_before(text: str, name: Name, vocabulary: PersonWords) -> Role | None:
    """The role that ends right before the name (or its honorific): "acting head of Anyshire Council, Dr" + name."""
    end = name.start - sum(map(len, name.honorifics)) - len(name.honorifics)
    low = _begin_of_clause(text, max(name.row.pos, end - _REACH), end, vocabulary)
    if low == end:
        return None
    tokens = list(SPACE_TOKEN.finditer(text, low, end))
    clause = [token[0] for token in tokens]
    index = _last_of_phrase(clause, vocabulary)
    head = _head_before(clause, index, vocabulary) if index >= 0 else None
    if head is None:
        return None
    role_end, organisation = tokens[index].end(), None
    if head != index:
        tail = _tail(text, tokens[head], name.lead if name.lead > tokens[index].end() else end, vocabulary)
        if tail is None or not _UP_TO_NAME.fullmatch(text, tail[2], end):
            return None
        role_end, organisation = tail[0], tail[1]
    begin, owner = _expand_left(tokens, head, vocabulary)
    if begin and tokens[begin - 1][0].lower() in _SUBJECTS:
        return None  # "who chairs the Elm Forum"
    words = text[tokens[begin].start() : role_end]
    word = tokens[head][0].lower()
    plural = word in vocabulary.plural_heads
    role = Role(
        tokens[begin].start(), role_end, words, word, owner or organisation, plural, _common_owner(tokens, begin)
    )
    return _without_common_owner(role)


def _begin_of_clause(text: str, low: int, end: int, vocabulary: PersonWords) -> int:
    """Where the clause before ``end`` begins; ``end`` itself where its last word shows that no role can end there."""
    left = text[low:end].rstrip(" ,")
    word = left[left.rfind(" ") + 1 :]
    last = word.lower()
    stopped = last.endswith(".") and not left.endswith(vocabulary.dotted_roles)
    if not last or stopped or last[-1] in _NO_ROLE_ENDS or last in vocabulary.speech or last in _NO_END:
        return end
    rfind = left.rfind
    begin = max(rfind(". "), rfind("“"), rfind("”"), rfind("? "), rfind("! "), rfind(";"), rfind("\t"), 0)
    headless = word.isalpha() and last not in STOPS and not _is_any_head(word, vocabulary)
    return end if headless and not any(map(left[begin:].__contains__, _PHRASES)) else low + begin


def _last_of_phrase(words: list[str], vocabulary: PersonWords) -> int:
    """The index of the last token of a phrase that may belong to a name: a comma or dash may part them."""
    index = len(words) - 1
    if index > 0 and words[index].lower() == "the":
        index -= 1
    if index > 2 and words[index] == ")" and words[index - 2] == "(" and words[index - 1].isupper():
        return index - 3
    dotted = index > 0 and words[index] == "." and f"{words[index - 1]}." in vocabulary.short_roles
    linked = index >= 0 and words[index] in _LINKS
    last = index - 1 if dotted or linked else index
    return last - 3 if last > 2 and words[last - 2 : last + 1] == _AT_THE_TIME else last


def _head_before(words: list[str], index: int, vocabulary: PersonWords) -> int | None:
    """The index of the head of the phrase that ends at ``index``, or None."""
    if words[index] == "lead" and words[index - 1 : index] == ["to"]:  # "asked her to lead Elm Park"
        return None
    headed = _is_any_head(words[index], vocabulary)
    counted = index > 2 and words[index - 1] in _ONE  # "mother of one pupil"
    led = max(index - 1 - counted, 0)
    if words[led].lower() == "the" and words[index].lower() in vocabulary.plural_heads:
        led = max(led - 1, 0)  # "clerk to the governors"; but "a friend of the governor" has another name
    if headed and not (index > 1 and words[led] in _COMPLEMENTS):
        return index
    for back in range(index - 2, max(-1, index - _MOST_TOKENS), -1):
        word = words[back]
        if word in _MARKS or word.lower() in vocabulary.speech:
            break
        complemented = words[back + 1] in _COMPLEMENTS or words[back + 1 : back + 3] == _IN_CHARGE
        if complemented and (_is_any_head(word, vocabulary) or _is_award(words, back, vocabulary)):
            complement = back > 1 and words[back - 1] in {"of", "for"} and word.lower() in vocabulary.plural_heads
            if not complement:
                return back
    return index if headed else None


def _is_award(words: list[str], index: int, vocabulary: PersonWords) -> bool:
    """Whether the word is what somebody is only with what follows: "Young person of the year", "person in charge"."""
    following = [word.lower() for word in words[index + 1 : index + 4]]
    return words[index].lower() in vocabulary.awarded and (following == _OF_THE_YEAR or following[:2] == _IN_CHARGE)


def _is_any_head(word: str, vocabulary: PersonWords) -> bool:
    return vocabulary.is_head(word) or word.lower() in vocabulary.plural_heads


def _tail(text: str, head: _Token, limit: int, vocabulary: PersonWords) -> tuple[int, Span | None, int] | None:
    """What follows a head: where the role ends, the organisation, and where the whole phrase ends."""
    patterns = phrases(vocabulary)
    if head[0].lower() in vocabulary.seats:
        seat = patterns.seat.match(text, head.end(), limit) or patterns.complement.match(text, head.end(), limit)
        end = seat.end() if seat else head.end()
        return end, None, end
    association = patterns.association.match(text, head.end(), limit)
    if association:
        place = patterns.organisation.match(text, association.end(), limit)
        return head.end(), Span(*association.span("name")), place.end() if place else association.end()
    complement = patterns.complement.match(text, head.end(), limit)
    end = complement.end() if complement else head.end()
    organisation = patterns.organisation.match(text, end, limit)
    if complement and organisation is None:
        whole = patterns.organisation.match(text, head.end(), limit)
        if whole and whole.end() > end:
            end, organisation = head.end(), whole
    if organisation is None:
        return end, None, end
    return end, Span(*organisation.span("name")), organisation.end()


def _expand_left(tokens: list[_Token], head: int, vocabulary: PersonWords) -> tuple[int, Span | None]:
    """The index of the role's first token, and the organisation that stands before it."""
    begin = head
    while begin > 0:
        step = _modifier_step(tokens, begin, vocabulary)
        if not step:
            break
        begin -= step
    begin = _open_modifiers(tokens, begin, vocabulary)
    if begin and _is_generic(tokens, begin, vocabulary):
        begin -= 1
    return begin, _owner(tokens, begin, vocabulary)


def _modifier_step(tokens: list[_Token], begin: int, vocabulary: PersonWords) -> int:
    """How many tokens before ``begin`` belong to the role: a modifier, or "police, fire and" and its like."""
    before = tokens[begin - 1][0]
    if before.lower() in {"his", "her"} and tokens[begin][0].lower().startswith("majesty"):
        return 1
    if _is_name_of_body(tokens, begin, vocabulary):
        return 0
    if before in _COMPASS and tokens[begin][0].lower() in vocabulary.seats:
        return 0  # "Elm West MP"
    if vocabulary.is_modifier(before) or (before[-1] in "'’" and vocabulary.is_modifier(before[:-1])):
        return 1
    if before in {"and", "&", ","} and begin > 1:
        further = tokens[begin - 2][0]
        joined = vocabulary.is_modifier(further) or (before != "," and vocabulary.is_head(further))
        if joined and (before != "," or further.lower() == "police"):
            return 2
    return 0


def _is_generic(tokens: list[_Token], begin: int, vocabulary: PersonWords) -> bool:
    """Whether a kind of body opens the sentence and the role: "Nursery manager", "Hospital boss"."""
    word = tokens[begin - 1][0]
    opens = begin == 1 or tokens[begin - 2][0] in _MARKS
    return opens and vocabulary.organisation_words.get(word, "other") not in _NAMED and tokens[begin][0][0].islower()


_COMPASS = frozenset({"North", "South", "East", "West", "Central"})
_SUBJECTS = frozenset({"who", "which", "he", "she"})


def _is_name_of_body(tokens: list[_Token], begin: int, vocabulary: PersonWords) -> bool:
    """Whether the word before ``begin`` ends the name of a body: "Anyshire Police" before "Chief Constable"."""
    before = tokens[begin - 1][0]
    if not before[0].isupper() or begin < 2:
        return False
    further = tokens[begin - 2][0]
    if further in _MARKS or further in {",", "the", "The"} or further in vocabulary.traps["opening"]:
        return False
    if before in _COMPASS and further[0].isupper() and not vocabulary.is_title(further):
        return True  # "Elm East MP"
    lower_role = tokens[begin][0][0].islower() and not before.isupper()
    return lower_role or (
        before in vocabulary.organisation_words and further[0].isupper() and not vocabulary.is_title(further)
    )


def _open_modifiers(tokens: list[_Token], begin: int, vocabulary: PersonWords) -> int:
    """Further back over lower-case words that only a determiner, an owner or a comma can have before them."""
    if not tokens[begin][0][0].islower():
        return begin
    for index in range(begin - 1, max(-1, begin - 5), -1):
        word = tokens[index][0]
        lower = word.lower()
        if lower in _DETERMINERS or word.endswith(("’s", "'s")):
            return index + 1
        if not word[0].islower() or lower in STOPS or lower in vocabulary.speech or lower in vocabulary.naming:
            return index + 1 if word == "," and index + 2 == begin and tokens[index + 1][0][-1] not in "sg" else begin
    return begin


def _is_no_part(word: str, vocabulary: PersonWords) -> bool:
    """Whether no name of an organisation begins with the word."""
    return word[0].islower() or word == "&" or word in vocabulary.traps["opening"] or word in vocabulary.scopes


_HAS = re.compile("[’']s$")
SOMEBODY = "somebody"
"""The owner of a role that is told by somebody else's: "his deputy"."""
_BESIDE_SOMEBODY = frozenset({"deputy", "assistant", "predecessor", "successor"})


def _owner(tokens: list[_Token], begin: int, vocabulary: PersonWords) -> Span | None:
    """The organisation whose name ends right before the role: "Anyshire Fire and Rescue Service('s) area manager"."""
    last = begin - 1
    if last < 0 or not tokens[last][0][0].isupper() or _HAS.sub("", tokens[last][0]) in vocabulary.traps["opening"]:
        return None  # "Here's Inspector Vale"
    first = last
    while first > 0 and tokens[first - 1][0][0].isupper() | (tokens[first - 1][0] in {"and", "of", "&", "for", "the"}):
        first -= 1
    while first < last and _is_no_part(tokens[first][0], vocabulary):
        first += 1
    if tokens[first][0] in vocabulary.honorifics:
        return None
    word = tokens[last][0]
    saint = first < last and tokens[first][0] in SAINTS  # "the St Ann's coach": the school may have more to its name
    mark = 2 if word.endswith(("’s", "'s")) and not saint else 1 if word.endswith(("’", "'")) else 0
    return Span(tokens[first].start(), tokens[last].end() - mark)


_OF_COMMON = re.compile(
    r" (?:of|at) (?:the|our|this) (?:[a-z-]+ ){0,3}(trust|company|charity|college|school|union|(?<=care )board"
    r"|(?<=health )board)$"
)


def _without_common_owner(role: Role) -> Role:
    """The role without the common noun of its organisation: "chief executive of the integrated care board"."""
    named = _OF_COMMON.search(role.words) if not (role.organisation or role.owner) else None
    return role._replace(words=role.words[: named.start()], owner=named[1]) if named else role


def _common_owner(tokens: list[_Token], begin: int) -> str:
    """The common noun in the possessive right before the role: "trust" in "the trust's chief executive"."""
    word = tokens[begin - 1][0] if begin else ""
    if word.lower() in {"its", "their"}:
        return "it"
    if word.lower() in {"his", "her"} and tokens[begin][0].lower() in _BESIDE_SOMEBODY:
        return SOMEBODY
    return word[:-2] if word[:1].islower() and word.endswith(("’s", "'s")) else ""


def role_after(text: str, name: Name, vocabulary: PersonWords) -> Role | None:
    """The role right behind the name: ", 47, manager at Quay Lodge", " (chair)", " is now director of"."""
    if text[name.end : name.end + 1] not in _OPENS_APPOSITION:
        return None
    opener = phrases(vocabulary).after.match(text, name.end, name.row.endpos)
    role = role_at(text, opener.end(), name.row.endpos, vocabulary) if opener else None
    return None if role and _is_of_next(text, role, vocabulary) else role


_NEXT_NAME = re.compile(rf" ({_CAPITAL}) ({_CAPITAL})")


def _is_of_next(text: str, role: Role, vocabulary: PersonWords) -> bool:
    """Whether a role is the title of the name behind it: "PCs Bea Mott and Al Fry, Sergeant Una Quill"."""
    following = _NEXT_NAME.match(text, role.end)
    if following is None or role.organisation or not vocabulary.is_title(role.words.rpartition(" ")[2]):
        return False
    return role.words[0].isupper() and vocabulary.organisation_words.keys().isdisjoint(following.groups())


def role_at(text: str, start: int, limit: int, vocabulary: PersonWords) -> Role | None:
    """The role whose noun phrase begins at ``start``: "the trust's interim chief executive"."""
    limit_of_head = min(limit, start + _REACH)
    matches = islice(SPACE_TOKEN.finditer(text, start, limit_of_head), _MOST_TOKENS)
    head = _head_after((match[0] for match in matches), vocabulary)
    if head is None:
        return None
    tokens = list(islice(SPACE_TOKEN.finditer(text, start, limit_of_head), _MOST_TOKENS))
    begin = _begin_of_role(tokens, head, vocabulary)
    joint = _joint(tokens, head, vocabulary)
    role_end, organisation, _ = _tail(text, tokens[joint], limit, vocabulary) or (tokens[joint].end(), None, 0)
    owner = _owner(tokens, begin, vocabulary) if begin else None
    words = text[tokens[begin].start() : role_end]
    role = Role(
        tokens[begin].start(),
        role_end,
        words,
        tokens[head][0].lower(),
        owner or organisation,
        owner=_common_owner(tokens, begin),
    )
    return _without_common_owner(role)


def _head_after(words: Iterator[str], vocabulary: PersonWords) -> int | None:
    """The index of the last head of the noun phrase that begins the words; None if it has none.

    No more words are taken than this needs.
    """
    found, before, following = None, "", next(words, "")
    for index in count():
        word, following = following, next(words, "")
        if not word:
            break
        if vocabulary.is_head(word):
            found = index
        elif found is not None and not vocabulary.is_modifier(word):
            if not _is_noun_between(before, word, following, vocabulary):
                break
        elif found is None and _ends_phrase(before, word, following, vocabulary):
            break
        before = word
    return found


def _is_noun_between(before: str, word: str, following: str, vocabulary: PersonWords) -> bool:
    """Whether a word stands between two heads of one role: "chief knowledge officer"."""
    plain = word.isalpha() and word not in STOPS and word not in vocabulary.speech and word not in vocabulary.naming
    return plain and before.lower() == "chief" and vocabulary.is_head(following)


def _ends_phrase(before: str, word: str, following: str, vocabulary: PersonWords) -> bool:
    """Whether no head can follow the word: one of grammar, or a mark."""
    lower = word.lower()
    if lower in _ARTICLES:
        return before != "" and before.lower() not in {"of", "and"} and lower != "then"
    if word in {"and", "&", "of", ","}:
        capitals = before[:1].isupper() and following[:1].isupper()
        return not (capitals or all(vocabulary.is_modifier(w) for w in (before, following) if w))
    return lower in STOPS or lower in vocabulary.speech or not (word[0].isalpha() or word[0].isdigit())


def _begin_of_role(tokens: list[_Token], head: int, vocabulary: PersonWords) -> int:
    """Behind the last determiner, owner or foreign capital word before the head."""
    begin = 0
    for index in range(head):
        word = tokens[index][0]
        if word[0].islower() and word.endswith(("’s", "'s", "s’", "s'")) and not vocabulary.is_modifier(word):
            return index + 2 if tokens[index + 1][0] in _ORDINALS else index + 1
        foreign = word[0].isupper() and not (vocabulary.is_modifier(word) or vocabulary.is_head(word))
        if tokens[index + 1][0].lower().startswith("majesty"):
            return index
        if (
            word.lower() in _DETERMINERS
            or foreign
            or (word.endswith(("’s", "'s")) and not vocabulary.is_modifier(word))
        ):
            begin = index + 1
    return begin


def _joint(tokens: list[_Token], head: int, vocabulary: PersonWords) -> int:
    """The index of the second head of "founder and managing director", or ``head``."""
    if head + 2 < len(tokens) and tokens[head + 1][0] in {"and", "&"}:
        for index in range(head + 2, min(head + 6, len(tokens))):
            if vocabulary.is_head(tokens[index][0]):
                following = tokens[index + 1][0] if index + 1 < len(tokens) else ","
                if not vocabulary.is_head(following) and not following[0].isupper():
                    return index
            elif not vocabulary.is_modifier(tokens[index][0]):
                break
    return head
