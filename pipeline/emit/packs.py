"""A rule pack in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from pipeline.pack import Framework, Pack, Scale, Term


def described(pack: Pack) -> Iterator[str]:
    """The lines that tell what a pack holds."""
    yield f"{pack.id}  {pack.name}"
    yield f"digest {pack.digest}"
    for scale in pack.scales:
        yield from ("", _scale(scale))
    for framework in pack.frameworks:
        yield ""
        yield from _framework(framework)
    for kind, terms in groupby(sorted(pack.terms, key=lambda term: term.kind), key=lambda term: term.kind):
        yield from ("", kind)
        yield from map(_term, terms)


def _dates(since: str, until: str) -> str:
    return f"{since or '...'} to {until or '...'}"


def _scale(scale: Scale) -> str:
    return f"scale {scale.id} ({_dates(scale.since, scale.until)}): {', '.join(scale.grades)}"


def _framework(framework: Framework) -> Iterator[str]:
    overall = ", grades whole bodies" if framework.overall else ""
    dates = _dates(framework.since, framework.until)
    yield f"framework {framework.id} ({dates}): {framework.label}, scale {framework.scale or 'none'}{overall}"
    for title, areas in (
        ("areas", framework.areas),
        ("not graded", framework.ungraded),
        ("services", framework.services),
    ):
        if areas:
            yield f"  {title}: {', '.join(areas)}"


def _term(term: Term) -> str:
    """A term with its words, by how they are matched, and what the code is told of it."""
    groups = (
        ("", (*term.forms, *term.patterns)),
        ("exact ", term.exact),
        ("weak ", term.weak),
        ("near ", map(" + ".join, term.tokens)),
    )
    words = [f"{mark}{form!r}" for mark, forms in groups for form in forms]
    told = "".join(f"; {name} {value}" for name, value in term.attributes.items())
    return f"  {term.id}: {', '.join(words)}{told}"
