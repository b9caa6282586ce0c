"""From a file's bytes to its canonical text, the text that every offset of a brief counts in."""

import codecs
import errno
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from pipeline.codes import NOTES
from pipeline.errors import DocumentError
from schemas import Diagnostic, Severity

CONTROL = re.compile(r"[\x01-\x08\x0b\x0e-\x1f]")
CONTROL_SHARE = 0.02
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SIGNATURES = {b"%PDF-": "a PDF", b"PK\x03\x04": "a ZIP archive or an Office file", b"\xd0\xcf\x11\xe0": "an old Office file"}


@dataclass(frozen=True, slots=True)
class Reading:
    """A canonical text and what had to be done to get it."""

    text: str
    diagnostics: tuple[Diagnostic, ...] = ()


def read_bytes(path: Path, limit: int) -> bytes:
    """The bytes of a regular file of at most `limit` bytes. Raises DocumentError; never waits for a pipe's writer."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode):
                raise DocumentError("not-a-file", "the name leads to no regular file")
            data = file.read(limit + 1)
            if len(data) > limit:
                raise DocumentError("too-large", f"{max(facts.st_size, len(data)):,} bytes, the limit is {limit:,}")
            return data
    except FileNotFoundError:
        raise DocumentError("vanished", "the file is gone") from None
    except OSError as error:
        if error.errno in (errno.ENXIO, errno.EISDIR):
            raise DocumentError("not-a-file", "the name leads to no regular file") from None
        raise DocumentError("unreadable", f"the file system answers: {error.strerror}") from None


def canonical_text(data: bytes) -> Reading:
    """Decode `data`: byte order mark, else strict UTF-8, else Windows-1252; line ends become LF, all else stays.

    Raises DocumentError with the code `empty`, `binary` or `undecodable`.
    """
    if not data.strip():
        raise DocumentError("empty", "the file holds no text")
    for signature, what in _SIGNATURES.items():
        if data.startswith(signature):
            raise DocumentError("binary", f"the file is {what}")
    text, notes = _decoded(data)
    if not text.strip():
        raise DocumentError("empty", "the file holds only white space")
    if "\x00" in text:
        raise DocumentError("binary", "the file holds NUL characters")
    if len(CONTROL.findall(text)) > CONTROL_SHARE * len(text):
        raise DocumentError("binary", "more than 2 in 100 characters are control characters")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        notes.append("line-ends-normalised")
    return Reading(text, tuple(_diagnostic(name) for name in notes))


def _decoded(data: bytes) -> tuple[str, list[str]]:
    if data.startswith(codecs.BOM_UTF8):
        return _strict(data, "utf-8-sig"), []
    if data.startswith(_UTF_16):
        return _strict(data, "utf-16"), ["decoded-as-utf-16"]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        if b"\x00" in data:
            raise DocumentError("binary", "the file holds NUL bytes") from None
        return _strict(data, "cp1252"), ["decoded-as-cp1252"]


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError("undecodable", f"no UTF-8, and as {encoding} byte {error.start} has no meaning") from None


def _diagnostic(name: str) -> Diagnostic:
    code = NOTES[name]
    severity = Severity.WARNING if name == "decoded-as-cp1252" else Severity.INFO
    return Diagnostic(severity=severity, code=name, message=f"{code.meaning} {code.next_step}")
