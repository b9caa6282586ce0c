"""Whole essays, columns, letters and memos: every passage gets the role that a reader would give it."""

from itertools import pairwise

import pytest

from extractors.analysis import Analysis
from extractors.fields import field_of
from tests.extractors.prose.marked import DOCUMENTS, read_marked

NAMES = sorted(path.name for path in DOCUMENTS.glob("*.txt"))


def ranges(items):
    return [(item.evidence.start, item.evidence.end) for item in items]


def marked(passages, kind):
    return [(passage.start, passage.end) for passage in passages if passage.kind == kind]


def level(word):
    return None if word in ("", "-") else word


@pytest.fixture(scope="module", params=NAMES)
def document(request):
    text, passages = read_marked(request.param)
    return Analysis(text), passages


def test_there_are_documents_to_read():
    assert len(NAMES) >= 12


def test_metrics_are_the_sentences_that_state_measured_figures(document):
    analysis, passages = document
    assert ranges(field_of(analysis, "metrics")) == marked(passages, "M")


def test_positions_are_the_sentences_that_ascribe_one(document):
    analysis, passages = document
    assert [end for _, end in ranges(field_of(analysis, "stakeholders"))] == [end for _, end in marked(passages, "S")]


def test_options_are_counted_in_the_order_told(document):
    analysis, passages = document
    options = field_of(analysis, "options")
    assert ranges(options) == marked(passages, "O")
    assert [option.number for option in options] == [passage.facts[0] for passage in passages if passage.kind == "O"]


def test_recommendation_is_the_passage_of_advice_and_names_its_choice(document):
    analysis, passages = document
    recommendation = field_of(analysis, "recommendation")
    (advice,) = [passage for passage in passages if passage.kind == "R"]
    assert ranges([recommendation]) == [(advice.start, advice.end)]
    assert recommendation.chosen == advice.facts


def test_risks_are_told_apart_with_the_levels_stated(document):
    analysis, passages = document
    risks = field_of(analysis, "risks")
    assert ranges(risks) == marked(passages, "K")
    stated = [(*passage.facts, "")[:2] for passage in passages if passage.kind == "K"]
    assert [(risk.likelihood, risk.severity) for risk in risks] == [(level(one), level(two)) for one, two in stated]


def test_no_sentence_has_two_homes(document):
    analysis, _ = document
    fields = ("metrics", "stakeholders", "options", "risks")
    places = sorted(place for name in fields for place in ranges(field_of(analysis, name)))
    assert all(first[1] <= second[0] for first, second in pairwise(places))
