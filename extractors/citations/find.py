"""Find citations: groups in brackets, and words of reference in the sentence itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.citations.grammar import CitationGrammar
from extractors.passages import Span
from schemas.base import Evidence
from schemas.items import Citation

_BRACKETS = re.compile(r"[(\[]([^()\[\]\n]{1,200}(?:\n[^()\[\]\n]{1,200}){0,2})[)\]]")
# Words that may stand in a bracket beside references without making it a remark of the author's own.
_FILLERS = re.compile(
    r"\b(?:see|also|cf|compare|source|sources|case|the|in|on|of|from|e\.?g|i\.?e|and|as|per|both|at|text|data|refer|to|page|ibid|tn|note|notes|teaching)\b\.?"
    r"|[\s,;&:.+/–—-]+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """Citations that stand together. `cut` is what a statement's text leaves out: the bracket, or nothing."""

    start: int
    end: int
    citations: tuple[Citation, ...]
    cut: Span | None


def find_citations(text: str, grammar: CitationGrammar) -> list[CitationGroup]:
    """All citations of `text` in order, grouped as they are written."""
    groups: list[CitationGroup] = []
    taken: list[Span] = []
    for bracket in _BRACKETS.finditer(text):
        group = _bracketed(text, bracket, grammar)
        if group is not None:
            groups.append(group)
            taken.append(Span(group.start, group.end))
    groups.extend(_in_sentence(text, taken, grammar))
    groups.sort(key=lambda group: group.start)
    return groups


def _bracketed(text: str, bracket: re.Match[str], grammar: CitationGrammar) -> CitationGroup | None:
    start, end = bracket.span(1)
    if not any(char.isdigit() or char.isupper() for char in text[start:end]):
        return None
    citations: list[Citation] = []
    rest: list[str] = []
    at = start
    for ref in grammar.refs.finditer(text, start, end):
        rest.append(text[at : ref.start()])
        citations.extend(_citations(text, ref, grammar))
        at = ref.end()
    if not citations:
        return None
    rest.append(text[at:end])
    if all(not _FILLERS.sub("", piece) for piece in rest):
        before = bracket.start()
        while before > 0 and text[before - 1] in " \t\n":
            before -= 1
        return CitationGroup(bracket.start(), bracket.end(), tuple(citations), Span(before, bracket.end()))
    return CitationGroup(start, end, tuple(citations), None)


def cell_citations(text: str, start: int, end: int, grammar: CitationGrammar) -> CitationGroup | None:
    """The citations of a table's cell that holds nothing else, as a column of sources does; None for any other cell."""
    citations: list[Citation] = []
    rest, at = "", start
    for ref in grammar.refs.finditer(text, start, end):
        rest += text[at : ref.start()]
        citations.extend(_citations(text, ref, grammar))
        at = ref.end()
    rest += text[at:end]
    return CitationGroup(start, end, tuple(citations), Span(start, end)) if citations and not _FILLERS.sub("", rest) else None


def _in_sentence(text: str, taken: list[Span], grammar: CitationGrammar) -> Iterator[CitationGroup]:
    index = 0
    for ref in grammar.alone.finditer(text):
        while index < len(taken) and taken[index].end <= ref.start():
            index += 1
        if index < len(taken) and taken[index].start < ref.end():
            continue
        locators = ref.group("items")
        if not ref.group("form")[0].isupper() and not locators[0].isdigit():
            continue  # "table A" in lower case is a table, "paragraph 9" a reference
        if _is_heading_of_its_own(text, ref):
            continue
        yield CitationGroup(ref.start(), ref.end(), tuple(_citations(text, ref, grammar)), None)


def _is_heading_of_its_own(text: str, ref: re.Match[str]) -> bool:
    """Is "Exhibit 1: Income statement" at the head of a line the exhibit itself, and "Table 3." a caption?"""
    before = text.rfind("\n", 0, ref.start()) + 1
    return not text[before : ref.start()].strip(" \t#*_") and text[ref.end() : ref.end() + 1] in (":", ".", "\n", "")


def _citations(text: str, ref: re.Match[str], grammar: CitationGrammar) -> list[Citation]:
    groups = ref.groupdict()
    word = (groups.get("form") or groups.get("sign") or "").lower()
    kind = grammar.kinds[word]
    start, end = ref.span("items")
    found: list[Citation] = []
    for locator in grammar.locators.finditer(text, start, end):
        first, last = locator.group("first"), locator.group("last")
        at = ref.start() if not found else locator.start()
        stop = locator.end()
        found.append(
            Citation(
                kind=kind,
                locator=first,
                end_locator=_whole(first, last),
                text=text[at:stop],
                evidence=Evidence(start=at, end=stop),
            )
        )
    return found


def _whole(first: str, last: str | None) -> str | None:
    """The last locator in full: "112-15" ends at 115."""
    if last is None:
        return None
    if first.isdigit() and last.isdigit() and len(last) < len(first) and int(last) < int(first):
        return first[: len(first) - len(last)] + last
    return last
