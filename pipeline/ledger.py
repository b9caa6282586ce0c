"""The ledger: what is known of each document between runs, so that unchanged ones are left alone.

A small SQLite database below the output folder. Everything else in the pipeline speaks to it through `Ledger` alone.
"""

import contextlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pipeline.errors import SettingError

FILE = "ledger.sqlite"
LAYOUT = 1

_CREATE = """
CREATE TABLE IF NOT EXISTS documents (
    uri TEXT PRIMARY KEY, id TEXT NOT NULL, sha256 TEXT, fingerprint TEXT NOT NULL, state TEXT NOT NULL,
    code TEXT, message TEXT, first_seen TEXT, characters INTEGER NOT NULL, items TEXT NOT NULL, findings TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


class State(StrEnum):
    """Where a document stands. `pending` means that its files may be of any age: work on it began and did not end."""

    PENDING = "pending"
    BRIEFED = "briefed"
    QUARANTINED = "quarantined"


@dataclass(frozen=True, slots=True)
class Finding:
    """A diagnostic's code as it occurs in one document: how often, how severe, and the first message."""

    code: str
    severity: str
    count: int
    message: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One document. `sha256` is of its bytes, null where they could not be read; `items` counts what was found by field."""

    uri: str
    id: str
    sha256: str | None
    fingerprint: str
    state: State
    code: str | None = None
    message: str | None = None
    first_seen: str | None = None
    characters: int = 0
    items: Mapping[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


class Ledger:
    """The entries of one output folder. Raises SettingError where the file is no ledger or of a later layout."""

    def __init__(self, folder: Path) -> None:
        path = folder / FILE
        try:
            self._base = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            self._base.execute("PRAGMA synchronous=NORMAL")
            layout = self._base.execute("PRAGMA user_version").fetchone()[0]
            if layout > LAYOUT:
                raise SettingError(
                    f"{path}: written by a later version of casebrief. Update casebrief or name another --output."
                )
            self._base.executescript(_CREATE)
            self._base.execute(f"PRAGMA user_version={LAYOUT}")
        except sqlite3.Error as error:
            raise SettingError(f"{path}: cannot be used as ledger: {error}. Delete it; the next run makes all anew.") from error

    def entries(self) -> dict[str, Entry]:
        """All entries by uri, in order of uri."""
        found = self._base.execute(
            "SELECT uri, id, sha256, fingerprint, state, code, message, first_seen, characters, items, findings"
            " FROM documents ORDER BY uri"
        )
        return {row[0]: _entry(row) for row in found}

    def begin(self, entries: Iterable[Entry]) -> None:
        """Mark documents as pending and the tables as stale, before anything of them is written."""
        with self._transaction():
            self._put(entries)
            self._set("tables", "stale")

    def record(self, entries: Iterable[Entry]) -> None:
        """Put entries in place of what was known of the same uris."""
        with self._transaction():
            self._put(entries)

    def forget(self, uris: Iterable[str]) -> None:
        """Remove entries; the tables are stale from here."""
        with self._transaction():
            self._base.executemany("DELETE FROM documents WHERE uri = ?", [(uri,) for uri in uris])
            self._set("tables", "stale")

    @property
    def tables(self) -> str | None:
        """The fingerprint that the tables were last made with; None or 'stale' where they must be made anew."""
        row = self._base.execute("SELECT value FROM facts WHERE name = 'tables'").fetchone()
        return row[0] if row else None

    @tables.setter
    def tables(self, fingerprint: str) -> None:
        self._set("tables", fingerprint)

    def close(self) -> None:
        """Let go of the database."""
        self._base.close()

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._base.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._base.execute("ROLLBACK")
            raise
        self._base.execute("COMMIT")

    def _put(self, entries: Iterable[Entry]) -> None:
        self._base.executemany(f"REPLACE INTO documents VALUES ({', '.join('?' * 11)})", map(_row, entries))

    def _set(self, name: str, value: str) -> None:
        self._base.execute("REPLACE INTO facts VALUES (?, ?)", (name, value))


def _row(entry: Entry) -> tuple[object, ...]:
    return (
        entry.uri,
        entry.id,
        entry.sha256,
        entry.fingerprint,
        str(entry.state),
        entry.code,
        entry.message,
        entry.first_seen,
        entry.characters,
        json.dumps(dict(entry.items)),
        json.dumps([[f.code, f.severity, f.count, f.message] for f in entry.findings]),
    )


def _entry(row: tuple[str, str, str | None, str, str, str | None, str | None, str | None, int, str, str]) -> Entry:
    uri, brief_id, sha256, fingerprint, state, code, message, first_seen, characters, items, findings = row
    return Entry(
        uri=uri,
        id=brief_id,
        sha256=sha256,
        fingerprint=fingerprint,
        state=State(state),
        code=code,
        message=message,
        first_seen=first_seen,
        characters=characters,
        items=json.loads(items),
        findings=tuple(Finding(*values) for values in json.loads(findings)),
    )
