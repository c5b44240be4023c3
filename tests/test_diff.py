"""`inspextract diff`: all that differs and nothing else, whatever the order of articles and values."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pipeline.article import Article
from pipeline.cli import status
from pipeline.emit.diff import IDENTITY, VALUES, Change, diff_files, diff_records
from pipeline.emit.jsonl import json_line
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes
from pipeline.pack import load_packs
from pipeline.record import Measure, Record
from tests.conftest import ROOT
from tests.generated import records
from tests.invented import TEXT, at, grade, record


def written(path: Path, made: Iterable[Record]) -> Path:
    path.write_bytes(b"".join(map(json_line, made)))
    return path


def changes(old: Record, new: Record) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(change.field, change.kind, change.keys) for change in diff_records(old, new)]


def but(made: Record, **update: object) -> Record:
    return made.model_copy(update=update)


def edited(made: Record) -> Record:
    """The record of the same article with a line put in front: another text, all offsets moved."""
    data = json.loads(made.model_dump_json())
    shift = "Corrected\n"
    data["article"]["text"] = shift + TEXT
    data["id"] = "0" * 64
    _move(data, len(shift))
    return Record.model_validate(data)


def _move(data: Any, by: int) -> None:
    if isinstance(data, dict) and "quote" in data:
        data["start"], data["end"] = data["start"] + by, data["end"] + by
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        _move(part, by)


def test_every_list_of_values_is_compared() -> None:
    assert IDENTITY.keys() == {name for name in Record.model_fields if isinstance(getattr(record(), name), list)}


def test_a_record_does_not_differ_from_itself() -> None:
    assert changes(record(), record()) == []


def test_provenance_and_the_order_of_values_do_not_matter() -> None:
    provenance = record().provenance.model_copy(update={"inspextract": "9"})
    assert changes(record(), but(record(), provenance=provenance, grades=record().grades[::-1])) == []


def test_added_and_removed_values() -> None:
    fewer = but(record(), people=[], grades=record().grades[:1])
    assert changes(record(), fewer) == [("grades", "removed", ()), ("people", "removed", ())]
    assert changes(fewer, record()) == [("grades", "added", ()), ("people", "added", ())]


def test_a_value_that_says_something_else_of_the_same_thing_is_changed() -> None:
    better = grade("good", "current", 2, "requires improvement")
    new = but(record(), grades=[better, record().grades[1]])
    assert changes(record(), new) == [("grades", "changed", ("grade", "rank"))]


def test_a_value_read_from_the_same_words_is_changed() -> None:
    other = record().statistics[0].model_copy(update={"value": "63", "rule": "statistics/other"})
    assert changes(record(), but(record(), statistics=[other])) == [("statistics", "changed", ("rule", "value"))]


def test_other_evidence_is_a_change_with_both() -> None:
    elsewhere = grade("good", "previous", 2, "good in one", "2021")
    (change,) = diff_records(record(), but(record(), grades=[record().grades[0], elsewhere]))
    assert change.keys == ("evidence",)
    assert [value.evidence[0].quote for value in (change.old, change.new)] == [  # type: ignore[union-attr]
        "good in 2021",
        "good in one",
    ]


def test_the_same_words_elsewhere_in_an_edited_text_are_no_change() -> None:
    assert changes(record(), edited(record())) == [("id", "changed", ())]


def test_furniture_and_inspectorate() -> None:
    article = record().article.model_copy(update={"title": None, "authors": ["A"], "source": "moved.txt"})
    found = list(diff_records(record(), but(record(), article=article, inspectorate=None)))
    assert found == [
        Change("article.title", record().article.title, None),
        Change("article.authors", ["Ines Quill"], ["A"]),
        Change("inspectorate", "watch", None),
    ]
    assert [change.kind for change in found] == ["removed", "changed", "removed"]


def test_reordered_files_do_not_differ(tmp_path: Path) -> None:
    made = list(records(40))
    old = written(tmp_path / "old.jsonl", made)
    random.Random(1).shuffle(made)
    assert [article for article in diff_files(old, written(tmp_path / "new.jsonl", made)) if article.changes] == []


def test_articles_are_matched_by_source_and_by_text(tmp_path: Path) -> None:
    a, b, c = (made.model_copy(update={"people": []}) for made in records(3))
    moved = but(b, article=b.article.model_copy(update={"source": "elsewhere.txt"}))
    old, new = written(tmp_path / "old.jsonl", [a, b, c]), written(tmp_path / "new.jsonl", [record(), moved, a])
    found = [(article.source, article.kind, article.changes) for article in diff_files(old, new)]
    assert found == [
        ("harrowmere.txt", "added", ()),
        ("elsewhere.txt", "changed", ()),
        ("made/00000.txt", "changed", ()),
        ("made/00002.txt", "removed", ()),
    ]


def test_copies_of_one_text_are_matched_by_their_sources(tmp_path: Path) -> None:
    copies = [record(source="a.txt"), but(record(source="b.txt"), grades=[])]
    old, new = written(tmp_path / "old.jsonl", copies), written(tmp_path / "new.jsonl", copies[::-1])
    assert [article.changes for article in diff_files(old, new)] == [(), ()]


@pytest.fixture
def two(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two runs in the working directory; in the second, one grade and a check differ and one article is gone."""
    monkeypatch.chdir(tmp_path)
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
    worse = grade("inadequate", "current", 5, "requires improvement")
    changed = but(record(), grades=[worse, record().grades[1]], checks=[], people=[])
    written(tmp_path / "old/records.jsonl", [record(source="gone.txt"), edited(record())])
    written(tmp_path / "new/records.jsonl", [edited(changed)])
    return tmp_path


