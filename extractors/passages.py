"""Passages: ranges of the canonical text, and the words that are left when marks, citations and line ends are taken out."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_SPACE = re.compile(r"\s+")
_EMPHASIS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=[\w.,:;!?)])_{1,3}(?!\w)|`")


class Span(NamedTuple):
    """A half-open range of code points in the canonical text."""

    start: int
    end: int

    def __bool__(self) -> bool:
        return self.end > self.start

    def holds(self, other: "Span | tuple[int, int]") -> bool:
        """Does this range contain `other` wholly?"""
        return self.start <= other[0] and other[1] <= self.end

    def meets(self, other: "Span | tuple[int, int]") -> bool:
        """Do the two ranges share a character?"""
        return self.start < other[1] and other[0] < self.end


def trim(text: str, start: int, end: int, extra: str = "") -> Span:
    """The range without white space, and without the characters of `extra`, at its ends."""
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return Span(start, end)


def fold(text: str) -> str:
    """`text` with each run of white space as one blank and none at its ends."""
    return _SPACE.sub(" ", text).strip()


def without_emphasis(text: str) -> str:
    """`text` without the asterisks, underscores and back ticks that mark emphasis in Markdown."""
    return _EMPHASIS.sub("", text) if "*" in text or "_" in text or "`" in text else text


def words_of(text: str, start: int, end: int, cuts: Sequence[tuple[int, int]] = ()) -> str:
    """What is written in a range, without `cuts` (sorted), folded, without emphasis marks.

    A full stop behind a cut that ends the passage goes with it, as in "grew by a third (Exhibit 2)."
    """
    pieces: list[str] = []
    at = start
    for cut_start, cut_end in cuts:
        if cut_end <= at or cut_start >= end:
            continue
        pieces.append(text[at : max(at, cut_start)].rstrip())
        at = min(cut_end, end)
        if not text[at:end].strip(" \t\n.;,"):
            at = end
    pieces.append(text[at:end])
    return fold(without_emphasis("".join(pieces)))


def clip(spans: Iterable[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Those of `spans` that touch the range, in order."""
    return [span for span in spans if span[0] < end and span[1] > start]
