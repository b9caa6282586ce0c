"""The closed vocabularies of a brief. Their meanings are those of the output contract, repeated beside each value."""

from enum import StrEnum


class CitationKind(StrEnum):
    """What part of the case a citation points at."""

    PARAGRAPH = "paragraph"
    EXHIBIT = "exhibit"
    TABLE = "table"
    FIGURE = "figure"
    PAGE = "page"
    APPENDIX = "appendix"
    SECTION = "section"
    FOOTNOTE = "footnote"
    SLIDE = "slide"
    OTHER = "other"


class QuantityKind(StrEnum):
    """What sort of thing a quantity measures; it decides how ``unit`` is to be read."""

    CURRENCY = "currency"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage_point"
    BASIS_POINT = "basis_point"
    MULTIPLE = "multiple"
    COUNT = "count"
    DURATION = "duration"
    MEASURE = "measure"


class Bound(StrEnum):
    """How a written figure limits the true one."""

    EXACT = "exact"
    APPROXIMATE = "approximate"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


class QuantityRole(StrEnum):
    """What a figure does in its sentence: a state, the start or end of a movement, or the movement itself."""

    LEVEL = "level"
    FROM = "from"
    TO = "to"
    CHANGE = "change"


class Direction(StrEnum):
    """Which way a change goes."""

    UP = "up"
    DOWN = "down"


class StakeholderKind(StrEnum):
    """Whether a holder of a position is one person, one organisation or an unnamed many."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GROUP = "group"


class Stance(StrEnum):
    """Stance toward the protagonist's course or the proposal at issue."""

    SUPPORTIVE = "supportive"
    CRITICAL = "critical"
    MIXED = "mixed"
    NEUTRAL = "neutral"


class Framework(StrEnum):
    """The analytical framework that a passage of structural analysis applies."""

    JOBS_TO_BE_DONE = "jobs_to_be_done"
    VALUE_CHAIN = "value_chain"
    FIVE_FORCES = "five_forces"
    SWOT = "swot"
    PESTEL = "pestel"
    VRIO = "vrio"
    BCG_MATRIX = "bcg_matrix"
    ANSOFF = "ansoff"
    SEVEN_S = "seven_s"
    BUSINESS_MODEL_CANVAS = "business_model_canvas"
    FINANCIAL = "financial"
    OTHER = "other"


class TimingUnit(StrEnum):
    """The unit in which a roadmap step is scheduled."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class RiskLevel(StrEnum):
    """A severity or a likelihood, only where the text states it."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Decision(StrEnum):
    """What a verdict decides."""

    APPROVED = "approved"
    APPROVED_WITH_CONDITIONS = "approved_with_conditions"
    NEEDS_REVISION = "needs_revision"
    REJECTED = "rejected"
    OTHER = "other"


class SectionName(StrEnum):
    """Canonical names of the parts of a case solution; ``other`` keeps a heading that none of them fits."""

    TITLE = "title"
    EVIDENCE_BRIEF = "evidence_brief"
    METRICS = "metrics"
    OPERATIONAL_FACTS = "operational_facts"
    STAKEHOLDERS = "stakeholders"
    INFORMATION_GAPS = "information_gaps"
    STRATEGIC_ANALYSIS = "strategic_analysis"
    CORE_QUESTION = "core_question"
    STRUCTURAL_ANALYSIS = "structural_analysis"
    OPTIONS = "options"
    OPTION_EVALUATION = "option_evaluation"
    RECOMMENDATION = "recommendation"
    IMPLEMENTATION = "implementation"
    ROADMAP = "roadmap"
    CONSTRAINTS = "constraints"
    RISK_STRATEGY = "risk_strategy"
    EXECUTIVE_REVIEW = "executive_review"
    BOTTOM_LINE = "bottom_line"
    DANGEROUS_ASSUMPTION = "dangerous_assumption"
    RISKS = "risks"
    UNCONSIDERED_ALTERNATIVE = "unconsidered_alternative"
    VERDICT = "verdict"
    RELATED_CASES = "related_cases"
    OTHER = "other"


class Severity(StrEnum):
    """How much a diagnostic matters to someone who relies on the brief."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"
