"""The README keeps to what the program does."""

import contextlib
import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main
from pipeline.codes import CODES, NOTES

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)


def test_the_python_example_prints_what_it_is_said_to_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    at = next(n for n, (language, _) in enumerate(BLOCKS) if language == "python")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(BLOCKS[at][1], "README.md", "exec"), {})
    assert [line.rstrip() for line in printed.getvalue().splitlines()] == [
        line.rstrip() for line in BLOCKS[at + 1][1].splitlines()
    ]


def test_the_brief_shown_is_the_brief_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    at = next(n for n, (language, block) in enumerate(BLOCKS) if language == "console" and "casebrief brief" in block)
    command = BLOCKS[at][1].split()[2:]
    shown = CliRunner().invoke(main, command).output
    for line in BLOCKS[at + 1][1].splitlines():
        assert line.rstrip() in [other.rstrip() for other in shown.splitlines()]


def test_every_command_and_every_code_is_explained() -> None:
    for name in main.commands:
        assert f"`casebrief {name} " in README
    for code in (*CODES, *NOTES):
        assert f"| `{code}` |" in README


def test_what_the_readme_links_to_exists() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
