"""Bodies of open classes in an article: every mention of a school, home, trust or prison, under its fullest name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from pipeline.extract.body_names import Naming, names
from pipeline.extract.former_names import Renaming, mentions, renamings
from pipeline.extract.name_bounds import INSIDE
from pipeline.extract.reading import Reading
from pipeline.extract.scan import Scan, gaps, scanned
from pipeline.extract.served import served
from pipeline.extract.setting import Setting
from pipeline.extract.shared_noun import sharing
from pipeline.extract.spans import Taken
from pipeline.extract.unexplained import is_judged, nameless, parallel, spoken_of_first, unexplained

_BRACKETED = re.compile(r" \(([A-Z][A-Za-z&]{1,7})\)")
_SAINT = re.compile(r" (?=St |Saint )")
_MARKS = re.compile(r"[^\w\s]")
_NEXT = re.compile(r" ([A-Z][\w'-]*)")
_BEFORE = re.compile(r"((?:St\.|[\w'-])+) $")
_JOINED = re.compile(r"[\w-]$|\w'$")
_IN_ADDRESS = re.compile(r"\b(?:in|at|on|near) [A-Z][\w' -]{1,30}, $")
_PLACED = re.compile(rf"\b(?:{INSIDE}|from|beyond) $", re.IGNORECASE)
_RESIDENT = re.compile(r",? \(?\d{1,3}\)?, (?:who lives (?:in|at)|of|from) (?:\d+ )?$")
""" "Pat Penn, 71, of Elm Court": where somebody lives, whatever stands there."""
_ADDRESS = 30
_IN_STREET = re.compile(r"\b(?:in|on|off|along|from) $", re.IGNORECASE)
_HEADING_END = re.compile(r"\s*(?:$|[:(,–—-])| [a-z]", re.MULTILINE)
_HEADING_GOES_ON = re.compile(r"[A-Z][:|–—-] $|[A-Z] [|–—-] $")
_ARTICLE = re.compile(r"\bTHE $")
_LEAST_LETTERS = 3
_LEAST_CALLED = 5
"""Letters that the first word of a longer name has at least, if it alone is to stand for the name."""
_LONGEST_ACRONYM = 5
_HEAD = 200
"""How many characters from the start of the text a note on who issued it may begin."""
_MOST_BODIES = 60
"""How many names of an article are compared with one another: a directory of schools is no article."""


class Called(NamedTuple):
    """A mention of a body: the words, the body's fullest name in the article, its kind (empty: that of the pack), and
    whether the words are a short name, or one that other things have too.
    """

    start: int
    end: int
    name: str
    kind: str
    weak: bool


class Known(NamedTuple):
    """A body of the article: its fullest name as written and in plain spelling, its words to compare, its naming."""

    written: str
    name: str
    words: tuple[str, ...]
    naming: Naming

    @property
    def kind(self) -> str:
        """The kind of its term, empty where that says none."""
        return str(self.naming.term.attributes.get("kind", ""))

    @property
    def outside(self) -> bool:
        """Whether the inspectorate does not inspect it."""
        return bool(self.naming.term.attributes.get("outside"))


def open_names(reading: Reading, setting: Setting) -> list[Called]:
    """The mentions of bodies whose names fit the pack's patterns, and of those by a short form of such a name."""
    if not gaps(setting.pack).terms:
        return []
    scan = scanned(reading.text, setting.pack, reading.lexicon)
    issued = _issuer(reading)
    story = [_sure(n, scan.text) for n in names(scan) if reading.is_story(n.start) or n.end <= issued]
    found = _strengthened(_concerned(_plausible(story, reading, setting, scan), scan.text))
    found = sorted([*found, *served(reading, setting, scan, found), *_sharing(reading, scan, found)])
    if setting.named and all(n.term.attributes.get("outside") for n in found) and not nameless(reading):
        found = sorted([*found, *unexplained(reading, setting, scan)])
    found = _parted(found, scan)
    found += [*parallel(reading, setting, scan, found), *spoken_of_first(reading, setting, scan, found)]
    renamed = renamings(found, scan)
    found = _with_former(found, renamed, scan) if renamed else found
    bodies = _bodies(found, scan, reading.text, {_key(r.former, scan): _key(r.present, scan) for r in renamed})
    full = [_called(n, bodies[key], scan) for n in found if (key := _key(n, scan)) in bodies]
    full = _with_asides(full, renamed) if renamed else full
    taken = Taken((n.start, n.end) for n in found)
    longest_first = sorted(_short(reading, scan, bodies, taken), key=lambda c: (c.start - c.end, c.start))
    short = [called for called in longest_first if taken.add(called.start, called.end)]
    inspected = {known.written for known in bodies.values() if not known.outside}
    return sorted(
        c for c in (*full, *short) if c.name in inspected and (c.start >= issued or reading.is_story(c.start))
    )


