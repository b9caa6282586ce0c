"""How sure an item is, and how it was found.

Confidence is the probability that an item and all its attributes are right: a logistic model over plain features of how the
item was found, whose weights are data (``confidence.toml``) fitted to gold.
"""

import math
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field

from extractors.analysis import Analysis
from extractors.layout.blocks import Block, BlockKind
from extractors.rulebook import Rule, read_rules
from extractors.sections.outline import Node
from schemas.base import Evidence
from schemas.enums import Stance
from schemas.items import Method, Metric, Option, RelatedCase, Risk, RoadmapStep, Stakeholder, Statement, Verdict

Item = Statement | Stakeholder | Option | Verdict | RelatedCase
_MANY = 3
_LONG = 500


class WeightRule(Rule):
    """The weight of one feature."""

    name: str = Field(description="The feature.")
    weight: float = Field(description="What it adds to the log-odds.")


@lru_cache(maxsize=8)
def load_weights(overlay: Path | None = None) -> dict[str, float]:
    """The weights in force. Raises RuleError where they cannot be used."""
    return {rule.name: rule.weight for rule in read_rules("confidence", WeightRule, overlay)}


def with_confidence(analysis: Analysis, field: str, value: Any) -> Any:
    """A field's items with `confidence` and `method`; other values as they are."""
    if isinstance(value, tuple):
        return tuple(_rated(analysis, field, item) for item in value)
    return _rated(analysis, field, value) if isinstance(value, Item) else value


def _rated(analysis: Analysis, field: str, item: Item) -> Item:
    node, block = analysis.place(item.evidence.start)
    weights = load_weights(analysis.overlay)
    odds = sum(weights.get(feature, 0.0) for feature in features(analysis, field, item, node, block))
    update: dict[str, Any] = {
        "confidence": round(1 / (1 + math.exp(-odds)), 2),
        "method": method_of(analysis, item, node, block),
    }
    if isinstance(item, Option):
        for role in ("rationale", "trade_offs", "requirements"):
            points = getattr(item, role)
            update[role] = tuple(
                point.model_copy(update={"confidence": update["confidence"], "method": update["method"]}) for point in points
            )
    return item.model_copy(update=update)


def form_of(block: Block | None) -> str:
    """In what form an item stands: list item, table row or running text."""
    if block is None or block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.FRONT_MATTER):
        return "paragraph"
    return "row" if block.kind is BlockKind.ROW else "item"


def basis_of(node: Node | None) -> str:
    """How the part an item stands in was told: alias, like, word, text, or no heading."""
    if node is None or node.heading is None:
        return "unheaded"
    first = node.reason.split(" ", 1)[0]
    return {"alias": "alias", "like": "like", "word": "word", "its": "text"}.get(first, "unknown")


def features(analysis: Analysis, field: str, item: Item, node: Node | None, block: Block | None) -> Iterator[str]:
    """The names of what holds of an item and bears on its being right."""
    yield "always"
    yield f"field {field}"
    yield f"form {form_of(block)}"
    yield f"basis {basis_of(node)}"
    if analysis.fields.get("prose") is not None:
        yield "running text"
        yield f"running text {field}"
    quantities = list(_quantities(item))
    if any(quantity.unit is None for quantity in quantities):
        yield "figure without unit"
    if len(quantities) >= _MANY:
        yield "many figures"
    if quantities:
        yield "figures"
    if item.evidence.end - item.evidence.start > _LONG:
        yield "long"
    if isinstance(item, Metric) and not quantities:
        yield "metric without figure"
    if isinstance(item, Stakeholder):
        yield f"stance {item.stance.value}"
        if item.cue is None and item.stance is not Stance.NEUTRAL:
            yield "stance without cue"
    if isinstance(item, Option) and not (item.rationale or item.trade_offs):
        yield "option without points"
    if isinstance(item, Option) and not item.title:
        yield "option without title"
    if isinstance(item, Risk) and item.title is None:
        yield "risk without title"
    if isinstance(item, RoadmapStep) and (item.timing is None or item.title is None):
        yield "step without timing or title"


def _quantities(item: Item) -> Iterator[Any]:
    yield from getattr(item, "quantities", ())
    if isinstance(item, Option):
        for point in (*item.rationale, *item.trade_offs, *item.requirements):
            yield from point.quantities


def method_of(analysis: Analysis, item: Item, node: Node | None, block: Block | None) -> Method:
    """How an item was found, in words, and the heading or cue that it rests on."""
    form = {"item": "list item", "row": "table row", "paragraph": "running text"}[form_of(block)]
    cue = (
        analysis.text.find(item.cue, item.evidence.start, item.evidence.end)
        if isinstance(item, Stakeholder) and item.cue
        else -1
    )
    if isinstance(item, Stakeholder) and item.cue and cue >= 0 and form == "running text":
        return Method(rule=f"cue of a position; {form}", evidence=Evidence(start=cue, end=cue + len(item.cue)))
    if node is None or node.heading is None:
        return Method(rule=f"{node.reason if node else 'start of the document'}; {form}")
    return Method(rule=f"heading by {node.reason}; {form}", evidence=analysis.evidence(node.heading))
