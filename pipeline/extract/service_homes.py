"""Which body runs a service, where the article says so: "they saw surgery at the Elm and maternity at the Oak"."""

from __future__ import annotations

import re

from pipeline.extract.page import Page, sentence, within
from pipeline.extract.reading import Span

_AT = re.compile(r"(Z(?:[,&]{1,2}Z)*)o{0,2}P(B)")


def homes_of(page: Page, spans: list[Span]) -> dict[str, str]:
    """The services that sentences without a grade place at a body, each with that body; none placed at two. Where all
    of them are placed at one body, so are the others that the article names ("it also looked at surgery")."""
    if not page.services or len({body.name for body in page.bodies}) < 2:
        return {}
    places: dict[str, set[str]] = {}
    for span in spans:
        if any(area.id in page.services for area in within(page.areas, span)) and not within(page.grades, span):
            read = sentence(page, span)
            for match in _AT.finditer(read.sig):
                body = read.bodies[read.units[match.start(2)].key].name
                for unit in read.units[slice(*match.span(1))]:
                    if unit.symbol == "Z":
                        places.setdefault(read.area(unit).id, set()).add(body)
    homes = set().union(*places.values())
    if len(homes) == 1:
        return {area.id: min(homes) for area in page.areas if area.id in page.services}
    return {service: min(bodies) for service, bodies in places.items() if len(bodies) == 1}
