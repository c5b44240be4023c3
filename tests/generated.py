"""Any number of records that nobody wrote: instances of the published schema, with the words that break exports."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from typing import Any

from pipeline.record import Record, json_schema

WORDS = (
    "good", "Harrowmere Police", "=1+1", "@SUM(A1)", "+44 20", "-5", "'quoted'", "'=2", 'say "no"', "a,b", "two\nlines",
    "tab\there", " =3", "naïve café", "NULL", "NaN", "1e5", "007", "true", "\N{GRINNING FACE} é", "c;d", "[1]", "\\N",
)  # fmt: skip
NUMBERS = ("0", "7", "0.2", "11.7", "62", "1500000", "0.6667", "-3")


class Maker:
    """Makes JSON that fits the schema, at random from a seed: the same seed, the same records."""

    def __init__(self, seed: int = 6) -> None:
        self._random = random.Random(seed)
        self._schema = json_schema()
        self._text = ""

    def record(self, number: int) -> dict[str, Any]:
        """One record; its source is named after ``number``, its evidence is somewhere in its text."""
        self._text = f"{number}: " + " ".join(self._random.choices(WORDS, k=12))
        made = self._object(self._schema)
        made["id"] = hashlib.sha256(self._text.encode()).hexdigest()
        made["article"] |= {"source": f"made/{number:05}.txt", "text": self._text}
        return made

    def _made(self, shape: dict[str, Any]) -> Any:
        if "anyOf" in shape:
            return self._made(self._random.choice(shape["anyOf"]))
        if "$ref" in shape:
            name = shape["$ref"].rpartition("/")[2]
            return self._evidence() if name == "Evidence" else self._object(self._schema["$defs"][name])
        if "const" in shape or "enum" in shape:
            return self._random.choice(shape.get("enum", [shape.get("const")]))
        return getattr(self, f"_{shape['type']}")(shape)

    def _object(self, shape: dict[str, Any]) -> dict[str, Any]:
        if "properties" in shape:
            return {name: self._made(field) for name, field in shape["properties"].items()}
        names = self._random.sample(WORDS, self._random.randrange(3))
        return {name: self._made(shape["additionalProperties"]) for name in names}

    def _array(self, shape: dict[str, Any]) -> list[Any]:
        lengths = (1, 1, 2) if shape["items"].get("$ref") == "#/$defs/Evidence" else (0, 0, 0, 1, 2)
        return [self._made(shape["items"]) for _ in range(self._random.choice(lengths))]

    def _evidence(self) -> dict[str, Any]:
        start = self._random.randrange(len(self._text) - 9)
        return {"start": start, "end": start + 9, "quote": self._text[start : start + 9]}

    def _string(self, shape: dict[str, Any]) -> str:
        return self._random.choice(NUMBERS if shape.get("format") == "decimal" else WORDS)

    def _integer(self, _shape: dict[str, Any]) -> int:
        return self._random.randrange(1000)

    def _boolean(self, _shape: dict[str, Any]) -> bool:
        return self._random.random() < 0.5

    def _null(self, _shape: dict[str, Any]) -> None:
        return None


def records(count: int, seed: int = 6) -> Iterator[Record]:
    """So many records, each made when it is asked for."""
    maker = Maker(seed)
    return (Record.model_validate(maker.record(number)) for number in range(count))
