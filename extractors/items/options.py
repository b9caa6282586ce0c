"""Options: the alternatives weighed, their titles, and what speaks for and against them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from pydantic import Field
from rapidfuzz import fuzz

from extractors.analysis import Analysis
from extractors.items.entries import Entry, entries_of
from extractors.items.statements import parts_of, words_in
from extractors.layout.blocks import Block, BlockKind, Style
from extractors.passages import Span, fold, trim
from extractors.rulebook import Rule, read_rules
from extractors.sections import Lead, load_leads
from extractors.sections.outline import Node
from extractors.sentences import split_sentences
from schemas.enums import SectionName
from schemas.items import Option, Statement

POINTS = ("rationale", "trade_offs", "requirements")
_FOR = frozenset(["+", "(+)", "✓", "✔"])  # list markers that are an argument's sign
_AGAINST = frozenset(["(-)", "(–)", "(—)", "✗", "✘"])
_DASHES = frozenset(["-", "–", "−", "—"])
_COUNTED = re.compile(r"\(?(\d{1,2}|[A-Ha-h]|[ivxIVX]{1,4})[.):]\s+(?=\S)")  # "1. Open bazaar" in a table's cell
_TITLE_WORDS = 14
_SAME_TITLE = 85.0
_INTRODUCING = {SectionName.OPTIONS, SectionName.STRATEGIC_ANALYSIS}


class PointRule(Rule):
    """The labels of one kind of point."""

    key_field: ClassVar[str] = "role"

    role: str = Field(description="rationale, trade_offs or requirements.")
    labels: tuple[str, ...] = Field(description="Labels, in lower case.")


@dataclass(frozen=True, slots=True)
class PointGrammar:
    """Finds point labels: at the head of a block or of a sentence, or alone on a line."""

    roles: dict[str, str]
    leading: re.Pattern[str]
    alone: re.Pattern[str]


@lru_cache(maxsize=8)
def load_points(overlay: Path | None = None) -> PointGrammar:
    """The point labels in force, compiled. Raises RuleError where the rules cannot be used."""
    roles = {label: rule.role for rule in read_rules("option_points", PointRule, overlay) for label in rule.labels}
    words = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(roles, key=len, reverse=True))
    tail = r"(?:\s+\((?:[^()\n]{1,40})\)|\s+of\s+(?:this|the)\s+\w+)?"
    bold = r"(?:\*\*|__|\*|_)"
    leading = rf"(?P<open>{bold})?(?P<label>{words}){tail}(?:(?P<mark>\s*:|\s+[–—-]){bold}?|(?<=\w)\.?{bold}\s*:?)(?=\s|$)"
    return PointGrammar(
        roles,
        re.compile(leading, re.IGNORECASE),
        re.compile(rf"(?:\*\*|__|\*|_)?(?P<label>{words}){tail}\s*:?(?:\*\*|__|\*|_)?:?$", re.IGNORECASE),
    )


@dataclass(slots=True)
class Draft:
    """An option while it is being read."""

    number: str | None
    title: Span | None
    start: int
    end: int
    told: list[Span] = field(default_factory=list)
    points: dict[str, list[Span]] = field(default_factory=lambda: {role: [] for role in POINTS})
    role: str | None = None  # whose points follow
    style: tuple[str, str] = ("", "")  # how its head was set, so that the next head is known
    indent: int = 0


class OptionReader:
    """Reads the options of one document."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis, self.text = analysis, analysis.text
        self.points, self.leads = load_points(analysis.overlay), load_leads(analysis.overlay)
        self.drafts: list[Draft] = []

    def read(self) -> tuple[Option, ...]:
        """The options with the points of wherever they are weighed, numbered in reading order."""
        homes = (SectionName.OPTIONS, SectionName.OPTION_EVALUATION, SectionName.STRATEGIC_ANALYSIS)
        for node in self.analysis.parts(*homes):
            if node.home in _INTRODUCING:
                self._read_part(node)
        introduced = bool(self.drafts)
        for node in self.analysis.parts(SectionName.OPTION_EVALUATION):
            if introduced:
                self._evaluate(node)
            else:  # a document that only compares its options introduces them there
                self._read_part(node)
        return tuple(self._option(n, draft) for n, draft in enumerate(self.drafts, start=1))

    # -- introduction

    def _read_part(self, node: Node) -> None:
        rows = [entry for entry in entries_of(self.analysis, [node]) if entry.cells]
        if rows:
            self._read_rows(rows)
        blocks = [block for block in node.blocks if block.kind is not BlockKind.ROW]
        drafts = list(self._walk(node, blocks))
        self.drafts.extend(drafts)

    def _walk(self, node: Node, blocks: list[Block]) -> Iterator[Draft]:
        draft: Draft | None = None
        if node.section is SectionName.OTHER and node.heading is not None and blocks:
            draft = self._begin_heading(node)
        base = min((block.depth for block in blocks), default=0)
        for index, block in enumerate(blocks):
            following = blocks[index + 1] if index + 1 < len(blocks) else None
            begun = self._begin(block, draft, base, following, node)
            if begun is not None:
                if draft is not None:
                    yield draft
                draft = begun
            elif draft is not None:
                self._add(draft, block)
        if draft is not None:
            yield draft

    def _begin_heading(self, node: Node) -> Draft:
        heading = node.heading
        assert heading is not None
        lead = self._lead(heading.start, heading.end)
        start = lead.end if lead else heading.start
        title = trim(self.text, start, heading.end, ":.–—-) ")
        return Draft(lead.number if lead else None, title or None, heading.start, heading.end, style=("heading", ""))

    def _lead(self, start: int, end: int) -> Lead | None:
        lead = self.leads.find(self.text, start, end, self.analysis.outliner.counted)
        return lead if lead is not None and lead.section is SectionName.OPTIONS else None

    def _begin(self, block: Block, draft: Draft | None, base: int, following: Block | None, node: Node) -> Draft | None:
        """The option that a block begins, None where it goes on with the one before."""
        lead = self._lead(block.start, block.end)
        if lead is not None:
            style = ("lead", "")
            if draft is not None and draft.style[0] not in ("lead", "heading") and draft.style[0]:
                return None
            return self._draft(block, lead.number, lead.end, style)
        if (
            node.home is SectionName.STRATEGIC_ANALYSIS
            or self.points.alone.match(self.text, block.start, block.end)
            or self._point(block.start, block.end)
        ):
            return None
        if draft is not None and draft.style[0] == "lead":
            return None
        if (
            block.kind is BlockKind.NUMBERED
            and block.depth == base
            and block.number
            and (draft is None or draft.style == ("number", _family(block.number)))
        ):
            return self._draft(block, block.number, block.start, ("number", _family(block.number)))
        if draft is not None and draft.style[0] == "number":
            return None
        if (
            block.style in (Style.BOLD, Style.CAPITALS, Style.STANDALONE, Style.MARKDOWN)
            and following is not None
            and block.kind is not BlockKind.BULLET
        ):
            if draft is None or draft.style[0] == str(block.style):
                return self._draft(block, None, block.start, (str(block.style), ""))
            return None
        if (
            block.kind is BlockKind.BULLET
            and block.depth == base
            and (draft is None or draft.style == ("bullet", block.marker))
        ):
            return self._draft(block, None, block.start, ("bullet", block.marker))
        return None

    def _draft(self, block: Block, number: str | None, after: int, style: tuple[str, str]) -> Draft:
        """An option from its first block: the title is what is set off behind the number."""
        text = self.text
        start = trim(text, after, block.end, ":.)–—|-").start
        title, rest = self._title(block, start)
        draft = Draft(number, title, block.outer if block.number else block.start, block.end, style=style, indent=block.indent)
        if rest < block.end:
            self._tell(draft, rest, block.end)
        return draft

    def _title(self, block: Block, start: int) -> tuple[Span | None, int]:
        text, end = self.text, block.end
        if start >= end:
            return None, end
        if block.style and block.style is not Style.NONE and text[end - 1] not in ".;":
            span = trim(text, start, end, "*_:.")
            return span or None, end
        close = re.compile(r"\*\*[:.]?\s*|__[:.]?\s*").search(text, start, min(end, start + 160))
        opened = text[block.start : start].count("**") % 2 == 1 or text.startswith("**", start)
        if close and opened:
            inner = start + 2 if text.startswith("**", start) else start
            close = re.compile(r"\*\*[:.]?\s*[–—:-]?\s*").search(text, inner, end)
            if close is not None and close.start() > inner:
                return trim(text, inner, close.start(), ".:* "), close.end()
        bracket = re.compile(r"[^.:;!?\n]{2,90}?(?P<mark>:\s|\s[–—-]\s)(?=\S)").match(text, start, end)
        sentences = split_sentences(text, start, end)
        first = sentences[0]
        if bracket is not None and bracket.end() < first.end and _is_short(text[start : bracket.start("mark")]):
            return trim(text, start, bracket.start("mark"), "*_"), bracket.end()
        newline = text.find("\n", start, end)
        if len(sentences) > 1 and _is_short(text[first.start : first.end]) and text[first.end - 1] != "?":
            return trim(text, first.start, first.end, ".*_ "), sentences[1].start
        if len(sentences) == 1 and text[end - 1] not in ".!?;" and _is_short(text[start:end]) and newline < 0:
            return trim(text, start, end, "*_"), end
        return None, start

    # -- points

    def _point(self, start: int, end: int) -> re.Match[str] | None:
        match = self.points.leading.match(self.text, start, end)
        if match is None or (self.text[match.start("label")].islower() and not match.group("open")):
            return None
        return match

    def _add(self, draft: Draft, block: Block) -> None:
        """A block below an option's head: a point label, points, or more of its text."""
        text = self.text
        draft.end = max(draft.end, block.end)
        alone = self.points.alone.match(text, block.start, block.end)
        if alone is not None and block.kind is not BlockKind.ROW:
            draft.role = self._role(alone)
            return
        if block.marker in _FOR and draft.role is None:
            draft.points["rationale"].append(block.span)
            return
        listed = block.kind in (BlockKind.BULLET, BlockKind.NUMBERED)
        if listed and draft.role is not None and self._point(block.start, block.end) is None:
            draft.points[draft.role].append(block.span)
            return
        if listed and draft.role is None and (block.marker in _AGAINST or (block.marker in _DASHES and self._has_plus(draft))):
            draft.points["trade_offs"].append(block.span)
            return
        self._tell(draft, block.start, block.end)

    def _has_plus(self, draft: Draft) -> bool:
        """Does an option's first point carry a plus, so that a dash is a minus?"""
        points = draft.points["rationale"]
        return bool(points) and self.text[max(0, points[0].start - 2) : points[0].start].strip() in _FOR

    def _role(self, match: re.Match[str]) -> str:
        return self.points.roles[re.sub(r"\s+", " ", match.group("label").lower())]

    def _tell(self, draft: Draft, start: int, end: int) -> None:
        """Running text of an option, parted where a sentence begins with a point label."""
        text = self.text
        at, role = start, draft.role
        for sentence in split_sentences(text, start, end):
            match = self._point(sentence.start, sentence.end)
            if match is None:
                continue
            self._put(draft, role, at, sentence.start)
            role = self._role(match)
            at = match.end()
        self._put(draft, role, at, end)
        if role is not None and at >= end:
            draft.role = role

    def _put(self, draft: Draft, role: str | None, start: int, end: int) -> None:
        span = trim(self.text, start, end, "*_")
        if not span:
            return
        if role is None:
            draft.told.append(span)
        else:
            draft.points[role].append(span)

    # -- evaluation elsewhere

    def _evaluate(self, node: Node) -> None:
        current: Draft | None = None
        for entry in (entry for entry in entries_of(self.analysis, [node]) if entry.cells):
            self._evaluate_row(entry)
        if node.heading is not None and node.section is SectionName.OTHER:
            current = self._find(*node.heading)
        for block in node.blocks:
            if block.kind is BlockKind.ROW:
                continue
            found = self._find(block.start, block.end)
            if found is not None:
                current = found
                current.role = None
                lead = self._lead(block.start, block.end)
                rest = trim(self.text, lead.end if lead else block.end, block.end, ":.)–—-*").start
                title = current.title
                if title is not None and lead is not None:
                    words = self.text[title.start : title.end]
                    if self.text[rest : rest + len(words)].lower() == words.lower():
                        rest = trim(self.text, rest + len(words), block.end, ":.)–—-*").start
                if rest < block.end and not block.style:
                    self._weigh(current, rest, block.end)
                continue
            if current is not None:
                self._weigh_block(current, block)

    def _weigh_block(self, draft: Draft, block: Block) -> None:
        end = draft.end
        told = len(draft.told)
        self._add(draft, block)
        draft.end = end  # evidence of the option stays where it is introduced
        del draft.told[told:]

    def _weigh(self, draft: Draft, start: int, end: int) -> None:
        told = len(draft.told)
        self._tell(draft, start, end)
        del draft.told[told:]

    def _find(self, start: int, end: int) -> Draft | None:
        """The option that the head of a block names, by number or title."""
        lead = self._lead(start, end)
        if lead is not None:
            return next((draft for draft in self.drafts if (draft.number or "").lower() == lead.number.lower()), None)
        words = fold(self.text[start : min(end, start + 120)]).strip("*_:. ").lower()
        for draft in self.drafts:
            if draft.title is None:
                continue
            title = fold(self.text[draft.title.start : draft.title.end]).lower()
            if (len(words) <= len(title) + 12 and fuzz.ratio(words, title) >= _SAME_TITLE) or words.startswith(
                (title + ":", title + ".", title + " -")
            ):
                return draft
        return None

    # -- tables

    def _read_rows(self, entries: list[Entry]) -> None:
        for entry in entries:
            if not set(entry.roles) & {*POINTS, "text", "title", "label"}:
                continue
            label = entry.label
            lead = self._lead(label.start, label.end) if label else None
            number = words_in(self.analysis, entry.cell("number")) or (lead.number if lead else None)
            title = trim(self.text, lead.end if lead else label.start, label.end, ":.)–—-*_ ") if label else None
            if title and lead is None and (counted := _COUNTED.match(self.text, *title)):
                number, title = number or counted.group(1), Span(counted.end(), title.end)
            draft = self._find(label.start, label.end) if label and self.drafts else None
            if draft is None:
                draft = Draft(number, title or None, entry.start, entry.end, style=("row", ""))
                self.drafts.append(draft)
            self._fill(draft, entry)

    def _fill(self, draft: Draft, entry: Entry) -> None:
        for cell, role in zip(entry.cells, entry.roles, strict=True):
            if cell and role in POINTS:
                draft.points[role].append(cell)
            elif cell and role in ("text", "") and draft.style[0] == "row":
                draft.told.append(cell)

    def _evaluate_row(self, entry: Entry) -> None:
        draft = self._find(*entry.label) if entry.label else None
        if draft is not None:
            for cell, role in zip(entry.cells, entry.roles, strict=True):
                if cell and role in POINTS:
                    draft.points[role].append(cell)

    # -- result

    def _option(self, n: int, draft: Draft) -> Option:
        analysis = self.analysis
        told = [span for span in draft.told if span]
        amounts = [quantity for span in ([draft.title] if draft.title else []) + told for quantity in analysis.amounts(*span)]
        heads = [Span(draft.start, draft.title.end)] if draft.title else []
        citations = [citation for span in [*heads, *told] for citation in analysis.citations(*span)]
        points = {
            role: tuple(self._statement(f"options-{n}.{role}-{i}", span) for i, span in enumerate(spans, start=1))
            for role, spans in draft.points.items()
        }
        return Option(
            id=f"options-{n}",
            number=draft.number or str(n),
            title=analysis.words(*draft.title) if draft.title else None,
            text=" ".join(analysis.words(*span) for span in told),
            evidence=analysis.evidence(
                trim(self.text, draft.start, max(draft.end, *(span.end for span in told)) if told else draft.end)
            ),
            citations=tuple(citations),
            quantities=tuple(amounts),
            **points,
        )

    def _statement(self, name: str, span: Span) -> Statement:
        start = trim(self.text, span.start, span.end, "*_").start
        return Statement(id=name, **parts_of(self.analysis, Entry(start, span.end, None, Span(start, span.end))))


def _is_short(words: str) -> bool:
    return len(words.split()) <= _TITLE_WORDS and len(words) <= 110


def _family(number: str) -> str:
    return "digit" if number[0].isdigit() else "letter"


def read_options(analysis: Analysis) -> tuple[Option, ...]:
    """The alternatives weighed in the document's parts on options."""
    return OptionReader(analysis).read()
