"""Numerals: digits and number words at a token, read into a value.

A numeral is what says how many, without its unit: "1,234.5", "12,34,567", "three and a half million", "half a dozen", "4.2bn",
"two-thirds", "2 1/2", "2.48×10−5". Anything of digits that could be read in two ways is refused.
"""

import re
from dataclasses import dataclass

from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules

_PLAIN = re.compile(r"\d{1,15}(?:\.\d{1,15})?\Z")
_GROUPED = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,6}|\d{1,2}(?:,\d{2}){1,6},\d{3})(?:\.\d{1,9})?\Z")
_SPACED = re.compile(r"\d{1,3}(?:['’\u00a0\u202f\u2009]\d{3}){1,6}(?:[.,]\d{1,9})?\Z")
_CONTINENTAL = re.compile(r"\d{1,3}(?:\.\d{3}){2,6}(?:,\d{1,9})?\Z|\d{1,3}\.\d{3},\d{1,2}\Z")
_COMMA_DECIMAL = re.compile(r"\d{1,4},\d{1,2}\Z")
_LONGEST = 40
_MAX_WORDS = 16


@dataclass(slots=True)
class Numeral:
    """Tokens `first` to before `last` say `value`; `mantissa` is the value before its scale."""

    first: int
    last: int
    value: float
    mantissa: float
    scale: float = 1.0
    digits: bool = True
    shape: str = "number"  # number, fraction, times, multiply, fold
    plain: bool = False  # bare digits without separator, decimals or scale
    grouped: bool = False
    decimal_comma: bool = False


def read_digits(blob: str) -> tuple[float, bool, bool] | None:
    """Value, whether it is grouped or decimal, and whether a comma is its decimal sign. None where it is no one number."""
    if len(blob) > _LONGEST:
        return None
    if _PLAIN.match(blob):
        return float(blob), "." in blob, False
    if blob[0] == "." and blob[1:].isdigit():
        return float("0" + blob), True, False
    if _GROUPED.match(blob):
        return float(blob.replace(",", "")), True, False
    if _SPACED.match(blob):
        return float(re.sub(r"['’\u00a0\u202f\u2009]", "", blob).replace(",", ".")), True, False
    if _CONTINENTAL.match(blob):
        return float(blob.replace(".", "").replace(",", ".")), True, False
    if _COMMA_DECIMAL.match(blob):
        return float(blob.replace(",", ".")), True, True
    if blob.isdigit() and len(blob) <= 20:
        return float(blob), False, False
    return None


def read_numeral(p: Passage, i: int, rules: QuantityRules) -> Numeral | None:
    """The longest numeral that begins at token i, or None."""
    word = p.low[i]
    if word[0].isdigit() or (word[0] == "." and len(word) > 1):
        return _read_digit_numeral(p, i, rules)
    part = rules.numbers.get(word)
    if part is not None or word in ("a", "an"):
        return _read_words(p, i, rules)
    return None


def _read_digit_numeral(p: Passage, i: int, rules: QuantityRules) -> Numeral | None:
    spaced = _spaced_groups(p, i)
    read = read_digits("".join(p.low[i:spaced]))
    if read is None or (p.low[i][0] == "0" and len(p.low[i]) > 1 and p.low[i].isdigit()):
        return None
    value, separated, comma = read
    j = spaced
    separated = separated or j > i + 1
    numeral = Numeral(i, j, value, value, plain=not separated, grouped=separated, decimal_comma=comma)
    if p.word(j) == "/" and p.glued(j) and p.glued(j + 1) and numeral.plain and p.word(j + 1).isdigit():
        return _slash_fraction(p, numeral, j)
    if numeral.plain and p.word(j).isdigit() and p.word(j + 1) == "/" and p.glued(j + 1) and p.glued(j + 2) and not p.glued(j):
        part = _slash_fraction(p, Numeral(j, j + 1, float(p.low[j]), 0), j + 1)
        if part is not None and part.value < 1:
            return Numeral(i, part.last, value + part.value, value + part.value, grouped=True)
    if (
        numeral.plain
        and p.word(j) == "-"
        and p.glued(j)
        and p.glued(j + 1)
        and p.word(j + 2) == "/"
        and p.word(j + 1).isdigit()
    ):
        part = _slash_fraction(p, Numeral(j + 1, j + 2, float(p.low[j + 1]), 0), j + 2)  # 1-1/2
        if part is not None and part.value < 1 and p.word(j + 3).isdigit():
            return Numeral(i, part.last, value + part.value, value + part.value, grouped=True)
    vulgar = rules.numbers.get(p.word(j))
    if vulgar is not None and vulgar[0] == "vulgar":
        numeral.value = numeral.mantissa = value + vulgar[1]
        j += 1
        numeral.plain = False
    elif p.word(j) == "and" and rules.numbers.get(p.word(j + 2), ("", 0))[0] == "fraction" and p.word(j + 1) in ("a", "one"):
        numeral.value = numeral.mantissa = value + 1 / rules.numbers[p.word(j + 2)][1]
        numeral.plain = False
        j += 3
    j = _past_tolerance(p, j)
    power = _power_of_ten(p, j)
    if power is not None:
        j, exponent = power
        if abs(exponent) > 60:
            return None
        numeral.value *= 10.0**exponent
        numeral.mantissa = numeral.value
        numeral.plain = False
    numeral.last = j
    return _with_scale(p, numeral, rules)


