"""The embedded Prefect server: it answers, it keeps to its home, and it goes when its parent goes."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from pipeline.errors import CasebriefError
from pipeline.orchestration import DATABASE, copy_migrated, start_server
from pipeline.server import EmbeddedServer

PARENT = """
import os, sys, time
from pathlib import Path
from pipeline.orchestration import await_server, start_server
state = Path(sys.argv[1])
server = start_server(state, state / "log")
await_server(server, state)
print(server.url, os.environ["PREFECT_HOME"], flush=True)
time.sleep(600)
"""


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def test_it_answers_and_does_not_outlive_a_killed_parent(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(tmp_path)], stdout=subprocess.PIPE, text=True, env=environment)
    try:
        assert parent.stdout is not None
        url, home = parent.stdout.readline().split()
        assert answers(url)
        assert Path(home) == tmp_path / "prefect"
        (kept,) = (tmp_path / "cache").rglob(DATABASE)
        copy_migrated(kept.parent, tmp_path / "next")
        assert (tmp_path / "next" / DATABASE).stat().st_size == kept.stat().st_size
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.communicate()
    deadline = time.monotonic() + 20
    while answers(url) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not answers(url)


def test_one_that_cannot_start_says_where_to_look(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    server = EmbeddedServer({**os.environ, "PREFECT_HOME": str(tmp_path / "file" / "none")}, tmp_path / "log")
    with pytest.raises(CasebriefError, match="log"):
        server.wait()
    server.close()


def test_a_server_of_the_users_is_left_to_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:1/api")
    monkeypatch.setenv("DO_NOT_TRACK", "1")
    monkeypatch.setenv("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    assert start_server(tmp_path, tmp_path / "log") is None
    assert "PREFECT_HOME" not in os.environ
    assert not list(tmp_path.iterdir())


def test_a_database_that_cannot_be_copied_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("no database")
    copy_migrated(tmp_path, tmp_path / "home")
    assert not (tmp_path / "home" / DATABASE).exists()
