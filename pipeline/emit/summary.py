"""What a run says when it is done: one small table."""

from __future__ import annotations

from collections import Counter

from rich import box
from rich.table import Table

from pipeline.emit.manifest import Manifest, by_frequency


def summary(manifest: Manifest, out: str) -> Table:
    """The summary of a run whose files are in ``out``."""
    counts, timings = manifest.counts, manifest.timings
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(f"{counts.read:,} articles into {out}", overflow="fold")
    table.add_column(f"{timings.seconds:.1f} s", justify="right")
    table.add_column(f"{timings.rate:,.0f} a second", style="dim", overflow="fold")
    table.add_row("records", f"{counts.records:,}", "")
    table.add_row("rejects", f"{counts.rejects.total():,}", _listed(counts.rejects))
    if counts.skipped:
        table.add_row("skipped files", f"{counts.skipped.total():,}", _listed(counts.skipped))
    table.add_row("current grades", f"{counts.grades.total():,}", _listed(counts.grades))
    table.add_row("people", f"{counts.people:,}", "")
    table.add_row("statistics", f"{counts.statistics:,}", "")
    table.add_row("failed checks", f"{counts.failed_checks.total():,}", _listed(counts.failed_checks))
    return table


def _listed(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in by_frequency(counter))
