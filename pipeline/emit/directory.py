"""The output directory of a run: written aside, and moved into place when it is whole."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path
from types import TracebackType
from typing import IO, Self

RECORDS = "records.jsonl"
REJECTS = "rejects.jsonl"
DUPLICATES = "duplicates.jsonl"
MANIFEST = "run.json"
TEXTS = "texts"
STATE = ".inspextract"
"""The folder in which runs keep what the next one goes on from."""
PARTIAL = f"{STATE}/partial"
"""The folder in which a run puts its files together. One that a killed run left behind is removed by the next."""

_BUFFER = 1 << 20
"""Bytes that are written at a time: a hundred records."""


class OutputDirectory:
    """A context in which a run writes its files. What stood in the directory before stays until :meth:`publish`.

    ``texts`` and ``duplicates`` say whether there are such files; those of an earlier run go if not. Raises ``OSError``
    if the directory cannot be made or written.
    """

    def __init__(self, path: Path, *, texts: bool = False, duplicates: bool = False) -> None:
        self.path = path
        self._partial = path / PARTIAL
        self._texts = self._partial / TEXTS if texts else None
        names = [RECORDS, REJECTS, *([DUPLICATES] if duplicates else [])]
        self._files: dict[str, IO[bytes]] = {}
        self._digests = {name: hashlib.sha256() for name in names}

    def __enter__(self) -> Self:
        """Start with an empty partial folder."""
        shutil.rmtree(self._partial, ignore_errors=True)
        (self._texts or self._partial).mkdir(parents=True)
        self._files = {name: (self._partial / name).open("wb", buffering=_BUFFER) for name in self._digests}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close, and remove what was not published."""
        for file in self._files.values():
            try:
                file.close()
            except OSError:
                if kind is None:
                    raise
        shutil.rmtree(self._partial, ignore_errors=True)

    def write(self, name: str, line: bytes) -> None:
        """Add one line to a file: :data:`RECORDS`, :data:`REJECTS` or :data:`DUPLICATES`."""
        self._digests[name].update(line)
        self._files[name].write(line)

    def write_text(self, record_id: str, text: bytes) -> None:
        """Write an article's text beside the records, byte for byte what the offsets count in."""
        if self._texts is None:
            raise ValueError("this directory was opened without texts")
        (self._texts / f"{record_id}.txt").write_bytes(text)

    def digests(self) -> dict[str, str]:
        """The digests of what was written so far, by file name."""
        return {name: digest.hexdigest() for name, digest in self._digests.items()}

    def publish(self, manifest: bytes) -> None:
        """Move everything into place, the manifest last: a directory with a ``run.json`` of this run is whole.

        What is moved is on the disk before it is moved, so that a power cut leaves whole files only.
        """
        for file in self._files.values():
            _settle(file)
            file.close()
        aside = _aside(self.path, manifest)
        (self.path / MANIFEST).unlink(missing_ok=True)
        if self._texts:
            os.sync()  # one call for what may be a million small files
            shutil.rmtree(self.path / TEXTS, ignore_errors=True)
            self._texts.replace(self.path / TEXTS)
        for name in self._digests:
            (self._partial / name).replace(self.path / name)
        if DUPLICATES not in self._digests:
            (self.path / DUPLICATES).unlink(missing_ok=True)
        aside.replace(self.path / MANIFEST)
        _settle_folder(self.path)


def publish_manifest(path: Path, manifest: bytes) -> None:
    """Put a new manifest into a directory whose other files stay."""
    _aside(path, manifest).replace(path / MANIFEST)
    _settle_folder(path)


def _aside(path: Path, manifest: bytes) -> Path:
    """The manifest on the disk, beside the place where it belongs."""
    aside = path / STATE / MANIFEST
    with aside.open("wb") as file:
        file.write(manifest)
        _settle(file)
    return aside


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file; None if it cannot be read."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _settle(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())


def _settle_folder(path: Path) -> None:
    """Make the names in a folder last, where the system lets a folder be opened."""
    try:
        folder = os.open(path, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
