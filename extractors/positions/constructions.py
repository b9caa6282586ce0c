"""Attributions other than subject and predicate: "according to X", quotations, passives, "X's concern is", "for X, it ..."."""

from extractors.positions.appositions import build_holder, closing_bracket, has_office, read_apposed
from extractors.positions.cues import DETERMINERS, MODALS, PRONOUNS, Hit, is_adverb, match
from extractors.positions.heads import is_citation, split_title, trimmed
from extractors.positions.inflection import Form
from extractors.positions.kinds import holder_kind, is_personal_name
from extractors.positions.predicates import read_predicate
from extractors.positions.rules import PositionRules
from extractors.positions.subjects import RELATIVES, Subject, head_of, read_subject
from extractors.positions.tokens import Tokens
from extractors.positions.values import Attribution, Holder, Span
from extractors.positions.words import OPENING, word_set
from schemas.enums import StakeholderKind

_NOUN_OF_POSITION = word_set(
    """
    concern concerns fear fears worry worries view position objection objections hope hopes priority preference
    interest demand demands aim ambition argument complaint doubt doubts wish stance anxiety main chief first
    only real biggest greatest own
    """
)


_QUOTE_OPEN, _QUOTE_CLOSE = '“"‘', '”"’'


def according_to(text: str, tokens: Tokens, rules: PositionRules) -> Attribution | None:
    """ "According to the union, ..." and "..., according to the union." """
    low, count = tokens.low, len(tokens)
    for at in range(count - 2):
        if (
            (low[at] == "according" and low[at + 1] == "to")
            or (low[at : at + 3] == ["in", "the", "view"] and low[at + 3 : at + 4] == ["of"])
            or (low[at : at + 3] == ["in", "the", "eyes"] and low[at + 3 : at + 4] == ["of"])
        ):
            width = 2 if low[at] == "according" else 4
            named = _named(text, tokens, at + width, count, rules)
            if named is None or (named[0].anaphoric and low[at + width] in PRONOUNS and False):
                continue
            holder, after = named
            cue = Span(tokens.start[at], tokens.end[at + width - 1])
            if at == 0:
                while after < count and tokens.raw[after] in {",", ":"}:
                    after += 1
                if after >= count:
                    return None
                content = Span(tokens.start[after], tokens.end[count - 1])
            else:
                if at < 3:
                    continue
                content = Span(tokens.start[0], tokens.end[at - 2 if tokens.raw[at - 1] == "," else at - 1])
            return Attribution(holder, cue, content, Span(tokens.start[0], tokens.end[count - 1]), 0.7)
    return None


_SPEECH = word_set(
    """
    says said say argues argued argue insists insisted warns warned adds added explains explained complains
    complained asks asked concedes conceded maintains replies replied admits admitted declares declared notes
    noted claims claimed observes remarked remarks tells told jokes grumbles grumbled cautions cautioned fears
    sighs thinks believes
    """
)


def quoted(text: str, tokens: Tokens, rules: PositionRules) -> Attribution | None:
    """A quotation with "says X" or "X says" behind it."""
    count = len(tokens)
    for at in range(2, count - 1):
        if tokens.low[at] not in _SPEECH or tokens.low[at - 1] in rules.auxiliaries:
            continue
        before = tokens.raw[max(0, at - 3) : at]
        if (
            not any(mark in _QUOTE_CLOSE for mark in before[-2:])
            and not (tokens.raw[at - 1] == "," and tokens.raw[0] in _QUOTE_OPEN)
            and not tokens.raw[at - 1].endswith("’")
        ) and not (tokens.raw[at - 1] == "," and at >= 4 and count - at <= 14 and _follows_holder(text, tokens, at + 1, rules)):
            continue
        named = _named(text, tokens, at + 1, count, rules)
        if named is not None and named[1] <= count:
            first = 0
            while first < at and tokens.raw[first] in _QUOTE_OPEN:
                first += 1
            last = at
            while last > first + 1 and tokens.raw[last - 1] in {",", *_QUOTE_CLOSE}:
                last -= 1
            return Attribution(
                named[0],
                Span(tokens.start[at], tokens.end[at]),
                Span(tokens.start[first], tokens.end[last - 1]),
                Span(tokens.start[0], tokens.end[count - 1]),
                0.75,
            )
    return None


def _follows_holder(text: str, tokens: Tokens, at: int, rules: PositionRules) -> bool:
    named = _named(text, tokens, at, len(tokens), rules)
    return named is not None and named[1] >= len(tokens) - 1


