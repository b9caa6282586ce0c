"""The outline: which blocks are headings, what they head, and which blocks are their content."""

import re
from dataclasses import dataclass, field, replace

from extractors.layout.blocks import Block, BlockKind, Style
from extractors.passages import Span, trim
from extractors.sections.headings import HeadingBook, Reading
from extractors.sections.leads import LeadBook
from extractors.sections.titles import TitleBook
from schemas.enums import SectionName

# Sections whose first block is content, however much it looks like a heading.
_SPOKEN = frozenset({SectionName.VERDICT})
# Sections whose items may be headed by lines of their own.
_ITEMISED = frozenset(
    [
        SectionName.OPTIONS,
        SectionName.OPTION_EVALUATION,
        SectionName.STAKEHOLDERS,
        SectionName.ROADMAP,
        SectionName.RISKS,
        SectionName.RELATED_CASES,
        SectionName.CONSTRAINTS,
    ]
)
_CLOSING = frozenset({SectionName.VERDICT, SectionName.RECOMMENDATION, SectionName.BOTTOM_LINE})
# What labels a part of an item in these sections, rather than heading a section of its own.
_LABELS_INSIDE = {
    SectionName.RISKS: (SectionName.RISK_STRATEGY, SectionName.RISKS),
    SectionName.OPTIONS: (SectionName.RISKS, SectionName.OPTION_EVALUATION, SectionName.CONSTRAINTS, SectionName.RISK_STRATEGY),
    SectionName.OPTION_EVALUATION: (SectionName.RISKS, SectionName.CONSTRAINTS, SectionName.RISK_STRATEGY),
}
_RUN_IN = re.compile(
    r"(?:\*\*|__)?(?P<phrase>[A-Z][^.:\n]{1,60}?)(?:\*\*|__)?(?P<mark>[.:]|\s[–—-])(?:\*\*|__)?(?:\s+(?=\S)|$)"
)
_CITED = re.compile(r"\d\)$|\]$|\S\*\*\s")  # ends in a citation, or is bold in part
_LED = re.compile(r"([A-Z][\w '&/-]{1,40})[.:]\s+(?=\S)")
_QUALIFIED = re.compile(r"\s*[,:(–—]\s*")
_PART = re.compile(r"(part|section|chapter)\s+(?:\d|[ivx]+\b|[a-z]\b|one|two|three|four|five)", re.IGNORECASE)
_TITLE_WITHIN = 8  # blocks before the title: kind of document, sender, addressee
_BYLINE = re.compile(r"[,\d]|\bby\b|©")
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+")
_UNKNOWN = "no alias, nothing alike, no known word"
_ACRONYM = 5  # shorter capitals before a colon may be a name's
_SOME_QUESTIONS = 3  # so many lines that ask are the headings of a document of questions and answers
_FEW_HEADINGS = 4  # with fewer headings of their own line, paragraphs are read for headings that run into them


@dataclass(slots=True)
class Node:
    """A part of the document: its heading, canonical name, level and the blocks it holds itself."""

    section: SectionName
    home: SectionName  # the section whose items its blocks are: that of a parent where its own name is unknown
    level: int
    start: int
    end: int
    heading: Span | None
    label: Span | None = None  # what the heading says beside the section's name ("Situation analysis: PESTEL")
    reason: str = ""
    container: bool = False
    run_in: bool = False  # does its heading run into its paragraph?
    blocks: list[Block] = field(default_factory=list)


