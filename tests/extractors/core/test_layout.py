"""Layout: lines become blocks of the right kind, with their marks off and their nesting on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.layout import Block, BlockKind, read_blocks


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, text[block.start : block.end]) for block in read_blocks(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Title\n\nText.", [("heading", "Title"), ("paragraph", "Text.")]),
        ("Title\n=====\nText.", [("heading", "Title"), ("paragraph", "Text.")]),
        ("Title\n-----\n\n- a\n- b", [("heading", "Title"), ("bullet", "a"), ("bullet", "b")]),
        ("• One\n• Two", [("bullet", "One"), ("bullet", "Two")]),
        ("o One thing\no Another", [("bullet", "One thing"), ("bullet", "Another")]),
        (
            "1. One\n2) Two\n(iii) Three\nb. Four",
            [("numbered", "One"), ("numbered", "Two"), ("numbered", "Three"), ("numbered", "Four")],
        ),
        ("One paragraph.\n\nAnother one.", [("paragraph", "One paragraph."), ("paragraph", "Another one.")]),
        ("a line that stops\nand goes on below", [("paragraph", "a line that stops\nand goes on below")]),
        ("---\nauthor: X\n---\n\nText.", [("front_matter", "---\nauthor: X\n---"), ("paragraph", "Text.")]),
        ("Text.\n\n***\n\nMore.", [("paragraph", "Text."), ("paragraph", "More.")]),
        ("J. Smith argues for it.", [("paragraph", "J. Smith argues for it.")]),
    ],
)
def test_kind_and_words(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_hard_wrapped_lines_are_joined_and_short_ones_are_not() -> None:
    text = (
        "The company sells more than it can build and the lines of this text are\n"
        "broken by hand at the same column, so that a sentence runs over several\n"
        "of them before it ends.\n"
        "For:     It is simple, and it can be explained to the board in a minute\n"
        "         or less.\n"
        "Against: It is dear.\n"
    )
    assert [words.split()[0] for _, words in kinds(text)] == ["The", "For:", "Against:"]


def test_nested_items_know_their_depth() -> None:
    blocks = read_blocks("- a\n  - b\n    - c\n- d\n")
    assert [block.depth for block in blocks] == [0, 1, 2, 0]


@pytest.mark.parametrize(
    "text",
    [
        "| Metric | 2021 | 2022 |\n|---|---|---|\n| Sales | 1 | 2 |\n| Cost | 3 | 4 |\n",
        "Metric      2021    2022\nSales       1       2\nCost        3       4\n",
        "Metric\t2021\t2022\nSales\t1\t2\nCost\t3\t4\n",
    ],
)
def test_tables_have_rows_cells_and_a_header(text: str) -> None:
    rows = [block for block in read_blocks(text) if block.kind is BlockKind.ROW]
    assert [[text[a:b] for a, b in row.cells] for row in rows] == [
        ["Metric", "2021", "2022"],
        ["Sales", "1", "2"],
        ["Cost", "3", "4"],
    ]
    assert [row.header for row in rows] == [True, False, False]


def test_labels_in_columns_are_no_table() -> None:
    text = "For:     It is cheap.\nAgainst: It is slow.\nNeeds:   Two people.\n"
    assert {block.kind for block in read_blocks(text)} == {BlockKind.PARAGRAPH}


LINES = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(blacklist_categories=("Cs",)), max_size=40),
        st.sampled_from(
            [
                "",
                "- a",
                "  - b",
                "1. c",
                "# d",
                "===",
                "---",
                "| a | b |",
                "|---|---|",
                "ALL CAPS",
                "**bold**",
                "Verdict",
                "x:  y",
            ]
        ),
    ),
    max_size=25,
)


@given(LINES)
def test_blocks_lie_in_order_inside_the_text_and_keep_every_word(lines: list[str]) -> None:
    text = "\n".join(lines)
    blocks = read_blocks(text)
    at = 0
    for block in blocks:
        assert at <= block.outer <= block.start <= block.end <= len(text)
        at = block.start
    kept = {i for block in blocks for i in range(block.outer, _line_end(text, block))}
    lost = [i for i, char in enumerate(text) if char.isalpha() and i not in kept]
    assert not lost


def _line_end(text: str, block: Block) -> int:
    end = text.find("\n", block.end)
    return len(text) if end < 0 else end
