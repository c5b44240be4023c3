"""The pinned floors, and our score against the reference one on the corpora beside the repository."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.corpus.cases import load, record_of, score_cases
from pipeline.corpus.floors import FloorSet, read_floors
from pipeline.corpus.score import score
from pipeline.emit.jsonl import record_line
from pipeline.extract.extractor import Extractor
from tests.conftest import ROOT


@pytest.mark.parametrize("floors", read_floors(ROOT / "scores.toml"), ids=lambda floors: floors.name)
def test_no_figure_is_below_its_floor(floors: FloorSet, extractor: Extractor) -> None:
    directory = ROOT / floors.path
    if not directory.is_dir():
        pytest.skip(f"{floors.path} is not here")
    assert floors.below(score_cases(load(directory, floors.only), extractor)) == []


@pytest.mark.parametrize("corpus", ["seed", "dev"])
def test_our_figures_are_those_of_the_reference(
    corpus: str, shared: Path, tmp_path: Path, extractor: Extractor
) -> None:
    cases = load(shared / "corpus" / corpus)
    records = [record_of(case, extractor) for case in cases]
    file = tmp_path / "records.jsonl"
    file.write_bytes(b"".join(map(record_line, records)))
    call = [sys.executable, str(shared / "score.py"), str(shared / "corpus" / corpus), str(file), "--json"]
    theirs = json.loads(subprocess.run(call, check=True, capture_output=True).stdout)
    ours = score((case.name, case.gold, record) for case, record in zip(cases, records, strict=True))
    assert ours.articles == theirs["articles"]
    figures = {name: row["f1"] for name, row in theirs["lists"].items()}
    figures |= {name: row["accuracy"] for name, row in theirs["facts"].items()}
    figures |= {"perfect_records": theirs["perfect_records"], "evidence": theirs["evidence"]["valid"]}
    assert {name: round(ours.figures()[name], 4) for name in figures} == figures
