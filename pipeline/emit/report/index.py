"""A run as data for the page: a head that the first view needs, and blocks that hold whole records until one is opened.

The head has one row for each article, with its strings in one table; a block is the JSON of some records, compressed.
"""

from __future__ import annotations

import base64
import json
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeAlias

from pipeline.article import Reject
from pipeline.emit.report.words import Words
from pipeline.pack import Pack
from pipeline.record import Grade, Record

BLOCK = 32
"""Records in a block: what is decompressed to open one article."""
KEY = 12
"""Hexadecimal digits of a record's id that name it in a link."""
_SPANS = ("evidence", "quotes", "mentions")

Json: TypeAlias = Any


class Index:
    """Takes records one at a time and keeps of each what the page needs, the bulk of it compressed."""

    def __init__(self, packs: Mapping[str, Pack]) -> None:
        self._strings: dict[str | None, int] = {None: 0}
        self._articles: list[list[Json]] = []
        self._keys: Counter[str] = Counter()
        self._words = Words(packs)
        self._open: list[Json] = []
        self._closed: list[str] = []

    def __len__(self) -> int:
        return len(self._articles)

    def add(self, record: Record) -> None:
        """Add a record, with its text if there is one."""
        self._words.see(record)
        self._articles.append(self._row(record))
        self._open.append(detail(record))
        if len(self._open) == BLOCK:
            self._close()

    def head(self, run: Mapping[str, str], rejects: Sequence[Reject]) -> dict[str, Json]:
        """What the first view needs. The page reads ``articles`` by position: see ``data.js``."""
        return {
            "block": BLOCK,
            "run": dict(run),
            "words": self._words.used(),
            "rejects": [[reject.source, reject.stage, reject.error, reject.detail] for reject in rejects],
            "strings": list(self._strings),
            "articles": self._articles,
        }

    def blocks(self) -> Iterator[str]:
        """The blocks in the order of the records: base64 of deflated JSON."""
        self._close()
        yield from self._closed

    def _close(self) -> None:
        if self._open:
            self._closed.append(packed(self._open))
            self._open = []

    def _row(self, record: Record) -> list[Json]:
        article, pool = record.article, self._pool
        return [
            self._key(record.id),
            *map(pool, (article.title, article.source, article.published, article.publisher, record.inspectorate)),
            [pool(body.name) for body in record.bodies],
            [pool(area.id) for area in record.areas],
            [self._grade(grade) for grade in record.grades],
            [pool(person.name) for person in record.people],
            [[pool(part) for part in (measure.measure, measure.body, measure.state)] for measure in record.measures],
            [[number, pool(c.check), pool(c.detail)] for number, c in enumerate(record.checks) if not c.ok],
            [len(record.statistics), len(record.tallies), len(record.residue)],
        ]

    def _grade(self, grade: Grade) -> list[int]:
        told = (grade.body, grade.area, grade.grade, grade.status, grade.as_of, grade.inspectorate, grade.scale)
        return [self._pool(words) for words in told]

    def _pool(self, string: str | None) -> int:
        return self._strings.setdefault(string, len(self._strings))

    def _key(self, record_id: str) -> str:
        """What names the record in a link: the start of its id, counted where several articles have the same text."""
        key = record_id[:KEY]
        self._keys[key] += 1
        return key if self._keys[key] == 1 else f"{key}-{self._keys[key]}"


def packed(records: Sequence[Json]) -> str:
    """JSON, deflated, in base64."""
    data = json.dumps(records, ensure_ascii=False, separators=(",", ":")).encode()
    return base64.b64encode(zlib.compress(data, 6)).decode()


def detail(record: Record) -> dict[str, Json]:
    """The whole record, its evidence as ``[start, end]``, and as ``[start, end, quote]`` where there is no text."""
    data = record.model_dump(mode="json")
    quoted = record.article.text is None
    for values in data.values():
        for value in values if isinstance(values, list) else ():
            for field in _SPANS:
                if field in value:
                    value[field] = [_span(span, quoted) for span in value[field]]
    return data


def _span(span: Mapping[str, Json], quoted: bool) -> list[Json]:
    return [span["start"], span["end"], span["quote"]] if quoted else [span["start"], span["end"]]
