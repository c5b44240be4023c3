"""Grades of the questions of a service inside a body: ``maternity/safe``."""

from __future__ import annotations

import re

from pipeline.extract.areas import AreaHit
from pipeline.extract.clause import Clause
from pipeline.extract.focus import UNIT, Areas, Focus, of_unit
from pipeline.extract.page import Page, Sentence


def nested(areas: Areas, read: Sentence, clause: Clause, focus: Focus, page: Page) -> Areas:
    """The areas as questions of the service in scope: "In maternity, safe was inadequate" grades ``maternity/safe``.

    ``overall`` of a service is the service itself. A service named alone after a question of another takes that
    question
    ("achievement is strong in adult learning but needs attention in apprenticeships").
    """
    question = focus.areas[-1].id.partition("/")[2] if clause.floor and focus.areas else ""
    if question and len(areas) == 1 and clause.sig[clause.bound.right - 1] == "Z":
        return (areas[0]._replace(id=f"{areas[0].id}/{question}"),)
    if _of_all_services(read, clause):
        return areas
    place = _service(clause)
    if place >= 0:
        service = read.area(read.units[place])
    elif clause.floor and _OF_BODY.match(clause.sig, clause.floor):
        return areas
    elif of_unit(read, focus, page) or _goes_on(read, clause, focus, page) or _stays(read, clause, focus):
        service = focus.areas[-1]._replace(id=focus.areas[-1].id.partition("/")[0])
    elif (named := _just_named(read, focus, page) or _of_the_service(read, clause, page)) is not None:
        service = named
    else:
        return areas
    services = page.setting.services()
    return tuple(
        area
        if area.id == service.id or "/" in area.id or area.id in services
        else service
        if area.id == "overall"
        else area._replace(id=f"{service.id}/{area.id}")
        for area in areas
    )


_SERVICES_GRADED = re.compile("(Z)[^Z;.]*G[^Z;.]*(Z)[^Z;.]*G")


def _of_all_services(read: Sentence, clause: Clause) -> bool:
    """Whether an "overall" behind several services that were graded is that of the whole: "surgery good, maternity
    poor: in all, requires improvement overall"."""
    if not clause.bound.rule.startswith("overall") or "Z" in clause.sig[clause.floor : clause.bound.right]:
        return False
    graded = _SERVICES_GRADED.search(clause.sig, 0, clause.floor)
    return graded is not None and len({read.area(read.units[graded.start(i)]).id for i in (1, 2)}) > 1


_OF_BODY = re.compile("[;,]?[&b]?e?Pg")
""" "...; that of the hospital is good"."""


def _just_named(read: Sentence, focus: Focus, page: Page) -> AreaHit | None:
    """The one service that opens the sentence before, which has no grade: "Maternity is another matter. It is poor for
    safety"."""
    if len(focus.named) != 1 or focus.named[0].id not in page.setting.services() or not _IT.match(read.sig):
        return None
    place = page.reading.sentence_index(focus.named[0].start)
    opens = page.reading.sentences[place].start == focus.named[0].start
    return focus.named[0] if opens and page.reading.sentence_index(read.span.start) == place + 1 else None


_MEMORY = 800
"""Characters after which "the service" is no longer the one that was named."""


def _of_the_service(read: Sentence, clause: Clause, page: Page) -> AreaHit | None:
    """The service that a sentence about "the service" or "the unit" means: the one of the article, else the last one
    named before; None if there is none, or the sentence is of something else."""
    said = UNIT.search(page.reading, *read.span) if page.services and not clause.floor else None
    named = [area for area in page.areas if area.id in page.services] if said else []
    if len({area.id for area in named}) > 1 or (said and said.start() > read.span.start):
        named = [area for area in named if read.span.start - _MEMORY < area.start < read.span.start]
    return named[-1] if named else None


def _stays(read: Sentence, clause: Clause, focus: Focus) -> bool:
    """Whether a clause goes on about the service that the one before it in its sentence graded: "... good for A and
    poor for B"."""
    if not clause.floor or focus.last is None or focus.last.read.span != read.span or not focus.areas:
        return False
    return "/" in focus.areas[-1].id and not _ELSEWHERE.search(clause.sig, clause.floor, clause.bound.right)


_ELSEWHERE = re.compile("[BQZgk]|;(?!A)")


_IT = re.compile("(?:P[oe]{0,2}A,?)?eR?o?[CvVUDMKW]")


def _goes_on(read: Sentence, clause: Clause, focus: Focus, page: Page) -> bool:
    """Whether "it", or another question, opens a sentence on the one service that was graded just before: "It is
    inadequate for A"."""
    if clause.floor or focus.last is None:
        return False
    services = {area.id.partition("/")[0] for area in focus.areas}
    if len(services) != 1 or not services <= page.setting.services():
        return False
    sig = _AT_ANOTHER.sub("", read.sig)
    place = page.reading.sentence_index
    if "B" in sig or place(read.span.start) - place(focus.last.read.span.start) != 1:
        return False
    question = "/" in focus.areas[-1].id and _QUESTION.match(sig) is not None
    return question or _IT.match(sig) is not None


_AT_ANOTHER = re.compile("^PB,?")
""" "At Elm Hospital it has dropped from ...": the same service at another site."""
_QUESTION = re.compile("A(?:[,&]{1,2}A)*[CvVUDMKW][^BQZgk]*$")
""" "Well-led went from good to poor", after a sentence on other questions of a service."""


_SERVICE_BEHIND = re.compile(r"P[oe]?(Z)")


def _service(clause: Clause) -> int:
    """The position of the service that a clause speaks of: right behind its areas, or the nearest one before; -1:
    none."""
    if "Z" not in clause.sig:
        return -1
    after = _SERVICE_BEHIND.match(clause.sig, clause.bound.right)
    if after:
        return after.start(1)
    start = max(clause.sig.rfind(mark, 0, clause.bound.target.place) for mark in (";", ".", "bB", "gQ"))
    return clause.sig.rfind("Z", max(start, 0), clause.bound.target.place)
