"""Inputs as they are named on a command line -> the files to read, in a stable order."""

from __future__ import annotations

import errno
import glob
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pipeline.article import Reject
from pipeline.ingest import remote
from pipeline.ingest.recognise import is_input, suffix

STDIN = "-"
"""The input, and the source, that stands for JSON lines on standard input."""
MAX_DEPTH = 64
"""How many directories deep a file may lie below the one that was named."""
_MAGIC = frozenset("*?[")
_PROBE = 4096


class InputMissing(Exception):  # noqa: N818  (the name that callers catch it by)
    """An input that is not there. The message names it, in one line."""


class Item(NamedTuple):
    """One file to read: ``source`` as it stands in the record (POSIX separators), ``path`` as the system knows it.

    ``size`` are its bytes, 0 where they cannot be known. ``filesystem`` is the PyArrow one that has the file; None for
    the system's own.
    """

    source: str
    path: str
    size: int = 0
    filesystem: Any = None


class Skipped(NamedTuple):
    """A file of a directory or archive that is no input, and why."""

    source: str
    reason: str


Found = Item | Reject | Skipped
"""What is met on the way through the inputs."""
_Inode = tuple[int, int]


def walk(inputs: Sequence[str], exclude: Sequence[Path] = ()) -> Iterator[Found]:
    """The files of ``inputs`` (files, directories, globs, URIs, ``-``) in their order, those of a directory sorted by
    name.

    Directories in ``exclude`` (the output, say) are not entered. What is there but cannot be read as a file (a pipe, a
    device, a loop of links, a directory without permission) is a reject. A file that is reached twice is read once.
    Raises :class:`InputMissing` before anything is yielded if an input does not exist or a glob matches nothing.
    """
    paths = [path for name in inputs for path in _expand(remote.local(name))]
    outside = frozenset(_inode(path.stat()) for path in exclude if path.exists())
    found = (
        entry for path in paths for entry in (_named(path, outside) if isinstance(path, str) else _from_afar(path))
    )
    return _once(found) if len(paths) > 1 else found


def _expand(name: str) -> Sequence[str | remote.Place]:
    if remote.is_uri(name):
        return [_place(name)]
    if name == STDIN or Path(name).exists() or Path(name).is_symlink():
        return [name]
    matches = [] if _MAGIC.isdisjoint(name) else sorted(glob.glob(name, recursive=True))  # noqa: PTH207  (keeps "./")
    if not matches:
        raise InputMissing(f"{name}: no such file or directory")
    return matches


def _place(uri: str) -> remote.Place:
    try:
        found = remote.place(uri)
        if remote.entry(found) is not None:
            return found
    except remote.RemoteError as error:
        raise InputMissing(str(error)) from None
    raise InputMissing(f"{found.shown}: no such file or directory")


def _once(found: Iterator[Found]) -> Iterator[Found]:
    seen: set[str] = set()
    for entry in found:
        if isinstance(entry, Item) and entry.source in seen:
            yield Skipped(entry.source, "given twice")
            continue
        if isinstance(entry, Item):
            seen.add(entry.source)
        yield entry


def _named(path: str, outside: frozenset[_Inode]) -> Iterator[Found]:
    """What an input that was named itself leads to."""
    if path == STDIN:
        yield Item(STDIN, STDIN)
        return
    status = _status(path)
    if isinstance(status, Reject):
        yield status
    elif stat.S_ISDIR(status.st_mode):
        yield from _directory(path, status, outside, ())
    else:
        yield _file(path, status)


def _directory(
    path: str, status: os.stat_result, outside: frozenset[_Inode], above: tuple[_Inode, ...]
) -> Iterator[Found]:
    here = _inode(status)
    if here in outside:
        yield Skipped(_source(path), "the output directory")
    elif here in above:
        yield _reject(path, "symlink-loop", "a link to a directory that holds it")
    elif len(above) > MAX_DEPTH:
        yield _too_deep(path)
    else:
        try:
            names = sorted(os.listdir(path))  # noqa: PTH208  (as below)
        except OSError as error:
            yield _unreadable(path, error)
            return
        for name in names:
            yield from _entry(path.rstrip(os.sep), name, outside, (*above, here))


def _entry(folder: str, name: str, outside: frozenset[_Inode], above: tuple[_Inode, ...]) -> Iterator[Found]:
    """What one entry of a directory leads to."""
    path = f"{folder}{os.sep}{name}"
    if name.startswith("."):
        yield Skipped(_source(path), "hidden")
        return
    status = _status(path)
    if isinstance(status, Reject):
        yield status
    elif stat.S_ISDIR(status.st_mode):
        yield from _directory(path, status, outside, above)
    elif stat.S_ISREG(status.st_mode) and not is_input(name, b"" if suffix(name) else _beginning(Path(path))):
        yield Skipped(_source(path), "not an article by its suffix")
    else:
        yield _file(path, status)


def _from_afar(place: remote.Place) -> Iterator[Found]:
    """What a place on another file system leads to. Raises ``RemoteError`` if that cannot be told: a network that fails
    must not look like inputs that are gone."""
    found = remote.entry(place)
    if found is not None and found.is_folder:
        yield from _folder_afar(place, 0)
    else:
        yield Item(place.shown, place.path, found.size if found else 0, place.filesystem)


def _folder_afar(place: remote.Place, depth: int) -> Iterator[Found]:
    if depth > MAX_DEPTH:
        yield _too_deep(place.shown)
        return
    for found in remote.entries(place):
        inner = place.below(found.name)
        if found.name.startswith("."):
            yield Skipped(inner.shown, "hidden")
        elif found.is_folder:
            yield from _folder_afar(inner, depth + 1)
        elif not is_input(found.name, b"" if suffix(found.name) else _beginning_afar(inner)):
            yield Skipped(inner.shown, "not an article by its suffix")
        else:
            yield Item(inner.shown, inner.path, found.size, inner.filesystem)


def _beginning_afar(place: remote.Place) -> bytes:
    try:
        with remote.opened(place.filesystem, place.path) as stream:
            return stream.read(_PROBE)
    except OSError:
        return b""


def _beginning(path: Path) -> bytes:
    """The first bytes of a file; none if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(_PROBE)
    except OSError:
        return b""


def _status(path: str) -> os.stat_result | Reject:
    try:
        return os.stat(path)  # noqa: PTH116  (a Path costs more than the call, and there may be a million)
    except OSError as error:
        return _unreadable(path, error)


def _file(path: str, status: os.stat_result) -> Item | Reject:
    if stat.S_ISREG(status.st_mode):
        return Item(_source(path), path, status.st_size)
    return _reject(path, "not-a-file", "a pipe, socket or device")


def _inode(status: os.stat_result) -> _Inode:
    return status.st_dev, status.st_ino


def _unreadable(path: str, error: OSError) -> Reject:
    code = "symlink-loop" if error.errno == errno.ELOOP else "unreadable"
    return _reject(path, code, error.strerror or type(error).__name__)


def _reject(path: str, error: str, detail: str) -> Reject:
    return Reject(source=_source(path), stage="ingest", error=error, detail=detail)


def _too_deep(path: str) -> Reject:
    return _reject(path, "too-deep", f"more than {MAX_DEPTH} directories deep")


def _source(path: str) -> str:
    """The path as a record gives it: POSIX separators, and no bytes that are no text."""
    return path.replace(os.sep, "/").encode("utf-8", "surrogateescape").decode("utf-8", "replace")
