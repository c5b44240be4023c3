"""JSON lines: the bytes are a contract."""

import json

import jsonlines
import pytest

from pipeline.emit.jsonl import TextMode, record_line
from pipeline.record import Record
from tests.invented import TEXT, record


def test_a_record_is_one_line_that_reads_back() -> None:
    line = record_line(record())
    assert line.count(b"\n") == 1
    assert line.endswith(b"}\n")
    assert Record.model_validate_json(line, strict=True) == record()


def test_letters_stand_as_they_are() -> None:
    line = record_line(record())
    assert "“We were too slow,”".encode() in line
    assert not line.startswith(b"\xef\xbb\xbf")


def test_every_key_is_there_in_the_order_of_the_model() -> None:
    data = json.loads(record_line(record()))
    assert list(data) == list(Record.model_fields)
    for name in ("bodies", "grades", "people", "statistics", "measures", "residue"):
        model = type(getattr(record(), name)[0])
        assert set(data[name][0]) == set(model.model_fields), name
    assert data["people"][0]["honorific"] is None


@pytest.mark.parametrize("mode", ["sidecar", "none"])
def test_text_is_null_where_it_is_not_inline(mode: TextMode) -> None:
    data = json.loads(record_line(record(), mode))
    assert data["article"]["text"] is None
    assert data["grades"][0]["evidence"][0]["quote"] == "requires improvement"


def test_the_library_that_users_read_with_agrees(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "records.jsonl"
    path.write_bytes(record_line(record()) * 2)
    with jsonlines.open(path) as lines:
        assert [line["article"]["text"] for line in lines] == [TEXT, TEXT]
