"""One document judged: which demanded answers were found, which are right, which offered ones nobody asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from pipeline.evaluation.answers import ITEMS, Answer, demanded, matcher, offered
from pipeline.evaluation.attributes import QUANTITY_ATTRIBUTES, Attribute, attributes, pairs
from pipeline.evaluation.briefs import Candidate
from pipeline.evaluation.gold import GoldFile, Tier
from pipeline.evaluation.places import Locator, Span
from pipeline.evaluation.wording import bag, folded, words

QUOTED = 0.95
"""The share of a text's words that its evidence must hold: a citation or a bullet between them was left out."""


class Level(StrEnum):
    """How strictly an answer is taken for right."""

    OVERLAP = "overlap"  # nearly the same words
    ATTRIBUTES = "attributes"  # and all its attributes are right
    EXACT = "exact"  # the text is equal after folding


@dataclass(frozen=True, slots=True)
class Difference:
    """An attribute that is not as gold says."""

    attribute: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Match:
    """A demanded answer and the offered one that stands for it."""

    gold: Answer
    found: Answer
    compared: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()

    def meets(self, level: Level) -> bool:
        """Whether the offered answer is right at `level`."""
        if level is Level.ATTRIBUTES:
            return not self.differences
        return level is Level.OVERLAP or folded(self.gold.text) == folded(self.found.text)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What became of one field of one document."""

    matches: tuple[Match, ...] = ()
    missed: tuple[Answer, ...] = ()
    false_finds: tuple[Answer, ...] = ()


@dataclass(frozen=True, slots=True)
class Misquote:
    """An object of the brief whose evidence does not hold its text."""

    path: str
    text: str
    span: Span | None
    quoted: str


@dataclass(frozen=True, slots=True)
class JudgedDocument:
    """One document's judgements by field, and how many objects of the brief quote their passage."""

    file: GoldFile
    candidate: Candidate
    locator: Locator | None
    fields: Mapping[str, Judgement]
    quotes: int = 0
    misquotes: Sequence[Misquote] = field(default_factory=tuple)

    @property
    def source(self) -> str:
        """The document's name in the gold."""
        return self.file.gold.source

    @property
    def tier(self) -> Tier:
        """The document's tier."""
        return self.file.gold.tier


def judge(file: GoldFile, candidate: Candidate) -> JudgedDocument:
    """Compare a brief with its gold. Where there is no brief, everything that gold demands is missed."""
    locator = Locator(candidate.text) if candidate.text is not None else None
    wanted = demanded(file.gold, locator)
    given = offered(candidate.brief or {}, file.gold)
    prose = file.gold.tier is Tier.PROSE
    fields = {name: _judgement(name, wanted[name], given[name], prose) for name in wanted}
    if candidate.brief is None or candidate.text is None:
        return JudgedDocument(file, candidate, locator, fields)
    quotes = list(_quotes(candidate.brief, candidate.text, ""))
    misquotes = tuple(found for found in quotes if isinstance(found, Misquote))
    return JudgedDocument(file, candidate, locator, fields, len(quotes), misquotes)


def compared_attributes(name: str, prose: bool) -> tuple[Attribute, ...]:
    """The attributes that are compared in answers of the field `name`."""
    if name == "quantities":
        return QUANTITY_ATTRIBUTES
    return attributes(name, prose) if name in ITEMS else ()


def _judgement(name: str, gold: Sequence[Answer], found: Sequence[Answer], prose: bool) -> Judgement:
    matched = pairs(gold, found, matcher(name))
    compared = compared_attributes(name, prose)
    mine, theirs = {i for i, _ in matched}, {j for _, j in matched}
    return Judgement(
        tuple(_match(gold[i], found[j], compared) for i, j in matched),
        tuple(answer for i, answer in enumerate(gold) if i not in mine),
        tuple(answer for j, answer in enumerate(found) if j not in theirs),
    )


def _match(gold: Answer, found: Answer, compared: tuple[Attribute, ...]) -> Match:
    differences = []
    for attribute in compared:
        expected, got = attribute.read(gold.item), attribute.read(found.item)
        if not attribute.same(expected, got):
            differences.append(Difference(attribute.name, attribute.show(expected), attribute.show(got)))
    return Match(gold, found, tuple(attribute.name for attribute in compared), tuple(differences))


def _quotes(node: Any, text: str, path: str) -> Iterator[Misquote | None]:
    """One result for each object below `node` that has a text and evidence: None where the passage holds the text."""
    if isinstance(node, Mapping):
        evidence, said = node.get("evidence"), node.get("text") or node.get("title") or node.get("heading")
        if isinstance(evidence, Mapping) and isinstance(said, str) and said:
            yield _misquote(said, evidence, text, path)
        for key, value in node.items():
            yield from _quotes(value, text, f"{path}.{key}" if path else str(key))
    elif isinstance(node, list):
        for i, value in enumerate(node):
            yield from _quotes(value, text, f"{path}[{i}]")


def _misquote(said: str, evidence: Mapping[str, Any], text: str, path: str) -> Misquote | None:
    start, end = evidence.get("start", -1), evidence.get("end", -1)
    if not 0 <= start < end <= len(text):
        return Misquote(path, said, None, "nothing: the evidence lies outside the text")
    passage = text[start:end]
    wanted = bag([said])
    held = (bag([passage]) & wanted).total()
    right = held >= QUOTED * wanted.total() if words(said) else folded(said) in folded(passage)
    return None if right else Misquote(path, said, Span(start, end), passage)
