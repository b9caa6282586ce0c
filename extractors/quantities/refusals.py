"""What is no quantity though it has digits: years, dates, clock times, names, laws, versions, list numbers, addresses."""

import re

from extractors.quantities.figure import Figure
from extractors.quantities.passage import Passage
from extractors.quantities.periods import year_of
from extractors.quantities.rules import QuantityRules
from schemas.enums import Bound, QuantityKind

_HALVED = frozenset(
    ["of", "the", "its", "their", "our", "that", "this", "these", "those", "all", "his", "her", "as", "what", "a", "my", "your"]
)
_LOADS = frozenset(["load", "capacity", "price", "speed", "pay", "strength", "time", "power", "rate"])
_BEFORE_FRACTIONS = frozenset(
    [
        "by",
        "about",
        "nearly",
        "almost",
        "roughly",
        "over",
        "under",
        "than",
        "least",
        "around",
        "approximately",
        "in",
        "only",
        "to",
        "from",
        "just",
        "exactly",
        "another",
        "up",
        "down",
    ]
)
_AFTER_FRACTIONS = frozenset(
    ["of", "or", "less", "more", "lower", "higher", "smaller", "larger", "to", "and", "in", "since", "over", "between"]
)
_MULTIPLIED = frozenset(
    ["as", "the", "what", "that", "its", "their", "our", "his", "her", "last", "this", "those", "these", "of", "more"]
)
_CLOCK = re.compile(r"\d{1,2}(?:\.[0-5]\d)?\Z")
_ATTACHED = frozenset(["@", "#", "_", "\\", "?", "&", "!", "^", "%", "’"])
_TEMPORAL = frozenset(
    [
        "in",
        "by",
        "since",
        "until",
        "till",
        "from",
        "to",
        "during",
        "of",
        "for",
        "late",
        "early",
        "mid",
        "fy",
        "through",
        "throughout",
        "after",
        "before",
        "between",
        "and",
        "the",
        "circa",
        "end",
    ]
)
_IDENTIFIERS = frozenset({"no", "nos", "nr", "vol", "art", "sec", "fig", "pp", "p", "para", "ch", "ex", "#", "§", "¶", "id"})
_MOST_GLUED = 60
_SMALL_WORD = 12


def refused_numeral(p: Passage, figure: Figure, rules: QuantityRules) -> bool:
    """Is the figure, alone, no quantity? Reads only what is glued or next to it."""
    i, low = figure.numeral.first, p.low
    if not figure.numeral.digits:
        return _refused_word(p, figure, rules)
    if p.glued(i) and not figure.prefixed and _refused_by_left(p, figure, rules):
        return True
    if figure.prefixed:
        return False
    after = figure.last
    own = figure.last == figure.numeral.last
    if own and p.glued(after) and low[after][0].isalnum():
        return True
    if p.glued(after) and low[after] in ("@", "_", "=", "\\"):
        return True
    if (
        p.word(figure.numeral.last) == ":"
        and p.glued(figure.numeral.last)
        and p.word(figure.numeral.last + 1)[:1].isdigit()
        and p.glued(figure.numeral.last + 1)
    ):
        return True
    if figure.numeral.shape == "slash" and figure.unit is None:
        return True
    if (
        _CLOCK.match(low[i])
        and p.word(figure.numeral.last) in rules.lists["clock"]
        and not (figure.unit is not None and figure.last > figure.numeral.last + 1)
    ):
        return True
    if _is_date(p, figure, rules):
        return True
    return _is_year(p, figure, rules)


def _refused_by_left(p: Passage, figure: Figure, rules: QuantityRules) -> bool:
    i, low = figure.numeral.first, p.low
    left = low[i - 1]
    if left[-1].isalnum():
        return True
    if left in _ATTACHED and left not in rules.prefixes:
        return True
    if left == "/" and figure.kind is QuantityKind.MEASURE:
        return False
    if left in (":", "/"):
        return i >= 2 and p.glued(i - 1) and (low[i - 2][-1].isalnum() or low[i - 2] in (":", "/"))
    if left in ("-", "–", "−", "—", "'", ".") and i >= 2 and p.glued(i - 1):
        before = low[i - 2]
        if (
            before[-1].isalpha()
            and before not in ("to", "sub", "mid", "and", "minus", "negative")
            and not _unit_behind(p, i - 2, rules)
        ):
            return True
    k, seen = i, 0
    while p.glued(k) and seen < _MOST_GLUED:
        k -= 1
        seen += 1
        if low[k] in ("@", "?", "&", "\\") or (low[k] == "/" and p.word(k - 1) == "/") or low[k] == "www":
            return True
    return False


