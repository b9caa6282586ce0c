"""The fields of a brief and what reads each of them from an analysis; a field is read once and kept."""

from collections.abc import Callable
from typing import Any

from extractors.analysis import Analysis
from extractors.confidence import with_confidence
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
from extractors.prose import (
    is_running_text,
    read_prose_company,
    read_prose_metrics,
    read_prose_options,
    read_prose_recommendation,
    read_prose_risks,
    read_prose_stakeholders,
)
from schemas.items import Metric, Option, Recommendation, Risk, Stakeholder


def _company(analysis: Analysis) -> str | None:
    return read_prose_company(analysis) if is_running_text(analysis) else read_company(analysis)


def _metrics(analysis: Analysis) -> tuple[Metric, ...]:
    return (read_prose_metrics(analysis) if is_running_text(analysis) else ()) or read_metrics(analysis)


def _stakeholders(analysis: Analysis) -> tuple[Stakeholder, ...]:
    return (read_prose_stakeholders(analysis) if is_running_text(analysis) else ()) or read_stakeholders(analysis)


def _options(analysis: Analysis) -> tuple[Option, ...]:
    """Options that are set off with a title or with points are what they are, in an essay too."""
    told = read_options(analysis)
    formed = any(option.title or option.rationale or option.trade_offs for option in told)
    return told if formed or not is_running_text(analysis) else read_prose_options(analysis) or told


def _recommendation(analysis: Analysis) -> Recommendation | None:
    options = field_of(analysis, "options")
    advised = read_prose_recommendation(analysis, options) if is_running_text(analysis) else None
    return advised or read_recommendation(analysis, options)


def _risks(analysis: Analysis) -> tuple[Risk, ...]:
    """Risks that are set off with a title are what they are, in an essay too."""
    told = read_risks(analysis)
    formed = any(risk.title for risk in told)
    return told if formed or not is_running_text(analysis) else read_prose_risks(analysis) or told


FIELDS: dict[str, Callable[[Analysis], Any]] = {
    "title": read_title,
    "company": _company,
    "metrics": _metrics,
    "operational_facts": read_facts,
    "stakeholders": _stakeholders,
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
    "risks": _risks,
    "unconsidered_alternatives": read_alternatives,
    "verdict": read_verdict,
    "related_cases": read_related_cases,
}


def field_of(analysis: Analysis, name: str) -> Any:
    """The value of a field of the brief. Raises KeyError for a name that is no field."""
    if name not in analysis.fields:
        analysis.fields[name] = with_confidence(analysis, name, FIELDS[name](analysis))
    return analysis.fields[name]
