"""The commands by their names. What a command needs is imported when it runs."""

from __future__ import annotations

from typing import Annotated

import typer
from typer.exceptions import TyperException

from pipeline.cli import INTERRUPTED, article, batch, check, corpus, diff, export, ingest, packs, report
from pipeline.cli.console import UNFINISHED, say, write
from pipeline.cli.options import command

app = typer.Typer(
    name="inspextract",
    help="Reads articles about inspections and writes one validated JSON record per article.",
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("run")(command(batch.RunCall, batch.start))
app.command()(article.extract)
app.command()(ingest.ingest)
app.command()(article.show)
app.command()(article.explain)
app.command()(check.validate)
app.command()(check.schema)
app.command()(export.export)
app.command()(diff.diff)
app.command()(report.report)
app.add_typer(packs.app, name="packs")
app.add_typer(corpus.app, name="corpus")


def _version(asked: bool) -> None:
    if asked:
        from pipeline import __version__

        write(f"inspextract {__version__}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _inspextract(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    del version
    if context.invoked_subcommand is None:
        write(context.get_help() + "\n")


def called(arguments: list[str]) -> int:
    """Run one command line and return its exit status."""
    try:
        return int(app(arguments, prog_name="inspextract", standalone_mode=False) or 0)
    except TyperException as error:
        say(f"inspextract: {error.format_message()} (see inspextract --help)")
        return error.exit_code
    except typer.Abort:
        return INTERRUPTED
    except OSError as error:
        say(f"inspextract: {error}")
        return UNFINISHED
