"""Units at a token: names in any case, signs exactly as written, the longest first."""

from extractors.quantities.passage import Passage
from extractors.quantities.rules import Phrases, QuantityRules, Unit

_DECADES = frozenset({"the", "his", "her", "their", "early", "mid", "late", "and", "-"})


def match_phrase(p: Passage, i: int, table: Phrases) -> tuple[int, object] | None:
    """Token after the longest phrase of the table that begins at token i, and its payload."""
    if i >= p.n:
        return None
    low, count = p.low, p.n
    for words, payload in table.get(low[i], ()):
        last = i + len(words)
        if last <= count and low[last - 1] == words[-1] and (len(words) <= 2 or tuple(low[i:last]) == words):
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
        unit = rules.signs.get(sign) or (rules.signs.get(sign.upper()) if sign[-1] == "$" else None)
        if unit is None:
            continue
        if p.glued(k) and (
            p.low[k][0].isdigit()
            or p.low[k] in ("'", "’")
            or (p.low[k] == "-" and k - j == 1 and len(sign) == 1 and sign.isalpha())
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
    if (
        len(token) == 1
        and token.isalpha()
        and not p.glued(j)
        and not _ends_phrase(p, sign[0], rules)
        and not _of_formula(p, sign[0], token)
    ):
        return None
    if (token == "in" or (len(token) == 1 and token in "xXpysd")) and not p.glued(j):
        return None
    if (
        token == "s"
        and p.low[j - 1].isdigit()
        and (len(p.low[j - 1]) == 4 or (p.low[j - 1][-1] == "0" and p.word(j - 2) in _DECADES))
    ):
        return None
    return sign


def _of_formula(p: Passage, k: int, token: str) -> bool:
    """Is the mass that of a substance written as a formula ("2 t CO2")?"""
    return token in ("t", "g") and k < p.n and p.raw(k).isupper()


def _ends_phrase(p: Passage, k: int, rules: QuantityRules) -> bool:
    """Is token k the end of a phrase: a sign, a function word, or nothing?"""
    word = p.word(k)
    return not word or not word[0].isalnum() or word in rules.stops or word in ("x", "×")
