"""The body of an article that calls it by a name without a noun ("Elmcliff has been rated good"): the last resort."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipeline.extract.body_names import GIVEN, Naming
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.name_bounds import INSIDE, is_person
from pipeline.extract.reading import Reading, Span
from pipeline.extract.scan import Scan, scanned
from pipeline.extract.section_heads import fills_line, heads
from pipeline.extract.setting import Setting, nameless_kind
from pipeline.extract.spans import Taken
from pipeline.extract.wording import Wording
from pipeline.pack import Pack, Term
from pipeline.pieces import Pieces

_WORD = r"(?![A-Z]\d\b)[A-ZÀ-ÖØ-Þ][\w'&-]*"
_ROW = re.compile(
    r"[A-ZÀ-ÖØ-Þ](?<![\w'’&-].)(?!\d\b)[\w'&-]*"
    rf"(?: (?:(?:of|the|on|upon|and|&|y|yr) ){{0,2}}{_WORD}){{0,5}}"
)
_SUBJECT = Wording(
    r"(?: (?:has|have|had|was|is|were))?(?: (?:also|now|since|been|again|just))* <subject-verb>\b"
    r"|(?: (?:is|was|has|had|been|remains|stays|now|back|still|no longer))+ (?:in|out of) special measures\b"
)
_PLAIN_VERB = re.compile(r" (?:had|has|went|came|got|is|was|goes|gets|comes)\b")
_PLAIN_SUBJECT = re.compile(_PLAIN_VERB.pattern + r"[^.;\n]{0,50}$")
"""What may stand between a name and a grade: "Elmvale is now good"."""
_OBJECT = Wording(
    r"\b(?:<object-lead>|at|(?:went|came|gone|been|returned)(?: back)?)"
    r"(?: (?:at|of|for|on|to|by|with))?(?: the)? $",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    rf", (?:in|near|at|on|off|outside) [^,.;:\n]{{1,40}}, (?:(?:in|near|at|on) )?{_WORD}(?: {_WORD}){{0,2}},"
    r"|, (?:[^,.;:\n]|(?<=\d),(?=\d)){1,60},| \([^()\n]{1,60}\)"
)
_GRADED = re.compile(r"(?: [a-z]+){0,4}[ :–—|\t(-]{1,3}")
"""What stands between a bare name and its grade: "Elmvale was given a C1", "Elmvale – C1", "and Elmvale a C3"."""
_NUMBERED = re.compile(r"[A-Z]\d (?:to|and|or) [A-Z]\d\b")
""" "Seats C1 to C4": labels of things."""
_SPOKEN_OF = Wording(
    rf"(?: (?:in|near|at|on) {_WORD}(?: {_WORD})?)?, which (?:(?:is|was|has|had|remains)(?: [a-z]+){{0,3}}?"
    r" (?:<judged>\b|<run> by\b)|(?:the )?[A-Z]\w+ (?:has |had )?<judged>\b)"
)
_CLAUSE = re.compile(r"; (?:and |but )?$")
""" "Elm Bank in Thrap, which is still rated good"; "Elm Bank, which is run by the council"."""
_INTRODUCED = Wording(r"\b<sisterly> (?:[a-z'-]+ )?(?:<body>|<part>), $")
""" "Our other house, Elm Row, was inspected too." """
_OTHER = Wording(r"\b<sisterly> [A-Za-z' -]{3,30}, [A-Z]")
_OF_STORIES = frozenset({"Reporting", "Reports"})
_CONTRACTED = ("'ve", "'m", "'ll", "'d", "'re")
_OF_PEOPLE = frozenset({"from", "of", "aged", "who"})
_OWNS = re.compile(r"\bwhich (?:also )?(?:owns|runs|operates|manages) (?:both )?$")
""" "Tideway Care, which runs Elmcliff, ..." """
_MOST_BARE = 30
_HEADLINE = re.compile(rf"(?:, {_WORD}(?: {_WORD})?)?[.:](?: |$)", re.MULTILINE)
_SAID = re.compile(r",? (?:said|says|added|told|wrote|who)\b")
_PLACED = re.compile(rf"\b(?:{INSIDE}|from|beyond|of|for) $", re.IGNORECASE)
_INSIDE = re.compile(rf"\b(?:{INSIDE}) $", re.IGNORECASE)
_IN_PLACE = re.compile(rf"\b(?:{INSIDE}) (?:the )?$", re.IGNORECASE)
_AND = " and "
_TWO_LEFT = re.compile(rf"{_WORD} {_WORD}$")
_TWO_RIGHT = re.compile(rf" and (?:The )?{_WORD} {_WORD}")
_NEAR = 60
_LEAST_BEFORE = 400
"""Characters: an article names its body sooner."""
_JUDGED_AGAIN = 4
"""The weight of a name that is twice what a judging verb is about."""
_NAMELESS = Wording(
    r"\b(?:which|that|<body>)(?: itself)?,?"
    r" (?:can ?not|can[’']t|could not|may not|must not|has not been|is not being|is not|was not) (?:be )?<named>\b"
)
Row = tuple[str, int, int]
"""Capitalised words with their place in the text."""
_REACH = 3000
"""How many characters from the start of the text the name of an article's body may first stand."""


