"""Grade words that are no grades, for reasons beyond the grammar of their clause: plain adjectives, a body's own
words."""

from __future__ import annotations

import re

from pipeline.extract.clause import Clause
from pipeline.extract.frames import Bound
from pipeline.extract.page import Sentence
from pipeline.extract.person_words import person_words
from pipeline.extract.reading import Hit, Reading
from pipeline.extract.units import Unit
from pipeline.extract.unreal import unreal
from pipeline.extract.whole_body import is_rating, says_when
from pipeline.extract.wording import Wording


def why_not(read: Sentence, clause: Clause, reading: Reading) -> str | None:
    """Why the target of a clause is no grade, or None."""
    text, target = reading.text, clause.bound.target
    start, end = clause.words
    asked = read.sig.find("?", target.end) > 0 and _ASKED.match(read.sig) is not None
    asked = asked or (text.endswith(("How ", "how "), 0, start) and read.sig.endswith("?"))
    if asked or _HOPED_FOR.match(reading, end) or _awaited(read, clause, reading):
        return "hypothetical"
    if reason := unreal(read, clause, reading):
        return reason
    if _NEEDED.search(reading, max(read.span.start, start - _LONGEST_NEED), start):
        return "threshold"
    if _step_explained(read, clause, reading):
        return "definition"
    return (
        _handed_on(clause)
        or _surname(read, clause, reading)
        or _of_person(read, clause, text)
        or _of_what_was_told(read, clause, text)
        or _told_by_others(read, clause, reading)
        or _of_others(read, clause, reading)
        or _of_any(read, clause, reading)
        or _of_career(read, clause, reading)
        or _of_stranger(read, clause, reading)
        or _of_cases(read, clause, reading)
        or _apposed(clause, text)
        or _adjective(read, clause, text)
        or _implausible(read, clause.bound, reading)
        or _own_words(read, clause.bound, text)
    )


_NEEDED = Wording(
    r"\b(?:needed|required|necessary|threshold|cut-off|minimum|boundary) "
    r"(?:for|to (?:get|gain|reach|earn|win|be(?: rated| graded| judged)?|achieve|secure))"
    r"(?: an?| the| its)?(?: (?:overall )?<grade-word> of(?: an?)?)? [“‘'\"]?$"
)
""" "The score needed for a rating of good": what was not, or not yet, given."""
_LONGEST_NEED = 70
_LONGEST_GIVEN = 24
_PERSON_IS = re.compile(
    r"\b(?:[Hh]e|[Ss]he|I)(?: (?:was|is|had been|has been)|['’](?:s|d|m))(?: (?:also|always|just|so|very|truly))? $"
)


_WAS_TOLD = Wording(r" (?:inspectors )?(?:<hears>|(?:was|were|has been|have been|had been) told)\b", re.IGNORECASE)


def _told_by_others(read: Sentence, clause: Clause, reading: Reading) -> str | None:
    """ "Behaviour on the buses is poor, the inspectors were told": somebody else's view."""
    heard = (unit for unit in read.units[clause.bound.right :] if unit.symbol == "I")
    return "other-rater" if any(_WAS_TOLD.match(reading, unit.end) for unit in heard) else None


def _of_person(read: Sentence, clause: Clause, text: str) -> str | None:
    """ "He was outstanding at training recruits": a person is no body."""
    start, _ = clause.words
    return "of-person" if _PERSON_IS.search(text, max(read.span.start, start - 24), start) else None


def _surname(read: Sentence, clause: Clause, reading: Reading) -> str | None:
    """ "The manager, Rose Good, who ...": a name of a person."""
    start, end = clause.words
    word = reading.text[start:end]
    if not word.istitle() or " " in word:
        return None
    vocabulary = person_words(reading.lexicon)
    before = reading.text[max(read.span.start, start - _LONGEST_GIVEN) : start].split(" ")[-2:-1]
    called = (vocabulary.given, vocabulary.honorifics, vocabulary.traps["given-before-grade"])
    return "name" if before and any(before[0] in words for words in called) else None


_THAT_IS = re.compile(
    r"\b(?:that|this|it all|all this)(?:[’']s| is)(?: \w+ly| so| very| really| all)? $", re.IGNORECASE
)
_LONGEST_THAT = 30


