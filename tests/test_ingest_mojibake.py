"""UTF-8 that was read as something else is put right, in every format, and says so; other text is left alone."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from pipeline.article import Article
from pipeline.ingest import mojibake
from pipeline.ingest.files import Item
from pipeline.ingest.mojibake import mend
from pipeline.ingest.read import articles

BROKEN = "The forceâ€™s till was Â£40 short, said SiÃ¢n Penn, and nobody at the quay could say why."
MENDED = "The force’s till was £40 short, said Siân Penn, and nobody at the quay could say why."


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("the forceâ€™s â€œnewâ€\x9d plan", "the force’s “new” plan"),
        ("a â€œfrankâ€ note, â€œin partâ€.", "a “frank” note, “in part”."),
        ("Â£3m â€“ and rising", "£3m – and rising"),
        ("SiÃ¢n and BrÃ­d", "Siân and Bríd"),
        ("tÅ·, GÅµyl y DÅµr", "tŷ, Gŵyl y Dŵr"),
        ("ZaÅ¼Ã³Å‚Ä‡", "Zażółć"),
        ("voilÃ  the plan", "voilà the plan"),
        ("force\x92s \x93new\x94 plan", "force’s “new” plan"),
        ("forceÃ¢â‚¬â„¢s", "force’s"),
        ("It is ðŸ™‚", "It is 🙂"),
    ],
)
def test_mojibake_is_mended(broken: str, mended: str) -> None:
    assert mend(broken) == mended


@pytest.mark.parametrize(
    "text",
    [
        "Already ’right’, at £5: Siân, Łucja, naïve",
        "Pâté, tâl, ‘Gŵyl Fâr’”",
        "Ysgol â chyfleusterau da, gyda’r tŷ",
        "CÔTÉ – “À LA CARTE” – ÂGE",
        "10 °C, ½ a mile, § 4 · © 2020 »",
    ],
)
def test_other_text_is_left_alone(text: str) -> None:
    assert mend(text) == text


def test_text_without_a_sign_of_it_never_meets_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise AssertionError("asked for the library")

    monkeypatch.setattr(mojibake, "_library", missing)
    text = "Ysgol Bro Dâr: “tân”, £5, naïve, Łódź, â dŵr."
    assert mend(text) == text
    with pytest.raises(AssertionError):
        mend(BROKEN)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", BROKEN.encode()),
        ("a.html", f"<!doctype html><p>{BROKEN}</p>".encode()),
        ("a.html", f"<!doctype html><p>{BROKEN}</p>".encode("ascii", "xmlcharrefreplace")),
        ("a.jsonl", json.dumps({"text": BROKEN}, ensure_ascii=False).encode()),
        ("a.jsonl", json.dumps({"text": BROKEN}).encode()),
        ("a.csv", f'text,title\n"{BROKEN}",Short till\n'.encode()),
    ],
)
def test_it_is_mended_in_every_format_and_noted(name: str, data: bytes, tmp_path: Path) -> None:
    if name.endswith("html"):
        pytest.importorskip("trafilatura", reason="the html extra is not installed")
    (tmp_path / name).write_bytes(data)
    [article] = articles(Item(name, str(tmp_path / name)))
    assert isinstance(article, Article)
    assert (article.text, article.repairs) == (MENDED, ("mojibake",))


def test_a_title_is_mended_too(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"title": "Forceâ€™s till", "text": MENDED}))
    [article] = articles(Item("a.jsonl", str(tmp_path / "a.jsonl")))
    assert isinstance(article, Article)
    assert article.title == "Force’s till"


@pytest.mark.parametrize("unit", ["â€™", "Â£3m ", "Â", "Ãa", "Ã¢â‚¬â„¢", "Ã ", "â€ ", "\x92s "])
def test_hostile_text_takes_linear_time(unit: str) -> None:
    start = time.process_time()
    mend(unit * (400_000 // len(unit)))
    assert time.process_time() - start < 3
