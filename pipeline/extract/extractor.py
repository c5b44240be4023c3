"""Article -> Record, whole: finds the mentions, asks each module for its list, and builds the record once, at the end."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from spacy.attrs import LOWER
from spacy.vocab import Vocab

from pipeline import __version__
from pipeline.article import Article
from pipeline.extract.findings import Findings, findings
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.people import people
from pipeline.extract.reading import Reading
from pipeline.extract.setting import setting
from pipeline.extract.statistics import statistics
from pipeline.pack import Pack, load_packs
from pipeline.record import SCHEMA_VERSION, ArticleInfo, Provenance, Record


class Extractor:
    """Reads articles. Load one a process and call it with one article after another.

    ``pack`` forces one inspectorate instead of the one that the article names.
    """

    def __init__(self, packs: dict[str, Pack], pack: str | None = None) -> None:
        self.lexicon = Lexicon(packs, Vocab(lex_attr_getters={LOWER: str.lower}))
        self.pack = pack

    @classmethod
    def load(cls, extra: Sequence[Path] = (), pack: str | None = None) -> Extractor:
        """An extractor with the shipped packs and those in ``extra``. Raises :class:`pipeline.pack.PackError`."""
        return cls(load_packs(extra), pack)

    def read(self, article: Article) -> Reading:
        """The article with its mentions, as the modules see it."""
        return Reading(article, self.lexicon.mentions(self.lexicon.tokenizer(article.text)), self.lexicon)

    def __call__(self, article: Article) -> Record:
        """The record of one article. A function of the article and the packs alone."""
        reading = self.read(article)
        where = setting(reading, self.pack)
        found = findings(reading, where) if where else Findings([], [], [], [], [])
        info = article.model_dump(exclude={"furniture", "repairs"})
        return Record(
            schema_version=SCHEMA_VERSION,
            id=hashlib.sha256(article.text.encode()).hexdigest(),
            article=ArticleInfo(**{**info, "authors": list(article.authors)}),
            inspectorate=where.pack.id if where and found.bodies else None,
            bodies=found.bodies,
            areas=found.areas if found.bodies else [],
            grades=found.grades,
            tallies=found.tallies,
            people=people(reading),
            statistics=statistics(reading),
            measures=[],
            checks=[],
            residue=[],
            provenance=Provenance(
                inspextract=__version__,
                schema_version=SCHEMA_VERSION,
                packs={},
                framework=None,
                repairs=list(article.repairs),
            ),
        )
