"""Of what kind a holder is: one person, one organisation, or an unnamed many."""

import re

from extractors.positions.rules import PositionRules
from extractors.positions.words import word_set
from schemas.enums import StakeholderKind

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'\-&/.][^\W_]+)*[’']?|&")
_PARTICLES = word_set(
    """
    de da di del della dos du la le van von der den ter bin binti al el of the and & for y e ibn ben zu
    """
)
AGENTS = ("eers", "ists", "ians", "ees", "ants", "smen", "ors", "ers")  # plurals of those who do something
_PERSON, _ORGANIZATION, _GROUP = StakeholderKind.PERSON, StakeholderKind.ORGANIZATION, StakeholderKind.GROUP
_POST_MODIFIERS = word_set(
    """
    of in at from for on with across within under behind who that which whose inside outside near around to
    against
    """
)
_PLURAL_INITIALISM = re.compile(r"[A-Z]{2,}s")
_INITIALISMS_OF_PERSONS = word_set("CEO CFO COO CTO CMO CIO CHRO CSO CPO CRO CDO MD GM VP SVP EVP MP PM")


def holder_kind(name: str, role: str | None, rules: PositionRules, passage: str = "") -> StakeholderKind:
    """The kind of the holder `name`, given its role or description and, if at hand, the passage that speaks of it.

    Looks in turn at names of organisations in brackets ("Regulators (PBOC)"), organisation words in a proper name, plural and
    collective head nouns, offices, the shape of a personal name, and what the role says; `passage` adds "who", "his", "which".
    """
    words = _WORD.findall(name)
    if words and words[0].lower() in {"the", "a", "an"}:
        words = words[1:]
    if not words:
        return _GROUP
    head_words = _before_modifier(words)
    low = [word.lower().replace("’", "'") for word in words]
    head = head_words[-1].lower()
    proper = _is_proper(words, rules)
    if role and _is_initialism(role):
        return _PERSON if role.strip(" .") in _INITIALISMS_OF_PERSONS else _ORGANIZATION
    if low[0] in rules.honorifics:
        return _PERSON
    if len(words) == 1:
        return _one_word(words[0], low[0], role, rules, passage)
    if low[0] in {"board", "boards"} or head == "board":
        return _ORGANIZATION if "trade" in low else _GROUP
    if _legal_form(low, rules):
        return _ORGANIZATION
    if _joins_two(words, low, rules):
        return _GROUP
    if _plural_head(head_words, low, rules, proper):
        return _GROUP
    if (
        head in rules.offices
        and (head in _CERTAIN_OFFICES or head not in rules.organization_nouns | rules.organization_names)
        and len(words) > 1
        and _office(low[: len(head_words)], rules)
        and not is_personal_name(words, rules)
    ):
        return _PERSON
    if _names_organization(words, low, head, rules, proper):
        return _personal_role(role, rules, words) or _ORGANIZATION
    if head in rules.group_nouns and not proper:
        return _GROUP
    if head in rules.singular_nouns and head not in rules.offices and not proper:
        return _ORGANIZATION
    if _office(low[: len(head_words)], rules):
        return _PERSON
    return _by_shape(words, low, role, rules, passage, proper)


def is_personal_name(words: list[str], rules: PositionRules) -> bool:
    """Whether capitalised words have the shape of a person's name, without any word of an organisation."""
    core = [word for word in words if word.lower() not in rules.honorifics]
    if not core or len(core) > 5 or any(not word[0].isupper() and word.lower() not in _PARTICLES for word in core):
        return False
    low = [word.lower() for word in core]
    if low[0] in rules.given_names:
        return len(core) == 1 or not (low[-1] in rules.organization_names or low[-1] in rules.organization_nouns)
    if any(word in rules.organization_names or word in rules.organization_nouns or word in rules.group_nouns for word in low):
        return False
    if any(w in {"of", "&", "the", "for"} for w in low) or any(len(w) > 1 and w.isupper() for w in core):
        return False
    if any(w in rules.offices for w in low):
        return False
    return len(core) >= 2


