"""The flat tables of the contract, derived from the models: columns, types, keys and rows, for every exporter alike.

A table's columns are the fields of its model in model order. A nested value is flattened with the field's name before its
own (``period`` becomes ``period_text``, ``period_start``, ``period_end``), an `Evidence` becomes ``<field>_start`` and
``<field>_end``, a list of plain values becomes JSON text. Citations, quantities and the points of an option have tables of
their own. Every row starts with ``brief_id``.
"""

import datetime
import functools
import json
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from schemas.base import Evidence, Record
from schemas.brief import CaseBrief
from schemas.items import Citation, Metric, Option, Section, Statement
from schemas.quantity import Quantity

Row = tuple[Any, ...]
Getter = Callable[[Mapping[str, Any]], Any]


class ColumnType(StrEnum):
    """What a cell holds; null is allowed where the column says so."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what its cells hold and where that comes from. `values` closes a string column."""

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns in order and the columns that together name a row."""

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Source:
    """A field of the brief, the model of its items, and the table that takes them."""

    field: str
    table: str
    model: type[Record]
    single: bool


BRIEF_ID = Column("brief_id", ColumnType.STRING, "The brief that the row belongs to.")
POSITION = Column("position", ColumnType.INTEGER, "Place of the row among its like, counted from 1 in reading order.")
QUOTE = Column("evidence_text", ColumnType.STRING, "The evidence, verbatim.")
FIELD = Column("field", ColumnType.STRING, "The brief's field that holds the item: 'metrics', 'options.rationale'.")
ITEM = Column("item_id", ColumnType.STRING, "The item that the row stands on.")

_PLURALS = {"recommendation": "recommendations", "bottom_line": "bottom_lines", "verdict": "verdicts"}
_UNQUOTED = (Section, Citation, Quantity)  # a section would repeat the document; the others' `text` is verbatim already
_PLAIN = {
    str: ColumnType.STRING,
    int: ColumnType.INTEGER,
    float: ColumnType.NUMBER,
    bool: ColumnType.BOOLEAN,
    datetime.date: ColumnType.DATE,
}


@functools.cache
def tables() -> Mapping[str, Table]:
    """All tables by name, in the contract's order."""
    order = [
        "briefs", "metrics", "quantities", "operational_facts", "stakeholders", "information_gaps", "core_questions",
        "structural_analysis", "options", "option_points", "recommendations", "roadmap", "constraints", "risk_strategy",
        "bottom_lines", "dangerous_assumptions", "risks", "unconsidered_alternatives", "verdicts", "related_cases",
        "citations", "sections", "diagnostics",
    ]  # fmt: skip
    built = {table.name: table for table in (_briefs(), _quantities(), _citations(), _points(), *map(_items, _sources()))}
    return types.MappingProxyType({name: built[name] for name in order})


def rows(brief: CaseBrief | Mapping[str, Any], text: str) -> dict[str, list[Row]]:
    """The rows of one brief by table name, cells in column order; `text` is its canonical text.

    Takes the model or the mapping that its JSON parses to. A cell is None, str, int, float or bool: dates are ISO strings.
    """
    data = brief.model_dump(mode="json") if isinstance(brief, CaseBrief) else brief
    brief_id = data["id"]
    found: dict[str, list[Row]] = {name: [] for name in tables()}
    found["briefs"].append((brief_id, *_cells(_brief_getters(), data)))
    for source in _sources():
        getters = _getters(source.model)
        quoted = _quoted(source.model)
        for position, item in enumerate(_listed(data[source.field]), start=1):
            head = (brief_id,) if source.single else (brief_id, position)
            quote = (_quote(item, text),) if quoted else ()
            row = (*head, *_cells(getters, item), *quote)
            if source.model is Metric:
                found[source.table].extend(_metric_rows(row, item))
            else:
                found[source.table].append(row)
            if source.model is Option:
                found["option_points"].extend(_point_rows(brief_id, item, text))
    for field, item in _carriers(data):
        for name, model in (("quantities", Quantity), ("citations", Citation)):
            found[name].extend(
                (brief_id, field, item["id"], position, *_cells(_getters(model), part))
                for position, part in enumerate(item[name], start=1)
            )
    return found


def _metric_rows(row: Row, item: Mapping[str, Any]) -> Iterator[Row]:
    getters = _getters(Quantity)
    for position, quantity in enumerate(item["quantities"], start=1):
        yield (*row, position, *_cells(getters, quantity))
    if not item["quantities"]:
        yield (*row, 0, *(None for _ in getters))


def _point_rows(brief_id: str, option: Mapping[str, Any], text: str) -> Iterator[Row]:
    getters = _getters(Statement)
    for part in _parts(Option):
        for position, point in enumerate(option[part], start=1):
            yield (brief_id, option["id"], part, position, *_cells(getters, point), _quote(point, text))


def _quote(item: Mapping[str, Any], text: str) -> str | None:
    evidence = item["evidence"]
    return text[evidence["start"] : evidence["end"]] if evidence else None


