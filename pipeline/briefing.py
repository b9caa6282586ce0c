"""Brief one document: plain functions without Prefect, pools or settings files."""

import hashlib
import traceback
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.discovery import MEDIA_TYPES, Document, document_id
from pipeline.errors import DocumentError
from pipeline.ledger import Entry, Finding, State
from pipeline.output import OutputFolder, write_atomically
from pipeline.reading import canonical_text, read_bytes
from schemas import CaseBrief, Diagnostic, Severity, Source

if TYPE_CHECKING:
    from spacy.language import Language

MESSAGE_LENGTH = 300
STANDING = ("quantities", "citations")


@dataclass(frozen=True, slots=True)
class Briefed:
    """A brief and the canonical text that its offsets count in."""

    brief: CaseBrief
    text: str


def brief_bytes(data: bytes, uri: str, nlp: "Language") -> Briefed:
    """The brief of a document given as bytes. Raises DocumentError where it is to be quarantined.

    `uri` is the path relative to the input root, with forward slashes; the brief's id is made from it.
    """
    from extractors import extract_brief

    reading = canonical_text(data)
    source = Source(
        uri=uri,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=MEDIA_TYPES[Path(uri).suffix.lower()],
        characters=len(reading.text),
    )
    try:
        brief = extract_brief(reading.text, nlp=nlp, source=source, document_id=document_id(uri))
    except Exception as error:
        raise DocumentError("extractor-failed", _where(error)) from error
    for diagnostic in brief.diagnostics:
        if diagnostic.severity is Severity.ERROR:
            raise DocumentError("nothing-found", diagnostic.message)
    if reading.diagnostics:
        brief = brief.model_copy(update={"diagnostics": (*reading.diagnostics, *brief.diagnostics)})
    return Briefed(brief, reading.text)


def brief_document(document: Document, output: OutputFolder, nlp: "Language", fingerprint: str, limit: int) -> Entry:
    """Read, brief and write one document, and say what became of it.

    A document that cannot be briefed gives an entry in state `quarantined`; its earlier files are removed. Raises OSError
    where the output cannot be written.
    """
    sha256 = None
    try:
        data = read_bytes(document.path, limit)
        sha256 = hashlib.sha256(data).hexdigest()
        briefed = brief_bytes(data, document.uri, nlp)
    except DocumentError as error:
        remove_results(output, document.id)
        return refused(document, error, fingerprint, sha256)
    write_atomically(output.text(document.id), briefed.text)
    write_atomically(output.brief(document.id), written(briefed.brief))
    return Entry(
        uri=document.uri,
        id=document.id,
        sha256=sha256,
        fingerprint=fingerprint,
        state=State.BRIEFED,
        characters=len(briefed.text),
        items=count_items(briefed.brief),
        findings=tuple(_findings(briefed.brief.diagnostics)),
    )


def refused(document: Document, error: DocumentError, fingerprint: str, sha256: str | None = None) -> Entry:
    """The entry of a document that is quarantined because of `error`."""
    return Entry(
        uri=document.uri,
        id=document.id,
        sha256=sha256,
        fingerprint=fingerprint,
        state=State.QUARANTINED,
        code=error.code,
        message=error.message[:MESSAGE_LENGTH],
    )


def remove_results(output: OutputFolder, brief_id: str) -> None:
    """Remove the brief and the text of a document, if they are there."""
    output.brief(brief_id).unlink(missing_ok=True)
    output.text(brief_id).unlink(missing_ok=True)


def written(brief: CaseBrief) -> str:
    """`brief` as the text of its file: keys in model order, two-space indent, newline at the end."""
    return brief.model_dump_json(indent=2) + "\n"


def count_items(brief: CaseBrief) -> dict[str, int]:
    """How many items each field of `brief` holds, and how many quantities and citations stand on them."""
    counts: Counter[str] = Counter()
    for name, value in brief:
        if name in ("sections", "diagnostics") or "evidence" not in _fields_of(value):
            continue
        items = value if isinstance(value, tuple) else (value,)
        counts[name] = len(items)
        for item in items:
            for part in (item, *_points(item)):
                for standing in STANDING:
                    counts[standing] += len(getattr(part, standing, ()))
    order = (*type(brief).model_fields, *STANDING)
    return {name: counts[name] for name in order if counts[name]}


def _fields_of(value: object) -> Mapping[str, object]:
    first = value[0] if isinstance(value, tuple) and value else value
    return getattr(type(first), "model_fields", {})


def _points(item: object) -> Iterator[object]:
    for part in ("rationale", "trade_offs", "requirements"):
        yield from getattr(item, part, ())


def _findings(diagnostics: tuple[Diagnostic, ...]) -> Iterator[Finding]:
    first: dict[str, Diagnostic] = {}
    counts: Counter[str] = Counter()
    for diagnostic in diagnostics:
        first.setdefault(diagnostic.code, diagnostic)
        counts[diagnostic.code] += 1
    for code, diagnostic in first.items():
        yield Finding(code, str(diagnostic.severity), counts[code], diagnostic.message[:MESSAGE_LENGTH])


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else ""
    return f"{type(error).__name__}: {error}{place}"
