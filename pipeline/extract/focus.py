"""What a grade is about when its own clause does not say: the body in focus, the areas just graded, the service in
scope."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.extract.areas import AreaHit
from pipeline.extract.clause import Clause
from pipeline.extract.frames import Bound, Target
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.page import Page, Sentence
from pipeline.extract.reading import Hit
from pipeline.extract.times import When
from pipeline.extract.units import COUNTS
from pipeline.extract.whole_body import ALL_ELSE, EVENT, STEPS, THING_GRADED, graded_whole, only_said
from pipeline.extract.wording import Wording


class Focus(NamedTuple):
    """What the sentences before spoke of: the body, the areas last graded, and the last grade with its time; ``named``
    are the areas of the sentence right before, if it has no grade, ``spoken`` those graded so far in this one."""

    body: str
    areas: tuple[AreaHit, ...]
    last: Given | None
    named: tuple[AreaHit, ...] = ()
    spoken: tuple[AreaHit, ...] = ()


class Given(NamedTuple):
    """A grade that was given, to be carried to areas named after it: the target, its time, its sentence, its body."""

    target: Target
    when: When
    read: Sentence
    body: str


_THOSE_RATINGS = re.compile("[&bo,]{0,2}en[CKRW]{1,3}|eK[oe]?nP?")
_HERE = re.compile(r"(?:Here\b|(?:There|In this|On this|For this),|(?:In|On) this (?:area|respect|score)\b)")
_ANSWER = re.compile("[:o]{0,2}G(?:,(?:sI|Is))?[.]?")
_COUNTS = Wording(
    r"\b(?:both|all three|all four) counts\b"
    r"|\b(?:for|in|on|at|across) (?:(?:all (?:three|four|five|six)|both)(?=[.,;]| of (?:them|these)\b)"
    r"|all (?P<number>three|four|five|six) <area-words>\b)"
)
_SAME = Wording(r"\b(?:the (?:very |exact |exactly )?same|that|this) (?:<area-word>\b|thing\b)")
_OF_TWO = r"(?:question|test|of (?:these|the two))"
_JUDGED = r"(?=,? (?:it|is|was|requires?d?|needs|only|merely)\b| ?$)"
_IN_ORDER = re.compile(
    rf"\bthe (?:(former|one{_JUDGED}|first {_OF_TWO})|latter|other{_JUDGED}|second(?: {_OF_TWO}|$))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\b(?:second|third|fourth|fifth) [“\"'‘]?$")
_NUMBERED = re.compile("n?P([oN])(?=[,.;&]|$)")
_PLACES = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
_CUT = re.compile(r"[,;:.]|\b(?:and|but|while)\b")
_FROM = re.compile("(?:[en]C?N?[on]?)?F")
""" "Up from good"; "the grade is two below the adequate that it got"."""
_IT_AGAIN = re.compile("[:;-](?:PB)?e[CKWR]{1,2}V?$")
""" "Only A escaped the lowest grade: it was ..."."""
_PLURAL = re.compile(r"\b(?:each|both|they|these|those|all (?:three|four|of (?:them|these)))\b", re.IGNORECASE)
_BOTH = re.compile("both\\b", re.IGNORECASE)
PAIR = 2
"""What "both" are."""
_STANDS_FOR = re.compile(
    r"(?:^|[,;&bI.:(YRW\-]|(?<=PB))e(?:(?:Pe)?|q)(?:[CKWRs]{1,4}[VC]{0,2}[UDM]?T?C?|v)$|[UDMVv]e(?:oN?o?)?[TCP]{1,2}$"
    r"|[UDM]enT$|[YRW],?e$|^R[^ABGN]{0,3}[Vv]e$|(?:^|[,;])o?eo?[UDM][FT]?$|[Ie][sW]?[Vv]e$"
)
_SAYS_NOW = re.compile("IWs?se{1,2}C$|WsI?e{1,2}C$")
""" "It used to be good at A. HMICFRS now says that it is inadequate"."""
_GRADE_AS_SUBJECT = re.compile(r"(?:^|[,;])[^ABGN]{0,8}n(?:[CK]{1,2}W?|W)$")
_VERDICT_IS = re.compile("^o?nCe[Beg]{1,2}C?$")
""" "The verdict is that the force requires improvement"."""
_FIRST_BODY = re.compile(r"B,?C[CV]?")
_NEXT_BODY = re.compile(r"(?:^|[&,;b])B(?:,?&B)?e?(?:o?K?C{0,2}[Vv][CTM]{0,2}|C?WC?|C|)(?:o?M?F)?$")
_NEXT_BODIES = re.compile(r"(?:B,)*B(?:,?&B)?e?C{0,2}[VvK]?[CT]{0,2}")
_AND_AGAIN = re.compile("(?:P?Y)?,?&")
_MOVED = re.compile(r"[UDM][oP]{0,2}T?$|[MVv]e(?:oN?o?)?T$|^,$|^,[o~]{1,2}T$")
_GOES_ON = re.compile(r"(?:R|P?Y)?(?:[,&]{1,2}C|,o)[KWV]{0,2}")
""" "Adequate before and is adequate still"; "which was good in 2022, was assessed as poor"."""
_GAPPED_BODY = re.compile(r"[,&;]{1,2}P?Be?[CV]{0,2}|[,&;]{1,2}N,B,C[CV]?")
""" "Ten are good for A and one, X, is inadequate"."""
_CONTRASTED_BODY = re.compile(r"(?:PI)?[,;]b(?:[og]{1,2},?|[Vv])?B,?(?:iC|[CVv]{0,2}T?)")
""" "Poor at A, whereas its neighbour X got a good", "... but gave X a good": the other body's is for A too."""


