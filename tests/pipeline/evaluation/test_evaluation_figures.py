"""Briefs whose faults are known by hand, and the figures that must come of them."""

from collections.abc import Callable
from typing import Any

import pytest
from bakery import TEXT, brief, faults, gold, gold_file, item, measure, quantity
from hypothesis import given
from hypothesis import strategies as st

from pipeline.evaluation.attributes import pairs, same_amount
from pipeline.evaluation.briefs import Candidate
from pipeline.evaluation.evaluating import evaluate
from pipeline.evaluation.judging import Level
from pipeline.evaluation.places import Locator
from pipeline.evaluation.report import Kind
from pipeline.evaluation.wording import alike, folded, words

Spoil = Callable[[dict[str, Any]], object]


def test_a_brief_that_is_right_in_everything() -> None:
    report = measure(brief())
    group = report.groups["all"]
    assert report.findings == ()
    assert report.unplaced == ()
    assert (group.core.value, group.all_fields.value) == (1, 1)
    for figures in (group.items, *group.fields.values()):
        assert [figures[level].f1 for level in Level] == [1, 1, 1]
    assert all(share.value == 1 for share in group.attributes.values())
    assert [group.documents_right[level].right for level in Level] == [1, 1, 1]
    assert group.provenance is not None
    assert (group.provenance.value, group.provenance.of) == (1, 23)
    assert list(report.groups) == ["all", "house"]


def test_what_stands_nowhere_is_not_shown() -> None:
    assert set(measure(brief()).groups["house"].fields) == {
        "title", "company", "metrics", "stakeholders", "options", "recommendation", "roadmap", "risks", "verdict",
        "related_cases", "citations", "quantities",
    }  # fmt: skip


def test_one_missed_item_lowers_recall_alone() -> None:
    found = brief()
    del found["stakeholders"][1]
    report = measure(found)
    figures = report.groups["house"].fields["stakeholders"]
    for level in Level:
        assert (figures[level].precision, figures[level].recall, figures[level].f1) == (1, 0.5, 0.666667)
    assert (figures[Level.OVERLAP].right, figures[Level.OVERLAP].gold, figures[Level.OVERLAP].found) == (1, 2, 1)
    items = report.groups["house"].items[Level.OVERLAP]
    assert (items.right, items.gold, items.found) == (8, 9, 8)
    missed, cited = faults(report)
    assert (missed.kind, missed.field, missed.gold_path, missed.line) == (Kind.MISSED, "stakeholders", "stakeholders[1]", 9)
    assert TEXT[missed.start : missed.end] == "fears for its jobs on the water"
    assert (cited.kind, cited.field, cited.text) == (Kind.MISSED, "citations", "paragraph 4")
    assert report.groups["house"].documents_right[Level.OVERLAP].right == 0


def test_one_false_find_lowers_precision_alone() -> None:
    found = brief()
    found["risks"].append(item("lease three vans", title=None, severity=None, likelihood=None, confidence=0.4, method="cue"))
    report = measure(found)
    figure = report.groups["house"].fields["risks"][Level.OVERLAP]
    assert (figure.precision, figure.recall, figure.f1) == (0.5, 1, 0.666667)
    (finding,) = faults(report)
    assert (finding.kind, finding.brief_path, finding.line) == (Kind.FALSE_FIND, "risks[1]", 18)
    assert TEXT[finding.start : finding.end] == "lease three vans"
    assert (finding.confidence, finding.method) == (0.4, "cue")


WRONG: list[tuple[Spoil, str, str, str, str]] = [
    (lambda b: b["stakeholders"][0].update(name="Old Jonas"), "stakeholders", "name", "Ines Quay", "Old Jonas"),
    (lambda b: b["stakeholders"][0].update(kind="group"), "stakeholders", "kind", "person", "group"),
    (lambda b: b["stakeholders"][0].update(stance="mixed"), "stakeholders", "stance", "critical", "mixed"),
    (lambda b: b["options"][0].update(number="1"), "options", "number", "A", "1"),
    (lambda b: b["options"][0].update(title=None), "options", "title", "Sell the Boat", "none"),
    (lambda b: b["options"][0].update(requirements=[item("by van")]), "options", "requirements", "none", "by van"),
    (lambda b: b["recommendation"].update(chosen=[]), "recommendation", "chosen", "A", "none"),
    (lambda b: b["roadmap"][0]["timing"].update(end=4), "roadmap", "timing", "month 1 to 3", "month 1 to 4"),
    (lambda b: b["roadmap"][0].update(timing=None), "roadmap", "timing", "month 1 to 3", "none"),
    (lambda b: b["risks"][0].update(severity="low"), "risks", "severity", "high", "low"),
    (lambda b: b["risks"][0].update(likelihood="low"), "risks", "likelihood", "none", "low"),
    (lambda b: b["verdict"].update(decision="other"), "verdict", "decision", "approved", "other"),
    (lambda b: b["metrics"][0]["quantities"][0].update(bound="exact"), "quantities", "bound", "approximate", "exact"),
    (lambda b: b["metrics"][0]["quantities"][0].update(role="level"), "quantities", "role", "to", "level"),
    (lambda b: b["metrics"][0]["quantities"][0].update(role="change", direction="up"), "quantities", "role", "to", "change up"),
    (lambda b: b["metrics"][0]["quantities"][0].update(period=None), "quantities", "period", "2021", "none"),
    (lambda b: b["metrics"][0]["quantities"][0].update(projected=True), "quantities", "projected", "no", "yes"),
    (lambda b: b["metrics"][1]["quantities"][1].update(per=None), "quantities", "per", "day", "none"),
]  # fmt: skip


