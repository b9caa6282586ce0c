"""The rule files of the quantity extractor, checked and compiled once into look-up tables.

Every word the extractor knows stands in `extractors/rules/*.toml`; the modules beside this one hold the grammar alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar, Literal

from extractors.quantities.passage import split_words
from extractors.rulebook import Rule, read_rules
from schemas.enums import Bound, Direction, QuantityKind


class CurrencyRule(Rule):
    """One currency: its ISO 4217 code, names in lower case, signs, and names of its hundredth."""

    key_field: ClassVar[str] = "code"
    code: str
    names: tuple[str, ...]
    symbols: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    minor: tuple[str, ...] = ()
    parts: int = 100
    word: bool = False


class UnitRule(Rule):
    """One unit: `names` match in any case, `signs` as written; `factor` turns a written unit into `symbol`."""

    symbol: str
    kind: QuantityKind
    names: tuple[str, ...]
    signs: tuple[str, ...] = ()
    factor: float = 1.0

    @property
    def key(self) -> str:
        """Symbol and first spelling: one symbol may have several records of different factors."""
        return f"{self.symbol} {next(iter(self.names + self.signs))}"


NumberPart = Literal[
    "unit", "ten", "hundred", "scale", "dozen", "abbreviation", "fraction", "vulgar", "times", "multiply", "fold"
]


class NumberRule(Rule):
    """One word of a numeral and the part it plays; a fraction's value is its denominator."""

    word: str
    part: NumberPart
    value: float

    @property
    def key(self) -> str:
        """Word and part: 'm' may be a scale and 'second' an ordinal and a unit."""
        return f"{self.word} {self.part}"


class BoundRule(Rule):
    """A phrase before or after a figure that bounds it; `kinds` restricts it to some kinds of quantity."""

    phrase: str
    place: Literal["before", "after", "widen"]
    bound: Bound
    kinds: str = ""

    @property
    def key(self) -> str:
        """Phrase and place."""
        return f"{self.phrase} {self.place}"


class MovementRule(Rule):
    """Word forms of movement; see the file for the parts."""

    name: str
    part: Literal["verb", "object", "particle", "noun", "comparative", "level", "span", "skipped", "boundary", "transitive"]
    direction: Direction | None = None
    forms: tuple[str, ...]

    @property
    def key(self) -> str:
        """Name and part: a rise may be a verb and a noun."""
        return f"{self.name} {self.part}"


class WordList(Rule):
    """A named list of words in lower case."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a written unit stands for."""

    kind: QuantityKind
    symbol: str
    factor: float = 1.0
    weak: bool = False  # needs a large or scaled number beside it


Phrases = dict[str, list[tuple[tuple[str, ...], object]]]
"""First word to (all words, payload), the longest first."""


@dataclass(frozen=True, slots=True, eq=False)
class QuantityRules:
    """Everything the grammar looks up."""

    numbers: dict[str, tuple[str, float]]
    abbreviations: dict[str, float]
    names: Phrases
    signs: dict[str, Unit]
    longest_sign: int
    prefixes: dict[str, Unit]
    letter_prefixes: dict[str, Unit]
    before: Phrases  # by the last word of the phrase
    after: Phrases
    movements: dict[str, dict[str, str]]
    comparatives: Phrases
    projections: dict[str, Phrases]
    lists: dict[str, frozenset[str]]
    stops: frozenset[str]
    years: dict[str, int]


