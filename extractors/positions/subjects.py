"""The noun phrase that opens a clause: where its name ends, and whether it can hold a position."""

from typing import NamedTuple

from extractors.positions.cues import DETERMINERS, NOUN_LIKE, PRONOUNS, is_adverb, is_plural, match
from extractors.positions.inflection import Form
from extractors.positions.rules import PositionRules
from extractors.positions.tokens import Tokens
from extractors.positions.words import word_set

_QUANTIFIERS = word_set(
    """
    some many most several all both few certain various two three four five six seven eight nine ten dozen
    dozens other half numerous countless
    """
)
_COUNTED = word_set(
    """
    one some many most several all both few half each none part members majority number group handful third
    quarter two three four number couple
    """
)
_PARTICLES = word_set("de da di del della dos du la le van von der den ter bin al el & y e ibn")
_NAME_PREPOSITIONS = word_set("of for on")
_PREPOSITIONS = word_set(
    "for in on at by with from to of after before during under over within without until since despite as like"
)
_LOCAL_PREPOSITIONS = word_set("over aged in at from along around near")
_AFTER_PARTICIPLE = word_set("in by at for with on from to during since")
_HEADS_OF_NAMES = word_set("friends sisters brothers daughters knights people house sons city town head director chief bank")
_FIRST_PERSONS = word_set(
    """
    i we you one there here this that these those what nothing nobody everybody everyone anyone something who
    which why how our us my
    """
)
RELATIVES = word_set("who which whom whose that")
_STOPS = word_set(', ; : ( ) — – - -- “ ” " ? ! . [ ] …')


class Subject(NamedTuple):
    """Tokens of a noun phrase: first and one past the last of its name, and of the determiner-free whole."""

    first: int
    last: int
    proper: bool
    pronoun: bool
    definite: bool
    plural: bool


def read_subject(tokens: Tokens, at: int, end: int, text: str, rules: PositionRules) -> Subject | None:
    """The noun phrase that begins at token `at`, or None where no holder can begin there."""
    if at >= end:
        return None
    low = tokens.low
    if low[at] in PRONOUNS:
        return Subject(at, at + 1, False, True, False, low[at] == "they")
    if low[at] in _FIRST_PERSONS and not (
        low[at] in {"one", "this", "these", "those", "that"} and at + 2 < end and _counts(tokens, at, end)
    ):
        return None
    if low[at] in _PREPOSITIONS:
        return None
    definite = False
    if low[at] in _COUNTED and at + 2 < end and low[at + 1] == "of":
        at += 2
    elif low[at] in {"a", "the"} and at + 3 < end and low[at + 1] in _COUNTED and low[at + 2] == "of":
        at += 3
    while at < end and (
        low[at] in DETERMINERS or low[at] in _QUANTIFIERS or low[at].isdigit() or low[at] == "and" or (low[at] in {"more", "a"})
    ):
        if low[at] == "the" and at + 1 < end and tokens.raw[at] == "The" and tokens.raw[at + 1][0].isupper():
            pass
        definite = definite or low[at] in {"the", "its", "their", "his", "her", "this", "these"}
        at += 1
        if at < end and low[at] == "of":
            at += 1
    if at >= end or tokens.raw[at] in _STOPS or low[at] in rules.auxiliaries:
        return None
    titled = at
    while (
        titled < end - 1
        and tokens.raw[titled][0].islower()
        and low[titled] in rules.titles | rules.title_modifiers | rules.offices
    ):
        titled += 1
    if at < titled and low[titled - 1] in rules.offices and tokens.raw[titled][0].isupper():  # "her co-founder Sam Reiss"
        named = _proper_end(tokens, titled, end, text, rules)
        if named is not None:
            return Subject(at, named, True, False, definite, False)
    proper_last = _proper_end(tokens, at, end, text, rules)
    if proper_last is not None:
        last = proper_last
        return Subject(at, last, True, False, definite, is_plural(low[last - 1], rules))
    last = _common_end(tokens, at, end, rules)
    if last == at:
        return None
    head = _head(tokens, at, last)
    return Subject(at, last, False, False, definite, is_plural(low[head], rules))


def head_of(tokens: Tokens, subject: Subject) -> str:
    """The head noun of a subject in lower case."""
    return tokens.low[_head(tokens, subject.first, subject.last)]


def _counts(tokens: Tokens, at: int, end: int) -> bool:
    return tokens.low[at + 1] == "of"


