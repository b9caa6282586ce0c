"""Worker processes: each builds and warms the spaCy pipeline once, takes chunks of paths and gives small reports back."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.briefing import brief_document
from pipeline.discovery import Document
from pipeline.errors import CasebriefError, SettingError
from pipeline.ledger import Entry
from pipeline.output import OutputFolder

if TYPE_CHECKING:
    from spacy.language import Language

DIED = (
    "A worker process died, for want of memory or killed from outside. What was done is kept; run again with fewer --workers."
)


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What every worker of a run needs to know."""

    output: Path
    fingerprint: str
    rules: Path | None
    base: str | None
    review_below: float
    max_bytes: int


class WorkerPool:
    """A pool of spawned processes for one run. Starting it returns at once; the processes build while others work."""

    def __init__(self, order: WorkOrder, workers: int) -> None:
        self._pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), initializer=_prepare, initargs=(order,))
        self._started = [self._pool.submit(_wake) for _ in range(workers)]
        self._ahead: dict[str, Future[list[Entry]]] = {}

    def begin_ahead(self, chunks: Sequence[Sequence[Document]]) -> None:
        """Queue chunks whose entries nobody asks for yet, so that the workers need not wait for whoever will."""
        self._ahead.update((chunk[0].uri, self._pool.submit(brief_chunk, list(chunk))) for chunk in chunks)

    def brief(self, chunk: Sequence[Document]) -> list[Entry]:
        """Brief `chunk` in some worker, unless it was begun ahead, and wait for its entries.

        Raises SettingError where rules or base pipeline cannot be used, CasebriefError where a worker died.
        """
        try:
            begun = self._ahead.pop(chunk[0].uri, None)
            return (begun or self._pool.submit(brief_chunk, list(chunk))).result()
        except BrokenProcessPool as error:
            raise CasebriefError(DIED) from error

    def check(self) -> None:
        """Wait until the first worker is ready. Raises as `brief` does."""
        try:
            self._started[0].result()
        except BrokenProcessPool as error:
            raise CasebriefError(DIED) from error

    def close(self) -> None:
        """End the processes; what is not yet begun is dropped."""
        self._pool.shutdown(wait=True, cancel_futures=True)


class ThisProcess:
    """Stands in for a pool where one worker is enough: no process is started, one chunk is briefed at a time.

    Raises SettingError as `prepare` does.
    """

    def __init__(self, order: WorkOrder) -> None:
        prepare(order)
        self._lock = threading.Lock()

    def brief(self, chunk: Sequence[Document]) -> list[Entry]:
        """Brief `chunk` here and now."""
        with self._lock:
            return brief_chunk(chunk)

    def close(self) -> None:
        """Nothing is to be ended."""


def brief_chunk(chunk: Sequence[Document]) -> list[Entry]:
    """Brief documents one after another in this process, which `prepare` has readied."""
    state = _ready()
    return [
        brief_document(document, state.folder, state.nlp, state.order.fingerprint, state.order.max_bytes) for document in chunk
    ]


@dataclass(frozen=True, slots=True)
class _State:
    order: WorkOrder
    folder: OutputFolder
    nlp: "Language"


_state: _State | Exception | None = None


def prepare(order: WorkOrder) -> None:
    """Build and warm the pipeline in this process. Raises SettingError where rules or base pipeline cannot be used."""
    global _state
    _state = None
    from extractors import warm

    nlp = built(order.rules, order.base, order.review_below)
    warm(nlp)
    _state = _State(order, OutputFolder(order.output), nlp)


def built(rules: Path | None, base: str | None, review_below: float) -> "Language":
    """The spaCy pipeline. Raises SettingError where rules or base pipeline cannot be used."""
    from extractors import build_nlp
    from extractors.rulebook import RuleError

    try:
        return build_nlp(base=base, rules=rules, review_below=review_below)
    except RuleError as error:
        raise SettingError(f"--rules: {error}") from error
    except (OSError, ValueError, ImportError) as error:
        if base is None:
            raise
        raise SettingError(f"--base {base}: spaCy cannot load it: {error}") from error


def _prepare(order: WorkOrder) -> None:
    """Ready a worker process. An error is kept for the first chunk, since an initializer's own would only break the pool."""
    global _state
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _follow_parent()
    try:
        prepare(order)
    except Exception as error:
        _state = error


def _ready() -> _State:
    if isinstance(_state, _State):
        return _state
    raise _state or RuntimeError("prepare() was not called in this process")


def _wake() -> None:
    _ready()


def _follow_parent() -> None:
    """End this process when its parent is gone, however that came about."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def follow() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True, name="follow-parent").start()
