"""Settings: flags win over ``CASEBRIEF_*`` variables, those over ``casebrief.toml``, that over ``[tool.casebrief]``.

``casebrief.toml`` and ``pyproject.toml``, which has that table, are looked for in the working folder.
Unknown keys are refused everywhere.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    PyprojectTomlConfigSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.errors import SettingError

PREFIX = "CASEBRIEF_"
FILE = Path("casebrief.toml")
PYPROJECT = Path("pyproject.toml")


class Settings(BaseSettings):
    """What a run is asked to do."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        toml_file=FILE,
        pyproject_toml_table_header=("tool", "casebrief"),
        extra="forbid",
        frozen=True,
    )

    input: Path = Field(default=Path("raw"), description="A document or a folder of documents.")
    output: Path = Field(default=Path("output"), description="Where the results go.")
    workers: Annotated[int, Field(ge=1, le=256)] | None = Field(
        default=None, description="Worker processes; one for each core, 4 at most, where none is given."
    )
    chunk: Annotated[int, Field(ge=1, le=10_000)] | None = Field(
        default=None, description="Documents a task takes at once; chosen by their number where none is given."
    )
    rules: Path | None = Field(default=None, description="A folder of rule files laid over the packaged ones.")
    base: str | None = Field(default=None, description="A trained spaCy pipeline in place of blank English: name or path.")
    review_below: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.7, description="Confidence under which an item is marked."
    )
    max_bytes: Annotated[int, Field(ge=1)] = Field(default=10_000_000, description="Largest document that is read.")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Flags, environment, casebrief.toml, pyproject.toml, in this order."""
        return (
            init_settings,
            env_settings,
            TomlConfigSettingsSource(settings_cls),
            PyprojectTomlConfigSettingsSource(settings_cls),
        )

    @property
    def worker_count(self) -> int:
        """The number of worker processes."""
        return self.workers or min(4, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


def read_settings(flags: Mapping[str, Any] | None = None) -> Settings:
    """The settings in force; a flag that is None was not given. Raises SettingError that names the place of what is wrong."""
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    for name in os.environ:
        if name.startswith(PREFIX) and name.removeprefix(PREFIX).lower() not in Settings.model_fields:
            known = ", ".join(PREFIX + field.upper() for field in Settings.model_fields)
            raise SettingError(f"{name}: no such setting. Unset the variable; known are {known}.")
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0])
        if first["type"] == "extra_forbidden":
            known = ", ".join(Settings.model_fields)
            raise SettingError(f"{name} in {_file(name)}: no such setting. Remove it; known are {known}.") from None
        raise SettingError(f"{_place(name, given)}: {first['msg']}, not {first['input']!r}. Change it there.") from None
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError) as error:
        raise SettingError(f"{FILE} or {PYPROJECT}: cannot be read as TOML: {error}. Mend the file.") from None


def _place(name: str, given: Mapping[str, Any]) -> str:
    if name in given:
        return f"--{name.replace('_', '-')}"
    variable = PREFIX + name.upper()
    return variable if os.environ.get(variable) else f"{name} in {_file(name)}"


def _file(name: str) -> Path:
    if FILE.is_file() and name in tomllib.loads(FILE.read_text(encoding="utf-8")):
        return FILE
    return PYPROJECT
