"""What stands between a holder's name and the predicate, and what it tells of the holder's role."""

import re
from itertools import pairwise

from extractors.positions.cues import DETERMINERS, MODALS, is_adverb, match
from extractors.positions.heads import is_citation, split_title, trimmed, without_article
from extractors.positions.inflection import Form
from extractors.positions.kinds import holder_kind, is_personal_name
from extractors.positions.predicates import agrees, predicate_at, starts_predicate
from extractors.positions.rules import PositionRules
from extractors.positions.subjects import RELATIVES, Subject, head_of, read_subject
from extractors.positions.tokens import Tokens
from extractors.positions.values import Holder, Span
from extractors.positions.words import word_set
from schemas.enums import StakeholderKind

_RELATIVE_LIMIT = 45


def read_interposed(
    text: str, tokens: Tokens, subject: Subject, last: int, rules: PositionRules
) -> tuple[tuple[int, int], Span | None, int]:
    """The name's tokens (an apposed proper name replaces a description), the role, and the token behind them."""
    name = (subject.first, subject.last)
    role: Span | None = None
    at = subject.last
    for _ in range(5):
        if at >= last:
            break
        word, low = tokens.raw[at], tokens.low[at]
        if at > subject.last - 1 and low == "like" and predicate_at(tokens, at, last, subject, rules) is not None:
            break
        if word in {"(", "["}:
            close = closing_bracket(tokens, at, last)
            inner = Span(tokens.start[at] + 1, tokens.start[close]) if close < last else None
            if inner is not None and role is None and not is_citation(inner.of(text)):
                role = trimmed(text, inner)
            at = close + 1
        elif word in {",", "–", "—", "--", "-"}:
            comma = _comma_closing(tokens, at, last, subject, rules)
            if comma is None:
                break
            parts = [
                at,
                *(c for c in range(at + 1, comma) if tokens.raw[c] == word and tokens.low[at + 1] not in RELATIVES),
                comma,
            ]
            for before, behind in pairwise(parts):
                name, role = read_apposed(text, tokens, name, role, before + 1, behind, rules)
            at = comma + 1
        elif (
            low in RELATIVES
            or (low.endswith("ing") and rules.plain_verbs.get(low) is Form.ING)
            or (low.endswith("ed") and not starts_predicate(tokens, at, last, subject, rules))
            or _loose_preposition(low)
        ):
            at = _past_relative(tokens, at, last, subject, rules)
            break
        elif low in {"and", "&"} and at + 1 < last:
            other = read_subject(tokens, at + 1, last, text, rules)
            if other is None or other.pronoun:
                break
            name, at = (subject.first, other.last), other.last
        else:
            break
    return name, role, at


def closing_bracket(tokens: Tokens, at: int, last: int) -> int:
    for close in range(at + 1, last):
        if tokens.raw[close] in {")", "]"}:
            return close
    return last