def _grade_starts(reading: Reading, setting: Setting) -> list[int]:
    """Where the grade words of the article begin, in text order."""
    return sorted(hit.start for hit in reading.hits("grade", setting.ids()))


def nameless(reading: Reading) -> bool:
    """Whether the text says that what was inspected may not be named: "a children's home, which cannot be named"."""
    return _NAMELESS.search(reading, 0) is not None


def unexplained(reading: Reading, setting: Setting, scan: Scan) -> list[Naming]:
    """The mentions of the likeliest name: what grades are given to, or what a heading consists of. All are weak."""
    rows = list(_rows(reading, setting, scan))
    weights = _weights(reading, setting, scan, rows)
    if not weights or max(weights.values()) == 0:
        return []
    best = max(weights, key=lambda row: weights[row])
    return _namings(rows, {best}, setting, reading.text)


_FIRM = Wording(r"\b<firm> $")
""" "The consultancy Brook & Vane"."""
_FIRM_LEAD = 20


def _weights(reading: Reading, setting: Setting, scan: Scan, rows: list[Row]) -> Counter[str]:
    """How much each row that is no person is what grades are given to."""
    people = _people(scan, rows)
    judged = judged_sentences(reading, setting)
    grades = _grade_starts(reading, setting)
    weights: Counter[str] = Counter()
    for row, start, end in rows:
        index = reading.sentence_index(start)
        if row not in people and not _FIRM.search(scan, max(0, start - _FIRM_LEAD), start):
            weights[row] += _weight(scan, start, end, index in judged or index + 1 in judged)
            weights[row] += 2 * _is_graded(scan, start, end, grades)
    return weights


def spoken_of_first(reading: Reading, setting: Setting, scan: Scan, found: list[Naming]) -> list[Naming]:
    """The mentions of a bare name that is judged again and again before the article names any of the bodies found:
    those are named by the way. All are weak."""
    first = min((naming.start for naming in found), default=0)
    grades = reading.hits("grade", setting.ids())
    if not (setting.named and grades) or first < _LEAST_BEFORE or grades[0].start > first:
        return []
    taken = Taken((naming.start, naming.end) for naming in found)
    rows = [row for row in _rows(reading, setting, scan) if taken.clear(*row[1:])]
    early = {row for row, _, end in rows if end < first}
    weights = _weights(reading, setting, scan, rows)
    best = max(early, key=lambda row: (weights[row], row), default="")
    return _namings(rows, {best}, setting, reading.text) if weights[best] >= _JUDGED_AGAIN else []


