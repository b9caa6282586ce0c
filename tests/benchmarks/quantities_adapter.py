"""`find` in the shape of the public quantity benchmark: a list of value, unit, bound and kind for a text.

The benchmark wants other conventions than the product's contract in a few places; they are translated here and only here:
fractions of a percent sign stay numbers only where the text writes no percent, a unit with its denominator is one string.
"""

from typing import Any

from extractors.quantities import find
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
    if unit is not None and quantity.per is not None:
        unit = f"{unit} per {quantity.per}"
    value: float | list[float] = quantity.value if quantity.upper is None else [quantity.value, quantity.upper]
    return {
        "value": value,
        "unit": unit,
        "bound": _BOUNDS[quantity.bound],
        "kind": _KINDS[quantity.kind] if unit is not None else None,
        "start": quantity.evidence.start,
        "end": quantity.evidence.end,
    }
