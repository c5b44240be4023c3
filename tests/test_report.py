"""The review page as a file: its data, its labels, its policy, and the command that writes it."""

from __future__ import annotations

import base64
import json
import re
import zlib
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import status
from pipeline.emit.jsonl import record_line
from pipeline.emit.report import ReportError, write_report
from pipeline.emit.report.html import json_for_html
from pipeline.emit.report.index import BLOCK, Index, detail
from pipeline.emit.report.run import texted_records
from pipeline.emit.report.words import Words
from pipeline.pack import Framework, Pack, Scale, Term
from pipeline.record import Record
from tests.invented import TEXT, record
from tests.report_pages import renamed

WATCH = Pack(
    id="watch",
    name="The Watch",
    short="W",
    scales=(Scale(id="five", label="", grades=("outstanding", "good", "adequate", "requires-improvement", "poor")),),
    frameworks=(
        Framework(id="old", label="", areas=("cells", "responding"), since="2015"),
        Framework(id="new", label="", areas=("responding", "patrols"), since="2021"),
    ),
    terms=(
        *(Term(kind="area", id=area, label=area.title(), forms=(area,)) for area in ("cells", "responding", "patrols")),
        *(
            Term(kind="grade", id=grade, label=grade.upper(), forms=(grade,))
            for grade in ("outstanding", "good", "adequate", "requires-improvement")
        ),
        Term(kind="grade", id="poor", forms=("poor",)),
    ),
)


def areas(*names: str) -> Record:
    grades = [record().grades[0].model_copy(update={"area": name}) for name in names]
    return record().model_copy(update={"grades": grades, "areas": []})


def unpacked(block: str) -> Any:
    return json.loads(zlib.decompress(base64.b64decode(block)))


def test_areas_are_in_the_order_of_the_newest_framework() -> None:
    words = Words({"watch": WATCH})
    words.see(areas("wizardry", "cells", "patrols", "responding", "overall", "patrols/cells"))
    known = words.used()["inspectorates"]["watch"]
    assert (known["name"], known["short"]) == ("The Watch", "W")
    assert list(known["areas"].items()) == [
        ("overall", "Overall"),
        ("responding", "Responding"),
        ("patrols", "Patrols"),
        ("patrols/cells", "Patrols: Cells"),
        ("cells", "Cells"),
        ("wizardry", "Wizardry"),
    ]


def test_grades_are_written_out_all_that_are_on_a_scale() -> None:
    words = Words({"watch": WATCH})
    words.see(record())
    labels = words.used()["grades"]
    assert labels["requires-improvement"] == "REQUIRES-IMPROVEMENT"
    assert labels["poor"] == "Poor"
    assert set(labels) == set(WATCH.scales[0].grades)


def test_what_no_pack_knows_is_named_by_its_id() -> None:
    words = Words({})
    words.see(areas("night-watch"))
    assert words.used() == {
        "inspectorates": {
            "watch": {"short": "watch", "name": "watch", "areas": {"night-watch": "Night watch"}, "scales": {}}
        },
        "grades": {"requires-improvement": "Requires improvement"},
    }


def test_details_are_whole_records_with_quotes_only_where_there_is_no_text() -> None:
    shown = detail(record())
    assert shown["article"]["text"] == TEXT
    assert shown["measures"][0]["evidence"] == [[TEXT.index("Engage"), TEXT.index("Engage") + 6]]
    bare = detail(record(text=None))
    assert bare["people"][0]["quotes"][0][2] == "We were too slow,"
    plain = record().model_dump(mode="json")
    assert {name: shown[name] for name in ("checks", "provenance", "article")} == {
        name: plain[name] for name in ("checks", "provenance", "article")
    }


def test_blocks_hold_the_records_in_order() -> None:
    index = Index({})
    for number in range(BLOCK + 3):
        index.add(renamed(record(), number, title=str(number)))
    blocks = [unpacked(block) for block in index.blocks()]
    assert [len(block) for block in blocks] == [BLOCK, 3]
    assert [shown["article"]["title"] for block in blocks for shown in block] == [str(n) for n in range(BLOCK + 3)]
    assert len(index) == BLOCK + 3


def test_articles_of_one_text_have_keys_of_their_own() -> None:
    index = Index({})
    for source in ("one.txt", "two.txt"):
        index.add(record(source=source))
    keys = [row[0] for row in index.head({}, [])["articles"]]
    assert keys == [record().id[:12], f"{record().id[:12]}-2"]


@pytest.mark.parametrize("hostile", ["</script>", "<!--", "&lt;", "\u2028\u2029", "]]>"])
def test_json_cannot_leave_its_element(hostile: str) -> None:
    written = json_for_html([hostile])
    assert json.loads(written) == [hostile]
    assert not re.search("[<>&\u2028\u2029]", written)


def test_the_page_names_no_address_and_its_policy_allows_none(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_bytes(record_line(record()))
    assert write_report(tmp_path, tmp_path / "page.html", {}) == 1
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert re.findall(r"""(?:src|href)\s*=\s*["'](?!#)|@import|url\(""", page) == []
    assert set(re.findall(r"https?://[\w./]+", page)) == {"http://www.w3.org/2000/svg"}  # a namespace, not an address
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy is not None
    assert policy[1].startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy[1]


def test_the_same_run_gives_the_same_page(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_bytes(record_line(record()))
    for name in ("one.html", "two.html"):
        write_report(tmp_path, tmp_path / name, {"watch": WATCH})
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_a_page_that_cannot_be_finished_leaves_the_old_one(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old", encoding="utf-8")
    (tmp_path / "records.jsonl").write_bytes(record_line(record()) + b"{}\n")
    with pytest.raises(ReportError, match=r"records.jsonl:2: not a record: schema_version: Field required"):
        write_report(tmp_path, tmp_path / "page.html", {})
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "records.jsonl"]


def test_sidecar_texts_are_checked_against_the_quotes(tmp_path: Path) -> None:
    (tmp_path / "records.jsonl").write_bytes(record_line(record(), "sidecar"))
    assert [shown.article.text for shown in texted_records(tmp_path)] == [None]
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / f"{record().id}.txt").write_bytes(TEXT.encode())
    assert [shown.article.text for shown in texted_records(tmp_path)] == [TEXT]
    (tmp_path / "texts" / f"{record().id}.txt").write_bytes(b"another text")
    with pytest.raises(ReportError, match=r"records.jsonl:1: .* is not the one that its quotes are from"):
        list(texted_records(tmp_path))


def test_the_command_writes_beside_the_records(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "records.jsonl").write_bytes(record_line(record()))
    assert status(["report", str(tmp_path)]) == 0
    assert (tmp_path / "report.html").is_file()
    assert status(["report", str(tmp_path / "records.jsonl"), "--out", str(tmp_path / "other.html")]) == 0
    assert (tmp_path / "other.html").read_bytes() == (tmp_path / "report.html").read_bytes()
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.splitlines()[0].startswith(f"{tmp_path}/report.html: 1 article, 0.")


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [(None, 2, "records.jsonl: no such file"), (b"{}\n", 1, "records.jsonl:1: not a record: ")],
)
def test_what_is_wrong_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: int, words: str
) -> None:
    if content is not None:
        (tmp_path / "records.jsonl").write_bytes(content)
    assert status(["report", str(tmp_path)]) == code
    [line] = capsys.readouterr().err.splitlines()
    assert words in line
    assert not (tmp_path / "report.html").exists()
