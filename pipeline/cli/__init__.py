"""The command line: each command parses, calls, prints.

Nothing but the start of a command is in here, so that an interruption is answered from the first moment on: loading the
commands takes a third of a second.
"""

from __future__ import annotations

import signal
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

INTERRUPTED = 130


def status(arguments: list[str]) -> int:
    """Run one command line and return its exit status."""
    try:
        from pipeline.cli.commands import called

        code = called(arguments)
    except KeyboardInterrupt:
        code = INTERRUPTED
    if code == INTERRUPTED:
        with suppress(OSError):
            sys.stderr.write("inspextract: interrupted; the same command goes on from here\n")
    return code


def main() -> None:
    """The command `inspextract`. SIGTERM ends it as Ctrl-C does; either may come again while it is ending."""
    signal.signal(signal.SIGTERM, _interrupt)
    code = INTERRUPTED
    try:
        code = status(sys.argv[1:])
    except KeyboardInterrupt:
        pass
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)
    sys.exit(code)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
