"""Tables read: what each column holds, and the figures in the cells with what their header gives them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from extractors.layout.blocks import Block, BlockKind
from extractors.passages import Span, clip, fold, without_emphasis
from extractors.quantities import Header, QuantityRules, find, read_header
from extractors.rulebook import Rule, read_rules
from schemas.quantity import Quantity


class ColumnRule(Rule):
    """The headers of columns of one role."""

    key_field: ClassVar[str] = "role"

    role: str = Field(description="What such a column holds.")
    headers: tuple[str, ...] = Field(description="Whole headers, in lower case.")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its header row, if it has one, and its other rows."""

    header: Block | None
    rows: tuple[Block, ...]

    def roles(self, text: str, columns: dict[str, str]) -> list[str]:
        """The role of each column, '' where the header does not tell one."""
        if self.header is None:
            return []
        heads = [fold(without_emphasis(text[cell.start : cell.end])).lower().strip(" :.") for cell in self.header.cells]
        return [columns.get(head, "") for head in heads]


@lru_cache(maxsize=8)
def load_columns(overlay: Path | None = None) -> dict[str, str]:
    """Roles of columns by header. A header of two roles keeps the first. Raises RuleError where the rules cannot be used."""
    columns: dict[str, str] = {}
    for rule in read_rules("table_columns", ColumnRule, overlay):
        for header in rule.headers:
            columns.setdefault(header, rule.role)
    return columns


def tables_of(blocks: Sequence[Block]) -> Iterator[Table]:
    """The tables among `blocks`: runs of rows, parted where a header row begins a new one."""
    run: list[Block] = []
    for block in [*blocks, None]:
        if block is None or block.kind is not BlockKind.ROW or (run and (block.header or block.gap)):
            if run:
                header = run[0] if run[0].header else None
                yield Table(header, tuple(run[1:] if header else run))
            run = []
        if block is not None and block.kind is BlockKind.ROW:
            run.append(block)


def cell_quantities(
    text: str, blocks: Sequence[Block], excluded: list[tuple[int, int]], rules: QuantityRules
) -> Iterator[Quantity]:
    """The figures in the cells of all tables; the first column labels its row and holds none."""
    for table in tables_of(blocks):
        heads = [_header(text, cell, rules) for cell in table.header.cells] if table.header else []
        for row in table.rows:
            label = _header(text, row.cells[0], rules)
            for index, cell in enumerate(row.cells[1:], start=1):
                if cell:
                    given = heads[index].merged(label) if index < len(heads) else label
                    given = given.merged(heads[0]) if heads else given
                    yield from find(
                        text, start=cell.start, end=cell.end, excluded=clip(excluded, *cell), header=given, rules=rules
                    )


def _header(text: str, cell: Span, rules: QuantityRules) -> Header:
    return read_header(text, start=cell.start, end=cell.end, rules=rules) if cell else Header()


def cell_words(text: str, cell: Span) -> str:
    """A cell's words, folded, without emphasis."""
    return fold(without_emphasis(text[cell.start : cell.end]))
