"""Bounds: the words before and after a figure that say how it limits the true value."""

from extractors.quantities.figure import Figure
from extractors.quantities.passage import Passage
from extractors.quantities.rules import BoundRule, QuantityRules
from extractors.quantities.units import match_phrase
from schemas.enums import Bound, QuantityKind

_SPATIAL = frozenset({"below", "under", "above", "over", "beyond", "past", "short of", "off", "ahead of"})
# words after which "over" before a stretch of time means "more than", not "during"
_MEASURED_OVER = frozenset(
    [
        "for",
        "take",
        "takes",
        "took",
        "taking",
        "lasted",
        "lasting",
        "last",
        "lasts",
        "well",
        "just",
        "slightly",
        "little",
        "of",
        "is",
        "was",
        "are",
        "were",
        "after",
        "with",
        "at",
        "in",
        "needs",
        "needed",
        "requires",
        "required",
        "be",
        "spans",
        "until",
        "than",
        "a",
    ]
)
# phrases that may belong to what follows ("five shops and more staff")
_STRETCHES = frozenset(
    {"winters", "summers", "seasons", "nights", "weekends", "generations", "harvests", "terms", "semesters", "sessions"}
)
_ENDINGS = frozenset(
    [
        "and more",
        "and over",
        "and up",
        "and under",
        "and less",
        "and larger",
        "and fewer",
        "minimum",
        "maximum",
        "upward",
        "upwards",
        "plus",
        "max",
        "approximately",
        "roughly",
        "more or less",
    ]
)


def read_bound(p: Passage, figure: Figure, floor: int, previous: Figure | None, rules: QuantityRules) -> None:
    """Set the figure's bound and take its cue into the figure's extent."""
    if figure.bound in (Bound.EXACT, Bound.APPROXIMATE):
        _read_before(p, figure, floor, previous, rules)
    if figure.bound in (Bound.EXACT, Bound.APPROXIMATE, Bound.MORE_THAN):
        _read_after(p, figure, rules)


def match_before(p: Passage, last: int, floor: int, rules: QuantityRules) -> tuple[int, BoundRule] | None:
    """The first token of the longest bounding phrase that ends before token `last`, and its rule."""
    if last - 1 < floor:
        return None
    for words, rule in rules.before.get(p.low[last - 1], ()):
        first = last - len(words)
        if first >= floor and (len(words) == 1 or tuple(p.low[first:last]) == words):
            assert isinstance(rule, BoundRule)
            return first, rule
    return None


def _read_before(p: Passage, figure: Figure, floor: int, previous: Figure | None, rules: QuantityRules) -> None:
    at = figure.first
    if (at - 1 >= floor and p.low[at - 1] in ("a", "an", "every", "each") and p.word(at - 2) != "to") or (
        at - 2 >= floor and p.low[at - 1] == "-" and p.low[at - 2] == "sub"
    ):
        at -= 1
    found = match_before(p, at, floor, rules)
    if found is None and at != figure.first:
        at = figure.first
        found = match_before(p, at, floor, rules)
    while found is not None:
        first, rule = found
        if not _applies(p, figure, first, at, rule, previous):
            return
        if figure.bound is Bound.EXACT or rule.bound is not Bound.APPROXIMATE:
            figure.bound = rule.bound
        figure.first = at = first
        found = match_before(p, at, floor, rules)


def _applies(p: Passage, figure: Figure, first: int, last: int, rule: BoundRule, previous: Figure | None) -> bool:
    if rule.kinds and figure.kind not in rule.kinds.split():
        return False
    word = p.low[first] if last == first + 1 else ""
    if previous is not None and previous.last == first and rule.bound not in (Bound.APPROXIMATE, Bound.AT_MOST, Bound.AT_LEAST):
        return False
    if figure.hyphenated and word in ("over", "under", "above", "below"):
        return False
    if word == "over" and figure.noun is not None and figure.noun.split()[-1] in _STRETCHES:
        return p.word(first - 1) in _MEASURED_OVER
    if word == "over" and figure.kind is QuantityKind.DURATION:
        return p.word(first - 1) in _MEASURED_OVER
    if word in ("about", "around", "near") and p.word(first - 1) in ("how", "what", "was all"):
        return False
    if word in ("min", "max", "c", "ca") and p.glued(first):
        return False
    if word in ("<", ">") and p.glued(first) and p.low[first - 1] in ("<", ">", "-", "="):
        return False
    if word == "near" and figure.bare:
        return True
    return not (word in ("tops", "topped") and figure.bare)


def _read_after(p: Passage, figure: Figure, rules: QuantityRules) -> None:
    found = match_phrase(p, figure.last, rules.after)
    if found is None:
        return
    last, rule = found
    assert isinstance(rule, BoundRule)
    first = p.low[figure.last]
    if rule.phrase == "and up" and p.word(last) == "to":
        return
    if rule.phrase in _ENDINGS:
        following = p.word(last)
        if following and following[0].isalnum() and following not in rules.stops:
            return
    if first == "+" and not p.glued(figure.last):
        return
    if first == "plus" and last < p.n and (p.low[last][0].isdigit() or p.low[last] in rules.lists["determiners"]):
        return
    if first == "-" and not p.glued(figure.last):
        return
    figure.bound = rule.bound
    figure.last = last
