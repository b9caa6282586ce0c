"""A small case with its gold and the brief that is right in everything; tests spoil one thing at a time."""

import copy
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.evaluation.briefs import Candidate
from pipeline.evaluation.evaluating import evaluate
from pipeline.evaluation.gold import Gold, GoldFile
from pipeline.evaluation.report import Finding, Kind, Report

TEXT = """Quay Bakers: Bread by Boat

Key Metrics
- Revenue: sales rose to about $4.5 million in 2021 (Exhibit 1)
- Ovens: two ovens bake 900 loaves per day (Exhibit 2, Paragraph 5)

Stakeholders
- Ines Quay (owner): wants to keep the boat (Paragraph 3)
- Crew: fears for its jobs on the water (Paragraph 4)

Option A: Sell the Boat. Deliver the bread by van.
- Pro: saves most of the fuel
- Con: ends a tradition of forty years

Recommendation: choose Option A before the winter storms.

Roadmap
1. Months 1-3, Vans: lease three vans from the port.

Risks
- Frost: a frozen harbour stops every delivery; severity high.

Verdict: APPROVED

Related: Mill Street Bread
"""


def evidence(passage: str) -> dict[str, int]:
    """The place of `passage`, which stands once in the text."""
    assert TEXT.count(passage) == 1, passage
    start = TEXT.index(passage)
    return {"start": start, "end": start + len(passage)}


def quantity(text: str, value: float, kind: str, unit: str, **more: Any) -> dict[str, Any]:
    """A figure of the brief."""
    plain = {
        "upper": None,
        "per": None,
        "bound": "exact",
        "role": "level",
        "direction": None,
        "period": None,
        "projected": False,
    }
    return {"text": text, "value": value, "kind": kind, "unit": unit, **plain, "evidence": evidence(text), **more}


def citation(text: str) -> dict[str, Any]:
    """A citation of the brief, from its words."""
    kind, locator = text.lower().split()
    return {"kind": kind, "locator": locator, "end_locator": None, "text": text, "evidence": evidence(text)}


def item(text: str, *, citations: Sequence[str] = (), quantities: Sequence[Any] = (), **more: Any) -> dict[str, Any]:
    """An item of the brief."""
    standing = {"citations": [citation(c) for c in citations], "quantities": list(quantities)}
    return {"text": text, "evidence": evidence(text), **standing, **more}


_BRIEF: Mapping[str, Any] = {
    "schema_version": "1.0.0",
    "id": "bakery",
    "source": {"uri": "bakery.txt"},
    "title": "Quay Bakers: Bread by Boat",
    "company": "Quay Bakers",
    "metrics": [
        item(
            "sales rose to about $4.5 million in 2021",
            name="Revenue",
            citations=["Exhibit 1"],
            quantities=[
                quantity("about $4.5 million", 4_500_000, "currency", "USD", bound="approximate", role="to",
                         period={"text": "2021", "start": "2021-01-01", "end": "2021-12-31"}),
            ],
        ),
        item(
            "two ovens bake 900 loaves per day",
            name="Ovens",
            citations=["Exhibit 2", "Paragraph 5"],
            quantities=[quantity("two ovens", 2, "count", "ovens"), quantity("900 loaves per day", 900, "count", "loaves", per="day")],
        ),
    ],
    "stakeholders": [
        item("wants to keep the boat", name="Ines Quay", role="owner", kind="person", stance="critical", citations=["Paragraph 3"]),
        item("fears for its jobs on the water", name="Crew", role=None, kind="group", stance="critical", citations=["Paragraph 4"]),
    ],
    "options": [
        item(
            "Deliver the bread by van",
            number="A",
            title="Sell the Boat",
            rationale=[item("saves most of the fuel")],
            trade_offs=[item("ends a tradition of forty years", quantities=[quantity("forty years", 40, "duration", "year")])],
            requirements=[],
            recommended=True,
        ),
    ],
    "recommendation": item("choose Option A before the winter storms", chosen=["A"]),
    "roadmap": [
        item("lease three vans from the port", number="1", title="Vans", quantities=[quantity("three vans", 3, "count", "vans")],
             timing={"text": "Months 1-3", "unit": "month", "start": 1, "end": 3, "evidence": evidence("Months 1-3")}),
    ],
    "risks": [item("a frozen harbour stops every delivery; severity high", title="Frost", severity="high", likelihood=None)],
    "verdict": {"text": "APPROVED", "decision": "approved", "evidence": evidence("APPROVED")},
    "related_cases": [{"title": "Mill Street Bread", "evidence": evidence("Mill Street Bread")}],
}  # fmt: skip

