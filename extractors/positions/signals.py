"""What one cue comes to: its polarity after negation, what it governs, and its object."""

from typing import NamedTuple

from extractors.positions.clauses import ASIDE, MAIN, Levels
from extractors.positions.cues import COPULAS, MODALS, Hit, is_adverb, match
from extractors.positions.inflection import Form
from extractors.positions.rules import PositionRules
from extractors.positions.tokens import Tokens
from extractors.positions.values import Polarity
from extractors.positions.words import word_set

_NEGATIONS = word_set(
    """
    not never neither nor hardly scarcely barely no without cannot can't won't wouldn't doesn't don't didn't
    isn't aren't wasn't weren't hasn't haven't hadn't couldn't shouldn't nobody none nothing
    """
)


_WINDOW = 12


class Weighed(NamedTuple):
    """A signal with its place in the sentence: `segment` counts contrasts, `strong` is attitude against mere wanting."""

    first: int
    last: int
    polarity: Polarity
    weight: int
    segment: int
    level: int
    kind: str


def weigh(tokens: Tokens, hit: Hit, following: Hit | None, levels: Levels, rules: PositionRules) -> tuple[Weighed | None, int]:
    """What one cue says, its negation and its object counted; and the token up to which it was read."""
    cue, last = hit.cue, hit.last
    level, segment = levels.level[hit.first], levels.segment[hit.first]
    kind, strength = cue.kind, cue.strength
    value = {"positive": 1, "negative": -1}.get(cue.polarity, 0)
    governs = tokens.low[last - 1] == "to" or kind == "blocker"
    if (
        governs
        and following is not None
        and _follows(tokens, last, following.first, rules)
        and following.cue.form in (Form.BASE, Form.ING)
    ):
        inner = following.cue
        inner_value = {"positive": 1, "negative": -1}.get(inner.polarity, 0)
        if kind == "blocker":
            if inner.kind in {"abstention", "report"}:
                value, strength = (0, 0) if inner.kind == "abstention" else (-1, 2)
            else:
                value, strength = (1, 1) if inner_value < 0 and not tokens.low[hit.first].startswith("threat") else (-1, 2)
            last = following.last
        elif inner_value and (inner.kind in {"attitude", "blocker", "act"} or kind == "transparent"):
            value, strength, kind, last = inner_value, inner.strength, inner.kind, following.last
        elif inner.kind in {"demand", "offer"} and kind in {"demand", "offer", "transparent"}:
            value, strength, kind, last = 1, 1, inner.kind, following.last
        elif inner.kind in {"abstention", "division"}:
            return _neutral_signal(hit, following.cue.kind, following.last, segment, level), following.last
    if kind in {"abstention", "division", "condition"}:
        return _neutral_signal(hit, kind, last, segment, level), last
    negated = is_negated(tokens, hit.first, levels, rules)
    if negated and cue.family == "report" and cue.shape == "verb" and level == MAIN:
        return Weighed(hit.first, last, Polarity.ABSTENTION, 1, segment, level, "abstention"), last
    if kind in {"assertion", "report", "transparent"}:
        if (
            negated
            and (cue.form is not Form.FIXED or cue.shape == "adjective")
            and kind == "assertion"
            and level == MAIN
            and cue.family != "viewing"
        ):
            return Weighed(hit.first, last, Polarity.NEGATIVE, 2, segment, level, kind), last
        return None, last
    if cue.shape == "noun" and level == MAIN:
        strength = min(strength, 2)
    if negated:
        value, strength = (-1, 2) if value > 0 else (1, 1)
    elif value > 0 and last < len(tokens) and tokens.low[last] in {"no", "nothing", "little", "none"}:
        value, strength = -1, 2
    elif value:
        value, strength = _turned(tokens, last, value, strength, kind, cue.family, rules)
        if strength == 0:
            return Weighed(hit.first, last, Polarity.CONDITION, 1, segment, level, "assurance"), last
    if value == 0:
        return None, last
    if cue.form is Form.ING and cue.shape == "verb" and not _is_progressive(tokens, hit.first, rules):
        level = max(level, ASIDE)
    polarity = Polarity.POSITIVE if value > 0 else Polarity.NEGATIVE
    return Weighed(hit.first, last, polarity, strength, segment, level, kind), last


def _is_progressive(tokens: Tokens, at: int, rules: PositionRules) -> bool:
    """Whether an -ing form states something: "is opposing", or at the start of a passage; not "objects to funding losses"."""
    back = at - 1
    while back >= 0 and is_adverb(tokens.low[back], rules):
        back -= 1
    if back < 0 or tokens.low[back] in COPULAS:
        return True
    return tokens.low[back] in {"and", "but"} and (
        tokens.low[0].endswith("ing") or any(w in COPULAS for w in tokens.low[:back])
    )