@pytest.mark.parametrize(("spoil", "field", "attribute", "expected", "got"), WRONG)
def test_a_wrong_attribute_is_named_and_leaves_the_item_found(
    spoil: Spoil, field: str, attribute: str, expected: str, got: str
) -> None:
    found = brief()
    spoil(found)
    report = measure(found)
    (finding,) = faults(report, Kind.WRONG_ATTRIBUTE)
    assert (finding.field, finding.attribute, finding.expected, finding.got) == (field, attribute, expected, got)
    assert finding.start is not None
    group = report.groups["house"]
    assert group.fields[field][Level.OVERLAP].f1 == 1
    assert group.fields[field][Level.ATTRIBUTES].right == group.fields[field][Level.OVERLAP].right - 1
    share = group.attributes[f"{field}.{attribute}"]
    assert share.right == share.of - 1
    assert group.documents_right[Level.OVERLAP].right == 1
    assert group.documents_right[Level.ATTRIBUTES].right == 0


def test_a_lost_citation_counts_for_citations_and_for_its_item() -> None:
    found = brief()
    del found["metrics"][1]["citations"][1]
    report = measure(found)
    citations = report.groups["house"].fields["citations"][Level.OVERLAP]
    assert (citations.right, citations.gold, citations.found) == (4, 5, 4)
    assert report.groups["house"].fields["metrics"][Level.ATTRIBUTES].right == 1
    assert report.groups["house"].attributes["metrics.citations"].right == 1


def test_a_misread_amount_is_a_miss_and_a_false_find_with_its_value() -> None:
    found = brief()
    found["metrics"][0]["quantities"][0]["value"] = 4500
    report = measure(found)
    quantities = report.groups["house"].fields["quantities"][Level.OVERLAP]
    assert (quantities.right, quantities.gold, quantities.found) == (4, 5, 5)
    assert [finding.expected for finding in faults(report, Kind.MISSED)] == ["4,500,000 USD"]
    assert [finding.got for finding in faults(report, Kind.FALSE_FIND)] == ["4,500 USD"]


def test_the_same_figure_in_a_point_and_on_its_option_counts_once() -> None:
    found = brief()
    found["options"][0]["quantities"] = [quantity("forty years", 40, "duration", "year")]
    assert measure(found).findings == ()


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Wants to keep the boat.", Level.EXACT),  # case and a closing mark are folded
        ("wants  to *keep* the boat", Level.EXACT),
        ("wants to keep the boats", Level.OVERLAP),  # four words of five: 0.8
        ("wants to keep the old boats", None),  # 2 * 4 / (5 + 6) is below 0.8
    ],
)
def test_how_strictly_a_text_is_taken_for_right(text: str, level: Level | None) -> None:
    found = brief()
    found["stakeholders"][0]["text"] = text
    figures = measure(found).groups["house"].fields["stakeholders"]
    assert figures[Level.OVERLAP].right == (2 if level else 1)
    assert figures[Level.EXACT].right == (2 if level is Level.EXACT else 1)


def test_evidence_that_does_not_hold_the_text_is_a_misquote() -> None:
    found = brief()
    found["risks"][0]["evidence"]["end"] -= 30
    found["verdict"]["evidence"] = {"start": 5, "end": 9999}
    report = measure(found)
    provenance = report.groups["all"].provenance
    assert provenance is not None
    assert (provenance.right, provenance.of) == (21, 23)
    first, second = faults(report, Kind.MISQUOTED)
    assert (first.brief_path, first.got, first.line) == ("risks[0]", "a frozen harbour stops", 21)
    assert (second.brief_path, second.line) == ("verdict", None)


def test_without_a_brief_everything_is_missed_and_the_document_is_named() -> None:
    other = gold() | {"source": "other.txt"}
    report = evaluate([gold_file(gold()), gold_file(other)], [Candidate(brief(), TEXT), Candidate(problem="lost")], resamples=0)
    assert [document.problem for document in report.documents] == [None, "lost"]
    assert report.groups["house"].fields["metrics"][Level.OVERLAP].recall == 0.5
    assert report.groups["house"].fields["metrics"][Level.OVERLAP].precision == 1
    share = report.groups["house"].documents_right[Level.ATTRIBUTES]
    assert (share.right, share.of, share.value) == (1, 2, 0.5)
    assert report.groups["house"].document_f1[Level.OVERLAP].value == 0.5


