"""What a run says when it is done: one small table."""

from __future__ import annotations

from collections import Counter

from rich import box
from rich.table import Table

from pipeline.emit.manifest import Manifest, by_frequency

NAMED = 3
"""How many of the inputs that are gone are named."""


def summary(manifest: Manifest, out: str) -> Table:
    """The summary of a run whose files are in ``out``."""
    counts, timings = manifest.counts, manifest.timings
    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column(f"{counts.read:,} articles into {out}", overflow="fold")
    table.add_column(f"{timings.seconds:.1f} s", justify="right")
    table.add_column(f"{timings.rate:,.0f} a second", style="dim", overflow="fold")
    if counts.reused:
        table.add_row("done before", f"{counts.reused:,}", "by an earlier run, and not again")
    if counts.gone:
        table.add_row("gone inputs", f"{counts.gone:,}", _named(manifest))
    table.add_row("records", f"{counts.records:,}", "")
    table.add_row("rejects", f"{counts.rejects.total():,}", _listed(counts.rejects))
    if counts.skipped:
        table.add_row("skipped files", f"{counts.skipped.total():,}", _listed(counts.skipped))
    table.add_row("current grades", f"{counts.grades.total():,}", _listed(counts.grades))
    table.add_row("people", f"{counts.people:,}", "")
    table.add_row("statistics", f"{counts.statistics:,}", "")
    if counts.copies:
        left_out = "left out" if counts.dropped else "listed in duplicates.jsonl"
        table.add_row("near-duplicates", f"{counts.copies:,}", left_out)
    table.add_row("failed checks", f"{counts.failed_checks.total():,}", _listed(counts.failed_checks))
    return table


def _named(manifest: Manifest) -> str:
    """What became of inputs that are gone, and the names of some."""
    kept = f"{manifest.counts.kept:,} records and rejects of them kept" if manifest.counts.kept else "dropped"
    named = ", ".join(manifest.gone[:NAMED])
    return f"{kept}: {named}{', ...' if manifest.counts.gone > NAMED else ''}"


def _listed(counter: Counter[str]) -> str:
    return ", ".join(f"{name} {count:,}" for name, count in by_frequency(counter))
