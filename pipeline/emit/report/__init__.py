"""The review page: one HTML file in which a run is read, filtered and checked. It fetches nothing, even when opened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.emit.report.html import page
from pipeline.emit.report.index import Index
from pipeline.emit.report.run import ReportError, RunMissingError, rejects, texted_records, versions
from pipeline.pack import Pack

__all__ = ["ReportError", "RunMissingError", "write_report"]


def write_report(run: Path, out: Path, packs: Mapping[str, Pack]) -> int:
    """Write the page of the records in ``run`` (a run's directory or a records file) to ``out``; returns their number.

    ``packs`` write grades, areas and inspectorates out; what they do not know is shown by its id. The file is written
    under another name and moved into place. Raises :class:`ReportError` for records that are missing or malformed,
    ``OSError`` if ``out`` cannot be written.
    """
    index = Index(packs)
    for record in texted_records(run):
        index.add(record)
    head = index.head(run=versions(run), rejects=rejects(run))
    partial = out.with_name(f".{out.name}.partial")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(page(head, index.blocks()))
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)
    return len(index)
