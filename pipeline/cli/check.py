"""`inspextract validate` and `schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import CHECK_FAILED, in_one_line, records_at, say, write

Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Records as JSON lines, or the directory of a run.")
]


def validate(files: Files) -> None:
    """Check records against the schema and their evidence against the text; exit with 4 if any fails."""
    with in_one_line():
        from pipeline.emit.validate import problems

        paths = [records_at(path) for path in files]
        checked = wrong = 0
        for problem in (problem for path in paths for problem in problems(path)):
            checked += 1
            if problem:
                wrong += 1
                write(f"{problem.path}:{problem.line}: {problem.reason}\n")
        say(f"{checked:,} records, {wrong:,} wrong")
        if wrong:
            raise typer.Exit(CHECK_FAILED)


def schema() -> None:
    """Write the record's JSON Schema (draft 2020-12) to stdout."""
    from pipeline.emit.schema import schema_text

    write(schema_text())
