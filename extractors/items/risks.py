"""Risks with their stated levels, what safeguards against them, and the constraints of the plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from pydantic import Field

from extractors.analysis import Analysis
from extractors.items.entries import Entry, Run, entries_of
from extractors.items.statements import label_of, parts_of, words_in
from extractors.layout.blocks import Block, BlockKind
from extractors.passages import Span, trim
from extractors.rulebook import Rule, read_rules
from extractors.sections import load_leads
from extractors.sections.outline import Node
from extractors.sentences import split_sentences
from schemas.enums import RiskLevel, SectionName
from schemas.items import Constraint, Risk, Statement

_MITIGATION = re.compile(
    r"(?:(?<=[.;!?)]\s)|(?<=\n)|^)\s*(?:\*\*|\*|_)?(?P<label>mitigations?|mitigating actions?|mitigation strategy|responses?|"
    r"our (?:answer|response)|countermeasures?|safeguards?|contingency(?: plan)?|hedge|remedy|control|answer|"
    r"precautions?|prevention|protection)"
    r"\s*[:.](?:\*\*|\*|_)?\s+",
    re.IGNORECASE,
)
_ANSWER = re.compile(
    r"^(?:we|i|the (?:team|board|company|firm|plan))\s+(?:would|will|should|could|can|propose|plan)\b.{0,30}"
    r"\b(?:answer|meet|counter|mitigate|address|respond|contain|reduce|limit)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?P<title>[^\n.:!?]{2,70}?)\s*(?:[.:]|\s[–—-])(?:\*\*)?\s+(?=\S)")


class LevelRule(Rule):
    """Nouns of one scale, or the words of one level."""

    name: str = Field(description="likelihood, severity, high, medium or low.")
    nouns: tuple[str, ...] = Field(default=(), description="What is rated.")
    words: tuple[str, ...] = Field(default=(), description="How it is rated.")
    events: tuple[str, ...] = Field(default=(), description="How often it happens, said of the event itself: 'it is unlikely'.")


@dataclass(frozen=True, slots=True)
class LevelGrammar:
    """Patterns that find ratings."""

    nouns: re.Pattern[str]
    words: re.Pattern[str]
    events: re.Pattern[str]
    scales: dict[str, str]
    levels: dict[str, RiskLevel]


@lru_cache(maxsize=8)
def load_levels(overlay: Path | None = None) -> LevelGrammar:
    """The rating words in force, compiled. Raises RuleError where the rules cannot be used."""
    rules = read_rules("risk_levels", LevelRule, overlay)
    scales = {noun: rule.name for rule in rules for noun in rule.nouns}
    levels = {word: RiskLevel(rule.name) for rule in rules for word in rule.words}
    rated = {word: RiskLevel(rule.name) for rule in rules for word in rule.events}
    events = re.compile(
        rf"\b(?:this|it|that|which|such\s+an?\s+\w+)\s+(?:is|seems|remains|appears|happens|would\s+be|may\s+be|has\s+happened)\s+"
        rf"(?:\w+\s+)?(?P<word>{'|'.join(map(re.escape, rated))})\b(?!\s+to\b)",
        re.IGNORECASE,
    )
    return LevelGrammar(_words(scales), _words(levels), events, scales, rated | levels)


def _words(table: dict[str, object] | dict[str, str] | dict[str, RiskLevel]) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w’'])(?:{'|'.join(re.escape(w) for w in sorted(table, key=len, reverse=True))})(?![\w’'])", re.IGNORECASE
    )


def read_levels(passage: str, overlay: Path | None = None) -> dict[str, RiskLevel]:
    """The likelihood and the severity that a passage states, by scale; a scale it does not rate is absent."""
    grammar = load_levels(overlay)
    found: dict[str, RiskLevel] = {}
    for clause in re.split(r"(?<=[.!?;])\s+", passage):
        for scale, level in _rate(clause, grammar):
            found.setdefault(scale, level)
        if "likelihood" not in found and (match := grammar.events.search(clause)):
            found["likelihood"] = grammar.levels[match.group("word").lower()]
    return found


def _rate(clause: str, grammar: LevelGrammar) -> Iterator[tuple[str, RiskLevel]]:
    """The ratings of one clause. Where an adjective stands before the first noun ("low-probability, high-impact"), all do."""
    nouns = list(grammar.nouns.finditer(clause))
    waiting: list[str] = []
    last: RiskLevel | None = None
    attributive = bool(nouns) and _before(clause, 0, nouns[0].start(), grammar) is not None
    for position, noun in enumerate(nouns):
        stop = nouns[position + 1].start() if position + 1 < len(nouns) else len(clause)
        start = nouns[position - 1].end() if position else 0
        after = None if attributive else _after(clause, noun.end(), stop, grammar)
        level = after or _before(clause, start, noun.start(), grammar) or _after(clause, noun.end(), stop, grammar)
        if level is None and last is not None and _LIKEWISE.search(clause, start, noun.start()):
            level = last
        scale = grammar.scales[noun.group().lower()]
        if level is None:
            coupled = position + 1 < len(nouns) and _COUPLED.fullmatch(clause, noun.end(), nouns[position + 1].start())
            waiting = [*waiting, scale] if coupled else []
            continue
        last = level
        yield from ((other, level) for other in [scale, *waiting])
        waiting = []


_LIKEWISE = re.compile(r"\bso\s+(?:is|are|would\s+be)\s+(?:the|its|their)\s+$", re.IGNORECASE)
_LINK = re.compile(
    r"\W*(?:(?:is|are|be|would|could|might|may|remains?|as|seems?|appears?|rated|rate|both|very|also|rather|put|at|we|judge|regard|consider|think|it|to|"
    r"assessed|stays?|being|only|still|quite|fairly|probably|though|a|the)\b\W*){0,7}",
    re.IGNORECASE,
)
_OF_WHAT = re.compile(
    r"\s+(?:of|that|for)\b[^,;:]{1,70}?\s(?:is|are|be|remains?|as|at|seems?|appears?)\s+(?:(?:only|very|rather|quite|fairly|both)\s+)?",
    re.IGNORECASE,
)
_COUPLED = re.compile(r"\s*(?:and|&|/|,)\s*(?:the\s+|its\s+|their\s+)?", re.IGNORECASE)


def _after(clause: str, start: int, stop: int, grammar: LevelGrammar) -> RiskLevel | None:
    """The level that is predicated of a noun: "is high", ": high", "of such claims is medium"."""
    for word in grammar.words.finditer(clause, start, stop):
        between = clause[start : word.start()]
        if len(word.group()) == 1 and not word.group().isupper():
            continue
        if _LINK.fullmatch(between) or _OF_WHAT.fullmatch(between):
            return grammar.levels[word.group().lower()]
    return None


def _before(clause: str, start: int, noun: int, grammar: LevelGrammar) -> RiskLevel | None:
    level = None
    for word in grammar.words.finditer(clause, start, noun):
        between = clause[word.end() : noun]
        if re.fullmatch(r"[\s-]*(?:in\s+)?", between) and len(word.group()) > 1:
            level = grammar.levels[word.group().lower()]
    return level


def read_risks(analysis: Analysis) -> tuple[Risk, ...]:
    """The risks of the document's parts on risks."""
    items: list[Risk] = []
    for entry in _risk_entries(analysis):
        mitigation = _mitigation_of(analysis, entry)
        if mitigation is not None:
            entry = replace(entry, end=mitigation.outer, body=trim(analysis.text, entry.body.start, mitigation.outer))
            entry.end = entry.body.end
        items.append(_risk(analysis, entry, len(items) + 1))
    return tuple(items)