class Outliner:
    """Builds the outline of one document."""

    def __init__(self, text: str, blocks: list[Block], headings: HeadingBook, leads: LeadBook, titles: TitleBook) -> None:
        self.text, self.blocks = text, blocks
        self.headings, self.leads, self.titles = headings, leads, titles
        self.nodes: list[Node] = []
        self.stack: list[tuple[tuple[str, int, str], Node]] = []
        self.title: Span | None = None
        self.counted: frozenset[str] = frozenset()  # words that this document counts its options with
        self.headed: set[int] = set()  # starts of numbered lines that are headings by the company they keep
        self.asks = False  # are the headings of this document questions?
        self.gaps: list[int] = []  # blank lines before each known heading that is a short line

    def build(self) -> list[Node]:
        """The nodes in reading order; together they cover every block but front matter."""
        first = next((i for i, block in enumerate(self.blocks) if block.kind is not BlockKind.FRONT_MATTER), None)
        if first is None:
            return []
        index = self._take_title(first)
        standing = sum(
            1 for block in self.blocks[index:] if block.style and (reading := self._read(block)) and reading.score > 0.85
        )
        self.run_in = standing < _FEW_HEADINGS
        self.tail = self._tail_of_titles(index)
        self.counted = self.leads.counted_words(self.text, (block.span for block in self.blocks[index:]))
        self.headed = self._numbered_headings(index)
        self.asks = (
            sum(1 for block in self.blocks[index:] if block.style and self.text[block.end - 1] == "?") >= _SOME_QUESTIONS
        )
        while index < len(self.blocks):
            self._take(index)
            index += 1
        self._close_ends()
        return self.nodes

    def _take_title(self, first: int) -> int:
        """The title: a first-rank heading among the first lines, else the first that names more than a kind of document."""
        node = Node(
            SectionName.TITLE,
            SectionName.TITLE,
            0,
            self.blocks[first].outer,
            self.blocks[first].end,
            None,
            reason="start of the document",
        )
        self.nodes.append(node)
        candidates = range(first, min(first + _TITLE_WITHIN, len(self.blocks)))
        top = next(
            (
                i
                for i in candidates
                if self.blocks[i].style is Style.MARKDOWN and self.blocks[i].rank == 1 and self._is_title(self.blocks[i])
            ),
            None,
        )
        index = first
        while (
            index < len(self.blocks) - 1
            and index < first + _TITLE_WITHIN
            and self.titles.is_kind(self.text, *self.blocks[index].span)
        ):
            index += 1
        index = top if top is not None else index
        subject = next((i for i in candidates if self.titles.subject(self.text, *self.blocks[i].span)), None)
        if subject is not None and top is None:
            block = self.blocks[subject]
            self.title = self.titles.subject(self.text, *block.span)
            node.heading, node.reason, node.blocks = self.title, "subject line", self.blocks[first:subject]
            return subject + 1
        block = self.blocks[index]
        if not self._is_title(block):
            return first
        self.title = self.titles.strip(self.text, block.start, block.end)
        node.heading, node.reason = (
            Span(block.start, block.end),
            "first line" if index == first else "first line that names no kind of document",
        )
        node.blocks = self.blocks[first:index]
        return index + 1

    def _is_title(self, block: Block) -> bool:
        if block.kind not in (BlockKind.HEADING, BlockKind.PARAGRAPH) or block.lines > 3 or block.end - block.start > 250:
            return False
        reading = self._read(block)
        if reading is not None and reading.score > 0.85 and reading.section is not SectionName.OTHER:
            return False
        words = self.text[block.start : block.end].split()
        if block.kind is BlockKind.HEADING or self.titles.has_suffix(self.text, block.start, block.end):
            return True
        ran_in = self._run_in_of(block, True)
        return self.text[block.end - 1] not in ".;:" and len(words) <= 30 and not (ran_in and ran_in[2].exact)

    def _read(self, block: Block) -> Reading | None:
        return self.headings.read(self.text[block.start : block.end].rstrip(": "))

    def _take(self, index: int) -> None:
        block = self.blocks[index]
        if block.kind is BlockKind.FRONT_MATTER:
            return
        if index == self.tail and self.nodes[-1].section is not SectionName.RELATED_CASES:
            self._open(
                None, block, Reading(SectionName.RELATED_CASES, "titles of other cases at the end", 1.0), ("tail", 0, "")
            )
        if block.kind is BlockKind.ROW or (block.kind is BlockKind.BULLET and not block.style):
            self._add(block)
            return
        lead = self.leads.find(self.text, block.start, block.end, self.counted)
        if lead is not None and lead.section in (SectionName.OPTIONS, SectionName.RISKS, SectionName.ROADMAP):
            self._take_item(block, lead.section)
            return
        if block.style:
            reading = self._heading(index, block)
            if reading is not None:
                if block.style is Style.STANDALONE and reading.exact:
                    self.gaps.append(block.gap)
                self._open(Span(block.start, block.end), block, reading, _key(self.text, block))
                return
        if found := self._run_in_of(block, self.run_in):
            span, label, reading, rest = found
            self._open(span, block, reading, ("run-in", 0, ""), label)
            if rest < block.end:
                self._add(replace(block, start=rest, style=Style.NONE))
            return
        self._add(block)

    def _add(self, block: Block) -> None:
        """Content goes to the part that is open; behind the title lines it opens a part without a heading."""
        if self.nodes[-1].section is SectionName.TITLE and not self._is_byline(block):
            self._open(None, block, Reading(SectionName.OTHER, "text without a heading", 0.0), ("body", 0, ""))
        self.nodes[-1].blocks.append(block)

    def _is_byline(self, block: Block) -> bool:
        """Does a line below the title name author, course or date?"""
        return self.title is not None and block.kind is BlockKind.PARAGRAPH and block.lines <= 2 and (
            bool(block.style) or (block.end - block.start < 90 and self.text[block.end - 1] not in ".!?")
        )  # fmt: skip

    def _take_item(self, block: Block, section: SectionName) -> None:
        """An item's head belongs to its section; where none is open for it, one opens without a heading."""
        home = self.nodes[-1].home
        accepted = {
            SectionName.OPTIONS: {
                SectionName.OPTIONS,
                SectionName.OPTION_EVALUATION,
                SectionName.RECOMMENDATION,
                SectionName.STRATEGIC_ANALYSIS,
            },
            SectionName.RISKS: {SectionName.RISKS, SectionName.RISK_STRATEGY},
            SectionName.ROADMAP: {
                SectionName.ROADMAP,
                SectionName.IMPLEMENTATION,
                SectionName.RISK_STRATEGY,
                SectionName.CONSTRAINTS,
            },
        }[section]
        plain = block.kind in (BlockKind.PARAGRAPH, BlockKind.HEADING)
        known = home not in (SectionName.OTHER, SectionName.TITLE) and not self.run_in
        if home not in accepted and section is SectionName.OPTIONS and plain and not known:
            self._open(None, block, Reading(section, "a block that begins like an option", 1.0), ("items", 0, ""))
        self._add(block)

    def _heading(self, index: int, block: Block) -> Reading | None:
        """The reading of a block that stands as a heading, None where it is content."""
        text = self.text[block.start : block.end]
        reading = self._read(block)
        current = self.nodes[-1]
        empty = not current.blocks
        known = reading is not None and reading.score > 0.85
        if current.home in _SPOKEN and empty and not known:
            return None
        if current.section is SectionName.RELATED_CASES and not (known and block.style in (Style.MARKDOWN, Style.UNDERLINE)):
            return None
        if self._run_in_of(block, False) and block.style not in (Style.MARKDOWN, Style.UNDERLINE):
            return None
        if block.style is Style.STANDALONE and _CITED.search(text):
            return None
        unknown = reading or Reading(SectionName.OTHER, _UNKNOWN, 0.0)
        if block.style in (Style.MARKDOWN, Style.UNDERLINE):
            return unknown
        if current.section is SectionName.TITLE and not known and _BYLINE.search(_NUMBER.sub("", text, count=1)):
            return None
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        if known or (reading is not None and self._set_off(block, following)):
            return None if self._is_point(block, current, following) else reading
        if following is None or (
            current.home in _ITEMISED
            and not self._outranks(block)
            and (block.number or block.style in (Style.BOLD, Style.CAPITALS))
        ):
            return None
        if following.gap == 0 and following.kind is BlockKind.PARAGRAPH and following.indent > block.indent:
            return None  # a term above its definition
        if text.endswith(":") or block.depth:
            return None
        if block.kind is BlockKind.NUMBERED:
            return unknown if block.start in self.headed or self._in_sequence(block) else None
        if block.style in (Style.CAPITALS, Style.BOLD):
            return unknown if len(text) > 3 else None
        words = text.split()
        if block.gap == 0 or len(words) > 9 or (text.endswith("?") and not self.asks):
            return None
        apart = block.gap >= 2 and self._usual_gap() >= 2
        if (current.home in _ITEMISED and current.home is not SectionName.RISKS and not apart) or not self._plain_headings():
            return None
        return unknown if following.kind is not BlockKind.PARAGRAPH or following.gap > 0 else None

    def _is_point(self, block: Block, current: Node, following: Block | None) -> bool:
        """Is a short known line the label of an option's points ("Pros", "Risks") rather than a heading?"""
        if current.home not in (SectionName.OPTIONS, SectionName.OPTION_EVALUATION):
            return False
        return block.depth > 0 or block.indent > 0 or (block.gap == 0 and following is not None and following.gap == 0)

    def _outranks(self, block: Block) -> bool:
        """Is a line set like the headings of the document's parts, rather than like an item's?"""
        return block.start in self.headed or any(key == _key(self.text, block) and node.level == 1 for key, node in self.stack)

    def _set_off(self, block: Block, following: Block | None) -> bool:
        """Does a line of which a word is known stand like the headings before it: with their gap, apart from what follows?"""
        if following is None or block.depth or block.number or self.text[block.end - 1] == ":":
            return False
        if self.text[block.end - 1] == "?" and not self.asks:
            return False
        listed = following.kind in (BlockKind.BULLET, BlockKind.NUMBERED, BlockKind.ROW)
        return block.gap >= max(1, self._usual_gap()) and (following.gap > 0 or listed)

    def _usual_gap(self) -> int:
        """The least gap before the headings so far that are short lines of their own."""
        return min(self.gaps, default=1)

    def _plain_headings(self) -> bool:
        """Has the document headings that are nothing but a short line, so that an unknown one is likely a heading too?"""
        return any(key[0] == Style.STANDALONE for key, _ in self.stack) or not any(node.heading for node in self.nodes[1:])

    def _numbered_headings(self, first: int) -> set[int]:
        """Numbered short lines that count on from one another, of which a rule knows at least one: all of them are headings."""
        found: set[int] = set()
        run: list[Block] = []
        for block in [*self.blocks[first:], None]:
            if block is not None and (block.kind is not BlockKind.NUMBERED or not block.style):
                continue
            goes_on = (
                block is not None
                and run
                and _family(block.number) == _family(run[-1].number)
                and _ordinal(block.number) == _ordinal(run[-1].number) + 1
            )
            if not goes_on:
                known = [reading for one in run if (reading := self._read(one)) is not None]
                if len(run) > 1 and known:
                    found |= {one.start for one in run}
                run = []
            if block is not None:
                run.append(block)
        return found

    def _in_sequence(self, block: Block) -> bool:
        family = _family(block.number)
        return any(key[2] == family for key, _ in self.stack) and block.gap > 0

    def _run_in_of(self, block: Block, any_section: bool) -> tuple[Span, Span | None, Reading, int] | None:
        """The heading that runs into a paragraph: its range, what qualifies it, its reading, where the content begins."""
        if block.kind not in (BlockKind.PARAGRAPH, BlockKind.NUMBERED) or block.depth:
            return None
        match = _RUN_IN.match(self.text, block.start, block.end)
        if match is None or (match.end() >= block.end and match.group("mark") != ":"):
            return None
        phrase = trim(self.text, match.start("phrase"), match.end("phrase"))
        said = self.text[phrase.start : phrase.end]
        reading, label = self.headings.read(said), None
        rest = match.end()
        shouted = any_section and said.isupper() and len(said) > _ACRONYM
        if reading is None or not self.headings.is_alias(said):
            cut = _QUALIFIED.search(self.text, phrase.start, phrase.end)
            if cut is not None:
                label = Span(cut.end(), phrase.end)
                phrase = Span(phrase.start, cut.start())
                reading = self.headings.read(self.text[phrase.start : phrase.end])
            elif not shouted:
                return None
        elif any_section and match.group("mark") == ":" and reading.section is SectionName.STRUCTURAL_ANALYSIS:
            more = _LED.match(self.text, rest, block.end)
            if more is not None:
                label, rest = Span(more.start(1), more.end(1)), more.end()
        if shouted:  # capitals before a dash or colon are a heading, whatever they say
            return phrase, label, reading or Reading(SectionName.OTHER, _UNKNOWN, 0.0), rest
        if reading is None or not reading.exact or reading.section is SectionName.OTHER:
            return None
        if not any_section and reading.section not in _CLOSING:
            return None
        if reading.section in _LABELS_INSIDE.get(self.nodes[-1].home, ()) and match.group("mark") == ":":
            return None
        return phrase, label, reading, rest

    def _tail_of_titles(self, first: int) -> int:
        """The block from which nothing but titles of other cases follows, by the sellers' suffix; -1 where there is none."""
        tail, plain = -1, 0
        for index in range(len(self.blocks) - 1, first, -1):
            block = self.blocks[index]
            if block.kind in (BlockKind.ROW, BlockKind.HEADING) or block.lines > 2 or block.end - block.start > 200:
                break
            reading = self._read(block)
            if reading is not None and reading.exact:
                break
            if self.titles.has_suffix(self.text, block.start, block.end):
                tail, plain = index, 0
            else:
                plain += 1
                if plain > 1 or self.text[block.end - 1] in ".;:":
                    break
        return tail

    def _open(
        self, heading: Span | None, block: Block, reading: Reading, key: tuple[str, int, str], label: Span | None = None
    ) -> None:
        container = reading.section in self.headings.containers
        depths = [old for old, _ in self.stack]
        if key in depths:
            del self.stack[depths.index(key) :]
        elif key[0] == Style.MARKDOWN or key[0] == Style.UNDERLINE:
            while self.stack and self.stack[-1][0][0] == key[0] and self.stack[-1][0][1] >= key[1]:
                self.stack.pop()
        elif key[0] in ("tail", "run-in"):
            self.stack.clear()
        elif container:
            while self.stack and not self.stack[-1][1].container:
                self.stack.pop()
        parent = self.stack[-1][1] if self.stack else None
        home = reading.section
        if (
            home is SectionName.OTHER
            and parent is not None
            and not parent.container
            and parent.home is not SectionName.OTHER
            and key[0] != Style.STANDALONE
        ):
            home = parent.home
        level = len(self.stack) + 1
        end, ran_in = block.end, key[0] == "run-in"
        node = Node(reading.section, home, level, block.outer, end, heading, label, reading.reason, container, ran_in)
        self.nodes.append(node)
        self.stack.append((key, node))

    def _close_ends(self) -> None:
        """A section reaches to the next heading of its level or a higher one."""
        last = self.blocks[-1].end
        for index, node in enumerate(self.nodes):
            node.end = last
            for later in self.nodes[index + 1 :]:
                if later.level <= node.level or node.level == 0:
                    node.end = max(node.start + 1, trim(self.text, node.start, later.start).end)
                    break


def _key(text: str, block: Block) -> tuple[str, int, str]:
    if block.style is Style.MARKDOWN:
        return (str(block.style), block.rank, "")
    if match := _PART.match(text, block.start, block.end):
        return (str(block.style), block.rank, match.group(1).lower())
    return (str(block.style), block.rank, _family(block.number))


def _ordinal(number: str) -> int:
    """What a list number counts to: "c" is 3, "iv" is 4, "2.3" is 3."""
    last = number.split(".")[-1].lower()
    if last.isdigit():
        return int(last)
    if _family(number).endswith("roman"):
        values = [{"i": 1, "v": 5, "x": 10}[char] for char in last]
        return sum(-value if any(later > value for later in values[at:]) else value for at, value in enumerate(values))
    return ord(last[0]) - ord("a") + 1


def _family(number: str) -> str:
    if not number:
        return ""
    if number[0].isdigit():
        return f"arabic{number.count('.')}"
    if re.fullmatch(r"[ivxIVX]+", number) and (len(number) > 1 or number in "iIvVxX"):
        return "roman" if number.isupper() else "lower roman"
    return "letter" if number.isupper() else "lower letter"
