"""Entries: what a section lists, whether as bullets, table rows, paragraphs, sentences or terms above definitions."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from extractors.analysis import Analysis
from extractors.layout.blocks import Block, BlockKind
from extractors.passages import Span, trim
from extractors.sections.outline import Node
from extractors.sentences import split_sentences
from extractors.tables import Table, load_columns, tables_of

_COLON = re.compile(r"(?P<label>[^\n:;!?]{1,110}?(?:\([^()\n]{1,80}\))?)\s?:(?:\*\*|__|\*)?(?=\s|$)")
_BOLD = re.compile(r"(?P<mark>\*\*|__|\*|_)(?=\S)(?P<label>[^*_\n]{1,100}?)[.:]?(?P=mark)(?P<after>\s*[:.–—-]?)(?=\s|$)")
_DASH = re.compile(r"(?P<label>[^\n:;!?]{1,70}?)(?:\s+[–—-]\s+|—)(?=\S)")
_STOP = re.compile(r"(?P<label>[A-Z0-9][^\n:.;!?]{1,48}?)\.\s+(?=[A-Z\"“(])")
_INLINE = re.compile(r"(?:(?<=[.!?)\]]\s)|(?<=^))(?P<label>[A-Z][\w'’&/ -]{1,48}?):\s+(?=\S)")
_FINITE = frozenset("is are was were has have had will would should could can may might must does did".split())  # noqa: SIM905
_ATTRIBUTE = re.compile(
    r"(?:likelihood|probability|chances?|impact|severity|consequences?|damage|effect|mitigation|response|precaution|safeguard|remedy)\b",
    re.IGNORECASE,
)  # what rates or answers an item rather than beginning the next
_MANY_WORDS = 9


@dataclass(slots=True)
class Entry:
    """One thing that a section lists."""

    start: int  # behind its marker
    end: int
    label: Span | None
    body: Span  # behind the label
    number: str = ""
    head: Span | None = None  # a heading of its own above it
    listed: bool = False  # does it stand in a list or table?
    children: list[Block] = field(default_factory=list)
    cells: tuple[Span, ...] = ()
    roles: tuple[str, ...] = ()

    def cell(self, *roles: str) -> Span | None:
        """The first cell that has content in a column of one of the roles."""
        for role in roles:
            for span, known in zip(self.cells, self.roles, strict=False):
                if known == role and span:
                    return span
        return None


class Run(StrEnum):
    """How running text without labels is parted into entries."""

    WHOLE = "whole"  # a paragraph is one entry
    EACH = "each"  # a sentence is one entry
    CITED = "cited"  # a sentence is one, with the plain ones behind it up to a citation


def entries_of(analysis: Analysis, nodes: Sequence[Node], run: Run = Run.WHOLE) -> list[Entry]:
    """The entries of some parts, in reading order; `run` says how running text is parted."""
    found: list[Entry] = []
    for node in nodes:
        head = node.label or (node.heading if node.section is not node.home else None)
        found.extend(_entries(analysis, node, head, run))
    return found


def _entries(analysis: Analysis, node: Node, head: Span | None, run: Run) -> list[Entry]:
    text, columns = analysis.text, load_columns(analysis.overlay)
    found: list[Entry] = []
    for table in tables_of(node.blocks):
        found.extend(_rows(text, table, columns))
    groups = _groups([block for block in node.blocks if block.kind is not BlockKind.ROW])
    plain: list[Entry] = []
    for position, group in enumerate(groups):
        first = group[0]
        following = groups[position + 1][0] if position + 1 < len(groups) else None
        if _is_lead_in(text, group, following or next((b for b in node.blocks if b.start > first.end), None)):
            continue
        if definition := _definition(text, group):
            plain.append(definition)
            continue
        listed = first.kind in (BlockKind.BULLET, BlockKind.NUMBERED)
        entry = Entry(first.start, group[-1].end, None, Span(first.start, group[-1].end), first.number, listed=listed)
        entry.children = [block for block in group[1:] if block.kind in (BlockKind.BULLET, BlockKind.NUMBERED)]
        plain.append(entry)
    _label(text, plain)
    found.extend(_spread(analysis, plain, run))
    found.sort(key=lambda entry: entry.start)
    if head is not None:
        for entry in found:
            entry.head = head
    return found


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks with those nested below them."""
    if not blocks:
        return []
    base = min(block.depth for block in blocks)
    groups: list[list[Block]] = []
    for block in blocks:
        nested = block.depth > base or (
            groups
            and block.kind is BlockKind.PARAGRAPH
            and block.indent > groups[-1][0].indent
            and groups[-1][0].kind is not BlockKind.PARAGRAPH
        )
        below_term = groups and block.gap == 0 and block.kind is BlockKind.PARAGRAPH and block.indent > groups[-1][0].indent
        if groups and (nested or below_term):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def _is_lead_in(text: str, group: list[Block], following: Block | None) -> bool:
    """Does a paragraph only announce the list or table below it ("Two numbers matter:")?"""
    first = group[0]
    return (
        len(group) == 1 and first.kind is BlockKind.PARAGRAPH and text[first.end - 1] == ":" and following is not None
        and following.kind in (BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.ROW)
    )  # fmt: skip


