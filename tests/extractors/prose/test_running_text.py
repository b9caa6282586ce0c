"""When a document is read as running text, and what holds for any text that is."""

from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.analysis import Analysis
from extractors.fields import field_of
from extractors.prose import is_running_text, running_text

ESSAY = """On the Mill

The mill earned $4 million in 2020 (Exhibit 1). It lost half of that since (Exhibit 2).

The owner opposes a sale (p. 2). Workers fear for their jobs (p. 3).

There are two courses. The first is to sell. The second is to borrow $2 million.

We recommend the second. The bank should be asked at once.

A strike could close the mill.
"""
TEMPLATE = """# The Mill

## Financial Metrics
- Revenue: $4 million (Exhibit 1)
- Loss: $2 million (Exhibit 2)

## Stakeholder Positions
- Owner: opposes a sale (p. 2)
- Workers: fear for their jobs

## Strategic Options
1. Sell.
2. Borrow.
"""
SENTENCES = st.sampled_from(
    [
        "We recommend the second course.", "The first course is to sell.", "Another would be to wait.", "It could fail.",
        "Why?",
        "Revenue was $4 million in 2020 (Exhibit 1).", "(Exhibit 2).", "The bank opposes it (p. 3).",
        "She adds that time is short.", "",
        "Two risks remain.", "“No,” says Ada Roth.", "The likelihood is low.", "One can only hope…", "Heading", "a.", "1,000%",
    ]
)  # fmt: skip


def test_an_essay_is_running_text_and_a_template_is_not():
    assert is_running_text(Analysis(ESSAY))
    assert not is_running_text(Analysis(TEMPLATE))


def test_a_short_essay_gives_every_field():
    analysis = Analysis(ESSAY)
    assert len(field_of(analysis, "metrics")) == 2
    assert [who.name for who in field_of(analysis, "stakeholders")] == ["owner", "Workers"]
    assert [option.text for option in field_of(analysis, "options")] == [
        "The first is to sell.",
        "The second is to borrow $2 million.",
    ]
    assert field_of(analysis, "recommendation").chosen == ("2",)
    assert [risk.text for risk in field_of(analysis, "risks")] == ["A strike could close the mill."]


def test_what_is_found_comes_with_how_sure_it_is():
    text = running_text(Analysis(ESSAY))
    found = [*text.options, *text.risks, text.recommendation]
    assert all(0 < one.confidence < 1 for one in found)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(SENTENCES, max_size=5), max_size=7))
def test_any_text_gives_passages_inside_it_and_twice_the_same(paragraphs):
    text = "Title\n\n" + "\n\n".join(" ".join(sentences) for sentences in paragraphs)
    first, second = Analysis(text), Analysis(text)
    for name in ("metrics", "stakeholders", "options", "recommendation", "risks"):
        value = field_of(first, name)
        assert value == field_of(second, name)
        for item in value if isinstance(value, tuple) else [value] if value else []:
            assert 0 <= item.evidence.start < item.evidence.end <= len(text)
