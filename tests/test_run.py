"""The main job as a function: every input accounted for, in order, whatever the workers, and nothing half-written."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline.run.batch
import pipeline.run.outcome
from benchmarks.articles import batch
from pipeline.article import Article, Reject
from pipeline.emit.directory import PARTIAL, STATE
from pipeline.extract.extractor import Extractor
from pipeline.ingest.files import InputMissing
from pipeline.ingest.packed import Document
from pipeline.ingest.read import article
from pipeline.pack import PackError
from pipeline.record import Record
from pipeline.run.batch import SMALL, run, staffed
from pipeline.run.job import Job, RunError
from pipeline.run.outcome import Maker
from pipeline.run.progress import Progress
from pipeline.run.units import CHUNK, CHUNK_BYTES, Task, chunked

GOOD = "Kent Police praised\n\nKent Police was rated good at investigating crime, HMICFRS said in a report in May.\n"


@pytest.fixture
def loaded(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> Extractor:
    """Runs in this process use the extractor of the session."""
    monkeypatch.setattr(pipeline.run.batch, "load", lambda job: Maker(extractor, job.text, None))
    return extractor


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_bytes().splitlines()]


def sources(path: Path) -> list[str]:
    """The names of the files that the lines of records or rejects come from."""
    return [Path(str(line.get("source") or line["article"]["source"])).name for line in lines(path)]  # type: ignore[index]


def write_articles(folder: Path, count: int) -> None:
    for number, text in enumerate(batch(count, 120)):
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("loaded")
def test_every_input_is_one_record_or_one_reject(inputs: Path, tmp_path: Path) -> None:
    (inputs / "a.txt").write_text(GOOD, encoding="utf-8")
    (inputs / "b.txt").write_bytes(b"")
    (inputs / "c.txt").write_bytes(bytes(range(256)) * 8)
    (inputs / "d.txt").write_text(GOOD, encoding="utf-8")
    counts = run(Job((str(inputs),), tmp_path / "out")).counts
    assert sources(tmp_path / "out" / "records.jsonl") == ["a.txt", "d.txt"]
    assert sources(tmp_path / "out" / "rejects.jsonl") == ["b.txt", "c.txt"]
    assert (counts.read, counts.records, counts.rejects.total()) == (4, 2, 2)


@pytest.mark.usefixtures("loaded")
def test_a_reject_has_the_contracted_keys(inputs: Path, tmp_path: Path) -> None:
    (inputs / "empty.txt").write_bytes(b" \n")
    run(Job((str(inputs),), tmp_path / "out"))
    [reject] = lines(tmp_path / "out" / "rejects.jsonl")
    assert list(reject) == ["source", "sha256", "stage", "error", "detail"]
    assert reject["stage"] == "ingest"


@pytest.mark.usefixtures("loaded")
def test_workers_make_no_difference_to_the_bytes(inputs: Path, tmp_path: Path) -> None:
    write_articles(inputs, 3 * CHUNK)
    (inputs / "0005.txt").write_bytes(b"")
    for workers in (0, 2):
        run(Job((str(inputs),), tmp_path / str(workers), workers=workers))
    for name in ("records.jsonl", "rejects.jsonl"):
        assert (tmp_path / "0" / name).read_bytes() == (tmp_path / "2" / name).read_bytes(), name
    found = sources(tmp_path / "2" / "records.jsonl")
    assert found == sorted(found)
    assert len(found) == 3 * CHUNK - 1


@pytest.mark.usefixtures("loaded")
def test_the_manifest_tells_versions_options_counts_and_digest(inputs: Path, tmp_path: Path) -> None:
    write_articles(inputs, 3)
    made = run(Job((str(inputs),), tmp_path / "out", workers=0, text="none"))
    told = json.loads((tmp_path / "out" / "run.json").read_bytes())
    assert told == made.model_dump(mode="json")
    assert told["records_sha256"] == hashlib.sha256((tmp_path / "out" / "records.jsonl").read_bytes()).hexdigest()
    asked = {key: told["options"][key] for key in ("inputs", "text", "workers", "packs", "pack")}
    assert asked == {"inputs": [str(inputs)], "text": "none", "workers": 0, "packs": [], "pack": None}
    assert told["counts"]["records"] == 3
    assert set(told["versions"]["packs"]) >= {"common", "hmicfrs-police", "hmicfrs-fire"}


@pytest.mark.usefixtures("loaded")
def test_sidecar_texts_are_what_the_offsets_count_in(inputs: Path, tmp_path: Path) -> None:
    (inputs / "a.txt").write_bytes(GOOD.replace("\n", "\r\n").encode())
    run(Job((str(inputs),), tmp_path / "out", text="sidecar"))
    [line] = lines(tmp_path / "out" / "records.jsonl")
    record = Record.model_validate(line)
    text = (tmp_path / "out" / "texts" / f"{record.id}.txt").read_bytes().decode()
    assert record.article.text is None
    assert record.evidence()
    assert all(text[span.start : span.end] == span.quote for span in record.evidence())


def breaks_on(source: str, extractor: Extractor) -> Callable[[Article], Record]:
    def extract(found: Article) -> Record:
        if found.source.endswith(source):
            raise ZeroDivisionError("division\nby zero")
        return extractor(found)

    return extract


def test_a_bug_in_extraction_costs_one_article(
    inputs: Path, tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(inputs, 3)
    maker = Maker(breaks_on("0001.txt", extractor), "inline", None)
    monkeypatch.setattr(pipeline.run.batch, "load", lambda _job: maker)
    run(Job((str(inputs),), tmp_path / "out"))
    [reject] = lines(tmp_path / "out" / "rejects.jsonl")
    assert sources(tmp_path / "out" / "records.jsonl") == ["0000.txt", "0002.txt"]
    assert (reject["stage"], reject["error"]) == ("extract", "internal")
    assert reject["detail"] == "ZeroDivisionError: division by zero"
    assert reject["sha256"] == hashlib.sha256((inputs / "0001.txt").read_bytes()).hexdigest()


@pytest.mark.usefixtures("loaded")
def test_a_bug_in_reading_costs_one_article(inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_articles(inputs, 2)

    def breaks(document: Document) -> Article | Reject:
        if document.source.endswith("0000.txt"):
            raise KeyError("furniture")
        return article(document)

    monkeypatch.setattr(pipeline.run.outcome, "article", breaks)
    counts = run(Job((str(inputs),), tmp_path / "out")).counts
    assert counts.rejects == {"internal": 1}
    assert counts.records == 1


def test_an_article_that_takes_too_long_is_a_reject(
    inputs: Path, tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(inputs, 3)

    def slow(found: Article) -> Record:
        if found.source.endswith("0001.txt"):
            try:
                time.sleep(30)
            except Exception:  # what extraction may do with an error
                return extractor(found)
        return extractor(found)

    monkeypatch.setattr(pipeline.run.batch, "load", lambda _job: Maker(slow, "inline", None))
    run(Job((str(inputs),), tmp_path / "out", time_limit=1.5))
    [reject] = lines(tmp_path / "out" / "rejects.jsonl")
    assert (reject["error"], reject["detail"]) == ("time-limit", "took longer than 1.5 s")
    assert sources(tmp_path / "out" / "records.jsonl") == ["0000.txt", "0002.txt"]


@pytest.mark.usefixtures("loaded")
def test_a_text_over_the_limit_is_refused_before_extraction(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (inputs / "a.txt").write_text(GOOD, encoding="utf-8")
    (inputs / "b.txt").write_text(GOOD * 3, encoding="utf-8")
    monkeypatch.setattr(pipeline.run.outcome, "MAX_BYTES", len(GOOD))
    run(Job((str(inputs),), tmp_path / "out"))
    [reject] = lines(tmp_path / "out" / "rejects.jsonl")
    assert (reject["stage"], reject["error"]) == ("ingest", "too-large")
    assert sources(tmp_path / "out" / "records.jsonl") == ["a.txt"]


def test_an_interrupted_run_leaves_the_files_of_the_earlier_one(
    inputs: Path, tmp_path: Path, loaded: Extractor
) -> None:
    write_articles(inputs, 2 * CHUNK)
    out = tmp_path / "out"
    run(Job((str(inputs),), out))
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}

    def interrupted(progress: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Job((str(inputs),), out, text="none"), watch=interrupted)
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()} == before
    assert run(Job((str(inputs),), out)).counts.reused == 2 * CHUNK


@pytest.mark.usefixtures("loaded")
def test_what_a_killed_run_left_is_removed(inputs: Path, tmp_path: Path) -> None:
    write_articles(inputs, 1)
    left = tmp_path / "out" / PARTIAL
    left.mkdir(parents=True)
    (left / "records.jsonl").write_bytes(b"half a li")
    run(Job((str(inputs),), tmp_path / "out"))
    assert {path.name for path in (tmp_path / "out").iterdir()} - {"duplicates.jsonl"} == {
        STATE, "records.jsonl", "rejects.jsonl", "run.json",
    }  # fmt: skip
    assert [path.name for path in (tmp_path / "out" / STATE).iterdir()] == ["ledger.sqlite"]


@pytest.mark.usefixtures("loaded")
def test_the_output_is_not_read_as_input(inputs: Path, tmp_path: Path) -> None:
    write_articles(inputs, 2)
    job = Job((str(inputs),), inputs / "out", text="sidecar")
    assert run(job).counts.read == 2
    assert run(job).counts.read == 2


@pytest.mark.usefixtures("loaded")
def test_inputs_that_vanish_on_the_way_are_noticed(
    inputs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_articles(inputs, 2)
    monkeypatch.setattr(pipeline.run.batch, "alone", lambda *_: iter(()))
    with pytest.raises(RunError, match="2 inputs became 0 records and 0 rejects"):
        run(Job((str(inputs),), tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out").iterdir()] == [STATE]


def test_a_missing_input_or_pack_is_told_before_anything_is_made(inputs: Path, tmp_path: Path) -> None:
    write_articles(inputs, 1)
    with pytest.raises(InputMissing):
        run(Job((str(inputs), str(tmp_path / "nowhere")), tmp_path / "out"))
    with pytest.raises(PackError, match="no rule pack 'ofstead'"):
        run(Job((str(inputs),), tmp_path / "out", pack="ofstead"))
    assert not (tmp_path / "out").exists()


def task(size: int) -> Task:
    return Task(0, b"", Document("x", b"x" * size))


def test_chunks_are_bounded_in_number_and_bytes_and_keep_the_order() -> None:
    tasks = [task(size) for size in (1, CHUNK_BYTES, 2, *[3] * CHUNK, 4)]
    chunks = list(chunked(tasks))
    assert [one for chunk in chunks for one in chunk] == tasks
    assert list(map(len, chunks)) == [2, CHUNK, 2]


def test_small_batches_get_few_workers_and_lose_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    small = [[task(1)]] * (SMALL - 1)
    workers, chunks = staffed(None, iter(small))
    assert (workers, list(chunks)) == (1, small)
    workers, chunks = staffed(None, iter(small * 3))
    assert workers >= 1
    assert list(chunks) == small * 3
    assert staffed(5, iter(small))[0] == 5