def _definition(text: str, group: list[Block]) -> Entry | None:
    """A term on a line of its own above its indented definition."""
    first = group[0]
    if (
        len(group) < 2
        or first.kind is not BlockKind.PARAGRAPH
        or first.lines > 1
        or not first.style
        or group[1].kind is not BlockKind.PARAGRAPH
    ):
        return None
    label = trim(text, first.start, first.end, ":*_")
    return Entry(first.start, group[-1].end, label, Span(group[1].start, group[-1].end), first.number, listed=True)


def _rows(text: str, table: Table, columns: dict[str, str]) -> list[Entry]:
    roles = tuple(table.roles(text, columns))
    found = []
    for row in table.rows:
        cells = row.cells
        at = next((i for i, role in enumerate(roles) if role == "title" and i < len(cells) and cells[i]), None)
        if at is None:
            at = next((i for i, cell in enumerate(cells) if cell and (i >= len(roles) or roles[i] != "number")), 0)
        rest = [cell for i, cell in enumerate(cells) if cell and i != at]
        body = Span(rest[0].start, rest[-1].end) if rest else cells[at]
        found.append(
            Entry(row.start, row.end, cells[at] or None, body, listed=True, cells=cells, roles=_known(roles, at, len(cells)))
        )
    return found


def _known(roles: tuple[str, ...], label: int, count: int) -> tuple[str, ...]:
    padded = [*roles, *[""] * (count - len(roles))]
    padded[label] = "label"
    return tuple(padded)


def _label(text: str, entries: list[Entry]) -> None:
    """Find the lead-in of each entry. A colon or bold type mark one; a dash or a stop do where most entries have them."""
    open_entries = [entry for entry in entries if entry.label is None]
    marked = [_marked(text, entry) for entry in open_entries]
    for entry, found in zip(open_entries, marked, strict=True):
        if found is not None:
            entry.label, entry.body = found
    rest = [entry for entry in open_entries if entry.label is None]
    for pattern in (_DASH, _STOP):
        found_all = [_lead_in(text, entry, pattern) for entry in rest]
        if (
            len(rest) == len(open_entries)
            and found_all
            and sum(found is not None for found in found_all) >= max(1, 0.6 * len(rest))
        ):
            for entry, found in zip(rest, found_all, strict=True):
                if found is not None:
                    entry.label, entry.body = found
            return


def _marked(text: str, entry: Entry) -> tuple[Span, Span] | None:
    end = entry.end
    if match := _BOLD.match(text, entry.start, end):
        label = trim(text, match.start("label"), match.end("label"), ".:")
        at = match.end()
        more = re.compile(r"\s*(\([^()\n]{1,120}\)|,[^:\n]{1,80})\s*(?::|[–—]\s|-\s)").match(text, at, end)
        if more is not None:  # **Name** (role): position
            return Span(label.start, trim(text, match.start(), more.end(1)).end), trim(text, more.end(), end)
        if match.group("after").strip() or text[match.end("label")] in ".:" or match.group("mark") in ("**", "__"):
            return (label, trim(text, at, end)) if trim(text, at, end) else None
        return None
    match = _COLON.match(text, entry.start, end)
    if match is None or (not trim(text, match.end(), end) and not entry.children):
        return None
    label = trim(text, match.start("label"), match.end("label"), "*_")
    return (label, trim(text, match.end(), end)) if _is_label(text, label, entry) else None