def _neutral_signal(hit: Hit, kind: str, last: int, segment: int, level: int) -> Weighed:
    return Weighed(hit.first, last, Polarity(kind), 1, segment, level, kind)


def _follows(tokens: Tokens, last: int, first: int, rules: PositionRules) -> bool:
    if first < last or first - last > 3:
        return False
    return all(is_adverb(word, rules) or word in {"be", "to", "have", "been"} for word in tokens.low[last:first])


def is_negated(tokens: Tokens, at: int, levels: Levels, rules: PositionRules) -> bool:
    """Whether a negation stands before token `at`, with nothing but auxiliaries, adverbs and determiners between."""
    for back in range(at - 1, max(-1, at - 6), -1):
        word = tokens.low[back]
        if word in _NEGATIONS:
            return not (
                word in {"not", "no"} and back + 1 < len(tokens) and tokens.low[back + 1] in {"only", "just", "merely", "doubt"}
            )
        if word == "longer" and back and tokens.low[back - 1] == "no":
            return True
        if not (
            word in rules.auxiliaries
            or word in MODALS
            or is_adverb(word, rules)
            or word in {"to", "any", "a", "the", "real", "great", "strong", "particular", "such", "serious"}
        ):
            return False
    return False


def _turned(
    tokens: Tokens, last: int, value: int, strength: int, kind: str, family: str, rules: PositionRules
) -> tuple[int, int]:
    """Polarity and weight after a look at the object: wanting a halt is against, opposing a delay is for."""
    end = _object_end(tokens, last)
    if kind in {"demand", "offer"}:
        for at in range(last, end):
            hit = match(rules.evaluations, tokens, at, end, rules)
            if hit is None or hit.cue.polarity not in {"undoing", "assurance"}:
                continue
            if _has(tokens, hit.last, min(end, hit.last + 5), "evil", rules):
                return value, strength
            if hit.cue.polarity == "assurance":
                return (value, 0) if kind == "demand" else (value, strength)
            if tokens.low[last - 1] == "to" and at == last and tokens.low[at] in _PLANS:
                return value, strength  # "wants to close the mill" is a course of the holder's own
            if kind == "demand" and not (at and tokens.low[at - 1] in {"not", "never", "no", "without"}):
                return -1, 2 if at - last <= 6 else 1
        return value, strength
    near = min(end, last + 5)
    if kind == "attitude" and value < 0 and family == "opposition" and _has(tokens, last, near, "inaction", rules):
        return 1, 2
    if kind == "attitude" and value > 0 and _has_undoing_noun(tokens, last, min(end, last + 4)):
        return -1, 2
    return value, strength


_PLANS = word_set("close stop halt shut cancel drop scrap exit abandon restrict reverse freeze ban curb divest")
_UNDOING_NOUNS = word_set(
    """
    halt delay delaying moratorium postponement postponing pause pausing freeze withdrawal withdrawing retreat
    cancellation cancelling canceling abandoning abandonment waiting boycott ban status strike caution stricter
    tighter tougher scrapping dropping
    """
)


def _has_undoing_noun(tokens: Tokens, first: int, end: int) -> bool:
    return any(word in _UNDOING_NOUNS for word in tokens.low[first:end])


def _has(tokens: Tokens, first: int, end: int, polarity: str, rules: PositionRules) -> bool:
    for at in range(first, end):
        for cue in rules.evaluations.get(tokens.low[at], ()):
            if (
                cue.polarity == polarity
                and tuple(tokens.low[at + 1 : at + 1 + len(cue.rest)]) == cue.rest
                and at + len(cue.rest) < end
            ):
                return True
    return False


def _object_end(tokens: Tokens, first: int) -> int:
    """Where the object of a verb ends at the latest: punctuation, a contrast, a subordinate clause of time or reason."""
    stop = min(len(tokens), first + _WINDOW)
    for at in range(first, stop):
        if tokens.low[at] in {
            ",",
            ";",
            ":",
            "(",
            "but",
            "because",
            "before",
            "after",
            "until",
            "since",
            "while",
            "although",
            "if",
            "unless",
            "which",
            "who",
            "rather",
            "instead",
            "when",
        }:
            return at
    return stop


def join_neither_nor(tokens: Tokens, signals: list[Weighed]) -> list[Weighed]:
    """ "neither welcomes nor resists it": two denied opposites are an abstention."""
    if "neither" not in tokens.low or "nor" not in tokens.low:
        return signals
    first, middle = tokens.low.index("neither"), tokens.low.index("nor")
    pair = [s for s in signals if first < s.first <= middle + 4]
    if {s.polarity for s in pair} != {Polarity.POSITIVE, Polarity.NEGATIVE} or middle < first:
        return signals
    joined = Weighed(first, pair[-1].last, Polarity.ABSTENTION, 1, pair[0].segment, pair[0].level, "abstention")
    return [joined, *(s for s in signals if s not in pair)]
