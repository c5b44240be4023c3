"""The wheel, installed elsewhere: the command works there without the checkout, with its packs and schema."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from pipeline.emit.schema import schema_text
from tests.conftest import ROOT

STORY = "Surrey Police criticised\n\nSurrey Police was rated inadequate at preventing crime, HMICFRS said on Tuesday.\n"


def call(*command: object, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False, cwd=cwd, text=True)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the programs of a fresh environment with the wheel; its dependencies are those of this one."""
    if importlib.util.find_spec("hatchling") is None:
        pytest.skip("hatchling is not installed: no wheel can be built without a network")
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "-q")
    call(*pip, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "-w", folder, ROOT, cwd=folder)
    [wheel] = folder.glob("inspextract-*.whl")
    call(sys.executable, "-m", "venv", "--without-pip", folder / "env", cwd=folder)
    target = Path(
        call(
            folder / "env/bin/python", "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder
        ).strip()
    )
    call(*pip, "--python", folder / "env/bin/python", "install", "--no-deps", "--no-index", wheel, cwd=folder)
    (target / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return folder / "env/bin"


def test_it_is_the_wheel_that_runs(installed: Path, tmp_path: Path) -> None:
    where = call(installed / "python", "-c", "import pipeline; print(pipeline.__file__)", cwd=tmp_path)
    assert where.startswith(str(installed.parent))


def test_the_command_runs_elsewhere(installed: Path, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(STORY, encoding="utf-8")
    call(installed / "inspextract", "run", ".", "--out", "out", "--workers", 2, "--quiet", cwd=tmp_path)
    lines = (tmp_path / "out" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    grades = [(grade["body"], grade["grade"]) for line in lines for grade in json.loads(line)["grades"]]
    assert grades == [("Surrey Police", "inadequate")] * 3


def test_packs_and_schema_travel_with_it(installed: Path, tmp_path: Path) -> None:
    assert "hmicfrs-police" in call(installed / "inspextract", "packs", "list", cwd=tmp_path)
    script = (
        "from pipeline.pack import shipped; print(shipped().joinpath('record.schema.json').read_text('utf-8'), end='')"
    )
    assert call(installed / "python", "-c", script, cwd=tmp_path) == schema_text()


def test_spacy_finds_the_components_there(installed: Path, tmp_path: Path) -> None:
    script = "import spacy; nlp = spacy.blank('en'); nlp.add_pipe('inspextract_record'); print(nlp.pipe_names)"
    assert "inspextract_record" in call(installed / "python", "-c", script, cwd=tmp_path)
