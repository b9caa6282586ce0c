"""Figures: a written amount, what it measures, and the characters that say so."""

import datetime
import math
from typing import Self

from pydantic import Field, model_validator

from schemas.base import Evidence, Record
from schemas.enums import Bound, Direction, QuantityKind, QuantityRole


class Period(Record):
    """The stretch of time that a figure belongs to, as inclusive ISO dates."""

    text: str = Field(description="The words that name the period, verbatim.")
    start: datetime.date = Field(description="First day, inclusive. A year is the calendar year.")
    end: datetime.date = Field(description="Last day, inclusive. Early, mid and late mean the thirds of a year.")
    evidence: Evidence | None = Field(
        default=None, description="Where the words stand; they may lie outside the figure, as in a table's header."
    )

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"period must not end before it starts: {self.start} to {self.end}")
        return self


class Quantity(Record):
    """One figure in base units, with its unit, bound, role and period."""

    text: str = Field(min_length=1, description="The figure as written, with its bound, unit and denominator; verbatim.")
    value: float = Field(description="The number in base units: '1.13 trillion' is 1130000000000; '34 percent' is 34.")
    upper: float | None = Field(default=None, description="The other end of a range, in the same units; null if none.")
    kind: QuantityKind = Field(description="What sort of thing is measured.")
    unit: str | None = Field(
        default=None,
        description="ISO 4217 code, 'percent', 'percentage_point', 'basis_point', 'multiple', a unit of time, the usual "
        "symbol of a physical measure, or for a count the counted noun phrase in lower case. Null: nothing is named.",
    )
    per: str | None = Field(
        default=None, description="The denominator of a rate: '$45 per user per month' has 'user per month'."
    )
    bound: Bound = Field(default=Bound.EXACT, description="How the written figure limits the true one.")
    role: QuantityRole = Field(default=QuantityRole.LEVEL, description="A level, one end of a movement, or the movement.")
    direction: Direction | None = Field(default=None, description="Up or down, where the role is 'change'.")
    period: Period | None = Field(default=None, description="When the figure holds.")
    projected: bool = Field(default=False, description="True where the text calls it projected, forecast, targeted or planned.")
    evidence: Evidence = Field(description="The figure's characters; `text` quotes them.")
    context: tuple[Evidence, ...] = Field(
        default=(),
        description="Other characters that decided unit, scale or denominator: a table's header, the unit a figure shares.",
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if not math.isfinite(self.value) or (self.upper is not None and not math.isfinite(self.upper)):
            raise ValueError("a quantity must be a finite number")
        if self.upper is not None and self.upper < self.value:
            raise ValueError(f"a range must be ordered: {self.value} to {self.upper}")
        if self.direction is not None and self.role is not QuantityRole.CHANGE:
            raise ValueError("only a change has a direction")
        return self
