"""Near-duplicates of a run: the first of its like stands, later ones are listed, or left out."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest

import pipeline.run.batch
from benchmarks.articles import article, batch
from pipeline.extract.extractor import Extractor
from pipeline.run.batch import run
from pipeline.run.duplicates import COMPARED, copies
from pipeline.run.job import CallError, Job
from pipeline.run.ledger import Ledger
from pipeline.run.outcome import Maker, Outcome
from pipeline.run.signature import bands, signer, similarity

sign = signer()
if sign is None:
    pytest.skip("rensa is not installed: pip install 'inspextract[dedup]'", allow_module_level=True)

STORY, OTHER = batch(2, 470)


def syndicated(text: str, headline: str, cut: int) -> str:
    """The text under another headline, without its last paragraphs."""
    return "\n\n".join([headline, *text.split("\n\n")[1:-cut]]) + "\n"


@pytest.fixture
def job(extractor: Extractor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Job:
    monkeypatch.setattr(pipeline.run.batch, "load", lambda job: Maker(extractor, job.text, sign))
    contents = {
        "a": STORY, "b": OTHER, "c": syndicated(STORY, "Force must do better", 1), "d": article(9, 470), "e": STORY,
        "f": syndicated(OTHER, "“Proud of staff”", 2), "g": "",
    }  # fmt: skip
    (tmp_path / "in").mkdir()
    for name, text in contents.items():
        (tmp_path / "in" / f"{name}.txt").write_text(text, encoding="utf-8")
    return Job((str(tmp_path / "in"),), tmp_path / "out")


def listed(out: Path) -> dict[str, list[str]]:
    """The copies by the first, by name."""
    lines = [json.loads(line) for line in (out / "duplicates.jsonl").read_bytes().splitlines()]
    return {stem(line["source"]): [stem(copy["source"]) for copy in line["copies"]] for line in lines}


def stem(source: str) -> str:
    return Path(source).stem


def test_copies_are_listed_by_the_first_of_their_like(job: Job) -> None:
    counts = run(job).counts
    assert listed(job.out) == {"a": ["c", "e"], "b": ["f"]}
    assert (counts.copies, counts.dropped, counts.records) == (3, 0, 6)
    [first, _] = [json.loads(line) for line in (job.out / "duplicates.jsonl").read_bytes().splitlines()]
    similarities = {stem(copy["source"]): copy["similarity"] for copy in first["copies"]}
    assert similarities["e"] == 1.0
    assert 0.6 <= similarities["c"] < 1.0
    records = [json.loads(line) for line in (job.out / "records.jsonl").read_bytes().splitlines()]
    assert first["id"] == records[0]["id"]


def test_copies_are_left_out_if_asked_and_nothing_else_changes(job: Job) -> None:
    run(job)
    all_lines = (job.out / "records.jsonl").read_bytes().splitlines()
    counts = run(Job(job.inputs, job.out, drop_duplicates=True)).counts
    assert (counts.reused, counts.records, counts.copies, counts.dropped) == (7, 3, 3, 3)
    assert (job.out / "records.jsonl").read_bytes().splitlines() == [all_lines[number] for number in (0, 1, 3)]
    assert listed(job.out) == {"a": ["c", "e"], "b": ["f"]}
    run(job)
    assert (job.out / "records.jsonl").read_bytes().splitlines() == all_lines


def test_the_order_of_work_changes_nothing(job: Job) -> None:
    run(job)
    expected = (job.out / "duplicates.jsonl").read_bytes()
    a = Path(job.inputs[0]) / "a.txt"
    a.rename(a.with_suffix(".held"))
    other = Job(job.inputs, job.out.with_name("other"))
    run(other)
    assert listed(other.out) == {"b": ["f"], "c": ["e"]}
    a.with_suffix(".held").rename(a)
    run(other)  # the first is done last
    assert (other.out / "duplicates.jsonl").read_bytes() == expected


def test_without_the_library_nothing_is_listed_and_leaving_out_says_what_to_install(
    job: Job, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(job)
    for module in ("batch", "assembly"):
        monkeypatch.setattr(f"pipeline.run.{module}.available", lambda: False)
    with pytest.raises(CallError, match=r"pip install 'inspextract\[dedup\]'"):
        run(Job(job.inputs, job.out, drop_duplicates=True))
    assert run(job).counts.copies is None
    assert not (job.out / "duplicates.jsonl").exists()


def test_similarity_is_near_that_of_the_words() -> None:
    assert sign is not None
    random = Random(3)
    words = [f"w{random.randrange(10**6)}" for _ in range(1000)]
    for kept in (500, 800, 950):
        found = similarity(sign(" ".join(words)), sign(" ".join(words[:kept])))
        assert abs(found - kept / 1000) < 0.1
    assert similarity(sign("One Two"), sign("one, two!")) == 1.0
    assert similarity(sign(STORY), sign(article(9, 470))) < 0.4


def test_pairs_as_similar_as_the_limit_share_a_band() -> None:
    assert sign is not None
    random, found = Random(4), 0
    for _ in range(50):
        words = [f"w{random.randrange(10**6)}" for _ in range(400)]
        one, other = sign(" ".join(words)), sign(" ".join(words[:260]))
        found += not set(bands(one)).isdisjoint(bands(other))
    assert found >= 48


def test_a_band_that_many_share_costs_each_a_few_comparisons(tmp_path: Path) -> None:
    outcome = Outcome("x", "id", "{}", bytes(512), b"", None)
    with Ledger(tmp_path / "ledger.sqlite") as ledger:
        for position in range(500):
            signature = bytes(16) + position.to_bytes(4, "big") * 124  # one band in common, no similarity
            ledger.keep(position, bytes([position // 256, position % 256]), outcome._replace(signature=signature))
        with copies(ledger, tmp_path / "scratch.sqlite") as found:
            assert len(found) == 0
            [(pairs,)] = found._db.execute("SELECT count(*) FROM pair")
    assert pairs <= 500 * COMPARED
    assert not (tmp_path / "scratch.sqlite").exists()
