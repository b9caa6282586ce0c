"""The attributes of items: how each is read from gold and from a brief alike, and when two of them agree.

Both sides are mappings with the brief's keys. Gold writes citations and points as strings, a brief as objects.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from pipeline.evaluation.wording import NEARLY, alike, bag, likeness, words

Item = Mapping[str, Any]
T = TypeVar("T")

POINTS = ("rationale", "trade_offs", "requirements")
PERCENT_TOLERANCE = 2e-3
"""A third may be written as 33.3 or 33.33 percent."""
TOLERANCE = 1e-6

_SYMBOLS: Mapping[str, str] = MappingProxyType({
    "sq ft": "ft2", "sqft": "ft2", "sqm": "m2", "m²": "m2", "tonne": "t", "kilogram": "kg", "kilometre": "km",
    "hectare": "ha", "litre": "l",
})  # fmt: skip
"""Names of physical units that gold may use in place of the symbol."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: `read` takes it from an item, `same` compares gold's with the brief's, `show` writes it for a reader."""

    name: str
    read: Callable[[Item], Any]
    same: Callable[[Any, Any], bool]
    show: Callable[[Any], str]


def attributes(field: str, prose: bool) -> tuple[Attribute, ...]:
    """What must be right in an item of `field`, beside its text. In a prose document an option's title and points are not
    annotated.
    """
    own = (_NUMBER,) if field == "options" and prose else _OF_FIELD.get(field, ())
    return own if field == "verdict" else (*own, *_STANDING)


def citations(item: Item) -> tuple[str, ...]:
    """An item's citations, those of its points included, as 'kind locator' or 'kind first-last' in lower case."""
    own = tuple(_cited(citation) for citation in item.get("citations") or ())
    return own + tuple(citation for point in _points(item) for citation in citations(point))


def quantities(item: Item) -> tuple[Item, ...]:
    """An item's quantities, those of its points included; one at the same place is taken once."""
    found: dict[Any, Item] = {}
    for part in (item, *_points(item)):
        for quantity in part.get("quantities") or ():
            evidence = quantity.get("evidence")
            found.setdefault((evidence["start"], evidence["end"]) if evidence else len(found), quantity)
    return tuple(found.values())


def point_texts(item: Item, part: str) -> tuple[str, ...]:
    """The texts of an option's rationale, trade-offs or requirements."""
    return tuple(point if isinstance(point, str) else str(point.get("text") or "") for point in item.get(part) or ())


def same_amount(gold: Item, found: Item) -> bool:
    """Whether two quantities are the same figure: value, upper end, kind and unit."""
    within = PERCENT_TOLERANCE if gold.get("kind") == "percent" else TOLERANCE
    ends = ((gold.get(end), found.get(end)) for end in ("value", "upper"))
    return all(_close(mine, theirs, within) for mine, theirs in ends) and _same_unit(gold, found)


def pairs(gold: Sequence[T], found: Sequence[T], alike: Callable[[T, T], float]) -> list[tuple[int, int]]:
    """Indices of one-to-one pairs that are alike by NEARLY at least: the most alike first, later ones before earlier."""
    ranked = sorted(((alike(g, f), i, j) for i, g in enumerate(gold) for j, f in enumerate(found)), reverse=True)
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for value, i, j in ranked:
        if value < NEARLY:
            break
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return sorted(chosen.items())


def written_amount(quantity: Item) -> str:
    """A quantity's value and unit as a reader's phrase: '4000000 to 6000000 USD'."""
    ends = [f"{quantity[end]:,.12g}" for end in ("value", "upper") if quantity.get(end) is not None]
    return " ".join([" to ".join(ends), str(quantity.get("unit") or quantity.get("kind") or "")]).strip()


def _cited(citation: Any) -> str:
    if isinstance(citation, str):
        return citation.lower().strip()
    end = f"-{citation['end_locator']}" if citation.get("end_locator") else ""
    return f"{citation['kind']} {citation['locator']}{end}".lower().strip()


def _points(item: Item) -> Iterator[Item]:
    for part in POINTS:
        yield from (point for point in item.get(part) or () if not isinstance(point, str))


def _close(gold: Any, found: Any, within: float) -> bool:
    if gold is None or found is None:
        return gold is None and found is None
    return abs(float(gold) - float(found)) <= within * max(abs(float(gold)), abs(float(found)), 1e-9)


