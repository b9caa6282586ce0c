"""Numbers that belong to names ("Phase 2", "ISO 22000", "PlayStation 5"), and bare numbers that count nothing."""

from extractors.quantities.figure import Figure
from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules
from schemas.enums import Bound, QuantityKind, QuantityRole

_IDENTIFIERS = frozenset({"no", "nos", "nr", "vol", "art", "sec", "fig", "pp", "p", "para", "ch", "ex", "#", "§", "¶", "id"})
_OPENERS = frozenset({":", ".", ";", "-", "–", "—", "•", "|", ")", "?", "!"})
_SMALL_WORD = 12


def refused_name(p: Passage, figure: Figure, begin: int, designated: int, rules: QuantityRules) -> bool:
    """Is the number part of a name ("Phase 2", "ISO 22000", "PlayStation 5")? `begin` opens the sentence; a number that goes on
    from one at token `designated` ("Options 1 and 2") belongs to it."""
    numeral = figure.numeral
    if figure.noun in rules.lists["named_counts"]:
        return True
    if figure.unit is not None and _letter_behind_name(p, figure, begin, rules):
        return True
    if (
        figure.prefixed
        or (figure.unit is not None and figure.kind is not QuantityKind.DURATION)
        or (not numeral.digits and numeral.value > 20)
    ):
        return False
    if numeral.grouped or numeral.scale != 1.0 or (figure.upper is not None and not figure.bare and not figure.dashed):
        return False
    i = numeral.first
    if figure.first != i:
        return False
    before = p.word(i - 1)
    at = i - 1
    if before in (".", "#", "№") and i >= 2:
        return not (before == "." and p.low[i - 2] not in _IDENTIFIERS)
    if not before:
        return False
    duration = figure.unit is not None
    if (designated == i - 1 and before in ("and", ",", "or", "-", "–", "to", "&")) or (
        designated == i - 2 and before in ("and", "or") and p.low[i - 2] == ","
    ):
        return figure.bare or (figure.noun is not None and not numeral.digits)
    if duration:
        return False
    if before in rules.lists["designators"]:
        return numeral.digits or figure.bare
    if not before[0].isalpha():
        return False
    if before in rules.lists["codes"] and numeral.digits:
        return True
    if not p.capital(at) or not numeral.digits:
        return before in rules.lists["capital_designators"] and figure.bare and numeral.digits
    raw = p.raw(at)
    if before in rules.lists["capital_designators"]:
        return True
    opens = at == begin or (p.low[at - 1] in _OPENERS and not p.glued(at)) or p.low[at - 1] in ("(", "“", '"', "‘")
    if raw.isupper() and len(raw) > 1 and not opens:
        return True
    if opens or before in rules.stops or before in rules.movements["verb"] or before in rules.movements["level"]:
        return False
    return not (figure.noun is not None and p.word(at - 1) in ("in", "at", "across", "for", "from", "with", "by", "to"))


def _letter_behind_name(p: Passage, figure: Figure, begin: int, rules: QuantityRules) -> bool:
    """ "HD 1887 A", "Panel 2 B": a capital letter apart from the number is a unit only behind plain words."""
    last = figure.last - 1
    at = figure.numeral.first - 1
    raw = p.raw(last)
    if len(raw) == 1 and raw.isalpha() and p.word(at) in rules.lists["designators"]:
        return True
    return (
        figure.kind is QuantityKind.MEASURE
        and len(raw) == 1
        and raw.isupper()
        and not p.glued(last)
        and at >= begin
        and p.low[at][0].isalpha()
        and ((p.capital(at) and at > begin) or p.raw(at).isupper())
    )


def keep_bare(p: Passage, figure: Figure, begin: int, rules: QuantityRules) -> bool:
    """Is a number without unit and noun still a quantity? Only where its sentence treats it as one."""
    numeral = figure.numeral
    if figure.upper is not None or figure.per is not None:
        return True
    if figure.bound is not Bound.EXACT or figure.negative or figure.role is not QuantityRole.LEVEL or figure.implied:
        return True
    if not numeral.digits:
        return numeral.scale != 1.0 or numeral.value > _SMALL_WORD
    i = numeral.first
    before, after = p.word(figure.first - 1), p.word(figure.last)
    if (after == ")" and p.glued(figure.last) and before != "(" and numeral.plain) or (
        before == "(" and after == ")" and numeral.plain
    ):
        return False
    if numeral.grouped or numeral.scale != 1.0:
        return True
    if (after == "-" and p.glued(figure.last)) or (after in ("/", ":") and p.glued(figure.last)):
        return False
    if before in ("-", "/", ":", ".", "#") and p.glued(i):
        return False
    if any(word in rules.lists["addresses"] for word in p.low[figure.last : figure.last + 4]) and p.capital(figure.last):
        return False
    if not before:
        return not after
    return (
        before in rules.stops
        or before in rules.movements["level"]
        or before in rules.movements["verb"]
        or before in ("=", ">", "<", "(")
    )
