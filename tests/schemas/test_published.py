"""The published JSON Schemas are those of the models, and they are schemas."""

import json

import jsonschema
import pytest

from schemas import CaseBrief
from schemas.published import BRIEF_FILE, FOLDER, TABLES_FILE, brief_schema, release, table_schema, tables_schema, written
from schemas.tables import tables


@pytest.mark.parametrize(("name", "schema"), [(BRIEF_FILE, brief_schema()), (TABLES_FILE, tables_schema())])
def test_the_released_copy_is_what_the_models_give(name: str, schema: dict[str, object]) -> None:
    assert (FOLDER / name).read_text(encoding="utf-8") == written(schema), "run `make schemas` and look at the difference"


def test_a_release_writes_both_files(tmp_path: object) -> None:
    from pathlib import Path

    folder = Path(str(tmp_path))
    release(folder)
    assert {path.name for path in folder.iterdir()} == {BRIEF_FILE, TABLES_FILE}


@pytest.mark.parametrize("schema", [brief_schema(), tables_schema(), *map(table_schema, tables())], ids=lambda s: s["$id"])
def test_each_is_a_valid_schema_of_draft_2020_12(schema: dict[str, object]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert str(schema["$id"]).startswith("urn:casebrief:")


def test_every_field_of_the_brief_is_required_and_described() -> None:
    schema = brief_schema()
    assert schema["required"] == list(CaseBrief.model_fields)
    assert schema["additionalProperties"] is False
    assert all(field.get("description") for field in schema["properties"].values())
    for model in schema["$defs"].values():
        assert all(field.get("description") or "$ref" in field for field in model.get("properties", {}).values())


def test_the_dialect_refuses_a_brief_with_an_unknown_field() -> None:
    check = jsonschema.Draft202012Validator(brief_schema())
    assert [error.validator for error in check.iter_errors({"colour": "red"})][:1] == ["additionalProperties"]
    assert json.loads(written(brief_schema())) == brief_schema()
