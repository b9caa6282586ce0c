"""How far a figure would move had other documents of the same kind been annotated: the bootstrap over documents.

Documents are drawn with replacement, as many as there are; the 2.5th and 97.5th percentile of the figure over the draws
bound its 95 percent interval. The draws depend on the seed and the number of documents alone, so that the same evaluation
gives the same interval, and two outputs are compared on the same draws.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from pipeline.evaluation.measures import Counts, Measure

Array = npt.NDArray[np.float64]
PERCENTILES = (2.5, 97.5)


def draws(documents: int, resamples: int, seed: int) -> Array:
    """How often each document was drawn: (1 + resamples, documents). The first row is the documents as they are."""
    generator = random.Random(f"{seed} {documents}")  # Python promises the same numbers on every version and machine
    table = np.zeros((1 + resamples, documents))
    table[0] = 1
    for row in table[1:]:
        for _ in range(documents):
            row[int(generator.random() * documents)] += 1
    return table


class Sample:
    """The counts of some documents under the draws. Arrays have one value a draw, the first for the documents as they are."""

    def __init__(self, documents: Sequence[Mapping[Measure, Counts]], table: Array) -> None:
        self.measures = list(dict.fromkeys(measure for document in documents for measure in document))
        self._column = {measure: i for i, measure in enumerate(self.measures)}
        counts = np.array(
            [[document.get(measure, Counts()) for measure in self.measures] for document in documents], dtype=np.float64
        ).reshape(len(documents), len(self.measures), 3)
        self._sums: Array = np.einsum("dn,nmc->dmc", table, counts)

    def counts(self, measure: Measure) -> Counts:
        """The counts over the documents as they are."""
        column = self._column.get(measure)
        return Counts() if column is None else Counts(*map(float, self._sums[0, column]))

    def f1(self, measure: Measure) -> Array:
        """F1 for each draw; NaN where the draw holds nothing of the measure."""
        column = self._column.get(measure)
        if column is None:
            return np.full(len(self._sums), np.nan)
        right, gold, found = np.moveaxis(self._sums[:, column], -1, 0)
        with np.errstate(invalid="ignore", divide="ignore"):
            return np.where(gold + found > 0, 2 * right / (gold + found), np.nan)

    def mean_f1(self, measures: Iterable[Measure], empty: float | None = None) -> Array:
        """Mean F1 over `measures` for each draw; one that holds nothing counts as `empty`, or not at all where that is None."""
        table = np.array([self.f1(measure) for measure in measures])
        if empty is not None:
            table = np.where(np.isnan(table), empty, table)
        known = ~np.isnan(table)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean: Array = np.where(known, table, 0).sum(axis=0) / known.sum(axis=0)
        return mean


def interval(values: Array, documents: int) -> tuple[float, float] | None:
    """The 95 percent interval of a figure given for each draw; None without draws, or from fewer than two documents."""
    drawn = values[1:][~np.isnan(values[1:])]
    if documents < 2 or not len(drawn):
        return None
    low, high = np.percentile(drawn, PERCENTILES)
    return rounded(low), rounded(high)


def rounded(value: Any) -> float:
    """A figure as it is reported."""
    return round(float(value), 6)