def test_what_a_person_sees(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["diff", "old", "new"]) == 0
    told = capsys.readouterr().out
    assert told.startswith(
        "harrowmere.txt\n  grades\n    ~ Harrowmere Police, responding: requires improvement (current)"
    )
    assert "differs in grade, rank" in told
    assert "“requires improvement” 88:108, grades/at" in told
    assert "    - Dana Prewitt, Chief Constable, Harrowmere Police (quoted)\n" in told
    assert "\n- gone.txt\n" in told
    assert [line.split() for line in told.splitlines() if line.startswith(("articles", "people"))] == [
        ["articles", "0", "1", "1"],
        ["people", "0", "1", "0"],
    ]


def test_json_tells_the_same(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["diff", "old", "new/records.jsonl", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [(change["article"], change["field"], change["change"]) for change in told["changes"]] == [
        ("harrowmere.txt", "grades", "changed"),
        ("harrowmere.txt", "people", "removed"),
        ("gone.txt", "article", "removed"),
    ]
    first, second = told["changes"][:2]
    assert first["keys"] == ["grade", "rank"]
    assert (first["old"]["grade"], first["new"]["grade"]) == ("requires-improvement", "inadequate")
    assert first["new"]["evidence"] == [{"start": 88, "end": 108, "quote": "requires improvement"}]
    assert second["new"] is None
    assert told["articles"] == {"added": 0, "removed": 1, "changed": 1, "unchanged": 0}
    assert told["counts"] == {"grades": {"changed": 1}, "people": {"removed": 1}}


def test_checks_and_residue_are_compared_on_demand(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["diff", "old", "new", "--all", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"]["checks"] == {"removed": 1}


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_check_fails_if_anything_differs(form: list[str], two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["diff", "old", "new", "--check", *form]) == 4
    assert status(["diff", "old", "old", "--check", *form]) == 0
    assert "Traceback" not in capsys.readouterr().err


def test_no_difference_is_said(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["diff", "old", "old"]) == 0
    assert capsys.readouterr().out == "no difference in 2 articles\n"


def test_what_is_missing_or_broken_is_said_in_one_line(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["diff", "old", "nowhere"]) == 2
    (two / "new/records.jsonl").write_bytes(b"{}\n")
    assert status(["diff", "old", "new"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first == "inspextract: nowhere: no such file"
    assert second.startswith("inspextract: new/records.jsonl:1: ")


def test_disabling_one_rule_changes_the_values_of_that_rule(extractor: Extractor, tmp_path: Path) -> None:
    paths = sorted((ROOT / "corpus/hmicfrs-police").glob("*/article.*"))
    read = [article_from_bytes(path.read_bytes(), path.as_posix()) for path in paths]
    articles = [article for article in read if isinstance(article, Article)]
    packs = load_packs()
    police = packs["hmicfrs-police"]
    terms = tuple(term for term in police.terms if (term.kind, term.id) != ("measure", "engage"))
    assert len(terms) == len(police.terms) - 1
    without = Extractor({**packs, police.id: police.model_copy(update={"terms": terms, "digest": "without"})})
    old = written(tmp_path / "old.jsonl", map(extractor, articles))
    new = written(tmp_path / "new.jsonl", map(without, articles))
    engaged = [
        measure for article in articles for measure in extractor(article).measures if measure.measure == "engage"
    ]
    found = [change for article in diff_files(old, new) for change in article.changes]
    assert engaged
    assert sorted(repr(change.old) for change in found) == sorted(map(repr, engaged))
    assert {(change.field, change.kind) for change in found} == {("measures", "removed")}


def test_measures_that_change_their_state_are_changed() -> None:
    lifted = Measure(
        measure="engage", body="Harrowmere Police", state="lifted", evidence=at("Engage"), rule="measures/in"
    )
    assert changes(record(), but(record(), measures=[lifted])) == [("measures", "changed", ("state",))]


def test_checks_residue_and_furniture_are_no_values() -> None:
    assert set(VALUES) == IDENTITY.keys() - {"checks", "residue", "furniture"}
