"""Intervals, and the difference that a change of the extractor makes."""

from collections.abc import Callable
from typing import Any

import pytest
from bakery import TEXT, brief, gold, gold_file, item

from pipeline.evaluation.bootstrap import draws
from pipeline.evaluation.briefs import Candidate
from pipeline.evaluation.evaluating import evaluate
from pipeline.evaluation.judging import Level
from pipeline.evaluation.report import Report, Status

Spoil = Callable[[dict[str, Any]], object]


def lose_a_stakeholder(found: dict[str, Any]) -> None:
    del found["stakeholders"][1]


def measured(*spoils: Spoil | None, resamples: int = 200, seed: int = 0) -> Report:
    """As many documents as there are `spoils`; a document is right in everything where it is None."""
    golds, candidates = [], []
    for i, spoil in enumerate(spoils):
        found = brief()
        if spoil:
            spoil(found)
        golds.append(gold_file(gold() | {"source": f"{i}.txt"}))
        candidates.append(Candidate(found, TEXT))
    return evaluate(golds, candidates, resamples=resamples, seed=seed)


def compared(before: Spoil | None, after: Spoil | None) -> Report:
    """One document in two outputs."""
    old, new = brief(), brief()
    for spoil, found in ((before, old), (after, new)):
        if spoil:
            spoil(found)
    return evaluate([gold_file(gold())], [Candidate(new, TEXT)], against=("old", [Candidate(old)]), resamples=20)


def test_an_interval_holds_its_figure_and_is_the_same_each_time() -> None:
    report = measured(None, lose_a_stakeholder, None, lose_a_stakeholder, None)
    figure = report.groups["all"].fields["stakeholders"][Level.OVERLAP]
    assert figure.interval is not None
    low, high = figure.interval
    assert 0 < low < figure.f1 < high <= 1
    assert measured(None, lose_a_stakeholder, None, lose_a_stakeholder, None) == report
    other = measured(None, lose_a_stakeholder, None, lose_a_stakeholder, None, seed=1)
    assert other.groups["all"].fields["stakeholders"][Level.OVERLAP].f1 == figure.f1


def test_where_all_documents_are_alike_the_interval_is_a_point() -> None:
    report = measured(lose_a_stakeholder, lose_a_stakeholder)
    assert report.groups["all"].fields["stakeholders"][Level.OVERLAP].interval == (0.666667, 0.666667)


def test_one_document_or_no_draws_give_no_interval() -> None:
    for report in (measured(None), measured(None, None, resamples=0)):
        group = report.groups["all"]
        assert group.core.interval is None
        assert group.items[Level.OVERLAP].interval is None


def test_the_draws_are_those_of_the_documentation() -> None:
    table = draws(4, 3, seed=0)
    assert table.shape == (4, 4)
    assert table[0].tolist() == [1, 1, 1, 1]
    assert table.sum(axis=1).tolist() == [4, 4, 4, 4]
    assert table[1:].tolist() == draws(4, 3, seed=0)[1:].tolist()
    assert draws(50, 9, seed=0)[1:].tolist() != draws(50, 9, seed=1)[1:].tolist()


CHANGES: list[tuple[Spoil | None, Spoil | None, str, Status, Status, bool]] = [
    (lose_a_stakeholder, None, "stakeholders", Status.MISSED, Status.RIGHT, True),
    (None, lose_a_stakeholder, "stakeholders", Status.RIGHT, Status.MISSED, False),
    (lambda b: b["risks"][0].update(severity=None), None, "risks", Status.WRONG_ATTRIBUTE, Status.RIGHT, True),
    (lambda b: b["risks"].append(item("lease three vans")), None, "risks", Status.FALSE_FIND, Status.ABSENT, True),
    (None, lambda b: b["risks"].append(item("lease three vans")), "risks", Status.ABSENT, Status.FALSE_FIND, False),
]


@pytest.mark.parametrize(("before", "after", "field", "then", "now", "gain"), CHANGES)
def test_gains_and_losses(before: Spoil | None, after: Spoil | None, field: str, then: Status, now: Status, gain: bool) -> None:
    comparison = compared(before, after).comparison
    assert comparison is not None
    (change,) = [change for change in comparison.changes if change.field == field]
    assert (change.before, change.after, change.gain) == (then, now, gain)
    assert change.start is not None
    assert TEXT[change.start : change.end] == change.text
    assert comparison.gains if gain else comparison.losses
    moved = comparison.movements["all"]["items.attributes"]
    assert (moved.difference > 0) is gain
    assert moved.difference == round(moved.after - moved.before, 6)


def test_the_same_output_moves_nothing() -> None:
    comparison = compared(lose_a_stakeholder, lose_a_stakeholder).comparison
    assert comparison is not None
    assert comparison.changes == ()
    assert {moved.difference for moved in comparison.movements["all"].values()} == {0}


def test_a_document_that_one_output_lacks_is_left_out_and_named() -> None:
    golds = [gold_file(gold() | {"source": f"{i}.txt"}) for i in range(2)]
    now = [Candidate(brief(), TEXT)] * 2
    report = evaluate(golds, now, against=("old", [Candidate(brief()), Candidate(problem="none")]), resamples=0)
    assert report.comparison is not None
    assert (report.comparison.documents, report.comparison.left_out) == (1, ("1.txt",))


def test_the_difference_has_an_interval_over_the_same_draws() -> None:
    worse = brief()
    lose_a_stakeholder(worse)
    golds = [gold_file(gold() | {"source": f"{i}.txt"}) for i in range(4)]
    now = [Candidate(brief(), TEXT)] * 4
    old = [Candidate(brief()), Candidate(worse), Candidate(worse), Candidate(brief())]
    comparison = evaluate(golds, now, against=("old", old), resamples=300).comparison
    assert comparison is not None
    moved = comparison.movements["house"]["stakeholders"]
    assert moved.interval is not None
    assert moved.interval[0] <= moved.difference <= moved.interval[1]
    assert comparison.movements["house"]["metrics"].interval == (0, 0)
