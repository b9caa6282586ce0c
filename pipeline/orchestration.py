"""The surroundings of Prefect's embedded server: its own home, no telemetry, and its chatter kept in a log file."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

SERVER_VARIABLE = "PREFECT_API_URL"
LOG = "prefect.log"

_ALWAYS = {"DO_NOT_TRACK": "1", "PREFECT_SERVER_ANALYTICS_ENABLED": "false"}
_EMBEDDED = {
    "PREFECT_LOGGING_LEVEL": "WARNING",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "true",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",  # its first start migrates a database; 20 s can be too short
    "PREFECT_CLI_COLORS": "false",
}


def settle_environment(state: Path) -> None:
    """Set the environment for Prefect; to be called before it is imported.

    Where ``PREFECT_API_URL`` is set, that server and the user's profile are used. Else the embedded server lives in `state`
    and no profile of the user's is read or written.
    """
    for name, value in _ALWAYS.items():
        os.environ.setdefault(name, value)
    if os.environ.get(SERVER_VARIABLE):
        return
    home = (state / "prefect").resolve()
    home.mkdir(parents=True, exist_ok=True)
    os.environ.update(_EMBEDDED, PREFECT_HOME=str(home), PREFECT_PROFILES_PATH=str(home / "profiles.toml"))
    local = [name for name in os.environ.get("NO_PROXY", "").split(",") if name]
    os.environ["NO_PROXY"] = ",".join(dict.fromkeys([*local, "127.0.0.1", "localhost"]))


@contextlib.contextmanager
def kept_from_the_screen(log: Path) -> Iterator[tuple[TextIO, TextIO]]:
    """Send what this process and its children print to `log`, and give files that still lead to the screen.

    The detour outlasts the context where it ends well: Prefect prints while the process ends, too. After an error the
    streams are put back.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    screens = os.dup(1), os.dup(2)
    with log.open("w", encoding="utf-8") as file:
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
