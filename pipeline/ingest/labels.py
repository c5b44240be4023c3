"""The words by which a line shows itself as furniture, compiled from the `furniture` terms of the common pack."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.ingest.dates import MONTH
from pipeline.pack import COMMON, Term, shipped_pack
from pipeline.pieces import Pieces

KIND = "furniture"
WORD = re.compile(r"[^\W_]+")
_LONG = 5
"""Letters of a word that most texts do not have."""
_JOINTS = frozenset({"by", "with", "from"})
_FIRST_WORD = re.compile(r"[^\w©]*(?:\d+[.)]?\s+)?([^\W\d_]+|©)")
_SEPARATOR = r"(?:\s*\d{1,2})?\s*(?:[:|]|\s[–—-]\s|(?-i:(?<=[A-Z]{3})\.)\s)\s*(?P<text>\S.*)"
_END = r"\s*[:.,…»>]?\s*$"
_SEPARATOR_BEFORE_WORDS = _SEPARATOR.replace(r"(?P<text>", r"(?P<text>(?![\d£])")
_ANY = r"\S+(?: \S+){0,7}"
_LEAD = r"[\W_]*(?:\d+[.)]?\s+)?"
_UNTIL = r"(?:until|till?|to|before|by|on|after|at|from)\b"
_WEEKDAY = r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
_CLOCK = r"\d[.:]\d|\d\s?[ap]\.?m\b|\b\d{4}\s?(?:hrs|hours)\b|\b0\d{3}\b|\bnoon\b|\bmidnight\b"
_MOMENT = rf"(?:{_CLOCK}|{_WEEKDAY}|\b{MONTH}|\d/\d)"
_NOT_NAMES = ("masthead-word", "organisation-word", "rank-word", "writer-word", "section", "not-name-word")
MAX_LABEL_LINE = 300
"""The longest line, in characters, that is looked at for furniture."""


class Label(NamedTuple):
    """How one set of words marks a line: ``use`` and ``mark`` as in the term file, and the shape of such a line.

    ``hints`` are words, in small letters, of which such a line holds one at least, "" if it need hold none.
    """

    use: str
    mark: str
    shape: str
    hints: tuple[str, ...]

    def may_be(self, line: str) -> bool:
        """Whether a line holds one of the hints: most that begin alike do not."""
        return any(map(line.lower().__contains__, self.hints))

    @property
    def pattern(self) -> re.Pattern[str]:
        """The shape compiled, when a line first begins as it does: most never are, and all together take long."""
        return _compiled(self.shape)


class Found(NamedTuple):
    """A line that is furniture: its kind, how its words are used, and whether the lines after it belong to it."""

    mark: str
    use: str
    heads_block: bool


class Cue(NamedTuple):
    """Words that speak for a kind of furniture wherever they stand in a short line; weights add up, 2 decide."""

    words: str
    mark: str
    weight: int


class Labels(NamedTuple):
    """All words of furniture, ready for use.

    ``agencies`` are names with which the credit of a picture ends; ``agency`` is such a credit at the end of a line.
    ``scene`` is what a caption says behind a name.
    ``cues`` stand under a word that several have, or else under all their own: what is looked for first.
    ``telling`` holds a word of every phrase by which a line tells, without a date, who wrote it or when it may be used.
    ``stub`` tells whether what stands between two spaces holds a word that some phrase of ``page_words`` cannot do
    without. ``papers`` are words in the names of papers and organisations, ``not_names`` those that no writer's name
    holds, ``behind_names`` words of offices and letters that may stand right behind one.
    ``markup`` and ``markup_names`` give the kind of furniture by a word in the name of a class, and by a whole name;
    ``page_titles`` and ``page_words`` what pages say that are no articles, by the reason for the reject.
    """

    by_first_word: dict[str, tuple[Label, ...]]
    cues: dict[bytes, tuple[Cue, ...]]
    words: dict[str, frozenset[str]]
    telling: frozenset[str]
    stub: Pieces[bool]
    papers: frozenset[str]
    not_names: frozenset[str]
    behind_names: frozenset[str]
    credit: re.Pattern[str]
    scene: re.Pattern[str]
    agencies: tuple[str, ...]
    agency: re.Pattern[str]
    byline: re.Pattern[str]
    tagline: re.Pattern[str]
    date: re.Pattern[str]
    update: re.Pattern[str]
    issuer: re.Pattern[str]
    statement: re.Pattern[str]
    office: re.Pattern[str]
    person_title: re.Pattern[str]
    letters: re.Pattern[str]
    reference: re.Pattern[str]
    issue: re.Pattern[str]
    counted: re.Pattern[str]
    named: re.Pattern[str]
    subject: re.Pattern[str]
    slug: re.Pattern[str]
    embargo: re.Pattern[str]
    reporting: re.Pattern[str]
    markup: dict[str, str]
    markup_names: dict[str, str]
    page_titles: dict[str, re.Pattern[str]]
    page_words: dict[str, re.Pattern[str]]

    def find(self, line: str) -> Found | None:
        """What kind of furniture the line is by the words it begins with, or None."""
        first = _first_word(line) if len(line) <= MAX_LABEL_LINE else ""
        for label in self.by_first_word.get(first, ()) if first else ():
            match = label.pattern.match(line) if label.may_be(line) else None
            if match is not None:
                alone = label.use in _HEADS_BLOCK and match["text"] is None
                return Found(label.mark, label.use, alone)
        return None


@lru_cache(maxsize=1)
def labels() -> Labels:
    """The furniture words of the shipped common pack, compiled once a process."""
    terms = list(shipped_pack(COMMON).of_kind(KIND))
    by_use: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        by_use[str(term.attributes["use"])].append(term)
    words = {term.id: frozenset(term.forms) for term in terms if "mark" not in term.attributes}
    return Labels(
        _by_first_word(terms),
        _cues(by_use["cue"]),
        words,
        _telling(by_use, words["writers-section"]),
        _holding(_longest(form for term in by_use["page-words"] for form in term.forms)),
        words["masthead-word"] | words["organisation-word"],
        frozenset().union(*(words[key] for key in _NOT_NAMES)),
        words["office-word"] | words["writer-word"] | frozenset(map(str.lower, words["post-nominal"])),
        re.compile(
            rf"(?:\((?:{_either(by_use['credit'])})s?(?: by)?:\s*[^()\n]*\)|(?:^|[.!?|)]\s+|\s{{2,}}|\t)"
            rf"(?:{_either(by_use['credit'])})(?: by)?:\s*\S(?:[^.!?\n]|(?<=\b[A-Z])\.){{0,60}})\.?$",
            re.IGNORECASE,
        ),
        re.compile(rf" (?:(?:{_either(by_use['scene'])}) |\((?:{_either(by_use['scene-side'])})\b)"),
        tuple(sorted(words["picture-agency"] | words["news-agency"])),
        _agency(words["picture-agency"], words["news-agency"]),
        _byline(by_use),
        re.compile(_either(by_use["tagline"]), re.IGNORECASE),
        re.compile(rf"(?:(?:{_either(by_use['date'])})\b\s*)+", re.IGNORECASE),
        re.compile(rf"(?:{_either(by_use['update'])})\b", re.IGNORECASE),
        re.compile(rf"(?:{_either(by_use['issuer'])})\s*:?\s*", re.IGNORECASE),
        re.compile(rf"(?:{_either(by_use['statement'])})\s*:?\s+", re.IGNORECASE),
        re.compile(
            rf"(?:our\s+|the\s+)?(?:[\w&’'-]+\s+){{0,4}}(?:{'|'.join(sorted(words['writer-word']))})\b[,:]?\s*",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:(?:{_either(by_use['person-title'])})\.?\s+)+", re.IGNORECASE),
        re.compile(rf"(?:,?\s(?:{_either(by_use['post-nominal'])})\b)+"),
        re.compile(rf"(?:{_either(by_use['reference'])})(?:[.:]? ?\S*\d\S*$|\W*:)", re.IGNORECASE),
        _issue(by_use["issue"]),
        re.compile(rf"(?:{_either(by_use['issue-count'])})\b[. ]*\d", re.IGNORECASE),
        re.compile(rf"(?:{_either(by_use['byline-label'])})\s*:\s*(?=\S)", re.IGNORECASE),
        re.compile(rf"(?:{_either(by_use['subject'])})\s*:\s*(?=\S)", re.IGNORECASE),
        re.compile(rf"(?:{_either(by_use['slug'])})\s*:\s*(?=\S)", re.IGNORECASE),
        _embargo(by_use["embargo-lead"], by_use["embargo"]),
        re.compile(rf"\s+(?:{_either(by_use['verb'])})\b"),
        {form: _mark(term) for term in by_use["markup"] for form in term.forms},
        {form: _mark(term) for term in by_use["markup-name"] for form in term.forms},
        _by_mark(by_use["page-title"], _LEAD, r"\W*(?:$|\s[|–—-]\s)"),
        _by_mark(by_use["page-words"], r"\b", ""),
    )


def _agency(pictures: frozenset[str], news: frozenset[str]) -> re.Pattern[str]:
    """The credit of an agency: "(Una Teal/PA)", "Una Teal/PA", "(PA)", or of one that only sells pictures: "– Alamy".

    What a news agency's initials stand for may have been said right before them: they are the group ``initials``.
    """
    sells, reports = (
        "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name)))) for names in (pictures, news)
    )
    word = r"[A-ZÀ-Þ][\w’'.-]*"
    name = rf"{word}(?: {word}){{0,3}}"
    return re.compile(
        rf"(?:\((?:{name}\s?/\s?(?:{sells}|{reports})|(?:{sells}))(?:\s?/\s?{name})?\)"
        rf"|\b{word} {name}\s?/\s?(?:{sells}|{reports})"
        rf"|(?:[.!?][\"”’]?|\s[|–—-])\s+(?:{sells}))\.?$"
        rf"|\((?P<initials>{reports})\)$"
    )


def _cues(terms: list[Term]) -> dict[bytes, tuple[Cue, ...]]:
    cues = [Cue(form, _mark(term), int(term.attributes["weight"])) for term in terms for form in term.forms]
    shared = Counter(word for cue in cues for word in {*WORD.findall(cue.words)} if len(word) >= _LONG)
    by_word: dict[bytes, list[Cue]] = defaultdict(list)
    for cue in cues:
        word = max(WORD.findall(cue.words) or [cue.words], key=lambda word: shared[word])
        by_word[(word if shared[word] > 1 else cue.words).encode()].append(cue)
    return {word: tuple(found) for word, found in by_word.items()}


def _telling(by_use: Mapping[str, list[Term]], sections: frozenset[str]) -> frozenset[str]:
    """A word of every form of bylines, issuers, embargoes and writers' sections, few in all: if none of them stands in
    a line, no such form does. (A `byline-noun` goes with "by", a `byline-with` with "with".)"""
    forms = [form for use in ("byline", "issuer", "embargo") for term in by_use[use] for form in term.forms]
    split = (WORD.findall(form.lower()) for form in (*forms, *sections))
    return _JOINTS | _longest(" ".join(words) for words in split if _JOINTS.isdisjoint(words))


def _holding(words: frozenset[str]) -> Pieces[bool]:
    """Whether what stands between two spaces holds one of the words."""
    return Pieces(lambda piece: not words.isdisjoint(WORD.findall(piece.lower())), most=20_000)


def _hint(form: str) -> str:
    """The longest word of a form behind its first; "" if it has no other."""
    return max(WORD.findall(form.lower())[1:], key=len, default="")


def _longest(forms: Iterable[str]) -> frozenset[str]:
    """The longest word of each form."""
    return frozenset(max(reversed(WORD.findall(form.lower())), key=len) for form in forms)


def _byline(by_use: Mapping[str, list[Term]]) -> re.Pattern[str]:
    """What stands before a writer's name: "By", "Words:", "Reporting for the Quay Post by", "Follow it live with"."""
    before = r"(?:[^.,:|]{1,30},\s+)?"
    between = r"(?:\s+(?:for|in|from|and|&)\s[^.!?:|]{1,50}?)?\s+"
    return re.compile(
        rf"{before}(?:{_either(by_use['byline-noun'])}){between}by\s+"
        rf"|(?:{_either(by_use['byline'])})(?:\s*:\s*|\s+)"
        rf"|(?:{_either(by_use['byline-with'])})\b[^.!?:|]{{0,50}}?[\s,]with\s+",
        re.IGNORECASE,
    )


