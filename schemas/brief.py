"""The brief: everything that one case document becomes."""

from collections.abc import Iterator
from typing import Any, Self

from pydantic import BaseModel, Field, model_validator

from schemas.base import Evidence, Record
from schemas.items import (
    Analysis,
    Constraint,
    Diagnostic,
    Metric,
    Option,
    Recommendation,
    RelatedCase,
    Risk,
    RoadmapStep,
    Section,
    Stakeholder,
    Statement,
    Verdict,
)

SCHEMA_VERSION = "1.0.0"


class Generator(Record):
    """What made the brief; together with the text it decides every byte of it."""

    name: str = Field(description="Name of the extractor.")
    version: str = Field(description="Its version.")
    rules: str = Field(description="Hash of the rules it used, 16 hex digits.")


class Source(Record):
    """The document a brief was made from."""

    uri: str = Field(min_length=1, description="Path relative to the input root, with forward slashes.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file's bytes.")
    media_type: str = Field(description="IANA media type of the file.")
    characters: int = Field(ge=0, description="Length of the canonical text in Unicode code points.")
    language: str = Field(default="en", description="BCP 47 tag of the document's language.")


class CaseBrief(Record):
    """One case solution as data. Its fields are the output contract; a value that is absent from the text is null or empty."""

    schema_version: str = Field(default=SCHEMA_VERSION, description="Version of this contract.")
    id: str = Field(min_length=1, description="Made from the document's relative path; stays when the content changes.")
    generator: Generator = Field(description="What made the brief.")
    source: Source = Field(description="What it was made from.")
    title: str = Field(description="The case's title, without the site's or seller's suffix.")
    company: str | None = Field(default=None, description="The protagonist organisation.")
    metrics: tuple[Metric, ...] = Field(default=(), description="Quantified evidence.")
    operational_facts: tuple[Statement, ...] = Field(default=(), description="How the company works.")
    stakeholders: tuple[Stakeholder, ...] = Field(default=(), description="Who holds which position.")
    information_gaps: tuple[Statement, ...] = Field(default=(), description="What the case does not tell.")
    core_questions: tuple[Statement, ...] = Field(default=(), description="The strategic question.")
    structural_analysis: tuple[Analysis, ...] = Field(default=(), description="The analysis, by framework.")
    options: tuple[Option, ...] = Field(default=(), description="The alternatives weighed.")
    recommendation: Recommendation | None = Field(default=None, description="What the author advises.")
    roadmap: tuple[RoadmapStep, ...] = Field(default=(), description="The critical path.")
    constraints: tuple[Constraint, ...] = Field(default=(), description="What may hold the plan back.")
    risk_strategy: tuple[Statement, ...] = Field(default=(), description="Safeguards and contingency plans.")
    bottom_line: Statement | None = Field(default=None, description="The bottom line up front.")
    dangerous_assumptions: tuple[Statement, ...] = Field(default=(), description="What the plan takes for granted.")
    risks: tuple[Risk, ...] = Field(default=(), description="The risks the text names as such.")
    unconsidered_alternatives: tuple[Statement, ...] = Field(default=(), description="What nobody weighed.")
    verdict: Verdict | None = Field(default=None, description="The reviewer's decision.")
    related_cases: tuple[RelatedCase, ...] = Field(default=(), description="Titles listed after the document.")
    sections: tuple[Section, ...] = Field(default=(), description="The outline found.")
    diagnostics: tuple[Diagnostic, ...] = Field(default=(), description="What was missing, doubtful or left over.")
    coverage: float = Field(ge=0, le=1, description="Share of non-blank characters that some item covers.")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for where, evidence in evidences(self):
            if evidence.end > self.source.characters:
                raise ValueError(f"{where}: evidence ends at {evidence.end}, the text at {self.source.characters}")
        ids = [item.id for _, value in self if isinstance(value, tuple) for item in value if hasattr(item, "id")]
        if len(ids) != len(set(ids)):
            raise ValueError(f"{next(one for one in ids if ids.count(one) > 1)!r}: the id of two items")
        numbers = {option.number for option in self.options}
        for number in self.recommendation.chosen if self.recommendation else ():
            if number not in numbers:
                raise ValueError(f"recommendation.chosen: {number!r} is the number of no option")
        return self


def evidences(record: BaseModel, where: str = "") -> Iterator[tuple[str, Evidence]]:
    """Every evidence below `record` with the path of the field that holds it, in field order."""
    for name, value in record:
        yield from _evidences(value, f"{where}.{name}" if where else name)


def _evidences(value: Any, where: str) -> Iterator[tuple[str, Evidence]]:
    if isinstance(value, Evidence):
        yield where, value
    elif isinstance(value, BaseModel):
        yield from evidences(value, where)
    elif isinstance(value, tuple):
        for i, part in enumerate(value):
            yield from _evidences(part, f"{where}[{i}]")
