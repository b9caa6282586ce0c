"""Diagnostics: each is raised where it should be, with its place, and nowhere else."""

import pytest

from extractors import build_nlp, extract_brief

WHOLE = """Acme Boats: Rowing Upstream

Financial Metrics

- Sales: $4 million in 2020 (Exhibit 1)
- Margin: 4% in 2020 (Exhibit 2)

Stakeholder Positions

- Ann Lee (Chair): supports the sale (Paragraph 3)

Strategic Options

Option 1: Sell. Find a buyer.

Option 2: Row On. Change nothing.

Recommendation

Acme Boats should choose Option 1.

Risks

- Storm: Boats may sink.
"""

CASES = [
    ("section-missing", WHOLE.replace("Risks\n\n- Storm: Boats may sink.\n", ""), None),
    ("title-missing", WHOLE.removeprefix("Acme Boats: Rowing Upstream\n\n"), None),
    ("choice-unclear", WHOLE.replace("choose Option 1", "make up its mind"), "Acme Boats should make up its mind."),
    ("claim-uncited", WHOLE.replace(" (Exhibit 2)", ""), "Margin: 4% in 2020"),
    ("citation-unresolved", WHOLE + "\nAppendices\n\nExhibit 1: Sales by year\n\nExhibit 3: Boats\n", "Exhibit 2"),
    ("figures-contradict", WHOLE.replace("- Margin: 4% in 2020", "- Sales: $5 million in 2020"), "$5 million"),
    ("heading-unknown", WHOLE.replace("Risks\n", "Colophon\n\nSet by hand.\n\nRisks\n"), "Colophon"),
    ("passage-left-over", WHOLE.replace("Risks\n", "Colophon\n\nSet by hand.\n\nRisks\n"), "Set by hand."),
]


@pytest.mark.parametrize(("code", "text", "place"), CASES, ids=[code for code, _, _ in CASES])
def test_a_diagnostic_names_its_place(code: str, text: str, place: str | None) -> None:
    found = [d for d in extract_brief(text).diagnostics if d.code == code]
    assert len(found) == 1
    assert (found[0].evidence.slice(text) if found[0].evidence else None) == place


def test_a_whole_document_has_none() -> None:
    assert extract_brief(WHOLE).diagnostics == ()


def test_doubtful_items_are_kept_and_marked_by_the_threshold() -> None:
    every = [d for d in extract_brief(WHOLE, nlp=build_nlp(review_below=1.0)).diagnostics if d.code == "item-doubtful"]
    assert {d.evidence.slice(WHOLE) for d in every if d.evidence} >= {"Storm: Boats may sink."}
    brief = extract_brief(WHOLE, nlp=build_nlp(review_below=0.0))
    assert brief.diagnostics == ()
    assert len(brief.risks) == 1
    assert 0 < brief.risks[0].confidence < 1
    assert brief.risks[0].method is not None
    assert brief.risks[0].method.evidence is not None
    assert brief.risks[0].method.evidence.slice(WHOLE) == "Risks"
