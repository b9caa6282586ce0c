"""Where a quoted text stands in its document, although white space, markup and citations were left out of the quotation."""

import bisect
from collections import defaultdict
from dataclasses import dataclass

from pipeline.evaluation.wording import placed_words

_ENDS = 3  # words at either end that must stand together where the middle does not
_STRETCH = 3  # how many times its own length a quotation with gaps may cover


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points in a canonical text."""

    start: int
    end: int


class Locator:
    """Finds quotations in one text by their words. A text that is asked for again is looked for behind its last place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._words = placed_words(text)
        self._joined = " ".join(["", *(word for word, _, _ in self._words), ""])
        self._offsets: list[int] = []
        offset = 0
        for word, _, _ in self._words:
            self._offsets.append(offset)
            offset += len(word) + 1
        self._next: defaultdict[str, int] = defaultdict(int)

    def line(self, offset: int) -> int:
        """The number of the line, from 1, that holds the code point at `offset`."""
        return self.text.count("\n", 0, offset) + 1

    def find(self, quoted: str, within: Span | None = None) -> Span | None:
        """The place of `quoted`, inside `within` if it stands there; None where its words do not stand in the text."""
        wanted = [word for word, _, _ in placed_words(quoted)]
        if not wanted:
            return None
        first = bisect.bisect_left([start for _, start, _ in self._words], within.start) if within else 0
        run = self._run(wanted, first)
        if run is not None and (within is None or self._span(*run).end <= within.end):
            return self._span(*run)
        if within is not None:
            return self.find(quoted)
        return self._gapped(wanted)

    def next(self, quoted: str) -> Span | None:
        """As `find`, but behind the place that was given out for the same words before, if they stand there again."""
        wanted = [word for word, _, _ in placed_words(quoted)]
        key = " ".join(wanted)
        run = self._run(wanted, self._next[key]) if wanted else None
        if run is None:
            return self.find(quoted)
        self._next[key] = run[0] + 1
        return self._span(*run)

    def _run(self, wanted: list[str], first: int) -> tuple[int, int] | None:
        """First and last index of the words `wanted`, standing together at or behind index `first`."""
        if first >= len(self._offsets):
            return None
        at = self._joined.find(f" {' '.join(wanted)} ", self._offsets[first])
        if at < 0:
            return None
        index = bisect.bisect_left(self._offsets, at)
        return index, index + len(wanted) - 1

    def _gapped(self, wanted: list[str]) -> Span | None:
        """The place of a quotation out of whose middle something was left, such as a citation."""
        if len(wanted) < 2 * _ENDS:
            return None
        head = self._run(wanted[:_ENDS], 0)
        while head is not None:
            tail = self._run(wanted[-_ENDS:], head[1] + 1)
            if tail is not None and tail[1] - head[0] < _STRETCH * len(wanted):
                return self._span(head[0], tail[1])
            head = self._run(wanted[:_ENDS], head[0] + 1)
        return None

    def _span(self, first: int, last: int) -> Span:
        return Span(self._words[first][1], self._words[last][2])
