"""`inspextract report`: the review page of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.console import UNFINISHED, WRONG_CALL, fail, in_one_line, say
from pipeline.cli.options import PackFolders

PAGE = "report.html"

Run = Annotated[Path, typer.Argument(metavar="DIR", help="The directory of a run, or a records file.")]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help=f"The page; by default {PAGE} in DIR.")]


def report(run: Run, out: Out = None, packs: PackFolders = None) -> None:
    """Write one HTML page on which a person reviews a run. It fetches nothing."""
    with in_one_line():
        from pipeline.emit.report import ReportError, RunMissingError, write_report
        from pipeline.pack import load_packs

        page = out or (run if run.is_dir() else run.parent) / PAGE
        try:
            articles = write_report(run, page, load_packs(packs or ()))
        except ReportError as error:
            fail(error, WRONG_CALL if isinstance(error, RunMissingError) else UNFINISHED)
        say(f"{page}: {articles:,} article{'' if articles == 1 else 's'}, {page.stat().st_size / 1e6:.1f} MB")
