"""How a sentence moves the focus: to a body that it names, to the areas that it asks about, to all that were graded."""

from __future__ import annotations

import re
from itertools import chain

from pipeline.extract.areas import AreaHit
from pipeline.extract.focus import THE_SAME, Focus
from pipeline.extract.page import PARAPHRASED, Dropped, Found, Page, Sentence, sentence, within
from pipeline.extract.reading import Reading, Span
from pipeline.extract.units import COUNTS
from pipeline.extract.wording import Wording

PAIR = 2
"""Bodies; an article on more is a round-up, in which a heading ends what was said of the last one."""
_HEADING = 40
"""Characters of a heading, at most."""


def apart(page: Page) -> dict[int, str]:
    """Where the headings in capitals of a round-up stand, with "": what follows is of no body before them."""
    text = page.reading.text
    if len({body.name for body in page.bodies}) <= PAIR:
        return {}
    short = (line for line in page.reading.lines if line.end - line.start <= _HEADING)
    return {line.start: "" for line in short if text[slice(*line)].isupper()}


def headed(page: Page, used: set[Span]) -> dict[int, str]:
    """The body of each line with its grade that stands alone above running text, by where that begins:
    "Elm House: Good"."""
    lines = page.reading.lines if used else []
    bodies: dict[int, str] = {}
    for above, line, below in zip([None, *lines], lines, lines[1:], strict=False):
        if line in used and above not in used and below not in used:
            names = {body.name for body in within(page.bodies, line)}
            if len(names) == 1:
                bodies[below.start] = names.pop()
    return bodies


REMEMBERED = 200
"""Grades and dismissed words that "all four" may look back on, in lines and in prose each: the cost stays linear."""

MEMORY = 600
"""Characters after which a reader no longer knows which area "it" is."""


def recent(focus: Focus, span: Span) -> Focus:
    """The focus without areas that were spoken of too long ago."""
    if not focus.areas:
        return focus
    last = max(focus.areas[-1].end, focus.last.read.span.end if focus.last else 0)
    return focus._replace(areas=()) if span.start - last > MEMORY else focus


_ALL_OF = Wording(
    r"\b(?:[Aa]ll (three|four|five|six)|[Bb]oth(?: (?:<area-words>))?) "
    r"(?:were|was|are|had|have|got|get|remain|stay|received)"
    r"|\b(?:for|in|on|at|across) (?:all (three|four|five|six)|both)(?=[.,;]| of (?:them|these)\b| <area-words>\b)"
)


def on_all(page: Page, span: Span, focus: Focus, found: tuple[list[Found | Dropped], ...]) -> Focus:
    """The focus on all areas graded so far, in lines and in prose, where a sentence speaks of them by their number:
    "all four were good", "it was good for all four"; or as "the same areas"."""
    text = page.reading.text
    may_be = any(found) and (text.find("ll ", *span) >= 0 or text.find("oth", *span) >= 0)
    counted = _ALL_OF.search(page.reading, *span) if may_be else None
    number = COUNTS.get(counted[1] or counted[2] or "", 2) if counted else 0
    same = may_be and not number and text.find(" same ", *span) >= 0 and THE_SAME.search(page.reading, *span)
    if not (number or same) or (number and len(focus.areas) == number):
        return focus
    areas = _graded_so_far(focus.body, span, found)
    if number and len(areas) > number:
        areas.pop("overall", None)
    return focus._replace(areas=tuple(areas.values())) if same or len(areas) == number else focus


def _graded_so_far(body: str, span: Span, found: tuple[list[Found | Dropped], ...]) -> dict[str, AreaHit]:
    """The areas of a body that were graded before a sentence, by their ids."""
    return {
        one.area: AreaHit(*one.evidence[1], one.area, strong=False)
        for one in chain(*(told[-REMEMBERED:] for told in found))
        if isinstance(one, Found) and one.body == body and one.evidence[0] < span
    }


_ANOTHER = Wording(r"\b<sisterly> [a-z’'-]+(?: [a-z’'-]+)?, $")


def _opens_with(reading: Reading, start: int, body: int) -> bool:
    """Whether a sentence opens with the body at ``body``, or with what it is: "Our other house, Elm Row, ..."."""
    if len(reading.text[start:body].split()) <= 2:
        return not reading.text.endswith("from ", 0, body)
    return _ANOTHER.search(reading, start, body) is not None