def parallel(reading: Reading, setting: Setting, scan: Scan, found: list[Naming]) -> list[Naming]:
    """The bare names with a grade of their own beside the names found: those of more words than one, which are no
    place, that "and" joins to one of them, and any where the pack's bodies have ``bare`` names; the headings above
    grades, and the names whose clause tells who runs them or how they were rated. All are weak.
    """
    bare = any(term.attributes.get("bare") for term in setting.pack.of_kind("body"))
    joints = _joints(scan, found)
    above = _above_grades(reading, setting) | heads(reading, setting, [Span(n.start, n.end) for n in found])
    told = any(scan.text.find(hint, 0, _REACH) >= 0 for hint in scan.words.hints)
    hinted = told or _OTHER.search(scan, 0, _REACH) is not None
    several = len(set(_grade_starts(reading, setting))) > 1
    if not (bare or joints or above or hinted or several):
        return []
    taken = Taken((naming.start, naming.end) for naming in found)
    rows = [row for row in _rows(reading, setting, scan, joints) if taken.clear(*row[1:])]
    rows += [row for row in _shouted(scan, above) if taken.clear(*row[1:])]
    graded = _graded(reading, setting, scan, rows)
    wanted = graded if bare else graded & (_joined(scan, rows, found) | _clause_openers(scan, rows))
    wanted = wanted | _in_chain(reading, setting, scan, rows, found) | _apposed(reading, setting, scan, rows)
    wanted = wanted | _spoken_of(reading, setting, scan, rows) | _headings(scan, rows, above)
    wanted = wanted | (_told_of(scan, rows, graded) | _told_of_words(reading, setting, scan, rows) if hinted else set())
    return _namings(rows, wanted - _people(scan, rows), setting, reading.text)


def _above_grades(reading: Reading, setting: Setting) -> frozenset[int]:
    """Where the lines begin that stand right above a line that a grade begins, if there are several."""
    starts = [line.start for line in reading.lines]
    begins = set(_grade_starts(reading, setting))
    above = [before for before, start in pairwise(starts) if start in begins]
    return frozenset(above) if len(above) > 1 else frozenset()


def _headings(scan: Scan, rows: list[Row], above: frozenset[int]) -> set[str]:
    """The rows that are such a line, a place behind them or not: "The Larches, Thrapley"."""
    return {row for row, start, end in rows if start in above and fills_line(scan.text, end)}


_SHOUTED = re.compile(r"[A-Z]{6,}$", re.MULTILINE)


def _shouted(scan: Scan, above: frozenset[int]) -> Iterator[Row]:
    """The headings of one word in capitals, which is too long for an acronym: "ELMCLIFF"."""
    for start in sorted(above):
        word = _SHOUTED.match(scan.text, start)
        if word:
            yield word.group(), *word.span()


def _spoken_of(reading: Reading, setting: Setting, scan: Scan, rows: list[Row]) -> set[str]:
    """The rows whose relative clause says that they are run by somebody or were rated, where a grade is near."""
    found = {
        (row, reading.sentence_index(start))
        for row, start, end in rows
        if _INTRODUCED.search(scan, max(0, start - 40), start)
        or (_SPOKEN_OF.match(scan, end) and not _INSIDE.search(scan.text, max(0, start - 9), start))
    }
    judged = judged_sentences(reading, setting) if found else set()
    return {row for row, index in found if index in judged or index + 1 in judged}


_SISTER = Wording(r"\b<sisterly> (?:<body>|<part>)(?: (?:in|at|near) [A-Z][\w'-]+)?,? $")
""" "Its sister agency in Hull, Gentle Hands"."""
_RUN_BY = Wording(r"(?:, [^,.;\n]{1,40},)?(?:,? which)?,?(?: is| was)? <run> by\b")
_REPORT_ON = re.compile(r"\b(?:reports? (?:on|about|into)|inspections? (?:of|at)|inspected|verdict on) (?:the )?$")
_LIFE_AT = Wording(r"\b<lives-at> (?:at|of) $")
_ENOUGH = 3


def _told_of(scan: Scan, rows: list[Row], graded: set[str]) -> set[str]:
    """The names of several words that enough speaks for: somebody runs it, there is a report on it, it is graded,
    people live there, it is told of again."""
    weights: Counter[str] = Counter()
    for row, start, end in rows:
        if " " in row and not _IN_PLACE.search(scan.text, max(0, start - 12), start):
            before = max(0, start - 30)
            weights[row] += 2 * bool(_RUN_BY.match(scan, end) or _REPORT_ON.search(scan.text, before, start))
            weights[row] += _LIFE_AT.search(scan, before, start) is not None
            weights[row] += 3 * _is_one_of(scan, start, end, row in graded)
            weights[row] += 2 * (_WHERE_INSPECTORS.match(scan, end) is not None)
            weights[row] += 3 * (_is_told(scan, start, end) or bool(_SISTER.search(scan, max(0, start - 45), start)))
    again = Counter(row for row, _, _ in rows)
    return {row for row, told in weights.items() if told + 2 * (row in graded) + (again[row] > 1) >= _ENOUGH and told}