_ITS_INSPECTION = re.compile(r"\bits (?:last|previous|first|latest) (?:[a-z]+ )?(?:inspection|visit|report)\b")
""" "It was rated good at its last inspection": bodies have inspections, areas have none."""


class Bare(NamedTuple):
    """A grade without an area, as the rules of focus see it: its clause, the symbols around it, the focus, the
    words of its sentence; and whether whole bodies get such grades."""

    read: Sentence
    clause: Clause
    focus: Focus
    time: When
    words: str
    lexicon: Lexicon
    whole: bool

    @property
    def before(self) -> str:
        """The symbols from the grade before to this one."""
        return self.clause.sig[self.clause.floor : self.clause.bound.target.place]

    @property
    def place(self) -> int:
        """Where the grade stands in the words."""
        return self.clause.words.start - self.read.span.start

    @property
    def after(self) -> str:
        """The symbols behind the grade."""
        return self.clause.sig[self.clause.bound.target.end :]


Areas = tuple[AreaHit, ...]


THE_SAME = Wording(r"\b[Tt]he same (?:\w+ ){0,2}<area-words> (?:were|was|are|had|have|got) all\b")
""" "In 2016 the same quality indicators were all good"."""


def _same_areas(bare: Bare) -> Areas | None:
    """The same areas, all of which are in focus."""
    return bare.focus.areas if " same " in bare.words and THE_SAME.of(bare.lexicon).search(bare.words) else None


_OF_AREA = re.compile("n?P[oe]?q")


def _same_area(bare: Bare) -> Areas | None:
    """ "It was good in the same category." """
    return bare.focus.areas[-1:] if _OF_AREA.match(bare.after) and _SAME.of(bare.lexicon).search(bare.words) else None


def _those_ratings(bare: Bare) -> Areas | None:
    """ "Inspectors did not look at A or B. Those ratings remain good." """
    return bare.focus.named if bare.focus.named and _THOSE_RATINGS.fullmatch(bare.before) else None


def _here(bare: Bare) -> Areas | None:
    """ "The low point was A. Here the force has slid to poor": the area of the sentence before; an answer of a grade
    alone to a question about it."""
    answer = _ANSWER.fullmatch(bare.read.sig)
    here = not bare.clause.floor and _HERE.match(bare.words)
    return bare.focus.named if len(bare.focus.named) == 1 and (answer or here) else None


