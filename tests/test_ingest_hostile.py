"""Hostile inputs: each ends as a reject with its reason, costs little, and writes nothing."""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import socket
import stat
import tarfile
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import Article, Reject
from pipeline.ingest import packed as limits
from pipeline.ingest.archives import MAX_ZIP_MEMBERS
from pipeline.ingest.files import Item
from pipeline.ingest.packings import documents
from pipeline.ingest.read import article, articles
from tests.written import WRITERS, as_docx, as_pdf, as_zip

STORY = "Inspectors who called at the harbour school in March said that its pupils were safe and well taught."


def put(folder: Path, name: str, data: bytes) -> Item:
    (folder / name).write_bytes(data)
    return Item(name, str(folder / name))


def outcomes(item: Item) -> list[tuple[str, str]]:
    """Source and error of each thing in the input, "article" for an article."""
    found = ((entry.source, getattr(entry, "error", "article")) for entry in articles(item))
    return [(source.removeprefix(item.source), error) for source, error in found]


def zipped(members: dict[str, bytes], change: Callable[[zipfile.ZipInfo], None] = lambda _member: None) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            change(member)
            archive.writestr(member, data)
    return target.getvalue()


def tarred(members: list[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for member, data in members:
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return target.getvalue()


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.type, entry.linkname = kind, link
    return entry


def test_what_unpacks_to_far_more_than_it_is_is_given_up(tmp_path: Path) -> None:
    bomb = gzip.compress(b"a" * (limits.FREE_BYTES + 10_000_000))
    started = time.process_time()
    assert outcomes(put(tmp_path, "bomb.jsonl.gz", bomb))[-1] == ("", "expansion")
    assert time.process_time() - started < 10


def test_packings_in_one_another_spend_one_allowance(tmp_path: Path) -> None:
    layer = zipped({f"{number}.txt": b"a\n" * 2_000_000 for number in range(20)})
    inner = zipped({f"{number}.zip": layer for number in range(3)})
    for name, data in (("bomb.zip", layer), ("nested.zip", inner)):
        *_, last = documents(put(tmp_path, name, data))
        assert (last.source, getattr(last, "error", None)) == (name, "expansion")


def test_packings_may_lie_only_so_deep(tmp_path: Path) -> None:
    data = STORY.encode()
    for depth in range(limits.MAX_NESTING + 1):
        assert outcomes(put(tmp_path, "a.gz", data)) == [("", "article")], depth
        data = gzip.compress(data)
    assert outcomes(put(tmp_path, "a.gz", data)) == [("", "too-deep")]


def test_a_long_article_in_an_archive_costs_only_itself(tmp_path: Path) -> None:
    members = {"a.txt": b"x" * (limits.MAX_BYTES + 1), "b.txt": STORY.encode()}
    assert outcomes(put(tmp_path, "a.zip", zipped(members))) == [("#a.txt", "too-large"), ("#b.txt", "article")]


def test_an_archive_of_too_many_members_is_not_opened(tmp_path: Path) -> None:
    end = b"PK\x05\x06" + bytes(4) + (MAX_ZIP_MEMBERS + 1).to_bytes(2, "little") * 2 + bytes(10)
    assert outcomes(put(tmp_path, "a.zip", b"PK\x03\x04" + bytes(60) + end)) == [("", "too-many-members")]


def test_links_and_devices_in_a_tar_archive_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(STORY)
    secret = str(tmp_path / "secret.txt")
    data = tarred([
        (member("link.txt", tarfile.SYMTYPE, secret), b""),
        (member("hard.txt", tarfile.LNKTYPE, secret), b""),
        (member("null.txt", tarfile.CHRTYPE), b""),
        (member("pipe.txt", tarfile.FIFOTYPE), b""),
        (member("../up.txt"), STORY.encode()),
        (member("folder", tarfile.DIRTYPE), b""),
    ])  # fmt: skip
    assert outcomes(put(tmp_path, "a.tar", data)) == [
        ("#link.txt", "not-a-file"), ("#hard.txt", "not-a-file"), ("#null.txt", "not-a-file"),
        ("#pipe.txt", "not-a-file"), ("#../up.txt", "article"),
    ]  # fmt: skip


def test_links_in_a_zip_archive_are_not_followed(tmp_path: Path) -> None:
    def link(entry: zipfile.ZipInfo) -> None:
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16

    assert outcomes(put(tmp_path, "a.zip", zipped({"a.txt": b"/etc/passwd"}, link))) == [("#a.txt", "not-a-file")]


def test_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = tmp_path / "work"
    work.mkdir()
    monkeypatch.chdir(work)
    monkeypatch.setenv("TMPDIR", str(work))
    names = {"../up.txt": STORY.encode(), "/root.txt": STORY.encode(), "c:\\win.txt": STORY.encode()}
    for name, data in {"a.zip": zipped(names), **{name: write(STORY) for name, write in WRITERS.items()}}.items():
        list(articles(put(tmp_path, name, data)))
    assert list(work.iterdir()) == []
    assert {path.name for path in tmp_path.iterdir()} == {"work", "a.zip", *WRITERS}


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_where: object) -> None:
        raise AssertionError("the network was asked for something")

    for name in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    address = "http://harbour.example/file"
    page = (
        f'<!DOCTYPE html SYSTEM "{address}.dtd"><html><head><base href="{address}/">'
        "<title>Harbour school praised</title>"
        f'<link rel="canonical" href="{address}"><script src="{address}.js"></script></head><body>'
        f'<img src="{address}.png"><iframe src="{address}.html"></iframe><p>{STORY} {STORY}</p></body></html>'
    )
    files = {"page.html": page.encode(), **{name: write(STORY) for name, write in WRITERS.items()}}
    for name, data in files.items():
        assert any(isinstance(found, Article) for found in articles(put(tmp_path, name, data))), name


def test_a_locked_member_is_told(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": STORY.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert outcomes(put(tmp_path, "a.zip", bytes(data))) == [("#a.txt", "encrypted")]


def test_a_damaged_member_costs_only_itself(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("a.txt", STORY)
        archive.writestr("b.txt", STORY)
    data = target.getvalue().replace(STORY.encode(), STORY.encode().replace(b"March", b"April"), 1)
    assert outcomes(put(tmp_path, "a.zip", data)) == [("#a.txt", "damaged"), ("#b.txt", "article")]


def test_a_cut_collection_gives_what_it_has_and_one_reject(tmp_path: Path) -> None:
    lines = b"".join(json.dumps({"text": f"{STORY} {number} {random.Random(number).random()}"}).encode() + b"\n"
                     for number in range(2000))  # fmt: skip
    whole = gzip.compress(lines)
    found = outcomes(put(tmp_path, "a.jsonl.gz", whole[: len(whole) // 2]))
    assert found[-1] == ("", "damaged")
    assert 100 < len(found) < 2000
    assert {error for _, error in found[:-1]} == {"article"}


@pytest.mark.parametrize(
    "name", ["a.zip", "a.tar", "a.jsonl", "a.gz", "a.csv", "a.parquet", "a.warc", "a.pdf", "a.docx"]
)
def test_an_empty_file_is_a_reject(name: str, tmp_path: Path) -> None:
    assert [error for _, error in outcomes(put(tmp_path, name, b""))] in (["empty"], ["no-text-column"])


def test_an_empty_archive_is_a_reject(tmp_path: Path) -> None:
    assert outcomes(put(tmp_path, "a.zip", zipped({}))) == [("", "empty")]


def test_a_word_document_that_is_a_bomb_is_not_opened(tmp_path: Path) -> None:
    target = io.BytesIO(as_docx(STORY))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/media/a.bin", bytes(limits.MAX_HELD + 1))
    assert outcomes(put(tmp_path, "a.docx", target.getvalue())) == [("", "expansion")]


def test_a_word_document_reads_no_entity_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words")
    parts = dict(_parts(as_docx("Harbour school praised")))
    xml = parts["word/document.xml"].decode()
    entity = f'<!DOCTYPE d [<!ENTITY s SYSTEM "{(tmp_path / "secret.txt").as_uri()}">]>'
    xml = xml.replace("?>", f"?>{entity}", 1).replace("Harbour school praised", "Harbour school &s; praised")
    (found,) = articles(put(tmp_path, "a.docx", zipped(parts | {"word/document.xml": xml.encode()})))
    assert "secret" not in found.model_dump_json().replace("secret.txt", "")


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def test_a_scan_is_told_from_an_empty_document(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    target = io.BytesIO()
    page = canvas.Canvas(target)
    page.rect(50, 50, 400, 600, fill=1)
    page.save()
    (reject,) = articles(put(tmp_path, "scan.pdf", target.getvalue()))
    assert isinstance(reject, Reject)
    assert reject.error == "no-text-layer"
    assert "OCR" in reject.detail


def test_a_locked_pdf_is_told(tmp_path: Path) -> None:
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    target = io.BytesIO()
    page = canvas.Canvas(target, encrypt="quay")
    page.drawString(50, 700, STORY)
    page.save()
    assert outcomes(put(tmp_path, "a.pdf", target.getvalue())) == [("", "encrypted")]


def test_a_message_of_very_many_parts_is_a_reject(tmp_path: Path) -> None:
    part = b"--x\nContent-Type: text/plain\n\nGood.\n"
    head = b"From: a@b.example\nMessage-ID: <1>\nContent-Type: multipart/mixed; boundary=x\n\n"
    assert outcomes(put(tmp_path, "a.eml", head + part * 1000 + b"--x--\n")) == [("", "too-many-members")]


def test_a_row_without_end_ends_the_table(tmp_path: Path) -> None:
    long = b'"' + (b"x" * 5000 + b"\n") * 2000 + b'"\n'
    found = outcomes(put(tmp_path, "a.csv", b"id,text\n1," + STORY.encode() + b"\n2," + long + b"3," + STORY.encode()))
    assert found == [("#1", "article"), ("#2", "bad-row")]


@pytest.mark.parametrize("suffix", ["jsonl", "csv", "parquet", "tar"])
def test_memory_does_not_grow_with_the_length_of_a_collection(suffix: str, tmp_path: Path) -> None:
    peaks = [_peak(put(tmp_path, f"{count}.{suffix}", _collection(suffix, count))) for count in (300, 3000)]
    assert peaks[1] < peaks[0] * 1.5 + 1_000_000


def _collection(suffix: str, count: int) -> bytes:
    texts = [f"{STORY} {number}. " * 10 for number in range(count)]
    if suffix == "jsonl":
        return b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)
    if suffix == "csv":
        return b"text,id\n" + b"".join(f"{text},{number}\n".encode() for number, text in enumerate(texts))
    if suffix == "tar":
        return tarred([(member(f"{number}.txt"), text.encode()) for number, text in enumerate(texts)])
    pyarrow = pytest.importorskip("pyarrow", reason="the parquet extra is not installed")
    parquet = pytest.importorskip("pyarrow.parquet")
    target = io.BytesIO()
    parquet.write_table(pyarrow.table({"text": texts}), target, row_group_size=100)
    return target.getvalue()


def _peak(item: Item) -> int:
    tracemalloc.start()
    try:
        count = sum(1 for _ in documents(item))
        assert count == int(item.source.partition(".")[0])
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_two_hundred_random_and_damaged_files_are_accounted_for_by_a_run(tmp_path: Path) -> None:
    from pipeline.cli import status  # noqa: PLC0415  (the whole program, for two tests)

    folder = tmp_path / "in"
    folder.mkdir()
    chance = random.Random(11)
    whole = [write(f"Harbour school praised\n\n{STORY}\n\nArea\tGrade\nSafe\tGood") for write in WRITERS.values()]
    names = list(WRITERS)
    for number in range(200):
        kind = number % (len(whole) + 1)
        data = bytearray(whole[kind] if kind < len(whole) else chance.randbytes(2000))
        for _ in range(chance.randrange(1, 30)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        del data[chance.randrange(len(data) // 2, len(data) + 1) :]
        name = f"{number}-{names[kind % len(names)]}"
        put(folder, name, bytes(data))
    assert status(["run", str(folder), "--out", str(tmp_path / "out"), "--workers", "1", "--quiet"]) == 0
    records, rejects = (_lines(tmp_path / "out" / f"{name}.jsonl") for name in ("records", "rejects"))
    sources = [record["article"]["source"] for record in records] + [entry["source"] for entry in rejects]
    assert len({Path(source.partition("#")[0]).name for source in sources}) == 200
    assert [entry for entry in rejects if entry["error"] == "internal"] == []


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_directory_with_everything_that_can_be_wrong_is_accounted_for(tmp_path: Path) -> None:
    from pipeline.cli import status  # noqa: PLC0415  (the whole program, for one test)

    folder = tmp_path / "in"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to("nowhere")
    for name, data in {
        "a.zip": as_zip(STORY),
        "b.pdf": as_pdf(STORY),
        "c.pdf": b"%PDF-",
        "d.zip": b"PK\x03\x04",
    }.items():
        (folder / name).write_bytes(data)
    assert status(["run", str(folder), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    rejects = _lines(tmp_path / "out/rejects.jsonl")
    assert {Path(entry["source"]).name: entry["error"] for entry in rejects} == {
        "c.pdf": "damaged", "d.zip": "damaged", "gone.txt": "unreadable", "loop": "symlink-loop",
        "pipe.txt": "not-a-file",
    }  # fmt: skip
    assert len(_lines(tmp_path / "out/records.jsonl")) == 2


def test_a_text_may_be_less_long_than_a_document_with_pictures() -> None:
    text = b"x" * (limits.MAX_BYTES + 1)
    assert getattr(article(limits.Document("a.txt", text)), "error", None) == "too-large"
    mail = b"From: a@b.example\nMessage-ID: <1>\nContent-Type: text/html\n\n<p>"
    assert getattr(article(limits.Document("a.eml", mail + text)), "error", None) == "too-large"
    pdf = as_pdf(STORY) + b"\n%" + text
    assert isinstance(article(limits.Document("a.pdf", pdf)), Article)
