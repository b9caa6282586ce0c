"""Stakeholders: who holds which position."""

from extractors.analysis import Analysis
from extractors.items.entries import Entry, Run, entries_of
from extractors.items.statements import words_in
from extractors.passages import Span, trim
from extractors.positions import PositionRules, describe, holder_kind, load_position_rules, read_stance, split_holder
from schemas.enums import SectionName
from schemas.items import Stakeholder

_LONGEST_NAME = 60


def read_stakeholders(analysis: Analysis) -> tuple[Stakeholder, ...]:
    """The stakeholders of the document's parts on positions: an item, row, definition or sentence each."""
    rules = load_position_rules(analysis.overlay)
    found: list[Stakeholder] = []
    for entry in entries_of(analysis, analysis.parts(SectionName.STAKEHOLDERS), Run.CITED):
        holder = _read(analysis, entry, rules, len(found) + 1)
        if holder is not None:
            found.append(holder)
    return tuple(found)


def _read(analysis: Analysis, entry: Entry, rules: PositionRules, number: int) -> Stakeholder | None:
    if entry.label is not None:
        return _labelled(analysis, entry, entry.label, rules, number)
    text = analysis.text
    said = describe(text, entry.body.start, entry.end, rules)
    if said is None:
        return _before_cue(analysis, entry, rules, number)
    stance = read_stance(text, said.content.start, entry.end, rules)
    role = said.holder.role
    bracketed = (
        role is not None
        and role.start > said.holder.name.end
        and text[role.start - 1] in "(["
        and role.end >= said.content.start - 4
    )
    start = said.content.start if bracketed else entry.body.start
    return Stakeholder(
        id=f"stakeholders-{number}",
        name=analysis.words(*said.holder.name),
        role=analysis.words(*role) if role else None,
        kind=said.holder.kind,
        stance=stance.stance,
        text=analysis.words(start, entry.end),
        cue=analysis.words(*said.cue),
        evidence=analysis.evidence((entry.start, entry.end)),
        citations=analysis.citations(entry.start, entry.end),
        quantities=analysis.amounts(entry.start, entry.end),
    )


def _before_cue(analysis: Analysis, entry: Entry, rules: PositionRules, number: int) -> Stakeholder | None:
    """A holder whom no rule knows: what stands before the cue, in an entry that is listed or cited."""
    stance = read_stance(analysis.text, entry.body.start, entry.end, rules)
    told = entry.listed or analysis.citations(entry.start, entry.end)
    if stance.cue is None or not told or not 0 < stance.cue.start - entry.body.start <= _LONGEST_NAME:
        return None
    return _labelled(analysis, entry, trim(analysis.text, entry.body.start, stance.cue.start, " ,"), rules, number)


def _labelled(analysis: Analysis, entry: Entry, label: Span, rules: PositionRules, number: int) -> Stakeholder | None:
    text = analysis.text
    holder = split_holder(text, label.start, label.end, rules)
    name = analysis.words(*holder.name) if holder else analysis.words(*label)
    if not name:
        return None
    role = analysis.words(*holder.role) if holder and holder.role else None
    body = entry.body
    if entry.cells:
        role = words_in(analysis, entry.cell("role")) or role
        position = entry.cell("position", "text")
        body = position or body
    stance = read_stance(text, body.start, body.end, rules)
    kind = holder.kind if holder and role is None else holder_kind(name, role, rules)
    return Stakeholder(
        id=f"stakeholders-{number}",
        name=name,
        role=role,
        kind=kind,
        stance=stance.stance,
        text=analysis.words(body.start, body.end),
        cue=analysis.words(*stance.cue) if stance.cue else None,
        evidence=analysis.evidence(trim(text, min(label.start, entry.start), entry.end)),
        citations=analysis.citations(entry.start, entry.end),
        quantities=analysis.amounts(body.start, body.end),
    )
