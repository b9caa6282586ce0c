"""Amounts in two numbers that are one: "15 dollars 50", "5 feet 2 inches", "one in five", "9 out of 10"."""

from extractors.quantities.figure import Figure
from extractors.quantities.passage import Passage
from extractors.quantities.rules import Unit
from schemas.enums import QuantityKind

_FEET_AND_INCHES = 12


def join_parts(p: Passage, figures: list[Figure]) -> list[Figure]:
    """The figures with a whole and its part joined: dollars and cents, feet and inches."""
    joined: list[Figure] = []
    for figure in figures:
        whole = joined[-1] if joined else None
        if whole is None or whole.unit is None or whole.upper is not None or whole.negative or figure.negative:
            joined.append(figure)
            continue
        between = p.low[whole.last : figure.first]
        part = _part(p, whole, figure) if between in ([], ["and"]) else None
        if part is None:
            joined.append(figure)
            continue
        whole.value += part
        whole.last = figure.last
    return joined


def _part(p: Passage, whole: Figure, figure: Figure) -> float | None:
    """What the second figure adds to the first in the first one's unit; None where it adds nothing."""
    assert whole.unit is not None
    plain = whole.numeral.plain or not whole.numeral.digits
    if whole.kind is QuantityKind.CURRENCY and plain and whole.unit.factor == 1.0:
        if figure.unit is not None and figure.kind is QuantityKind.CURRENCY and figure.unit.factor == 0.01:
            return figure.value if figure.value < 1 else None
        written = p.low[figure.core]
        named = not whole.prefixed and p.low[whole.last - 1].isalpha() and len(p.low[whole.last - 1]) > 3
        if named and figure.bare and written.isdigit() and len(written) == 2 and whole.last == figure.first:
            return figure.value / 100
        return None
    if (
        whole.unit.symbol == "ft"
        and figure.unit is not None
        and figure.unit.symbol == "in"
        and figure.value < _FEET_AND_INCHES
        and plain
    ):
        return figure.value / _FEET_AND_INCHES
    return None


def join_shares(p: Passage, figures: list[Figure]) -> list[Figure]:
    """The figures with "one in five", "two out of three" and "9 of 10" of the same things joined into a percentage."""
    joined: list[Figure] = []
    for figure in figures:
        part = joined[-1] if joined else None
        if part is not None and _is_share(p, part, figure):
            part.value = round(part.value / figure.value * 100, 2)
            part.unit, part.noun = Unit(QuantityKind.PERCENT, "percent"), None
            part.last = figure.last
            continue
        joined.append(figure)
    return joined


def _is_share(p: Passage, part: Figure, whole: Figure) -> bool:
    between = p.low[part.last : whole.first]
    if (
        between not in (["in"], ["out", "of"], ["out", "of", "every"], ["in", "every"])
        or not part.bare
        or part.upper is not None
    ):
        return False
    if (
        whole.unit is not None
        or not 0 < part.value < whole.value
        or (part.numeral.digits is not whole.numeral.digits and between == ["in"])
    ):
        return False
    if between == ["in"] and (part.value > 9 or whole.value > 100 or (part.numeral.digits and whole.noun is None)):
        return False
    return whole.numeral.scale == 1.0 and part.numeral.scale == 1.0