def passive(text: str, tokens: Tokens, rules: PositionRules) -> Attribution | None:
    """ "The plan was opposed by the union", "is viewed with suspicion by bankers"."""
    low, count = tokens.low, len(tokens)
    for at in range(2, count - 2):
        if low[at] not in {"by", "among", "from", "with"}:
            continue
        stem = next((b for b in range(at - 1, max(0, at - 6), -1) if low[b] in rules.auxiliaries), None)
        hit: Hit | None = None
        if low[at] == "by" and stem is not None and low[stem] in {"is", "are", "was", "were", "been", "being"}:
            hit = next(
                (
                    h
                    for b in range(stem + 1, at)
                    if (h := match(rules.cues, tokens, b, count, rules)) is not None
                    and h.cue.form is Form.PAST
                    and h.cue.kind in {"attitude", "demand", "blocker", "offer", "assertion"}
                    and h.last <= at + 1
                ),
                None,
            )
            start = 0
        elif low[at] in {"from", "with", "among"}:
            hit = _meets(tokens, at, rules)
            start = 0
        if hit is None:
            continue
        if any(low[b] in RELATIVES | {"that", "if"} for b in range(1, hit.first)):
            continue
        named = _named(text, tokens, at + 1, count, rules)
        if named is None:
            continue
        content = Span(tokens.start[start], tokens.end[count - 1 if tokens.raw[count - 1] != "." else count - 2])
        return Attribution(
            named[0],
            Span(tokens.start[hit.first], tokens.end[hit.last - 1]),
            content,
            Span(tokens.start[0], tokens.end[count - 1]),
            0.7,
        )
    return None


def _meets(tokens: Tokens, at: int, rules: PositionRules) -> Hit | None:
    """ "Opposition comes from the growers", "met with resistance from staff", "support is strongest among nurses"."""
    for back in range(max(0, at - 9), at):
        hit = _noun_at(tokens, back, rules)
        if hit is None:
            continue
        between = tokens.low[hit.last : at]
        if not between:
            if back > 1 and tokens.low[back - 1] in {"with", "to", "strong", "fierce", "stiff", "broad", "wide", "little"}:
                return hit
        elif any(word in _COMING for word in between) and (between[0] in _COMING or between[0] in {"to", "for", "of"}):
            return hit
    return None


_COMING = word_set("comes came come is was are were arises remains runs")


def _noun_at(tokens: Tokens, at: int, rules: PositionRules) -> Hit | None:
    """A noun of support or opposition at a token, even where the same word is also a verb."""
    for cue in rules.cues.get(tokens.low[at], ()):
        if cue.shape == "noun" and not cue.rest and cue.kind in {"attitude", "blocker"}:
            return Hit(at, at + 1, cue)
    return None


def possessive(text: str, tokens: Tokens, rules: PositionRules) -> Attribution | None:
    """ "The union's concern is that ...", "The main worry of the suppliers is price", "The aim of the founder is to ..."."""
    low, count = tokens.low, len(tokens)
    for at in range(1, min(count - 2, 14)):
        hit = match(rules.cues, tokens, at, count, rules)
        if hit is None or (hit.cue.shape != "noun" and low[at] not in _NOUN_OF_POSITION):
            continue
        after = hit.last
        holder: Holder | None = None
        owner = next((b for b in range(at - 1, max(-1, at - 4), -1) if low[b].endswith(("'s", "s'"))), None)
        if (
            owner is not None
            and owner <= 9
            and all(
                word in _NOUN_OF_POSITION or is_adverb(word, rules) or word.endswith(("est", "al", "ary"))
                for word in low[owner + 1 : at]
            )
        ):
            holder = _owner(text, tokens, owner, rules)
        elif after + 1 < count and low[after] in {"of", "among"} and at <= 4:
            named = _named(text, tokens, after + 1, count, rules)
            if named is not None:
                holder, after = named
        while after < count and (tokens.raw[after] == "," or is_adverb(low[after], rules)):
            after += 1
        if (
            holder is None
            or after + 1 >= count
            or low[after] not in {"is", "was", "are", "were", "remains", "centres", "centers", "lies"}
        ):
            continue
        content = Span(tokens.start[hit.first], tokens.end[count - 1])
        return Attribution(
            holder, Span(tokens.start[hit.first], tokens.end[hit.last - 1]), content, Span(tokens.start[0], content.end), 0.75
        )
    return None


