"""The public surface: arguments of `find`, the spaCy component, rules and their overlay."""

from pathlib import Path

import pytest
import spacy

import extractors.components  # registers the factories where the package is not installed
import extractors.quantities
from extractors.quantities import find, load_quantity_rules
from extractors.rulebook import RuleError


def test_surface_is_complete() -> None:
    assert sorted(extractors.quantities.__all__) == ["Header", "QuantityRules", "find", "load_quantity_rules", "read_header"]


def test_excluded_ranges_hold_nothing_and_part_nothing() -> None:
    text = "Sales rose (Exhibit 4; ¶12) by 12% (Exhibits 2 and 5), to $5m (p. 7)."
    excluded = [
        (text.index("(Exhibit 4"), text.index(") by") + 1),
        (text.index("(Exhibits"), text.index("), to") + 1),
        (text.index("(p."), len(text) - 1),
    ]
    assert [(q.text, q.role.value) for q in find(text, excluded=excluded)] == [("12%", "change"), ("$5m", "to")]


def test_hard_wraps_and_markup_are_white_space() -> None:
    text = "The mill has to commit **R$ 3.4\nbillion** to 14 small\ncreameries and keep **27%** of it."
    assert [(q.text, q.value, q.unit) for q in find(text)] == [
        ("R$ 3.4\nbillion", 3_400_000_000, "BRL"),
        ("14 small\ncreameries", 14, "small creameries"),
        ("27%", 27, "percent"),
    ]


def test_blocks_do_not_touch() -> None:
    assert [q.unit for q in find("The score was 45\n\nmillion-pound gorilla\n- 12\n- stores")] == [None]


def test_list_markers_are_none() -> None:
    assert [q.text for q in find("1. Open stores.\n2. Close 3 depots.\n3) Wait.")] == ["3 depots"]


def test_same_text_same_result() -> None:
    text = "Revenue rose 12% to $4.5m in 2021."
    assert find(text) == find(text)


def test_component_fills_spans() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("case_quantities")
    doc = nlp("Revenue rose 12% to $4.5m in 2021.")
    assert [q.text for q in doc._.case.quantities] == ["12%", "$4.5m"]
    assert [(span.label_, span.text) for span in doc.spans["case_quantities"]] == [("percent", "12%"), ("currency", "$4.5m")]


def test_overlay_adds_a_unit(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text(
        'source = "test"\n[[rules]]\nsymbol = "smoot"\nkind = "measure"\nnames = ["smoot", "smoots"]\nsigns = ["smt"]\n'
    )
    rules = load_quantity_rules(tmp_path)
    assert [(q.value, q.unit) for q in find("The bridge is 364 smoots long, or 5 smt.", rules=rules)] == [
        (364, "smoot"),
        (5, "smoot"),
    ]


def test_rules_are_compiled_once() -> None:
    assert load_quantity_rules() is load_quantity_rules()


def test_bad_overlay_is_refused(tmp_path: Path) -> None:
    (tmp_path / "units.toml").write_text('source = "test"\n[[rules]]\nsymbol = "x"\nkind = "colour"\nnames = []\n')
    with pytest.raises(RuleError, match="kind"):
        load_quantity_rules(tmp_path)
