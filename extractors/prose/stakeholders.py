"""Stakeholders in running text: who is said to hold which position."""

import re
from dataclasses import dataclass, field

from extractors.analysis import Analysis
from extractors.passages import Span
from extractors.positions import Attribution, Mention, PositionRules, describe, load_position_rules, read_stance, resolve
from extractors.prose.company import read_prose_company
from extractors.prose.cues import Role
from extractors.prose.holders import head_of_sentence
from extractors.prose.metrics import find_metrics
from extractors.prose.reading import Sentence
from extractors.prose.text import running_text
from schemas.enums import StakeholderKind
from schemas.items import Stakeholder

_TAKEN_UP = re.compile(r"(?:he|she|they|his|her|their|\"|')(?!\w)")
_GENERIC = re.compile(r"(?:every|any|no|each|whoever|anybody|anyone|everybody|everyone|nobody)\b")
_ALONE = 0.75  # sureness that a position outside a passage of positions needs
_WITHIN = 0.1
_SAID = 0.5
_MANY, _MOSTLY = 3, 0.6


@dataclass(slots=True)
class _Draft:
    name: str
    role: str | None
    kind: StakeholderKind
    start: int
    end: int
    content: int
    cue: Span | None
    confidence: float
    spans: list[Sentence] = field(default_factory=list)

    def cited(self, analysis: Analysis) -> bool:
        """Does a citation stand on it?"""
        return bool(analysis.citations(self.start, self.end))


def find_positions(analysis: Analysis) -> list[_Draft]:
    """The positions told, a sentence or a run of sentences on one holder each, in reading order."""
    text, rules = running_text(analysis), load_position_rules(analysis.overlay)
    held = {id(sentence) for sentence in text.taken}
    metrics = {passage.span for passage in find_metrics(analysis)}
    drafts: list[_Draft] = []
    mentions: list[Mention] = []
    before: Sentence | None = None
    supported = {id(sentence) for run in text.runs(Role.POSITIONS) if _is_supported(run) for sentence in run}
    cited = any(sentence.citations for sentence in text.sentences if id(sentence) in supported)
    company = None if cited else read_prose_company(analysis)
    silent = _uncited_paragraphs(text.sentences, supported)
    for sentence, following in zip(text.sentences, [*text.sentences[1:], None], strict=False):
        within = id(sentence) in supported and sentence.paragraph not in silent
        if id(sentence) in held or (sentence.span in metrics and not within) or not (within or _stands_alone(sentence)):
            mentions.extend(_named(analysis, sentence))
            before = None
            continue
        said = [
            one
            for one in sentence.positions
            if one.confidence >= _WITHIN and not (company and _is_protagonist(analysis.words(*one.holder.name), company))
        ]
        if sentence.opens and not sentence.citations:
            before = None
            continue
        if not said and (told := _described(analysis, sentence, following, cited, rules)) is not None:
            said = [told]
        if not said:
            if drafts and before is not None and _goes_on(analysis, drafts[-1], sentence):
                drafts[-1].end = sentence.span.end
                drafts[-1].spans.append(sentence)
            before = sentence if drafts and before is not None else None
            continue
        _take(analysis, sentence, said, drafts, mentions, before)
        before = sentence
    return drafts


def _uncited_paragraphs(sentences: list[Sentence], supported: set[int]) -> set[int]:
    """Where a document cites its positions, the paragraphs that cite nothing: there it speaks in general."""
    said = [s for s in sentences if id(s) in supported and any(one.confidence >= _SAID for one in s.positions)]
    if len(said) < _MANY or sum(1 for sentence in said if sentence.citations) < _MOSTLY * len(said):
        return set()
    cited = {sentence.paragraph for sentence in sentences if sentence.citations}
    return {sentence.paragraph for sentence in sentences} - cited


def _is_protagonist(name: str, company: str) -> bool:
    return name == company or (name == company.split()[0] and " " in company)


def _is_supported(run: list[Sentence]) -> bool:
    """Do positions stand in a run of sentences, rather than words that only sound like them?"""
    held = sum(1 for sentence in run if any(one.confidence >= _SAID for one in sentence.positions))
    return held >= 2 or (held >= 1 and any(sentence.heading.role is Role.POSITIONS or sentence.citations for sentence in run))


