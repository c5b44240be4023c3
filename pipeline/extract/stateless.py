"""What spaCy asks of a part of a pipeline that has nothing to save. Light: it imports nothing."""

from __future__ import annotations

from typing import Self


class Stateless:
    """A part whose only state is its configuration: nothing to save or load."""

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to save."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Self:
        """Nothing to load."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to save."""

    def from_disk(self, _path: object, **_: object) -> Self:
        """Nothing to load."""
        return self
