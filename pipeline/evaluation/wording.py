"""When two texts say the same: their words, the share of words they have in common, and the folded text."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

NEARLY = 0.8
"""The share of common words (token F1) from which on two texts are taken for the same passage."""

_WORD = re.compile(r"[^\W_]+")
_MARKS = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "−": "-", "*": None, "_": None, "`": None})
_CLOSING = " .,;:!"


def words(text: str | None) -> tuple[str, ...]:
    """The words of `text` in lower case, without punctuation and symbols."""
    return tuple(_WORD.findall((text or "").lower()))


def placed_words(text: str) -> list[tuple[str, int, int]]:
    """The words of `text` in lower case, each with its half-open range of code points."""
    return [(found.group().lower(), found.start(), found.end()) for found in _WORD.finditer(text)]


def likeness(one: "Counter[str]", other: "Counter[str]") -> float:
    """Token F1 of two bags of words, 0 to 1; 0 where one of them is empty."""
    if not one or not other:
        return 0.0
    return 2 * (one & other).total() / (one.total() + other.total())


def alike(one: str | None, other: str | None) -> bool:
    """Whether two short texts, such as names or titles, have nearly the same words; two without any word are alike."""
    mine, theirs = Counter(words(one)), Counter(words(other))
    return likeness(mine, theirs) >= NEARLY or not (mine or theirs)


def folded(text: str | None) -> str:
    """`text` without what a copyist may change: case, white space, emphasis marks, form of quotes and dashes, closing marks."""
    plain = unicodedata.normalize("NFKC", text or "").translate(_MARKS).casefold()
    return " ".join(plain.split()).strip(_CLOSING)


def bag(texts: Iterable[str | None]) -> "Counter[str]":
    """The words of several texts together."""
    return Counter(word for text in texts for word in words(text))
