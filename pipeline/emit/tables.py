"""The record as flat tables: what they and their columns are called, hold and mean is read off the models.

There is one table for each list of the record, one for the articles, and ``evidence`` with every span of every value.
``record``, an article's place in the records file, is the key of ``articles`` and joins all tables: the same text may
come from two sources, so that ``record_id`` alone would not tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, Literal, NamedTuple, TypeAlias

from pipeline.record import Evidence, Record, json_schema

ColumnType = Literal["string", "integer", "boolean", "decimal", "list", "map", "counts"]
"""``decimal`` is a number as text, ``list`` of strings, ``map`` from names to strings, ``counts`` to integers."""
Cell: TypeAlias = "str | int | bool | list[str] | dict[str, str] | dict[str, int] | None"
Row: TypeAlias = tuple[Cell, ...]

ARTICLES = "articles"
EVIDENCE = "evidence"


class Column(NamedTuple):
    """A column; ``choices`` are all values that it can have, if that is known."""

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    choices: tuple[str, ...] = ()


class Table(NamedTuple):
    """A table; ``key`` names the columns that together identify a row."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


_RECORD = Column("record", "integer", "Place of the record in the records file, counted from 1.")
_RECORD_ID = Column("record_id", "string", "The id of the record: SHA-256 (hex) of the normalised text.")
_ENTRY = Column("entry", "integer", "Place of the value in its list, counted from 1.")
_SPAN_COLUMNS = ("evidence_start", "evidence_end", "evidence_quote")
_EVIDENCE_DESCRIPTION = "Every piece of evidence of every value, the first of each list and those that follow it."


class _Source(NamedTuple):
    """Where the rows of a table come from: what reads the cells off a model, and the fields that are lists of spans."""

    table: Table
    cells: Callable[[Any], Row]
    spans: tuple[str, ...]


class _Fields(NamedTuple):
    """The fields of a model: columns by attribute path, the rule last, and the names of its lists of spans."""

    columns: dict[str, Column]
    spans: tuple[str, ...]


def tables() -> tuple[Table, ...]:
    """All tables: the articles, the lists in the order of the record, the evidence."""
    return (_articles().table, *(source.table for source in _lists().values()), evidence_table())


def rows(records: Iterable[Record]) -> Iterator[tuple[str, Row]]:
    """The rows of all tables with the names of their tables, record after record, an article before what is in it."""
    articles, lists = _articles(), _lists()
    for number, record in enumerate(records, start=1):
        keys = (number, record.id)
        yield ARTICLES, (*keys, *articles.cells(record))
        for name, source in lists.items():
            for entry, value in enumerate(getattr(record, name), start=1):
                yield name, (*keys, entry, *source.cells(value), *_first(value, source))
                for field in source.spans:
                    for span, words in enumerate(getattr(value, field), start=1):
                        place = (name, entry, field, span)
                        yield EVIDENCE, (*keys, *place, words.start, words.end, words.quote)


def _first(value: object, source: _Source) -> Row:
    """The first piece of evidence, if the value is of a kind that has any."""
    if EVIDENCE not in source.spans:
        return ()
    evidence: Sequence[Evidence] = getattr(value, EVIDENCE)
    return (evidence[0].start, evidence[0].end, evidence[0].quote) if evidence else (None, None, None)


@lru_cache(maxsize=1)
def evidence_table() -> Table:
    """The table of every span."""
    lists = tuple(_lists())
    fields = tuple(dict.fromkeys(field for source in _lists().values() for field in source.spans))
    place = (
        Column("list", "string", "The list, and table, that the value stands in.", choices=lists),
        _ENTRY,
        Column("field", "string", "The field of the value that the span stands in.", choices=fields),
        Column("span", "integer", "Place of the span in that field, counted from 1."),
    )
    columns = (_RECORD, _RECORD_ID, *place, *_span_columns("", nullable=False))
    return Table(EVIDENCE, _EVIDENCE_DESCRIPTION, columns, ("record", "list", "entry", "field", "span"))


@lru_cache(maxsize=1)
def _articles() -> _Source:
    schema = json_schema()
    columns: dict[str, Column] = {}
    for name, shape in schema["properties"].items():
        if "$ref" in shape:
            prefix = "" if name == "article" else f"{name}_"
            nested = _fields(_definition(shape, schema)).columns
            columns |= {f"{name}.{path}": column._replace(name=prefix + path) for path, column in nested.items()}
        elif name != "id" and "items" not in shape:
            columns[name] = _column(name, shape)
    table = Table(ARTICLES, schema["description"], (_RECORD, _RECORD_ID, *columns.values()), ("record",))
    return _Source(table, _cells(tuple(columns)), ())


@lru_cache(maxsize=1)
def _lists() -> dict[str, _Source]:
    schema = json_schema()
    lists = {name: shape["items"] for name, shape in schema["properties"].items() if "items" in shape}
    return {name: _list(name, _definition(item, schema)) for name, item in lists.items()}


def _list(name: str, definition: Mapping[str, Any]) -> _Source:
    fields = _fields(definition)
    columns = (_RECORD, _RECORD_ID, _ENTRY, *fields.columns.values())
    if EVIDENCE in fields.spans:
        columns += _span_columns(" (Of the first piece of evidence.)", nullable=True)
    table = Table(name, definition["description"], columns, ("record", "entry"))
    return _Source(table, _cells(tuple(fields.columns)), fields.spans)


def _fields(definition: Mapping[str, Any]) -> _Fields:
    shapes = sorted(definition["properties"].items(), key=lambda field: field[0] == "rule")
    spans = tuple(name for name, shape in shapes if shape.get("items", {}).get("$ref") == "#/$defs/Evidence")
    return _Fields({name: _column(name, shape) for name, shape in shapes if name not in spans}, spans)


def _definition(reference: Mapping[str, Any], schema: Mapping[str, Any]) -> dict[str, Any]:
    definition: dict[str, Any] = schema["$defs"][reference["$ref"].rpartition("/")[2]]
    return definition


def _cells(paths: tuple[str, ...]) -> Callable[[Any], Row]:
    get: Callable[[Any], Row] = attrgetter(*paths)
    return get


def _column(name: str, shape: Mapping[str, Any]) -> Column:
    options = [option for option in shape.get("anyOf", [shape]) if option["type"] != "null"]
    if len(options) != 1:
        raise TypeError(f"{name}: a column has one type")
    option = options[0]
    choices = tuple(option.get("enum", (option["const"],) if "const" in option else ()))
    return Column(name, _type(option), shape["description"], "anyOf" in shape, choices)


def _type(option: Mapping[str, Any]) -> ColumnType:
    """The type of a column whose field has this JSON Schema.

    >>> _type({"type": "string", "format": "decimal"}), _type({"type": "array", "items": {"type": "string"}})
    ('decimal', 'list')
    """
    inner = option.get("items") or option.get("additionalProperties") or {}
    types: dict[tuple[str, str | None], ColumnType] = {
        ("string", None): "string",
        ("integer", None): "integer",
        ("boolean", None): "boolean",
        ("array", "string"): "list",
        ("object", "string"): "map",
        ("object", "integer"): "counts",
    }
    return "decimal" if option.get("format") == "decimal" else types[option["type"], inner.get("type")]


def _span_columns(more: str, *, nullable: bool) -> tuple[Column, ...]:
    shapes = Evidence.model_json_schema()["properties"].values()
    columns = (_column(name, shape) for name, shape in zip(_SPAN_COLUMNS, shapes, strict=True))
    return tuple(column._replace(description=column.description + more, nullable=nullable) for column in columns)
