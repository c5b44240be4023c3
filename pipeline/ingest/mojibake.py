"""UTF-8 that was once read as Windows-1252 or Latin-1, put right by ftfy; where there is no sign of it, for nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST = "ÂÃÄÅâïð"
"""What the first byte of a character beyond ASCII becomes, of those that British texts have."""
_MARKS = (*_FIRST, *"\x91\x92\x93\x94\x96\x97")
"""Those, and Windows-1252's quotation marks and dashes read as Latin-1: single characters, the fastest to look for."""
_REST = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xC0))
_SIGN = re.compile(f"[{_FIRST}][{re.escape(_REST)}\x80-\x9f]|[ÂÃ] |[\x80-\x84\x86-\x9f]")
_WELSH = {"Åµ": "ŵ", "Å´": "Ŵ", "Å·": "ŷ", "Å¶": "Ŷ"}
"""What ftfy leaves alone, because it might be meant; in English and Welsh it never is."""
_WELSH_SIGN = re.compile("|".join(_WELSH))
_LOST = re.compile(r"â€(?=[\s.,;:!?)]|$)")
"""A closing quotation mark whose last byte, which Windows-1252 does not have, was dropped on the way."""


def mend(text: str) -> str:
    """The text with its mojibake put right, line by line; anything else is left as it is.

    >>> mend("The forceâ€™s bill is Â£3m, says SiÃ¢n, â€œand no moreâ€.")
    'The force’s bill is £3m, says Siân, “and no more”.'
    >>> mend("Ysgol Bro Dâr, “tân”")
    'Ysgol Bro Dâr, “tân”'
    >>> mend("forceÃ¢â‚¬â„¢s"), mend("force\u00e2\u0080\u0099s"), mend("force\u0092s")
    ('force’s', 'force’s', 'force’s')
    """
    if text.isascii() or not any(map(text.__contains__, _MARKS)) or not _SIGN.search(text):
        return text
    return "\n".join([_mended(line) if _SIGN.search(line) else line for line in text.split("\n")])


def _mended(line: str) -> str:
    line = _WELSH_SIGN.sub(lambda match: _WELSH[match.group()], _LOST.sub("â€\x9d", line))
    return _library()(line)


@cache
def _library() -> Callable[[str], str]:
    from ftfy import fix_encoding  # noqa: PLC0415  (a tenth of a second, for the few texts that need it)

    return fix_encoding
