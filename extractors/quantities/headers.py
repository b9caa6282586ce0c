"""Headers of tables: what a header cell gives to the cells below or beside it."""

from dataclasses import dataclass, replace

from extractors.quantities.nouns import is_plural
from extractors.quantities.passage import Passage
from extractors.quantities.periods import find_spans
from extractors.quantities.rules import QuantityRules, Unit, load_quantity_rules
from extractors.quantities.units import read_unit
from schemas.base import Evidence
from schemas.enums import QuantityKind
from schemas.quantity import Period

_SCALES = {"000s": 1e3, "000": 1e3, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12}


@dataclass(frozen=True, slots=True)
class Header:
    """Unit, scale, denominator, period and counted noun that a header gives, and where its words stand in the text."""

    unit: Unit | None = None
    scale: float = 1.0
    per: str | None = None
    period: Period | None = None
    noun: str | None = None
    projected: bool = False
    evidence: Evidence | None = None

    def merged(self, other: "Header") -> "Header":
        """This header with what it lacks taken from the other: a column's, say, with its row's."""
        unit = self.unit or other.unit
        return replace(
            self,
            unit=unit,
            scale=self.scale if self.scale != 1.0 else other.scale,
            per=self.per or other.per,
            period=self.period or other.period,
            noun=self.noun or other.noun,
            projected=self.projected or other.projected,
            evidence=self.evidence if self.unit is not None or self.scale != 1.0 else other.evidence or self.evidence,
        )


def read_header(text: str, *, start: int = 0, end: int | None = None, rules: QuantityRules | None = None) -> Header:
    """What the header cell ``text[start:end]`` gives: "Revenue ($ million)", "FY2022", "Output, kt", "% of sales"."""
    rules = rules or load_quantity_rules()
    p = Passage(text, start, len(text) if end is None else end)
    unit: Unit | None = None
    scale, per, first, last = 1.0, None, -1, -1
    spans = find_spans(p, [], rules)
    projected = any(
        word in ("forecast", "projected", "plan", "planned", "target", "budget", "expected", "estimate") for word in p.low
    )
    projected = projected or any(p.low[s.last - 1] in ("e", "f") for s in spans)
    inside = _specification(p)
    i = 0
    while i < p.n:
        word = p.low[i]
        if per is None and i + 1 < p.n and (word == "per" or (word == "/" and unit is not None and i in inside)):
            per, i = p.low[i + 1], i + 2
            last = i if unit is not None else last
            continue
        value = _scale(p, i, rules, unit is not None or i in inside)
        if value is not None and scale == 1.0:
            scale, first, last = value, i if first < 0 else first, i + 1
            i += 1
            continue
        found = (
            _unit(p, i, i in inside, rules)
            if unit is None or (i in inside and unit.kind is not QuantityKind.CURRENCY)
            else None
        )
        if found is not None:
            unit, last = found[1], found[0]
            first = i if first < 0 else first
            i = found[0]
            continue
        i += 1
    noun = None if unit is not None else _noun(p, rules)
    evidence = Evidence(start=p.start[first], end=p.end[last - 1]) if 0 <= first < last else None
    if evidence is None and noun is not None:
        evidence = Evidence(start=p.start[0], end=p.end[p.n - 1])
    return Header(unit, scale, per, spans[0].period(p) if spans else None, noun, projected, evidence)


def _specification(p: Passage) -> range:
    """The tokens of a header that specify: those in its last parentheses or behind its last comma."""
    for opening, closing in (("(", ")"), ("[", "]")):
        if opening in p.low and closing in p.low:
            left = len(p.low) - 1 - p.low[::-1].index(opening)
            return range(left + 1, p.n)
    if "," in p.low:
        return range(len(p.low) - p.low[::-1].index(","), p.n)
    return range(0)


def _scale(p: Passage, i: int, rules: QuantityRules, money: bool) -> float | None:
    word = p.low[i]
    if word in _SCALES:
        return _SCALES[word]
    part = rules.numbers.get(word)
    if part is not None and part[0] == "scale":
        return part[1]
    if money and word in rules.abbreviations and (len(word) > 1 or word in "kmb"):
        return rules.abbreviations[word] if p.raw(i) not in ("t", "T") else None
    if word in ("'", "’") and p.word(i + 1) == "000":
        return None
    return None


def _unit(p: Passage, i: int, inside: bool, rules: QuantityRules) -> tuple[int, Unit] | None:
    raw = p.raw(i)
    prefix = rules.prefixes.get(raw)
    if prefix is not None and not prefix.weak:
        return i + 1, prefix
    found = read_unit(p, i, rules)
    if found is None:
        return None
    sign = p.text[p.start[i] : p.end[found[0] - 1]]
    if found[1].kind is QuantityKind.DURATION and not inside and p.low[i] in ("year", "month", "quarter", "day", "week"):
        return None
    if sign in rules.signs and p.low[i] not in rules.names and not inside and sign not in ("%", "‰") and len(sign) <= 3:
        return None
    return found


def _noun(p: Passage, rules: QuantityRules) -> str | None:
    for i, word in enumerate(p.low):
        if word[0].isalpha() and is_plural(word, rules) and word not in rules.stops:
            first = i
            while first and p.low[first - 1][0].isalpha() and p.low[first - 1] not in rules.stops:
                first -= 1
            return " ".join(p.text[p.start[first] : p.end[i]].lower().split())
    return None
