"""The pipeline as spaCy sees it: through entry points alone, in a process that imports nothing of ours."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "Essex Police has been rated good at investigating crime by HMICFRS, said Chief Constable Imogen Tarrant."
START = f"import sys, spacy\nTEXT = {TEXT!r}\nassert not any(name.startswith('pipeline') for name in sys.modules)\n"

SCRIPTS = {
    "a record by one component": """
nlp = spacy.blank("en")
nlp.add_pipe("inspextract_record")
doc = nlp(TEXT)
record = doc.user_data["inspextract_record"]
assert [grade["grade"] for grade in record["grades"]] == ["good"], record["grades"]
assert ("Essex Police", "ORG") in [(ent.text, ent.label_) for ent in doc.ents], doc.ents
""",
    "terms as spans": """
nlp = spacy.blank("en")
nlp.add_pipe("inspextract_terms")
doc = nlp(TEXT)
spans = {(span.text, span.label_, span.id_) for span in doc.spans["inspextract"]}
assert ("Essex Police", "body", "essex-police") in spans, spans
assert ("good", "grade", "good") in spans, spans
""",
    "nothing is wrong with the pipes": """
nlp = spacy.blank("en")
nlp.add_pipe("inspextract_terms")
nlp.add_pipe("inspextract_record")
found = nlp.analyze_pipes()
assert set(found["summary"]) == {"inspextract_terms", "inspextract_record"}
assert not any(found["problems"].values()), found["problems"]
assert found["summary"]["inspextract_record"]["assigns"] == ["doc.user_data", "doc.ents"]
""",
    "saved and loaded, tokenizer and all": """
import tempfile
from pathlib import Path
config = {"nlp": {"tokenizer": {"@tokenizers": "inspextract.Tokenizer.v1"}}}
nlp = spacy.blank("en", config=config)
nlp.add_pipe("inspextract_terms")
nlp.add_pipe("inspextract_record")
with tempfile.TemporaryDirectory() as folder:
    nlp.to_disk(folder)
    assert "inspextract.Tokenizer.v1" in Path(folder, "config.cfg").read_text()
    again = spacy.load(folder)
assert type(again.tokenizer) is type(nlp.tokenizer)
assert again.pipe_names == ["inspextract_terms", "inspextract_record"]
before, after = nlp(TEXT), again(TEXT)
assert [token.text for token in before] == [token.text for token in after]
assert before.user_data == after.user_data
assert after.text == TEXT
""",
    "bytes and back": """
nlp = spacy.blank("en")
nlp.add_pipe("inspextract_record")
again = spacy.blank("en")
again.add_pipe("inspextract_record")
again.from_bytes(nlp.to_bytes())
assert again(TEXT).user_data == nlp(TEXT).user_data
""",
}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_spacy_finds_it_by_name(script: str, tmp_path: Path) -> None:
    command = [sys.executable, "-W", "error::UserWarning:spacy", "-c", START + script]
    done = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path, text=True)
    assert done.returncode == 0, done.stderr


def test_packs_of_ones_own_can_be_configured(tmp_path: Path) -> None:
    folder = tmp_path / "fairs"
    folder.mkdir()
    (folder / "pack.toml").write_text('id = "fairs"\nname = "Office for Fairs"\n', encoding="utf-8")
    (folder / "bodies.toml").write_text(
        'kind = "body"\n[[term]]\nid = "quillbury-fair"\nforms = ["Quillbury Fair"]\n', encoding="utf-8"
    )
    script = f"""
nlp = spacy.blank("en")
nlp.add_pipe("inspextract_terms", config={{"packs": [{str(folder)!r}]}})
doc = nlp("The Quillbury Fair opened.")
assert ["quillbury-fair"] == [span.id_ for span in doc.spans["inspextract"] if span.label_ == "body"]
"""
    done = subprocess.run([sys.executable, "-c", START + script], capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stderr
