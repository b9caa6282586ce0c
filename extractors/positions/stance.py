"""Reading a stance: which signals for and against a passage holds, and what they come to together."""

from typing import NamedTuple

from extractors.positions.attribution import attributions
from extractors.positions.clauses import ADVERSATIVES, ASIDE, CONCESSIONS, CONTENT, MAIN, Levels, find_levels
from extractors.positions.cues import MODALS, Hit, find_cues, is_adverb, match
from extractors.positions.inflection import Form
from extractors.positions.rules import PositionRules
from extractors.positions.tokens import Tokens, sentences, tokenize
from extractors.positions.values import Polarity, Signal, Span, StanceReading
from extractors.positions.words import word_set
from schemas.enums import Stance

_NEGATIONS = word_set(
    """
    not never neither nor hardly scarcely barely no without cannot can't won't wouldn't doesn't don't didn't
    isn't aren't wasn't weren't hasn't haven't hadn't couldn't shouldn't nobody none nothing
    """
)
_REPLACED = ("rather than", "instead of", "in place of", "as opposed to", "away from", "not a", "not an", "rather than to")
_WINDOW = 12


class _Signal(NamedTuple):
    """A signal with its place in the sentence: `segment` counts contrasts, `strong` is attitude against mere wanting."""

    first: int
    last: int
    polarity: Polarity
    weight: int
    segment: int
    level: int
    kind: str


def read_stance(text: str, start: int, end: int, rules: PositionRules) -> StanceReading:
    """The stance of ``text[start:end]``, a position's words with or without its holder in front.

    Cues in the main statement decide; what is said decides where the main verb is one of saying; reasons, relatives and
    times do not count. For and against together, set against each other, are mixed, as is a support under a condition.
    """
    signals: list[_Signal] = []
    segments = 0
    spans: list[tuple[Span, _Signal]] = []
    lead: Span | None = None
    for number, (first, last) in enumerate(sentences(text, start, end)):
        tokens = tokenize(text, first, last)
        if number and tokens.low and tokens.low[0] in ADVERSATIVES | {"still", "nevertheless"}:
            segments += 1
        found, said = _read_sentence(tokens, _naming_words(text, tokens, rules), rules)
        if found:
            found = [signal._replace(segment=signal.segment + segments) for signal in found]
            segments = max(signal.segment for signal in found)
        spans += [(Span(tokens.start[s.first], tokens.end[s.last - 1]), s) for s in found]
        signals += found
        if lead is None and said is not None:
            lead = Span(tokens.start[said.first], tokens.end[said.last - 1])
    stance = _combine(signals)
    leading = next((span for span, s in spans if s.weight and s.level == MAIN), lead)
    shown = tuple(Signal(span, s.polarity, s.weight) for span, s in sorted(spans, key=lambda pair: pair[0]))
    return StanceReading(stance, leading or (shown[0].span if shown else None), shown)


def _naming_words(text: str, tokens: Tokens, rules: PositionRules) -> frozenset[int]:
    """Tokens that name a holder or belong to a proper name: a trust, a works council or a Support Fund is no cue."""
    named = {at for at, word in enumerate(tokens.raw) if at and word[0].isupper() and tokens.raw[at - 1] not in _QUOTES}
    if not tokens.raw:
        return frozenset()
    for found in attributions(text, tokens.start[0], tokens.end[-1], rules):
        first = found.holder.name.start
        last = found.content.start if found.content.start >= found.holder.name.end else found.holder.name.end
        named |= {at for at, start in enumerate(tokens.start) if first <= start < last}
    return frozenset(named)


_QUOTES = frozenset("“‘\"'")


def _read_sentence(tokens: Tokens, naming: frozenset[int], rules: PositionRules) -> tuple[list[_Signal], Hit | None]:
    """The weighted signals of one sentence, and its first cue of saying or viewing."""
    end = len(tokens)
    hits = [hit for hit in find_cues(rules.cues, tokens, 0, end, rules) if hit.first not in naming]
    by_first = {hit.first: hit for hit in hits}
    levels = find_levels(tokens, by_first, 0, end, rules)
    signals: list[_Signal] = []
    said: list[Hit] = []
    taken = -1
    for number, hit in enumerate(hits):
        if hit.first < taken:
            continue
        following = hits[number + 1] if number + 1 < len(hits) else None
        reading, taken = _weigh(tokens, hit, following, levels, rules)
        if reading is not None:
            signals.append(reading)
        elif hit.cue.kind in {"assertion", "report"} and levels.level[hit.first] == MAIN:
            said.append(hit)
    for at in levels.bare_if:
        signals.append(_Signal(at, at + 1, Polarity.CONDITION, 1, levels.segment[at], MAIN, "if"))
    signals = _add_contents(tokens, signals, said, levels, rules)
    signals = _add_contrasts(tokens, signals, by_first, levels, rules)
    signals.sort(key=lambda signal: signal.first)
    return signals, said[0] if said else None


