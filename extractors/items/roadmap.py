"""The roadmap: steps with their number, title and timing."""

import re

from extractors.analysis import Analysis
from extractors.items.entries import Entry, entries_of
from extractors.items.statements import parts_of, reads_as_list, words_in
from extractors.passages import Span, trim
from extractors.sections import load_leads
from extractors.sections.leads import NUMBER_WORDS, ORDINALS
from schemas.enums import SectionName, TimingUnit
from schemas.items import RoadmapStep, Timing

_UNITS = {
    form: unit
    for unit, forms in {
        TimingUnit.DAY: ("day", "d"),
        TimingUnit.WEEK: ("week", "wk", "w"),
        TimingUnit.MONTH: ("month", "mo", "mth", "m"),
        TimingUnit.QUARTER: ("quarter", "qtr", "q"),
        TimingUnit.YEAR: ("year", "yr", "y"),
    }.items()
    for form in forms
}
_COUNT = rf"(?:\d{{1,4}}|{'|'.join(NUMBER_WORDS)})"
_JOIN = r"\s*(?:[-–—]|to|through|until|and|&|/|,)\s*"
_UNIT = r"(?:days?|weeks?|wks?\.?|months?|mos?\.?|mths?\.?|quarters?|qtrs?\.?|years?|yrs?\.?)"
_FORWARD = re.compile(
    rf"\b(?P<unit>{_UNIT})\s*(?P<start>{_COUNT})(?:{_JOIN}(?:{_UNIT}\s*)?(?P<end>{_COUNT}))?(?!\w)", re.IGNORECASE
)
_LETTER = re.compile(
    r"\b(?P<unit>Q|M|W|D|Y)\s?(?P<start>\d{1,3})(?:\s*(?:[-–—/&]|to|and)\s*(?:Q|M|W|D|Y)?\s?(?P<end>\d{1,3}))?\b"
)
_BACKWARD = re.compile(rf"\b(?P<start>{_COUNT})\s*(?:[-–—]|to|and)\s*(?P<end>{_COUNT})\s+(?P<unit>{_UNIT})\b", re.IGNORECASE)
_ORDINAL = re.compile(rf"\b(?P<start>{'|'.join(ORDINALS)})\s+(?P<unit>day|week|month|quarter|year)\b", re.IGNORECASE)
_WITHIN = re.compile(rf"\b(?:within|first|in)\s+(?:the\s+first\s+)?(?P<end>{_COUNT})\s+(?P<unit>{_UNIT})\b", re.IGNORECASE)
_BRACKET = re.compile(r"\s*[(\[](?P<inner>[^()\[\]\n]{1,60})[)\]]")
_SEPARATOR = re.compile(r"\s*(?:\*\*|__)?\s*(?:[:.–—|,-]+)?\s*(?:\*\*|__)?\s*")


def read_roadmap(analysis: Analysis) -> tuple[RoadmapStep, ...]:
    """The steps of the plan: of its own part, else of what stands directly under implementation."""
    nodes = analysis.parts(SectionName.ROADMAP)
    nodes += [node for node in analysis.parts(SectionName.IMPLEMENTATION) if reads_as_list(node) or not nodes]
    steps: list[RoadmapStep] = []
    for entry in entries_of(analysis, sorted(nodes, key=lambda node: node.start)):
        step = _step(analysis, entry, len(steps) + 1)
        if step is not None:
            steps.append(step)
    return tuple(steps)


def _step(analysis: Analysis, entry: Entry, n: int) -> RoadmapStep | None:
    if entry.cells:
        return _row(analysis, entry, n)
    text, end = analysis.text, entry.end
    lead = load_leads(analysis.overlay).find(text, entry.start, end)
    lead = lead if lead is not None and lead.section is SectionName.ROADMAP else None
    number = lead.number if lead else entry.number
    at = lead.end if lead else entry.start
    head = Span(at, _head_end(text, at, entry))
    timing = read_timing(text, head.start, head.end) or (read_timing(text, *entry.head) if entry.head else None)
    title = _title(text, head, timing)
    if title is None and lead is None and (entry.label is None or timing is None):
        title = trim(text, *entry.label) if entry.label else None
    told = head.end > at and (title or timing or lead)
    body = Span(trim(text, head.end, end, ":.–—-* ").start, end) if told else Span(entry.start, end)
    if not body:
        body = title or Span(entry.start, end)
    parts = parts_of(analysis, entry, body)
    words = analysis.words(*title) if title else None
    parts["label"] = words
    return RoadmapStep(id=f"roadmap-{n}", number=number or None, title=words, timing=timing, **parts)