def _risk(analysis: Analysis, entry: Entry, number: int) -> Risk:
    parts = parts_of(analysis, entry)
    if entry.cells:
        levels = {scale: level for scale in ("likelihood", "severity") if (level := _cell_level(analysis, entry, scale))}
        told = [cell for cell, role in zip(entry.cells, entry.roles, strict=True) if cell and role in ("text", "")]
        if told:
            parts["text"] = " | ".join(analysis.words(*cell) for cell in told)
            parts["quantities"] = tuple(q for cell in told for q in analysis.amounts(*cell))
        kept = [cell for cell, role in zip(entry.cells, entry.roles, strict=True) if cell and role != "mitigation"]
        parts["citations"] = tuple(c for cell in kept for c in analysis.citations(*cell))
    else:
        levels = read_levels(f"{parts['label'] or ''}. {parts['text']}", analysis.overlay)
    title = parts.pop("label")
    return Risk(
        id=f"risks-{number}",
        label=title,
        title=_bare_title(title),
        severity=levels.get("severity"),
        likelihood=levels.get("likelihood"),
        **parts,
    )


def _bare_title(title: str | None) -> str | None:
    """A title without a rating in brackets behind it."""
    return (
        re.sub(
            r"\s*\((?:high|medium|low|moderate|severe|likelihood|probability|impact)[^()]*\)\s*$",
            "",
            title,
            flags=re.IGNORECASE,
        )
        or title
        if title
        else None
    )


