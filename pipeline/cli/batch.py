"""`inspextract run`: the main job."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import REJECTED, console_on, in_one_line, say, show
from pipeline.cli.options import PackFolders, PackId
from pipeline.emit.jsonl import TextMode

if TYPE_CHECKING:
    from types import FrameType

    from pipeline.emit.manifest import Counts


def _limit(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"\d+|\d{1,3}(\.\d+)?%", text):
        raise typer.BadParameter(f"{text!r} is neither a number nor a share such as 5%")
    return text


@dataclass(frozen=True)
class RunCall:
    """The parameters of `inspextract run`."""

    inputs: Annotated[list[str], typer.Argument(metavar="INPUT...", help="Files, directories, globs, or - for stdin.")]
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where the files go; made if it is not there.")]
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, metavar="N", help="Processes. Default: the cores; one for a small batch.", show_default=False
        ),
    ] = None
    text: Annotated[
        TextMode, typer.Option(help="Article texts: in the records, in files DIR/texts/ID.txt, or left out.")
    ] = "inline"
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 if anything was rejected.")] = False
    max_rejects: Annotated[
        str | None, typer.Option(metavar="N|P%", callback=_limit, help="Exit with 3 if more than this was rejected.")
    ] = None
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Do everything anew. (So far every run does: nothing is carried over.)")
    ] = False
    packs: PackFolders = None
    pack: PackId = None


def start(call: RunCall) -> None:
    """Read articles and write DIR/records.jsonl, DIR/rejects.jsonl and DIR/run.json.

    Records are in input order, whatever the workers.

    Every input is read anew; an earlier run's files stay until this one is done.
    """
    with in_one_line(), _terminated_like_interrupted():
        from pipeline.emit.summary import summary
        from pipeline.run import Job, run

        job = Job(tuple(call.inputs), call.out, call.workers, call.text, tuple(call.packs or ()), call.pack)
        with _progress(hidden=call.quiet) as watch:
            manifest = run(job, watch)
        if not call.quiet:
            show(summary(manifest, str(call.out)), stream=sys.stderr)
        allowed = _allowed(call, manifest.counts.read)
        if allowed is not None and manifest.counts.rejects.total() > allowed:
            say(f"inspextract: {manifest.counts.rejects.total()} rejects, see {call.out / 'rejects.jsonl'}")
            raise typer.Exit(REJECTED)


def _allowed(call: RunCall, read: int) -> float | None:
    """How many rejects the call allows; None if any number."""
    if call.strict:
        return 0
    if call.max_rejects is None:
        return None
    limit = call.max_rejects
    return float(limit[:-1]) / 100 * read if limit.endswith("%") else int(limit)


@contextmanager
def _progress(*, hidden: bool) -> Iterator[Callable[[Counts], None] | None]:
    """A progress line on stderr if that is a terminal; yields the function to be told the counts."""
    console = console_on(sys.stderr)
    if hidden or not console.is_terminal:
        yield None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    words = TextColumn("{task.completed:,} done, {task.fields[rejects]:,} rejected, {task.fields[rate]:,.0f} a second")
    with Progress(SpinnerColumn(), words, TimeElapsedColumn(), console=console, transient=True) as progress:
        task = progress.add_task("", total=None, rejects=0, rate=0.0)

        def watch(counts: Counts) -> None:
            rejects = counts.rejects.total()
            done = counts.records + rejects
            rate = done / max(progress.tasks[0].elapsed or 0, 0.1)
            progress.update(task, completed=done, rejects=rejects, rate=rate)

        yield watch


@contextmanager
def _terminated_like_interrupted() -> Iterator[None]:
    """Let SIGTERM end the run as Ctrl-C does."""

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