_ANNOUNCED = Wording(
    r"\b(?:other|others|<sisterly>|two|three|four|both|several) (?:[a-z'-]+ ){0,2}<bodies>\b"
    r"|\b(?:two|three|four|five|several) others\b",
    re.IGNORECASE,
)
""" "Two other nurseries run by the firm were failed too. Elmcliff, in Mill Lane, was ..."."""
_ANNOUNCING = 200
"""Characters for which a reader remembers that several bodies were announced; three times as many in a paragraph."""
_WHICH_WAS = Wording(
    r", which (?:was|is|had been|has been)(?: (?:then|once|also|previously|still|already))?(?: <judged>)?\b"
)


def _is_one_of(scan: Scan, start: int, end: int, graded: bool) -> bool:
    """Whether a name is what a sentence is about that judges or grades, where several bodies have been announced."""
    if not scan.opens_sentence(start) or not (graded or _is_subject(scan, end) or _WHICH_WAS.match(scan, end)):
        return False
    opens_line = start == 0 or scan.text[start - 1] == "\n"
    return _ANNOUNCED.search(scan, max(0, start - (1 + 2 * opens_line) * _ANNOUNCING), start) is not None


_WHERE_INSPECTORS = Wording(rf"(?: (?:in|near|at|on) {_WORD}(?: {_WORD})?)?, where (?:the )?<watchdog>\b")
""" "A shock at Elm Lawn in Hove, where inspectors found ..."."""
_STORY_AT = Wording(r"\b<story>(?: [a-z]+){0,2} at $", re.IGNORECASE)
""" "It was a different story at Elmcliff." """


def _told_of_words(reading: Reading, setting: Setting, scan: Scan, rows: list[Row]) -> set[str]:
    """The names of one word, or of one behind "The", that two sorts of things speak for beside a grade, and that the
    article does not use as a place's: judging verbs or measures, who owns it, a story there, somebody who lives there.
    """
    judged = judged_sentences(reading, setting)
    grades = _grade_starts(reading, setting)
    told: dict[str, set[str]] = {}
    for row, start, end in rows:
        if " " in row.removeprefix("The "):
            continue
        reasons = told.setdefault(row, set())
        if _IN_PLACE.search(scan.text, max(0, start - 12), start):
            reasons.add("")
        reasons.update(_reasons(scan, start, end, reading.sentence_index(start) in judged))
        if scan.opens_sentence(start) and _is_graded(scan, start, end, grades):
            reasons.add("judged")
    return {row for row, reasons in told.items() if len(reasons) > 1 and "" not in reasons}


def _reasons(scan: Scan, start: int, end: int, beside: bool) -> Iterator[str]:
    """The sorts of things that speak for a body where its name may stand."""
    before = max(0, start - 40)
    if scan.opens_sentence(start) and (_is_subject(scan, end) or _WHICH_WAS.match(scan, end)):
        yield "judged"
        if _ANNOUNCED.search(scan, max(0, start - _ANNOUNCING), start):
            yield "announced"
    if beside and scan.text.startswith("The ", start):
        yield "article"
    if _OWNS.search(scan.text, before, start) or _RUN_BY.match(scan, end):
        yield "owned"
    if beside and _STORY_AT.search(scan, before, start):
        yield from ("story", "judged")
    if _LIFE_AT.search(scan, before, start):
        yield "lived at"


_TOLD = Wording(r" (?:has been |have been |was |were )?(?:also )?told by (?:the )?(?:[A-Z]|<watchdog>)")


