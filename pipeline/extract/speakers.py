"""Whose words a quote holds: the subject of the verb that brings it, the label of a transcript, the name under a block.

A speaker is looked for in the clause before the quote, in the clause behind it, in the line before, in the line behind.
Reports, inspectors and spokesmen speak too: a quote of theirs is nobody's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from pipeline.extract.person_words import UPPER, PersonWords
from pipeline.extract.quotes import Quote
from pipeline.extract.reading import Span
from pipeline.extract.wording import alternation

_CLAUSE = 220
_LONGEST_LABEL = 60
_OPENING = 6
_CONJUNCTIONS = frozenset({"while", "but", "and", "whereas", "although", "though"})
_LONGEST_CONJUNCTION = 9
_STOP = re.compile(r"[.!?…;](?:(?=[\s”’\"'])|(?<=[.!?])(?=[A-Z]))")
_LABEL = re.compile(rf"(?:\[[\d:.]+\] )?([{UPPER}][\w.’'-]*(?: [{UPPER}][\w.’'-]*){{0,4}}): (?![“‘\"'])")
_SIGNED = re.compile(r" ?[–—-] ?")
_WORD = re.compile(r"\([^()\n]{1,80}\)|[^\W_][\w’'-]*")
"""A word, or an aside in brackets: nobody in it speaks."""
_BY = re.compile(r"(?:^|[ ,])(?:[Ff]or|[Aa]ccording to|[Ii]n the (?:words|opinion|view) of|[Bb]y|[Tt]o) (?:the )?$")
_LONGEST_BY = 32
_OBJECTS = frozenset(
    [
        "it",
        "the",
        "them",
        "him",
        "her",
        "that",
        "this",
        "its",
        "he",
        "she",
        "they",
        "a",
        "an",
        "our",
        "their",
        "his",
        "these",
        "those",
        "us",
        "me",
    ]
)
_AND_SAID = frozenset({"and", "but", "then", "also"})
_PRONOUNS = frozenset({"he", "she", "they", "both"})
_DEFINITE = frozenset({"the", "our", "its", "their"})
_AFTER_APPOSITION = re.compile(r",(?: (?:has|have|had|also|then|later))*\s*$")
_LED = re.compile(r"\b(?:words|statement|letter|verdict|view|message) of $|^$")
_QUESTION = re.compile(r"^Q: ", re.MULTILINE)
_SO_SAYS = ("So says ", "So said ", "So say ")
""" "We cannot recruit." So says Pat Penn."""
_BEING = frozenset({"is", "are", "was", "were", "been", "being", "be"})
_EITHER = "either"
"""The pronoun that stands for "the 34-year-old": of any gender."""
ANONYMOUS = -1
"""The index of a speaker who is no person: a report, the inspectors, a spokesman."""


class Seen(NamedTuple):
    """A mention of a person: offsets with titles (``start``) and apposed role (``end``), the bare name, the person."""

    start: int
    end: int
    name: Span
    person: int


class Cast(NamedTuple):
    """The people of an article as speakers: their mentions in text order, their names, role heads, and genders."""

    mentions: list[Seen]
    names: list[str]
    heads: list[set[str]]
    genders: list[str]


class Speech(NamedTuple):
    """A span of somebody's words."""

    start: int
    end: int
    person: int


Word = re.Match[str]
"""A word of a clause, as it was found."""


def _pair(words: list[Word], index: int) -> str:
    return " ".join(word[0] for word in words[index : index + 2])


class _Patterns(NamedTuple):
    """What speakers are found by; ``calls`` are verbs, ``of_two`` those that speak only with the word behind them
    ("puts it"), ``clip`` what a script calls somebody's recorded words, ``subjects`` (lower case) words that may mean
    somebody. ``titled`` ends with a title or an initial, whose stop ends no sentence."""

    speaks: re.Pattern[str]
    nameless: re.Pattern[str]
    clip: re.Pattern[str]
    titled: re.Pattern[str]
    calls: frozenset[str]
    of_two: frozenset[str]
    subjects: frozenset[str]