_GOLD: Mapping[str, Any] = {
    "source": "bakery.txt",
    "tier": "house",
    "title": "Quay Bakers: Bread by Boat",
    "company": "Quay Bakers",
    "metrics": [
        {"name": "Revenue", "text": "sales rose to about $4.5 million in 2021", "citations": ["exhibit 1"], "quantities": [
            {"text": "about $4.5 million", "value": 4500000, "kind": "currency", "unit": "USD", "bound": "approximate", "role": "to",
             "period": "2021"}]},
        {"name": "Ovens", "text": "two ovens bake 900 loaves per day", "citations": ["exhibit 2", "paragraph 5"], "quantities": [
            {"text": "two ovens", "value": 2, "kind": "count", "unit": "ovens"},
            {"text": "900 loaves per day", "value": 900, "kind": "count", "unit": "loaves", "per": "day"}]},
    ],
    "stakeholders": [
        {"name": "Ines Quay", "role": "owner", "kind": "person", "stance": "critical", "text": "wants to keep the boat",
         "citations": ["paragraph 3"]},
        {"name": "Crew", "kind": "group", "stance": "critical", "text": "fears for its jobs on the water",
         "citations": ["paragraph 4"]},
    ],
    "options": [
        {"number": "A", "title": "Sell the Boat", "text": "Deliver the bread by van", "rationale": ["saves most of the fuel"],
         "trade_offs": ["ends a tradition of forty years"], "recommended": True,
         "quantities": [{"text": "forty years", "value": 40, "kind": "duration", "unit": "year"}]},
    ],
    "recommendation": {"text": "choose Option A before the winter storms", "chosen": ["A"]},
    "roadmap": [{"number": 1, "title": "Vans", "text": "lease three vans from the port",
                 "timing": {"unit": "month", "start": 1, "end": 3},
                 "quantities": [{"text": "three vans", "value": 3, "kind": "count", "unit": "vans"}]}],
    "risks": [{"title": "Frost", "text": "a frozen harbour stops every delivery; severity high", "severity": "high"}],
    "verdict": {"text": "APPROVED", "decision": "approved"},
    "related_cases": ["Mill Street Bread"],
}  # fmt: skip


def brief() -> dict[str, Any]:
    """The brief that is right in everything, to be spoilt."""
    return copy.deepcopy(dict(_BRIEF))


def gold() -> dict[str, Any]:
    """Its gold, as the JSON of a gold file."""
    return copy.deepcopy(dict(_GOLD))


def gold_file(content: Mapping[str, Any]) -> GoldFile:
    """Gold as if it had been read from a file."""
    return GoldFile(path=Path(f"{content['source']}.gold.json"), gold=Gold.model_validate(content))


def measure(found: Mapping[str, Any] | None, wanted: Mapping[str, Any] | None = None, resamples: int = 0) -> Report:
    """The evaluation of one brief of the text."""
    candidate = Candidate(problem="lost") if found is None else Candidate(found, TEXT)
    return evaluate([gold_file(wanted or gold())], [candidate], resamples=resamples)


def faults(report: Report, kind: Kind | None = None) -> list[Finding]:
    """The findings of one kind, or all."""
    return [finding for finding in report.findings if kind in (None, finding.kind)]


def write_gold(folder: Path, content: Mapping[str, Any]) -> Path:
    """A gold file in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{Path(content['source']).stem}.gold.json"
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def write_output(folder: Path, *briefs: Mapping[str, Any], text: str | None = TEXT) -> Path:
    """An output folder that holds `briefs`, all of the same text."""
    for part in ("briefs", "text"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for content in briefs:
        (folder / "briefs" / f"{content['id']}.json").write_text(json.dumps(content), encoding="utf-8")
        if text is not None:
            (folder / "text" / f"{content['id']}.txt").write_text(text, encoding="utf-8")
    return folder
