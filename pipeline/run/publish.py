"""The finished files of a run -> a folder on another file system, the manifest last, as in the directory itself."""

from __future__ import annotations

from pathlib import Path

from pipeline.emit.directory import DUPLICATES, MANIFEST, RECORDS, REJECTS, TEXTS
from pipeline.ingest.remote import Place, entry, told

_WHOLE_AT_ONCE = frozenset({"s3", "gcs", "abfs"})
"""File systems on which a file is there when it is whole, and not before: others need it moved into place."""
_SUFFIX = ".partial"


def publish(out: Path, target: Place) -> None:
    """Copy the files of a run. A place with a ``run.json`` has all that it tells of.

    Raises ``RemoteError``; then there is no manifest, and the next run copies all again.
    """
    with told(target.shown):
        target.filesystem.create_dir(target.path, recursive=True)
        _remove(target.below(MANIFEST))
        for name in (RECORDS, REJECTS, DUPLICATES):
            if (out / name).exists():
                copy(out / name, target.below(name))
            else:
                _remove(target.below(name))
        _texts(out / TEXTS, target.below(TEXTS))
        copy(out / MANIFEST, target.below(MANIFEST))


def copy(file: Path, target: Place) -> None:
    """Copy one file, which is there when it is whole. Raises ``OSError``."""
    from pyarrow.fs import LocalFileSystem, copy_files  # noqa: PLC0415 (an extra)

    filesystem = target.filesystem
    aside = target.path if filesystem.type_name in _WHOLE_AT_ONCE else target.path + _SUFFIX
    copy_files(str(file), aside, source_filesystem=LocalFileSystem(), destination_filesystem=filesystem)
    if aside != target.path:
        filesystem.move(aside, target.path)


def copy_all(source: Path, target: Place) -> None:
    """Copy a file, or the files of a folder. Raises ``RemoteError``."""
    with told(target.shown):
        if source.is_file():
            target.filesystem.create_dir(target.path.rpartition("/")[0], recursive=True)
            copy(source, target)
            return
        target.filesystem.create_dir(target.path, recursive=True)
        for file in sorted(source.iterdir()):
            copy(file, target.below(file.name))


def _texts(folder: Path, target: Place) -> None:
    from pyarrow.fs import LocalFileSystem, copy_files  # noqa: PLC0415 (an extra)

    if entry(target):
        target.filesystem.delete_dir(target.path)
    if folder.is_dir():
        target.filesystem.create_dir(target.path)
        source = LocalFileSystem()
        copy_files(str(folder), target.path, source_filesystem=source, destination_filesystem=target.filesystem)


def _remove(target: Place) -> None:
    if entry(target):
        target.filesystem.delete_file(target.path)
