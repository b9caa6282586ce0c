"""A figure: a numeral with what stands directly around it, a sign, a currency, a unit or a counted noun phrase."""

from dataclasses import dataclass, field

from extractors.quantities.nouns import read_noun, unit_of_noun
from extractors.quantities.numerals import Numeral, read_numeral
from extractors.quantities.passage import Passage
from extractors.quantities.rules import Phrases, QuantityRules, Unit
from schemas.enums import Bound, Direction, QuantityKind, QuantityRole
from schemas.quantity import Period

_MINUS = ("-", "−", "–")
_OWNERS = frozenset({"the", "its", "their", "our", "these", "those", "his", "her"})
_DECADES = frozenset({"the", "his", "her", "their", "early", "mid", "late", "and", "-"})
_MINUS_WORDS = ("minus", "negative")
_TIME = QuantityKind.DURATION


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


def match_phrase(p: Passage, i: int, table: Phrases) -> tuple[int, object] | None:
    """Token after the longest phrase of the table that begins at token i, and its payload."""
    if i >= p.n:
        return None
    for words, payload in table.get(p.low[i], ()):
        last = i + len(words)
        if last <= p.n and (len(words) == 1 or tuple(p.low[i:last]) == words):
            return last, payload
    return None


def read_sign(p: Passage, j: int, rules: QuantityRules) -> tuple[int, Unit] | None:
    """Token after the longest sign of a unit that begins at token j as written, and the unit."""
    last = j + 1
    while last < min(p.n, j + 6) and p.start[last] == p.end[last - 1]:
        last += 1
    if last < min(p.n, j + 3) and p.low[j] in ("sq", "cu", "°") and p.start[last] == p.end[last - 1] + 1:
        last += 1
    for k in range(last, j, -1):
        sign = p.text[p.start[j] : p.end[k - 1]]
        if len(sign) > rules.longest_sign:
            continue
        unit = rules.signs.get(sign)
        if unit is None:
            continue
        if p.glued(k) and (
            p.low[k][0].isdigit() or p.low[k] in ("'", "’") or (p.low[k] == "-" and k - j == 1 and len(sign) == 1 and sign.isalpha())
        ):
            continue
        return k, unit
    return None


def read_unit(p: Passage, j: int, rules: QuantityRules) -> tuple[int, Unit] | None:
    """Token after the unit that begins at token j, and the unit. Names match in any case, signs as written."""
    if j >= p.n:
        return None
    named = match_phrase(p, j, rules.names)
    sign = read_sign(p, j, rules)
    if named is not None and (sign is None or named[0] >= sign[0]):
        unit = named[1]
        assert isinstance(unit, Unit)
        return named[0], unit
    if sign is None:
        return None
    token = p.text[p.start[j] : p.end[sign[0] - 1]]
    if len(token) == 1 and token.isalpha() and not p.glued(j) and not _ends_phrase(p, sign[0], rules):
        return None
    if len(token) == 1 and token in "xXpysd" and not p.glued(j):
        return None
    if token == "s" and p.low[j - 1].isdigit() and (len(p.low[j - 1]) == 4 or p.low[j - 1][-1] == "0" and p.word(j - 2) in _DECADES):
        return None
    return sign


def _ends_phrase(p: Passage, k: int, rules: QuantityRules) -> bool:
    """Is token k the end of a phrase: a sign, a function word, or nothing?"""
    word = p.word(k)
    return not word or not word[0].isalnum() or word in rules.stops or word in ("x", "×")


def build_figure(p: Passage, i: int, floor: int, rules: QuantityRules, previous: Figure | None = None) -> Figure | None:
    """The figure whose numeral begins at token i, using no token before `floor`; `previous` stands before it in the passage.

    None where there is no numeral.
    """
    numeral = read_numeral(p, i, rules)
    if numeral is None:
        return None
    numeral = _not_quarters(p, numeral, rules)
    figure = Figure(numeral.first, numeral.last, numeral.first, numeral, numeral.value)
    currency = _currency_before(p, numeral, floor, rules) if numeral.shape in ("number", "slash") else None
    if currency is not None:
        figure.first, figure.unit = currency
        figure.prefixed = True
    elif numeral.digits and not numeral.plain:
        _read_name_before(p, figure, floor, rules)
    _read_accounting(p, figure, floor, rules)
    _read_scale_letters(p, figure, rules, _continues_money(p, figure, previous))
    if figure.unit is not None and figure.unit.weak and not _strong(p, figure):
        figure.unit, figure.first, figure.prefixed = None, numeral.first, False
    _read_sign_before(p, figure, floor)
    if numeral.shape in ("times", "multiply", "fold"):
        figure.unit = Unit(QuantityKind.MULTIPLE, "multiple")
    elif figure.unit is None:
        _read_unit_after(p, figure, rules)
    elif figure.prefixed and p.raw(figure.first).isalpha() and p.word(figure.last) in ("%", "percent", "per") and p.word(figure.last + 1) != "unit":
        _percent_behind_code(p, figure, rules)
    elif figure.prefixed:
        _repeat_of_currency(p, figure, rules)
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


