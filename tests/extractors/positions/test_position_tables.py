"""The tables of positions beside this file: the tuned ones at the level reached, the held-out ones at the level promised.

A table is a text file of rows with cells between " | "; each first line says what it holds.
"""

from pathlib import Path

import pytest

from extractors.positions import (
    Attribution,
    PositionRules,
    StanceReading,
    attribute,
    load_position_rules,
    read_stance,
    split_holder,
)

HERE = Path(__file__).parent
RULES: PositionRules = load_position_rules()


def rows(name: str) -> list[list[str]]:
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split(" | ")] for line in lines if line.strip() and not line.startswith("#")]


def read_prose(sentence: str) -> tuple[Attribution | None, StanceReading]:
    found = attribute(sentence, 0, len(sentence), RULES)
    start, end = found.clause if found else (0, len(sentence))
    return found, read_stance(sentence, start, end, RULES)


def prose_answers(name: str) -> list[tuple[bool, bool, bool]]:
    answers = []
    for holder, kind, stance, sentence in rows(name):
        found, reading = read_prose(sentence)
        named = found is not None and found.holder.name.of(sentence) == holder
        answers.append((named, found is not None and found.holder.kind == kind, reading.stance == stance))
    return answers


def headed_answers(name: str) -> list[tuple[bool, bool, bool]]:
    answers = []
    for expected, kind, stance, head, position in rows(name):
        holder = split_holder(head, 0, len(head), RULES)
        reading = read_stance(position, 0, len(position), RULES)
        named = holder is not None and holder.name.of(head) == expected
        answers.append((named, holder is not None and holder.kind == kind, reading.stance == stance))
    return answers


@pytest.mark.parametrize(
    ("tables", "name_floor", "kind_floor", "stance_floor"),
    [(("prose", "headed"), 0.97, 0.97, 0.94), (("held_out_prose", "held_out_headed"), 0.94, 0.92, 0.90)],
    ids=["tuned", "held out"],
)
def test_accuracy(tables: tuple[str, str], name_floor: float, kind_floor: float, stance_floor: float) -> None:
    answers = prose_answers(tables[0]) + headed_answers(tables[1])
    names, kinds, stances = (sum(column) / len(answers) for column in zip(*answers, strict=True))
    assert names >= name_floor
    assert kinds >= kind_floor
    assert stances >= stance_floor


@pytest.mark.parametrize("sentence", [row[0] for name in ("no_position", "held_out_no_position") for row in rows(name)])
def test_a_plain_fact_attributes_nothing(sentence: str) -> None:
    assert attribute(sentence, 0, len(sentence), RULES) is None
