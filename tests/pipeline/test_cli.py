"""The command: what it prints, how it ends, and what it does not import."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import contents

from pipeline.cli import main
from pipeline.settings import Settings
from pipeline.version import version
from schemas import CaseBrief
from schemas.published import brief_schema, table_schema
from schemas.tables import tables

COMMAND = [sys.executable, "-c", "from pipeline.cli import main; main(prog_name='casebrief')"]
NOISE = ("Traceback", "prefect", "Error", "WARNING")


def casebrief(*arguments: object, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [*COMMAND, *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "120", **variables}
    return subprocess.run(command, capture_output=True, text=True, timeout=180, check=False, env=environment)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, subprocess.CompletedProcess[str]]:
    """The sample documents and what a real run made of them, with two workers."""
    raw = Path(__file__).parents[2] / "raw"
    out = tmp_path_factory.mktemp("ran") / "out"
    return raw, out, casebrief("run", raw, "--output", out, "--workers", 2, "--chunk", 3)


def test_a_run_says_what_it_did_and_nothing_else(ran: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    raw, out, result = ran
    assert result.returncode == 0, result.stdout + result.stderr
    assert result.stderr == ""
    assert not [word for word in NOISE if word.lower() in result.stdout.lower()]
    documents = len([path for path in raw.iterdir() if path.suffix in (".txt", ".md")])
    for shown in (rf"new +{documents}\b", r"quarantined +0\b", r"metrics +[1-9]", r"stakeholders +[1-9]", r"citations +[1-9]"):
        assert re.search(shown, result.stdout), shown
    assert f"{out}/briefs" in result.stdout


def test_a_run_says_in_run_json_what_was_asked(ran: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    raw, out, _ = ran
    report = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert (report["orchestrator"], report["asked"]["input"], report["asked"]["workers"]) == ("prefect", str(raw), 2)


def test_one_worker_and_two_give_the_same_bytes(
    ran: tuple[Path, Path, subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    raw, out, _ = ran
    assert casebrief("run", raw, "--output", tmp_path / "one", "--workers", 1).returncode == 0
    assert contents(tmp_path / "one") == contents(out)


def test_every_brief_of_the_samples_fits_the_published_schema(
    ran: tuple[Path, Path, subprocess.CompletedProcess[str]],
) -> None:
    import jsonschema

    check = jsonschema.Draft202012Validator(brief_schema(), format_checker=jsonschema.FormatChecker())
    paths = sorted((ran[1] / "briefs").iterdir())
    assert paths
    for path in paths:
        check.validate(json.loads(path.read_text(encoding="utf-8")))


def test_a_second_run_is_quick_and_imports_nothing_heavy(ran: tuple[Path, Path, subprocess.CompletedProcess[str]]) -> None:
    raw, out, _ = ran
    before = contents(out)
    script = (
        "import sys\nfrom pipeline.cli import main\n"
        f"try: main(['run', {str(raw)!r}, '--output', {str(out)!r}, '--workers', '2'])\n"
        "except SystemExit as end: print('status', end.code)\n"
        "print('heavy', sorted({'spacy', 'pandas', 'prefect', 'numpy'} & set(sys.modules)))"
    )
    start = time.perf_counter()
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert time.perf_counter() - start < 2
    assert result.stdout.startswith("Nothing changed")
    assert "status 0" in result.stdout
    assert "heavy []" in result.stdout
    assert contents(out) == before


def test_quarantine_gives_status_1(cases: Path) -> None:
    (cases / "bad.txt").write_bytes(b"\x81\x8d")
    result = casebrief("run", cases, "--output", "out")
    assert result.returncode == 1
    assert "undecodable" in result.stdout
    assert result.stderr == ""
    again = casebrief("run", cases, "--output", "out")
    assert again.returncode == 1
    assert "Nothing changed: 3 documents known." in again.stdout


def test_rules_that_cannot_be_used_end_the_run_with_status_2_and_no_noise(cases: Path, tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "title_suffixes.toml").write_text('source = "this test"\n[[rules]]\nno_such_key = 1\n', encoding="utf-8")
    result = casebrief("run", cases, "--output", "out", "--rules", rules)
    assert result.returncode == 2
    assert "title_suffixes.toml: rule 1" in result.stderr
    assert "Traceback" not in result.stderr + result.stdout


def test_a_run_broken_off_by_hand_goes_on_next_time(cases: Path) -> None:
    for i in range(40):
        (cases / f"copy-{i}.txt").write_bytes((cases / "ferries.txt").read_bytes())
    command = [*COMMAND, "run", str(cases), "--output", "out"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "Traceback" not in errors
    assert casebrief("run", cases, "--output", "out").returncode == 0
    assert len(list(Path("out/briefs").iterdir())) == 42


# fmt: off
WRONG = [
    (["run", "missing"],                    "missing: no such file or folder"),
    (["run", "cases", "--workers", "0"],    "--workers"),
    (["run", "cases", "--base", "missing"], "no spaCy pipeline 'missing'"),
    (["run", "cases", "--rules", "none"],   "no such folder of rules"),
    (["run", "cases", "--colour"],          "No such option"),
    (["brief", "cases"],                    "is a folder"),
    (["brief", "missing.txt"],              "no such file"),
    (["schema", "--table", "people"],       "there is no table 'people'"),
]
# fmt: on


@pytest.mark.parametrize(("arguments", "message"), WRONG)
def test_a_wrong_setting_gives_status_2_and_says_what_to_do(cases: Path, arguments: list[str], message: str) -> None:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stdout == ""


def test_a_brief_is_shown_with_its_figures_and_sources(cases: Path) -> None:
    result = CliRunner(env={"COLUMNS": "160"}).invoke(main, ["brief", str(cases / "ferries.txt")])
    assert result.exit_code == 0
    for shown in (
        "Tidewater Ferries: Crossing Without Diesel",
        "14,000,000 USD",
        "exhibit 2",
        "Ingrid Solheim",
        "Convert the Fleet",
    ):
        assert shown in result.stdout


def test_a_brief_as_json_is_the_brief_of_a_run(cases: Path, settings: Settings) -> None:
    from pipeline.run import run_plain

    run_plain(settings)
    (path,) = (settings.output / "briefs").glob("ferries-*")
    result = CliRunner().invoke(main, ["brief", str(cases / "ferries.txt"), "--json"])
    assert result.exit_code == 0
    assert result.stdout == path.read_text(encoding="utf-8")
    assert CaseBrief.model_validate_json(result.stdout).source.uri == "ferries.txt"


def test_a_document_that_cannot_be_briefed_gives_status_1(cases: Path) -> None:
    (cases / "empty.txt").write_text("", encoding="utf-8")
    result = CliRunner().invoke(main, ["brief", str(cases / "empty.txt")])
    assert result.exit_code == 1
    assert "empty: the file holds no text" in result.stderr


def test_one_brief_comes_quickly_and_without_prefect(cases: Path) -> None:
    script = (
        "import sys\nfrom pipeline.cli import main\n"
        f"try: main(['brief', {str(cases / 'ferries.txt')!r}])\n"
        "except SystemExit as end: print('status', end.code)\n"
        "print('heavy', sorted({'pandas', 'prefect'} & set(sys.modules)))"
    )
    start = time.perf_counter()
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert time.perf_counter() - start < 3
    assert "heavy []" in result.stdout


def test_schemas_are_printed() -> None:
    assert json.loads(CliRunner().invoke(main, ["schema"]).stdout) == brief_schema()
    for name in tables():
        assert json.loads(CliRunner().invoke(main, ["schema", "--table", name]).stdout) == table_schema(name)


def test_the_version_is_that_of_the_project() -> None:
    assert CliRunner().invoke(main, ["--version"]).stdout == f"casebrief {version()}\n"


@pytest.mark.parametrize("command", [[], ["run"], ["brief"], ["schema"]])
def test_help_is_there_for_every_command(command: list[str]) -> None:
    result = CliRunner().invoke(main, [*command, "--help"])
    assert result.exit_code == 0
    assert "Usage:" in result.stdout
