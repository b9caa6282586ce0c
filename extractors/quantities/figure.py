"""One quantity in the making, in tokens of its passage."""

from dataclasses import dataclass, field

from extractors.quantities.numerals import Numeral
from extractors.quantities.rules import Unit
from schemas.enums import Bound, Direction, QuantityKind, QuantityRole
from schemas.quantity import Period


@dataclass(slots=True)
class Figure:
    """Tokens `first` to before `last` of one quantity in the making; `core` is where its numeral begins."""

    first: int
    last: int
    core: int
    numeral: Numeral
    value: float
    unit: Unit | None = None
    noun: str | None = None
    upper: float | None = None
    per: str | None = None
    bound: Bound = Bound.EXACT
    role: QuantityRole = QuantityRole.LEVEL
    direction: Direction | None = None
    period: Period | None = None
    projected: bool = False
    prefixed: bool = False
    hyphenated: bool = False
    negative: bool = False
    noun_first: int = -1
    context: list[tuple[int, int]] = field(default_factory=list)
    dashed: bool = False  # a range written with a dash
    implied: bool = False  # kind and unit come from elsewhere

    @property
    def kind(self) -> QuantityKind:
        """The unit's kind; a figure without one counts."""
        return self.unit.kind if self.unit is not None else QuantityKind.COUNT

    @property
    def bare(self) -> bool:
        """Neither unit nor counted noun."""
        return self.unit is None and self.noun is None
