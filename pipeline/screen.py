"""What a run shows in the terminal: a progress bar while it lasts, then its summary."""

from collections import Counter
from collections.abc import Sequence
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.markup import escape
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from pipeline.ledger import Entry
from pipeline.reporting import RunReport

WARNINGS_SHOWN = 8
QUARANTINED_SHOWN = 10


class RunProgress:
    """A live bar over the documents to brief; silent where the output is no terminal."""

    def __init__(self, console: Console, total: int) -> None:
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self._task = self._bar.add_task("starting", total=total)

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bar.stop()

    def stage(self, name: str) -> None:
        """Say what is being done."""
        self._bar.update(self._task, description=name)

    def advance(self, entries: Sequence[Entry]) -> None:
        """Count documents as done."""
        self._bar.update(self._task, description="briefing", advance=len(entries))
        if self._bar.finished:
            self.stage("making tables")


def show_summary(console: Console, report: RunReport) -> None:
    """Documents, items by field, warnings, quarantine, and where the results lie."""
    counts = report.counts
    if report.idle:
        console.print(f"Nothing changed: {_documents(counts['unchanged'] + counts['quarantined'])} known.", highlight=False)
    else:
        _show_counts(console, report)
    _show_aside(console, report)
    if not report.idle and report.warnings:
        _show_warnings(console, report)
    if report.quarantined:
        _show_quarantined(console, report)
    if not report.idle:
        console.print(f"Took {report.seconds['total']:.1f} s.", highlight=False)
    where = escape(str(report.output))
    console.print(
        f"Results: {where}/briefs, {where}/text, {where}/tables; this run: {where}/run.json", highlight=False, soft_wrap=True
    )


def _show_counts(console: Console, report: RunReport) -> None:
    documents = Table(title="Documents", title_justify="left", box=None, show_header=False, pad_edge=False)
    for name in ("new", "changed", "unchanged", "removed", "quarantined"):
        documents.add_row(
            name, f"{report.counts[name]:,}", style="yellow" if name == "quarantined" and report.counts[name] else None
        )
    items = Table(title="Items in the dataset", title_justify="left", box=None, show_header=False, pad_edge=False)
    for name, count in report.items.items():
        items.add_row(name.replace("_", " "), f"{count:,}")
    for table in (documents, items):
        for column in table.columns[1:]:
            column.justify = "right"
    both = Table.grid(padding=(0, 6))
    both.add_row(documents, items)
    console.print(both)


def _show_aside(console: Console, report: RunReport) -> None:
    reasons = Counter(aside["reason"] for aside in report.aside)
    if reasons:
        listed = ", ".join(f"{count} {reason}" for reason, count in sorted(reasons.items()))
        console.print(f"Left aside, as no documents: {escape(listed)}.", highlight=False, soft_wrap=True)


def _show_warnings(console: Console, report: RunReport) -> None:
    table = Table(title="Warnings", title_justify="left", box=None, pad_edge=False, header_style="dim")
    for name in ("code", "documents", "for instance"):
        table.add_column(name, justify="right" if name == "documents" else "left")
    for warned in report.warnings[:WARNINGS_SHOWN]:
        table.add_row(warned.code, f"{warned.documents:,}", escape(f"{warned.uri}: {warned.example}"))
    console.print(table)
    more = len(report.warnings) - WARNINGS_SHOWN
    if more > 0:
        console.print(f"... and {more} other kinds, all in tables/diagnostics.csv", highlight=False)


def _show_quarantined(console: Console, report: RunReport) -> None:
    table = Table(title="In quarantine", title_justify="left", box=None, pad_edge=False, header_style="dim")
    for name in ("document", "code", "reason"):
        table.add_column(name, overflow="fold")
    for entry in report.quarantined[:QUARANTINED_SHOWN]:
        table.add_row(escape(_one_line(entry.uri)), entry.code, escape(entry.message or ""))
    console.print(table)
    more = len(report.quarantined) - QUARANTINED_SHOWN
    if more > 0:
        console.print(f"... and {more} more", highlight=False)
    console.print(f"What to do about each: {escape(str(report.output))}/quarantine/", highlight=False, soft_wrap=True)


def _one_line(uri: str) -> str:
    return uri.encode("unicode_escape").decode("ascii") if not uri.isprintable() else uri


def _documents(count: int) -> str:
    return f"{count:,} document" if count == 1 else f"{count:,} documents"
