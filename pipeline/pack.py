"""Rule packs: the data in `models/`, validated. A pack is a folder of TOML; adding an inspectorate adds a folder.

`pack.toml` names the inspectorate; `scales.toml` and `frameworks.toml` say which grades and areas were in force when;
every other file holds ``[[term]]`` entries of one shape, with ``kind`` at its top (``area``, ``body``, ``grade``,
``cue``, ``role``, ...). Nothing here imports spaCy.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

GAP = "{Name}"
"""What stands for a name in the patterns of a term."""

COMMON = "common"
"""The id of the pack of facts that all inspectorates share: cues, ranks, titles, numbers."""


class PackError(Exception):
    """A pack that cannot be loaded. The message names the file, the entry and the reason."""


class Data(BaseModel):
    """Common configuration of pack entries: immutable, unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(Data):
    """One thing the world has a name for, with the words that name it, and the proof that they do.

    ``forms`` name it wherever they stand; ``weak`` are everyday words that count only in a frame (beside a cue, in a
    list with their siblings, quoted as a grade); ``exact`` are matched case-sensitively (acronyms); ``tokens`` are
    groups of words that name it when they stand near each other in any order (``*`` ends a stem, ``|`` separates
    alternatives). ``patterns`` are words after or before a gap, ``{Name}``, for capitalised words: the names of an open
    class ("{Name} Primary School", "HMP {Name}"), each match a thing of its own. ``yes`` are sentences in which the
    words in [brackets] must be found, ``no`` sentences in which nothing of this term may be. ``since`` and ``until``
    are ISO date prefixes, ``until`` exclusive.
    """

    kind: str
    id: str
    label: str = ""
    forms: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    exact: tuple[str, ...] = ()
    tokens: tuple[tuple[str, ...], ...] = ()
    patterns: tuple[str, ...] = ()
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    attributes: dict[str, str | int | bool] = {}
    note: str = ""

    @model_validator(mode="after")
    def _has_words_and_proof(self) -> Self:
        if not (self.forms or self.weak or self.exact or self.tokens or self.patterns):
            raise ValueError("no forms, weak, exact, tokens or patterns: nothing can match it")
        proven = self.patterns or ((self.weak or self.tokens) and self.kind in PROVEN_KINDS)
        if proven and not (self.yes and self.no):
            raise ValueError("weak, tokens or patterns without examples: give at least one yes and one no")
        for pattern in self.patterns:
            if not (pattern.startswith(f"{GAP} ") or pattern.endswith(f" {GAP}")) or pattern.count(GAP) > 1:
                raise ValueError(f"pattern that does not begin or end with one {GAP}: {pattern!r}")
        for sentence in self.yes:
            if "[" not in sentence or "]" not in sentence:
                raise ValueError(f"yes example without [brackets]: {sentence!r}")
        return self


PROVEN_KINDS = frozenset({"grade", "area", "measure", "cue", "inspectorate"})
"""Kinds whose everyday words must bring a yes and a no example. (A county name is weak for every force alike.)"""


class Scale(Data):
    """A grade scale: grade ids, best first; a grade's rank is its place, from 1. ``numbers`` are official scores;
    ``by`` the pack of another inspectorate, which gives these grades in the reports of this one."""

    id: str
    label: str
    grades: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    since: str = ""
    until: str = ""
    by: str = ""

    def rank(self, grade: str) -> int | None:
        """The place of ``grade`` on the scale, 1 for the best; None if it is not on it.

        >>> Scale(id="s", label="", grades=("good", "poor")).rank("poor")
        2
        """
        return self.grades.index(grade) + 1 if grade in self.grades else None


class Framework(Data):
    """An inspection framework: the areas and the scale in force for reports published from ``since`` until ``until``.

    ``areas`` are graded on ``scale``, or on that of ``scales`` (area -> scale) where they have one of their own;
    ``ungraded`` are only reported on. ``overall`` is true where the whole body gets a grade.
    ``services`` are areas that are services of a body, whose questions are graded as ``service/area``.
    ``kinds`` are the kinds of bodies that it applies to (all of the pack's if empty). ``forms`` are names of the
    framework itself that date a statement ("PEEL 2016").
    """

    id: str
    label: str
    scale: str | None = None
    scales: dict[str, str] = {}
    areas: tuple[str, ...] = ()
    ungraded: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    overall: bool = False
    kinds: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    minor: bool = False
    note: str = ""

    __eq__ = object.__eq__  # see Pack
    __hash__ = object.__hash__

    def in_force(self, date: str) -> bool:
        """Whether a report published on ``date`` (an ISO date or a prefix of one) falls under the framework.

        >>> Framework(id="f", label="", since="2023-10", until="2026").in_force("2024")
        True
        """
        return self.since[: len(date)] <= date and (not self.until or date < self.until[: max(4, len(date))])

    def grades(self, area: str) -> bool:
        """Whether the framework grades ``area``: one of its areas or services, or the whole body (``overall``)."""
        return area in self.areas or area in self.services or (area == "overall" and self.overall)

    def scale_of(self, area: str) -> str | None:
        """The id of the scale on which the framework grades ``area``.

        >>> Framework(id="f", label="", scale="four", scales={"safeguarding": "met"}).scale_of("safeguarding")
        'met'
        """
        return self.scales.get(area, self.scale)