def _is_told(scan: Scan, start: int, end: int) -> bool:
    """Whether inspectors told something to what the words name: "Elm Bees, in Mill Lane, was told by Ofsted"."""
    if not scan.opens_sentence(start):
        return False
    behind = end
    while aside := _aside(scan.text, behind):
        if any(map(scan.words.is_role, aside.group().strip(" ,()").split())):
            return False
        behind = aside.end()
    return _TOLD.match(scan, behind) is not None


def _joints(scan: Scan, found: list[Naming]) -> frozenset[int]:
    """Where an "and" begins between one of the names and two capitalised words."""
    before = (naming.start - len(_AND) for naming in found[:_MOST_BARE])
    after = (naming.end for naming in found[:_MOST_BARE])
    left = (at for at in before if scan.text.startswith(_AND, at) and _TWO_LEFT.search(scan.text, max(0, at - 40), at))
    return frozenset([*left, *(at for at in after if _TWO_RIGHT.match(scan.text, at))])


def _joined(scan: Scan, rows: list[Row], found: list[Naming]) -> set[str]:
    """The rows of several words that stand in a list with one of the names: "Elm Bank, Oak Bank and Ash House"."""
    starts, ends = {naming.start for naming in found}, {naming.end for naming in found}
    joined: set[str] = set()
    for row, start, end in reversed(rows):
        leads = any(scan.text.startswith(joint, end) and end + len(joint) in starts for joint in (_AND, ", "))
        if " " in row and (leads or start - len(_AND) in ends):
            joined.add(row)
            starts.add(start)
    return joined


def _clause_openers(scan: Scan, rows: list[Row]) -> set[str]:
    """The rows that open a clause of a list: "Elm Junior is good; St Ann's remains good; and Oak is poor"."""
    return {row for row, start, _ in rows if _CLAUSE.search(scan.text, max(0, start - 6), start)}


_IS = re.compile(r" (?:is|was|were|has|had|gets|got|remains|stays|keeps|requires|needs|goes|went)\b")
_NEXT_CLAUSE = re.compile(r"[”’\"']?,? ?(?:and |but |while |whereas |as )?$")


_ONE = re.compile(r"\b(?:one|(?:the|a) (?:other|second|third|fourth|fifth|last)|another), $", re.IGNORECASE)
_AND_IS = re.compile(r",(?: [a-z]+){1,4} $|, $")


def _apposed(reading: Reading, setting: Setting, scan: Scan, rows: list[Row]) -> set[str]:
    """The rows that name one of the bodies that are counted, with its grade: "two are good, and one, Elm Vale, is
    inadequate"."""
    grades = _grade_starts(reading, setting)
    apposed: set[str] = set()
    for row, start, end in rows:
        if not _ONE.search(scan.text, max(0, start - _LONGEST_LEAD), start):
            continue
        index = bisect_right(grades, end)
        aside = index < len(grades) and grades[index] - end <= _NEAR
        if aside and _IS.match(scan.text, end + 1) and _AND_IS.fullmatch(scan.text, end, grades[index]):
            apposed.add(row)
    return apposed


_LONGEST_LEAD = len(" the second, ")


def _in_chain(reading: Reading, setting: Setting, scan: Scan, rows: list[Row], found: list[Naming]) -> set[str]:
    """The rows of clauses that follow each other, each with a verb and a grade: "Elm is good, Oak requires improvement
    and Ash House is poor". Each begins where the grade of the one before it ends."""
    ends: dict[int, int] = {}
    for hit in reading.hits("grade", setting.ids()):
        ends[hit.start] = max(hit.end, ends.get(hit.start, 0))
    starts = sorted(ends)
    given = scan.lexicon.forms("given-name")["given-name"]
    members = [(start, end, row) for row, start, end in rows if row.split(" ", 1)[0] not in given]
    members += [(naming.start, naming.end, "") for naming in found]
    chained: set[str] = set()
    before: tuple[int, str] | None = None
    for start, end, row in sorted(members):
        index = bisect_right(starts, end - 1)
        near = index < len(starts) and starts[index] - end <= _NEAR
        if not (near and _IS.match(scan.text, end) and _GRADED.fullmatch(scan.text, end, starts[index])):
            continue
        if before and 0 < start - before[0] <= _LONGEST_JOINT and _NEXT_CLAUSE.match(scan.text, before[0], start):
            chained |= {before[1], row}
        before = ends[starts[index]], row
    return chained - {""}