def _is_label(text: str, label: Span, entry: Entry) -> bool:
    if len(split_sentences(text, *label)) != 1:
        return False
    words = re.sub(r"\([^()]*\)", "", text[label.start : label.end]).split()
    lower = [word.lower() for word in words]
    if not words or len(words) > _MANY_WORDS or text[label.start : label.end].strip()[:1] in '"“(':
        return False
    plain = not any(word in _FINITE for word in lower[1:])
    return plain and (len(words) <= 6 or entry.listed or sum(word[:1].isupper() for word in words) >= len(words) / 2)


def _lead_in(text: str, entry: Entry, pattern: re.Pattern[str]) -> tuple[Span, Span] | None:
    match = pattern.match(text, entry.start, entry.end)
    if match is None:
        return None
    label = trim(text, match.start("label"), match.end("label"), "*_")
    words = [word.lower() for word in text[label.start : label.end].split()]
    if not words or len(words) > 7 or any(word in _FINITE for word in words):
        return None
    return label, trim(text, match.end(), entry.end)


def _spread(analysis: Analysis, entries: list[Entry], run: Run) -> list[Entry]:
    """Entries whose text is a list of its own, or running text of several items, become several."""
    spread: list[Entry] = []
    for entry in entries:
        if entry.children and (not entry.body or entry.body.start >= entry.children[0].outer):
            inner = [Entry(block.start, block.end, None, block.span, block.number, listed=True) for block in entry.children]
            _label(analysis.text, inner)
            for one in inner:
                one.head = entry.label or Span(entry.start, entry.start + 1)
                one.label = one.label or entry.label
            spread.extend(inner)
        elif (
            entry.listed
            or _is_set_off(analysis.text, entry)
            or (run is Run.WHOLE and not _INLINE.search(analysis.text, entry.body.start, entry.end))
        ):
            spread.append(entry)
        else:
            spread.extend(_split(analysis, entry, run))
    return spread


def _is_set_off(text: str, entry: Entry) -> bool:
    """Is a paragraph's lead-in parted by a stop or a dash, so that the whole paragraph is its item's?"""
    return entry.label is not None and text[entry.label.end : entry.body.start].strip(" *_")[:1] in (".", "-", "–", "—")


def _split(analysis: Analysis, entry: Entry, run: Run) -> list[Entry]:
    text = analysis.text
    found: list[Entry] = []
    start = entry.label.start if entry.label is not None else entry.start
    for span in split_sentences(text, start, entry.end):
        match = _INLINE.match(text, span.start, span.end) or (
            _COLON.match(text, span.start, span.end) if span.start == start and entry.label else None
        )
        label = trim(text, match.start("label"), match.end("label")) if match else None
        if label is not None and _ATTRIBUTE.match(text, *label):
            match = label = None
        if match is not None and label is not None and _is_label(text, label, entry):
            found.append(Entry(span.start, span.end, label, trim(text, match.end(), span.end)))
        elif found and (
            run is Run.WHOLE or found[-1].label is not None or (run is Run.CITED and _goes_on(analysis, found[-1], span))
        ):
            found[-1].end = span.end
            found[-1].body = Span(found[-1].body.start, span.end)
        else:
            found.append(Entry(span.start, span.end, None, span))
    return found


def _joins(analysis: Analysis, entry: Entry, span: Span, run: Run) -> bool:
    return run is Run.WHOLE or entry.label is not None or (run is Run.CITED and _goes_on(analysis, entry, span))


def _goes_on(analysis: Analysis, entry: Entry, span: Span) -> bool:
    """Does a sentence without figure and citation go on with one that had neither a citation yet?"""
    return not analysis.citations(*span) and not analysis.amounts(*span) and not analysis.citations(entry.start, entry.end)