def _described(
    analysis: Analysis, sentence: Sentence, following: Sentence | None, cited: bool, rules: PositionRules
) -> Attribution | None:
    """The holder of whom a sentence among positions tells something that no cue knows.

    One that cites nothing must introduce a holder of whom the next sentence goes on to speak, or, where no position is cited,
    be about a person.
    """
    introduces = following is not None and not following.first and _TAKEN_UP.match(following.said) is not None
    if not sentence.citations and not introduces:
        return None if cited else _person(describe(analysis.text, *sentence.span, rules))
    return describe(analysis.text, *sentence.span, rules) or (
        head_of_sentence(analysis.text, sentence.span, rules) if sentence.citations else None
    )


def _person(told: Attribution | None) -> Attribution | None:
    return told if told is not None and told.holder.kind is StakeholderKind.PERSON and not told.anaphoric else None


def _stands_alone(sentence: Sentence) -> bool:
    return bool(sentence.citations) and any(one.confidence >= _ALONE and not one.anaphoric for one in sentence.positions)


def _named(analysis: Analysis, sentence: Sentence) -> list[Mention]:
    """Holders that a sentence outside the positions names, to whom a later pronoun may point."""
    return [
        Mention(
            analysis.words(*one.holder.name), one.holder.kind, analysis.words(*one.holder.role) if one.holder.role else None
        )
        for one in sentence.positions
        if not one.anaphoric
    ]


def _take(
    analysis: Analysis,
    sentence: Sentence,
    said: list[Attribution],
    drafts: list[_Draft],
    mentions: list[Mention],
    before: Sentence | None,
) -> None:
    several = len({analysis.words(*one.holder.name) for one in said if not one.anaphoric}) > 1
    for position, one in enumerate(said):
        name = analysis.words(*one.holder.name)
        if not name or _GENERIC.match(sentence.said):
            continue
        role = analysis.words(*one.holder.role) if one.holder.role else None
        kind = one.holder.kind
        if one.anaphoric:
            if position:
                continue  # "X warns ..., and he ..." is X's still
            at = resolve(name, mentions)
            if at is not None:
                if drafts and before is not None and drafts[-1].name == mentions[at].name:
                    drafts[-1].end = sentence.span.end
                    drafts[-1].spans.append(sentence)
                    continue
                name, role, kind = mentions[at].name, mentions[at].role, mentions[at].kind
        elif position and not several:
            continue
        start, end = sentence.span
        if several:
            last = position == len(said) - 1
            start = sentence.span.start if position == 0 else one.clause.start
            end = sentence.span.end if last else min(said[position + 1].clause.start, sentence.span.end)
        span = Span(start, end)
        drafts.append(
            _Draft(
                name, role, kind, *_trimmed(analysis.text, span), one.content.start, Span(*one.cue), one.confidence, [sentence]
            )
        )
        mentions.append(Mention(name, kind, role))


def _trimmed(text: str, span: Span) -> Span:
    start, end = span
    while end > start and text[end - 1] in " ,;\n\t":
        end -= 1
    return Span(start, end)


def _goes_on(analysis: Analysis, draft: _Draft, sentence: Sentence) -> bool:
    """Does a sentence without a holder of its own go on with the position before it, which is not yet cited?"""
    return sentence.paragraph == draft.spans[-1].paragraph and not draft.cited(analysis) and bool(sentence.citations)


def read_prose_stakeholders(analysis: Analysis) -> tuple[Stakeholder, ...]:
    """The stakeholders of a document's running text."""
    rules = load_position_rules(analysis.overlay)
    return tuple(_stakeholder(analysis, draft, rules, n) for n, draft in enumerate(find_positions(analysis), start=1))


def _stakeholder(analysis: Analysis, draft: _Draft, rules: PositionRules, number: int) -> Stakeholder:
    stance = read_stance(
        analysis.text, draft.content if draft.start <= draft.content < draft.end else draft.start, draft.end, rules
    )
    return Stakeholder(
        id=f"stakeholders-{number}",
        name=draft.name,
        role=draft.role,
        kind=draft.kind,
        stance=stance.stance,
        text=analysis.words(draft.start, draft.end),
        cue=analysis.words(*draft.cue) if draft.cue else None,
        evidence=analysis.evidence((draft.start, draft.end)),
        citations=analysis.citations(draft.start, draft.end),
        quantities=analysis.amounts(draft.start, draft.end),
    )