def _weigh(tokens: Tokens, hit: Hit, following: Hit | None, levels: Levels, rules: PositionRules) -> tuple[_Signal | None, int]:
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
    negated = _is_negated(tokens, hit.first, levels, rules)
    if kind in {"assertion", "report", "transparent"}:
        if (
            negated
            and (cue.form is not Form.FIXED or cue.shape == "adjective")
            and kind == "assertion"
            and level == MAIN
            and _asserts(tokens, hit)
        ):
            return _Signal(hit.first, last, Polarity.NEGATIVE, 2, segment, level, kind), last
        return None, last
    if cue.shape == "noun" and level == MAIN:
        strength = min(strength, 2)
    if negated:
        value, strength = (-1, 2) if value > 0 else (1, 1)
    elif value:
        value, strength = _turned(tokens, last, value, strength, kind, cue.family, rules)
        if strength == 0:
            return _Signal(hit.first, last, Polarity.CONDITION, 1, segment, level, "assurance"), last
    if value == 0:
        return None, last
    polarity = Polarity.POSITIVE if value > 0 else Polarity.NEGATIVE
    return _Signal(hit.first, last, polarity, strength, segment, level, kind), last


def _neutral_signal(hit: Hit, kind: str, last: int, segment: int, level: int) -> _Signal:
    return _Signal(hit.first, last, Polarity(kind), 1, segment, level, kind)


def _follows(tokens: Tokens, last: int, first: int, rules: PositionRules) -> bool:
    if first < last or first - last > 3:
        return False
    return all(is_adverb(word, rules) or word in {"be", "to", "have", "been"} for word in tokens.low[last:first])


def _is_negated(tokens: Tokens, at: int, levels: Levels, rules: PositionRules) -> bool:
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
            if kind == "demand" and not (at and tokens.low[at - 1] in {"not", "never", "no", "without"}):
                return -1, 2 if at - last <= 6 else 1
        return value, strength
    near = min(end, last + 5)
    if kind == "attitude" and value < 0 and family == "opposition" and _has(tokens, last, near, "inaction", rules):
        return 1, 2
    if kind == "attitude" and value > 0 and _has_undoing_noun(tokens, last, min(end, last + 4)):
        return -1, 2
    return value, strength


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


def _add_contents(
    tokens: Tokens, signals: list[_Signal], said: list[Hit], levels: Levels, rules: PositionRules
) -> list[_Signal]:
    """In a segment whose main statement only says or views something, what is said counts."""
    kept = [s if s.level == MAIN or s.polarity in {Polarity.CONDITION} else s._replace(weight=0) for s in signals]
    decided = {s.segment for s in kept if s.level == MAIN and s.weight and s.polarity is not Polarity.CONDITION}
    extra: list[_Signal] = []
    segments = sorted(set(levels.segment)) if len(tokens) else []
    for segment in segments:
        if segment in decided:
            continue
        speaker = next((hit for hit in said if levels.segment[hit.first] == segment), None)
        if speaker is None and decided and not any(levels.segment[h.first] == segment for h in said):
            if decided:
                continue
        value, at = _evaluate(tokens, signals, segment, speaker, levels, rules)
        if (
            value == 0
            and speaker is not None
            and speaker.cue.kind == "assertion"
            and speaker.cue.shape != "noun"
            and _asserts(tokens, speaker)
        ):
            value, at = 1, speaker.first
        if value:
            first = at if speaker is None else speaker.first
            last = at + 1 if speaker is None else speaker.last
            polarity = Polarity.POSITIVE if value > 0 else Polarity.NEGATIVE
            extra.append(_Signal(first, last, polarity, 1, segment, MAIN, "content"))
        elif speaker is None:
            continue
    return kept + extra


_PLAIN_VIEWS = word_set(
    """
    view views viewed viewing see sees saw seen regard regards regarded consider considers considered deem deems
    perceive perceives perceived treat treats treated call calls called describe describes described look looks
    looked think thinks refer refers rate rates portray portrays frame frames predict predicts predicted
    characterise label labels brand reckon reckons
    """
)