_WE = re.compile(r"[“\"‘'](?:We|Our|I)\b")
""" "Ann Elm, chief executive of Moor Homes, said: “We know ...”": what follows is about those who speak."""
_OF = (" of ", " at ", " for ", " of the ", " at the ")


def spoken_of(page: Page, span: Span, focus: Focus) -> Focus:
    """The focus after a sentence without grades: on the body that opens it, on the areas that it asks about."""
    text = page.reading.text
    bodies = within(page.bodies, span)
    opens = bodies and _opens_with(page.reading, span.start, bodies[0].start)
    sure = [body for body in bodies if not body.weak]
    if not sure and _WE.search(text, *span):
        sure = [body for body in bodies if text.endswith(_OF, 0, body.start)]
    if opens or len({body.name for body in sure}) == 1:
        focus = focus._replace(body=(bodies if opens else sure)[0].name)
    elif _of_services(page, span) and len({body.name for body in bodies}) == 1:
        focus = focus._replace(body=bodies[0].name)
    if bodies and text[span.start : span.end].strip(" :.-–—") == text[bodies[0].start : bodies[0].end]:
        return focus._replace(areas=(), last=None, named=())  # a heading: what follows is about it
    areas: list[AreaHit] = []
    if focus.last is None and within(page.reading.hits("inspectorate", page.setting.ids()), span):
        areas = sentence(page, span, PARAPHRASED).areas
    elif focus.last is None or (text[span.end - 1] == "?" and not _NO_QUESTION.match(text, *span)):
        asked = text[span.end - 1] == "?"
        areas = within(page.areas, span) if asked else _beside_strong(within(page.areas, span), text)
    named = _named(page, span)
    focus = focus if areas or named else of_the_body(page, span, focus)
    if focus.last is not None and len(named) == 1 and named[0].strong and named[0].start == span.start:
        areas = named if _IS_WHERE.match(text, named[0].end) else areas
    focus = focus._replace(named=tuple(named))
    return focus._replace(areas=tuple(areas)) if areas else focus


def _of_services(page: Page, span: Span) -> bool:
    """Whether all areas that a sentence names are services: "Surgery and medical care at the hospital ..."."""
    named, services = within(page.areas, span), page.setting.services()
    return bool(named) and all(area.id in services for area in named)


_LISTED = re.compile(r",? (?:and |or |nor )?")


def _beside_strong(areas: list[AreaHit], text: str) -> list[AreaHit]:
    """The areas that are no everyday words, and those that stand in a list with one: "only safe and well-led"."""
    lists: list[list[AreaHit]] = []
    for area in areas:
        if lists and _LISTED.fullmatch(text, lists[-1][-1].end, area.start):
            lists[-1].append(area)
        else:
            lists.append([area])
    return [area for together in lists if any(one.strong for one in together) for area in together]


_THE_BODY = Wording(
    r"(?:The|Our) <body> (?:has|had|is|was|opened|serves|takes|employs|caters|runs|looks|provides|cares)\b"
)


def of_the_body(page: Page, span: Span, focus: Focus) -> Focus:
    """The focus after a sentence that names no area; "it" is the body behind one like "The school has 87 pupils"."""
    if not focus.areas or not page.reading.text.startswith(("The ", "Our "), span.start):
        return focus
    return focus._replace(areas=()) if _THE_BODY.match(page.reading, *span) else focus


_IS_WHERE = re.compile(
    r",?(?: however,| though,)? (?:is|was|are|were|remains) (?:where|what|the|another|one|a|an|its)\b"
)
""" "Investigating crime is where it has most to do": what the sentences behind are about."""


_LONGEST_QUESTION = 200
"""Characters of a question that one word may answer, at most."""


_NO_QUESTION = re.compile(
    r"[“\"‘']?(?:(?:And|But|So) )?(?:is|was|are) it (?:any|a|really|so) (?:wonder|surprise|accident|coincidence)\b"
    r"|[“\"‘']?(?:who|why|what) (?:could|would|should|on earth|else)\b",
    re.IGNORECASE,
)
""" "Is it any wonder that ...?": nobody waits for the answer."""


def _named(page: Page, span: Span) -> list[AreaHit]:
    """The areas that a sentence names; those that a short question paraphrases: "Does it investigate crime well?"."""
    if _NO_QUESTION.match(page.reading.text, *span):
        return []
    named = within(page.areas, span)
    if named or page.reading.text[span.end - 1] != "?" or span.end - span.start > _LONGEST_QUESTION:
        return named
    return sentence(page, span, PARAPHRASED).areas


