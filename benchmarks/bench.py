"""`python -m benchmarks.bench`: what a record costs, beside what spaCy's stock tokenizer alone needs for the same text.

CPU time in one process, so that the two are comparable on a busy machine. Exit status 1 if the pipeline costs more than
the stock tokenizer, or if its cost grows faster than the length of a text.
"""

from __future__ import annotations

import argparse
import json
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import spacy

from benchmarks.articles import article, batch, hostile
from benchmarks.clock import StageClock, functions_of, replaced
from pipeline.article import Article
from pipeline.emit.jsonl import record_line
from pipeline.extract import extractor as extraction
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article as read_article
from pipeline.ingest.read import article_from_bytes
from pipeline.run import batch as runner
from pipeline.run import outcome as outcomes
from pipeline.run.job import Job

SIZES = (470, 1100)
"""Words of the articles: an ordinary news story, and a long one."""
ROUNDS = 4
"""Times that the two are measured in turn, each time on articles that neither has seen."""
WARMING = 4
"""One article of the corpus in so many is read before the time counts."""
CORPUS = Path(__file__).resolve().parent.parent / "corpus"
LENGTHS = (1_000, 10_000, 100_000)
"""Words of the texts that show how the cost grows."""
LINE = 1_000_000
"""Characters of a text that is one line."""
HOSTILE = 100_000
"""Characters of the hostile texts."""
LIMIT = 20.0
"""Seconds after which a text is given up."""
TRIES = 3
"""Times that a text is measured."""
SUPERLINEAR = 10.0
"""A text four times as long may cost so many times as much (4 is linear; the rest is for noise)."""


class Cost(NamedTuple):
    """CPU milliseconds an article of some kind: the pipeline, file to record, and the stock tokenizer."""

    kind: str
    articles: int
    pipeline: float
    stock: float

    @property
    def ratio(self) -> float:
        """The pipeline's cost in units of the stock tokenizer's."""
        return self.pipeline / self.stock


class Growth(NamedTuple):
    """CPU milliseconds for a text and for one a quarter as long; None where it took more than :data:`LIMIT`."""

    text: str
    characters: int
    quarter: float | None
    milliseconds: float | None

    @property
    def linear(self) -> bool:
        """Whether the cost grows with the length and not faster. Times too short to be measured count as linear."""
        if self.milliseconds is None or self.quarter is None:
            return False
        return self.milliseconds < 50 or self.milliseconds < SUPERLINEAR * max(self.quarter, 1)


def cpu(action: Callable[[], object]) -> float:
    """CPU seconds that the action takes."""
    start = process_time()
    action()
    return process_time() - start


@contextmanager
def loaded(extractor: Extractor) -> Iterator[None]:
    """Runs in here use this extractor instead of loading one."""
    packs = extractor.lexicon.packs
    maker = outcomes.Maker(extractor, "inline", None)
    with replaced(runner, {"load": lambda _job: maker, "known_packs": lambda _extra, _pack: packs}):
        yield


def written(texts: list[str], folder: Path) -> Job:
    """The texts as files, and the job that reads them in this process."""
    inputs = folder / "articles"
    inputs.mkdir()
    for number, text in enumerate(texts):
        (inputs / f"{number:05}.txt").write_text(text, encoding="utf-8")
    return Job((str(inputs),), folder / "out", workers=0)


def generated(words: int, count: int) -> list[list[str]]:
    """Articles of about ``words`` words for the turns of :func:`compare`, ``count`` of them in those that count."""
    share = count // ROUNDS
    seeds = (words * 1_000_000 + turn * share for turn in range(1 + ROUNDS))
    return [list(batch(share, words, first_seed=seed)) for seed in seeds]


