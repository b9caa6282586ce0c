"""Prefect's API server as a child process on loopback, for runs that are given none.

Prefect can start one itself, but only after it has imported the whole server in the calling process. Here the server starts
at once, beside everything else that a run has to get ready, and it ends with its parent, however that came about.
"""

import os
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import CasebriefError

HOST = "127.0.0.1"
PATIENCE = 180.0  # seconds; the first start in a new home migrates a database
_ONLY_HERE = {"PREFECT_UI_ENABLED": "0", "PREFECT__SERVER_EPHEMERAL": "1", "PREFECT__SERVER_FINAL": "1"}


class EmbeddedServer:
    """A server that starts in the background; `wait` until it answers, `close` when the run is over."""

    def __init__(self, environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        with log.open("a", encoding="utf-8") as file:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "pipeline.server"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                env={**environment, **_ONLY_HERE},
                start_new_session=True,  # a Ctrl-C in the terminal is for the run, which then ends the server in order
            )
        port = self._process.stdout.readline().strip() if self._process.stdout else b""
        self.url = f"http://{HOST}:{port.decode()}/api"

    def wait(self) -> None:
        """Return when the server answers. Raises CasebriefError where it ends before or stays silent."""
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        deadline = time.monotonic() + PATIENCE
        while self._process.poll() is None and time.monotonic() < deadline:
            try:
                with opener.open(f"{self.url}/health", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.05)
        raise CasebriefError(
            f"Prefect's server did not start; what it said is in {self._log}. Run again, or set PREFECT_API_URL."
        )

    def close(self) -> None:
        """End the server at once: what it had to record is in its database, and an orderly end takes it a second."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                pipe.close()


def serve() -> None:
    """Be the server: bind a free port, say which, and serve until standard input ends."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.bind((HOST, 0))
    print(listener.getsockname()[1], flush=True)
    os.dup2(2, 1)
    threading.Thread(target=_follow_parent, daemon=True, name="follow-parent").start()
    import uvicorn
    from prefect.server.api.server import create_app

    config = uvicorn.Config(create_app, factory=True, log_level="error", lifespan="on")
    uvicorn.Server(config).run(sockets=[listener])


def _follow_parent() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    os._exit(0)


if __name__ == "__main__":
    serve()
