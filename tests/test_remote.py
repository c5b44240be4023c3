"""Inputs and outputs on other file systems: a run over them gives what one over the same files here gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.cli import status
from pipeline.extract.extractor import Extractor
from pipeline.ingest import remote
from pipeline.ingest.files import InputMissing, Item, Skipped, walk
from pipeline.run.batch import run
from pipeline.run.job import CallError, Job
from pipeline.run.outcome import Maker
from pipeline.run.signature import signer

fs = pytest.importorskip("pyarrow.fs", reason="pyarrow is not installed: pip install 'inspextract[parquet]'")

STORY = "Kent Police was rated good at investigating crime, HMICFRS said in its report.\n"


@pytest.fixture
def afar(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that is the root of a file system of its own, ``far://``."""
    root = tmp_path / "afar"
    root.mkdir()
    filesystem = fs.SubTreeFileSystem(str(root), fs.LocalFileSystem())
    ordinary = remote._reached

    def reached(uri: str) -> tuple[object, str]:
        return (
            (filesystem, uri.removeprefix("far://").rpartition("@")[2]) if uri.startswith("far://") else ordinary(uri)
        )

    monkeypatch.setattr(remote, "_reached", reached)
    return root


@pytest.fixture
def news(afar: Path) -> Path:
    """Articles in a folder of it: files, a collection, a Parquet file, and what is none."""
    folder = afar / "news"
    (folder / "b").mkdir(parents=True)
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    (folder / "b" / "many.jsonl").write_text(json.dumps({"text": STORY}) + "\n{broken\n", encoding="utf-8")
    (folder / "c").write_text(f"<!doctype html><html><body><p>{STORY}</p></body></html>", encoding="utf-8")
    (folder / ".hidden.txt").touch()
    (folder / "d.exe").touch()
    pa, pq = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    pq.write_table(pa.table({"id": ["x", "y"], "text": [STORY, "Nothing."]}), folder / "e.parquet")
    return folder


@pytest.fixture(autouse=True)
def loaded(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.run.batch.load", lambda job: Maker(extractor, job.text, signer()))


def test_a_folder_is_walked_as_one_of_this_machine_is(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen(name: str, prefix: str) -> list[tuple[type, str, int]]:
        return [
            (type(entry), entry.source.removeprefix(prefix), entry.size if isinstance(entry, Item) else 0)
            for entry in walk([name])
        ]

    monkeypatch.chdir(news)
    assert seen("far://news", "far://news/") == seen(".", "./")
    assert [kind for kind, *_ in seen("far://news/", "")].count(Skipped) == 2


def test_a_run_gives_the_same_records(news: Path, tmp_path: Path) -> None:
    counts = run(Job(("far://news",), tmp_path / "out")).counts
    here = run(Job((str(news),), tmp_path / "here")).counts
    assert (counts.records, counts.rejects, counts.skipped) == (here.records, here.rejects, here.skipped)
    assert counts.read == 6
    for name in ("records.jsonl", "rejects.jsonl", "duplicates.jsonl"):
        expected = (tmp_path / "here" / name).read_text(encoding="utf-8").replace(str(news), "far://news")
        assert (tmp_path / "out" / name).read_text(encoding="utf-8") == expected
    assert run(Job(("far://news",), tmp_path / "out")).counts.reused == counts.read


@pytest.mark.parametrize("uri", ["far://nowhere", "nosuch://news"])
def test_what_is_not_there_is_told_before_anything_is_made(afar: Path, tmp_path: Path, uri: str) -> None:
    assert afar.is_dir()
    with pytest.raises(InputMissing, match=uri):
        run(Job((uri,), tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def test_a_network_that_fails_ends_the_run_and_loses_nothing(
    news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert news.is_dir()
    job = Job(("far://news",), tmp_path / "out")
    run(job)
    before = (job.out / "records.jsonl").read_bytes()

    def fail(place: remote.Place) -> list[remote.File]:
        raise remote.RemoteError(f"{place.shown}: timed out")

    monkeypatch.setattr(remote, "entries", fail)
    assert status(["run", "far://news", "--out", str(job.out), "--quiet"]) == 1
    assert (job.out / "records.jsonl").read_bytes() == before


@pytest.mark.parametrize("text", ["inline", "sidecar"])
def test_files_are_published_when_they_are_whole(afar: Path, inputs: Path, tmp_path: Path, text: str) -> None:
    (inputs / "a.txt").write_text(STORY, encoding="utf-8")
    stale = afar / "published" / "texts" / "stale.txt"
    stale.parent.mkdir(parents=True)
    stale.touch()
    job = Job((str(inputs),), tmp_path / "out", publish="far://published", text=text)  # type: ignore[arg-type]
    run(job)
    for folder, others in ((job.out, afar / "published"), (afar / "published", job.out)):
        for file in folder.rglob("*"):
            name = file.relative_to(folder)
            if file.is_file() and name.parts[0] != ".inspextract":
                assert (others / name).read_bytes() == file.read_bytes()
    assert not list(afar.rglob("*.partial"))


def test_a_publication_that_fails_leaves_no_manifest(
    afar: Path, inputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (inputs / "a.txt").write_text(STORY, encoding="utf-8")
    call = ["run", str(inputs), "--out", str(tmp_path / "out"), "--quiet", "--publish", "far://published"]
    assert status(call) == 0

    def full(file: Path, _target: remote.Place) -> None:
        raise OSError(f"{file.name}: no space")

    with monkeypatch.context() as patch:
        patch.setattr("pipeline.run.publish.copy", full)
        assert status(call) == 1
    assert capsys.readouterr().err == "inspextract: far://published: records.jsonl: no space\n"
    assert not (afar / "published" / "run.json").exists()
    assert status(call) == 0
    assert (afar / "published" / "run.json").exists()


@pytest.mark.parametrize("to", ["parquet", "csv", "sqlite"])
def test_an_export_goes_to_another_file_system(afar: Path, inputs: Path, tmp_path: Path, to: str) -> None:
    (inputs / "a.txt").write_text(STORY, encoding="utf-8")
    out = str(tmp_path / "out")
    run(Job((str(inputs),), Path(out)))
    assert status(["export", out, "--to", to, "--out", str(tmp_path / "here")]) == 0
    assert status(["export", out, "--to", to, "--out", "far://tables/there"]) == 0
    here, there = tmp_path / "here", afar / "tables" / "there"
    names = sorted(file.name for file in here.iterdir()) if here.is_dir() else [""]
    assert names == (sorted(file.name for file in there.iterdir()) if there.is_dir() else [""])
    for name in names:
        assert (there / name).read_bytes() == (here / name).read_bytes()


def test_what_is_published_is_not_read(news: Path, tmp_path: Path) -> None:
    assert news.is_dir()
    with pytest.raises(CallError, match="would be read"):
        run(Job(("far://news",), tmp_path / "out", publish="far://news/out"))


def test_an_output_directory_is_one_of_this_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["run", str(tmp_path), "--out", "s3://key:secret@bucket/news"]) == 2
    told = capsys.readouterr().err
    assert "--publish s3://bucket/news" in told
    assert "secret" not in told


def test_secrets_are_not_written_down(news: Path, tmp_path: Path) -> None:
    assert news.is_dir()
    assert run(Job(("far://key:secret@news",), tmp_path / "out")).options.inputs == ("far://news",)
    for file in (tmp_path / "out").rglob("*"):
        assert not file.is_file() or b"secret" not in file.read_bytes()
