"""The Prefect flow `brief_cases` and its tasks: thin over the plain functions of `pipeline.run`."""

import contextvars
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from pipeline.discovery import Document
from pipeline.ledger import Entry
from pipeline.reporting import RunReport
from pipeline.run import Run, Watch, in_window, opened
from pipeline.settings import read_settings
from pipeline.workers import WorkerPool

Prepared = tuple[Run, WorkerPool | None, Watch | None]

_threads: Any = ThreadPoolTaskRunner()
_prepared: contextvars.ContextVar[Prepared | None] = contextvars.ContextVar("prepared", default=None)


@contextmanager
def prepared(run: Run, pool: WorkerPool | None = None, watch: Watch | None = None) -> Iterator[None]:
    """Let a `brief_cases` called inside use a run that is planned already, a pool that is starting, and tell `watch`."""
    token = _prepared.set((run, pool, watch))
    try:
        yield
    finally:
        _prepared.reset(token)


@task(name="brief_chunk", task_run_name="brief {first} and {others} more", cache_policy=NO_CACHE, persist_result=False)
def brief_chunk(pool: WorkerPool, chunk: Sequence[Document], first: str, others: int) -> list[Entry]:
    """Brief a chunk of documents in a worker process and wait for its entries."""
    return pool.brief(chunk)


@task(name="settle", cache_policy=NO_CACHE, persist_result=False)
def settle(run: Run) -> None:
    """Take refused and removed documents into the ledger."""
    run.settle()


@task(name="export_tables", cache_policy=NO_CACHE, persist_result=False)
def export_tables(run: Run) -> None:
    """Make the tables from the briefs."""
    run.export()


@task(name="report", cache_policy=NO_CACHE, persist_result=False)
def report(run: Run) -> RunReport:
    """Write run.json."""
    return run.finish()


@flow(name="brief_cases", task_runner=_threads, persist_result=False)
def brief_cases(
    input: Path = Path("raw"),
    output: Path = Path("output"),
    workers: Annotated[int, Field(ge=1, le=256)] | None = None,
    chunk: Annotated[int, Field(ge=1, le=10_000)] | None = None,
    rules: Path | None = None,
    base: str | None = None,
    review_below: Annotated[float, Field(ge=0, le=1)] | None = None,
    max_bytes: Annotated[int, Field(ge=1)] | None = None,
) -> dict[str, Any]:
    """Brief every new or changed document of `input` into `output`, and return the content of run.json.

    Parameters are those of the command `casebrief run`; one that is not given comes from the environment or settings file.
    """
    ready = _prepared.get()
    if ready is not None:
        return _execute(*ready)
    flags = {"input": input, "output": output, "workers": workers, "chunk": chunk, "rules": rules, "base": base}
    with opened(read_settings({**flags, "review_below": review_below, "max_bytes": max_bytes})) as run:
        pool = WorkerPool(run.order, run.settings.worker_count) if run.plan.work else None
        try:
            return _execute(run, pool, None)
        finally:
            if pool is not None:
                pool.close()


def _execute(run: Run, pool: WorkerPool | None, watch: Watch | None) -> dict[str, Any]:
    run.orchestrator = "prefect"
    if pool is not None:
        with run.timed("brief"):
            for entries in in_window(run.chunks, run.window, run.begin, lambda chunk: _submit(pool, chunk), _entries):
                run.record(entries)
                if watch:
                    watch(entries)
    settle(run)
    if run.plan.work or run.tables_stale:
        export_tables(run)
    return report(run).as_json()


def _submit(pool: WorkerPool, chunk: Sequence[Document]) -> PrefectFuture[list[Entry]]:
    return brief_chunk.submit(pool, chunk, chunk[0].uri, len(chunk) - 1)


def _entries(future: PrefectFuture[list[Entry]]) -> list[Entry]:
    return future.result()
