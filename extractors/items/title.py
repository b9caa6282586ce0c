"""The case's title and its protagonist."""

import re
from collections import Counter

from extractors.analysis import Analysis
from extractors.layout.blocks import BlockKind
from extractors.passages import Span, fold, trim

_PARTS = re.compile(r"\s*[:|]\s+|\s+[–—-]\s+|[–—]")
_NAME = re.compile(
    r"(?:[A-ZÀ-ÖØ-ÞŠŽĆČĐĽŁŚŹŻİ0-9][\w’'.&+-]*)(?:\s+(?:(?:of|the|and|de|du|des|der|von|van|la|le|del|di|da|do|for|y|e|in)\s+)*(?:&\s+)?[A-ZÀ-ÖØ-ÞŠŽĆČĐĽŁŚŹŻİ0-9][\w’'.&+-]*)*"
)
_AND = re.compile(r"\s+(?:and|or)\s+(?=(?:the|its|his|her|their|a|an|how|why)\b)")
_COMMON = frozenset(
    [
        "the",
        "a",
        "an",
        "and",
        "or",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "as",
        "is",
        "are",
        "be",
        "after",
        "before",
        "beyond",
        "between",
        "into",
        "over",
        "under",
        "out",
        "up",
        "down",
        "how",
        "why",
        "what",
        "when",
        "where",
        "who",
        "which",
        "case",
        "study",
        "analysis",
        "solution",
        "report",
        "memo",
        "strategy",
        "growth",
        "future",
        "road",
        "path",
        "way",
        "new",
        "next",
        "one",
        "two",
        "three",
        "from",
    ]
)


def read_title(analysis: Analysis) -> str:
    """The title without what sellers hang on it; of a document without a title line its first words."""
    span = analysis.outliner.title
    if span is not None:
        return analysis.words(*trim(analysis.text, *span, "*_#"))
    first = next((block for block in analysis.blocks if block.kind is not BlockKind.FRONT_MATTER), None)
    if first is None:
        return ""
    words = analysis.words(first.start, first.end).split()
    return " ".join(words[:12])


def read_company(analysis: Analysis) -> str | None:
    """The protagonist: the name in the title that the text speaks of, else the name that the text speaks of most."""
    span = analysis.outliner.title
    body = analysis.text[span.end :] if span is not None else analysis.text
    if span is not None:
        segments = _segments(analysis.text, span)
        scored = []
        for order, segment in enumerate(segments):
            name = _name_in(segment, body, leading=order == 0)
            if name:
                scored.append((_mentions(name, body), -order, name))
        scored = [row for row in scored if row[0] > 0]
        if scored:
            best = max(scored)
            lead = next((row for row in scored if row[1] == 0), best)
            named = " " in lead[2] and lead[2][:1].isupper()  # a name of several words before the colon is hardly anything else
            return lead[2] if named or lead[0] * 2 >= best[0] else best[2]
        if len(segments) > 1 and 0 < len(segments[0].split()) <= 5:
            return segments[0].title() if segments[0].isupper() else segments[0]
    return _most_named(body)


def _segments(text: str, span: Span) -> list[str]:
    return [fold(part) for part in _PARTS.split(text[span.start : span.end]) if part.strip()]


def _name_in(segment: str, body: str, *, leading: bool) -> str | None:
    """The name in a part of the title: all of it where it is one, else the longest capitalised run that the text repeats."""
    words = segment.split()
    if words and segment.isupper():
        return _as_written(segment, body) if leading else None
    segment = _AND.split(segment)[0] if not segment.isupper() and segment not in body else segment
    words = segment.split()
    whole = _NAME.fullmatch(segment)
    if (
        whole
        and len(words) <= 7
        and words[0].lower() not in _COMMON
        and (_mentions(segment, body) if leading else segment in body)
    ):
        return segment
    best: str | None = None
    for match in _NAME.finditer(segment):
        run = match.group().split()
        for start in range(len(run)):
            for stop in range(len(run), start, -1):
                name = " ".join(run[start:stop]).strip(".,'’")
                if run[start].lower() in _COMMON or run[stop - 1].lower() in _COMMON or len(name) < 3:
                    continue
                if _is_proper(name, body) and (best is None or len(name) > len(best)):
                    best = name
    return best


def _is_proper(name: str, body: str) -> bool:
    """Does the text use it as a name: capitalised, and not oftener as a common word?"""
    written = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", body))
    common = len(re.findall(rf"(?<!\w){re.escape(name.lower())}(?!\w)", body)) if name != name.lower() else 0
    return written >= 1 and written > common


def _as_written(name: str, body: str) -> str:
    """A name in capitals in the spelling of the text."""
    words = name.split()
    for count in range(len(words), 0, -1):
        match = re.search(
            r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words[:count]) + r"(?!\w)",
            re.sub(r"\b[A-Z ]{12,}\b", "", body),
            re.IGNORECASE,
        )
        if match and not match.group().isupper():
            return (
                fold(match.group())
                if count == len(words)
                else " ".join([fold(match.group()), *(word.title() for word in words[count:])])
            )
    return name.title()


def _mentions(name: str, body: str) -> int:
    """How often the text names it, in full or by its first distinctive word."""
    words = [word for word in name.split() if word.lower() not in _COMMON]
    if not words:
        return 0
    full = len(re.findall(rf"(?<!\w){re.escape(name)}(?!\w)", body))
    return max(full, *(len(re.findall(rf"(?<!\w){re.escape(word)}(?!\w)", body)) for word in words[:2]))


def _most_named(body: str) -> str | None:
    names: Counter[str] = Counter()
    for match in re.finditer(rf"(?<=[a-z,;] ){_NAME.pattern}", body):
        name = match.group().strip(".,'’")
        name = re.sub(r"['’]s$", "", name)
        if name.split()[0].lower() not in _COMMON and not name[0].isdigit() and len(name) > 2:
            names[name] += 1
    if not names:
        return None
    name, count = max(names.items(), key=lambda row: (row[1], len(row[0]), row[0]))
    return name if count >= 3 else None