def _comma_closing(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> int | None:
    """The comma (or dash) that ends what the one at `at` begins: the first behind which a predicate stands."""
    mark = tokens.raw[at]
    first_close: int | None = None
    for close in range(at + 2, min(last - 1, at + _RELATIVE_LIMIT)):
        if tokens.raw[close] != mark and not (mark == "," and tokens.raw[close] in {"–", "—"}):
            continue
        if first_close is None:
            first_close = close
        if starts_predicate(tokens, close + 1, last, subject, rules):
            return close
    return first_close if first_close is not None and mark == "," and tokens.low[at + 1] not in RELATIVES else None


def read_apposed(
    text: str, tokens: Tokens, name: tuple[int, int], role: Span | None, first: int, last: int, rules: PositionRules
) -> tuple[tuple[int, int], Span | None]:
    """Name and role after the words between two commas: an apposed name, a role, or nothing of interest."""
    words = tokens.raw[first:last]
    low = tokens.low[first]
    if not words:
        return name, role
    described = (
        tokens.low[name[1] - 1] in rules.offices
        or not tokens.raw[name[0]][0].isupper()
        or (name[1] - name[0] == 1 and tokens.low[name[0]] in rules.offices)
    )
    if is_personal_name(words, rules) and words[0][0].isupper() and (described or tokens.low[name[1] - 1] in rules.offices):
        kin = Span(tokens.start[name[0]], tokens.end[name[1] - 1])
        return (first, last), role or kin
    if low in RELATIVES:
        return name, role or _role_in_relative(text, tokens, first, last, rules)
    if low in {
        "with",
        "in",
        "for",
        "by",
        "led",
        "based",
        "founded",
        "from",
        "under",
        "at",
        "on",
        "like",
        "having",
        "after",
        "who",
        "despite",
        "whose",
        "never",
        "long",
        "always",
        "once",
    } and not has_office(tokens, first, last, rules):
        return name, role
    since = next((at for at in range(first + 1, last) if tokens.low[at] in {"since", "until"}), last)
    span = Span(tokens.start[first], tokens.end[since - 1])
    if role is None or role.of(text).split()[-1].lower() in _KIN:
        return name, without_article(text, span)
    if has_office(tokens, first, last, rules) and not _has_office_text(role.of(text), rules):
        return name, without_article(text, span)
    return name, role


def has_office(tokens: Tokens, first: int, last: int, rules: PositionRules) -> bool:
    return any(word in rules.offices for word in tokens.low[first : min(last, first + 8)])


def _has_office_text(role: str, rules: PositionRules) -> bool:
    return any(word.lower() in rules.offices for word in re.findall(r"[\w-]+", role))


_KIN = word_set(
    """
    brother sister son daughter father mother wife husband cousin uncle aunt nephew niece widow colleague
    partner
    """
)


_AS_ROLE = word_set("as is was became become")


def _role_in_relative(text: str, tokens: Tokens, first: int, last: int, rules: PositionRules) -> Span | None:
    """The office that a relative clause names: "whom the owners sent in as chief executive", "who runs it"."""
    for at in range(first + 1, last - 1):
        if tokens.low[at] in _AS_ROLE and has_office(tokens, at + 1, last, rules):
            return without_article(text, Span(tokens.start[at + 1], tokens.end[last - 1]))
    return (
        Span(tokens.start[first], tokens.end[last - 1])
        if tokens.low[first + 1 : first + 2]
        and tokens.low[first + 1] in {"chairs", "heads", "runs", "leads", "owns", "founded", "manages"}
        else None
    )


def _loose_preposition(word: str) -> bool:
    return word in {
        "with",
        "in",
        "at",
        "from",
        "behind",
        "across",
        "under",
        "within",
        "outside",
        "inside",
        "around",
        "on",
        "for",
        "near",
        "like",
        "as",
        "themselves",
        "to",
    }


def _past_relative(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> int:
    """The token where the predicate of a subject with a restrictive relative, participle or preposition may begin."""
    step = at + 1
    if tokens.low[at] in RELATIVES:
        while step < last and (is_adverb(tokens.low[step], rules) or tokens.low[step] in rules.auxiliaries):
            step += 1
        step += 1  # the relative's own verb
    while step < min(last, at + _RELATIVE_LIMIT):
        word = tokens.low[step]
        if (
            word in rules.auxiliaries
            and word not in {"be", "been", "being"}
            and tokens.low[step - 1] != "to"
            and tokens.low[step - 1] not in MODALS | {"have", "has", "had"}
        ):
            return step
        hit = match(rules.cues, tokens, step, last, rules)
        if (
            hit is not None
            and hit.cue.shape == "verb"
            and agrees(hit.cue.form, subject)
            and hit.cue.form is not Form.PAST
            and tokens.low[step - 1] not in {"to", "that", *DETERMINERS, *MODALS}
        ):
            return step
        if (
            hit is not None
            and hit.cue.form is Form.PAST
            and hit.cue.shape == "verb"
            and tokens.low[step - 1] not in rules.auxiliaries | DETERMINERS
            and hit.cue.kind != "offer"
        ):
            return step
        if tokens.raw[step] in {",", ";", ":"}:
            return step + 1
        step += 1
    return last


def build_holder(
    text: str,
    tokens: Tokens,
    subject: Subject,
    name: tuple[int, int],
    role: Span | None,
    first: int,
    last: int,
    rules: PositionRules,
) -> Holder | None:
    span = Span(tokens.start[name[0]], tokens.end[name[1] - 1])
    if subject.pronoun:
        kind = {"it": StakeholderKind.ORGANIZATION, "they": StakeholderKind.GROUP}.get(
            tokens.low[subject.first], StakeholderKind.PERSON
        )
        return Holder(span, None, kind, True)
    span, title = split_title(text, span, rules)
    role = role or title
    if role is not None and role.start >= role.end:
        role = None
    passage = text[tokens.start[first] : tokens.end[last - 1]] if subject.proper else ""
    kind = holder_kind(span.of(text), role.of(text) if role else None, rules, passage)
    if not subject.proper and kind is not StakeholderKind.GROUP and name == (subject.first, subject.last):
        kind = StakeholderKind.GROUP if subject.plural and head_of(tokens, subject) in rules.group_nouns else kind
    single = subject.last - subject.first == 1 and name == (subject.first, subject.last)
    anaphoric = (
        single
        and role is None
        and ((subject.definite and not subject.plural) or (subject.proper and kind is StakeholderKind.PERSON))
    )
    return Holder(span, role, kind, anaphoric)