def _asserts(tokens: Tokens, hit: Hit) -> bool:
    """Whether a verb of assertion by itself speaks for something, as "argues", "believes" do and "views", "calls" do not."""
    return tokens.low[hit.first] not in _PLAIN_VIEWS


def _evaluate(
    tokens: Tokens, signals: list[_Signal], segment: int, speaker: Hit | None, levels: Levels, rules: PositionRules
) -> tuple[int, int]:
    """The balance of evaluative words and embedded cues in what a segment says: -1, 0 or 1, and the token of the deciding one."""
    good: list[int] = []
    bad: list[int] = []
    stagnant = False
    by_first = {s.first: s for s in signals if s.polarity in (Polarity.POSITIVE, Polarity.NEGATIVE)}
    at, end = (speaker.last if speaker is not None else 0), len(tokens)
    while at < end:
        if levels.segment[at] != segment or levels.level[at] == ASIDE:
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
            if _is_negated(tokens, at, levels, rules):
                value = -value
        elif signal is not None and signal.kind != "condition":
            value, last = (1 if signal.polarity is Polarity.POSITIVE else -1), signal.last
            if signal.kind in {"demand", "offer"} and value > 0 and levels.level[at] == CONTENT and not _has_modal(tokens, at):
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


def _add_contrasts(
    tokens: Tokens, signals: list[_Signal], hits: dict[int, Hit], levels: Levels, rules: PositionRules
) -> list[_Signal]:
    """A "but" after a support whose other side holds no known cue still sets something against it, if it has a verb."""
    extra: list[_Signal] = []
    decided = {s.segment for s in signals if s.weight and s.level == MAIN}
    for at, word in enumerate(tokens.low):
        if word not in ADVERSATIVES | CONCESSIONS or levels.level[at] != MAIN:
            continue
        segment = levels.segment[at]
        before = [
            s for s in signals if s.segment < segment and s.level == MAIN and s.weight and s.polarity is Polarity.POSITIVE
        ]
        if not before or segment in decided:
            continue
        rest = [i for i in range(at + 1, len(tokens)) if levels.segment[i] == segment]
        if rest and (
            tokens.low[rest[0]] in {"not", "only", "wants", "has", "is", "are", "have"}
            or any(_is_finite(tokens.low[i], rules) or i in hits for i in rest)
        ):
            extra.append(_Signal(at, at + 1, Polarity.NEGATIVE, 1, segment, MAIN, "contrast"))
    return signals + extra


def _is_finite(word: str, rules: PositionRules) -> bool:
    return word in rules.auxiliaries or word in MODALS or rules.plain_verbs.get(word) in (Form.THIRD, Form.BASE, Form.PAST)


def _combine(signals: list[_Signal]) -> Stance:
    """One stance of all signals in the main statement."""
    main = [s for s in signals if s.weight and (s.level == MAIN or s.polarity is Polarity.CONDITION)]
    good = [s for s in main if s.polarity is Polarity.POSITIVE]
    bad = [s for s in main if s.polarity is Polarity.NEGATIVE]
    conditions = [s for s in main if s.polarity is Polarity.CONDITION]
    if any(s.polarity is Polarity.DIVISION for s in main):
        return Stance.MIXED
    if any(s.polarity is Polarity.ABSTENTION for s in main) and not any(s.weight > 1 for s in (*good, *bad)):
        return Stance.NEUTRAL
    if good and bad:
        return _weigh_both(good, bad)
    if bad:
        return Stance.CRITICAL
    assurances = [s for s in conditions if s.kind == "assurance"]
    if good:
        firm = any(s.weight > 1 for s in good)
        return (
            Stance.MIXED if any(s.kind != "assurance" for s in conditions) or (assurances and not firm) else Stance.SUPPORTIVE
        )
    return Stance.MIXED if conditions else Stance.NEUTRAL


def _weigh_both(good: list[_Signal], bad: list[_Signal]) -> Stance:
    if any(g.segment != b.segment for g in good for b in bad):
        return Stance.MIXED
    firm_good, firm_bad = [s for s in good if s.weight > 1], [s for s in bad if s.weight > 1]
    if firm_good and firm_bad:
        return Stance.CRITICAL if bad[0].first < good[0].first and firm_bad[0].kind == "attitude" else Stance.MIXED
    if firm_bad:
        return Stance.CRITICAL
    if firm_good:
        return Stance.SUPPORTIVE
    return Stance.MIXED
