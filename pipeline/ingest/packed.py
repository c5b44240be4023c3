"""What is packed in files and other packings, and the limits that keep a hostile one from costing much.

Nothing is written anywhere, no link is followed, and what unpacks to far more than it holds is given up.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, NamedTuple, Protocol

from pipeline.article import Reject
from pipeline.ingest.files import Skipped

MAX_BYTES = 5_000_000
"""The largest article of text, in bytes, that is read. No article is a hundredth of it."""
MAX_HELD = 50_000_000
"""The largest document with pictures in it, and the largest packing inside another one, that is held in memory."""
_ORDINARY = 65_536
"""What is read of an article at first: asking for the most that there may be costs the memory for it."""
MAX_NESTING = 4
"""How many packings deep an article may lie: a page in a ZIP archive in a gzipped tar archive is three deep."""
MAX_RATIO, FREE_BYTES = 200, 50_000_000
"""An input may unpack to so many times its size, and to so many bytes whatever its size."""


class UnreadableError(Exception):
    """An input that gives no article: ``code`` as a reject's ``error``, and ``detail``."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code, self.detail = code, detail


class ExpansionError(UnreadableError):
    """An input that unpacks to more than it may. Nothing more of the whole input is read."""

    def __init__(self) -> None:
        detail = f"unpacks to more than {MAX_RATIO} times its size, or holds packings that do"
        super().__init__("expansion", detail)


class MissingExtraError(UnreadableError):
    """A library is not installed. The detail says what to install."""

    def __init__(self, what: str, missing: str | None, extra: str | None) -> None:
        super().__init__("missing-extra", f"{what} needs {missing}: pip install 'inspextract[{extra}]'")


class Document(NamedTuple):
    """One article not yet read: its source and its bytes, which are a file, or one JSON object of a collection.

    ``name`` is its file name where that is not the end of the source; ``url`` and ``charset`` are what a web archive
    says of it. ``kind`` is the kind of file (see ``recognise``), empty if nobody has looked yet.
    """

    source: str
    data: bytes
    is_json: bool = False
    name: str = ""
    url: str | None = None
    charset: str | None = None
    kind: str = ""


Entry = Document | Reject | Skipped
"""What is met in a packing."""


class Allowance:
    """How many bytes an input may still unpack to, all packings in it together."""

    def __init__(self, size: int) -> None:
        self.left = max(FREE_BYTES, MAX_RATIO * size)

    def spend(self, count: int) -> None:
        """Take ``count`` bytes off. Raises :class:`ExpansionError` when there are no more."""
        self.left -= count
        if self.left < 0:
            raise ExpansionError


class Readable(Protocol):
    """What can be read from."""

    def read(self, size: int, /) -> bytes:
        """At most ``size`` bytes; none at the end."""


class Unpacked(io.RawIOBase):
    """A stream that counts what is read of it, and fills what it is asked for unless it ends."""

    def __init__(self, stream: Readable, allowance: Allowance) -> None:
        super().__init__()
        self._stream, self._allowance = stream, allowance

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read into the buffer until it is full or the stream ends."""
        filled = 0
        with damage("packed data"):
            while filled < len(buffer) and (part := self._stream.read(len(buffer) - filled)):
                buffer[filled : filled + len(part)] = part
                filled += len(part)
        self._allowance.spend(filled)
        return filled


class Packed(NamedTuple):
    """A stream that may hold one article or many: where it is from, its file name, and how deep it lies."""

    stream: io.BufferedReader[Any]
    source: str
    name: str
    allowance: Allowance
    depth: int = 0

    def peek(self) -> bytes:
        """The first bytes, a few thousand if there are so many."""
        return self.stream.peek(io.DEFAULT_BUFFER_SIZE)

    def inner(self, stream: Readable, part: str, name: str) -> Packed:
        """Something in this packing, ``part`` being what its source adds to the source of this."""
        reader = io.BufferedReader(Unpacked(stream, self.allowance))
        return Packed(reader, self.source + part, name, self.allowance, self.depth + 1)

    def held(self, limit: int = MAX_HELD) -> bytes:
        """All of it. Raises :class:`UnreadableError` if that is more than ``limit`` bytes."""
        data = self.stream.read(_ORDINARY)
        if len(data) == _ORDINARY:
            data += self.stream.read(limit + 1 - _ORDINARY)
        if len(data) > limit:
            raise UnreadableError("too-large", f"more than {limit:,} bytes")
        return data

    def seekable(self) -> IO[bytes]:
        """The stream as one that can be read from anywhere: the file itself, or what is packed, held in memory."""
        return io.BytesIO(self.held()) if self.depth else self.stream


@contextmanager
def damage(what: str) -> Iterator[None]:
    """Turn whatever a library raises on bytes that it cannot read into an :class:`UnreadableError`.

    What libraries raise on damaged files has no end: their own errors, but also KeyError, struct.error and the like.
    """
    try:
        yield
    except UnreadableError:
        raise
    except Exception as error:
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise UnreadableError("damaged", f"{what}: {reason}") from None


def reject(source: str, reason: UnreadableError, sha256: str | None = None) -> Reject:
    """The reject of an input that gives no article."""
    return Reject(source=source, sha256=sha256, stage="ingest", error=reason.code, detail=reason.detail)
