"""Leads: "Option 2", "Phase 1", "Risk C" at the head of a block, which begin an item of a known kind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field

from extractors.rulebook import Rule, read_rules
from schemas.enums import SectionName

NUMBER_WORDS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"]


_COUNTED = re.compile(
    rf"(?:\*\*|__)?(?P<word>[A-Z][A-Za-z]{{2,14}})\s+(?P<number>\d{{1,2}}|[A-H]|[IVX]{{1,4}}|(?i:{'|'.join(NUMBER_WORDS)}))(?P<bracket>\s*\([^()]*\))?"
    r"(?P<close>\*\*|__)?\s*(?P<mark>[:.)–—|-]+|,)?(?:\*\*|__)?(?=\s|$)"
)
# What counts parts of the document, of the case or of time rather than options.
_NEVER = frozenset(
    (
        *(
            "part",
            "section",
            "chapter",
            "exhibit",
            "table",
            "figure",
            "appendix",
            "annex",
            "page",
            "paragraph",
            "slide",
            "note",
        ),
        *("day", "week", "month", "quarter", "year", "group", "team", "question"),
    )
)


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

    def find(self, text: str, start: int, end: int, own: frozenset[str] = frozenset()) -> Lead | None:
        """The lead at `start`, None where the block begins otherwise or a verb follows the number at once.

        `own` are words that the document itself counts options with (`counted_words`).
        """
        match = self._pattern.match(text, start, end)
        if match is None and own:
            other = _COUNTED.match(text, start, end)
            match = other if other is not None and other.group("word").lower() in own else None
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
        section = self.sections.get(match.group("word").lower(), SectionName.OPTIONS)
        return Lead(section, number, stop, bool(mark))

    def counted_words(self, text: str, blocks: Iterable[tuple[int, int]]) -> frozenset[str]:
        """Words that no rule knows and the document counts with: "Scheme A - ...", "Scheme B - ..." at the head of blocks."""
        seen: dict[str, set[str]] = {}
        for start, end in blocks:
            if match := _COUNTED.match(text, start, end):
                seen.setdefault(match.group("word").lower(), set()).add(match.group("number").upper())
        return frozenset(
            word
            for word, numbers in seen.items()
            if word not in self.sections
            and word not in _NEVER
            and any(pair <= numbers for pair in ({"A", "B"}, {"1", "2"}, {"I", "II"}, {"ONE", "TWO"}))
        )


@lru_cache(maxsize=8)
def load_leads(overlay: Path | None = None) -> LeadBook:
    """The lead rules in force. Raises RuleError where they cannot be used."""
    return LeadBook(read_rules("item_leads", LeadRule, overlay))