def _head_end(text: str, start: int, entry: Entry) -> int:
    """Where the head of a step ends: behind the label, or behind the set-off title that follows timing or number."""
    end = entry.end
    label_end = entry.body.start if entry.label is not None else start
    at = start
    for _ in range(3):
        match = _HEAD.match(text, at, min(end, start + 200))
        if match is None or not match.end() > at:
            break
        at = match.end()
        if match.group("close"):
            break
        if not (read_timing(text, start, at) and _only_timing(text, start, at)) and text[start:at].strip(" :.–—-*,)("):
            break
    return max(at, label_end)


_HEAD = re.compile(
    r"\s*(?:\*\*|__)?\s*(?:[(\[][^()\[\]\n]{1,60}[)\]]\s*)?[,:.–—|-]*\s*(?:[^\n:.;!?–—]{1,80}?(?:[(\[][^()\[\]\n]{1,60}[)\]])?)(?P<close>\*\*|__)?\s*(?:(?:[:.–—]|\s-)(?:\*\*|__)?(?=\s)|(?<=\*\*)\s*[-–—:]?)\s*"
)


def _only_timing(text: str, start: int, end: int) -> bool:
    rest = text[start:end]
    for pattern in (_FORWARD, _LETTER, _BACKWARD, _ORDINAL):
        rest = pattern.sub("", rest)
    return not re.sub(r"[^\w]", "", rest)


def _title(text: str, head: Span, timing: Timing | None) -> Span | None:
    span = trim(text, *head, " :.–—-*,_|")
    if timing is not None and timing.evidence is not None and span.holds((timing.evidence.start, timing.evidence.end)):
        before = trim(text, span.start, timing.evidence.start, " :.–—-*,_|([")
        after = trim(text, timing.evidence.end, span.end, " :.–—-*,_|)]")
        span = after if after.end - after.start > before.end - before.start else before
    return span if span and any(char.isalpha() for char in text[span.start : span.end]) else None


def _row(analysis: Analysis, entry: Entry, n: int) -> RoadmapStep:
    when = entry.cell("timing")
    parts = parts_of(analysis, entry)
    told = [cell for cell, role in zip(entry.cells, entry.roles, strict=True) if cell and role in ("text", "", "requirements")]
    if told:
        parts["text"] = " | ".join(analysis.words(*cell) for cell in told)
        parts["quantities"] = tuple(q for cell in told for q in analysis.amounts(*cell))
    timing = read_timing(analysis.text, *when) if when else None
    label = entry.label
    if timing is None and label is not None:
        timing = read_timing(analysis.text, *label)
    lead = load_leads(analysis.overlay).find(analysis.text, *label) if label else None
    title = trim(analysis.text, lead.end if lead else label.start, label.end, " :.–—-*_") if label else None
    number = words_in(analysis, entry.cell("number")) or (lead.number if lead else None)
    return RoadmapStep(
        id=f"roadmap-{n}", number=number, title=analysis.words(*title) if title else None, timing=timing, **parts
    )


def read_timing(text: str, start: int, end: int) -> Timing | None:
    """The first timing in a range, None where it names none."""
    found = [
        match for pattern in (_FORWARD, _BACKWARD, _LETTER, _ORDINAL, _WITHIN) if (match := pattern.search(text, start, end))
    ]
    if not found:
        return None
    match = min(found, key=lambda match: (match.start(), -match.end()))
    groups = match.groupdict()
    unit = _UNITS[re.sub(r"s?\.?$", "", groups["unit"].lower())]
    last = _number(groups.get("end"))
    first = _number(groups.get("start")) or (1 if last is not None else None)
    if first is None:
        return None
    last = first if last is None or last < first else last
    return Timing(
        text=text[match.start() : match.end()],
        unit=unit,
        start=first,
        end=last,
        evidence={"start": match.start(), "end": match.end()},
    )


def _number(word: str | None) -> int | None:
    if not word:
        return None
    lowered = word.lower()
    if lowered.isdigit():
        return int(lowered)
    if lowered in NUMBER_WORDS:
        return NUMBER_WORDS.index(lowered) + 1
    return ORDINALS.index(lowered) + 1 if lowered in ORDINALS else None
