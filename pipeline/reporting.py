"""What a run found and did, as `run.json` keeps it and the summary shows it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.briefing import STANDING
from pipeline.ledger import Entry, State
from pipeline.planning import Plan
from schemas import SCHEMA_VERSION, CaseBrief, Severity

ASIDE_LISTED = 1000


@dataclass(slots=True)
class Warned:
    """A diagnostic's code over the whole dataset: how many documents have it, how often, and one message."""

    code: str
    severity: str
    documents: int
    count: int
    example: str
    uri: str


@dataclass(slots=True)
class RunReport:
    """The last run. In `counts`, new + changed + unchanged + quarantined = found; removed and aside stand apart.

    `items` and `warnings` are of the whole dataset, not of this run's share of it.
    """

    asked: dict[str, Any]
    output: Path
    counts: dict[str, int]
    items: dict[str, int]
    warnings: list[Warned]
    quarantined: list[Entry]
    aside: list[dict[str, str]]
    started: str = ""
    finished: str = ""
    orchestrator: str = "none"
    seconds: dict[str, float] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)

    @property
    def idle(self) -> bool:
        """Whether the run found nothing to do."""
        return not (self.counts["new"] or self.counts["changed"] or self.counts["removed"] or self.counts["newly_quarantined"])

    def as_json(self) -> dict[str, Any]:
        """The content of run.json."""
        return {
            "schema_version": SCHEMA_VERSION,
            "asked": self.asked,
            "started": self.started,
            "finished": self.finished,
            "orchestrator": self.orchestrator,
            "counts": self.counts,
            "items": self.items,
            "warnings": [asdict(warned) for warned in self.warnings],
            "quarantined": [
                {"uri": entry.uri, "id": entry.id, "code": entry.code, "message": entry.message} for entry in self.quarantined
            ],
            "aside": self.aside,
            "csv": {"guard": "A text cell that starts with one of = + - @ tab CR LF has an apostrophe in front."},
            "seconds": self.seconds,
            "versions": self.versions,
        }


def summarise(plan: Plan, entries: Mapping[str, Entry], asked: dict[str, Any], output: Path) -> RunReport:
    """The report of a run by `plan` that left the ledger with `entries`."""
    bad = [entry for entry in entries.values() if entry.state is State.QUARANTINED]
    bad_uris = {entry.uri for entry in bad}
    new = [document for document in plan.new if document.uri not in bad_uris]
    changed = [document for document in plan.changed if document.uri not in bad_uris]
    seen = {entry.uri for entry in (*plan.known, *plan.refused)} | {document.uri for document in plan.work}
    quarantined = [entry for entry in bad if entry.uri in seen]
    counts = {
        "found": len(new) + len(changed) + len(plan.unchanged) + len(quarantined),
        "new": len(new),
        "changed": len(changed),
        "unchanged": len(plan.unchanged),
        "quarantined": len(quarantined),
        "newly_quarantined": len(quarantined) - len(plan.known),
        "removed": len(plan.removed),
        "aside": len(plan.aside),
    }
    items: Counter[str] = Counter()
    for entry in entries.values():
        items.update(entry.items)
    return RunReport(
        asked=asked,
        output=output,
        counts=counts,
        items={name: items[name] for name in (*CaseBrief.model_fields, *STANDING) if items[name]},
        warnings=_warnings(entries.values()),
        quarantined=sorted(quarantined, key=lambda entry: entry.uri),
        aside=[{"uri": aside.uri, "reason": aside.reason} for aside in plan.aside[:ASIDE_LISTED]],
    )


def _warnings(entries: Iterable[Entry]) -> list[Warned]:
    found: dict[str, Warned] = {}
    for entry in sorted(entries, key=lambda entry: entry.uri):
        for finding in entry.findings:
            if finding.severity == Severity.INFO:
                continue
            warned = found.setdefault(finding.code, Warned(finding.code, finding.severity, 0, 0, finding.message, entry.uri))
            warned.documents += 1
            warned.count += finding.count
    return sorted(found.values(), key=lambda warned: (-warned.documents, warned.code))
