"""One input -> the articles in it, however packed: compressed, in archives, collections, and these in one another.

Cheap, so that the reading proper can be done elsewhere; and lazy: a collection is never held whole.
"""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from pipeline.ingest.files import STDIN, Item
from pipeline.ingest.formats import HELD
from pipeline.ingest.packed import (
    MAX_BYTES,
    MAX_HELD,
    MAX_NESTING,
    Allowance,
    Document,
    Entry,
    ExpansionError,
    MissingExtraError,
    Packed,
    UnreadableError,
    reject,
)  # fmt: skip
from pipeline.ingest.recognise import kind_of
from pipeline.ingest.remote import opened

Parts = Callable[[Packed], Iterator[Packed | Entry]]


class Packing(NamedTuple):
    """How a kind of packing is opened: a module, imported when the first is met, its function, and its extra."""

    module: str
    function: str
    extra: str | None = None


PACKINGS = {
    "gzip": Packing("compressed", "gzip_parts"),
    "bzip2": Packing("compressed", "bzip2_parts"),
    "zstandard": Packing("compressed", "zstandard_parts"),
    "zip": Packing("archives", "zip_parts"),
    "tar": Packing("archives", "tar_parts"),
    "json-lines": Packing("rows", "json_lines"),
    "csv": Packing("rows", "csv_rows"),
    "parquet": Packing("parquet_rows", "rows", "parquet"),
    "warc": Packing("web_archive", "pages", "warc"),
}
"""The packings by their kind."""


def documents(item: Item) -> Iterator[Entry]:
    """The articles of one input, the parts of it that are none, and what in it cannot be read and why."""
    try:
        if item.path == STDIN:
            packed = Packed(sys.stdin.buffer, STDIN, "-.jsonl", Allowance(0))  # type: ignore[arg-type]
            yield from _parts("json-lines")(packed)  # type: ignore[misc]
            return
        name = os.path.basename(item.path)  # noqa: PTH119  (a Path costs as much as the opening)
        if item.filesystem is not None:
            with opened(item.filesystem, item.path) as stream:
                yield from entries(Packed(stream, item.source, name, Allowance(item.size)))
            return
        with open(item.path, "rb") as stream:  # noqa: PTH123
            yield from entries(Packed(stream, item.source, name, Allowance(os.fstat(stream.fileno()).st_size)))
    except OSError as error:
        yield reject(item.source, UnreadableError("unreadable", error.strerror or type(error).__name__))


def entries(packed: Packed) -> Iterator[Entry]:
    """What is in ``packed``, down to the single articles."""
    try:
        kind = kind_of(packed.peek(), packed.name)
        if kind not in PACKINGS:
            data = packed.held(MAX_HELD if kind in HELD else MAX_BYTES)
            yield Document(packed.source, data, name=packed.name, kind=kind)
            return
        yield from _unpacked(packed, kind)
    except ExpansionError as reason:
        if packed.depth:
            raise
        yield reject(packed.source, reason)
    except UnreadableError as reason:
        yield reject(packed.source, reason)


def _unpacked(packed: Packed, kind: str) -> Iterator[Entry]:
    if packed.depth >= MAX_NESTING:
        raise UnreadableError("too-deep", f"packed more than {MAX_NESTING} deep")
    is_empty = True
    for part in _parts(kind)(packed):
        is_empty = False
        yield from entries(part) if isinstance(part, Packed) else (part,)
    if is_empty:
        raise UnreadableError("empty", f"{kind} with nothing in it")


def _parts(kind: str) -> Parts:
    packing = PACKINGS[kind]
    try:
        module = importlib.import_module(f"pipeline.ingest.{packing.module}")
    except ImportError as error:
        raise MissingExtraError(kind, error.name, packing.extra) from None
    return cast(Parts, getattr(module, packing.function))
