"""A passage cut into the tokens the grammar walks over, each with its place in the whole text.

Tokens are runs of letters, runs of digits with their separators, signs of currency with the letters before them, and single
other characters. White space and the asterisks, backticks and underscores of markup are no tokens. Excluded ranges are
white space. The cut is one pass of one expression without backtracking, so it is linear in the text.
"""

import re
from collections.abc import Sequence

# possessive quantifiers throughout: what a token took it never gives back
_TOKEN = re.compile(
    r"\n[ \t\r\f\v]*+(?:\n[ \t\r\f\v]*+)++"  # a blank line
    r"|\n[ \t]*+(?:[-•–*·▪◦](?=\s)|(?:\d{1,3}|[A-Za-z])[.)](?=\s))"  # a list marker
    r"|(?<![\w.])\.\d++"
    r"|\d++(?:[.,]\d++|['’\u00a0\u202f\u2009]\d{3}(?!\d))*+"
    r"|(?<![^\W\d_])[A-Za-z]{1,3}+(?:\.[A-Za-z]\.?)?\$"
    r"|(?<![^\W\d_])[A-Za-z](?:\.[A-Za-z])++(?![^\W\d_])\.?"
    r"|[^\W\d_]++"
    r"|[^\w\s*`]"
)
_ABBREVIATED = frozenset(
    [
        "no",
        "nos",
        "inc",
        "corp",
        "co",
        "ltd",
        "st",
        "mr",
        "mrs",
        "ms",
        "dr",
        "vs",
        "approx",
        "est",
        "ca",
        "cf",
        "eg",
        "ie",
        "etc",
        "rs",
        "fig",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "sq",
        "cu",
        "ft",
        "dept",
        "prof",
        "gen",
        "sen",
        "rep",
        "gov",
        "u.s",
    ]
)


def split_words(phrase: str) -> tuple[str, ...]:
    """A phrase of a rule file in the tokens of a passage."""
    return tuple(_TOKEN.findall(phrase))


def _blanked(text: str, start: int, end: int, excluded: Sequence[tuple[int, int]]) -> str:
    """``text[start:end]`` with spaces in the place of the excluded ranges."""
    pieces, at = [], start
    for left, right in excluded:
        left, right = max(left, at), min(right, end)
        if left < right:
            pieces += [text[at:left], " " * (right - left)]
            at = right
    pieces.append(text[at:end])
    return "".join(pieces)


class Passage:
    """Tokens `low` (lower case) with their offsets `start` and `end` in the whole text; `sentence` numbers them."""

    __slots__ = ("breaks", "end", "low", "n", "start", "text")

    def __init__(self, text: str, start: int, end: int, excluded: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        body = _blanked(text, start, end, excluded) if excluded else text[start:end]
        low = body.lower()
        if len(low) != len(body):
            low = "".join(c.lower() if len(c.lower()) == 1 else c for c in body)
        self.low: list[str] = []
        self.start: list[int] = []
        self.end: list[int] = []
        add, begin, stop = self.low.append, self.start.append, self.end.append
        for match in _TOKEN.finditer(low):
            left, right = match.span()
            add(match[0])
            begin(left + start)
            stop(right + start)
        self.n = len(self.low)
        self.breaks = self._sentence_breaks()

    def glued(self, i: int) -> bool:
        """Does token i follow the one before it without a gap?"""
        return 0 < i < self.n and self.start[i] == self.end[i - 1]

    def raw(self, i: int) -> str:
        """Token i as written."""
        return self.text[self.start[i] : self.end[i]]

    def word(self, i: int) -> str:
        """Token i in lower case; empty outside the passage."""
        return self.low[i] if 0 <= i < self.n else ""

    def capital(self, i: int) -> bool:
        """Does token i begin with a capital letter?"""
        return 0 <= i < self.n and self.text[self.start[i]].isupper()

    def _sentence_breaks(self) -> list[int]:
        """The index of the first token of every sentence, ending with the number of tokens."""
        breaks, low, n = [0], self.low, self.n
        for i, word in enumerate(low):
            if word[0] == "\n":
                if i > breaks[-1]:
                    breaks.append(i)
                if i + 1 < n:
                    breaks.append(i + 1)
            elif word in ".!?" and i + 1 < n and self._ends_sentence(i):
                breaks.append(i + 1)
        breaks.append(n)
        return breaks

    def _ends_sentence(self, i: int) -> bool:
        after = i + 1
        if self.start[after] == self.end[i]:
            if self.low[after] not in ")]\"'”’":
                return False
            after += 1
            if after >= self.n or self.start[after] == self.end[after - 1]:
                return False
        before = self.low[i - 1] if i else ""
        if self.low[i] == "." and (before in _ABBREVIATED or (len(before) == 1 and before.isalpha())):
            return False
        first = self.text[self.start[after]]
        return first.isupper() or first.isdigit() or not first.isalnum()
