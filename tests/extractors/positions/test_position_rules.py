"""Rules of positions: loading, overlays, inflection."""

from pathlib import Path

import pytest

from extractors.positions import load_position_rules, read_stance
from extractors.positions.inflection import Form, plural, verb_forms
from extractors.rulebook import RuleError


def test_rules_are_loaded_once() -> None:
    assert load_position_rules() is load_position_rules()


def test_an_overlay_adds_a_cue(tmp_path: Path) -> None:
    (tmp_path / "stance_cues.toml").write_text(
        'source = "ours"\n[[rules]]\nname = "house"\nkind = "attitude"\npolarity = "negative"\nstrength = 2\n'
        'verbs = ["pooh-pooh"]\n',
        encoding="utf-8",
    )
    rules = load_position_rules(tmp_path)
    text = "pooh-poohs the plan"
    assert read_stance(text, 0, len(text), rules).stance.value == "critical"
    assert read_stance(text, 0, len(text), load_position_rules()).stance.value == "neutral"


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stance_cues.toml").write_text(
        'source = "ours"\n[[rules]]\nname = "x"\nkind = "attitude"\npolarity = "negative"\nstrength = 2\nverb = ["x"]\n',
        encoding="utf-8",
    )
    with pytest.raises(RuleError, match="verb"):
        load_position_rules(tmp_path)


@pytest.mark.parametrize(
    ("lemma", "third", "past", "ing"),
    [
        ("oppose", "opposes", "opposed", "opposing"),
        ("worry", "worries", "worried", "worrying"),
        ("back", "backs", "backed", "backing"),
        ("prefer", "prefers", "preferred", "preferring"),
        ("seek", "seeks", "sought", "seeking"),
        ("push", "pushes", "pushed", "pushing"),
        ("co-fund", "co-funds", "co-funded", "co-funding"),
        ("signal", "signals", "signalled", "signaling"),
    ],
)
def test_verb_forms(lemma: str, third: str, past: str, ing: str) -> None:
    forms = verb_forms(lemma)
    assert (forms[lemma], forms[third], forms[past], forms[ing]) == (Form.BASE, Form.THIRD, Form.PAST, Form.ING)


@pytest.mark.parametrize(
    ("noun", "expected"),
    [("agency", "agencies"), ("bank", "banks"), ("fisherman", "fishermen"), ("boss", "bosses"), ("boy", "boys")],
)
def test_plural(noun: str, expected: str) -> None:
    assert plural(noun) == expected
