"""JSON Schemas (draft 2020-12) of the brief and of the rows of each table, generated from the models.

The released copies lie beside this module; `release` writes them and a test holds them equal to what is generated.
"""

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from schemas.brief import SCHEMA_VERSION, CaseBrief
from schemas.tables import Column, ColumnType, Table, tables

DIALECT = GenerateJsonSchema.schema_dialect
FOLDER = Path(__file__).parent
BRIEF_FILE = "casebrief.schema.json"
TABLES_FILE = "casebrief-tables.schema.json"

_CELLS: dict[ColumnType, dict[str, Any]] = {
    ColumnType.STRING: {"type": "string"},
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.NUMBER: {"type": "number"},
    ColumnType.BOOLEAN: {"type": "boolean"},
    ColumnType.DATE: {"type": "string", "format": "date"},
    ColumnType.JSON: {"type": "string", "contentMediaType": "application/json"},
}


class _AlwaysPresent(GenerateJsonSchema):
    """A written brief holds every field, also those whose value is the default."""

    def field_is_required(self, *_: Any, **__: Any) -> bool:
        return True


def brief_schema() -> dict[str, Any]:
    """The schema of a file of ``briefs/``: every field is present, none is unknown."""
    generated = CaseBrief.model_json_schema(mode="serialization", schema_generator=_AlwaysPresent)
    return {"$schema": DIALECT, "$id": _urn("brief"), **generated}


def table_schema(name: str) -> dict[str, Any]:
    """The schema of a row of the table `name`. Raises KeyError where there is no such table.

    ``x-primary-key`` lists the columns that together name a row.
    """
    return {"$schema": DIALECT, "$id": _urn(f"table:{name}"), **_row_schema(tables()[name])}


def tables_schema() -> dict[str, Any]:
    """The schemas of all tables' rows in one document, under ``$defs`` by table name."""
    return {
        "$schema": DIALECT,
        "$id": _urn("tables"),
        "title": "Rows of the tables of casebrief",
        "$defs": {table.name: _row_schema(table) for table in tables().values()},
    }


def written(schema: dict[str, Any]) -> str:
    """`schema` as the text of a file: UTF-8, two-space indent, newline at the end."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def release(folder: Path = FOLDER) -> None:
    """Write the released copies into `folder`."""
    (folder / BRIEF_FILE).write_text(written(brief_schema()), encoding="utf-8", newline="\n")
    (folder / TABLES_FILE).write_text(written(tables_schema()), encoding="utf-8", newline="\n")


def _urn(part: str) -> str:
    return f"urn:casebrief:{part}:{SCHEMA_VERSION}"


def _row_schema(table: Table) -> dict[str, Any]:
    return {
        "title": table.name,
        "description": table.description,
        "type": "object",
        "properties": {column.name: _cell_schema(column) for column in table.columns},
        "required": [column.name for column in table.columns],
        "additionalProperties": False,
        "x-primary-key": list(table.key),
    }


def _cell_schema(column: Column) -> dict[str, Any]:
    cell: dict[str, Any] = dict(_CELLS[column.type])
    if column.values:
        cell["enum"] = list(column.values)
    if column.nullable:
        if column.values:
            cell["enum"] = [*cell["enum"], None]
        cell["type"] = [cell["type"], "null"]
    return {"description": column.description, **cell}


if __name__ == "__main__":
    release()
