"""Plain statements: one passage, its label, words, citations and figures; and the fields that are lists of them."""

import re
from collections.abc import Iterable, Sequence
from typing import Any

from extractors.analysis import Analysis
from extractors.items.entries import Entry, Run, entries_of
from extractors.layout.blocks import BlockKind
from extractors.passages import Span, fold, trim, without_emphasis
from extractors.sections.outline import Node
from extractors.tables import cell_words
from schemas.enums import SectionName
from schemas.items import Statement

_PLURAL = re.compile(r"\w{3,}s$")


def parts_of(analysis: Analysis, entry: Entry, body: Span | None = None) -> dict[str, Any]:
    """What every statement has, from an entry: label, text, evidence, citations and quantities."""
    if entry.cells:
        return _row_parts(analysis, entry)
    body = body or entry.body
    start = entry.label.start if entry.label is not None and entry.label.start < entry.start else entry.start
    return {
        "label": label_of(analysis, entry.label),
        "text": analysis.words(body.start, body.end),
        "evidence": analysis.evidence(trim(analysis.text, start, entry.end)),
        "citations": analysis.citations(entry.start, entry.end),
        "quantities": analysis.amounts(body.start, body.end),
    }


def _row_parts(analysis: Analysis, entry: Entry) -> dict[str, Any]:
    cells = [
        cell
        for cell, role in zip(entry.cells, entry.roles, strict=True)
        if cell and role not in ("label", "citation", "number")
    ]
    words = [analysis.words(*cell) for cell in cells]
    return {
        "label": label_of(analysis, entry.label),
        "text": " | ".join(word for word in words if word),
        "evidence": analysis.evidence((entry.start, entry.end)),
        "citations": analysis.citations(entry.start, entry.end),
        "quantities": tuple(quantity for cell in cells for quantity in analysis.amounts(*cell)),
    }


def label_of(analysis: Analysis, label: Span | None) -> str | None:
    """The words of a lead-in, None where there is none."""
    return (analysis.words(*label) or None) if label else None


def statements(analysis: Analysis, field: str, entries: Iterable[Entry]) -> tuple[Statement, ...]:
    """Entries as statements, numbered in reading order."""
    return tuple(Statement(id=f"{field}-{n}", **parts_of(analysis, entry)) for n, entry in enumerate(entries, start=1))


def whole(analysis: Analysis, nodes: Sequence[Node]) -> Entry | None:
    """All that stands in some parts as one entry, None where nothing does."""
    blocks = [block for node in nodes for block in node.blocks]
    if not blocks:
        return None
    span = Span(min(block.start for block in blocks), max(block.end for block in blocks))
    return Entry(span.start, span.end, None, span)


def read_gaps(analysis: Analysis) -> tuple[Statement, ...]:
    """What the case does not tell: one statement an item or sentence."""
    return statements(
        analysis, "information_gaps", entries_of(analysis, analysis.parts(SectionName.INFORMATION_GAPS), Run.EACH)
    )


def read_questions(analysis: Analysis) -> tuple[Statement, ...]:
    """The strategic question: an item, or a paragraph with what leads up to the question."""
    return statements(analysis, "core_questions", entries_of(analysis, analysis.parts(SectionName.CORE_QUESTION)))


def read_assumptions(analysis: Analysis) -> tuple[Statement, ...]:
    """What the plan takes for granted."""
    return statements(analysis, "dangerous_assumptions", _one_or_many(analysis, SectionName.DANGEROUS_ASSUMPTION))


def read_alternatives(analysis: Analysis) -> tuple[Statement, ...]:
    """What nobody weighed."""
    return statements(analysis, "unconsidered_alternatives", _one_or_many(analysis, SectionName.UNCONSIDERED_ALTERNATIVE))


def _one_or_many(analysis: Analysis, section: SectionName) -> list[Entry]:
    """Listed items each for itself; paragraphs under a heading in the singular are one item, under a plural one each."""
    found: list[Entry] = []
    for node in analysis.parts(section):
        entries = entries_of(analysis, [node])
        plural = node.heading is not None and _is_plural(analysis.text[node.heading.start : node.heading.end])
        if len(entries) > 1 and not plural and not any(entry.listed for entry in entries):
            entry = whole(analysis, [node])
            found.extend([entry] if entry else [])
        else:
            found.extend(entries)
    return found


def _is_plural(heading: str) -> bool:
    words = fold(without_emphasis(heading)).split()
    return bool(words) and bool(_PLURAL.match(words[-1]))


def read_bottom_line(analysis: Analysis) -> Statement | None:
    """The bottom line: its part, or the direct text of the executive review where no part is headed so."""
    nodes = analysis.parts(SectionName.BOTTOM_LINE) or analysis.parts(SectionName.EXECUTIVE_REVIEW)
    named = [node for node in nodes if "bottom" in node.reason or "bluf" in node.reason]
    entry = whole(analysis, (named or nodes)[:1])
    return Statement(id="bottom_line", **parts_of(analysis, entry)) if entry is not None else None


def read_facts(analysis: Analysis) -> tuple[Statement, ...]:
    """How the company works: its part, and of an undivided evidence brief what carries no measured figure."""
    entries = entries_of(analysis, analysis.parts(SectionName.OPERATIONAL_FACTS), Run.CITED)
    entries += [entry for entry in undivided(analysis) if not is_measured(analysis, entry)]
    return statements(analysis, "operational_facts", sorted(entries, key=lambda entry: entry.start))


def undivided(analysis: Analysis) -> list[Entry]:
    """The entries that stand in the evidence brief itself, under no heading of their own."""
    return entries_of(analysis, analysis.parts(SectionName.EVIDENCE_BRIEF), Run.CITED)


def is_measured(analysis: Analysis, entry: Entry) -> bool:
    """Does an entry rest on a figure that measures rather than one that counts things in passing?"""
    amounts = analysis.amounts(entry.body.start, entry.end)
    return any(quantity.kind not in ("count", "duration") for quantity in amounts) or any(
        quantity.value >= 1000 for quantity in amounts
    )


def reads_as_list(node: Node) -> bool:
    """Does a part hold list items or table rows?"""
    return any(block.kind in (BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.ROW) for block in node.blocks)


def words_in(analysis: Analysis, cell: Span | None) -> str | None:
    """The words of a table's cell, None where it is missing or empty."""
    return (cell_words(analysis.text, cell) or None) if cell else None
