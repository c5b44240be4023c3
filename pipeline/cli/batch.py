"""`inspextract run`: the main job."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import REJECTED, WRONG_CALL, fail, in_one_line, say, show
from pipeline.cli.options import PackFolders, PackId, TimeLimit
from pipeline.cli.progress import machine_log, progress_shown
from pipeline.emit.jsonl import TextMode
from pipeline.run.choices import TIME_LIMIT, Engine, Gone

if TYPE_CHECKING:
    from pipeline.emit.manifest import Manifest
    from pipeline.run.job import Job


def _limit(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"\d+|\d{1,3}(\.\d+)?%", text):
        raise typer.BadParameter(f"{text!r} is neither a number nor a share such as 5%")
    return text


def _here(name: str) -> Path:
    from pipeline.ingest.remote import is_uri, local, shown

    if is_uri(name):
        raise typer.BadParameter(f"a run works in a directory of this machine: --out DIR --publish {shown(name)}")
    return Path(local(name))


@dataclass(frozen=True)
class RunCall:
    """The parameters of `inspextract run`."""

    inputs: Annotated[
        list[str], typer.Argument(metavar="INPUT...", help="Files, directories, globs, URIs, or - for stdin.")
    ]
    out: Annotated[Path, typer.Option(metavar="DIR", parser=_here, help="Where the files go; made if it is not there.")]
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
    log_json: Annotated[bool, typer.Option("--log-json", help="Progress and summary as JSON lines on stderr.")] = False
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 3 if anything was rejected.")] = False
    max_rejects: Annotated[
        str | None, typer.Option(metavar="N|P%", callback=_limit, help="Exit with 3 if more than this was rejected.")
    ] = None
    fresh: Annotated[bool, typer.Option("--fresh", help="Do everything anew, whatever earlier runs did.")] = False
    retry_rejects: Annotated[bool, typer.Option("--retry-rejects", help="Try again what an earlier run rejected.")] = (
        False
    )
    gone: Annotated[
        Gone, typer.Option(help="Records of inputs that have disappeared since the last run: dropped, or kept.")
    ] = "drop"
    drop_duplicates: Annotated[
        bool, typer.Option("--drop-duplicates", help="Leave out near-duplicates of articles that came before.")
    ] = False
    time_limit: TimeLimit = TIME_LIMIT
    engine: Annotated[Engine, typer.Option(help="Processes of this machine, or a Ray cluster.")] = "local"
    ray_address: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="The cluster. Default: one of its own on this machine.")
    ] = None
    ray_shared: Annotated[
        str | None,
        typer.Option(metavar="URI", help="By which articles go to the cluster: all nodes read it. Default: in DIR."),
    ] = None
    publish: Annotated[
        str | None, typer.Option(metavar="URI", help="Copy the files there when they are whole, as s3://bucket/folder.")
    ] = None
    packs: PackFolders = None
    pack: PackId = None


def start(call: RunCall) -> None:
    """Read articles and write DIR/records.jsonl, DIR/rejects.jsonl and DIR/run.json.

    Records are in input order, whatever the workers.

    What an earlier run into DIR has done, finished or not, is not done again; its files stay until this one is done.
    """
    with in_one_line():
        from pipeline.run.job import CallError

        try:
            manifest = _done(call)
        except CallError as error:
            fail(error, WRONG_CALL)
        allowed = _allowed(call, manifest.counts.read)
        if allowed is not None and manifest.counts.rejects.total() > allowed:
            if not call.log_json:
                say(f"inspextract: {manifest.counts.rejects.total()} rejects, see {call.out / 'rejects.jsonl'}")
            raise typer.Exit(REJECTED)


def _done(call: RunCall) -> Manifest:
    """Run, and say how it goes in the way that is asked for."""
    from pipeline.emit.summary import summary
    from pipeline.run.batch import run

    job = _job(call)
    if call.log_json:
        with machine_log() as log:
            manifest = run(job, log.watch)
            log.event("done", manifest.model_dump(mode="json"))
        return manifest
    if call.quiet:
        return run(job)
    with progress_shown() as watch:
        manifest = run(job, watch)
    show(summary(manifest, str(call.out)), stream=sys.stderr)
    return manifest


def _job(call: RunCall) -> Job:
    from pipeline.run.job import Job

    return Job(
        inputs=tuple(call.inputs),
        out=call.out,
        workers=call.workers,
        text=call.text,
        packs=tuple(call.packs or ()),
        pack=call.pack,
        engine=call.engine,
        address=call.ray_address,
        shared=call.ray_shared,
        publish=call.publish,
        fresh=call.fresh,
        retry=call.retry_rejects,
        gone=call.gone,
        drop_duplicates=call.drop_duplicates,
        time_limit=call.time_limit,
    )


def _allowed(call: RunCall, read: int) -> float | None:
    """How many rejects the call allows; None if any number."""
    if call.strict:
        return 0
    if call.max_rejects is None:
        return None
    limit = call.max_rejects
    return float(limit[:-1]) / 100 * read if limit.endswith("%") else int(limit)
