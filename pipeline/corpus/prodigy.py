"""Cases from texts that people corrected in Prodigy: spans taken away or added, as `export --to prodigy` made them.

A span says where a value is read and of which kind it is, not what the value is. So the draft of an annotation has the
values that the rules read from spans that were kept, without those whose spans are gone; an added body or person has
the marked words as its name, and every other added span is named for a person to write its value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel, Field, ValidationError

from pipeline.article import Article
from pipeline.corpus.cases import Case, CorpusError, Extract, new_folder, write_case
from pipeline.corpus.gold import Gold, GoldPerson, draft
from pipeline.emit.spans import LABELS, PERSON, QUOTE, LabelledSpan, labelled_spans, spans_of
from pipeline.ingest.read import article_from_bytes
from pipeline.record import Person, Record

BODY = LABELS["bodies"]


class Marked(BaseModel):
    """A span of a task: code points of its text, and its label."""

    start: int
    end: int
    label: str


class Task(BaseModel):
    """One line of ``prodigy db-out``; ``answer`` is ``accept``, ``reject`` or ``ignore``."""

    text: str
    spans: list[Marked] = Field(default_factory=list)
    answer: str = "accept"


class Corrected(NamedTuple):
    """The annotation of a text, and the spans, in words, whose value is not known."""

    gold: Gold
    unread: list[str]


def add_corrected(corpus: Path, name: str, path: Path, extract: Extract) -> Iterator[tuple[Case, list[str]]]:
    """New cases from the accepted texts of a Prodigy file, each with the spans whose value is not known.

    One text is the case ``name``, several are ``name-1`` and so on. Raises :class:`CorpusError` before any case is
    written if the file, a text or a name will not do.
    """
    tasks = [task for task in read_tasks(path) if task.answer == "accept"]
    names = [name] if len(tasks) == 1 else [f"{name}-{number}" for number in range(1, len(tasks) + 1)]
    folders = [new_folder(corpus, case) for case in names]
    articles = [_article(task, path) for task in tasks]
    for folder, task, article in zip(folders, tasks, articles, strict=True):
        gold, unread = corrected(extract(article), task)
        yield write_case(folder, "article.txt", f"{task.text}\n".encode(), gold), unread


def read_tasks(path: Path) -> list[Task]:
    """The tasks of a Prodigy file. Raises :class:`CorpusError` if it cannot be read or has none that was accepted."""
    if not path.is_file():
        raise CorpusError(f"{path}: no such file")
    tasks = []
    for number, line in enumerate(path.read_bytes().splitlines(), start=1):
        try:
            tasks.append(Task.model_validate_json(line))
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            raise CorpusError(f"{path}:{number}: {'.'.join(map(str, first['loc']))}: {first['msg']}") from None
    if not any(task.answer == "accept" for task in tasks):
        raise CorpusError(f"{path}: no text in it was accepted")
    return tasks


def _article(task: Task, path: Path) -> Article:
    """The text as it will be read from the case's file. Raises :class:`CorpusError` if that would shift the spans."""
    read = article_from_bytes(task.text.encode(), "article.txt")
    if not isinstance(read, Article) or read.text != task.text:
        raise CorpusError(f"{path}: the text {task.text[:40]!r} is not as `export --to prodigy` wrote it")
    return read


def corrected(record: Record, task: Task) -> Corrected:
    """The draft of an annotation from what the rules read and what was kept and added in the task."""
    marked = {LabelledSpan(span.start, span.end, span.label) for span in task.spans}
    kept = {
        name: [value for value in getattr(record, name) if marked.intersection(spans_of(name, value))]
        for name in LABELS
    }
    kept["people"] = [_quoted_if_marked(person, marked) for person in kept["people"]]
    gold = draft(record.model_copy(update=kept))
    added = sorted(marked.difference(labelled_spans(record)))
    names = {label: _words(task.text, added, label) for label in (BODY, PERSON)}
    gold = gold.model_copy(
        update={
            "bodies": (*(gold.bodies or ()), *((name,) for name in names[BODY])),
            "people": (*(gold.people or ()), *(GoldPerson(name=(name,)) for name in names[PERSON])),
        }
    )
    unread = [span for span in added if span.label not in names]
    return Corrected(gold, [f"{s.label} {task.text[s.start : s.end]!r} at {s.start}:{s.end}" for s in unread])


def _quoted_if_marked(person: Person, marked: set[LabelledSpan]) -> Person:
    if not person.quotes:
        return person
    quotes = [words for words in person.quotes if LabelledSpan(words.start, words.end, QUOTE) in marked]
    return person.model_copy(update={"quotes": quotes, "quoted": bool(quotes)})


def _words(text: str, spans: Iterable[LabelledSpan], label: str) -> list[str]:
    """The words of the spans of a label, each once."""
    return list(dict.fromkeys(text[span.start : span.end] for span in spans if span.label == label))
