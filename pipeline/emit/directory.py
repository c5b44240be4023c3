"""The output directory of a run: written aside, and moved into place when it is whole."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path
from types import TracebackType
from typing import IO, Self

RECORDS = "records.jsonl"
REJECTS = "rejects.jsonl"
MANIFEST = "run.json"
TEXTS = "texts"
PARTIAL = ".inspextract-partial"
"""The folder in which a run writes until it is done. One that a killed run left behind is removed by the next."""


class OutputDirectory:
    """A context in which a run writes. What stood in the directory before stays until :meth:`publish`.

    Raises ``OSError`` if the directory cannot be made or written.
    """

    def __init__(self, path: Path, *, texts: bool = False) -> None:
        self.path = path
        self._partial = path / PARTIAL
        self._texts = self._partial / TEXTS if texts else None
        self._digest = hashlib.sha256()
        self._records: IO[bytes]
        self._rejects: IO[bytes]

    def __enter__(self) -> Self:
        """Start with an empty partial folder."""
        self.path.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(self._partial, ignore_errors=True)
        self._partial.mkdir()
        if self._texts:
            self._texts.mkdir()
        self._records = (self._partial / RECORDS).open("wb")
        self._rejects = (self._partial / REJECTS).open("wb")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, and remove what was not published."""
        self._records.close()
        self._rejects.close()
        shutil.rmtree(self._partial, ignore_errors=True)

    def write_record(self, line: bytes) -> None:
        """Add one line of the records file."""
        self._digest.update(line)
        self._records.write(line)

    def write_reject(self, line: bytes) -> None:
        """Add one line of the rejects file."""
        self._rejects.write(line)

    def write_text(self, record_id: str, text: str) -> None:
        """Write an article's text beside the records, byte for byte what the offsets count in."""
        if self._texts is None:
            raise ValueError("this directory was opened without texts")
        (self._texts / f"{record_id}.txt").write_bytes(text.encode())

    @property
    def records_sha256(self) -> str:
        """The digest of the records written so far."""
        return self._digest.hexdigest()

    def publish(self, manifest: bytes) -> None:
        """Move everything into place, the manifest last: a directory with a ``run.json`` of this run is whole."""
        self._records.close()
        self._rejects.close()
        (self._partial / MANIFEST).write_bytes(manifest)
        (self.path / MANIFEST).unlink(missing_ok=True)
        if self._texts:
            shutil.rmtree(self.path / TEXTS, ignore_errors=True)
            self._texts.replace(self.path / TEXTS)
        for name in (RECORDS, REJECTS, MANIFEST):
            (self._partial / name).replace(self.path / name)
