"""The grammar of a citation: a word of reference, locators, ranges and lists, made from ``citation_words.toml``."""

import re
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from extractors.rulebook import Rule, read_rules
from schemas.enums import CitationKind

_DIGITS = r"\d{1,4}(?:\.\d{1,2})?(?-i:[A-Za-z])?(?![\w%])"
_LETTERED = r"[A-Z]{1,3}-\d{1,3}[A-Za-z]?"  # TN-3
_LETTER = r"[A-Z](?:\.?\d{1,2})?(?![\w'’.])|[A-Z](?=\.(?:\s|$|[)\]]))"  # Appendix B, Exhibit A.1, "Exhibit C."
_LOCATOR = rf"(?<![A-Za-z0-9])(?-i:{_LETTERED}|{_DIGITS}|{_LETTER}|[IVX]{{1,5}}(?!\w))"
_DASH = r"\s*(?:[-–—]|\bto\b|\bthrough\b)\s*"
_COMMA = r"\s*(?:,\s*(?:and|&)?|;|&|\+|\band\b|\bor\b|/)\s*"


class CitationRule(Rule):
    """The words of one kind of citation."""

    key_field: ClassVar[str] = "kind"

    kind: CitationKind = Field(description="What is pointed at.")
    forms: tuple[str, ...] = Field(description="Words, in lower case; a point may follow.")
    signs: tuple[str, ...] = Field(default=(), description="Signs, as they stand.")
    alone: bool = Field(default=False, description="Does it count outside brackets?")


class CitationGrammar:
    """Compiled patterns; `refs` finds a word of reference with its locators, `locators` takes those apart."""

    def __init__(self, rules: tuple[CitationRule, ...]) -> None:
        self.kinds = {form: rule.kind for rule in rules for form in (*rule.forms, *rule.signs)}
        forms = "|".join(sorted((re.escape(f) for rule in rules for f in rule.forms), key=len, reverse=True))
        signs = "|".join(sorted((re.escape(s) for rule in rules for s in rule.signs), key=len, reverse=True)) or r"(?!)"
        word = rf"(?:(?<![\w])(?P<form>{forms})\b\.?\s*|(?P<sign>{signs})\s*)(?:(?:nos?|numbers?)\.?\s*)?"
        plain = rf"{_LOCATOR}(?:{_DASH}{_LOCATOR})?(?:{_COMMA}{_DIGITS}(?:{_DASH}{_DIGITS})?)*"
        items = rf"{_LOCATOR}(?:{_DASH}{_LOCATOR})?(?:{_COMMA}{_LOCATOR}(?![A-Za-z])(?:{_DASH}{_LOCATOR})?)*"
        self.refs = re.compile(rf"{word}(?P<items>{items})", re.IGNORECASE)
        alone = "|".join(sorted((re.escape(f) for r in rules if r.alone for f in r.forms if len(f) > 3), key=len, reverse=True))
        self.alone = re.compile(rf"(?<![\w])(?P<form>{alone})\s+(?P<items>{plain})", re.IGNORECASE)
        self.locators = re.compile(rf"(?P<first>{_LOCATOR})(?:{_DASH}(?P<last>{_LOCATOR}))?", re.IGNORECASE)


@lru_cache(maxsize=8)
def load_grammar(overlay: Path | None = None) -> CitationGrammar:
    """The citation grammar in force. Raises RuleError where its rules cannot be used."""
    return CitationGrammar(read_rules("citation_words", CitationRule, overlay))