_IN_BOTH = re.compile(
    r"[“\"‘']?(?:And |But )?[Ii]n both(?: of (?:those|these|them)| areas| cases)?,? (?:it|they|the \w+)\b"
)


def _in_both(bare: Bare) -> Areas | None:
    """ "It falls down on A and B. In both it requires improvement": the two areas of the sentence before."""
    told = None if bare.clause.floor else _IN_BOTH.match(bare.words)
    return next((areas for areas in (bare.focus.named, bare.focus.areas) if told and len(areas) == PAIR), None)


_THAT_IS = re.compile("e[CW]{1,2}")
_UNDER_HEADING = re.compile("G(?:[,.K]|$)")


def _just_named(bare: Bare) -> Areas | None:
    """The one area that the sentence or the line right before ends with: "Managing offenders. That's the poor one";
    "Investigating crime" above "Good, again"."""
    if len(bare.focus.named) != 1 or bare.clause.floor:
        return None
    gap = bare.read.span.start - bare.focus.named[0].end
    that = not bare.whole and gap <= len(". ") and _THAT_IS.fullmatch(bare.before)
    return bare.focus.named if that or (gap == 1 and _UNDER_HEADING.match(bare.read.sig)) else None


_GRADED_IT = re.compile("[XI][^BGA;.]{0,8}[VvC]e?")


def _asked(bare: Bare) -> Areas | None:
    """ "Is the force good at A? Not according to HMICFRS, which graded it inadequate": the area of the sentence before,
    where it can be no grade of the whole body."""
    told = len(bare.focus.named) == 1 and not bare.clause.floor and not bare.whole
    return bare.focus.named if told and _GRADED_IT.fullmatch(bare.before) else None


def _on_all_counts(bare: Bare) -> Areas | None:
    """ "It is now good on both counts"; "good in all four tests", where four areas were told of."""
    told = _COUNTS.of(bare.lexicon).search(bare.words) if len(bare.focus.areas) > 1 else None
    same = told is not None and COUNTS.get(told["number"] or "", len(bare.focus.areas)) == len(bare.focus.areas)
    return bare.focus.areas if same else None


_OTHERS_WERE = re.compile(r"N[CKW][oKW]?$")
""" "Though the other three were already good"."""


_OF_SEVERAL = re.compile("n?Po?N|q|n?P[eo]q")


def _counted(bare: Bare) -> Areas | None:
    """ "Good in three areas": a count names no area, whatever is in focus."""
    if bare.after.startswith("K") and bare.before.endswith("N") and _ORDINAL.search(bare.words[: bare.place]):
        return bare.focus.areas  # "its third outstanding in a row"
    if ALL_ELSE.match(bare.words, bare.clause.words.end - bare.read.span.start):
        return ()  # "it was poor for everything else"
    counted = "N" in STEPS.sub("", bare.before)[-2:] or _OTHERS_WERE.search(bare.before)
    return () if counted or _OF_SEVERAL.match(bare.after) else None


def _by_number(bare: Bare) -> Areas | None:
    """ "Good for the first, good for the second and adequate for the third", of areas that were just named."""
    match = _NUMBERED.match(bare.after)
    areas = bare.focus.named or bare.clause.asked
    if not match or len(areas) < 2:
        return None
    unit = bare.read.units[bare.clause.bound.target.end + match.start(1)]
    base = bare.read.span.start
    place = _PLACES.get(bare.words[unit.start - base : unit.end - base].lower(), len(areas))
    return (areas[place],) if place < len(areas) else None


def _in_order(bare: Bare) -> Areas | None:
    """ "The former it graded good, the latter adequate"; "in 2022 it was adequate for the former"."""
    areas = bare.clause.asked
    if len(areas) != 2:
        return None
    start = bare.read.units[bare.clause.floor - 1].end - bare.read.span.start if bare.clause.floor else 0
    before, after = _CUT.split(bare.words[start : bare.place])[-1], _CUT.split(bare.words[bare.place :])[0]
    told = _IN_ORDER.search(before) or _IN_ORDER.search(after.strip())
    return areas[:1] if told and told[1] else areas[1:] if told else None


