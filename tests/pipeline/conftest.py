"""A small input folder and ways to run over it."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.reporting import RunReport
from pipeline.run import run_plain
from pipeline.settings import Settings, read_settings

FERRIES = """Tidewater Ferries: Crossing Without Diesel

1. Evidence Brief

Financial Metrics

  • Fuel Cost: Diesel cost the company $14 million in 2022 (Exhibit 2).
  • Ridership: Passengers grew from 2 million in 2018 to 3.1 million in 2022 (Paragraph 6).

Stakeholder Positions

  • Ingrid Solheim (Chief Executive): Supports an all-electric fleet by 2030 (Paragraph 3).

Strategic Options

Option 1: Convert the Fleet. Fit batteries to all eight vessels.

  • Rationale: Cuts fuel cost by half.
  • Trade-off: Requires $60 million of debt.

Preliminary Recommendation

Tidewater should pursue Option 1.

Verdict

APPROVED FOR LEADERSHIP REVIEW
"""

ORCHARD = """# Lowfield Orchards: Cider or Juice

## Key Metrics

- Harvest: 1,200 tonnes in 2021 (Exhibit 1).

## Risks

- Frost: a late frost would halve the crop (Paragraph 9).
"""


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in [name for name in os.environ if name.startswith(("CASEBRIEF_", "PREFECT_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """A folder of two documents, one in a subfolder."""
    folder = tmp_path / "cases"
    (folder / "food").mkdir(parents=True)
    (folder / "ferries.txt").write_text(FERRIES, encoding="utf-8")
    (folder / "food" / "Orchard Case.md").write_text(ORCHARD, encoding="utf-8")
    return folder


@pytest.fixture
def settings(cases: Path, tmp_path: Path) -> Settings:
    """Settings for a run over `cases` in this process."""
    return read_settings({"input": cases, "output": tmp_path / "out", "workers": 1})


@pytest.fixture
def brief_all(settings: Settings) -> Callable[[], RunReport]:
    """Run over `cases` as it is now."""
    return lambda: run_plain(settings)


@pytest.fixture
def out(settings: Settings) -> Path:
    """The output folder of `brief_all`."""
    return settings.output


def contents(folder: Path) -> dict[str, bytes]:
    """Every result below `folder` that must not differ between runs, by relative path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for part in ("briefs", "text", "tables")
        for path in sorted((folder / part).rglob("*"))
    }
