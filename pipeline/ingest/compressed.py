"""gzip, bzip2 and Zstandard: what is compressed, as a stream."""

from __future__ import annotations

import bz2
import gzip
import importlib
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import PurePosixPath
from types import ModuleType

from pipeline.ingest.packed import MissingExtraError, Packed, Readable

_ZSTANDARD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
_INNER_SUFFIX = {".tgz": ".tar", ".tbz2": ".tar", ".tzst": ".tar"}


def gzip_parts(packed: Packed) -> Iterator[Packed]:
    """What the gzip file holds."""
    yield _inner(packed, gzip.GzipFile(fileobj=packed.stream))


def bzip2_parts(packed: Packed) -> Iterator[Packed]:
    """What the bzip2 file holds."""
    yield _inner(packed, bz2.BZ2File(packed.stream))


def zstandard_parts(packed: Packed) -> Iterator[Packed]:
    """What the Zstandard file holds."""
    library = zstandard()
    if library is None:
        raise MissingExtraError("Zstandard", _ZSTANDARD, "zstd")
    yield _inner(packed, library.ZstdFile(packed.stream))


@cache
def zstandard() -> ModuleType | None:
    """The library; None if it is not installed."""
    try:
        return importlib.import_module(_ZSTANDARD)
    except ImportError:
        return None


def _inner(packed: Packed, stream: Readable) -> Packed:
    path = PurePosixPath(packed.name)
    return packed.inner(stream, "", path.stem + _INNER_SUFFIX.get(path.suffix.lower(), ""))
