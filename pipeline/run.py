"""One run over one input and one output: plan, brief, record, export, report. Who executes the chunks is left to the caller."""

import contextlib
import datetime
import importlib.metadata
import platform
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pipeline.briefing import remove_results
from pipeline.codes import CODES
from pipeline.discovery import Document, discover
from pipeline.errors import SettingError
from pipeline.fingerprint import fingerprint
from pipeline.ledger import Entry, Ledger, State
from pipeline.output import OutputFolder, OutputLock, write_json
from pipeline.planning import Plan, chunks, make_plan
from pipeline.reporting import RunReport, summarise
from pipeline.settings import Settings
from pipeline.workers import ThisProcess, WorkerPool, WorkOrder
from schemas.tables import tables

AHEAD = 16  # chunks a worker
C = TypeVar("C")
F = TypeVar("F")
R = TypeVar("R")
Watch = Callable[[Sequence[Entry]], None]


class Run:
    """A run that has been planned. Use `opened`, which holds the output's lock and closes what was opened."""

    def __init__(self, settings: Settings, output: OutputFolder, ledger: Ledger) -> None:
        self.settings = settings
        self.output = output
        self.orchestrator = "none"
        self.report: RunReport | None = None
        self._ledger = ledger
        self._started = datetime.datetime.now(datetime.UTC)
        self._seconds: dict[str, float] = {}
        self._begun: set[str] = set()
        with self.timed("plan"):
            self._fingerprint = fingerprint(settings.rules, settings.base, settings.review_below)
            self._entries = ledger.entries()
            if any(entry.state is State.PENDING for entry in self._entries.values()):
                output.sweep()
            found = discover(settings.input, output.root)
            if not found.documents and not found.refused:
                raise SettingError(_nothing_in(settings.input, len(found.aside)))
            self.plan: Plan = make_plan(found, self._entries, output, self._fingerprint, settings.max_bytes)

    @property
    def chunks(self) -> list[Sequence[Document]]:
        """The documents to brief, cut for the workers."""
        return chunks(self.plan.work, self.settings.worker_count, self.settings.chunk)

    @property
    def tables_stale(self) -> bool:
        """Whether the tables must be made anew even if no document is to be briefed."""
        whole = self._ledger.tables == self._fingerprint and all(self.output.table(name).exists() for name in tables())
        return bool(self.plan.removed or self.plan.refused) or not whole

    @property
    def order(self) -> WorkOrder:
        """What the workers need to know."""
        settings = self.settings
        return WorkOrder(
            self.output.root, self._fingerprint, settings.rules, settings.base, settings.review_below, settings.max_bytes
        )

    @property
    def window(self) -> int:
        """How many chunks may be under way at once; more would only wait in memory."""
        return 2 * self.settings.worker_count

    def begin(self, chunk: Sequence[Document]) -> None:
        """Note that the files of these documents are about to change, unless that is noted already."""
        if chunk[0].uri in self._begun:
            return
        self._begun.update(document.uri for document in chunk)
        self._ledger.begin([self._pending(document) for document in chunk])

    def begin_ahead(self, pool: WorkerPool) -> None:
        """Let the workers begin while whatever will execute the run gets ready."""
        ahead = self.chunks[: AHEAD * self.settings.worker_count]
        for chunk in ahead:
            self.begin(chunk)
        pool.begin_ahead(ahead)

    def record(self, entries: Sequence[Entry]) -> None:
        """Take what workers report into the ledger, and write or remove quarantine records."""
        entries = [self._settled(entry) for entry in entries]
        self._ledger.record(entries)
        self._entries.update((entry.uri, entry) for entry in entries)

    def settle(self) -> None:
        """Take in what needs no worker: refused documents and removed ones."""
        newly = self.plan.refused
        if newly:
            self._ledger.begin(replace(entry, state=State.PENDING) for entry in newly)
            for entry in newly:
                remove_results(self.output, entry.id)
            self.record(newly)
        for entry in self.plan.removed:
            remove_results(self.output, entry.id)
            self.output.quarantined(entry.id).unlink(missing_ok=True)
            del self._entries[entry.uri]
        if self.plan.removed:
            self._ledger.forget(entry.uri for entry in self.plan.removed)

    def export(self) -> None:
        """Make the tables anew from the briefs on disk."""
        from pipeline.exporting import export_tables

        with self.timed("export"):
            briefed = sorted(entry.id for entry in self._entries.values() if entry.state is State.BRIEFED)
            export_tables(self.output, briefed)
            self._ledger.tables = self._fingerprint

    def finish(self) -> RunReport:
        """Write run.json and return what it says."""
        report = summarise(self.plan, self._entries, self._asked(), self.output.root)
        finished = datetime.datetime.now(datetime.UTC)
        report.started = self._started.isoformat(timespec="seconds")
        report.finished = finished.isoformat(timespec="seconds")
        report.seconds = {**self._seconds, "total": round((finished - self._started).total_seconds(), 3)}
        report.orchestrator = self.orchestrator
        report.versions = _versions()
        write_json(self.output.run_report, report.as_json())
        self.report = report
        return report

    @contextlib.contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Add the seconds spent inside to `stage` of the report."""
        before = time.perf_counter()
        try:
            yield
        finally:
            self._seconds[stage] = round(self._seconds.get(stage, 0) + time.perf_counter() - before, 3)

    def _pending(self, document: Document) -> Entry:
        known = self._entries.get(document.uri)
        entry = Entry(document.uri, document.id, None, self._fingerprint, State.PENDING)
        return replace(entry, code=known.code, first_seen=known.first_seen) if known else entry

    def _settled(self, entry: Entry) -> Entry:
        path = self.output.quarantined(entry.id)
        if entry.state is not State.QUARANTINED:
            path.unlink(missing_ok=True)
            return entry
        known = self._entries.get(entry.uri)
        since = known.first_seen if known and known.code == entry.code else None
        entry = replace(entry, first_seen=since or self._started.isoformat(timespec="seconds"))
        code = CODES[entry.code or ""]
        write_json(
            path,
            {
                "uri": entry.uri,
                "sha256": entry.sha256,
                "code": entry.code,
                "message": entry.message,
                "meaning": code.meaning,
                "next_step": code.next_step,
                "first_seen": entry.first_seen,
            },
        )
        return entry

    def _asked(self) -> dict[str, Any]:
        return {**self.settings.model_dump(mode="json"), "workers": self.settings.worker_count}


@contextlib.contextmanager
def opened(settings: Settings) -> Iterator[Run]:
    """A planned run that holds its output alone. Raises SettingError where settings, input or output cannot be used."""
    output = OutputFolder(settings.output)
    _keep_apart(settings.input, settings.output)
    output.prepare()
    with OutputLock(output), contextlib.closing(Ledger(output.state)) as ledger:
        yield Run(settings, output, ledger)


def run_plain(settings: Settings, watch: Watch | None = None) -> RunReport:
    """A whole run without Prefect, by the same steps as the flow; with one worker in this process.

    `watch` is told what became of each chunk. More workers are spawned: call it under ``__name__ == "__main__"``.
    """
    with opened(settings) as run:
        if run.plan.work:
            pool = WorkerPool(run.order, settings.worker_count) if settings.worker_count > 1 else ThisProcess(run.order)
            try:
                with run.timed("brief"), ThreadPoolExecutor(run.window) as threads:
                    for entries in in_window(
                        run.chunks, run.window, run.begin, lambda chunk: threads.submit(pool.brief, chunk), Future.result
                    ):
                        run.record(entries)
                        if watch:
                            watch(entries)
            finally:
                pool.close()
        run.settle()
        if run.plan.work or run.tables_stale:
            run.export()
        return run.finish()


def in_window(
    parts: Iterable[C], size: int, begin: Callable[[C], None], submit: Callable[[C], F], finished: Callable[[F], R]
) -> Iterator[R]:
    """Submit `parts` in order with at most `size` under way, and give their results in order as they are done."""
    waiting: deque[F] = deque()
    for part in parts:
        begin(part)
        waiting.append(submit(part))
        if len(waiting) >= size:
            yield finished(waiting.popleft())
    while waiting:
        yield finished(waiting.popleft())


def _nothing_in(source: Path, aside: int) -> str:
    more = f" {aside} other entries were left aside." if aside else ""
    return f"{source}: holds no document.{more} Put .txt or .md files there, or name another folder."


def _keep_apart(source: Path, output: Path) -> None:
    if output.is_file():
        raise SettingError(f"{output}: is a file. Name a folder for the results: --output DIR.")
    if source.is_dir() and source.resolve() == output.resolve():
        raise SettingError(f"{output}: is the input itself. Name another folder for the results: --output DIR.")


def _versions() -> dict[str, str]:
    names = ("casebrief", "spacy", "prefect", "pydantic", "pandas")
    return {"python": platform.python_version(), **{name: importlib.metadata.version(name) for name in names}}
