"""`find` in the shape of the public quantity benchmark: a list of value, unit, bound and kind for a text.

The benchmark wants other conventions than the product's contract in a few places; they are translated here and only here: a
unit with its denominator is one string of spelled names, an amount written in cents or pence stays in them, and a fraction
written with a slash stays a number.
"""

from functools import cache
from typing import Any

from extractors.quantities import find
from extractors.quantities.rules import UnitRule
from extractors.rulebook import read_rules
from schemas.enums import Bound, QuantityKind
from schemas.quantity import Quantity

_BOUNDS = {
    Bound.EXACT: "exact",
    Bound.APPROXIMATE: "approx",
    Bound.MORE_THAN: "more_than",
    Bound.AT_LEAST: "at_least",
    Bound.LESS_THAN: "less_than",
    Bound.AT_MOST: "at_most",
}
_KINDS = {
    QuantityKind.CURRENCY: "currency",
    QuantityKind.PERCENT: "percent",
    QuantityKind.PERCENTAGE_POINT: "percent",
    QuantityKind.BASIS_POINT: "percent",
    QuantityKind.DURATION: "duration",
    QuantityKind.MEASURE: "dimension",
    QuantityKind.COUNT: "count",
    QuantityKind.MULTIPLE: "times",
}
_SYMBOLS = {"percentage_point": "percentage point", "basis_point": "basis point", "multiple": "times"}


def predict(text: str) -> list[dict[str, Any]]:
    """The benchmark's records for one text."""
    return [_record(quantity) for quantity in find(text)]


def _record(quantity: Quantity) -> dict[str, Any]:
    unit = _SYMBOLS.get(quantity.unit or "", quantity.unit)
    factor, low = 1.0, quantity.text.lower()
    if quantity.kind is QuantityKind.MEASURE:
        unit = _names().get(unit or "", unit)
    elif quantity.kind is QuantityKind.CURRENCY and "cent" in low:
        unit, factor = "cent", 100.0
    elif quantity.kind is QuantityKind.CURRENCY and ("pence" in low or "penny" in low or low.endswith("p")):
        unit, factor = "penny", 100.0
    elif quantity.kind is QuantityKind.COUNT and low.startswith("a dozen") and quantity.value == 12:
        unit, factor = "dozen", 1 / 12
    elif quantity.kind is QuantityKind.PERCENT and "/" in low and "%" not in low:
        unit, factor = None, 0.01
    if unit is not None and quantity.per is not None:
        unit = f"{unit} per {_names().get(quantity.per, quantity.per)}"
    values = [v * factor for v in (quantity.value, quantity.upper) if v is not None]
    return {
        "value": values[0] if len(values) == 1 else values,
        "unit": unit,
        "bound": _BOUNDS[quantity.bound],
        "kind": _KINDS[quantity.kind] if unit is not None else None,
        "start": quantity.evidence.start,
        "end": quantity.evidence.end,
    }


@cache
def _names() -> dict[str, str]:
    """The spelled name of every symbol of a measure."""
    names: dict[str, str] = {}
    for rule in read_rules("units", UnitRule):
        if rule.names and rule.kind is QuantityKind.MEASURE:
            for sign in (rule.symbol, *rule.signs):
                names.setdefault(sign, rule.names[0])
    return names
