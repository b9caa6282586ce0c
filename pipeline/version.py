"""The version of the installed project, which pyproject.toml alone states."""

import functools
import importlib.metadata

NAME = "casebrief"


@functools.cache
def version() -> str:
    """The installed version of casebrief."""
    return importlib.metadata.version(NAME)
