"""What a heading means: its canonical section by alias, by likeness, or by the words in it, with the reason kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field
from rapidfuzz import fuzz, process

from extractors.passages import without_emphasis
from extractors.rulebook import Rule, read_rules
from schemas.enums import SectionName

_LIKE = 88.0  # ratio from which a heading is a misspelt alias; wrong ones stay far below
_BY_WORDS = 0.8  # the highest score that single words give
_CACHED = 20_000
_CLAUSE = re.compile(r"[,;:]\s|\s[–—-]\s")
_MANY_WORDS = 10  # longer lines are sentences
_LEAST_FUZZY = 6  # shorter headings are too easily alike
_NUMBERING = re.compile(
    r"""^(?:(?:part|section|chapter|step)\s+(?:[ivx]{1,5}|\d{1,2}|[a-z]|one|two|three|four|five|six)\s*[.:)–—-]\s*
      | \d{1,2}(?:\.\d{1,2})*[.):]?\s+ | [ivx]{1,5}[.):]\s+ | \(?[a-z0-9][.)]\s+ )""",
    re.IGNORECASE | re.VERBOSE,
)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_NOT_WORD = re.compile(r"[^\w&+/;-]+")
_ARTICLES = frozenset(["the", "a", "an", "our", "my", "your"])
_LEADING = _ARTICLES | frozenset(
    "their its key main core brief overview of on preliminary initial final proposed list current principal".split()  # noqa: SIM905
)


class HeadingRule(Rule):
    """The headings of one section."""

    key_field: ClassVar[str] = "section"

    section: SectionName = Field(description="The canonical section.")
    parent: SectionName | None = Field(default=None, description="The section it usually stands in.")
    container: bool = Field(default=False, description="Does it usually hold other sections rather than text?")
    aliases: tuple[str, ...] = Field(description="Whole headings, normalised.")
    words: tuple[str, ...] = Field(default=(), description="Words of which one in the heading tells the section.")
    pairs: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = Field(
        default=(), description="Sets of words of which one from each side must stand in the heading."
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """A heading's section, how it was told, and how sure that is (1 for an exact alias)."""

    section: SectionName
    reason: str
    score: float

    @property
    def exact(self) -> bool:
        """Was the whole heading known?"""
        return self.score >= 0.99


class HeadingBook:
    """Reads headings by the rules of ``headings.toml``."""

    def __init__(self, rules: Iterable[HeadingRule]) -> None:
        self.rules = tuple(rules)
        self.aliases: dict[str, SectionName] = {}
        for rule in self.rules:
            for alias in rule.aliases:
                self.aliases.setdefault(normalise(alias), rule.section)
        for alias, section in list(self.aliases.items()):
            self.aliases.setdefault(_bare(alias, _ARTICLES), section)
        self.containers = frozenset(rule.section for rule in self.rules if rule.container)
        self.parents = {rule.section: rule.parent for rule in self.rules if rule.parent is not None}
        self._choices = [alias for alias in self.aliases if len(alias) >= _LEAST_FUZZY]
        self._cache: dict[str, Reading | None] = {}

    def read(self, heading: str) -> Reading | None:
        """The section that `heading` names, None where no rule knows it."""
        if heading not in self._cache:
            if len(self._cache) > _CACHED:
                self._cache.clear()
            self._cache[heading] = self._read_whole(heading)
        return self._cache[heading]

    def is_alias(self, heading: str) -> bool:
        """Is the whole heading, not a clause of it, a known one?"""
        return any(form in self.aliases for form in _forms(normalise(heading)))

    def _read_whole(self, heading: str) -> Reading | None:
        """The reading of the whole where an alias is met or alike, else of its first clause, else by its words."""
        whole = self._read(normalise(heading))
        if whole is not None and whole.score > _BY_WORDS:
            return whole
        clause = _CLAUSE.split(heading, maxsplit=1)[0]
        first = self._read(normalise(clause)) if clause != heading else None
        return first or whole

    def _read(self, heading: str) -> Reading | None:
        for form in _forms(heading):
            if section := self.aliases.get(form):
                return Reading(section, f"alias {form!r}", 1.0)
        if len(heading) >= _LEAST_FUZZY and len(heading) <= 60:
            best = process.extractOne(heading, self._choices, scorer=fuzz.ratio, score_cutoff=_LIKE)
            if best is not None:
                return Reading(self.aliases[best[0]], f"like alias {best[0]!r} ({best[1]:.0f} of 100)", best[1] / 100)
        return self._by_words(heading)

    def _by_words(self, heading: str) -> Reading | None:
        """The section that a pair of words tells, else the one whose word stands first."""
        words = re.findall(r"[\w-]+", heading)
        if not words or len(words) > _MANY_WORDS:
            return None
        found: list[tuple[int, int, int, SectionName, str]] = []
        for order, rule in enumerate(self.rules):
            for first, second in rule.pairs:
                if (one := _hit(words, first)) and (other := _hit(words, second)):
                    found.append((2, -words.index(one), -order, rule.section, f"{one} ... {other}"))
            if word := _hit(words, rule.words):
                found.append((1, -words.index(word), -order, rule.section, word))
        if not found:
            return None
        strength, _, _, section, why = max(found)
        return Reading(section, f"word {why!r}", 0.6 + 0.1 * strength)


def _hit(words: list[str], group: tuple[str, ...]) -> str:
    for word in words:
        for form in group:
            if word == form or (form.endswith("*") and word.startswith(form[:-1])):
                return word
    return ""


def normalise(heading: str) -> str:
    """A heading in lower case, without numbering, emphasis and punctuation, '&' as 'and'."""
    text = without_emphasis(heading).strip().lower().replace("’", "'").replace("'", "")
    text = _NUMBERING.sub("", text, count=1)
    text = text.replace("&", " and ").replace("–", "-").replace("—", "-")
    return " ".join(_NOT_WORD.sub(" ", text).split())


def _forms(heading: str) -> Iterable[str]:
    yield heading
    bare = _bare(heading)
    if bare != heading:
        yield bare
    without = normalise(_BRACKETS.sub("", heading))
    if without and without != heading:
        yield without
        yield _bare(without)
    singular = re.sub(r"(?<=[a-z]{3})s\b", "", bare)
    if singular != bare:
        yield singular


def _bare(heading: str, leading: frozenset[str] = _LEADING) -> str:
    words = heading.split()
    while len(words) > 1 and words[0] in leading:
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=8)
def load_headings(overlay: Path | None = None) -> HeadingBook:
    """The heading rules in force. Raises RuleError where they cannot be used."""
    return HeadingBook(read_rules("headings", HeadingRule, overlay))
