"""The excerpt of a record in the README, made from its article: `python -m tests.readme` writes it."""

from __future__ import annotations

import json
import re

from pipeline.article import Article
from pipeline.extract.extractor import Extractor
from pipeline.ingest.read import article_from_bytes
from pipeline.record import Record
from tests.conftest import ROOT

README = ROOT / "README.md"
ARTICLE = ROOT / "corpus/hmicfrs-police/grade-list-at-end/article.txt"
_BLOCK = re.compile(r"(?<=`make docs` -->\n```json\n).*?(?=```\n<!-- end of excerpt -->)", re.DOTALL)


def excerpt(record: Record) -> str:
    """The first previous grade and the first statistic of the record, evidence on one line."""
    grade = next(grade for grade in record.grades if grade.status == "previous")
    values = {"grades": [grade.model_dump()], "statistics": [record.statistics[0].model_dump()]}
    indented = json.dumps(values, indent=2, ensure_ascii=False)
    return re.sub(r'\{\s+("start": \d+),\s+("end": \d+),\s+("quote": .*?)\s+\}', r"{\1, \2, \3}", indented) + "\n"


def written(text: str, extractor: Extractor) -> str:
    """The README ``text`` with the excerpt as the rules read it now."""
    article = article_from_bytes(ARTICLE.read_bytes(), ARTICLE.name)
    assert isinstance(article, Article)
    fresh = excerpt(extractor(article))
    return _BLOCK.sub(lambda _: fresh, text)


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8"), Extractor.load()), encoding="utf-8")
