"""`inspextract ingest`: the first stage alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import in_one_line, say, write
from pipeline.cli.options import TimeLimit
from pipeline.run.choices import TIME_LIMIT

if TYPE_CHECKING:
    from pipeline.article import Article, Reject


def ingest(
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, directories, globs, or - for stdin.")],
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to write; stdout if not given.")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Tell nothing on stderr.")] = False,
    time_limit: TimeLimit = TIME_LIMIT,
) -> None:
    """Read articles and write each as a line of JSON: its text, its metadata, and which spans are furniture.

    What cannot be read is told on stderr, with the reason.
    """
    with in_one_line(), _target(out) as emit:
        from pipeline.article import Reject
        from pipeline.emit.jsonl import json_line

        told: Counter[str] = Counter()
        for found in _articles(inputs, out, time_limit):
            if isinstance(found, Reject):
                told["rejects"] += 1
                if not quiet:
                    say(f"{found.source}: {found.error}: {found.detail}")
            else:
                told["articles"] += 1
                emit(json_line(found))
        if not quiet:
            say(f"{told['articles']:,} articles, {told['rejects']:,} rejects")


def _articles(inputs: Iterable[str], out: Path | None, limit: float) -> Iterator[Article | Reject]:
    from pipeline.ingest.files import Item, Skipped, walk
    from pipeline.ingest.packings import documents
    from pipeline.run.limit import Limit
    from pipeline.run.outcome import read_within

    with Limit(limit) as limited:
        for found in walk(list(inputs)):
            if isinstance(found, Item) and out and Path(found.path).resolve() == out.resolve():
                continue
            for unit in documents(found) if isinstance(found, Item) else [found]:
                if not isinstance(unit, Skipped):
                    yield read_within(unit, limited)


@contextmanager
def _target(out: Path | None) -> Iterator[Callable[[bytes], object]]:
    """A function that writes to the file, which is there when all is written, or to stdout."""
    if out is None:
        yield write
        return
    from pipeline.emit.aside import file_aside

    with file_aside(out) as partial, partial.open("wb") as stream:
        yield stream.write