def _of_what_was_told(read: Sentence, clause: Clause, text: str) -> str | None:
    """ "Well, that’s good": an everyday word for what was told before, and not for a body."""
    target = clause.bound.target
    unit = target.current
    if unit is None or target.previous is not None or not read.grade(unit).weak:
        return None
    if "A" in read.sig[: target.place]:  # "culture: that is adequate"
        return None
    told = _THAT_IS.search(text, max(read.span.start, unit.start - _LONGEST_THAT), unit.start)
    return "other-subject" if told else None


_AKIN = Wording(r"\bwhose <akin>\b[^,;.]*$")
_CALLED = Wording(r"\b<styles> (?:it|them|us|the \w+)(?: as)? (?:an? |the )?$")


def _of_others(read: Sentence, clause: Clause, reading: Reading) -> str | None:
    """ "Elm House, whose sister home is outstanding, ...": the grade of a body that is not named. "The MP called it a
    good school": no grade at all."""
    start, _ = clause.words
    if reading.text.find("whose ", read.span.start, start) >= 0 and _AKIN.search(reading, read.span.start, start):
        return "other-subject"
    told = "I" in read.sig or "R" in read.sig[: clause.bound.target.place]
    return "other-rater" if not told and _CALLED.search(reading, max(read.span.start, start - 40), start) else None


_HOPED_FOR = Wording(r" (?:(?:that|which) )?(?:it|they|he|she|the \w+) (?:has |have |had )?<hoped-for>\b")
""" "A grade below the C1 that it had hoped for"."""
_NEXT_TIME = Wording(
    r"[”’\"']?(?: or (?:better|higher|above))?,? (?:at|in|by|for|on|after|before|come|in time for|by the time of)"
    r" (?:the|its|our|their|his|her) next (?:<sort-of-visit> )?<visit>\b"
)
""" "Graded good or better at the next inspection"."""
_AWAITED = re.compile(
    r"expect(?<!\w.{6})(?:s|ed|ing)? (?!standards?\b)[^.,;:]{1,60}"
    r" to (?:be|get|receive|achieve|earn|come out|go|stay|remain)\b[^.,;:]{0,24}$"
)
""" "He expected it to be graded good"."""
_FAR_BACK = 100


def _awaited(read: Sentence, clause: Clause, reading: Reading) -> bool:
    """Whether somebody only expects a grade, or it is one of the inspection to come."""
    start, end = clause.words
    before = max(read.span.start, start - _FAR_BACK)
    return bool(_NEXT_TIME.match(reading, end) or _AWAITED.search(reading.text, before, start))


_STEP = Wording(
    r"[Tt]he (?<!\w....)(?:very )?(?:best|worst|highest|lowest|top|bottom|middle|second|third|next)"
    r"(?: (?:one|two|<step-of-scale>|of (?:the|these|those)(?: \w+)?))?"
    r" (?:is|are|says?|means?|being)\b(?: that)?[^.,;:]{0,60}$"
)
""" "There are three outcomes. The best is 'typically positive'."."""


_IS_THE_BEST = re.compile(
    r"[”’\"']?,?(?: is| being| was)? the (?:very )?(?:best|worst|highest|lowest|top|bottom|second|third|middle)\b"
)
""" "C1 is the best and C4 the worst"."""
_OF_ANY_SUCH = re.compile(r"[“\"'‘]?(?:An?|Any) \S")
_IS_SUCH = re.compile(
    r"[”’\"']?(?: (?:rating|grade))? (?:is|isn['’]t|means|does|doesn['’]t|should|can|need|tells) (?!what\b)"
)
""" "A C3 is not the end of the world"."""
_OPENS = re.compile("(?:^[o-]?|[,;&])$")


def _step_explained(read: Sentence, clause: Clause, reading: Reading) -> bool:
    """Whether a grade of no area is the step of a scale that a sentence explains, or the end of a range of labels
    ("seats C1 to C4")."""
    target = clause.bound.target
    if clause.bound.areas:
        return False
    if target.previous is None and (read.sig.startswith("TG", target.end) or read.sig.endswith("GT", 0, target.place)):
        return True
    start, end = clause.words
    if target.place <= 1 and _OF_ANY_SUCH.match(reading.text, read.span.start) and _IS_SUCH.match(reading.text, end):
        return True
    explained = _OPENS.search(read.sig, 0, target.place) and _IS_THE_BEST.match(reading.text, end)
    return bool(explained) or _STEP.search(reading, max(read.span.start, start - _FAR_BACK), start) is not None


