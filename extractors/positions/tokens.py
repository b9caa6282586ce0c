"""Words of a passage with their offsets: a plain scanner, since cue scanning needs no linguistic tokens."""

import re
from dataclasses import dataclass

from extractors.positions.words import word_set

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'\-&/.][^\W_]+)*[’']?|--|[^\w\s]|_")
_ABBREVIATED = word_set("dr mr mrs ms prof st sr jr rev hon gen col capt lt sen rep gov inc ltd co corp no vs")


@dataclass(frozen=True, slots=True)
class Tokens:
    """Parallel lists over the tokens of one range: as written, folded to lower case, start and end in the whole text."""

    raw: list[str]
    low: list[str]
    start: list[int]
    end: list[int]

    def __len__(self) -> int:
        return len(self.raw)


def tokenize(text: str, start: int, end: int) -> Tokens:
    """The tokens of ``text[start:end]``; offsets are those of `text`. A possessive keeps its apostrophe, straightened."""
    raw: list[str] = []
    low: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match.group()
        first, last = match.span()
        if word == "." and low and low[-1] in _ABBREVIATED:
            continue  # the full stop of a title
        if "n't" in word or "n’t" in word:
            word = word.replace("’", "'")
        raw.append(word)
        low.append(word.lower().replace("’", "'"))
        starts.append(first)
        ends.append(last)
    return Tokens(raw, low, starts, ends)


_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]*]*(?=\s+[\"'“‘(\[*]*[A-Z0-9])")


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of a range, white space trimmed; a full stop after a title or an initial ends none."""
    found: list[tuple[int, int]] = []
    first = start
    for match in _SENTENCE_END.finditer(text, start, end):
        before = text[max(first, match.start() - 12) : match.start()]
        word = re.split(r"[\s(\[]", before)[-1].lower()
        if match.group()[0] == "." and (word in _ABBREVIATED or (len(word) == 1 and word.isalpha() and before[-1:].isupper())):
            continue
        found.append((first, match.end()))
        first = match.end()
    found.append((first, end))
    trimmed = []
    for first, last in found:
        piece = text[first:last]
        inner = piece.strip()
        if inner:
            at = first + piece.index(inner[0])
            trimmed.append((at, at + len(inner)))
    return trimmed
