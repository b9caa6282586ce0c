"""Blocks: what stands together on the page, with its kind, nesting and typographic style."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from extractors.layout.lines import Line, is_rule, is_underline, read_lines, wrap_width
from extractors.layout.tables import Row, aligned_table, piped_table
from extractors.passages import Span, trim


class BlockKind(StrEnum):
    """What a block is by its layout alone."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    NUMBERED = "numbered"
    ROW = "row"
    FRONT_MATTER = "front_matter"


class Style(StrEnum):
    """How a line is set off, from which a heading may be told."""

    NONE = ""
    MARKDOWN = "markdown"
    UNDERLINE = "underline"
    CAPITALS = "capitals"
    BOLD = "bold"
    STANDALONE = "standalone"  # one short line without a stop, alone or above a list


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text. `start` and `end` are those of its words, behind marker and markup, before closing markup."""

    kind: BlockKind
    start: int
    end: int
    outer: int  # where the block begins, its marker included
    indent: int = 0
    hang: int = 0
    depth: int = 0  # nesting among list items and indented paragraphs, 0 outermost
    marker: str = ""
    number: str = ""
    style: Style = Style.NONE
    rank: int = 0  # depth of a Markdown heading, 1 or 2 of an underlined one
    gap: int = 0  # blank lines before
    lines: int = 1
    last_line: int = 0  # where its last line begins
    cells: tuple[Span, ...] = ()
    header: bool = False

    @property
    def span(self) -> Span:
        """The range of its words."""
        return Span(self.start, self.end)


_TERMINAL = ".;!…"
_MAX_HEADING = 100
_MAX_HEADING_WORDS = 14


def read_blocks(text: str) -> list[Block]:
    """The blocks of `text` in order. Every line that is neither blank, a rule nor an underline belongs to one."""
    lines = read_lines(text)
    blocks = _Builder(text, lines).build()
    return _nest(_style(text, blocks))


class _Builder:
    """Walks the lines once and closes a block where the next line does not continue it."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text, self.lines = text, lines
        self.width = wrap_width(lines)
        self.blocks: list[Block] = []
        self.gap = 0
        self.open: Block | None = None

    def build(self) -> list[Block]:
        index = self._front_matter()
        while index < len(self.lines):
            index = self._take(index)
        self._close()
        return self.blocks

    def _front_matter(self) -> int:
        lines, text = self.lines, self.text
        if not lines or text[lines[0].first : lines[0].end].strip() != "---":
            return 0
        for index in range(1, min(len(lines), 60)):
            if text[lines[index].first : lines[index].end].strip() in ("---", "..."):
                span = trim(text, lines[0].first, lines[index].end)
                self.blocks.append(Block(BlockKind.FRONT_MATTER, span.start, span.end, span.start))
                return index + 1
        return 0

    def _take(self, index: int) -> int:
        line, text = self.lines[index], self.text
        if line.blank:
            self._close()
            self.gap += 1
            return index + 1
        if (table := piped_table(text, self.lines, index)) or (
            not line.marker and (table := aligned_table(text, self.lines, index))
        ):
            self._close()
            self._rows(table[0])
            return table[1]
        following = self.lines[index + 1] if index + 1 < len(self.lines) else None
        char = is_underline(text, following) if following and not following.blank else ""
        if char and not is_rule(text, line) and self._underlined(line, following):
            if self.open is not None and self.open.lines >= 1 and self.open.kind is BlockKind.PARAGRAPH and self.gap == 0:
                if self.width is not None and self._continues(self.open, line):
                    self._extend(line)
                    line = None  # type: ignore[assignment]
                self._close()
            if line is not None:
                self._close()
                self._heading(line, Style.UNDERLINE, 1 if char in "=#*" else 2)
            elif self.blocks:
                self.blocks[-1] = replace(
                    self.blocks[-1], kind=BlockKind.HEADING, style=Style.UNDERLINE, rank=1 if char in "=#*" else 2
                )
            return index + 2
        if is_rule(text, line):
            self._close()
            self.gap += 1
            return index + 1
        if line.hashes:
            self._close()
            self._heading(line, Style.MARKDOWN, line.hashes)
        elif line.marker == ":":
            self._close()
            self._begin(line, BlockKind.PARAGRAPH)
        elif line.marker:
            self._close()
            kind = BlockKind.BULLET if not line.number else BlockKind.NUMBERED
            self._begin(line, kind)
        elif self.open is not None and self._continues(self.open, line):
            self._extend(line)
        else:
            self._close()
            self._begin(line, BlockKind.PARAGRAPH)
        return index + 1

    def _underlined(self, line: Line, below: Line | None) -> bool:
        """Does a stroke below a line make it a heading? A short one only below a short line that begins anew."""
        if below is None or line.hashes:
            return False
        words, stroke = line.end - line.start, below.end - below.first
        begins = (self.gap > 0 or not self.blocks) and self.open is None and self.text[line.end - 1] not in _TERMINAL
        return words <= _MAX_HEADING * 2 and (stroke >= 0.5 * words or (stroke >= 3 and words <= _MAX_HEADING and begins))

    def _continues(self, block: Block, line: Line) -> bool:
        """Does `line` go on with the sentence of `block`, or is it a new unit below it?"""
        if block.kind is BlockKind.HEADING or line.bold:
            return False
        last = self.text[block.end - 1]
        first = self.text[line.start]
        if self.width is not None:
            word = line.start
            while word < line.end and not self.text[word].isspace():
                word += 1
            if block.end - block.last_line + 1 + word - line.start > self.width:
                return True
        return last not in ".;:!?" and (first.islower() or first in "(&")

    def _begin(self, line: Line, kind: BlockKind) -> None:
        outer = self._first_mark(line)
        self.open = Block(
            kind, line.start, line.end, outer, line.indent, line.hang, 0, line.marker, line.number,
            Style.BOLD if line.bold else Style.NONE, 0, self.gap, 1, line.first,
        )  # fmt: skip
        self.gap = 0

    def _first_mark(self, line: Line) -> int:
        """Where the first visible character of a line stands."""
        at = line.first
        while self.text[at].isspace():
            at += 1
        return at

    def _extend(self, line: Line) -> None:
        assert self.open is not None
        self.open = replace(self.open, end=line.end, lines=self.open.lines + 1, last_line=line.first, style=Style.NONE)

    def _heading(self, line: Line, style: Style, rank: int) -> None:
        outer = line.first
        self.blocks.append(
            Block(
                BlockKind.HEADING,
                line.start,
                line.end,
                outer,
                line.indent,
                line.hang,
                0,
                line.marker,
                line.number,
                style,
                rank,
                self.gap,
                1,
                line.first,
            )
        )
        self.gap = 0

    def _rows(self, rows: list[Row]) -> None:
        for row in rows:
            self.blocks.append(
                Block(
                    BlockKind.ROW,
                    row.span.start,
                    row.span.end,
                    row.span.start,
                    gap=self.gap,
                    cells=row.cells,
                    header=row.header,
                    last_line=row.span.start,
                )
            )
            self.gap = 0

    def _close(self) -> None:
        if self.open is not None:
            self.blocks.append(self.open)
            self.open = None


