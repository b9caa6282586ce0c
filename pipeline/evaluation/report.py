"""Everything that an evaluation says, as one value: the terminal, the JSON file and the page show nothing else."""

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field

from pipeline.evaluation.judging import Level
from pipeline.evaluation.reliability import Reliability
from schemas.base import Record

FORMAT_VERSION = "1.0.0"
ALL = "all"
"""The group of all documents, beside those of the tiers."""

Interval = tuple[float, float]


class Figure(Record):
    """Precision, recall and F1 of one field at one level. `interval` is that of F1."""

    precision: float
    recall: float
    f1: float
    right: int = Field(description="Answers that are right at the level.")
    gold: int = Field(description="Answers that gold demands.")
    found: int = Field(description="Answers that the briefs offer.")
    interval: Interval | None = Field(description="95 percent bootstrap interval of F1; null from fewer than two documents.")


class Share(Record):
    """How many of some things are right."""

    value: float
    right: int
    of: int
    interval: Interval | None


class Mean(Record):
    """A mean of F1 figures."""

    value: float
    interval: Interval | None


class Group(Record):
    """The figures of the documents of one tier, or of all."""

    documents: int
    core: Mean = Field(description="Mean F1 (overlap) of metrics, stakeholders, options, risks, citations, quantities.")
    all_fields: Mean = Field(description="Mean F1 (overlap) of all fields of which gold holds something.")
    items: dict[Level, Figure] = Field(description="All items of all item fields together.")
    documents_right: dict[Level, Share] = Field(description="Documents in which nothing is missed, false or wrong.")
    document_f1: dict[Level, Mean] = Field(description="Mean over the documents of the F1 of a document's items.")
    provenance: Share | None = Field(description="Objects of the briefs whose evidence holds their text.")
    fields: dict[str, dict[Level, Figure]]
    attributes: dict[str, Share] = Field(description="By 'field.attribute': found answers whose attribute is right.")
    reliability: dict[Level, Reliability] = Field(description="Empty where no item states a confidence.")


class Document(Record):
    """One gold file and the brief that stands for it."""

    source: str
    tier: str
    gold: str = Field(description="Path of the gold file as given.")
    brief: str | None = Field(description="The brief's id; null where there is none.")
    problem: str | None = Field(description="Why there is no brief.")
    right: dict[Level, bool] = Field(description="Whether nothing is missed, false or wrong.")
    f1: dict[Level, float] = Field(description="F1 of all its items.")


class Kind(StrEnum):
    """What can be wrong."""

    MISSED = "missed"
    FALSE_FIND = "false_find"
    WRONG_ATTRIBUTE = "wrong_attribute"
    OTHER_TEXT = "other_text"
    MISQUOTED = "misquoted"


class Finding(Record):
    """One thing that is not as gold says, with its place."""

    document: str
    tier: str
    field: str
    kind: Kind
    text: str
    attribute: str | None = Field(default=None, description="Of a wrong attribute: which.")
    expected: str | None = Field(default=None, description="What gold says: an attribute, a text, an amount.")
    got: str | None = Field(default=None, description="What the brief says.")
    gold_path: str | None = Field(default=None, description="Place in the gold file: 'metrics[2]'.")
    brief_path: str | None = Field(default=None, description="Place in the brief.")
    line: int | None = Field(default=None, description="Line of the canonical text, from 1; null where no place is known.")
    start: int | None = Field(default=None, description="First code point in the canonical text.")
    end: int | None = Field(default=None, description="One past the last code point.")
    confidence: float | None = None
    method: str | None = None


class Status(StrEnum):
    """What became of an answer."""

    RIGHT = "right"
    WRONG_ATTRIBUTE = "wrong_attribute"
    MISSED = "missed"
    FALSE_FIND = "false_find"
    ABSENT = "absent"


class Change(Record):
    """An answer that fared otherwise in the earlier output."""

    document: str
    tier: str
    field: str
    text: str
    before: Status
    after: Status
    gain: bool
    line: int | None
    start: int | None
    end: int | None


class Movement(Record):
    """A figure in the earlier output and now; `interval` is that of the difference, over paired draws."""

    before: float
    after: float
    difference: float
    interval: Interval | None


class Comparison(Record):
    """The change against an earlier output, over the documents of which both hold a brief."""

    against: str
    documents: int
    left_out: tuple[str, ...] = Field(description="Documents of which one of the two has no brief.")
    movements: dict[str, dict[str, Movement]] = Field(description="By group, then by the figure's name.")
    changes: tuple[Change, ...]

    @property
    def gains(self) -> tuple[Change, ...]:
        """What is better now."""
        return tuple(change for change in self.changes if change.gain)

    @property
    def losses(self) -> tuple[Change, ...]:
        """What was better before."""
        return tuple(change for change in self.changes if not change.gain)


class Report(Record):
    """An evaluation. It holds no clock and no host: the same gold and briefs give the same bytes."""

    format_version: str = FORMAT_VERSION
    version: str = Field(description="The version of casebrief that measured.")
    gold: tuple[str, ...] = Field(description="The places of the gold as given.")
    measured: str = Field(description="What was measured: the output, the input, or the documents beside the gold.")
    resamples: int
    seed: int
    documents: tuple[Document, ...]
    groups: dict[str, Group] = Field(description="'all' and the tiers that occur.")
    findings: tuple[Finding, ...]
    unplaced: tuple[str, ...] = Field(description="Gold texts that do not stand in their document: 'document: path: text'.")
    comparison: Comparison | None = None


def values(group: Group) -> Iterator[tuple[str, float]]:
    """Every figure of a group by its name: F1 of a field or 'items', with '.attributes' and '.exact' for the stricter levels,
    the share of an attribute ('stakeholders.stance'), and the figures of whole documents.
    """
    yield "core", group.core.value
    yield "all_fields", group.all_fields.value
    if group.provenance:
        yield "provenance", group.provenance.value
    for name, figures in (("items", group.items), *group.fields.items()):
        yield from ((_named(name, level), figure.f1) for level, figure in figures.items())
    yield from ((_named("documents_right", level), share.value) for level, share in group.documents_right.items())
    yield from ((_named("document_f1", level), mean.value) for level, mean in group.document_f1.items())
    yield from ((name, share.value) for name, share in group.attributes.items())


def _named(name: str, level: Level) -> str:
    return name if level is Level.OVERLAP else f"{name}.{level}"
