"""Cues of running text: what a sentence's turns of phrase say of its part in the argument, and where a list's next item begins.

The phrases are data (`rules/prose_cues.toml`, `prose_starts.toml`, with the words of `prose_words.toml` put in for `{name}`).
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from extractors.rulebook import Rule, RuleError, read_rules

_SLOT = re.compile(r"\{([a-z_]+)\}")
_CONNECTIVE = re.compile(r"(?:(?:and|but|so|well|yet|now|still|moreover|furthermore|besides|in addition|what is more)\b,? )*")
_HEADING_WORD = re.compile(r"[^\W\d_]+")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " "})


class Role(StrEnum):
    """The part that a sentence plays in a case solution."""

    OTHER = "other"
    POSITIONS = "positions"
    OPTIONS = "options"
    RECOMMENDATION = "recommendation"
    RISKS = "risks"


class WordsRule(Rule):
    """Words that a pattern's slot stands for."""

    name: str = Field(pattern=r"^[a-z_]+$", description="The slot.")
    words: tuple[str, ...] = Field(min_length=1, description="Words and phrases in lower case.")


class CueRule(Rule):
    """A turn of phrase that speaks for a role."""

    name: str = Field(description="What the phrase does.")
    role: Role = Field(description="What it speaks for.")
    weight: float = Field(gt=0, le=6, description="How strongly.")
    at: Literal["start", "any"] = Field(default="any", description="Where the pattern must match.")
    needs: tuple[str, ...] = Field(default=(), description="Words of which the sentence must hold one.")
    opens: bool = Field(default=False, description="Does it announce what follows, so that it is no item itself?")
    pattern: str = Field(min_length=3, description="Regular expression over lower-case text, with slots.")


class StartRule(Rule):
    """What shows that a sentence begins the next item of a list, or goes on with the one before."""

    name: str = Field(description="What the phrase does.")
    list: Literal["options", "risks", "both"] = Field(description="In which list.")
    weight: float = Field(ge=-6, le=6, description="Positive for a beginning, negative for a continuation.")
    pattern: str = Field(min_length=3, description="Regular expression from the sentence's beginning, with slots.")


class HeadingRule(Rule):
    """Words of free headings that tell a role."""

    name: Role = Field(description="The role that follows such a heading.")
    words: tuple[str, ...] = Field(min_length=1, description="Words in lower case.")


@dataclass(frozen=True, slots=True)
class Cue:
    """A compiled cue."""

    name: str
    role: Role
    weight: float
    opens: bool
    start: bool
    needs: frozenset[str]
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Start:
    """A compiled start."""

    name: str
    weight: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ProseGrammar:
    """All cues and starts in force."""

    cues: tuple[Cue, ...]
    starts: dict[Role, tuple[Start, ...]]
    headings: dict[str, Role]

    def heading(self, said: str) -> Role | None:
        """The role that a free heading announces, None where its words point nowhere or two ways."""
        words = _HEADING_WORD.findall(said)
        roles = [self.headings[word] for word in words if word in self.headings]
        return roles[-1] if roles and (len(set(roles)) == 1 or roles[-1] in (Role.RISKS, Role.RECOMMENDATION)) else None

    def read(self, said: str, words: frozenset[str]) -> list[Cue]:
        """The cues that a sentence shows; `said` is from `folded`, `words` are its words."""
        begins = behind_connective(said)
        found = []
        for cue in self.cues:
            if cue.needs and cue.needs.isdisjoint(words):
                continue
            if cue.pattern.match(said, begins) if cue.start else cue.pattern.search(said):
                found.append(cue)
        return found

    def start(self, said: str, role: Role) -> float:
        """How much speaks for a sentence's beginning an item of a list: the strongest for and the strongest against, added."""
        begins = behind_connective(said)
        best = worst = 0.0
        for start in self.starts[role]:
            if (start.weight > best or start.weight < worst) and start.pattern.match(said, begins):
                best, worst = max(best, start.weight), min(worst, start.weight)
        return best + worst


def folded(words: str) -> str:
    """Words in lower case with straight quotation marks, as the patterns want them."""
    return words.translate(_STRAIGHT).lower()


def behind_connective(said: str) -> int:
    """Where a sentence begins behind its "And", "But", "Well"; these say nothing about its role."""
    match = _CONNECTIVE.match(said)
    return match.end() if match else 0


@lru_cache(maxsize=8)
def load_prose_grammar(overlay: Path | None = None) -> ProseGrammar:
    """The cues in force, compiled. Raises RuleError where a file cannot be used or a pattern is none."""
    words = {rule.name: rule.words for rule in read_rules("prose_words", WordsRule, overlay)}
    slots = {name: _alternatives(phrases) for name, phrases in words.items()}
    cues = tuple(
        Cue(
            rule.name, rule.role, rule.weight, rule.opens, rule.at == "start", _needed(rule, words),
            _compile("prose_cues", rule.name, rule.pattern, slots),
        )
        for rule in read_rules("prose_cues", CueRule, overlay)
    )  # fmt: skip
    starts: dict[Role, list[Start]] = {Role.OPTIONS: [], Role.RISKS: []}
    for rule in read_rules("prose_starts", StartRule, overlay):
        start = Start(rule.name, rule.weight, _compile("prose_starts", rule.name, rule.pattern, slots))
        for role, found in starts.items():
            if rule.list in ("both", role.value):
                found.append(start)
    headings = {word: rule.name for rule in read_rules("prose_headings", HeadingRule, overlay) for word in rule.words}
    return ProseGrammar(cues, {role: tuple(found) for role, found in starts.items()}, headings)


def _needed(rule: CueRule, words: dict[str, tuple[str, ...]]) -> frozenset[str]:
    """The words a cue needs, with the first words of a slot's phrases for the slot."""
    found: set[str] = set()
    for need in rule.needs:
        slot = _SLOT.fullmatch(need)
        if slot is None:
            found.add(need)
        elif slot.group(1) in words:
            found.update(phrase.split()[0] for phrase in words[slot.group(1)])
        else:
            raise RuleError(f"prose_cues.toml: {rule.name!r}: no words for {need}. Add them to prose_words.toml.")
    return frozenset(found)


def _alternatives(words: tuple[str, ...]) -> str:
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", " ") for word in sorted(words, key=len, reverse=True)) + ")"


def _compile(file: str, name: str, pattern: str, slots: dict[str, str]) -> re.Pattern[str]:
    unknown = sorted(set(_SLOT.findall(pattern)) - set(slots))
    if unknown:
        raise RuleError(f"{file}.toml: {name!r}: no words for {{{unknown[0]}}}. Add them to prose_words.toml.")
    try:
        return re.compile(_SLOT.sub(lambda match: slots[match.group(1)], pattern))
    except re.error as error:
        raise RuleError(f"{file}.toml: {name!r}: {error}. Mend the regular expression.") from error
