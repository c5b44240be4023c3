"""`inspextract corpus`: the regression corpus and the score of the rules against it."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.console import CHECK_FAILED, WRONG_CALL, fail, in_one_line, say, show, write
from pipeline.cli.options import PackFolders

if TYPE_CHECKING:
    from rich.table import Table

    from pipeline.corpus.cases import Case
    from pipeline.corpus.compare import Outcome
    from pipeline.corpus.score import Score
    from pipeline.extract.extractor import Extractor

app = typer.Typer(help="The regression corpus: check, add, accept, score, floors.", no_args_is_help=False)

CORPUS = Path("corpus")
FLOORS = Path("scores.toml")

Directory = Annotated[
    Path, typer.Argument(metavar="[DIR]", help="Case folders, NAME.gold.json beside NAME.txt, or passages in *.jsonl.")
]
CorpusOption = Annotated[Path, typer.Option("--corpus", metavar="DIR", help="The corpus.")]


@contextmanager
def _in_one_line() -> Iterator[None]:
    from pipeline.corpus.cases import CorpusError

    with in_one_line():
        try:
            yield
        except CorpusError as error:
            fail(error, WRONG_CALL)


def _extractor(packs: PackFolders = None) -> Extractor:
    from pipeline.extract.extractor import Extractor

    return Extractor.load(packs or ())


@app.command()
def check(directory: Directory = CORPUS, packs: PackFolders = None) -> None:
    """Check that the cases are well-formed and reviewed; exit with 4 if any is not."""
    with _in_one_line():
        from pipeline.corpus.cases import CorpusError, case_folders
        from pipeline.corpus.lint import problems
        from pipeline.pack import load_packs

        folders = case_folders(directory)
        if not folders:
            raise CorpusError(f"{directory}: no cases in it")
        found = list(problems(directory, load_packs(packs or ())))
        for problem in found:
            write(f"{problem}\n")
        say(f"{len(folders)} cases, {len(found)} problems")
        if found:
            raise typer.Exit(CHECK_FAILED)


@app.command()
def add(
    name: Annotated[str, typer.Argument(metavar="PACK/CASE", help="The new case.")],
    file: Annotated[Path | None, typer.Argument(metavar="[FILE]", help="Its article.")] = None,
    from_prodigy: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Instead: texts as they were corrected in Prodigy.")
    ] = None,
    corpus: CorpusOption = CORPUS,
    packs: PackFolders = None,
) -> None:
    """Make a case from an article, with what the rules read now as a draft for a person to correct.

    With --from-prodigy the draft holds the values whose spans were kept, and those that were added. Where the file has
    several texts that were accepted, they become the cases PACK/CASE-1, PACK/CASE-2 and so on.
    """
    if (file is None) is (from_prodigy is None):
        raise typer.BadParameter("give an article or --from-prodigy, one of them")
    with _in_one_line():
        from pipeline.corpus.cases import add as add_case
        from pipeline.corpus.prodigy import add_corrected

        if file:
            _say_draft(add_case(corpus, name, file, _extractor(packs)))
        elif from_prodigy:
            for case, unread in add_corrected(corpus, name, from_prodigy, _extractor(packs)):
                _say_draft(case)
                for span in unread:
                    say(f"{case.expected}: no value is read from {span}: write it, if it is one")


def _say_draft(case: Case) -> None:
    say(f'{case.expected}: a draft. Read it beside {case.source}, correct it, delete `"reviewed": false`.')


Names = Annotated[list[str] | None, typer.Argument(metavar="[CASE...]", help="Names or patterns. Default: all.")]


@app.command()
def accept(
    names: Names = None,
    corpus: CorpusOption = CORPUS,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Accept every difference without asking.")] = False,
    packs: PackFolders = None,
) -> None:
    """Show, field by field, how the rules now differ from the corpus, and write what you accept.

    Without a terminal and without --yes nothing is written, and differences exit with 4.
    """
    with _in_one_line():
        from pipeline.corpus.cases import load

        extractor = _extractor(packs)
        refused = sum(_accept_case(case, extractor, yes=yes) for case in load(corpus, names or ()))
        if refused and not sys.stdin.isatty():
            fail(f"{refused} differences, none written: run it at a terminal, or with --yes", CHECK_FAILED)


def _accept_case(case: Case, extractor: Extractor, *, yes: bool) -> int:
    """Show the differences of one case and write those that are accepted; returns how many are not."""
    from pipeline.corpus.accept import accepted, differences
    from pipeline.corpus.cases import record_of
    from pipeline.corpus.gold import render

    record, gold, refused = record_of(case, extractor), case.gold, 0
    for key, outcomes in differences(case.gold, record).items():
        write("\n".join(_difference(case, outcomes)) + "\n")
        if yes or (sys.stdin.isatty() and typer.confirm(f"accept {key}?", err=True)):
            gold = accepted(gold, record, key)
        else:
            refused += 1
    if gold is not case.gold and case.expected:
        case.expected.write_text(render(gold), encoding="utf-8")
    return refused


def _difference(case: Case, outcomes: list[Outcome]) -> Iterator[str]:
    for outcome in outcomes:
        yield f"{case.name}: {outcome.field}"
        yield from (f"  - {words}" for words in outcome.missed)
        yield from (f"  + {words}" for words in outcome.spurious)


def _bound(text: str) -> tuple[str, float]:
    from pipeline.corpus.compare import FIELDS

    name, _, low = text.partition("=")
    if name not in (*FIELDS, "perfect_records", "evidence"):
        raise typer.BadParameter(f"{name!r} is no figure of the score")
    try:
        return name, float(low)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not FIELD=X") from None


@app.command()
def score(
    directory: Directory = CORPUS,
    only: Annotated[list[str] | None, typer.Option(metavar="GLOB", help="Cases by name or inspectorate.")] = None,
    minima: Annotated[list[str] | None, typer.Option("--min", metavar="FIELD=X", help="Exit with 4 below X.")] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Print every difference.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Read the articles of a directory and score the records against their annotations."""
    bounds = [_bound(minimum) for minimum in minima or ()]
    with _in_one_line():
        from pipeline.corpus.cases import load, score_cases

        result = score_cases(load(directory, only or ()), _extractor())
        if as_json:
            write(json.dumps(_figures(result), indent=1) + "\n")
        else:
            show(_table(result), f"{result.articles} articles; evidence {result.figure('evidence'):.1%} valid")
        if errors:
            write("".join(f"{difference}\n" for difference in result.differences))
        _require(
            [
                f"{name} {result.figure(name) or 0:.4f} < {low}"
                for name, low in bounds
                if (result.figure(name) or 0) < low
            ]
        )


