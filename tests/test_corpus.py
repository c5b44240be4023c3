"""One test for each case of the corpus and each field that it annotates; a field in gap.txt must fail until mended."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

from pipeline.corpus.accept import differences
from pipeline.corpus.cases import Case, CorpusError, add, load, read_gaps, read_gold, record_of
from pipeline.corpus.compare import FIELDS, compare, scored_fields
from pipeline.corpus.lint import case_problems, problems
from pipeline.extract.extractor import Extractor
from pipeline.record import Record
from tests.conftest import ROOT

CASES = load(ROOT / "corpus")
ARTICLE = """\
Kent Police praised by inspectors

By Odile Marchant
3 May 2024

Kent Police was rated good for investigating crime, HMICFRS said.
"""


def fields() -> Iterator[ParameterSet]:
    for case in CASES:
        for field in scored_fields(case.gold):
            marks = [pytest.mark.xfail(reason=case.gaps[field], strict=True)] if field in case.gaps else []
            yield pytest.param(case, field, id=f"{case.name}:{field}", marks=marks)


@pytest.fixture(scope="module")
def records(extractor: Extractor) -> dict[str, Record]:
    return {case.name: record_of(case, extractor) for case in CASES}


@pytest.mark.parametrize(("case", "field"), list(fields()))
def test_field(case: Case, field: str, records: dict[str, Record]) -> None:
    outcomes = [outcome for outcome in compare(case.gold, records[case.name]) if outcome.field == field]
    wrong = [f"- {words}" for outcome in outcomes for words in outcome.missed]
    wrong += [f"+ {words}" for outcome in outcomes for words in outcome.spurious]
    assert not wrong, f"{case.source}\n" + "\n".join(wrong)


def test_the_corpus_is_well_formed_and_reviewed(extractor: Extractor) -> None:
    assert list(problems(ROOT / "corpus", extractor.lexicon.packs)) == []


def test_the_corpus_has_hard_negatives() -> None:
    assert sum(case.gold.grades == () for case in CASES) >= len(CASES) // 5


def test_names_are_pack_and_case() -> None:
    assert "hmicfrs-police/live-blog" in [case.name for case in CASES]


@pytest.fixture
def case(tmp_path: Path, extractor: Extractor) -> Case:
    """A new case, as `corpus add` leaves it."""
    article = tmp_path / "kent.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    return add(tmp_path / "corpus", "hmicfrs-police/kent", article, extractor)


def test_a_new_case_is_a_draft_of_what_the_rules_read(case: Case, extractor: Extractor) -> None:
    assert case.expected is not None
    assert case.expected.read_text(encoding="utf-8").startswith('{\n  "reviewed": false,')
    assert differences(case.gold, record_of(case, extractor)) == {}


def test_a_draft_is_a_problem(case: Case, extractor: Extractor) -> None:
    assert list(case_problems(case, extractor.lexicon.packs)) == [
        'a draft: read it, correct it, and delete `"reviewed": false`'
    ]


def test_a_case_is_added_once(case: Case, extractor: Extractor) -> None:
    with pytest.raises(CorpusError, match="already"):
        add(Path(case.source).parents[2], case.name, Path(case.source), extractor)


@pytest.mark.parametrize("name", ["kent", "a/b/c", "../kent", "hmicfrs-police/.."])
def test_a_case_is_named_pack_and_case(name: str, tmp_path: Path, extractor: Extractor) -> None:
    with pytest.raises(CorpusError, match="named PACK/CASE"):
        add(tmp_path, name, tmp_path / "kent.txt", extractor)


BROKEN = {
    "two articles": ("article.html", "<p>x</p>", "needs one of article.txt and article.html"),
    "not JSON": ("expected.json", "{", "expected.json"),
    "an unknown key": ("expected.json", '{"grade": []}', "grade"),
    "an unknown unit": ("expected.json", '{"statistics": [{"value": "1", "unit": "furlongs"}]}', "statistics.0.unit"),
    "a gap without a reason": ("gap.txt", "people\n", "not `field: reason`"),
}


@pytest.mark.parametrize(("file", "content", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_case_is_told_in_one_line(
    file: str, content: str, said: str, case: Case, extractor: Extractor
) -> None:
    folder = Path(case.source).parent
    (folder / file).write_text(content, encoding="utf-8")
    found = list(problems(folder.parent, extractor.lexicon.packs))
    assert len(found) == 1
    assert said in found[0]
    assert "\n" not in found[0]


WRONG = {
    "an unknown area": ('"areas": ["investigating-crime"]', '"areas": ["juggling"]', "no area 'juggling'"),
    "a missing key": ('"measures": []', '"reviewed": false', "no key 'measures'"),
    "an unknown inspectorate": ('"inspectorate": "hmicfrs-police"', '"inspectorate": "hmi-kites"', "'hmi-kites'"),
    "a person who is not there": (
        '"people": []',
        '"people": [{"name": "Ada Penn"}]',
        "'Ada Penn' is not in the article",
    ),
}


@pytest.mark.parametrize(("old", "new", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_annotation_is_a_problem(old: str, new: str, said: str, case: Case, extractor: Extractor) -> None:
    assert case.expected is not None
    text = (
        '{"article": {"title": "Kent Police praised by inspectors"}, "inspectorate": "hmicfrs-police", "bodies": '
        '["Kent Police"], "areas": ["investigating-crime"], "grades": [], "tallies": [], "people": [], '
        '"statistics": [], "measures": []}'
    )
    assert old in text
    case.expected.write_text(text.replace(old, new), encoding="utf-8")
    assert any(said in problem for problem in problems(case.expected.parent, extractor.lexicon.packs))


def test_a_gap_must_name_a_field(case: Case, extractor: Extractor) -> None:
    folder = Path(case.source).parent
    (folder / "gap.txt").write_text("colour: we do not read it\n", encoding="utf-8")
    assert any("no field 'colour'" in problem for problem in problems(folder, extractor.lexicon.packs))


def test_gaps_are_read_by_field(tmp_path: Path) -> None:
    gap = tmp_path / "gap.txt"
    gap.write_text("people.role: the role stands in the next sentence\n\ngrades: table of pictures\n", encoding="utf-8")
    assert read_gaps(gap) == {"people.role": "the role stands in the next sentence", "grades": "table of pictures"}
    assert set(read_gaps(gap)) <= set(FIELDS)


def test_an_empty_directory_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="no cases"):
        load(tmp_path)


def test_pairs_and_passages_are_cases_too(tmp_path: Path) -> None:
    shutil.copy(ROOT / "corpus/hmicfrs-police/live-blog/article.txt", tmp_path / "live.txt")
    shutil.copy(ROOT / "corpus/hmicfrs-police/live-blog/expected.json", tmp_path / "live.gold.json")
    passage = '{"id": "one-word", "text": "Good.", "grades": [], "phenomenon": "P76"}\n'
    (tmp_path / "passages.jsonl").write_text(passage, encoding="utf-8")
    live, one_word = load(tmp_path)
    assert (live.name, live.gold) == ("live", read_gold(tmp_path / "live.gold.json"))
    assert (one_word.name, one_word.content, scored_fields(one_word.gold)) == ("one-word", b"Good.\n", ["grades"])
    assert load(tmp_path, ["hmicfrs-*"]) == [live]