_MANY_THINGS = re.compile(r"N(?![qB])[oP]{0,4}[oA]{1,2}C$")
_THINGS_FOUND = re.compile(r"N(?![qB])o{1,2}[ei]Io?VT?C?$")
""" "Two wards that the CQC found to be inadequate"."""
_IN_CASES = re.compile(r"PN(?:P[eo]|[,.;&]|$)")


_OF_PUPILS = Wording(
    r"(?:\b(?:<learners>|pc|cent)|%)(?: of [a-z]+)?(?: (?:who|that))?"
    r"(?: (?:are|were|is|was|had|have|has|now|all|also|working))*(?: (?:<reached>|at|above|below))?(?: the| an?)? $"
)
""" "62 per cent of pupils met the expected standard": what children reach and no body is given."""
_LONGEST_SUBJECT = 60


def _of_cases(read: Sentence, clause: Clause, reading: Reading) -> str | None:
    """ "Planning was good in 20 of them": of cases that were read, or of bodies, and so not of the area of one body;
    "400 suspects were outstanding": of things that were counted; of what pupils reach."""
    bound = clause.bound
    start, end = clause.words
    if reading.text.endswith("standard", 0, end) and _OF_PUPILS.search(
        reading, max(read.span.start, start - _LONGEST_SUBJECT), start
    ):
        return "of-cases"
    if any(_is_counted(read, unit, reading.text) for unit in bound.areas):
        return "of-cases"
    if _IN_CASES_READ.match(read.sig):  # "in 14 of the 40 cases planning was good"
        return "of-cases"
    things = _MANY_THINGS if bound.areas else _THINGS_FOUND
    if things.search(clause.sig, clause.floor, bound.target.place):
        return "of-cases"
    counted = _IN_CASES.match(clause.sig, bound.target.end) if bound.areas and bound.right == bound.target.end else None
    return "of-cases" if counted and read.units[bound.target.end + 1].value > 1 else None


_IN_CASES_READ = re.compile(r"PN[eo]{0,2}(?:PN)?[eo]{0,2}j[^;GB]{0,20},")
_COUNTED = re.compile("(?:^|[,;:b.])N[AZ]$")


def _is_counted(read: Sentence, area: Unit, text: str) -> bool:
    """Whether a number at the head of a clause counts what is named like an area: "two apprentices were judged
    outstanding"."""
    place = read.units.index(area)
    if not _COUNTED.search(read.sig, max(0, place - 2), place + 1):
        return False
    number = read.units[place - 1]
    return number.value > 1 and text[area.start].islower() and text[number.end : area.start] == " "


_ANY = Wording(r"(?:An?|Any|Every|Each) [\w-]+ (?:that|which) [^.,;]{0,40}\b<judges>\b")
_MUST = re.compile(r" (?:is|are|must|has to|have to|will|can|may|goes|gets|faces)\b")


_MANY = Wording(
    r"(?:(?:most|all|some|few|many|only) )?<bodies>,? (?:(?:that|which) )?(?:(?:are|were|have been) )?<judges>\b",
    re.IGNORECASE,
)


def _of_any(read: Sentence, clause: Clause, reading: Reading) -> str | None:
    """ "A school that Ofsted finds inadequate is put into special measures", "homes that are rated good cost more": of
    any, and so of none."""
    if "B" not in read.sig and _MANY.match(reading, *read.span):
        return "of-no-body"
    general = _ANY.match(reading, *read.span)
    _, end = clause.words
    return "of-no-body" if general and general.end() < end and _MUST.match(reading.text, end) else None


_CAREER = Wording(
    r"\b(?:(?:previously|formerly|once) (?:<worked-at>|was (?:the |an? )?(?:interim |deputy )?<chief>)"
    r"|<came-from> from)\b"
    r"[^.;:]{0,90}, (?:which|who|whose)\b[^.;:]{0,40}$"
)
""" "She previously ran services in Elmford, which Ofsted rated good": of where somebody was."""


def _of_career(read: Sentence, clause: Clause, reading: Reading) -> str | None:
    """A grade of where a person worked before, in a clause about that place, which is none of the bodies."""
    before = clause.sig[: clause.bound.target.place]
    if "i" not in before or "B" in before:
        return None
    start, _ = clause.words
    return "of-other-body" if _CAREER.search(reading, read.span.start, start) else None


