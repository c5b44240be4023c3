"""What a grade is about when its own clause does not say: the body in focus, the areas just graded, the service in
scope."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from pipeline.extract.areas import AreaHit
from pipeline.extract.frames import Bound, Target
from pipeline.extract.page import Page, Sentence
from pipeline.extract.setting import Setting
from pipeline.extract.status import When
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


class Clause(NamedTuple):
    """A bound target in its signature, the positions between which its clause lies, and what the target before it
    hands on: its time, and the reason for which it was dismissed. ``asked`` are the areas in focus before its
    sentence."""

    bound: Bound
    sig: str
    floor: int
    ceiling: int
    carried: When | None
    reason: str
    asked: tuple[AreaHit, ...] = ()


_THOSE_RATINGS = re.compile("[&bo,]{0,2}en[CKRW]{1,3}")
_HERE = re.compile(r"(?:Here\b|(?:There|In this|On this|For this),|(?:In|On) this (?:area|respect|score)\b)")
_ANSWER = re.compile("[:o]{0,2}G[.]?")
_COUNTS = re.compile(
    r"\b(?:both|all three|all four) counts\b"
    r"|\b(?:for|in|on|at) (?:all (?:three|four|five|six)|both)(?=[.,;]| of (?:them|these)\b)"
)
_SAME = re.compile(r"\b(?:the same|that|this) (?:category|area|question|pillar|theme|measure|aspect)\b")
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
_STANDS_FOR = re.compile(
    r"(?:^|[,;&bI.:(YRW\-]|(?<=PB))e(?:Pe)?[CKWRs]{1,4}[VC]{0,2}[UDM]?T?C?$|[UDMVv]e(?:oN?o?)?[TCP]{1,2}$|[YRW],?e$|(?:^|[,;])o?eo?[UDM]F?$"
)
_GRADE_AS_SUBJECT = re.compile(r"(?:^|[,;])[^ABGN]{0,8}n[CK]{1,2}$")
_FIRST_BODY = re.compile(r"BC[CV]?")
_NEXT_BODY = re.compile(r"(?:^|[&,;])BC{0,2}V[CT]{0,2}$")
_AND_AGAIN = re.compile("(?:P?Y)?,?&")
_MOVED = re.compile(r"[UDM][oP]{0,2}T?$|[MVv]e(?:oN?o?)?T$|^,$")
_GOES_ON = re.compile(r"(?:R|P?Y)?[,&]{1,2}C[KWV]{0,2}")
""" "Adequate before and is adequate still"; "which was good in 2022, was assessed as poor"."""
_GAPPED_BODY = re.compile(r"[,&;]{1,2}P?Be?[CV]{0,2}")


class Bare(NamedTuple):
    """A grade without an area, as the rules of focus see it: its clause, the symbols around it, the focus, the
    words."""

    read: Sentence
    clause: Clause
    focus: Focus
    time: When
    words: str

    @property
    def before(self) -> str:
        """The symbols from the grade before to this one."""
        return self.clause.sig[self.clause.floor : self.clause.bound.target.place]

    @property
    def place(self) -> int:
        """Where the grade stands in the words."""
        return self.read.units[self.clause.bound.target.place].start - self.read.span.start

    @property
    def after(self) -> str:
        """The symbols behind the grade."""
        return self.clause.sig[self.clause.bound.target.end :]


Areas = tuple[AreaHit, ...]


def _same_area(bare: Bare) -> Areas | None:
    """ "It was good in the same category." """
    return bare.focus.areas[-1:] if re.match(r"n?Po?q", bare.after) and _SAME.search(bare.words) else None


def _those_ratings(bare: Bare) -> Areas | None:
    """ "Inspectors did not look at A or B. Those ratings remain good." """
    return bare.focus.named if bare.focus.named and _THOSE_RATINGS.fullmatch(bare.before) else None


def _here(bare: Bare) -> Areas | None:
    """ "The low point was A. Here the force has slid to poor": the area of the sentence before; an answer of a grade
    alone to a question about it."""
    answer = _ANSWER.fullmatch(bare.read.sig)
    here = not bare.clause.floor and _HERE.match(bare.words)
    return bare.focus.named if len(bare.focus.named) == 1 and (answer or here) else None


def _on_all_counts(bare: Bare) -> Areas | None:
    """ "It is now good on both counts." """
    return bare.focus.areas if len(bare.focus.areas) > 1 and _COUNTS.search(bare.words) else None


_OTHERS_WERE = re.compile(r"N[CKW][oKW]?$")
""" "Though the other three were already good"."""


def _counted(bare: Bare) -> Areas | None:
    """ "Good in three areas": a count names no area, whatever is in focus."""
    if bare.after.startswith("K") and bare.before.endswith("N") and _ORDINAL.search(bare.words[: bare.place]):
        return bare.focus.areas  # "its third outstanding in a row"
    counted = "N" in _STEPS.sub("", bare.before)[-2:] or _OTHERS_WERE.search(bare.before)
    return () if counted or re.match(r"n?PN|q|n?P[eo]q", bare.after) else None


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
    target, base = bare.clause.bound.target, bare.read.span.start
    start = bare.read.units[bare.clause.floor - 1].end - base if bare.clause.floor else 0
    end = bare.read.units[target.place].start - base
    before, after = _CUT.split(bare.words[start:end])[-1], _CUT.split(bare.words[end:])[0]
    told = _IN_ORDER.search(before) or _IN_ORDER.search(after.strip())
    return areas[:1] if told and told[1] else areas[1:] if told else None


_OF_IT = re.compile(r"n?P(e)(?:[,.;&bI]|P(?!N)|$)")


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
    end = bare.read.units[bare.clause.bound.target.end - 1].end - bare.read.span.start
    return _THING_GRADED.match(bare.after) is not None and not _EVENT.match(bare.words[end:].lstrip(" \"'”’"))


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
    return bare.focus.areas if earlier or since or _GAPPED_BODY.fullmatch(bare.before) else ()


def _pronoun(bare: Bare) -> Areas | None:
    """ "Each is now adequate"; "it" where one area is in focus."""
    match = _STANDS_FOR.search(bare.before)
    if not match:
        return None
    unit = bare.read.units[bare.clause.floor + match.start() + match.group().index("e")]
    word = bare.words[unit.start - bare.read.span.start :]
    return bare.focus.areas if len(bare.focus.areas) == 1 or _PLURAL.match(word) else None


def _next_body(bare: Bare) -> Areas | None:
    """ "The grade was good"; "Durham Constabulary was rated outstanding" after a sentence on another body."""
    if "A" in bare.clause.sig or "q" in bare.clause.sig:
        return None
    first = bare.focus.last is None and len(bare.focus.areas) == 1 and _FIRST_BODY.fullmatch(bare.before)
    other = bare.focus.last and bare.read.bodies and bare.focus.last.body != bare.read.bodies[0].name
    said = _GRADE_AS_SUBJECT.search(bare.before) or (_NEXT_BODY.search(bare.before) and other) or first
    return bare.focus.areas if said else None


_RULES: tuple[Callable[[Bare], Areas | None], ...] = (
    _same_area,
    _those_ratings,
    _here,
    _on_all_counts,
    _in_order,
    _by_number,
    _counted,
    _of_it,
    _remark,
    _pronoun,
    _next_body,
)
"""Tried in order; the first that knows an answer gives it."""


def areas_in_focus(read: Sentence, clause: Clause, focus: Focus, time: When, text: str) -> Areas:
    """The areas that a grade without one is about: those just graded in its sentence, or those that a word stands
    for."""
    if not (focus.areas or focus.named) or _only_said(read, clause, text):
        return ()
    bare = Bare(read, clause, focus, time, text[read.span.start : read.units[-1].end])
    if "A" in bare.before and not time.previous:  # an area of its own, that no frame has read
        return ()
    return next((areas for rule in _RULES if (areas := rule(bare)) is not None), ())


_THING_GRADED = re.compile(r"P[eo]{0,2}o")
_EVENT = re.compile(
    r"in the (?:eyes|view|opinion|judge?ment) of\b|(?:at|in|for|on|under|by|with|after|across) (?:the |its |a "
    r"|an |their |his |her )?(?:(?:first|second|third|fourth|last|latest|new|recent|full|short|"
    r"unannounced|time|\w+day|[A-Z]\w+|\d{4}|report|reports|inspection|visit|letter|past|same|verdict|result|league"
    r"|(?:\w+ )?(?:months?|years?|week|term|spring|summer|autumn|winter))\b)"
)
_WHOLE_BEFORE = re.compile(
    "|".join(
        (
            r"Vo{0,2}gC?$",  # "rated the home"
            r"[sB]e{1,2}W?$",
            r"eeW?$",  # "that they now"
            r"(?:^|[;&.])e$",  # "It requires improvement"
            r"[VvKUDMLF][CTePIYBn]{0,3}$",
            r"(?:^|[,;&.:(bI])s?e?[Beig](?:[sKW]{0,2}C[CWe]{0,2}|W)o?$",
            r"(?:Y,?w|^W)[eg]C$",
            r"B[CKW]{0,2}C$",  # "Elm House is now"
            r"(?:^|[,;])gP[oB]{1,2}$",
            r"[Be]oC?qC{1,2}$",
            r"(?:^|[,;&.:(b\n])B,?P[oB]{1,4}(?:,o{1,2})?,?[CKW]{0,3}$",
            r"B$",
            r"[UDM]nPo[oP]{0,8}F$",  # "lifted the rating of a unit for women in Elmton from"
            r"[b&:;][oegP,]{0,4}B,$",  # "and its neighbour, Oak House,"
            r"[,;&]{1,2}[oeg]{0,3},?B,?T$",
            r"(?:^o|g|N),B,C$",  # "its parent, Vale Trust, is"
            r"(?:^|[,;&.:(bI])gP[oB]{1,3}[CKW]{1,2}$",
            r"^(?:[oegB]C?)?R?n,[oPYRI]{1,6},C$",  # "its previous rating, published in 2020, was"
            r"BCgC?$",  # "the council's adult social care"
            r"[vV]PI?o{0,2}P$",  # "came out of its CQC inspection with"
            r"^[B:,\-\n]{1,3}$",
            r"^[RIBW]?[Vn]:$",  # "Previous rating:"
            r"^[og,]{0,4}B,?o{1,4}:$",  # "its sister school came off worse:"
            r"[RW],?$",  # "formerly"
        )
    )
)
_STEPS = re.compile("N(?:[on]?F|R)$")
""" "Two below the adequate", "eight years after it was judged": a number that counts no grades."""
_COUNTED = re.compile(r"n?o?P?N|o?q|n?Po?q")
_OF_THE_GRADES = re.compile("N(?:PN)?n[eP]")
""" "Four of the five judgements that Ofsted made were good"."""
_LASTED = re.compile(r"n?PNo(?!P)")
""" "RI to good in four years"."""
_SEVERAL = re.compile("No?q")
_OWN_CLAUSE = re.compile(r"^.*[,;&](?=B[CVKM])")
""" "Good in two of three themes, and Elm College was outstanding": what was counted is another body's."""
_ALL = re.compile(r"n?P?a|n?Pq")
_EVERY = Wording(
    r"[”’\"']? (?:in|for|on|across) (?:all|each|every one)(?: of)?(?: the| its| these)?"
    r"(?: (?:two|three|four|five|six|seven))?(?: \w+)?"
    r" (?:<area-word>|<area-words>)\b"
)
""" "Good in all three areas"."""
_ALL_OF_THEM = re.compile("n?P(?:e|eN)q")
""" "Good in all four areas", which is a count."""
_ALL_BEFORE = re.compile("a[^,;&]{0,3}$")
BUT_ONE = re.compile(
    r"\b(?:except|excepting|apart from|aside from|other than|save for|bar|with the exception of|but for|all but"
    r"|everything but|every \w+ but)\b"
)
""" "Good in all areas except one"."""
_EARNED = re.compile(r"Co?B(?:Po{1,3})?[CvV]|n?e[BIe]R?[vVo](?:B|$|[,.;]|n)|n?eH?[ov](?:[.,;]|$)")
""" "A good is what the school earned"; "the requires improvement that Ofsted gave the school"; "the lowest
rating it has"."""
_IN_OUR_EYES = re.compile(r"PoPI")
""" "The home, inadequate in the eyes of the CQC"."""
_LAST_TIME = re.compile("R[o,]{0,2}[.]?")
""" "Good last time too."."""
_SHARED_OUT = re.compile(r"(?:GPB[,&;:]{1,2}o?){2,}")
_SINCE = Wording(r"[”’\"']?(?: <body>)? since (?:[A-Z]?[a-z]+ ){0,2}(?:19|20)\d\d\b")
""" "It has been a good school since March 2018": what is dated is a grade."""
_DATED = re.compile(r"^(?:[,&]{0,2}|.*:)$")
_YEAR_BEHIND = re.compile("P?Y")
_WHOLE_AFTER = re.compile(
    r"n?g?(?:V?[PF][IB]|[PF]Y|[.,;:)&b\n]|\([oNP]{0,4}Y|\(N[oP]{1,3}N|$|K(?:oR?|[.,;&]|$)"
    r"|R|W|PR|s|w[eo]?I|Po{0,3}[IRY]|oY|PNo"
    r"|w[eCI]{1,2}R|C?P?[oe]?B)"
)


