"""Rules as data: TOML files of validated records, and a user's own laid over them.

A rule file holds `source`, where its list comes from, and an array of tables `rules`. Every record is checked by a model
that refuses unknown keys. An overlay folder may hold files of the same names: a record there replaces the packaged one with
the same key or is added behind the rest.
"""

import hashlib
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, ClassVar, TypeVar

from pydantic import ValidationError

from schemas.base import Record

PACKAGED = Path(__file__).parent / "rules"


class RuleError(ValueError):
    """A rule file that cannot be used; the message names the file, the place and what to change."""


class Rule(Record):
    """One record of a rule file. `key_field` names the field by which an overlay replaces it."""

    key_field: ClassVar[str] = "name"

    @property
    def key(self) -> str:
        """What an overlay's record must repeat to replace this one."""
        return str(getattr(self, self.key_field))


R = TypeVar("R", bound=Rule)


def read_rules(name: str, record: type[R], overlay: Path | None = None) -> tuple[R, ...]:
    """The records of ``<name>.toml``, with those of the overlay laid over them, in file order.

    Raises RuleError where a file is no TOML, lacks `source`, or holds a record that `record` refuses.
    """
    packaged = _read(PACKAGED / f"{name}.toml", record)
    if overlay is None or not (overlay / f"{name}.toml").exists():
        return tuple(packaged.values())
    return tuple({**packaged, **_read(overlay / f"{name}.toml", record)}.values())


def check_overlay(overlay: Path) -> None:
    """Refuse an overlay that is no folder or holds a rule file of a name that no packaged file has. Raises RuleError."""
    if not overlay.is_dir():
        raise RuleError(f"{overlay}: no such folder of rules. Name a folder that holds *.toml rule files.")
    known = {path.name for path in PACKAGED.glob("*.toml")}
    for path in sorted(overlay.glob("*.toml")):
        if path.name not in known:
            raise RuleError(f"{path}: no rule file has this name. Known names: {', '.join(sorted(known))}.")


def rules_hash(overlay: Path | None = None) -> str:
    """16 hex digits over the bytes of all rule files in force, by name."""
    digest = hashlib.sha256()
    for folder in (PACKAGED, overlay):
        for path in _rule_files(folder):
            content = path.read_bytes().replace(b"\r\n", b"\n")
            digest.update(f"{path.name}\n{len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _rule_files(folder: Path | None) -> Iterable[Path]:
    return sorted(folder.glob("*.toml")) if folder is not None else ()


def _read(path: Path, record: type[R]) -> dict[str, R]:
    try:
        content: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RuleError(f"{path}: cannot be read as TOML: {error}") from error
    if not isinstance(content.get("source"), str) or not content["source"].strip():
        raise RuleError(f"{path}: `source` is missing. Say in one line where the list comes from.")
    unknown = set(content) - {"source", "rules"}
    if unknown:
        raise RuleError(f"{path}: unknown key {sorted(unknown)[0]!r}. A rule file has `source` and `[[rules]]` only.")
    rows: dict[str, R] = {}
    for number, row in enumerate(content.get("rules", []), start=1):
        try:
            rule = record.model_validate(row)
        except ValidationError as error:
            first = error.errors()[0]
            place = ".".join(str(part) for part in first["loc"])
            raise RuleError(f"{path}: rule {number}: {place}: {first['msg']}") from error
        rows[rule.key] = rule
    return rows
