"""Tables are derived from the models: every field has its column, every item its row."""

from typing import Any

import jsonschema
import pytest

from schemas import (
    Analysis,
    CaseBrief,
    Citation,
    Constraint,
    Diagnostic,
    Evidence,
    Generator,
    Metric,
    Option,
    Period,
    Quantity,
    Recommendation,
    RelatedCase,
    Risk,
    RoadmapStep,
    Section,
    Source,
    Stakeholder,
    Statement,
    Timing,
    Verdict,
)
from schemas.published import table_schema
from schemas.tables import rows, tables

TEXT = "Sales rose to $4 million in 2020 (Exhibit 1); Ana Ruiz approves."
NAMES = {
    "briefs", "metrics", "quantities", "operational_facts", "stakeholders", "information_gaps", "core_questions",
    "structural_analysis", "options", "option_points", "recommendations", "roadmap", "constraints", "risk_strategy",
    "bottom_lines", "dangerous_assumptions", "risks", "unconsidered_alternatives", "verdicts", "related_cases", "citations",
    "sections", "diagnostics",
}  # fmt: skip


def at(words: str) -> Evidence:
    """The place of `words` in the text."""
    return Evidence(start=TEXT.index(words), end=TEXT.index(words) + len(words))


WHOLE = at(TEXT)
CITATION = Citation(kind="exhibit", locator="1", text="(Exhibit 1)", evidence=at("(Exhibit 1)"))
PERIOD = Period(text="2020", start="2020-01-01", end="2020-12-31")
QUANTITY = Quantity(
    text="$4 million", value=4e6, kind="currency", unit="USD", role="to", period=PERIOD, evidence=at("$4 million"),
    context=(at("Sales"),),
)  # fmt: skip
STANDING: dict[str, Any] = {"evidence": WHOLE, "citations": (CITATION,), "quantities": (QUANTITY, QUANTITY)}


def statement(name: str, number: int = 1) -> dict[str, Any]:
    """The fields of a statement of the field `name`."""
    return {"id": f"{name}-{number}", "text": "Sales rose", **STANDING}


BRIEF = CaseBrief(
    id="sales-00000000",
    generator=Generator(name="casebrief", version="1", rules="0" * 16),
    source=Source(uri="sales.txt", sha256="0" * 64, media_type="text/plain", characters=len(TEXT)),
    title="Sales",
    metrics=(
        Metric(name="Sales", **statement("metrics")),
        Metric(name="Bare", id="metrics-2", text="none", evidence=WHOLE),
    ),
    operational_facts=(Statement(**statement("operational_facts")), Statement(**statement("operational_facts", 2))),
    stakeholders=(
        Stakeholder(name="Ana Ruiz", aliases=("Ruiz", "A; R"), kind="person", stance="supportive", **statement("stakeholders")),
    ),
    information_gaps=(Statement(**statement("information_gaps")),),
    core_questions=(Statement(**statement("core_questions")),),
    structural_analysis=(Analysis(framework="swot", **statement("structural_analysis")),),
    options=(
        Option(
            number="1",
            **statement("options"),
            rationale=(Statement(**statement("rationale")),),
            requirements=(Statement(**statement("needs")), Statement(**statement("needs", 2))),
        ),
    ),
    recommendation=Recommendation(chosen=("1",), **statement("recommendation")),
    roadmap=(
        RoadmapStep(timing=Timing(text="in 2020", unit="year", start=1, end=2), **statement("roadmap")),
        RoadmapStep(**statement("roadmap", 2)),
    ),
    constraints=(Constraint(**statement("constraints")),),
    risk_strategy=(Statement(**statement("risk_strategy")),),
    bottom_line=Statement(**statement("bottom_line")),
    dangerous_assumptions=(Statement(**statement("dangerous_assumptions")),),
    risks=(Risk(severity="high", **statement("risks")),),
    unconsidered_alternatives=(Statement(**statement("unconsidered_alternatives")),),
    verdict=Verdict(text="approves", decision="approved", evidence=at("approves")),
    related_cases=(RelatedCase(title="Other", evidence=WHOLE),),
    sections=(Section(name="metrics", heading="Sales", level=1, evidence=WHOLE),),
    diagnostics=(
        Diagnostic(severity="info", code="x", message="y"),
        Diagnostic(severity="info", code="x", message="y", evidence=WHOLE),
    ),
    coverage=0.5,
)


