"""Does an item that is said to be 0.9 sure turn out right nine times in ten?"""

import math
from collections.abc import Iterable

from pydantic import Field

from schemas.base import Record

BINS = 10


class Bin(Record):
    """The items whose confidence lies in [low, high), or in [low, high] for the last bin."""

    low: float
    high: float
    count: int
    mean_confidence: float | None = Field(description="Null where the bin is empty.")
    accuracy: float | None = Field(description="Share of the bin's items that are right; null where it is empty.")


class Reliability(Record):
    """Confidence against the share that is right, in bins of equal width from 0 to 1."""

    count: int
    mean_confidence: float
    accuracy: float
    expected_calibration_error: float = Field(description="Mean distance of confidence and accuracy, bins weighted by count.")
    brier_score: float = Field(description="Mean squared distance of confidence from 1 (right) or 0 (wrong).")
    bins: tuple[Bin, ...]


def reliability(points: Iterable[tuple[float, bool]], bins: int = BINS) -> Reliability | None:
    """The reliability of `points`, pairs of a confidence from 0 to 1 and whether the item is right; None without points.

    Raises ValueError where a confidence lies outside 0 to 1 or `bins` is below 1.
    """
    if bins < 1:
        raise ValueError(f"there must be at least one bin, not {bins}")
    filled: list[list[tuple[float, bool]]] = [[] for _ in range(bins)]
    for confidence, right in points:
        if not 0 <= confidence <= 1:
            raise ValueError(f"a confidence lies from 0 to 1: {confidence}")
        filled[min(int(confidence * bins + 1e-9), bins - 1)].append((confidence, right))
    everything = [point for points_of_bin in filled for point in points_of_bin]
    if not everything:
        return None
    table = tuple(_bin(points_of_bin, i / bins, (i + 1) / bins) for i, points_of_bin in enumerate(filled))
    distance = math.fsum(abs(math.fsum(confidence - right for confidence, right in points_of_bin)) for points_of_bin in filled)
    squares = math.fsum((confidence - right) ** 2 for confidence, right in everything)
    return Reliability(
        count=len(everything),
        mean_confidence=_mean([confidence for confidence, _ in everything]),
        accuracy=_mean([float(right) for _, right in everything]),
        expected_calibration_error=round(distance / len(everything), 6),
        brier_score=round(squares / len(everything), 6),
        bins=table,
    )


def _bin(points: list[tuple[float, bool]], low: float, high: float) -> Bin:
    return Bin(
        low=round(low, 6),
        high=round(high, 6),
        count=len(points),
        mean_confidence=_mean([confidence for confidence, _ in points]) if points else None,
        accuracy=_mean([float(right) for _, right in points]) if points else None,
    )


def _mean(values: list[float]) -> float:
    return round(math.fsum(values) / len(values), 6)