@lru_cache(maxsize=4)
def _patterns(vocabulary: PersonWords) -> _Patterns:
    says = alternation(vocabulary.speech)
    somebody = alternation(vocabulary.somebody)
    of_two = frozenset(form.split(" ")[0] for form in vocabulary.speech if " " in form)
    anybody = rf"A (?:{somebody})|a (?:{somebody})(?= (?:[a-z]+ ){{0,4}}(?:{says})(?!\w))"
    return _Patterns(
        speaks=re.compile(rf",? (?:{says})(?!\w)"),
        nameless=re.compile(rf"(?:{alternation(vocabulary.nameless)}|source|{anybody})(?!\w)"),
        clip=re.compile(rf"\W?(?:{alternation(vocabulary.clips)})(?: \d+)?:? ?", re.IGNORECASE),
        titled=re.compile(rf"\b(?:{alternation(vocabulary.honorifics)}|St|[A-Z])$"),
        calls=vocabulary.speech | vocabulary.naming | of_two,
        of_two=of_two,
        subjects=frozenset(
            word.lower()
            for words in (_PRONOUNS, _DEFINITE, vocabulary.heads, vocabulary.short_roles, vocabulary.anonymous)
            for word in words
        ).union(word.lower() for word in vocabulary.organisation_words),
    )


