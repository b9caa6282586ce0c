"""The currency table against Babel's, which reads it from the CLDR."""

import datetime

import pytest
from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol, get_territory_currencies

from extractors.quantities import find
from extractors.quantities.rules import CurrencyRule
from extractors.rulebook import read_rules

# units of account, funds, metals and a second code for one currency: nobody pays in them
NOT_CASH = {
    "BOV", "CHE", "CHW", "CLF", "CNH", "COU", "MXV", "USN", "UYI", "UYW", "VED", "XAG", "XAU", "XBA", "XBB", "XBC", "XBD", "XDR", "XPD",
    "XPT", "XSU", "XTS", "XUA", "XXX",
}  # fmt: skip
DAY = datetime.date(2024, 6, 1)
RULES = {rule.code: rule for rule in read_rules("currencies", CurrencyRule)}


def current_codes() -> list[str]:
    """The codes in use somewhere on the day."""
    codes: set[str] = set()
    for territory in get_global("territory_currencies"):
        codes.update(get_territory_currencies(territory, DAY, DAY, tender=True, non_tender=True))
    return sorted(codes - NOT_CASH)


@pytest.mark.parametrize("code", current_codes())
def test_code_is_known_and_read(code: str) -> None:
    assert code in RULES
    assert [q.unit for q in find(f"It paid {code} 1,250 for it.")] == [code]


@pytest.mark.parametrize("code", current_codes())
def test_names_agree(code: str) -> None:
    for count in (1, 2):
        name = get_currency_name(code, count=count, locale="en").lower().replace("\u02bb", "'")
        if "(" not in name:
            assert name in RULES[code].names
            assert [q.unit for q in find(f"It paid 1,250 {name} for it.")] == [code]


@pytest.mark.parametrize("code", current_codes())
def test_symbols_agree(code: str) -> None:
    symbol = get_currency_symbol(code, locale="en")
    if symbol != code and symbol.isprintable() and " " not in symbol and not symbol.isalpha():
        assert [q.unit for q in find(f"It paid {symbol}1,250 for it.")] == [code]


def test_no_name_has_two_owners() -> None:
    names = [name for rule in RULES.values() for name in rule.names]
    assert len(names) == len(set(names))
