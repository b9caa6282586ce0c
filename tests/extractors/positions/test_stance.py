"""Stance: negation, conditions, contrast, what is said, and objects that turn a demand round."""

import pytest

from extractors.positions import Polarity, PositionRules, load_position_rules, read_stance

RULES: PositionRules = load_position_rules()

STANCES = [
    ("supports the plan", "supportive"),
    ("does not support the plan", "critical"),
    ("no longer supports the plan", "critical"),
    ("does not oppose the plan", "supportive"),
    ("has refused to back the plan", "critical"),
    ("is not convinced that the plan will work", "critical"),
    ("supports the plan, provided that the mill stays open", "mixed"),
    ("would lend more only if the owners add equity", "mixed"),
    ("supports the plan but worries about its cost", "mixed"),
    ("although it likes the idea, fears the cost", "mixed"),
    ("supports the plan in principle and has indicated that funds could follow", "supportive"),
    ("values the service and complains about the fee", "mixed"),
    ("wants a second plant", "supportive"),
    ("wants a halt to the second plant", "critical"),
    ("calls for a moratorium on drilling", "critical"),
    ("opposes any further delay", "supportive"),
    ("says that the merger would bankrupt the firm", "critical"),
    ("argues that the firm cannot survive on its old trade and seeks a partner", "supportive"),
    ("argues that waiting would ruin the firm", "supportive"),
    ("views the platform as a critical tool", "supportive"),
    ("sees the platform as a threat", "critical"),
    ("is critical of the platform", "critical"),
    ("is undecided", "neutral"),
    ("takes no position as long as wages are paid", "neutral"),
    ("neither supports nor opposes the bid", "neutral"),
    ("is torn between pride and fear", "mixed"),
    ("moving from rivals to partners as they share the depot", "supportive"),
    ("supplies 40% of the yarn", "neutral"),
    ("objects to funding further losses", "critical"),
    ("would rather expand the old hall", "critical"),
    ("offers credit for new looms but nothing for repairs", "supportive"),
    ("favors the lease", "supportive"),
    ("is skeptical about the lease", "critical"),
]


@pytest.mark.parametrize(("position", "stance"), STANCES, ids=[row[0] for row in STANCES])
def test_read_stance(position: str, stance: str) -> None:
    assert read_stance(position, 0, len(position), RULES).stance.value == stance


@pytest.mark.parametrize(("position", "stance"), STANCES, ids=[row[0] for row in STANCES])
def test_a_capital_first_letter_changes_nothing(position: str, stance: str) -> None:
    capital = position[0].upper() + position[1:]
    assert read_stance(capital, 0, len(capital), RULES).stance.value == stance


def test_the_holders_name_is_no_cue() -> None:
    sentence = "The Support Trust for Opposed Neighbours is undecided."
    assert read_stance(sentence, 0, len(sentence), RULES).stance.value == "neutral"


def test_cue_and_signals_are_ranges_of_the_text() -> None:
    text = "Head: supports the plan but fears the cost"
    reading = read_stance(text, 6, len(text), RULES)
    assert reading.cue is not None
    assert reading.cue.of(text) == "supports"
    assert [(s.span.of(text), s.polarity) for s in reading.signals] == [
        ("supports", Polarity.POSITIVE),
        ("fears", Polarity.NEGATIVE),
    ]


def test_empty_range_is_neutral() -> None:
    assert read_stance("abc", 1, 1, RULES).stance.value == "neutral"
