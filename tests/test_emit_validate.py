"""`validate` finds what is wrong with records that somebody else may have changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.emit.jsonl import record_line
from pipeline.emit.validate import problems, records_file
from tests.invented import TEXT, record


def reasons(path: Path) -> list[str | None]:
    return [problem and problem.reason for problem in problems(path)]


def changed(**changes: Any) -> bytes:
    """The line of the record with changes at paths such as ``grades__0__rank``."""
    data = json.loads(record_line(record()))
    for path, value in changes.items():
        *way, last = (int(step) if step.isdigit() else step for step in path.split("__"))
        place = data
        for step in way:
            place = place[step]
        place[last] = value
    return json.dumps(data).encode() + b"\n"


def test_good_records_have_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(record_line(record()) * 3)
    assert reasons(path) == [None, None, None]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{broken\n", "record: Invalid JSON"),
        (b"\n", "record: Invalid JSON"),
        (b"\xff\xfe\n", "record: Invalid JSON"),
        (b"[]\n", "record: Input should be an object"),
        (changed(grades__0__status="future"), "grades.0.status: Input should be 'current' or 'previous'"),
        (changed(grades__0__rank="4"), "grades.0.rank: Input should be a valid integer"),
        (changed(extra=1), "extra: Extra inputs are not permitted"),
        (changed(grades__0__evidence__0__start=3), "record: evidence 3:"),
        (changed(people__0__quotes__0__quote="We are slow,"), "record: evidence"),
        (changed(id="0" * 64), "id: '0000"),
        (record_line(record())[:-1], "no line end"),
        (record_line(record())[:-80], "record: Invalid JSON"),
    ],
)
def test_problems_are_named_with_their_line(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(record_line(record()) + line)
    [good, bad] = problems(path)
    assert good is None
    assert bad is not None
    assert bad.line == 2
    assert bad.reason.startswith(reason)


def test_a_sidecar_text_is_compared(tmp_path: Path) -> None:
    path = tmp_path / "records.jsonl"
    path.write_bytes(record_line(record(), "sidecar"))
    assert reasons(path) == [None]  # no text, nothing to compare with
    sidecar = tmp_path / "texts" / f"{record().id}.txt"
    sidecar.parent.mkdir()
    sidecar.write_text(TEXT, encoding="utf-8")
    assert reasons(path) == [None]
    sidecar.write_text(TEXT.replace("slow", "fast"), encoding="utf-8")
    [reason] = reasons(path)
    assert reason is not None
    assert "is not the digest of the text" in reason


def test_evidence_is_compared_with_the_sidecar(tmp_path: Path) -> None:
    data = json.loads(record_line(record(), "sidecar"))
    data["bodies"][0]["evidence"][0]["end"] += 1
    path = tmp_path / "records.jsonl"
    path.write_text(json.dumps(data) + "\n", encoding="utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{record().id}.txt").write_text(TEXT, encoding="utf-8")
    assert reasons(path) == ["evidence 0:18 is not 'Harrowmere Police'"]


def test_an_id_cannot_lead_out_of_the_directory(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("other", encoding="utf-8")
    folder = tmp_path / "run"
    (folder / "texts").mkdir(parents=True)
    data = json.loads(record_line(record(), "none")) | {"id": "../../secret"}
    (folder / "records.jsonl").write_text(json.dumps(data) + "\n", encoding="utf-8")
    assert reasons(folder / "records.jsonl") == [None]


def test_a_run_directory_means_its_records(tmp_path: Path) -> None:
    assert records_file(tmp_path) == tmp_path / "records.jsonl"
    assert records_file(tmp_path / "some.jsonl") == tmp_path / "some.jsonl"
