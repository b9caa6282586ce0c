"""The fields of a brief and what reads each of them from an analysis; a field is read once and kept."""

from collections.abc import Callable
from typing import Any

from extractors.analysis import Analysis
from extractors.items.analyses import read_analyses
from extractors.items.closing import read_related_cases, read_verdict
from extractors.items.metrics import read_metrics
from extractors.items.options import read_options
from extractors.items.recommendation import read_recommendation
from extractors.items.risks import read_constraints, read_risk_strategy, read_risks
from extractors.items.roadmap import read_roadmap
from extractors.items.stakeholders import read_stakeholders
from extractors.items.statements import (
    read_alternatives,
    read_assumptions,
    read_bottom_line,
    read_facts,
    read_gaps,
    read_questions,
)
from extractors.items.title import read_company, read_title
from schemas.items import Option, Recommendation


def _recommendation(analysis: Analysis) -> Recommendation | None:
    return read_recommendation(analysis, field_of(analysis, "options"))


def _options(analysis: Analysis) -> tuple[Option, ...]:
    return read_options(analysis)


FIELDS: dict[str, Callable[[Analysis], Any]] = {
    "title": read_title,
    "company": read_company,
    "metrics": read_metrics,
    "operational_facts": read_facts,
    "stakeholders": read_stakeholders,
    "information_gaps": read_gaps,
    "core_questions": read_questions,
    "structural_analysis": read_analyses,
    "options": _options,
    "recommendation": _recommendation,
    "roadmap": read_roadmap,
    "constraints": read_constraints,
    "risk_strategy": read_risk_strategy,
    "bottom_line": read_bottom_line,
    "dangerous_assumptions": read_assumptions,
    "risks": read_risks,
    "unconsidered_alternatives": read_alternatives,
    "verdict": read_verdict,
    "related_cases": read_related_cases,
}


def field_of(analysis: Analysis, name: str) -> Any:
    """The value of a field of the brief. Raises KeyError for a name that is no field."""
    if name not in analysis.fields:
        analysis.fields[name] = FIELDS[name](analysis)
    return analysis.fields[name]