def test_in_running_text_only_its_fields_count_and_points_of_options_do_not() -> None:
    found = brief()
    found["roadmap"] = []
    found["related_cases"] = []
    found["options"][0]["rationale"][0]["text"] = "saves fuel"
    found["options"][0]["title"] = None
    report = measure(found, gold() | {"tier": "prose"})
    assert report.findings == ()
    assert set(report.groups["prose"].fields) == {
        "title", "company", "metrics", "stakeholders", "options", "recommendation", "risks", "citations", "quantities",
    }  # fmt: skip


def test_tiers_are_measured_apart_and_together() -> None:
    worse = brief()
    del worse["metrics"][0]
    golds = [gold_file(gold()), gold_file(gold() | {"source": "other.txt", "tier": "variant"})]
    report = evaluate(golds, [Candidate(brief(), TEXT), Candidate(worse, TEXT)], resamples=0)
    assert list(report.groups) == ["all", "house", "variant"]
    recall = [group.fields["metrics"][Level.OVERLAP].recall for group in report.groups.values()]
    assert recall == [0.75, 1, 0.5]


def test_gold_that_does_not_stand_in_its_document_is_told() -> None:
    wrong = gold()
    wrong["risks"][0]["text"] = "a frozen harbor stops every delivery; severity high"
    report = measure(brief(), wrong)
    assert report.unplaced == ("bakery.txt: risks[0]: a frozen harbor stops every delivery; severity high",)


def test_the_core_figure_is_the_mean_of_its_six_fields() -> None:
    found = brief()
    found["options"] = []  # F1 0; one quantity of five is lost with it
    group = measure(found).groups["house"]
    assert group.core.value == round((1 + 1 + 0 + 1 + 1 + 2 * 4 / 9) / 6, 6)
    assert group.all_fields.value == round((10 + 0 + 2 * 4 / 9) / 12, 6)


@pytest.mark.parametrize(
    ("gold_side", "brief_side", "same"),
    [
        ({"value": 33.3}, {"value": 33.33}, True),
        ({"value": 33.3}, {"value": 33.5}, False),
        ({"value": 4, "upper": 6}, {"value": 4}, False),
        ({"kind": "currency", "unit": "USD"}, {"kind": "currency", "unit": "EUR"}, False),
        ({"kind": "count", "unit": "active users"}, {"kind": "count", "unit": "user"}, True),
        ({"kind": "count", "unit": "users"}, {"kind": "count", "unit": "stores"}, False),
        ({"kind": "count", "unit": "companies"}, {"kind": "count", "unit": "company"}, True),
        ({"kind": "measure", "unit": "sq ft"}, {"kind": "measure", "unit": "ft2"}, True),
        ({"kind": "percent", "unit": "percent"}, {"kind": "percentage_point", "unit": "percentage_point"}, False),
        ({"value": -5}, {"value": 5}, False),
    ],
)
def test_when_two_amounts_are_the_same(gold_side: dict[str, Any], brief_side: dict[str, Any], same: bool) -> None:
    plain = {"value": 10, "upper": None, "kind": "percent", "unit": "percent"}
    assert same_amount(plain | gold_side, plain | brief_side) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("“Ja” – and no.", '"ja" - and no', True),
        ("The *bold* word", "the bold  word", True),
        ("ﬁve ﬁrms", "five firms", True),
        ("five firms", "six firms", False),
        ("", None, True),
    ],
)
def test_folding(one: str, other: str | None, same: bool) -> None:
    assert (folded(one) == folded(other)) is same


def test_names_are_alike_by_their_words() -> None:
    assert alike("Capt. Ernesto Valdez", "Capt Ernesto Valdez")
    assert not alike("Ernesto Valdez", "Liza Magsino")
    assert alike(None, "")
    assert not alike(None, "Valdez")


@given(st.lists(st.floats(0, 1), max_size=6), st.lists(st.floats(0, 1), max_size=6))
def test_pairs_are_one_to_one_and_alike(one: list[float], other: list[float]) -> None:
    found = pairs(one, other, lambda a, b: 1 - abs(a - b))
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found)
    assert all(1 - abs(one[i] - other[j]) >= 0.8 for i, j in found)


@given(st.text(alphabet="ab .\n|*İß", max_size=60), st.data())
def test_a_run_of_words_is_found_where_its_words_stand(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    quoted = " ".join(text[start : data.draw(st.integers(start, len(text)))].split())
    found = Locator(f" {text} ").find(quoted)
    if f" {quoted} " in f" {text} " and words(quoted):
        assert found is not None
        assert words(f" {text} "[found.start : found.end]) == words(quoted)


def test_a_quotation_without_its_citation_is_found() -> None:
    text = "The plant, which (see Exhibit 4) lies in Ulm, was closed for good.\nThe plant was sold."
    span = Locator(text).find("The plant, which lies in Ulm, was closed for good")
    assert span is not None
    assert text[span.start : span.end] == "The plant, which (see Exhibit 4) lies in Ulm, was closed for good"


def test_equal_texts_have_places_of_their_own() -> None:
    locator = Locator("costs more\ncosts more\n")
    assert [locator.next("costs more"), locator.next("costs more")] != [locator.find("costs more")] * 2