class Speakers:
    """Finds the speakers of one article's quotes, in text order: each answer may rest on the one before."""

    def __init__(self, text: str, lines: list[Span], cast: Cast, vocabulary: PersonWords) -> None:
        self.text = text
        self.lines = lines
        self.cast = cast
        self.vocabulary = vocabulary
        self.patterns = _patterns(vocabulary)
        self._line_starts = [line.start for line in lines]
        self._starts = [mention.start for mention in cast.mentions]
        self._said: list[tuple[Quote, tuple[int, ...]]] = []

    def speeches(self, quotes: list[Quote]) -> list[Speech]:
        """The spans of people's words among the quotes."""
        found: list[Speech] = []
        index = 0
        while index < len(quotes):
            last = index
            while quotes[last].continued and last + 1 < len(quotes):
                last += 1
            group = quotes[index : last + 1]
            following = quotes[last + 1].start if last + 1 < len(quotes) else len(self.text)
            people = self._speaker(group, following)
            self._said.append((group[-1], people))
            found += [Speech(q.start, q.end, person) for q in group for person in people if person != ANONYMOUS]
            index = last + 1
        return found

    def _line(self, position: int) -> int:
        return max(0, bisect_left(self._line_starts, position + 1) - 1)

    def _words(self, clause: Span) -> list[Word]:
        words = list(_WORD.finditer(self.text, clause.start, clause.end))
        aside = self.text.find("(", clause.start, clause.end) >= 0
        return [word for word in words if word[0][0] != "("] if aside else words

    def _speaker(self, group: list[Quote], following: int) -> tuple[int, ...]:
        first, last = group[0], group[-1]
        signed = self._signature(last.end + 1)
        if signed:
            return signed
        behind = self._clause_behind(last, following)
        leans_back = self.text[last.end - 1] in ",?!—–-…" or self._goes_on(behind)
        people = self._from_behind(behind) if leans_back else ()
        if people:
            return people
        before = self._clause_before(first)
        people = self._from_before(before) or (() if leans_back else self._from_behind(behind))
        return people or self._from_afar(first, last, before)

    def _goes_on(self, behind: Span) -> bool:
        """Whether the sentence of the quote goes on in the clause behind it, and no other one begins there."""
        first = self.text[behind.start : behind.start + _LONGEST_CONJUNCTION].split(" ", 1)[0]
        return first[:1].islower() and first not in _CONJUNCTIONS

    def _clause_before(self, quote: Quote) -> Span:
        line = self.lines[self._line(quote.start)]
        start = max(line.start, quote.start - 1 - _CLAUSE)
        if self._said and self._said[-1][0].end >= start:
            start = self._said[-1][0].end + 1
        for stop in _STOP.finditer(self.text, start, max(start, quote.start - 1)):
            if not self.patterns.titled.search(self.text, max(start, stop.start() - 5), stop.start()):
                start = stop.end()
        return Span(start, max(start, quote.start - 1))

    def _clause_behind(self, quote: Quote, following: int) -> Span:
        line = self.lines[self._line(quote.start)]
        start = quote.end + 1
        while start < line.end and self.text[start] in " ,.”’\"'":
            start += 1
        ended = self.text[quote.end - 1] == "." or self.text[quote.end + 1 : quote.end + 2] == "."
        goes_on = self.text[start : start + 1].islower() or self.text.startswith(_SO_SAYS, start)
        if ended and not goes_on and not self._begins_with_name(start):
            return Span(start, start)
        end = min(line.end, following - 1, start + _CLAUSE)
        stop = _STOP.search(self.text, start, max(start, end))
        return Span(start, stop.start() if stop else max(start, end))

    def _begins_with_name(self, start: int) -> bool:
        index = bisect_left(self._starts, start)
        return index < len(self._starts) and self._starts[index] == start

    def _verbs(self, words: list[Word]) -> list[int]:
        """The indices of the words that bring somebody's words and stand outside names and roles."""
        calls = self.patterns.calls
        return [index for index, word in enumerate(words) if word[0] in calls and self._is_verb(words, index)]

    def _is_verb(self, words: list[Word], index: int) -> bool:
        word = words[index]
        if word[0] in self.patterns.of_two and _pair(words, index) not in self.vocabulary.speech:
            return False
        noun = word[0] in self.vocabulary.noun_too and self._is_noun(words, index)
        return not (noun or self._is_named(word.start()) or self._is_passive(words, index))

    def _is_passive(self, words: list[Word], index: int) -> bool:
        """Whether a verb of naming is said of its subject: "Penn is described as “tireless”", whose words these are
        not."""
        if words[index][0] not in self.vocabulary.naming:
            return False
        before = words[max(0, index - 2) : index]
        return any(word[0] in _BEING for word in before[-1:]) or (
            len(before) == 2 and before[0][0] in _BEING and before[1][0].endswith("ly")
        )

    def _is_noun(self, words: list[Word], index: int) -> bool:
        """Whether a word such as "calls" is no verb: nothing that it could bring follows."""
        following = words[index + 1][0] if index + 1 < len(words) else "it"
        return following not in _OBJECTS and not following[0].isupper()

    def _is_named(self, position: int) -> bool:
        index = bisect_left(self._starts, position + 1) - 1
        return index >= 0 and self.cast.mentions[index].end > position

    def _from_before(self, clause: Span) -> tuple[int, ...]:
        """The subject of the last verb before the quote; or "for", "according to" and a name that begin the clause."""
        text, words = self.text, self._words(clause)
        verbs = self._verbs(words)
        if not verbs:
            return self._by(clause)
        verb, start = words[verbs[-1]][0], words[verbs[-1]].start()
        before, behind = words[: verbs[-1]], words[verbs[-1] + 1 :]
        speaks = verb in self.vocabulary.speech and verb not in self.vocabulary.addressed
        mark = text[clause.start : start].rstrip()[-1:]
        reports = behind and (behind[0][0] == "that" or (len(behind) > 1 and behind[0][0] in _PRONOUNS))
        if speaks and mark in {"", ","} and not reports:  # "said that Ann's work was ..." is no inversion
            inverted = self._subject(behind, clause.end, nearest=False)
            if inverted and inverted != (ANONYMOUS,):
                return inverted
        if behind and (behind[0][0] in {"they", "both"} or text.find(" joint ", clause.start, clause.end) > 0):
            together = self._together(clause)
            if together:
                return together
        nearer = before[verbs[-2] + 1 :] if len(verbs) > 1 and mark != "," else before
        subject = self._subject(nearer, start) or self._subject(before, start)
        if subject == (ANONYMOUS,) and before and before[-1][0] in _AND_SAID:
            return self._subject(before, start, nearest=False) or subject  # "Penn thanked staff and said"
        return subject

    def _by(self, clause: Span) -> tuple[int, ...]:
        """The name that "for" or "according to" begins the clause with, or that a colon ends it behind; the name in
        brackets before a clip: (Bea Mott, governor) "We knew"."""
        index = bisect_left(self._starts, clause.start)
        while index < len(self._starts) and self._starts[index] < clause.end:
            mention = self.cast.mentions[index]
            behind = self.text[mention.end : clause.end]
            low = max(clause.start, mention.start - _LONGEST_BY)
            if mention.start - clause.start < _OPENING and behind.rstrip().endswith(":"):
                return (mention.person,)
            bracketed = self.text[mention.start - 1] == "(" and behind.rstrip().endswith(")")
            if _BY.search(self.text, low, mention.start) or behind.strip(" ") == ":" or bracketed:
                return (mention.person,)
            index += 1
        return ()

    def _from_behind(self, clause: Span) -> tuple[int, ...]:
        """The subject of the first verb behind the quote: "said Penn", "Penn, the head, told the board"."""
        words = self._words(clause)
        verb = next((i for i in self._verbs(words) if words[i][0] not in self.vocabulary.naming), None)
        if verb is None:
            return ()
        if verb == 0 or (verb == 1 and words[0][0] == "So"):
            return self._subject(words[verb + 1 :], clause.end, nearest=False)
        return self._subject(words[:verb], words[verb].start(), nearest=False)

    def _subject(self, words: list[Word], end: int, nearest: bool = True) -> tuple[int, ...]:
        """Whom the words before ``end`` have for a subject: the last before a verb, or the first behind one."""
        if not words:
            return ()
        named, hidden = self._named(words, end, nearest)
        subjects = self.patterns.subjects
        places = [i for i, word in enumerate(words) if word[0].lower() in subjects or "-" in word[0]]
        for place in reversed(places) if nearest else places:
            start = words[place].start()
            if named and (start < named.start if nearest else start > named.start):
                break
            if not any(span.start <= start < span.end for span in hidden):
                people = self._event(words, place)
                if people:
                    return people
        if named is None:
            return ()
        return (ANONYMOUS,) if self._is_spoken_for(named) else (named.person,)

    def _is_spoken_for(self, mention: Seen) -> bool:
        """Whether somebody without a name speaks for the person: "the family of Pat Penn", "a spokesman for her"."""
        ahead = self.text[max(0, mention.start - _LONGEST_BY) : mention.start].rstrip().lower()
        if not ahead.endswith(("of", "for")):
            return False
        before = ahead.split()
        known = self.vocabulary.anonymous, self.vocabulary.nameless
        return before[-1:] in (["of"], ["for"]) and any(before[-2] in words for words in known if len(before) > 1)

    def _named(self, words: list[Word], end: int, nearest: bool) -> tuple[Seen | None, list[Span]]:
        """The last or first mention of a person in the clause, and the stretches that all such mentions take up."""
        text = self.text
        mention: Seen | None = None
        hidden: list[Span] = []
        apposed = nearest and _AFTER_APPOSITION.search(text, words[0].start(), end) is not None
        index = bisect_left(self._starts, words[0].start())
        while index < len(self._starts) and self._starts[index] < end:
            mention = self.cast.mentions[index]
            covers = apposed and "," in {
                text[mention.end : mention.end + 1],
                text[mention.name.end : mention.name.end + 1],
            }
            hidden.append(Span(mention.start - 4, end if covers else mention.end))
            if covers or not nearest:
                break
            index += 1
        return mention, hidden

    def _event(self, words: list[Word], place: int) -> tuple[int, ...]:
        """Whom one word means: a pronoun, "the" and a role, a speaker without a name; nobody: ()."""
        word, start = words[place][0], words[place].start()
        lower = word.lower()
        if lower in _PRONOUNS:
            return self._pronoun(lower, start)
        if lower in _DEFINITE:
            if place + 1 < len(words) and words[place + 1][0].endswith("-year-old"):
                return self._pronoun(_EITHER, start)
            heads = (word[0].lower() for word in words[place + 1 : place + 5])
            head = next((h for h in heads if h in self.vocabulary.heads), None)
            return self._holder(head, start) if head else ()
        if self.vocabulary.is_head(word):
            return self._definite(words, place) or (ANONYMOUS,)
        anonymous = lower in self.vocabulary.anonymous or word in self.vocabulary.organisation_words
        return (ANONYMOUS,) if anonymous else ()

    def _definite(self, words: list[Word], place: int) -> tuple[int, ...]:
        """Whom a role means whose last word is at ``place``, if "the" begins it: "the Chief Constable"."""
        first = place
        while first and self.vocabulary.is_modifier(words[first - 1][0]):
            first -= 1
        head = words[place]
        return self._holder(head[0].lower(), head.start()) if first and words[first - 1][0].lower() == "the" else ()

    def _holder(self, head: str, position: int) -> tuple[int, ...]:
        """The last person before ``position`` whose role has the head."""
        for mention in reversed(self.cast.mentions[: bisect_left(self._starts, position)]):
            if head in self.cast.heads[mention.person]:
                return (mention.person,)
        return ()

    def _pronoun(self, pronoun: str, position: int) -> tuple[int, ...]:
        """Who is "he", "she" or "they": the first named in the last sentence before that names anybody fitting; behind
        a sentence that opens with the same pronoun, the one that this means."""
        index = bisect_left(self._starts, position) - 1
        if pronoun in {"they", "both", "we"}:
            if index < 0 or pronoun == "we":
                return ()
            return self._together(Span(self.lines[self._line(position)].start, position))
        meant = self._meant(pronoun, position)
        opened = self._opened_by(pronoun, meant.start) if isinstance(meant, Seen) else -1
        meant = (self._meant(pronoun, opened) if opened >= 0 else None) or meant
        return (meant.person,) if isinstance(meant, Seen) else meant or ()

    def _meant(self, pronoun: str, position: int) -> Seen | tuple[int, ...] | None:
        """The mention of whom "he" or "she" is, or somebody without a name; None if nobody fits."""
        index = bisect_left(self._starts, position) - 1
        best: Seen | None = None
        for mention in reversed(self.cast.mentions[max(0, index - 12) : index + 1]):
            if best is not None and _STOP.search(self.text, mention.name.end, best.start):
                break
            if self._is_meant(mention, pronoun):
                if best is None and self.patterns.nameless.search(self.text, mention.end, position):
                    return (ANONYMOUS,)
                if best is None or not self.patterns.speaks.match(self.text, best.end):
                    best = mention
        return best

    def _opened_by(self, pronoun: str, position: int) -> int:
        """Where the sentence begins that names somebody at ``position``, if it is about "he" or "she" itself: "He has
        found a deputy, Una Quill. “I am glad,” he said."; -1 if it is not."""
        line = self.lines[self._line(position)].start
        stops = [stop.end() for stop in _STOP.finditer(self.text, max(line, position - _CLAUSE), position)]
        start = stops[-1] if stops else line
        start += len(self.text[start:position]) - len(self.text[start:position].lstrip(" ”’\"'"))
        opens = pronoun in {"he", "she"} and self.text.startswith(f"{pronoun.capitalize()} ", start)
        return start if opens else -1

    def _is_meant(self, mention: Seen, pronoun: str) -> bool:
        """Whether the pronoun may stand for the person: its gender fits, and the mention is no mere owner."""
        fits = pronoun == _EITHER or self.cast.genders[mention.person] in {"", pronoun}
        return fits and not self._is_owner(mention)

    def _is_owner(self, mention: Seen) -> bool:
        """Whether the mention is a possessive, in a line that names somebody before: "Quill's coat" says nothing.

        Or one of whom another mention tells whose he or she is: "Mr Quill's sister, Una Quill".
        """
        if not self.text.startswith(("’s ", "'s "), mention.name.end):
            return False
        following = bisect_left(self._starts, mention.name.end)
        if following < len(self._starts) and self._starts[following] <= mention.name.end + len("’s "):
            return True
        line = self.lines[self._line(mention.start)]
        return self.cast.mentions[bisect_left(self._starts, line.start)].person != mention.person

    def _together(self, clause: Span) -> tuple[int, ...]:
        """People whom "and" joins in the clause."""
        first, last = bisect_left(self._starts, clause.start), bisect_left(self._starts, clause.end)
        people = list(dict.fromkeys(mention.person for mention in self.cast.mentions[first:last]))
        joined = len(people) > 1 and " and " in self.text[clause.start : clause.end]
        return tuple(people) if joined else ()

    def _from_afar(self, first: Quote, last: Quote, before: Span) -> tuple[int, ...]:
        """The speaker when neither clause names one: the line before, the quote before, the line behind."""
        text, index = self.text, self._line(first.start)
        line, end_line = self.lines[index], self.lines[self._line(last.start)]
        previous = self.lines[index - 1] if index else None
        clip = self.patterns.clip.fullmatch(text, line.start, first.start - 1) is not None
        alone = clip or line.start >= first.start - 1
        if not alone and not text[before.start : before.end].strip(" ,.”’\"'–-"):
            continues = self._said and self._said[-1][0].start > line.start
            return self._said[-1][1] if continues else self._of_sentence_before(before.start, line.start)
        if not alone:
            return ()
        if previous and (clip or text[previous.start : previous.end].endswith(":")):
            return self._of_line(previous)
        whole = last.end + 1 >= end_line.end
        below = self._line(last.end) + 1
        if whole and below < len(self.lines):
            signed = self._signature(self.lines[below].start)
            if signed:
                return signed
        if previous and self._said and self._said[-1][0].end > previous.start and self._said[-1][0].is_speech(text):
            return self._said[-1][1]
        return self._lead_of(self.lines[below]) if whole and below < len(self.lines) else ()

    def _of_sentence_before(self, end: int, low: int) -> tuple[int, ...]:
        """Who reports something in the sentence that ends where the quote begins: "Penn says it will do. “It ...”"."""
        start = max(low, end - _CLAUSE)
        stops = [stop.end() for stop in _STOP.finditer(self.text, start, end) if stop.end() < end - 2]
        clause = Span(stops[-1] if stops else start, end)
        return self._from_before(clause) if self._reports(clause) else ()

    def _reports(self, clause: Span) -> bool:
        words = self._words(clause)
        return any(words[index][0] in self.vocabulary.speech for index in self._verbs(words))

    def _of_line(self, line: Span) -> tuple[int, ...]:
        clause = Span(line.start, line.end)
        return self._from_before(clause) or self._by(clause)

    def _signature(self, start: int) -> tuple[int, ...]:
        """ "– Pat Penn, chair" under a block quote, or right behind one."""
        dash = _SIGNED.match(self.text, start)
        index = bisect_left(self._starts, start)
        if dash and index < len(self._starts) and self._starts[index] <= dash.end():
            return (self.cast.mentions[index].person,)
        return ()

    def _lead_of(self, line: Span) -> tuple[int, ...]:
        """The first person of the line behind a quote that stands alone: "So ends the letter of Pat Penn"."""
        if self.text[line.start] in "“\"‘'":
            return ()
        index = bisect_left(self._starts, line.start)
        close = index < len(self._starts) and self._starts[index] < min(line.end, line.start + 60)
        mention = self.cast.mentions[index] if close else None
        opening = self.text[line.start : mention.start].lower() if mention else ""
        return (mention.person,) if mention and _LED.search(opening) else ()

    def transcript(self) -> list[Speech]:
        """The answers of an interview: lines that begin with a known person's name, initials, or "A:"."""
        find, reach = self.text.find, _LONGEST_LABEL
        labelled = [line for line in self.lines if find(": ", line.start, line.start + reach) > 0]
        matches = [match for line in labelled if (match := _LABEL.match(self.text, line.start, line.end))]
        if not matches:
            return []
        labels: dict[str, int] = {}
        for person, name in enumerate(self.cast.names):
            initials = "".join(word[0] for word in name.split())
            for label in (name, name.split()[-1], name.split()[0], initials):
                labels.setdefault(label.casefold(), person)
        question = _QUESTION.search(self.text)
        asked = {m.person for m in self.cast.mentions if question and m.start < question.start()}
        if len(asked) == 1:
            labels["a"] = asked.pop()
        found = []
        for match in matches:
            speaker = labels.get(match.group(1).casefold())
            if speaker is not None:
                found.append(Speech(match.end(), match.endpos, speaker))
        return found
