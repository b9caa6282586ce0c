"""Leads: "Option 2", "Phase 1", "Risk C" at the head of a block, which begin an item of a known kind."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from extractors.rulebook import Rule, read_rules
from schemas.enums import SectionName

NUMBER_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


class LeadRule(Rule):
    """The words that begin an item of one section."""

    key_field: ClassVar[str] = "section"

    section: SectionName = Field(description="Where such items belong.")
    words: tuple[str, ...] = Field(description="The words, in lower case and singular.")


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead found at the head of a block."""

    section: SectionName
    number: str
    end: int  # behind number and separator
    title: bool  # was it set off by a separator, so that a title may follow?


class LeadBook:
    """Finds leads by the rules of ``item_leads.toml``."""

    def __init__(self, rules: tuple[LeadRule, ...]) -> None:
        self.sections = {word: rule.section for rule in rules for word in rule.words}
        words = "|".join(sorted((re.escape(word) for word in self.sections), key=len, reverse=True))
        self._pattern = re.compile(
            rf"""(?:\*\*|__)?(?:the\s+)?(?P<word>{words})\.?\s+(?:no\.?\s*|\#\s*)?
            (?P<number>\d{{1,2}}|[A-Ha-h](?![a-z])|[ivxIVX]{{1,4}}(?!\w)|{"|".join(NUMBER_WORDS)})(?P<bracket>\s*\([^()]*\))?
            (?P<close>\*\*|__)?\s*(?P<mark>[:.)–—|-]+|,)?(?:\*\*|__)?(?=\s|$)""",
            re.IGNORECASE | re.VERBOSE,
        )

    def find(self, text: str, start: int, end: int) -> Lead | None:
        """The lead at `start`, None where the block begins otherwise or a verb follows the number at once."""
        match = self._pattern.match(text, start, end)
        if match is None:
            return None
        mark = match.group("mark") or ""
        stop = match.end() if not match.group("bracket") else match.start("bracket")
        rest = text[match.end() : end].strip()
        if not mark and not match.group("close") and rest and not match.group("bracket"):
            return None
        number = match.group("number")
        if number.lower() in NUMBER_WORDS:
            number = str(NUMBER_WORDS.index(number.lower()) + 1)
        return Lead(self.sections[match.group("word").lower()], number, stop, bool(mark))


@lru_cache(maxsize=8)
def load_leads(overlay: Path | None = None) -> LeadBook:
    """The lead rules in force. Raises RuleError where they cannot be used."""
    return LeadBook(read_rules("item_leads", LeadRule, overlay))
