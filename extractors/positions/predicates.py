"""The predicate of a clause: whether it begins here, and whether a cue in it carries a position."""

from typing import NamedTuple

from extractors.positions.cues import COPULAS, MODALS, NOUN_LIKE, PRONOUNS, Hit, is_adverb, match
from extractors.positions.inflection import Form
from extractors.positions.rules import PositionRules
from extractors.positions.subjects import Subject
from extractors.positions.tokens import Tokens
from extractors.positions.words import word_set


class Predicate(NamedTuple):
    start: int  # first token, auxiliaries included
    hit: Hit


def starts_predicate(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> bool:
    while at < last and (is_adverb(tokens.low[at], rules) or tokens.low[at] in {"no", "longer"}):
        at += 1
    if at >= last:
        return False
    word = tokens.low[at]
    if word in rules.auxiliaries:
        return True
    hit = match(rules.cues, tokens, at, last, rules)
    form = hit.cue.form if hit is not None and hit.cue.shape == "verb" else rules.plain_verbs.get(word)
    return form in (Form.THIRD, Form.BASE, Form.PAST) and agrees(form, subject)


def agrees(form: Form | None, subject: Subject) -> bool:
    if form is Form.PAST:
        return True
    if form is Form.THIRD:
        return not subject.plural or subject.proper
    return form is Form.BASE and (subject.plural or subject.proper)


def read_predicate(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> Predicate | None:
    """The predicate that begins at token `at`, if a cue carries it; after a plain verb, a coordinated one that agrees."""
    while at < last and tokens.raw[at] == ",":
        at += 1
    found = predicate_at(tokens, at, last, subject, rules)
    if found is not None and found.hit.cue.kind not in {"report", "transparent"}:
        return found
    if at < last and (found is not None or starts_predicate(tokens, at, last, subject, rules)):
        for step in range(at + 1, last - 1):
            if tokens.raw[step] == ";":
                break
            if tokens.low[step] in {"and", "but", "yet"}:
                begin = step + 1
                if begin < last and tokens.low[begin] in PRONOUNS:
                    begin += 1
                other = predicate_at(tokens, begin, last, subject, rules)
                if (
                    other is not None
                    and other.hit.cue.kind not in {"report", "transparent", "offer"}
                    and other.hit.cue.form in (Form.THIRD, Form.BASE, Form.PAST, Form.FIXED)
                ):
                    return Predicate(at, other.hit) if found is None else found
    return found


def predicate_at(tokens: Tokens, at: int, last: int, subject: Subject, rules: PositionRules) -> Predicate | None:
    start = at
    auxiliary = ""
    for _ in range(7):
        if at >= last:
            return None
        hit = match(rules.cues, tokens, at, last, rules)
        word = tokens.low[at]
        if hit is not None and _carries(tokens, hit, auxiliary, start, last, subject, rules):
            return Predicate(start, hit)
        if word in rules.auxiliaries or word in MODALS:
            auxiliary = word
        elif not (
            is_adverb(word, rules)
            or word in {"to", "a", "an", "the", "in", "not", "no", "longer", "going", "of", "been", "themselves"}
        ) or (word in {"a", "an", "the", "of"} and auxiliary == ""):
            return None
        at += 1
    return None


_OPEN_MODALS = word_set("can could may might must shall should cannot can't couldn't shouldn't")


_UNCHANGED = word_set("let cut put set bet quit split come run become")


def _carries(tokens: Tokens, hit: Hit, auxiliary: str, start: int, last: int, subject: Subject, rules: PositionRules) -> bool:
    """Whether a cue at its place in the predicate can carry a position of this subject."""
    cue = hit.cue
    if cue.kind == "condition":
        return False
    if auxiliary in _OPEN_MODALS:
        return cue.polarity == "negative" and auxiliary in {"cannot", "can't"} and cue.kind == "attitude"
    if cue.shape == "adjective" or (cue.shape == "phrase" and auxiliary):
        return auxiliary in COPULAS or auxiliary in {"has", "have"} or cue.shape == "phrase" or hit.first > start
    if cue.shape == "noun":
        return auxiliary in {"has", "have", "had"}
    if cue.shape == "phrase":
        return cue.kind in {"abstention", "division"} or tokens.low[hit.first] in {"would", "will", "cannot"}
    if cue.form is Form.BASE:
        if auxiliary in {"has", "have", "had"}:
            return tokens.low[hit.first] in _UNCHANGED
        if auxiliary in {"will", "would", "won't", "wouldn't", "do", "does", "did", "don't", "doesn't", "didn't"}:
            return cue.kind != "report" and cue.family != "viewing"
        if hit.first > start and tokens.low[hit.first - 1] == "to":
            return True
        named = subject.proper and (tokens.low[hit.first] not in NOUN_LIKE or tokens.raw[subject.last - 1].endswith("s"))
        return auxiliary == "" and (subject.plural or named or subject.pronoun)
    if cue.form is Form.THIRD:
        return auxiliary == "" and (not subject.plural or subject.proper)
    if cue.form is Form.PAST:
        if cue.kind in {"offer", "act"} and auxiliary == "":
            return False
        return auxiliary in {"", "has", "have", "had"} or (auxiliary in COPULAS and cue.kind == "division")
    return auxiliary in COPULAS and cue.form is Form.ING