_LONGEST_JOINT = len(", whereas ")


def _graded(reading: Reading, setting: Setting, scan: Scan, rows: list[Row]) -> set[str]:
    """The rows that a grade follows in the same clause."""
    grades = _grade_starts(reading, setting)
    found: set[str] = set()
    for row, start, end in rows:
        index = bisect_right(grades, end)
        aside = _aside(scan.text, end)
        behind = aside.end() if aside else end
        near = index < len(grades) and grades[index] - behind <= _NEAR
        placed = _PLACED.search(scan.text, max(0, start - 9), start)
        numbered = near and _NUMBERED.match(scan.text, grades[index])
        if near and not (placed or numbered) and _GRADED.fullmatch(scan.text, behind, grades[index]):
            found.add(row)
    return found if len(found) <= _MOST_BARE else set()


_EARLY = 500
"""Characters in which an article says what kind of body it is about, at most."""


def _namings(rows: list[Row], wanted: set[str], setting: Setting, text: str) -> list[Naming]:
    if not wanted:
        return []
    kind = nameless_kind(setting.pack, text[:_EARLY]) or setting.pack.body_kind  # "Elm Bank", of a children's home
    term = Term(kind="body", id="unexplained", forms=("unexplained",), attributes={"kind": kind})
    return [Naming(start, end, term, True) for row, start, end in rows if row in wanted]


def _people(scan: Scan, rows: list[Row]) -> set[str]:
    return {
        row
        for row, start, end in rows
        if is_person(scan, start, end) or _SAID.match(scan.text, end) or _is_introduced(scan, end)
    }


def _aside(text: str, start: int) -> re.Match[str] | None:
    """The aside that begins at ``start``, if one does."""
    return _ASIDE.match(text, start) if text.startswith((", ", " ("), start) else None


def _is_introduced(scan: Scan, end: int) -> bool:
    """Whether an aside behind the words tells a role, an age or whom somebody speaks for: ", of the group Elm,"."""
    aside = _aside(scan.text, end)
    words = aside.group().strip(" ,()").split() if aside else []
    return bool(words) and (words[0] in _OF_PEOPLE or words[0].isdigit() or any(map(scan.words.is_role, words)))


_MARKED = Wording(
    r" (?:has |have |had )?(?:(?:receive[ds]?|gets?|got) (?:an? |its )?(?:\w+ )?<grade-word>|score[ds]? )\b"
)
""" "Elm Council received a score of 88 per cent"."""


def is_judged(scan: Scan, start: int, end: int) -> bool:
    """Whether the words between are a heading, what a judging or a plain verb is about, or what it is done to."""
    if _weight(scan, start, end, beside=True) > 0 or _PLAIN_VERB.match(scan.text, end) or _MARKED.match(scan, end):
        return True
    return (start == 0 or scan.text[start - 1] == "\n") and fills_line(scan.text, end)


def judged_sentences(reading: Reading, setting: Setting) -> set[int]:
    """The sentences that hold a grade word or the inspectorate."""
    ids = setting.ids()
    hits = [*reading.hits("grade", ids), *(hit for hit in reading.hits("inspectorate", ids) if not hit.weak)]
    return {reading.sentence_index(hit.start) for hit in hits}


def _weight(scan: Scan, start: int, end: int, beside: bool) -> int:
    text = scan.text
    if not beside or _IN_PLACE.search(text, max(0, start - 12), start):
        return 0
    heading = 2 * _is_heading(scan, start, end)
    subject = 2 * _is_subject(scan, end)
    before = _OBJECT if " " in text[start:end] else GIVEN
    owned = 2 * bool(_OWNS.search(text, max(0, start - 30), start))
    return heading + subject + owned + bool(before.search(scan, max(0, start - 30), start))


def _is_heading(scan: Scan, start: int, end: int) -> bool:
    """Whether the words open a heading that a colon or a stop ends."""
    return (start == 0 or scan.text[start - 1] == "\n") and bool(_HEADLINE.match(scan.text, end))


