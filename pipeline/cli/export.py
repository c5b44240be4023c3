"""`inspextract export`: the records of a run as tables, or as what annotators open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import UNFINISHED, WRONG_CALL, fail, records_at, say

if TYPE_CHECKING:
    from pipeline.extract.docbin import Annotated as AnnotatedText
    from pipeline.record import Record


class Format(StrEnum):
    """What `export` writes."""

    parquet = "parquet"
    csv = "csv"
    sqlite = "sqlite"
    datapackage = "datapackage"
    spacy = "spacy"
    prodigy = "prodigy"


DEFAULT_NAMES = {Format.sqlite: "records.sqlite", Format.prodigy: "prodigy.jsonl"}
"""The files that are written where no name is given; the other formats are folders named like the format."""

Records = Annotated[Path, typer.Argument(metavar="DIR", help="The directory of a run, or a records file.")]


def export(
    records: Records,
    to: Annotated[Format, typer.Option("--to", help="What to write.")],
    out: Annotated[
        str | None, typer.Option(metavar="PATH", help="File (sqlite, prodigy) or folder, or its URI. Default: in DIR.")
    ] = None,
) -> None:
    """Write the records of a run as flat tables, one for each list of the record, or as annotated texts.

    An earlier export in the same place is replaced when the new one is whole.
    """
    from pipeline.ingest.remote import is_uri, local

    path = records_at(records)
    if out and is_uri(out):
        _export_afar(path, to, out)
        return
    target = Path(local(out)) if out else path.parent / DEFAULT_NAMES.get(to, to.value)
    if target.exists() and (target.samefile(path) or target.is_dir() is (to in DEFAULT_NAMES)):
        fail(f"{target}: is there already, and no {to.value} export", WRONG_CALL)
    with _in_one_line():
        written = WRITERS[to](path, target)
    say(f"{target}: " + ", ".join(f"{count:,} {name}" for name, count in written.items()))


def _export_afar(path: Path, to: Format, uri: str) -> None:
    """Write an export here, and copy it to another file system when it is whole."""
    from pipeline.ingest.remote import place
    from pipeline.run.publish import copy_all

    with _in_one_line(), TemporaryDirectory() as folder:
        target = place(uri)
        written = WRITERS[to](path, Path(folder) / DEFAULT_NAMES.get(to, to.value))
        copy_all(Path(folder) / DEFAULT_NAMES.get(to, to.value), target)
    say(f"{target.shown}: " + ", ".join(f"{count:,} {name}" for name, count in written.items()))


@contextmanager
def _in_one_line() -> Iterator[None]:
    from pipeline.emit.parquet_tables import ExtraMissingError
    from pipeline.emit.records import RecordsError
    from pipeline.ingest.remote import RemoteError

    try:
        yield
    except ExtraMissingError as error:
        fail(error, WRONG_CALL)
    except (RecordsError, RemoteError, ValueError) as error:
        fail(error, UNFINISHED)


def _tables(path: Path, target: Path, write: Callable[[Iterable[Record], Path], Counter[str]]) -> Counter[str]:
    """Write a folder of files with the function of its format."""
    from pipeline.emit.aside import folder_aside
    from pipeline.emit.records import read_records

    with folder_aside(target) as folder:
        return write(read_records(path), folder)


def _csv(path: Path, target: Path) -> Counter[str]:
    from pipeline.emit.csv_tables import write_csv

    return _tables(path, target, write_csv)


def _datapackage(path: Path, target: Path) -> Counter[str]:
    from pipeline.emit.datapackage import write_datapackage

    return _tables(path, target, write_datapackage)


def _parquet(path: Path, target: Path) -> Counter[str]:
    from pipeline.emit.parquet_tables import write_parquet

    return _tables(path, target, write_parquet)


def _sqlite(path: Path, target: Path) -> Counter[str]:
    from pipeline.emit.aside import file_aside
    from pipeline.emit.records import read_records
    from pipeline.emit.sqlite_tables import write_sqlite

    with file_aside(target) as file:
        return write_sqlite(read_records(path), file)


def _prodigy(path: Path, target: Path) -> Counter[str]:
    from pipeline.emit.aside import file_aside
    from pipeline.emit.prodigy import write_prodigy
    from pipeline.emit.records import read_records, with_text

    with file_aside(target) as file:
        return Counter(tasks=write_prodigy(with_text(read_records(path), path), file))


def _spacy(path: Path, target: Path) -> Counter[str]:
    from pipeline.emit.aside import folder_aside
    from pipeline.extract.docbin import FILES, write_docbin

    with folder_aside(target, replaced=FILES) as folder:
        return Counter(docs=write_docbin(_annotated(path), folder))


def _annotated(path: Path) -> Iterator[AnnotatedText]:
    from pipeline.emit.records import read_records, with_text
    from pipeline.emit.spans import labelled_spans
    from pipeline.extract.docbin import Annotated as AnnotatedText

    for record, text in with_text(read_records(path), path):
        data = record.model_dump(mode="json", exclude={"article": {"text"}})
        yield AnnotatedText(text, labelled_spans(record), data)


WRITERS: dict[Format, Callable[[Path, Path], Counter[str]]] = {
    Format.parquet: _parquet,
    Format.csv: _csv,
    Format.sqlite: _sqlite,
    Format.datapackage: _datapackage,
    Format.spacy: _spacy,
    Format.prodigy: _prodigy,
}
