"""What a reader would want to know: parts missing, claims uncited, citations astray, figures at odds, text left over."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from extractors.analysis import Analysis
from extractors.layout.blocks import BlockKind
from extractors.passages import Span
from schemas.base import Evidence
from schemas.enums import Bound, SectionName, Severity
from schemas.items import Citation, Diagnostic, Metric, Option

# The parts that a whole case solution has; the others are often left out.
_EXPECTED = ("metrics", "stakeholders", "options", "recommendation", "risks")
_FOUND = (
    *_EXPECTED,
    "operational_facts",
    "information_gaps",
    "core_questions",
    "structural_analysis",
    "roadmap",
    "bottom_line",
)
_CLAIMS = ("metrics", "operational_facts", "stakeholders")
_MOSTLY = 0.5  # where at least this share of claims is cited, a claim without citation stands out
_CAPTION = re.compile(
    r"^[ \t#*|]*(?P<kind>exhibit|table|figure|appendix)\s+(?P<locator>[A-Z]{1,3}-\d+|\d+[A-Z]?|[A-Z])\s*[:.–—-]\s+\S",
    re.IGNORECASE | re.MULTILINE,
)


def diagnose(analysis: Analysis, fields: Mapping[str, Any], review_below: float) -> tuple[Diagnostic, ...]:
    """The diagnostics of one document, in a fixed order; items less sure than `review_below` are marked for review."""
    if not analysis.text.strip():
        return (_error("empty-text", "The document holds no text. Check the file."),)
    if not any(fields[name] for name in _FOUND):
        return (_error("nothing-found", "No part of a case solution was found. Check that the document is one."),)
    return (
        *_missing(analysis, fields),
        *_unclear_choice(fields),
        *_doubtful(fields, review_below),
        *_uncited(fields),
        *_unresolved(analysis),
        *_contradictions(fields["metrics"]),
        *_unknown_headings(analysis),
        *_left_over(analysis, fields),
    )


def _error(code: str, message: str) -> Diagnostic:
    return Diagnostic(severity=Severity.ERROR, code=code, message=message)


def _warning(code: str, message: str, evidence: Evidence | None = None) -> Diagnostic:
    return Diagnostic(severity=Severity.WARNING, code=code, message=message, evidence=evidence)


def _info(code: str, message: str, evidence: Evidence | None = None) -> Diagnostic:
    return Diagnostic(severity=Severity.INFO, code=code, message=message, evidence=evidence)


def _missing(analysis: Analysis, fields: Mapping[str, Any]) -> Iterator[Diagnostic]:
    if analysis.outliner.title is None:
        yield _warning("title-missing", "No title line was found; the title is the document's first words.")
    if fields["company"] is None:
        yield _info("company-unknown", "No protagonist could be told from title and text.")
    for name in _EXPECTED:
        if not fields[name]:
            yield _warning("section-missing", f"Nothing was found for {name!r}; the document may lack that part.")


def _unclear_choice(fields: Mapping[str, Any]) -> Iterator[Diagnostic]:
    recommendation = fields["recommendation"]
    if recommendation is not None and fields["options"] and not recommendation.chosen:
        yield _warning(
            "choice-unclear", "The recommendation names none of the options; read it and choose.", recommendation.evidence
        )


def _doubtful(fields: Mapping[str, Any], review_below: float) -> Iterator[Diagnostic]:
    for value in fields.values():
        for item in value if isinstance(value, tuple) else (value,):
            confidence = getattr(item, "confidence", 1.0)
            if confidence < review_below:
                name = getattr(item, "id", None) or "the verdict"
                yield _info("item-doubtful", f"{name} is only {confidence:.2f} sure; have it reviewed.", item.evidence)


def _uncited(fields: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Claims without a citation, in a document that cites most of its claims."""
    claims = [item for name in _CLAIMS for item in fields[name]]
    cited = sum(1 for item in claims if item.citations)
    if not claims or cited < _MOSTLY * len(claims):
        return
    for item in claims:
        if not item.citations:
            yield _info("claim-uncited", f"{item.id} carries no citation, although most claims here do.", item.evidence)


