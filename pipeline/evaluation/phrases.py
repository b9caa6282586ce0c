"""Figures and names as readers see them, the same in the terminal and on the page."""

from collections.abc import Mapping
from types import MappingProxyType

from pipeline.evaluation.judging import Level
from pipeline.evaluation.report import Interval, Kind, Status

LEVELS: Mapping[Level, str] = MappingProxyType({
    Level.OVERLAP: "found", Level.ATTRIBUTES: "attributes right", Level.EXACT: "text equal",
})  # fmt: skip
KINDS: Mapping[Kind, str] = MappingProxyType({
    Kind.MISSED: "missed", Kind.FALSE_FIND: "false find", Kind.WRONG_ATTRIBUTE: "wrong attribute",
    Kind.OTHER_TEXT: "other text", Kind.MISQUOTED: "misquoted",
})  # fmt: skip
STATUSES: Mapping[Status, str] = MappingProxyType({
    Status.RIGHT: "right", Status.WRONG_ATTRIBUTE: "wrong attribute", Status.MISSED: "missed",
    Status.FALSE_FIND: "false find", Status.ABSENT: "absent",
})  # fmt: skip


def score(value: float) -> str:
    """A figure from 0 to 1 with three decimals; only 1 itself is shown as 1.000."""
    return f"{min(value, 0.999):.3f}" if value < 1 else "1.000"


def bounds(interval: Interval | None) -> str:
    """An interval as 'low to high', or a dash."""
    return "–" if interval is None else f"{score(interval[0])} to {score(interval[1])}"


def difference(value: float) -> str:
    """A signed difference of two figures."""
    return f"{value:+.3f}"


def difference_bounds(interval: Interval | None) -> str:
    """The interval of a difference, or a dash."""
    return "–" if interval is None else f"{interval[0]:+.3f} to {interval[1]:+.3f}"


def name(value: str) -> str:
    """A field's or a figure's name as words: 'operational facts', 'metrics, attributes right', 'stakeholders: stance'."""
    for level, phrase in LEVELS.items():
        value = value.replace(f".{level}", f", {phrase}")
    return value.replace("_", " ").replace(".", ": ")


def one_line(text: str, limit: int | None = None) -> str:
    """`text` with white space folded, cut at `limit` characters."""
    line = " ".join(text.split())
    return line if limit is None or len(line) <= limit else f"{line[: limit - 1].rstrip()}…"