def _head(tokens: Tokens, first: int, last: int) -> int:
    for at in range(first + 1, last):
        if tokens.low[at] in _NAME_PREPOSITIONS or tokens.low[at] in _LOCAL_PREPOSITIONS:
            return at - 1
    return last - 1


def _proper_end(tokens: Tokens, at: int, end: int, text: str, rules: PositionRules) -> int | None:
    """One past the last token of a capitalised name that begins at `at`, or None where none does."""
    raw, low = tokens.raw, tokens.low
    if not raw[at][0].isupper():
        return None
    last = at + 1
    while last < end:
        word = raw[last]
        if word[0].isupper() or word[0].isdigit():
            last += 1
        elif low[last] in _PARTICLES and last + 1 < end and raw[last + 1][0].isupper():
            last += 2
        elif low[last] in {"of", "for", "on", "the", "and", "of the"} and _continues(tokens, at, last, end, rules):
            last += 2 if raw[last + 1][0].isupper() else 3
        elif word == "." and len(raw[last - 1]) == 1 and last + 1 < end and raw[last + 1][0].isupper():
            last += 2
        else:
            break
    if last - at == 1 and _before_holder_noun(tokens, at, last, end, rules):
        return None  # "the Danish pension fund"
    if last - at == 1 and not _is_name(tokens, at, text, rules):
        return None
    if (
        last - at == 1
        and low[at] in rules.holder_nouns
        and last < end
        and raw[last].isalpha()
        and not _is_predicate_word(tokens, at, last, end, rules)
    ):
        return None
    if (
        last < end
        and raw[last][0].islower()
        and low[last] not in _PARTICLES
        and low[last] in (rules.holder_nouns)
        and not _is_predicate_word(tokens, at, last, end, rules)
    ):
        return None  # "Lyon managers": read as a common noun phrase
    return last


def _before_holder_noun(tokens: Tokens, first: int, at: int, end: int, rules: PositionRules) -> bool:
    """Whether lower-case words up to a noun of holders follow, with no verb between."""
    for step in range(at, min(end, at + 4)):
        word = tokens.low[step]
        if (
            not tokens.raw[step][0].islower()
            or word in rules.auxiliaries
            or _is_predicate_word(tokens, first, step, end, rules)
        ):
            return False
        if word in rules.holder_nouns:
            return True
    return False


def _continues(tokens: Tokens, first: int, at: int, end: int, rules: PositionRules) -> bool:
    """Whether "of", "for", "and" at token `at` goes on with the name: "Department of Transportation", "Harrow and Vale"."""
    raw, low = tokens.raw, tokens.low
    after = at + 1
    if after < end and low[after] == "the" and after + 1 < end and low[at] in {"of", "for"}:
        return raw[after + 1][0].isupper() and _organization_word(low[at - 1], rules)
    if after >= end or not raw[after][0].isupper():
        return False
    if low[at] == "and":
        return _organization_word(low[first], rules) or (
            after + 1 < end and _organization_word(low[after + 1], rules) and at - first == 1
        )
    if low[at] == "on":
        return _organization_word(low[at - 1], rules)
    return low[at] in {"of", "for"} and (
        _organization_word(low[at - 1], rules) or low[at - 1] in _HEADS_OF_NAMES or low[at - 1] in rules.titles
    )


def _organization_word(word: str, rules: PositionRules) -> bool:
    return word in rules.organization_nouns or word in rules.organization_names


def _is_sentence_start(tokens: Tokens, at: int) -> bool:
    return at == 0 or not tokens.raw[at - 1][0].isalnum() or tokens.low[at - 1] in {"and", "but", "while"}


def _is_name(tokens: Tokens, at: int, text: str, rules: PositionRules) -> bool:
    """Whether a single capitalised word is a name: inside a sentence, an acronym, or never in lower case in the text."""
    word = tokens.raw[at]
    low = tokens.low[at]
    if len(word) > 1 and word[1:].upper() == word[1:] and word[1:].lower() != word[1:]:
        return True
    if not _is_sentence_start(tokens, at) or low in rules.given_names:
        return True
    if low in rules.group_nouns or low in rules.organization_nouns or low in rules.offices or low in rules.generic_modifiers:
        return False
    following = tokens.low[at + 1] if at + 1 < len(tokens) else ""
    hit = match(rules.cues, tokens, at + 1, len(tokens), rules) if following else None
    if (hit is not None and hit.cue.form is Form.BASE) or following in NOUN_LIKE or low.endswith(("ed", "ing")):
        return False
    bare = word.removesuffix("'s").removesuffix("’s")
    return f" {bare.lower()}" not in text and (
        _mid_sentence(bare, text) or not low.endswith(("s", "ing", "ion", "ity", "ness", "ment", "ance", "th"))
    )