def _issue(terms: list[Term]) -> re.Pattern[str]:
    """A line of up to 60 characters that counts issues: "Issue 12 - May 2024", "Vol. 3, No. 4 | Summer 2024"."""
    word = rf"(?:{_either(terms)}|{_WEEKDAY}|\d{{1,4}}(?:st|nd|rd|th)?|\d+p)"
    return re.compile(
        rf"(?=.{{0,60}}$)(?=\D*\d)[\W\d_]*(?:{_either(terms)})\b[\W_]*(?:{word}\b[\W_]*)*$", re.IGNORECASE
    )


def _embargo(leads: list[Term], terms: list[Term]) -> re.Pattern[str]:
    """A line of up to 140 characters that forbids publication: the words alone, or up to a moment that it gives."""
    until = rf"(?:[\W_]*(?:{_UNTIL}|(?=\d|{_WEEKDAY}))|\s*(?:[:;,–—-]|\())"
    return re.compile(
        rf"(?=.{{0,140}}$)[\W_]*(?:(?:{_either(leads)})\b[\W_]+){{0,6}}(?:{_either(terms)})\b"
        rf"(?:{until}.*?{_MOMENT}|[\W_]*(?:{_UNTIL})?[\W_]*$)",
        re.IGNORECASE,
    )


def _by_mark(terms: list[Term], before: str, after: str) -> dict[str, re.Pattern[str]]:
    return {_mark(t): re.compile(f"{before}(?:{_either([t])}){after}", re.IGNORECASE) for t in terms}


