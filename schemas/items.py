"""The items of a brief: statements and what the particular kinds of statement add to them."""

from typing import Self

from pydantic import Field, model_validator

from schemas.base import Evidence, Record
from schemas.enums import (
    CitationKind,
    Decision,
    Framework,
    RiskLevel,
    SectionName,
    Severity,
    StakeholderKind,
    Stance,
    TimingUnit,
)
from schemas.quantity import Quantity


class Citation(Record):
    """A pointer from the solution into the case: '(Paragraphs 4-6)' is one, '(Exhibits 2 and 5)' are two."""

    kind: CitationKind = Field(description="What part of the case is pointed at.")
    locator: str = Field(min_length=1, description="Which one, as written: '12', '4A', 'TN-3'.")
    end_locator: str | None = Field(default=None, description="Last one of a range, null for a single place.")
    text: str = Field(min_length=1, description="The citation's words, verbatim.")
    evidence: Evidence = Field(description="The citation's characters; `text` quotes them.")


class Method(Record):
    """How an item was found: the rule that made it one, and the words that the rule rests on."""

    rule: str = Field(description="Which rule: how its part was told, and in what form it stood there.")
    evidence: Evidence | None = Field(default=None, description="The words the rule rests on: the heading, the cue.")


class Statement(Record):
    """A passage that makes one point, without its bullet, its label and its citations; white space folded."""

    id: str = Field(description="Identifier within the brief, '<field>-<n>', counted from 1 in reading order.")
    label: str | None = Field(default=None, description="The lead-in before the colon, else null.")
    text: str = Field(description="The passage's words.")
    evidence: Evidence = Field(description="The passage in the canonical text, label and citations included.")
    citations: tuple[Citation, ...] = Field(default=(), description="The citations that stand on this passage.")
    quantities: tuple[Quantity, ...] = Field(default=(), description="The figures in this passage, in reading order.")
    confidence: float = Field(
        default=1.0, ge=0, le=1, description="How likely the item and all its attributes are right, calibrated on gold."
    )
    method: Method | None = Field(default=None, description="How it was found.")


class Metric(Statement):
    """Quantified evidence on performance, size, finance or market."""

    name: str = Field(description="The label, else the measured thing in the text's own words.")


class Stakeholder(Record):
    """Who holds which position."""

    id: str = Field(description="Identifier within the brief, 'stakeholders-<n>'.")
    name: str = Field(min_length=1, description="The holder as written, without a leading article.")
    role: str | None = Field(default=None, description="The holder's office or description, as written.")
    aliases: tuple[str, ...] = Field(default=(), description="Other names the text gives the holder.")
    kind: StakeholderKind = Field(description="One person, one organisation, or an unnamed many.")
    stance: Stance = Field(description="Stance toward the protagonist's course or the proposal at issue.")
    text: str = Field(description="The position, without name, role and citations; white space folded.")
    cue: str | None = Field(default=None, description="The verb or phrase that carries the position, verbatim.")
    evidence: Evidence = Field(description="The whole passage: name, role and position.")
    citations: tuple[Citation, ...] = Field(default=(), description="The citations that stand on this passage.")
    quantities: tuple[Quantity, ...] = Field(default=(), description="The figures in this passage, in reading order.")
    confidence: float = Field(
        default=1.0, ge=0, le=1, description="How likely the item and all its attributes are right, calibrated on gold."
    )
    method: Method | None = Field(default=None, description="How it was found.")


class Analysis(Statement):
    """A passage of structural analysis and the framework it applies."""

    framework: Framework = Field(description="The framework, 'other' where none of the known ones is named.")


