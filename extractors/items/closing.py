"""What closes a document: the verdict and the titles of related cases."""

import re
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from extractors.analysis import Analysis
from extractors.items.statements import whole
from extractors.passages import trim
from extractors.rulebook import Rule, RuleError, read_rules
from extractors.sections import load_titles
from schemas.enums import Decision, SectionName
from schemas.items import RelatedCase, Verdict


class VerdictRule(Rule):
    """How one decision is worded."""

    key_field: ClassVar[str] = "decision"

    decision: Decision = Field(description="What is decided.")
    patterns: tuple[str, ...] = Field(description="Regular expressions over the verdict's words, in any case.")


@lru_cache(maxsize=8)
def load_verdicts(overlay: Path | None = None) -> tuple[tuple[Decision, re.Pattern[str]], ...]:
    """The verdict rules in force, compiled, in order of precedence. Raises RuleError where they cannot be used."""
    try:
        return tuple(
            (rule.decision, re.compile("|".join(rule.patterns), re.IGNORECASE))
            for rule in read_rules("verdict_cues", VerdictRule, overlay)
        )
    except re.error as error:
        raise RuleError(f"verdict_cues.toml: {error}. Mend the regular expression.") from error


def decide(words: str, overlay: Path | None = None) -> Decision:
    """What the words of a verdict decide: its opening formula where that tells, else the whole."""
    opening = re.split(r"(?<=[.!])\s|\n", words.strip(), maxsplit=1)[0]
    for passage in (opening, words):
        for decision, pattern in load_verdicts(overlay):
            if pattern.search(passage):
                return decision
    return Decision.OTHER


def read_verdict(analysis: Analysis) -> Verdict | None:
    """The reviewer's decision, None where no part gives one."""
    nodes = analysis.parts(SectionName.VERDICT)
    entry = whole(analysis, nodes[:1])
    if entry is None:
        return None
    words = analysis.words(entry.start, entry.end)
    return (
        Verdict(text=words, decision=decide(words, analysis.overlay), evidence=analysis.evidence((entry.start, entry.end)))
        if words
        else None
    )


def read_related_cases(analysis: Analysis) -> tuple[RelatedCase, ...]:
    """The titles listed after the document, a line each, without the seller's suffix."""
    titles = load_titles(analysis.overlay)
    found = []
    for node in analysis.parts(SectionName.RELATED_CASES):
        for block in node.blocks:
            span = titles.strip(analysis.text, block.start, block.end)
            words = analysis.words(*trim(analysis.text, *span, "*_"))
            if words:
                found.append(RelatedCase(title=words, evidence=analysis.evidence(block.span)))
    return tuple(found)
