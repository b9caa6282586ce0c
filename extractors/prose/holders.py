"""The likeliest holder of a sentence that stands among positions and that no grammar of attribution understands."""

import re

from extractors.passages import Span, trim
from extractors.positions import Attribution, PositionRules, holder_kind
from extractors.positions.values import Holder
from extractors.positions.values import Span as Range

_FRAME = re.compile(
    r"(?:as (?:for|to|regards)|for|to|among|according to|in the (?:view|eyes|opinion) of|seen by)\s+(?P<name>[^,;:]{2,60}),",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"[\"”’'],?\s+(?:(?:says|said|argues|argued|warns|warned|asks|asked|writes|wrote|adds|added)\s+(?P<after>[^,.;:]{2,60})|"
    r"(?P<before>[^,.;:\"“”]{2,50}?)\s+(?:says|said|told|argues|argued|warns|warned|asks|asked|writes|wrote|adds|added)\b)"
)
_LEADING = re.compile(
    r"(?:(?:in|by|at|since|behind|after|before|with|on|unlike|like|though|although|while|when)\b[^,]{1,60},\s*)", re.IGNORECASE
)
_ARTICLE = re.compile(
    r"(?:the|a|an|its|their|our|his|her|some|most|many|several|all|both|two|three|four|five)\s+", re.IGNORECASE
)
_PRONOUN = re.compile(
    r"(?:i|we|you|he|she|it|they|this|that|these|those|there|here|one|nobody|everybody|nothing|what|who|which|none|each|both|opinions?|views?)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\s*(?:[,;:(–—]|\s(?:who|whom|whose|which|that)\b|\s(?:is|are|was|were|has|have|had|do|does|did|will|would|could|can|may|might|should|must|never|not|also)\b"
    r"|\s(?:[a-z]+ly\s)?(?!this|his|its|as|us|was|less|across|towards|always|perhaps)[a-z]{2,}(?:es|ed|s)\b(?=\s+(?:the|a|an|any|no|every|for|to|that|at|on|of|in|with|against|into|it|its|their|his|her|by|from|about|over|as)\b))"
)
_LONGEST = 60
_SURE = 0.15


def head_of_sentence(text: str, span: Span, rules: PositionRules) -> Attribution | None:
    """The words before a sentence's verb as the holder of what it says, None where they are a pronoun or no short phrase."""
    name = _named(text, span)
    if name is None or not name or _PRONOUN.match(text, name.start, name.end):
        return None
    kind = holder_kind(text[name.start : name.end], None, rules)
    held = Range(*name)
    content = Range(name.end, span.end) if name.end < span.end else Range(*span)
    return Attribution(Holder(held, None, kind), content, content, Range(*span), _SURE)


def _named(text: str, span: Span) -> Span | None:
    if match := _FRAME.match(text, *span):
        return _bare(text, *match.span("name"))
    if text[span.start] in "\"“‘'" and (match := _SPEAKER.search(text, *span)):
        return _bare(text, *match.span("after" if match.group("after") else "before"))
    start = span.start
    if match := _LEADING.match(text, start, span.end):
        start = match.end()
    end = _END.search(text, start + 2, min(span.end, start + _LONGEST))
    return _bare(text, start, end.start()) if end else None


def _bare(text: str, start: int, end: int) -> Span | None:
    if match := _ARTICLE.match(text, start, end):
        start = match.end()
    name = trim(text, start, end)
    return name if 0 < len(text[name.start : name.end].split()) <= 8 else None
