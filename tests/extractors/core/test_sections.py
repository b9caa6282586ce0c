"""Sections: what headings mean, which lines are headings, and what they hold."""

import pytest

from extractors.analysis import Analysis
from extractors.sections import load_headings, load_titles

HEADINGS = [
    ("1. Evidence Brief", "evidence_brief"),
    ("Financial Metrics", "metrics"),
    ("KEY FIGURES", "metrics"),
    ("Positions of the Stakeholders", "stakeholders"),
    ("Key Players", "stakeholders"),
    ("What the Case Does Not Say", "information_gaps"),
    ("The Central Question", "core_question"),
    ("Situation Analysis", "structural_analysis"),
    ("Courses of Action", "options"),
    ("Evaluation of Alternatives", "option_evaluation"),
    ("Recomendation", "recommendation"),
    ("Preliminary Recommendation:", "recommendation"),
    ("III. Implementation Plan", "implementation"),
    ("Part 3 - Implementation Roadmap", "implementation"),
    ("Critical Path", "roadmap"),
    ("Key Constraints", "constraints"),
    ("Risk-Adjusted Strategy", "risk_strategy"),
    ("4. Executive Review & BLUF", "executive_review"),
    ("Bottom Line Up Front (BLUF)", "bottom_line"),
    ("The Most Dangerous Assumption", "dangerous_assumption"),
    ("What could go wrong", "risks"),
    ("Unconsidered Alternatives", "unconsidered_alternative"),
    ("**Verdict**", "verdict"),
    ("Related Case Studies", "related_cases"),
]


@pytest.mark.parametrize(("heading", "section"), HEADINGS)
def test_headings_are_read(heading: str, section: str) -> None:
    reading = load_headings().read(heading)
    assert reading is not None
    assert reading.section == section
    assert reading.reason


@pytest.mark.parametrize("heading", ["A morning in Lisbon", "Photographs", "Colophon", "Smith and Sons"])
def test_unknown_headings_are_not_guessed(heading: str) -> None:
    assert load_headings().read(heading) is None


def outline(text: str) -> list[tuple[str, str, int]]:
    analysis = Analysis(text)
    return [(node.section.value, text[slice(*node.heading)] if node.heading else "", node.level) for node in analysis.nodes]


PLAIN = """Acme Boats: Rowing Upstream Custom Case Solution & Analysis

1. Evidence Brief

Financial Metrics

- Sales: $4 million in 2020 (Exhibit 1)

Colophon

Nothing that belongs to the figures.

2. Strategic Analysis

Core Strategic Question

- How can Acme row upstream?

3. Executive Review

Verdict

APPROVED FOR LEADERSHIP REVIEW


Another Case: Told Elsewhere case study solution

A Third One case study solution
"""


def test_outline_of_the_usual_template() -> None:
    assert outline(PLAIN) == [
        ("title", "Acme Boats: Rowing Upstream Custom Case Solution & Analysis", 0),
        ("evidence_brief", "Evidence Brief", 1),
        ("metrics", "Financial Metrics", 2),
        ("other", "Colophon", 2),
        ("strategic_analysis", "Strategic Analysis", 1),
        ("core_question", "Core Strategic Question", 2),
        ("executive_review", "Executive Review", 1),
        ("verdict", "Verdict", 2),
        ("related_cases", "", 1),
    ]


def test_sections_cover_every_block() -> None:
    analysis = Analysis(PLAIN)
    held = {block.start for node in analysis.nodes for block in node.blocks} | {
        node.heading.start for node in analysis.nodes if node.heading
    }
    assert {block.start for block in analysis.blocks} <= held


@pytest.mark.parametrize(
    ("shape", "level"),
    [
        ("## {}\n\n", 1),
        ("{}\n------\n\n", 1),
        ("**{}**\n\n", 1),
        ("IV. {}\n\n", 1),
        ("A. {}\n\n", 1),
        ("{}:\n\n", 1),
        ("PART 2: {}\n\n", 1),
    ],
)
def test_heading_shapes(shape: str, level: int) -> None:
    text = (
        "Acme Boats: Rowing Upstream\n\n"
        + shape.format("Stakeholder Positions")
        + "- Union: opposes it.\n- Bank: supports it.\n"
    )
    found = outline(text)[-1]
    assert found[0] == "stakeholders"
    assert found[2] == level


def test_headings_that_run_into_their_paragraph() -> None:
    text = (
        "Acme Boats\n\nIn brief. Acme should stop.\n\nStakeholders. Ann Lee (owner) wants to row on.\n\n"
        "Action plan, quarter 2. Sell the boats.\n\nCritical assumption. The river is assumed to be deep.\n"
    )
    assert [name for name, _, _ in outline(text)] == ["title", "bottom_line", "stakeholders", "roadmap", "dangerous_assumption"]


def test_a_part_with_an_unknown_heading_is_told_by_its_text() -> None:
    text = PLAIN.replace(
        "Colophon\n\nNothing that belongs to the figures.",
        "Colophon\n\nThe plan assumes that the river stays deep. If not, all is lost.",
    )
    assert [name for name, heading, _ in outline(text) if heading == "Colophon"] == ["dangerous_assumption"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Acme: Up Custom Case Solution & Analysis", "Acme: Up"),
        ("Acme: Up - Case Study Solution", "Acme: Up"),
        ("Acme: Up | Case Analysis", "Acme: Up"),
        ("Acme: Up (Case Study Analysis & Solution)", "Acme: Up"),
        ("Acme: Up custom case study solution", "Acme: Up"),
        ("The Case for Solutions", "The Case for Solutions"),
        ("Case Study Solution", "Case Study Solution"),
    ],
)
def test_title_suffixes(line: str, title: str) -> None:
    assert line[slice(*load_titles().strip(line, 0, len(line)))] == title


def test_the_kind_of_document_is_no_title() -> None:
    text = "MEMORANDUM\n\nTo: The Board\n\nAcme Boats: Rowing Upstream\n\nIn brief\n\nStop rowing at once.\n"
    analysis = Analysis(text)
    assert analysis.outliner.title is not None
    assert text[slice(*analysis.outliner.title)] == "Acme Boats: Rowing Upstream"


def test_headings_in_capitals_run_into_their_paragraph() -> None:
    text = (
        "Acme Boats: Rowing Upstream\n\nTHE SHORT VERSION — Stop rowing at once.\n\nCOLOPHON AND THANKS — Set by hand.\n\n"
        "GETTING THERE, YEAR 1 — Sell the boats.\n\nTHE PREMISE — The river is supposed to be deep.\n"
    )
    assert [name for name, _, _ in outline(text)] == ["title", "bottom_line", "other", "roadmap", "dangerous_assumption"]


def test_headings_that_ask() -> None:
    text = (
        "Acme Boats: Rowing Upstream\n\nWhat is the short answer?\n\nStop rowing.\n\nWho cares?\n\n- Ann Lee opposes it (p. 3).\n\n"
        "What do we recommend?\n\nSell the boats.\n\nWhat could go wrong?\n\n- Storm: boats may sink.\n"
    )
    assert [name for name, _, _ in outline(text)] == ["title", "bottom_line", "stakeholders", "recommendation", "risks"]