def _style(text: str, blocks: list[Block]) -> list[Block]:
    """Mark the blocks that are set off like headings; whether they are, the section rules decide."""
    styled: list[Block] = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        styled.append(_styled(text, block, following))
    return styled


def _styled(text: str, block: Block, following: Block | None) -> Block:
    if block.kind in (BlockKind.ROW, BlockKind.FRONT_MATTER):
        return block
    start, end = _unbold(text, block.start, block.end)
    if block.style in (Style.MARKDOWN, Style.UNDERLINE):
        return replace(block, start=start, end=end)
    if block.lines > 2 or end - start > _MAX_HEADING or end <= start:
        return block
    words = text[start:end].split()
    if len(words) > _MAX_HEADING_WORDS or text[end - 1] in _TERMINAL or text[end - 1] == ",":
        return block
    if block.style is Style.BOLD:
        return replace(block, start=start, end=end)
    letters = [char for char in text[start:end] if char.isalpha()]
    shouted = len(letters) >= 3 and sum(map(str.isupper, letters)) >= 0.9 * len(letters)
    if shouted and (len(words) > 1 or len(letters) > 5) and block.kind is not BlockKind.BULLET:  # one short word is an acronym
        return replace(block, style=Style.CAPITALS, start=start, end=end)
    first = text[start:end].lstrip("*_")[:1]
    alone = (
        following is None
        or following.gap > 0
        or following.kind in (BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.ROW)
        or following.indent > block.indent
    )
    if (
        block.lines == 1
        and alone
        and block.kind is not BlockKind.BULLET
        and (first.isupper() or first.isdigit() or first in "\"“‘'¿")
    ):
        return replace(block, style=Style.STANDALONE)
    return block


def _unbold(text: str, start: int, end: int) -> tuple[int, int]:
    """The range inside bold marks that enclose it wholly."""
    found = re.match(r"(\*\*\*|\*\*|__|\*|_)(?=\S)(.+?)\1([:.]?)\s*$", text[start:end], re.DOTALL)
    if found and found.group(1) not in found.group(2):
        return start + found.start(2), start + found.end(2)
    return start, end


def _nest(blocks: list[Block]) -> list[Block]:
    """Give list items and the paragraphs below them their depth, by indent."""
    nested: list[Block] = []
    open_items: list[Block] = []
    for block in blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.ROW, BlockKind.FRONT_MATTER):
            open_items.clear()
            nested.append(block)
            continue
        listed = block.kind in (BlockKind.BULLET, BlockKind.NUMBERED)
        while open_items and (open_items[-1].indent >= block.indent):
            open_items.pop()
        depth = len(open_items)
        placed = replace(block, depth=depth) if depth else block
        nested.append(placed)
        if listed:
            open_items.append(placed)
        elif block.indent == 0:
            open_items.clear()
    return nested
