"""The tables as CSV, made by pandas from the briefs on disk, in chunks, so that memory stays flat.

A text cell that a spreadsheet would take for a formula gets an apostrophe in front, see `guard`; numbers, dates and the
JSON briefs stay exact.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pandas as pd

from pipeline.output import PART, OutputFolder
from schemas.tables import ColumnType, Row, Table, rows, tables

CHUNK = 200
TEXT = (ColumnType.STRING, ColumnType.JSON)
DTYPES = {
    ColumnType.STRING: "object",
    ColumnType.JSON: "object",
    ColumnType.DATE: "object",
    ColumnType.INTEGER: "Int64",
    ColumnType.NUMBER: "Float64",
    ColumnType.BOOLEAN: "boolean",
}
_FORMULA = re.compile(r"'*[=+\-@\t\r\n]")
_GUARDED = re.compile(r"''*[=+\-@\t\r\n]")


def guard(text: str) -> str:
    """`text` with an apostrophe in front where it starts, after any apostrophes, with one of ``= + - @``, tab, CR, LF.

    The list is OWASP's for CSV injection. `unguard` gives the text back.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(cell: str) -> str:
    """What `guard` made `cell` from."""
    return cell[1:] if _GUARDED.match(cell) else cell


def frame(table: Table, content: Sequence[Row]) -> "pd.DataFrame":
    """Rows of `table` as a frame with its columns and types; null cells are NA, dates ISO strings."""
    cells = zip(*content, strict=True) if content else ([] for _ in table.columns)
    columns = {
        column.name: pd.Series(values, dtype=DTYPES[column.type])
        for column, values in zip(table.columns, map(list, cells), strict=True)
    }
    return pd.DataFrame(columns)


def export_tables(output: OutputFolder, brief_ids: Sequence[str]) -> dict[str, int]:
    """Write every table anew from the briefs named, in their order, and return the number of rows of each.

    The files take the places of the old ones only when all are whole.
    """
    counts = dict.fromkeys(tables(), 0)
    parts = {name: output.tables / f".{name}.csv{PART}" for name in counts}
    for name, table in tables().items():
        _append(parts[name], frame(table, []), header=True)
    for chunk in _chunked(brief_ids):
        collected: dict[str, list[Row]] = {name: [] for name in counts}
        for brief_id in chunk:
            brief = json.loads(output.brief(brief_id).read_bytes())
            text = output.text(brief_id).read_bytes().decode("utf-8")
            for name, found in rows(brief, text).items():
                collected[name].extend(found)
        for name, found in collected.items():
            if found:
                counts[name] += len(found)
                _append(parts[name], _guarded(tables()[name], found), header=False)
    for name, part in parts.items():
        part.replace(output.table(name))
    return counts


def _guarded(table: Table, content: Sequence[Row]) -> "pd.DataFrame":
    built = frame(table, content)
    for column in table.columns:
        if column.type in TEXT:
            built[column.name] = built[column.name].map(guard, na_action="ignore")
        elif column.type is ColumnType.BOOLEAN:
            built[column.name] = built[column.name].map({True: "true", False: "false"})
    return built


def _append(path: Path, content: "pd.DataFrame", header: bool) -> None:
    with path.open("w" if header else "a", encoding="utf-8", newline="") as file:
        content.to_csv(file, index=False, header=header, lineterminator="\n")


def _chunked(brief_ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (brief_ids[i : i + CHUNK] for i in range(0, len(brief_ids), CHUNK))
