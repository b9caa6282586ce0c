"""What a run has to do: the input compared with the ledger, document by document."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.briefing import refused
from pipeline.discovery import Aside, Discovery, Document
from pipeline.errors import DocumentError
from pipeline.ledger import Entry, State
from pipeline.output import OutputFolder
from pipeline.reading import read_bytes

CHUNK = 128
CHUNKS_A_WORKER = 4


@dataclass(slots=True)
class Plan:
    """What is to be done with each document.

    `known` holds the unchanged documents that are in quarantine already, `removed` the entries whose document is gone.
    """

    new: list[Document] = field(default_factory=list)
    changed: list[Document] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    known: list[Entry] = field(default_factory=list)
    refused: list[Entry] = field(default_factory=list)
    removed: list[Entry] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)

    @property
    def work(self) -> list[Document]:
        """The documents to brief, in order of uri."""
        return sorted((*self.new, *self.changed), key=lambda document: document.uri)


def make_plan(found: Discovery, known: Mapping[str, Entry], output: OutputFolder, fingerprint: str, limit: int) -> Plan:
    """Compare what was found with what is known. Content is compared by hash; files are read, none is written."""
    plan = Plan(aside=found.aside)
    unread = [refused(document, error, fingerprint) for document, error in found.refused]
    for document in found.documents:
        entry = known.get(document.uri)
        try:
            sha256 = hashlib.sha256(read_bytes(document.path, limit)).hexdigest()
        except DocumentError as error:
            unread.append(refused(document, error, fingerprint))
            continue
        if entry is None:
            plan.new.append(document)
        elif (entry.sha256, entry.fingerprint) == (sha256, fingerprint) and _in_place(entry, output):
            (plan.known if entry.state is State.QUARANTINED else plan.unchanged).append(entry)
        else:
            plan.changed.append(document)
    for entry in unread:
        (plan.known if _is_known(entry, known.get(entry.uri), output) else plan.refused).append(entry)
    if found.whole:
        present = {document.uri for document in found.documents} | {document.uri for document, _ in found.refused}
        plan.removed = [entry for uri, entry in known.items() if uri not in present]
    return plan


def chunks(documents: Sequence[Document], workers: int, size: int | None) -> list[Sequence[Document]]:
    """`documents` cut into runs of `size`; where none is given, small enough that every worker gets a share."""
    size = size or max(1, min(CHUNK, -(-len(documents) // (workers * CHUNKS_A_WORKER))))
    return [documents[i : i + size] for i in range(0, len(documents), size)]


def _is_known(entry: Entry, known: Entry | None, output: OutputFolder) -> bool:
    return (
        known is not None
        and (known.state, known.code, known.message) == (entry.state, entry.code, entry.message)
        and output.quarantined(entry.id).exists()
    )


def _in_place(entry: Entry, output: OutputFolder) -> bool:
    if entry.state is State.QUARANTINED:
        return output.quarantined(entry.id).exists()
    return entry.state is State.BRIEFED and output.brief(entry.id).exists() and output.text(entry.id).exists()
