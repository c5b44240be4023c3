"""`inspextract extract`, `show` and `explain`: one article."""

from __future__ import annotations

import sys
from itertools import chain, islice
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import UNFINISHED, WRONG_CALL, fail, in_one_line, write
from pipeline.cli.console import show as display
from pipeline.cli.options import PackFolders, PackId

if TYPE_CHECKING:
    from pipeline.article import Article
    from pipeline.extract.extractor import Extractor

File = Annotated[str, typer.Argument(metavar="[FILE|-]", help="An article; - is standard input.")]


def extract(file: File = "-", packs: PackFolders = None, pack: PackId = None) -> None:
    """Read one article and write its record to stdout as one line of JSON."""
    with in_one_line():
        from pipeline.emit.jsonl import record_line

        write(record_line(_extractor(packs, pack)(_article(file))))


def show(file: File = "-", packs: PackFolders = None, pack: PackId = None) -> None:
    """Show what is read from one article: tables, and the article with its evidence marked."""
    with in_one_line():
        from pipeline.emit.terminal import Shown, View

        extractor, article = _extractor(packs, pack), _article(file)
        scales = (scale for known in extractor.lexicon.packs.values() for scale in known.scales)
        worst = {scale.id: len(scale.grades) for scale in scales}
        display(View(Shown(extractor(article), article.text, article.furniture, worst)))


def explain(file: File = "-", packs: PackFolders = None, pack: PackId = None) -> None:
    """Tell, sentence by sentence, which terms were seen, which rule made which value, and what was dropped and why."""
    with in_one_line():
        from pipeline.emit.explain import Seen, Sense, Trace, explanation

        extractor, article = _extractor(packs, pack), _article(file)
        reading = extractor.read(article)
        seen = [
            Seen(
                mention.start,
                mention.end,
                tuple(Sense(sense.term.kind, sense.term.id, sense.pack, sense.weak) for sense in mention.senses),
            )
            for mention in reading.mentions
        ]
        trace = Trace(extractor(article), article.text, reading.sentences, seen, article.furniture)
        write("\n".join(explanation(trace)) + "\n")


def _extractor(packs: PackFolders, pack: PackId) -> Extractor:
    from pipeline.extract.extractor import Extractor
    from pipeline.run.job import known_packs

    known_packs(packs or (), pack)
    return Extractor.load(packs or (), pack)


def _article(file: str) -> Article:
    """The one article in ``file``, or on standard input."""
    from pipeline.article import Reject
    from pipeline.ingest.files import Item, walk
    from pipeline.ingest.read import article_from_bytes, articles

    if file == "-":
        found = [article_from_bytes(sys.stdin.buffer.read(), "-")]
    else:
        items = (item for item in walk([file]) if isinstance(item, Item | Reject))
        outcomes = ([item] if isinstance(item, Reject) else articles(item) for item in items)
        found = list(islice(chain.from_iterable(outcomes), 2))
    if len(found) != 1:
        fail(f"{file}: {'more than one article' if found else 'no article'}: give one, or use `run`", WRONG_CALL)
    if isinstance(found[0], Reject):
        fail(f"{found[0].source}: {found[0].error}: {found[0].detail}", UNFINISHED)
    return found[0]
