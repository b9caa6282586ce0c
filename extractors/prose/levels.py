"""How likely and how grave running text says a risk is: the scales' own reader first, then ratings in words of their own."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from extractors.items.risks import load_levels, read_levels
from extractors.prose.cues import folded
from extractors.rulebook import Rule, RuleError, read_rules
from schemas.enums import RiskLevel


class PhraseRule(Rule):
    """A phrase that rates a risk."""

    name: str = Field(description="What the phrase says.")
    scale: Literal["likelihood", "severity"] = Field(description="What it rates.")
    level: Literal["high", "medium", "low", "as stated"] = Field(
        description="The rating, or that of the pattern's group `level`."
    )
    pattern: str = Field(min_length=3, description="Regular expression over lower-case text.")


@lru_cache(maxsize=8)
def load_phrases(overlay: Path | None = None) -> tuple[tuple[PhraseRule, re.Pattern[str]], ...]:
    """The phrases in force, compiled. Raises RuleError where a file or a pattern cannot be used."""
    found = []
    for rule in read_rules("prose_levels", PhraseRule, overlay):
        try:
            found.append((rule, re.compile(rule.pattern)))
        except re.error as error:
            raise RuleError(f"prose_levels.toml: {rule.name!r}: {error}. Mend the regular expression.") from error
    return tuple(found)


def read_prose_levels(passage: str, overlay: Path | None = None) -> dict[str, RiskLevel]:
    """The likelihood and the severity that a passage of running text states; a scale that it does not rate is absent."""
    levels = dict(read_levels(passage, overlay))
    if len(levels) == 2:
        return levels
    said = folded(passage)
    for rule, pattern in load_phrases(overlay):
        if rule.scale in levels:
            continue
        match = pattern.search(said)
        if match is None:
            continue
        if rule.level != "as stated":
            levels[rule.scale] = RiskLevel(rule.level)
        elif (known := load_levels(overlay).levels.get(match.group("level"))) is not None:
            levels[rule.scale] = known
    return levels
