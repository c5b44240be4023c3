"""Grades that another inspectorate gives in the same report: Ofsted's of education in a prison."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.extract.page import Page, sentence, within
from pipeline.extract.reading import Hit, Span
from pipeline.extract.rows import body_above
from pipeline.pack import Scale
from pipeline.record import Grade, Status

_GIVES = re.compile(r"(J)[^GXH;.]{0,30}?[Vv][^GXH;.]{0,8}(G)")
_GIVEN = re.compile(r"[Vv][^GXHJ;.]{0,3}(G)[^GJ;.]{0,6}P[eo]?(J)")


_BEFORE = re.compile(r"n?,?[UDM]?[FR]F?n?(G)")
""" "..., down from requires improvement"."""


_EARLIER = re.compile(r"(?:P?Y,|R,?)?[en]{1,2}(?:R[CV]{0,2}|C{1,2}V?)(G)n?(?:[,]?R|P?Y)?[.]?$")
""" "It had required improvement last time.", "In 2018 it was good": the sentence after that on what was given now."""


def joint(page: Page) -> list[Grade]:
    """The grades of the scales that another inspectorate gives (``by``), each of the body spoken of as a whole."""
    told: dict[tuple[str | None, str, str], Grade] = {}
    for scale in page.setting.pack.scales:
        for grade in _given(page, scale) if scale.by else ():
            known = told.setdefault((grade.body, grade.grade, grade.status), grade)
            known.evidence.extend(one for one in grade.evidence if one not in known.evidence)
    return list(told.values())


def _given(page: Page, scale: Scale) -> Iterator[Grade]:
    reading = page.reading
    others = [hit for hit in reading.hits("inspectorate", frozenset({scale.by})) if not hit.weak]
    for span in dict.fromkeys(reading.sentence_at(hit.start) for hit in others):
        if not within(page.grades, span):
            continue
        read = sentence(page, span)
        starts = {hit.start for hit in within(others, span)}
        for form, rater, grade in ((_GIVES, 1, 2), (_GIVEN, 2, 1)):
            for match in form.finditer(read.sig):
                hit = read.grade(read.units[match.start(grade)])
                own = read.units[match.start(rater)].start in starts and hit.term.id in scale.grades
                if not own or not _on_education(page, span, hit.end):
                    continue
                yield _grade(page, scale, hit, "current")
                before = _BEFORE.match(read.sig, match.end(grade))
                if before:
                    yield _grade(page, scale, read.grade(read.units[before.start(1)]), "previous")
                elif told := _before(page, span, scale):
                    yield _grade(page, scale, told, "previous")


_EDUCATION = re.compile(
    r"\b(?:education|teaching|teachers|learning|lessons?|class(?:es|rooms?)?|skills|school|college|courses|provision"
    r"|training|workshops?|work|curriculum|apprenticeships?)\b",
    re.IGNORECASE,
)


def _on_education(page: Page, span: Span, end: int) -> bool:
    """Whether a grade is of what the other inspectorate looks at here: its sentence up to the grade, or the one before,
    tells of education; or it is of the body by name."""
    index = page.reading.sentence_index(span.start)
    start = page.reading.sentences[max(index - 1, 0)].start
    return _EDUCATION.search(page.reading.text, start, end) is not None or bool(within(page.bodies, span))


def _before(page: Page, span: Span, scale: Scale) -> Hit | None:
    """The grade of the last inspection that the sentence behind ``span`` tells, if that is all that it says."""
    index = page.reading.sentence_index(span.start) + 1
    following = page.reading.sentences[index] if index < len(page.reading.sentences) else None
    if following is None or not within(page.grades, following):
        return None
    read = sentence(page, following)
    told = _EARLIER.match(read.sig) if "R" in read.sig or "Y" in read.sig else None
    hit = read.grade(read.units[told.start(1)]) if told else None
    return hit if hit and hit.term.id in scale.grades else None


def _grade(page: Page, scale: Scale, hit: Hit, status: Status) -> Grade:
    return Grade(
        body=body_above(page, hit.start),
        area="overall",
        grade=hit.term.id,
        status=status,
        as_of=None,
        inspectorate=scale.by,
        scale=scale.id,
        rank=scale.rank(hit.term.id),
        evidence=[page.reading.evidence(hit.start, hit.end)],
        rule="grades/joint",
    )
