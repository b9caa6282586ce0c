"""What decides the bytes of a brief besides the document: rules, base pipeline, versions, code. Computed without spaCy."""

import hashlib
import importlib.metadata
from pathlib import Path

import extractors
import schemas
from extractors.rulebook import RuleError, check_overlay, rules_hash
from pipeline.errors import SettingError
from pipeline.version import version

LIBRARIES = ("spacy", "rapidfuzz")
DECISIVE = ("reading.py", "briefing.py", "exporting.py")


def fingerprint(rules: Path | None, base: str | None, review_below: float) -> str:
    """16 hex digits that change whenever a document would have to be briefed anew.

    Raises SettingError where `rules` is no usable overlay.
    """
    try:
        if rules is not None:
            check_overlay(rules)
        in_force = rules_hash(rules)
    except (RuleError, OSError) as error:
        raise SettingError(f"--rules: {error}") from error
    parts = [version(), schemas.SCHEMA_VERSION, in_force, _base(base), f"{review_below}"]
    parts += [f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES]
    parts += [_code(Path(package.__file__ or "").parent) for package in (schemas, extractors)]
    parts += [hashlib.sha256((Path(__file__).parent / name).read_bytes()).hexdigest() for name in DECISIVE]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _base(base: str | None) -> str:
    """A trained pipeline's name with its version, or with the hash of its description where it is a folder."""
    if base is None:
        return "blank"
    meta = Path(base) / "meta.json"
    if meta.is_file():
        return f"{base} {hashlib.sha256(meta.read_bytes()).hexdigest()}"
    try:
        return f"{base} {importlib.metadata.version(base)}"
    except importlib.metadata.PackageNotFoundError:
        raise SettingError(
            f"--base: no spaCy pipeline {base!r} is installed. Install it with pip, or name a folder that spaCy can load."
        ) from None


def _code(folder: Path) -> str:
    """The hash of a package's modules, so that an edited checkout is not taken for the version it was."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        digest.update(f"{path.relative_to(folder).as_posix()}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()
