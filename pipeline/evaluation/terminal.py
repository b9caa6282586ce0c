"""The report in the terminal: figures first, then what changed, then the faults."""

from collections import Counter
from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from pipeline.evaluation.answers import FIELDS
from pipeline.evaluation.judging import Level
from pipeline.evaluation.phrases import (
    KINDS,
    LEVELS,
    STATUSES,
    bounds,
    difference,
    difference_bounds,
    name,
    one_line,
    score,
)
from pipeline.evaluation.report import ALL, Change, Comparison, Finding, Group, Kind, Report

TEXT_LENGTH = 110
UNPLACED_SHOWN = 3
SHORT = {Level.OVERLAP: "found", Level.ATTRIBUTES: "right", Level.EXACT: "equal"}
PHRASES = {**LEVELS, Level.ATTRIBUTES: "right in all attributes"}


def show_report(console: Console, report: Report, listed: int) -> None:
    """Print `report`; of each field's faults of one kind, and of the gains and losses, the first `listed`."""
    tiers = {tier: group for tier, group in report.groups.items() if tier != ALL}
    console.print(_summary(report))
    for tier, group in tiers.items():
        _show(console, tier, _fields(group))
    _show(console, "Attributes of what was found: share right, where it is not 1", _attributes(tiers))
    _show_reliability(console, report.groups[ALL])
    if report.comparison:
        _show_comparison(console, report.comparison, listed)
    if listed:
        _show_findings(console, report.findings, listed)
    _show_doubts(console, report)


def _table(*columns: str) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for i, column in enumerate(columns):
        table.add_column(column, justify="right" if i else "left", overflow="fold", no_wrap=bool(i))
    return table


def _show(console: Console, title: str, table: Table) -> None:
    """Print `table` under its title, unless it is empty."""
    if table.row_count:
        console.print(f"\n[italic]{escape(title)}[/italic]", highlight=False, soft_wrap=True)
        console.print(table)


def _summary(report: Report) -> Table:
    groups = report.groups.values()
    table = _table("", *report.groups)
    table.add_row("documents", *(str(group.documents) for group in groups))
    for label, means in (
        ("core F1", [group.core for group in groups]),
        ("all fields F1", [group.all_fields for group in groups]),
    ):
        table.add_row(label, *(f"{score(mean.value)}" for mean in means))
        table.add_row("  95 %", *(bounds(mean.interval) for mean in means), style="dim")
    for level in Level:
        figures = [group.items[level] for group in groups]
        table.add_row(f"items F1, {SHORT[level]}", *(score(figure.f1) for figure in figures))
        table.add_row("  95 %", *(bounds(figure.interval) for figure in figures), style="dim")
    table.add_row("document F1, mean", *(score(group.document_f1[Level.OVERLAP].value) for group in groups))
    whole = [group.documents_right[Level.ATTRIBUTES] for group in groups]
    table.add_row("without a fault", *(str(share.right) for share in whole))
    quoted = [score(group.provenance.value) if group.provenance else "–" for group in groups]
    table.add_row("evidence quotes", *quoted)
    return table


def _fields(group: Group) -> Table:
    table = _table("field", "P", "R", "F1", "95 %", "right", "equal", "gold", "found")
    for field, figures in group.fields.items():
        figure = figures[Level.OVERLAP]
        stricter = [score(figures[level].f1) for level in (Level.ATTRIBUTES, Level.EXACT)]
        numbers = [score(figure.precision), score(figure.recall), score(figure.f1), bounds(figure.interval)]
        style = None if figure.f1 == 1 else "yellow"
        table.add_row(name(field), *numbers, *stricter, str(figure.gold), str(figure.found), style=style)
    return table


def _attributes(tiers: dict[str, Group]) -> Table:
    table = _table("attribute", *tiers)
    for attribute in dict.fromkeys(attribute for group in tiers.values() for attribute in group.attributes):
        shares = [group.attributes.get(attribute) for group in tiers.values()]
        if any(share and share.value < 1 for share in shares):
            table.add_row(name(attribute), *(f"{score(share.value)} of {share.of}" if share else "–" for share in shares))
    return table


def _show_reliability(console: Console, group: Group) -> None:
    for level, found in group.reliability.items():
        table = _table("confidence", "items", "mean", "right")
        for part in found.bins:
            if part.mean_confidence is not None and part.accuracy is not None:
                span = f"{part.low:.1f} to {part.high:.1f}"
                table.add_row(span, str(part.count), score(part.mean_confidence), score(part.accuracy))
        _show(console, f"Confidence against the share of items that are {PHRASES[level]}", table)
        error, squares = score(found.expected_calibration_error), score(found.brier_score)
        console.print(f"expected calibration error {error}, Brier score {squares}", highlight=False)


