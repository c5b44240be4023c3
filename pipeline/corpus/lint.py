"""What is wrong with a corpus before any rule is run: keys, ids, repeated entries, words not in the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import unescape
from itertools import chain
from pathlib import Path

from pipeline.corpus.cases import Case, CorpusError, case_folders, folder_case
from pipeline.corpus.compare import FIELDS, LISTS
from pipeline.corpus.gold import Answers, Gold
from pipeline.corpus.sameness import key
from pipeline.pack import COMMON, Pack

OVERALL = "overall"


def problems(directory: Path, packs: Mapping[str, Pack]) -> Iterator[str]:
    """Every problem of the cases below ``directory``, a line each."""
    for folder in case_folders(directory):
        try:
            case = folder_case(folder)
        except CorpusError as error:
            yield str(error)
            continue
        yield from (f"{case.name}: {problem}" for problem in case_problems(case, packs))


def case_problems(case: Case, packs: Mapping[str, Pack]) -> Iterator[str]:
    """Every problem of one case."""
    gold = case.gold
    if not gold.reviewed:
        yield 'a draft: read it, correct it, and delete `"reviewed": false`'
    for missing in sorted(Gold.model_fields.keys() - gold.model_fields_set - {"reviewed"}):
        yield f"no key {missing!r} (an empty list scores what is made up)"
    yield from (f"gap.txt: no field {name!r}" for name in case.gaps if name not in FIELDS)
    if case.name.partition("/")[0] not in packs:
        yield f"no rule pack {case.name.partition('/')[0]!r}"
    yield from _unknown_ids(gold, packs)
    yield from _repeated(gold)
    yield from _absent_words(gold, key(unescape(case.content.decode(errors="replace"))))


def _unknown_ids(gold: Gold, packs: Mapping[str, Pack]) -> Iterator[str]:
    inspectorates = packs.keys() - {COMMON}
    yield from (f"no inspectorate {id_!r}" for id_ in gold.inspectorate if id_ and id_ not in inspectorates)
    areas, grades = ({term.id for pack in packs.values() for term in pack.of_kind(kind)} for kind in ("area", "grade"))
    used = [*(gold.areas or ()), *chain.from_iterable(grade.area for grade in gold.grades or ())]
    for area in dict.fromkeys(used):
        if area != OVERALL and not set(area.split("/")) <= areas:
            yield f"no area {area!r}"
    for grade in dict.fromkeys(chain.from_iterable(grade.grade for grade in gold.grades or ())):
        if grade not in grades:
            yield f"no grade {grade!r}"


def _repeated(gold: Gold) -> Iterator[str]:
    for listed in LISTS:
        entries = list(listed.entries(gold) or ())
        for number, entry in enumerate(entries):
            if listed.name != "statistics" and entry in entries[:number]:
                yield f"{listed.name}: {entry} twice"


def _absent_words(gold: Gold, words: str) -> Iterator[str]:
    named: list[tuple[str, Answers]] = [("title", gold.article.title)]
    named += [("author", (author,)) for author in gold.article.authors or ()]
    named += [("person", person.name) for person in gold.people or ()]
    for what, answers in named:
        if answers and not any(key(answer) in words for answer in answers):
            yield f"{what} {answers[0]!r} is not in the article"
