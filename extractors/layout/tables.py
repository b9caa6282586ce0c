"""Tables: Markdown's pipes, and plain columns aligned with blanks or tabs."""

import re
from dataclasses import dataclass

from extractors.layout.lines import Line
from extractors.passages import Span, trim

_SEPARATOR = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_GAP = re.compile(r"\t+ *| {2,}\t*")
_PLAIN_RULE = re.compile(r"[-=]{3,}(?:[ \t+|]+[-=]{3,})*[ \t]*$")
_LEAST_ROWS = 3


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: the ranges of its cells, empty cells included."""

    span: Span
    cells: tuple[Span, ...]
    header: bool


def piped_table(text: str, lines: list[Line], at: int) -> tuple[list[Row], int] | None:
    """The rows of a table with pipes that begins at line `at`, and the line behind it; None where there is none."""
    if at + 1 >= len(lines) or "|" not in text[lines[at].first : lines[at].end]:
        return None
    rows: list[Row] = []
    index, header = at, False
    while index < len(lines) and not lines[index].blank and "|" in text[lines[index].first : lines[index].end]:
        line = lines[index]
        if _SEPARATOR.match(text, line.first, line.end) and text[line.first : line.end].strip("|:- \t") == "":
            header = header or index == at + 1
        else:
            rows.append(Row(trim(text, line.first, line.end), _piped_cells(text, line), False))
        index += 1
    if not header and (len(rows) < 2 or any(len(row.cells) < 2 for row in rows)):
        return None
    if rows and (header or not _has_digit(text, rows[0])):
        rows[0] = Row(rows[0].span, rows[0].cells, True)
    return rows, index


def _piped_cells(text: str, line: Line) -> tuple[Span, ...]:
    span = trim(text, line.first, line.end)
    start = span.start + 1 if text[span.start] == "|" else span.start
    end = span.end - 1 if text[span.end - 1] == "|" and span.end - 1 > start else span.end
    cells: list[Span] = []
    at = start
    for index in range(start, end + 1):
        if index == end or (text[index] == "|" and text[index - 1] != "\\"):
            cells.append(trim(text, at, index))
            at = index + 1
    return tuple(cells)


def aligned_table(text: str, lines: list[Line], at: int) -> tuple[list[Row], int] | None:
    """The rows of a table whose columns stand below one another, and the line behind it; None where there is none.

    At least three rows of the same number of cells (two or more), parted by tabs or two blanks; a line of labels with colons
    ("For:   ...") makes no table.
    """
    rows: list[Row] = []
    index, columns = at, 0
    while index < len(lines) and not lines[index].blank:
        line = lines[index]
        if _PLAIN_RULE.match(text, line.first + line.indent, line.end):
            index += 1
            continue
        if line.marker or line.hashes:
            break
        cells = _aligned_cells(text, line)
        if len(cells) < 2 or (columns and len(cells) != columns):
            break
        columns = len(cells)
        rows.append(Row(Span(cells[0].start, cells[-1].end), cells, False))
        index += 1
    if len(rows) < _LEAST_ROWS or all(text[row.cells[0].end - 1] == ":" for row in rows):
        return None
    if not all(_has_letter(text, row.cells[0]) for row in rows[1:]) or not _in_columns(rows):
        return None
    rows[0] = Row(rows[0].span, rows[0].cells, True)
    return rows, index


def _aligned_cells(text: str, line: Line) -> tuple[Span, ...]:
    cells: list[Span] = []
    at = line.start
    for gap in _GAP.finditer(text, line.start, line.end):
        cells.append(Span(at, gap.start()))
        at = gap.end()
    cells.append(Span(at, line.end))
    return tuple(cell for cell in cells if cell)


def _in_columns(rows: list[Row]) -> bool:
    """Do the second cells begin or end at nearly one column?"""
    starts = [row.cells[1].start - row.span.start for row in rows]
    ends = [row.cells[1].end - row.span.start for row in rows]
    return max(starts) - min(starts) <= 3 or max(ends) - min(ends) <= 3


def _has_digit(text: str, row: Row) -> bool:
    return any(char.isdigit() for cell in row.cells[1:] for char in text[cell.start : cell.end]) and not all(
        re.fullmatch(r"(?:FY)?(?:19|20)\d\d[AEF]?|\W*", text[cell.start : cell.end])
        or not any(c.isdigit() for c in text[cell.start : cell.end])
        for cell in row.cells[1:]
    )


def _has_letter(text: str, cell: Span) -> bool:
    return any(char.isalpha() for char in text[cell.start : cell.end])
