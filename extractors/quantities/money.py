"""Amounts of money: the currency before a number, letters that scale it, accounting parentheses, a unit named twice."""

from extractors.quantities.figure import Figure
from extractors.quantities.nouns import is_plural, read_noun
from extractors.quantities.numerals import Numeral
from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules, Unit
from extractors.quantities.units import read_unit
from schemas.enums import QuantityKind

_OWNERS = frozenset({"the", "its", "their", "our", "these", "those", "his", "her"})


def currency_before(p: Passage, numeral: Numeral, floor: int, rules: QuantityRules) -> tuple[int, Unit] | None:
    k = numeral.first - 1
    if k < floor:
        return None
    if p.low[k] in ("-", "−") and p.glued(k + 1) and k - 1 >= floor and p.raw(k - 1) in rules.prefixes and p.glued(k):
        k -= 1
    if p.low[k] == "." and k - 1 >= floor and p.glued(k):
        k -= 1
    raw = p.raw(k)
    if raw.isalpha() and p.glued(k) and k - 1 >= floor and p.low[k - 1] == "$" and "$" + raw in rules.prefixes:
        return k - 1, rules.prefixes["$" + raw]
    gap = p.start[numeral.first] - p.end[k]
    unit = rules.prefixes.get(raw)
    if unit is None and raw[-1] == "$" and len(raw) > 1:
        unit = rules.prefixes.get(raw.upper()) or rules.prefixes["$"]
    if unit is not None:
        if k - 1 >= floor and not raw[-1].isalnum() and p.end[k - 1] + 1 >= p.start[k]:
            before = p.raw(k - 1)
            joined = rules.prefixes.get(before.rstrip(".") + raw) or rules.prefixes.get(before.rstrip(".").upper() + raw)
            spaced = p.start[k] > p.end[k - 1]
            if joined is not None and (
                not spaced or before.lower() in ("us", "u.s", "u.s.", "c", "hk", "nz", "ca", "au", "nt")
            ):
                return k - 1, joined
            if p.low[k - 1] == "." and k >= 3 and p.low[k - 2] == "s" and p.low[k - 3] == ".":
                return max(floor, k - 4), unit
        if raw.isalpha() and p.glued(k) and p.low[k - 1][-1].isalnum():
            return None
        return k, unit
    letter = rules.letter_prefixes.get(raw)
    if letter is not None and gap == 0 and not (p.glued(k) and p.low[k - 1][-1].isalnum()) and numeral.digits:
        return k, Unit(letter.kind, letter.symbol, letter.factor, weak=True)
    return None


def read_accounting(p: Passage, figure: Figure, floor: int, rules: QuantityRules) -> None:
    """ "$(3.2) million" and "(1.7)%": parentheses around the number alone mean minus."""
    numeral = figure.numeral
    i, j = numeral.first - 1, numeral.last
    if i < floor or p.low[i] != "(" or p.word(j) != ")" or not p.glued(j) or not p.glued(i + 1) or not numeral.digits:
        return
    money = rules.prefixes.get(p.raw(i - 1)) if i - 1 >= floor and p.glued(i) else None
    if money is not None and figure.unit is None:
        figure.unit, figure.prefixed, figure.first = money, True, i - 1
    elif not (p.word(j + 1) in ("%", "percent") and p.glued(j + 1)):
        return
    else:
        figure.first = i
    figure.negative = True
    numeral.last = figure.last = j + 1
    part = rules.numbers.get(p.word(j + 1))
    if part is not None and part[0] == "scale":
        numeral.scale = part[1]
        numeral.value = figure.value = numeral.mantissa * part[1]
        numeral.last = figure.last = j + 2


def read_name_before(p: Passage, figure: Figure, floor: int, rules: QuantityRules) -> None:
    """ "Rupees 5 crore", "dollar 22.5 million": the name of a currency before an amount of some size."""
    k = figure.first - 1
    if k < floor or p.glued(figure.first):
        return
    for words, unit in rules.names.get(p.low[k], ()):
        assert isinstance(unit, Unit)
        if (
            len(words) == 1
            and unit.kind is QuantityKind.CURRENCY
            and unit.factor == 1.0
            and p.word(k - 1) not in ("the", "a", "per")
        ):
            figure.first, figure.unit, figure.prefixed = k, unit, True
            return


def is_strong(p: Passage, figure: Figure) -> bool:
    """Is the number of the size and shape of an amount of money?"""
    return figure.numeral.scale != 1.0 or figure.numeral.grouped or p.word(figure.last) == "per"


def continues_money(p: Passage, figure: Figure, previous: Figure | None) -> bool:
    """Is the number the other end of an amount of money ("$4-6m", "£4 to 6m")?"""
    if previous is None or not previous.prefixed or previous.kind is not QuantityKind.CURRENCY:
        return False
    return p.low[previous.last : figure.first] in (["-"], ["–"], ["to"], ["and"], ["or"], ["—"])


def repeat_of_currency(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    """ "$4 million US dollars" and "S$5 SGD" name the unit twice; "$15 USD" makes the sign precise."""
    after = read_unit(p, figure.last, rules)
    if after is not None and after[1].kind is QuantityKind.CURRENCY and after[1].factor == 1.0:
        raw = p.raw(figure.last)
        if (raw.isupper() and len(raw) == 3) or p.low[after[0] - 1] in ("dollars", "dollar"):
            figure.unit, figure.last = after[1], after[0]


def percent_behind_code(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    """ "IRR 17%": what reads as a code of a currency before a percentage is not one."""
    found = read_unit(p, figure.last, rules)
    if found is not None and found[1].kind is QuantityKind.PERCENT:
        figure.first, figure.prefixed = figure.core, False
        figure.last, figure.unit = found


def read_scale_letters(p: Passage, figure: Figure, rules: QuantityRules, money: bool) -> None:
    """ "10m", "$48 bn", "5k": letters that multiply, told apart from units by what they touch."""
    j = figure.last
    factor = rules.abbreviations.get(p.word(j))
    numeral = figure.numeral
    if factor is None or not numeral.digits or numeral.shape != "number" or numeral.scale != 1.0:
        return
    raw, glued, money = p.raw(j), p.glued(j), money or figure.unit is not None
    if p.glued(j + 1) and p.low[j + 1][0].isalnum():
        return
    if not money and glued is False and len(raw) == 1:
        return
    word = raw.lower()
    if word in ("mm", "mil", "bil", "tr", "t", "lk") and not money:
        return
    if word in ("m", "b", "k") and not money:
        after = p.word(j + 1)
        suffix = read_unit(p, j + 1, rules)
        paid = suffix is not None and suffix[1].kind is QuantityKind.CURRENCY
        if word == "k" and raw == "K" and not glued:
            return
        if word == "b" and raw == "b" and not paid:
            return
        if word == "m" and not paid:
            following = read_noun(p, j + 1, numeral.value, rules)
            if following is None and after == "of" and p.word(j + 2) in _OWNERS:
                following = read_noun(p, j + 3, 2, rules)
            if (raw == "m" or suffix is not None) and (following is None or not is_plural(following.head, rules)):
                return
        if word == "b" and not paid and (after in ("of", "to", "") or not after[0].isalpha()):
            return
    numeral.scale = factor
    numeral.value = numeral.mantissa * factor
    figure.value = numeral.value
    numeral.plain = False
    figure.last = numeral.last = j + 1
