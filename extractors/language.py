"""The spaCy pipeline as a whole: built, warmed, and run over one text."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import spacy
from spacy.language import Language

from extractors.assemble import REVIEW_BELOW, assemble
from extractors.citations import load_grammar
from extractors.components import LAYERS, analysis_of
from extractors.items.analyses import load_frameworks
from extractors.items.closing import load_verdicts
from extractors.items.options import load_points
from extractors.items.risks import load_levels
from extractors.positions import load_position_rules
from extractors.quantities import load_quantity_rules
from extractors.rulebook import PACKAGED, check_overlay
from extractors.sections import load_headings, load_leads, load_titles
from extractors.sections.content import load_contents
from extractors.tables import load_columns
from schemas import CaseBrief, Source

_LOADERS: tuple[Callable[[Path | None], object], ...] = (
    load_headings, load_leads, load_titles, load_contents, load_grammar, load_columns, load_quantity_rules, load_position_rules,
    load_frameworks, load_points, load_levels, load_verdicts,
)  # fmt: skip
_REVIEW = "case_review_below"  # where a pipeline's meta keeps the threshold
_NO_LIMIT = 2**31 - 1


class BasePipelineError(ValueError):
    """The spaCy pipeline named in the settings cannot be loaded."""


def build_nlp(*, base: str | None = None, rules: Path | None = None, review_below: float = REVIEW_BELOW) -> Language:
    """The pipeline of all case components on blank English, or on the trained pipeline `base`.

    `rules` is a folder of rule files laid over the packaged ones; items with a `confidence` under `review_below` are kept and
    marked in the diagnostics. Raises RuleError where they cannot be used, BasePipelineError
    where `base` cannot be loaded.
    """
    if rules is not None:
        check_overlay(rules)
    nlp = _base(base)
    nlp.max_length = _NO_LIMIT  # spaCy's limit guards parsers; these components are linear
    for layer in LAYERS:
        nlp.add_pipe(layer, config={"rules": str(rules) if rules is not None else None})
    nlp.meta[_REVIEW] = review_below
    for load in _LOADERS:  # now, so that a bad rule is told before work starts
        load(rules)
    return nlp


def _base(name: str | None) -> Language:
    if name is None:
        return spacy.blank("en")
    try:
        return spacy.load(name)
    except (OSError, ImportError, ValueError) as error:
        raise BasePipelineError(
            f"spaCy pipeline {name!r} cannot be loaded: {error}. Install it, or leave the setting out."
        ) from error


def warm(nlp: Language) -> None:
    """Tokenize the words of the packaged rules once: spaCy caches them, and later texts are several times faster."""
    for path in sorted(PACKAGED.glob("*.toml")):
        nlp.make_doc(path.read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _default_nlp() -> Language:
    return build_nlp()


def extract_brief(
    text: str,
    *,
    nlp: Language | None = None,
    source: Source | None = None,
    document_id: str | None = None,
) -> CaseBrief:
    """The brief of one text.

    `nlp` is a pipeline of `build_nlp` (default: the packaged rules on blank English, built once). `source` and `document_id`
    say where the text is from; by default they are made from the text itself. Raises TypeError where `text` is no string and
    ValueError where it holds lone surrogates, which no encoding can write.
    """
    if not isinstance(text, str):
        raise TypeError(f"text must be a string, not {type(text).__name__}")
    try:
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    except UnicodeEncodeError as error:
        raise ValueError(f"text holds a lone surrogate at {error.start}; decode the file with errors='replace'") from error
    nlp = nlp or _default_nlp()
    doc = nlp(text)
    source = source or Source(uri="text", sha256=digest, media_type="text/plain", characters=len(text))
    threshold = nlp.meta.get(_REVIEW, REVIEW_BELOW)
    return assemble(analysis_of(doc), source=source, document_id=document_id or f"text-{digest[:8]}", review_below=threshold)
