"""Article -> Record, whole: finds the mentions, asks each module for its list, and builds the record once, at the
end."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from spacy.attrs import LOWER
from spacy.vocab import Vocab

from pipeline import __version__
from pipeline.article import Article
from pipeline.extract.checks import checks
from pipeline.extract.choice import setting
from pipeline.extract.findings import NOTHING, findings
from pipeline.extract.lexicon import Lexicon
from pipeline.extract.people import people
from pipeline.extract.reading import Reading
from pipeline.extract.residue import grade_words, measure_words, number_words
from pipeline.extract.setting import Setting
from pipeline.extract.statistics import read_numbers, without_tallies
from pipeline.pack import COMMON, Pack, load_packs
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
        return Reading(article, self.lexicon.find(article.text), self.lexicon)

    def __call__(self, article: Article) -> Record:
        """The record of one article. A function of the article and the packs alone."""
        reading = self.read(article)
        where = setting(reading, self.pack)
        found = findings(reading, where) if where else NOTHING
        numbers = without_tallies(read_numbers(reading, found.mentions), found.tallies)
        valued = [*found.grades, *found.tallies, *found.areas]
        return Record(
            schema_version=SCHEMA_VERSION,
            id=hashlib.sha256(article.text.encode()).hexdigest(),
            article=_info(article),
            inspectorate=where.pack.id if where and found.reported else None,
            bodies=found.bodies,
            areas=found.areas,
            grades=found.grades,
            tallies=found.tallies,
            people=people(reading, found.bodies),
            statistics=numbers.statistics,
            measures=found.measures,
            checks=checks(found.grades, found.tallies, where, reading),
            residue=[
                *grade_words(reading, where, [e for value in valued for e in value.evidence], found.dropped),
                *measure_words(reading, found.unread),
                *number_words(reading, numbers.residue),
            ],
            furniture=list(article.furniture),
            provenance=_provenance(article, where and where._replace(kind=found.kind), self.lexicon.packs),
        )


def _info(article: Article) -> ArticleInfo:
    return ArticleInfo(
        source=article.source,
        format=article.format,
        sha256=article.sha256,
        title=article.title,
        published=article.published,
        authors=list(article.authors),
        publisher=article.publisher,
        url=article.url,
        language=article.language,
        text=article.text,
    )


def _provenance(article: Article, where: Setting | None, packs: dict[str, Pack]) -> Provenance:
    """The versions behind a record: the common pack, and that of the article's inspectorate, with its framework."""
    used = [COMMON, *([where.pack.id] if where else [])]
    ranked = where.frameworks() if where else ()
    return Provenance(
        inspextract=__version__,
        schema_version=SCHEMA_VERSION,
        packs={pack: packs[pack].digest for pack in used},
        framework=ranked[0].id if ranked else None,
        repairs=list(article.repairs),
    )
