"""Extraction: spaCy components that turn the text of a case solution into a validated, cited brief.

>>> from extractors import build_nlp, extract_brief
>>> brief = extract_brief("Verdict\\n\\nAPPROVED", nlp=build_nlp())
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from extractors.language import BasePipelineError, build_nlp, extract_brief, warm
    from extractors.rulebook import RuleError

__all__ = ["BasePipelineError", "RuleError", "build_nlp", "extract_brief", "warm"]

_HOMES = {"RuleError": "extractors.rulebook"}


def __getattr__(name: str) -> Any:
    """Public names are imported when they are first used, so that reading rules or schemas does not wait for spaCy."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES.get(name, "extractors.language")), name)
