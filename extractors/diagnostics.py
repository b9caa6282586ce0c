"""What a reader of the brief would want to know: parts that are missing, headings nobody knows, choices left open."""

from collections.abc import Iterator

from extractors.analysis import Analysis
from schemas.enums import SectionName, Severity
from schemas.items import Diagnostic

# The parts that a whole case solution has; the others are often left out.
_EXPECTED = ("metrics", "stakeholders", "options", "recommendation", "risks")
_LISTS = (
    "metrics",
    "operational_facts",
    "stakeholders",
    "information_gaps",
    "core_questions",
    "structural_analysis",
    "options",
    "roadmap",
    "risks",
)


def diagnose(analysis: Analysis, fields: dict[str, object]) -> tuple[Diagnostic, ...]:
    """The diagnostics of one document, in a fixed order."""
    return tuple(_diagnose(analysis, fields))


def _diagnose(analysis: Analysis, fields: dict[str, object]) -> Iterator[Diagnostic]:
    if not analysis.text.strip():
        yield Diagnostic(severity=Severity.ERROR, code="empty-text", message="The document holds no text. Check the file.")
        return
    if not any(fields[name] for name in (*_LISTS, "recommendation")):
        yield Diagnostic(
            severity=Severity.ERROR,
            code="nothing-found",
            message="No part of a case solution was found. Check that the document is one.",
        )
        return
    if analysis.outliner.title is None:
        yield Diagnostic(
            severity=Severity.WARNING,
            code="title-missing",
            message="No title line was found; the title is the document's first words.",
        )
    if fields["company"] is None:
        yield Diagnostic(
            severity=Severity.INFO, code="company-unknown", message="No protagonist could be told from title and text."
        )
    for name in _EXPECTED:
        if not fields[name]:
            yield Diagnostic(
                severity=Severity.WARNING,
                code="field-missing",
                message=f"Nothing was found for {name!r}; the document may lack that part.",
            )
    recommendation = fields["recommendation"]
    if recommendation is not None and fields["options"] and not getattr(recommendation, "chosen", ()):
        evidence = getattr(recommendation, "evidence", None)
        yield Diagnostic(
            severity=Severity.WARNING,
            code="choice-unclear",
            message="The recommendation names none of the options; read it and choose.",
            evidence=evidence,
        )
    for node in analysis.nodes:
        if (
            node.section is SectionName.OTHER
            and node.home is SectionName.OTHER
            and node.heading is not None
            and node.blocks
            and not node.reason.startswith("alias")
        ):
            yield Diagnostic(
                severity=Severity.INFO,
                code="heading-unknown",
                message=f"No rule knows the heading {analysis.words(*node.heading)!r}; add it to headings.toml in a rules folder to use its text.",
                evidence=analysis.evidence(node.heading),
            )
