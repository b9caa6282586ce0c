"""What a verb of saying or viewing reports: the balance of evaluative words and embedded cues in it."""

from extractors.positions.clauses import ASIDE, CONTENT, MAIN, Levels
from extractors.positions.cues import Hit, match
from extractors.positions.rules import PositionRules
from extractors.positions.signals import Weighed, is_negated
from extractors.positions.tokens import Tokens
from extractors.positions.values import Polarity
from extractors.positions.words import word_set

_REPLACED = ("rather than", "instead of", "in place of", "as opposed to", "away from", "not a", "not an", "rather than to")


def add_contents(
    tokens: Tokens, signals: list[Weighed], said: list[Hit], levels: Levels, naming: frozenset[int], rules: PositionRules
) -> list[Weighed]:
    """In a segment whose main statement only says or views something, what is said counts."""
    kept = [s if s.level == MAIN or s.polarity in {Polarity.CONDITION} else s._replace(weight=0) for s in signals]
    decided = {s.segment for s in kept if s.level == MAIN and s.weight and s.polarity is not Polarity.CONDITION}
    extra: list[Weighed] = []
    segments = sorted(set(levels.segment)) if len(tokens) else []
    for segment in segments:
        if segment in decided:
            extra += _views(tokens, signals, said, segment, levels, naming, rules)
            continue
        speaker = next((hit for hit in said if levels.segment[hit.first] == segment), None)
        if speaker is None and decided:
            continue
        neutral = [s for s in kept if s.segment == segment and s.polarity in (Polarity.ABSTENTION, Polarity.DIVISION)]
        if neutral and speaker is not None:  # "says that he will not interfere"
            extra += [s._replace(level=MAIN, weight=1) for s in neutral]
            continue
        value, at = _evaluate(tokens, signals, segment, speaker, levels, naming, rules)
        if value == 0 and speaker is not None and speaker.cue.kind == "assertion" and speaker.cue.shape != "noun":
            value, at = {"positive": 1, "negative": -1}.get(speaker.cue.polarity, 0), speaker.first
        if value:
            first = at if speaker is None else speaker.first
            last = at + 1 if speaker is None else speaker.last
            polarity = Polarity.POSITIVE if value > 0 else Polarity.NEGATIVE
            extra.append(Weighed(first, last, polarity, 1, segment, MAIN, "content"))
    if not extra and not any(s.weight for s in kept):  # "says X, who refuses to pay": nothing but asides
        kept = [s._replace(weight=1, level=MAIN) if s.polarity in (Polarity.POSITIVE, Polarity.NEGATIVE) else s for s in kept]
    return kept + extra


def _views(
    tokens: Tokens,
    signals: list[Weighed],
    said: list[Hit],
    segment: int,
    levels: Levels,
    naming: frozenset[int],
    rules: PositionRules,
) -> list[Weighed]:
    """ "praises the team and calls the plan reckless": a view beside an attitude is a signal of its own."""
    found: list[Weighed] = []
    for hit in said:
        if levels.segment[hit.first] == segment and hit.cue.family == "viewing" and hit.cue.shape == "verb":
            value, _ = _evaluate(tokens, signals, segment, hit, levels, naming, rules)
            if value:
                polarity = Polarity.POSITIVE if value > 0 else Polarity.NEGATIVE
                found.append(Weighed(hit.first, hit.last, polarity, 2 if value < 0 else 1, segment, MAIN, "content"))
    return found


def _evaluate(
    tokens: Tokens,
    signals: list[Weighed],
    segment: int,
    speaker: Hit | None,
    levels: Levels,
    naming: frozenset[int],
    rules: PositionRules,
) -> tuple[int, int]:
    """The balance of evaluations in what a segment says: -1, 0 or 1, and the token of the deciding one."""
    good: list[int] = []
    bad: list[int] = []
    stagnant = False
    by_first = {s.first: s for s in signals if s.polarity in (Polarity.POSITIVE, Polarity.NEGATIVE)}
    at, end = (speaker.last if speaker is not None else 0), len(tokens)
    while at < end:
        if levels.segment[at] != segment or levels.level[at] == ASIDE or at in naming:
            at += 1
            continue
        signal = by_first.get(at)
        hit = match(rules.evaluations, tokens, at, end, rules)
        if hit is not None and hit.cue.polarity == "inaction":
            stagnant = True
            at = hit.last
            continue
        if hit is not None and hit.cue.polarity not in {"positive", "negative"}:
            hit = None
        if hit is not None and (signal is None or hit.last >= signal.last):
            value, last = (1 if hit.cue.polarity == "positive" else -1), hit.last
            if is_negated(tokens, at, levels, rules):
                value = -value
        elif signal is not None and signal.kind == "act" and at and tokens.low[at - 1] == "to":
            at += 1  # "to compete with rivals" is an aim, not an attack
            continue
        elif signal is not None and signal.kind != "condition":
            value, last = (1 if signal.polarity is Polarity.POSITIVE else -1), signal.last
            if (
                signal.kind in {"demand", "offer"}
                and value > 0
                and levels.level[at] == CONTENT
                and not _has_modal(tokens, at + 1)
            ):
                value = 0
        else:
            at += 1
            continue
        if not _is_replaced(tokens, at):
            (good if value > 0 else bad).append(at) if value else None
        at = max(last, at + 1)
    if not good and not bad:
        plain = next(
            (
                i
                for i in range(speaker.last if speaker else 0, end)
                if levels.level[i] == CONTENT and levels.segment[i] == segment and tokens.low[i] in _VERB_NEGATIONS
            ),
            None,
        )
        if plain is not None and speaker is not None:
            return (1, plain) if stagnant else (-1, plain)
        return 0, 0
    if bad and stagnant and not (good and len(good) > len(bad)):
        return 1, bad[0]
    if len(bad) >= len(good):
        return -1, bad[0]
    return 1, good[0]


_VERB_NEGATIONS = word_set("not never cannot can't won't wouldn't doesn't don't didn't isn't aren't")


def _has_modal(tokens: Tokens, at: int) -> bool:
    return any(word in {"would", "will", "could", "can"} for word in tokens.low[max(0, at - 3) : at])


def _is_replaced(tokens: Tokens, at: int) -> bool:
    """ "support banks rather than compete", "from competitors to partners": the word is what is left behind."""
    before = " ".join(tokens.low[max(0, at - 3) : at])
    return any(f" {phrase}" in f" {before}" for phrase in _REPLACED) or (
        at > 0 and tokens.low[at - 1] == "from" and "to" in tokens.low[at + 1 : at + 4]
    )
