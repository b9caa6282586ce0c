"""Structural analysis: passages with their framework."""

import re
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from extractors.analysis import Analysis
from extractors.items.entries import Entry, entries_of
from extractors.items.statements import label_of, parts_of
from extractors.passages import Span
from extractors.rulebook import Rule, read_rules
from extractors.sections.headings import normalise
from schemas.enums import Framework, SectionName
from schemas.items import Analysis as AnalysisItem

_OPENING_CHARACTERS = 400


class FrameworkRule(Rule):
    """How one framework is named."""

    key_field: ClassVar[str] = "framework"

    framework: Framework = Field(description="The framework.")
    labels: tuple[str, ...] = Field(description="Names in a lead-in or heading, in lower case.")
    words: tuple[str, ...] = Field(default=(), description="Phrases in the passage itself.")


@lru_cache(maxsize=8)
def load_frameworks(overlay: Path | None = None) -> tuple[tuple[Framework, re.Pattern[str], re.Pattern[str] | None], ...]:
    """The framework rules in force, compiled. Raises RuleError where they cannot be used."""
    return tuple(
        (rule.framework, _pattern([normalise(label) for label in rule.labels]), _pattern(rule.words) if rule.words else None)
        for rule in read_rules("frameworks", FrameworkRule, overlay)
    )


def _pattern(phrases: list[str] | tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{'|'.join(re.escape(p) for p in sorted(phrases, key=len, reverse=True))})(?!\w)", re.IGNORECASE
    )


def framework_of(names: list[str], passage: str, overlay: Path | None = None) -> Framework:
    """The framework that the lead-in names, else a heading above, else the passage's opening."""
    rules = load_frameworks(overlay)
    for name in names:
        known = normalise(name)
        for framework, labels, _ in rules:
            if labels.search(known):
                return framework
    for framework, _, words in rules:
        if words is not None and words.search(passage, 0, _OPENING_CHARACTERS):
            return framework
    return Framework.OTHER


def read_analyses(analysis: Analysis) -> tuple[AnalysisItem, ...]:
    """The passages of structural analysis; an unlabelled paragraph goes on with the labelled one before it."""
    found: list[tuple[Entry, Span | None]] = []
    nodes = analysis.parts(SectionName.STRUCTURAL_ANALYSIS) + analysis.parts(SectionName.STRATEGIC_ANALYSIS)
    for node in sorted(nodes, key=lambda node: node.start):
        above = node.label or (
            node.heading if node.section is not SectionName.STRUCTURAL_ANALYSIS or "word" in node.reason else None
        )
        heading = node.heading
        for position, entry in enumerate(entries_of(analysis, [node])):
            if (
                entry.label is None
                and not entry.listed
                and position > 0
                and found
                and (found[-1][0].label is not None or above is not None)
            ):
                found[-1][0].end = entry.end
                found[-1][0].body = Span(found[-1][0].body.start, entry.end)
                continue
            if entry.label is None and above is not None:
                entry.label = above
            found.append((entry, heading))
    items: list[AnalysisItem] = []
    for n, (entry, heading) in enumerate(found, start=1):
        parts = parts_of(analysis, entry)
        names = [parts["label"] or "", label_of(analysis, entry.head) or "", label_of(analysis, heading) or ""]
        framework = framework_of([name for name in names if name], parts["text"], analysis.overlay)
        items.append(AnalysisItem(id=f"structural_analysis-{n}", framework=framework, **parts))
    return tuple(items)
