"""What an outcome depends on, as one digest: what was read, and all that reads it. The same digest, the same bytes."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from importlib.metadata import PackageNotFoundError, version
from importlib.resources.abc import Traversable

from pipeline import __version__
from pipeline.article import Reject
from pipeline.emit.jsonl import json_line
from pipeline.ingest.packed import Document
from pipeline.record import SCHEMA_VERSION
from pipeline.run.job import Job

Unit = Document | Reject
"""What a run is made of: an article's bytes, or a reject that has its place in the order."""
LIBRARIES = ("spacy", "pydantic", "trafilatura", "lxml", "pypdfium2", "python-docx", "rensa", "ftfy")
"""Distributions whose version can change an outcome, or whose absence does."""
CODE = ("article.py", "record.py", "pack.py", "ingest", "extract", "emit/jsonl.py", "run/outcome.py")
"""The parts of the package that make an outcome: an edited rule in them re-extracts, also without a new version."""


class Identity:
    """Names outcomes. ``packs`` are the digests of the rule packs by id."""

    def __init__(self, job: Job, packs: Mapping[str, str]) -> None:
        made_by = {
            "inspextract": __version__,
            "schema": SCHEMA_VERSION,
            "code": code_digest(),
            "python": platform.python_version(),
            "libraries": {name: installed(name) for name in LIBRARIES},
            "packs": dict(sorted(packs.items())),
            "pack": job.pack,
            "text": job.text,
            "time_limit": job.time_limit,
        }
        self._made_by = hashlib.sha256(json.dumps(made_by, sort_keys=True).encode())

    def key(self, unit: Unit) -> bytes:
        """The digest of a unit and of everything that its outcome depends on."""
        digest = self._made_by.copy()
        if isinstance(unit, Reject):
            digest.update(b"reject\0" + json_line(unit))
            return digest.digest()
        source, data, *about = unit
        digest.update(b"document\0" + repr((source, about)).encode("utf-8", "backslashreplace") + b"\0")
        digest.update(data)
        return digest.digest()


@cache
def installed(name: str) -> str | None:
    """The version of a distribution; None if it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


@cache
def code_digest() -> str:
    """The digest of the code that makes outcomes, as it is when it is first asked for: about when it was loaded."""
    package = resources.files("pipeline")
    digest = hashlib.sha256()
    for part in CODE:
        for name, file in _files(package.joinpath(part), part):
            digest.update(name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(found: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    if found.is_file():
        yield name, found
        return
    for entry in sorted(found.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir() or entry.name.endswith((".py", ".toml")):
            yield from _files(entry, f"{name}/{entry.name}")
