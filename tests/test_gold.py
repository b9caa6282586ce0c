"""What the extractor reaches on the repository's gold may rise, not fall. The thresholds leave room for one item or two."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli import main

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"

SETS = {
    "samples": (["--gold", str(GOLD), str(ROOT / "raw")], {"house.core": 0.98, "variant.core": 0.95, "prose.core": 0.95}),
    "more": (["--gold", str(GOLD / "more")], {"house.core": 0.98, "variant.core": 0.97, "prose.core": 0.97}),
    "unseen": (["--gold", str(GOLD / "unseen")], {"house.core": 0.98, "variant.core": 0.90, "prose.core": 0.93}),
    "fresh": (["--gold", str(GOLD / "fresh")], {"house.core": 0.98, "variant.core": 0.95, "prose.core": 0.90}),
}


@pytest.mark.parametrize("name", SETS)
def test_gold_is_reached(name: str) -> None:
    arguments, least = SETS[name]
    thresholds = [part for figure, value in least.items() for part in ("--fail-under", f"{figure}={value}")]
    result = CliRunner().invoke(main, ["evaluate", *arguments, *thresholds, "--resamples", "0", "--list", "0"])
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("name", SETS)
def test_every_evidence_quotes_its_passage(name: str) -> None:
    arguments, _ = SETS[name]
    result = CliRunner().invoke(
        main, ["evaluate", *arguments, "--fail-under", "provenance=1", "--resamples", "0", "--list", "0"]
    )
    assert result.exit_code == 0, result.output
