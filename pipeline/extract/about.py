"""What a figure is about: the words of its clause, without the number and without who said it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.about_words import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    STOP,
    TRAILING,
    content_of,
    leading_word,
    says,
    trimmed,
    until_next,
    without_link,
)
from pipeline.extract.closed_class import closed_class
from pipeline.extract.number_nouns import NOUN_END, noun
from pipeline.extract.number_place import Figure, Sentence, Token
from pipeline.extract.reading import Span

_MARKS = r";:()\[\]\t|\"“”!?"
_CONJUNCTION = (
    r"(?:a(?:nd|lthough|gainst|fter)|b(?:ut|e(?:fore|cause))|wh(?:ile|ereas|en)|t(?:hough|aking)|compared|versus"
    r"|leaving) "
)
_BREAK = re.compile(  # begins with a class of characters, which is looked for fastest; most of them are spaces
    rf"[ ,.–—{_MARKS}](?:(?<! )(?:(?<=[{_MARKS}])[{_MARKS}]* ?|(?<=[–—])|(?<=,) ?(?=\D)|(?<=[a-z]\.)(?= |$))"
    rf"|(?<= )(?:[–—-] ?|(?={_CONJUNCTION})))"
)
_RATIO_WORDS = frozenset({"every", "one", "only", "out"})
_AND_VERB = re.compile(rf"and (?:{'|'.join(sorted(AUXILIARIES))})\b")
_AND_MORE = re.compile(
    r"and an? [a-z]"
    r"|and (?:[a-z]{2,}ed|took|put|gave|made|set|won|left|began|brought|bought|found|built|ran)"
    r" (?:an?|the|its|their|his|her|over|up|to|into)\b"
    r"|and (?:lost|wrote|spent|sent|told|saw|went|came|got|held|kept|paid|sold|taught|led)\b(?! by\b)"
)
""" "It has 11 schools and took over Elm Park": another thing, or another verb with what it is done to."""
_NAME_GOES_ON = re.compile(r"and (?:Rescue|Social|Crime|Skills|Families|Young)\b")
""" "Fire and Rescue Service": no conjunction of clauses."""
_LISTED = re.compile(
    r" of [a-z]+(?: [a-z]+)?, [a-z]+(?: [a-z]+)?,? and [a-z]+(?: [a-z]+){0,2} (?=(?:were|was|are|is|had|have|has)\b)"
)
""" "40 per cent of education, health and care plans were late": one subject."""
_AND_THAT = re.compile(r"\band that (?!is\b|was\b|means\b|meant\b)")
""" "It found that calls had doubled and that ...": a clause of its own."""
_RELATIVES = frozenset({"which", "who", "whose", "where", "whom"})
_HEARD = (["nothing"], ["little"], ["no"])
"""After "heard" or "found", what tells of a measurement and not of a source."""
_HAS = frozenset({"had", "has", "have"})
_LEVELS = closed_class("standard target benchmark limit threshold goal norm")
_LEADS_TO_LEVEL = closed_class("is was of being at")
_OF_WHICH = (["of", "which"], ["of", "whom"])
_PRONOUNS = frozenset({"it", "that", "this", "they", "it's", "figure"})
_COMPARATIVES = closed_class(
    "up down above below short higher lower better worse behind ahead more fewer less greater longer shorter "
    "quicker slower faster"
)
_SHORT_OF = closed_class("short shy below above behind ahead adrift")
"""What follows a number of points by which a figure is off a level that is named next."""
_COPULAS = frozenset({"is", "was", "be", "are", "were", "been", "now", "it's"})
_LINKS = closed_class(
    "to or from against which that is was are were a an of and with compared than by now it before back then again "
    "further stood stands"
)
_STOOD_AT = (["stood", "at"], ["stands", "at"])
_APIECE = re.compile(r" (?:a|an|per|each|every) (?:year|day|week|month|hour|night|term|head|person|place)\b")
_BACK = re.compile(r" of (?:them|these|whom|which)\b")
_BACK_TO = closed_class("whom which these them those")
_TIME_NEXT = re.compile(r" (?:the|a) (?:year|month|week|previous|same|following|last)\b")
_OPENS_RIGHT = closed_class(
    "of the a an its their his her and or that who which were was is are had has have - been being plus odd "
    "respectively"
)
_AFTER_BARE = NOUN_END - {"of", "the", "a", "an", "who", "said", "told"}
"""What follows a figure of which the thing that it measures has been named before."""
_TO_PREDICATE = re.compile(
    r" [a-z-]+(?: [a-z-]+){0,2} (?:is|was|are|were|stands at|stood at|averaged) (?:[a-z]+ ){0,2}"
)
_TOTALS = frozenset({"total", "average", "mean", "median"})
"""In "a total of 87 per cent of children" these name nothing."""
_WHERE = frozenset({"in", "at", "on", "during"})
_ASIDE = re.compile(r" ?\([^()]{1,20}\)|, [^,;:.()]{2,60},(?! [YN])")
_NUMBER_ASIDE = re.compile(r" ?\([NF]+[^()]{0,12}\)")
_PROPER = re.compile(r" (?:of|at|in|by|from) (?:the )?[A-Z][\w'’&-]*(?: (?:and |& |of )?[A-Z][\w'’&-]*)*")
_WHEN = re.compile(r" (?:in|since|during|until|from)(?: the)?(?: [a-z]+)? (?:19|20)\d\d(?:[-/]\d\d(?:\d\d)?)?\b")
_LEFT, _RIGHT, _HEAD, _SHORT_HEAD = 9, 14, 9, 4
"""How many words an ``about`` takes from the left, from the right, and from the figure that it carries on from; the
last for a figure that tells how far that one is off a level."""
_COUNTED_LEFT, _COUNTED_RIGHT = 2, 7
"""How many it takes from both sides of a count with a noun."""
_WHOLE_RIGHT = 3
"""How many it takes from the right of a whole without a noun: "half of the 64 freed in May"."""
_WHOLE_LEFT = 12
"""How many it takes from the left where the last figure ends the sentence, so that it has its verb: "were sold in a
shop in Wyke the next morning for £60"."""


