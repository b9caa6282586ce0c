"""Positions in running text: the holder at the head of a clause, the cue that its predicate carries, and the content.

Besides plain clauses: "According to X, ...", "For X, ...: it refuses", quotations with "says X", passives with "by X", and
"X's concern is that ...". A sentence whose predicate carries no position attributes nothing.
"""

import re

from extractors.positions.appositions import build_holder, read_interposed
from extractors.positions.constructions import according_to, content_end, for_holder, passive, possessive, quoted
from extractors.positions.cues import PRONOUNS, is_adverb
from extractors.positions.inflection import Form
from extractors.positions.kinds import AGENTS
from extractors.positions.predicates import Predicate, read_predicate, starts_predicate
from extractors.positions.rules import PositionRules
from extractors.positions.subjects import Subject, head_of, read_subject
from extractors.positions.tokens import Tokens, sentences, tokenize
from extractors.positions.values import Attribution, Holder, Span
from extractors.positions.words import OPENING, word_set

_CONFIDENCE = {
    "attitude": 0.9, "blocker": 0.85, "division": 0.9, "abstention": 0.9, "act": 0.7, "demand": 0.75, "assertion": 0.7,
    "report": 0.5, "offer": 0.55, "transparent": 0.4,
}  # fmt: skip


_SPLITTERS = word_set("while whereas whilst but and yet although though ;")


_LEADING = word_set(
    """
    although though while whereas if when because since once after before as given despite having being asked unlike
    like in on at by from with within inside outside among under across for to despite throughout during behind over
    beyond until without
    """
)


_ANIMATE = word_set(
    """
    fear worry welcome oppose object insist believe argue refuse complain resent doubt warn distrust grumble dread
    hope want
    """
)


def attribute(text: str, start: int, end: int, rules: PositionRules) -> Attribution | None:
    """The first position that ``text[start:end]`` (a sentence or a run of sentences) ascribes to somebody, or None."""
    found = attributions(text, start, end, rules)
    return found[0] if found else None


def describe(text: str, start: int, end: int, rules: PositionRules) -> Attribution | None:
    """The holder at the head of ``text[start:end]``, whether or not a position is ascribed to it.

    Where `attribute` finds nothing, the subject of the first sentence with its verb as the cue and a confidence of 0.2, if the
    subject can be a holder at all: for entries of a list of stakeholders, where a plain fact is what is told of one.
    """
    found = attribute(text, start, end, rules)
    if found is not None:
        return found
    for first, last in sentences(text, start, end)[:1]:
        tokens = tokenize(text, first, last)
        count = len(tokens)
        at = _skip_leading(tokens, _skip_opening(tokens, 0, count), count, rules)
        subject = read_subject(tokens, at, count, text, rules)
        if subject is None or subject.pronoun or head_of(tokens, subject) in rules.inanimate:
            return None
        subject = _cut_behind_holder_noun(tokens, subject, rules)
        name, role, after = read_interposed(text, tokens, subject, count, rules)
        holder = build_holder(text, tokens, subject, name, role, 0, count, rules)
        if (
            holder is None
            or after >= count
            or not (name != (subject.first, subject.last) or _is_holder(tokens, subject, rules))
        ):
            return None
        while after < count - 1 and tokens.raw[after] == ",":
            after += 1
        verb = Span(tokens.start[after], tokens.end[after])
        return Attribution(holder, verb, Span(verb.start, content_end(tokens, count)), Span(first, last), 0.2)
    return None


def _is_holder(tokens: Tokens, subject: Subject, rules: PositionRules) -> bool:
    head = head_of(tokens, subject).rstrip("'")
    known = head in rules.holder_nouns
    initialism = re.fullmatch(r"[A-Z]{2,}s", tokens.raw[subject.last - 1]) is not None
    return subject.proper or known or initialism or (subject.plural and head.endswith(AGENTS))


def _cut_behind_holder_noun(tokens: Tokens, subject: Subject, rules: PositionRules) -> Subject:
    """A subject that ran on over an unknown verb ends behind its first noun of holders: "heirs squabble" is "heirs"."""
    if subject.proper or _is_holder(tokens, subject, rules):
        return subject
    for at in range(subject.first, subject.last):
        word = tokens.low[at].rstrip("'")
        if word in rules.group_nouns or (word in rules.organization_nouns and at + 1 < subject.last):
            return subject._replace(last=at + 1, plural=word in rules.group_nouns)
    return subject


