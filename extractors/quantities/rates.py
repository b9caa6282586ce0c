"""Denominators: "per user per month", "a year", "/kWh", "annually", each read behind a figure."""

from extractors.quantities.figure import Figure
from extractors.quantities.nouns import chunk_end, is_plural
from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules
from extractors.quantities.units import read_unit
from schemas.enums import QuantityKind

_TIMES = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "night",
        "week",
        "fortnight",
        "month",
        "quarter",
        "year",
        "annum",
        "decade",
        "season",
        "shift",
        "head",
    ]
)
_ADVERBS = {
    "annually": "year", "yearly": "year", "monthly": "month", "weekly": "week", "daily": "day", "quarterly": "quarter",
    "hourly": "hour", "nightly": "night", "p.a": "year", "p.a.": "year", "pa": "year", "apiece": "piece",
}  # fmt: skip
_SHORT = {
    "h": "hour",
    "hr": "hour",
    "s": "second",
    "sec": "second",
    "min": "minute",
    "d": "day",
    "yr": "year",
    "mo": "month",
    "wk": "week",
    "y": "year",
}
_MEASURES = frozenset(["mile", "miles", "kilometre", "kilometer", "km", "hour", "tonne", "month", "year", "day", "night"])
_MAX_OF = 6
_MONEY = (QuantityKind.CURRENCY,)


def read_per(p: Passage, figure: Figure, limit: int, rules: QuantityRules) -> None:
    """Set the figure's denominator and extend the figure over it; tokens from `limit` on belong to the next figure."""
    parts: list[str] = []
    j = figure.last
    while j < limit and len(parts) < 3:
        found = _one(p, figure, j, limit, rules, bool(parts))
        if found is None and not parts:
            j = _past_complement(p, j, limit, rules)
            found = _one(p, figure, j, limit, rules, True) if j > figure.last else None
            if found is not None and found[1] not in _TIMES and p.low[j] != "per":
                found = None
        if found is None:
            break
        j, part = found
        parts.append(part)
        figure.last = j
    if parts:
        figure.per = " per ".join(parts)


def _past_complement(p: Passage, j: int, limit: int, rules: QuantityRules) -> int:
    """Token after "of clean scrap" at token j, where that is short and plain."""
    if p.word(j) == "more" or p.word(j) == "less":
        return j + 1
    if p.word(j) != "of" or j + 1 >= limit:
        return j
    k = j + 1
    while k < min(limit, j + _MAX_OF):
        word = p.low[k]
        if (word in ("per", "a", "an", "each", "every") and k > j + 1) or not word[0].isalpha():
            break
        if word in rules.stops and word not in ("the", "of", "its"):
            break
        k += 1
    return k


def _one(p: Passage, figure: Figure, j: int, limit: int, rules: QuantityRules, again: bool) -> tuple[int, str] | None:
    word = p.word(j)
    if word == "per" and j + 1 < limit:
        return _noun(p, j + 1, limit, rules)
    if (
        word == "-"
        and p.word(j + 1) in ("a", "an", "per")
        and p.glued(j + 1)
        and p.word(j + 2) == "-"
        and p.word(j + 3) in _TIMES
    ):
        return j + 4, p.low[j + 3]
    if word == "/" and p.low[j - 1][-1] not in ")" and j + 1 < limit and p.low[j + 1][0].isalpha():
        unit = read_unit(p, j + 1, rules)
        if p.low[j + 1] in _SHORT:
            return j + 2, _SHORT[p.low[j + 1]]
        if unit is not None and unit[0] <= limit:
            return unit[0], p.text[p.start[j + 1] : p.end[unit[0] - 1]]
        return (j + 2, p.low[j + 1]) if p.glued(j + 1) else None
    if word in ("a", "an", "each", "every") and j + 1 < limit:
        following = p.word(j + 1)
        after = p.word(j + 2)
        if after in ("ago", "later", "earlier"):
            return None
        if p.word(j + 2) in ("'", "’"):
            return None
        if following in _TIMES and p.word(j + 2) != "-":
            return j + 2, following
        if word in ("a", "an") and figure.kind in _MONEY and following in rules.lists["per_nouns"] and not again:
            end = chunk_end(p, j + 1)
            tail = p.word(end)
            if end == j + 2 and (not tail or not tail[0].isalnum() or tail in rules.stops):
                return j + 2, following
        return None
    if word in _ADVERBS and (
        p.word(j + 1) == "" or not p.word(j + 1)[0].isalpha() or p.word(j + 1) in rules.stops or len(word) < 5
    ):
        return j + 1, _ADVERBS[word]
    if word in ("m", "s", "h") and p.word(j + 1) in ("-", "−") and p.word(j + 2) == "1" and figure.kind is QuantityKind.MEASURE:
        return j + 3, _SHORT.get(word, word)
    return None


def _noun(p: Passage, i: int, limit: int, rules: QuantityRules) -> tuple[int, str] | None:
    """Token after the noun phrase of a denominator at token i, and its text."""
    first = i
    if p.low[i] in ("the", "a", "an"):
        first = i + 1
    part = rules.numbers.get(p.word(first))
    scaled = part is not None and part[0] in ("hundred", "scale", "dozen") and first + 1 < limit
    unit = read_unit(p, first + scaled, rules) if first < limit else None
    if unit is not None and unit[0] <= limit:
        return unit[0], " ".join(p.text[p.start[first] : p.end[unit[0] - 1]].split())
    j, last = first, first
    while j < limit and j - first < 6:
        word = p.low[j]
        end = chunk_end(p, j)
        if not word[0].isalpha() or (is_plural(p.low[end - 1], rules) and j > first):
            break
        if word in rules.stops and (j > first or word not in rules.lists["verbs"]):
            break
        if j > first and p.start[j] == p.end[j - 1]:
            break
        if j > first and word in rules.movements["verb"]:
            break
        j = last = end
        if p.low[end - 1] in _TIMES or (end - first >= 3 and p.low[end - 1] not in ("seat",)):
            break
        if not _compound(p, first, j, rules) and not (j < limit and _goes_on(p, j, rules)):
            break
    if last == first:
        return None
    named = " ".join(p.text[p.start[first] : p.end[last - 1]].lower().split())
    return last, "year" if named == "annum" else named


def _goes_on(p: Passage, j: int, rules: QuantityRules) -> bool:
    """Does the word before token j modify what follows: a participle, or a thing measured ("train kilometre")?"""
    following, before = p.low[j], p.low[j - 1]
    if not following[0].isalpha() or following in rules.stops or p.glued(j):
        return False
    return (before.endswith("ed") and len(before) > 4) or following in _MEASURES


def _compound(p: Passage, first: int, j: int, rules: QuantityRules) -> bool:
    """Does a noun of several words go on? Only behind a modifier that cannot be the head."""
    return p.low[j - 1] in rules.lists["per_modifiers"]


def per_of_subject(p: Passage, first: int, last: int, rules: QuantityRules) -> str | None:
    """The denominator that the subject names: "Cost per available seat mile stands at C$0.41"."""
    for k in range(first, last):
        if p.low[k] == "per":
            found = _noun(p, k + 1, last, rules)
            return found[1] if found is not None else None
    return None
