"""Grades of the questions of a service inside a body: ``maternity/safe``."""

from __future__ import annotations

import re

from pipeline.extract.areas import AreaHit
from pipeline.extract.focus import UNIT, Areas, Clause, Focus, of_unit
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
    place = _service(clause)
    if place >= 0:
        service = read.area(read.units[place])
    elif clause.floor and _OF_BODY.match(clause.sig, clause.floor):
        return areas
    elif of_unit(read, focus, page) or _goes_on(read, clause, focus, page):
        service = focus.areas[-1]._replace(id=focus.areas[-1].id.partition("/")[0])
    elif not clause.floor and UNIT.match(page.reading.text, *read.span) and (only := _only_service(page)):
        service = only
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


_OF_BODY = re.compile("[;,]?[&b]?e?Pg")
""" "...; that of the hospital is good"."""


def _only_service(page: Page) -> AreaHit | None:
    """The one service that the article names, which "the unit" is; None if it names several or none."""
    named = [area for area in page.areas if area.id in page.services]
    return named[0] if len({area.id for area in named}) == 1 else None


_IT = re.compile("(?:P[oe]{0,2}A,?)?eR?[CvVUDMKW]")


def _goes_on(read: Sentence, clause: Clause, focus: Focus, page: Page) -> bool:
    """Whether "it" opens a sentence on the one service that was graded just before: "It is inadequate for A"."""
    services = {area.id.partition("/")[0] for area in focus.areas}
    if clause.floor or "B" in read.sig or focus.last is None or len(services) != 1:
        return False
    place = page.reading.sentence_index
    follows = place(read.span.start) - place(focus.last.read.span.start) == 1
    return follows and services <= page.setting.services() and _IT.match(read.sig) is not None


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