def _sharing(reading: Reading, scan: Scan, found: list[Naming]) -> list[Naming]:
    """The bodies that share a noun, where no name was found."""
    taken = Taken((naming.start, naming.end) for naming in found)
    return [n for n in sharing(scan) if reading.is_story(n.start) and taken.clear(n.start, n.end)]


def _issuer(reading: Reading) -> int:
    """Where a note at the head ends, which may say who speaks ("Elm Council | Newsroom") and is no mention; else 0."""
    return next((part.end for part in reading.article.furniture if part.kind == "note" and part.start < _HEAD), 0)


def _with_former(found: list[Naming], renamed: list[Renaming], scan: Scan) -> list[Naming]:
    """The namings, and those by present and former names that have no noun."""
    taken = Taken((n.start, n.end) for n in found)
    named = (n for renaming in renamed for n in (renaming.present, *mentions(renaming, scan, found)))
    more = [naming for naming in named if taken.add(naming.start, naming.end)]
    return [*found, *more]


def _with_asides(found: list[Called], renamed: list[Renaming]) -> list[Called]:
    """The mentions, where one name explains another one for both: "Elm Academy, formerly Elm High School"."""
    spans = dict(renaming.span for renaming in renamed)
    inside = Taken(spans.items())
    first = [called._replace(end=max(called.end, spans[called.start])) for called in found if called.start in spans]
    return [*first, *(called for called in found if inside.clear(called.start, called.end))]


def _sure(naming: Naming, text: str) -> Naming:
    """The naming, sure if the article speaks of what is called so (``likely``): care homes, where a house is named."""
    cues = str(naming.term.attributes.get("likely", ""))
    return naming._replace(weak=False) if cues and any(cue in text for cue in cues.split("|")) else naming


def _plausible(found: list[Naming], reading: Reading, setting: Setting, scan: Scan) -> list[Naming]:
    """The names that are none of the inspectorate's own and that the article writes as names.

    In a row of capitals any word may seem a part of a name: one found only there must have the line for itself, or an
    article right before it.
    """
    own = Taken((hit.start, hit.end) for hit in reading.hits("inspectorate", setting.ids()))
    free = [n for n in found if own.clear(n.start, n.end)]
    free = [n for n in free if not (n.weak and _RESIDENT.search(scan.text, max(0, n.start - _ADDRESS), n.start))]
    judged = {_key(n, scan) for n in free if n.term.attributes.get("judged") and is_judged(scan, n.start, n.end)}
    free = [n for n in free if not n.term.attributes.get("judged") or _key(n, scan) in judged]
    written = {_key(n, scan) for n in free if not _shouted(n, reading.text)}
    kept = []
    for naming in free:
        sure = not _shouted(naming, reading.text) or _key(naming, scan) in written
        checked = naming if sure or _is_bounded(naming, reading.text) else _trimmed(naming, reading.text, scan.text)
        if checked is not None:
            kept.append(checked)
    return kept


def _trimmed(naming: Naming, text: str, spelt: str) -> Naming | None:
    """A name in capitals that a fixed word begins, as far as the article writes it elsewhere; None if it does not.

    "HMP ELM MARSH CONDEMNED" is HMP Elm Marsh where the article has "Elm Marsh" too.
    """
    words = spelt[naming.start : naming.end].split(" ")
    for last in range(len(words), 1, -1) if naming.opened else ():
        if " ".join(words[1:last]) in text:
            return naming._replace(end=naming.start + len(" ".join(words[:last])))
    return None


def _shouted(naming: Naming, text: str) -> bool:
    return text[naming.start : naming.end].isupper()


def _is_bounded(naming: Naming, text: str) -> bool:
    """Whether the name is a heading, a line of its own or the beginning of one that a colon or a dash ends; or a noun
    ends it and an article stands before it: "THE ELM MARSH AMBULANCE SERVICE IS SLOW". Small letters end it too: "ELM
    MARSH SURGERY has been ...".
    """
    if (
        not naming.opened
        and " " in text[naming.start : naming.end]
        and _ARTICLE.search(text, max(0, naming.start - 5), naming.start)
    ):
        return True
    begins = naming.start == 0 or text[naming.start - 1] == "\n"
    begins = begins or _HEADING_GOES_ON.search(text, max(0, naming.start - 4), naming.start) is not None
    return begins and bool(_HEADING_END.match(text, naming.end))