class Pack(Data):
    """One inspectorate's facts, or the common ones. ``digest`` identifies the bytes that it was read from."""

    id: str
    name: str = ""
    short: str = ""
    body_kind: str = "other"
    scales: tuple[Scale, ...] = ()
    frameworks: tuple[Framework, ...] = ()
    terms: tuple[Term, ...] = ()
    digest: str = ""

    __eq__ = object.__eq__  # a pack is itself only: what is computed from it is found again without looking into it
    __hash__ = object.__hash__

    def scale(self, scale_id: str | None) -> Scale | None:
        """The scale of that id, or None."""
        return self._scales_by_id.get(scale_id)

    @cached_property
    def _scales_by_id(self) -> dict[str | None, Scale]:
        return {scale.id: scale for scale in self.scales}

    @cached_property
    def labels_of_areas(self) -> dict[str, str]:
        """The inspectorate's name of each area, by the area's id."""
        return {term.id: term.label for term in self.of_kind("area")}

    @cached_property
    def review_grades(self) -> frozenset[str]:
        """The grades of frameworks that judge progress alone: they grade neither an area nor a whole body."""
        alone = {framework.scale for framework in self.frameworks if not (framework.areas or framework.overall)}
        return frozenset(grade for scale in self.scales if scale.id in alone for grade in scale.grades)

    def of_kind(self, kind: str) -> Iterator[Term]:
        """The pack's terms of one kind, in file order."""
        return (term for term in self.terms if term.kind == kind)

    @model_validator(mode="after")
    def _names_resolve(self) -> Self:
        scales = {scale.id for scale in self.scales}
        areas = {term.id for term in self.of_kind("area")}
        grades = {term.id for term in self.of_kind("grade")}
        for framework in self.frameworks:
            lost = [s for s in (framework.scale, *framework.scales.values()) if s is not None and s not in scales]
            if lost:
                raise ValueError(f"framework {framework.id}: no scale {lost[0]!r}")
            missing = [a for a in (*framework.areas, *framework.ungraded, *framework.services) if a not in areas]
            if missing:
                raise ValueError(f"framework {framework.id}: no area {missing[0]!r}")
        for scale in self.scales:
            missing = [g for g in scale.grades if g not in grades]
            if missing:
                raise ValueError(f"scale {scale.id}: no grade {missing[0]!r}")
        seen: set[tuple[str, str]] = set()
        for term in self.terms:
            if (term.kind, term.id) in seen:
                raise ValueError(f"{term.kind} {term.id}: two entries")
            seen.add((term.kind, term.id))
        return self


def _validated(model: type[Data], entry: dict[str, Any], where: str) -> Any:
    try:
        return model.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(str(part) for part in first["loc"])
        reason = first["msg"].removeprefix("Value error, ")
        raise PackError(f"{where}{', ' + field if field else ''}: {reason}") from None


def _entries(data: dict[str, Any], key: str, model: type[Data], name: str) -> list[Any]:
    found = []
    for number, entry in enumerate(data.pop(key, []), start=1):
        found.append(_validated(model, entry, f"{name}: [[{key}]] {entry.get('id', number)}"))
    return found


def _read_toml(file: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{name}: not valid TOML: {error}") from None


def load_pack(folder: Traversable) -> Pack:
    """The pack in ``folder``. Raises :class:`PackError` naming file, entry and reason if it does not validate."""
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    if not any(f.name == "pack.toml" for f in files):
        raise PackError(f"{folder}: no pack.toml: not a rule pack")
    digest = hashlib.sha256()
    head: dict[str, Any] = {}
    parts: dict[str, list[Any]] = {"scale": [], "framework": [], "term": []}
    for file in files:
        name = f"{folder.name}/{file.name}"
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
        data = _read_toml(file, name)
        kind = data.pop("kind", None)
        for entry in data.get("term", []):
            entry.setdefault("kind", kind)
        parts["scale"] += _entries(data, "scale", Scale, name)
        parts["framework"] += _entries(data, "framework", Framework, name)
        parts["term"] += _entries(data, "term", Term, name)
        if file.name == "pack.toml":
            head = data
        elif data:
            raise PackError(f"{name}: unknown key {next(iter(data))!r}")
    content = {"scales": parts["scale"], "frameworks": parts["framework"], "terms": parts["term"]}
    pack: Pack = _validated(Pack, {**head, **content, "digest": digest.hexdigest()[:16]}, folder.name)
    return pack


def shipped() -> Traversable:
    """The folder of the packs that travel with the package (in a checkout, the repository's `models/`)."""
    inside = resources.files("pipeline").joinpath("_models")
    if inside.is_dir():
        return inside
    return Path(str(resources.files("pipeline"))).parent / "models"


@cache
def shipped_pack(name: str) -> Pack:
    """One of those packs, loaded once a process."""
    return load_pack(shipped().joinpath(name))


def load_packs(extra: Sequence[Path] = ()) -> dict[str, Pack]:
    """All packs by id: the shipped ones, then those in ``extra``; a pack in ``extra`` replaces a shipped one of its id.

    An entry of ``extra`` is a pack folder or a folder of pack folders.
    """
    names = [f.name for f in shipped().iterdir() if f.is_dir() and f.joinpath("pack.toml").is_file()]
    folders: list[Path] = []
    for path in extra:
        if not path.is_dir():
            raise PackError(f"{path}: no such folder")
        inner = [f for f in sorted(path.iterdir()) if (f / "pack.toml").is_file()]
        if not inner and not (path / "pack.toml").is_file():
            raise PackError(f"{path}: no pack.toml in it or in its folders: not a rule pack")
        folders += inner or [path]
    packs = {pack.id: pack for pack in (*map(shipped_pack, names), *map(load_pack, folders))}
    return dict(sorted(packs.items()))