def _unit_behind(p: Passage, k: int, rules: QuantityRules) -> bool:
    """Does a unit end at token k behind a number ("5k-20k")?"""
    word = p.low[k]
    return (word in rules.abbreviations or p.raw(k) in rules.signs) and k > 0 and p.glued(k) and p.low[k - 1][-1].isdigit()


def _is_date(p: Passage, figure: Figure, rules: QuantityRules) -> bool:
    numeral, low, months = figure.numeral, p.low, rules.lists["months"]
    i = numeral.first
    if not numeral.plain or len(low[i]) > 2 or figure.value > 31:
        return False
    before = p.word(i - 1) if p.word(i - 1) != "." else p.word(i - 2)
    after = p.word(numeral.last)
    if before in months and p.capital(i - 1 if p.low[i - 1] != "." else i - 2):
        return figure.unit is None or figure.kind is QuantityKind.COUNT
    if after in months and (p.capital(numeral.last)):
        return True
    if after == "of" and p.word(numeral.last + 1) in months:
        return True
    return before == "the" and after in ("of",) and p.word(numeral.last + 1) in months


def _is_year(p: Passage, figure: Figure, rules: QuantityRules) -> bool:
    numeral, i = figure.numeral, figure.numeral.first
    if not numeral.plain or not year_of(p.low[i]) or numeral.last != i + 1:
        return False
    if figure.unit is not None and figure.kind is not QuantityKind.COUNT:
        if figure.kind is QuantityKind.DURATION and figure.last - numeral.last == 1:
            return p.low[numeral.last] in ("season", "year", "quarter") or p.word(i - 1) in ("in", "the")
        return False
    if figure.bound is not Bound.EXACT:
        return False
    before = p.word(i - 1)
    if (
        before in _TEMPORAL
        or before in rules.lists["months"]
        or before in ("fiscal", "year", "'", "’", ",", "(", "quarter", "half")
    ):
        return True
    return not (figure.noun is not None and figure.value % 100 == 0 and figure.value >= 2000 and not p.capital(numeral.last))


def _refused_word(p: Passage, figure: Figure, rules: QuantityRules) -> bool:
    numeral, low = figure.numeral, p.low
    i = numeral.first
    word = low[i]
    if p.glued(i) and low[i - 1] == "-" and p.glued(i - 1) and low[i - 2] not in ("pre", "post", "to", "sub"):
        return True
    if p.glued(i) and low[i - 1] in ("'", "’", "/", "@"):
        return True
    if numeral.shape == "multiply":
        return _no_verb(p, i, rules)
    if numeral.shape == "times":
        return not _multiplies(p, i, rules)
    if word == "zero" and figure.hyphenated:
        return True
    if word == "one" and numeral.last == i + 1:
        return _idiom_of_one(p, figure, rules)
    if word in ("a", "an", "half", "quarter") and numeral.shape == "fraction" and figure.kind is QuantityKind.PERCENT:
        return _no_fraction(p, figure, rules)
    if (numeral.shape == "fraction" and p.word(numeral.last) in ("party", "parties")) or (
        numeral.shape == "fraction" and p.word(numeral.last) == "-"
    ):
        return True
    return (
        p.glued(numeral.last)
        and low[numeral.last] == "-"
        and p.word(numeral.last + 1) in ("to", "on", "in", "for", "off", "way", "by", "fold")
        and figure.bare
        and p.word(numeral.last + 1) != "fold"
    )


