"""A figure: a numeral with what stands directly around it, a sign, a currency, a unit or a counted noun phrase."""

from extractors.quantities.figure import Figure
from extractors.quantities.money import (
    continues_money,
    currency_before,
    is_strong,
    percent_behind_code,
    read_accounting,
    read_name_before,
    read_scale_letters,
    repeat_of_currency,
)
from extractors.quantities.nouns import is_plural, read_noun, unit_of_noun
from extractors.quantities.numerals import Numeral, read_numeral
from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules, Unit
from extractors.quantities.units import read_unit
from schemas.enums import Bound, QuantityKind

_OWNERS = frozenset({"the", "its", "their", "our", "these", "those", "his", "her"})
_MINUS = ("-", "−", "–")
_MINUS_WORDS = ("minus", "negative")
_NOUNS_TOO = frozenset({"yard", "stone", "bar", "point", "bit", "cup", "foot", "mole", "degree"})
_TIME = QuantityKind.DURATION


def build_figure(p: Passage, i: int, floor: int, rules: QuantityRules, previous: Figure | None = None) -> Figure | None:
    """The figure whose numeral begins at token i, using no token before `floor`; `previous` stands before it in the passage.

    None where there is no numeral.
    """
    numeral = read_numeral(p, i, rules)
    if numeral is None:
        return None
    numeral = _not_quarters(p, numeral, rules)
    figure = Figure(numeral.first, numeral.last, numeral.first, numeral, numeral.value)
    currency = currency_before(p, numeral, floor, rules) if numeral.shape in ("number", "slash") else None
    if currency is not None:
        figure.first, figure.unit = currency
        figure.prefixed = True
    elif numeral.digits and not numeral.plain:
        read_name_before(p, figure, floor, rules)
    read_accounting(p, figure, floor, rules)
    read_scale_letters(p, figure, rules, continues_money(p, figure, previous))
    if figure.unit is not None and figure.unit.weak and not is_strong(p, figure):
        figure.unit, figure.first, figure.prefixed = None, numeral.first, False
    _read_sign_before(p, figure, floor)
    if numeral.shape in ("times", "multiply", "fold"):
        figure.unit = Unit(QuantityKind.MULTIPLE, "multiple")
    elif figure.unit is None:
        _read_unit_after(p, figure, rules)
    elif (
        figure.prefixed
        and p.raw(figure.first).isalpha()
        and p.word(figure.last) in ("%", "percent", "per")
        and p.word(figure.last + 1) != "unit"
    ):
        percent_behind_code(p, figure, rules)
    elif figure.prefixed:
        repeat_of_currency(p, figure, rules)
    figure.value *= figure.unit.factor if figure.unit is not None else 1.0
    if figure.negative:
        figure.value = -figure.value
    return figure


def _not_quarters(p: Passage, numeral: Numeral, rules: QuantityRules) -> Numeral:
    """ "Two quarters" are a duration; "three quarters of the shops" and "three-quarters" are a fraction."""
    last = numeral.last - 1
    if numeral.shape != "fraction" or not p.low[last].startswith("quarter") or last == numeral.first or p.low[last - 1] == "-":
        return numeral
    if p.low[numeral.first] in ("a", "an"):
        return numeral
    if p.word(numeral.last) == "of" and numeral.value in (0.25, 0.75):
        return numeral
    value = rules.numbers[p.low[numeral.first]][1]
    return Numeral(numeral.first, last, value, value, digits=False)


def _read_sign_before(p: Passage, figure: Figure, floor: int) -> None:
    k = figure.first - 1
    if k < floor:
        return
    word = p.low[k]
    touching = p.start[figure.first] == p.end[k]
    apart = k == 0 or p.start[k] > p.end[k - 1]
    if word in _MINUS_WORDS:
        figure.negative, figure.first = True, k
    elif word in _MINUS and touching and not apart and p.low[k - 1] in _MINUS_WORDS and k > floor:
        figure.negative, figure.first = True, k - 1
    elif word in _MINUS and touching:
        before = p.low[k - 1] if k else ""
        if before in ("(", "[", "~") or (apart and not (word == "–" and before and before[-1].isdigit())):
            figure.negative, figure.first = True, k
    elif word == "+" and touching and apart:
        figure.first = k
    elif figure.prefixed and p.low[figure.core - 1] in _MINUS:
        figure.negative = True


