"""Where the command line writes, and how it says what went wrong: one line, and an exit status."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

import typer
from rich.console import Console, RenderableType

UNFINISHED = 1
WRONG_CALL = 2
REJECTED = 3
CHECK_FAILED = 4

_PIPE_WIDTH = 100  # columns where there is no terminal to ask


def write(data: str | bytes, stream: TextIO | None = None) -> None:
    """Write to stdout (or ``stream``) at once. A reader that has closed the pipe ends the command, quietly."""
    stream = stream or sys.stdout
    data = data.encode(errors="replace") if isinstance(data, str) else data
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # else the interpreter fails again at its end
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(0) from None
        raise


def say(line: str) -> None:
    """Write one line to stderr."""
    write(" ".join(line.split()) + "\n", sys.stderr)


def fail(reason: object, status: int) -> NoReturn:
    """End the command with one line on stderr and an exit status."""
    say(f"inspextract: {reason}")
    raise typer.Exit(status)


def records_at(path: Path) -> Path:
    """The file of records that ``path`` is, or that the run in it has written; without one the command ends."""
    from pipeline.emit.validate import records_file

    file = records_file(path)
    if not file.is_file():
        fail(f"{file}: no such file", WRONG_CALL)
    return file


def show(*renderables: RenderableType, stream: TextIO | None = None) -> None:
    """Write rich renderables to stdout (or ``stream``), with colour where it is a terminal that wants it."""
    console = console_on(stream or sys.stdout)
    with console.capture() as captured:
        for renderable in renderables:
            console.print(renderable, markup=False, highlight=False, crop=console.is_terminal)
    shown = captured.get()
    if not console.is_terminal:
        shown = "\n".join(line.rstrip() for line in shown.split("\n"))
    write(shown, stream)


def console_on(stream: TextIO) -> Console:
    """A rich console on ``stream``. It knows NO_COLOR, TERM and COLUMNS."""
    console = Console(file=stream)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = _PIPE_WIDTH
    return console


@contextmanager
def in_one_line() -> Iterator[None]:
    """Say the errors of inputs, packs and runs in one line instead of a traceback."""
    from pipeline.ingest.files import InputMissing
    from pipeline.ingest.remote import RemoteError
    from pipeline.pack import PackError
    from pipeline.run.job import RunError

    try:
        yield
    except (InputMissing, PackError) as error:
        fail(error, WRONG_CALL)
    except (RunError, RemoteError) as error:
        fail(error, UNFINISHED)