_STRANGER = Wording(
    r"\b(?:at|in|of|from|for) ((?:[A-Z][\w’'-]+ ?){1,4}), an? (?:[a-z-]+ ){0,2}<body> (?:that|which|whose)\b"
    r"[^.,;:]{0,40}$"
)
""" "She led a turnaround at Elmford, a council that went from poor to good": what another body is."""


def _of_stranger(read: Sentence, clause: Clause, reading: Reading) -> str | None:
    """A grade of something that is said to be "a council that ...", and is none of the bodies."""
    start, _ = clause.words
    told = _STRANGER.search(reading, read.span.start, start)
    known = told is not None and any(told.start(1) <= body.start < told.end(1) for body in read.bodies)
    return "of-other-body" if told and not known else None


_SUPERLATIVE = re.compile(r"(?:top|best|highest|lowest|bottom|worst|second.lowest)\b", re.IGNORECASE)


_NAMED_BEHIND = re.compile("n?,G[,.;:]")
""" "The top grade, exceptional, ..."."""


def _apposed(clause: Clause, text: str) -> str | None:
    """ "The top outcome" behind a grade that was given, or before its name, says what that grade is worth, and gives no
    other."""
    bound = clause.bound
    superlative = _SUPERLATIVE.match(text, clause.words.start)
    if superlative and not bound.areas and _NAMED_BEHIND.match(clause.sig, bound.target.end):
        return "apposed"
    if bound.areas or clause.carried is None or clause.reason or clause.sig[clause.floor : bound.target.place] != ",":
        return None
    return "apposed" if superlative else None


_BESIDE = re.compile("[P&,]$")


def _adjective(read: Sentence, clause: Clause, text: str) -> str | None:
    """Before an area a grade is a plain adjective ("good teaching"), but for one in quotation marks of its own and one
    beside a grade that was given, of an area that goes by its name ("good overall, with outstanding ...")."""
    bound = clause.bound
    whole = any(unit.symbol == "Q" for unit in bound.areas)
    if bound.rule != "grade-area" or whole or _marked(text, read.grade(read.units[bound.target.place])):
        return None
    given = clause.carried is not None and not clause.reason
    beside = _BESIDE.search(clause.sig, clause.floor, bound.target.place)
    named = all(read.area(unit).strong for unit in bound.areas)
    return None if given and beside and named else "plain-adjective"


_ASKED = re.compile("C[BAegQ]")
""" "Is Kent Police good at managing offenders?" """


_JUDGES = re.compile("[VvCB;]")
_CAME_FROM = re.compile(r",?[UDM]?F")
""" "Rated it poor, down from good"."""
_JOINED = re.compile(r",?&[AoPe]{0,3}|[^GCVKUDM;]{0,8},?&[AoPe]{1,3}TC")


_AND_AREA = re.compile(",?&A")
""" "Its own reviewers had found leadership to be good and teaching outstanding"."""
_THEIRS_WAS = re.compile(r"[;,&][^ABI]{0,6}e[CVR]{1,2}")
""" "Ofsted's verdict was poor; in 2022 it was good"."""
_GIVES_ON = re.compile(r"[^Ib;.]{0,14}&N?[(]?")
""" "The Care Inspectorate gave it a 5 for care and a 4 ...": the second is from the same."""


def _handed_on(clause: Clause) -> str | None:
    """A wish or a denial reaches the grades joined to it: "will come out good and investigations adequate"."""
    if not clause.reason:
        return None
    between = clause.sig[clause.floor : clause.bound.target.place]
    if clause.reason == "definition" and not _JUDGES.search(between):
        return clause.reason
    if clause.reason == "other-rater" and any(
        pattern.fullmatch(between) for pattern in (_CAME_FROM, _GIVES_ON, _THEIRS_WAS, _AND_AREA)
    ):
        return clause.reason
    listed = between == "," and ":" in clause.sig[: clause.floor]  # "its targets: good at A, good at B"
    joined = listed or _JOINED.fullmatch(between)
    return clause.reason if clause.reason in ("hypothetical", "negated") and joined else None


_OUR = re.compile(r"\b[Oo]ur\b")
_FROM_OTHERS = re.compile("[VvI]")
_OFFICIAL = re.compile("[RY]")
""" "Two years ago we were good": said of a dated grade."""
_WE = re.compile(r"\b[Ww]e(?: are| were|['’]re)\b[^.“”]*$")


