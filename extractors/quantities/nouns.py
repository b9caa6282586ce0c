"""The counted noun phrase behind a number, and the noun of a distant head.

English marks the head of a counted phrase: it is the first plural, unless another plural follows at once ("sales offices").
Function words, frequent verbs and punctuation end a phrase. The words are those of `quantity_nouns.toml`.
"""

from dataclasses import dataclass

from extractors.quantities.passage import Passage
from extractors.quantities.rules import QuantityRules, Unit
from schemas.enums import QuantityKind

_LONGEST = 7
_LONGEST_CHUNK = 24
_LONGEST_SUBJECT = 40
_DEGREES = frozenset({"most", "more", "very", "such", "so-called", "less"})
_FOREIGN = ("shis", "kis", "xis", "nis", "ris")
_JOINERS = ("-", "‑", "&", "/", "'", "’")


@dataclass(slots=True)
class Noun:
    """Tokens `first` to before `last` of a noun phrase, its text in lower case, and whether its head is plural."""

    first: int
    last: int
    text: str
    plural: bool
    head: str


def is_plural(word: str, rules: QuantityRules) -> bool:
    """Does the word, in lower case, have the form of a plural noun?"""
    lists = rules.lists
    if word in lists["irregular"]:
        return True
    if (len(word) > 3 and word.endswith(("people", "women", "children"))) or (len(word) > 5 and word.endswith("men")):
        return True
    if len(word) > 2 and word[-1] == "s" and word not in lists["not_plural"]:
        return not word.endswith(("ss", "us")) and (word[-2] != "i" or word.endswith(_FOREIGN))
    return False


def chunk_end(p: Passage, i: int) -> int:
    """Token after the run of glued words, hyphens and digits that begins at token i ("front-of-house", "8-100s")."""
    j = i + 1
    stop = min(p.n, i + _LONGEST_CHUNK)
    while j < stop and p.start[j] == p.end[j - 1]:
        word = p.low[j]
        if not word[0].isalnum() and (word not in _JOINERS or not p.glued(j + 1) or not p.low[j + 1][0].isalnum()):
            break
        j += 1
    return j


def read_noun(p: Passage, i: int, value: float, rules: QuantityRules, *, hyphen: bool = False) -> Noun | None:
    """The noun phrase at token i that `value` things are counted in; None where none is named.

    A phrase of one thing, or behind a hyphen ("80-bed"), may be singular; of more than one it needs a plural head.
    """
    if hyphen and p.word(i) in rules.lists["prepositions"]:
        return None  # two-by-two
    j, chunks, head_at = i, 0, -1
    heads: list[tuple[int, str]] = []
    stops = rules.stops
    while j < p.n and chunks < _LONGEST:
        if chunks and p.start[j] == p.end[j - 1]:
            break
        word = p.low[j]
        last = chunk_end(p, j)
        tail = p.low[last - 1]
        if not word[0].isalpha() and not (word[0].isdigit() and last > j + 1 and tail[-1] == "s" and chunks):
            break
        plain = last == j + 1
        if not plain and p.raw(j) in rules.prefixes and p.low[j + 1][0].isdigit():
            break
        if plain and word in _DEGREES and not chunks and p.start[last if last < p.n else j] > p.end[j]:
            j = last
            continue
        if word in ("and", "or") and chunks and head_at < 0 and _coordinates(p, j, rules):
            j = last
            chunks += 1
            heads.append((last, ""))
            continue
        if plain and word in stops and not (word == "total" and chunks == 0) and not _participle(p, j, chunks, rules):
            break
        part = rules.numbers.get(word)
        if part is not None and plain and part[0] not in ("fraction", "multiply", "fold"):
            break
        if head_at >= 0 and not is_plural(tail, rules):
            break
        if (
            is_plural(tail, rules)
            or word[0].isdigit()
            or (tail == "s" and last > j + 1 and p.low[last - 2][-1].isalnum() and p.low[last - 2] not in ("'", "’"))
        ):
            head_at = len(heads)
        elif head_at >= 0:
            break
        heads.append((last, tail))
        chunks += 1
        j = last
        if hyphen and chunks == 1 and head_at < 0:
            break
        if tail == "s" and p.low[last - 2] in ("'", "’"):
            break
    if not heads or (hyphen and len(heads[0][1]) < 2):
        return None
    if head_at >= 0:
        last, head = heads[head_at]
        return Noun(i, last, _text(p, i, last), True, head)
    if hyphen or value in (0, 1):
        count = 1 if hyphen else min(len(heads), 3)
        last, head = heads[count - 1]
        return Noun(i, last, _text(p, i, last), False, head)
    if len(heads) == 1 and _invariable(p, i, heads[0][0], rules):
        return Noun(i, heads[0][0], _text(p, i, heads[0][0]), True, heads[0][1])
    if heads[0][1] in rules.lists["modifiers"] and heads[0][0] == i + 1:
        return Noun(i, i + 1, _text(p, i, i + 1), False, heads[0][1])
    return None