def _mid_sentence(word: str, text: str) -> bool:
    found = text.find(f" {word}", 2)
    while found > 1:
        if text[found - 1].isalpha() or text[found - 1] == ",":
            return True
        found = text.find(f" {word}", found + 1)
    return False


def _common_end(tokens: Tokens, at: int, end: int, rules: PositionRules) -> int:
    """One past the last token of a noun phrase in lower case: up to a verb, a relative, punctuation or a loose preposition."""
    raw, low = tokens.raw, tokens.low
    last = at
    named = False  # a holder noun has been seen
    while last < end and last - at < 14:
        word = low[last]
        if raw[last] in _STOPS or word in RELATIVES or word in rules.auxiliaries:
            break
        if last > at and _is_predicate_word(tokens, at, last, end, rules, _head(tokens, at, last)):
            break
        if last > at and word.endswith("ed") and named and last + 1 < end and low[last + 1] in _AFTER_PARTICIPLE:
            break
        if last > at and word in _NAME_PREPOSITIONS | _LOCAL_PREPOSITIONS:
            if not named or (
                word != "of"
                and last + 1 < end
                and low[last + 1]
                in {
                    "its",
                    "their",
                    "turn",
                    "fact",
                    "particular",
                    "first",
                    "least",
                    "private",
                    "public",
                    "principle",
                    "favour",
                    "favor",
                    "once",
                }
            ):
                break
            last += 1
            while last < end and low[last] in DETERMINERS:
                last += 1
            named = False
            if last < end:
                last += 1
                named = True
            continue
        if last > at and (
            (
                is_adverb(word, rules)
                and word not in {"most", "more", "less", "early", "second", "all", "first", "so", "far", "both", "well"}
            )
            or word
            in {
                "with",
                "by",
                "under",
                "across",
                "within",
                "behind",
                "around",
                "outside",
                "inside",
                "than",
                "to",
                "as",
                "if",
                "without",
                "like",
                "near",
            }
        ):
            break
        if last > at and word in {"and", "or"} and named:
            following = low[last + 1] if last + 1 < end else ""
            if not (
                following in rules.group_nouns
                or following in rules.organization_nouns
                or following in rules.generic_modifiers
                or (last + 2 < end and low[last + 2] in rules.group_nouns)
                or following in DETERMINERS
            ):
                break
        bare = word.rstrip("'")
        named = named or bare in rules.holder_nouns or is_plural(word, rules)
        last += 1
    while last > at and low[last - 1] in {"and", "or", "of", "in", "at", "for", "on", "from", "the"}:
        last -= 1
    return last


def _is_predicate_word(tokens: Tokens, first: int, at: int, end: int, rules: PositionRules, head: int | None = None) -> bool:
    """Whether the word at `at`, after a noun, is a finite verb that agrees with that noun (or a participle behind it)."""
    word, before = tokens.low[at], tokens.low[at - 1]
    inner = head is not None and head < at - 1
    if word in rules.auxiliaries:
        return True
    hit = match(rules.cues, tokens, at, end, rules)
    form = hit.cue.form if hit is not None and hit.cue.shape == "verb" else rules.plain_verbs.get(word)
    if form is None or form is Form.FIXED:
        return False
    bare = before.rstrip("'")
    if word in rules.group_nouns and not (at + 1 < end and tokens.low[at + 1] in DETERMINERS):
        return False  # "pension funds have", but "the bank funds the"
    if before.endswith(("'", "'s")) or before in DETERMINERS or before == "and":
        return False
    many = is_plural(tokens.low[head] if head is not None and inner else before, rules)
    if form is Form.THIRD:
        return (
            not many
            or bare in {"staff", "management", "team", "board", "family", "press", "community"}
            or tokens.raw[at - 1][0].isupper()
        )
    if form is Form.BASE:
        after = tokens.low[at + 1] if at + 1 < end else ""
        return (many or bare in {"team", "family", "board", "community"} or tokens.low[max(first - 1, 0)] == "and") and not (
            after in rules.group_nouns and hit is None
        )
    return (
        bare in rules.group_nouns
        or bare in rules.organization_nouns
        or bare in rules.offices
        or tokens.raw[at - 1][0].isupper()
        or many
    )