def _show_comparison(console: Console, comparison: Comparison, listed: int) -> None:
    table = _table("figure", "before", "now", "difference", "95 %")
    for figure, moved in comparison.movements[ALL].items():
        if moved.difference:
            style = "green" if moved.difference > 0 else "red"
            change = (difference(moved.difference), difference_bounds(moved.interval))
            table.add_row(name(figure), score(moved.before), score(moved.after), *change, style=style)
    documents = f"{comparison.documents} document{'s' if comparison.documents != 1 else ''}"
    _show(console, f"Against {comparison.against}, {documents}: what moved", table)
    if not table.row_count:
        console.print(f"\nAgainst {escape(comparison.against)}, {documents}: no figure moved.", highlight=False)
    for kind, changes in (("Gains", comparison.gains), ("Losses", comparison.losses)):
        console.print(f"\n{kind}: {len(changes)}", highlight=False)
        _show_changes(console, changes, listed)
    if comparison.left_out:
        console.print(f"Not compared, for want of a brief: {escape(', '.join(comparison.left_out))}", highlight=False)


def _show_changes(console: Console, changes: tuple[Change, ...], listed: int) -> None:
    for change in changes[:listed]:
        fate = f"{STATUSES[change.before]} → {STATUSES[change.after]}"
        console.print(
            f"  {_place(change)} {name(change.field)}, {fate}: {escape(one_line(change.text, TEXT_LENGTH))}",
            highlight=False,
            soft_wrap=True,
        )
    if listed and len(changes) > listed:
        console.print(f"  ... and {len(changes) - listed} more", highlight=False)


def _show_findings(console: Console, findings: Iterable[Finding], listed: int) -> None:
    shown: Counter[tuple[str, str]] = Counter()
    lines: dict[str, list[str]] = {}
    for finding in findings:
        shown[finding.field, finding.kind] += 1
        if shown[finding.field, finding.kind] <= listed:
            lines.setdefault(finding.field, []).append(_line(finding))
    for field in sorted(lines, key=lambda field: FIELDS.index(field) if field in FIELDS else len(FIELDS)):
        counts = ", ".join(f"{shown[field, kind]} {KINDS[kind]}" for kind in KINDS if shown[field, kind])
        console.print(f"\n[bold]{name(field)}[/bold]: {counts}", highlight=False)
        for line in lines[field]:
            console.print(f"  {line}", highlight=False, soft_wrap=True)


def _line(finding: Finding) -> str:
    head = f"{_place(finding)} [dim]{KINDS[finding.kind]}[/dim]"
    if finding.attribute:
        expected, got = (escape(one_line(text or "", TEXT_LENGTH)) for text in (finding.expected, finding.got))
        about = escape(one_line(finding.text, 60))
        return f"{head} {name(finding.attribute)}: [green]{expected}[/green] became [red]{got}[/red] in: {about}"
    if finding.kind is Kind.OTHER_TEXT:
        expected, got = (escape(one_line(text or "", TEXT_LENGTH)) for text in (finding.expected, finding.got))
        return f"{head}: [green]{expected}[/green] became [red]{got}[/red]"
    meant = f" = {escape(amount)}" if finding.field == "quantities" and (amount := finding.expected or finding.got) else ""
    return f"{head}: {escape(one_line(finding.text, TEXT_LENGTH))}{meant}"


def _place(found: Finding | Change) -> str:
    document = escape(one_line(found.document))
    return document if found.line is None else f"{document}:{found.line} ({found.start}-{found.end})"


def _show_doubts(console: Console, report: Report) -> None:
    for document in report.documents:
        if document.problem:
            text = (
                f"[yellow]No brief[/yellow] for {escape(one_line(document.source))}: {escape(document.problem)}; all is missed."
            )
            console.print(text, highlight=False, soft_wrap=True)
    if report.unplaced:
        texts = "text does" if len(report.unplaced) == 1 else "texts do"
        console.print(
            f"\n[yellow]Check the gold[/yellow]: {len(report.unplaced)} {texts} not stand in the document as quoted.",
            highlight=False,
        )
        for text in report.unplaced[:UNPLACED_SHOWN]:
            console.print(f"  {escape(one_line(text, TEXT_LENGTH))}", highlight=False, soft_wrap=True)