_OF_IT = re.compile(r"n?P(e)(?:[,.;&bI]|P(?![Nq])|$)")


def _of_it(bare: Bare) -> Areas | None:
    """ "HMICFRS found it inadequate at it", "... for both", of the areas just graded."""
    match = _OF_IT.match(bare.after)
    if not match:
        return None
    unit = bare.read.units[bare.clause.bound.target.end + match.start(1)]
    word = bare.words[unit.start - bare.read.span.start :]
    if len(bare.focus.areas) == 1 and _PLURAL.match(word) and len(bare.focus.spoken) > 1:
        return bare.focus.spoken  # "poor at A but good at B, and the other force good at both"
    return bare.focus.areas if len(bare.focus.areas) == 1 or _PLURAL.match(word) else None


_IT_WAS = re.compile("[^BGA]{0,4}eR?C?[Vv]?C?")


_WHICH_HAD = re.compile(",iR")
""" "Poor at A, and at B, which had been good"."""


def _of_a_thing(bare: Bare) -> bool:
    """Whether words for something that is no area stand behind: "and requires improvement for its cells"."""
    end = bare.clause.words.end - bare.read.span.start
    return THING_GRADED.match(bare.after) is not None and not EVENT.of(bare.lexicon).match(
        bare.words[end:].lstrip(" \"'”’")
    )


def _remark(bare: Bare) -> Areas | None:
    """Later in a sentence: "and Northumbria Police adequate", "having been good in 2019", "(previously good)"."""
    if not bare.clause.floor or _IT_AGAIN.match(bare.before):
        return bare.focus.areas if _FROM.fullmatch(bare.before) else None
    if bare.clause.reason == "negated" and len(bare.focus.areas) == 1 and _IT_WAS.fullmatch(bare.before):
        return bare.focus.areas  # "the only area not to be rated good - it was outstanding"
    earlier = bare.time.previous and not bare.time.current and not _of_a_thing(bare)
    last = bare.focus.last
    is_now = "W" in bare.before or (last and last.read.span == bare.read.span and bare.after.startswith("W"))
    again = bare.after.startswith("K") and _AND_AGAIN.fullmatch(bare.before)
    moved = _MOVED.search(bare.before) or _GOES_ON.fullmatch(bare.before) or again
    since = last is not None and last.when.previous and (is_now or moved)
    if earlier and _WHICH_HAD.match(bare.before) and not _PLURAL.search(bare.words):
        return bare.focus.areas[-1:]
    beside = _GAPPED_BODY.fullmatch(bare.before) or (not bare.whole and _CONTRASTED_BODY.fullmatch(bare.before))
    return bare.focus.areas if earlier or since or beside else ()


_ENDS = re.compile("n?(?:[.,;&]|$)")


def _of_wards(areas: Areas) -> Areas:
    """The areas without the questions of a service that is one of them: "The wards are poor for safety and require
    improvement overall. They had been good"."""
    ids = {area.id for area in areas}
    return tuple(area for area in areas if area.id.partition("/")[0] not in ids or "/" not in area.id)