def whole_body(read: Sentence, clause: Clause, page: Page, time: When) -> tuple[AreaHit, ...]:
    """The area ``overall``, where a grade without an area is that of the whole body: "rated good",
    "an outstanding rating".

    Only under a framework that grades whole bodies, or of a time when it may have; never before words for something
    that was graded and is not known as an area ("rated good for its gardens"), nor in a count.
    """
    sig, target = clause.sig, clause.bound.target
    before, after = sig[clause.floor : target.place], sig[target.end :]
    lasted = (target.previous or time.previous) and _LASTED.match(after)
    counted = (
        "N" in _STEPS.sub("", before).rpartition(":")[2][-3:]
        or _OF_THE_GRADES.match(before)
        or _SEVERAL.search(_OWN_CLAUSE.sub("", before))
        or (_COUNTED.match(after) and not lasted)
    )
    every = _ALL.match(after) or _EVERY.match(page.reading, read.units[target.end - 1].end)
    if not counted and (every or _ALL_BEFORE.search(before)):
        apart = BUT_ONE.search(page.reading.text, *read.span) or _ALL_OF_THEM.match(after)
        return () if apart and not _graded_whole(read, clause, page, time) else (_overall(read, target),)
    if counted or not _graded_whole(read, clause, page, time):
        return ()
    if _thing_stays(read, clause, page.reading.text):
        return ()
    if _SINCE.match(page.reading, read.units[target.end - 1].end):
        return (_overall(read, target),)
    if _of_something(read, clause, page.reading.text) or _only_said(read, clause, page.reading.text):
        return ()
    framed = _WHOLE_BEFORE.search(before) and (
        _WHOLE_AFTER.match(after)
        or "V" in before[-2:]
        or _is_rating(read, target, page.reading.text)
        or (before.endswith("K") and says_when(page.reading.text, read.units[target.end - 1].end))
    )
    return (_overall(read, target),) if framed or _stands_alone(read, clause, page.reading.text) else ()


