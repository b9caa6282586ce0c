"""The protagonist of running text: the name that title and text share, told from persons, places and plain words."""

import re
from collections import Counter

from extractors.analysis import Analysis
from extractors.items.title import read_company
from extractors.passages import Span, fold
from extractors.positions import holder_kind, load_position_rules
from extractors.positions.words import word_set
from schemas.enums import StakeholderKind

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w&.’'-]*"
_RUN = re.compile(
    rf"{_CAPITAL}(?:\s+(?:&|of|and|de|du|des|der|von|van|la|le|del|di|da|do|for)(?=\s+{_CAPITAL})|\s+{_CAPITAL})*"
)
_LEAD = re.compile(rf"(?P<name>{_RUN.pattern})(?=\s*[:,|]|\s+[–—-]\s|\s+(?:and|or)\s+(?:the|its|his|her|a|an|how|why)\b)")
_CODE = re.compile(r"[A-Z]{1,3}\d*")
_LOWER = re.compile(r"(?<![\w’'])[a-zß-öø-ÿ][\w-]*")
_POSSESSIVE = re.compile(r"[’']s?$")
_TITLES = word_set("mr mrs ms dr sir dame lord lady prof professor sister brother")
_NEVER = word_set(
    """
    the a an and or of in on at to for from with by as is are be how why what when where who which case study analysis essay
    report memo letter note notes exhibit table figure appendix page it he she they we i you his her its their our my this
    that these those there if but yet so not no one two three four five first second third all each every some most
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday
    """
)
_BODIES = word_set("board council committee management directors trustees court parliament government ministry team")
_LINKS = word_set("& of and de du des der von van la le del di da do for")
_FEWEST = 2


def read_prose_company(analysis: Analysis) -> str | None:
    """The protagonist, None where no name in title or text stands out.

    The name that leads the title, if the text says it; else what `read_company` finds, if the text says that; else of the names
    in the title the one whose first own word the text says most, as far as title and text agree on it; else the name said most.
    """
    span = analysis.outliner.title
    text = analysis.text
    body = text[span.end :] if span is not None else text
    plain = Counter(match.group() for match in _LOWER.finditer(body))
    runs = Counter(_bare(match.group()) for match in _RUN.finditer(body))
    said: Counter[str] = Counter()
    for run, count in runs.items():
        said[run.split()[0]] += count
    if span is not None and (leading := _leading(text, span, body, plain, said)) is not None:
        return leading
    known = read_company(analysis)
    if known is not None and _says(body, known) and _is_own(known.split()[0], plain, said) and not _is_body(known):
        return known
    if span is not None and (found := _in_title(text, span, body, plain, said)) is not None:
        return _completed(found, runs)
    if span is not None and (match := _LEAD.match(text, *span)) is not None and text[match.end()] == ":":
        name = _bare(match.group("name"))
        if " " in name and not any(plain[word.lower()] or word.lower() in _NEVER for word in name.split()):
            return name  # a letter may never name whom it is written to
    return _most_named(analysis, runs, plain) or known


def _is_body(name: str) -> bool:
    """Is a name that of some company's organ rather than of a company?"""
    return name.split()[-1].lower() in _BODIES


def _leading(text: str, span: Span, body: str, plain: Counter[str], said: Counter[str]) -> str | None:
    """The name before the title's colon, comma or dash, if the text says it (before a colon or dash, its first word)."""
    match = _LEAD.match(text, *span)
    if match is None:
        return None
    name = _bare(match.group("name"))
    first = name.split()[0]
    known = _says(body, name) or (text[match.end() :].lstrip()[:1] in ":–—-" and said[first] > 0 and " " in name)
    fits = len(name.split()) <= 5 and _is_own(first, plain, said) and known
    return name if fits else None


def _bare(run: str) -> str:
    return _POSSESSIVE.sub("", fold(run).rstrip(".")).strip()


def _is_own(word: str, plain: Counter[str], said: Counter[str]) -> bool:
    """Is a word part of a name rather than a plain word with a capital?"""
    low = _POSSESSIVE.sub("", word).lower()
    return low not in _NEVER and len(low) > 1 and plain[low] <= said[_POSSESSIVE.sub("", word)] / 2


def _in_title(text: str, span: Span, body: str, plain: Counter[str], said: Counter[str]) -> str | None:
    best: tuple[int, int, int, str] | None = None
    for match in _RUN.finditer(text, *span):
        words = fold(match.group()).split()
        for start, first in enumerate(words):
            own = _POSSESSIVE.sub("", first)
            if (
                not _is_own(first, plain, said)
                or own.lower() in _TITLES
                or (start and words[start - 1].lower() in _LINKS and said[own] < 2)
            ):
                continue
            for stop in range(min(len(words), start + 6), start, -1):
                name = _bare(" ".join(words[start:stop]))
                if name.split()[-1].lower() in _LINKS or not _says(body, name) or _is_body(name):
                    continue
                row = (said[own], -match.start() - start, len(name), name)
                if best is None or row > best:
                    best = row
                break
    return best[3] if best is not None and best[0] >= _FEWEST else None


def _says(body: str, name: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", body) is not None


def _completed(name: str, runs: Counter[str]) -> str:
    """A name of one word as the text writes it in full, where it does so first of all."""
    if " " in name:
        return name
    longer = [run for run in runs if run.startswith(name + " ") and len(run.split()) <= 3]
    return longer[0] if longer else name


def _most_named(analysis: Analysis, runs: Counter[str], plain: Counter[str]) -> str | None:
    rules = load_position_rules(analysis.overlay)
    best: tuple[int, int, str] | None = None
    for run, count in runs.items():
        words = run.split()
        if (
            _CODE.fullmatch(run)
            or any(word.lower() in _NEVER for word in words)
            or words[0].lower() in _TITLES
            or plain[words[0].lower()] > count
        ):
            continue
        kind = holder_kind(run, None, rules)
        if kind is StakeholderKind.PERSON and len(words) > 1:
            continue
        row = (count + (2 if kind is StakeholderKind.ORGANIZATION and len(words) > 1 else 0), len(words), run)
        if best is None or row > best:
            best = row
    return best[2] if best is not None and best[0] > _FEWEST else None
