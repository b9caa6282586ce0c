"""The analysis of one document: its layers, each made when first asked for and kept.

`doc._.case` holds it. A component only makes sure of its layer, so that any one of them works alone in anybody's pipeline.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from extractors.citations import CitationGroup, cell_citations, find_citations, load_grammar
from extractors.layout import Block, BlockKind, read_blocks
from extractors.passages import Span, clip, words_of
from extractors.quantities import find, load_quantity_rules
from extractors.sections import Node, Outliner, load_headings, load_leads, load_titles, read_contents
from extractors.tables import cell_quantities
from schemas.base import Evidence
from schemas.enums import SectionName
from schemas.items import Citation
from schemas.quantity import Quantity


class Analysis:
    """The layers of one text, by the rules of one overlay (None: the packaged rules alone)."""

    def __init__(self, text: str, overlay: Path | None = None) -> None:
        self.text, self.overlay = text, overlay
        self.fields: dict[str, Any] = {}  # filled by `extractors.fields`

    @cached_property
    def blocks(self) -> list[Block]:
        """What stands together on the page."""
        return read_blocks(self.text)

    @cached_property
    def outliner(self) -> Outliner:
        """The outline's maker; it also holds the title's range."""
        maker = Outliner(
            self.text, self.blocks, load_headings(self.overlay), load_leads(self.overlay), load_titles(self.overlay)
        )
        read_contents(self.text, maker.build(), self.overlay)
        return maker

    @property
    def nodes(self) -> list[Node]:
        """The parts of the document in reading order."""
        return self.outliner.nodes

    def parts(self, *homes: SectionName) -> list[Node]:
        """The parts whose content belongs to one of the sections."""
        return [node for node in self.nodes if node.home in homes and node.blocks]

    @cached_property
    def citation_groups(self) -> list[CitationGroup]:
        """All citations, grouped as written."""
        grammar = load_grammar(self.overlay)
        groups = find_citations(self.text, grammar)
        taken = {group.start for group in groups} | {group.start - 1 for group in groups}
        for block in self.blocks:
            for cell in block.cells[1:]:
                group = cell_citations(self.text, *cell, grammar) if cell and cell.start not in taken else None
                if group is not None:
                    groups = [other for other in groups if other.end <= group.start or other.start >= group.end] + [group]
        return sorted(groups, key=lambda group: group.start)

    @cached_property
    def _citation_starts(self) -> list[int]:
        return [group.start for group in self.citation_groups]

    def citations(self, start: int, end: int) -> tuple[Citation, ...]:
        """The citations inside a range."""
        first = bisect_left(self._citation_starts, start)
        found: list[Citation] = []
        for group in self.citation_groups[first:]:
            if group.start >= end:
                break
            found.extend(group.citations)
        return tuple(found)

    @cached_property
    def cuts(self) -> list[Span]:
        """Bracketed citations with the blank before them: what the text of a statement leaves out."""
        return [group.cut for group in self.citation_groups if group.cut is not None]

    def words(self, start: int, end: int, extra: Sequence[tuple[int, int]] = ()) -> str:
        """The words of a range without citations and without the ranges `extra`."""
        cuts: list[tuple[int, int]] = clip(self.cuts, start, end)
        return words_of(self.text, start, end, sorted([*cuts, *extra]) if extra else cuts)

    @cached_property
    def quantities(self) -> list[Quantity]:
        """All quantities of the document's blocks, in order; those of tables with what the header gives them."""
        excluded = [(group.start, group.end) for group in self.citation_groups]
        rules = load_quantity_rules(self.overlay)
        found: list[Quantity] = []
        for block in self.blocks:
            if block.kind is BlockKind.ROW or block.kind is BlockKind.FRONT_MATTER:
                continue
            found.extend(
                find(self.text, start=block.start, end=block.end, excluded=clip(excluded, block.start, block.end), rules=rules)
            )
        found.extend(cell_quantities(self.text, self.blocks, excluded, rules))
        found.sort(key=lambda quantity: (quantity.evidence.start, quantity.evidence.end))
        return found

    @cached_property
    def _quantity_starts(self) -> list[int]:
        return [quantity.evidence.start for quantity in self.quantities]

    def amounts(self, start: int, end: int, without: Sequence[tuple[int, int]] = ()) -> tuple[Quantity, ...]:
        """The quantities inside a range and outside the ranges `without`."""
        first = bisect_left(self._quantity_starts, start)
        found: list[Quantity] = []
        for quantity in self.quantities[first:]:
            place = quantity.evidence
            if place.start >= end:
                break
            if place.end <= end and not any(place.start < stop and place.end > begin for begin, stop in without):
                found.append(quantity)
        return tuple(found)

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        return [node.start for node in self.nodes], [block.outer for block in self.blocks]

    def place(self, at: int) -> tuple[Node | None, Block | None]:
        """The part and the block that a character stands in."""
        nodes, blocks = self._starts
        node, block = bisect_right(nodes, at) - 1, bisect_right(blocks, at) - 1
        return (self.nodes[node] if node >= 0 else None, self.blocks[block] if block >= 0 else None)

    def evidence(self, span: tuple[int, int]) -> Evidence:
        """A range as evidence."""
        return Evidence(start=span[0], end=span[1])