_ANOTHER_BODY = Wording(r"<another-body>\b", re.IGNORECASE)


def _other_body(page: Page, body: str) -> str:
    """The only other body of the article; "" where there is none or more."""
    others = list(dict.fromkeys(mention.name for mention in page.bodies if mention.name != body))
    return others[0] if len(others) == 1 else ""


_ONE_MORE = Wording(
    r"(?:(?:And|But|Also|<elsewhere>),? (?:a|an|another|one)|Another) (?:[\w’'-]+ ){0,3}<body>\b(?! <speaks-for>)"
)
""" "And a childminder in Elm Walk was judged outstanding": another body, without a name."""


_NEXT_TO_IT = Wording(
    r"(?:And |But )?<next-to-it> (?:[a-z]+ )?(?:[A-Z][\w’'-]+,? ){1,3}(?:was|were|is|has|had|remains)\b"
)
""" "Neighbouring Eastshire was rated good": a body that is known by no name."""


_AS_IS = re.compile("G[^GB]*So?$")
""" "It is good at A, as is neighbouring Elm House"."""
_STRANGER = Wording(
    r"[“\"'‘]?(?:(?:Only|Meanwhile|Elsewhere|But|And|While|In contrast|By contrast),? )?"
    r"(?:(?!The\b|Our\b|Its\b|Their\b|This\b|In\b|At\b|For\b)[A-Z][a-z’'-]+ ){1,3}(?:[A-Z][a-z’'-]+)"
    r"(?:, an? [^.;]{3,60},)?"
    r" (?:was|were|is|are|has|had|have|<fares>) [a-z]"
    r"|In the (?:[A-Z][a-z’'-]+ ){1,3}<district>, [a-z]"
)
""" "Only Port Ellery was given the top grade", "In the Calder Moor area, ...": a
name that is that of none of the bodies, as the subject."""
_COMMON = Wording(r"\b(?:<no-bare-name>|Inspect\w+|Leaders?\w*)\b")


_KNOWN = re.compile("[BIJAZQg]")


def _of_stranger(read: Sentence, reading: Reading) -> bool:
    """Whether the subject of a sentence is a body that is called by no name, or by a name alone that is not known."""
    if any(unnamed.match(reading, *read.span) for unnamed in (_ONE_MORE, _NEXT_TO_IT)):
        return True
    named = _STRANGER.match(reading, *read.span)
    if named is None or _COMMON.search(reading, *named.span()):
        return False
    before = sum(unit.start < named.end() for unit in read.units)
    return not _KNOWN.search(read.sig, 0, before)


_SOME_BODY = Wording(r"[“\"'‘]?An? (?:[\w’'-]+ ){0,4}(?:<body>|authority)\b")
_NAMED_NEXT = 240
"""Characters from a sentence on "a council" to the name of it, at most."""


def _announced(page: Page, read: Sentence) -> str:
    """The body that a lead announces and the next sentence names: "A small council has been rated outstanding. Elm
    Council received ..."; "" where bodies have been named before, or it is no such lead."""
    end = read.span.end
    first = next((mention for mention in page.bodies if not mention.weak), None)
    if first is None or not end <= first.start < end + _NAMED_NEXT or not _SOME_BODY.match(page.reading, *read.span):
        return ""
    following = page.reading.sentence_at(first.start)
    return first.name if _opens_with(page.reading, following.start, first.start) else ""


def on_body(page: Page, read: Sentence, focus: Focus) -> Focus:
    """The focus moves to the body of a sentence with a grade, unless something only came from there; to the other one
    ("" if it is not named) where a sentence opens with "its neighbour"."""
    position = read.sig.find("B")
    announced = _announced(page, read) if position < 0 else ""
    if announced:
        return focus._replace(body=announced)
    if position < 0 and _of_stranger(read, page.reading):
        return focus._replace(body="")
    if position < 0 and _ANOTHER_BODY.match(page.reading, *read.span):
        return focus._replace(body=_other_body(page, focus.body))
    if position < 0 or read.sig[position - 1 : position] == "F" or _AS_IS.search(read.sig, 0, position):
        return focus
    return focus._replace(body=read.bodies[read.units[position].key].name)