class Option(Record):
    """One of the alternatives weighed, with what speaks for and against it."""

    id: str = Field(description="Identifier within the brief, 'options-<n>'.")
    number: str | None = Field(default=None, description="Its number or letter as written ('1', 'B').")
    title: str | None = Field(default=None, description="Its title as written.")
    text: str = Field(description="What would be done, without title, points and citations; white space folded.")
    rationale: tuple[Statement, ...] = Field(default=(), description="What speaks for it: rationale, pros, benefits.")
    trade_offs: tuple[Statement, ...] = Field(
        default=(), description="What speaks against it: trade-offs, cons, its own risks."
    )
    requirements: tuple[Statement, ...] = Field(default=(), description="What it needs: costs, resources, conditions.")
    recommended: bool = Field(default=False, description="True where the recommendation chooses it.")
    evidence: Evidence = Field(description="The passage that introduces the option.")
    citations: tuple[Citation, ...] = Field(default=(), description="The citations outside its points.")
    quantities: tuple[Quantity, ...] = Field(default=(), description="The figures outside its points, in reading order.")
    confidence: float = Field(
        default=1.0, ge=0, le=1, description="How likely the item and all its attributes are right, calibrated on gold."
    )
    method: Method | None = Field(default=None, description="How it was found.")


class Recommendation(Statement):
    """What the author advises."""

    chosen: tuple[str, ...] = Field(default=(), description="Numbers of the options that are chosen.")


class Timing(Record):
    """When a step of the roadmap is due, counted in whole units from the start of the plan."""

    text: str = Field(description="The words that say so, verbatim.")
    unit: TimingUnit = Field(description="The unit of `start` and `end`.")
    start: int = Field(description="First unit, inclusive: 'Months 4-8' starts at 4.")
    end: int = Field(description="Last unit, inclusive; equal to `start` for a single one.")
    evidence: Evidence | None = Field(default=None, description="Where the words stand.")

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.end < self.start:
            raise ValueError(f"timing must not end before it starts: {self.start} to {self.end}")
        return self


class RoadmapStep(Statement):
    """A step of the critical path."""

    number: str | None = Field(default=None, description="Its number as written.")
    title: str | None = Field(default=None, description="Its title as written.")
    timing: Timing | None = Field(default=None, description="When it is due, null where the text does not say.")


class Constraint(Statement):
    """What may hold the plan back."""

    title: str | None = Field(default=None, description="Its title as written.")


class Risk(Statement):
    """A risk that the text names as such."""

    title: str | None = Field(default=None, description="Its title as written.")
    severity: RiskLevel | None = Field(default=None, description="Severity or impact, only where the text states it.")
    likelihood: RiskLevel | None = Field(default=None, description="Likelihood or probability, only where the text states it.")


class Verdict(Record):
    """The reviewer's decision."""

    text: str = Field(min_length=1, description="The verdict's words; white space folded.")
    decision: Decision = Field(description="What it decides.")
    evidence: Evidence = Field(description="The verdict's characters.")
    confidence: float = Field(
        default=1.0, ge=0, le=1, description="How likely the item and all its attributes are right, calibrated on gold."
    )
    method: Method | None = Field(default=None, description="How it was found.")


class RelatedCase(Record):
    """The title of another case listed after the document, without the seller's suffix."""

    title: str = Field(min_length=1, description="The other case's title.")
    evidence: Evidence = Field(description="The line that names it.")
    confidence: float = Field(
        default=1.0, ge=0, le=1, description="How likely the item and all its attributes are right, calibrated on gold."
    )
    method: Method | None = Field(default=None, description="How it was found.")


class Section(Record):
    """An entry of the outline that was found."""

    name: SectionName = Field(description="Canonical name, 'other' where no known one fits.")
    heading: str = Field(description="The heading as written, without numbering and markup; empty where text has none.")
    level: int = Field(ge=0, description="Depth in the outline; 0 is the title.")
    evidence: Evidence = Field(description="The section from its heading up to the next heading of the same or a higher level.")
    reason: str = Field(default="", description="How the name was decided: which alias, how alike, or why it is 'other'.")


class Diagnostic(Record):
    """Something missing, doubtful or left over, for whoever must rely on the brief."""

    severity: Severity = Field(description="How much it matters.")
    code: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="Stable code of the finding.")
    message: str = Field(description="What was found and what to do.")
    evidence: Evidence | None = Field(default=None, description="Where, if it has a place.")