def _own_words(read: Sentence, bound: Bound, text: str) -> str | None:
    """A body that grades itself in a quotation ("We are good at ...") was given no grade."""
    unit = bound.target.current
    if unit is None or not read.grade(unit).weak or "V" in read.sig[: bound.target.place]:
        return None
    told = _FROM_OTHERS.search(read.sig, 0, bound.target.place) or read.sig.endswith(":", 0, bound.target.place)
    dated = _OFFICIAL.search(read.sig, 0, bound.target.place) or read.sig.startswith("R", bound.target.end)
    if not told and not dated and _OUR.search(text, read.span.start, unit.start):
        return "own-words"  # "our prevention work is outstanding"
    opened = text.rfind("“", max(0, unit.start - 400), unit.start)
    spoken = opened >= 0 and text.find("”", opened, unit.start) < 0 and "\n" not in text[opened : unit.start]
    return "own-words" if spoken and not dated and _WE.search(text, opened, unit.start) else None


_FINDS = re.compile(r"(?:found|finds|considered|called|named|said it (?:was|is)|says it is)$")


def _judged(read: Sentence, bound: Bound, text: str) -> bool:
    """Whether a verb of grading stands right before the word: "rated good last year", but not "found good evidence"."""
    before = read.units[bound.target.place - 1] if bound.target.place else None
    return before is not None and before.symbol == "V" and not _FINDS.search(text[before.start : before.end].lower())


_PAIRS = re.compile(r"(?:[AQZ],?G(?:\(G\))?(?:[,;.]?&?)){2,}|^(?:[AQ],?G[.])")
"""Area and grade side by side, several times: a table that has lost its lines."""


_DATED = re.compile(r"PY[,).;&]|PY$|R,")
""" "Surgery, good in 2019, is now poor"."""
_WHENEVER = re.compile("^w[^,RYIWBAG]*,eC$")
""" "Where staff know you, it is good": whenever it is so, and not at an inspection."""
_SINCE = re.compile(r"[”’\"']? since (?:[A-Z]?[a-z]+ ){0,2}(?:19|20)\d\d\b")


_PREDICATE = re.compile(r"[a-z]+ the ")
""" "Achievement met the expected standard": words of a grade that bring their verb along."""


def _implausible(read: Sentence, bound: Bound, reading: Reading) -> str | None:
    """Why a weak grade word, an everyday word, is not used as a grade here; None if it is."""
    text = reading.text
    for unit in (bound.target.current, bound.target.previous):
        if unit is None:
            continue
        hit = read.grade(unit)
        if not hit.weak or _marked(text, hit) or _framed(read, bound) or is_rating(reading, hit.start, hit.end):
            continue
        following = (
            ""
            if _SINCE.match(text, unit.end) or says_when(text, read.words(bound.target).end)
            else read.sig[bound.target.end : bound.target.end + 1]
        )
        if _GOOD_WHEN.match(read.sig, bound.target.place - 1):
            return "plain-adjective"
        if following in ("o", "q", "j", "k", "T") and not _judged(read, bound, text):
            return "plain-adjective"
        bare = bound.rule == "area-grade" and bound.target.previous is None and not _PREDICATE.match(text, hit.start)
        if read.sig.startswith("w") and _WHENEVER.search(read.sig, 0, bound.target.place):
            return "plain-adjective"
        if bare and not _PAIRS.search(read.sig) and not _DATED.match(read.sig, bound.target.end):
            return "no-frame"
    return None


_RUN = re.compile(r"(?:[AQZ]G[,;.]?){3}$")


_GOOD_WHEN = re.compile("CGw[^,.;IRYWVvs]*(?:[,.;&]|$)")
""" "Behaviour is good when adults are firm"."""


def _framed(read: Sentence, bound: Bound) -> bool:
    """Whether no adjective stands so: the end of a run of areas and grades, "adequate areas included ..."."""
    return bound.rule == "areas-included" or _RUN.search(read.sig, 0, bound.target.end) is not None


def _marked(text: str, hit: Hit) -> bool:
    """Whether the word stands in quotation marks of its own, as a grade may."""
    return text[hit.start - 1 : hit.start] in _OPENING and text[hit.end : hit.end + 1] in _CLOSING


_OPENING = ("'", '"', "‘", "“")
_CLOSING = ("'", '"', "’", "”")
