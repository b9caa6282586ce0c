"""Citations: every form that occurs, and nothing that is none."""

import pytest

from extractors.citations import find_citations, load_grammar

FORMS = [
    ("It grew (Exhibit 3).", ["exhibit 3"]),
    ("It grew (Exhibits 2 and 5; ¶12).", ["exhibit 2", "exhibit 5", "paragraph 12"]),
    ("It grew [Exh. 2 & 3].", ["exhibit 2", "exhibit 3"]),
    ("It grew (¶¶9-10).", ["paragraph 9-10"]),
    ("It grew (paras. 7–9).", ["paragraph 7-9"]),
    ("It grew (pp. 4-6).", ["page 4-6"]),
    ("It grew (pp. 112-15).", ["page 112-115"]),
    ("It grew (Case, p. 3).", ["page 3"]),
    ("It grew (p.4).", ["page 4"]),
    ("It grew (Table 2; Figure 1).", ["table 2", "figure 1"]),
    ("It grew (Appendix B).", ["appendix B"]),
    ("It grew (Exhibit TN-2).", ["exhibit TN-2"]),
    ("It grew (Exhibit 4A).", ["exhibit 4A"]),
    ("It grew (§3.2).", ["section 3.2"]),
    ("It grew (fn. 7).", ["footnote 7"]),
    ("It grew (see also Exhibit 4).", ["exhibit 4"]),
    ("It grew (Paragraphs 8 and 22).", ["paragraph 8", "paragraph 22"]),
    ("It grew (Exhibits 1, 2, and 3).", ["exhibit 1", "exhibit 2", "exhibit 3"]),
    ("It grew (Exhibits A, C-E).", ["exhibit A", "exhibit C-E"]),
    ("As Exhibit 5 shows, it grew.", ["exhibit 5"]),
    ("According to paragraph 9, it grew.", ["paragraph 9"]),
    ("It grew (see Exhibit 4 for the detail).", ["exhibit 4"]),
    ("Slide 12 and Table IV agree.", ["slide 12", "table IV"]),
]
NONE = [
    "Section 230 protects it.",
    "It takes 3 minutes (1 second to approve).",
    "It trades in Asia (India and China).",
    "The round table A team.",
    "Phase 2 begins (Months 1-3).",
    "Exhibit 1: Income statement",
]


def found(text: str) -> list[str]:
    citations = [citation for group in find_citations(text, load_grammar()) for citation in group.citations]
    return [f"{c.kind} {c.locator}" + (f"-{c.end_locator}" if c.end_locator else "") for c in citations]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_refusals(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_evidence_quotes_the_text(text: str, expected: list[str]) -> None:
    for group in find_citations(text, load_grammar()):
        for citation in group.citations:
            assert citation.evidence.slice(text) == citation.text
            assert citation.locator in citation.text


def test_only_a_bracket_of_nothing_else_is_cut_from_the_statement() -> None:
    groups = find_citations("It grew (Exhibit 1), as Exhibit 2 shows (see Exhibit 3 for more).", load_grammar())
    assert [group.cut is not None for group in groups] == [True, False, False]
