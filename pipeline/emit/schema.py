"""The record's JSON Schema as it is published."""

from __future__ import annotations

import json

from pipeline.record import json_schema


def schema_text() -> str:
    """The JSON Schema of one record, indented, with a line end."""
    return json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
