"""Figures that must not fall below a value, for those who let a machine watch over them."""

from collections.abc import Iterable, Iterator

from pipeline.errors import SettingError
from pipeline.evaluation.report import ALL, Report, values
from schemas.base import Record


class Threshold(Record):
    """The least value of one figure of one group."""

    group: str
    figure: str
    least: float


def read_threshold(written: str, groups: Iterable[str]) -> Threshold:
    """The threshold written as 'FIGURE=VALUE' or 'TIER.FIGURE=VALUE', for instance 'house.metrics.attributes=0.95'.

    Without a tier it is meant for all documents. Raises SettingError where it cannot be read.
    """
    name, equals, value = written.partition("=")
    try:
        least = float(value)
    except ValueError:
        least = -1
    if not equals or not name or not 0 <= least <= 1:
        raise SettingError(f"--fail-under {written}: write FIGURE=VALUE with a value from 0 to 1, such as house.metrics=0.95.")
    first, dot, rest = name.strip().partition(".")
    return Threshold(group=first, figure=rest, least=least) if dot and first in {ALL, *groups} else Threshold(
        group=ALL, figure=name.strip(), least=least
    )  # fmt: skip


def shortfalls(report: Report, thresholds: Iterable[Threshold]) -> Iterator[str]:
    """A sentence for each threshold that is not reached. Raises SettingError where the report has no such figure."""
    for threshold in thresholds:
        group = report.groups.get(threshold.group)
        if group is None:
            known = ", ".join(report.groups)
            raise SettingError(
                f"--fail-under {threshold.group}.{threshold.figure}: no document is of this tier. Here: {known}."
            )
        figures = dict(values(group))
        if threshold.figure not in figures:
            known = ", ".join(name for name in figures if not name.endswith((".attributes", ".exact")))
            raise SettingError(
                f"--fail-under {threshold.figure}: {threshold.group} has no such figure. Figures: {known}; "
                "with .attributes or .exact behind a field or items for the stricter levels."
            )
        if figures[threshold.figure] < threshold.least:
            yield f"{threshold.group} {threshold.figure} is {figures[threshold.figure]:.4f}, below {threshold.least:g}"
