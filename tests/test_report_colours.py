"""The colours of grades, as they are seen with and without colour vision."""

from __future__ import annotations

import math
import re
from itertools import combinations

import pytest

from pipeline.emit.report.html import asset

STEPS = {int(step): colour for step, colour in re.findall(r"\.step(\d) \{ --fill: (#\w{6})", asset("page.css"))}
VISION = {
    "full": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
"""How linear light is seen without one kind of cone (Machado, Oliveira and Fernandes, 2009)."""


def lab(colour: str, vision: str) -> tuple[float, float, float]:
    """The colour as it is seen, in CIELAB."""
    light = [
        ((c + 0.055) / 1.055) ** 2.4 if c > 0.04045 else c / 12.92
        for c in (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    ]
    r, g, b = (min(1.0, max(0.0, sum(w * c for w, c in zip(row, light, strict=True)))) for row in VISION[vision])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


APART = 18.0  # CIELAB; what is just told apart side by side is about 2
GREEN, RED = "#5c8a3a", "#a8742f"


def apart(one: str, other: str, vision: str) -> float:
    return math.dist(lab(one, vision), lab(other, vision))


@pytest.mark.parametrize("vision", ["full", "protanopia", "deuteranopia", "tritanopia"])
@pytest.mark.parametrize("grades", range(2, 8))
def test_colours_of_a_scale_are_told_apart(grades: int, vision: str) -> None:
    steps = [STEPS[int(place / (grades - 1) * 6 + 0.5)] for place in range(grades)]
    assert len(set(steps)) == grades
    assert min(apart(one, other, vision) for one, other in combinations(steps, 2)) > APART


def test_colours_that_are_alike_are_found_alike() -> None:
    assert apart(GREEN, RED, "deuteranopia") < APART < apart(GREEN, RED, "full")
