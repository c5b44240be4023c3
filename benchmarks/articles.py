"""Invented inspection articles for measuring: deterministic, varied, each with words that no other one has."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

_NUMBERS = {"day": (2, 29), "year": (2014, 2026), "count": (40, 900)}
_HOSTILE = {
    "brackets": "()", "open brackets": "(", "quotes": "“", "straight quotes": '"', "apostrophes": "'",
    "digits": "7", "digits and commas": "1,", "capitals": "A", "capital words": "Aa ", "stops": ".",
    "initials": "A. ", "spaces": " ", "hyphens": "a-", "grade words": "good ", "per cents": "9 per cent ",
    "said": "said ", "names": "Mr Penn ",
}  # fmt: skip


@cache
def _material() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))


class _Slots(Mapping[str, str]):
    """What the slots of one article are filled with. ``force`` is the same throughout, all else is drawn anew."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self._words: dict[str, list[str]] = _material()["words"]
        self._force = self.draw(self._words["force"])

    def __getitem__(self, slot: str) -> str:
        if slot == "force":
            return self._force
        if slot == "place":  # also a surname; the syllables make one that was not heard before
            return "".join(self.draw(self._words["syllable"]) for _ in range(3)).capitalize() + self["ending"]
        if slot in _NUMBERS:
            return str(self._random.randrange(*_NUMBERS[slot]))
        return self.fill(self.draw(self._words[slot]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def draw(self, choices: list[str]) -> str:
        return choices[self._random.randrange(len(choices))]

    def fill(self, template: str) -> str:
        return template.format_map(self)


def article(seed: int, words: int) -> str:
    """An article of at least ``words`` words and at most a paragraph more. The same seed gives the same article."""
    slots, material = _Slots(seed), _material()["article"]
    paragraphs = [slots.fill(template) for template in material["opening"]]
    length = sum(len(paragraph.split()) for paragraph in paragraphs)
    while length < words:
        paragraphs.append(slots.fill(slots.draw(material["paragraphs"])))
        length += len(paragraphs[-1].split())
    return "\n\n".join(paragraphs) + "\n"


def batch(count: int, words: int, first_seed: int = 0) -> Iterator[str]:
    """``count`` different articles."""
    return (article(seed, words) for seed in range(first_seed, first_seed + count))


def hostile(length: int) -> dict[str, str]:
    """Texts of about ``length`` characters made to be slow to read, by name; each is a single line."""
    texts = {name: unit * (length // len(unit)) for name, unit in _HOSTILE.items()}
    return {name: f"HMICFRS inspected Kent Police. {text} It ended." for name, text in texts.items()}