def _cells(getters: Iterable[Getter], item: Mapping[str, Any]) -> Iterator[Any]:
    return (getter(item) for getter in getters)


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _carriers(data: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every item that citations and quantities stand on, with the dotted name of the field that holds it."""
    for source in _sources():
        if "citations" not in source.model.model_fields:
            continue
        for item in _listed(data[source.field]):
            yield source.field, item
            for part in _parts(source.model):
                for point in item[part]:
                    yield f"{source.field}.{part}", point


@functools.cache
def _sources() -> tuple[_Source, ...]:
    found = []
    for name, field in CaseBrief.model_fields.items():
        model, many, _ = _resolve(field.annotation)
        if isinstance(model, type) and issubclass(model, Record) and "evidence" in model.model_fields:
            found.append(_Source(name, _PLURALS.get(name, name), model, not many))
    return tuple(found)


@functools.cache
def _parts(model: type[Record]) -> tuple[str, ...]:
    """The fields of `model` that hold statements: an option's rationale, trade-offs and requirements."""
    return tuple(name for name, field in model.model_fields.items() if _resolve(field.annotation)[:2] == (Statement, True))


def _resolve(annotation: Any) -> tuple[Any, bool, bool]:
    """The bare type of an annotation, whether there are many of it, and whether it may be null."""
    nullable = False
    if get_origin(annotation) in (Union, types.UnionType):
        bare = [arg for arg in get_args(annotation) if arg is not type(None)]
        nullable = len(bare) < len(get_args(annotation))
        annotation = bare[0]
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True, nullable
    return annotation, False, nullable


def _flatten(model: type[Record], prefix: str = "", nullable: bool = False) -> Iterator[tuple[Column, tuple[str, ...]]]:
    """The columns of `model` with the path of keys that leads to each cell; its evidence comes last."""
    fields = sorted(model.model_fields.items(), key=lambda entry: _resolve(entry[1].annotation)[0] is Evidence)
    for name, field in fields:
        kind, many, optional = _resolve(field.annotation)
        here = f"{prefix}{name}"
        null = nullable or optional
        if many:
            if kind in (str, Evidence):
                yield Column(here, ColumnType.JSON, _about(field), null), (name,)
        elif kind is Evidence:
            for end in ("start", "end"):
                about = f"{_about(field)} ({end} in code points)"
                yield Column(f"{here}_{end}", ColumnType.INTEGER, about, null), (name, end)
        elif isinstance(kind, type) and issubclass(kind, Record):
            for column, path in _flatten(kind, f"{here}_", null):
                yield column, (name, *path)
        elif isinstance(kind, type) and issubclass(kind, StrEnum):
            yield Column(here, ColumnType.STRING, _about(field), null, tuple(kind)), (name,)
        else:
            yield Column(here, _PLAIN[kind], _about(field), null), (name,)


def _about(field: FieldInfo) -> str:
    return field.description or ""


@functools.cache
def _columns(model: type[Record]) -> tuple[Column, ...]:
    return tuple(column for column, _ in _flatten(model))


@functools.cache
def _getters(model: type[Record]) -> tuple[Getter, ...]:
    return tuple(_getter(path, column.type is ColumnType.JSON) for column, path in _flatten(model))


def _getter(path: tuple[str, ...], as_json: bool) -> Getter:
    if as_json:
        return lambda item: json.dumps(item[path[0]], ensure_ascii=False, separators=(",", ":"))
    if len(path) == 1:
        return lambda item: item[path[0]]

    def nested(item: Mapping[str, Any]) -> Any:
        value: Any = item
        for name in path:
            if value is None:
                return None
            value = value[name]
        return value

    return nested


def _quoted(model: type[Record]) -> bool:
    return model not in _UNQUOTED


def _brief_paths() -> Iterator[tuple[Column, tuple[str, ...]]]:
    items = {source.field for source in _sources()}
    return ((column, path) for column, path in _flatten(CaseBrief) if path[0] not in items and path != ("id",))


@functools.cache
def _brief_getters() -> tuple[Getter, ...]:
    return tuple(_getter(path, False) for _, path in _brief_paths())


def _briefs() -> Table:
    columns = (BRIEF_ID, *(column for column, _ in _brief_paths()))
    return Table("briefs", "A row for each brief.", columns, ("brief_id",))


def _items(source: _Source) -> Table:
    columns = (BRIEF_ID, *(() if source.single else (POSITION,)), *_columns(source.model))
    if _quoted(source.model):
        columns += (QUOTE if source.model.model_fields["evidence"].is_required() else _nullable(QUOTE),)
    if source.model is Metric:
        return _metrics(columns)
    about = CaseBrief.model_fields[source.field].description or ""
    if source.single:
        return Table(source.table, about, columns, ("brief_id",))
    return Table(source.table, about, columns, ("brief_id", "id" if "id" in source.model.model_fields else "position"))


def _metrics(columns: tuple[Column, ...]) -> Table:
    taken = {column.name for column in columns}
    number = Column("quantity_position", ColumnType.INTEGER, "Place of the quantity in the metric from 1; 0: it has none.")
    own = tuple(_nullable(column, f"quantity_{column.name}" if column.name in taken else None) for column in _columns(Quantity))
    about = "A row for each quantity of a metric; a metric without one has a single row."
    return Table("metrics", about, (*columns, number, *own), ("brief_id", "id", "quantity_position"))


def _nullable(column: Column, name: str | None = None) -> Column:
    return Column(name or column.name, column.type, column.description, True, column.values)


def _quantities() -> Table:
    columns = (BRIEF_ID, FIELD, ITEM, POSITION, *_columns(Quantity))
    about = "A row for each quantity of any item, an option's points included."
    return Table("quantities", about, columns, ("brief_id", "field", "item_id", "position"))


def _citations() -> Table:
    columns = (BRIEF_ID, FIELD, ITEM, POSITION, *_columns(Citation))
    about = "A row for each citation, with the item it stands on."
    return Table("citations", about, columns, ("brief_id", "field", "item_id", "position"))


def _points() -> Table:
    option = Column("option_id", ColumnType.STRING, "The option that the point belongs to.")
    part = Column("part", ColumnType.STRING, "What the point is to the option.", values=_parts(Option))
    columns = (BRIEF_ID, option, part, POSITION, *_columns(Statement), QUOTE)
    about = "A row for each point of an option: rationale, trade-offs, requirements."
    return Table("option_points", about, columns, ("brief_id", "option_id", "part", "position"))