def _unresolved(analysis: Analysis) -> Iterator[Diagnostic]:
    """Citations of exhibits that the document's own list of exhibits does not have."""
    listed: dict[str, set[str]] = defaultdict(set)
    for match in _CAPTION.finditer(analysis.text):
        listed[match.group("kind").lower()].add(match.group("locator").upper())
    for group in analysis.citation_groups if listed else ():
        for citation in group.citations:
            known = listed.get(citation.kind.value, set())
            if len(known) >= 2 and not _is_listed(citation, known):
                yield _warning(
                    "citation-unresolved",
                    f"{citation.text!r} is cited, but the document lists no such {citation.kind.value}.",
                    citation.evidence,
                )


def _is_listed(citation: Citation, known: set[str]) -> bool:
    ends = [citation.locator.upper(), (citation.end_locator or citation.locator).upper()]
    return all(end in known for end in ends)


def _contradictions(metrics: tuple[Metric, ...]) -> Iterator[Diagnostic]:
    """Two exact figures of one unit for the same measured thing in the same period."""
    seen: dict[tuple[object, ...], tuple[float, Metric]] = {}
    for metric in metrics:
        for quantity in metric.quantities:
            if (
                quantity.period is None
                or quantity.bound is not Bound.EXACT
                or quantity.role == "change"
                or quantity.kind in ("count", "duration")
            ):
                continue
            key = (
                metric.name.casefold(),
                quantity.kind,
                quantity.unit,
                quantity.per,
                quantity.period.start,
                quantity.period.end,
            )
            value, first = seen.setdefault(key, (quantity.value, metric))
            if value != quantity.value and first is not metric:
                message = f"{metric.id} gives {quantity.value:g} for {metric.name!r}, {first.id} {value:g} for the same period."
                yield _warning("figures-contradict", message, quantity.evidence)


def _unknown_headings(analysis: Analysis) -> Iterator[Diagnostic]:
    for node in analysis.nodes:
        unknown = node.section is SectionName.OTHER and node.home is SectionName.OTHER and node.heading is not None
        if unknown and node.heading is not None and node.blocks and not node.reason.startswith("alias"):
            message = (
                f"No rule knows the heading {analysis.words(*node.heading)!r}; a rules folder may add it to headings.toml."
            )
            yield _info("heading-unknown", message, analysis.evidence(node.heading))


def _left_over(analysis: Analysis, fields: Mapping[str, Any]) -> Iterator[Diagnostic]:
    """Runs of blocks of which no item holds anything."""
    places = sorted(covered(fields))
    starts = [start for start, _ in places]
    reach: list[int] = []
    for _, end in places:
        reach.append(max(end, reach[-1] if reach else 0))
    run: Span | None = None
    for node in analysis.nodes:
        for block in node.blocks:
            at = bisect_right(starts, block.end - 1) - 1
            held = at >= 0 and reach[at] > block.start
            if held or block.header or block.kind is BlockKind.FRONT_MATTER or node.section is SectionName.TITLE:
                yield from _left(analysis, run)
                run = None
            else:
                run = Span(run.start if run else block.start, block.end)
        yield from _left(analysis, run)
        run = None


def _left(analysis: Analysis, run: Span | None) -> Iterator[Diagnostic]:
    if run:
        opening = analysis.words(run.start, min(run.end, run.start + 60))
        yield _info(
            "passage-left-over",
            f"No item was made of {run.end - run.start} characters from {opening!r} on.",
            analysis.evidence(run),
        )


def covered(fields: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """The ranges that items of the brief hold, options' points included, in no order."""
    for value in fields.values():
        for item in value if isinstance(value, tuple) else (value,):
            evidence = getattr(item, "evidence", None)
            if isinstance(evidence, Evidence):
                yield evidence.start, evidence.end
            if isinstance(item, Option):
                for point in (*item.rationale, *item.trade_offs, *item.requirements):
                    yield point.evidence.start, point.evidence.end
