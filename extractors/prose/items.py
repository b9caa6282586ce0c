"""Options, recommendation and risks in running text, as items of the brief."""

import re
from typing import Any

from extractors.analysis import Analysis
from extractors.items.entries import Entry
from extractors.items.recommendation import chosen_options
from extractors.items.statements import parts_of
from extractors.prose.choice import chosen_by_content
from extractors.prose.levels import read_prose_levels
from extractors.prose.text import Found, running_text
from schemas.items import Option, Recommendation, Risk

# "The first course, Build Fast, is ..."; "a plan which its authors call 'Blue Water'"
_NAME = r"[A-Z][\w’'&-]*(?:\s+(?:[A-Z][\w’'&-]*|for|of|and|the|to|in|by|with|on|at|or))*"
_TITLE = re.compile(
    r"(?:called|dubbed|named|known as|christened|labelled|labeled|calls? it|called it|nicknamed)\s+(?:the\s+)?[\"“‘']?"
    rf"(?P<named>{_NAME}\b)"
    r"|[,–—(]\s*[\"“‘'](?P<quoted>[^\"”’',.;]{3,60}),?[\"”’']"
    r"|(?:option|course|alternative|plan|route|path|way|road|possibility|choice|scenario|first|second|third|fourth|last|one)"
    rf"\s*[,–—(]\s*(?P<apposed>{_NAME})\s*[,–—)]"
)


def _parts(analysis: Analysis, found: Found) -> dict[str, Any]:
    return parts_of(analysis, Entry(found.span.start, found.span.end, None, found.span))


def read_prose_options(analysis: Analysis) -> tuple[Option, ...]:
    """The options that the text tells, numbered in the order told; each with the sentences that weigh it on the spot."""
    options = []
    for number, found in enumerate(running_text(analysis).options, start=1):
        parts = _parts(analysis, found)
        parts.pop("label")
        options.append(Option(id=f"options-{number}", number=str(number), title=_title(analysis, found), **parts))
    return tuple(options)


def _title(analysis: Analysis, found: Found) -> str | None:
    """A name of its own that the first sentence gives an option."""
    first = found.sentences[0].span
    match = _TITLE.search(analysis.text, first.start, min(first.end, first.start + 160))
    if match is None or match.lastgroup is None:
        return None
    return analysis.words(*match.span(match.lastgroup)).strip(" ,") or None


def read_prose_recommendation(analysis: Analysis, options: tuple[Option, ...]) -> Recommendation | None:
    """The advice and the options it chooses: by number, title or ordinal, else by the words that it shares with one of them."""
    found = running_text(analysis).recommendation
    if found is None:
        return None
    chosen = chosen_options(analysis.text, found.span, options)
    if not chosen:
        chosen = chosen_by_content(found.sentences, options)
    return Recommendation(id="recommendation", chosen=chosen, **_parts(analysis, found))


def read_prose_risks(analysis: Analysis) -> tuple[Risk, ...]:
    """The risks that the text names, with the levels it states."""
    risks = []
    for number, found in enumerate(running_text(analysis).risks, start=1):
        parts = _parts(analysis, found)
        levels = read_prose_levels(parts["text"], analysis.overlay)
        risks.append(
            Risk(
                id=f"risks-{number}", title=None, severity=levels.get("severity"), likelihood=levels.get("likelihood"), **parts
            )
        )
    return tuple(risks)
