"""The pinned versions: all of them, nothing else, and none of the pairs that break each other."""

import importlib.metadata
import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]
PINNED = {
    canonicalize_name(line.split("==")[0]): line.split("==")[1]
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
}


def needed(names: set[str], extra: str = "") -> set[str]:
    """The canonical names of everything that `names` need to be installed here."""
    found: set[str] = set()
    waiting = [(name, extra) for name in names]
    while waiting:
        name, extras = waiting.pop()
        for line in importlib.metadata.requires(name) or ():
            requirement = Requirement(line)
            wanted = canonicalize_name(requirement.name)
            if wanted not in found and (requirement.marker is None or requirement.marker.evaluate({"extra": extras})):
                found.add(wanted)
                waiting += [(wanted, part) for part in ("", *requirement.extras)]
    return found


def test_a_line_pins_one_version_and_names_no_index() -> None:
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines():
        assert re.fullmatch(r"#.*|[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line), line
    assert len(PINNED) == sum("==" in line for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines())


def test_everything_that_is_needed_is_pinned() -> None:
    assert needed({"casebrief"}, "dev") | needed({"casebrief"}) <= set(PINNED)


def test_versions_that_break_prefect_are_kept_out() -> None:
    assert Version(PINNED["fastapi"]) < Version("0.155")
    assert Version(PINNED["sqlalchemy"]) < Version("2.1")


def test_the_citation_and_the_package_have_one_version() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert cited is not None
    assert cited[1] == project["version"] == importlib.metadata.version("casebrief")
