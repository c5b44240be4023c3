"""Bytes as they wait in the ledger: a record shrinks to a quarter of its size.

By Zstandard where it is installed, which takes a third of the time; else by zlib.
"""

from __future__ import annotations

import zlib
from functools import cache
from types import ModuleType
from typing import Any

from pipeline.ingest.compressed import zstandard
from pipeline.run.job import RunError

LEVEL = 1
"""Of either library: the fastest. What is packed is unpacked a minute later and thrown away in the end."""
_ZSTANDARD = b"\x28\xb5\x2f\xfd"


def pack(data: bytes) -> bytes:
    """Compress.

    >>> unpack(pack(b"requires improvement"))
    b'requires improvement'
    """
    library = zstandard()
    if library is None:
        return zlib.compress(data, LEVEL)
    compressor = _compressor(library)
    packed: bytes = compressor.compress(data, mode=compressor.FLUSH_FRAME)
    return packed


@cache
def _compressor(library: ModuleType) -> Any:
    """One for all records: making one costs as much as half a record."""
    return library.ZstdCompressor(LEVEL)


def unpack(data: bytes) -> bytes:
    """What was packed, by whichever library. Raises :class:`RunError` if that one is not installed any more."""
    if not data.startswith(_ZSTANDARD):
        return zlib.decompress(data)
    library = zstandard()
    if library is None:
        raise RunError("the ledger is packed with Zstandard: pip install 'inspextract[zstd]', or --fresh starts over")
    unpacked: bytes = library.decompress(data)
    return unpacked
