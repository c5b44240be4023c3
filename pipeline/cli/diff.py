"""`inspextract diff`: what changed between two runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import CHECK_FAILED, UNFINISHED, fail, records_at, show, write

if TYPE_CHECKING:
    from pipeline.emit.diff import ArticleDiff, Totals

Old = Annotated[Path, typer.Argument(metavar="OLD", help="The directory of a run, or a records file.")]
New = Annotated[Path, typer.Argument(metavar="NEW", help="What to compare it with.")]


def diff(
    old: Old,
    new: New,
    as_json: Annotated[bool, typer.Option("--json", help="Print the differences as one JSON document.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Exit with 4 if there is a difference.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Compare checks, residue and furniture too.")] = False,
) -> None:
    """Show what differs between two runs: by article and field, what was added, removed and changed.

    Articles are matched by source, else by text; their order does not matter.
    """
    from pipeline.emit.diff import Totals, diff_files
    from pipeline.emit.records import RecordsError

    paths = [records_at(path) for path in (old, new)]
    totals = Totals()
    try:
        (_print_json if as_json else _print)(diff_files(*paths, everything=everything), totals)
    except RecordsError as error:
        fail(error, UNFINISHED)
    if check and totals.different:
        raise typer.Exit(CHECK_FAILED)


def _print(articles: Iterable[ArticleDiff], totals: Totals) -> None:
    from pipeline.emit.differences import article_lines, totals_table

    for article in articles:
        totals.count(article)
        if lines := list(article_lines(article)):
            show(*lines, "")
    if totals.different:
        show(totals_table(totals))
    else:
        show(f"no difference in {totals.articles.total():,} articles")


def _print_json(articles: Iterable[ArticleDiff], totals: Totals) -> None:
    """Print the document as it comes, so that its length does not matter."""
    write('{"changes": [')
    for number, line in enumerate(_change_lines(articles, totals)):
        write(f"{',' if number else ''}\n{line}")
    counts = {field: dict(sorted(count.items())) for field, count in totals.fields.items()}
    write(f'\n],\n"articles": {json.dumps(totals.articles)},\n"counts": {json.dumps(counts)}}}\n')


def _change_lines(articles: Iterable[ArticleDiff], totals: Totals) -> Iterator[str]:
    from pipeline.emit.diff import change_data

    for article in articles:
        totals.count(article)
        yield from (json.dumps(change, ensure_ascii=False) for change in change_data(article))
