"""Titles of cases: what sellers and sites hang on them is taken off, and told from a heading."""

import re
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from extractors.passages import Span, trim
from extractors.rulebook import Rule, RuleError, read_rules

_SUBJECT = re.compile(r"(?:\*\*|__)?(?:subject|re|title|topic|case)(?:\*\*|__)?\s*:(?:\*\*|__)?\s*(?=\S)", re.IGNORECASE)


class SuffixRule(Rule):
    """A pattern that ends a title without belonging to it."""

    name: str = Field(description="Its name.")
    pattern: str = Field(description="Regular expression over the suffix's words.")
    alone: bool = Field(
        default=False, description="Does it name the kind of document on a line of its own, rather than end a title?"
    )


class TitleBook:
    """Takes suffixes off titles by the rules of ``title_suffixes.toml``."""

    def __init__(self, rules: tuple[SuffixRule, ...]) -> None:
        try:
            body = "|".join(f"(?:{re.compile(rule.pattern).pattern})" for rule in rules if not rule.alone)
            alone = "|".join(f"(?:{re.compile(rule.pattern).pattern})" for rule in rules if rule.alone)
        except re.error as error:
            raise RuleError(f"title_suffixes.toml: {error}. Mend the regular expression.") from error
        self._suffix = re.compile(rf"(?P<mark>\s*[-–—|:,(]\s*|\s+)(?:{body})\s*\)?\s*$", re.IGNORECASE)

        self._kind = re.compile(
            rf"\W*(?:{alone or '(?!)'})\W*$|\W*(?:to|from|date|re|subject|cc|author|course|prepared (?:by|for))\b\W*:.*$",
            re.IGNORECASE,
        )

    def is_kind(self, text: str, start: int, end: int) -> bool:
        """Does a line only name the kind of document, or its sender and addressee?"""
        return self._kind.match(text[start:end].replace("*", "")) is not None

    def subject(self, text: str, start: int, end: int) -> Span | None:
        """The title in a memo's subject line, None for any other line."""
        match = _SUBJECT.match(text, start, end)
        return self.strip(text, match.end(), end) if match else None

    def strip(self, text: str, start: int, end: int) -> Span:
        """The range of the title without its suffix; the whole range where nothing else would be left."""
        span = trim(text, start, end)
        while match := self._suffix.search(text, max(span.start, span.end - 90), span.end):
            shorter = trim(text, span.start, match.start(), " -–—|:,")
            if not shorter or shorter.end - shorter.start < 2:
                break
            span = shorter
        return span

    def has_suffix(self, text: str, start: int, end: int) -> bool:
        """Does the line end like a seller's title?"""
        return self.strip(text, start, end).end < trim(text, start, end).end


@lru_cache(maxsize=8)
def load_titles(overlay: Path | None = None) -> TitleBook:
    """The title rules in force. Raises RuleError where they cannot be used."""
    return TitleBook(read_rules("title_suffixes", SuffixRule, overlay))