def _require(missed: list[str]) -> None:
    for line in missed:
        say(f"below the bar: {line}")
    if missed:
        raise typer.Exit(CHECK_FAILED)


def _figures(result: Score) -> dict[str, object]:
    fields = {
        name: {"precision": total.precision, "recall": total.recall, "f1": total.f1}
        | {"right": total.hits, "missed": total.missed, "spurious": total.spurious}
        for name, total in result.totals.items()
    }
    whole = {name: result.figure(name) for name in ("perfect_records", "evidence")}
    return {"articles": result.articles, **whole, "fields": fields}


def _table(result: Score) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("field")
    for column in ("precision", "recall", "F1", "right", "missed", "made up"):
        table.add_column(column, justify="right")
    for name, total in result.totals.items():
        shares = (f"{share:.3f}" for share in (total.precision, total.recall, total.f1))
        table.add_row(name, *shares, *map(str, (total.hits, total.missed, total.spurious)))
    table.add_row("perfect records", "", "", f"{result.figure('perfect_records'):.3f}", str(result.perfect), "", "")
    return table


@app.command()
def floors(
    file: Annotated[Path, typer.Argument(metavar="[FILE]", help="The pinned floors.")] = FLOORS,
    update: Annotated[bool, typer.Option("--update", help="Raise the floors to what is reached now.")] = False,
    allow_regression: Annotated[bool, typer.Option(help="With --update: let floors fall too.")] = False,
) -> None:
    """Compare the score of every set of cases with its pinned floors; exit with 4 below one."""
    with _in_one_line():
        from pipeline.corpus.cases import load, score_cases
        from pipeline.corpus.floors import read_floors, render_floors

        extractor, sets, missed = _extractor(), [], []
        for pinned in read_floors(file):
            directory = file.parent / pinned.path
            if not directory.is_dir():
                say(f"{pinned.name}: {directory} is not here, left out")
                sets.append(pinned)
                continue
            result = score_cases(load(directory, pinned.only), extractor)
            show(f"{pinned.name}: {result.articles} articles", _table(result), "")
            missed += pinned.below(result)
            sets.append(pinned.raised(result, allow_regression=allow_regression))
        if update:
            file.write_text(render_floors(sets), encoding="utf-8")
        _require([] if update and allow_regression else missed)
