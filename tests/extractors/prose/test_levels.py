"""How running text rates its risks."""

import pytest

from extractors.prose.levels import read_prose_levels

LEVELS = [
    # what is said, likelihood, severity
    ("Prices may fall; the likelihood is low but the impact would be high.", "low", "high"),
    ("The fire could return. We think this unlikely, but it would be fatal.", "low", "high"),
    ("A strike is improbable.", "low", None),
    ("A strike seems highly unlikely.", "low", None),
    ("A strike could come; it would do little harm.", None, "low"),
    ("Guests might object; the impact on local goodwill would be high.", None, "high"),
    ("Rivals will copy it, and I'd call the odds of that high.", "high", None),
    ("The board may hesitate.", None, None),
    ("We regard this as very likely, and the damage would be moderate.", "high", "medium"),
]


@pytest.mark.parametrize(("said", "likelihood", "severity"), LEVELS)
def test_levels(said, likelihood, severity):
    levels = read_prose_levels(said)
    assert (levels.get("likelihood"), levels.get("severity")) == (likelihood, severity)