def _mark(term: Term) -> str:
    return str(term.attributes.get("mark", ""))


def _either(terms: list[Term]) -> str:
    return "|".join(_words(form) for form in sorted((f for t in terms for f in t.forms), key=len, reverse=True))


def _words(form: str, between: str = r"\s+") -> str:
    """A form as a pattern: ``between`` its words, either apostrophe, ``*`` for up to eight words."""
    escaped = (_ANY if word == "*" else re.escape(word).replace("'", "['’]") for word in form.split())
    return between.join(escaped)


_SHAPES = {
    "block": rf"(?P<text>$^)?{_END}",
    "label": rf"(?:{_END}|{_SEPARATOR})",
    "slot": rf"(?:{_END}|{_SEPARATOR})",
    "counted": rf"(?:\s*\(\d+\))?(?:{_END}|{_SEPARATOR})",
    "inline": _SEPARATOR,
    "credits": r"(?P<text>)\s+(?-i:[A-Z][\w’'.-]*\s+[A-Z])",
    "opener": r"(?P<text>\b|(?<=\W))",
    "contact": r"(?P<text>)",
    "feature": rf"(?P<text>$^)?{_END}",
    "whole": r"(?P<text>)\W*$",
}
_HEADS_BLOCK = frozenset({"block", "label", "slot", "counted", "feature"})
_COUNTED = r"(?:[\W_]*\d+\s+|[\W_]*(?=\w+\s*\(\d))"
_REACHABLE = r"(?=.*(?:\b(?:0\d{2,4}|999|101|111|116)\b|\+44|@|www\.|https?:))"


