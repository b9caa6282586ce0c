"""Headers of tables and the cells they govern."""

import pytest

from extractors.quantities import Header, find, read_header

CELLS = [
    ("Revenue ($ million)", "12.4", (12_400_000, None, "USD", None)),
    ("Sales (USD '000)", "1,250", (1_250_000, None, "USD", None)),
    ("EUR m", "(4.2)", (-4_200_000, None, "EUR", None)),
    ("Revenue, $bn", "1.3", (1_300_000_000, None, "USD", None)),
    ("Net sales in millions of dollars", "85", (85_000_000, None, "USD", None)),
    ("Rs crore", "1,840", (18_400_000_000, None, "INR", None)),
    ("Investment (PLN million)", "40-60", (40_000_000, 60_000_000, "PLN", None)),
    ("Output, kt", "340", (340, None, "kt", None)),
    ("% of sales", "12.5", (12.5, None, "percent", None)),
    ("Margin (%)", "-3.2", (-3.2, None, "percent", None)),
    ("Price (€/tonne)", "410", (410, None, "EUR", "tonne")),
    ("Cost per unit ($)", "4.50", (4.5, None, "USD", "unit")),
    ("Lead time (days)", "45", (45, None, "day", None)),
    ("Number of stores", "14", (14, None, "stores", None)),
    ("Employees", "1,200", (1200, None, "employees", None)),
    ("Q3 2022", "2,100 beds", (2100, None, "beds", None)),
    ("Revenue ($ million)", "€3bn", (3_000_000_000, None, "EUR", None)),
    ("Capex", "$4-6m", (4_000_000, 6_000_000, "USD", None)),
]


@pytest.mark.parametrize(("header", "cell", "expected"), CELLS)
def test_header_governs_its_cells(header: str, cell: str, expected: tuple[float, float | None, str, str | None]) -> None:
    text = f"{header}\n{cell}"
    given = read_header(text, end=len(header))
    (quantity,) = find(text, start=len(header) + 1, header=given)
    assert (quantity.value, quantity.upper, quantity.unit, quantity.per) == expected
    assert text[quantity.evidence.start : quantity.evidence.end] == quantity.text


@pytest.mark.parametrize(
    ("header", "years"), [("2021", (2021, 2021)), ("FY2022", (2022, 2022)), ("2018-2020", (2018, 2020)), ("Impact", None)]
)
def test_header_names_the_period(header: str, years: tuple[int, int] | None) -> None:
    text = f"| {header} | 12% |"
    given = read_header(text, start=2, end=2 + len(header))
    (quantity,) = find(text, start=5 + len(header), end=len(text) - 2, header=given)
    assert (quantity.period and (quantity.period.start.year, quantity.period.end.year)) == years
    if quantity.period is not None and quantity.period.evidence is not None:
        assert quantity.period.evidence.slice(text) == quantity.period.text


def test_forecast_column_projects() -> None:
    (quantity,) = find("$5m", header=read_header("2025E"))
    assert quantity.projected


def test_evidence_of_the_header_is_context() -> None:
    text = "Revenue ($ million): 12.4"
    (quantity,) = find(text, start=21, header=read_header(text, end=19))
    assert [evidence.slice(text) for evidence in quantity.context] == ["$ million"]


def test_column_and_row_complete_each_other() -> None:
    merged = read_header("2021").merged(read_header("Revenue ($ million)"))
    (quantity,) = find("12.4", header=merged)
    assert (quantity.value, quantity.unit) == (12_400_000, "USD")
    assert quantity.period is not None
    assert quantity.period.start.year == 2021


def test_empty_header_changes_nothing() -> None:
    assert find("14 stores", header=Header()) == find("14 stores")