def phrase_table(rows: Iterable[tuple[str, object]], *, by_last: bool = False) -> Phrases:
    """Phrases by their first or last word, the longest first, each split as the passages are."""
    table: Phrases = {}
    for phrase, payload in rows:
        words = split_words(phrase)
        table.setdefault(words[-1 if by_last else 0], []).append((words, payload))
    for entries in table.values():
        entries.sort(key=lambda entry: -len(entry[0]))
    return table


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@lru_cache(maxsize=8)
def load_quantity_rules(overlay: Path | None = None) -> QuantityRules:
    """The compiled rules, packaged ones with the overlay folder's laid over them. Raises RuleError for a bad file."""
    currencies = read_rules("currencies", CurrencyRule, overlay)
    units = read_rules("units", UnitRule, overlay)
    numbers = read_rules("number_words", NumberRule, overlay)
    bounds = read_rules("quantity_bounds", BoundRule, overlay)
    movements = read_rules("quantity_movements", MovementRule, overlay)
    projections = read_rules("quantity_projections", WordList, overlay)
    lists = {
        record.name: frozenset(record.words)
        for file in ("quantity_names", "quantity_nouns")
        for record in read_rules(file, WordList, overlay)
    }
    names, signs, prefixes, letters = _units(currencies, units)
    moves: dict[str, dict[str, str]] = {}
    for movement in movements:
        if movement.part != "comparative":
            moves.setdefault(movement.part, {}).update(dict.fromkeys(movement.forms, movement.direction or ""))
    return QuantityRules(
        numbers={n.word: (n.part, n.value) for n in numbers if n.part != "abbreviation"},
        abbreviations={n.word: n.value for n in numbers if n.part == "abbreviation"},
        names=names,
        signs=signs,
        longest_sign=max(map(len, signs)),
        prefixes=prefixes,
        letter_prefixes=letters,
        before=phrase_table(((b.phrase, b) for b in bounds if b.place == "before"), by_last=True),
        after=phrase_table((b.phrase, b) for b in bounds if b.place == "after"),
        movements=moves,
        comparatives=phrase_table((f, str(m.direction)) for m in movements if m.part == "comparative" for f in m.forms),
        projections={p.name: phrase_table((word, p.name) for word in p.words) for p in projections},
        lists=lists,
        stops=frozenset().union(
            *(lists[k] for k in ("prepositions", "conjunctions", "determiners", "auxiliaries", "adverbs", "verbs"))
        ),
        years={month: index for index, month in enumerate(_MONTHS, start=1)},
    )


def _units(
    currencies: tuple[CurrencyRule, ...], units: tuple[UnitRule, ...]
) -> tuple[Phrases, dict[str, Unit], dict[str, Unit], dict[str, Unit]]:
    names: list[tuple[str, object]] = []
    signs: dict[str, Unit] = {}
    prefixes: dict[str, Unit] = {}
    letters: dict[str, Unit] = {}
    for rule in units:
        unit = Unit(rule.kind, rule.symbol, rule.factor)
        names += [(name, unit) for name in rule.names]
        signs.update(dict.fromkeys(rule.signs, unit))
    for currency in currencies:
        unit = Unit(QuantityKind.CURRENCY, currency.code)
        weak = Unit(QuantityKind.CURRENCY, currency.code, weak=True)
        minor = Unit(QuantityKind.CURRENCY, currency.code, 1 / currency.parts)
        names += [(name, weak if name in currency.weak else unit) for name in currency.names]
        names += [(name, minor) for name in currency.minor if len(name) > 1]
        signs.update({name: minor for name in currency.minor if len(name) == 1})
        for sign in currency.symbols:
            if sign.isalpha() and sign.isascii() and len(sign) <= 2 and sign not in ("Rs", "Re", "RM", "Rp", "Tk"):
                letters[sign] = unit
            else:
                prefixes[sign] = unit
                signs.setdefault(sign, unit)
        prefixes[currency.code] = signs[currency.code] = weak if currency.code in currency.weak else unit
        if not currency.word:
            signs.setdefault(currency.code.lower(), unit)
            prefixes.setdefault(currency.code.lower(), unit)
        for scale, value in (("k", 1e3), ("m", 1e6), ("M", 1e6), ("mn", 1e6), ("bn", 1e9), ("Bn", 1e9)):
            scaled = Unit(QuantityKind.CURRENCY, currency.code, value)
            for form in (scale + currency.code, currency.code + scale):
                signs.setdefault(form, scaled)
                prefixes.setdefault(form, scaled)
    return phrase_table(names), signs, prefixes, letters