def attributions(text: str, start: int, end: int, rules: PositionRules) -> list[Attribution]:
    """Every position that ``text[start:end]`` ascribes, in reading order; one sentence may hold two holders."""
    found: list[Attribution] = []
    for first, last in sentences(text, start, end):
        found += _in_sentence(text, first, last, rules)
    return found


def _in_sentence(text: str, start: int, end: int, rules: PositionRules) -> list[Attribution]:
    tokens = tokenize(text, start, end)
    count = len(tokens)
    if count < 2:
        return []
    for special in (quoted, according_to, possessive):
        one = special(text, tokens, rules)
        if one is not None:
            return [one]
    by = passive(text, tokens, rules)
    if by is not None and _clause(text, tokens, 0, _token_at(tokens, by.cue.start), rules) is None:
        return [by]
    cuts = _cuts(text, tokens, rules)
    found: list[Attribution] = []
    for first, last in zip(cuts, [*cuts[1:], count], strict=True):
        clause = _clause(text, tokens, first, last, rules)
        if clause is not None:
            found.append(clause)
    return found


def _token_at(tokens: Tokens, offset: int) -> int:
    return tokens.start.index(offset)


def _clause(text: str, tokens: Tokens, first: int, last: int, rules: PositionRules) -> Attribution | None:
    """The attribution of one clause, tokens `first` to `last`."""
    at = _skip_opening(tokens, first, last)
    if at < last and tokens.low[at] in {"for", "to"} and (one := for_holder(text, tokens, at, last, rules)) is not None:
        return one
    at = _skip_leading(tokens, at, last, rules)
    subject = read_subject(tokens, at, last, text, rules)
    found = _from_subject(text, tokens, subject, first, last, rules) if subject is not None else None
    if found is not None:
        return found
    for comma in range(at + 1, min(last - 2, at + 16)):  # "Tired of waiting, the growers ..."
        if tokens.raw[comma] != ",":
            continue
        subject = read_subject(tokens, comma + 1, last, text, rules)
        if subject is not None and not subject.pronoun and (subject.definite or subject.proper):
            return _from_subject(text, tokens, subject, first, last, rules)
        break
    return None


def _from_subject(
    text: str, tokens: Tokens, subject: Subject, first: int, last: int, rules: PositionRules
) -> Attribution | None:
    holder_tokens, role, after = read_interposed(text, tokens, subject, last, rules)
    predicate = read_predicate(tokens, after, last, subject, rules)
    if predicate is None:
        return None
    holder = build_holder(text, tokens, subject, holder_tokens, role, first, last, rules)
    if holder is None or not _can_hold(tokens, subject, holder_tokens, predicate, rules):
        return None
    hit = predicate.hit
    confidence = _confidence(tokens, subject, holder, predicate, rules)
    end = content_end(tokens, last)
    return Attribution(
        holder,
        Span(tokens.start[hit.first], tokens.end[hit.last - 1]),
        Span(tokens.start[predicate.start], end),
        Span(tokens.start[first], end),
        confidence,
    )


def _skip_opening(tokens: Tokens, at: int, last: int) -> int:
    """Past bullets, quotation marks, conjunctions and one sentence adverb with its comma."""
    if at + 1 < last and tokens.raw[at] == "o" and tokens.raw[at + 1][0].isupper():
        at += 1  # a bullet
    while at < last:
        if (
            not tokens.raw[at][0].isalnum()
            or tokens.low[at] in OPENING
            or (tokens.low[at] in {"while", "whereas", "although", "though"} and at and tokens.raw[at - 1] in {",", ";"})
        ):
            at += 1
        elif at + 1 < last and tokens.raw[at + 1] == "," and (tokens.low[at].endswith("ly")):
            at += 2
        else:
            return at
    return at


def _skip_leading(tokens: Tokens, at: int, last: int, rules: PositionRules) -> int:
    """Past a leading adverbial ("By contrast,", "Although it likes the idea,") to the subject behind its comma."""
    if at >= last or (
        tokens.low[at] not in _LEADING
        and not (tokens.low[at].endswith("ing") and tokens.low[at] not in rules.group_nouns)
        and not _frames(tokens, at, last)
    ):
        return at
    for comma in range(at + 1, min(last, at + 30)):
        if tokens.raw[comma] == "," and comma + 1 < last and tokens.low[comma + 1] not in {"and", "or"}:
            return comma + 1
    return at


