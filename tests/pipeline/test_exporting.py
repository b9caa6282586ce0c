"""Tables as CSV: guarded, typed, and whole."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.exporting import frame, guard, unguard
from pipeline.reporting import RunReport
from schemas.tables import ColumnType, tables

# fmt: off
GUARDED = [
    ("=1+1",       "'=1+1"),
    ("+49 30",     "'+49 30"),
    ("-5 percent", "'-5 percent"),
    ("@home",      "'@home"),
    ("\tindent",   "'\tindent"),
    ("\nnext",     "'\nnext"),
    ("'=1",        "''=1"),
    ("'quoted'",   "'quoted'"),
    ("plain = x",  "plain = x"),
    ("",           ""),
]
# fmt: on


@pytest.mark.parametrize(("text", "cell"), GUARDED)
def test_a_cell_that_would_be_a_formula_is_guarded(text: str, cell: str) -> None:
    assert guard(text) == cell
    assert unguard(cell) == text


@given(st.text(st.sampled_from("'=+-@\t\r\na")))
@example("''''=")
def test_the_guard_undone_gives_the_text_back(text: str) -> None:
    cell = guard(text)
    assert unguard(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


def test_every_table_is_written_with_its_columns_even_if_empty(brief_all: Callable[[], RunReport], out: Path) -> None:
    brief_all()
    assert {path.stem for path in (out / "tables").iterdir()} == set(tables())
    for name, table in tables().items():
        with (out / "tables" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            assert next(csv.reader(file)) == [column.name for column in table.columns]


def test_formulas_in_a_document_are_text_in_the_tables(brief_all: Callable[[], RunReport], cases: Path, out: Path) -> None:
    (cases / "sums.md").write_text("# =SUM(A1:A9) Case\n\n## Risks\n\n- @cmd: the sheet would run it.\n", encoding="utf-8")
    brief_all()
    briefs = pd.read_csv(out / "tables" / "briefs.csv", dtype=str, keep_default_na=False)
    (title,) = briefs.loc[briefs["source_uri"] == "sums.md", "title"]
    assert title.startswith("'=SUM")
    (brief,) = [json.loads(path.read_text()) for path in (out / "briefs").glob("sums-*.json")]
    assert brief["title"] == unguard(title)


def test_a_typed_frame_reads_back_from_csv(brief_all: Callable[[], RunReport], out: Path) -> None:
    brief_all()
    for name, table in tables().items():
        read = pd.read_csv(out / "tables" / f"{name}.csv")
        assert not read.duplicated(list(table.key)).any(), name
        for column in table.columns:
            if len(read) and not column.nullable:
                assert read[column.name].notna().all() or column.type is ColumnType.STRING, (name, column.name)
            if column.type in (ColumnType.INTEGER, ColumnType.NUMBER):
                assert read[column.name].dropna().map(lambda value: isinstance(value, int | float)).all()
            if column.type is ColumnType.BOOLEAN and len(read):
                assert set(read[column.name].dropna()) <= {True, False}


def test_a_frame_has_the_types_of_its_table() -> None:
    built = frame(tables()["sections"], [("b", 1, "risks", "Risks", 2, "alias", 0, 9)])
    assert list(built.columns) == [column.name for column in tables()["sections"].columns]
    assert built["level"].dtype == "Int64"
    assert frame(tables()["sections"], []).empty
