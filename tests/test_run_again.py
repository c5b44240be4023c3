"""Runs into a directory that a run has been in before: only what is new or changed is done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import pipeline.run.batch
import pipeline.run.identity
from benchmarks.articles import batch
from pipeline.article import Article
from pipeline.emit.manifest import Manifest
from pipeline.extract.extractor import Extractor
from pipeline.record import Record
from pipeline.run.batch import LEDGER, run
from pipeline.run.job import Job, RunError
from pipeline.run.ledger import Ledger
from pipeline.run.outcome import Maker

TEXTS = list(batch(8, 120))


class Counting:
    """An extractor that notes what it was asked to read."""

    def __init__(self, extractor: Extractor) -> None:
        self.extractor = extractor
        self.read: list[str] = []

    def __call__(self, article: Article) -> Record:
        self.read.append(Path(article.source).name)
        return self.extractor(article)

    def names(self) -> list[str]:
        """What was read since this was last asked."""
        names, self.read = self.read, []
        return names


@pytest.fixture
def counting(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> Counting:
    found = Counting(extractor)
    monkeypatch.setattr(pipeline.run.batch, "load", lambda job: Maker(found, job.text, None))
    return found


@pytest.fixture
def inputs(inputs: Path) -> Path:
    for name, text in zip("bdfh", TEXTS, strict=False):
        (inputs / f"{name}.txt").write_text(text, encoding="utf-8")
    return inputs


@pytest.fixture
def again(inputs: Path, tmp_path: Path) -> Callable[..., Manifest]:
    """A run over the inputs, with options, into the same directory each time."""
    return lambda **options: run(Job((str(inputs),), tmp_path / "out", **options))


def names(tmp_path: Path, file: str = "out/records.jsonl") -> list[str]:
    return [Path(json.loads(line)["article"]["source"]).name for line in (tmp_path / file).read_bytes().splitlines()]


def afresh(inputs: Path, tmp_path: Path) -> bytes:
    """The records of an undisturbed run over the inputs."""
    run(Job((str(inputs),), tmp_path / "afresh", fresh=True))
    return (tmp_path / "afresh" / "records.jsonl").read_bytes()


def test_nothing_is_done_twice(again: Callable[..., Manifest], counting: Counting, tmp_path: Path) -> None:
    first = again()
    assert counting.names() == ["b.txt", "d.txt", "f.txt", "h.txt"]
    before = (tmp_path / "out" / "records.jsonl").stat()
    second = again()
    assert counting.names() == []
    assert second.counts.model_copy(update={"reused": 0}) == first.counts
    assert (second.counts.reused, second.options.workers) == (4, 0)
    assert second.records_sha256 == first.records_sha256
    after = (tmp_path / "out" / "records.jsonl").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_new_and_changed_inputs_are_done_in_their_places(
    again: Callable[..., Manifest], counting: Counting, inputs: Path, tmp_path: Path
) -> None:
    again()
    counting.names()
    (inputs / "c.txt").write_text(TEXTS[5], encoding="utf-8")
    (inputs / "d.txt").write_text(TEXTS[6], encoding="utf-8")
    (inputs / "z.txt").write_bytes(b"")
    counts = again().counts
    assert counting.names() == ["c.txt", "d.txt"]
    assert (counts.read, counts.reused, counts.records, counts.rejects.total()) == (6, 3, 5, 1)
    assert names(tmp_path) == ["b.txt", "c.txt", "d.txt", "f.txt", "h.txt"]
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == afresh(inputs, tmp_path)


def test_inputs_that_are_gone_are_reported_and_dropped(
    again: Callable[..., Manifest], counting: Counting, inputs: Path, tmp_path: Path
) -> None:
    again()
    (inputs / "d.txt").unlink()
    made = again()
    assert (made.counts.gone, made.counts.kept, made.counts.records) == (1, 0, 3)
    assert made.gone == (f"{inputs}/d.txt",)
    assert (tmp_path / "out" / "records.jsonl").read_bytes() == afresh(inputs, tmp_path)
    assert again().counts.gone == 0


def test_inputs_that_are_gone_are_kept_behind_the_others_if_asked(
    again: Callable[..., Manifest], counting: Counting, inputs: Path, tmp_path: Path
) -> None:
    again()
    for name in "bf":
        (inputs / f"{name}.txt").unlink()
    counting.names()
    for _ in range(2):
        counts = again(gone="keep").counts
        assert (counts.read, counts.gone, counts.kept, counts.records) == (2, 2, 2, 4)
        assert names(tmp_path) == ["d.txt", "h.txt", "b.txt", "f.txt"]
    assert counting.names() == []


def test_an_input_that_changed_is_not_gone(
    again: Callable[..., Manifest], counting: Counting, inputs: Path, tmp_path: Path
) -> None:
    again()
    (inputs / "d.txt").write_text(TEXTS[6], encoding="utf-8")
    counts = again(gone="keep").counts
    assert (counts.gone, counts.records) == (0, 4)


@pytest.mark.parametrize("options", [{"text": "none"}, {"pack": "cqc"}, {"time_limit": 5.0}, {"fresh": True}])
def test_options_that_change_an_outcome_do_everything_again(
    again: Callable[..., Manifest], counting: Counting, options: dict[str, object]
) -> None:
    again()
    counting.names()
    assert again(**options).counts.reused == 0
    assert len(counting.names()) == 4


@pytest.mark.parametrize(
    ("name", "value"), [("__version__", "9.9"), ("SCHEMA_VERSION", "9.9"), ("code_digest", lambda: "edited")]
)
def test_another_version_does_everything_again(
    again: Callable[..., Manifest], counting: Counting, monkeypatch: pytest.MonkeyPatch, name: str, value: object
) -> None:
    again()
    monkeypatch.setattr(pipeline.run.identity, name, value)
    assert again().counts.reused == 0


def test_another_pack_does_everything_again(again: Callable[..., Manifest], counting: Counting, tmp_path: Path) -> None:
    again()
    (tmp_path / "fairs").mkdir()
    (tmp_path / "fairs" / "pack.toml").write_text('id = "fairs"\nname = "Fairs Inspectorate"\n', encoding="utf-8")
    assert again(packs=(tmp_path / "fairs",)).counts.reused == 0


def test_rejects_are_kept_until_they_are_to_be_tried_again(
    again: Callable[..., Manifest], counting: Counting, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fails(_article: Article) -> Record:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(pipeline.run.batch, "load", lambda _job: Maker(fails, "inline", None))
        assert again().counts.rejects == {"internal": 4}
    assert again().counts.rejects == {"internal": 4}
    assert again(retry=True).counts.records == 4
    assert names(tmp_path) == ["b.txt", "d.txt", "f.txt", "h.txt"]


@pytest.mark.parametrize("name", ["records.jsonl", "rejects.jsonl", "run.json"])
@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"edited\n")])
def test_files_that_were_lost_or_edited_are_put_right_without_work(
    again: Callable[..., Manifest], counting: Counting, tmp_path: Path, name: str, damage: Callable[[Path], object]
) -> None:
    again()
    counting.names()
    right = {file: (tmp_path / "out" / file).read_bytes() for file in ("records.jsonl", "rejects.jsonl")}
    damage(tmp_path / "out" / name)
    again()
    assert counting.names() == []
    assert {file: (tmp_path / "out" / file).read_bytes() for file in right} == right
    assert json.loads((tmp_path / "out" / "run.json").read_bytes())["counts"]["records"] == 4


def test_a_collection_that_has_grown_is_read_from_where_it_was(counting: Counting, tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"n{number}", "text": text}) + "\n" for number, text in enumerate(TEXTS)]
    path, job = tmp_path / "all.jsonl", Job((str(tmp_path / "all.jsonl"),), tmp_path / "out")
    path.write_text("".join(lines[:3]), encoding="utf-8")
    run(job)
    counting.names()
    path.write_text("".join(lines[:5]), encoding="utf-8")
    assert run(job).counts.reused == 3
    assert counting.names() == ["all.jsonl#n3", "all.jsonl#n4"]


def test_two_runs_at_once_into_one_directory_are_refused(again: Callable[..., Manifest], tmp_path: Path) -> None:
    (tmp_path / "out" / ".inspextract").mkdir(parents=True)
    with Ledger(tmp_path / "out" / LEDGER), pytest.raises(RunError, match="another run is at work in "):
        again()


def test_a_damaged_ledger_is_told_and_a_fresh_start_helps(
    again: Callable[..., Manifest], counting: Counting, tmp_path: Path
) -> None:
    again()
    (tmp_path / "out" / LEDGER).write_bytes(b"no database at all, " * 500)
    with pytest.raises(RunError, match="--fresh starts over"):
        again()
    assert again(fresh=True).counts.records == 4


def test_a_ledger_of_another_version_is_forgotten(
    again: Callable[..., Manifest], counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    again()
    monkeypatch.setattr("pipeline.run.ledger.VERSION", 99)
    counts = again().counts
    assert (counts.reused, counts.records) == (0, 4)