def _frames(tokens: Tokens, at: int, last: int) -> bool:
    """ "Equally cautious, the bank ...", "The most vocal of all, ..."; here only "Not surprisingly," and its like."""
    return tokens.low[at] in {"not", "less", "more", "most", "equally", "no"} and "," in tokens.raw[at : min(last, at + 5)]


def _can_hold(tokens: Tokens, subject: Subject, name: tuple[int, int], predicate: Predicate, rules: PositionRules) -> bool:
    """Whether the subject is somebody: a name, a pronoun with an attitude, a noun that names holders."""
    cue = predicate.hit.cue
    if subject.pronoun:
        return tokens.low[subject.first] != "it" or cue.kind in {"attitude", "blocker", "abstention", "division"}
    if name != (subject.first, subject.last) or subject.proper:
        return not (subject.last - subject.first == 1 and tokens.low[subject.first] in rules.inanimate)
    head = head_of(tokens, subject).rstrip("'")
    if head in rules.inanimate:
        return False
    if _is_holder(tokens, subject, rules):
        return True
    return subject.plural and tokens.low[predicate.hit.first].rstrip("s") in _ANIMATE and subject.last - subject.first <= 5


def _confidence(tokens: Tokens, subject: Subject, holder: Holder, predicate: Predicate, rules: PositionRules) -> float:
    value = 0.45 if predicate.hit.cue.family == "viewing" else _CONFIDENCE.get(predicate.hit.cue.kind, 0.4)
    if subject.pronoun:
        value -= 0.25
    elif not subject.proper and holder.role is None:
        value -= 0.1
        if head_of(tokens, subject) in {
            "company",
            "firm",
            "industry",
            "market",
            "state",
            "city",
            "house",
            "business",
            "group",
            "team",
        }:
            value -= 0.3
        elif subject.last - subject.first == 1 and not subject.definite:
            value -= 0.15  # bare "customers", "libraries"
    if predicate.hit.cue.form is Form.PAST and tokens.low[predicate.start] not in {"has", "have"}:
        value -= 0.1
    return max(0.1, round(value, 2))


def _cuts(text: str, tokens: Tokens, rules: PositionRules) -> list[int]:
    """Tokens at which a clause with a holder of its own begins, the first token included."""
    cuts = [0]
    count = len(tokens)
    quoted = False
    for at in range(2, count - 2):
        if tokens.raw[at] in {"“", "”", '"'}:
            quoted = not quoted if tokens.raw[at] == '"' else tokens.raw[at] == "“"
        if quoted or tokens.low[at] not in _SPLITTERS:
            continue
        begin = at + 1
        while begin < count and (
            tokens.low[begin] in {"and", "but", ",", "while"}
            or (is_adverb(tokens.low[begin], rules) and tokens.low[begin] not in {"most", "all", "both"})
        ):
            begin += 1
        if begin >= count - 1 or tokens.low[begin] in PRONOUNS:
            continue
        subject = read_subject(tokens, begin, count, text, rules)
        if subject is None or not (subject.proper or head_of(tokens, subject) in rules.holder_nouns):
            continue
        if (
            tokens.low[at] in {"and", "but", "yet"}
            and tokens.raw[at - 1] not in {",", ";"}
            and _inside_that(tokens, cuts[-1], at)
        ):
            continue
        clause = _from_subject(text, tokens, subject, begin, count, rules)
        if (
            clause is None
            and subject.plural
            and not subject.proper
            and starts_predicate(tokens, subject.last, count, subject, rules)
        ):
            cuts.append(begin)  # somebody else, of whom no position is told
            continue
        previous = _clause(text, tokens, cuts[-1], at, rules)
        if (
            clause is not None
            and previous is not None
            and not clause.anaphoric
            and clause.confidence >= 0.45
            and previous.holder.name.of(text) != clause.holder.name.of(text)
        ):
            cuts.append(begin)
    return cuts


def _inside_that(tokens: Tokens, first: int, at: int) -> bool:
    return "that" in tokens.low[first:at]