def _multiplies(p: Passage, i: int, rules: QuantityRules) -> bool:
    """Does "twice" multiply ("twice the rent", "more than twice what") or only say how often?"""
    before, after = p.word(i - 1), p.word(i + 1)
    if after in ("a", "per", "daily", "weekly", "monthly", "in", "each", "every", "yearly", "-", "before", "already", "over"):
        return False
    if after in _MULTIPLIED:
        return True
    return before in ("than", "nearly", "almost", "about", "roughly", "least") or (
        after != "" and after[0].isalpha() and after not in rules.stops
    )


def _no_verb(p: Passage, i: int, rules: QuantityRules) -> bool:
    """ "double" may be an adjective or a noun; "doubled" is a verb."""
    word, after, before = p.low[i], p.word(i + 1), p.word(i - 1)
    if (after == "-" and p.glued(i + 1)) or after in ("down", "up", "digit", "digits"):
        return True
    if word in ("double", "triple", "treble", "quadruple", "quintuple"):
        if before in (
            "will",
            "would",
            "could",
            "can",
            "may",
            "might",
            "should",
            "to",
            "must",
            "not",
            "than",
            "nearly",
            "almost",
            "roughly",
            "about",
            "shall",
        ):
            return False
        return after not in (
            "the",
            "its",
            "their",
            "our",
            "his",
            "her",
            "that",
            "this",
            "what",
            "those",
            "these",
            "last",
            "every",
            "from",
            "in",
        ) or before in ("a", "the", "an")
    if word in ("doubles", "triples", "trebles"):
        return before in ("the", "a", "women's", "men's", "mixed", "in", "of") or after in (
            "match",
            "tennis",
            "title",
            "as",
            "partner",
        )
    if word in ("halve", "halves"):
        return before in ("both", "two", "the", "into", "in", "of")
    if word in ("doubling", "tripling", "halving", "trebling"):
        return after in ("as", "up")
    return after in ("over",) or (before in ("a", "an") and p.word(i + 1) not in ("",))


def _idiom_of_one(p: Passage, figure: Figure, rules: QuantityRules) -> bool:
    i = figure.numeral.first
    after = p.word(i + 1), p.word(i + 2)
    if (after[0] == "in" or after == ("out", "of")) and rules.numbers.get(p.word(i + 2 if after[0] == "in" else i + 3), ("",))[
        0
    ] in ("unit", "ten"):
        return False
    if figure.unit is not None and figure.kind is not QuantityKind.COUNT:
        if figure.kind is QuantityKind.DURATION and not figure.hyphenated:
            return (
                p.low[figure.last - 1] in ("day", "time")
                and p.word(figure.last) in ("", ",", "he", "she", "we", "they", "will", "i")
                and p.word(i - 1) in ("", ".", ",", "and")
            )
        return False
    if figure.hyphenated:
        return p.low[figure.numeral.last + 1] in (
            "off",
            "time",
            "sided",
            "way",
            "on",
            "stop",
            "size",
            "to",
            "of",
            "time",
            "page",
            "hit",
            "fits",
            "man",
            "liner",
            "way",
            "dimensional",
            "upmanship",
        )
    return not (
        p.word(i - 1) in ("than", "least", "most", "to", "from", "only")
        and figure.noun is not None
        and p.word(i - 2) in ("more", "at", "less", "from", "down")
    )


def _no_fraction(p: Passage, figure: Figure, rules: QuantityRules) -> bool:
    """ "a third course", "second half", "per quarter" and "half-hearted" are no fractions."""
    numeral = figure.numeral
    last = p.low[numeral.last - 1]
    after, before = p.word(numeral.last), p.word(numeral.first - 1)
    degree = before in _BEFORE_FRACTIONS
    if before in rules.lists["halves"] or (after in ("-", "way", "time", "dozen") and p.glued(numeral.last)):
        return True
    ends = not after or not after[0].isalnum()
    if last == "half":
        if after in _HALVED:
            return after == "of" and year_of(p.word(numeral.last + 1)) > 0
        if before == "and":
            return True
        if before == "at" and after in _LOADS:
            return False
        return not (degree and (ends or after in rules.stops or after in rules.movements["verb"]))
    if after in _AFTER_FRACTIONS or ends:
        return last in ("quarter", "fourth") and after != "of" and not degree
    if degree and before not in ("to", "from", "in") and (after in rules.stops or after in rules.movements["verb"]):
        return False
    return before not in ("by", "than")