def _cell_level(analysis: Analysis, entry: Entry, scale: str) -> RiskLevel | None:
    words = words_in(analysis, entry.cell(scale))
    if words is None:
        return None
    grammar = load_levels(analysis.overlay)
    match = grammar.words.search(words)
    return grammar.levels[match.group().lower()] if match else None


def _risk_entries(analysis: Analysis) -> list[Entry]:
    entries = entries_of(analysis, [_without_answers(analysis, node) for node in analysis.parts(SectionName.RISKS)])
    merged: list[Entry] = []
    for entry in entries:
        starts_item = entry.listed or entry.label is not None or not merged
        if not starts_item and _is_answer(analysis, entry):
            merged[-1].end = entry.end
            continue
        merged.append(_with_lead(analysis, entry))
    return merged


def _without_answers(analysis: Analysis, node: Node) -> Node:
    """The part without blocks that are nothing but a mitigation; those are safeguards."""
    return replace(node, blocks=[block for block in node.blocks if not _answers(analysis.text, block)])


def _answers(text: str, block: Block) -> bool:
    return block.kind is not BlockKind.ROW and _MITIGATION.match(text[block.start : block.end]) is not None


def _with_lead(analysis: Analysis, entry: Entry) -> Entry:
    """ "Risk 1: Price revolt. Angry customers ..." is titled by what stands behind its lead."""
    lead = load_leads(analysis.overlay).find(analysis.text, entry.start, entry.end)
    if lead is None or lead.section is not SectionName.RISKS:
        return entry
    start = trim(analysis.text, lead.end, entry.end, ":.)–—-*_ ").start
    label, body = _titled(analysis.text, start, entry.end)
    return replace(entry, number=lead.number, label=label, body=body)


def _titled(text: str, start: int, end: int) -> tuple[Span | None, Span]:
    """The title set off at the head of a range, and what is left."""
    match = _TITLE.match(text, start, end)
    if match is None:
        return None, Span(start, end)
    return trim(text, match.start("title"), match.end("title"), "*_"), trim(text, match.end(), end)


@dataclass(frozen=True, slots=True)
class _Mitigation:
    outer: int  # where its label begins
    start: int


def _mitigation_of(analysis: Analysis, entry: Entry) -> _Mitigation | None:
    if entry.cells:
        return None
    for match in _MITIGATION.finditer(analysis.text, entry.body.start, entry.end):
        if match.start() > entry.body.start:
            return _Mitigation(match.start("label"), match.end())
    for span in split_sentences(analysis.text, entry.body.start, entry.end)[1:]:
        if _ANSWER.match(analysis.text[span.start : span.end]):
            return _Mitigation(span.start, span.start)
    return None


def _is_answer(analysis: Analysis, entry: Entry) -> bool:
    return bool(_MITIGATION.match(analysis.text[entry.start : entry.end]))


def read_risk_strategy(analysis: Analysis) -> tuple[Statement, ...]:
    """Safeguards and contingency plans: their own part, and what stands as mitigation beside the risks."""
    entries: list[Entry] = []
    for node in analysis.parts(SectionName.RISK_STRATEGY):
        entries += entries_of(analysis, [node], Run.EACH if node.run_in else Run.WHOLE)
    text = analysis.text
    for entry in _risk_entries(analysis):
        cell = entry.cell("mitigation") if entry.cells else None
        if cell:
            entries.append(Entry(cell.start, cell.end, None, cell))
        elif mitigation := _mitigation_of(analysis, entry):
            span = trim(text, mitigation.start, entry.end)
            entries.append(Entry(span.start, span.end, None, span))
    for node in analysis.parts(SectionName.RISKS):
        for block in node.blocks:
            if _answers(text, block) and (match := _MITIGATION.match(text[block.start : block.end])):
                span = trim(text, block.start + match.end(), block.end)
                entries.append(Entry(span.start, span.end, None, span))
    entries.sort(key=lambda entry: entry.start)
    return tuple(Statement(id=f"risk_strategy-{n}", **parts_of(analysis, entry)) for n, entry in enumerate(entries, start=1))


def read_constraints(analysis: Analysis) -> tuple[Constraint, ...]:
    """What may hold the plan back."""
    items: list[Constraint] = []
    for entry in entries_of(analysis, analysis.parts(SectionName.CONSTRAINTS)):
        parts = parts_of(analysis, entry)
        items.append(Constraint(id=f"constraints-{len(items) + 1}", title=label_of(analysis, entry.label), **parts))
    return tuple(items)