def _read_unit_after(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    numeral = figure.numeral
    _read_plus(p, figure)
    j = figure.last
    hyphen = (
        p.word(j) in ("-", "‑", "–")
        and j + 1 < p.n
        and ((p.glued(j) and p.glued(j + 1)) or (not p.glued(j) and p.low[j] == "-"))
    )
    at = j + 1 if hyphen else j
    if p.word(at) in ("a", "an") and numeral.shape in ("fraction", "vulgar"):  # half an hour
        unit = read_unit(p, at + 1, rules)
        if unit is not None and unit[1].kind in (_TIME, QuantityKind.MEASURE, QuantityKind.PERCENT):
            figure.last, figure.unit = unit
            return
    found = None if numeral.decimal_comma and not p.word(at) else read_unit(p, at, rules)
    if found is not None and found[1].weak and not is_strong(p, figure):
        found = None
    if found is not None and hyphen and not p.low[at][0].isalnum() and p.low[at] not in ("%", "°"):
        found = None
    if found is not None and hyphen and found[0] == at + 1 and len(p.low[at]) == 1 and p.raw(at).isupper():
        found = None  # 10-K
    if found is not None and not _misread(p, figure, at, found, rules):
        figure.last, figure.unit = found
        figure.hyphenated = hyphen
        _pounds(p, figure, at, rules)
        _age(p, figure)
        _named_scale(p, figure, rules)
        _and_a_half(p, figure, rules)
        return
    if _age_before(p, figure):
        figure.unit = Unit(_TIME, "year")
        return
    if numeral.shape in ("fraction", "slash"):
        if numeral.shape == "fraction" or p.word(j) == "of":
            figure.value = round(numeral.value * 100, 2)
            figure.unit = Unit(QuantityKind.PERCENT, "percent")
        return
    if p.word(at) in ("times", "time") and (numeral.digits or p.low[at] == "times"):
        figure.unit, figure.last = Unit(QuantityKind.MULTIPLE, "multiple"), at + 1
        return
    if (hyphen and p.word(at) == "fold") or (p.word(at) == "fold" and not p.glued(at)):
        figure.unit, figure.last = Unit(QuantityKind.MULTIPLE, "multiple"), at + 1
        return
    read_noun_after(p, figure, at, hyphen, rules)


def _read_plus(p: Passage, figure: Figure) -> None:
    """ "1,500+ units", "20-plus licences": a floor between the number and what it counts."""
    j = figure.last
    if p.word(j) == "+" and p.glued(j) and not (p.glued(j + 1) and p.word(j + 1) in ("/", "-")):
        figure.last, figure.bound = j + 1, Bound.AT_LEAST
    elif p.word(j) == "-" and p.glued(j) and p.word(j + 1) == "plus" and p.glued(j + 1):
        figure.last, figure.bound = j + 2, Bound.AT_LEAST
    elif p.word(j) in ("-", "odd") and p.word(j if p.low[j] == "odd" else j + 1) == "odd":
        figure.last, figure.bound = j + (1 if p.low[j] == "odd" else 2), Bound.APPROXIMATE


def _misread(p: Passage, figure: Figure, at: int, found: tuple[int, Unit], rules: QuantityRules) -> bool:
    """Is what looks like a unit the beginning of something else ("2 second-hand vans", "5 grand pianos")?"""
    last, unit = found
    if (
        p.word(last) == "-"
        and p.glued(last)
        and p.word(last + 1) in ("hand", "half", "rate", "class", "party", "tier", "in", "by")
    ):
        return True
    word = p.low[at]
    following = p.word(last)
    if word in _NOUNS_TOO and figure.value != 1 and is_plural(following, rules) and following not in rules.stops:
        return True  # "640 yard workers"
    if word == "second" and figure.value != 1 and not figure.hyphenated and p.word(last) not in ("", ".", ",", ")", ";"):
        return p.low[at - 1] != "-"
    if unit.kind is QuantityKind.CURRENCY and word in ("sterling", "lira", "won") and at == last - 1:
        return unit.weak
    return False


def _pounds(p: Passage, figure: Figure, at: int, rules: QuantityRules) -> None:
    """Pounds are money unless what is weighed stands near."""
    if p.low[at] not in ("pound", "pounds") or figure.last != at + 1:
        return
    near = p.low[max(0, figure.core - 8) : figure.core]
    weighed = {
        "weigh",
        "weighs",
        "weighed",
        "weighing",
        "weight",
        "heavy",
        "heavier",
        "lost",
        "ton",
        "tons",
        "tonne",
        "kg",
        "mass",
        "lift",
    }
    after = p.word(figure.last)
    if (
        weighed & set(near)
        or after in ("heavier", "lighter", "overweight", "heavy")
        or figure.hyphenated
        or (
            after == "of"
            and p.word(figure.last + 1) not in ("the", "its", "their", "our", "debt", "assets", "revenue", "revenues", "sales")
        )
    ):
        figure.unit = Unit(QuantityKind.MEASURE, "lb")


def _age(p: Passage, figure: Figure) -> None:
    """ "27-year-old", "ten years old" and "87 years of age" end after the age."""
    if figure.kind is not _TIME:
        return
    j = figure.last
    if p.word(j) == "-" and p.glued(j) and p.word(j + 1) in ("old", "olds"):
        figure.last = j + 2
    elif p.word(j) in ("old", "olds") or (p.word(j) == "-" and p.word(j + 1) == "old"):
        figure.last = j + 1 if p.low[j] != "-" else j + 2
    elif p.word(j) == "of" and p.word(j + 1) == "age":
        figure.last = j + 2


def _named_scale(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    """ "40° on the Celsius scale" names its unit behind the sign."""
    j = figure.last
    if (
        figure.unit is not None
        and figure.unit.symbol == "°"
        and p.word(j) == "on"
        and p.word(j + 1) == "the"
        and p.word(j + 3) == "scale"
    ):
        found = read_unit(p, j + 2, rules)
        if found is not None and found[1].kind is QuantityKind.MEASURE:
            figure.unit, figure.last = found[1], j + 4


def _age_before(p: Passage, figure: Figure) -> bool:
    """Is the number an age by the words before it ("aged 54", "the age of 21")?"""
    before = p.word(figure.first - 1)
    plain = figure.numeral.scale == 1.0 and figure.value < 150 and p.word(figure.last) not in ("%", "of", "-", "to")
    return plain and (before == "aged" or (before == "of" and p.word(figure.first - 2) in ("age", "ages")))


def _and_a_half(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    """ "One year and a quarter", "an hour and a half"."""
    j = figure.last
    if p.word(j) == "and" and p.word(j + 1) == "a":
        part = rules.numbers.get(p.word(j + 2))
        if (
            part is not None
            and part[0] == "fraction"
            and part[1] in (2, 4)
            and p.word(j + 3) not in ("of", "million", "billion")
        ):
            figure.value = figure.value + 1 / part[1]
            figure.last = j + 3


def _past_owner(p: Passage, i: int) -> int:
    """Token after the determiner or possessive at token i ("the", "Johnson's"), else i."""
    if p.word(i) in _OWNERS:
        return i + 1
    if p.capital(i) and p.word(i + 1) in ("'", "’") and p.word(i + 2) == "s" and p.glued(i + 2):
        return i + 3
    return i


def read_noun_after(p: Passage, figure: Figure, at: int, hyphen: bool, rules: QuantityRules) -> None:
    """Take the counted noun phrase, or the unit that heads it, that stands at token `at` into the figure."""
    if p.glued(at) and not hyphen:
        return
    if p.word(at) == "of":
        begin = _past_owner(p, at + 1)
        if begin == at + 1 and figure.numeral.plain and figure.numeral.digits:
            return
        noun = read_noun(p, begin, 2, rules)
        if noun is None or not noun.plural:
            return
        if figure.value == 1:
            return
    else:
        noun = read_noun(p, at, 1 if hyphen else figure.value, rules, hyphen=hyphen)
    if noun is None:
        return
    unit = unit_of_noun(p, noun, rules)
    if unit is not None:
        figure.unit, figure.last, figure.hyphenated = unit, noun.last, hyphen
        return
    figure.noun, figure.last, figure.noun_first = noun.text, noun.last, noun.first
    figure.hyphenated = hyphen
