"""Flags win over variables, variables over files; what is unknown or wrong is refused with its place."""

from pathlib import Path

import pytest

from pipeline.errors import SettingError
from pipeline.settings import read_settings


def test_each_source_gives_way_to_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("pyproject.toml").write_text(
        '[project]\nname = "x"\n[tool.casebrief]\nworkers = 2\nchunk = 2\nmax_bytes = 2\nbase = "two"\n'
    )
    Path("casebrief.toml").write_text('workers = 3\nchunk = 3\nmax_bytes = 3\ninput = "three"\n')
    monkeypatch.setenv("CASEBRIEF_WORKERS", "4")
    monkeypatch.setenv("CASEBRIEF_CHUNK", "4")
    monkeypatch.setenv("CASEBRIEF_RULES", "")
    settings = read_settings({"workers": 5, "chunk": None})
    assert (settings.workers, settings.chunk, settings.max_bytes, settings.base) == (5, 4, 3, "two")
    assert (settings.input, settings.output, settings.rules) == (Path("three"), Path("output"), None)


def test_without_any_there_is_at_least_one_worker() -> None:
    assert 1 <= read_settings().worker_count <= 4


# fmt: off
WRONG = [
    ("flag",           "workers",   0,        "--workers: .*greater than or equal to 1, not 0"),
    ("flag",           "max_bytes", -1,       "--max-bytes: "),
    ("variable",       "CHUNK",     "many",   "CASEBRIEF_CHUNK: .*not 'many'"),
    ("variable",       "WORKRES",   "1",      "CASEBRIEF_WORKRES: no such setting"),
    ("casebrief.toml", "",          "workrs = 1",                     "workrs in casebrief.toml: no such setting"),
    ("casebrief.toml", "",          "workers = 'x'",                  "workers in casebrief.toml: .*not 'x'"),
    ("casebrief.toml", "",          "workers = ",                     "cannot be read as TOML"),
    ("pyproject.toml", "",          "[tool.casebrief]\nchunks = 1",   "chunks in pyproject.toml: no such setting"),
]
# fmt: on


@pytest.mark.parametrize(("source", "name", "value", "message"), WRONG)
def test_a_wrong_setting_names_its_place(
    monkeypatch: pytest.MonkeyPatch, source: str, name: str, value: object, message: str
) -> None:
    flags = {}
    if source == "flag":
        flags[name] = value
    elif source == "variable":
        monkeypatch.setenv(f"CASEBRIEF_{name}", str(value))
    else:
        Path(source).write_text(str(value))
    with pytest.raises(SettingError, match=message):
        read_settings(flags)
