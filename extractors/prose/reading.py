"""The sentences of running text, each with its place, its cues, and the role that it plays once the whole text is weighed."""

import re
from dataclasses import dataclass, field

from extractors.analysis import Analysis
from extractors.layout.blocks import Block, BlockKind
from extractors.passages import Span
from extractors.positions import Attribution, attributions, load_position_rules
from extractors.prose.cues import Cue, ProseGrammar, Role, folded, load_prose_grammar
from extractors.sections.outline import Node
from extractors.sentences import split_sentences
from schemas.enums import SectionName
from schemas.items import Citation
from schemas.quantity import Quantity

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_LISTED = (BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.ROW)
_LISTED_SHARE = 0.1  # of the characters: a text with more than this in lists and tables is no running text
_TEMPLATE_PARTS = 4  # a text with so many parts of the template that essays do not head is a headed document
_TEMPLATE = frozenset({
    SectionName.OPERATIONAL_FACTS, SectionName.INFORMATION_GAPS, SectionName.CORE_QUESTION, SectionName.STRUCTURAL_ANALYSIS,
    SectionName.ROADMAP, SectionName.CONSTRAINTS, SectionName.RISK_STRATEGY, SectionName.DANGEROUS_ASSUMPTION,
    SectionName.UNCONSIDERED_ALTERNATIVE, SectionName.VERDICT, SectionName.METRICS, SectionName.BOTTOM_LINE,
})  # fmt: skip

_KNOWN = 0.85  # likeness from which a heading is one of the known ones
_SECTIONS = {
    SectionName.STAKEHOLDERS: Role.POSITIONS,
    SectionName.OPTIONS: Role.OPTIONS,
    SectionName.OPTION_EVALUATION: Role.OTHER,
    SectionName.RECOMMENDATION: Role.RECOMMENDATION,
    SectionName.RISKS: Role.RISKS,
    SectionName.METRICS: Role.OTHER,
    SectionName.INFORMATION_GAPS: Role.OTHER,
    SectionName.RISK_STRATEGY: Role.OTHER,
    SectionName.OPERATIONAL_FACTS: Role.OTHER,
    SectionName.BOTTOM_LINE: Role.OTHER,
}


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading that a sentence stands under: the role it announces, and how many paragraphs up it stands."""

    role: Role | None
    place: int
    sure: bool = True  # known as a whole, not by a word
    said: str = ""


@dataclass(slots=True)
class Sentence:
    """One sentence. `paragraph` counts from 0; `said` is its folded lower-case text without citations."""

    span: Span
    paragraph: int
    first: bool  # of its paragraph
    heading: Heading
    node: Node
    said: str
    words: frozenset[str]
    citations: tuple[Citation, ...]
    quantities: tuple[Quantity, ...]
    cues: list[Cue]
    positions: list[Attribution] = field(default_factory=list)
    role: Role = Role.OTHER
    margin: float = 0.0  # by how much the role's own cues beat those of the others

    @property
    def opens(self) -> bool:
        """Does it announce the role's items rather than being one?"""
        return any(cue.opens and cue.role is self.role for cue in self.cues)

    def weight(self, role: Role) -> float:
        """What its cues say for a role; the strongest counts in full, the others by half."""
        weights = sorted((cue.weight for cue in self.cues if cue.role is role), reverse=True)
        return weights[0] + 0.5 * sum(weights[1:]) if weights else 0.0


def is_running_text(analysis: Analysis) -> bool:
    """Is the document an essay: hardly a list or table, and not parted as the template parts it?"""
    total = sum(block.end - block.start for block in analysis.blocks) or 1
    listed = sum(block.end - block.start for block in analysis.blocks if block.kind in _LISTED)
    headed = {node.section for node in analysis.nodes if node.heading is not None and node.blocks}
    return listed <= _LISTED_SHARE * total and len(headed & _TEMPLATE) < _TEMPLATE_PARTS


def read_sentences(analysis: Analysis) -> list[Sentence]:
    """The sentences of the paragraphs below the title, in reading order, with their cues and positions but no roles yet."""
    grammar, rules = load_prose_grammar(analysis.overlay), load_position_rules(analysis.overlay)
    found: list[Sentence] = []
    paragraph = 0
    for node in analysis.nodes:
        if node.section in (SectionName.TITLE, SectionName.RELATED_CASES):
            continue
        heading = _heading(analysis, _announced(analysis, grammar, node), paragraph, node.heading)
        for block in node.blocks:
            if block.kind is BlockKind.ROW:
                continue
            if _stands_as_heading(analysis.text, block):
                heading = _heading(analysis, _by_words(analysis, grammar, block.span), paragraph, block.span)
                continue
            for place, span in enumerate(split_sentences(analysis.text, block.start, block.end)):
                said = folded(analysis.words(*span))
                words = frozenset(_WORD.findall(said))
                if not words:
                    if place and found and found[-1].paragraph == paragraph:  # a citation behind the stop
                        found[-1].span = Span(found[-1].span.start, span.end)
                        found[-1].citations += analysis.citations(*span)
                    continue
                sentence = Sentence(
                    span, paragraph, place == 0, heading, node, said, words, analysis.citations(*span), analysis.amounts(*span),
                    grammar.read(said, words),
                )  # fmt: skip
                sentence.positions = attributions(analysis.text, *span, rules)
                found.append(sentence)
            paragraph += 1
    return found


def _announced(analysis: Analysis, grammar: ProseGrammar, node: Node) -> tuple[Role | None, bool]:
    """The role that the heading of a part announces, and whether the heading is known as a whole."""
    known = _SECTIONS.get(node.home)
    if known is not None or node.heading is None:
        return known, True
    return _by_words(analysis, grammar, node.heading)


def _by_words(analysis: Analysis, grammar: ProseGrammar, span: Span) -> tuple[Role | None, bool]:
    reading = analysis.outliner.headings.read(analysis.text[span.start : span.end].rstrip(": "))
    if reading is not None and reading.score > _KNOWN and reading.section in _SECTIONS:
        return _SECTIONS[reading.section], True
    return grammar.heading(folded(analysis.words(*span))), False


def _stands_as_heading(text: str, block: Block) -> bool:
    """Is a block of an essay a heading that the outline took for content: one short line without a stop?"""
    return (
        bool(block.style)
        and block.lines == 1
        and text[block.end - 1] not in ".!;,:"
        and len(text[block.start : block.end].split()) <= 12
    )


def _heading(analysis: Analysis, announced: tuple[Role | None, bool], paragraph: int, span: Span | None) -> Heading:
    role, sure = announced
    return Heading(role, paragraph, sure, folded(analysis.words(*span)) if span else "")