def _before_modifier(words: list[str]) -> list[str]:
    for at, word in enumerate(words):
        if at and word.lower() in _POST_MODIFIERS:
            return words[:at]
    return words


def _is_proper(words: list[str], rules: PositionRules) -> bool:
    """Whether every word of the name is capitalised, as far as names go, and not all of them are common words."""
    capital = [w for w in words if w[0].isupper() or w[0].isdigit()]
    rest = [w for w in words if not (w[0].isupper() or w[0].isdigit()) and w.lower() not in _PARTICLES]
    return bool(capital) and not rest


def _is_initialism(role: str) -> bool:
    word = role.strip(" .")
    return len(word) >= 2 and word.isupper() and word.isalpha() and len(word) <= 6


def _one_word(word: str, low: str, role: str | None, rules: PositionRules, passage: str) -> StakeholderKind:
    if word in _INITIALISMS_OF_PERSONS:
        return _PERSON
    if _PLURAL_INITIALISM.fullmatch(word) or low in rules.group_nouns:
        return _GROUP
    if word.isupper() and len(word) >= 2:
        return _ORGANIZATION
    if low in rules.offices and low not in rules.organization_nouns:
        return _PERSON
    if low in rules.organization_nouns or low in rules.singular_nouns:
        return _ORGANIZATION
    if low in rules.organization_names and low.endswith(("ent", "ship")):
        return _GROUP
    by_role = _role_kind(role, rules)
    if by_role is not None:
        return by_role
    by_passage = _pronoun_kind(passage)
    if by_passage is not None:
        return by_passage
    if low in rules.given_names:
        return _PERSON
    if low.endswith("s") and not low.endswith(("ss", "us", "is")) and not word[1:2].isupper():
        return _GROUP if word[0].islower() or low.endswith(AGENTS) else _ORGANIZATION
    return _ORGANIZATION if word[0].isupper() else _GROUP


def _legal_form(low: list[str], rules: PositionRules) -> bool:
    return len(low) > 1 and low[-1].rstrip(".") in _LEGAL_FORMS


_LEGAL_FORMS = word_set(
    """
    inc ltd llc plc corp gmbh ag sa s.a spa s.p.a nv n.v bv b.v ab asa oy kk pte pty llp lp sarl srl limited
    incorporated holdings group
    """
)


def _joins_two(words: list[str], low: list[str], rules: PositionRules) -> bool:
    """ "Anna Berg and Tom Reed": two personal names are a group."""
    if "and" not in low:
        return False
    at = low.index("and")
    return is_personal_name(words[:at], rules) and is_personal_name(words[at + 1 :], rules)


def _plural_head(head_words: list[str], low: list[str], rules: PositionRules, proper: bool) -> bool:
    head = head_words[-1].lower().replace("’", "'").rstrip("'")
    if head not in rules.group_nouns and not _PLURAL_INITIALISM.fullmatch(head_words[-1]):
        if proper or not head.endswith("s") or head.endswith(("ss", "us", "is", "works")):
            return False
        return len(head_words) > 1 or head_words[0][0].islower()
    modifiers = low[: len(head_words) - 1]
    if head in rules.organization_names and proper:  # "Crestline Partners", but "Channel Partners"
        return all(_is_common(word, rules) for word in modifiers)
    return not (proper and head in _COLLECTIVES_IN_NAMES and not all(_is_common(w, rules) for w in modifiers))


_COLLECTIVES_IN_NAMES = word_set("press media team industry trade market markets hands people families family board")


def _is_common(word: str, rules: PositionRules) -> bool:
    word = word.rstrip("'")
    parts = word.split("-")
    return (
        word in rules.generic_modifiers
        or word in rules.group_nouns
        or word in rules.organization_nouns
        or word in rules.offices
        or word.endswith(("ing", "al", "ed", "ive", "ary"))
        or (len(parts) > 1 and all(part in rules.generic_modifiers or part in rules.organization_nouns for part in parts))
    )