def _pronoun(bare: Bare) -> Areas | None:
    """ "Each is now adequate"; "it" where one area is in focus."""
    match = _STANDS_FOR.search(bare.before)
    if match and match.group().endswith("v") and not _ENDS.match(bare.after):
        match = None  # "it picked up a 2 (weak) for its staff"
    if not match:
        told = bare.focus.last is not None and bare.focus.last.when.previous and not bare.focus.last.when.current
        return bare.focus.areas if told and len(bare.focus.areas) == 1 and _SAYS_NOW.search(bare.before) else None
    unit = bare.read.units[bare.clause.floor + match.start() + match.group().index("e")]
    word = bare.words[unit.start - bare.read.span.start :]
    if match.group()[:3].lower() == "veo" and word.startswith("that "):
        return None  # "they considered that reserves were adequate"
    if _BOTH.match(word) and "q" in match.group() and len(bare.focus.areas) != PAIR:
        return None  # "both areas", of which others have been told
    if _PLURAL.match(word):
        return _of_wards(bare.focus.areas) if word.startswith("They ") else bare.focus.areas
    if bare.read.sig.startswith("o", bare.clause.bound.target.end + 1) and _of_a_thing(bare):
        return None  # "it is good at everything to do with victims"
    of_body = bare.whole and _ITS_INSPECTION.search(bare.words, bare.place)
    return bare.focus.areas if len(bare.focus.areas) == 1 and not of_body else None


def _next_body(bare: Bare) -> Areas | None:
    """ "The grade was good"; "Durham Constabulary was rated outstanding" after a sentence on another body, where it
    can be no grade of the whole body."""
    if "A" in bare.clause.sig or "q" in bare.clause.sig:
        return None
    first = bare.focus.last is None and len(bare.focus.areas) == 1 and _FIRST_BODY.fullmatch(bare.before)
    before = bare.focus.last.body if bare.focus.last and not bare.whole else ""
    nearest = bare.read.sig.rfind("B", 0, bare.clause.bound.target.place)
    other = before and nearest >= 0 and before != bare.read.bodies[bare.read.units[nearest].key].name
    said = _GRADE_AS_SUBJECT.search(bare.before) or (_NEXT_BODY.search(bare.before) and other) or first
    return bare.focus.areas if said else None


def _named_before(bare: Bare) -> Areas | None:
    """ "It graded all forces for A. X and Y were judged outstanding": the one area of the sentence before; "The verdict
    is that the force is good": the one that the report is about."""
    if bare.whole or "A" in bare.clause.sig or "q" in bare.clause.sig:
        return None
    if len(bare.focus.areas) == 1 and _VERDICT_IS.match(bare.before):
        return bare.focus.areas
    if len(bare.focus.named) != 1:
        return None
    return bare.focus.named if not bare.clause.floor and _NEXT_BODIES.fullmatch(bare.before) else None


_RULES: tuple[Callable[[Bare], Areas | None], ...] = (
    _same_areas,
    _same_area,
    _those_ratings,
    _here,
    _just_named,
    _in_both,
    _asked,
    _on_all_counts,
    _in_order,
    _by_number,
    _counted,
    _of_it,
    _remark,
    _pronoun,
    _next_body,
    _named_before,
)
"""Tried in order; the first that knows an answer gives it."""


def areas_in_focus(read: Sentence, clause: Clause, focus: Focus, time: When, page: Page) -> Areas:
    """The areas that a grade without one is about: those just graded in its sentence, or those that a word stands
    for."""
    reading = page.reading
    if not (focus.areas or focus.named) or only_said(read, clause, reading.text):
        return ()
    words = reading.text[read.span.start : read.units[-1].end]
    bare = Bare(read, clause, focus, time, words, reading.lexicon, graded_whole(read, clause, page, time))
    if "A" in bare.before and not time.previous:  # an area of its own, that no frame has read
        return ()
    found = next((areas for rule in _RULES if (areas := rule(bare)) is not None), ())
    return (
        tuple(area for area in found if area.start < clause.words.start) or found
    )  # not those that its clause goes on to


_MANY = re.compile("k(?:oPB)?[^ABGIQZe;.b]*[LUDMCVvK][^ABGZe;.b]*$")


_ONE_OF_THE_BEST = re.compile(
    r"One of (?:the|[A-Z][\w-]*['’]s) (?:[\w'’-]+ ){0,3}(?:[a-z]+est|best-[a-z]+|leading|top|most [a-z]+|first|last) "
)


def of_one(read: Sentence, text: str) -> bool:
    """Whether a sentence opens on one body by what sets it apart: "One of the biggest colleges in the county has lost
    its good grade"."""
    return _ONE_OF_THE_BEST.match(text, *read.span) is not None


