"""Heads: the words before a colon, in bold, or in a table's first cell."""

import pytest

from extractors.positions import PositionRules, load_position_rules, split_holder

RULES: PositionRules = load_position_rules()

HEADS = [
    ("Ada Roth (Chief Engineer)", "Ada Roth", "Chief Engineer", "person"),
    ("Ada Roth, Chief Engineer", "Ada Roth", "Chief Engineer", "person"),
    ("Ada Roth – Chief Engineer", "Ada Roth", "Chief Engineer", "person"),
    ("CFO – Ada Roth", "Ada Roth", "CFO", "person"),
    ("Chairman (Ada Roth)", "Ada Roth", "Chairman", "person"),
    ("Councillor Brian Oake", "Brian Oake", "Councillor", "person"),
    ("CFO Jane Roe", "Jane Roe", "CFO", "person"),
    ("Dr Sunita Rao (Founder)", "Dr Sunita Rao", "Founder", "person"),
    ("**Petra Lind** (owner)", "Petra Lind", "owner", "person"),
    ("The CEO", "CEO", None, "person"),
    ("Chief Financial Officer", "Chief Financial Officer", None, "person"),
    ("Stone Harbour Partners (private-equity investor with two board seats)", "Stone Harbour Partners",
     "private-equity investor with two board seats", "organization"),
    ("The Meadow Trust, a private donor", "Meadow Trust", "private donor", "organization"),
    ("Regulators (FCA)", "Regulators", "FCA", "organization"),
    ("Ministry of Fisheries", "Ministry of Fisheries", None, "organization"),
    ("City of Leeds (largest client)", "City of Leeds", "largest client", "organization"),
    ("Dockers' union", "Dockers' union", None, "organization"),
    ("IG Metall", "IG Metall", None, "organization"),
    ("OSHA", "OSHA", None, "organization"),
    ("Ridgeway Ltd", "Ridgeway Ltd", None, "organization"),
    ("Channel Partners", "Channel Partners", None, "group"),
    ("Franchise Owners", "Franchise Owners", None, "group"),
    ("Local residents", "Local residents", None, "group"),
    ("Employees", "Employees", None, "group"),
    ("Traditional retailers", "Traditional retailers", None, "group"),
    ("Warehouse staff (Paragraph 9)", "Warehouse staff", None, "group"),
    ("Farmers, traders and millers", "Farmers, traders and millers", None, "group"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "name", "role", "kind"), HEADS, ids=[row[0] for row in HEADS])
def test_split_holder(head: str, name: str, role: str | None, kind: str) -> None:
    holder = split_holder(head, 0, len(head), RULES)
    assert holder is not None
    assert (holder.name.of(head), holder.role and holder.role.of(head), holder.kind.value) == (name, role, kind)


@pytest.mark.parametrize("head", ["", "  ", "**", "(Paragraph 4)", "–"])
def test_nothing_but_punctuation_names_nobody(head: str) -> None:
    holder = split_holder(head, 0, len(head), RULES)
    assert holder is None or holder.name.of(head).strip()


def test_offsets_are_those_of_the_whole_text() -> None:
    text = "Key players\n- Ada Roth (CEO): supports it"
    start = text.index("Ada")
    holder = split_holder(text, start, text.index(":"), RULES)
    assert holder is not None
    assert holder.role is not None
    assert (holder.name.of(text), holder.role.of(text)) == ("Ada Roth", "CEO")
