"""What ids are called: the labels of the packs for the inspectorates, areas, grades and scales that a run uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pipeline.emit.wording import plain
from pipeline.pack import Pack
from pipeline.record import Record

OVERALL = "overall"


class Words:
    """Collects what records use, and then names it. What no pack knows is named by its id, as words."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._packs = packs
        self._areas: dict[str, dict[str, str]] = {}
        self._grades: dict[str, None] = {}

    def see(self, record: Record) -> None:
        """Note the inspectorates, areas and grades of a record."""
        if record.inspectorate:
            areas = self._areas.setdefault(record.inspectorate, {})
            areas.update((area.id, area.label) for area in record.areas)
        for grade in record.grades:
            self._areas.setdefault(grade.inspectorate, {}).setdefault(grade.area, "")
            self._grades[grade.grade] = None

    def used(self) -> dict[str, Any]:
        """Inspectorates with their areas (in the order in which the inspectorate lists them) and scales; grades."""
        inspectorates = {name: self._inspectorate(name) for name in sorted(self._areas)}
        return {"inspectorates": inspectorates, "grades": self._grade_labels()}

    def _inspectorate(self, name: str) -> dict[str, Any]:
        pack = self._packs.get(name)
        labels = {term.id: term.label for term in pack.of_kind("area")} if pack else {}
        order = {area: place for place, area in enumerate(_areas_in_order(pack))}
        areas = sorted(self._areas[name], key=lambda area: (_place(area, order), area))
        return {
            "short": (pack.short if pack else "") or name,
            "name": (pack.name if pack else "") or name,
            "areas": {area: self._label(name, area, labels) for area in areas},
            "scales": {scale.id: scale.grades for scale in pack.scales} if pack else {},
        }

    def _label(self, inspectorate: str, area: str, labels: Mapping[str, str]) -> str:
        """The label of an area; that of ``service/area`` names both."""
        known = labels.get(area) or self._areas[inspectorate][area]
        return known or ": ".join(labels.get(part) or plain(part).capitalize() for part in area.split("/"))

    def _grade_labels(self) -> dict[str, str]:
        terms = (term for pack in self._packs.values() for term in pack.of_kind("grade"))
        labels: dict[str, str] = {}
        for term in terms:
            labels.setdefault(term.id, term.label)
        used = dict.fromkeys([*self._grades, *self._grades_of_scales()])
        return {grade: labels.get(grade) or plain(grade).capitalize() for grade in used}

    def _grades_of_scales(self) -> Iterable[str]:
        packs = (self._packs[name] for name in self._areas if name in self._packs)
        return (grade for pack in packs for scale in pack.scales for grade in scale.grades)


def _areas_in_order(pack: Pack | None) -> Iterable[str]:
    """The whole body, then the areas as the newest framework lists them, then those of older ones."""
    newest_first = sorted(pack.frameworks, key=lambda framework: framework.since, reverse=True) if pack else ()
    listed = (area for f in newest_first for area in (*f.areas, *f.services, *f.ungraded))
    return dict.fromkeys((OVERALL, *listed))


def _place(area: str, order: Mapping[str, int]) -> tuple[int, int]:
    """Where an area stands: ``service/area`` with its service, after it."""
    service, _, question = area.partition("/")
    last = len(order)
    return order.get(service, last), order.get(question, last) if question else -1
