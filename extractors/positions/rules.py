"""The position rules in force: records read from the rule files, compiled once into dictionaries keyed by a first word."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from extractors.positions.inflection import Form, plural, spellings, verb_forms
from extractors.rulebook import Rule, read_rules

CueKind = Literal[
    "attitude", "demand", "offer", "act", "blocker", "assertion", "report", "abstention", "division", "condition", "transparent"
]


class CueRule(Rule):
    """One family of cues: inflected verbs, predicative adjectives, fixed phrases and nouns of one kind and polarity."""

    name: str
    kind: CueKind
    polarity: Literal["positive", "negative", "neutral"]
    strength: Literal[0, 1, 2]
    verbs: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()


class EvaluationRule(Rule):
    """Words that evaluate what a verb of saying reports, or that turn the object of a demand or an opposition round."""

    name: str
    polarity: Literal["positive", "negative", "inaction", "undoing", "evil", "assurance"]
    verbs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class HolderNounRule(Rule):
    """Nouns that name holders; `proper` ones count only in a capitalised name, `modifier` ones only before a noun."""

    name: str
    kind: Literal["organization", "group"]
    proper: bool = False
    modifier: bool = False
    nouns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class RoleNounRule(Rule):
    """Words of offices, of what an organisation is to the protagonist, of titles, and of honorifics."""

    name: str
    use: Literal["office", "entity", "title", "title_modifier", "honorific"]
    words: tuple[str, ...]


class WordsRule(Rule):
    """A plain list of words or verbs."""

    name: str
    verbs: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


class Cue(NamedTuple):
    """One inflected cue: the words after its first, and what it means."""

    rest: tuple[str, ...]
    form: Form
    shape: Literal["verb", "adjective", "phrase", "noun"]
    family: str
    kind: str
    polarity: str
    strength: int


CueIndex = dict[str, tuple[Cue, ...]]


@dataclass(frozen=True, slots=True)
class PositionRules:
    """Everything the position functions look up; build it with `load_position_rules`."""

    cues: CueIndex
    evaluations: CueIndex
    plain_verbs: dict[str, Form]
    auxiliaries: frozenset[str]
    adverbs: frozenset[str]
    inanimate: frozenset[str]
    organization_nouns: frozenset[str]
    organization_names: frozenset[str]
    group_nouns: frozenset[str]
    holder_nouns: frozenset[str]  # every noun that may name a holder, singular or plural
    singular_nouns: frozenset[str]
    generic_modifiers: frozenset[str]
    offices: frozenset[str]
    entity_roles: frozenset[str]
    titles: frozenset[str]
    title_modifiers: frozenset[str]
    honorifics: frozenset[str]
    given_names: frozenset[str]


@lru_cache(maxsize=8)
def load_position_rules(overlay: Path | None = None) -> PositionRules:
    """The packaged position rules with those of an overlay folder laid over them; compiled once for each overlay.

    Raises RuleError where a rule file cannot be used.
    """
    nouns = read_rules("holder_nouns", HolderNounRule, overlay)
    roles = read_rules("role_nouns", RoleNounRule, overlay)
    predicates = {rule.name: rule for rule in read_rules("predicate_words", WordsRule, overlay)}
    names = read_rules("given_names", WordsRule, overlay)

    def role_words(use: str) -> frozenset[str]:
        return frozenset(word for rule in roles if rule.use == use for word in rule.words)

    groups = [rule for rule in nouns if rule.kind == "group" and not rule.modifier]
    organization_nouns = frozenset(
        w for rule in nouns if rule.kind == "organization" and not rule.proper for w in (*rule.nouns, *rule.words)
    )
    bodies = [rule for rule in nouns if rule.kind == "organization" and not rule.proper]
    group_nouns = frozenset(_group_words(groups)) | frozenset(plural(noun) for rule in bodies for noun in rule.nouns)
    singular_nouns = frozenset(spelling for rule in groups for noun in rule.nouns for spelling in spellings(noun))
    offices = role_words("office")
    organizations = [rule for rule in nouns if rule.kind == "organization"]
    return PositionRules(
        cues=_cue_index(read_rules("stance_cues", CueRule, overlay)),
        evaluations=_evaluation_index(read_rules("stance_evaluations", EvaluationRule, overlay)),
        plain_verbs={f: form for verb in predicates["plain_verbs"].verbs for f, form in verb_forms(verb).items()},
        auxiliaries=frozenset(predicates["auxiliaries"].words),
        adverbs=frozenset(predicates["adverbs"].words),
        inanimate=frozenset(predicates["inanimate"].words),
        organization_nouns=organization_nouns,
        organization_names=frozenset(w for rule in organizations if rule.proper for w in (*rule.nouns, *rule.words)),
        group_nouns=group_nouns,
        holder_nouns=group_nouns | organization_nouns | offices | singular_nouns,
        singular_nouns=singular_nouns,
        generic_modifiers=frozenset(w for rule in nouns if rule.modifier for w in rule.words),
        offices=offices,
        entity_roles=role_words("entity"),
        titles=role_words("title"),
        title_modifiers=role_words("title_modifier"),
        honorifics=role_words("honorific"),
        given_names=frozenset(word for rule in names for word in rule.words),
    )


def _group_words(rules: Iterable[HolderNounRule]) -> Iterator[str]:
    for rule in rules:
        yield from rule.words
        for noun in rule.nouns:
            yield from (plural(spelling) for spelling in spellings(noun))


def _cue_index(rules: Iterable[CueRule]) -> CueIndex:
    found: dict[str, list[Cue]] = {}
    for rule in rules:
        meaning = (rule.name, rule.kind, rule.polarity, rule.strength)
        for verb in rule.verbs:
            for spelling in spellings(verb):
                first, *rest = spelling.split()
                forms = {first: Form.BASE} if first in {"will", "would"} else verb_forms(first)
                for word, form in forms.items():
                    _add(found, word, Cue(tuple(rest), form, "verb", *meaning))
        for adjective in rule.adjectives:
            _add_fixed(found, adjective, "adjective", meaning)
        for phrase in rule.phrases:
            _add_fixed(found, phrase, "phrase", meaning)
        for noun in rule.nouns:
            _add_fixed(found, noun, "noun", meaning)
            first, *rest = noun.split()
            if not rest:
                _add_fixed(found, plural(noun), "noun", meaning)
    return _longest_first(found)


def _evaluation_index(rules: Iterable[EvaluationRule]) -> CueIndex:
    found: dict[str, list[Cue]] = {}
    for rule in rules:
        meaning = (rule.name, "evaluation", rule.polarity, 1)
        for verb in rule.verbs:
            for spelling in spellings(verb):
                first, *rest = spelling.split()
                forms = {first: Form.BASE} if first in {"must", "should"} else verb_forms(first)
                for word, form in forms.items():
                    _add(found, word, Cue(tuple(rest), form, "verb", *meaning))
        for word in rule.words:
            _add_fixed(found, word, "phrase", meaning)
    return _longest_first(found)


def _add_fixed(
    found: dict[str, list[Cue]], phrase: str, shape: Literal["adjective", "phrase", "noun"], meaning: tuple[str, str, str, int]
) -> None:
    for spelling in spellings(phrase):
        first, *rest = spelling.split()
        _add(found, first, Cue(tuple(rest), Form.FIXED, shape, *meaning))


def _add(found: dict[str, list[Cue]], word: str, cue: Cue) -> None:
    found.setdefault(word, []).append(cue)


def _longest_first(found: dict[str, list[Cue]]) -> CueIndex:
    return {word: tuple(sorted(cues, key=lambda cue: -len(cue.rest))) for word, cues in found.items()}
