"""`python -m benchmarks.ingest`: how well and how fast stories are found in web pages, beside trafilatura alone.

CPU time in one process. Exit status 1 if the story is found less well than trafilatura finds it, if more than
a trace of what stands around it is taken for the story, or if a page takes more than three times trafilatura's time.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import process_time
from typing import NamedTuple

import trafilatura

from benchmarks.articles import article as invented
from benchmarks.pages import SavedPage, page
from pipeline.article import BODY_KINDS, Article
from pipeline.ingest.read import article_from_bytes

CORPUS = Path(__file__).parent.parent / "corpus"
SITES = 11
"""Templates, on each of which every article of the corpus is put."""
WORDS = 600
"""Words of the invented articles whose pages are timed."""
MIN_PRECISION, MIN_RECALL = 0.98, 0.99
MAX_COST = 3.0
"""How many times trafilatura's time a page may take."""
_WORD = re.compile(r"\w+")


class Found(NamedTuple):
    """How many words of the stories were found, of how many taken for them, and how many there are."""

    right: int
    taken: int
    there: int

    @property
    def precision(self) -> float:
        """The share of what was taken for the story that is."""
        return self.right / max(self.taken, 1)

    @property
    def recall(self) -> float:
        """The share of the story that was found."""
        return self.right / max(self.there, 1)


def corpus_pages() -> Iterator[SavedPage]:
    """Every plain article of the corpus, on each of the sites."""
    for number, path in enumerate(sorted(CORPUS.glob("*/*/article.txt"))):
        article = article_from_bytes(path.read_bytes(), path.name)
        if isinstance(article, Article):
            story = ours(article)
            for site in range(SITES):
                yield page(story, number * SITES + site)


def timed_pages(count: int) -> list[str]:
    """So many pages of ordinary size, each of another article."""
    return [page(invented(seed, WORDS).replace("\n\n", "\n"), seed).markup for seed in range(count)]


def ours(article: Article) -> str:
    """The text of an article without its furniture."""
    text, end = [], 0
    for part in (part for part in article.furniture if part.kind not in BODY_KINDS | {"byline", "date"}):
        text.append(article.text[end : part.start])
        end = part.end
    return "".join([*text, article.text[end:]]).strip()


def by_us(markup: str) -> str:
    """The story as the project finds it."""
    article = article_from_bytes(markup.encode(), "page.html")
    return ours(article) if isinstance(article, Article) else ""


def by_trafilatura(markup: str) -> str:
    """The story as trafilatura alone finds it, with its title, which it gives as metadata."""
    found = trafilatura.extract(markup, include_comments=False, include_tables=True) or ""
    title = re.search(r"<h1[^>]*>(.*?)</h1>", markup)
    return found if title is None or title[1] in found else f"{title[1]}\n{found}"


def compared(pages: Iterable[SavedPage], read: Callable[[str], str]) -> dict[str, Found]:
    """How well stories are found, by template."""
    sums: dict[str, Counter[str]] = defaultdict(Counter)
    for saved in pages:
        story, taken = Counter(_WORD.findall(saved.story)), Counter(_WORD.findall(read(saved.markup)))
        sums[saved.template].update(right=(story & taken).total(), taken=taken.total(), there=story.total())
    return {name: Found(**counts) for name, counts in sums.items()}


def total(found: Iterable[Found]) -> Found:
    """All together."""
    return Found(*(sum(counts) for counts in zip(*found, strict=True)))


def cost(pages: list[str], read: Callable[[str], object]) -> float:
    """CPU milliseconds a page."""
    read(pages[0])
    start = process_time()
    for markup in pages:
        read(markup)
    return 1000 * (process_time() - start) / len(pages)


def report(mine: dict[str, Found], theirs: dict[str, Found], costs: tuple[float, float]) -> Iterator[str]:
    """The figures as lines for a terminal."""
    yield f"{'words of the story':<24} {'inspextract':>22} {'trafilatura':>22}"
    yield f"{'':<24} {'precision':>11} {'recall':>10} {'precision':>11} {'recall':>10}"
    rows = [(name, mine[name], theirs[name]) for name in mine]
    for name, us, them in [*rows, ("all", total(mine.values()), total(theirs.values()))]:
        yield f"  {name:<22} {us.precision:11.4f} {us.recall:10.4f} {them.precision:11.4f} {them.recall:10.4f}"
    yield f"\nCPU ms a page: {costs[0]:.2f}, trafilatura {costs[1]:.2f}, ratio {costs[0] / costs[1]:.2f}"


def main(arguments: list[str] | None = None) -> int:
    """Measure, print, and say by the exit status whether all is within bounds."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ingest", description=__doc__.split("\n", 1)[0])
    parser.add_argument("--pages", type=int, default=400, help="pages that are timed (default %(default)s)")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    options = parser.parse_args(arguments)
    pages = list(corpus_pages())
    mine, theirs = compared(pages, by_us), compared(pages, by_trafilatura)
    timed = timed_pages(options.pages)
    costs = cost(timed, by_us), cost(timed, by_trafilatura)
    us, them = total(mine.values()), total(theirs.values())
    if options.json:
        figures = {"pages": len(pages), "ours": us._asdict(), "trafilatura": them._asdict(), "milliseconds": costs}
        print(json.dumps(figures, indent=2))
    else:
        print(f"{len(pages)} pages of {len(pages) // SITES} articles; {len(timed)} pages timed\n")
        print("\n".join(report(mine, theirs, costs)))
    good = us.precision >= max(MIN_PRECISION, them.precision) and us.recall >= max(MIN_RECALL, them.recall)
    return int(not good or costs[0] > MAX_COST * costs[1])


if __name__ == "__main__":
    sys.exit(main())
