"""Documents are found in order, refused with a code or left aside with a reason."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.discovery import discover, document_id
from pipeline.errors import SettingError

# fmt: off
IDS = [
    ("ferries.txt",               "ferries"),
    ("food/Orchard Case.md",      "food-orchard-case"),
    ("Crème brûlée (2).TXT",      "creme-brulee-2"),
    ("report.v2.final.txt",       "report-v2-final"),
    ("no-suffix",                 "no-suffix"),
    ("../x.txt",                  "x"),
    ("案例.txt",                   ""),
    ("a\nb.txt",                  "a-b"),
]
# fmt: on


@pytest.mark.parametrize(("uri", "slug"), IDS)
def test_an_id_is_a_slug_and_a_hash(uri: str, slug: str) -> None:
    found = document_id(uri)
    assert re.fullmatch(re.escape(f"{slug}-" if slug else "") + "[0-9a-f]{8}", found)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_an_id_is_a_safe_file_name(uri: str) -> None:
    assert re.fullmatch(r"[a-z0-9]([a-z0-9-]{0,88}[a-z0-9])?", document_id(uri))


def test_ids_differ_where_only_the_slug_is_alike() -> None:
    assert len({document_id(uri) for uri in ("a b.txt", "a-b.txt", "A b.txt", "a b.md", "a/b.txt")}) == 5


def test_everything_in_a_folder_is_found_or_accounted_for(cases: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("x")
    for name in (".hidden.txt", "slides.pdf", "README"):
        (cases / name).write_text("x")
    (cases / ".git").mkdir()
    (cases / "folder.txt").mkdir()
    (cases / "folder.txt" / "inner.text").write_text("x")
    (cases / "escape.txt").symlink_to(outside)
    (cases / "broken.txt").symlink_to(cases / "nowhere.txt")
    (cases / "inside.txt").symlink_to(cases / "ferries.txt")
    (cases / "loop").symlink_to(cases)
    os.mkfifo(cases / "pipe.txt")
    found = discover(cases)
    assert [document.uri for document in found.documents] == [
        "ferries.txt",
        "folder.txt/inner.text",
        "food/Orchard Case.md",
        "inside.txt",
    ]
    assert [(document.uri, refusal.code) for document, refusal in found.refused] == [
        ("broken.txt", "not-a-file"),
        ("escape.txt", "outside-input"),
        ("pipe.txt", "not-a-file"),
    ]
    assert [(aside.uri, aside.reason) for aside in found.aside] == [
        (".git", "hidden folder"),
        (".hidden.txt", "hidden file"),
        ("README", "suffix missing"),
        ("loop", "link to a folder"),
        ("slides.pdf", "suffix .pdf"),
    ]


def test_a_name_that_is_no_text_is_refused_and_can_be_stored(cases: Path) -> None:
    with open(os.fsencode(cases) + b"/\xff.txt", "wb") as file:
        file.write(b"x")
    ((document, refusal),) = discover(cases).refused
    assert refusal.code == "undecodable-name"
    assert document.uri == "\\xff.txt"


def test_an_output_inside_the_input_is_not_searched(cases: Path) -> None:
    (cases / "out" / "text").mkdir(parents=True)
    (cases / "out" / "text" / "old.txt").write_text("x")
    assert len(discover(cases, cases / "out").documents) == 2
    assert len(discover(cases).documents) == 3


def test_a_single_file_is_an_input_of_its_own(cases: Path) -> None:
    found = discover(cases / "food" / "Orchard Case.md")
    assert [document.uri for document in found.documents] == ["Orchard Case.md"]
    assert not found.whole


@pytest.mark.parametrize("name", ["nowhere", "slides.pdf"])
def test_an_input_that_cannot_be_used_says_what_to_do(cases: Path, name: str) -> None:
    (cases / "slides.pdf").write_text("x")
    with pytest.raises(SettingError, match=name):
        discover(cases / name)
