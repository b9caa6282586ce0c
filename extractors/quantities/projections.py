"""Projections: figures that the text calls projected, forecast, expected, targeted or planned."""

from extractors.quantities.figure import Figure
from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules
from extractors.quantities.units import match_phrase

_REACH = 12
_ADJECTIVE_REACH = 3
_CUES_OF_COMPARISON = frozenset({"expected", "planned", "forecast", "projected", "anticipated", "budgeted", "projects"})


def mark_projections(p: Passage, figures: list[Figure], rules: QuantityRules) -> None:
    """Set `projected` on figures governed by a cue: an adjective right before, or a noun or verb earlier in the clause."""
    for index, figure in enumerate(figures):
        floor = figures[index - 1].last if index else 0
        figure.projected = _governed(p, figure, floor, rules)


def _governed(p: Passage, figure: Figure, floor: int, rules: QuantityRules) -> bool:
    for k in range(figure.first - 1, max(floor - 1, figure.first - 1 - _REACH), -1):
        word = p.low[k]
        if word in (";", ".", ":") or word[0] == "\n":
            return False
        near = figure.first - k
        if word in _CUES_OF_COMPARISON and match_phrase(p, k - 1, rules.projections["breaks"]) is not None:
            return False
        if near <= _ADJECTIVE_REACH and word in rules.projections["adjective"] and _plain_between(p, k + 1, figure.first):
            return True
        for name in ("verb", "noun"):
            found = match_phrase(p, k, rules.projections[name])
            if found is not None and found[0] <= figure.first:
                if name == "noun" and figure.first - found[0] > 3:
                    continue
                return True
        if word in ("and", "but", "while", "which", "who", "because", "if", "than") and near > 1:
            return False
    return any(p.low[k] in rules.projections["adjective"] and p.low[k] != "estimated" for k in range(figure.first, figure.core))


def _plain_between(p: Passage, first: int, last: int) -> bool:
    return all(word not in (",", ";", "(", ")") and word[0].isalpha() for word in p.low[first:last]) and last - first <= 1
