"""The published schema is that of the models, and describes real records."""

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from pipeline.emit.jsonl import record_line
from pipeline.emit.schema import schema_text
from pipeline.pack import shipped
from tests.invented import record


def published() -> str:
    return shipped().joinpath("record.schema.json").read_text(encoding="utf-8")


def test_published_schema_is_that_of_the_models() -> None:
    assert published() == schema_text(), "make docs writes it anew"


def test_schema_is_a_valid_schema_with_a_name() -> None:
    schema = json.loads(schema_text())
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"].endswith("record-1.0.json")


@pytest.mark.parametrize("text", ["inline", "none"])
def test_records_fit_the_schema(text: str) -> None:
    data = json.loads(record_line(record(), text))  # type: ignore[arg-type]
    jsonschema.validate(data, json.loads(published()))


@pytest.mark.parametrize("change", [{"surprise": 1}, {"schema_version": "2.0"}, {"grades": None}])
def test_what_is_no_record_does_not_fit(change: dict[str, object]) -> None:
    data = json.loads(record_line(record())) | change
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(published()))


def test_a_missing_key_does_not_fit() -> None:
    data = json.loads(record_line(record()))
    del data["people"][0]["role"]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json.loads(published()))


def test_every_model_is_described() -> None:
    schema = json.loads(schema_text())
    assert [name for name, model in schema["$defs"].items() if not model.get("description")] == []


def test_models_are_found_as_a_package_resource() -> None:
    inside = Path(str(resources.files("pipeline"))) / "_models"
    assert Path(str(shipped())) in (inside, inside.parent.parent / "models")
