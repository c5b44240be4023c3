"""Bytes -> characters: which encoding, and whether it is text at all."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from pipeline.ingest.mojibake import mend
from pipeline.ingest.packed import UnreadableError


class NotTextError(UnreadableError):
    """Bytes that are no text. The detail says what they are."""

    def __init__(self, detail: str) -> None:
        super().__init__("binary", detail)


class Decoded(NamedTuple):
    """The characters, and what had to be mended to get them (``"windows-1252"``, ``"utf-16"``, ``"mojibake"``)."""

    text: str
    repairs: tuple[str, ...]


_BOMS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x28\xb5\x2f\xfd", "Zstandard data"),
    (b"BZh91AY", "bzip2 data"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
    (b"{\\rtf", "a document in rich text format"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
)
_MAGIC = tuple(magic for magic, _ in _SIGNATURES)
_CONTROLS = bytes(sorted(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1b\x85")))
_PROBE = 8192


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``, its mojibake mended. Raises :class:`NotTextError` for bytes that are no text.

    >>> decode("The forceâ€™s £3m".encode("cp1252"))
    Decoded(text='The force’s £3m', repairs=('windows-1252', 'mojibake'))
    """
    text, repairs = characters(data, declared)
    mended = mend(text)
    return Decoded(mended, repairs if mended == text else (*repairs, "mojibake"))


def characters(data: bytes, declared: str | None = None) -> Decoded:
    """The text of ``data``: by byte order mark, strict UTF-8, ``declared`` charset, then Windows-1252.

    A declaration that the bytes contradict is passed over. Raises :class:`NotTextError` for bytes that are no text.
    """
    if data.startswith(_MAGIC):
        raise NotTextError(next(what for magic, what in _SIGNATURES if data.startswith(magic)))
    return _decode_marked(data) or _decode_plain(data, declared)


def _decode_marked(data: bytes) -> Decoded | None:
    """Text with a byte order mark, or UTF-16 that has lost its own."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(data[len(bom) :].decode(encoding, errors="replace"), _note(encoding))
    probe = data[:_PROBE]
    if b"\0" in probe:
        encoding = _utf16_without_mark(probe)
        return Decoded(data.decode(encoding, errors="replace"), _note(encoding))
    return None


def _note(encoding: str) -> tuple[str, ...]:
    return () if encoding == "utf-8" else (encoding[:6],)


def _utf16_without_mark(probe: bytes) -> str:
    """Latin letters in UTF-16 have a NUL as every other byte; NULs anywhere else mean that it is no text."""
    half = len(probe) // 2 or 1
    even, odd = probe[0::2].count(0) / half, probe[1::2].count(0) / half
    if odd > 0.7 and even < 0.05:
        return "utf-16-le"
    if even > 0.7 and odd < 0.05:
        return "utf-16-be"
    raise NotTextError("NUL bytes: not text")


def _decode_plain(data: bytes, declared: str | None) -> Decoded:
    probe = data[:_PROBE]
    controls = len(probe) - len(probe.translate(None, _CONTROLS))
    if controls > len(probe) / 50:
        raise NotTextError("control bytes: not text")
    try:
        return Decoded(data.decode("utf-8"), ())
    except UnicodeDecodeError:
        pass
    if declared is not None:
        try:
            return Decoded(data.decode(declared), ())
        except (LookupError, UnicodeDecodeError, ValueError):
            pass
    return Decoded(data.decode("cp1252", errors="replace"), ("windows-1252",))
