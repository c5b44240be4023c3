"""Corrections that come back from Prodigy as cases of the corpus."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import status
from pipeline.corpus.cases import CorpusError, read_gold
from pipeline.corpus.gold import Gold
from pipeline.corpus.prodigy import Task, add_corrected, corrected, read_tasks
from pipeline.emit.prodigy import task
from tests.invented import TEXT, record

ARTICLE = """\
Kent Police praised by inspectors

By Odile Marchant
3 May 2024

Kent Police was rated good for investigating crime, HMICFRS said. Chief Constable Oriel Tamm said: “We are proud.”
"""


def exported() -> dict[str, Any]:
    """The invented record as a Prodigy task."""
    return task(record(), TEXT)


def without(label: str, words: str) -> Task:
    data = exported()
    data["spans"] = [
        span for span in data["spans"] if (span["label"], TEXT[span["start"] : span["end"]]) != (label, words)
    ]
    return Task.model_validate(data)


def adding(label: str, words: str) -> Task:
    data = exported()
    start = TEXT.index(words)
    data["spans"].append({"start": start, "end": start + len(words), "label": label})
    return Task.model_validate(data)


def gold(corrections: Task) -> Gold:
    return corrected(record(), corrections).gold


def test_what_was_not_touched_is_the_draft_of_the_record() -> None:
    made, unread = corrected(record(), Task.model_validate(exported()))
    assert unread == []
    assert not made.reviewed
    assert [grade.grade for grade in made.grades or ()] == [("requires-improvement",), ("good",)]
    assert [person.quoted for person in made.people or ()] == [True]
    assert [statistic.value for statistic in made.statistics or ()] == ["62"]


def test_a_value_whose_span_was_taken_away_is_gone() -> None:
    assert [grade.grade for grade in gold(without("grade", "good in 2021")).grades or ()] == [("requires-improvement",)]
    assert gold(without("measure", "Engage")).measures == ()


def test_a_value_with_a_span_left_stays() -> None:
    assert len(gold(without("person", "Dana Prewitt")).people or ()) == 1


def test_a_person_whose_words_are_not_marked_is_not_quoted() -> None:
    assert [person.quoted for person in gold(without("quote", "We were too slow,")).people or ()] == [False]


def test_added_bodies_and_people_are_named_by_their_words() -> None:
    assert gold(adding("body", "The force")).bodies == (("Harrowmere Police",), ("The force",))
    assert [person.name for person in gold(adding("person", "Ines Quill")).people or ()] == [
        ("Dana Prewitt",),
        ("Ines Quill",),
    ]


def test_other_added_spans_are_left_to_a_person() -> None:
    start = TEXT.index("outstanding")
    assert corrected(record(), adding("grade", "outstanding")).unread == [
        f"grade 'outstanding' at {start}:{start + 11}"
    ]


@pytest.fixture
def corrections(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Path]:
    """A run of one article, exported; writes Prodigy's answer to it, changed, as often as there are answers."""
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text(ARTICLE, encoding="utf-8")
    assert status(["run", "a.txt", "--out", "run", "--quiet", "--workers", "1"]) == 0
    assert status(["export", "run", "--to", "prodigy"]) == 0
    line = json.loads(Path("run/prodigy.jsonl").read_text(encoding="utf-8"))

    def answered(*answers: str, label: str = "person") -> Path:
        kept = [span for span in line["spans"] if span["label"] != label]
        lines = [json.dumps({**line, "spans": kept, "answer": answer, "_input_hash": 1}) for answer in answers]
        Path("corrected.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        return Path("corrected.jsonl")

    return answered


def test_corrections_become_a_case(corrections: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    path = corrections("accept", "reject")
    assert status(["corpus", "add", "hmicfrs-police/kent", "--from-prodigy", str(path)]) == 0
    assert "a draft" in capsys.readouterr().err
    made = read_gold(Path("corpus/hmicfrs-police/kent/expected.json"))
    assert made.people == ()
    assert made.bodies == (("Kent Police",),)
    assert not made.reviewed
    assert Path("corpus/hmicfrs-police/kent/article.txt").read_text(encoding="utf-8") == ARTICLE


def test_several_texts_become_several_cases(corrections: Callable[..., Path]) -> None:
    path = corrections("accept", "ignore", "accept")
    assert status(["corpus", "add", "hmicfrs-police/kent", "--from-prodigy", str(path)]) == 0
    assert [folder.name for folder in sorted(Path("corpus/hmicfrs-police").iterdir())] == ["kent-1", "kent-2"]


def test_a_text_that_would_be_read_otherwise_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "tasks.jsonl"
    lines = [{"text": TEXT, "spans": []}, {"text": f"\r\n{TEXT}", "spans": []}]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    with pytest.raises(CorpusError, match="is not as `export --to prodigy` wrote it"):
        list(add_corrected(tmp_path, "hmicfrs-police/new", path, lambda _article: record()))
    assert not (tmp_path / "hmicfrs-police").exists()


@pytest.mark.parametrize("content", ["nonsense\n", '{"spans": []}\n', '{"text": "a", "answer": "reject"}\n', ""])
def test_a_file_without_accepted_texts_is_refused(content: str, tmp_path: Path) -> None:
    (tmp_path / "tasks.jsonl").write_text(content)
    with pytest.raises(CorpusError, match=r"tasks\.jsonl"):
        read_tasks(tmp_path / "tasks.jsonl")


@pytest.mark.parametrize("call", ["", "a.txt --from-prodigy b.jsonl", "--from-prodigy nowhere.jsonl"])
def test_one_article_or_one_file_of_prodigy(call: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["corpus", "add", "hmicfrs-police/x", *call.split()]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
