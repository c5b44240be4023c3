"""What a run left in its directory: records with their texts, rejects, and the versions that made them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from pipeline.article import Reject
from pipeline.emit.directory import MANIFEST, REJECTS, TEXTS
from pipeline.emit.manifest import Manifest
from pipeline.emit.validate import records_file, sidecar
from pipeline.record import Record


class ReportError(Exception):
    """Records that cannot be shown. The message names the file, and the line where there is one."""


class RunMissingError(ReportError):
    """There are no records at all where they were said to be."""


def texted_records(run: Path) -> Iterator[Record]:
    """The records of a run in their order, each with its text: inline, or from the sidecar beside the file.

    A record whose text is in neither place keeps ``article.text`` null.
    """
    path = records_file(run)
    if not path.is_file():
        raise RunMissingError(f"{path}: no such file")
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                record = Record.model_validate_json(line)
            except ValidationError as error:
                raise ReportError(f"{path}:{number}: not a record: {_first(error)}") from None
            try:
                yield record if record.article.text is not None else _with_text(record, path.parent / TEXTS)
            except ValidationError:
                reason = f"the text in {TEXTS}/ is not the one that its quotes are from"
                raise ReportError(f"{path}:{number}: {reason}") from None


def rejects(run: Path) -> list[Reject]:
    """The rejects of a run, in their order; none if it has no file of them."""
    path = records_file(run).parent / REJECTS
    if not path.is_file():
        return []
    with path.open("rb") as lines:
        try:
            return [Reject.model_validate_json(line) for line in lines]
        except ValidationError as error:
            raise ReportError(f"{path}: not a reject: {_first(error)}") from None


def versions(run: Path) -> dict[str, str]:
    """What made the records, by name, for the foot of the page; empty without a manifest of this version."""
    path = records_file(run).parent / MANIFEST
    try:
        manifest = Manifest.model_validate_json(path.read_bytes())
    except (FileNotFoundError, ValidationError):
        return {}
    made = manifest.versions
    known = {"inspextract": made.inspextract, "schema": made.record_schema, "records": manifest.records_sha256}
    return known | {"packs": json.dumps(made.packs, separators=(", ", " "))[1:-1].replace('"', "")}


def _with_text(record: Record, texts: Path) -> Record:
    text = sidecar(record.id, texts)
    if text is None:
        return record
    return Record.model_validate(record.model_dump() | {"article": record.article.model_dump() | {"text": text}})


def _first(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    field = ".".join(map(str, first["loc"]))
    return f"{field or 'line'}: {first['msg'].removeprefix('Value error, ')}"
