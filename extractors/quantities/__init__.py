"""Quantities of English business text: ``find("Revenue rose 12% to $4.5m in 2021")`` gives validated `Quantity` records."""

from extractors.quantities.finder import find
from extractors.quantities.headers import Header, read_header
from extractors.quantities.rules import QuantityRules, load_quantity_rules

__all__ = ["Header", "QuantityRules", "find", "load_quantity_rules", "read_header"]
