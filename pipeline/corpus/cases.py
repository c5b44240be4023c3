"""Cases on disk: an article, its annotation, and the gaps that are known and not yet mended.

Three shapes are read: ``PACK/CASE/article.txt|.html`` with ``expected.json`` and perhaps ``gap.txt``;
``NAME.txt|.html`` beside ``NAME.gold.json``; and ``*.jsonl`` with one passage and its annotation a line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from pydantic import ValidationError

from pipeline import __version__
from pipeline.article import Article, Reject
from pipeline.corpus.gold import Gold, draft, render
from pipeline.corpus.score import Score, score
from pipeline.ingest.read import article_from_bytes
from pipeline.record import SCHEMA_VERSION, ArticleInfo, Provenance, Record

EXPECTED = "expected.json"
GAP = "gap.txt"
ARTICLES = ("article.txt", "article.html")
_GOLD = ".gold.json"

Extract = Callable[[Article], Record]


class CorpusError(Exception):
    """A corpus that cannot be used. The message names the file and the reason, in one line."""


@dataclass(frozen=True)
class Case:
    """One article with its annotation. ``gaps`` are fields known to differ, with the reason; ``expected`` the file."""

    name: str
    source: str
    content: bytes = field(repr=False)
    gold: Gold = field(repr=False)
    gaps: Mapping[str, str] = field(default_factory=dict, repr=False)
    expected: Path | None = None

    def fits(self, patterns: Iterable[str]) -> bool:
        """Whether the name or the annotated inspectorate fits one of the patterns (``police-*``)."""
        names = (self.name, *(inspectorate or "" for inspectorate in self.gold.inspectorate))
        return any(fnmatchcase(name, pattern) for name in names for pattern in patterns)


def load(directory: Path, only: Iterable[str] = ()) -> list[Case]:
    """The cases below ``directory`` by name; with ``only``, those that fit one of its patterns.

    Raises :class:`CorpusError` if there are none, or one cannot be read.
    """
    if not directory.is_dir():
        raise CorpusError(f"{directory}: no such directory")
    patterns = tuple(only)
    found = [*map(folder_case, case_folders(directory)), *_pairs(directory), *_passages(directory)]
    cases = sorted((case for case in found if not patterns or case.fits(patterns)), key=lambda case: case.name)
    if not cases:
        raise CorpusError(f"{directory}: no cases in it" + (f" that fit {' '.join(patterns)}" if patterns else ""))
    return cases


def case_folders(directory: Path) -> list[Path]:
    """The folders below ``directory`` that hold, or should hold, a case."""
    files = (path for name in (EXPECTED, GAP, *ARTICLES) for path in directory.rglob(name))
    return sorted({path.parent for path in files})


def folder_case(folder: Path) -> Case:
    """The case in ``folder``. Raises :class:`CorpusError`."""
    articles = [folder / name for name in ARTICLES if (folder / name).is_file()]
    if len(articles) != 1:
        raise CorpusError(f"{folder}: needs one of {' and '.join(ARTICLES)}")
    expected = folder / EXPECTED
    name = "/".join(folder.resolve().parts[-2:])
    gold, gaps = read_gold(expected), read_gaps(folder / GAP)
    return Case(name, articles[0].as_posix(), articles[0].read_bytes(), gold, gaps, expected)


def read_gold(path: Path) -> Gold:
    """The annotation in ``path``. Raises :class:`CorpusError`."""
    try:
        return Gold.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        raise CorpusError(f"{path}: missing") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise CorpusError(f"{path}: {where}{': ' if where else ''}{first['msg']}") from None


def read_gaps(path: Path) -> dict[str, str]:
    """The known gaps in ``path``, a line each: ``field: reason``. Empty if there is no such file.

    Raises :class:`CorpusError` for a line of another shape.
    """
    gaps = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        name, _, reason = line.partition(":")
        if not line.strip():
            continue
        if not (name.strip() and reason.strip()):
            raise CorpusError(f"{path}: {line!r} is not `field: reason`")
        gaps[name.strip()] = reason.strip()
    return gaps


def _pairs(directory: Path) -> Iterator[Case]:
    for path in sorted(directory.glob(f"*{_GOLD}")):
        name = path.name.removesuffix(_GOLD)
        articles = [article for suffix in (".txt", ".html") if (article := path.with_name(name + suffix)).is_file()]
        if len(articles) != 1:
            raise CorpusError(f"{path}: needs {name}.txt or {name}.html beside it")
        yield Case(name, articles[0].as_posix(), articles[0].read_bytes(), read_gold(path), expected=path)


def _passages(directory: Path) -> Iterator[Case]:
    for path in sorted(directory.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                passage = json.loads(line)
                gold = Gold.model_validate({key: passage[key] for key in Gold.model_fields if key in passage})
                name, text = passage["id"], passage["text"]
            except (ValueError, KeyError) as error:
                raise CorpusError(f"{path}:{number}: {' '.join(str(error).split())}") from None
            yield Case(name, f"{name}.txt", f"{text.rstrip()}\n".encode(), gold)


def record_of(case: Case, extract: Extract) -> Record:
    """The record of the case's article. An article that ingestion rejects has a record without values."""
    article = article_from_bytes(case.content, case.source)
    return nothing_read(case.source) if isinstance(article, Reject) else extract(article)


def nothing_read(source: str) -> Record:
    """The record of an article in which nothing was found."""
    absent = dict.fromkeys(("title", "published", "publisher", "url", "language", "text"))
    info = ArticleInfo.model_validate({"source": source, "format": "", "sha256": "", "authors": [], **absent})
    made_by = {"inspextract": __version__, "schema_version": SCHEMA_VERSION}
    return Record(
        schema_version=SCHEMA_VERSION,
        id="",
        article=info,
        inspectorate=None,
        bodies=[],
        areas=[],
        grades=[],
        tallies=[],
        people=[],
        statistics=[],
        measures=[],
        checks=[],
        residue=[],
        provenance=Provenance(**made_by, packs={}, framework=None, repairs=[]),
    )


def score_cases(cases: Iterable[Case], extract: Extract) -> Score:
    """The figures over the cases, each article read anew."""
    return score((case.name, case.gold, record_of(case, extract)) for case in cases)


def add(corpus: Path, name: str, article: Path, extract: Extract) -> Case:
    """A new case ``PACK/CASE`` from an article, with what the rules read now as the draft of its annotation.

    Raises :class:`CorpusError` if the name or the article will not do.
    """
    folder = new_folder(corpus, name)
    if not article.is_file():
        raise CorpusError(f"{article}: no such file")
    suffix = ".html" if article.suffix.lower() in (".html", ".htm") else ".txt"
    content = article.read_bytes()
    read = article_from_bytes(content, f"article{suffix}")
    if isinstance(read, Reject):
        raise CorpusError(f"{article}: {read.error}: {read.detail}")
    return write_case(folder, f"article{suffix}", content, draft(extract(read)))


def new_folder(corpus: Path, name: str) -> Path:
    """The folder for a new case. Raises :class:`CorpusError` if the name will not do or is taken."""
    if len(Path(name).parts) != 2 or ".." in name:
        raise CorpusError(f"{name}: a case is named PACK/CASE")
    folder = corpus / name
    if folder.exists():
        raise CorpusError(f"{folder}: there is such a case already")
    return folder


def write_case(folder: Path, article: str, content: bytes, gold: Gold) -> Case:
    """The case, as it is now in ``folder``; ``article`` is the name of the article's file."""
    folder.mkdir(parents=True)
    (folder / article).write_bytes(content)
    (folder / EXPECTED).write_text(render(gold), encoding="utf-8")
    return folder_case(folder)
