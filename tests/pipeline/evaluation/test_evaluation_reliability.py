"""Confidence against the share that is right, with figures worked out by hand."""

from typing import Any

import pytest
from bakery import brief, measure
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.judging import Level
from pipeline.evaluation.reliability import reliability


def test_the_table_of_four_items() -> None:
    found = reliability([(0.9, True), (0.9, False), (0.95, True), (0.2, False)])
    assert found is not None
    assert (found.count, found.mean_confidence, found.accuracy) == (4, 0.7375, 0.5)
    filled = [(part.low, part.high, part.count, part.mean_confidence, part.accuracy) for part in found.bins if part.count]
    assert filled == [(0.2, 0.3, 1, 0.2, 0.0), (0.9, 1.0, 3, 0.916667, 0.666667)]
    assert found.expected_calibration_error == round((1 * 0.2 + 3 * (2.75 / 3 - 2 / 3)) / 4, 6)
    assert found.brier_score == round((0.1**2 + 0.9**2 + 0.05**2 + 0.2**2) / 4, 6)
    assert [part.accuracy for part in found.bins if not part.count] == [None] * 8


@pytest.mark.parametrize(
    ("confidence", "low"),
    [(0.0, 0.0), (0.1, 0.1), (0.3, 0.3), (0.6, 0.6), (0.7, 0.7), (0.899, 0.8), (0.9, 0.9), (1.0, 0.9)],
)
def test_the_edges_of_bins(confidence: float, low: float) -> None:
    found = reliability([(confidence, True)])
    assert found is not None
    assert [part.low for part in found.bins if part.count] == [low]


def test_nothing_gives_nothing() -> None:
    assert reliability([]) is None
    assert measure(brief()).groups["all"].reliability == {}


@pytest.mark.parametrize("confidence", [-0.1, 1.1, float("nan")])
def test_what_is_no_confidence_is_refused(confidence: float) -> None:
    with pytest.raises(ValueError, match="confidence lies from 0 to 1"):
        reliability([(confidence, True)])


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=30), st.integers(1, 20))
def test_errors_lie_from_0_to_1_and_the_bins_hold_everything(points: list[tuple[float, bool]], bins: int) -> None:
    found = reliability(points, bins)
    assert found is not None
    assert sum(part.count for part in found.bins) == found.count == len(points)
    assert 0 <= found.expected_calibration_error <= 1
    assert abs(found.mean_confidence - found.accuracy) <= found.expected_calibration_error + 2e-6


def test_the_items_of_a_brief_by_what_became_of_them() -> None:
    found: dict[str, Any] = brief()
    found["stakeholders"][0].update(confidence=0.9)  # right
    found["stakeholders"][1].update(confidence=0.7, stance="mixed")  # found, its stance is wrong
    found["risks"].append(found["risks"][0] | {"text": "every delivery", "confidence": 0.3})  # false find
    tables = measure(found).groups["all"].reliability
    assert {level: (table.count, table.accuracy) for level, table in tables.items()} == {
        Level.OVERLAP: (3, 0.666667),
        Level.ATTRIBUTES: (3, 0.333333),
    }