@cache
def _compiled(shape: str) -> re.Pattern[str]:
    return re.compile(shape, re.IGNORECASE)


def _first_word(line: str) -> str:
    """The word that a line begins with, in small letters, behind marks and a number; "" if there is none."""
    opening = line.partition(" ")[0]
    if opening.isalpha():
        return opening.lower()
    first = _FIRST_WORD.match(line)
    return first[1].lower() if first else ""


def _by_first_word(terms: list[Term]) -> dict[str, tuple[Label, ...]]:
    found: dict[str, list[Label]] = defaultdict(list)
    for term in terms:
        use = str(term.attributes["use"])
        if use not in _SHAPES:
            continue
        by_word: dict[str, list[str]] = defaultdict(list)
        for form in term.forms:
            by_word[_first_word(form)].append(form)
        for word, forms in by_word.items():
            between = r"[:,]?\s+" if use in {"opener", "contact"} else r"\s+"
            choice = "|".join(_words(form, between) for form in sorted(forms, key=len, reverse=True))
            reach = _REACHABLE if use == "contact" else ""
            lead = _COUNTED if use == "counted" else _LEAD
            shape = (
                _SHAPES[use].replace(_SEPARATOR, _SEPARATOR_BEFORE_WORDS) if _mark(term) == "advert" else _SHAPES[use]
            )
            pattern = rf"{lead}{reach}(?:{choice})(?!\w){shape}"
            found[word].append(Label(use, _mark(term), pattern, tuple(sorted(map(_hint, forms)))))
    return {word: tuple(entries) for word, entries in found.items()}