def _concerned(found: list[Naming], text: str) -> list[Naming]:
    """The names without those of bodies that the article speaks of by the way: a council beside a school.

    The term says (``beside``) what an article speaks of that is about such a body; without other names they stay.
    """

    def by_the_way(naming: Naming) -> bool:
        cues = str(naming.term.attributes.get("beside", ""))
        return bool(cues) and not any(cue in text for cue in cues.split("|"))

    kept = [naming for naming in found if not by_the_way(naming)]
    return kept if any(not n.weak and not n.term.attributes.get("outside") for n in kept) else found


_ENDED = re.compile(r"(?: Services?| Council| Police| Constabulary| Authority| Board| Commission| Agency)$")
""" "The Probation Service and Elm NHS Trust": the words before "and" are a name of their own."""


def _parted(found: list[Naming], scan: Scan) -> list[Naming]:
    """Two names in a row ("Elm and Oak School", "Ann of Oak School"), the second of which stands alone too, are cut."""
    known = {_key(n, scan) for n in found}
    return [_cut(naming, scan, known) for naming in found]


def _cut(naming: Naming, scan: Scan, known: set[tuple[str, ...]]) -> Naming:
    for joint in (" and ", " & ", " of "):
        at = scan.text.rfind(joint, naming.start, naming.end)
        second = naming._replace(start=at + len(joint))
        if at > 0 and (_key(second, scan) in known or (joint != " of " and _ENDED.search(scan.text, naming.start, at))):
            return second
    return naming


def _key(naming: Naming, scan: Scan) -> tuple[str, ...]:
    return name_key(scan.text[naming.start : naming.end], scan.words.spellings)


@lru_cache(maxsize=1024)
def name_key(name: str, spellings: tuple[tuple[str, str], ...] = ()) -> tuple[str, ...]:
    """The words by which two spellings of a name are compared.

    >>> name_key("The Elm & Oak C of E Infants' School", (("c of e", "church of england"),))
    ('elm', 'and', 'oak', 'church', 'of', 'england', 'infants', 'school')
    """
    words = _MARKS.sub("", name.lower().replace("&", "and").replace("-", " ").replace("/", " ")).split()
    padded = f" {' '.join(words[1:] if words[:1] == ['the'] and len(words) > 1 else words)} "
    for form, instead in spellings:
        padded = padded.replace(f" {form} ", f" {instead} ")
    return tuple(padded.split())