def _owner(text: str, tokens: Tokens, owner: int, rules: PositionRules) -> Holder | None:
    """The holder in the possessive that ends at token `owner`."""
    first = 0
    while first < owner and (tokens.low[first] in DETERMINERS or tokens.low[first] in OPENING or tokens.raw[first] == ","):
        first += 1
    raw = text[tokens.start[first] : tokens.end[owner]]
    name = raw[:-2] if raw.endswith(("'s", "’s")) else raw[:-1]
    span, role = split_title(text, Span(tokens.start[first], tokens.start[first] + len(name)), rules)
    words = name.split()
    head = words[-1].lower() if words else ""
    if not words or not (words[-1][0].isupper() or head in rules.holder_nouns):
        return None
    kind = holder_kind(span.of(text), role.of(text) if role else None, rules)
    return Holder(span, role, kind, len(words) == 1 and kind is not StakeholderKind.GROUP)


_MATTERS = word_set("matter question issue point choice answer decision case problem")


def for_holder(text: str, tokens: Tokens, at: int, last: int, rules: PositionRules) -> Attribution | None:
    """ "For Banca Lariana, the main lender, the matter is simple: it refuses ..."."""
    named = _named(text, tokens, at + 1, last, rules)
    if named is None or named[1] >= last or tokens.raw[named[1]] != ",":
        return None
    holder, after = named
    for step in range(after + 1, last - 1):
        if tokens.low[step] not in PRONOUNS:
            continue
        subject = Subject(step, step + 1, False, True, False, tokens.low[step] == "they")
        predicate = read_predicate(tokens, step + 1, last, subject, rules)
        if predicate is not None and predicate.hit.cue.kind != "report":
            hit = predicate.hit
            end = content_end(tokens, last)
            return Attribution(
                holder,
                Span(tokens.start[hit.first], tokens.end[hit.last - 1]),
                Span(tokens.start[after + 1], end),
                Span(tokens.start[at], end),
                0.75,
            )
    about = any(word in _MATTERS for word in tokens.low[after + 1 : after + 6])
    evaluated = _first_evaluation(tokens, after + 1, last, rules)
    if not about and evaluated is None:
        return None
    end = content_end(tokens, last)
    first, final = (evaluated.first, evaluated.last) if evaluated is not None else (after + 1, after + 2)
    return Attribution(
        holder,
        Span(tokens.start[first], tokens.end[final - 1]),
        Span(tokens.start[after + 1], end),
        Span(tokens.start[at], end),
        0.55 if about else 0.4,
    )


def _first_evaluation(tokens: Tokens, first: int, last: int, rules: PositionRules) -> Hit | None:
    for at in range(first, last):
        for index in (rules.cues, rules.evaluations):
            hit = match(index, tokens, at, last, rules)
            if hit is not None and hit.cue.polarity in {"positive", "negative"}:
                return hit
    return None


def _named(text: str, tokens: Tokens, at: int, last: int, rules: PositionRules) -> tuple[Holder, int] | None:
    """The holder that the noun phrase at token `at` names, with its apposition, and the token behind it."""
    subject = read_subject(tokens, at, last, text, rules)
    if subject is None:
        return None
    name, role, after = (subject.first, subject.last), None, subject.last
    if after < last and tokens.raw[after] == "(":
        close = closing_bracket(tokens, after, last)
        if close < last:
            inner = Span(tokens.start[after] + 1, tokens.start[close])
            role, after = (None if is_citation(inner.of(text)) else trimmed(text, inner)), close + 1
    if after < last and tokens.raw[after] == ",":
        close = next((c for c in range(after + 1, min(last, after + 14)) if tokens.raw[c] in {",", ";", ".", ":"}), last)
        if (
            close - after > 1
            and not any(word in rules.auxiliaries or word in MODALS for word in tokens.low[after + 1 : close])
            and (
                tokens.low[after + 1] in DETERMINERS | RELATIVES
                or has_office(tokens, after + 1, close, rules)
                or _names_person(tokens, after + 1, close, rules)
            )
        ):
            swapped, role = read_apposed(text, tokens, name, role, after + 1, close, rules)
            name, after = swapped, close
    head = head_of(tokens, subject).rstrip("'")
    if not (subject.proper or subject.pronoun or name != (subject.first, subject.last) or head in rules.holder_nouns):
        return None
    holder = build_holder(text, tokens, subject, name, role, at, min(last, after + 1), rules)
    return (holder, after) if holder is not None else None


def _names_person(tokens: Tokens, first: int, last: int, rules: PositionRules) -> bool:
    return is_personal_name(tokens.raw[first:last], rules)


def content_end(tokens: Tokens, last: int) -> int:
    while last > 1 and tokens.raw[last - 1] in {",", ";", "and", "but", "while"}:
        last -= 1
    return tokens.end[last - 1]
