"""Which language a text is in, as far as its commonest words tell, of those that are written in and around Britain."""

from __future__ import annotations

_ENGLISH = "the of and to in is was for that with on at by it as has have been from said are were which this"
_WELSH = "yn y yr ac ar wedi mae am gan oedd bod eu fod ei hefyd cael sydd nid gyda ysgol dros roedd cyn"
_OTHERS = {
    "ga": "agus an na ar go tá is le bhí sé sí leis don faoi gur mar ní iad seo sin chun ach nach",
    "gd": "agus an na air tha gu bha le ann anns gun iad seo sin cha nach mar bho chan do agam airson",
    "fr": "le la les de des et du un une est que qui dans pour par sur au aux pas il elle ce sont été",
    "de": "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch es werden wurde",
    "es": "el la los las de del y que en un una es por con para se su al como más fue han pero",
    "it": "il la le di del della e che è un una in per con non si da sono nel alla dei ha anche",
    "pl": "w i na z się nie do że jest to o jak po przez od ale dla był są oraz za ich tym",
    "nl": "de het een en van in is dat op te voor met zijn niet aan er om ook als bij door werd naar",
    "pt": "o a os as de do da e que em um uma é por com para não se na no ao mais foi são",
}
_COMMON = {code: frozenset(words.split(" ")) for code, words in {"en": _ENGLISH, "cy": _WELSH, **_OTHERS}.items()}
_FOREIGN = frozenset(word for code, words in _COMMON.items() if code != "en" for word in words)
_SAMPLE = 1500
MIN_SHARE, MIN_WORDS = 0.12, 8
CLEAR_SHARE = 0.25
"""With so many of its commonest words, a text is English, and the other languages are not tried."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code, or None if the text is too short or in none of the languages.

    >>> language_of("The inspectors said that the school was good for all of the pupils in it")
    'en'
    >>> language_of("Mae’r ysgol wedi cael adroddiad da gan yr arolygwyr ac mae’r plant yn hapus yn y dosbarth")
    'cy'
    >>> language_of("Les inspecteurs ont dit que l’école est bonne pour tous les élèves et que le directeur est aimé")
    'fr'
    """
    words = text[:_SAMPLE].lower().split()
    if len(words) < MIN_WORDS:
        return None
    english = _share(words, _COMMON["en"])
    if english >= CLEAR_SHARE or english >= max(MIN_SHARE, _share(words, _FOREIGN)):
        return "en"
    shares = {code: _share(words, common) for code, common in _COMMON.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= MIN_SHARE else None


def _share(words: list[str], common: frozenset[str]) -> float:
    """Which share of the words are among the common ones."""
    return sum(map(common.__contains__, words)) / len(words)
