"""Splitting a head, the words that name a holder before a colon or in a table's first cell, into name and role."""

import re

from extractors.positions.kinds import holder_kind, is_personal_name
from extractors.positions.rules import PositionRules
from extractors.positions.values import Holder, Span
from schemas.enums import StakeholderKind

_EDGES = ' \t\r\n\u00a0*_`#:;,."“”[]|•·–—-'
_ARTICLE = re.compile(r"(?:the|a|an)\s+", re.IGNORECASE)
_BRACKET = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_CITATION = re.compile(
    r"^\W*(?:¶|§|para(?:graph)?s?\b|pp?\.|pages?\b|exh?(?:ibit)?s?\b|tables?\b|fig(?:ure)?s?\b|app(?:endix|endices|x)?\b|"
    r"case\b|slides?\b|sections?\b|notes?\b|fn\b)|^\W*\d[\d\s,;–-]*$",
    re.IGNORECASE,
)
_DASH = re.compile(r"\s+[–—-]{1,2}\s+|\s*—\s*|\s+/\s+")
_COMMA = re.compile(r"\s*,\s+")
_NAME_TAIL = re.compile(
    r"(?:inc|ltd|llc|plc|corp|co|jr|sr|ph\.?d|md|mba|esq|s\.a|s\.p\.a|gmbh|ii|iii|obe|cbe|mp)(?![\w-])\.?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[’'\-&/.][^\W_]+)*[’']?|&")


def split_holder(text: str, start: int, end: int, rules: PositionRules) -> Holder | None:
    """The holder that ``text[start:end]`` names, or None where nothing but punctuation stands there.

    Understands "Name (Role)", "Name, Role", "Name – Role", "Role – Name", "Title Name", "Role (Name)"; markup and citations
    at the edges are left out, a leading article too; a title before a person's name is the role, an honorific stays in it.
    """
    name, role = _bracketed(text, *_trim(text, start, end))
    if name is None:
        return None
    if role is None:
        name, role = _separated(text, name)
    if role is not None and _is_role_then_name(text, name, role, rules):
        name, role = role, name
    if role is None:
        name, role = split_title(text, name, rules)
    name, role = without_article(text, name), without_article(text, role) if role else None
    kind = holder_kind(name.of(text), role.of(text) if role else None, rules)
    return Holder(name, role, kind)


def split_title(text: str, name: Span, rules: PositionRules) -> tuple[Span, Span | None]:
    """A title or office in front of a personal name, taken off: "Chief Engineer Ada Roth" is ("Ada Roth", "Chief Engineer")."""
    words = list(_WORD.finditer(text, name.start, name.end))
    low = [word.group().lower() for word in words]
    last_title = -1
    for at, word in enumerate(low[:-1]):
        if word in rules.titles:
            last_title = at
        elif word not in rules.title_modifiers and word not in {"of", "for", "and", "&"}:
            break
    if last_title < 0 or low[last_title + 1] in {"of", "for", "and", "&", "in"}:
        return name, None
    rest = [word.group() for word in words[last_title + 1 :]]
    personal = is_personal_name(rest, rules) or (len(rest) == 1 and _is_surname(rest[0], rules))
    if not personal:
        return name, None
    return Span(words[last_title + 1].start(), name.end), Span(words[0].start(), words[last_title].end())


def _is_surname(word: str, rules: PositionRules) -> bool:
    """Whether one capitalised word behind a title can be a surname: it is no common noun of holders, offices or bodies."""
    known = (rules.group_nouns, rules.titles, rules.offices, rules.organization_nouns, rules.organization_names)
    return word[0].isupper() and not word.isupper() and not any(word.lower() in words for words in known)


def is_citation(inner: str) -> bool:
    """Whether the words inside brackets point into the case rather than describe the holder."""
    return _CITATION.match(inner) is not None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGES:
        start += 1
    while end > start and text[end - 1] in _EDGES:
        if text[end - 1] == "." and re.search(r"\b(?:Inc|Ltd|Corp|Co|Jr|Sr|[A-Z]\.[A-Z])\.$", text[start:end]):
            break
        end -= 1
    return start, end


def trimmed(text: str, span: Span) -> Span:
    """The range without white space, markup and punctuation at its edges."""
    return Span(*_trim(text, *span))


def _bracketed(text: str, start: int, end: int) -> tuple[Span | None, Span | None]:
    """Name and what stands in brackets behind it; brackets that cite are passed over."""
    name_end, role = end, None
    for match in _BRACKET.finditer(text, start, end):
        if not text[start : match.start()].strip(_EDGES):
            continue
        name_end = min(name_end, match.start())
        if role is None and not is_citation(match.group(1)) and match.group(1).strip():
            role = Span(*_trim(text, *match.span(1)))
    first, last = _trim(text, start, name_end)
    if first == last:
        return None, None
    return Span(first, last), role


def _separated(text: str, name: Span) -> tuple[Span, Span | None]:
    for separator in (_DASH, _COMMA):
        for match in separator.finditer(text, name.start, name.end):
            if separator is _COMMA and _NAME_TAIL.match(text, match.end()):
                continue
            head, tail = _trim(text, name.start, match.start()), _trim(text, match.end(), name.end)
            if head[0] < head[1] and tail[0] < tail[1]:
                if separator is _COMMA and _is_list(text, match.end(), name.end):
                    return name, None
                return Span(*head), Span(*tail)
    return name, None


def _is_list(text: str, start: int, end: int) -> bool:
    """ "Farmers, traders and millers" is an enumeration of plural nouns, not a name and a role."""
    tail = text[start:end]
    if not re.search(r"(?:,|\band\b|&)", tail):
        return False
    items = re.split(r"\s*(?:,\s*and\b|,|\band\b|&)\s*", tail)
    return len(items) > 1 and all(item.strip().split(" ")[-1].endswith("s") for item in items if item.strip())


def _is_role_then_name(text: str, name: Span, role: Span, rules: PositionRules) -> bool:
    """ "CEO – Jane Roe", "Chairman (Tom Considine)": an office in the name's place, a person in the role's."""
    first, second = _WORD.findall(name.of(text)), _WORD.findall(role.of(text))
    if not first or not second or not is_personal_name(second, rules):
        return False
    return holder_kind(name.of(text), None, rules) is StakeholderKind.PERSON and not is_personal_name(first, rules)


def without_article(text: str, span: Span) -> Span:
    """The range without a leading article."""
    match = _ARTICLE.match(text, span.start, span.end)
    return Span(match.end(), span.end) if match and match.end() < span.end else span
