"""Attribution in running text: ranges, constructions, several holders, pronouns, and refusals."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.positions import (
    Mention,
    PositionRules,
    attribute,
    attributions,
    describe,
    load_position_rules,
    read_stance,
    resolve,
)
from schemas.enums import StakeholderKind

RULES: PositionRules = load_position_rules()

# In each sentence the name stands between [ ], the cue between { }.
MARKED = [
    "[Ada Roth] {opposes} the sale.",
    "The [growers of the valley] {welcome} the dam.",
    "Director [Ada Roth] {fears} a strike.",
    "Her brother, [Leo Roth], the finance director, {supports} the listing.",
    "[Leo Roth], whom the owners sent in as chief executive, {warns that} cash is short.",
    "Three [lenders] have {expressed} concern and are {~} silent.",
    "{According to} the [union], the hall is unsafe.",
    "“We will not sell,” {says} [Ada Roth].",
    "The plan was {opposed} by the [works council].",
    "The [bank]'s main {concern} is the collateral.",
    "{Opposition} comes from the [pharmacists].",
    "By contrast, the [insurers] {approve of} the design.",
    "The [city of Aarhus], with a third of the shares, {is in favour of} it.",
]


def unmark(sentence: str) -> tuple[str, str, str]:
    name = sentence[sentence.index("[") + 1 : sentence.index("]")]
    cue = sentence[sentence.index("{") + 1 : sentence.index("}")]
    return sentence.translate(str.maketrans("", "", "[]{}~")), name, cue


@pytest.mark.parametrize("marked", MARKED)
def test_name_and_cue(marked: str) -> None:
    sentence, name, cue = unmark(marked)
    found = attribute(sentence, 0, len(sentence), RULES)
    assert found is not None
    assert found.holder.name.of(sentence) == name
    assert found.cue.of(sentence) in cue or cue in found.cue.of(sentence)


def test_two_holders_in_one_sentence() -> None:
    sentence = "Ada Roth backs the merger, while the union of dyers resists it."
    found = attributions(sentence, 0, len(sentence), RULES)
    assert [one.holder.name.of(sentence) for one in found] == ["Ada Roth", "union of dyers"]
    stances = [read_stance(sentence, *one.clause, RULES).stance.value for one in found]
    assert stances == ["supportive", "critical"]


def test_a_pronoun_keeps_to_its_holder() -> None:
    sentence = "The union supports the merger, but it fears for the canteen."
    assert len(attributions(sentence, 0, len(sentence), RULES)) == 1


def test_a_run_of_sentences_is_read_in_order() -> None:
    text = "Costs rose by 4%. Ada Roth objects to the lease. She prefers to buy."
    found = attributions(text, 0, len(text), RULES)
    assert [one.holder.name.of(text) for one in found] == ["Ada Roth", "She"]
    assert [one.anaphoric for one in found] == [False, True]


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Opinions differ.\n\n  – The growers fear the dam (p. 3)."
    start = text.index("The growers")
    found = attribute(text, start, len(text), RULES)
    assert found is not None
    assert found.holder.name.of(text) == "growers"
    assert found.content.of(text).startswith("fear the dam")


def test_content_begins_with_the_auxiliary() -> None:
    sentence = "Ada Roth has never supported the lease."
    found = attribute(sentence, 0, len(sentence), RULES)
    assert found is not None
    assert found.content.of(sentence).startswith("has never supported")


def test_describe_takes_a_plain_fact() -> None:
    sentence = "The growers' cooperative has 400 members."
    assert attribute(sentence, 0, len(sentence), RULES) is None
    found = describe(sentence, 0, len(sentence), RULES)
    assert found is not None
    assert found.holder.name.of(sentence) == "growers' cooperative"
    assert found.confidence < 0.5


HOLDERS = [
    Mention("Ada Roth", StakeholderKind.PERSON, "founder"),
    Mention("Dyers' Union", StakeholderKind.ORGANIZATION),
    Mention("North Sea Bank", StakeholderKind.ORGANIZATION, "main lender"),
    Mention("shop managers", StakeholderKind.GROUP),
    Mention("Leo Roth", StakeholderKind.PERSON, "finance director"),
]


@pytest.mark.parametrize(
    ("short", "index"),
    [
        ("Ada", 0),
        ("the founder", 0),
        ("the union", 1),
        ("the bank", 2),
        ("the lender", 2),
        ("the managers", 3),
        ("They", 3),
        ("He", 4),
        ("it", 2),
        ("Roth", None),  # two of that name
        ("the mayor", None),
        ("NSB", 2),
        ("", None),
    ],
)
def test_resolve(short: str, index: int | None) -> None:
    assert resolve(short, HOLDERS) == index


def test_time_grows_with_the_length_only() -> None:
    def seconds(text: str) -> float:
        start = time.perf_counter()
        attributions(text, 0, len(text), RULES)
        read_stance(text, 0, len(text), RULES)
        return time.perf_counter() - start

    sentence = "Ada Roth, who runs the mill, supports the plan, and the growers fear it, but the bank waits. "
    seconds(sentence)
    short, long = min(seconds(sentence * 20) for _ in range(3)), min(seconds(sentence * 160) for _ in range(3))
    assert long < 8 * 4 * short + 0.05


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from("Ada Roth the union of, opposes; supports (that) who “”'’.\n-–it will not and but"),
        max_size=200,
    )
)
def test_any_text_gives_ranges_inside_it(text: str) -> None:
    for one in attributions(text, 0, len(text), RULES):
        for span in (one.holder.name, one.cue, one.content, one.clause):
            assert 0 <= span.start < span.end <= len(text)
        assert 0 <= one.confidence <= 1
    for signal in read_stance(text, 0, len(text), RULES).signals:
        assert 0 <= signal.span.start < signal.span.end <= len(text)
