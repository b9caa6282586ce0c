"""Reading a stance: which signals for and against a passage holds, and what they come to together."""

from extractors.positions.attribution import attributions
from extractors.positions.clauses import ADVERSATIVES, CONCESSIONS, MAIN, Levels, find_levels
from extractors.positions.contents import add_contents
from extractors.positions.cues import MODALS, Hit, find_cues, match
from extractors.positions.inflection import Form
from extractors.positions.rules import PositionRules
from extractors.positions.signals import Weighed, join_neither_nor, weigh
from extractors.positions.tokens import Tokens, sentences, tokenize
from extractors.positions.values import Polarity, Signal, Span, StanceReading
from schemas.enums import Stance


def read_stance(text: str, start: int, end: int, rules: PositionRules) -> StanceReading:
    """The stance of ``text[start:end]``, a position's words with or without its holder in front.

    Cues in the main statement decide; what is said decides where the main verb is one of saying; reasons, relatives and
    times do not count. For and against together, set against each other, are mixed, as is a support under a condition.
    """
    signals: list[Weighed] = []
    segments = 0
    spans: list[tuple[Span, Weighed]] = []
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
    if not tokens.raw or match(rules.cues, tokens, 0, len(tokens), rules) is not None:
        return frozenset(named)
    for found in attributions(text, tokens.start[0], tokens.end[-1], rules):
        first = found.holder.name.start
        last = found.content.start if found.content.start >= found.holder.name.end else found.holder.name.end
        named |= {at for at, start in enumerate(tokens.start) if first <= start < last}
    return frozenset(named)


_QUOTES = frozenset("“‘\"'")


def _read_sentence(tokens: Tokens, naming: frozenset[int], rules: PositionRules) -> tuple[list[Weighed], Hit | None]:
    """The weighted signals of one sentence, and its first cue of saying or viewing."""
    end = len(tokens)
    hits = [hit for hit in find_cues(rules.cues, tokens, 0, end, rules) if hit.first not in naming]
    by_first = {hit.first: hit for hit in hits}
    levels = find_levels(tokens, by_first, 0, end, rules)
    signals: list[Weighed] = []
    said: list[Hit] = []
    taken = -1
    for number, hit in enumerate(hits):
        if hit.first < taken:
            continue
        following = hits[number + 1] if number + 1 < len(hits) else None
        reading, taken = weigh(tokens, hit, following, levels, rules)
        if reading is not None:
            signals.append(reading)
        elif hit.cue.kind in {"assertion", "report"} and levels.level[hit.first] == MAIN:
            said.append(hit)
    signals += [Weighed(at, at + 1, Polarity.CONDITION, 1, levels.segment[at], MAIN, "if") for at in levels.bare_if]
    signals = join_neither_nor(tokens, signals)
    signals = add_contents(tokens, signals, said, levels, naming, rules)
    signals = _add_contrasts(tokens, signals, by_first, levels, rules)
    signals.sort(key=lambda signal: signal.first)
    return signals, said[0] if said else None


def _add_contrasts(
    tokens: Tokens, signals: list[Weighed], hits: dict[int, Hit], levels: Levels, rules: PositionRules
) -> list[Weighed]:
    """A "but" after a support whose other side holds no known cue still sets something against it, if it has a verb."""
    extra: list[Weighed] = []
    decided = {s.segment for s in signals if s.weight and s.level == MAIN}
    for at, word in enumerate(tokens.low):
        if word not in ADVERSATIVES | CONCESSIONS or levels.level[at] != MAIN:
            continue
        segment = levels.segment[at]
        earlier = [s for s in signals if s.segment < segment and s.level == MAIN and s.weight]
        if segment in decided or not earlier:
            continue
        conceded = next((h for i, h in hits.items() if levels.segment[i] == segment and h.cue.family == "concession"), None)
        if conceded is not None and all(s.polarity is Polarity.NEGATIVE for s in earlier):
            extra.append(Weighed(conceded.first, conceded.last, Polarity.POSITIVE, 1, segment, MAIN, "contrast"))
            continue
        if not any(s.polarity is Polarity.POSITIVE for s in earlier):
            continue
        rest = [i for i in range(at + 1, len(tokens)) if levels.segment[i] == segment]
        if rest and (
            tokens.low[rest[0]] in {"not", "only", "wants", "has", "is", "are", "have"}
            or any(_is_finite(tokens.low[i], rules) or i in hits for i in rest)
        ):
            extra.append(Weighed(at, at + 1, Polarity.NEGATIVE, 1, segment, MAIN, "contrast"))
    return signals + extra


def _is_finite(word: str, rules: PositionRules) -> bool:
    return word in rules.auxiliaries or word in MODALS or rules.plain_verbs.get(word) in (Form.THIRD, Form.BASE, Form.PAST)


def _combine(signals: list[Weighed]) -> Stance:
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
        return _weigh_both(good, bad, bool(conditions))
    if bad:
        return Stance.CRITICAL
    assurances = [s for s in conditions if s.kind == "assurance"]
    if good:
        firm = any(s.weight > 1 for s in good)
        return (
            Stance.MIXED if any(s.kind != "assurance" for s in conditions) or (assurances and not firm) else Stance.SUPPORTIVE
        )
    return Stance.MIXED if conditions else Stance.NEUTRAL


def _weigh_both(good: list[Weighed], bad: list[Weighed], conditional: bool) -> Stance:
    if any(g.segment != b.segment for g in good for b in bad):
        return Stance.MIXED
    firm_good, firm_bad = [s for s in good if s.weight > 1], [s for s in bad if s.weight > 1]
    if firm_good and firm_bad:
        return Stance.CRITICAL if bad[0].first < good[0].first and firm_bad[0].kind == "attitude" else Stance.MIXED
    if firm_bad:  # acts of both sorts are mixed; a mere wish beside an open opposition is not
        return Stance.MIXED if all(s.kind == "offer" for s in good) and not conditional else Stance.CRITICAL
    return Stance.SUPPORTIVE if firm_good else Stance.MIXED
