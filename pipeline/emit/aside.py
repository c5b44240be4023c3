"""Files that are written under another name and moved into place when they are whole."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_SUFFIX = ".inspextract-partial"


@contextmanager
def file_aside(path: Path) -> Iterator[Path]:
    """A path beside ``path`` to write to; it replaces ``path`` at the end, and goes if the block fails.

    Raises ``OSError`` if that cannot be done.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}{_SUFFIX}")
    partial.unlink(missing_ok=True)  # what a killed export left
    try:
        yield partial
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def folder_aside(folder: Path, replaced: str = "") -> Iterator[Path]:
    """An empty folder in ``folder`` to write to; its files move up at the end, and go if the block fails.

    Other files of the folder stay as they are, but for those whose names fit the pattern ``replaced``.
    """
    made = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    partial = folder / _SUFFIX
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        yield partial
        written = sorted(path.name for path in partial.iterdir())
        for old in sorted(folder.glob(replaced) if replaced else ()):
            if old.name not in written:
                old.unlink()
        for name in written:
            (partial / name).replace(folder / name)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
        if made and not any(folder.iterdir()):
            folder.rmdir()