def _names_organization(words: list[str], low: list[str], head: str, rules: PositionRules, proper: bool) -> bool:
    if head in rules.organization_nouns:
        return True
    if low[0] in _BODIES_OF and "of" in low:
        return True
    if " ".join(low[-2:]) in rules.organization_nouns or " ".join(low) in rules.organization_nouns:
        return True
    if any(len(word) >= 3 and word.isupper() and word.isalpha() and word not in _INITIALISMS_OF_PERSONS for word in words):
        return proper and not is_personal_name([w for w in words if not w.isupper()], rules)
    if not proper:
        return False
    organization_words = [w for w in low if w.rstrip("'") in rules.organization_names or w in rules.organization_nouns]
    if not organization_words:
        return any(word == "&" for word in low)
    first_given = low[0] in rules.given_names
    if first_given and len(words) == 2 and low[1] not in _STRONG_ORGANIZATION_WORDS:
        return False  # "Mark House", "Anna Steel"
    return not (low[0] in rules.titles and is_personal_name(words[1:], rules))


_STRONG_ORGANIZATION_WORDS = word_set(
    """
    bank capital partners ventures holdings fund group trust foundation union council agency association limited
    ltd inc industries technologies systems foods motors airlines airways investments equity insurance society
    committee institute federation university
    """
)


_BODIES_OF = word_set("city department ministry university bank friends state house church town port kingdom republic")
_BROTHERHOODS = word_set("friends sisters brothers sons daughters knights")


def _office(low: list[str], rules: PositionRules) -> bool:
    return (
        low[-1] in rules.offices
        or " ".join(low[-2:]) in rules.offices
        or low[0] in {"head", "vp", "director", "president", "chief"}
    )


def _personal_role(role: str | None, rules: PositionRules, words: list[str]) -> StakeholderKind | None:
    """A person whose surname is a word of organisations: "Peter Banks, chairman"."""
    if role and _role_kind(role, rules) is _PERSON and words[0].lower() in rules.given_names and len(words) <= 3:
        return _PERSON
    return None


def _role_kind(role: str | None, rules: PositionRules) -> StakeholderKind | None:
    if not role:
        return None
    words = [word.lower().replace("’", "'") for word in _WORD.findall(role)]
    until = next((at for at, word in enumerate(words) if at and word in _POST_MODIFIERS), len(words))
    core = words[:until]
    if not core:
        return None
    if any(word in _CERTAIN_OFFICES for word in core):
        return _PERSON
    if core[-1] in rules.entity_roles:
        return _ORGANIZATION
    if core[-1] in rules.offices or any(word in rules.offices for word in core):
        return _PERSON
    if any(word in rules.entity_roles for word in core):
        return _ORGANIZATION
    return None


_CERTAIN_OFFICES = word_set(
    """
    ceo cfo coo cto cmo cio chro chief chairman chairwoman chairperson chair president director manager head
    founder co-founder cofounder officer executive minister mayor professor dean secretary governor engineer
    editor surgeon heir heiress brother sister son daughter widow wife husband father mother cousin
    granddaughter grandson great-granddaughter vp spokesman spokeswoman spokesperson leader
    """
)


def _pronoun_kind(passage: str) -> StakeholderKind | None:
    if not passage:
        return None
    if re.search(r"\b(?:he|she|his|her|him|himself|herself|who|whom)\b", passage):
        return _PERSON
    if re.search(r", which\b|\bits\b|\bitself\b", passage):
        return _ORGANIZATION
    return None


def _by_shape(
    words: list[str], low: list[str], role: str | None, rules: PositionRules, passage: str, proper: bool
) -> StakeholderKind:
    by_role = _role_kind(role, rules)
    given = low[0] in rules.given_names or (low[0] in rules.titles and len(low) > 1 and low[1] in rules.given_names)
    if by_role is _PERSON and proper:
        return _PERSON
    if given and proper:
        return _PERSON
    if by_role is not None and proper:
        return by_role
    if not proper:
        last = low[-1]
        return _GROUP if last.endswith("s") or by_role is None else by_role
    if low[0] in rules.titles:
        return _PERSON
    if passage and (by_passage := _pronoun_kind(passage)) is not None:
        return by_passage
    return _PERSON if is_personal_name(words, rules) else _ORGANIZATION
