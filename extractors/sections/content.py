"""What a part is about where its heading does not tell: told from how its text reads, where that part is missing."""

import re
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from extractors.layout.blocks import BlockKind
from extractors.rulebook import Rule, RuleError, read_rules
from extractors.sections.outline import Node
from extractors.sentences import split_sentences
from schemas.enums import SectionName

# A second part of this name is likely another part under an ambiguous heading ("Decision").
_ONCE = frozenset({SectionName.CORE_QUESTION, SectionName.BOTTOM_LINE})
_TELLING = frozenset({SectionName.METRICS, SectionName.ROADMAP})  # whose items can hardly be mistaken
_SURE_SHARE = 0.8
_LEAST_KNOWN = 4  # known parts that make a document a headed one; essays are read sentence by sentence instead


class ContentRule(Rule):
    """How the text of one part reads."""

    key_field: ClassVar[str] = "section"

    section: SectionName = Field(description="The part.")
    opening: str | None = Field(default=None, description="Regular expression over the first sentence, in any case.")
    items: str | None = Field(default=None, description="Regular expression over each item, in any case.")
    share: float = Field(default=0.5, gt=0, le=1, description="Share of the items that must meet it.")


@lru_cache(maxsize=8)
def load_contents(overlay: Path | None = None) -> tuple[tuple[ContentRule, re.Pattern[str]], ...]:
    """The content rules in force, compiled, in order. Raises RuleError where they cannot be used."""
    compiled = []
    for rule in read_rules("section_content", ContentRule, overlay):
        if (rule.opening is None) == (rule.items is None):
            raise RuleError(f"section_content.toml: {rule.section}: give either `opening` or `items`.")
        try:
            compiled.append((rule, re.compile(rule.opening or rule.items or "", re.IGNORECASE)))
        except re.error as error:
            raise RuleError(f"section_content.toml: {rule.section}: {error}. Mend the regular expression.") from error
    return tuple(compiled)


def read_contents(text: str, nodes: list[Node], overlay: Path | None = None) -> None:
    """Name the parts with unknown headings by their content, where the document is a headed one and lacks that part."""
    present = {node.section for node in nodes if node.blocks}
    known = present - {SectionName.OTHER, SectionName.TITLE}
    if len(known) < _LEAST_KNOWN:
        return
    seen: set[SectionName] = set()
    for node in nodes:
        again = node.section in seen and node.section in _ONCE
        seen.add(node.section)
        unknown = node.section is SectionName.OTHER and node.home is SectionName.OTHER and not node.reason.startswith("alias")
        opening = node.heading is None and node is nodes[1]  # below the title, above any heading
        if not node.blocks or not (
            opening or (node.heading is not None and (unknown or again or node.reason.startswith("word")))
        ):
            continue
        section = _section(text, node, present, overlay, sure=not (unknown or again or opening))
        if section is not None:
            node.section = node.home = section
            node.reason = "its text reads like that part"
            present.add(section)


def _section(text: str, node: Node, present: set[SectionName], overlay: Path | None, *, sure: bool) -> SectionName | None:
    """The missing section that a text reads like. Where its heading says something (`sure`), nearly all items must agree."""
    first = node.blocks[0]
    listed = [
        block
        for block in node.blocks
        if block.kind in (BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.ROW) and not block.header
    ]
    items = listed or [block for block in node.blocks if not block.style]  # terms above definitions are styled
    sentences = split_sentences(text, first.start, first.end)
    for rule, pattern in load_contents(overlay):
        if rule.section in present:
            continue
        if rule.opening is not None:
            if not listed and sentences and not sure and pattern.search(text[sentences[0].start : sentences[0].end]):
                return rule.section
        elif len(items) >= 2:
            met = sum(1 for block in items if pattern.search(text[block.start : block.end]))
            if met >= (_SURE_SHARE if sure else rule.share) * len(items) and (not sure or rule.section in _TELLING):
                return rule.section
    return None
