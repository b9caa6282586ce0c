"""The output folder: where each result lies, and how files get there so that no reader ever sees half of one."""

import json
import os
from pathlib import Path
from typing import Any

from pipeline.errors import OutputBusyError, SettingError

STATE_FOLDER = ".casebrief"
PART = ".part"


class OutputFolder:
    """Paths below the output root, by the contract."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.state = root / STATE_FOLDER
        self.briefs = root / "briefs"
        self.texts = root / "text"
        self.tables = root / "tables"
        self.quarantine = root / "quarantine"
        self.run_report = root / "run.json"

    def brief(self, brief_id: str) -> Path:
        """The JSON file of one brief."""
        return self.briefs / f"{brief_id}.json"

    def text(self, brief_id: str) -> Path:
        """The canonical text of one brief."""
        return self.texts / f"{brief_id}.txt"

    def table(self, name: str) -> Path:
        """The CSV file of one table."""
        return self.tables / f"{name}.csv"

    def quarantined(self, brief_id: str) -> Path:
        """The record of one document that could not be briefed."""
        return self.quarantine / f"{brief_id}.json"

    def prepare(self) -> None:
        """Make the folders. Raises SettingError where that is not allowed."""
        try:
            for folder in (self.state, self.briefs, self.texts, self.tables, self.quarantine):
                folder.mkdir(parents=True, exist_ok=True)
            if not os.access(self.root, os.W_OK):
                raise PermissionError(0, "not writable")
        except OSError as error:
            raise SettingError(
                f"{self.root}: cannot be used as output folder: {error.strerror}. Name one that can be written: --output DIR."
            ) from error

    def sweep(self) -> None:
        """Remove what an interrupted run left half written."""
        for folder in (self.root, self.briefs, self.texts, self.tables, self.quarantine):
            for path in folder.glob(f".*{PART}"):
                path.unlink(missing_ok=True)


def write_atomically(path: Path, content: str | bytes) -> None:
    """Put `content` at `path` in one step: a file beside it is written first, then takes its place. Text is UTF-8."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    part = path.with_name(f".{path.name}{PART}")
    try:
        part.write_bytes(data)
        os.replace(part, path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def write_json(path: Path, value: Any) -> None:
    """`value` as indented UTF-8 JSON with a newline at the end, written atomically."""
    write_atomically(path, json.dumps(value, ensure_ascii=False, indent=2) + "\n")


class OutputLock:
    """Keeps a second run out of the same output; the operating system lets go of it when the process ends."""

    def __init__(self, output: OutputFolder) -> None:
        self._path = output.state / "lock"
        self._root = output.root
        self._descriptor: int | None = None

    def __enter__(self) -> "OutputLock":
        self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            import fcntl  # not on Windows, where runs are not kept apart

            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError:
            os.close(self._descriptor)
            raise OutputBusyError(
                f"{self._root}: another run of casebrief writes there. Wait for its end, or name another folder: --output DIR."
            ) from None
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