def _currency_before(p: Passage, numeral: Numeral, floor: int, rules: QuantityRules) -> tuple[int, Unit] | None:
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


def _read_accounting(p: Passage, figure: Figure, floor: int, rules: QuantityRules) -> None:
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


def _read_name_before(p: Passage, figure: Figure, floor: int, rules: QuantityRules) -> None:
    """ "Rupees 5 crore", "dollar 22.5 million": the name of a currency before an amount of some size."""
    k = figure.first - 1
    if k < floor or p.glued(figure.first):
        return
    for words, unit in rules.names.get(p.low[k], ()):
        assert isinstance(unit, Unit)
        if len(words) == 1 and unit.kind is QuantityKind.CURRENCY and unit.factor == 1.0 and p.word(k - 1) not in ("the", "a", "per"):
            figure.first, figure.unit, figure.prefixed = k, unit, True
            return


def _strong(p: Passage, figure: Figure) -> bool:
    """Is the number of the size and shape of an amount of money?"""
    return figure.numeral.scale != 1.0 or figure.numeral.grouped or p.word(figure.last) == "per"


def _continues_money(p: Passage, figure: Figure, previous: Figure | None) -> bool:
    """Is the number the other end of an amount of money ("$4-6m", "£4 to 6m")?"""
    if previous is None or not previous.prefixed or previous.kind is not QuantityKind.CURRENCY:
        return False
    return p.low[previous.last : figure.first] in (["-"], ["–"], ["to"], ["and"], ["or"], ["—"])


def _read_scale_letters(p: Passage, figure: Figure, rules: QuantityRules, money: bool) -> None:
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
            if (raw == "m" or suffix is not None) and (following is None or not following.plural):
                return
        if word == "b" and not paid and (after in ("of", "to", "") or not after[0].isalpha()):
            return
    numeral.scale = factor
    numeral.value = numeral.mantissa * factor
    figure.value = numeral.value
    numeral.plain = False
    figure.last = numeral.last = j + 1


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


def _percent_behind_code(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    """ "IRR 17%": what reads as a code of a currency before a percentage is not one."""
    found = read_unit(p, figure.last, rules)
    if found is not None and found[1].kind is QuantityKind.PERCENT:
        figure.first, figure.prefixed = figure.core, False
        figure.last, figure.unit = found


def _repeat_of_currency(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    """ "$4 million US dollars" and "S$5 SGD" name the unit twice; "$15 USD" makes the sign precise."""
    after = read_unit(p, figure.last, rules)
    if after is not None and after[1].kind is QuantityKind.CURRENCY and after[1].factor == 1.0:
        raw = p.raw(figure.last)
        if (raw.isupper() and len(raw) == 3) or p.low[after[0] - 1] in ("dollars", "dollar"):
            figure.unit, figure.last = after[1], after[0]


def _read_unit_after(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    numeral = figure.numeral
    _read_plus(p, figure)
    j = figure.last
    hyphen = (
        p.word(j) in ("-", "‑", "–") and j + 1 < p.n and ((p.glued(j) and p.glued(j + 1)) or (not p.glued(j) and p.low[j] == "-"))
    )
    at = j + 1 if hyphen else j
    if p.word(at) in ("a", "an") and numeral.shape in ("fraction", "vulgar"):  # half an hour
        unit = read_unit(p, at + 1, rules)
        if unit is not None and unit[1].kind in (_TIME, QuantityKind.MEASURE, QuantityKind.PERCENT):
            figure.last, figure.unit = unit
            return
    found = None if numeral.decimal_comma and not p.word(at) else read_unit(p, at, rules)
    if found is not None and found[1].weak and not _strong(p, figure):
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
    _read_noun_after(p, figure, at, hyphen, rules)


def _read_plus(p: Passage, figure: Figure) -> None:
    """ "1,500+ units", "20-plus licences": a floor between the number and what it counts."""
    j = figure.last
    if p.word(j) == "+" and p.glued(j) and not (p.glued(j + 1) and p.word(j + 1) in ("/", "-")):
        figure.last, figure.bound = j + 1, Bound.AT_LEAST
    elif p.word(j) == "-" and p.glued(j) and p.word(j + 1) == "plus" and p.glued(j + 1):
        figure.last, figure.bound = j + 2, Bound.AT_LEAST


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
    if figure.unit is not None and figure.unit.symbol == "°" and p.word(j) == "on" and p.word(j + 1) == "the" and p.word(j + 3) == "scale":
        found = read_unit(p, j + 2, rules)
        if found is not None and found[1].kind is QuantityKind.MEASURE:
            figure.unit, figure.last = found[1], j + 4


def _age_before(p: Passage, figure: Figure) -> bool:
    """Is the number an age by the words before it ("aged 54", "the age of 21")?"""
    before = p.word(figure.first - 1)
    plain = figure.numeral.scale == 1.0 and figure.value < 150 and p.word(figure.last) not in ("%", "of", "-", "to")
    return plain and (before == "aged" or before == "of" and p.word(figure.first - 2) in ("age", "ages"))


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


def _read_noun_after(p: Passage, figure: Figure, at: int, hyphen: bool, rules: QuantityRules) -> None:
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
