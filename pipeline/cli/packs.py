"""`inspextract packs`: the rule packs."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import CHECK_FAILED, WRONG_CALL, fail, in_one_line, say, show, write
from pipeline.cli.options import PackFolders

if TYPE_CHECKING:
    from pipeline.pack import Pack

app = typer.Typer(help="The rule packs: list, show, check.", no_args_is_help=False)

Folders = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH...]", help="Your own packs to check, beside the shipped ones.")
]


@app.command("list")
def list_packs(packs: PackFolders = None) -> None:
    """List the packs: what they cover, how many entries they hold, and the digest of their files."""
    with in_one_line():
        from rich import box
        from rich.table import Table

        from pipeline.pack import load_packs

        table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
        for column in ("pack", "name", "frameworks", "areas", "bodies", "terms", "digest"):
            table.add_column(column, overflow="fold", no_wrap=column != "name")
        for pack in load_packs(packs or ()).values():
            kinds = Counter(term.kind for term in pack.terms)
            numbers = (len(pack.frameworks), kinds["area"], kinds["body"], len(pack.terms))
            table.add_row(pack.id, pack.name, *map(str, numbers), pack.digest)
        show(table)


@app.command("show")
def show_pack(
    pack: Annotated[str, typer.Argument(metavar="ID", help="The pack's id.")], packs: PackFolders = None
) -> None:
    """Show one pack: its scales, its frameworks with their dates and areas, and its terms by kind."""
    with in_one_line():
        from pipeline.emit.packs import described
        from pipeline.pack import load_packs

        known = load_packs(packs or ())
        if pack not in known:
            fail(f"no rule pack {pack!r}; there are {', '.join(known)}", WRONG_CALL)
        write("\n".join(described(known[pack])) + "\n")


@app.command("check")
def check_packs(paths: Folders = None) -> None:
    """Load the packs and run every yes and no example of their entries; exit with 4 if any fails."""
    with in_one_line():
        from pipeline.extract.examples import check_examples
        from pipeline.pack import load_packs

        packs = load_packs(paths or ())
        failures = check_examples(packs)
        for failure in failures:
            write(f"{failure}\n")
        say(f"{_extent(packs)}, {len(failures)} examples fail")
        if failures:
            raise typer.Exit(CHECK_FAILED)


def _extent(packs: dict[str, Pack]) -> str:
    terms = [term for pack in packs.values() for term in pack.terms]
    examples = sum(len(term.yes) + len(term.no) for term in terms)
    return f"{len(packs)} packs, {len(terms):,} entries, {examples:,} examples"