_LEADS_TO_ANTECEDENT = closed_class("at with to by from into about")


def _antecedent(tokens: list[Token]) -> list[Token]:
    """The thing that a clause with "which" behind the words tells of: "attendance" of "had a go at attendance"."""
    near = tokens[-4:]
    lead = max((i for i, (word, _) in enumerate(near) if word in _LEADS_TO_ANTECEDENT), default=-1)
    return trimmed(near[lead + 1 :]) if lead + 1 < len(near) else near


class Sides(NamedTuple):
    """The words of a figure's clause: before it, within it ("fires" of "86.4 fires per 100,000"), after it."""

    left: list[Token]
    inner: list[Token]
    right: list[Token]

    @property
    def content(self) -> int:
        """How many words say something."""
        return content_of(self.left + self.inner + self.right)


class About(NamedTuple):
    """The words that say what a figure measures, and those of them that a later figure goes on about."""

    words: str
    topic: str


class Clauses:
    """The clauses of one sentence, for asking what each of its figures is about."""

    def __init__(self, sentence: Sentence, figures: Sequence[Figure], periods: Sequence[Span]) -> None:
        self.sentence = sentence
        self.masked = sentence.masked
        self.figures = figures
        self.periods = periods
        company = sentence.company
        moves = company.comparatives.opens(sentence.words) or company.cues["gone"].opens(sentence.words)
        self.moves = moves or any(figure.unit == "multiple" for figure in figures)
        self.breaks = [m.span() for m in _BREAK.finditer(sentence.masked, *sentence.span)]
        self.openings = [opening for opening, _ in self.breaks]
        self.closings = [closing for _, closing in self.breaks]
        self.nouns = [noun(sentence, figure) for figure in figures]
        self.ahead = [sentence.words_before(figure.start) for figure in figures]
        self.bare = [sentence.company.unqualified(words) for words in self.ahead]
        self.floors = [sentence.span.start]
        for counted, (before, figure) in zip(self.nouns, pairwise(figures), strict=False):
            embedded = self._embeds(before, figure)
            self.floors.append(self.floors[-1] if embedded else self._floor(before, figure, counted or ""))

    def about(self, index: int, topic: str) -> About:
        """What the figure at ``index`` measures; ``topic`` is what the text was about before it."""
        figure = self.figures[index]
        if self.masked[figure.start - 1 : figure.start] == "\t":
            return About(label := self._row_label(), label)
        start, end = self._bounds(index)
        lead = self.sentence.tokens(start, figure.start)
        if qualifier := len(self.ahead[index]) - len(self.bare[index]):
            del lead[-qualifier:]
        sides = self._sides(index, lead, end)
        if self._is_whole(index):
            counted = self.sentence.tokens(figure.end, figure.end + len(self.nouns[index] or "") + 1)
            whole = self._joined(sides._replace(right=counted or sides.right[:_WHOLE_RIGHT]))
            return About(whole, whole)
        ranks = figure.unit == "rank" and sides.right
        if index and _AND_THAT.search(self.masked, self.figures[index - 1].end, figure.start):
            return self._own(index, self._widened(index, sides, start, end), start)
        if topic and not ranks and self._carries_on(index, lead, sides):
            head = self._head(topic, _SHORT_HEAD if self._is_off(figure) else _HEAD)
            return About(self._joined(sides._replace(right=sides.right[:_LEFT]), head), head)
        sides = self._widened(index, sides, start, end)
        if topic and index and not self.nouns[index] and sides.content < self._enough(index, sides):
            return About(self._joined(sides, head := self._head(topic)), head)
        return self._own(index, sides, start)

    def _own(self, index: int, sides: Sides, start: int) -> About:
        """What the figure measures by the words of its own clause, which begins at ``start``."""
        figure = self.figures[index]
        if figure.unit == "rank" and start > self.floors[index] and not (sides.left and sides.left[0][1] < start):
            sides = sides._replace(left=self._further_left(start, index)[1] + sides.left)
        left, inner, right = self._focused(index, sides)
        named = self.nouns[index]
        if named and figure.unit == "count" and not self._began(index):
            left, right = trimmed(left[-_COUNTED_LEFT:]), right[:_COUNTED_RIGHT]
        if named or figure.unit == "gbp" or len(left) > 1:
            right = until_next(right)
        ends = not right and index + 1 == len(self.figures)
        about = self._joined(Sides(left, inner, right), longest=_WHOLE_LEFT if ends else _LEFT)
        if figure.rule == "whole-before":
            return About(about, self._joined(Sides([], inner, [])))
        placed = right and right[0][0] in _WHERE and not named and content_of(left) > 1
        return About(
            about, self._joined(Sides(left, inner, [])) if placed else about
        )  # "in towns" is only for this one

    def is_aside(self, index: int) -> bool:
        """Whether the figure is only a level that another one is compared with, or a share "of which" it is one."""
        words, cues = self.bare[index], self.sentence.company.cues
        if compared := cues["comparison"].before(words):
            rest = words[: -compared[1]]
            has_own_subject = rest[-1:] and rest[-1] in _COPULAS  # "and absence was down from 38 to 24"
            return not has_own_subject and cues["gone"].before(rest) is None
        is_level = len(words) > 1 and words[-2] in _LEVELS and words[-1] in _LEADS_TO_LEVEL
        return is_level or words[-2:] in _OF_WHICH

    # --- the clause -----------------------------------------------------------------------------------------

    def _floor(self, before: Figure, figure: Figure, counted: str) -> int:
        """Where the words begin that may belong to a figure with another one, of what it ``counted``, before it."""
        apiece = _APIECE.match(self.masked, before.end)
        end = apiece.end() if apiece else before.end
        if counted and self.masked.startswith(" to ", end + 1 + len(counted), figure.start):
            end += 1 + len(counted)  # "from 41 people to 57"
        return min(end, figure.start)

    def _began(self, index: int) -> bool:
        """Whether the figure is what something had "gone from"."""
        words = self.bare[index]
        return words[-1:] == ["from"] and self.sentence.company.cues["gone"].before(words[:-1]) is not None

    def _embeds(self, part: Figure, figure: Figure) -> bool:
        """Whether a count is only part of the subject of the next figure: "sickness at its three sites was 9"."""
        if part.unit != "count" or not _TO_PREDICATE.fullmatch(self.masked, part.end, figure.start):
            return False
        ahead = self.sentence.words_before(part.start)[-1:]
        return not (PREPOSITIONS.isdisjoint(ahead) and DETERMINERS.isdisjoint(ahead))

    def _is_whole(self, index: int) -> bool:
        """Whether the figure counts what the one before it is a share of: the 640 of "half of its 640 homes"."""
        if not index:
            return False
        part, whole = self.figures[index - 1], self.figures[index]
        if part.unit not in ("ratio", "percent") or whole.unit != "count":
            return False
        return whole.start - part.end < 40 and self.masked.startswith(" of ", part.end, whole.start)

    def _ceiling(self, index: int) -> int:
        """The start of the next figure, unless it only counts what this one is a share of ("half of 640 homes")."""
        if index + 1 == len(self.figures):
            return self.sentence.span.end
        if self._is_whole(index + 1):
            return self._ceiling(index + 1)
        return self.figures[index + 1].start

    def _break_before(self, position: int, index: int) -> tuple[int, int] | None:
        """The last break that ends by ``position`` and splits the clause of the figure at ``index``."""
        for i in range(bisect_right(self.closings, position) - 1, -1, -1):
            if self._splits(*self.breaks[i], index):
                return self.breaks[i]
        return None

    def _break_after(self, position: int, index: int) -> tuple[int, int] | None:
        """The first break that begins at ``position`` or later and splits the clause of the figure at ``index``."""
        for i in range(bisect_left(self.openings, position), len(self.breaks)):
            if self._splits(*self.breaks[i], index):
                return self.breaks[i]
        return None

    def _bounds(self, index: int) -> tuple[int, int]:
        """Where the clause of the figure begins and ends; brackets around just the figure, or commas around a rank, do
        not bound it."""
        figure = self.figures[index]
        apart = figure.unit == "rank" and self.masked.startswith(", ", figure.start - 2)
        enclosed = self.masked[figure.start - 1] == "(" and self.masked.startswith(")", figure.end)
        enclosed = enclosed or (apart and self.masked.startswith(",", figure.end))
        before = self._break_before(figure.start - enclosed - apart, index)
        after = self._break_after(figure.end + enclosed, index)
        start, end = self.floors[index], self._ceiling(index)
        return max(start, before[1] if before else start), min(end, after[0] if after else end)

    def _splits(self, opening: int, closing: int, index: int) -> bool:
        """A conjunction splits only between figures; any other mark always."""
        listed = self._is_listed(opening, index)
        if listed or closing - opening != 1 or self.masked[opening] != " ":
            return not listed
        if _NAME_GOES_ON.match(self.sentence.text, closing):
            return False
        if opening >= self.figures[index].end and _AND_VERB.match(self.masked, closing):
            return True
        figure = self.figures[index]
        if figure.unit == "count" and opening >= figure.end and _AND_MORE.match(self.masked, closing):
            return True
        if opening < figure.start:
            return index > 0 and self.figures[index - 1].end <= opening
        return index + 1 < len(self.figures)

    def _is_listed(self, opening: int, index: int) -> bool:
        """Whether a mark only parts the members of a list that the figure is a share of."""
        end = self.figures[index].end
        listed = _LISTED.match(self.masked, end) if opening >= end else None
        return listed is not None and opening < listed.end()

    def _sides(self, index: int, lead: list[Token], end: int) -> Sides:
        """The words around the figure: of the ``lead`` before it, and up to ``end``."""
        figure = self.figures[index]
        left = [] if figure.rule == "whole-before" else trimmed(self._without_source(without_link(lead)))
        inner = self._inner(figure) if figure.rule in ("rate", "ratio", "whole-before") else []
        begin, end = self._right_bounds(index, end, leads=content_of(left) > 0)
        right = self.sentence.tokens(begin, end)
        if figure.unit == "count" and self.masked.startswith("-", figure.end):
            right = right[:3]
        if aside := _NUMBER_ASIDE.match(self.masked, end):
            following = self._break_after(aside.end(), index)
            right += self.sentence.tokens(aside.end(), following[0] if following else self.sentence.span.end)
        right = trimmed(right, _OPENS_RIGHT)
        return Sides(self._without_date(left) if self.nouns[index] else left, inner, right)

    def _without_date(self, tokens: list[Token]) -> list[Token]:
        """The words without a time that they begin with."""
        dated = next((end for start, end in self.periods if tokens and start <= tokens[0][1] < end), 0)
        return trimmed([token for token in tokens if token[1] >= dated]) if dated else tokens

    def _inner(self, figure: Figure) -> list[Token]:
        """The words within the figure: "grass fires" of "86.4 grass fires per 100,000"."""
        words = self.sentence.tokens(figure.start, figure.end)
        return [t for t in words if t[0][0].islower() and t[0] not in STOP and t[0] not in _RATIO_WORDS]

    def _right_bounds(self, index: int, end: int, *, leads: bool) -> tuple[int, int]:
        """Where the words after the figure begin and end, without "of them" and without an aside right after it."""
        figure = self.figures[index]
        back = _BACK.match(self.masked, figure.end)
        begin = back.end() if back else figure.end
        if leads and self.masked.startswith(" and ", figure.end):
            return begin, begin
        aside = _ASIDE.match(self.masked, begin)
        if aside is None or (leads and aside.group()[0] == ","):
            return begin, max(begin, end)
        begin = aside.end()
        following = self._break_after(begin, index)
        ceiling = next(
            (f.start for f in self.figures[index + 1 : index + 4] if f.start >= begin), self.sentence.span.end
        )
        return begin, max(begin, min(ceiling, following[0] if following else ceiling))

    def _without_source(self, tokens: list[Token]) -> list[Token]:
        """The words after "inspectors found that"."""
        words = [word for word, _ in tokens]
        found = self.sentence.company.cues["attribution"].last(words)
        if found is None:
            return tokens
        start = found[1] + 1
        if words[start : start + 1] in _HEARD:
            return tokens
        if "that" in words[start : start + 6]:
            return tokens[words.index("that", start) + 1 :]
        is_own_verb = start > 1 and words[start - 2] in ("has", "have", "had", "also", "be")
        return tokens if is_own_verb else tokens[start:]

    # --- when the clause says too little --------------------------------------------------------------------

    def _carries_on(self, index: int, lead: list[Token], sides: Sides) -> bool:
        """Whether the figure only goes on about what the one before it measures: "down from 61", "against 8"."""
        figure, words = self.figures[index], self._timeless(lead)
        if figure.inherits or self._points_back(index, words, sides):
            return True
        has = self.nouns[index] and len(words) == 1 and words[0] in _HAS  # "the home, which takes 45, had 38 residents"
        if index and not has and (words == ["to"] or (self._begins_with_verb(words) and content_of(sides.left) < 3)):
            return True
        if not self._is_bare(figure):
            return False
        if words and words[-1] in _COPULAS and _PRONOUNS & set(words[-4:]):
            return True
        tells = self.sentence.next_word(figure.end) in AUXILIARIES and content_of(sides.right) > 1
        return bool(index) and not tells and self._only_links(index, words)  # "212 had no release date" says enough

    def _points_back(self, index: int, words: list[str], sides: Sides) -> bool:
        """Whether the figure is of things named before: "of whom 40", "40 of them", "in May there were 40 of them"."""
        figure = self.figures[index]
        if words[-2:-1] == ["of"] and words[-1] in _BACK_TO:
            return self._is_bare(figure)
        placed = words[:1] and (words[0] in PREPOSITIONS or "there" in words)
        back = _BACK.match(self.masked, figure.end)
        return back is not None and bool(index or placed or content_of(sides.left) < 2)

    def _timeless(self, tokens: list[Token]) -> list[str]:
        """The words that do not only say when."""
        return [word for word, at in tokens if not any(start <= at < end for start, end in self.periods)]

    def _only_links(self, index: int, words: list[str]) -> bool:
        """Whether nothing but links stands between two figures of a kind: "a rise of", "compared with", "and"."""
        figure, before = self.figures[index], self.figures[index - 1]
        if not words:
            return (figure.unit == before.unit or self._compares(figure)) and self.masked[figure.start - 1] != "("
        words = words[:-1] if words[-2:] in _STOOD_AT else words
        compared = self.sentence.company.cues["comparison"].before(words)
        if words[0] == "from" or (compared and not any(map(says, words[: -compared[1]]))):
            return True
        return all(word in _LINKS or not word[0].isalnum() or self._opens(word) for word in words)

    def _compares(self, figure: Figure) -> bool:
        return self.sentence.next_word(figure.end) in _COMPARATIVES

    def _is_bare(self, figure: Figure) -> bool:
        if figure.unit == "multiple":
            return False
        if _TIME_NEXT.match(self.masked, figure.end):
            return True
        following = self.sentence.next_word(figure.end)
        if not following[:1].isalpha():
            return not self.masked.startswith(" (", figure.end)
        return following in _AFTER_BARE

    def _widened(self, index: int, sides: Sides, start: int, end: int) -> Sides:
        """The sides with the segments around them, until they say something."""
        floor, enough, content = self.floors[index], self._enough(index, sides), sides.content
        skips = self.masked[start - 2 : start - 1] == "," and self._begins_with_verb([word for word, _ in sides.left])
        while (content < enough or skips) and start > floor:
            relative = self.sentence.next_word(start) == "which"
            start, more = self._further_left(start, index)
            more = _antecedent(more) if relative else more
            if more and more[0][0] not in _RELATIVES and not (skips and start > floor):
                sides = sides._replace(left=more + sides.left)
                content = sides.content
            skips = False
        if start > floor and self.sentence.next_word(start) in _RELATIVES:
            sides = sides._replace(left=trimmed(self._further_left(start, index)[1][-4:]) + sides.left)
            content = sides.content
        while content < enough and (following := self._further_right(end, index)):
            end, more = following
            sides = sides._replace(right=sides.right + more)
            content = sides.content
        return sides

    def _enough(self, index: int, sides: Sides) -> int:
        """How many telling words an ``about`` must have: one if the figure counts a noun or is "a budget of" it."""
        figure = self.figures[index]
        named = sides.left and self.masked.endswith(" of ", 0, figure.start)
        return 1 if named or self.nouns[index] else 2

    def _begins_with_verb(self, words: list[str]) -> bool:
        return bool(words) and (words[0] in AUXILIARIES or self._opens(words[0]))

    def _further_left(self, start: int, index: int) -> tuple[int, list[Token]]:
        """Where the segment before ``start`` begins, and its words without the source of the claim."""
        floor = self.floors[index]
        opening = start
        while opening > floor and not self.masked[opening - 1].isalnum():
            opening -= 1
        before = self._break_before(opening - 1, index)
        begin = max(floor, before[1] if before else floor)
        tokens = self.sentence.tokens(begin, opening)
        if tokens and tokens[0][0] in _RELATIVES:
            return begin, tokens
        return begin, trimmed(self._without_source(tokens))

    def _further_right(self, end: int, index: int) -> tuple[int, list[Token]] | None:
        """Where the next segment that is not the source of the claim ends, and its words."""
        ceiling = self._ceiling(index)
        for i in range(bisect_left(self.openings, end), len(self.breaks)):
            closing = self.closings[i]
            if closing >= ceiling:
                return None
            until = min(self.openings[i + 1] if i + 1 < len(self.breaks) else ceiling, ceiling)
            tokens = self.sentence.tokens(closing, until)
            if not self.sentence.company.cues["attribution"].any([t[0] for t in tokens]):
                return until, trimmed(tokens)
        return None

    def _row_label(self) -> str:
        label = self.sentence.text[self.sentence.span.start : self.sentence.span.end].split("\t", 1)[0]
        return re.sub(r"\s*\([^)]*\)\s*$", "", label).strip()

    # --- the words ------------------------------------------------------------------------------------------

    def _focused(self, index: int, sides: Sides) -> Sides:
        """Without the words before a figure that begins its clause, or whose thing is fully named after it."""
        figure = self.figures[index]
        left, inner, right = sides
        link = leading_word(self.bare[index])
        led = link in PREPOSITIONS
        if self._counts_named(index, sides):
            if self._began(index):
                return Sides(trimmed(left[:-1]), inner, right)
            if led or "there" in self.bare[index][-4:] or content_of(right) >= 3:
                return Sides([], inner, right)
            return Sides(trimmed(left[-3:]), inner, right) if right[0][1] - figure.end <= 1 else sides
        if link == "of" and left and left[-1][0] not in _TOTALS:
            return sides if self._goes_on(figure, right) else Sides(left, inner, [])
        subject = not led and self.sentence.next_word(figure.end) in ("of", "the")
        return Sides([], inner, right) if subject and content_of(right) >= 3 else sides

    def _goes_on(self, figure: Figure, right: list[Token]) -> bool:
        """Whether what follows "a cost of £9m" belongs to it: "in repairs", or the noun of "warns of a £9m gap"."""
        if not right or right[0][0] in PREPOSITIONS:
            return bool(right)
        beside = figure.unit == "gbp" and right[0][1] - figure.end == 1
        return beside and right[0][0] not in NOUN_END and not right[0][0].endswith("ed")

    def _counts_named(self, index: int, sides: Sides) -> bool:
        """Whether the figure counts something that is named right after it, and not "an average of" it."""
        if self.figures[index].unit != "count" or not self.nouns[index] or not sides.right:
            return False
        return sides.right[0][0] != "times" and "average" not in [word for word, _ in sides.left]

    def _is_off(self, figure: Figure) -> bool:
        """Whether the figure is the points by which another one is off a level that is named next."""
        return figure.unit == "percentage-points" and self.sentence.next_word(figure.end) in _SHORT_OF

    def _head(self, about: str, longest: int = _HEAD) -> str:
        """The first words of an ``about``, without the names in it and its verb at the end, to carry on with."""
        words = _WHEN.sub("", _PROPER.sub("", about)).split()[:longest]
        while len(words) > 1 and (words[-1] in TRAILING or words[-1] in ("gone", "come") or self._opens(words[-1])):
            words.pop()
        return " ".join(words)

    def _opens(self, word: str) -> bool:
        return self.sentence.company.directions.any([word])

    def _slice(self, tokens: list[Token]) -> str:
        """The words of the tokens as the text has them; where words were left out, a space."""
        text, pieces = self.sentence.text, []
        start = end = tokens[0][1]
        for word, opening in tokens:
            if opening - end > 3:
                pieces.append(text[start:end])
                start = opening
            end = opening + len(word)
        return " ".join([*pieces, text[start:end]])

    def _joined(self, sides: Sides, lead: str = "", longest: int = _LEFT) -> str:
        parts = [lead] if lead else []
        parts += [self._slice(side) for side in (sides.left[-longest:], sides.inner, sides.right[:_RIGHT]) if side]
        return " ".join(" ".join(parts).split())
