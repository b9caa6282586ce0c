"""The recommendation, and which of the options it chooses."""

import re
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from extractors.analysis import Analysis
from extractors.items.statements import parts_of, whole
from extractors.passages import Span, fold
from extractors.sections.leads import NUMBER_WORDS, ORDINALS
from extractors.sentences import split_sentences
from schemas.enums import SectionName
from schemas.items import Option, Recommendation

_NOUN = (
    r"(?:options?|alternatives?|courses?|scenarios?|routes?|paths?|choices?|strateg(?:y|ies)|possibilit(?:y|ies)|proposals?|alt\.?|plans?|ways?|"
    r"approach(?:es)?|solutions?|schemes?|answers?|models?|ideas?|moves?|tracks?)"
)
_NUMBER = rf"(?:\d{{1,2}}|[A-H](?![\w'’])|(?i:[ivx]{{1,4}})(?!\w)|(?i:{'|'.join(NUMBER_WORDS)})\b)"
_NAMED = re.compile(
    rf"(?i:\b{_NOUN})\s+(?:(?i:no\.?|number)\s*)?\(?(?P<first>{_NUMBER}|(?<=\()[a-h](?=\)))(?P<more>(?:\s*(?:,|and|&|\+|plus)\s*(?:(?i:{_NOUN})\s+)?{_NUMBER}(?![\w%]))*)"
)
_ORDINAL = re.compile(
    rf"\b(?P<ordinal>{'|'.join(ORDINALS)}|last|latter|former)(?:\s+(?:of\s+(?:the\s+)?(?:these|three|four|five|two)\s*)?{_NOUN}?|(?=[.,;:]|$))",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\b(?:[Cc]hoose|[Aa]dopt|[Pp]ursue|[Ss]elect|[Rr]ecommend(?:s|ed)?|[Pp]refer|[Pp]ick|[Bb]ack|[Ff]ollow|[Tt]ake|[Ee]ndorse|[Gg]o\s+(?:with|for))\s+(?P<first>[A-H]|\d)(?=[\s.,;:])"
)
_CUE = re.compile(
    r"""\b(?:recommend\w*|advis\w+|advice|propos\w+|pursu\w+|adopt\w*|choos\w+|choice|select\w*|prefer\w*|favou?r\w*|deserv\w*|merits?|opt\s+for|opts\s+for|should|ought|must|go\s+(?:with|for)|proceed\s+with|take|back|endorse\w*|commit\s+to|
    follow|pick|suggest\w*|best|superior|winner|strongest|implement|execute|move\s+forward\s+with|our\s+view)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_SET_ASIDE = re.compile(
    r"(?:\b(?:not|rather\s+than|instead\s+of|over|against|reject\w*|unlike|without|than|keep\w*|taken\s+from|from|while|as\s+a\s+fallback|elements?\s+of|parts?\s+of|compared\s+(?:with|to)|in\s+place\s+of|before|after|defer\w*|postpon\w*|dismiss\w*|declin\w*|abandon\w*)\s+(?:\w+\s+){0,2})$",
    re.IGNORECASE,
)


def read_recommendation(analysis: Analysis, options: Sequence[Option]) -> Recommendation | None:
    """The advice of the first part that gives one, with the numbers of the options it chooses."""
    nodes = analysis.parts(SectionName.RECOMMENDATION)
    first = [nodes[0]] if nodes else []
    for node in nodes[1:]:
        if first and node.level > first[0].level and node.start < first[0].end:
            first.append(node)
    entry = whole(analysis, first)
    if entry is None:
        return None
    chosen = chosen_options(analysis.text, Span(entry.start, entry.end), options, analysis.outliner.counted)
    return Recommendation(id="recommendation", chosen=chosen, **parts_of(analysis, entry))


def chosen_options(text: str, span: Span, options: Sequence[Option], own: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The numbers of the options that a passage chooses: the first that a sentence of advice names, with those joined to it.

    An option that is named only to be set aside ("rather than Option 1", "keep Option 4 in reserve") is not chosen. `own` are
    words of the document's own that it counts its options with.
    """
    numbers = {(option.number or "").lower(): option.number for option in options if option.number}
    sentences = split_sentences(text, span.start, span.end)
    counted = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(own)))})(?=\s+\S{{1,4}}\b)", re.IGNORECASE) if own else None
    for advising in (True, False):
        for sentence in sentences:
            words = text[sentence.start : sentence.end]
            words = counted.sub("Option", words) if counted is not None else words
            if advising and not _CUE.search(words):
                continue
            found = _named(words, numbers) or _titled(words, options) or _by_ordinal(words, options)
            if found:
                return found
    return ()


def _named(words: str, numbers: Mapping[str, str]) -> tuple[str, ...]:
    for pattern in (_NAMED, _BARE):
        for match in pattern.finditer(words):
            if _SET_ASIDE.search(words[: match.start()]):
                continue
            mentioned = [match.group("first")]
            if "more" in match.groupdict() and match.group("more"):
                mentioned += re.findall(rf"{_NUMBER}", re.sub(rf"(?i:{_NOUN}|\band\b|\bplus\b)", " ", match.group("more")))
            known = [numbers.get(_digit(number)) for number in mentioned]
            if known and known[0] is not None:
                return tuple(number for number in known if number is not None)
    return ()


def _digit(number: str) -> str:
    lowered = number.lower()
    return str(NUMBER_WORDS.index(lowered) + 1) if lowered in NUMBER_WORDS else lowered


def _titled(words: str, options: Sequence[Option]) -> tuple[str, ...]:
    lowered = fold(words).lower()
    places = []
    for option in options:
        title = (option.title or "").lower()
        if len(title) < 5 or option.number is None:
            continue
        at = lowered.find(title)
        if at < 0 and len(title.split()) > 1 and fuzz.partial_ratio(title, lowered) >= 90:
            at = max(0, int(fuzz.partial_ratio_alignment(title, lowered).dest_start))  # type: ignore[union-attr]
        if at >= 0 and not _SET_ASIDE.search(lowered[:at]):
            places.append((at, option.number))
    return (min(places)[1],) if places else ()


def _by_ordinal(words: str, options: Sequence[Option]) -> tuple[str, ...]:
    for match in _ORDINAL.finditer(words):
        if _SET_ASIDE.search(words[: match.start()]):
            continue
        word = match.group("ordinal").lower()
        index = {"last": len(options) - 1, "latter": len(options) - 1, "former": 0}.get(word)
        if index is None:
            if not re.search(rf"{_NOUN}|\bof\s+the", match.group(), re.IGNORECASE) and not _stands_alone(words, match):
                continue
            index = ORDINALS.index(word)
        if 0 <= index < len(options) and (number := options[index].number) is not None:
            return (number,)
    return ()


def _stands_alone(words: str, match: re.Match[str]) -> bool:
    """Does an ordinal stand for its option by itself ("we recommend the second.")?"""
    return words[: match.start()].lower().endswith("the ") and words[match.end() : match.end() + 1] in ("", ".", ",", ";", ":")
