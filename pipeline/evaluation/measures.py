"""From judged documents to counts: for every measure of a document how many answers are right, demanded and offered."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from pipeline.evaluation.answers import ITEMS
from pipeline.evaluation.judging import JudgedDocument, Judgement, Level

CORE = ("metrics", "stakeholders", "options", "risks", "citations", "quantities")
"""The fields whose mean F1 is the core figure."""


class Measure(NamedTuple):
    """What is counted: a field, `items`, an attribute ('stakeholders.stance'), or a figure of whole documents."""

    name: str
    level: Level = Level.OVERLAP


class Counts(NamedTuple):
    """Right answers among those that gold demands and those that the brief offers. For a share the last two are equal."""

    right: float = 0
    gold: float = 0
    found: float = 0

    @property
    def precision(self) -> float:
        """Share of what was offered that is right; without an offer 1 where nothing was demanded, else 0."""
        return self.right / self.found if self.found else float(not self.gold)

    @property
    def recall(self) -> float:
        """Share of what was demanded that is right; 1 where nothing was."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


ITEMS_MEASURE = "items"
WHOLE = "documents_right"
DOCUMENT_F1 = "document_f1"
PROVENANCE = "provenance"


def count(document: JudgedDocument) -> dict[Measure, Counts]:
    """All counts of one document."""
    counts: dict[Measure, Counts] = {}
    for level in Level:
        of_field = {name: field_counts(judgement, level) for name, judgement in document.fields.items()}
        items = added(of_field[name] for name in ITEMS if name in of_field)
        whole = all(found.right == found.gold == found.found for found in of_field.values())
        counts.update((Measure(name, level), found) for name, found in of_field.items())
        counts[Measure(ITEMS_MEASURE, level)] = items
        counts[Measure(WHOLE, level)] = Counts(int(whole), 1, 1)
        counts[Measure(DOCUMENT_F1, level)] = Counts(items.f1, 1, 1)
    counts.update(_attribute_counts(document.fields))
    if document.quotes:
        quoted = document.quotes - len(document.misquotes)
        counts[Measure(PROVENANCE)] = Counts(quoted, document.quotes, document.quotes)
    return counts


def field_counts(judgement: Judgement, level: Level) -> Counts:
    """The counts of one field of one document."""
    matched = len(judgement.matches)
    right = sum(match.meets(level) for match in judgement.matches)
    return Counts(right, matched + len(judgement.missed), matched + len(judgement.false_finds))


def added(parts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    return Counts(*map(sum, zip(Counts(), *parts, strict=True)))


def _attribute_counts(fields: Mapping[str, Judgement]) -> dict[Measure, Counts]:
    compared: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for name, judgement in fields.items():
        for match in judgement.matches:
            compared.update(f"{name}.{attribute}" for attribute in match.compared)
            wrong.update(f"{name}.{difference.attribute}" for difference in match.differences)
    return {Measure(name): Counts(of - wrong[name], of, of) for name, of in compared.items()}