def _spaced_groups(p: Passage, i: int) -> int:
    """Token after groups of three digits behind plain spaces ("10 000"); only leading zeros tell them from a new number."""
    j = i + 1
    if len(p.low[i]) <= 3 and p.low[i].isdigit() and p.low[i][0] != "0":
        while j < min(p.n, i + 5) and len(p.low[j]) == 3 and p.low[j].isdigit() and p.start[j] == p.end[j - 1] + 1:
            j += 1
        if not any(group[0] == "0" for group in p.low[i + 1 : j]) or (p.glued(j) and p.low[j][0].isalnum()):
            return i + 1
    return j


def _past_tolerance(p: Passage, j: int) -> int:
    """Token after "± 9" at token j: the tolerance of a measured value is no quantity of its own."""
    if p.word(j) == "±" and p.word(j + 1)[:1].isdigit():
        return j + 2
    if p.word(j) == "+" and p.word(j + 1) == "/" and p.word(j + 2) in ("-", "−") and p.word(j + 3)[:1].isdigit():
        return j + 4
    return j


def _slash_fraction(p: Passage, numeral: Numeral, slash: int) -> Numeral | None:
    over = float(p.low[slash + 1]) if len(p.low[slash + 1]) <= 4 else 0.0
    if not over or (p.word(slash + 2) == "/" and p.glued(slash + 2)):
        return None
    value = numeral.value / over
    return Numeral(numeral.first, slash + 2, value, value, shape="slash", plain=True)


def _power_of_ten(p: Passage, j: int) -> tuple[int, int] | None:
    """Token after "×10^-5" or "e6" at token j, and the exponent."""
    if p.word(j) in ("×", "x", "·") and p.word(j + 1) == "10":
        k = j + 2
        if p.word(k) == "^":
            k += 1
        negative = p.word(k) in ("-", "−", "–")
        k += negative
        if p.word(k).isdigit() and len(p.word(k)) <= 2:
            return k + 1, -int(p.low[k]) if negative else int(p.low[k])
    if p.word(j) == "e" and p.glued(j):
        k = j + 1
        negative = p.word(k) in ("-", "−")
        k += negative or p.word(k) == "+"
        if p.word(k).isdigit() and p.glued(k) and len(p.word(k)) <= 2:
            return k + 1, -int(p.low[k]) if negative else int(p.low[k])
    return None


def _with_scale(p: Passage, numeral: Numeral, rules: QuantityRules) -> Numeral:
    """The numeral with the scale words behind it: "4.2 million", "3 hundred thousand", "2-million"."""
    j, scale = numeral.last, 1.0
    while j < p.n:
        k = j + 1 if p.low[j] == "-" and p.glued(j) and p.glued(j + 1) else j
        word = p.word(k)
        part = rules.numbers.get(word)
        if part is None and word[-1:] == "s" and p.word(k + 1) != "of":
            part = rules.numbers.get(word[:-1])  # "10 billions"
        if part is None or part[0] not in ("scale", "hundred", "dozen"):
            break
        if scale > 1e13:
            break
        scale *= part[1]
        j = k + 1
    if scale != 1.0:
        numeral.scale = scale
        numeral.value = numeral.mantissa * scale
        numeral.last = j
        numeral.plain = False
    return numeral


def _read_words(p: Passage, i: int, rules: QuantityRules) -> Numeral | None:
    numbers = rules.numbers
    word = p.low[i]
    article = word in ("a", "an")
    if article:
        following = numbers.get(p.word(i + 1))
        if following is None or following[0] not in ("hundred", "scale", "dozen", "fraction"):
            return None
        if following[0] == "fraction":
            return _fraction(p, i, 1, i + 1, rules)
    part, value = numbers[word] if not article else ("unit", 1.0)
    if part in ("times", "multiply", "fold"):
        return Numeral(i, i + 1, value, value, digits=False, shape=part)
    if part == "vulgar":
        return _with_scale(p, Numeral(i, i + 1, value, value, digits=False, shape="vulgar"), rules)
    if part == "fraction":
        return _half(p, i, value, rules) if word in ("half", "quarter", "third") else None
    if part in ("scale", "abbreviation"):
        return None
    return _cardinal(p, i, article, rules)


