"""Differences for people: article by article, field by field, with the words that each value was and is read from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from pydantic import BaseModel
from rich import box
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from pipeline.emit import wording
from pipeline.emit.diff import ArticleDiff, Change, Entry, Totals
from pipeline.record import Check, Evidence

_SIGNS = {"added": ("+", "green"), "removed": ("-", "red"), "changed": ("~", "yellow")}
_QUOTE = 80  # characters of a quotation that are shown


def _check(value: Check) -> str:
    return f"{value.check} {'holds' if value.ok else 'fails'}: {value.detail}"


_WORDS: dict[str, Callable[[Any], str]] = {
    "bodies": wording.body,
    "areas": wording.area,
    "grades": wording.grade,
    "tallies": wording.tally,
    "people": wording.person,
    "statistics": wording.statistic,
    "measures": wording.measure,
    "checks": _check,
    "residue": wording.residue,
    "furniture": wording.furniture,
}


def article_lines(article: ArticleDiff) -> Iterator[RenderableType]:
    """The differences of one article; nothing if there are none."""
    if article.kind != "changed":
        sign, style = _SIGNS[article.kind]
        yield Text(f"{sign} {article.source}", style)
    elif article.changes:
        yield Text(article.source, "bold")
        for field, changes in groupby(article.changes, key=lambda change: change.field):
            yield _line(2, field)
            for change in changes:
                yield from _change_lines(change)


def _change_lines(change: Change) -> Iterator[RenderableType]:
    sign, style = _SIGNS[change.kind]
    words = [_said(change.field, value) for value in (change.old, change.new) if value is not None]
    yield _line(4, f"{sign} {' -> '.join(dict.fromkeys(words))}", style)
    if change.keys:
        yield _line(8, f"differs in {', '.join(change.keys)}")
    old, new = _read_from(change.old), _read_from(change.new)
    if change.kind == "changed" and old != new:
        yield from (_line(8, f"old: {old}", "dim"), _line(8, f"new: {new}", "dim"))
    elif read := old or new:
        yield _line(8, read, "dim")


def _line(indent: int, words: str, style: str = "") -> RenderableType:
    """A line of which what does not fit goes on below, as far in."""
    return Padding(Text(words, style), (0, 0, 0, indent), expand=False)


def _said(field: str, value: Entry) -> str:
    return _WORDS[field](value) if isinstance(value, BaseModel) else str(value)


def _read_from(value: Entry) -> str:
    """The words that a value was read from, their places, and the rule."""
    evidence: list[Evidence] = getattr(value, "evidence", [])
    read = [f"“{_short(words.quote)}” {words.start}:{words.end}" for words in evidence]
    return ", ".join([*read, str(getattr(value, "rule", ""))]).strip(", ")


def _short(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= _QUOTE else f"{words[: _QUOTE - 1]}…"


def totals_table(totals: Totals) -> Table:
    """How many articles and values differ, by field."""
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("")
    for kind in _SIGNS:
        table.add_column(kind, justify="right")
    for name, counts in {"articles": totals.articles, **totals.fields}.items():
        table.add_row(name, *(f"{counts[kind]:,}" for kind in _SIGNS))
    return table