def of_many(clause: Clause) -> bool:
    """Whether a clause is about bodies that it does not name: "nine homes (run by the council) have slipped to"."""
    return _MANY.search(clause.sig, clause.floor, clause.bound.target.place) is not None


_SUBJECTS = re.compile(
    "(?:^|[,;bIs])[NoePa]{0,5}k(?:,[aNeoP]{1,8},)?[^ABGIQZe;.b,]{0,6}[LUDMCVvK][^ABGZe;.b,]{0,4}$|[Vv]N[oea]{0,2}k$"
)
_SERVICES = re.compile(r"(?:^|[,;b])NPq[CVvK]{1,3}$")
""" "Ten of the services were rated": services are bodies of some inspectorates and areas of others, and named neither
way."""
_OTHERS_OF = re.compile("(?:[Bg]|oC)N[oe]{0,2}k(?:,[aNeoP]{1,8},)?[^ABGIQZe;.b,]{0,6}[CVvK]{1,3}$")
""" "The company's five other homes, all of them in Kent, are rated good"."""
_ONE_OF_THEM = re.compile(r"\b(?:one of|among) (?:them|these|those)\b")
_NEXT_SENTENCE = 120


def of_nobody(read: Sentence, clause: Clause, text: str) -> bool:
    """Whether bodies that are counted and not named are what the clause of a grade is about: "32 landlords have been
    given a C3", "most forces are good at A"; not where the next sentence says that a body is one of them."""
    if _OTHERS_OF.search(clause.sig, clause.floor, clause.bound.target.place):
        return True
    named = "B" in read.sig[: clause.ceiling]
    place = (clause.floor, clause.bound.target.place)
    services = None if named else _SERVICES.search(clause.sig, *place)
    if services and text.startswith("services", read.units[clause.sig.index("q", services.start())].start):
        return True
    if named or _SUBJECTS.search(clause.sig, *place) is None or of_one(read, text):
        return False
    return _ONE_OF_THEM.search(text, read.span.end, read.span.end + _NEXT_SENTENCE) is None


def implied(read: Sentence, bound: Bound, text: str) -> tuple[AreaHit, ...]:
    """The area that a grade names by itself: a landlord's C3 is for ``consumer`` (the grade term's attribute ``area``).

    Where only some of its wordings do, they are those with the word of the attribute ``whole``, and mean the whole
    body.
    Its everyday words name none: safeguarding that is "effective" has to be named; nor do grades that are counted
    ("41 C1s, 77 C2s").
    """
    if read.sig[bound.target.place - 1 : bound.target.place] == "N":
        return ()
    unit = bound.target.current or bound.target.previous
    hit = read.grade(unit) if unit else None
    area = _area_of_wording(hit, text) if hit and not hit.weak else ""
    end = unit.start if unit and area == "overall" else unit.end if unit else 0
    return (AreaHit(unit.start, end, area, strong=False),) if unit and area else ()


def _area_of_wording(hit: Hit, text: str) -> str:
    """The area that the words of a grade name, if they do."""
    whole = str(hit.term.attributes.get("whole", ""))
    if whole and whole in text[hit.start : hit.end]:
        return "overall"
    return str(hit.term.attributes.get("area", ""))


UNIT = Wording(
    r"\b[Tt]he (?:unit|department|ward)\b|\bThe service (?:was|is|had|has|requires|needs)\b|\b[Tt]he service at [A-Z]"
    r"|\b(?:<judged>|given|gave|made) the service\b"
    r"|\b(?:In|By|Until) (?:<month> )?20\d\d,? the service (?:was|had|needed|required)\b"
)


def of_unit(read: Sentence, focus: Focus, page: Page) -> bool:
    """Whether a sentence speaks of "the unit", where a service was graded just before."""
    service = focus.areas[-1].id.partition("/")[0] if focus.areas and focus.last else ""
    return bool(service) and service in page.setting.services() and UNIT.search(page.reading, *read.span) is not None
