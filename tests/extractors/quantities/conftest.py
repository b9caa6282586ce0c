"""The compact notation in which the tables of examples say what a text holds."""

from collections.abc import Callable

import pytest

from extractors.quantities import find
from schemas.enums import Bound, QuantityRole
from schemas.quantity import Quantity


def render(quantity: Quantity) -> str:
    """Value, unit and what departs from the ordinary: "4000000–6000000 USD per year, at_least, to, 2021-01-01–2021-12-31"."""
    number = f"{quantity.value:.12g}" + (f"–{quantity.upper:.12g}" if quantity.upper is not None else "")
    parts = [f"{number} {quantity.unit or '?'}" + (f" per {quantity.per}" if quantity.per else "")]
    if quantity.bound is not Bound.EXACT:
        parts.append(quantity.bound.value)
    if quantity.role is not QuantityRole.LEVEL:
        parts.append(quantity.role.value + (f" {quantity.direction.value}" if quantity.direction else ""))
    if quantity.period is not None:
        parts.append(f"{quantity.period.start}–{quantity.period.end}")
    if quantity.projected:
        parts.append("projected")
    return ", ".join(parts)


def read_text(text: str) -> str:
    """Everything found in a text, in order; "nothing" where nothing is."""
    return "; ".join(map(render, find(text))) or "nothing"


@pytest.fixture(scope="session")
def read() -> Callable[[str], str]:
    """A function from a text to what is found in it, in the notation of the tables."""
    return read_text
