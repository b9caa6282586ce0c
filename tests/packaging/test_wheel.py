"""A wheel built from the sources works in an empty environment elsewhere."""

import json
import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = ("schemas", "extractors", "pipeline", "pyproject.toml", "README.md", "LICENSE")

pytestmark = pytest.mark.slow


def run(*command: object, cwd: Path, status: int = 0) -> str:
    """Run a command outside the checkout and give what it printed."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CASEBRIEF_", "PREFECT_"))}
    result = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, text=True, timeout=600, check=False
    )
    assert result.returncode == status, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from a copy of the sources."""
    folder = tmp_path_factory.mktemp("build")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder / name)
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder / "dist", folder, cwd=folder)
    (built,) = (folder / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def elsewhere(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bin folder of an environment that holds the wheel and what it needs, by the constraints."""
    folder = tmp_path_factory.mktemp("elsewhere")
    venv.create(folder, with_pip=True)
    run(folder / "bin" / "pip", "install", "--quiet", "--constraint", ROOT / "constraints.txt", wheel, cwd=folder)
    return folder / "bin"


def test_the_wheel_holds_rules_schemas_types_and_nothing_of_the_tests(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder, pattern in (("extractors", "rules/*"), ("schemas", "*.json"), ("pipeline", "*.py")):
        expected = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob(pattern)}
        assert expected
        assert expected <= names
    assert {f"{package}/py.typed" for package in ("schemas", "extractors", "pipeline")} <= names
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"schemas", "extractors", "pipeline"}


def test_the_command_runs_there(elsewhere: Path, tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    for path in sorted((ROOT / "raw").glob("*.txt"))[1:3]:
        shutil.copy(path, tmp_path / "cases")
    assert "2" in run(elsewhere / "casebrief", "run", "cases", "--output", "out", cwd=tmp_path)
    report = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (report["counts"]["new"], report["orchestrator"]) == (2, "prefect")
    assert len(list((tmp_path / "out" / "briefs").iterdir())) == 2


def test_each_component_can_be_added_to_anybodys_pipeline(elsewhere: Path, tmp_path: Path) -> None:
    script = (
        "import importlib.metadata, json, spacy\n"
        "names = [e.name for e in importlib.metadata.entry_points(group='spacy_factories') if e.name.startswith('case_')]\n"
        "nlp = spacy.blank('en')\n"
        "nlp.add_pipe('case_sections')\n"
        "doc = nlp('Risks\\n\\n- Frost: likely.')\n"
        "assert doc.spans['case_sections'], doc.spans\n"
        "for name in names:\n"
        "    spacy.blank('en').add_pipe(name)\n"
        "from extractors.components import LAYERS\n"
        "assert sorted(names) == sorted(LAYERS), set(names) ^ set(LAYERS)\n"
        "import schemas; print(schemas.__file__)\n"
    )
    printed = run(elsewhere / "python", "-c", script, cwd=tmp_path)
    assert str(elsewhere.parent) in printed