_SAYS_WHEN = re.compile(
    r"[”’\"']?,? (?:after|following|despite|since|because|thanks|according|when|while|though|although|even|just|more"
    r"|(?:last|this) (?:year|month|week|time|spring|summer|autumn|winter)|yesterday|today)\b"
)


def says_when(text: str, end: int) -> bool:
    """Whether what stands behind a word is no noun that it describes: "remains good after an ungraded visit"."""
    return _SAYS_WHEN.match(text, end) is not None


_THING_STAYS = re.compile(r"(?:^|[,;&.:(b\n])[oP]{1,4}K$")


def _thing_stays(read: Sentence, clause: Clause, text: str) -> bool:
    """Whether what stays so is a thing and no body: "response times remain poor", but not "Elmvale remains poor"."""
    target = clause.bound.target
    if not _THING_STAYS.search(clause.sig, clause.floor, target.place):
        return False
    subject = read.units[target.place - 2]
    return text[subject.start].islower()


_AT_BODY = re.compile("oPBC{1,2}$")
""" "Lunches at the school are outstanding": said of what is there."""


def _of_something(read: Sentence, clause: Clause, text: str) -> bool:
    """Whether what follows a grade is a thing that is no area: "rated good for its gardens", "good food"."""
    target, after = clause.bound.target, clause.sig[clause.bound.target.end :]
    place = next((u for u in read.units[target.end : target.end + 2] if u.symbol == "P"), None)
    subject = _AT_BODY.search(clause.sig, clause.floor, target.place)
    if subject and "V" not in re.split("[b:;]", clause.sig[: target.place])[-1]:
        return True
    if place and _THING_GRADED.match(after.removeprefix("n")) and not _EVENT.match(text, place.start):
        return True
    judged = clause.sig[clause.floor : target.place].endswith("V") or says_when(text, read.units[target.end - 1].end)
    plain = after[:1] == "o" and not after.startswith("oY") and not _is_rating(read, target, text)
    return plain and not judged and target.previous is None


