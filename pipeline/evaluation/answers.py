"""Gold and brief in one form: answers, each with the words it is matched on, its attributes and its place."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from pipeline.evaluation.attributes import POINTS, Item, citations, point_texts, quantities, same_amount, written_amount
from pipeline.evaluation.gold import Gold, Tier
from pipeline.evaluation.places import Locator, Span
from pipeline.evaluation.wording import alike, bag, likeness, words

ITEMS = (
    "metrics", "operational_facts", "stakeholders", "information_gaps", "core_questions", "structural_analysis", "options",
    "recommendation", "roadmap", "constraints", "risk_strategy", "bottom_line", "dangerous_assumptions", "risks",
    "unconsidered_alternatives", "verdict",
)  # fmt: skip
"""The fields that hold items, in the brief's order."""
PROSE_ITEMS = ("metrics", "stakeholders", "options", "recommendation", "risks")
"""Those that are annotated in a prose document."""
FIELDS = ("title", "company", *ITEMS, "related_cases", "citations", "quantities")
"""All fields that are measured, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that gold demands or a brief offers.

    `text` is what a reader is shown and what must be equal at the strictest level; `item` the mapping that its attributes
    are read from; `path` its place in the gold or the brief ('metrics[2]'); `scope` the field within which it may be
    matched, for citations; `span` its place in the text, if known.
    """

    field: str
    text: str
    path: str
    words: "Counter[str]"
    item: Item
    span: Span | None = None
    scope: str = ""

    @property
    def confidence(self) -> float | None:
        """How sure the extractor said it was, 0 to 1."""
        value = self.item.get("confidence")
        return None if value is None else float(value)

    @property
    def method(self) -> str | None:
        """Which rule or model the extractor named."""
        value = self.item.get("method")
        return None if value is None else str(value)


def measured_items(tier: Tier) -> Sequence[str]:
    """The item fields that are annotated in documents of `tier`."""
    return PROSE_ITEMS if tier is Tier.PROSE else ITEMS


def demanded(gold: Gold, locator: Locator | None) -> dict[str, list[Answer]]:
    """What `gold` asks for, by every field that it measures. Places are looked up in the text of `locator`."""
    content = gold.model_dump(mode="json")
    fields = [field for field in FIELDS if _measured(gold, field)]
    return _answers(content, fields, gold.tier, locator)


def offered(brief: Mapping[str, Any], gold: Gold) -> dict[str, list[Answer]]:
    """What `brief` has to offer, by every field that `gold` measures. Places are those of its evidence."""
    fields = [field for field in FIELDS if _measured(gold, field)]
    return _answers(brief, fields, gold.tier, None)


def matcher(field: str) -> Callable[[Answer, Answer], float]:
    """How alike two answers of `field` are, 0 to 1."""
    return _MATCHERS.get(field, lambda gold, found: likeness(gold.words, found.words))


def _measured(gold: Gold, field: str) -> bool:
    if field == "company":
        return bool(gold.company)
    if field == "related_cases":
        return gold.tier is not Tier.PROSE and "related_cases" in gold.model_fields_set
    return field not in ITEMS or field in measured_items(gold.tier)


def _answers(content: Item, fields: Sequence[str], tier: Tier, locator: Locator | None) -> dict[str, list[Answer]]:
    found: dict[str, list[Answer]] = {field: [] for field in fields}
    for field in ("title", "company"):
        if field in found and words(content.get(field)):
            text = str(content[field])
            span = locator.find(text) if locator else None
            found[field].append(Answer(field, text, field, bag([text]), {}, span))
    for field in measured_items(tier):
        for item, path in _items(content, field):
            span = locator.next(_passage(field, item)) if locator else _evidence(item)
            found[field].append(Answer(field, _text(field, item), path, _body(field, item), item, span))
            found["citations"] += _citations(field, item, path, span)
            found["quantities"] += _quantities(item, path, span, locator)
    if "related_cases" in found:
        for i, case in enumerate(content.get("related_cases") or ()):
            item = {} if isinstance(case, str) else case
            text = case if isinstance(case, str) else str(case["title"])
            span = locator.next(text) if locator else _evidence(item)
            found["related_cases"].append(Answer("related_cases", text, f"related_cases[{i}]", bag([text]), item, span))
    return found


def _items(content: Item, field: str) -> Iterator[tuple[Item, str]]:
    value = content.get(field) or ()
    if isinstance(value, Mapping):
        yield value, field
    else:
        yield from ((item, f"{field}[{i}]") for i, item in enumerate(value))


def _citations(field: str, item: Item, path: str, span: Span | None) -> Iterator[Answer]:
    for i, citation in enumerate(citations(item)):
        yield Answer("citations", citation, f"{path}.citations[{i}]", bag([citation]), {}, span, scope=field)


def _quantities(item: Item, path: str, span: Span | None, locator: Locator | None) -> Iterator[Answer]:
    for i, quantity in enumerate(quantities(item)):
        text = str(quantity.get("text") or written_amount(quantity))
        place = locator.find(text, span) if locator else _evidence(quantity)
        yield Answer("quantities", text, f"{path}.quantities[{i}]", bag([text]), quantity, place)


def _text(field: str, item: Item) -> str:
    text = str(item.get("text") or "")
    return text or str(item.get("title") or item.get("name") or "")


def _passage(field: str, item: Item) -> str:
    """What is looked for in the document to find a gold item's place."""
    points = [text for part in POINTS for text in point_texts(item, part)] if field == "options" else []
    return str(item.get("text") or item.get("title") or next(iter(points), ""))


def _body(field: str, item: Item) -> "Counter[str]":
    """The words an item is matched on: its text, an option's points too, and its name or title unless the text has it."""
    points = [text for part in POINTS for text in point_texts(item, part)] if field == "options" else []
    body = bag([item.get("text"), *points])
    lead = bag([item.get("name" if field == "metrics" else "title")])
    return body if lead <= body else body + lead


def _evidence(item: Item) -> Span | None:
    evidence = item.get("evidence")
    return Span(int(evidence["start"]), int(evidence["end"])) if evidence else None


_MATCHERS: Mapping[str, Callable[[Answer, Answer], float]] = MappingProxyType({
    "title": lambda gold, found: float(words(gold.text) == words(found.text)),
    "company": lambda gold, found: float(alike(gold.text, found.text)),
    "related_cases": lambda gold, found: float(words(gold.text) == words(found.text)),
    "citations": lambda gold, found: float((gold.scope, gold.text) == (found.scope, found.text)),
    "quantities": lambda gold, found: float(same_amount(gold.item, found.item)),
})  # fmt: skip