def _fraction(p: Passage, first: int, numerator: float, at: int, rules: QuantityRules) -> Numeral | None:
    """A numerator and the fraction word at token `at`, perhaps of a scale ("a quarter of a million")."""
    value = numerator / rules.numbers[p.low[at]][1]
    j = at + 1
    k = j
    if p.word(k) == "of":
        k += 1
    if p.word(k) in ("a", "an"):
        k += 1
    part = rules.numbers.get(p.word(k))
    if part is not None and part[0] in ("scale", "dozen") and (p.low[k][-1] != "s"):
        return Numeral(first, k + 1, value * part[1], value, scale=part[1], digits=False)
    return Numeral(first, j, value, value, digits=False, shape="fraction")


def _half(p: Passage, i: int, denominator: float, rules: QuantityRules) -> Numeral | None:
    if p.low[i] == "third":
        return None
    numeral = _fraction(p, i, 1, i, rules)
    if p.low[i] == "quarter" and numeral is not None and numeral.shape == "fraction":
        return None
    if p.word(i + 1) == "-" and p.glued(i + 1) and rules.numbers.get(p.word(i + 2), ("",))[0] in ("scale", "dozen"):
        scale = rules.numbers[p.low[i + 2]][1]
        return Numeral(i, i + 3, scale / denominator, 1 / denominator, scale=scale, digits=False)
    return numeral


def _cardinal(p: Passage, i: int, article: bool, rules: QuantityRules) -> Numeral | None:
    """Number words in sequence: "two hundred and fifty thousand", "three and a half million", "two-thirds"."""
    numbers = rules.numbers
    total, current, j, last_part = 0.0, 0.0, i, ""
    mantissa, scale = 0.0, 1.0
    if article:
        current, last_part, j = 1.0, "unit", i + 1
    count = 0
    end = j
    while j < p.n and count < _MAX_WORDS:
        word = p.low[j]
        part = numbers.get(word)
        joined = False
        if part is None and count:
            if word == "-" and p.low[j + 1 : j + 5] == ["and", "-", "a", "-"] and p.word(j + 5) in ("half", "quarter"):
                current += 1 / numbers[p.low[j + 5]][1]  # two-and-a-half
                end = j = j + 6
                last_part = "half"
                continue
            if (word == "-" and p.glued(j) and p.glued(j + 1)) or (
                word == "," and last_part == "scale" and numbers.get(p.word(j + 2), ("",))[0] in ("hundred", "scale")
            ):
                joined = True
                part = numbers.get(p.word(j + 1))
            elif word in ("and", "&"):
                half = p.word(j + 1) in ("a", "one") and numbers.get(p.word(j + 2), ("", 0))
                if half and half[0] == "fraction":
                    current += 1 / half[1]
                    end = j = j + 3
                    last_part = "half"
                    continue
                nxt = numbers.get(p.word(j + 1))
                allowed = last_part in ("hundred", "scale") or (last_part == "ten" and word == "and")
                if nxt is not None and nxt[0] in ("unit", "ten") and allowed and not (last_part == "ten" and nxt[0] == "ten"):
                    if last_part == "scale" and scale >= 1e5 and nxt[0] == "unit":
                        break
                    joined = True
                    part = nxt
        if part is None:
            break
        name, value = part
        k = j + 1 if joined else j
        if name == "fraction":
            if count and last_part == "unit" and total == 0 and 0 < current < 20 and (p.low[k][-1] == "s") == (current > 1):
                return _fraction(p, i, current, k, rules)
            break
        if name == "unit":
            if last_part in ("unit", "half") or (last_part == "ten" and not 0 < value < 10):
                break
            current += value
        elif name == "ten":
            if last_part in ("unit", "ten", "half"):
                break
            current += value
        elif name in ("hundred", "dozen"):
            if not current:
                if count or (name == "hundred" and not article and not _stands_for_hundred(p, j)):
                    break
                current = 1.0
            if current >= 100 and name == "hundred":
                break
            current *= value
        elif name == "scale":
            if not current:
                if total and last_part == "scale" and total < 1e15:
                    total *= value
                    scale *= value
                    end = j = k + 1
                    count += 1
                    continue
                break
            mantissa, scale = current, value
            total += current * value
            current = 0.0
        else:
            break
        last_part = name
        count += 1
        end = j = k + 1
    if not count:
        return None
    value = total + current
    single = scale != 1.0 and total == mantissa * scale and not current
    return Numeral(i, end, value, mantissa if single else value, scale if single else 1.0, digits=False)


def _stands_for_hundred(p: Passage, j: int) -> bool:
    """A bare "hundred" counts only before a unit of percent."""
    return p.word(j + 1) in ("percent", "per", "%", "thousand")
