"""Which language a text is in, as far as its commonest words tell: English, Welsh, or unknown."""

from __future__ import annotations

_ENGLISH = "the of and to in is was for that with on at by it as has have been from said are were which this"
_WELSH = "yn y yr ac ar wedi mae am gan oedd bod eu fod ei hefyd cael sydd nid gyda ysgol dros roedd cyn"
_COMMON = {"en": frozenset(_ENGLISH.split(" ")), "cy": frozenset(_WELSH.split(" "))}
_SAMPLE = 1500
MIN_SHARE, MIN_WORDS = 0.12, 8


def language_of(text: str) -> str | None:
    """The ISO 639-1 code, or None if the text is too short or in neither language.

    >>> language_of("The inspectors said that the school was good for all of the pupils in it")
    'en'
    >>> language_of("Mae’r ysgol wedi cael adroddiad da gan yr arolygwyr ac mae’r plant yn hapus yn y dosbarth")
    'cy'
    """
    words = text[:_SAMPLE].lower().split()
    if len(words) < MIN_WORDS:
        return None
    shares = {code: sum(map(common.__contains__, words)) / len(words) for code, common in _COMMON.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= MIN_SHARE else None
