"""Inputs: which files are taken, in which order, and what becomes of the rest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.article import Reject
from pipeline.ingest.files import InputMissing, Item, Skipped, walk


@pytest.fixture
def quay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.txt", "in/a.html", "in/c/d.md", "in/c/d.gold.json", "in/c.png", "in/.hidden.txt", "notes.log"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text("Good.", encoding="utf-8")
    return tmp_path


def sources(*inputs: str) -> list[str]:
    return [found.source for found in walk(inputs) if isinstance(found, Item)]


def test_a_directory_is_walked_in_order_and_what_is_left_out_is_told(quay: Path) -> None:
    assert [(type(found), found.source) for found in walk(["in"])] == [
        (Skipped, "in/.hidden.txt"),
        (Item, "in/a.html"),
        (Item, "in/b.txt"),
        (Skipped, "in/c/d.gold.json"),
        (Item, "in/c/d.md"),
        (Skipped, "in/c.png"),
    ]


def test_inputs_keep_their_order_and_a_file_that_is_named_is_taken(quay: Path) -> None:
    assert sources("notes.log", "in/c", "in/*.txt", "-") == ["notes.log", "in/c/d.md", "in/b.txt", "-"]
    assert sources("in/b.txt", "in", "./in/b.txt") == ["in/b.txt", "in/a.html", "in/c/d.md", "./in/b.txt"]


@pytest.mark.parametrize("name", ["nowhere.txt", "in/*.pdf", "in/none/*"])
def test_a_missing_input_is_an_error_before_anything_is_read(quay: Path, name: str) -> None:
    with pytest.raises(InputMissing, match="no such file"):
        walk(["in", name])


def test_the_output_directory_is_not_read(quay: Path) -> None:
    found = list(walk(["in"], exclude=[quay / "in" / "c"]))
    assert Skipped("in/c", "the output directory") in found
    assert not any(entry.source == "in/c/d.md" for entry in found)


def rejects(*inputs: str) -> list[tuple[str, str]]:
    return [(found.source, found.error) for found in walk(inputs) if isinstance(found, Reject)]


def test_links_that_lead_nowhere_or_round_are_rejects(quay: Path) -> None:
    Path("in/c/up").symlink_to(quay / "in")
    Path("in/self.txt").symlink_to("self.txt")
    Path("in/gone.txt").symlink_to("nowhere.txt")
    assert rejects("in") == [
        ("in/c/up", "symlink-loop"), ("in/gone.txt", "unreadable"), ("in/self.txt", "symlink-loop"),
    ]  # fmt: skip
    assert rejects("in/gone.txt") == [("in/gone.txt", "unreadable")]


def test_a_pipe_is_a_reject_and_is_not_waited_for(quay: Path) -> None:
    os.mkfifo("in/pipe.txt")
    assert rejects("in") == rejects("in/pipe.txt") == [("in/pipe.txt", "not-a-file")]


def test_a_device_is_a_reject_and_is_not_read(quay: Path) -> None:
    Path("in/zero.txt").symlink_to("/dev/zero")
    assert rejects("in") == rejects("in/zero.txt") == [("in/zero.txt", "not-a-file")]
    assert rejects("/dev/zero") == [("/dev/zero", "not-a-file")]


def test_a_tree_without_end_is_a_reject(quay: Path) -> None:
    deep = Path("deep", *["d"] * 80)
    deep.mkdir(parents=True)
    assert [error for _, error in rejects("deep")] == ["too-deep"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_closed_directory_is_a_reject(quay: Path) -> None:
    Path("in/c").chmod(0)
    assert rejects("in") == [("in/c", "unreadable")]
    Path("in/c").chmod(0o700)


def test_names_that_are_no_text(quay: Path) -> None:
    Path(os.fsdecode(b"in/\xff.txt")).write_text("Good.", encoding="utf-8")
    assert "in/\ufffd.txt" in sources("in")
