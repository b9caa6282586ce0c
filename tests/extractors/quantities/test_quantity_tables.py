"""Tables of examples: a text and all that is found in it."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PAGE = HERE.parents[2] / "docs" / "quantities.md"


def table_rows() -> Iterator[tuple[str, str]]:
    """The rows of the text files beside this module."""
    for path in sorted(HERE.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                text, _, expected = line.rpartition(" | ")
                yield text, expected


def page_rows() -> Iterator[tuple[str, str]]:
    """The examples of the documentation page: table rows whose two cells are code."""
    for match in re.finditer(r"^\| `(.+?)` \| `(.+?)` \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE):
        yield match[1], match[2]


@pytest.mark.parametrize(("text", "expected"), list(table_rows()))
def test_reads_table(read: Callable[[str], str], text: str, expected: str) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(("text", "expected"), list(page_rows()))
def test_reads_documented_example(read: Callable[[str], str], text: str, expected: str) -> None:
    assert read(text) == expected


def test_page_documents_enough() -> None:
    assert len(list(page_rows())) > 60
