"""A brief as a reader sees it in the terminal: its parts in order, each with its figures, sources and place."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markup import escape
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from schemas import (
    CaseBrief,
    Citation,
    Option,
    Quantity,
    QuantityKind,
    RoadmapStep,
    Severity,
    Stakeholder,
    Stance,
    Verdict,
)

STANCE_STYLES = {Stance.SUPPORTIVE: "green", Stance.CRITICAL: "red", Stance.MIXED: "yellow", Stance.NEUTRAL: "dim"}
BOUND_SIGNS = {"exact": "", "approximate": "~", "more_than": ">", "at_least": "≥", "less_than": "<", "at_most": "≤"}
_SUFFIXES = {"percent": "%", "percentage_point": " pp", "basis_point": " bp", "multiple": "x"}
_SKIPPED = ("sections", "diagnostics")


def show_brief(console: Console, brief: CaseBrief) -> None:
    """Print `brief`: title, items by field, what was missing."""
    head = [escape(brief.title)]
    if brief.company:
        head.append(f"[dim]{escape(brief.company)}[/dim]")
    console.print(
        Panel("\n".join(head), subtitle=f"{escape(brief.id)} · {brief.coverage:.0%} of the text covered", title="brief")
    )
    for name, value in brief:
        items = value if isinstance(value, tuple) else (value,)
        if not items or name in _SKIPPED or not hasattr(items[0], "evidence"):
            continue
        console.print(f"\n[bold]{name.replace('_', ' ').capitalize()}[/bold]")
        for item in items:
            console.print(Padding(Group(*_item(item)), (0, 0, 0, 2)))
    _show_diagnostics(console, brief)


def written_quantity(quantity: Quantity) -> str:
    """The normalised value of a figure in one short phrase: '> 1,130,000,000,000 CNY, change up, 2018'."""
    value = written_number(quantity.value)
    if quantity.upper is not None:
        value = f"{value} to {written_number(quantity.upper)}"
    unit = "" if quantity.unit is None else _SUFFIXES.get(quantity.unit, f" {quantity.unit}")
    parts = [f"{BOUND_SIGNS[quantity.bound]}{value}{unit}"]
    if quantity.per:
        parts[0] += f" per {quantity.per}"
    if quantity.role != "level":
        parts.append(" ".join(part for part in (quantity.role, quantity.direction) if part))
    if quantity.period:
        parts.append(f"{quantity.period.start} to {quantity.period.end}")
    if quantity.projected:
        parts.append("projected")
    if quantity.kind is QuantityKind.CURRENCY and quantity.unit is None:
        parts.append("currency unknown")
    return ", ".join(parts)


def written_number(value: float) -> str:
    """A number with thousands separators and no more decimals than it has."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.10g}"


def _item(item: Any) -> Iterator[RenderableType]:
    head = Text("• ")
    if isinstance(item, Stakeholder):
        head.append(item.name, "bold")
        head.append(f" ({item.role})" if item.role else "")
        head.append(f" {item.stance}", STANCE_STYLES[item.stance])
        head.append(": ")
    elif isinstance(item, Option):
        head.append(" ".join(part for part in (item.number, item.title) if part), "bold")
        head.append(" recommended" if item.recommended else "", "green")
        head.append(": " if item.text else "")
    elif isinstance(item, Verdict):
        head.append(f"{item.decision.replace('_', ' ')}: ", "bold")
    else:
        lead = _lead(item)
        head.append(f"{lead}: " if lead else "", "bold")
    head.append(getattr(item, "text", "") or getattr(item, "title", ""))
    head.append(_cited(getattr(item, "citations", ())), "cyan")
    head.append(f"  {item.evidence.start}-{item.evidence.end}", "dim")
    yield head
    if isinstance(item, RoadmapStep) and item.timing:
        yield Text(f"    {item.timing.unit} {item.timing.start} to {item.timing.end}", "magenta")
    yield from (
        Text(f"    {quantity.text} = {written_quantity(quantity)}", "magenta") for quantity in getattr(item, "quantities", ())
    )
    if isinstance(item, Option):
        for name, points in (("for", item.rationale), ("against", item.trade_offs), ("needs", item.requirements)):
            for point in points:
                for line in _item(point):
                    yield Padding(Text(f"{name} ", "dim").append(line) if isinstance(line, Text) else line, (0, 0, 0, 4))


def _lead(item: Any) -> str | None:
    for name in ("name", "title", "label", "framework"):
        value = getattr(item, name, None)
        if value and value != getattr(item, "text", None) and hasattr(item, "text"):
            return str(value)
    return None


def _cited(citations: Sequence[Citation]) -> str:
    places = [f"{c.kind} {c.locator}{f'-{c.end_locator}' if c.end_locator else ''}" for c in citations]
    return f" [{', '.join(places)}]" if places else ""


def _show_diagnostics(console: Console, brief: CaseBrief) -> None:
    shown = [diagnostic for diagnostic in brief.diagnostics if diagnostic.severity is not Severity.INFO]
    if shown:
        console.print("\n[bold yellow]To check[/bold yellow]")
    for diagnostic in shown:
        console.print(f"  {diagnostic.code}: {escape(diagnostic.message)}", highlight=False)
