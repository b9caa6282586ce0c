"""What holds for any text: exact evidence, numbers read back, and time linear in the text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.quantities import find

UNITS = (
    "",
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
)
ONES = ["", *UNITS[1].split()]
TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
PIECES = st.sampled_from(
    [
        "$",
        "€",
        "5",
        "12",
        "1,000",
        "2021",
        "3.5",
        "million",
        "bn",
        "%",
        "percent",
        "per",
        "user",
        "year",
        "from",
        "to",
        "between",
        "and",
        "about",
        "up",
        "rose",
        "fell",
        "by",
        "in",
        "of",
        "the",
        "(",
        ")",
        "-",
        "–",
        "/",
        ".",
        ",",
        ";",
        "half",
        "third",
        "two",
        "dozen",
        "stores",
        "months",
        "kg",
        "x",
        "-5",
        "FY22",
        "Q3",
        "Option",
        "Exhibit",
        "4",
        "\n",
        "\n\n",
        "**7**",
        "Rs",
        "crore",
        "a",
        "an",
        "or",
        "more",
        "than",
        "doubled",
    ]
)


def spell(number: int) -> str:
    """A whole number below 10**12 in English words."""
    for scale, name in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if number >= scale:
            rest = number % scale
            return f"{spell(number // scale)} {name}" + (f" {'and ' if rest < 100 else ''}{spell(rest)}" if rest else "")
    if number >= 100:
        rest = number % 100
        return f"{ONES[number // 100]} hundred" + (f" and {spell(rest)}" if rest else "")
    if number < 20:
        return ONES[number]
    return TENS[number // 10] + (f"-{ONES[number % 10]}" if number % 10 else "")


@given(st.integers(min_value=1, max_value=10**12))
def test_grouped_digits_read_back(number: int) -> None:
    assert [q.value for q in find(f"It cost ${number:,} then.")] == [number]


@given(st.integers(min_value=2, max_value=999_999_999))
def test_words_read_back(number: int) -> None:
    assert [q.value for q in find(f"They sold {spell(number)} units.")] == [number]


@given(
    st.decimals(min_value=0, max_value=999, places=2),
    st.sampled_from([("million", 6), ("billion", 9), ("thousand", 3), ("crore", 7), ("lakh", 5)]),
)
def test_scales_read_back(number, scale) -> None:  # type: ignore[no-untyped-def]
    name, exponent = scale
    (quantity,) = find(f"It cost €{number} {name} then.")
    assert quantity.value == pytest.approx(float(number) * 10**exponent)
    assert quantity.unit == "EUR"


@given(st.integers(min_value=1, max_value=10**9), st.sampled_from(["-", "−", "minus ", "negative "]))
def test_minus_reads_back(number: int, minus: str) -> None:
    assert [q.value for q in find(f"The margin was {minus}{number:,} percent then.")] == [-number]


@given(
    st.integers(min_value=1, max_value=400),
    st.integers(min_value=1, max_value=400),
    st.sampled_from(["–", "-", " to ", "% to "]),
)
def test_ranges_read_back(low: int, step: int, dash: str) -> None:
    assert [(q.value, q.upper) for q in find(f"It takes {low}{dash}{low + step}% of it.")] == [(low, low + step)]


@given(st.integers(min_value=1000, max_value=10**9))
def test_space_groups_with_no_break_spaces_read_back(number: int) -> None:
    assert [q.value for q in find(f"It had {number:,} users.".replace(",", "\u00a0"))] == [number]


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=200))
@settings(max_examples=300)
def test_evidence_quotes_the_text(text: str) -> None:
    ends = 0
    for quantity in find(text):
        assert text[quantity.evidence.start : quantity.evidence.end] == quantity.text
        assert quantity.evidence.start >= ends
        ends = quantity.evidence.end
        if quantity.period is not None and quantity.period.evidence is not None:
            assert text[quantity.period.evidence.start : quantity.period.evidence.end] == quantity.period.text


@given(st.lists(PIECES, max_size=30).map(" ".join), st.text(max_size=30))
def test_offsets_count_from_the_whole_text(block: str, before: str) -> None:
    alone = find(block)
    inside = find(before + "\n\n" + block + "\n\nend", start=len(before) + 2, end=len(before) + 2 + len(block))
    assert [(q.text, q.value, q.unit, q.evidence.start + len(before) + 2) for q in alone] == [
        (q.text, q.value, q.unit, q.evidence.start) for q in inside
    ]


ODD = [
    "1", "1,", "1.2.", "1-", "-5", "a1", "(", ")(", "million ", "one million ", "thousand hundred ", "5% ", "$5 per ", "and ", "two and ",
    "in 2020 5% ", "2020 ", "from 5 to 6 ", "5 of the ", "half ", "a half ", "between 5 and ", "1/", "@1", "x10", "1×10", "a-", "5 and ", "A. ",
    "\n", " ", "$", "US$", "\n- 5", "5, ", "more than ", "one in ", "'5", "1\u00a0000", "per ", "of ", "the ", "number of the ", "Option 5 ",
]  # fmt: skip


@pytest.mark.parametrize("piece", ODD)
def test_time_is_linear(piece: str) -> None:
    """Eight times the text takes at most thirty times as long: far from the sixty-four of a quadratic."""

    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            find(text)
            best = min(best, time.perf_counter() - start)
        return best

    small, large = seconds(8_000), seconds(64_000)
    assert large < 30 * max(small, 0.003)


def test_megabytes_of_one_sign_end_soon() -> None:
    for piece in ("1", "million ", "(", "1,"):
        start = time.perf_counter()
        find(piece * (2_000_000 // len(piece)))
        assert time.perf_counter() - start < 20