def _same_unit(gold: Item, found: Item) -> bool:
    if gold.get("kind") != found.get("kind"):
        return False
    mine, theirs = (str(quantity.get("unit") or "").lower() for quantity in (gold, found))
    if gold.get("kind") == "count":  # nouns may carry more or fewer modifiers: the head of one must stand in the other
        one, other = [_singular(word) for word in words(mine)], [_singular(word) for word in words(theirs)]
        return bool(one and other) and (one[-1] in other or other[-1] in one)
    return _SYMBOLS.get(mine, mine) == _SYMBOLS.get(theirs, theirs)


def _singular(noun: str) -> str:
    return re.sub(r"(?:es|s)$", "", re.sub(r"ies$", "y", noun))


def _years(quantity: Item) -> tuple[str, str] | None:
    """First and last year of a quantity's period."""
    period = quantity.get("period")
    if not period:
        return None
    if isinstance(period, Mapping):
        first, last = (str(period.get(end) or "")[:4] for end in ("start", "end"))
    else:
        first, _, last = str(period).partition("-")
    return (first, last or first) if first else None


def _movement(quantity: Item) -> tuple[str, str]:
    return str(quantity.get("role") or "level"), str(quantity.get("direction") or "")


def _same_citations(gold: Iterable[str], found: Iterable[str]) -> bool:
    return Counter(gold) == Counter(found)


def _same_amounts(gold: Sequence[Item], found: Sequence[Item]) -> bool:
    return len(gold) == len(found) == len(pairs(gold, found, lambda one, other: float(same_amount(one, other))))


def _same_points(gold: Sequence[str], found: Sequence[str]) -> bool:
    matched = pairs(gold, found, lambda one, other: likeness(bag([one]), bag([other])))
    return len(gold) == len(found) == len(matched)


def _equal(gold: Any, found: Any) -> bool:
    return bool(gold == found)


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values) or "none"


def _plain(value: Any) -> str:
    return "none" if value is None or value == "" else str(value)


def _value(name: str) -> Attribute:
    return Attribute(name, lambda item: item.get(name), _equal, _plain)


def _named(name: str) -> Attribute:
    return Attribute(name, lambda item: item.get(name), alike, _plain)


def _part(name: str) -> Attribute:
    return Attribute(name, lambda item: point_texts(item, name), _same_points, _listed)


def _timing(item: Item) -> tuple[Any, Any, Any]:
    timing = item.get("timing") or {}
    return timing.get("unit"), timing.get("start"), timing.get("end")


def _shown_timing(timing: tuple[Any, Any, Any]) -> str:
    unit, start, end = timing
    return "none" if unit is None else f"{unit} {start}" if start == end else f"{unit} {start} to {end}"


_NUMBER = Attribute("number", lambda item: None if item.get("number") is None else str(item["number"]), _equal, _plain)
_STANDING = (
    Attribute("citations", citations, _same_citations, _listed),
    Attribute("quantities", quantities, _same_amounts, lambda found: _listed(map(written_amount, found))),
)
_OF_FIELD: Mapping[str, tuple[Attribute, ...]] = MappingProxyType({
    "stakeholders": (_named("name"), _value("kind"), _value("stance")),
    "structural_analysis": (_value("framework"),),
    "options": (_NUMBER, _named("title"), *map(_part, POINTS)),
    "recommendation": (
        Attribute("chosen", lambda item: sorted(map(str, item.get("chosen") or ())), _equal, _listed),
    ),
    "roadmap": (_named("title"), Attribute("timing", _timing, _equal, _shown_timing)),
    "constraints": (_named("title"),),
    "risks": (_named("title"), _value("severity"), _value("likelihood")),
    "verdict": (_value("decision"),),
})  # fmt: skip
QUANTITY_ATTRIBUTES = (
    Attribute("bound", lambda quantity: quantity.get("bound") or "exact", _equal, _plain),
    Attribute("role", _movement, _equal, lambda movement: " ".join(movement).strip()),
    Attribute("period", _years, _equal, lambda years: "none" if years is None else "-".join(dict.fromkeys(years))),
    Attribute("projected", lambda quantity: bool(quantity.get("projected")), _equal, lambda value: "yes" if value else "no"),
    Attribute("per", lambda quantity: words(quantity.get("per")), _equal, lambda denominator: _plain(" ".join(denominator))),
)
"""What must be right in a quantity beside its value and unit."""
