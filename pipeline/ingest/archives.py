"""ZIP and tar archives: their members, one at a time. Links and devices in them are never followed."""

from __future__ import annotations

import stat
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from pipeline.article import Reject
from pipeline.ingest.files import Skipped
from pipeline.ingest.packed import Packed, UnreadableError, damage, reject
from pipeline.ingest.recognise import is_input

MAX_ZIP_MEMBERS = 65_534
"""A ZIP archive's list of members is held in memory; more than this many need the long form of the format."""
MAX_TAR_MEMBERS = 1_000_000
_LONGEST_COMMENT = 65_535
_END = b"PK\x05\x06"

Part = Packed | Reject | Skipped


def zip_parts(packed: Packed) -> Iterator[Part]:
    """The members of a ZIP archive, in its order."""
    stream = packed.seekable()
    _check_directory(stream)
    with damage("a ZIP archive"):
        archive = zipfile.ZipFile(stream)
    with archive:
        for member in archive.infolist():
            if member.is_dir():
                continue
            source = f"{packed.source}#{_shown(member.filename)}"
            if stat.S_ISLNK(member.external_attr >> 16):
                yield reject(source, _a_link())
                continue
            try:
                with damage("a member of a ZIP archive"):
                    opened = archive.open(member)
            except UnreadableError as reason:
                yield reject(source, _encrypted() if member.flag_bits & 1 else reason)
                continue
            with opened:
                yield from _part(packed, opened, member.filename)


def tar_parts(packed: Packed) -> Iterator[Part]:
    """The members of a tar archive, in its order, without ever going back in it."""
    with damage("a tar archive"):
        archive = tarfile.open(fileobj=packed.stream, mode="r|")  # noqa: SIM115  (closed below)
    with archive:
        for number, member in enumerate(_members(archive)):
            if number >= MAX_TAR_MEMBERS:
                raise UnreadableError("too-many-members", f"more than {MAX_TAR_MEMBERS:,} members")
            opened = archive.extractfile(member) if member.isreg() else None
            if opened is not None:
                yield from _part(packed, opened, member.name)
            elif not member.isdir():
                yield reject(f"{packed.source}#{_shown(member.name)}", _a_link())


def _members(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while True:
        with damage("a tar archive"):
            member = archive.next()
        if member is None:
            return
        yield member
        archive.members.clear()  # type: ignore[attr-defined]  # else it remembers every one


def _part(packed: Packed, stream: IO[bytes], name: str) -> Iterator[Part]:
    """A member that is a file: to be read, or not an input."""
    path = PurePosixPath(name)
    part = packed.inner(stream, f"#{_shown(name)}", path.name)
    try:
        if path.name.startswith(".") or "__MACOSX" in path.parts:
            yield Skipped(part.source, "hidden")
        elif is_input(path.name, part.peek()):
            yield part
        else:
            yield Skipped(part.source, "not an article by its suffix")
    except UnreadableError as reason:
        if reason.code == "expansion":
            raise
        yield reject(part.source, reason)


def _check_directory(stream: IO[bytes]) -> None:
    """Look how many members a ZIP archive says it has, and how long their list is, before that is read."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _LONGEST_COMMENT - 22))
    _, mark, end = stream.read().rpartition(_END)
    if mark and (int.from_bytes(end[6:8], "little") > MAX_ZIP_MEMBERS or int.from_bytes(end[8:12], "little") > size):
        raise UnreadableError("too-many-members", f"a ZIP archive of more than {MAX_ZIP_MEMBERS:,} members")
    stream.seek(0)


def _shown(name: str) -> str:
    """A member's name as a source gives it: on one line, and only what can be written."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)


def _a_link() -> UnreadableError:
    return UnreadableError("not-a-file", "a link or a device in an archive, which is not followed")


def _encrypted() -> UnreadableError:
    return UnreadableError("encrypted", "a member that is locked with a password")
