"""Stakeholder positions: who holds which position in a passage, of what kind the holder is, and which stance it takes.

Pure functions over text: character ranges in, character ranges out. `load_position_rules` gives the rules they all take.
"""

from extractors.positions.attribution import attribute, attributions, describe
from extractors.positions.heads import split_holder
from extractors.positions.kinds import holder_kind
from extractors.positions.resolution import resolve
from extractors.positions.rules import PositionRules, load_position_rules
from extractors.positions.stance import read_stance
from extractors.positions.values import Attribution, Holder, Mention, Polarity, Signal, Span, StanceReading

__all__ = [
    "Attribution",
    "Holder",
    "Mention",
    "Polarity",
    "PositionRules",
    "Signal",
    "Span",
    "StanceReading",
    "attribute",
    "attributions",
    "describe",
    "holder_kind",
    "load_position_rules",
    "read_stance",
    "resolve",
    "split_holder",
]