def as_dicts(brief: CaseBrief, name: str) -> list[dict[str, Any]]:
    """The rows of a table with their column names."""
    names = [column.name for column in tables()[name].columns]
    return [dict(zip(names, row, strict=True)) for row in rows(brief, TEXT)[name]]


def test_the_tables_are_those_of_the_contract() -> None:
    assert set(tables()) == NAMES == set(rows(BRIEF, TEXT))


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_row_fits_its_published_schema_and_its_key_is_unique(name: str) -> None:
    check = jsonschema.Draft202012Validator(table_schema(name))
    found = as_dicts(BRIEF, name)
    assert found
    for row in found:
        check.validate(row)
    keys = [tuple(row[column] for column in tables()[name].key) for row in found]
    assert len(set(keys)) == len(keys)
    assert all(cell is not None for key in keys for cell in key)


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_column_is_described_and_named_once(name: str) -> None:
    columns = tables()[name].columns
    assert columns[0].name == "brief_id"
    assert len({column.name for column in columns}) == len(columns)
    assert all(column.description for column in columns)
    assert set(tables()[name].key) <= {column.name for column in columns if not column.nullable}


def test_a_metric_has_a_row_for_each_quantity_and_one_if_it_has_none() -> None:
    found = as_dicts(BRIEF, "metrics")
    assert [(row["id"], row["quantity_position"], row["value"]) for row in found] == [
        ("metrics-1", 1, 4e6),
        ("metrics-1", 2, 4e6),
        ("metrics-2", 0, None),
    ]
    assert (found[0]["name"], found[0]["quantity_text"], found[0]["period_start"]) == ("Sales", "$4 million", "2020-01-01")
    assert found[0]["context"] == '[{"start":0,"end":5}]'


def test_citations_and_quantities_say_what_they_stand_on() -> None:
    stood_on = [(row["field"], row["item_id"]) for row in as_dicts(BRIEF, "citations")]
    assert ("options.requirements", "needs-2") in stood_on
    assert ("recommendation", "recommendation-1") in stood_on
    assert len(stood_on) == 20
    assert [(row["field"], row["item_id"]) for row in as_dicts(BRIEF, "quantities")] == [
        place for place in stood_on for _ in range(2)
    ]


def test_points_of_an_option_have_rows_of_their_own() -> None:
    found = [(row["option_id"], row["part"], row["position"], row["id"]) for row in as_dicts(BRIEF, "option_points")]
    assert found == [
        ("options-1", "rationale", 1, "rationale-1"),
        ("options-1", "requirements", 1, "needs-1"),
        ("options-1", "requirements", 2, "needs-2"),
    ]


def test_evidence_is_quoted_and_nested_values_are_flattened() -> None:
    (verdict,) = as_dicts(BRIEF, "verdicts")
    assert verdict["evidence_text"] == "approves" == TEXT[verdict["evidence_start"] : verdict["evidence_end"]]
    first, second = as_dicts(BRIEF, "roadmap")
    assert (first["timing_unit"], first["timing_end"], second["timing_end"]) == ("year", 2, None)
    assert [row["evidence_text"] for row in as_dicts(BRIEF, "diagnostics")] == [None, TEXT]
    (stakeholder,) = as_dicts(BRIEF, "stakeholders")
    assert stakeholder["aliases"] == '["Ruiz","A; R"]'
    (brief,) = as_dicts(BRIEF, "briefs")
    assert (brief["source_uri"], brief["generator_name"], brief["coverage"]) == ("sales.txt", "casebrief", 0.5)


def test_a_brief_and_its_json_give_the_same_rows() -> None:
    assert rows(BRIEF.model_dump(mode="json"), TEXT) == rows(BRIEF, TEXT)


def test_every_plain_field_of_an_item_has_its_column() -> None:
    columns = {column.name for column in tables()["stakeholders"].columns}
    nested = {"citations", "quantities", "evidence", "method"}
    assert set(Stakeholder.model_fields) - nested <= columns
