"""Whether a grade without an area is that of the whole body: not of a thing, nor only said in praise."""

from __future__ import annotations

import re

from pipeline.extract.areas import AreaHit
from pipeline.extract.clause import Clause
from pipeline.extract.frames import Target
from pipeline.extract.page import Page, Sentence
from pipeline.extract.reading import Reading
from pipeline.extract.times import When
from pipeline.extract.wording import Wording

THING_GRADED = re.compile(r"P[eo]{0,2}o")
EVENT = Wording(
    r"in the (?:eyes|view|opinion|judge?ment) of\b|(?:at|in|for|on|under|by|with|after|across) "
    r"(?:(?:each|both|all|either) of )?(?:the |its |a |an |their |his |her )?"
    r"(?:(?:first|second|third|fourth|last|latest|new|recent|full|short|"
    r"unannounced|time|\w+day|[A-Z]\w+|\d{4}|<report-word>|reports|past|same|verdict|result|league"
    r"|(?:\w+ )?(?:months?|years?|week|term|<season>))\b)"
)
_WHOLE_BEFORE = re.compile(
    "|".join(
        (
            r"Vo{0,2}C?gC?$",  # "rated the home", "rated the council's adult social care"
            r"[sB]e{1,2}W?$",
            r"eeW?$",  # "that they now"
            r"IHe$",  # "Ofsted thinks it"
            r"(?:^|[;&.:])e$",  # "It requires improvement"
            r"^W,?[eg]$",  # "Now it requires improvement"
            r"^P[oW]{1,3},?e$",  # "Under its new owners it requires improvement"
            r"[VvKUDMLF][CTePIYBn]{0,3}$",
            r"CVPITC$",  # "was found by Ofsted to be"
            r"^B[^,;:GA]{0,8},I[sV],&C$",  # "Elm House lacks staff, the CQC said, and is"
            r"(?:^|[,;&.:(bI])s?e?[Beig](?:[sKW]{0,2}C[CWe]{0,2}|W)o?$",
            r"(?:Y,?w|^[WR])[eg]C$",
            r"(?:^|[,;.])[&b]?Po?Y[eg]R?C$",  # "In 2022 the school was"
            r"B[CKW]{0,2}C$",  # "Elm House is now"
            r"(?:^|[,;])gP[oB]{1,2}$",
            r"[Be]oC?qC{1,2}$",
            r"(?:^|[,;&.:(b\n])B,?P[oB]{1,4}(?:,o{1,2})?,?[CKW]{0,3}$",
            r"B(?:&Bo{0,2}k)?$",  # "rated both Elm and Oak primary schools"
            r"^g,$",  # "The school, good last time, is now"
            r"[Bg],i$",  # "The school, which required improvement last time, ..."
            r"[UDM]nPo[oP]{0,8}F$",  # "lifted the rating of a unit for women in Elmton from"
            r"[UDM]nPB(?:P[oB]{1,2})?T$",  # "lowered the rating of Elm House to"
            r"VgP[oB]{1,2}TC$",  # "found children's social care in Elmton to be"
            r"[Vv]B,[oR]{1,2}PB,$",  # "has rated Elm House, run by Vale Trust,"
            r"N&nP$",  # "a score of 59 and a rating of"
            r"[b&:;][oegP,]{0,4}B,$",  # "and its neighbour, Oak House,"
            r"[,;&]{1,2}[oeg]{0,3},?B,?T$",
            r"(?:^o|g|N),B,C$",  # "its parent, Vale Trust, is"
            r"(?:^|[,;&.:(bI])gP[oB]{1,3}[CKW]{1,2}$",
            r"^(?:[oegB]C?)?R?n,[oPYRI]{1,6},C$",  # "its previous rating, published in 2020, was"
            r"BCgC?$",  # "the council's adult social care"
            r"[vV]PW?I?o{0,2}[PC]$",  # "came out of its CQC inspection with"
            r"^[B:,\-\n]{1,3}$",
            r"^[RIBW]?[Vn]:$",  # "Previous rating:"
            r"W?n[PF]I(?:PB)?:$",  # "has a new rating from the CQC:"
            r"^[og,]{0,4}B,?o{1,4}:$",  # "its sister school came off worse:"
            r"(?<!o)[RW],?C?$",  # "formerly", "was last graded, as", but not "the care itself had been"
            r"^PY,?&$",  # "good in 2015 and, last month, inadequate"
        )
    )
)
STEPS = re.compile("N(?:[on]?F|R)$")
""" "Two below the adequate", "eight years after it was judged": a number that counts no grades."""
_COUNTED = re.compile(r"n?o?P?N|o?q|n?Po?q")
_OF_THE_GRADES = re.compile("N(?:PN)?n[eP]")
""" "Four of the five judgements that Ofsted made were good"."""
_AREAS_WERE = re.compile("eq[CKRW]{1,3}[CV]{0,2}$")
""" "Both areas had been good"."""
_LASTED = re.compile(r"n?PNo(?!P)")
""" "RI to good in four years"."""
_SEVERAL = re.compile("No?q")
_OWN_CLAUSE = re.compile(r"^.*(?:[,;&](?=B[CVKM])|b(?=CV))")
""" "Good in two of three themes, and Elm College was outstanding": what was counted is another body's."""
_ALL = re.compile(r"n?P?a|n?Pq")
_EVERY = Wording(
    r"[”’\"']? (?:in|for|on|across) (?:all|each|every one)(?: of)?(?: the| its| these)?"
    r"(?: (?:two|three|four|five|six|seven))?(?: of (?:the|its|these))?(?: \w+)?"
    r" (?:<area-word>|<area-words>|things)\b"
)
""" "Good in all three areas"."""
ALL_ELSE = re.compile(r"[”’\"']? (?:(?:in|for|at|on) (?:everything|all) (?:else|other)|everywhere else)\b")
""" "Good for everything else": not of the whole."""
_ALL_OF_THEM = re.compile("n?P(?:e|eN)q")
""" "Good in all four areas", which is a count."""
_ALL_BEFORE = re.compile("a[^,;&]{0,3}$")
BUT_ONE = re.compile(
    r"\b(?:except|excepting|apart from|aside from|other than|save for|bar|with the exception of|but for|all but"
    r"|everything but|every \w+ but|every one of (?:\w+ ){1,5}but)\b"
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
""" "Inadequate in 2016"; "at the school, outstanding in 2013 and not visited since, ..."."""
_WHOLE_AFTER = re.compile(
    r"n?g?(?:V?[PF][IB]|[PF]Y|[.,;:)&b\n]|\([oNP]{0,4}Y|\(N[oP]{1,3}N|$|K(?:oR?|[.,;&]|$)"
    r"|R|W|PR|s|w[eo]?I|Po{0,3}[IRY]|oY|PNo"
    r"|e{1,2}[BI]?C?[oR]?[vV](?:P?Y|[.,;])|w[eCI]{1,2}R|P[eo]PRN|C?P?[oe]?B|P[eo]{0,2}G|-[&bi])"
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
        "N" in STEPS.sub("", before).rpartition(":")[2][-3:]
        or _OF_THE_GRADES.match(before)
        or _SEVERAL.search(_OWN_CLAUSE.sub("", before))
        or (_COUNTED.match(after) and not lasted)
    )
    counted = counted or _AREAS_WERE.search(before) or _is_plural(read, target, page.reading.text)
    start, end = clause.words
    every = (_ALL.match(after) or _EVERY.match(page.reading, end)) and not ALL_ELSE.match(page.reading.text, end)
    if not counted and (every or _ALL_BEFORE.search(before)):
        apart = BUT_ONE.search(page.reading.text, *read.span) or _ALL_OF_THEM.match(after)
        return () if apart and not graded_whole(read, clause, page, time) else (_overall(read, target),)
    if counted or not graded_whole(read, clause, page, time):
        return ()
    if _thing_stays(read, clause, page.reading.text):
        return ()
    if _SINCE.match(page.reading, end):
        return (_overall(read, target),)
    praised = only_said(read, clause, page.reading.text) or _only_claimed(read, clause, page.reading)
    if praised or _of_something(read, clause, page.reading):
        return ()
    framed = _WHOLE_BEFORE.search(before) and (
        _WHOLE_AFTER.match(after)
        or "V" in before[-2:]
        or is_rating(page.reading, start, read.units[target.place].end)
        or (before.endswith(("K", "T", "&")) and says_when(page.reading.text, end))
    )
    framed = framed or _IN_ORDER.search(page.reading.text, read.span.start, start) is not None
    framed = framed or (time.previous and _THE_SERVICES.search(page.reading.text, read.span.start, start) is not None)
    framed = framed or ("A" not in sig and _YEAR_BY_YEAR.match(sig, target.place) is not None)
    return (_overall(read, target),) if framed or _stands_alone(read, clause, page.reading.text) else ()


def _is_plural(read: Sentence, target: Target, text: str) -> bool:
    """Whether grades are many: "straight excellents"."""
    unit = read.units[target.place]
    return text[unit.start : unit.end].lower() == f"{read.grade(unit).term.label.lower()}s"


_SAYS_WHEN = re.compile(
    r"[”’\"']?,? (?:after|following|despite|since|because|thanks|according|when|while|though|although|even|just|more"
    r"|(?:last|this) (?:year|month|week|time|spring|summer|autumn|winter)|yesterday|today"
    r"|on [A-Z]\w+day|in [A-Z][a-z]+)\b"
)


def says_when(text: str, end: int) -> bool:
    """Whether what stands behind a word is no noun that it describes: "remains good after an ungraded visit"."""
    return _SAYS_WHEN.match(text, end) is not None


_THING_STAYS = re.compile(r"(?:^|[,;&.:(b\n])[oP]{1,4}([KV])$")
_PROVED = re.compile(r"prove[ds]?\b", re.IGNORECASE)


def _thing_stays(read: Sentence, clause: Clause, text: str) -> bool:
    """Whether what stays or proves so is a thing and no body: "response times remain poor", but not "Elmvale remains
    poor"."""
    target = clause.bound.target
    stays = _THING_STAYS.search(clause.sig, clause.floor, target.place)
    if stays is None or (stays[1] == "V" and not _PROVED.match(text, read.units[target.place - 1].start)):
        return False
    subject = read.units[target.place - 2]
    return text[subject.start].islower()


_AT_BODY = re.compile("oPBC{1,2}$")
""" "Lunches at the school are outstanding": said of what is there."""


def _of_something(read: Sentence, clause: Clause, reading: Reading) -> bool:
    """Whether what follows a grade is a thing that is no area: "rated good for its gardens", "good food"."""
    text = reading.text
    target, after = clause.bound.target, clause.sig[clause.bound.target.end :]
    place = next((u for u in read.units[target.end : target.end + 2] if u.symbol == "P"), None)
    subject = _AT_BODY.search(clause.sig, clause.floor, target.place)
    if subject and "V" not in re.split("[b:;]", clause.sig[: target.place])[-1]:
        return True
    if _is_part(read, clause, reading):
        return True
    thing = THING_GRADED.match(after.removeprefix("n")) and not _WITH_GRADE.match(after)
    if place and thing and not EVENT.match(reading, place.start):
        return True
    judged = clause.sig[clause.floor : target.place].endswith("V") or says_when(text, clause.words.end)
    rating = is_rating(reading, read.units[target.place].start, read.units[target.place].end)
    plain = after[:1] == "o" and not after.startswith("oY") and not rating
    return plain and not judged and target.previous is None


_PART = re.compile(r"[Vv]H?(o{1,3})P[oeg]{0,2}B$")
_WHOLE_NOUN = Wording("<whole-noun>", re.IGNORECASE)


def _is_part(read: Sentence, clause: Clause, reading: Reading) -> bool:
    """Whether a thing at the body is judged, and not the body: "found the food at Elm House inadequate"."""
    found = _PART.search(clause.sig, clause.floor, clause.bound.target.place)
    if found is None:
        return False
    words = (reading.text[unit.start : unit.end] for unit in read.units[slice(*found.span(1))])
    return not any(_WHOLE_NOUN.of(reading.lexicon).fullmatch(word) for word in words)


_IN_ORDER = re.compile(r"\b[Tt]he (?:former|latter),? $")
_THE_SERVICES = re.compile(
    r"(?<![^\s])(?:The|These|Its|Those) services (?:were|had been) (?:rated |judged |graded )?[‘'“\"]?$"
)
""" "The services were outstanding as recently as 2017": those of a council."""
_YEAR_BY_YEAR = re.compile(r"G\(Y\)(?:[,;&]{1,2}G\(Y\)|\.?$)")
""" "Satisfactory (2008), good (2011), inadequate (2015)"."""
_WITH_GRADE = re.compile("P[eo]{0,2}G")
""" "Good with some outstanding features"."""
_RATING = Wording(r"\b<grade-word>$", re.IGNORECASE)


def is_rating(reading: Reading, start: int, end: int) -> bool:
    """Whether the words of a grade say themselves that they are one: "the worst possible rating"."""
    return _RATING.search(reading, start, end) is not None


def _stands_alone(read: Sentence, clause: Clause, text: str) -> bool:
    """Whether a grade is one by its form: a change, "a good rating", "inadequate in 2016", "the good-rated school"."""
    target = clause.bound.target
    before, after = clause.sig[clause.floor : target.place], clause.sig[target.end :]
    if target.previous is not None or after[:1] == "n" or _EARNED.match(after):
        return True
    if not before and _LAST_TIME.fullmatch(after):
        return True
    if (before.endswith("B,") and (_IN_OUR_EYES.match(after) or _YEAR_BEHIND.match(after))) or _shared_out(clause):
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
_DATING = re.compile("P?[RY]")


def only_said(read: Sentence, clause: Clause, text: str) -> bool:
    """Whether an everyday word is said of a body in a quotation with no verb of grading: "it was outstanding", she
    said."""
    unit = clause.bound.target.current
    before = clause.sig[clause.floor : clause.bound.target.place].rpartition("b")[2]
    change = clause.bound.target.previous is not None
    dated = _DATING.match(before)  # "Two years ago we were good in both"
    if unit is None or change or dated or not read.grade(unit).weak or _STATED.search(before):
        return False
    line = max(text.rfind("\n", 0, unit.start) + 1, unit.start - _LONGEST_QUOTE)
    opened = text.rfind("“", line, unit.start)
    straight = text.count('"', line, unit.start) % 2 == 1
    return straight or (opened >= 0 and text.find("”", opened, unit.start) < 0)


_CLAIMED = Wording(r"\b<claims>(?: that)? [^.;:“”]{0,60}$")
_JUDGES = re.compile("[IsVvKUDMLRW]")


def _only_claimed(read: Sentence, clause: Clause, reading: Reading) -> bool:
    """Whether an everyday word is what somebody says who grades nobody: "its owners say that it is a good home"."""
    unit = clause.bound.target.current
    if unit is None or clause.bound.target.previous is not None or not read.grade(unit).weak:
        return False
    if _JUDGES.search(clause.sig, 0, clause.bound.target.place):
        return False
    return _CLAIMED.search(reading, read.span.start, unit.start) is not None


def graded_whole(read: Sentence, clause: Clause, page: Page, time: When) -> bool:
    """Whether the grade is one that whole bodies could get: now, under a framework in force; before, under any."""
    unit = clause.bound.target.current or clause.bound.target.previous
    if unit is None:
        return False
    return page.setting.grades_bodies(read.grade(unit).term.id, now=not time.previous)


def _overall(read: Sentence, target: Target) -> AreaHit:
    """The whole body as an area that no word names: an empty span at the grade."""
    unit = target.current or target.previous or read.units[target.place]
    return AreaHit(unit.start, unit.start, "overall", strong=False)