_RATING = re.compile(r"\b(?:rating|grade|mark|score)s?$", re.IGNORECASE)


def _is_rating(read: Sentence, target: Target, text: str) -> bool:
    """Whether the words of a grade say themselves that they are one: "the worst possible rating"."""
    unit = read.units[target.place]
    return _RATING.search(text, unit.start, unit.end) is not None


def _stands_alone(read: Sentence, clause: Clause, text: str) -> bool:
    """Whether a grade is one by its form: a change, "a good rating", "inadequate in 2016", "the good-rated school"."""
    target = clause.bound.target
    before, after = clause.sig[clause.floor : target.place], clause.sig[target.end :]
    if target.previous is not None or after[:1] == "n" or _EARNED.match(after):
        return True
    if not before and _LAST_TIME.fullmatch(after):
        return True
    if (before.endswith("B,") and _IN_OUR_EYES.match(after)) or _shared_out(clause):
        return True
    if (after[:1] == "g" and "K" in before) or (_DATED.match(before) and _YEAR_BEHIND.match(after)):
        return True
    return after[:1] == "B" and text.endswith("-rated", 0, read.units[target.place].end)


def _shared_out(clause: Clause) -> bool:
    """Whether grades go to bodies in a row: "Good for one nursery, inadequate for another"."""
    place = clause.bound.target.place
    return any(match.start() <= place < match.end() for match in _SHARED_OUT.finditer(clause.sig))