def _is_graded(scan: Scan, start: int, end: int, grades: list[int]) -> bool:
    """Whether a plain verb and a grade follow what is no place."""
    index = bisect_right(grades, end)
    if index == len(grades) or _IN_PLACE.search(scan.text, max(0, start - 12), start):
        return False
    aside = _aside(scan.text, end)
    return _PLAIN_SUBJECT.fullmatch(scan.text, aside.end() if aside else end, grades[index]) is not None


def _is_subject(scan: Scan, end: int) -> bool:
    """Whether a judging verb follows, with no more between than an aside that tells no role: ", in Elm Street,"."""
    if _is_introduced(scan, end):
        return False
    aside = _aside(scan.text, end)
    return bool(_SUBJECT.match(scan, aside.end() if aside else end))


class _Shape(NamedTuple):
    """The part of a row that may name a body: how many characters before and behind it are none of it; whether what
    its last word says makes it something else (``apart``) unless it is introduced, and the word, in small letters,
    that it may be at the head of a sentence (``common``; "" for several words)."""

    lead: int
    tail: int
    apart: bool
    common: str


_ROWS_KEPT = 4096


@lru_cache(maxsize=64)
def _shapes(pack: Pack, lexicon: Lexicon) -> Pieces[_Shape | None]:
    """The shapes of rows as they are written, None for those that name no body wherever they stand."""
    scan = scanned("", pack, lexicon)
    several = frozenset(lexicon.forms("cue")["body-noun"])  # words for several bodies, which name none: "Councils"

    def shape(row: str) -> _Shape | None:
        words = row.split(" ")
        lead = 0
        while words and words[0] != "The" and (scan.words.opens(words[0]) or words[0].islower()):
            lead += len(words.pop(0)) + 1
        if not words or words[0].lower() in several or _is_no_name(scan, words):
            return None
        owner = words[-1].endswith("'s") and words[-2:-1] not in (["St"], ["Saint"])
        common = words[0].lower() if len(words) == 1 else ""
        return _Shape(lead, 2 * owner, words[-1] in scan.words.after, common)

    return Pieces(shape, _ROWS_KEPT)


def _rows(reading: Reading, setting: Setting, scan: Scan, joints: frozenset[int] = frozenset()) -> Iterator[Row]:
    """Capitalised words in a row that may name a body, with their place: no inspectorate, no role, no area.

    A row ends where an "and" begins at one of the offsets ``joints``, and another one begins behind it.
    """
    taken = reading.named_otherwise
    shapes = _shapes(setting.pack, reading.lexicon)
    for first, last in _cut_at(joints, (match.span() for match in _ROW.finditer(scan.text, 0, _REACH))):
        shape = shapes[scan.text[first:last]]
        if shape is None or (shape.common and _is_common(scan, shape.common, first + shape.lead)):
            continue
        start, end = first + shape.lead, last - shape.tail
        if shape.apart and not _INTRODUCED.search(scan, max(0, start - 40), start):
            continue
        if reading.is_story(start) and taken.clear(start, end):
            yield scan.text[start:end], start, end


def _cut_at(joints: frozenset[int], spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The spans, cut where one of the joints begins and where it ends."""
    if not joints:
        yield from spans
        return
    for start, end in spans:
        inside = sorted(at for at in joints if start < at < end)
        yield from zip([start, *(at + len(_AND) for at in inside)], [*inside, end], strict=True)


def _is_no_name(scan: Scan, words: list[str]) -> bool:
    """Whether a row names no body: it holds a role or an acronym, is a common word."""
    vocabulary = scan.words
    if words == ["The"] or not any(map(scan.tells, words)):
        return True
    if any(vocabulary.is_role(word) or word in vocabulary.foreign or word.isupper() for word in words):
        return True
    if words[-1] in _OF_STORIES or any(word.endswith(_CONTRACTED) for word in words):
        return True
    return len(words) == 1 and words[0] in vocabulary.leading


def _is_common(scan: Scan, word: str, start: int) -> bool:
    """Whether a word at the head of a sentence is one that stands in small letters elsewhere."""
    return scan.opens_sentence(start) and scan.text.find(f" {word} ", 0, _REACH) >= 0
