"""The documentation against the program: every command and option, every field of the record, every link."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from pipeline.cli.commands import app
from pipeline.corpus.gold import Gold
from pipeline.pack import Term
from pipeline.record import Record
from tests.conftest import ROOT

DOCS = sorted((ROOT / "docs").glob("*.md"))
CLI = (ROOT / "docs/cli.md").read_text(encoding="utf-8")


def commands(group: object = None, path: str = "inspextract") -> Iterator[tuple[str, set[str]]]:
    """Every command with its long options."""
    group = group or typer.main.get_command(app)
    for name, command in getattr(group, "commands", {}).items():
        if getattr(command, "commands", None):
            yield from commands(command, f"{path} {name}")
        else:
            options = {option for parameter in command.params for option in parameter.opts if option.startswith("--")}
            yield f"{path} {name}", options


COMMANDS = dict(commands())


def test_the_commands_are_found() -> None:
    assert {"inspextract run", "inspextract packs check", "inspextract corpus accept"} <= COMMANDS.keys()
    assert "--workers" in COMMANDS["inspextract run"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_its_section(command: str) -> None:
    assert re.search(rf"^##+ `{command}\b", CLI, re.MULTILINE)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_is_in_the_section_of_its_command_or_common(command: str) -> None:
    common = CLI.partition("\n## ")[0]
    section = re.split(r"^##", CLI.partition(f"# `{command}")[2], maxsplit=1, flags=re.MULTILINE)[0]
    assert [option for option in sorted(COMMANDS[command]) if f"`{option}" not in common + section] == []


def test_no_section_is_of_a_command_that_is_not_there() -> None:
    headed = re.findall(r"^##+ `(inspextract(?: [a-z]+)+)", CLI, re.MULTILINE)
    assert [name for name in headed if name not in COMMANDS and not any(c.startswith(name) for c in COMMANDS)] == []


@pytest.mark.parametrize("field", Record.model_fields)
def test_every_field_of_the_record_is_described(field: str) -> None:
    assert re.search(rf"^### .*`{field}`", (ROOT / "docs/record.md").read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize("key", sorted(Term.model_fields.keys() - {"kind", "id", "label"}))
def test_every_key_of_a_term_is_described(key: str) -> None:
    assert f"`{key}`" in (ROOT / "docs/rules.md").read_text(encoding="utf-8")


def test_the_example_of_an_annotation_is_one() -> None:
    block = re.search(r"```json\n(.*?)```", (ROOT / "docs/corpus.md").read_text(encoding="utf-8"), re.DOTALL)
    assert block is not None
    assert Gold.model_validate(json.loads(block[1])).model_fields_set == Gold.model_fields.keys() - {"reviewed"}


@pytest.mark.parametrize("page", DOCS, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


FILE = re.compile(r"(?<![\w/.])(?:pipeline|tests|models|docs|benchmarks)/[\w/-]+\.(?:py|toml|md|json)\b")
"""A file of the repository, as pages and comments name it."""


def named_files() -> Iterator[tuple[str, str]]:
    """The files that pages and the comments of code and data name, each with where it is named."""
    pages = [ROOT / "README.md", ROOT / "Makefile", *DOCS]
    for path in sorted([*pages, *(ROOT / "pipeline").rglob("*.py"), *(ROOT / "models").rglob("*.toml")]):
        for name in FILE.findall(path.read_text(encoding="utf-8")):
            yield name, str(path.relative_to(ROOT))


def test_files_that_are_spoken_of_are_there() -> None:
    named = list(named_files())
    assert ("pipeline/extract/lexicon.py", "README.md") in named
    assert [(name, place) for name, place in named if not (ROOT / name).exists()] == []
