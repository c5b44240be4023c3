"""A short story of a harbour school, to read heads and tails with."""

from __future__ import annotations

from pipeline.article import Article
from pipeline.ingest.read import article_from_bytes

STORY = (
    "\n\nInspectors who called at the harbour school in March said that its pupils were safe and well taught."
    "\n\nThe head, Ida Marsh, said that she was pleased with the report and with her staff.\n"
)
TITLE = "Watchdog praises harbour school"


def read(head: str, tail: str = "") -> Article:
    article = article_from_bytes((head + STORY + tail).encode(), "quay.txt")
    assert isinstance(article, Article)
    return article