def _invariable(p: Passage, i: int, last: int, rules: QuantityRules) -> bool:
    """Is the one word behind a number, alone in its phrase, a noun without a plural form ("24 ryokan", "9 aircraft")?"""
    word = p.low[i]
    if last != i + 1 or len(word) < 4 or p.capital(i) or word.endswith(("ly", "ed", "ing", "er", "est")):
        return False
    if word in rules.movements["noun"] or word in rules.movements["verb"] or word in rules.movements["particle"]:
        return False
    following = p.word(last)
    return not following or (not following[0].isalnum() and following != "-") or following in rules.stops


def _participle(p: Passage, j: int, chunks: int, rules: QuantityRules) -> bool:
    """Is a form that may be a verb an adjective here: right behind the number, before a plural ("three paid episodes")?"""
    if chunks or p.low[j] not in rules.lists["verbs"] or j + 1 >= p.n or not p.low[j + 1][0].isalpha():
        return False
    after = p.low[chunk_end(p, j + 1) - 1]
    return (after == "s" or is_plural(after, rules)) and p.low[j + 1] not in rules.stops


def _coordinates(p: Passage, i: int, rules: QuantityRules) -> bool:
    """Does "and" at token i join two adjectives before one plural head ("small and medium enterprises")?"""
    j = chunk_end(p, i + 1) if i + 1 < p.n and p.low[i + 1][0].isalpha() else p.n
    if j >= p.n or p.low[i + 1] in rules.stops or is_plural(p.low[j - 1], rules) or p.low[i - 1] in rules.stops:
        return False
    last = chunk_end(p, j)
    return p.low[j][0].isalpha() and p.start[j] > p.end[j - 1] and is_plural(p.low[last - 1], rules)


def _text(p: Passage, first: int, last: int) -> str:
    return " ".join(p.text[p.start[first] : p.end[last - 1]].replace("*", "").lower().split())


def unit_of_noun(p: Passage, noun: Noun, rules: QuantityRules) -> Unit | None:
    """The unit that heads the phrase, where one does ("two consecutive quarters", "20 additional tonnes")."""
    if noun.last - noun.first < 2:
        return None
    for words, unit in rules.names.get(noun.head, ()):
        assert isinstance(unit, Unit)
        if len(words) == 1:
            if unit.kind in (QuantityKind.DURATION, QuantityKind.MEASURE):
                between = p.low[noun.first : noun.last - 1]
                adjectives = rules.lists["measure_adjectives" if unit.kind is QuantityKind.MEASURE else "duration_adjectives"]
                if all(word in adjectives for word in between):
                    return unit
            elif unit.kind is QuantityKind.CURRENCY:
                return unit
    return None


def subject_noun(p: Passage, first: int, last: int, rules: QuantityRules) -> str | None:
    """The head of the noun phrase that opens tokens `first` to before `last`: "visits" in "Visits recovered to"."""
    j = first
    heads: list[tuple[int, int]] = []
    last = min(last, first + _LONGEST_SUBJECT)
    while j < last and len(heads) < _LONGEST:
        word = p.low[j]
        if not word[0].isalpha():
            break
        end = chunk_end(p, j)
        if word in ("number", "numbers", "total", "count") and p.word(end) == "of":
            heads = []
            j = end + 1
            continue
        if word in ("the", "a", "an", "its", "their", "our", "his", "her", "and") and (word != "and" or not heads):
            j = end
            continue
        if word in rules.stops or (word in rules.movements["verb"] and heads) or (word in rules.movements["level"] and heads):
            break
        heads.append((j, end))
        j = end
        if is_plural(p.low[end - 1], rules):
            break
    if not heads:
        return None
    head = p.low[heads[-1][1] - 1]
    if not is_plural(head, rules) and head not in rules.lists["collectives"]:
        return None
    return _text(p, heads[0][0], heads[-1][1])
