"""Where sentences end. Abbreviations, initials, decimals, brackets and quotations do not end one."""

import re

from extractors.passages import Span, trim

# Titles, months, company forms and reference words that English writes with a point; our own compilation.
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "st",
        "jr",
        "sr",
        "rev",
        "hon",
        "gen",
        "col",
        "lt",
        "capt",
        "sgt",
        "messrs",
        "mt",
        "ft",
        "no",
        "nos",
        "vs",
        "viz",
        "cf",
        "eg",
        "ie",
        "e.g",
        "i.e",
        "al",
        "etc",
        "inc",
        "ltd",
        "co",
        "corp",
        "plc",
        "bros",
        "dept",
        "est",
        "approx",
        "avg",
        "min",
        "max",
        "fig",
        "figs",
        "tab",
        "ex",
        "exh",
        "exhs",
        "exs",
        "para",
        "paras",
        "par",
        "pp",
        "p",
        "pg",
        "vol",
        "ed",
        "eds",
        "app",
        "sec",
        "secs",
        "ch",
        "fn",
        "art",
        "u.s",
        "u.k",
        "u.n",
        "e.u",
        "a.m",
        "p.m",
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
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "ca",
        "incl",
        "excl",
        "rs",
        "re",
    ]
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_OPENING = "\"'“‘«([*_"


def split_sentences(text: str, start: int, end: int) -> list[Span]:
    """The sentences of one block, in order, trimmed; a citation in brackets behind the stop belongs to the sentence before."""
    found: list[Span] = []
    at = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if stop < at or not _ends_sentence(text, match.start(), stop, at, end):
            continue
        span = trim(text, at, stop)
        if span:
            found.append(span)
        at = stop
    rest = trim(text, at, end)
    if rest:
        found.append(rest)
    return found


def _ends_sentence(text: str, stop: int, after: int, start: int, end: int) -> bool:
    follow = after
    while follow < end and text[follow].isspace():
        follow += 1
    if follow >= end:
        return True
    first = text[follow]
    if first in _OPENING:
        inner = follow
        while inner < end and text[inner] in _OPENING:
            inner += 1
        first = text[inner] if inner < end else first
    if text[stop] == "." and after == stop + 1:
        word = stop
        while word > start and (text[word - 1].isalnum() or text[word - 1] in ".&"):
            word -= 1
        before = text[word:stop]
        lowered = before.lower()
        if lowered in _ABBREVIATIONS and (
            not first.isupper() or lowered not in {"no", "inc", "ltd", "co", "corp", "plc", "etc"}
        ):
            return lowered in {"a.m", "p.m", "u.s", "u.k", "e.u", "u.n", "etc"} and first.isupper()
        if lowered in _ABBREVIATIONS and lowered == "no":
            return True
        if (
            len(before) == 1
            and before.isalpha()
            and before.isupper()
            and first.isupper()
            and not _single_letter_name(text, word)
        ):
            return False
    return not first.islower() or (text[stop] in "!?" and text[follow] not in _OPENING and first.isupper())


def _single_letter_name(text: str, at: int) -> bool:
    """Is the letter a name such as in "Option B." or "Appendix C." rather than a person's initial?"""
    head = text[max(0, at - 24) : at].rstrip()
    word = re.search(r"([A-Za-z]+)$", head)
    return bool(word) and word is not None and (word.group(1).islower() or word.group(1).lower() in _LETTERED)


_LETTERED = frozenset(
    [
        "option",
        "alternative",
        "scenario",
        "plan",
        "route",
        "path",
        "choice",
        "course",
        "exhibit",
        "appendix",
        "table",
        "figure",
        "annex",
        "phase",
        "stage",
        "group",
        "class",
        "series",
    ]
)
