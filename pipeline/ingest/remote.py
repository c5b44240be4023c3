"""Files on other file systems: named by URI (``s3://``, ``gs://``, ``hdfs://`` ...), as far as PyArrow or fsspec knows
them, and with them Ray. ``file://`` is an ordinary path; pages of the web are not fetched.

Credentials come from where PyArrow looks for them, or from the URI itself; what is shown and written has none of it.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

_URI = re.compile(r"(?!(?:file|https?|ftp)://)[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_BUFFER = 1 << 20
"""Bytes that are asked for at a time: each asking is a call over a network."""


class RemoteError(Exception):
    """A place that cannot be reached or is not there. The message names it, in one line."""


class Place(NamedTuple):
    """Where a URI leads: a file system of PyArrow, a path in it, and the URI without what is secret in it."""

    filesystem: Any
    path: str
    shown: str

    def below(self, name: str) -> Place:
        """The place of a name in this folder."""
        return Place(self.filesystem, f"{self.path.rstrip('/')}/{name}", f"{self.shown.rstrip('/')}/{name}")


class File(NamedTuple):
    """An entry of a folder: its name, whether it is a folder too, and its bytes."""

    name: str
    is_folder: bool
    size: int


def is_uri(name: str) -> bool:
    """Whether a name leads to another file system.

    >>> [name for name in ("s3://news/2024", "file:///home/news", "https://news.example", "c:/news") if is_uri(name)]
    ['s3://news/2024']
    """
    return _URI.match(name) is not None


def local(name: str) -> str:
    """The path of a ``file://`` URI; another name as it is.

    >>> local("file:///home/my%20news"), local("news")
    ('/home/my news', 'news')
    """
    return unquote(urlsplit(name).path) if name.lower().startswith("file://") else name


def shown(name: str) -> str:
    """A URI without user, password and parameters, which may be secret; another name as it is.

    >>> shown("s3://key:secret@news/2024?region=eu-west-2"), shown("news?")
    ('s3://news/2024', 'news?')
    """
    if not is_uri(name):
        return name
    parts = urlsplit(name)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"


def place(name: str) -> Place:
    """Where a URI or a path leads. Raises :class:`RemoteError` if there is no such file system."""
    uri = name if is_uri(name) else Path(local(name)).resolve().as_uri()
    with told(shown(uri)):
        filesystem, path = _reached(uri)
    return Place(filesystem, path.rstrip("/"), shown(uri).rstrip("/"))


def _reached(uri: str) -> tuple[Any, str]:
    """The file system that PyArrow has for a URI, or fsspec where that has none, and the path in it."""
    try:
        from pyarrow import ArrowInvalid  # noqa: PLC0415 (an extra)
        from pyarrow.fs import FileSystem, FSSpecHandler, PyFileSystem  # noqa: PLC0415
    except ImportError:
        raise RemoteError(f"{shown(uri)} needs a library: pip install 'inspextract[parquet]'") from None
    try:
        return FileSystem.from_uri(uri)  # type: ignore[no-any-return]
    except ArrowInvalid as unknown:
        try:
            from fsspec.core import url_to_fs  # noqa: PLC0415 (comes with Ray)

            filesystem, path = url_to_fs(uri)
        except (ImportError, ValueError):
            raise unknown from None
    return PyFileSystem(FSSpecHandler(filesystem)), path


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what PyArrow raises (``OSError`` and ``ValueError``) into a :class:`RemoteError` that names the place."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise RemoteError(f"{name}: {' '.join(str(error).split())[:200]}") from None


def entry(where: Place) -> File | None:
    """What is at a place; None if nothing is. Raises :class:`RemoteError` if that cannot be told."""
    from pyarrow.fs import FileType  # noqa: PLC0415 (an extra)

    with told(where.shown):
        info = where.filesystem.get_file_info(where.path)
    return None if info.type == FileType.NotFound else File(info.base_name, not info.is_file, info.size or 0)


def entries(where: Place) -> list[File]:
    """What is in a folder, sorted by name. Raises :class:`RemoteError`."""
    from pyarrow.fs import FileSelector  # noqa: PLC0415 (an extra)

    with told(where.shown):
        found = where.filesystem.get_file_info(FileSelector(where.path))
    return sorted(File(info.base_name, not info.is_file, info.size or 0) for info in found)


def opened(filesystem: Any, path: str) -> io.BufferedReader:
    """A file to read from, from any place in it. Raises ``OSError``."""
    return io.BufferedReader(filesystem.open_input_file(path), buffer_size=_BUFFER)
