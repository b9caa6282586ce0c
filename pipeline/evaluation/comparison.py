"""Two outputs over the same gold: which figures moved, and which answers became right or wrong."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.evaluation.answers import FIELDS, ITEMS, Answer
from pipeline.evaluation.bootstrap import Array, Sample, interval, rounded
from pipeline.evaluation.findings import place
from pipeline.evaluation.judging import JudgedDocument, Judgement, Level
from pipeline.evaluation.measures import CORE, ITEMS_MEASURE, Measure
from pipeline.evaluation.report import Change, Movement, Status
from pipeline.evaluation.wording import folded

_WORTH = (Status.FALSE_FIND, Status.ABSENT, Status.MISSED, Status.WRONG_ATTRIBUTE, Status.RIGHT)  # the later the better


def movements(before: Sample, after: Sample, documents: int) -> dict[str, Movement]:
    """How the core figure, all items and each field moved, for two samples over the same documents and draws."""
    core = [Measure(name) for name in CORE]
    moved = {"core": _movement(before.mean_f1(core, empty=1.0), after.mean_f1(core, empty=1.0), documents)}
    for name in (ITEMS_MEASURE, *FIELDS):
        levels = (Level.OVERLAP, Level.ATTRIBUTES) if name in (ITEMS_MEASURE, *ITEMS, "quantities") else (Level.OVERLAP,)
        for level in levels:
            measure = Measure(name, level)
            if any(sample.counts(measure).gold or sample.counts(measure).found for sample in (before, after)):
                shown = name if level is Level.OVERLAP else f"{name}.{level}"
                moved[shown] = _movement(_filled(before.f1(measure)), _filled(after.f1(measure)), documents)
    return moved


def changes(before: JudgedDocument, after: JudgedDocument) -> Iterator[Change]:
    """The answers of one document that fared otherwise, losses and gains, by field in the brief's order."""
    for name, judgement in after.fields.items():
        then, now = _fates(before.fields[name]), _fates(judgement)
        for key in dict.fromkeys([*then, *now]):
            yield from _changed(name, then[key], now[key], after)


def _changed(
    name: str, then: Sequence[tuple[Status, Answer]], now: Sequence[tuple[Status, Answer]], document: JudgedDocument
) -> Iterator[Change]:
    """Answers that say the same are told apart by nothing: the best of one output stands against the best of the other."""
    old, new = (sorted(fates, key=lambda fate: _WORTH.index(fate[0]), reverse=True) for fates in (then, now))
    for i in range(max(len(old), len(new))):
        status, answer = new[i] if i < len(new) else (Status.ABSENT, old[i][1])
        earlier = old[i][0] if i < len(old) else Status.ABSENT
        if status is not earlier:
            yield Change(
                document=document.source,
                tier=document.tier,
                field=name,
                text=answer.text,
                before=earlier,
                after=status,
                gain=_WORTH.index(status) > _WORTH.index(earlier),
                **place(document, answer.span),
            )


def _fates(judgement: Judgement) -> "defaultdict[tuple[bool, str, str], list[tuple[Status, Answer]]]":
    """What became of the answers, by what they say; demanded ones apart from false finds."""
    fates: defaultdict[tuple[bool, str, str], list[tuple[Status, Answer]]] = defaultdict(list)
    for answer, status in _settled(judgement):
        fates[status is not Status.FALSE_FIND, answer.scope, folded(answer.text)].append((status, answer))
    return fates


def _settled(judgement: Judgement) -> Iterable[tuple[Answer, Status]]:
    for match in judgement.matches:
        yield match.gold, Status.WRONG_ATTRIBUTE if match.differences else Status.RIGHT
    for answer in judgement.missed:
        yield answer, Status.MISSED
    for answer in judgement.false_finds:
        yield answer, Status.FALSE_FIND


def _filled(values: Array) -> Array:
    """F1 with 1 where nothing is demanded and nothing offered, so that differences are defined."""
    filled = values.copy()
    filled[values != values] = 1.0
    return filled


def _movement(before: Array, after: Array, documents: int) -> Movement:
    return Movement(
        before=rounded(before[0]),
        after=rounded(after[0]),
        difference=rounded(after[0] - before[0]),
        interval=interval(after - before, documents),
    )