def is_form(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name is a shorter form of another: words left out behind the first one, or put as their initials.

    >>> is_form(("elm", "pdu"), ("elm", "probation", "delivery", "unit"))
    True
    >>> is_form(("elm", "school"), ("elm", "academy"))
    False
    """
    if not short or short[:1] != full[:1]:
        return False
    at = 0
    for word in short:
        if word == "the":
            continue
        while at < len(full) and word != full[at] and not _initials(word, full, at):
            at += 1
        if at == len(full):
            return False
        at += 1 if word == full[at] else len(word)
    return True


def _initials(word: str, full: tuple[str, ...], at: int) -> bool:
    size = len(word)
    return 1 < size <= len(full) - at and all(letter == full[at + i][0] for i, letter in enumerate(word))


Key = tuple[str, ...]
"""The words of a name, as they are compared."""


def _bodies(found: list[Naming], scan: Scan, written: str, former: dict[Key, Key]) -> dict[Key, Known]:
    """The body behind each name, by the words of the name. A name that may be that of two bodies is left out.

    ``former`` leads from former names to those that the bodies have now.
    """
    bodies = _present(_distinct(found, scan, former), scan, written)
    known = {old: bodies[new] for old, new in former.items() if new in bodies}
    return {**known, **bodies}


def _distinct(found: list[Naming], scan: Scan, former: dict[Key, Key]) -> dict[Key, Naming]:
    """The surest naming of each name that is no former one, by its words."""
    distinct: dict[Key, Naming] = {}
    for naming in found:
        words = _key(naming, scan)
        if words not in former and (words not in distinct or (distinct[words].weak and not naming.weak)):
            distinct[words] = naming
    return distinct


def _present(distinct: dict[Key, Naming], scan: Scan, written: str) -> dict[Key, Known]:
    bodies: dict[Key, Known] = {}
    for words in sorted(distinct, key=lambda w: (-len(w), distinct[w].start)):
        naming = distinct[words]
        fuller = {k.words: k for k in bodies.values() if _same(words, naming, k)} if len(bodies) < _MOST_BODIES else {}
        if not fuller:
            name = scan.text[naming.start : naming.end]
            name = name.capitalize() if name.isupper() and len(name) > _LONGEST_ACRONYM else name
            shown = name if _shouted(naming, written) else written[naming.start : naming.end]
            bodies[words] = Known(shown, name, words, naming)
        elif len(fuller) == 1:
            bodies[words] = next(iter(fuller.values()))
    return bodies


def _same(words: tuple[str, ...], naming: Naming, known: Known) -> bool:
    """Whether a name is another of the known body: a shorter form, or of the one such body that its place has."""
    attributes = naming.term.attributes
    alike = naming.weak or str(attributes.get("kind", "")) == known.kind
    if alike and is_form(words, known.words):
        return True
    single = attributes.get("single") and attributes["single"] == known.naming.term.attributes.get("single")
    return bool(single) and _core(words, naming) == _core(known.words, known.naming)


def _core(words: tuple[str, ...], naming: Naming) -> tuple[str, ...]:
    """The words of a name that are not of the patterns of its term."""
    nouns = {part for pattern in naming.term.patterns for part in name_key(pattern)} | {"prison", "jail"}
    return tuple(word for word in words if word not in nouns)


def _called(naming: Naming, known: Known, scan: Scan) -> Called:
    """The mention, with the noun that says what is called so: "Elmhurst care home"."""
    kind = scan.gaps.kinds.match(scan.text, naming.end)
    return Called(naming.start, kind.end() if kind else naming.end, known.written, known.kind, naming.weak)


def _strengthened(found: list[Naming]) -> list[Naming]:
    """The names; where none is sure, those that are likely are as good as sure."""
    inspected = [naming for naming in found if not naming.term.attributes.get("outside")]
    return found if any(not naming.weak for naming in inspected) else [n._replace(weak=False) for n in found]


def _short(reading: Reading, scan: Scan, bodies: dict[tuple[str, ...], Known], taken: Taken) -> Iterator[Called]:
    """The mentions of the bodies by what is particular in their names, or by initials that the article explains.

    None is inside a name of the spans ``taken``.
    """
    cores: dict[str, list[Known]] = {}
    for known in islice({k.words: k for k in bodies.values()}.values(), _MOST_BODIES):
        for core in _particular(known, scan):
            cores.setdefault(core, []).append(known)
    for core, owners in cores.items():
        for start in _places(core, scan.text):
            if taken.clear(start, start + 1) and reading.is_story(start):
                yield from _mention(scan, start, core, owners)
    yield from (called for called in _tails(scan, bodies) if reading.is_story(called.start))


def _tails(scan: Scan, bodies: dict[tuple[str, ...], Known]) -> Iterator[Called]:
    """The mentions of bodies by the common words of their names: "the Royal Infirmary", of Elm Royal Infirmary."""
    owners: dict[str, list[Known]] = {}
    for known in islice({k.words: k for k in bodies.values()}.values(), _MOST_BODIES):
        tokens = known.name.split(" ")
        telling = max((index for index, token in enumerate(tokens) if scan.tells(token)), default=len(tokens))
        if len(tokens) - telling > 2:
            owners.setdefault(" ".join(tokens[telling + 1 :]), []).append(known)
    for tail, named in owners.items():
        for start, end in _standing(tail, scan.text) if len(named) == 1 else ():
            if _THE.search(scan.text, max(0, start - len("The ")), start) and not _CAPITAL.match(scan.text, end):
                yield Called(start, end, named[0].written, named[0].kind, True)


def _particular(known: Known, scan: Scan) -> list[str]:
    """The short forms of a name: its words without what other bodies are called too, its saint, its initials."""
    tokens = known.name.split(" ")
    telling = [index for index, token in enumerate(tokens) if scan.tells(token) and token != "The"]
    forms = [" ".join(tokens[telling[0] : telling[-1] + 1])] if telling else []
    forms += [tokens[telling[0]]] if len(telling) > 1 and _called_by(tokens[telling[0]], scan.text) else []
    forms += [form[saint.end() :] for form in forms if " and " not in form for saint in [_SAINT.search(form)] if saint]
    forms += [form.replace("St. ", "St ") for form in forms if "St. " in form]
    explained = _BRACKETED.match(scan.text, known.naming.end)
    if explained and not scan.words.opens(explained.group(1)) and _abbreviates(explained.group(1), known.words):
        forms.append(explained.group(1))
    titled = tokens[0] in scan.words.honorifics
    return [form for form in forms if len(form) >= _LEAST_LETTERS and not titled]


def _called_by(word: str, text: str) -> bool:
    """Whether a text calls a body by the first word of its name alone: "At Highfield", "Highfield was outstanding".

    Not where the word may be a person's: behind another name or a title.
    """
    if len(word) < _LEAST_CALLED or not word.isalpha() or f" {word.lower()} " in text:
        return False
    places = list(_standing(word, text))
    alone = any(
        _IS.match(text, end) or (_AT.search(text, max(0, start - _LEAD), start) and not _CAPITAL.match(text, end))
        for start, end in places
    )
    return alone and not any(_NAME_BEFORE.search(text, max(0, start - _LEAD), start) for start, _ in places)


def _standing(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that are no part of longer ones. A pattern of them would be compiled for every name."""
    start = text.find(words)
    while start >= 0:
        end = start + len(words)
        if not (_LETTER.match(text, end) or (start and _LETTER.match(text, start - 1))):
            yield start, end
        start = text.find(words, end)


_LETTER = re.compile(r"\w")
_CAPITAL = re.compile(" [A-Z]")
_THE = re.compile(r"\b[Tt]he $")
_AT = re.compile(r"\b(?:[Aa]t|[Uu]nlike) $")
_IS = re.compile(r" (?:was|is|has|had|got|remains)\b")
_NAME_BEFORE = re.compile(r"\b(?!(?:At|Unlike|In|But|And) )[A-Z][\w.'’-]* $")
_LEAD = 80
"""Characters of a word before a name, at most."""


def _abbreviates(acronym: str, words: tuple[str, ...]) -> bool:
    """Whether the letters of an acronym are first letters of the words of a name, in order."""
    firsts = iter(word[0] for word in words)
    return all(letter in firsts for letter in acronym.lower() if letter != "&")


def _places(core: str, text: str) -> Iterator[int]:
    for form in (core,) if " " in core or core.isupper() else (core, core.upper()):
        position = text.find(form)
        while position >= 0:
            after = text[position + len(form) : position + len(form) + 1]
            if not _JOINED.search(text, max(0, position - 2), position) and not (after.isalnum() or after == "-"):
                yield position
            position = text.find(form, position + len(form))


def _mention(scan: Scan, start: int, core: str, owners: list[Known]) -> Iterator[Called]:
    """The mention that begins at ``start``, if it is one, of the owner whose name goes on longest; none of two."""
    reached = sorted(((_reach(scan.text, start, core, known), known) for known in owners), key=lambda r: -r[0])
    end, known = reached[0]
    if len(reached) > 1 and reached[1][0] == end:
        return
    if _stands_alone(scan, start, end, " " not in core) or _is_governed(scan, start, end, known):
        yield Called(start, end, known.written, known.kind, True)


_GOVERNS = frozenset({"local-authority", "childrens-services"})


def _is_governed(scan: Scan, start: int, end: int, known: Known) -> bool:
    """Whether the place of a council opens a sentence on what was found there: "In Elmford, inspectors ..."."""
    led = known.kind in _GOVERNS and scan.text.startswith("In ", start - 3) and scan.text.startswith(", ", end)
    return led and scan.opens_sentence(start - 3)


def _reach(text: str, start: int, core: str, known: Known) -> int:
    """Where the words stop that the text at ``start`` has in common with the name from ``core`` on."""
    end = start + len(core)
    at = known.name.find(core)
    for token in known.name[at + len(core) :].split(" ")[1:] if at >= 0 else ():
        if (
            text[end : end + len(token) + 1] != f" {token}"
            or text[end + len(token) + 1 : end + len(token) + 2].isalnum()
        ):
            break
        end += len(token) + 1
    return end


def _stands_alone(scan: Scan, start: int, end: int, one_word: bool) -> bool:
    """Whether a short name is no part of a longer name, no place, no common word that begins a sentence."""
    text, words = scan.text, scan.words
    following = _NEXT.match(text, end)
    if following and not (words.opens(following.group(1)) or words.is_role(following.group(1))):
        return False
    leading = _BEFORE.search(text, max(0, start - 24), start)
    if leading and leading.group(1)[0].isupper():
        word = leading.group(1)
        if not (words.opens(word) or word.endswith("'s")) or word in words.honorifics:
            return False
    if not one_word:
        street = text[start:end].rpartition(" ")[2] in words.after
        return not (street and _IN_STREET.search(text, max(0, start - 6), start))
    if _PLACED.search(text, max(0, start - 9), start) or _IN_ADDRESS.search(text, max(0, start - 40), start):
        return False
    return not (scan.opens_sentence(start) and f" {text[start:end].lower()} " in text)