_LONGEST_QUOTE = 600
_STATED = re.compile("[VvKUDML]")


def _only_said(read: Sentence, clause: Clause, text: str) -> bool:
    """Whether an everyday word is said of a body in a quotation with no verb of grading: "it was outstanding", she
    said."""
    unit = clause.bound.target.current
    before = clause.sig[clause.floor : clause.bound.target.place].rpartition("b")[2]
    change = clause.bound.target.previous is not None
    dated = re.match("P?[RY]", before)  # "Two years ago we were good in both"
    if unit is None or change or dated or not read.grade(unit).weak or _STATED.search(before):
        return False
    line = max(text.rfind("\n", 0, unit.start) + 1, unit.start - _LONGEST_QUOTE)
    opened = text.rfind("“", line, unit.start)
    straight = text.count('"', line, unit.start) % 2 == 1
    return straight or (opened >= 0 and text.find("”", opened, unit.start) < 0)


def _graded_whole(read: Sentence, clause: Clause, page: Page, time: When) -> bool:
    """Whether the grade is one that whole bodies could get: now, under a framework in force; before, under any."""
    unit = clause.bound.target.current or clause.bound.target.previous
    if unit is None:
        return False
    return grades_bodies(page.setting, read.grade(unit).term.id, now=not time.previous)


def grades_bodies(setting: Setting, grade: str, *, now: bool) -> bool:
    """Whether whole bodies can get a grade: under a framework in force, or, if it is not from now, under any."""
    dated = bool(setting.date) and now
    frameworks = [f for f in setting.pack.frameworks if f.overall and (not dated or f.in_force(setting.date[:7]))]
    scales = [setting.pack.scale(f.scale) for f in frameworks]
    return any(scale is not None and grade in scale.grades for scale in scales)


def _overall(read: Sentence, target: Target) -> AreaHit:
    """The whole body as an area that no word names: an empty span at the grade."""
    unit = target.current or target.previous or read.units[target.place]
    return AreaHit(unit.start, unit.start, "overall", strong=False)


_MANY = re.compile("k[^ABGIQZe;.b]*[LUDMCVvK][^ABGZe;.b]*$")


def of_many(clause: Clause) -> bool:
    """Whether a clause is about bodies that it does not name: "nine homes have slipped to"."""
    return _MANY.search(clause.sig, clause.floor, clause.bound.target.place) is not None


def implied(read: Sentence, bound: Bound) -> tuple[AreaHit, ...]:
    """The area that a grade names by itself: a landlord's C3 is for ``consumer`` (the grade term's attribute ``area``).

    Its everyday words name none: safeguarding that is "effective" has to be named.
    """
    unit = bound.target.current or bound.target.previous
    hit = read.grade(unit) if unit else None
    area = str(hit.term.attributes.get("area", "")) if hit and not hit.weak else ""
    end = unit.start if unit and area == "overall" else unit.end if unit else 0
    return (AreaHit(unit.start, end, area, strong=False),) if unit and area else ()


UNIT = Wording(
    r"\b[Tt]he (?:unit|department|ward)\b|\bThe service (?:was|is|had|has|requires|needs)\b"
    r"|\b(?:<judged>|given|gave|made) the service\b"
)


def of_unit(read: Sentence, focus: Focus, page: Page) -> bool:
    """Whether a sentence speaks of "the unit", where a service was graded just before."""
    service = focus.areas[-1].id.partition("/")[0] if focus.areas and focus.last else ""
    return service in page.setting.services() and UNIT.search(page.reading, *read.span) is not None
