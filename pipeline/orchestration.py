"""The surroundings of Prefect's embedded server: its own home, no telemetry, and its chatter kept in a log file."""

import contextlib
import importlib.metadata
import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from pipeline.output import PART
from pipeline.server import EmbeddedServer

SERVER_VARIABLE = "PREFECT_API_URL"
LOG = "prefect.log"
DATABASE = "prefect.db"
MEMO = "memo_store.toml"

_ALWAYS = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
_EMBEDDED = {
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLI_COLORS": "false",
}


def await_server(server: EmbeddedServer, state: Path) -> None:
    """Return when the server answers; a database that it had to migrate is kept for others. Raises CasebriefError."""
    server.wait()
    copy_migrated((state / "prefect").resolve(), cache_folder())


def start_server(state: Path, log: Path) -> EmbeddedServer | None:
    """Start the embedded server and point this process to it; to be called before Prefect is imported.

    The server lives in `state`, no profile of the user's is read or written. Where ``PREFECT_API_URL`` is set, that server and
    the user's profile are used, and there is nothing to start.
    """
    for name, value in _ALWAYS.items():
        os.environ.setdefault(name, value)
    if os.environ.get(SERVER_VARIABLE):
        return None
    home = (state / "prefect").resolve()
    home.mkdir(parents=True, exist_ok=True)
    copy_migrated(cache_folder(), home)
    os.environ.update(_EMBEDDED, PREFECT_HOME=str(home), PREFECT_PROFILES_PATH=str(home / "profiles.toml"))
    local = [name for name in os.environ.get("NO_PROXY", "").split(",") if name]
    os.environ["NO_PROXY"] = ",".join(dict.fromkeys([*local, "127.0.0.1", "localhost"]))
    server = EmbeddedServer(os.environ, log)
    os.environ[SERVER_VARIABLE] = server.url
    return server


def cache_folder() -> Path:
    """Where a freshly migrated database is kept for the next new output: the user's cache folder."""
    caches = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return caches / "casebrief" / f"prefect-{importlib.metadata.version('prefect')}"


def copy_migrated(source: Path, target: Path) -> None:
    """Copy a server's database from one folder to another that has none; without it, the server migrates one for seconds.

    A folder that cannot be read or written is passed over: the copy only saves time.
    """
    if (target / DATABASE).exists() or not (source / DATABASE).exists():
        return
    part = target / f".{DATABASE}.{os.getpid()}{PART}"
    try:
        target.mkdir(parents=True, exist_ok=True)
        with (
            contextlib.closing(sqlite3.connect(f"{(source / DATABASE).as_uri()}?mode=ro", uri=True)) as old,
            contextlib.closing(sqlite3.connect(part)) as new,
        ):
            old.backup(new)
            new.execute("PRAGMA journal_mode=DELETE")  # one file, with no log beside it; the server chooses its own mode
        part.replace(target / DATABASE)
        if (source / MEMO).exists():
            (target / MEMO).write_bytes((source / MEMO).read_bytes())
    except (OSError, sqlite3.Error):
        with contextlib.suppress(OSError):
            part.unlink()


@contextlib.contextmanager
def kept_from_the_screen(log: Path) -> Iterator[tuple[TextIO, TextIO]]:
    """Send what this process and its children print to `log`, and give files that still lead to the screen.

    The detour outlasts the context where it ends well: Prefect prints while the process ends, too. After an error the
    streams are put back.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    screens = os.dup(1), os.dup(2)
    log.unlink(missing_ok=True)
    with log.open("a", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    out, err = (os.fdopen(os.dup(screen), "w", encoding=sys.stdout.encoding, errors="replace") for screen in screens)
    try:
        yield out, err
    except BaseException:
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(screens[0], 1)
        os.dup2(screens[1], 2)
        raise
    finally:
        out.flush()
        err.flush()
