"""The body of an article that calls it by a name without a noun ("Elmcliff has been rated good"): the last resort."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pipeline.extract.body_names import Naming, Scan, Taken, is_person
from pipeline.extract.reading import Reading
from pipeline.extract.setting import Setting
from pipeline.pack import Term

_WORD = r"[A-ZÀ-ÖØ-Þ][\w'&-]*"
_ROW = re.compile(rf"(?<![\w'’&-])(?:The )?{_WORD}(?: (?:(?:of|the|on|upon|and|&|y|yr) ){{0,2}}{_WORD}){{0,4}}")
_SUBJECT = re.compile(
    r"(?: (?:has|have|had|was|is|were))?(?: (?:also|now|since|been|again|just))*"
    r" (?:rated|judged|graded|given|found|told|handed|placed|put|awarded|branded"
    r"|upgraded|downgraded|requires|required|remains|remained|stays|stayed|kept|keeps|retained|lost|dropped"
    r"|fell|fallen|slipped|improved"
    r"|had|has|went|came|got|is|was)\b"
)
_OBJECT = re.compile(
    r"\b(?:rat(?:ed?|es|ings?)|grad(?:ed?|es)|judged?|verdict|reports?|judge?ments?|inspection|inspected|visit(?:ed)?|called|findings|placed|put|told"
    r"|found|gave|given|awarded|at|of|for|on)(?: (?:at|of|for|on|to|by|with))?(?: the)? $",
    re.IGNORECASE,
)
_GIVEN = re.compile(
    r"\b(?:rat(?:ed|es)|judge[ds]|grade[ds]|regraded|downgraded|upgraded|told|inspected|visited|at"
    r"|(?:verdict|report) on) $",
    re.IGNORECASE,
)
_HEADLINE = re.compile(rf"(?:, {_WORD}(?: {_WORD})?)?[.:](?: |$)", re.MULTILINE)
_SAID = re.compile(r",? (?:said|says|added|told|wrote|who)\b")
_REACH = 3000
"""How many characters from the start of the text the name of an article's body may first stand."""


def unexplained(reading: Reading, setting: Setting, scan: Scan) -> list[Naming]:
    """The mentions of the likeliest name: what grades are given to, or what a heading consists of. All are weak."""
    rows = list(_rows(reading, scan))
    people = {row for row, start, end in rows if is_person(scan, start, end) or _SAID.match(scan.text, end)}
    judged = _judged(reading, setting)
    weights: Counter[str] = Counter()
    for row, start, end in rows:
        index = reading.sentence_index(start)
        if row not in people:
            weights[row] += _weight(scan, start, end, index in judged or index + 1 in judged)
    if not weights or max(weights.values()) == 0:
        return []
    best = max(weights, key=lambda row: weights[row])
    term = Term(kind="body", id="unexplained", forms=(best,), attributes={"kind": setting.pack.body_kind})
    return [Naming(start, end, term, True) for row, start, end in rows if row == best]


def _judged(reading: Reading, setting: Setting) -> set[int]:
    """The sentences that hold a grade word or the inspectorate."""
    ids = setting.ids()
    hits = [*reading.hits("grade", ids), *(hit for hit in reading.hits("inspectorate", ids) if not hit.weak)]
    return {reading.sentence_index(hit.start) for hit in hits}


def _weight(scan: Scan, start: int, end: int, beside: bool) -> int:
    text = scan.text
    if not beside:
        return 0
    begins = start == 0 or text[start - 1] == "\n"
    heading = 2 * bool(begins and _HEADLINE.match(text, end))
    subject = 2 * bool(_SUBJECT.match(text, end))
    before = _OBJECT if " " in text[start:end] else _GIVEN
    return heading + subject + bool(before.search(text, max(0, start - 30), start))


def _rows(reading: Reading, scan: Scan) -> Iterator[tuple[str, int, int]]:
    """Capitalised words in a row that may name a body, with their place: no inspectorate, no role, no area."""
    kinds = {"inspectorate", "grade", "area"}
    taken = Taken((m.start, m.end) for m in reading.mentions if any(sense.term.kind in kinds for sense in m.senses))
    for match in _ROW.finditer(scan.text, 0, _REACH):
        start, end = match.span()
        words = match.group().split(" ")
        while words and words[0] != "The" and (scan.words.opens(words[0]) or words[0].islower()):
            start += len(words.pop(0)) + 1
        if words and words[-1].endswith("'s"):
            end -= 2
        if not words or _is_no_name(scan, words, start):
            continue
        if reading.is_story(start) and taken.clear(start, end):
            yield scan.text[start:end], start, end


def _is_no_name(scan: Scan, words: list[str], start: int) -> bool:
    """Whether a row names no body: it holds a role or an acronym, is a street or a common word."""
    vocabulary = scan.words
    if words[-1] in vocabulary.after or words == ["The"] or not any(map(scan.tells, words)):
        return True
    if any(vocabulary.is_role(word) or word in vocabulary.foreign or word.isupper() for word in words):
        return True
    common = scan.opens_sentence(start) and f" {words[0].lower()} " in scan.text[:_REACH]
    return len(words) == 1 and (words[0] in vocabulary.leading or common)
