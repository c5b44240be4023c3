from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from pipeline.cli import status
from pipeline.extract.extractor import Extractor
from tests.conftest import ROOT
from tests.readme import README, written

TEXT = README.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL)
SHELL = [line.split("#")[0].strip() for block in BLOCKS for line in block.splitlines()]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_first_two_commands_run_the_main_job_and_the_tests() -> None:
    assert SHELL[:2] == ["make run", "make check"]
    assert re.search(r"^run: install .*\n\t\$\(BIN\)/inspextract run ", MAKEFILE, re.MULTILINE)
    assert re.search(r"^check:.* test\b", MAKEFILE, re.MULTILINE)
    assert (ROOT / ".ci/run").read_text(encoding="utf-8").rstrip().endswith(SHELL[1])


def test_the_commands_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "corpus").symlink_to(ROOT / "corpus")
    monkeypatch.chdir(tmp_path)
    calls = [shlex.split(line)[1:] for line in SHELL if line.startswith("inspextract ")]
    assert [call[0] for call in calls] == ["run", "show", "extract", "explain", "validate", "export"]
    assert {call[0]: status(call) for call in calls} == dict.fromkeys([call[0] for call in calls], 0)


def test_the_excerpt_is_what_the_rules_read(extractor: Extractor) -> None:
    assert written(TEXT, extractor) == TEXT, "out of date: make docs"


def test_the_files_it_names_are_there() -> None:
    named = re.findall(r"\]\(([^)#:]+)", TEXT) + re.findall(r"`(pipeline/[\w/.]+|models/)`", TEXT)
    assert [name for name in named if not (ROOT / name).exists()] == []
    assert len(named) > 10