def collected() -> list[list[str]]:
    """The articles of the corpus in two turns: shorter than the generated ones, of all inspectorates, and full of what
    there is to read. One turn counts, since starting a run over so few articles would weigh on several.
    """
    texts = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*/*/article.txt"))]
    return [texts[::WARMING], [text for number, text in enumerate(texts) if number % WARMING]]


def compare(extractor: Extractor, kind: str, turns: list[list[str]]) -> Cost:
    """The pipeline and the stock tokenizer, in turn, on articles that neither has seen.

    The first turn of both is not counted: what is made once a process is not the cost of an article.
    """
    stock = spacy.blank("en")
    spent = []
    for texts in turns:
        with tempfile.TemporaryDirectory() as folder, loaded(extractor):
            job = written(texts, Path(folder))
            ours = cpu(lambda job=job: runner.run(job))  # type: ignore[misc]
        spent.append((ours, cpu(lambda texts=texts: [stock.make_doc(text) for text in texts])))  # type: ignore[misc]
    count = sum(map(len, turns[1:]))
    ours, theirs = (1000 * sum(times) / count for times in zip(*spent[1:], strict=True))
    return Cost(kind, count, ours, theirs)


def stages(extractor: Extractor, words: int, count: int) -> dict[str, float]:
    """CPU milliseconds an article by stage. What a stage needs first (lines, sentences) counts for it."""
    clock = StageClock()
    modules = {
        name: clock.timed(f"extract: {name}", function)
        for name, function in functions_of(extraction, "pipeline.extract.").items()
    }
    with ExitStack() as stack, tempfile.TemporaryDirectory() as folder:
        job = written(list(batch(count, words, first_seed=words * 2_000_000)), Path(folder))
        stack.enter_context(loaded(extractor))
        stack.enter_context(replaced(extraction, modules))
        stack.enter_context(
            replaced(
                Extractor,
                {
                    "read": clock.timed("tokenise and match", Extractor.read),
                    "__call__": clock.timed("extract: build the record", Extractor.__call__),
                },
            )
        )
        stack.enter_context(
            replaced(
                outcomes,
                {
                    "article": clock.timed("read and normalise", read_article),
                    "record_line": clock.timed("serialise", record_line),
                },
            )
        )
        clock.timed("run: walk, account, write", runner.run)(job)
    return clock.milliseconds(count)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise ``TimeoutError`` in the block when it has taken so many seconds."""

    def stop(_number: int, _frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)  # a timer of CPU time would make that clock coarse
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def whole(extractor: Extractor, text: str) -> float | None:
    """CPU milliseconds from the bytes of one text to the line of its record, the best of some; None: given up."""

    def act() -> None:
        found = article_from_bytes(text.encode(), "bench")
        if isinstance(found, Article):
            record_line(extractor(found))

    try:
        with limited(LIMIT):
            return 1000 * min(cpu(act) for _ in range(TRIES))
    except TimeoutError:
        return None


def grown(extractor: Extractor, name: str, text: str, part: str) -> Growth:
    """The growth from ``part`` to ``text``, which is four times as long."""
    quarter = whole(extractor, part)
    return Growth(name, len(text), quarter, whole(extractor, text) if quarter is not None else None)


def growth(extractor: Extractor) -> list[Growth]:
    """How the cost grows with the length of ordinary and hostile texts."""
    texts = {f"{words:,} words": (article(words, words), article(words, words // 4)) for words in LENGTHS}
    line = " ".join(article(7, LINE // 5).split())[:LINE]
    texts["one long line"] = (line, line[: LINE // 4])
    quarters = hostile(HOSTILE // 4)
    texts |= {name: (text, quarters[name]) for name, text in hostile(HOSTILE).items()}
    return [grown(extractor, name, text, part) for name, (text, part) in texts.items()]


def report(costs: list[Cost], split: dict[str, float], growths: list[Growth]) -> Iterator[str]:
    """The figures as lines for a terminal."""
    yield "CPU ms an article, one worker, file to record    pipeline   stock tokenizer   ratio"
    for cost in costs:
        label = f"  {cost.articles} articles {cost.kind}"
        yield f"{label:<48} {cost.pipeline:8.2f} {cost.stock:17.2f} {cost.ratio:7.2f}"
    yield f"\nCPU ms an article of {SIZES[-1]:,} words by stage"
    for stage, spent in split.items():
        yield f"  {stage:<46} {spent:8.3f}"
    yield "\ngrowth                     characters  ms of a quarter         ms   µs each"
    for text in growths:
        flag = "" if text.linear else "   FASTER THAN ITS LENGTH"
        yield f"  {text.text:<24} {text.characters:10,} {_times(text)}{flag}"


def _times(text: Growth) -> str:
    quarter, whole_text = ("given up" if ms is None else f"{ms:.1f}" for ms in (text.quarter, text.milliseconds))
    each = "" if text.milliseconds is None else f"{1000 * text.milliseconds / text.characters:.2f}"
    return f"{quarter:>16} {whole_text:>10} {each:>9}"


def as_data(costs: list[Cost], split: dict[str, float], growths: list[Growth]) -> dict[str, Any]:
    """The figures as plain data."""
    return {
        "costs": [{**cost._asdict(), "ratio": round(cost.ratio, 3)} for cost in costs],
        "stages": split,
        "growth": [{**text._asdict(), "linear": text.linear} for text in growths],
    }


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and say by the exit status whether the cost is within bounds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.bench", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--articles", type=int, default=320, help="articles of each size (default %(default)s)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    extractor = Extractor.load()
    outcomes.keep()
    costs = [compare(extractor, f"of {words:,} words", generated(words, options.articles)) for words in SIZES]
    costs.append(compare(extractor, "of the corpus", collected()))
    split = stages(extractor, SIZES[-1], options.articles // 2)
    growths = growth(extractor)
    if options.json:
        print(json.dumps(as_data(costs, split, growths), indent=2))
    else:
        print("\n".join(report(costs, split, growths)))
    return int(any(cost.ratio > 1 for cost in costs) or not all(text.linear for text in growths))


if __name__ == "__main__":
    sys.exit(main())
