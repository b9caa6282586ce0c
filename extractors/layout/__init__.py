"""Layout: the lines of a document become blocks (headings, paragraphs, list items, table rows) that keep their place."""

from extractors.layout.blocks import Block, BlockKind, read_blocks

__all__ = ["Block", "BlockKind", "read_blocks"]
