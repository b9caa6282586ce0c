"""The one step that makes a brief of an analysis: fields, outline, coverage and diagnostics."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from extractors.analysis import Analysis
from extractors.diagnostics import covered, diagnose
from extractors.fields import FIELDS, field_of
from extractors.rulebook import rules_hash
from schemas import CaseBrief, Generator, Section, Source
from schemas.base import Evidence
from schemas.items import Option, Recommendation

NAME = "casebrief"
REVIEW_BELOW = 0.7  # confidence under which an item is marked for review


def assemble(analysis: Analysis, *, source: Source, document_id: str, review_below: float = REVIEW_BELOW) -> CaseBrief:
    """The brief of one document. Everything in it follows from the text, the rules and the version."""
    fields: dict[str, Any] = {name: field_of(analysis, name) for name in FIELDS}
    fields["options"] = _marked(fields["options"], fields["recommendation"])
    return CaseBrief(
        id=document_id,
        generator=generator(analysis),
        source=source,
        sections=sections(analysis),
        diagnostics=diagnose(analysis, fields, review_below),
        coverage=coverage(analysis.text, fields),
        **fields,
    )


def generator(analysis: Analysis) -> Generator:
    """Name and version of the extractor and the hash of the rules in force."""
    return Generator(name=NAME, version=package_version(), rules=rules_hash(analysis.overlay))


def package_version() -> str:
    """The installed version, '0' in a tree that is not installed."""
    try:
        return version(NAME)
    except PackageNotFoundError:
        return "0"


def _marked(options: tuple[Option, ...], recommendation: Recommendation | None) -> tuple[Option, ...]:
    """The options with those marked that the recommendation chooses."""
    chosen = set(recommendation.chosen) if recommendation is not None else set()
    return tuple(option.model_copy(update={"recommended": True}) if option.number in chosen else option for option in options)


def sections(analysis: Analysis) -> tuple[Section, ...]:
    """The outline as it is published."""
    return tuple(
        Section(
            name=node.section,
            heading=analysis.words(*node.heading) if node.heading else "",
            level=node.level,
            evidence=Evidence(start=node.start, end=max(node.end, node.start + 1)),
            reason=node.reason,
        )
        for node in analysis.nodes
    )


def coverage(text: str, fields: Mapping[str, Any]) -> float:
    """The share of non-blank characters that some item covers, to four places."""
    total = _visible(text)
    seen = 0
    at = 0
    for start, end in sorted(covered(fields)):
        start = max(start, at)
        if end > start:
            seen += _visible(text[start:end])
            at = end
    return round(seen / total, 4) if total else 0.0


def _visible(text: str) -> int:
    return sum(map(len, text.split()))
