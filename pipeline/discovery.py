"""Which documents an input holds: found in a stable order, refused or left aside for a stated reason, never dropped."""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import DocumentError, SettingError

MEDIA_TYPES = {".txt": "text/plain", ".text": "text/plain", ".md": "text/markdown", ".markdown": "text/markdown"}
SLUG_LENGTH = 80


@dataclass(frozen=True, slots=True)
class Document:
    """A file to brief. `uri` is its path relative to the input root with forward slashes, `path` where it can be opened."""

    uri: str
    path: Path

    @property
    def id(self) -> str:
        """The identifier of its brief, which depends on the uri alone."""
        return document_id(self.uri)


@dataclass(frozen=True, slots=True)
class Aside:
    """Something in the input that is not taken for a document, and why."""

    uri: str
    reason: str


@dataclass(slots=True)
class Discovery:
    """What an input holds, each list in order of uri. `whole` is false where the input is a single file."""

    root: Path
    whole: bool = True
    documents: list[Document] = field(default_factory=list)
    refused: list[tuple[Document, DocumentError]] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)


def document_id(uri: str) -> str:
    """A slug of `uri` without its suffix, a hyphen and 8 hex digits of the hash of the whole `uri`."""
    stem, dot, suffix = uri.rpartition(".")
    readable = stem if dot and f".{suffix.lower()}" in MEDIA_TYPES else uri
    plain = unicodedata.normalize("NFKD", readable).encode("ascii", "ignore").decode("ascii").lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:SLUG_LENGTH].strip("-")
    digest = hashlib.sha256(uri.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{slug}-{digest}" if slug else digest


def discover(source: Path, output: Path | None = None) -> Discovery:
    """The documents of a folder, with all its subfolders but `output`, or of a single file.

    Raises SettingError where there is no such file or folder, or where it cannot be listed.
    """
    try:
        mode = source.stat().st_mode
        if stat.S_ISDIR(mode):
            list(os.scandir(source))
    except FileNotFoundError:
        raise SettingError(f"{source}: no such file or folder. Name a document or a folder of documents.") from None
    except OSError as error:
        raise SettingError(f"{source}: cannot be opened: {error.strerror}. Check the rights of the input.") from error
    if not stat.S_ISDIR(mode):
        if source.suffix.lower() not in MEDIA_TYPES:
            raise SettingError(f"{source}: not a kind of document that can be read. Known: {', '.join(MEDIA_TYPES)}.")
        return Discovery(source.parent, whole=False, documents=[Document(_uri(source.name), source)])
    found = Discovery(source)
    inside = source.resolve()
    skipped = output.resolve() if output is not None else None
    for path in _walk(source, found, skipped):
        _sort_in(path, inside, found)
    found.documents.sort(key=lambda document: document.uri)
    found.refused.sort(key=lambda pair: pair[0].uri)
    found.aside.sort(key=lambda aside: aside.uri)
    return found


def _walk(folder: Path, found: Discovery, skipped: Path | None) -> Iterator[Path]:
    """Every entry below `folder` that is no plain folder; folders that are not entered are noted in `found`."""

    def note(error: OSError) -> None:
        found.aside.append(Aside(_relative(Path(str(error.filename)), found.root), "folder that cannot be listed"))

    for parent, folders, files in os.walk(folder, onerror=note):
        here = Path(parent)
        entered = []
        for name in sorted(folders):
            path = here / name
            if skipped is not None and path.resolve() == skipped:
                continue
            if name.startswith("."):
                found.aside.append(Aside(_relative(path, found.root), "hidden folder"))
            elif path.is_symlink():
                found.aside.append(Aside(_relative(path, found.root), "link to a folder"))
            else:
                entered.append(name)
        folders[:] = entered
        yield from (here / name for name in sorted(files))


def _sort_in(path: Path, inside: Path, found: Discovery) -> None:
    uri = _relative(path, found.root)
    if path.name.startswith("."):
        found.aside.append(Aside(uri, "hidden file"))
        return
    if path.suffix.lower() not in MEDIA_TYPES:
        found.aside.append(Aside(uri, f"suffix {path.suffix or 'missing'}"))
        return
    document = Document(uri, path)
    refusal = _refusal(path, inside)
    if refusal is None:
        found.documents.append(document)
    else:
        found.refused.append((document, refusal))


def _refusal(path: Path, inside: Path) -> DocumentError | None:
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        return DocumentError("undecodable-name", "the file's name holds bytes that are no text")
    try:
        if path.is_symlink():
            target = path.resolve(strict=True)
            if not target.is_relative_to(inside):
                return DocumentError("outside-input", "the link leads out of the input folder")
        if not stat.S_ISREG(path.stat().st_mode):
            return DocumentError("not-a-file", "the name leads to no regular file")
    except (OSError, RuntimeError):
        if path.is_symlink():
            return DocumentError("not-a-file", "the link leads nowhere")
        return DocumentError("vanished", "the file was gone before it could be looked at")
    return None


def _relative(path: Path, root: Path) -> str:
    try:
        return _uri(path.relative_to(root).as_posix())
    except ValueError:
        return _uri(path.name)


def _uri(name: str) -> str:
    """`name` with bytes that are no text written as escapes, so that every uri can be stored."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
