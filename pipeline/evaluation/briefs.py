"""The briefs to measure: read from the output of a run, or made from the documents here and now."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.discovery import MEDIA_TYPES, Discovery, Document, discover
from pipeline.errors import DocumentError, SettingError
from pipeline.evaluation.gold import GoldFile
from pipeline.output import OutputFolder
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Candidate:
    """What stands for one gold file: a brief as the mapping that its JSON parses to, and its canonical text.

    Where there is no brief, `problem` says why.
    """

    brief: Mapping[str, Any] | None = None
    text: str | None = None
    problem: str | None = None


def read_output(golds: Sequence[GoldFile], folder: Path, texts: bool = True) -> list[Candidate]:
    """The briefs that a run wrote to `folder`, one candidate for each gold. Without `texts`, only the briefs are read.

    Raises SettingError where `folder` is no output, holds a broken file, or holds two briefs for one gold.
    """
    output = OutputFolder(folder)
    if not output.briefs.is_dir():
        raise SettingError(f"{folder}: holds no folder briefs/. Name the output folder of `casebrief run`.")
    briefs = [(path, _brief(path)) for path in sorted(output.briefs.glob("*.json"))]
    by_uri = {str(brief["source"]["uri"]): (path, brief) for path, brief in briefs}
    found = []
    for gold in golds:
        uri = _meant(gold, by_uri)
        if uri is None:
            found.append(Candidate(problem="no brief in the output"))
            continue
        path, brief = by_uri[uri]
        found.append(Candidate(brief, _text(output.text(str(brief["id"])), path) if texts else None))
    return found


def brief_documents(golds: Sequence[GoldFile], source: Path | None, settings: Settings) -> list[Candidate]:
    """Brief the documents that the gold is for, in this process, one candidate for each gold.

    They are looked for in `source`, a document or a folder; where it is None, beside each gold file. A document that
    cannot be briefed is a candidate with a problem. Raises SettingError where input, rules or base cannot be used.
    """
    from pipeline.fingerprint import fingerprint
    from pipeline.workers import built

    if source is None:
        documents = [_beside(gold) for gold in golds]
    else:
        discovery = discover(source)
        documents = [_wanted(gold, discovery) for gold in golds]
    fingerprint(settings.rules, settings.base, settings.review_below)
    if not any(isinstance(document, Document) for document in documents):
        return [document for document in documents if isinstance(document, Candidate)]
    nlp = built(settings.rules, settings.base, settings.review_below)
    return [
        _briefed(document, settings, nlp) if isinstance(document, Document) else document
        for document in documents
    ]  # fmt: skip


def _meant(gold: GoldFile, uris: Iterable[str]) -> str | None:
    """Which of `uris` the gold is for: the one that is its `source`, or ends in it."""
    wanted = gold.gold.source
    ending = [uri for uri in uris if uri == wanted or uri.endswith(f"/{wanted}")]
    if wanted in ending or len(ending) < 2:
        return wanted if wanted in ending else next(iter(ending), None)
    raise SettingError(
        f"{gold.path}: source: {wanted!r} may be {ending[0]!r} or {ending[1]!r}. Write as much of the path as tells them apart."
    )


def _beside(gold: GoldFile) -> Document | Candidate:
    path = gold.path.parent / gold.gold.source
    if path.suffix.lower() not in MEDIA_TYPES:
        return Candidate(problem=f"not a kind of document that can be read; known: {', '.join(MEDIA_TYPES)}")
    return Document(gold.gold.source, path) if path.is_file() else Candidate(problem=f"no document {path}")


def _wanted(gold: GoldFile, discovery: Discovery) -> Document | Candidate:
    documents = {document.uri: document for document in discovery.documents}
    refused = {document.uri: error for document, error in discovery.refused}
    uri = _meant(gold, [*documents, *refused])
    if uri is None:
        return Candidate(problem=f"no such document in {discovery.root}")
    return documents[uri] if uri in documents else Candidate(problem=str(refused[uri]))


def _briefed(document: Document, settings: Settings, nlp: Any) -> Candidate:
    from pipeline.briefing import brief_bytes
    from pipeline.reading import read_bytes

    try:
        briefed = brief_bytes(read_bytes(document.path, settings.max_bytes), document.uri, nlp)
    except DocumentError as error:
        return Candidate(problem=str(error))
    return Candidate(briefed.brief.model_dump(mode="json"), briefed.text)


def _brief(path: Path) -> Mapping[str, Any]:
    """A brief of any version of the contract: only what ties it to its document must be there."""
    try:
        brief = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise SettingError(f"{path}: cannot be read as a brief: {error}. Run casebrief again on this output.") from None
    known = isinstance(brief, dict) and "id" in brief and isinstance(brief.get("source"), dict) and "uri" in brief["source"]
    if not known:
        raise SettingError(f"{path}: is no brief: `id` or `source.uri` is missing. Name the output folder of `casebrief run`.")
    found: Mapping[str, Any] = brief
    return found


def _text(path: Path, brief: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{path}: the text of {brief.name} cannot be read: {error}. Run casebrief again.") from None
